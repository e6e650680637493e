"""What reviewers decided on pairs of passages: to be looked at, not edited."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from annotate.alignments import Alignment
from sources.admin.desk import AutocompleteFilter, HistoryAdmin, page_link


@admin.register(Alignment)
class AlignmentAdmin(HistoryAdmin):
    list_display = ("shown_article", "shown_report", "decision", "relation", "reviewer", "decided_at")
    list_filter = ("decision", "relation", ("review__dossier", AutocompleteFilter))
    search_fields = ("article_exact", "report_exact", "review__reviewer__username")
    search_help_text = _("Words of the passages, or the name of the reviewer.")
    date_hierarchy = "decided_at"
    fields = ("on_page", "decision", "relation", "article_exact", "report_exact", "decided_at")
    readonly_fields = fields
    not_in_history = ("on_page",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Alignment]:
        return Alignment.objects.select_related("review__reviewer", "review__dossier")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("passage of the article"))
    def shown_article(self, alignment: Alignment) -> str:
        return alignment.article_exact[:80]

    @admin.display(description=_("passage of the report"))
    def shown_report(self, alignment: Alignment) -> str:
        return alignment.report_exact[:80]

    @admin.display(description=_("reviewer"), ordering="review__reviewer__username")
    def reviewer(self, alignment: Alignment) -> str:
        return alignment.review.reviewer.username

    @admin.display(description=_("on the page"))
    def on_page(self, alignment: Alignment) -> SafeString:
        return page_link(alignment.review)
