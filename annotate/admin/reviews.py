"""Reviews: found, opened again, closed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotate.models import Annotation, Review
from sources.admin.desk import AutocompleteFilter, HistoryAdmin, change_link, list_link, page_link, person, say


@admin.register(Review)
class ReviewAdmin(HistoryAdmin):
    """A review is begun and written by its reviewer; here it is found, opened again or closed."""

    list_display = ("dossier", "page", "reviewer", "status", "annotation_count", "created_at", "submitted_at")
    list_filter = ("status", ("dossier", AutocompleteFilter), "scheme")
    search_fields = ("dossier__title", "reviewer__username")
    search_help_text = _("Title of the dossier or name of the reviewer.")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = ("dossier_link", "scheme", "by", "status", "annotation_count", "created_at", "submitted_at")
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

    @admin.display(description=_("reviewer"))
    def by(self, review: Review) -> str:
        return person(review.reviewer)

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
