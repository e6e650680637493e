"""An article compared with a report through the report's translation; the passages are the original's. Pure.

Sentences of the translation are set beside the article's, and stand for the original's sentences that they translate.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sources.alignment import Compared, Pair, Reading, Reason
from sources.alignment.omissions import Part
from sources.sentences import Span, sentences_of

# A sentence of the original that is less likely the one that was translated is none.
SURE = 0.5
# So many passages of the report are proposed for one of the article.
MOST = 3

Compare = Callable[[Reading, Reading], Compared]


class Source(NamedTuple):
    """The sentence of the original that a sentence of the translation stands for, and how surely."""

    span: Span
    sure: float


@dataclass(frozen=True, slots=True)
class Translated:
    """A report with one of its translations, which is its wording of that number."""

    original: Reading
    translation: Reading
    number: int

    def compared(self, article: Reading, compare: Compare) -> Compared:
        """The article beside the original. Figures and quotations are compared as they were written; so is what the
        translation leaves out.
        """
        direct, told = compare(article, self.original), compare(article, self.translation)
        sources = self.sources(compare)
        covered = {source.span.start for source in sources.values()}
        return Compared(
            list(in_order([*self.pairs(told, sources), *untranslated(direct.pairs, covered)])),
            direct.figures,
            direct.quotations,
            sorted([*parts(told, sources), *untold(direct, covered)], key=lambda part: part.start),
            is_partial=direct.is_partial or told.is_partial,
        )

    def sources(self, compare: Compare) -> dict[Span, Source]:
        """For each sentence of the translation the original's: by their numbers where all paragraphs have as many."""
        one, other = in_blocks(self.original), in_blocks(self.translation)
        if list(map(len, one)) == list(map(len, other)):
            spans = zip(chain(other), chain(one), strict=True)
            return {there: Source(here, 1.0) for there, here in spans}
        return self.likeliest(compare)

    def likeliest(self, compare: Compare) -> dict[Span, Source]:
        found: dict[Span, Source] = {}
        whole = set(self.original.sentences)
        for pair in compare(self.original, self.translation).pairs:
            here, there = Span(pair.article_start, pair.article_end), Span(pair.report_start, pair.report_end)
            if here in whole and pair.score >= SURE and (there not in found or found[there].sure < pair.score):
                found[there] = Source(here, pair.score)
        return found

    def pairs(self, told: Compared, sources: dict[Span, Source]) -> Iterator[Pair]:
        """The pairs with the translation as pairs with the original. What is word for word in it is a translation."""
        through = Reason("translation", (), self.number)
        for pair in told.pairs:
            if source := sources.get(Span(pair.report_start, pair.report_end)):
                yield replace(
                    pair,
                    report_start=source.span.start,
                    report_end=source.span.end,
                    score=pair.score * source.sure,
                    reasons=(*pair.reasons, through),
                    relation="faithful" if pair.relation == "verbatim" else pair.relation,
                )


def in_blocks(reading: Reading) -> list[list[Span]]:
    """The sentences of each paragraph."""
    blocks: list[list[Span]] = []
    last = 0
    for span in sentences_of(reading.text, reading.language):
        if not blocks or "\n\n" in reading.text[last : span.start]:
            blocks.append([])
        blocks[-1].append(span)
        last = span.end
    return blocks


def chain(blocks: Iterable[list[Span]]) -> Iterator[Span]:
    return (span for block in blocks for span in block)


def untranslated(pairs: Iterable[Pair], covered: set[int]) -> Iterator[Pair]:
    """The pairs with sentences of the original that the translation does not have."""
    return (pair for pair in pairs if pair.report_start not in covered)


def in_order(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """By where they stand in the article, the likeliest first; beside a passage each one of the report once."""
    told: dict[Span, dict[int, None]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.article_start, -pair.article_end, -pair.score)):
        beside = told.setdefault(Span(pair.article_start, pair.article_end), {})
        if pair.report_start not in beside and len(beside) < MOST:
            beside[pair.report_start] = None
            yield pair


def parts(told: Compared, sources: dict[Span, Source]) -> Iterator[Part]:
    """What is left out of the translation, by whole sentences: no part of one has a counterpart that is sure."""
    given: set[Span] = set()
    used = {sources[span].span for span in likely(told) if span in sources}
    for part in told.left_out:
        source = sources.get(Span(part.start, part.end))
        if source and source.span not in given | used:
            given.add(source.span)
            yield replace(part, start=source.span.start, end=source.span.end)


def likely(told: Compared) -> Iterator[Span]:
    return (Span(pair.report_start, pair.report_end) for pair in told.pairs if pair.score >= SURE)


def untold(direct: Compared, covered: set[int]) -> Iterator[Part]:
    """What is left out of sentences that the translation does not have."""
    return (part for part in direct.left_out if part.start not in covered)
