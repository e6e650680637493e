"""The admin of what is read: outlets, documents and their wordings, dossiers; and of the people.

Wordings are looked at here and never written. Every list costs the same number of queries however long it is.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery, URLField
from django.db.models.functions import Coalesce, Length
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from sources.language import language_name
from sources.models import Document, Dossier, Original, Outlet, OutletName, Placement, Text
from sources.text import direction, fold

# Django's classes take the model as a parameter only in the eyes of a type checker.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    BaseUserAdmin = UserAdmin[User]
    BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    from django.contrib.admin import ModelAdmin, TabularInline
    from django.forms import BaseInlineFormSet

    BaseUserAdmin = UserAdmin

admin.site.site_header = "Lateral"
admin.site.site_title = "Lateral"
admin.site.index_title = _("What Lateral keeps")


class LateralAdmin(ModelAdmin):
    """What every list of ours has in common."""

    list_per_page = 50
    show_full_result_count = False
    empty_value_display = "–"
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    @property
    def media(self) -> forms.Media:
        """With what the filters that are typed need, which Django looks for in forms alone."""
        return super().media + AutocompleteSelect(None, self.admin_site).media


class HistoryAdmin(SimpleHistoryAdmin, LateralAdmin):
    """For a model with a history, where the past is looked at and never brought back by hand."""

    object_history_list_template = "admin/history_list.html"
    # Fields that the history does not keep, or that speak of today.
    not_in_history: tuple[str, ...] = ()

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        response: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return response

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if is_of_the_past(request):
            return [field for field in self.fields or () if field not in self.not_in_history]
        return super().get_fields(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if is_of_the_past(request) else super().get_readonly_fields(request, obj)


def is_of_the_past(request: HttpRequest) -> bool:
    """Whether the request is for a page of the history."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_simple_history"))


class AutocompleteFilter(admin.RelatedFieldListFilter):
    """A filter by a related row that is typed, for where a list of them all would be too long."""

    template = "admin/autocomplete_filter.html"

    def field_choices(self, *args: Any) -> list[Any]:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """One thing: the form, the rest of the query that it has to carry along, and the way out of the filter."""
        field: Any = self.field
        typed = forms.ModelChoiceField(
            field.related_model._default_manager.all(),
            required=False,
            label=self.title,
            widget=AutocompleteSelect(field, changelist.model_admin.admin_site),
        )
        form = forms.Form({self.lookup_kwarg: (self.lookup_val or [""])[-1]}, auto_id="filter_%s")
        form.fields[self.lookup_kwarg] = typed
        mine = [name for name in self.expected_parameters() if name]
        others = {**changelist.params, **changelist.filter_params}
        yield {
            "form": form,
            "others": [
                (name, value)
                for name, values in others.items()
                if name not in {*mine, "p"}
                for value in (values if isinstance(values, list) else [values])
            ],
            "clear": changelist.get_query_string(remove=mine) if self.lookup_val else "",
        }


class LanguageFilter(admin.AllValuesFieldListFilter):
    """The languages that there are, by name."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        yield from (
            {**choice, "display": language_name(str(choice["display"]))} for choice in super().choices(changelist)
        )


def counted(model: type[Model], field: str) -> Coalesce:
    """How many rows of the model point with the field at the row of the outer query."""
    pointing = model._default_manager.filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Coalesce(Subquery(pointing.annotate(number=Count("pk")).values("number")), 0)


def link(url: str, words: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, words)


def change_link(thing: Model | None) -> SafeString | str:
    """The thing's name, leading to its own page in the admin; nothing for nothing."""
    if thing is None:
        return ""
    return link(reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]), thing)


def list_link(number: int, model: type[Model], **query: object) -> SafeString | str:
    """A number of things, leading to the list of them."""
    if not number:
        return "0"
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return link(f"{address}?{urlencode(query)}", number)


def page_link(thing: Any) -> SafeString | str:
    """Leads to the page where reviewers see it."""
    try:
        return link(thing.get_absolute_url(), gettext("Open"))
    except NoReverseMatch:
        return ""


