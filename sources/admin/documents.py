"""Documents, and their wordings, which are looked at here and never written."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.admin.desk import (
    AutocompleteFilter,
    HistoryAdmin,
    LanguageFilter,
    LateralAdmin,
    TabularInline,
    change_link,
    counted,
    link,
    person,
)
from sources.language import language_name
from sources.models import Document, Dossier, Original, Outlet, Text
from sources.text import direction


class Wordings(TabularInline):
    """The wordings of a document, looked at."""

    model = Text
    verbose_name_plural = _("wordings")
    fields = ("wording", "how", "obtained_at", "by", "sha256")
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

    @admin.display(description=_("obtained by"))
    def by(self, text: Text) -> str:
        return person(text.obtained_by)


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
        *("rights", "tags", "placed_in", "by", "created_at"),
    )
    readonly_fields = ("placed_in", "by", "created_at")
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

    @admin.display(description=_("added by"))
    def by(self, document: Document) -> str:
        return person(document.created_by)

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
        *("document_link", "number", "translated_into", "how", "obtained_at", "by", "original_file", "fetched_from"),
        *("sha256", "blocks_summary", "placed_in", "wording"),
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

    @admin.display(description=_("translated into"))
    def translated_into(self, text: Text) -> str:
        return text.language_name if text.language else ""

    @admin.display(description=_("obtained by"))
    def by(self, text: Text) -> str:
        return person(text.obtained_by)

    @admin.display(description=_("original"))
    def original_file(self, text: Text) -> SafeString | str:
        original = Original.objects.filter(text=text).annotate(size=Length("data")).defer("data").first()
        if original is None:
            return ""
        about = f"{original} ({original.media_type}, {filesizeformat(original.size)})"
        return link(reverse("text_original", args=[text.pk]), about)

    @admin.display(description=_("Fetched from"))
    def fetched_from(self, text: Text) -> str:
        original = Original.objects.filter(text=text).exclude(url="").only("url", "status").first()
        return f"{original.url} ({gettext('HTTP status')} {original.status})" if original else ""

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
        language = text.written_in
        return format_html(
            '<div class="wording" lang="{}" dir="{}">{}</div>',
            language,
            direction(language),
            format_html_join("", '<p class="{}">{}</p>', ((block.kind, words) for block, words in text.passages())),
        )
