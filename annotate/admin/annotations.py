"""Annotations with their evidence."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from annotate import edits
from annotate.models import Annotation, Evidence, Label
from sources.admin.desk import (
    AutocompleteFilter,
    HistoryAdmin,
    LanguageFilter,
    ModelForm,
    TabularInline,
    change_link,
    counted,
    in_its_language,
    page_link,
    say,
)
from sources.models import Text
from sources.text import direction

WITHOUT_BODIES = Text.objects.select_related("document").defer("body", "blocks")


class RootFilter(admin.SimpleListFilter):
    """By root, over all versions of all schemes: roots with the same key are one."""

    title = _("root")
    parameter_name = "root"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return {root.key: root.name for root in Label.objects.filter(parent=None).order_by("position")}.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Annotation]) -> QuerySet[Annotation]:
        if key := self.value():
            return queryset.filter(Q(label__key=key, label__parent=None) | Q(label__parent__key=key))
        return queryset


class VersionedForm(ModelForm):
    """Refuses to write over what changed since the form was opened, and counts the version up."""

    opened = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("opened") != self.instance.version:
            raise ValidationError(gettext("This has changed while you had it open. Load the page again to see it."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.has_changed():
            self.instance.version += 1
        return super().save(commit)


class AnnotationForm(VersionedForm):
    """The label is one of the review's own scheme."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label: Any = self.fields.get("label")
        if label:  # not where the past is looked at
            scheme = self.instance.review.scheme
            label.queryset = scheme.labels.all()
            label.choices = [
                (root.name, [(choice.pk, choice.name) for choice in (root, *root.leaves)]) for root in scheme.tree()
            ]
            label.widget.can_add_related = label.widget.can_change_related = label.widget.can_delete_related = False


class EvidenceForm(VersionedForm):
    """A passage has a relation to the report; a search that found nothing has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if relation := self.fields.get("relation"):
            relation.required = self.instance.kind == Evidence.Kind.PASSAGE
            relation.disabled = not relation.required


class EvidenceOfAnnotation(TabularInline):
    model = Evidence
    form = EvidenceForm
    fields = ("kind", "passage", "relation", "opened")
    readonly_fields = ("kind", "passage")
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return with_texts(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("passage"))
    def passage(self, evidence: Evidence) -> SafeString | str:
        return where(evidence)


def with_texts(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return (
        evidence.select_related("text__document")
        .defer("text__body", "text__blocks")
        .prefetch_related(Prefetch("searched_texts", WITHOUT_BODIES))
    )


def in_context(thing: Annotation | Evidence, text: Text) -> SafeString:
    """A passage between the words around it."""
    language = text.document.language
    return format_html(
        '<bdi class="passage" lang="{}" dir="{}">'
        '<span class="around">{}</span><mark>{}</mark><span class="around">{}</span></bdi>',
        language,
        direction(language),
        thing.prefix,
        thing.exact,
        thing.suffix,
    )


def where(evidence: Evidence) -> SafeString:
    """The passage of evidence and its text, or the texts that were searched."""
    if evidence.text:
        return format_html("{}<br>{}", in_context(evidence, evidence.text), change_link(evidence.text))
    return format_html_join("", "{}<br>", ((change_link(text),) for text in evidence.searched_texts.all()))


class DeletedFilter(admin.SimpleListFilter):
    title = _("deleted")
    parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return (("no", _("No")), ("yes", _("Yes")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Annotation]) -> QuerySet[Annotation]:
        if self.value() in {"no", "yes"}:
            return queryset.filter(deleted_at__isnull=self.value() == "no")
        return queryset


@admin.register(Annotation)
class AnnotationAdmin(HistoryAdmin):
    form = AnnotationForm
    list_display = (*("passage", "page", "label", "severity", "evidence_count", "reviewer", "dossier", "updated_at"),)
    list_filter = (
        DeletedFilter,
        RootFilter,
        ("label", AutocompleteFilter),
        "severity",
        "confidence",
        ("text__document__language", LanguageFilter),
        ("review__dossier", AutocompleteFilter),
    )
    search_fields = ("exact", "rationale", "neutral_wording", "review__reviewer__username")
    search_help_text = _("The passage, the rationale, the neutral wording, or the name of the reviewer.")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = (
        *("whole_passage", "text_link", "review_link", "label", "severity", "confidence", "rationale"),
        *("neutral_wording", "tags", "deleted_at", "version", "created_at", "updated_at"),
    )
    readonly_fields = (
        *("whole_passage", "text_link", "review_link", "deleted_at", "version", "created_at", "updated_at"),
    )
    not_in_history = ("tags",)
    inlines = (EvidenceOfAnnotation,)
    actions = ("delete_softly", "restore")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        annotations: QuerySet[Annotation] = super().get_queryset(request)
        return (
            annotations.select_related(
                "label__parent", "review__reviewer", "review__dossier", "review__scheme", "text__document"
            )
            .defer("text__body", "text__blocks")
            .annotate(evidence_count=counted(Evidence, "annotation"))
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_fields(request, obj), "opened")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> Any:
        """Many are only ever deleted softly; one can go for good from its own page."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    @admin.display(description=_("passage"), ordering="exact")
    def passage(self, annotation: Annotation) -> SafeString:
        """Struck out where it is deleted."""
        passage = in_its_language(str(annotation), annotation.text.document.language)
        return format_html("<del>{}</del>", passage) if annotation.deleted_at else passage

    @admin.display(description=_("reviewer"), ordering="review__reviewer__username")
    def reviewer(self, annotation: Annotation) -> str:
        return str(annotation.review.reviewer)

    @admin.display(description=_("dossier"), ordering="review__dossier__title")
    def dossier(self, annotation: Annotation) -> str:
        return annotation.review.dossier.title

    @admin.display(description=_("evidence"), ordering="evidence_count")
    def evidence_count(self, annotation: Any) -> int:
        number: int = annotation.evidence_count
        return number

    @admin.display(description=_("page"))
    def page(self, annotation: Annotation) -> SafeString | str:
        return page_link(annotation)

    @admin.display(description=_("passage"))
    def whole_passage(self, annotation: Annotation) -> SafeString:
        return in_context(annotation, annotation.text)

    @admin.display(description=_("text"))
    def text_link(self, annotation: Annotation) -> SafeString:
        places = {"start": annotation.start, "end": annotation.end}
        return format_html(
            "{} ({})", change_link(annotation.text), gettext("code points %(start)s to %(end)s") % places
        )

    @admin.display(description=_("review"))
    def review_link(self, annotation: Annotation) -> SafeString | str:
        return change_link(annotation.review)

    @admin.action(description=_("Delete the selected annotations (they can be restored)"), permissions=["change"])
    def delete_softly(self, request: HttpRequest, annotations: QuerySet[Annotation]) -> None:
        kept = list(annotations.filter(deleted_at=None))
        for annotation in kept:
            edits.change(annotation, deleted_at=timezone.now())
        say(
            request, ngettext("%(number)s annotation deleted.", "%(number)s annotations deleted.", len(kept)), len(kept)
        )

    @admin.action(description=_("Restore the selected annotations"), permissions=["change"])
    def restore(self, request: HttpRequest, annotations: QuerySet[Annotation]) -> None:
        deleted = list(annotations.exclude(deleted_at=None))
        for annotation in deleted:
            edits.change(annotation, deleted_at=None)
        sentence = ngettext("%(number)s annotation restored.", "%(number)s annotations restored.", len(deleted))
        say(request, sentence, len(deleted))


