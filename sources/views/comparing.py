"""An article set beside its reports: the comparison of a dossier, computed where it is asked for and not there yet."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from sources.comparing.page import page_of
from sources.comparing.stored import ComparisonRun
from sources.comparing.work import Compared
from sources.models import Dossier
from sources.tasks import start_comparing
from sources.views.asking import PartRequest, wants_part


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def dossier_comparison(request: PartRequest, pk: UUID) -> HttpResponse:
    """What stands beside what; where that is not known yet, how far it is and a button."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    return show(request, dossier, Compared(dossier))


@require_POST
@login_required
def comparison_start(request: PartRequest, pk: UUID) -> HttpResponse:
    """Compare what is missing, in this request or by a worker (TASKS)."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    start_comparing(dossier)
    if wants_part(request):
        return show(request, dossier, Compared(dossier))
    return redirect("dossier_comparison", dossier.pk)


@require_POST
@login_required
def comparison_cancel(request: PartRequest, pk: UUID) -> HttpResponse:
    """Stop comparing. What was compared already is kept."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    ComparisonRun.objects.filter(dossier=dossier).cancel()
    if wants_part(request):
        return show(request, dossier, Compared(dossier))
    return redirect("dossier_comparison", dossier.pk)


def show(request: PartRequest, dossier: Dossier, compared: Compared) -> HttpResponse:
    run = ComparisonRun.objects.filter(dossier=dossier).first()
    context: dict[str, Any] = {"dossier": dossier, "run": run, "compared": compared}
    if compared.is_complete:
        context["page"] = page_of(compared, request.GET.dict())
    template = "sources/_comparison.html" if wants_part(request) else "sources/comparison.html"
    return render(request, template, context)
