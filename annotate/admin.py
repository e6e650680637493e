"""The admin of what reviewers say: schemes and labels, reviews, annotations and their evidence; and of tags.

Passages are made on the review page, where they are checked against their text; here they are looked at.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from annotate import edits
from annotate.models import Annotation, AnnotationTag, Evidence, Label, Review, Scheme
from sources.admin import (
    AutocompleteFilter,
    HistoryAdmin,
    LanguageFilter,
    LateralAdmin,
    TabularInline,
    change_link,
    counted,
    in_its_language,
    list_link,
    page_link,
    say,
)
from sources.models import DocumentTag, DossierTag, Text
from sources.text import direction

# Django's classes take the model as a parameter only in the eyes of a type checker.
if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    from django.forms import ModelForm

# How the swatch of a label draws its underline: a path, and its dashes.
UNDERLINES = {
    Label.Underline.SOLID: ("M3 15H53", ""),
    Label.Underline.DASHED: ("M3 15H53", "6 4"),
    Label.Underline.DOTTED: ("M3 15H53", "2 3"),
    Label.Underline.DOUBLE: ("M3 13H53M3 17H53", ""),
    Label.Underline.WAVY: ("M3 15q2.5 -4 5 0t5 0t5 0t5 0t5 0t5 0t5 0t5 0t5 0t5 0", ""),
}
WITHOUT_BODIES = Text.objects.select_related("document").defer("body", "blocks")


def swatch(label: Label) -> SafeString:
    """The label's mark on light and on dark paper. Drawn with attributes: the policy of the site allows no styles."""
    root = label.root
    path, dashes = UNDERLINES.get(Label.Underline(label.underline or root.underline or "solid"), ("", ""))
    return format_html(
        '<svg class="swatch" viewBox="0 0 112 20" aria-hidden="true">'
        '<rect width="56" height="20" fill="#fdfbf7"/><rect x="56" width="56" height="20" fill="#171614"/>'
        '<g fill="none" stroke-width="2" stroke-dasharray="{dashes}"><path d="{path}" stroke="{light}"/>'
        '<path d="{path}" stroke="{dark}" transform="translate(56 0)"/></g></svg>',
        dashes=dashes,
        path=path,
        light=label.colour_light or root.colour_light,
        dark=label.colour_dark or root.colour_dark,
    )


def is_frozen(thing: Any) -> bool:
    """Whether a scheme, or a label's scheme, has reviews; without a query for rows of the lists below."""
    if (in_use := getattr(thing, "in_use", None)) is None:
        in_use = (thing.scheme if isinstance(thing, Label) else thing).is_in_use()
    return bool(in_use)


