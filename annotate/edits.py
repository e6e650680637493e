"""Writing annotations and evidence: checked against text and scheme, stored whole or not at all.

Every writer takes the representation's fields from the API's schemas and raises `Problem`, `Http404` or
`PermissionDenied`. What is asked for twice is stored once, and answered alike.
"""

from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from annotate.models import Annotation, Evidence, Label, Review
from annotate.permissions import may
from annotate.preconditions import check_create, check_remove, check_replace, stale
from annotate.representation import represent, represent_evidence
from annotate.schemas import AnnotationIn, EvidenceIn, EvidencePassageIn, PassageIn
from sources.models import CONTEXT, Document, Text
from sources.problems import Problem

Written = tuple[dict[str, Any], bool]
"""What is stored now, and whether it is new."""

# What the record of a search has in place of a passage.
NO_PASSAGE = {"text_id": None, "start": None, "end": None, "exact": "", "prefix": "", "suffix": "", "relation": ""}

# What an annotation is checked against, in one query: its writer's review, the label in the review's scheme, the words
# in a text of the dossier; and whether it is stored already, with how many tags and pieces of evidence. The ORM needs
# five queries, and longer to build them than all the rest of a save takes.
GROUND = """
SELECT review.status, label.id, substr(text.body, %s, %s), stored.id,
    (SELECT COUNT(*) FROM annotate_annotationtag WHERE content_object_id = stored.id)
    + (SELECT COUNT(*) FROM annotate_evidence WHERE annotation_id = stored.id)
FROM annotate_review review
LEFT JOIN annotate_label label ON label.scheme_id = review.scheme_id AND label.key = %s
LEFT JOIN sources_text text ON text.id = %s AND text.document_id IN (
    SELECT placed.document_id
    FROM sources_placement placement JOIN sources_text placed ON placed.id = placement.text_id
    WHERE placement.dossier_id = review.dossier_id
)
LEFT JOIN annotate_annotation stored ON stored.id = %s
WHERE review.id = %s AND review.reviewer_id = %s
"""


class Ground(NamedTuple):
    """The row of GROUND."""

    status: str
    label: int | None
    surroundings: str | None
    stored: Any
    parts: int


def writable_annotation(user: User, pk: UUID) -> Annotation:
    """An annotation of the user's own open review, deleted or not; 404 or 403 where it is none of these."""
    annotation = get_object_or_404(Annotation.objects.visible_to(user).whole(), pk=pk)
    if not may(user, "annotate.write_review", annotation.review):
        raise refusal(user, annotation.review_id)
    return annotation


def refusal(user: User, pk: UUID) -> PermissionDenied:
    """Why the user may not write to the review. Raises Http404 where they may not know of it."""
    review = get_object_or_404(Review.objects.visible_to(user), pk=pk)
    if review.reviewer_id == user.pk:
        return PermissionDenied(_("This review has been submitted. Reopen it to change it."))
    return PermissionDenied(_("This is somebody else's review."))


def ground_of(user: User, pk: UUID, data: AnnotationIn) -> tuple[Review, Ground]:
    """The review that the annotation goes into, which the user may write to, and what else GROUND finds."""
    text, own, review_pk = (
        Annotation._meta.pk.get_db_prep_value(key, connection) for key in (data.text, pk, data.review)
    )
    with connection.cursor() as cursor:
        cursor.execute(GROUND, [*surroundings(data), data.label, text, own, review_pk, user.pk])
        row = cursor.fetchone()
    if row is None:
        raise refusal(user, data.review)
    ground = Ground(*row)
    # With its other fields still in the database; the name of its reviewer is known.
    review = Review.from_db(connection.alias, ["id", "reviewer_id", "status"], [data.review, user.pk, ground.status])
    review.reviewer = user
    if not may(user, "annotate.write_review", review):
        raise refusal(user, data.review)
    return review, ground


