"""How a passage of an article stands to the passage of a report that it was paired with: a proposal, by rule.

The rules ask one after the other for what a reader would call the gravest change. What they weigh is listed in
`Passages`; a person decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, product

from sources.alignment.attributed import is_attributed
from sources.alignment.evidence import MOST_FIGURES, Evidence, TextPair, inside
from sources.alignment.omissions import is_victim
from sources.alignment.pairs import Relation
from sources.alignment.terms import WORD, Place, Reading, plain, word_count
from sources.figures import Figure, compare
from sources.quotations import Quotation
from sources.sentences import Span
from sources.vocabulary.hedges import Degree, Signs, opposed, signs_of

# A passage says what the report says if so much of it stands there; across languages less is ever recognised.
FAITHFUL_ONE, FAITHFUL_TWO = 0.8, 0.5
# Where the article says a thing more plainly than the report, it has to be the same thing.
SURELY_ONE, SURELY_TWO = 0.7, 0.75
# Quoted words are the report's own from this share on, and cut if so much of the report's quotation is left out.
QUOTED_ONE, QUOTED_TWO, LEFT_OUT, FEWEST_LEFT_OUT = 0.85, 0.55, 0.3, 2
# A passage of fewer words stands in any text.
FEWEST_WORDS = 3
# A quotation of so many words, and of such a share of the passage's, is what the passage is about.
FEWEST_QUOTED, MOST_QUOTED = 6, 0.75
# A translation of a quotation is no more than so many times as long, or as short.
AS_LONG = 1.5
# Signs count where the passages tell the same, and so many words before that and behind it.
WORDS_BEFORE, WORDS_BEHIND = 5, 3
# Rules that compare what was said want the rest of the passage to be the same.
ALIKE = 0.3
# Where one of these is said of a deed, it was not done.
REFUSALS = (("accept-reject", 1), ("allow-forbid", 1))


@dataclass
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
        """The signs of both where they tell the same: what is said before that and behind it is another matter."""
        return (
            within_reach(signs_of(self.article, self.texts.article.language), self.reach(0)),
            within_reach(signs_of(self.report, self.texts.report.language), self.reach(1)),
        )

    def reach(self, side: int) -> range:
        """From a few words before the first that stands in the other passage up to a few behind the last."""
        offset = self.starts[side]
        text = self.report if side else self.article
        linked = self.linked[side]
        if not linked:
            return range(len(text))
        first, last = linked[0].start - offset, max(place.end for place in linked) - offset
        before = [found.start() for found in WORD.finditer(text, 0, first)]
        behind = [found.end() for found in WORD.finditer(text, last)]
        start = before[-WORDS_BEFORE] if len(before) >= WORDS_BEFORE else 0
        return range(start, behind[WORDS_BEHIND - 1] if len(behind) >= WORDS_BEHIND else len(text))

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """All words of both, the little ones too."""
        return [plain(word) for word in WORD.findall(self.article)], [plain(word) for word in WORD.findall(self.report)]

    @property
    def starts(self) -> tuple[int, int]:
        return self.here.start, self.there.start

    @cached_property
    def linked(self) -> tuple[list[Place], list[Place]]:
        """The words of each passage that stand for a word of the other."""
        links = self.evidence.links
        return [link.here for link in links], [link.there for link in links]

    @cached_property
    def meant_alike(self) -> tuple[list[Place], list[Place]]:
        """Those of them that mean the same: increase and decrease only look alike."""
        links = [link for link in self.evidence.links if link.match.kind == "synonym"]
        return [link.here for link in links], [link.there for link in links]

    def is_own(self, side: int, span: Span) -> bool:
        """Whether a sign of the article's passage (0) or the report's (1) has words that the other has not, and none
        that stands for a word of the other.
        """
        linked = self.linked[side] if not self.texts.is_same_language else self.meant_alike[side]
        if any(touches(place, span, self.starts[side]) for place in linked):
            return False
        if not self.texts.is_same_language:
            return True
        passage = self.report if side else self.article
        others = self.words[1 - side]
        return any(plain(word) not in others for word in WORD.findall(passage[span.start : span.end]))

    def own(self, side: int, *signs: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span for spans in signs for span in spans if self.is_own(side, span))

    def negates(self, side: int) -> bool:
        return bool(self.said(side, self.signs[side].negations))

    def refuses(self, side: int) -> bool:
        """Whether a passage says no: not, denied, refused to."""
        signs = self.signs[side]
        return bool(self.said(side, signs.negations, signs.denials, *(signs.directions.get(no, ()) for no in REFUSALS)))

    def said(self, side: int, *signs: tuple[Span, ...]) -> tuple[Span, ...]:
        """Signs of no: in one language those in words of its own. Across two, "ne sait pas" stands for "does not know"
        by its verb, and "not" for nothing, so that it counts that there is one.
        """
        return self.own(side, *signs) if self.texts.is_same_language else tuple(chain.from_iterable(signs))

    @property
    def is_opposed(self) -> bool:
        """Whether the passages stand on opposite sides of a pair, each by words of its own."""
        one, other = (
            replace(
                signs,
                directions={key: own for key, spans in signs.directions.items() if (own := self.own(side, spans))},
            )
            for side, signs in enumerate(self.signs)
        )
        return bool(opposed(one, other))

    @cached_property
    def replaced(self) -> bool:
        """Whether the article has words of its own for words of the report that it leaves out."""
        here = [place for place in self.evidence.only_here if self.is_news(self.texts.article, place)]
        there = [place for place in self.evidence.only_there if self.is_news(self.texts.report, place)]
        return bool(here and there)

    @cached_property
    def counts_others(self) -> bool:
        """Whether a figure that both have counts one thing here and another there."""
        here, there = self.figures
        same = [(one, other) for one in here for other in there if compare(one, other) == "same"]
        return any(
            not any(self.counts_alike(one, other) for first, other in same if first is one) for one, _other in same
        )

    def counts_alike(self, one: Figure, other: Figure) -> bool:
        """Whether the same is counted, and the article does not leave out that they were women or children."""
        if not self.texts.count_alike(one, other):
            return False
        said = {place.start for place in self.linked[1]}
        counted = inside(self.texts.report, *other.counted) if other.counted else []
        return all(place.start in said or not is_victim(self.texts.report, place) for place in counted)

    def is_news(self, reading: Reading, place: Place) -> bool:
        """Whether a word tells more than that somebody said something."""
        word = reading.text[place.start : place.end]
        return not is_attributed(word, reading.language)

    @cached_property
    def figures(self) -> tuple[list[Figure], list[Figure]]:
        here, there = self.texts.article.figures_in(self.here), self.texts.report.figures_in(self.there)
        return here[:MOST_FIGURES], there[:MOST_FIGURES]

    @cached_property
    def quotations(self) -> tuple[list[Quotation], list[Quotation]]:
        return self.texts.article.quotations_at(self.here), self.texts.report.quotations_at(self.there)


def within_reach(signs: Signs, reach: range) -> Signs:
    """The signs that stand there."""

    def near(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span for span in spans if span.start < reach.stop and reach.start < span.end)

    return Signs(
        hedges=near(signs.hedges),
        absolutes=near(signs.absolutes),
        negations=near(signs.negations),
        denials=near(signs.denials),
        directions={key: found for key, spans in signs.directions.items() if (found := near(spans))},
        degrees={scale: degree for scale, degree in signs.degrees.items() if degree.start in reach},
    )


def touches(place: Place, span: Span, offset: int) -> bool:
    """Whether a place of the text has characters of a span that is counted from the offset on."""
    return place.start < span.end + offset and span.start + offset < place.end


def is_verbatim(passages: Passages) -> bool:
    here, there = passages.words
    if not passages.texts.is_same_language or len(here) < FEWEST_WORDS:
        return False
    return is_said(here, there) or any(quotes_whole(passages, quoted) for quoted in passages.quotations[0])


def is_said(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words stand in the others one after the other."""
    return f" {' '.join(words)} " in f" {' '.join(other)} "


