"""The figures of an article beside a report's figures on the same thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sources.alignment.evidence import TextPair, places_by_sentence
from sources.alignment.scoring import Matrix
from sources.figures import Figure, compare

Verdict = Literal["same", "close", "differs"]

# Two figures are on the same thing if their sentences are likely the same news, or at least as alike as this.
LIKELY, ALIKE = 0.5, 0.2
# Shares of something are rare: less has to be alike around them. Days and years stand everywhere.
CALENDAR = frozenset({"date", "day of year", "year", "time", "ordinal"})
# So many figures of one report are shown beside one of the article.
MOST = 2


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
    here = places_by_sentence(texts.article, texts.article.figures)
    there = places_by_sentence(texts.report, texts.report.figures)
    found: list[FigurePair] = []
    for row, one in here:
        candidates = sorted(
            candidates_for(one, row, there, likely, alike), key=lambda pair: (-pair.likeness, pair.report_start)
        )
        found.extend(candidates[:MOST])
    return found


def candidates_for(
    one: Figure, row: int, there: list[tuple[int, Figure]], likely: Matrix, alike: Matrix
) -> Iterator[FigurePair]:
    for column, other in there:
        verdict = compare(one, other)
        if not verdict:
            continue
        probability, likeness = float(likely[row, column]), float(alike[row, column])
        if is_on_the_same(one, verdict, probability, likeness):
            value = max(probability, likeness)
            yield FigurePair(one.start, one.end, other.start, other.end, verdict, value)  # type: ignore[arg-type]


def is_on_the_same(one: Figure, verdict: str, probability: float, likeness: float) -> bool:
    if probability >= LIKELY:
        return verdict != "differs" or one.unit not in CALENDAR or probability >= 0.8
    if one.unit == "share":
        return likeness >= ALIKE
    return verdict == "same" and likeness >= ALIKE and one.unit not in CALENDAR and one.value > 10
