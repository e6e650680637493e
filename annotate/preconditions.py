"""If-Match and If-None-Match (RFC 9110, 13.1) against what is stored now."""

import re
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sources.problems import Problem

ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')


def tags_in(header: str) -> set[str]:
    return {"*"} if header.strip() == "*" else set(ENTITY_TAG.findall(header))


def check_replace(request: HttpRequest, current: dict[str, Any]) -> None:
    """Refuse to replace what has changed since the sender read it, or what the sender has not read."""
    match = request.headers.get("If-Match")
    if match is None and "If-None-Match" not in request.headers:
        raise Problem(
            HTTPStatus.PRECONDITION_REQUIRED,
            "etag-needed",
            _("This is there already. Send its ETag as If-Match to replace it."),
            current=current,
        )
    if match is None or not tags_in(match) & {"*", current["etag"]}:
        raise stale(current)


def check_create(request: HttpRequest) -> None:
    """Refuse to make anew what the sender takes for being there."""
    if "If-Match" in request.headers:
        raise stale(None)


def check_remove(request: HttpRequest, current: dict[str, Any]) -> None:
    """Refuse to remove what has changed since; a sender that names no ETag removes what there is."""
    match = request.headers.get("If-Match")
    if match is not None and not tags_in(match) & {"*", current["etag"]}:
        raise stale(current)


def stale(current: dict[str, Any] | None) -> Problem:
    return Problem(
        HTTPStatus.PRECONDITION_FAILED,
        "changed-meanwhile",
        _("This was changed meanwhile. Your version was not stored; both are there to compare."),
        current=current,
    )
