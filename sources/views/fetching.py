"""Documents from the web: a page is fetched, looked at, and stored; or fetched again for a new wording."""

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from sources.fetch import FetchRefused
from sources.fetch.fetched import document_in, document_key, documents_of, fetch_again
from sources.forms.fetching import AddressForm, FoundDocumentForm
from sources.importers import ImportRefused
from sources.models import Document, FetchedPage, Text
from sources.people import UserRequest
from sources.reading import with_heading
from sources.views.asking import PartRequest, permit, wants_part
from sources.views.documents import chosen_dossier
from sources.wordings import difference

PAGE_LENGTH = 50


class FetchingRequest(PartRequest, UserRequest):
    """A request behind login_required that htmx may have sent."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def document_fetch(request: UserRequest) -> HttpResponse:
    """Fetch a page; ?url=<address> fills in the field, and with ?dossier=<id> the text goes into that dossier."""
    permit(request, "sources.add_text_by_form")
    dossier = chosen_dossier(request)
    form = AddressForm(request.POST or None, initial={"url": request.GET.get("url", "")})
    page = form.fetch(request.user) if form.is_valid() else None
    if page:
        return redirect(page.get_absolute_url() + kept(request))
    return render(request, "sources/document_fetch.html", {"form": form, "dossier": dossier})


def kept(request: UserRequest) -> str:
    """What the address says of where the text is to go."""
    query = urlencode({name: request.GET[name] for name in ("dossier", "kind") if name in request.GET})
    return f"?{query}" if query else ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@vary_on_headers("HX-Request")
def document_fetched(request: FetchingRequest, pk: UUID) -> HttpResponse:
    """What a page holds: several documents to choose from, or one to correct and store; htmx asks for its preview."""
    permit(request, "sources.add_text_by_form")
    page = FetchedPage.objects.owned_by(request.user).filter(pk=pk, document=None).first()
    if page is None:
        return redirect(stored_before(request, pk))
    dossier = chosen_dossier(request)
    found = documents_of(page)
    item = chosen_item(request, len(found))
    if item is None:
        paged = Paginator(list(enumerate(found)), PAGE_LENGTH).get_page(request.GET.get("page"))
        return render(request, "sources/document_fetched_several.html", {"page": paged, "fetched": page})
    chosen = replace(found[item], kind=request.GET.get("kind", found[item].kind))
    form = FoundDocumentForm(
        request.POST or None, page=page, item=item, found=chosen, user=request.user, dossier=dossier
    )
    if wants_part(request):
        form.full_clean()
        return render(request, "sources/_document_fetched_preview.html", {"form": form})
    if form.is_valid():
        text = form.save_new()
        if len(found) == 1:
            page.delete()
        messages.success(request, _("Stored: “%(title)s”, in %(language)s.") % said(text))
        if dossier:
            dossier.place(text)
            return redirect("dossier_edit", dossier.pk)
        return redirect(text.document)
    context = {"form": form, "fetched": page, "dossier": dossier, "several": len(found) > 1}
    return render(request, "sources/document_fetched.html", context)


def said(text: Text) -> dict[str, object]:
    return {"title": text.document, "language": text.document.language_name}


def stored_before(request: UserRequest, pk: UUID) -> Document:
    """The document that was made of a page that is gone: the form was sent twice. 404 where there is none."""
    item = chosen_item(request, 1) or 0
    return get_object_or_404(Document.objects.editable_by(request.user), pk=document_key(pk, item))


def chosen_item(request: UserRequest, count: int) -> int | None:
    """The number in ?item=<number>, the only one there is, or None."""
    wanted = request.GET.get("item", "0" if count == 1 else "")
    if not wanted:
        return None
    if not wanted.isdecimal() or len(wanted) > 9 or int(wanted) >= count:
        raise Http404
    return int(wanted)


@require_POST
@login_required
def document_fetch_again(request: UserRequest, pk: UUID) -> HttpResponse:
    """Fetch a document's page once more, and show what has changed."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    permit(request, "sources.edit_document", document)
    if not document.url:
        messages.error(request, _("The document has no web address. Choose Edit and enter it."))
        return redirect(document)
    try:
        page = fetch_again(document, request.user)
    except (FetchRefused, ImportRefused) as error:
        messages.error(request, str(error))
        return redirect(document)
    if page:
        return redirect("wording_fetched", page.pk)
    newest = document.newest()
    day = date_format(newest.obtained_at) if newest else ""
    messages.info(request, _("Nothing has changed since %(day)s.") % {"day": day})
    return redirect(document)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wording_fetched(request: UserRequest, pk: UUID) -> HttpResponse:
    """What has changed in a page that was fetched again; a POST stores it as a new wording."""
    page = get_object_or_404(FetchedPage.objects.owned_by(request.user), pk=pk, document__isnull=False)
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=page.document_id)
    permit(request, "sources.edit_document", document)
    try:
        found = document_in(page, document)
    except ImportRefused as error:
        messages.error(request, str(error))
        return redirect(document)
    newest = document.newest()
    if request.method == "POST":
        text = page.store(document, found.body, with_heading(found.blocks, found.body, document.title), found.version)
        page.delete()
        messages.success(request, _("Stored as wording %(number)s.") % {"number": text.number})
        return redirect(f"{document.get_absolute_url()}?wording={text.number}")
    changes = difference(newest.body if newest else "", found.body)
    context = {"document": document, "fetched": page, "difference": changes}
    return render(request, "sources/document_fetched_again.html", context)