def quotes_whole(passages: Passages, quoted: Quotation) -> bool:
    """Whether a quotation that makes most of the article's passage has the words of the report, to its end."""
    start, end = max(quoted.start, passages.here.start), min(quoted.end, passages.here.end)
    said = [plain(word) for word in WORD.findall(passages.texts.article.text, start, end)]
    return len(said) >= max(FEWEST_QUOTED, MOST_QUOTED * len(passages.words[0])) and is_said(said, passages.words[1])


def quotes_the_same(passages: Passages) -> bool:
    """Whether the passage is a quotation, about as long as one of the report's, and has enough of its words."""
    texts = passages.texts
    most = max(FEWEST_QUOTED, MOST_QUOTED * len(passages.words[0]))
    for quoted, original in product(*passages.quotations):
        length = word_count(texts.article.text, quoted.start, quoted.end)
        whole = word_count(texts.report.text, original.start, original.end)
        if length < most or not whole / AS_LONG <= length <= whole * AS_LONG:
            continue
        here = inside(texts.article, quoted.start, quoted.end)
        there = inside(texts.report, original.start, original.end)
        if here and texts.evidence(here, there).article_share >= ALIKE:
            return True
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
    here = inside(texts.article, quoted.start, quoted.end)
    there = inside(texts.report, original.start, original.end)
    if len(there) <= len(here) or word_count(texts.article.text, quoted.start, quoted.end) < FEWEST_WORDS:
        return False
    found = texts.evidence(here, there)
    enough = QUOTED_ONE if texts.is_same_language else QUOTED_TWO
    return (
        found.article_share >= enough
        and 1 - found.report_share >= LEFT_OUT
        and len(found.only_there) >= FEWEST_LEFT_OUT
    )


