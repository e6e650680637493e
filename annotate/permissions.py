"""Who may do what: the one table.

Views and the API ask `user.has_perm(name, thing)`; the querysets say what exists for whom.
"""

from typing import Any

from rules.permissions import add_perm, has_perm
from rules.predicates import is_staff, predicate

from annotate.models import Review
from sources.models import Dossier
from sources.people import Person, is_moderator, is_reviewer, is_teacher


@predicate
def is_creator(user: Person, thing: Any) -> bool:
    return thing is not None and thing.created_by_id is not None and thing.created_by_id == user.pk


@predicate
def is_own_review(user: Person, review: Review | None) -> bool:
    return review is not None and review.reviewer_id == user.pk


@predicate
def is_open_review(user: Person, review: Review | None) -> bool:
    return review is not None and review.is_open


@predicate
def is_published(user: Person, dossier: Dossier | None) -> bool:
    return dossier is not None and dossier.status == Dossier.Status.PUBLISHED


works_here = is_reviewer | is_teacher | is_moderator

PERMISSIONS = {
    # In the pages and the API: asked for a thing.
    "sources.add_text_by_form": works_here,
    "sources.edit_document": works_here & is_creator | is_moderator,
    "sources.edit_dossier": works_here & is_creator | is_moderator,
    "annotate.start_review": works_here & (is_published | is_creator | is_moderator),
    "annotate.write_review": is_own_review & is_open_review,
    "annotate.submit_review": is_own_review & is_open_review,
    "annotate.reopen_review": is_own_review & ~is_open_review,
}

# In the admin: moderators keep everything in order there, whatever the rows of auth_permission say.
ADMINISTERED = {
    "sources": (
        "outlet",
        "outletname",
        "document",
        "text",
        "original",
        "dossier",
        "placement",
        "documenttag",
        "dossiertag",
        "uploadeddictionary",
    ),
    "annotate": ("scheme", "label", "review", "annotation", "evidence", "annotationtag", "alignment"),
    "taggit": ("tag",),
}

for name, allowed in PERMISSIONS.items():
    add_perm(name, allowed)
for app, models in ADMINISTERED.items():
    add_perm(app, is_staff & is_moderator)
    for model in models:
        for action in ("view", "add", "change", "delete"):
            add_perm(f"{app}.{action}_{model}", is_staff & is_moderator)


def may(user: Person, permission: str, thing: Any) -> bool:
    """What the table says, to administrators too: `user.has_perm` would let them write in other people's reviews."""
    return bool(has_perm(permission, user, thing))
