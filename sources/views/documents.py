"""Documents: the list, a document with its wordings, and a text by paste or upload."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from sources.forms.documents import DocumentFilter, DocumentForm, NewDocumentForm
from sources.models import Document, Dossier, Text
from sources.people import UserRequest
from sources.views.asking import PartRequest, as_uuid, permit, wants_part
from sources.views.dossiers import dossier_for

PAGE_LENGTH = 25


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
    newest = next((text for text in reversed(texts) if not text.language), None)
    shown = next((text for text in texts if str(text.number) == number), newest)
    context = {
        "document": document,
        "texts": texts,
        "shown": shown,
        "dossiers": Dossier.objects.visible_to(request.user).with_document(document),
        "own_dossiers": Dossier.objects.editable_by(request.user).with_document(document),
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