def has_other_figure(passages: Passages) -> bool:
    """A figure of the article that the report does not have, where the report has another one of its kind."""
    return bool(conflicts(*passages.figures))


def conflicts(here: list[Figure], there: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures of one kind that differ, and that stand in the other passage for nothing else."""
    lonely_here = [one for one in here if not any(is_partner(one, other) for other in there)]
    lonely_there = [one for one in there if not any(is_partner(other, one) for other in here)]
    found = []
    for one in lonely_here:
        for other in lonely_there:
            if compare(one, other) == "differs":
                found.append((one, other))
                break
    return found


def is_partner(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same, or might: "a woman of 61" is 61 years old."""
    if compare(one, other) in ("same", "close"):
        return True
    return one.value == other.value and "" in (one.unit, other.unit)


def is_contradicted(passages: Passages) -> bool:
    """One of the two says up where the other says down, and the rest is the same.

    Not where both is so: who would not support it opposes it.
    """
    if passages.evidence.article_share < ALIKE or not passages.is_opposed:
        return False
    return passages.negates(0) == passages.negates(1)


def is_denied(passages: Passages) -> bool:
    """One of the two says no where the other says yes."""
    if passages.evidence.article_share < ALIKE or passages.is_opposed:
        return False
    return passages.refuses(0) != passages.refuses(1)


def drops_hedge(passages: Passages) -> bool:
    """The report has a hedge of its own for which the article has none."""
    if passages.evidence.article_share < ALIKE:
        return False
    here, there = passages.signs
    if not passages.texts.is_same_language:
        return bool(there.hedges) and not here.hedges
    return len(passages.own(1, there.hedges)) > len(passages.own(0, here.hedges))


def drops_attribution(passages: Passages) -> bool:
    """The report names who says it; the article says it as a fact."""
    if passages.quotations[0]:
        return False
    texts = passages.texts
    return (
        passages.evidence.article_share >= (SURELY_ONE if texts.is_same_language else SURELY_TWO)
        and is_faithful(passages)
        and is_attributed(passages.report, texts.report.language)
        and not is_attributed(passages.article, texts.article.language)
    )


def is_overstated(passages: Passages) -> bool:
    """A stronger word on the same scale, an absolute that the report has not, or hundreds made thousands."""
    if passages.evidence.article_share < ALIKE:
        return False
    here, there = passages.signs
    for scale, degree in here.degrees.items():
        mild = there.degrees.get(scale)
        if mild and degree.step > mild.step and is_stronger(passages, degree, mild):
            return True
    if passages.own(0, here.absolutes) and not there.absolutes:
        return True
    return any(one.margin and other.margin and one.value > other.value for one, other in conflicts(*passages.figures))


def is_stronger(passages: Passages, strong: Degree, mild: Degree) -> bool:
    """Whether the article's stronger word is its own, or stands for the report's milder one."""
    if passages.is_own(0, Span(strong.start, strong.end)):
        return True
    here, there = passages.starts
    return any(
        touches(link.here, Span(strong.start, strong.end), here)
        and touches(link.there, Span(mild.start, mild.end), there)
        for link in passages.evidence.links
    )


def is_faithful(passages: Passages) -> bool:
    """What the article says here stands in the report: in one language nearly every word, across two most."""
    evidence = passages.evidence
    if passages.texts.is_same_language:
        return evidence.article_share >= FAITHFUL_ONE and not passages.replaced
    return evidence.article_share >= FAITHFUL_TWO and not passages.counts_others


RULES: list[tuple[Relation, Callable[[Passages], bool]]] = [
    ("overstated", is_overstated),
    ("figure changed", has_other_figure),
    ("truncated quote", is_truncated),
    ("contradicted", is_contradicted),
    ("hedge dropped", drops_hedge),
    ("contradicted", is_denied),
    ("attribution dropped", drops_attribution),
    ("verbatim", is_verbatim),
    ("faithful", is_faithful),
    ("faithful", quotes_the_same),
]


def propose(passages: Passages) -> Relation:
    """The first relation whose rule holds; altered where none does."""
    return next((relation for relation, holds in RULES if holds(passages)), "altered")
