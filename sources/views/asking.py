"""What the pages ask of every request."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from sources.people import UserRequest


class PartRequest(HttpRequest):
    """A request that htmx may have sent for a part of the page."""

    htmx: HtmxDetails


def permit(request: UserRequest, permission: str, thing: Model | None = None) -> None:
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied


def wants_part(request: PartRequest) -> bool:
    """Whether htmx asks for the part that changes. On the way back through the history it asks for all."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def as_uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
