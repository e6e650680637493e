"""The figures of an article beside a report's figures on the same thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

import numpy as np

from sources.alignment.evidence import TextPair, inside, places_by_sentence
from sources.alignment.scoring import Matrix
from sources.figures.amounts import Figure, compare, family_of

Verdict = Literal["same", "close", "differs"]

# Two figures are on the same thing if their sentences are likely the same news, or at least as alike as this.
LIKELY, ALIKE = 0.5, 0.2
# Shares of a whole are rare: it is enough if what stands around them is alike. Days, years and ranks stand everywhere.
ALIKE_AROUND = 0.08
# Numbers are on the same thing, too, if they count the same in sentences as alike as this, and are not too far apart.
ALIKE_COUNTING, FAR_APART = 0.1, 5
CALENDAR = frozenset({"date", "day of year", "month", "year", "time", "ordinal"})
# Numbers up to this one stand everywhere, too.
COMMON = 10
# So many figures of one report are shown beside one of the article, found in so many sentences: the most alike.
MOST, NEAREST = 3, 16
# Between two figures for one thing, which stand no farther from one another.
OR = re.compile(r"(?:[\s,]|^)(?:or|ou|أو)\s+(?:\w+\s+){0,2}$")
DISPUTED = 90


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
        found.extend(pair for _place, pair in sorted(pairing.candidates(row, one))[:MOST])
    return found


class Pairing:
    """The figures of two texts, each with the number of its sentence."""

    def __init__(self, texts: TextPair, likely: Matrix, alike: Matrix) -> None:
        self.texts, self.likely, self.alike = texts, likely, alike
        self.here = places_by_sentence(texts.article, texts.article.figures)
        self.there = places_by_sentence(texts.report, texts.report.figures)
        self.in_row, self.in_column = by_sentence(self.here), by_sentence(self.there)
        self.partners_of: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
        self.near_rows: dict[int, list[int]] = {}

    def candidates(self, row: int, one: Figure) -> Iterator[tuple[tuple[bool, float, int], FigurePair]]:
        """The figures on the same thing, each with its place among them: what counts the same comes first. Of the
        shares that may be of something else, one is enough.
        """
        unsure = []
        for column, other, verdict in self.comparable(row, one):
            is_counted = self.counts_the_same(one, other)
            likeness = max(float(self.likely[row, column]), float(self.alike[row, column]))
            pair = FigurePair(one.start, one.end, other.start, other.end, verdict, likeness)
            place = (not is_counted, -likeness, other.start)
            if verdict != "differs" or is_counted or self.likely[row, column] >= LIKELY:
                yield place, pair
            else:
                unsure.append((place, pair))
        yield from sorted(unsure)[:1]

    def comparable(self, row: int, one: Figure) -> Iterator[tuple[int, Figure, Verdict]]:
        family = family_of(one)
        for column in self.near(row):
            for other in self.in_column.get(column, ()):
                if family_of(other) != family:
                    continue
                verdict = compare(one, other)
                if verdict and self.is_on_the_same(row, one, column, other, verdict):
                    yield column, other, cast("Verdict", verdict)

    def may_be_one(self, one: Figure, other: Figure) -> bool:
        """Whether two large numbers count the same by its name, and none is many times the other."""
        small, large = sorted((one.value, other.value))
        return small > COMMON and large < FAR_APART * small and self.counts_the_same(one, other)

    def counts_the_same(self, one: Figure, other: Figure) -> bool:
        """Whether what one figure counts has a word of what the other counts, and not only that they are people."""
        if not one.counted or not other.counted:
            return False
        here, there = inside(self.texts.article, *one.counted), inside(self.texts.report, *other.counted)
        return any(
            not self.texts.counts_people(self.texts.article, [link.here])
            and not self.texts.counts_people(self.texts.report, [link.there])
            for link in self.texts.evidence(here, there).links
        )

    def near(self, row: int) -> list[int]:
        """The sentences of the report with figures that may be on the same thing, the most alike first."""
        if row not in self.near_rows:
            near = (self.likely[row] >= LIKELY) | (self.around_all[row] >= ALIKE_AROUND)
            likeness = np.maximum(self.likely[row], self.alike[row])
            columns = [column for column in np.flatnonzero(near).tolist() if column in self.in_column]
            self.near_rows[row] = sorted(columns, key=lambda column: -likeness[column])[:NEAREST]
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
        elif self.likely[row, column] >= LIKELY:
            is_near = self.texts.count_alike(one, other)
        else:
            is_near = self.alike[row, column] >= ALIKE_COUNTING and self.may_be_one(one, other)
        return bool(is_near) and (self.is_disputed(column, other) or not self.has_partner(row, one, column, other))

    def is_disputed(self, column: int, other: Figure) -> bool:
        """Whether the report gives another figure for the same: "8,000 according to the city, or 20,000"."""
        text = self.texts.report.text
        return any(
            OR.search(text, min(figure.end, other.end), max(figure.start, other.start))
            for figure in self.in_column[column]
            if figure is not other and figure.unit == other.unit and abs(figure.start - other.start) <= DISPUTED
        )

    def around(self, row: int, column: int) -> float:
        return float(self.around_all[row, column])

    @cached_property
    def around_all(self) -> Matrix:
        """How alike two sentences or their neighbours are, at most."""
        padded = np.pad(self.alike, 1)
        rows = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
        result: Matrix = np.maximum(np.maximum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
        return result

    def has_partner(self, row: int, one: Figure, column: int, other: Figure) -> bool:
        """Whether either has one of the same value there."""
        partners = self.partners(row, column)
        return one.start in partners[0] or other.start in partners[1]

    def partners(self, row: int, column: int) -> tuple[set[int], set[int]]:
        """Where the figures of two sentences stand that are of the same value."""
        if (row, column) not in self.partners_of:
            same = [
                (one.start, other.start)
                for one in self.in_row[row]
                for other in self.in_column[column]
                if compare(one, other) == "same"
            ]
            self.partners_of[row, column] = ({one for one, _other in same}, {other for _one, other in same})
        return self.partners_of[row, column]


def by_sentence(placed: list[tuple[int, Figure]]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for place, figure in placed:
        found.setdefault(place, []).append(figure)
    return found
