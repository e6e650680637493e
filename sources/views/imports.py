"""Documents from several files at once."""

import csv
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import fields
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from sources.forms.imports import ImportForm, Result
from sources.importers import MAX_BYTES
from sources.people import UserRequest
from sources.views.asking import permit
from sources.views.documents import chosen_dossier


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@vary_on_headers("Accept")
def document_import(request: UserRequest) -> HttpResponse:
    """Several files, at once; with ?dossier=<id>, for that dossier.

    static/js/import.js sends each by itself and asks for JSON.
    """
    permit(request, "sources.add_text_by_form")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    dossier = chosen_dossier(request)
    form = ImportForm(*sent, initial={"dossier": dossier}, user=request.user)
    results = form.store() if form.is_valid() else None
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return answer(form, results)
    context = {
        "form": form,
        "dossier": dossier,
        "results": results,
        "report": report(results or []),
        "limit": MAX_BYTES,
    }
    return render(request, "sources/import.html", context)


def answer(form: ImportForm, results: list[Result] | None) -> JsonResponse:
    """What became of each document, or what is wrong with the form as one sentence after the other."""
    if results is None:
        wrong = [f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
        return JsonResponse({"detail": " ".join(wrong)}, status=422)
    names = [field.name for field in fields(Result)]
    return JsonResponse({"results": [{name: getattr(result, name) for name in names} for result in results]})


def report(results: Iterable[Result]) -> str:
    """A table for a spreadsheet as a data: address. No cell is one that a spreadsheet would calculate."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow([_("File"), _("Outcome"), _("Title"), _("Web address"), _("Reason")])
    for each in results:
        writer.writerow([safe(cell) for cell in (each.file, each.label, each.title, each.url, each.reason)])
    return "data:text/csv;charset=utf-8;base64," + b64encode(table.getvalue().encode("utf-8-sig")).decode()


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
