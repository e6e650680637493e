"""What stands beside what: passages of an article paired with the passages of a report that tell the same. Pure.

It proposes, with its reasons, and never decides. There is no model and no network in it: words, names across
spellings and scripts, figures and dates, words that languages share, and a glossary (sources/glossaries). A language
model has its say where somebody has plugged one in (sources/alignment/meaning.py).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sources.alignment.evidence import Evidence, TextPair, within
from sources.alignment.figures import FigurePair, pair_figures
from sources.alignment.matching import match_terms
from sources.alignment.meaning import Embedder, nearness
from sources.alignment.omissions import Part, left_out
from sources.alignment.pairs import Pair, Reason
from sources.alignment.quotations import QuotationPair, pair_quotations
from sources.alignment.relations import Passages, propose
from sources.alignment.scoring import (
    MOST_PAIRS,
    ONE_LANGUAGE,
    TWO_LANGUAGES,
    Matrix,
    expected,
    overlap,
    scores,
    standing_out,
)
from sources.alignment.terms import Reading, read
from sources.glossaries import Dictionary, system_dictionaries
from sources.sentences import Span

__all__ = ["Compared", "Pair", "Reading", "Reason", "align", "compare_readings", "read"]

# So many passages of a report are proposed for one of the article, and none less likely than that.
MOST_FOR_ONE, LEAST_SCORE = 3, 0.08
# A quotation of so many terms makes a pair of its own, unless it is nearly all of its sentence, if so much is found.
FEWEST_QUOTED, MOST_OF_SENTENCE, QUOTED_ONE, QUOTED_TWO = 3, 0.8, 0.5, 0.35

Watch = Callable[[float], None]
"""Is told from time to time what share is done, and may raise to stop it."""


@dataclass(slots=True)
class Compared:
    """All that comes of setting a report beside an article."""

    pairs: list[Pair]
    figures: list[FigurePair]
    quotations: list[QuotationPair]
    left_out: list[Part]
    is_partial: bool


def align(
    article: str,
    report: str,
    article_language: str,
    report_language: str,
    *,
    published: date | None = None,
    dictionaries: Iterable[Dictionary] | None = None,
    embed: Embedder | None = None,
    watch: Watch | None = None,
) -> list[Pair]:
    """The pairs of passages that may tell the same, by where they stand in the article, the likeliest first.

    Both texts are canonical; languages are BCP 47 codes, known (en, fr, ar) or not. `published` is the article's day,
    which "yesterday" refers to; `dictionaries` are those of FreeDict that are installed, where none are given;
    `embed` is a language model, which has its say where there is one. Never raises by itself: texts without words make
    no pairs.
    """
    one, other = read(article, article_language, published, cites=True), read(report, report_language, published)
    return compare_readings(one, other, dictionaries=dictionaries, embed=embed, watch=watch).pairs


def compare_readings(
    article: Reading,
    report: Reading,
    *,
    dictionaries: Iterable[Dictionary] | None = None,
    embed: Embedder | None = None,
    watch: Watch | None = None,
) -> Compared:
    """As `align`, with figures, quotations and omissions; an article is read once for all of its reports."""
    known = system_dictionaries() if dictionaries is None else tuple(dictionaries)
    whole = (article, report)
    article, report = bounded(article, report)
    texts = TextPair(article, report, match_terms(article, report, known), article.weights(), report.weights())
    found = overlap(article, report, texts.matches, (texts.article_weights, texts.report_weights), watch)
    meaning = standing_out(nearness(embed, article, report, watch)) if embed else None
    curve = ONE_LANGUAGE if texts.is_same_language else TWO_LANGUAGES
    likely = scores(found, curve, expected(article, report), meaning)
    return Compared(
        [
            pair
            for row, column in chosen(likely)
            for pair in pairs_of(texts, likely, row, column, is_near=meaning is not None and meaning[row, column] > 0)
        ],
        pair_figures(texts, likely, found.both),
        pair_quotations(texts, likely),
        left_out(texts, likely),
        is_partial=(article, report) != whole,
    )


def bounded(article: Reading, report: Reading) -> tuple[Reading, Reading]:
    """The first sentences of both, where all of them would make too many pairs."""
    rows, columns = len(article.sentences), len(report.sentences)
    if rows * columns <= MOST_PAIRS:
        return article, report
    part = (MOST_PAIRS / (rows * columns)) ** 0.5
    return first_of(article, max(1, int(rows * part))), first_of(report, max(1, int(columns * part)))


def first_of(reading: Reading, count: int) -> Reading:
    return replace(
        reading,
        sentences=reading.sentences[:count],
        places=reading.places[:count],
        factors=reading.factors[:count],
    )


def chosen(likely: Matrix) -> Iterator[tuple[int, int]]:
    """The pairs that are proposed: rows in order, the likeliest columns of each."""
    if not likely.size:
        return
    most = min(MOST_FOR_ONE, likely.shape[1])
    best = np.argpartition(-likely, most - 1, axis=1)[:, :most]
    for row, columns in enumerate(best):
        for column in sorted(columns, key=lambda column: -likely[row, column]):
            if likely[row, column] >= LEAST_SCORE:
                yield row, int(column)


def pairs_of(texts: TextPair, likely: Matrix, row: int, column: int, *, is_near: bool = False) -> Iterator[Pair]:
    """The pair of two sentences, and those of the quotations in the article's that stand in the report's.

    `is_near` where the language model says that they mean the same.
    """
    score = float(likely[row, column])
    here, there = texts.article.sentences[row], texts.report.sentences[column]
    places = texts.article.places[row]
    whole = texts.evidence(places, texts.report.places[column])
    pair = pair_of(texts, here, there, score, whole)
    yield replace(pair, reasons=(*pair.reasons, Reason("meaning", ()))) if is_near else pair
    for quoted in inner_quotations(texts.article, here):
        words = within(places, *quoted)
        if not FEWEST_QUOTED <= len(words) < MOST_OF_SENTENCE * len(places):
            continue
        evidence = texts.evidence(words, texts.report.places[column])
        enough = QUOTED_ONE if texts.is_same_language else QUOTED_TWO
        if evidence.article_share >= max(enough, whole.article_share):
            yield pair_of(texts, quoted, there, surer(score, evidence, whole), evidence)


def inner_quotations(article: Reading, sentence: Span) -> Iterator[Span]:
    for found in article.quotations_at(sentence):
        yield Span(max(found.start, sentence.start), min(found.end, sentence.end))


def surer(score: float, part: Evidence, whole: Evidence) -> float:
    """The probability of a quotation's pair: the sentence's, surer by as much as more of its words are found."""
    odds = score / max(1e-6, 1 - score) * (part.article_share / max(0.1, whole.article_share)) ** 4
    return min(0.999, odds / (1 + odds))


def pair_of(texts: TextPair, here: Span, there: Span, score: float, evidence: Evidence) -> Pair:
    relation = propose(Passages(texts, here, there, evidence))
    return Pair(*here, *there, score, texts.reasons(evidence), relation)
