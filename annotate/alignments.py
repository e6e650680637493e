"""What reviewers decide on pairs of passages. It is kept apart from what was computed, and survives computing anew:
a decision stands for the passages themselves.
"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sources.models import Text, uuid7
from sources.people import Person
from sources.relations import Relation


class AlignmentQuerySet(models.QuerySet["Alignment"]):
    def visible_to(self, user: Person) -> Self:
        """Those of the reviews that the user sees: blind as these are."""
        reviews: Any = self.model._meta.get_field("review").related_model
        return self.filter(review__in=reviews.objects.visible_to(user))

    def in_reading_order(self) -> Self:
        return self.order_by("article_start", "article_end", "report_id", "report_start", "pk")


class Alignment(models.Model):
    """A passage of the article beside one of a report, as a reviewer sees it."""

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")
        DRAWN = "drawn", _("drawn by hand")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    review = models.ForeignKey("annotate.Review", models.CASCADE, related_name="alignments", verbose_name=_("review"))
    article = models.ForeignKey(Text, models.PROTECT, related_name="+", verbose_name=_("article"))
    article_start = models.PositiveIntegerField(_("start in the article"))
    article_end = models.PositiveIntegerField(_("end in the article"))
    article_exact = models.TextField(_("passage of the article"))
    report = models.ForeignKey(Text, models.PROTECT, related_name="+", verbose_name=_("report"))
    report_start = models.PositiveIntegerField(_("start in the report"))
    report_end = models.PositiveIntegerField(_("end in the report"))
    report_exact = models.TextField(_("passage of the report"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, blank=True)
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now, editable=False)

    objects = AlignmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        ordering = ("-decided_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["review", "article", "article_start", "article_end", "report", "report_start", "report_end"],
                name="alignment_once",
            ),
            models.CheckConstraint(
                condition=Q(article_start__lt=F("article_end")) & Q(report_start__lt=F("report_end")),
                name="alignment_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(article_end=F("article_start") + Length("article_exact"))
                & Q(report_end=F("report_start") + Length("report_exact")),
                name="alignment_as_long_as_its_words",
            ),
            models.CheckConstraint(
                condition=Q(decision="rejected", relation="")
                | Q(decision__in=["confirmed", "corrected", "drawn"]) & ~Q(relation=""),
                name="alignment_rejected_or_related",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_exact[:40]} / {self.report_exact[:40]}"

    @property
    def key(self) -> str:
        """By what a computed pair of the same passages is known (sources.comparing.page.Proposal)."""
        here = f"{self.article_start}-{self.article_end}"
        return f"{self.report_id}:{here}:{self.report_start}-{self.report_end}"

    @property
    def etag(self) -> str:
        """Each time that something is decided is another version."""
        return f'"{round(self.decided_at.timestamp() * 1_000_000):x}"'

    def as_json(self) -> dict[str, Any]:
        return {
            "id": str(self.pk),
            "etag": self.etag,
            "review": str(self.review_id),
            "article": self.passage("article"),
            "report": self.passage("report"),
            "decision": self.decision,
            "relation": self.relation,
            "decided_at": self.decided_at.isoformat(),
        }

    def passage(self, side: str) -> dict[str, Any]:
        fields = {name: getattr(self, f"{side}_{name}") for name in ("start", "end", "exact")}
        return {"text": str(getattr(self, f"{side}_id")), **fields}
