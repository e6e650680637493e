"""Annotations and evidence, to read and to write."""

from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Status

from annotate import deciding, edits
from annotate.alignments import Alignment
from annotate.models import Annotation, Review, Scheme
from annotate.representation import represent, represent_all
from annotate.schemas import (
    AlignmentIn,
    AlignmentOut,
    AnnotationIn,
    AnnotationOut,
    DecisionIn,
    EvidenceIn,
    EvidenceOut,
    ReviewOut,
)
from sources.models import Dossier
from sources.problems import READING, WRITING

router = Router(tags=["annotations"])

ANNOTATION = {HTTPStatus.OK: AnnotationOut, HTTPStatus.CREATED: AnnotationOut, **WRITING}
ALIGNMENT = {HTTPStatus.OK: AlignmentOut, HTTPStatus.CREATED: AlignmentOut, **WRITING}
EVIDENCE = {HTTPStatus.OK: EvidenceOut, HTTPStatus.CREATED: EvidenceOut, **WRITING}


def me(request: HttpRequest) -> User:
    """Whose login it is; config.api.SessionLogin has made sure that there is one."""
    return cast("User", request.user)


def answer(stored: dict[str, Any], *, created: bool = False) -> HttpResponse:
    status = HTTPStatus.CREATED if created else HTTPStatus.OK
    return JsonResponse(stored, status=status, headers={"ETag": stored["etag"]})


@router.get(
    "/dossiers/{uuid:pk}/annotations",
    response={HTTPStatus.OK: list[AnnotationOut], **READING},
    summary="The annotations on a dossier that you may read, in reading order",
)
def list_annotations(
    request: HttpRequest, pk: UUID, text: UUID | None = None, review: UUID | None = None
) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    annotations = Annotation.objects.visible_to(request.user).filter(review__dossier=dossier).kept()
    if text:
        annotations = annotations.filter(text=text)
    if review:
        annotations = annotations.filter(review=review)
    return JsonResponse(represent_all(annotations.in_reading_order()), safe=False)


@router.put(
    "/dossiers/{uuid:pk}/review",
    response={HTTPStatus.OK: ReviewOut, HTTPStatus.CREATED: ReviewOut, **WRITING},
    summary="Start your review of a dossier, or find the one that you started",
)
def start_review(request: HttpRequest, pk: UUID) -> Any:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("annotate.start_review", dossier):
        raise PermissionDenied(_("You may read this dossier, but not review it."))
    review, created = Review.objects.get_or_create(
        dossier=dossier, scheme=Scheme.objects.default(), reviewer=me(request)
    )
    return Status(HTTPStatus.CREATED if created else HTTPStatus.OK, review)


@router.get(
    "/dossiers/{uuid:pk}/alignments",
    response={HTTPStatus.OK: list[AlignmentOut], **READING},
    summary="What was decided on pairs of passages of a dossier, as far as you may read it",
)
def list_alignments(request: HttpRequest, pk: UUID) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    alignments = Alignment.objects.visible_to(request.user).filter(review__dossier=dossier).in_reading_order()
    return JsonResponse([alignment.as_json() for alignment in alignments], safe=False)


@router.put(
    "/reviews/{uuid:pk}/alignments", response=ALIGNMENT, summary="Confirm, correct, reject or draw a pair of passages"
)
def put_alignment(request: HttpRequest, pk: UUID, data: AlignmentIn) -> HttpResponse:
    """A decision stands for the two passages: said again it replaces what was decided on them before."""
    alignment, created = deciding.decide(me(request), pk, data)
    return answer(alignment.as_json(), created=created)


@router.put(
    "/alignments/{uuid:pk}", response=ALIGNMENT, summary="Decide on a pair of passages under your own key, or anew"
)
def put_decision(request: HttpRequest, pk: UUID, data: DecisionIn) -> HttpResponse:
    """Make the key yourself, a UUIDv7. What was decided on the two passages under another key gives way to it.

    To decide anew, send the ETag that you read as If-Match: 428 without, 412 with what is stored now if that changed.
    """
    alignment, created = deciding.put_decision(request, me(request), pk, data)
    return answer(alignment.as_json(), created=created)


@router.delete(
    "/alignments/{uuid:pk}", response={HTTPStatus.NO_CONTENT: None, **WRITING}, summary="Take a decision back"
)
def delete_alignment(request: HttpRequest, pk: UUID) -> Any:
    deciding.take_back(request, me(request), pk)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/annotations/{uuid:pk}", response=ANNOTATION, summary="An annotation")
def get_annotation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return answer(represent(get_object_or_404(Annotation.objects.visible_to(request.user).whole(), pk=pk)))


@router.put(
    "/annotations/{uuid:pk}", response=ANNOTATION, summary="Create an annotation under your own key, or replace it"
)
def put_annotation(request: HttpRequest, pk: UUID, data: AnnotationIn) -> HttpResponse:
    """Make the key yourself, a UUIDv7. A request that is sent twice stores once.

    To replace, send the ETag that you read as If-Match: 428 without, 412 with what is stored now if that has changed.
    """
    stored, created = edits.put_annotation(request, me(request), pk, data)
    return answer(stored, created=created)


@router.delete("/annotations/{uuid:pk}", response=ANNOTATION, summary="Delete an annotation")
def delete_annotation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return answer(edits.remove_annotation(request, me(request), pk))


@router.post("/annotations/{uuid:pk}/restore", response=ANNOTATION, summary="Undo the deletion of an annotation")
def restore_annotation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return answer(edits.restore_annotation(me(request), pk))


@router.put(
    "/annotations/{uuid:annotation}/evidence/{uuid:pk}",
    response=EVIDENCE,
    summary="Attach evidence under your own key, or replace it",
)
def put_evidence(request: HttpRequest, annotation: UUID, pk: UUID, data: EvidenceIn) -> HttpResponse:
    stored, created = edits.put_evidence(request, me(request), annotation, pk, data)
    return answer(stored, created=created)


@router.delete(
    "/annotations/{uuid:annotation}/evidence/{uuid:pk}",
    response={HTTPStatus.NO_CONTENT: None, **WRITING},
    summary="Detach evidence",
)
def delete_evidence(request: HttpRequest, annotation: UUID, pk: UUID) -> Any:
    edits.remove_evidence(request, me(request), annotation, pk)
    return Status(HTTPStatus.NO_CONTENT, None)
