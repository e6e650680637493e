from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sources.models import Dossier, Placement


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    dossiers = Dossier.objects.visible_to(request.user).with_counts()
    return render(request, "sources/home.html", {"dossiers": dossiers})


@require_safe
def dossier_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    placements = list(dossier.placements.for_reading())
    article = next((placement for placement in placements if placement.role == Placement.Role.ARTICLE), None)
    reports = [placement for placement in placements if placement.role == Placement.Role.REPORT]
    context = {"dossier": dossier, "article": article, "reports": reports}
    return render(request, "sources/dossier_detail.html", context)