@admin.register(Evidence)
class EvidenceAdmin(HistoryAdmin):
    form = EvidenceForm
    list_display = ("passage", "kind", "relation", "annotated", "reviewer", "updated_at")
    list_filter = ("kind", "relation", ("text__document__language", LanguageFilter))
    search_fields = ("exact", "annotation__exact", "annotation__review__reviewer__username")
    search_help_text = _("The passage, the annotated passage, or the name of the reviewer.")
    ordering = ("-created_at",)
    fields = ("annotation_link", "kind", "place", "relation", "version", "created_at", "updated_at")
    readonly_fields = ("annotation_link", "kind", "place", "version", "created_at", "updated_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        evidence: QuerySet[Evidence] = super().get_queryset(request)
        return (
            with_texts(evidence)
            .select_related("annotation__review__reviewer", "annotation__text__document")
            .defer("text__body", "text__blocks", "annotation__text__body", "annotation__text__blocks")
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_fields(request, obj), "opened")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("passage"), ordering="exact")
    def passage(self, evidence: Evidence) -> SafeString | str:
        if evidence.text:
            return in_its_language(Truncator(evidence.exact).chars(80), evidence.text.document.language)
        return ", ".join(text.document.title for text in evidence.searched_texts.all())

    @admin.display(description=_("annotation"), ordering="annotation__exact")
    def annotated(self, evidence: Evidence) -> SafeString:
        return in_its_language(str(evidence.annotation), evidence.annotation.text.document.language)

    @admin.display(description=_("reviewer"), ordering="annotation__review__reviewer__username")
    def reviewer(self, evidence: Evidence) -> str:
        return str(evidence.annotation.review.reviewer)

    @admin.display(description=_("annotation"))
    def annotation_link(self, evidence: Evidence) -> SafeString | str:
        return change_link(evidence.annotation)

    @admin.display(description=_("passage"))
    def place(self, evidence: Evidence) -> SafeString | str:
        return where(evidence)
