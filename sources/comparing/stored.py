"""What was computed of texts, kept until something that it depends on changes."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A run that has said nothing for so long has died with its process.
SILENT = timedelta(seconds=60)


class TextReading(models.Model):
    """The facts of a text (`sources.comparing.facts.TextFacts`); `stamp` says what they were computed from."""

    text = models.OneToOneField("sources.Text", models.CASCADE, related_name="reading", verbose_name=_("text"))
    stamp = models.CharField(max_length=100)
    facts = models.JSONField()

    class Meta:
        verbose_name = _("reading of a text")
        verbose_name_plural = _("readings of texts")

    def __str__(self) -> str:
        return str(self.text)


class Comparison(models.Model):
    """An article's text set beside a report's (`sources.comparing.facts.PairFacts`). Nobody edits it; what people
    decide is kept apart, and stays when it is computed anew.
    """

    article = models.ForeignKey("sources.Text", models.CASCADE, related_name="comparisons", verbose_name=_("article"))
    report = models.ForeignKey("sources.Text", models.CASCADE, related_name="+", verbose_name=_("report"))
    stamp = models.CharField(max_length=100)
    facts = models.JSONField()
    computed_at = models.DateTimeField(_("computed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        constraints = (models.UniqueConstraint(fields=["article", "report"], name="comparison_once"),)

    def __str__(self) -> str:
        return f"{self.article} / {self.report}"


class ComparisonRunQuerySet(models.QuerySet["ComparisonRun"]):
    def going_on(self) -> Self:
        """Those that somebody is at; a run whose process died is not."""
        alive = timezone.now() - SILENT
        return self.filter(status__in=[ComparisonRun.Status.WAITING, ComparisonRun.Status.RUNNING], heard_at__gt=alive)

    def cancel(self) -> None:
        self.going_on().update(status=ComparisonRun.Status.CANCELLED)


class ComparisonRun(models.Model):
    """The comparing of a dossier, while it goes on and how it ended."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")

    dossier = models.OneToOneField("sources.Dossier", models.CASCADE, related_name="comparison_run")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    done = models.FloatField(default=0, help_text=_("share, 0 to 1"))
    heard_at = models.DateTimeField(default=timezone.now)

    objects = ComparisonRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a comparison")
        verbose_name_plural = _("runs of comparisons")

    def __str__(self) -> str:
        return f"{self.dossier}: {self.get_status_display()}"

    @property
    def percent(self) -> int:
        return round(self.done * 100)

    @property
    def is_going_on(self) -> bool:
        """Whether somebody is at it. A query."""
        return ComparisonRun.objects.going_on().filter(pk=self.pk).exists()

    def say(self, **fields: Any) -> None:
        """Write down how far it is, unless it was cancelled meanwhile."""
        rows = ComparisonRun.objects.filter(pk=self.pk).exclude(status=self.Status.CANCELLED)
        rows.update(heard_at=timezone.now(), **fields)

    def is_cancelled(self) -> bool:
        return ComparisonRun.objects.filter(pk=self.pk, status=self.Status.CANCELLED).exists()
