"""Annotations flattened into a text, for readers without JavaScript, old browsers and print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _

from annotate.models import Annotation, Evidence, Label
from sources.models import Document, Placement, Text
from sources.text import Block


@dataclass(frozen=True, slots=True)
class Finding:
    """An annotation as the plain page speaks of it: numbered, with its root label, and its evidence in words."""

    number: int
    annotation: Annotation
    root: Label
    leaf_name: str
    evidence: list[tuple[Evidence, str]]
    """Each with the names of its text, or of the texts that were searched."""
    is_shown: bool = True
    """Whether its text is one that the dossier shows, and no earlier wording."""

    @property
    def start(self) -> int:
        return self.annotation.start

    @property
    def end(self) -> int:
        return self.annotation.end


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one block that lie under the same findings, the largest first; under none for plain words."""

    words: str
    findings: tuple[Finding, ...]
    starting: tuple[Finding, ...]
    """Those that begin with these words."""


@dataclass(frozen=True, slots=True)
class FlatText:
    """A text with its marks in it: the segments of each block."""

    text: Text
    document: Document
    blocks: list[tuple[Block, list[Segment]]]


def number(annotations: Iterable[Annotation], roots: Iterable[Label], placements: Iterable[Placement]) -> list[Finding]:
    """The annotations of a review as findings, in the order in which they come."""
    labels = {leaf.pk: (root, leaf.name) for root in roots for leaf in root.leaves}
    labels |= {root.pk: (root, "") for root in roots}
    titles = {place.text_id: str(place.text.document.outlet or place.text.document) for place in placements}
    return [
        Finding(
            position,
            annotation,
            *labels[annotation.label_id],
            evidence=[(evidence, names_of_texts(evidence, titles)) for evidence in annotation.evidence.all()],
            is_shown=annotation.text_id in titles,
        )
        for position, annotation in enumerate(annotations, start=1)
    ]


def names_of_texts(evidence: Evidence, titles: dict[UUID, str]) -> str:
    texts = [evidence.text_id] if evidence.text_id else [text.pk for text in evidence.searched_texts.all()]
    return ", ".join(titles.get(text) or _("an earlier wording") for text in texts)


def flatten(placements: Iterable[Placement], findings: Iterable[Finding]) -> Iterator[FlatText]:
    """Each text of a dossier with the findings that lie in it."""
    by_text: dict[UUID, list[Finding]] = {}
    for finding in findings:
        by_text.setdefault(finding.annotation.text_id, []).append(finding)
    for placement in placements:
        here = by_text.get(placement.text_id, [])
        blocks = [(block, segments(block, words, here)) for block, words in placement.text.passages()]
        yield FlatText(placement.text, placement.text.document, blocks)


def segments(block: Block, words: str, findings: Sequence[Finding]) -> list[Segment]:
    """The words of the block, cut wherever a finding begins or ends; findings elsewhere in the text are passed over."""
    here = [finding for finding in findings if finding.start < block.end and finding.end > block.start]
    edges = {block.start, block.end}
    for finding in here:
        edges |= {max(finding.start, block.start), min(finding.end, block.end)}
    return [
        Segment(
            words=words[start - block.start : end - block.start],
            findings=tuple(finding for finding in here if finding.start <= start and finding.end >= end),
            starting=tuple(finding for finding in here if finding.start == start),
        )
        for start, end in pairwise(sorted(edges))
    ]
