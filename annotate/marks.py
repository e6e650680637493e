"""Annotations flattened into a text, for readers without JavaScript, old browsers and print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotate.models import Annotation, Evidence, Label
from sources.models import Document, Placement, Text
from sources.text import Block


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one block that lie under the same annotations, the largest first; none for plain words."""

    words: str
    annotations: tuple[Annotation, ...]
    starting: tuple[Annotation, ...]
    """Those that begin with these words."""


def segments(block: Block, words: str, annotations: Sequence[Annotation]) -> list[Segment]:
    """The words of the block, cut wherever one of the text's annotations begins or ends.

    The annotations come in reading order; those elsewhere in the text are passed over.
    """
    here = [mark for mark in annotations if mark.start < block.end and mark.end > block.start]
    edges = {block.start, block.end}
    for mark in here:
        edges |= {max(mark.start, block.start), min(mark.end, block.end)}
    cuts = sorted(edges)
    return [
        Segment(
            words=words[start - block.start : end - block.start],
            annotations=tuple(mark for mark in here if mark.start <= start and mark.end >= end),
            starting=tuple(mark for mark in here if max(mark.start, block.start) == start),
        )
        for start, end in pairwise(cuts)
    ]


@dataclass(frozen=True, slots=True)
class FlatText:
    """A text with its marks in it: the kind and the segments of each block."""

    text: Text
    document: Document
    blocks: list[tuple[str, list[Segment]]]


def flatten(placements: Iterable[Placement], annotations: Iterable[Annotation]) -> Iterator[FlatText]:
    """Each text of a dossier with the annotations that lie in it."""
    by_text: dict[object, list[Annotation]] = {}
    for annotation in annotations:
        by_text.setdefault(annotation.text_id, []).append(annotation)
    for placement in placements:
        marks = by_text.get(placement.text_id, [])
        blocks = [(block.kind, segments(block, words, marks)) for block, words in placement.text.passages()]
        yield FlatText(placement.text, placement.text.document, blocks)


def number(annotations: Iterable[Annotation], roots: Iterable[Label], placements: Iterable[Placement]) -> None:
    """Give each annotation what the plain page calls it: its number, the names of its label, its evidence in words."""
    names = {root.pk: (root, "") for root in roots}
    names |= {leaf.pk: (root, leaf.name) for root, _leaf in list(names.values()) for leaf in root.leaves}
    titles = {
        placement.text_id: str(placement.text.document.outlet or placement.text.document) for placement in placements
    }
    for position, annotation in enumerate(annotations, start=1):
        root, leaf_name = names[annotation.label_id]
        annotation.number = position
        annotation.root_key, annotation.root_name, annotation.leaf_name = root.key, root.name, leaf_name
        annotation.shown_evidence = list(annotation.evidence.all())
        for evidence in annotation.shown_evidence:
            evidence.names = named_texts(evidence, titles)


def named_texts(evidence: Evidence, titles: dict[object, str]) -> str:
    texts = [evidence.text_id] if evidence.text_id else [text.pk for text in evidence.searched_texts.all()]
    return ", ".join(titles.get(text, "") for text in texts)