def checked_annotation(ground: Ground, data: AnnotationIn) -> dict[str, Any]:
    """The fields of an annotation, its review and its tags aside."""
    if ground.label is None:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "label-not-in-scheme", _("This label is not in the scheme of the review.")
        )
    if ground.surroundings is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "text-not-in-dossier", _("This text is not in the dossier."))
    return {
        "label": Label(pk=ground.label, key=data.label),
        **checked_passage(data, ground.surroundings),
        **{field: getattr(data, field) for field in ("severity", "confidence", "rationale", "neutral_wording")},
    }


def surroundings(data: PassageIn) -> tuple[int, int]:
    """Where a passage with its context begins, counted from 1, and how long it is: what SUBSTR takes."""
    before = min(data.start, CONTEXT)
    return data.start - before + 1, before + len(data.exact) + CONTEXT


def checked_passage(data: PassageIn, found: str) -> dict[str, Any]:
    """The fields of a passage, if the text reads as the sender says; found are the `surroundings` there."""
    before = min(data.start, CONTEXT)
    after = before + len(data.exact)
    if found[before:after] != data.exact or len(data.exact) != data.end - data.start:
        detail = _("The text does not read like this at this place.")
        raise Problem(HTTPStatus.CONFLICT, "text-differs", detail, found=found[before:after])
    return {
        "text_id": data.text,
        "start": data.start,
        "end": data.end,
        "exact": data.exact,
        "prefix": found[:before],
        "suffix": found[after:],
    }


def put_annotation(request: HttpRequest, user: User, pk: UUID, data: AnnotationIn) -> Written:
    """Create the annotation, or replace what it says."""
    review, ground = ground_of(user, pk, data)
    fields = {"review": review, **checked_annotation(ground, data)}
    parts: dict[str, Any] = {}
    if ground.stored is None:
        check_create(request)
        try:
            return create_annotation(Annotation(pk=pk, **fields), data.tags), True
        except IntegrityError:
            pass  # sent twice at once: now it is there
    elif not ground.parts:
        parts = {"tags": [], "evidence": []}  # nothing is asked for where there is nothing
    return replace_annotation(request, pk, fields, data.tags, parts), False


@transaction.atomic
def create_annotation(new: Annotation, tags: list[str]) -> dict[str, Any]:
    new.save(force_insert=True)
    if tags:
        new.set_tags(tags)
    return represent(new, tags=new.tag_names if tags else [], evidence=[])


@transaction.atomic
def replace_annotation(
    request: HttpRequest, pk: UUID, fields: dict[str, Any], tags: list[str], parts: dict[str, Any]
) -> dict[str, Any]:
    """Parts are the tags and the evidence, as far as they are known."""
    stored = get_object_or_404(Annotation.objects.select_for_update(), pk=pk)
    if stored.review_id != fields["review"].pk:
        get_object_or_404(Annotation.objects.visible_to(fields["review"].reviewer), pk=pk)
        raise PermissionDenied(_("This annotation belongs to another review."))
    stored.review = fields["review"]
    if stored.label_id == fields["label"].pk:
        stored.label = fields["label"]
    current = represent(stored, **parts)
    is_tagged = same_names(tags, current["tags"])
    if stored.deleted_at is None and is_tagged and says_the_same(stored, fields):
        return current
    check_replace(request, current)
    change(stored, **fields, deleted_at=None)
    if not is_tagged:
        stored.set_tags(tags)
        parts["tags"] = stored.tag_names
    return represent(stored, **parts)


def same_names(some: list[str], others: list[str]) -> bool:
    """Whether these are the same tags: one is found again whatever its case."""
    return {name.casefold() for name in some} == {name.casefold() for name in others}


def says_the_same(stored: Annotation | Evidence, fields: dict[str, Any]) -> bool:
    """Whether that is stored already; what stands around a passage follows from where it is."""
    return all(getattr(stored, field) == fields[field] for field in fields.keys() - {"prefix", "suffix"})


