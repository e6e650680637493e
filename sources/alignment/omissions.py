"""What a report tells and the article leaves out, and why a reader might miss it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from sources.alignment.attributed import is_attributed
from sources.alignment.evidence import TextPair, within
from sources.alignment.matching import primary
from sources.alignment.scoring import Matrix
from sources.alignment.terms import WORD, Place, Reading
from sources.hedges import signs_of
from sources.sentences import Span
from sources.words import simplified

Sign = Literal["victims", "figure", "denial", "named source", "quotation"]

# How much a reader would miss a passage with it; a passage's weight is their sum.
WEIGHTS: dict[Sign, float] = {"victims": 3.0, "denial": 3.0, "figure": 2.0, "quotation": 1.0, "named source": 1.0}
VICTIMS = {
    language: frozenset(simplified(words).split())
    for language, words in json.loads(Path(__file__).with_name("victims.json").read_text(encoding="utf-8")).items()
}
# A sentence is used from this probability on; a part of it is left out if so little of its weight is linked.
LIKELY, LINKED = 0.5, 0.25
# A part has at least so many terms.
FEWEST = 3
# Where a sentence falls into parts.
PART = re.compile(
    r"[,;:،؛—–()]\s+|\s(?=(?:who|which|whose|while|but|although|despite|qui|que|dont|mais|alors que|tandis que|malgré"
    r"|الذي|التي|الذين|لكن|بينما)\s)"
)
# Figures that tell when are no news.
CALENDAR = frozenset({"date", "day of year", "year", "time", "ordinal", "day", "minute"})


@dataclass(frozen=True, slots=True)
class Part:
    """A passage of a report that has no counterpart in the article; `weight` is how much a reader would miss it."""

    start: int
    end: int
    signs: tuple[Sign, ...]
    weight: float


def left_out(texts: TextPair, likely: Matrix) -> list[Part]:
    """The sentences of the report that the article does not use, and the telling parts of those that it does."""
    parts: list[Part] = []
    for column, span in enumerate(texts.report.sentences):
        rows = np.flatnonzero(likely[:, column] >= LIKELY)
        if len(rows):
            parts.extend(parts_left_out(texts, column, rows.tolist()))
        else:
            parts.append(part_of(texts.report, span))
    return parts


def parts_left_out(texts: TextPair, column: int, rows: Sequence[int]) -> Iterator[Part]:
    """Parts of a used sentence, with a sign, of which next to nothing is linked to any sentence that uses it."""
    there = texts.report.places[column]
    linked = {link.there for row in rows for link in texts.evidence(texts.article.places[row], there).links}
    for span in pieces(texts.report.text, texts.report.sentences[column]):
        places = within(there, *span)
        if len(places) < FEWEST or share_linked(texts, places, linked) > LINKED:
            continue
        part = part_of(texts.report, span)
        if part.weight >= WEIGHTS["figure"]:
            yield part


def share_linked(texts: TextPair, places: Sequence[Place], linked: set[Place]) -> float:
    weights = [(texts.report_weights[place.term], place in linked) for place in places]
    return sum(weight for weight, is_linked in weights if is_linked) / (sum(weight for weight, _ in weights) or 1)


def pieces(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for found in PART.finditer(text, sentence.start, sentence.end):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if start > sentence.start:
        yield Span(start, sentence.end)


def part_of(report: Reading, span: Span) -> Part:
    signs = tuple(signs_in(report, span))
    return Part(*span, signs, sum(WEIGHTS[sign] for sign in signs))


def signs_in(report: Reading, span: Span) -> Iterator[Sign]:
    """Why a reader might miss the passage."""
    words = report.text[span.start : span.end]
    if names_victims(words, report.language):
        yield "victims"
    if any(figure.unit not in CALENDAR for figure in report.figures_in(span)):
        yield "figure"
    signs = signs_of(words, report.language)
    if signs.denials or signs.negations:
        yield "denial"
    if is_attributed(words, report.language):
        yield "named source"
    if any(span.start <= found.start for found in report.quotations_at(span)):
        yield "quotation"


@cache
def victims(language: str) -> frozenset[str]:
    return VICTIMS.get(language, frozenset())


def names_victims(words: str, language: str) -> bool:
    known = victims(primary(language))
    return any(simplified(word) in known for word in WORD.findall(words))
