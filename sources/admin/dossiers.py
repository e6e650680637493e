"""Dossiers and the texts in them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sources.admin.desk import (
    HistoryAdmin,
    TabularInline,
    change_link,
    counted,
    list_link,
    person,
    say,
)
from sources.models import Dossier, Placement, Text

ARTICLE = Placement.Role.ARTICLE

# Django's classes take the model as a parameter only in the eyes of a type checker.
if TYPE_CHECKING:
    BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    BaseInlineFormSet = forms.BaseInlineFormSet


class PlacementFormSet(BaseInlineFormSet):
    """One article in a dossier, and no text taken out of it that somebody has marked."""

    def clean(self) -> None:
        super().clean()
        if self.articles_on_the_page() > 1:
            raise ValidationError(gettext("A dossier has one article."))
        leaving = {form.instance.text_id for form in self.deleted_forms if form.instance.pk}
        if leaving and self.is_marked(leaving):
            raise ValidationError(gettext("Reviewers have marked a text that you take out. It stays in the dossier."))

    def articles_on_the_page(self) -> int:
        """How many there would be, those of the other table of texts among them."""
        rows = [
            key.removesuffix("role") for key, role in self.data.items() if key.endswith("-role") and role == ARTICLE
        ]
        return sum(f"{row}DELETE" not in self.data for row in rows)

    def is_marked(self, texts: set[Any]) -> bool:
        """Whether an annotation or its evidence, in a review of the dossier, lies in one of the texts."""
        reviews = self.instance.reviews.all()
        marked = Q(annotations__review__in=reviews) | Q(evidence__annotation__review__in=reviews)
        return Text.objects.filter(marked, pk__in=texts).exists()

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A new text comes after those that are there."""
        if form.instance.role == Placement.Role.REPORT:
            form.instance.position = self.instance.placements.count() + 1
        return super().save_new(form, commit)


class PlacedTexts(TabularInline):
    """The texts that lie in the dossier."""

    model = Placement
    formset = PlacementFormSet
    verbose_name_plural = _("texts")
    fields = ("text_link", "role", "position")
    readonly_fields = ("text_link",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        placements: QuerySet[Placement] = super().get_queryset(request)
        return placements.select_related("text__document").defer("text__body", "text__blocks")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("text"))
    def text_link(self, placement: Placement) -> SafeString | str:
        return change_link(placement.text)


class NewTexts(TabularInline):
    """Texts to put into the dossier. Apart from those that are there, whose names would each cost a query here."""

    model = Placement
    formset = PlacementFormSet
    verbose_name_plural = _("more texts")
    fields = ("text", "role")
    autocomplete_fields = ("text",)
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        return super().get_queryset(request).none()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Most texts are reports; and the way to delete a text for good is not beside the way to choose it."""
        formfield: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "role":
            formfield.initial = Placement.Role.REPORT
        if db_field.name == "text":
            formfield.widget.can_delete_related = False
            formfield.queryset = Text.objects.untranslated()
        return formfield


@admin.register(Dossier)
class DossierAdmin(HistoryAdmin):
    list_display = ("title", "status", "report_count", "review_count", "created_by", "published_at")
    list_filter = ("status",)
    search_fields = ("title", "placements__text__document__title")
    search_help_text = _("Title of the dossier or of one of its texts.")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = ("title", "instructions", "tags", "status", "published_at", "by", "created_at")
    readonly_fields = ("status", "published_at", "by", "created_at")
    not_in_history = ("tags",)
    inlines = (PlacedTexts, NewTexts)
    actions = ("publish", "withdraw")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else (NewTexts,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dossier]:
        return (
            Dossier.objects.with_counts()
            .select_related("created_by")
            .annotate(review_count=counted(Dossier.reviews.rel.related_model, "dossier"))
        )

    def save_model(self, request: HttpRequest, obj: Dossier, form: Any, change: bool) -> None:
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @admin.display(description=_("created by"))
    def by(self, dossier: Dossier) -> str:
        return person(dossier.created_by)

    @admin.display(description=_("reports"), ordering="report_count")
    def report_count(self, dossier: Any) -> int:
        number: int = dossier.report_count
        return number

    @admin.display(description=_("reviews"), ordering="review_count")
    def review_count(self, dossier: Any) -> SafeString | str:
        return list_link(dossier.review_count, Dossier.reviews.rel.related_model, dossier__id__exact=dossier.pk)

    @admin.action(description=_("Publish the selected dossiers"), permissions=["change"])
    def publish(self, request: HttpRequest, dossiers: QuerySet[Dossier]) -> None:
        self.set_status(request, dossiers, Dossier.Status.PUBLISHED)

    @admin.action(description=_("Make the selected dossiers drafts again"), permissions=["change"])
    def withdraw(self, request: HttpRequest, dossiers: QuerySet[Dossier]) -> None:
        self.set_status(request, dossiers, Dossier.Status.DRAFT)

    def set_status(self, request: HttpRequest, dossiers: QuerySet[Dossier], status: Dossier.Status) -> None:
        changing = list(dossiers.exclude(status=status))
        for dossier in changing:
            dossier.set_status(status)
        sentence = ngettext("%(number)s dossier changed.", "%(number)s dossiers changed.", len(changing))
        say(request, sentence, len(changing))
