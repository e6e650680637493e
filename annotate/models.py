"""What reviewers say of what is read: schemes and labels, reviews, annotations, evidence."""

import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import connection, models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from sources.models import CONTEXT, Dossier, Findable, Passage, Placement, Tagged, Text, uuid7
from sources.people import Person, is_moderator
from sources.relations import Relation

colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("A colour is written as #1c7240."))


class Translated(models.Model):
    """Something named in the three languages of Lateral; English stands in for what is missing."""

    name_en = models.CharField(_("name (English)"), max_length=100)
    name_fr = models.CharField(_("name (French)"), max_length=100, blank=True)
    name_ar = models.CharField(_("name (Arabic)"), max_length=100, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def translated(self, field: str) -> str:
        """The field in the reader's language, else in English."""
        language = (get_language() or "en")[:2]
        return getattr(self, f"{field}_{language}", "") or getattr(self, f"{field}_en")

    @property
    def name(self) -> str:
        return self.translated("name")


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def default(self) -> "Scheme":
        """The newest version of the scheme that new reviews are made under."""
        return self.filter(is_default=True).latest("version")


class Scheme(Translated):
    """A versioned set of labels in a tree."""

    key = models.SlugField(_("key"), max_length=60)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_default = models.BooleanField(_("default"), default=False, help_text=_("new reviews are made under it"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ("key", "-version")
        constraints = (models.UniqueConstraint(fields=["key", "version"], name="scheme_version_once"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    def is_in_use(self) -> bool:
        return self.reviews.exists()

    def tree(self) -> list["Label"]:
        """The root labels in order, each with its leaves as `leaves`; leaves know their root without a query."""
        labels = list(self.labels.order_by("position", "pk"))
        roots = {label.pk: label for label in labels if label.parent_id is None}
        for root in roots.values():
            root.leaves = []
        for label in labels:
            if label.parent_id in roots:
                label.parent = roots[label.parent_id]
                roots[label.parent_id].leaves.append(label)
        return list(roots.values())

    @transaction.atomic
    def new_version(self) -> "Scheme":
        """A copy with all labels under the next version, to be changed; this one stays as its reviews were made."""
        names = {field: getattr(self, field) for field in ("key", "name_en", "name_fr", "name_ar")}
        newest = Scheme.objects.filter(key=self.key).latest("version")
        new = Scheme.objects.create(version=newest.version + 1, **names)
        copies: dict[int | None, Label | None] = {None: None}
        for label in self.labels.order_by(F("parent").asc(nulls_first=True), "position", "pk"):
            old = label.pk
            label.pk, label.scheme, label.parent = None, new, copies[label.parent_id]
            label.save(force_insert=True)
            copies[old] = label
        return new

    @transaction.atomic
    def make_default(self) -> None:
        """Have new reviews made under this scheme and no other."""
        Scheme.objects.exclude(pk=self.pk).update(is_default=False)
        self.is_default = True
        self.save(update_fields=["is_default"])


class Label(Translated):
    """A root of a scheme, or a leaf below one."""

    class Underline(models.TextChoices):
        SOLID = "solid", _("solid")
        WAVY = "wavy", _("wavy")
        DOTTED = "dotted", _("dotted")
        DASHED = "dashed", _("dashed")
        DOUBLE = "double", _("double")

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="labels", verbose_name=_("scheme"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("root")
    )
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveIntegerField(_("position"), default=0)
    positive = models.BooleanField(_("positive"), default=False, help_text=_("marks what is done well"))
    colour_light = models.CharField(_("colour on light paper"), max_length=7, blank=True, validators=[colour])
    colour_dark = models.CharField(_("colour on dark paper"), max_length=7, blank=True, validators=[colour])
    underline = models.CharField(_("underline"), max_length=10, blank=True, choices=Underline)
    description_en = models.TextField(_("description (English)"), blank=True)
    description_fr = models.TextField(_("description (French)"), blank=True)
    description_ar = models.TextField(_("description (Arabic)"), blank=True)
    example_en = models.TextField(_("example (English)"), blank=True)
    example_fr = models.TextField(_("example (French)"), blank=True)
    example_ar = models.TextField(_("example (Arabic)"), blank=True)
    allsides = models.CharField(_("AllSides media bias type"), max_length=100, blank=True)
    semeval = models.CharField(_("SemEval-2023 Task 3 technique"), max_length=100, blank=True)

    leaves: list["Label"]

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ("scheme", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["scheme", "key"], name="label_key_once"),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | ~Q(colour_light="", colour_dark=""), name="root_label_has_colours"
            ),
        )

    @property
    def description(self) -> str:
        return self.translated("description")

    @property
    def example(self) -> str:
        return self.translated("example")

    @property
    def root(self) -> "Label":
        """The root that the label lies under, itself for a root. A query unless the parent is fetched."""
        return self.parent or self


class ReviewQuerySet(models.QuerySet["Review"]):
    def owned_by(self, user: Person) -> Self:
        return self.filter(reviewer=user) if user.is_authenticated else self.none()

    def visible_to(self, user: Person) -> Self:
        """One's own; another's once both are submitted. A moderator sees all."""
        if is_moderator(user):
            return self
        if not user.is_authenticated:
            return self.none()
        own = Review.objects.filter(reviewer=user, status=Review.Status.SUBMITTED, dossier=OuterRef("dossier"))
        return self.filter(Q(reviewer=user) | Q(status=Review.Status.SUBMITTED) & Exists(own))

    def beside(self, pk: uuid.UUID) -> Self:
        """The review with that key, and those whose annotations its page shows beside its own: on the same dossier.

        Annotations under another version of the scheme have labels that the page does not know.
        """
        return self.filter(dossier__reviews=pk, scheme__reviews=pk)

    def with_counts(self) -> Self:
        """With `annotation_count`."""
        return self.annotate(annotation_count=Count("annotations", filter=Q(annotations__deleted_at__isnull=True)))


class Review(models.Model):
    """One person's reading of one dossier under one scheme."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("submitted")
        REOPENED = "reopened", _("reopened")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="reviews", verbose_name=_("dossier"))
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="reviews", verbose_name=_("scheme"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews", verbose_name=_("reviewer")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(fields=["dossier", "scheme", "reviewer"], name="review_once"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "submitted", "reopened"]), name="review_status_known"
            ),
        )

    def __str__(self) -> str:
        return _("%(reviewer)s on %(dossier)s") % {"reviewer": self.reviewer, "dossier": self.dossier}

    def get_absolute_url(self) -> str:
        return reverse("review_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.SUBMITTED

    def submit(self) -> None:
        self.status = self.Status.SUBMITTED
        self.submitted_at = timezone.now()
        self.save(update_fields=["status", "submitted_at"])

    def reopen(self) -> None:
        self.status = self.Status.REOPENED
        self.save(update_fields=["status"])


class History(HistoryManager):
    """Past states. simple-history builds this manager's class anew at every save, which takes as long as storing."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


@cache
def copying(model: Any) -> str:
    """The statement that makes a past state of the row with a key."""
    past = model.history.model._meta
    kept = {field.column for field in past.concrete_fields}
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if field.column in kept)
    added = "history_date, history_type, history_change_reason, history_user_id"
    return (
        f'INSERT INTO "{past.db_table}" ({columns}, {added}) '  # noqa: S608  names of our own tables
        f'SELECT {columns}, %s, %s, %s, %s FROM "{model._meta.db_table}" WHERE id = %s'
    )


class CopiedRecords(HistoricalRecords):
    """Past states that the database copies from the row: simple-history makes an object of each, which takes as long as
    to store the row. For a model without many-to-many fields in its history; it sends no signals.
    """

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        if history_type == "-":  # the row is not there any more
            super().create_historical_record(instance, history_type, using)
            return
        user = self.get_history_user(instance)
        reason = self.get_change_reason_for_object(instance, history_type, using)
        with connection.cursor() as cursor:
            now = connection.ops.adapt_datetimefield_value(timezone.now())
            key = instance._meta.pk.get_db_prep_value(instance.pk, connection)
            cursor.execute(copying(instance.__class__), [now, history_type, reason, user and user.pk, key])


class Versioned(models.Model):
    """Something that two tabs may both edit: each save counts the version up, and the version is the API's ETag."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def etag(self) -> str:
        return f'"{self.version}"'


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(review__in=Review.objects.visible_to(user))

    def owned_by(self, user: Person) -> Self:
        return self.filter(review__reviewer=user) if user.is_authenticated else self.none()

    def kept(self) -> Self:
        """Without the deleted ones."""
        return self.filter(deleted_at__isnull=True)

    def in_reading_order(self) -> Self:
        """The article first, then the reports in their order; by passage, a longer one before those inside it."""
        here = Placement.objects.filter(dossier=OuterRef("review__dossier"), text=OuterRef("text"))
        place = Coalesce(Subquery(here.values("position")[:1]), Value(0))
        return self.order_by(place, "text_id", "start", F("end").desc(), "pk")

    def whole(self) -> Self:
        """With all that a card shows, in a fixed number of queries."""
        return self.select_related("label", "review__reviewer").with_parts()

    def with_parts(self) -> Self:
        """With tags and evidence."""
        searched = Prefetch("evidence__searched_texts", Text.objects.only("pk"))
        return self.prefetch_related("tag_rows__tag", "evidence", searched)


class Annotation(Versioned, Tagged, Passage, Findable):
    """A label on a passage of a text, inside a review. On a report it marks what the article leaves out."""

    FOUND_BY = ("exact", "rationale", "neutral_wording")

    class Severity(models.IntegerChoices):
        SLIGHT = 1, _("slight")
        CLEAR = 2, _("clear")
        SEVERE = 3, _("severe")

    class Confidence(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    # Made by the browser, so that a request that is sent twice stores once.
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="annotations", verbose_name=_("review"))
    text = models.ForeignKey(Text, models.PROTECT, related_name="annotations", verbose_name=_("text"))
    label = models.ForeignKey(Label, models.PROTECT, related_name="annotations", verbose_name=_("label"))
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, null=True, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    neutral_wording = models.TextField(
        _("neutral wording"), blank=True, help_text=_("what the passage would say without the bias")
    )
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True)
    tags = TaggableManager(through="annotate.AnnotationTag", blank=True, related_name="annotations")

    objects = AnnotationQuerySet.as_manager()
    history = CopiedRecords(excluded_fields=["words"], history_manager=History)

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["review", "text", "start"], name="annotation_in_reading_order"),)
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="annotation_not_empty"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("exact")), name="annotation_as_long_as_its_words"
            ),
            models.CheckConstraint(
                condition=Q(severity__isnull=True) | Q(severity__in=[1, 2, 3]), name="annotation_severity_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["", "low", "medium", "high"]), name="annotation_confidence_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.exact[:60]}…" if len(self.exact) > 60 else self.exact

    def get_absolute_url(self) -> str:
        return f"{reverse('review_detail', args=[self.review_id])}#annotation-{self.pk}"

    def set_tags(self, names: Iterable[str]) -> None:
        """Replace the tags."""
        self.tags.set({name.strip() for name in names if name.strip()})


class AnnotationTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_annotations")
    content_object = models.ForeignKey(Annotation, models.CASCADE, related_name="tag_rows")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tag", "content_object"], name="annotation_tag_once"),)


class SearchedText(models.Model):
    """A text in which something was searched, and not found. It is kept as long as the record of that."""

    evidence = models.ForeignKey("Evidence", models.CASCADE)
    text = models.ForeignKey(Text, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("texts searched")
        db_table = "annotate_evidence_searched_texts"
        unique_together = (("evidence", "text"),)

    def __str__(self) -> str:
        return str(self.text)


class Evidence(Versioned):
    """A passage of a report attached to an annotation, or a record that texts were searched and it was not found."""

    class Kind(models.TextChoices):
        PASSAGE = "passage", _("passage")
        NOT_FOUND = "searched, not found", _("searched, not found")

    Relation = Relation

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    annotation = models.ForeignKey(Annotation, models.CASCADE, related_name="evidence", verbose_name=_("annotation"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PASSAGE)
    # A passage and its relation, or nothing of these but the texts that were searched.
    text = models.ForeignKey(
        Text, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("text")
    )
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    exact = models.TextField(_("passage"), blank=True)
    prefix = models.CharField(_("before it"), max_length=CONTEXT, blank=True)
    suffix = models.CharField(_("after it"), max_length=CONTEXT, blank=True)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, blank=True)
    searched_texts = models.ManyToManyField(
        Text, through=SearchedText, blank=True, related_name="+", verbose_name=_("texts searched")
    )

    history = HistoricalRecords(m2m_fields=[searched_texts], history_manager=History)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("created_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="passage", text__isnull=False, start__isnull=False, end__isnull=False)
                & ~Q(relation="")
                | Q(
                    kind="searched, not found",
                    text__isnull=True,
                    start__isnull=True,
                    end__isnull=True,
                    exact="",
                    relation="",
                ),
                name="evidence_is_a_passage_or_a_search",
            ),
            models.CheckConstraint(condition=Q(start__isnull=True) | Q(start__lt=F("end")), name="evidence_not_empty"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end=F("start") + Length("exact")),
                name="evidence_as_long_as_its_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_relation_display() or self.get_kind_display()}: {self.exact[:60]}"


# A model, too; it is kept with what it means.
from annotate.alignments import Alignment  # noqa: E402, F401
