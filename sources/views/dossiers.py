"""Dossiers: the list, reading one, making one, and the texts in it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from sources.forms.dossiers import DossierFilter, DossierForm, NewDossierForm
from sources.models import Document, Dossier, Placement, Text
from sources.people import UserRequest
from sources.views.asking import PartRequest, as_uuid, permit, wants_part

PAGE_LENGTH = 25


@require_safe
@vary_on_headers("HX-Request")
def home(request: PartRequest) -> HttpResponse:
    form = DossierFilter(request.GET, user=request.user)
    dossiers = form.narrow(Dossier.objects.visible_to(request.user).listed())
    page = Paginator(dossiers, PAGE_LENGTH).get_page(request.GET.get("page"))
    may_add = request.user.has_perm("sources.add_text_by_form")
    template = "sources/_dossier_list.html" if wants_part(request) else "sources/home.html"
    return render(request, template, {"form": form, "page": page, "may_add": may_add})


@require_safe
def dossier_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    placements = list(dossier.placements.for_reading())
    article = next((placement for placement in placements if placement.role == Placement.Role.ARTICLE), None)
    reports = [placement for placement in placements if placement.role == Placement.Role.REPORT]
    context = {"dossier": dossier, "article": article, "reports": reports}
    return render(request, "sources/dossier_detail.html", context)


def dossier_for(request: UserRequest, pk: UUID) -> Dossier:
    """A dossier that the user may change; 404 where they may not see it, 403 where not change it."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    permit(request, "sources.edit_dossier", dossier)
    return dossier


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_new(request: UserRequest) -> HttpResponse:
    permit(request, "sources.add_text_by_form")
    form = NewDossierForm(request.POST or None)
    if form.is_valid():
        dossier = form.save_new(request.user)
        return redirect("dossier_edit", dossier.pk)
    return render(request, "sources/dossier_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_edit(request: UserRequest, pk: UUID) -> HttpResponse:
    dossier = dossier_for(request, pk)
    initial = {"title": dossier.title, "instructions": dossier.instructions, "tags": dossier.tag_names}
    form = DossierForm(request.POST or None, initial=initial)
    if form.is_valid():
        form.save(dossier)
        messages.success(request, _("Saved."))
        return redirect("dossier_edit", pk)
    wordings = Prefetch("text__document__texts", Text.objects.untranslated().defer("body", "blocks"))
    placements = list(dossier.placements.for_reading().without_words().prefetch_related(wordings))
    context = {
        "dossier": dossier,
        "form": form,
        "article": next((placement for placement in placements if placement.role == Placement.Role.ARTICLE), None),
        "reports": [placement for placement in placements if placement.role == Placement.Role.REPORT],
        "removed": removed_from(request, dossier),
    }
    return render(request, "sources/dossier_edit.html", context)


def removed_from(request: UserRequest, dossier: Dossier) -> Text | None:
    """The text that was just taken out, so that the page can offer to put it back."""
    key = as_uuid(request.GET.get("removed", ""))
    return Text.objects.visible_to(request.user).exclude(placements__dossier=dossier).filter(pk__in=[key]).first()


@require_POST
@login_required
def dossier_publish(request: UserRequest, pk: UUID) -> HttpResponse:
    dossier = dossier_for(request, pk)
    if lacking := dossier.lacks():
        messages.error(request, lacking)
        return redirect("dossier_edit", pk)
    dossier.set_status(Dossier.Status.PUBLISHED)
    messages.success(request, _("Published: everybody can read it now."))
    return redirect(dossier)


@require_POST
@login_required
def dossier_unpublish(request: UserRequest, pk: UUID) -> HttpResponse:
    dossier = dossier_for(request, pk)
    dossier.set_status(Dossier.Status.DRAFT)
    messages.success(request, _("A draft again: only you and the moderators see it."))
    return redirect("dossier_edit", pk)


@require_POST
@login_required
def placement_add(request: UserRequest, pk: UUID) -> HttpResponse:
    """Put a text into the dossier: the one named, or the newest wording of a document."""
    dossier = dossier_for(request, pk)
    texts = Text.objects.untranslated().visible_to(request.user).select_related("document")
    wanted = {"pk": as_uuid(request.POST.get("text", ""))}
    if "document" in request.POST:
        wanted = {"document": as_uuid(request.POST["document"])}
    text = texts.filter(**wanted).order_by("number").last()
    if text is None:
        raise Http404
    if text.document.kind == Document.Kind.ARTICLE and dossier.has_article():
        messages.error(request, _("The dossier has its article already. Take that out first."))
    else:
        position = request.POST.get("position", "")
        dossier.place(text, int(position) if position.isdecimal() and len(position) < 6 else None)
    return redirect("dossier_edit", pk)


def placement_for(request: UserRequest, pk: int) -> Placement:
    """A text in a dossier that the user may change, as dossier_for."""
    placements = Placement.objects.visible_to(request.user).select_related("dossier")
    placement = get_object_or_404(placements.without_words(), pk=pk)
    permit(request, "sources.edit_dossier", placement.dossier)
    return placement


@require_POST
@login_required
def placement_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Take a text out of its dossier. The document stays, and so does what reviewers wrote."""
    placement = placement_for(request, pk)
    page = reverse("dossier_edit", args=[placement.dossier_id])
    if placement.is_needed():
        messages.error(request, _("A published dossier keeps its article and one report. Make it a draft first."))
        return redirect(page)
    placement.delete()
    return redirect(f"{page}?removed={placement.text_id}&position={placement.position}")


@require_POST
@login_required
def placement_move(request: UserRequest, pk: int) -> HttpResponse:
    placement = placement_for(request, pk)
    if placement.role == Placement.Role.REPORT:
        placement.move(-1 if request.POST.get("to") == "up" else 1)
    return redirect("dossier_edit", placement.dossier_id)
