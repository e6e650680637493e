"""Deciding on pairs: checked against the texts, stored once however often it is said."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from annotate.alignments import Alignment
from annotate.edits import refusal
from annotate.models import Review
from annotate.permissions import may
from annotate.preconditions import check_create, check_remove, check_replace
from annotate.schemas import AlignmentIn, DecisionIn, PassageIn
from sources.models import Document, Text
from sources.problems import Problem

Fields = dict[str, Any]


def writable_review(user: User, pk: UUID) -> Review:
    """The user's own open review; 404 or 403 where it is none of these."""
    review = get_object_or_404(Review.objects.visible_to(user), pk=pk)
    if not may(user, "annotate.write_review", review):
        raise refusal(user, pk)
    return review


def checked(review: Review, passage: PassageIn, kind: str) -> Text:
    """The text of a passage, if it is of that kind, in the dossier, and reads as the sender says."""
    texts = Text.objects.of_dossier(review.dossier_id).filter(document__kind=kind)
    text = texts.filter(pk=passage.text).first()
    if text is None:
        detail = _("An alignment joins a passage of the article and one of a report of the dossier.")
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "text-not-in-dossier", detail)
    found = text.body[passage.start : passage.end]
    if found != passage.exact:
        detail = _("The text does not read like this at this place.")
        raise Problem(HTTPStatus.CONFLICT, "text-differs", detail, found=found)
    return text


def checked_decision(review: Review, data: AlignmentIn) -> tuple[Fields, Fields]:
    """The two passages that a decision stands for, in its review; and what is decided."""
    places = {
        "review": review,
        "article": checked(review, data.article, Document.Kind.ARTICLE),
        "article_start": data.article.start,
        "article_end": data.article.end,
        "report": checked(review, data.report, Document.Kind.REPORT),
        "report_start": data.report.start,
        "report_end": data.report.end,
    }
    is_rejected = data.decision == "rejected"
    if not is_rejected and not data.relation:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "relation-needed", _("Say how the passages relate."))
    decided = {
        "article_exact": data.article.exact,
        "report_exact": data.report.exact,
        "decision": data.decision,
        "relation": "" if is_rejected else data.relation,
    }
    return places, decided


def decide(user: User, review_pk: UUID, data: AlignmentIn) -> tuple[Alignment, bool]:
    """What the user decided on two passages; and whether nothing had been decided on them before."""
    places, decided = checked_decision(writable_review(user, review_pk), data)
    with transaction.atomic():
        return Alignment.objects.update_or_create(**places, defaults={**decided, "decided_at": timezone.now()})


def put_decision(request: HttpRequest, user: User, pk: UUID, data: DecisionIn) -> tuple[Alignment, bool]:
    """The same, under the sender's own key: what is sent twice is stored once."""
    places, decided = checked_decision(writable_review(user, data.review), data)
    try:
        return store(request, user, pk, places, decided)
    except IntegrityError:  # sent twice at once: now it is there
        return store(request, user, pk, places, decided)


@transaction.atomic
def store(request: HttpRequest, user: User, pk: UUID, places: Fields, decided: Fields) -> tuple[Alignment, bool]:
    """Under this key; what was decided on the same passages under another gives way to it."""
    stored = Alignment.objects.select_for_update().filter(pk=pk).first()
    fields = {**places, **decided}
    if stored is None:
        check_create(request)
    else:
        check_same_review(user, stored, places["review"])
        if all(getattr(stored, field) == value for field, value in fields.items()):
            return stored, False
        check_replace(request, stored.as_json())
    Alignment.objects.filter(**places).exclude(pk=pk).delete()
    new = Alignment(pk=pk, **fields, decided_at=timezone.now())
    new.save(force_insert=stored is None, force_update=stored is not None)
    return new, stored is None


def check_same_review(user: User, stored: Alignment, review: Review) -> None:
    if stored.review_id != review.pk:
        get_object_or_404(Alignment.objects.visible_to(user), pk=stored.pk)
        raise PermissionDenied(_("This decision belongs to another review."))


@transaction.atomic
def take_back(request: HttpRequest, user: User, pk: UUID) -> None:
    """Forget a decision. Its history stays; sending it again under its old key brings it back."""
    alignment = get_object_or_404(Alignment.objects.visible_to(user).select_related("review"), pk=pk)
    if not may(user, "annotate.write_review", alignment.review):
        raise refusal(user, alignment.review_id)
    check_remove(request, alignment.as_json())
    alignment.delete()
