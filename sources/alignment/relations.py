"""How a passage of an article stands to the passage of a report that it was paired with: a proposal, by rule.

The rules ask one after the other for what a reader would call the gravest change. What they weigh is listed in
`Passages`; a person decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import LCSseq

from sources.alignment.attributed import is_attributed
from sources.alignment.evidence import Evidence, TextPair, within
from sources.alignment.pairs import Relation
from sources.alignment.terms import WORD, Place
from sources.figures import Figure, compare
from sources.hedges import Signs, opposed, signs_of
from sources.quotations import Quotation
from sources.sentences import Span
from sources.words import simplified

# A passage says what the report says if so much of it stands there; across languages less is ever recognised.
FAITHFUL_ONE, FAITHFUL_TWO = 0.8, 0.55
# Quoted words are the report's own from this share on, and cut if so much of the report's quotation is left out.
QUOTED_ONE, QUOTED_TWO, LEFT_OUT, FEWEST_LEFT_OUT = 0.85, 0.55, 0.3, 2
# Rules that compare what was said want the rest of the passage to be the same.
ALIKE = 0.5


@dataclass(slots=False)
class Passages:
    """Two passages and what the rules ask about them."""

    texts: TextPair
    here: Span
    there: Span
    evidence: Evidence

    @property
    def article(self) -> str:
        return self.texts.article.text[self.here.start : self.here.end]

    @property
    def report(self) -> str:
        return self.texts.report.text[self.there.start : self.there.end]

    @cached_property
    def signs(self) -> tuple[Signs, Signs]:
        return (
            signs_of(self.article, self.texts.article.language),
            signs_of(self.report, self.texts.report.language),
        )

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """All words of both, the little ones too."""
        return [simplified(word) for word in WORD.findall(self.article)], [
            simplified(word) for word in WORD.findall(self.report)
        ]

    @cached_property
    def figures(self) -> tuple[list[Figure], list[Figure]]:
        return (
            [found for found in self.texts.article.figures if is_in(found, self.here)],
            [found for found in self.texts.report.figures if is_in(found, self.there)],
        )

    @cached_property
    def quotations(self) -> tuple[list[Quotation], list[Quotation]]:
        """The quotations that touch the passages: one may run on behind its sentence."""
        return (
            [found for found in self.texts.article.quotations if touches(found, self.here) and not found.is_term],
            [found for found in self.texts.report.quotations if touches(found, self.there) and not found.is_term],
        )


def is_in(found: Figure, span: Span) -> bool:
    return span.start <= found.start and found.end <= span.end


def touches(found: Quotation, span: Span) -> bool:
    return found.start < span.end and span.start < found.end


def is_verbatim(passages: Passages) -> bool:
    if not passages.texts.is_same_language:
        return False
    here, there = passages.words
    if len(here) < 3:
        return False
    joined = f" {' '.join(there)} "
    if f" {' '.join(here)} " in joined:
        return not is_truncated(passages)
    return False


def is_truncated(passages: Passages) -> bool:
    """The article quotes the report's own quotation, and stops before its end or leaves out a part of it."""
    for quoted in passages.quotations[0]:
        for original in passages.quotations[1]:
            if is_cut(passages, quoted, original):
                return True
    return False


def is_cut(passages: Passages, quoted: Quotation, original: Quotation) -> bool:
    texts = passages.texts
    here = places_in(texts.article.places, quoted)
    there = places_in(texts.report.places, original)
    if len(here) < 2 or len(there) <= len(here):
        return False
    found = texts.evidence(here, there)
    enough = QUOTED_ONE if texts.is_same_language else QUOTED_TWO
    return (
        found.article_share >= enough
        and 1 - found.report_share >= LEFT_OUT
        and len(found.only_there) >= FEWEST_LEFT_OUT
    )


def places_in(places: list[list[Place]], quotation: Quotation) -> list[Place]:
    return within((place for sentence in places for place in sentence), quotation.start, quotation.end)


def has_other_figure(passages: Passages) -> bool:
    """A figure of the article that the report does not have, where the report has another one of its kind."""
    return bool(conflicts(*passages.figures))


def conflicts(here: list[Figure], there: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures of one kind that differ, and that stand in the other passage for nothing else."""
    lonely_here = [one for one in here if all(compare(one, other) not in ("same", "close") for other in there)]
    lonely_there = [one for one in there if all(compare(other, one) not in ("same", "close") for other in here)]
    found = []
    for one in lonely_here:
        for other in lonely_there:
            if compare(one, other) == "differs":
                found.append((one, other))
                break
    return found


def is_contradicted(passages: Passages) -> bool:
    if min(passages.evidence.article_share, 1.0) < ALIKE:
        return False
    here, there = passages.signs
    if opposed(here, there):
        return True
    return bool(here.negations or here.denials) != bool(there.negations or there.denials)


def drops_hedge(passages: Passages) -> bool:
    here, there = passages.signs
    return bool(there.hedges) and not here.hedges and passages.evidence.article_share >= ALIKE


def drops_attribution(passages: Passages) -> bool:
    if passages.quotations[0]:
        return False
    texts = passages.texts
    return (
        passages.evidence.article_share >= ALIKE
        and is_attributed(passages.report, texts.report.language)
        and not is_attributed(passages.article, texts.article.language)
    )


def is_overstated(passages: Passages) -> bool:
    here, there = passages.signs
    stronger = any(
        degree.step > there.degrees[scale].step for scale, degree in here.degrees.items() if scale in there.degrees
    )
    return stronger or (bool(here.absolutes) and not there.absolutes)


def is_faithful(passages: Passages) -> bool:
    """Most of what the article says here stands in the report."""
    texts, evidence = passages.texts, passages.evidence
    if texts.is_same_language:
        return evidence.article_share >= FAITHFUL_ONE
    return evidence.article_share >= FAITHFUL_TWO


RULES: list[tuple[Relation, Callable[[Passages], bool]]] = [
    ("verbatim", is_verbatim),
    ("figure changed", has_other_figure),
    ("contradicted", is_contradicted),
    ("truncated quote", is_truncated),
    ("hedge dropped", drops_hedge),
    ("overstated", is_overstated),
    ("attribution dropped", drops_attribution),
    ("faithful", is_faithful),
]


def propose(passages: Passages) -> Relation:
    """The first relation whose rule holds; altered where none does."""
    return next((relation for relation, holds in RULES if holds(passages)), "altered")


def kept_words(passages: Passages) -> int:
    """How many words of the article's passage stand in the report's in their order, in one language."""
    return LCSseq.similarity(*passages.words)
