"""Dossiers and texts, to read, and what comes of comparing them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from sources.comparing.representation import represent
from sources.comparing.stored import ComparisonRun
from sources.comparing.work import Compared
from sources.models import Dossier, Placement, Text
from sources.problems import READING
from sources.tasks import start_comparing

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


class PassageOut(Schema):
    """Code points of a text from start up to end, and what stands there."""

    text: UUID
    start: int
    end: int
    exact: str


class ReasonOut(Schema):
    kind: str
    words: list[tuple[str, str]]
    of: int


class PairOut(Schema):
    """A passage of the article beside one of a report: how likely they tell the same, why, and how they relate."""

    article: PassageOut
    report: PassageOut
    score: float
    relation: str
    reasons: list[ReasonOut]
    reason: str


class SentenceOut(PassageOut):
    state: str | None
    pairs: list[PairOut]


class ComparisonOut(Schema):
    """Proposed, never decided: what stands beside what, by the words of the texts."""

    counts: dict[str, int]
    is_partial: bool
    sentences: list[SentenceOut]
    coverage: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    quotations: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    citations: list[dict[str, Any]]


class RunOut(Schema):
    """How far the comparing of a dossier is: missing, waiting, running, done, cancelled or failed; the share done."""

    status: str
    done: float


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


@router.get(
    "/dossiers/{uuid:pk}/comparison",
    response={200: ComparisonOut, 202: RunOut, **READING},
    summary="The article set beside its reports; 202 with how far it is, where that is not known yet",
)
def get_comparison(request: HttpRequest, pk: UUID) -> Any:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    return comparison_of(dossier)


@router.post(
    "/dossiers/{uuid:pk}/comparison",
    response={200: ComparisonOut, 202: RunOut, **READING},
    summary="Compare what has not been compared yet",
)
def start_comparison(request: HttpRequest, pk: UUID) -> Any:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    start_comparing(dossier)
    return comparison_of(dossier)


def comparison_of(dossier: Dossier) -> Any:
    """All of it as it is; what is stored is not read through once more by the schema."""
    compared = Compared(dossier)
    if compared.is_complete:
        return JsonResponse(represent(compared.findings(), compared.words()))
    run = ComparisonRun.objects.filter(dossier=dossier).first()
    told = {"status": run.status if run else "missing", "done": run.done if run else 0.0}
    return JsonResponse(told, status=202)


@router.get("/texts/{uuid:pk}", response={200: TextOut, **READING}, summary="A text, with its blocks")
def get_text(request: HttpRequest, pk: UUID) -> Any:
    text = get_object_or_404(Text.objects.visible_to(request.user).select_related("document"), pk=pk)
    blocks = [block for block, _words in text.passages()]
    return {
        "id": text.pk,
        "language": text.written_in,
        "body": text.body,
        "blocks": blocks,
        "sha256": text.sha256,
    }
