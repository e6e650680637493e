"""The wordings of a document: a new one, their history, and what became of one in another."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sources.forms.wordings import NewWordingForm
from sources.models import Document, Text
from sources.people import UserRequest
from sources.views.asking import as_uuid, permit
from sources.views.dossiers import placement_for
from sources.wordings import difference


@require_safe
def wording_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wordings of a document, and the difference between two: ?old=<number>&new=<number>, else the last.

    Translations are listed, and are compared with none.
    """
    document = get_object_or_404(Document.objects.visible_to(request.user).listed(), pk=pk)
    texts = list(document.texts.select_related("obtained_by").defer("body", "blocks").order_by("-number"))
    published = [text for text in texts if not text.language]
    old, new = chosen(request, published)
    context = {
        "document": document,
        "texts": texts,
        "published": published,
        "old": old,
        "new": new,
        "difference": difference(old.body, new.body) if old and new and old != new else None,
        "may_edit": request.user.has_perm("sources.edit_document", document),
    }
    return render(request, "sources/wording_list.html", context)


def chosen(request: HttpRequest, texts: list[Text]) -> tuple[Text | None, Text | None]:
    """The two wordings that the address names, else the last two; 404 where it names one that is not there."""
    newest = texts[0] if texts else None
    before = texts[1] if len(texts) > 1 else newest
    return numbered(request, "old", texts, before), numbered(request, "new", texts, newest)


def numbered(request: HttpRequest, name: str, texts: list[Text], default: Text | None) -> Text | None:
    if name not in request.GET:
        return default
    found = next((text for text in texts if str(text.number) == request.GET[name]), None)
    if found is None:
        raise Http404
    return found


def document_for(request: UserRequest, pk: UUID) -> Document:
    """A document that the user may change; 404 where they may not see it, 403 where not change it."""
    document = get_object_or_404(Document.objects.visible_to(request.user).listed(), pk=pk)
    permit(request, "sources.edit_document", document)
    return document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wording_new(request: UserRequest, pk: UUID) -> HttpResponse:
    """Other words for a document, pasted or uploaded; then what has changed."""
    document = document_for(request, pk)
    form = NewWordingForm(request.POST or None, request.FILES or None, user=request.user, document=document)
    if form.is_valid():
        before = document.newest()
        text = form.save_wording()
        messages.success(request, said_of(text))
        if text.language:
            return redirect(f"{document.get_absolute_url()}?wording={text.number}")
        query = urlencode({"old": before.number if before else text.number, "new": text.number})
        return redirect(f"{reverse('wording_list', args=[pk])}?{query}")
    return render(request, "sources/wording_new.html", {"form": form, "document": document})


def said_of(text: Text) -> str:
    said = {"number": text.number, "language": text.language_name}
    if text.language:
        return _("Stored as wording %(number)s, a translation into %(language)s.") % said
    return _("Stored as wording %(number)s.") % said


@require_POST
@login_required
def wording_preview(request: UserRequest, pk: UUID) -> HttpResponse:
    """What would be stored of the words in the form: a part of its page."""
    form = NewWordingForm(request.POST, request.FILES, user=request.user, document=document_for(request, pk))
    form.full_clean()
    return render(request, "sources/_preview.html", {"form": form})


@require_POST
@login_required
def placement_wording(request: UserRequest, pk: int) -> HttpResponse:
    """Have a dossier show another wording of one of its documents. What reviewers marked stays on the old one."""
    placement = placement_for(request, pk)
    wordings = (
        Text.objects.untranslated()
        .visible_to(request.user)
        .filter(document=placement.text.document_id)
        .defer("body", "blocks")
    )
    text = get_object_or_404(wordings, pk=as_uuid(request.POST.get("text", "")))
    if placement.dossier.placements.exclude(pk=pk).filter(text=text).exists():
        messages.error(request, _("The dossier shows this wording already. Take one of the two out first."))
    elif text.pk != placement.text_id:
        placement.text = text
        placement.save(update_fields=["text"])
        said = {"number": text.number}
        messages.success(
            request,
            _("Wording %(number)s is shown now. Annotations stay on the old one until their reviewers move them.")
            % said,
        )
    return redirect("dossier_edit", placement.dossier_id)
