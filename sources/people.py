"""Who somebody is: the predicates that the querysets and the one table of permissions are built of."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from rules.predicates import is_group_member, predicate

Person = User | AnonymousUser


class UserRequest(HttpRequest):
    """A request behind login_required."""

    user: User


REVIEWERS, TEACHERS, MODERATORS = "Reviewers", "Teachers", "Moderators"

is_reviewer: Any = is_group_member(REVIEWERS)
is_teacher: Any = is_group_member(TEACHERS)


@predicate
def is_moderator(user: Person) -> bool:
    """Moderators and administrators. Groups are asked for once per user object."""
    return user.is_active and (user.is_superuser or is_group_member(MODERATORS)(user))
