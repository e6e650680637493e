"""What the admins of all apps share: how a list behaves, filters that are typed, links between the pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.db.models import Count, Model, OuterRef, Subquery, URLField
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from simple_history.admin import SimpleHistoryAdmin

from sources.language import language_name
from sources.text import direction

# Django's classes take the model as a parameter only in the eyes of a type checker.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, ModelForm, TabularInline = admin.ModelAdmin, forms.ModelForm, admin.TabularInline


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


def page_link(thing: Any) -> SafeString:
    """Leads to the page where reviewers see it."""
    return link(thing.get_absolute_url(), gettext("Open"))


def person(user: User | None) -> str:
    """A name without a link: Django would make one to a page that moderators may not open."""
    return str(user) if user else "–"


def say(request: HttpRequest, sentence: str, number: int) -> None:
    """Say what an action has done; `sentence` has a place for the number."""
    messages.success(request, sentence % {"number": number})


def in_its_language(words: str, language: str) -> SafeString:
    """Words of a text among words of the page."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), words)
