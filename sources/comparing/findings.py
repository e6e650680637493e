"""What a reader sees of a comparison: each sentence of the article with what stands beside it, what every report
is used for, the figures, the quotations, what is left out, who is cited. Pure: put together from stored facts.

Nothing here is a verdict. A state or a relation is what the words suggest; people decide.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from sources.alignment import Pair
from sources.alignment.figures import FigurePair
from sources.alignment.omissions import Part
from sources.alignment.quotations import QuotationPair
from sources.attribution import Citation
from sources.comparing.facts import PairFacts, TextFacts
from sources.sentences import Span

State = Literal["found", "changed", "missing"]
Use = Literal["used", "changed", "left out"]

# From here on a pair is as likely right as not: it is shown as what stands beside a sentence.
LIKELY = 0.5
# Smaller numbers stand in reports on different things.
COMMON = 12
MANY_DAYS = 10_000
GIVES_FAIRLY = frozenset({"verbatim", "faithful"})


@dataclass(frozen=True, slots=True)
class Side:
    """A report as the comparison names it: its text's key, who published it, and when."""

    key: str
    outlet: str
    published: date | None
    facts: TextFacts


@dataclass(frozen=True, slots=True)
class Beside:
    """A pair, with the report that its other passage stands in."""

    report: str
    pair: Pair


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article: found in the reports, changed, or missing there; what stands beside it, best first.

    `state` is None for one that says nothing that a report could carry: an agency's name, a heading of references.
    """

    span: Span
    state: State | None
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A sentence of a report: used by the article, used but changed, or left out."""

    span: Span
    use: Use


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """A figure of the article and the reports' figures on the same thing; those that differ come first."""

    start: int
    end: int
    beside: tuple[tuple[str, FigurePair], ...]

    @property
    def is_conflict(self) -> bool:
        return any(pair.verdict == "differs" for _report, pair in self.beside)


@dataclass(frozen=True, slots=True)
class QuotationFinding:
    """A quotation of the article and the closest words of a report; `beside` is None where there are none."""

    start: int
    end: int
    beside: tuple[str, QuotationPair] | None


