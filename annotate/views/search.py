"""The search page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from annotate.search import SORTS, outlets_of, tags_of
from sources.forms.search import SearchForm
from sources.views.asking import PartRequest, wants_part

PAGE_LENGTH = 20


@require_safe
@vary_on_headers("HX-Request")
def search(request: PartRequest) -> HttpResponse:
    """Documents, dossiers and annotations with the words in ?q=; ?in= says which of these are shown."""
    form = SearchForm(request.GET, user=request.user)
    names = {"documents": _("Documents"), "dossiers": _("Dossiers"), "annotations": _("Annotations")}
    if not request.user.is_authenticated:
        del names["annotations"]
    asked_in = request.GET.get("in", "")
    context: dict[str, Any] = {"form": form, "asked_in": asked_in if asked_in in names else ""}
    if form.asks and not form.asks_in_vain:
        found = {key: SORTS[key].find(form, request.user) for key in names}
        counts = {key: things.count() for key, things in found.items()}
        shown = context["asked_in"] or next((key for key, count in counts.items() if count), "documents")
        page = Paginator(found[shown], PAGE_LENGTH).get_page(request.GET.get("page"))
        context |= {
            "found": shown,
            "tabs": [{"key": key, "name": names[key], "count": counts[key]} for key in names],
            "page": page,
            "results": SORTS[shown].show(list(page), form.question),
            "total": sum(counts.values()),
        }
    if wants_part(request):
        return render(request, "annotate/_search_results.html", context)
    context |= {"outlets": outlets_of(request.user), "tags": tags_of(request.user)}
    return render(request, "annotate/search.html", context)
