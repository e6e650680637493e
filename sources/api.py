"""Dossiers and texts, to read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from sources.models import Dossier, Placement, Text
from sources.problems import READING

router = Router(tags=["sources"])


class DossierOut(Schema):
    id: UUID
    title: str
    status: str
    created_at: datetime


class PlacedTextOut(Schema):
    """A text where a dossier shows it: the article, or a report."""

    id: UUID
    role: str
    title: str
    outlet: str
    language: str
    published_on: date | None
    wording: int
    sha256: str


class WholeDossierOut(DossierOut):
    instructions: str
    texts: list[PlacedTextOut]


class BlockOut(Schema):
    """A paragraph, heading, quote or item: code points of the body from start up to end."""

    kind: str
    start: int
    end: int


class TextOut(Schema):
    id: UUID
    language: str
    body: str
    blocks: list[BlockOut]
    sha256: str


def placed(placement: Placement) -> dict[str, Any]:
    text, document = placement.text, placement.text.document
    return {
        "id": text.pk,
        "role": placement.role,
        "title": document.title,
        "outlet": document.outlet.name if document.outlet else "",
        "language": document.language,
        "published_on": document.published_on,
        "wording": text.number,
        "sha256": text.sha256,
    }


@router.get("/dossiers", response={200: list[DossierOut], **READING}, summary="The dossiers that you may read")
def list_dossiers(request: HttpRequest) -> Any:
    return Dossier.objects.visible_to(request.user)


@router.get("/dossiers/{uuid:pk}", response={200: WholeDossierOut, **READING}, summary="A dossier and its texts")
def get_dossier(request: HttpRequest, pk: UUID) -> Any:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    texts = [placed(placement) for placement in dossier.placements.for_reading().defer("text__body")]
    fields = ("id", "title", "status", "created_at", "instructions")
    return {**{field: getattr(dossier, field) for field in fields}, "texts": texts}


@router.get("/texts/{uuid:pk}", response={200: TextOut, **READING}, summary="A text, with its blocks")
def get_text(request: HttpRequest, pk: UUID) -> Any:
    text = get_object_or_404(Text.objects.visible_to(request.user).select_related("document"), pk=pk)
    blocks = [block for block, _words in text.passages()]
    return {
        "id": text.pk,
        "language": text.document.language,
        "body": text.body,
        "blocks": blocks,
        "sha256": text.sha256,
    }