def say(request: HttpRequest, sentence: str, number: int) -> None:
    """Say what an action has done; `sentence` has a place for the number."""
    messages.success(request, sentence % {"number": number})


def in_its_language(words: str, language: str) -> SafeString:
    """Words of a text among words of the page."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), words)


class OutletNames(TabularInline):
    model = OutletName
    extra = 1


@admin.register(Outlet)
class OutletAdmin(LateralAdmin):
    list_display = ("shown_name", "kind", "country", "document_count")
    list_filter = ("kind", "country")
    search_fields = ("names__folded", "slug")
    search_help_text = _("Any name or alias, in any language; case and accents do not matter.")
    ordering = ("slug",)
    fields = ("slug", "kind", "country", "url")
    inlines = (OutletNames,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        outlets: QuerySet[Outlet] = super().get_queryset(request)
        return outlets.prefetch_related("names").annotate(document_count=counted(Document, "outlet"))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        return super().get_search_results(request, queryset, fold(search_term))

    @admin.display(description=_("name"), ordering="slug")
    def shown_name(self, outlet: Outlet) -> str:
        return outlet.name

    @admin.display(description=_("documents"), ordering="document_count")
    def document_count(self, outlet: Any) -> SafeString | str:
        return list_link(outlet.document_count, Document, outlet__id__exact=outlet.pk)


class Wordings(TabularInline):
    """The wordings of a document, looked at."""

    model = Text
    verbose_name_plural = _("wordings")
    fields = ("wording", "how", "obtained_at", "obtained_by", "sha256")
    readonly_fields = fields
    ordering = ("number",)
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Text]:
        texts: QuerySet[Text] = super().get_queryset(request)
        return texts.select_related("document", "obtained_by").defer("body", "blocks")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("wording"))
    def wording(self, text: Text) -> SafeString | str:
        return change_link(text)


@admin.register(Document)
class DocumentAdmin(HistoryAdmin):
    list_display = ("title", "kind", "outlet", "language_name", "published_on", "wording_count")
    list_filter = ("kind", ("language", LanguageFilter), ("outlet", AutocompleteFilter))
    search_fields = ("title", "byline", "outlet__names__name", "outlet__names__folded")
    search_help_text = _("Title, byline or any name of the outlet.")
    date_hierarchy = "published_on"
    ordering = ("-created_at",)
    fields = (
        *("kind", "outlet", "title", "byline", "dateline", "published_on", "published_at", "language", "url"),
        *("rights", "tags", "placed_in", "created_by", "created_at"),
    )
    readonly_fields = ("placed_in", "created_by", "created_at")
    not_in_history = ("tags", "placed_in")
    autocomplete_fields = ("outlet",)
    inlines = (Wordings,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents: QuerySet[Document] = super().get_queryset(request)
        return (
            documents.select_related("outlet", "created_by")
            .prefetch_related("outlet__names")
            .annotate(wording_count=counted(Text, "document"))
        )

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @admin.display(description=_("language"), ordering="language")
    def language_name(self, document: Document) -> str:
        return language_name(document.language)

    @admin.display(description=_("wordings"), ordering="wording_count")
    def wording_count(self, document: Any) -> int:
        number: int = document.wording_count
        return number

    @admin.display(description=_("dossiers"))
    def placed_in(self, document: Document) -> SafeString | str:
        dossiers = Dossier.objects.filter(placements__text__document=document.pk).distinct()
        return format_html_join(", ", "{}", ((change_link(dossier),) for dossier in dossiers))


@admin.register(Text)
class TextAdmin(LateralAdmin):
    """A wording is looked at. It is never changed, and goes only where nothing speaks of it."""

    list_display = ("title", "number", "outlet", "kind", "how", "obtained_at", "short_hash")
    list_filter = (
        "document__kind",
        "how",
        ("document__language", LanguageFilter),
        ("document__outlet", AutocompleteFilter),
    )
    search_fields = ("document__title", "document__outlet__names__folded", "sha256")
    search_help_text = _("Title of the document, name of the outlet, or SHA-256.")
    date_hierarchy = "obtained_at"
    ordering = ("-obtained_at",)
    fields = (
        *("document_link", "number", "how", "obtained_at", "obtained_by", "original_file", "sha256"),
        *("blocks_summary", "placed_in", "wording"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Text]:
        texts: QuerySet[Text] = super().get_queryset(request)
        return (
            texts.select_related("document__outlet", "obtained_by")
            .prefetch_related("document__outlet__names")
            .defer("body", "blocks")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("document"), ordering="document__title")
    def title(self, text: Text) -> str:
        return text.document.title

    @admin.display(description=_("outlet"))
    def outlet(self, text: Text) -> Outlet | None:
        return text.document.outlet

    @admin.display(description=_("kind"), ordering="document__kind")
    def kind(self, text: Text) -> str:
        return text.document.get_kind_display()

    @admin.display(description=_("SHA-256"), ordering="sha256")
    def short_hash(self, text: Text) -> SafeString:
        return format_html('<code title="{}">{}…</code>', text.sha256, text.sha256[:12])

    @admin.display(description=_("document"))
    def document_link(self, text: Text) -> SafeString | str:
        return change_link(text.document)

    @admin.display(description=_("original"))
    def original_file(self, text: Text) -> SafeString | str:
        original = Original.objects.filter(text=text).annotate(size=Length("data")).defer("data").first()
        if original is None:
            return ""
        about = f"{original} ({original.media_type}, {filesizeformat(original.size)})"
        try:
            return link(reverse("text_original", args=[text.pk]), about)
        except NoReverseMatch:
            return about

    @admin.display(description=_("blocks"))
    def blocks_summary(self, text: Text) -> str:
        return gettext("%(characters)s characters in %(blocks)s blocks") % {
            "characters": len(text.body),
            "blocks": len(text.blocks),
        }

    @admin.display(description=_("dossiers"))
    def placed_in(self, text: Text) -> SafeString | str:
        return format_html_join(", ", "{}", ((change_link(dossier),) for dossier in text.dossiers.all()))

    @admin.display(description=_("text"))
    def wording(self, text: Text) -> SafeString:
        language = text.document.language
        return format_html(
            '<div class="wording" lang="{}" dir="{}">{}</div>',
            language,
            direction(language),
            format_html_join("", '<p class="{}">{}</p>', ((block.kind, words) for block, words in text.passages())),
        )


class PlacementFormSet(BaseInlineFormSet):
    """One article in a dossier, and no text taken out of it that somebody has marked."""

    def clean(self) -> None:
        super().clean()
        staying = [form for form in self.forms if form not in self.deleted_forms]
        if [form.cleaned_data.get("role") for form in staying].count(Placement.Role.ARTICLE) > 1:
            raise ValidationError(gettext("A dossier has one article."))
        leaving = {form.instance.text_id for form in self.deleted_forms if form.instance.pk}
        if leaving and self.is_marked(leaving):
            raise ValidationError(gettext("Reviewers have marked a text that you take out. It stays in the dossier."))

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

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_choice_field(db_field, request, initial=Placement.Role.REPORT, **kwargs)


@admin.register(Dossier)
class DossierAdmin(HistoryAdmin):
    list_display = ("title", "status", "report_count", "review_count", "created_by", "published_at")
    list_filter = ("status",)
    search_fields = ("title", "placements__text__document__title")
    search_help_text = _("Title of the dossier or of one of its texts.")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = ("title", "instructions", "tags", "status", "published_at", "created_by", "created_at")
    readonly_fields = ("status", "published_at", "created_by", "created_at")
    not_in_history = ("tags",)
    inlines = (PlacedTexts, NewTexts)
    actions = ("publish", "withdraw")

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


class People(BaseUserAdmin):
    """Django's own, with the groups in the list. Only an administrator may open it."""

    list_display = ("username", "email", "group_names", "is_active", "is_staff", "last_login")
    list_filter = ("groups", "is_active", "is_staff", "is_superuser")
    list_per_page = 50
    show_full_result_count = False
    empty_value_display = "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def group_names(self, user: User) -> str:
        return ", ".join(sorted(group.name for group in user.groups.all()))


admin.site.unregister(User)
admin.site.register(User, People)