class LabelForm(ModelForm):
    """Keeps the tree two levels deep and inside one scheme."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parent = cleaned.get("parent")
        if parent is None:
            for field in {"colour_light", "colour_dark"} & cleaned.keys():
                if not cleaned[field]:
                    self.add_error(field, gettext("A root has a colour for light and one for dark paper."))
        elif self.instance.pk and (parent == self.instance or self.instance.children.exists()):
            self.add_error("parent", gettext("A root with labels below it stays a root."))
        elif "scheme" in cleaned and parent.scheme != cleaned["scheme"]:
            self.add_error("parent", gettext("The root lies in another scheme."))
        return cleaned


class Labels(TabularInline):
    """The labels of a scheme, with what is needed to lay them out; the rest is on the label's own page."""

    model = Label
    form = LabelForm
    fields = (
        *("position", "key", "parent", "name_en", "name_fr", "name_ar"),
        *("colour_light", "colour_dark", "underline", "mark"),
    )
    readonly_fields = ("mark",)
    ordering = ("position", "pk")
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Label]:
        labels: QuerySet[Label] = super().get_queryset(request)
        return labels.select_related("scheme", "parent")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The roots to choose from are asked for once and not for every row."""
        formset = super().get_formset(request, obj, **kwargs)
        parent: Any = formset.form.base_fields.get("parent")
        if parent:
            parent.queryset = Label.objects.filter(scheme=obj, parent=None)
            parent.choices = [("", "–"), *((root.pk, root.name) for root in parent.queryset)]
            parent.widget.can_add_related = parent.widget.can_change_related = False
            parent.widget.can_delete_related = parent.widget.can_view_related = False
        return formset

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_delete_permission(request, obj)

    @admin.display(description=_("mark"))
    def mark(self, label: Label) -> SafeString | str:
        return swatch(label) if label.pk else ""


@admin.register(Scheme)
class SchemeAdmin(LateralAdmin):
    """A scheme that reviews were made under is only looked at: a new version succeeds it."""

    list_display = ("name", "key", "version", "is_default", "label_count", "review_count")
    list_filter = ("is_default",)
    search_fields = ("key", "name_en", "name_fr", "name_ar")
    ordering = ("key", "-version")
    fields = ("key", "version", "name_en", "name_fr", "name_ar", "is_default", "created_at")
    readonly_fields = ("is_default", "created_at")
    inlines = (Labels,)
    actions = ("new_version", "make_default")
    change_form_template = "admin/frozen_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scheme]:
        schemes: QuerySet[Scheme] = super().get_queryset(request)
        return schemes.annotate(
            in_use=Exists(Review.objects.filter(scheme=OuterRef("pk"))),
            label_count=counted(Label, "scheme"),
            review_count=counted(Review, "scheme"),
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_needed = obj and (obj.is_default or is_frozen(obj))
        return not is_needed and super().has_delete_permission(request, obj)

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, scheme: Scheme) -> str:
        return scheme.name

    @admin.display(description=_("labels"), ordering="label_count")
    def label_count(self, scheme: Any) -> SafeString | str:
        return list_link(scheme.label_count, Label, scheme__id__exact=scheme.pk)

    @admin.display(description=_("reviews"), ordering="review_count")
    def review_count(self, scheme: Any) -> SafeString | str:
        return list_link(scheme.review_count, Review, scheme__id__exact=scheme.pk)

    @admin.action(description=_("Copy the selected schemes as new versions"), permissions=["add"])
    def new_version(self, request: HttpRequest, schemes: QuerySet[Scheme]) -> None:
        made = [scheme.new_version() for scheme in schemes]
        say(request, ngettext("%(number)s new version.", "%(number)s new versions.", len(made)), len(made))

    @admin.action(description=_("Make new reviews under the selected scheme"), permissions=["change"])
    def make_default(self, request: HttpRequest, schemes: QuerySet[Scheme]) -> None:
        if schemes.count() > 1:
            self.message_user(request, _("New reviews are made under one scheme. Select one."), "error")
            return
        scheme = schemes.get()
        scheme.make_default()
        self.message_user(request, _("New reviews are made under %(scheme)s.") % {"scheme": scheme})


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


@admin.register(Label)
class LabelAdmin(LateralAdmin):
    form = LabelForm
    list_display = ("name", "mark", "key", "parent", "scheme", "position", "annotation_count")
    list_filter = ("scheme", ("parent", admin.RelatedOnlyFieldListFilter), "positive")
    search_fields = ("key", "name_en", "name_fr", "name_ar")
    ordering = ("scheme", "position", "pk")
    fieldsets = (
        (None, {"fields": ("scheme", "parent", "key", "position", "positive")}),
        (_("Names"), {"fields": ("name_en", "name_fr", "name_ar")}),
        (_("Mark"), {"fields": ("colour_light", "colour_dark", "underline", "mark")}),
        (_("Descriptions"), {"fields": ("description_en", "description_fr", "description_ar")}),
        (_("Examples"), {"fields": ("example_en", "example_fr", "example_ar")}),
        (_("In public lists"), {"fields": ("allsides", "semeval")}),
    )
    readonly_fields = ("mark",)
    change_form_template = "admin/frozen_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Label]:
        labels: QuerySet[Label] = super().get_queryset(request)
        return labels.select_related("scheme", "parent__scheme").annotate(
            in_use=Exists(Review.objects.filter(scheme=OuterRef("scheme"))),
            annotation_count=counted(Annotation, "label"),
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only what may still change is offered."""
        unused = Scheme.objects.filter(reviews=None)
        if db_field.name == "scheme":
            kwargs["queryset"] = unused
        if db_field.name == "parent":
            kwargs["queryset"] = Label.objects.filter(parent=None, scheme__in=unused)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_delete_permission(request, obj)

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, label: Label) -> str:
        return label.name

    @admin.display(description=_("mark"))
    def mark(self, label: Label) -> SafeString | str:
        return swatch(label) if label.pk else ""

    @admin.display(description=_("annotations"), ordering="annotation_count")
    def annotation_count(self, label: Any) -> SafeString | str:
        return list_link(label.annotation_count, Annotation, label__id__exact=label.pk)