def change(stored: Annotation | Evidence, **fields: Any) -> None:
    """Save those of the fields that differ, as the next version."""
    changed = [field for field, value in fields.items() if getattr(stored, field) != value]
    for field in changed:
        setattr(stored, field, fields[field])
    stored.version += 1
    stored.save(update_fields=[*changed, "version", "updated_at"])


@transaction.atomic
def remove_annotation(request: HttpRequest, user: User, pk: UUID) -> dict[str, Any]:
    """Take the annotation out of the review; it stays in the database to be brought back."""
    stored = writable_annotation(user, pk)
    if stored.deleted_at is None:
        check_remove(request, represent(stored))
        change(stored, deleted_at=timezone.now())
    return represent(stored)


@transaction.atomic
def restore_annotation(user: User, pk: UUID) -> dict[str, Any]:
    """Bring a deleted annotation back as it was, its evidence with it."""
    stored = writable_annotation(user, pk)
    if stored.deleted_at is not None:
        change(stored, deleted_at=None)
    return represent(stored)


def put_evidence(request: HttpRequest, user: User, annotation_pk: UUID, pk: UUID, data: EvidenceIn) -> Written:
    """Attach a passage of a report, or the record of a search, to an annotation; or replace it."""
    annotation = writable_annotation(user, annotation_pk)
    fields, searched = checked_evidence(annotation.review, data)
    if "If-Match" not in request.headers:  # most often the sender has just made it
        try:
            return create_evidence(Evidence(pk=pk, annotation=annotation, **fields), searched), True
        except IntegrityError:
            pass  # it is there
    return replace_evidence(request, annotation, pk, fields, searched), False


@transaction.atomic
def create_evidence(new: Evidence, searched: list[Text]) -> dict[str, Any]:
    new.save(force_insert=True)
    new.searched_texts.set(searched)
    return represent_evidence(new)


@transaction.atomic
def replace_evidence(
    request: HttpRequest, annotation: Annotation, pk: UUID, fields: dict[str, Any], searched: list[Text]
) -> dict[str, Any]:
    stored = Evidence.objects.select_for_update().filter(pk=pk).first()
    if stored is None:
        raise stale(None)
    if stored.annotation_id != annotation.pk:
        visible = Annotation.objects.visible_to(annotation.review.reviewer)
        get_object_or_404(Evidence.objects.filter(annotation__in=visible), pk=pk)
        raise PermissionDenied(_("This evidence belongs to another annotation."))
    current = represent_evidence(stored)
    if says_the_same(stored, fields) and set(current["searched"]) == {str(text.pk) for text in searched}:
        return current
    check_replace(request, current)
    change(stored, **fields)
    stored.searched_texts.set(searched)
    return represent_evidence(stored)


def checked_evidence(review: Review, data: EvidenceIn) -> tuple[dict[str, Any], list[Text]]:
    """The fields of evidence, and the texts that were searched."""
    texts = Text.objects.of_dossier(review.dossier_id)
    if isinstance(data.root, EvidencePassageIn):
        reports = texts.filter(pk=data.root.text, document__kind=Document.Kind.REPORT)
        found = reports.values_list(Substr("body", *surroundings(data.root)), flat=True).first()
        if found is None:
            detail = _("Evidence lies in a report of the dossier.")
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "text-not-in-dossier", detail)
        return {"kind": data.root.kind, "relation": data.root.relation, **checked_passage(data.root, found)}, []
    searched = list(texts.filter(pk__in=data.root.searched).only("pk"))
    if len(searched) < len(set(data.root.searched)):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "text-not-in-dossier", _("A text that was searched is not in the dossier.")
        )
    return {"kind": data.root.kind, **NO_PASSAGE}, searched


@transaction.atomic
def remove_evidence(request: HttpRequest, user: User, annotation_pk: UUID, pk: UUID) -> None:
    """Detach the evidence. Its history stays; sending it again under its old key brings it back."""
    annotation = writable_annotation(user, annotation_pk)
    stored = annotation.evidence.filter(pk=pk).first()
    if stored is not None:
        check_remove(request, represent_evidence(stored))
        stored.delete()
