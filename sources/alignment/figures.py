"""The figures of an article beside a report's figures on the same thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sources.alignment.evidence import TextPair, places_by_sentence
from sources.alignment.scoring import Matrix
from sources.figures.amounts import Figure, compare, family_of

Verdict = Literal["same", "close", "differs"]

# Two figures are on the same thing if their sentences are likely the same news, or at least as alike as this.
LIKELY, ALIKE = 0.5, 0.2
# Shares of a whole are rare: it is enough if what stands around them is alike. Days, years and ranks stand everywhere.
ALIKE_AROUND = 0.08
CALENDAR = frozenset({"date", "day of year", "month", "year", "time", "ordinal"})
# Numbers up to this one stand everywhere, too.
COMMON = 10
# So many figures of one report are shown beside one of the article.
MOST = 3


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Two figures on the same thing, by where they stand, how they compare, and how alike what stands around is."""

    article_start: int
    article_end: int
    report_start: int
    report_end: int
    verdict: Verdict
    likeness: float


def pair_figures(texts: TextPair, likely: Matrix, alike: Matrix) -> list[FigurePair]:
    """The figures of the article with those of the report on the same thing, the likeliest of each first.

    `likely` are the probabilities of the sentences' pairs, `alike` how much they cover of one another (0..1).
    """
    pairing = Pairing(texts, likely, alike)
    found: list[FigurePair] = []
    for row, one in pairing.here:
        candidates = sorted(pairing.candidates(row, one), key=lambda pair: (-pair.likeness, pair.report_start))
        found.extend(candidates[:MOST])
    return found


class Pairing:
    """The figures of two texts, each with the number of its sentence."""

    def __init__(self, texts: TextPair, likely: Matrix, alike: Matrix) -> None:
        self.texts, self.likely, self.alike = texts, likely, alike
        self.here = places_by_sentence(texts.article, texts.article.figures)
        self.there = places_by_sentence(texts.report, texts.report.figures)
        self.families: dict[str, list[tuple[int, Figure]]] = {}
        for place, figure in self.there:
            self.families.setdefault(family_of(figure), []).append((place, figure))
        self.near_rows: dict[int, set[int]] = {}
        self.in_row, self.in_column = by_sentence(self.here), by_sentence(self.there)

    def candidates(self, row: int, one: Figure) -> Iterator[FigurePair]:
        near = self.near(row)
        for column, other in self.families.get(family_of(one), ()):
            if one.unit != "share" and column not in near:
                continue
            verdict = compare(one, other)
            if verdict and self.is_on_the_same(row, one, column, other, verdict):
                likeness = max(float(self.likely[row, column]), float(self.alike[row, column]))
                yield FigurePair(one.start, one.end, other.start, other.end, verdict, likeness)  # type: ignore[arg-type]

    def near(self, row: int) -> set[int]:
        """The sentences of the report that a sentence has anything in common with."""
        if row not in self.near_rows:
            near = (self.likely[row] >= LIKELY) | (self.alike[row] >= ALIKE)
            self.near_rows[row] = set(np.flatnonzero(near).tolist())
        return self.near_rows[row]

    def is_on_the_same(self, row: int, one: Figure, column: int, other: Figure, verdict: str) -> bool:
        """Whether two figures tell of one thing, as far as their sentences show it."""
        if verdict == "differs":
            return self.is_conflict(row, one, column, other)
        if self.likely[row, column] >= LIKELY:
            return one.value > COMMON or self.texts.count_alike(one, other)
        if one.unit == "share":
            return self.around(row, column) >= ALIKE_AROUND
        return bool(self.alike[row, column] >= ALIKE) and one.unit not in CALENDAR and one.value > COMMON

    def is_conflict(self, row: int, one: Figure, column: int, other: Figure) -> bool:
        """Whether one figure stands where the other does, and neither has a partner in the other's sentence."""
        if one.unit in CALENDAR:
            return False
        if one.unit == "share":
            is_near = self.around(row, column) >= ALIKE_AROUND
        else:
            is_near = self.likely[row, column] >= LIKELY and self.texts.count_alike(one, other)
        return bool(is_near) and not self.has_partner(row, one, column, other)

    def around(self, row: int, column: int) -> float:
        """How alike two sentences or their neighbours are, at most."""
        return float(self.alike[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2].max())

    def has_partner(self, row: int, one: Figure, column: int, other: Figure) -> bool:
        """Whether either has one of the same value there."""
        beside, before = self.in_column[column], self.in_row[row]
        return any(compare(one, figure) == "same" for figure in beside) or any(
            compare(figure, other) == "same" for figure in before
        )


def by_sentence(placed: list[tuple[int, Figure]]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for place, figure in placed:
        found.setdefault(place, []).append(figure)
    return found
