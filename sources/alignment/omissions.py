"""What a report tells and the article leaves out, and why a reader might miss it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

import numpy as np

from sources.alignment.attributed import is_attributed
from sources.alignment.evidence import TextPair, within
from sources.alignment.scoring import Matrix
from sources.alignment.terms import WORD, Place, Reading, heading_of, plain
from sources.glossaries.normal import primary
from sources.sentences import Span
from sources.vocabulary.hedges import Signs, signs_of
from sources.words import simplified

Sign = Literal["victims", "figure", "denial", "named source", "quotation"]

# How much a reader would miss a passage with it, and one that says what is not known; a weight is their sum.
WEIGHTS: dict[Sign, float] = {"victims": 3.0, "denial": 3.0, "figure": 1.5, "named source": 0.5, "quotation": 0.0}
DOUBT = 0.5
TELLING: frozenset[Sign] = frozenset({"victims", "denial", "figure"})
# A mere "not" counts less than a denial; what stands right behind something that the article tells counts more.
NEGATION, NEAR = 2.5, 1.5
# A sentence of which no more than this is linked, names aside, is not used, though the article speaks of it.
MENTIONED = 0.35
VICTIMS = {
    language: frozenset(simplified(words).split())
    for language, words in json.loads(Path(__file__).with_name("victims.json").read_text(encoding="utf-8")).items()
}
# A sentence is used from this probability on; a part of it is left out if so little of its weight is linked.
LIKELY, LINKED = 0.5, 0.25
# So many sentences that use one are looked at, the likeliest.
MOST_USES = 8
# A part has at least so many terms, one that a reader would miss two.
FEWEST, FEWEST_TELLING = 3, 2
# Where a sentence falls into parts.
PART = re.compile(
    r"[,;:،؛—–)]\s+|\s+[—–(]|\s(?=(?:and|who|which|whose|while|but|although|despite|et|qui|que|dont|mais|alors que"
    r"|tandis que|malgré|الذي|التي|الذين|لكن|بينما)\s)"
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
    heading = heading_of(texts.report.text)
    for column, span in enumerate(texts.report.sentences):
        if span.end <= heading:
            continue
        rows = np.flatnonzero(likely[:, column] >= LIKELY)
        is_near = column > 0 and bool((likely[:, column - 1] >= LIKELY).any())
        if len(rows):
            surest = sorted(rows.tolist(), key=lambda row: -likely[row, column])[:MOST_USES]
            parts.extend(parts_left_out(texts, column, surest))
        else:
            parts.append(part_of(texts.report, span, is_near=is_near))
    return parts


def parts_left_out(texts: TextPair, column: int, rows: Sequence[int]) -> Iterator[Part]:
    """Parts of a used sentence of which next to nothing is linked to any sentence that uses it."""
    there = texts.report.places[column]
    linked = {link.there for row in rows for link in texts.evidence(texts.article.places[row], there).links}
    parts = [(span, within(there, *span)) for span in pieces(texts.report.text, texts.report.sentences[column])]
    if all(is_only_mentioned(texts, places, linked) for _span, places in parts):
        yield part_of(texts.report, texts.report.sentences[column], is_near=True)
        return
    for is_left_out, group in groupby(parts, lambda part: share_linked(texts, part[1], linked) <= LINKED):
        spans, places = zip(*group, strict=True)
        if not is_left_out:
            continue
        part = part_of(texts.report, Span(spans[0].start, spans[-1].end), is_near=True)
        is_telling = not TELLING.isdisjoint(part.signs)
        # Where nothing but the source is left out, the rest is told without it: that is no omission.
        if (is_telling or not part.signs) and sum(map(len, places)) >= (FEWEST_TELLING if is_telling else FEWEST):
            yield part


def is_only_mentioned(texts: TextPair, places: Sequence[Place], linked: set[Place]) -> bool:
    """Whether the article speaks of the same people, and of another thing that they said or did."""
    telling = [place for place in places if not texts.report.vocabulary[place.term].is_name]
    return share_linked(texts, telling, linked) <= MENTIONED


def share_linked(texts: TextPair, places: Sequence[Place], linked: set[Place]) -> float:
    weights = [(texts.report_weights[place.term], place in linked) for place in places]
    return sum(weight for weight, is_linked in weights if is_linked) / (sum(weight for weight, _ in weights) or 1)


def pieces(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for found in PART.finditer(text, sentence.start, sentence.end):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def part_of(report: Reading, span: Span, *, is_near: bool = False) -> Part:
    """The passage with its signs. `is_near` where the article tells what stands beside it, and so left this out."""
    found = signs_of(report.text[span.start : span.end], report.language)
    signs = tuple(signs_in(report, span, found))
    weight = sum(WEIGHTS[sign] for sign in signs) + DOUBT * bool(found.hedges) + NEAR * is_near
    if "denial" in signs and not found.denials:
        weight -= WEIGHTS["denial"] - NEGATION
    return Part(*span, signs, weight)


def signs_in(report: Reading, span: Span, found: Signs) -> Iterator[Sign]:
    """Why a reader might miss the passage."""
    words = report.text[span.start : span.end]
    if names_victims(words, report.language):
        yield "victims"
    if any(figure.unit not in CALENDAR for figure in report.figures_in(span)):
        yield "figure"
    if found.denials or found.negations:
        yield "denial"
    if is_attributed(words, report.language):
        yield "named source"
    if any(span.start <= quoted.start for quoted in report.quotations_at(span)):
        yield "quotation"


def is_victim(reading: Reading, place: Place) -> bool:
    """Whether a word says that somebody was hurt, or is of those whom one does not hurt."""
    return reading.vocabulary[place.term].form in VICTIMS.get(primary(reading.language), frozenset())


def names_victims(words: str, language: str) -> bool:
    known = VICTIMS.get(primary(language), frozenset())
    return any(plain(word) in known for word in WORD.findall(words))
