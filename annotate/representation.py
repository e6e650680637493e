"""Annotations and evidence as the API and the review page speak of them: plain dicts of JSON values."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format

from annotate.models import Annotation, Evidence, Label
from sources.models import Placement


def represent(
    annotation: Annotation, *, tags: list[str] | None = None, evidence: Iterable[Evidence] | None = None
) -> dict[str, Any]:
    """An annotation with its tags and evidence.

    Costs queries unless the annotation comes from `Annotation.objects.whole()`, or these are known.
    """
    return {
        "id": str(annotation.pk),
        "etag": annotation.etag,
        "review": str(annotation.review_id),
        "reviewer": annotation.review.reviewer.username,
        "text": str(annotation.text_id),
        "start": annotation.start,
        "end": annotation.end,
        "exact": annotation.exact,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "label": annotation.label.key,
        "severity": annotation.severity,
        "confidence": annotation.confidence,
        "rationale": annotation.rationale,
        "neutral_wording": annotation.neutral_wording,
        "tags": annotation.tag_names if tags is None else tags,
        "created_at": annotation.created_at.isoformat(),
        "updated_at": annotation.updated_at.isoformat(),
        "deleted": annotation.deleted_at is not None,
        "evidence": [
            represent_evidence(proof) for proof in (annotation.evidence.all() if evidence is None else evidence)
        ],
    }


def represent_evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": str(evidence.pk),
        "etag": evidence.etag,
        "kind": evidence.kind,
        "text": str(evidence.text_id) if evidence.text_id else None,
        "start": evidence.start,
        "end": evidence.end,
        "exact": evidence.exact,
        "relation": evidence.relation,
        "searched": [str(text.pk) for text in evidence.searched_texts.all()],
        "created_at": evidence.created_at.isoformat(),
    }


def describe_label(label: Label) -> dict[str, Any]:
    """A label with its root's key, in the reader's language."""
    return {
        "key": label.key,
        "root": label.root.key,
        "name": label.name,
        "description": label.description,
        "positive": label.positive,
    }


def describe_texts(placements: list[Placement]) -> list[dict[str, Any]]:
    """What cards call the texts of a dossier; two of one outlet are told apart by their dates."""
    texts = [describe_text(placement) for placement in placements]
    names = Counter(text["name"] for text in texts)
    for text, placement in zip(texts, placements, strict=True):
        published = placement.text.document.published_on
        if names[text["name"]] > 1 and published:
            text["name"] = f"{text['name']} ({date_format(published, 'MONTH_DAY_FORMAT')})"
    return texts


def describe_text(placement: Placement) -> dict[str, Any]:
    document = placement.text.document
    return {
        "id": str(placement.text_id),
        "role": placement.role,
        "name": document.outlet.name if document.outlet else document.title,
        "title": document.title,
        "published": document.published_on.isoformat() if document.published_on else None,
        "language": document.language,
        "direction": document.direction,
    }
