"""The pages of what is read: dossiers, documents, and how texts get in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from sources.forms import DocumentFilter, DocumentForm, DossierFilter, DossierForm, NewDocumentForm, NewDossierForm
from sources.models import Document, Dossier, Placement, Text
from sources.people import UserRequest

PAGE_LENGTH = 25


class PartRequest(HttpRequest):
    """A request that htmx may have sent for a part of the page."""

    htmx: HtmxDetails


def permit(request: UserRequest, permission: str, thing: Model | None = None) -> None:
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied


def wants_part(request: PartRequest) -> bool:
    """Whether htmx asks for the part that changes. On the way back through the history it asks for all."""
    return bool(request.htmx) and not request.htmx.history_restore_request


# Dossiers


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
    placements = list(dossier.placements.for_reading().without_words())
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


def as_uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


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
    texts = Text.objects.visible_to(request.user).select_related("document")
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


# Documents


@require_safe
@vary_on_headers("HX-Request")
def document_list(request: PartRequest) -> HttpResponse:
    """The documents; with ?dossier=<id>, to choose one of them for that dossier."""
    dossier = chosen_dossier(request)
    form = DocumentFilter(request.GET, user=request.user)
    documents = form.narrow(Document.objects.visible_to(request.user).listed())
    if dossier:
        documents = documents.exclude(pk__in=dossier.texts.values("document"))
    context = {
        "form": form,
        "page": Paginator(documents, PAGE_LENGTH).get_page(request.GET.get("page")),
        "may_add": request.user.has_perm("sources.add_text_by_form"),
        "dossier": dossier,
    }
    template = "sources/_document_list.html" if wants_part(request) else "sources/document_list.html"
    return render(request, template, context)


def chosen_dossier(request: Any) -> Dossier | None:
    """The dossier in ?dossier=<id>, that something is to be added to."""
    if "dossier" not in request.GET:
        return None
    key = as_uuid(request.GET["dossier"])
    if key is None:
        raise Http404
    return dossier_for(request, key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def document_new(request: UserRequest) -> HttpResponse:
    """A text, pasted or uploaded; with ?dossier=<id> it goes into that dossier."""
    permit(request, "sources.add_text_by_form")
    dossier = chosen_dossier(request)
    initial = {"kind": request.GET.get("kind", Document.Kind.REPORT)}
    form = NewDocumentForm(
        request.POST or None, request.FILES or None, initial=initial, user=request.user, dossier=dossier
    )
    if form.is_valid():
        text = form.save_new()
        said = {"title": text.document, "language": text.document.language_name}
        messages.success(request, _("Stored: “%(title)s”, in %(language)s.") % said)
        if dossier:
            dossier.place(text)
            return redirect("dossier_edit", dossier.pk)
        return redirect(text.document)
    return render(request, "sources/document_new.html", {"form": form, "dossier": dossier})


@require_POST
@login_required
def document_preview(request: UserRequest) -> HttpResponse:
    """What would be stored of the text in the form: a part of its page."""
    permit(request, "sources.add_text_by_form")
    form = NewDocumentForm(request.POST, request.FILES, user=request.user)
    form.full_clean()
    return render(request, "sources/_preview.html", {"form": form})


@require_safe
def document_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A document and its newest wording, or the one in ?wording=<number>."""
    document = get_object_or_404(Document.objects.visible_to(request.user).listed(), pk=pk)
    texts = list(document.texts.select_related("obtained_by", "original").defer("body", "blocks", "original__data"))
    number = request.GET.get("wording", "")
    shown = next((text for text in texts if str(text.number) == number), texts[-1] if texts else None)
    context = {
        "document": document,
        "texts": texts,
        "shown": shown,
        "dossiers": Dossier.objects.visible_to(request.user).with_document(document),
        "may_edit": request.user.has_perm("sources.edit_document", document),
    }
    return render(request, "sources/document_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def document_edit(request: UserRequest, pk: UUID) -> HttpResponse:
    """What is known of a document. Its text is never changed."""
    document = get_object_or_404(Document.objects.visible_to(request.user).listed(), pk=pk)
    permit(request, "sources.edit_document", document)
    form = DocumentForm(request.POST or None, initial=DocumentForm.filled_from(document))
    if form.is_valid():
        form.save(document)
        messages.success(request, _("Saved."))
        return redirect(document)
    return render(request, "sources/document_edit.html", {"form": form, "document": document})


@require_safe
def text_original(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The bytes that a text was read from: always to be saved, never to be opened in the page's place."""
    texts = Text.objects.visible_to(request.user).select_related("document", "original").defer("body", "blocks")
    text = get_object_or_404(texts, pk=pk, original__isnull=False)
    name = text.original.name or f"{slugify(text.document.title)[:80] or 'text'}.txt"
    return HttpResponse(
        bytes(text.original.data),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )
