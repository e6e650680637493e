"""Outlets with their names."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sources.admin.desk import LateralAdmin, TabularInline, counted, list_link
from sources.models import Document, Outlet, OutletName
from sources.text import fold


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
