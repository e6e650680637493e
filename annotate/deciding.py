"""Deciding on pairs: checked against the texts, stored once however often it is said."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from annotate.alignments import Alignment
from annotate.edits import refusal
from annotate.models import Review
from annotate.permissions import may
from annotate.schemas import AlignmentIn, PassageIn
from sources.models import Document, Text
from sources.problems import Problem


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


def decide(user: User, review_pk: UUID, data: AlignmentIn) -> tuple[Alignment, bool]:
    """What the user decided on two passages; and whether nothing had been decided on them before."""
    review = writable_review(user, review_pk)
    article = checked(review, data.article, Document.Kind.ARTICLE)
    report = checked(review, data.report, Document.Kind.REPORT)
    is_rejected = data.decision == "rejected"
    if not is_rejected and not data.relation:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "relation-needed", _("Say how the passages relate."))
    with transaction.atomic():
        return Alignment.objects.update_or_create(
            review=review,
            article=article,
            article_start=data.article.start,
            article_end=data.article.end,
            report=report,
            report_start=data.report.start,
            report_end=data.report.end,
            defaults={
                "article_exact": data.article.exact,
                "report_exact": data.report.exact,
                "decision": data.decision,
                "relation": "" if is_rejected else data.relation,
                "decided_at": timezone.now(),
            },
        )


@transaction.atomic
def take_back(user: User, pk: UUID) -> Alignment:
    """Forget a decision. Its history stays."""
    alignment = get_object_or_404(Alignment.objects.visible_to(user).select_related("review"), pk=pk)
    if not may(user, "annotate.write_review", alignment.review):
        raise refusal(user, alignment.review_id)
    alignment.delete()
    return alignment