@admin.register(Review)
class ReviewAdmin(HistoryAdmin):
    """A review is begun and written by its reviewer; here it is found, opened again or closed."""

    list_display = ("dossier", "page", "reviewer", "status", "annotation_count", "created_at", "submitted_at")
    list_filter = ("status", ("dossier", AutocompleteFilter), "scheme")
    search_fields = ("dossier__title", "reviewer__username")
    search_help_text = _("Title of the dossier or name of the reviewer.")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = ("dossier_link", "scheme", "reviewer", "status", "annotation_count", "created_at", "submitted_at")
    readonly_fields = fields
    not_in_history = ("annotation_count",)
    actions = ("reopen", "submit")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        return Review.objects.with_counts().select_related("dossier", "reviewer", "scheme")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Without buttons to save: nothing on the page can be changed."""
        shown = {"show_save": False, "show_save_and_continue": False, **(extra_context or {})}
        response: HttpResponse = super().changeform_view(request, object_id, form_url, shown)
        return response

    @admin.display(description=_("annotations"), ordering="annotation_count")
    def annotation_count(self, review: Any) -> SafeString | str:
        return list_link(review.annotation_count, Annotation, review__exact=review.pk, deleted="no")

    @admin.display(description=_("dossier"))
    def dossier_link(self, review: Review) -> SafeString | str:
        return change_link(review.dossier)

    @admin.display(description=_("page"))
    def page(self, review: Review) -> SafeString | str:
        return page_link(review)

    @admin.action(description=_("Reopen the selected reviews"), permissions=["change"])
    def reopen(self, request: HttpRequest, reviews: QuerySet[Review]) -> None:
        submitted = list(reviews.filter(status=Review.Status.SUBMITTED))
        for review in submitted:
            review.reopen()
        sentence = ngettext("%(number)s review reopened.", "%(number)s reviews reopened.", len(submitted))
        say(request, sentence, len(submitted))

    @admin.action(description=_("Submit the selected reviews"), permissions=["change"])
    def submit(self, request: HttpRequest, reviews: QuerySet[Review]) -> None:
        unsubmitted = list(reviews.exclude(status=Review.Status.SUBMITTED))
        for review in unsubmitted:
            review.submit()
        sentence = ngettext("%(number)s review submitted.", "%(number)s reviews submitted.", len(unsubmitted))
        say(request, sentence, len(unsubmitted))


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
        label: Any = self.fields["label"]
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
        is_passage = self.instance.kind == Evidence.Kind.PASSAGE
        self.fields["relation"].disabled = not is_passage
        self.fields["relation"].required = is_passage


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


class TagsInUse(LateralAdmin):
    """The tags, and how often each is used."""

    list_display = ("name", "slug", "document_count", "dossier_count", "annotation_count")
    search_fields = ("name", "slug")
    ordering = ("name",)
    fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .annotate(
                document_count=counted(DocumentTag, "tag"),
                dossier_count=counted(DossierTag, "tag"),
                annotation_count=counted(AnnotationTag, "tag"),
            )
        )

    @admin.display(description=_("documents"), ordering="document_count")
    def document_count(self, tag: Any) -> SafeString | str:
        return list_link(tag.document_count, DocumentTag.content_object.field.related_model, tags__id__exact=tag.pk)

    @admin.display(description=_("dossiers"), ordering="dossier_count")
    def dossier_count(self, tag: Any) -> SafeString | str:
        return list_link(tag.dossier_count, DossierTag.content_object.field.related_model, tags__id__exact=tag.pk)

    @admin.display(description=_("annotations"), ordering="annotation_count")
    def annotation_count(self, tag: Any) -> SafeString | str:
        return list_link(tag.annotation_count, Annotation, tags__id__exact=tag.pk)


# taggit stands before us in INSTALLED_APPS and has registered its own.
admin.site.unregister(Tag)
admin.site.register(Tag, TagsInUse)