@dataclass(frozen=True, slots=True)
class Omission:
    """A passage of a report that has no counterpart in the article, with the reports that tell it too."""

    report: str
    part: Part
    also: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation with the reports of the dossier that it may mean, likeliest first; none: source not obtained."""

    citation: Citation
    reports: tuple[str, ...]


@dataclass(slots=True)
class Findings:
    """All that there is to see."""

    sentences: list[Sentence] = field(default_factory=list)
    used: dict[str, list[Used]] = field(default_factory=dict)
    figures: list[FigureFinding] = field(default_factory=list)
    quotations: list[QuotationFinding] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    citations: list[Resolved] = field(default_factory=list)
    is_partial: bool = False

    def count(self, state: State) -> int:
        return sum(sentence.state == state for sentence in self.sentences)


def put_together(
    article: TextFacts,
    sides: Sequence[Side],
    compared: Mapping[str, PairFacts],
    citations: Iterable[Citation] = (),
    published: date | None = None,
) -> Findings:
    """All that there is to see of an article and its reports, by the keys of their texts.

    A report that is in `sides` and not in `compared` has not been compared yet and is passed over.
    """
    known = [side for side in sides if side.key in compared]
    beside = beside_each(article.sentences, known, compared)
    return Findings(
        sentences=[
            sentence_of(span, telling, found) for (span, telling), found in zip(article.claims(), beside, strict=True)
        ],
        used={side.key: uses_of(side, compared[side.key]) for side in known},
        figures=figures_of(article, known, compared),
        quotations=quotations_of(article, known, compared),
        omissions=omissions_of(known, compared),
        citations=[resolve(citation, known, compared, published) for citation in citations],
        is_partial=any(facts.is_partial for facts in compared.values()),
    )


def beside_each(
    sentences: Sequence[Span], sides: Sequence[Side], compared: Mapping[str, PairFacts]
) -> list[list[Beside]]:
    """What stands beside each sentence of the article and beside the quotations in it, the likeliest first."""
    starts = [span.start for span in sentences]
    beside: list[list[Beside]] = [[] for _ in sentences]
    for side in sides:
        for pair in compared[side.key].pairs:
            beside[bisect_right(starts, pair.article_start) - 1].append(Beside(side.key, pair))
    for found in beside:
        found.sort(key=lambda one: -one.pair.score)
    return beside


def sentence_of(span: Span, telling: bool, beside: list[Beside]) -> Sentence:
    return Sentence(span, state_of(span, beside) if telling else None, tuple(beside))


def state_of(span: Span, beside: list[Beside]) -> State:
    """Found where the likeliest pair of the whole sentence gives the report fairly: its quotations alone are not it."""
    likely = [one.pair for one in beside if one.pair.score >= LIKELY]
    whole = next((pair for pair in likely if (pair.article_start, pair.article_end) == span), None)
    if not likely:
        return "missing"
    return "found" if whole and whole.relation in GIVES_FAIRLY else "changed"


def uses_of(side: Side, facts: PairFacts) -> list[Used]:
    """What the article makes of each sentence of a report."""
    relations: dict[int, set[str]] = {}
    for pair in facts.pairs:
        if pair.score >= LIKELY:
            relations.setdefault(pair.report_start, set()).add(pair.relation)
    return [Used(span, use_of(relations.get(span.start))) for span in side.facts.sentences]


def use_of(relations: set[str] | None) -> Use:
    if not relations:
        return "left out"
    return "used" if relations & GIVES_FAIRLY else "changed"


def figures_of(article: TextFacts, sides: Sequence[Side], compared: Mapping[str, PairFacts]) -> list[FigureFinding]:
    """Every figure of the article, those that a report gives differently first."""
    beside: dict[int, list[tuple[str, FigurePair]]] = {}
    for side in sides:
        for pair in compared[side.key].figures:
            beside.setdefault(pair.article_start, []).append((side.key, pair))
    found = [
        FigureFinding(figure.start, figure.end, tuple(in_order(beside.get(figure.start, []))))
        for figure in article.figures
    ]
    return sorted(found, key=lambda finding: (not finding.is_conflict, not finding.beside, finding.start))


def in_order(pairs: list[tuple[str, FigurePair]]) -> list[tuple[str, FigurePair]]:
    return sorted(pairs, key=lambda found: (found[1].verdict != "differs", -found[1].likeness))


def quotations_of(
    article: TextFacts, sides: Sequence[Side], compared: Mapping[str, PairFacts]
) -> list[QuotationFinding]:
    """Each quotation of the article with the closest words of any report."""
    closest: dict[int, tuple[str, QuotationPair]] = {}
    for side in sides:
        for pair in compared[side.key].quotations:
            if pair.article_start not in closest or closest[pair.article_start][1].share < pair.share:
                closest[pair.article_start] = (side.key, pair)
    return [QuotationFinding(quoted.start, quoted.end, closest.get(quoted.start)) for quoted in article.quotations]


def omissions_of(sides: Sequence[Side], compared: Mapping[str, PairFacts]) -> list[Omission]:
    """What the reports tell and the article does not; what a reader would miss most comes first, told once."""
    parts = sorted(
        ((side, part) for side in sides for part in compared[side.key].left_out),
        key=lambda found: -found[1].weight,
    )
    first: dict[tuple[float, str], int] = {}
    omissions: list[Omission] = []
    for side, part in parts:
        keys = striking(side.facts, part)
        told = next((first[key] for key in keys if key in first), None)
        if told is not None and omissions[told].report != side.key:
            seen = omissions[told]
            omissions[told] = replace(seen, also=(*seen.also, (side.key, Span(part.start, part.end))))
            continue
        first.update({key: len(omissions) for key in keys if key not in first})
        omissions.append(Omission(side.key, part))
    return omissions


def striking(facts: TextFacts, part: Part) -> list[tuple[float, str]]:
    """The figures of a passage by which another report's passage on the same thing is known."""
    within = (figure for figure in facts.figures if part.start <= figure.start and figure.end <= part.end)
    return [(figure.value, figure.unit) for figure in within if figure.unit == "" and figure.value > COMMON]


def resolve(
    citation: Citation, sides: Sequence[Side], compared: Mapping[str, PairFacts], published: date | None
) -> Resolved:
    """The reports of the cited outlet: those with words beside the citation first, then the nearest in time."""
    if citation.outlet is None:
        return Resolved(citation, ())
    own = [side for side in sides if side.outlet == citation.outlet]
    own.sort(key=lambda side: (-words_beside(citation, compared[side.key]), days_between(side.published, published)))
    return Resolved(citation, tuple(side.key for side in own))


def words_beside(citation: Citation, facts: PairFacts) -> float:
    """How likely the report tells what stands at the citation: the best pair that touches it or what it quotes."""
    start, end = citation.start, citation.end
    if citation.quotation:
        start, end = min(start, citation.quotation[0]), max(end, citation.quotation[1])
    return max(
        (pair.score for pair in facts.pairs if pair.article_start < end and start < pair.article_end), default=0.0
    )


def days_between(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else MANY_DAYS
