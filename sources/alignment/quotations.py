"""The quotations of an article beside the closest words of a report: kept, lost, cut."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sources.alignment.evidence import TextPair, inside
from sources.alignment.scoring import Matrix
from sources.alignment.terms import Place, Reading
from sources.quotations import Quotation
from sources.sentences import Span

# Sentences less likely than this are not looked into for the words of a quotation.
LIKELY = 0.2
# The closest words are shown from this share of the quotation on, and cut if so much of theirs is left out.
CLOSE, LEFT_OUT = 0.35, 0.3


@dataclass(frozen=True, slots=True)
class QuotationPair:
    """A quotation of the article and the closest words of a report.

    `share` of the quotation's weight stands there (0..1); `kept` are its words that do, `lost` its words that do not,
    `left_out` the words of the report's own quotation that it leaves out; each as code points of its text.
    """

    article_start: int
    article_end: int
    report_start: int
    report_end: int
    share: float
    kept: tuple[Span, ...]
    lost: tuple[Span, ...]
    left_out: tuple[Span, ...]
    is_cut: bool


def pair_quotations(texts: TextPair, likely: Matrix) -> list[QuotationPair]:
    """Each quotation of the article that has close words in the report, with the closest."""
    found = (closest(texts, quotation, likely) for quotation in texts.article.quotations if is_speech(quotation))
    return [pair for pair in found if pair is not None]


def is_speech(quotation: Quotation) -> bool:
    return not quotation.is_term and quotation.depth == 0


def closest(texts: TextPair, quotation: Quotation, likely: Matrix) -> QuotationPair | None:
    first = max(0, bisect_right(texts.article.starts, quotation.start) - 1)
    rows = list(range(first, bisect_right(texts.article.starts, quotation.end - 1)))
    here = inside(texts.article, quotation.start, quotation.end)
    if not rows or not here:
        return None
    columns = np.flatnonzero(likely[rows].max(axis=0) >= LIKELY).tolist()
    best: QuotationPair | None = None
    for start, end in passages_of(texts.report, columns):
        pair = compared(texts, quotation, here, Span(start, end))
        if pair.share >= CLOSE and (best is None or (pair.share, pair.is_cut) > (best.share, best.is_cut)):
            best = pair
    return best


def passages_of(report: Reading, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What a quotation may be taken from: the report's quotations in these sentences, or the whole sentences."""
    for column in columns:
        span = report.sentences[column]
        quoted = [found for found in report.quotations_at(span) if found.depth == 0]
        yield from ((found.start, found.end) for found in quoted)
        if not quoted:
            yield span


def compared(texts: TextPair, quotation: Quotation, here: list[Place], there: Span) -> QuotationPair:
    evidence = texts.evidence(here, inside(texts.report, *there))
    lost_there = tuple(Span(place.start, place.end) for place in evidence.only_there)
    return QuotationPair(
        quotation.start,
        quotation.end,
        *there,
        evidence.article_share,
        tuple(Span(link.here.start, link.here.end) for link in evidence.links),
        tuple(Span(place.start, place.end) for place in evidence.only_here),
        lost_there,
        is_cut=1 - evidence.report_share >= LEFT_OUT and len(lost_there) > 1 and is_quoted(texts.report, there),
    )


def is_quoted(report: Reading, span: Span) -> bool:
    return any((found.start, found.end) == span for found in report.quotations)
