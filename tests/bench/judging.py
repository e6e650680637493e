"""How well passages were found, paired and named: precision, recall, F1, calibration, confusion.

Pure: takes what was found and what is right, and counts. A gold dossier is a folder with dossier.json and gold.json;
its quotations are found in the canonical texts after folding typographic apostrophes and no-break spaces.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sources.importers.registry import find_outlet
from sources.text import fold

LIKELY = 0.5  # the score from which on a pair counts
FOLDED = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
SENTENCE_END = re.compile(r"(?<=[.!?…؟])[\"”’»\]) ]*\s+|\n+")


class Span(NamedTuple):
    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Aligned(Protocol):
    """A pair as sources.alignment.align gives it."""

    @property
    def article_start(self) -> int: ...
    @property
    def article_end(self) -> int: ...
    @property
    def report_start(self) -> int: ...
    @property
    def report_end(self) -> int: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Rated:
    """How many of the given are right, and of the wanted are found."""

    right: int
    given: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Rated") -> "Rated":
        return Rated(
            self.right + other.right, self.given + other.given, self.found + other.found, self.wanted + other.wanted
        )

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} ({self.right}/{self.given})  R {self.recall:.3f} ({self.found}/{self.wanted})"
            f"  F1 {self.f1:.3f}"
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of one of the reports, by name."""

    report: str
    article: Span
    passage: Span
    score: float
    relation: str


def pair_of(aligned: Aligned, report: str) -> Pair:
    return Pair(
        report,
        Span(aligned.article_start, aligned.article_end),
        Span(aligned.report_start, aligned.report_end),
        aligned.score,
        relation_name(getattr(aligned, "relation", None)),
    )


def relation_name(relation: Any) -> str:
    """The relation in the words of the design, however an enum spells it."""
    return str(getattr(relation, "value", relation) or "").replace("_", " ").replace("-", " ").lower()


def locate(text: str, quote: str, start: int = 0) -> Span:
    """Where a quotation of the gold stands: the first from start on, or anywhere. Raises ValueError where nowhere."""
    folded, sought = text.translate(FOLDED), quote.translate(FOLDED)
    place = folded.find(sought, start)
    place = place if place >= 0 else folded.index(sought)
    return Span(place, place + len(quote))


def is_in(quote: str, text: str) -> bool:
    return quote.translate(FOLDED) in text.translate(FOLDED)


def locate_all(text: str, quotes: Iterable[str]) -> list[Span]:
    """Quotations that follow each other in the text, more or less: each is sought after the start of the last."""
    spans: list[Span] = []
    for quote in quotes:
        spans.append(locate(text, quote, spans[-1].start if spans else 0))
    return spans


def sentences(text: str) -> list[Span]:
    """The judge's own sentences, so that what is judged does not choose them."""
    spans = []
    start = 0
    for end in [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]:
        said = text[start:end].strip()
        if len(said.split()) > 1:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            spans.append(Span(start, start + len(said)))
        start = end
    return spans


def same_outlet(name: str | None, other: str | None) -> bool:
    """Whether two names are of one outlet, by the aliases of the registry."""
    if not name or not other:
        return name == other
    return (find_outlet(name) or fold(name)) == (find_outlet(other) or fold(other))


class Cited(NamedTuple):
    span: Span
    outlet: str | None


def judge_citations(found: Sequence[Cited], gold: Sequence[Cited]) -> tuple[Rated, list[Cited], list[Cited]]:
    """One to one: the passages overlap, the outlet is the same. Beside the rating: what is wrong, what is missed."""
    left = list(gold)
    wrong = []
    for one in found:
        fitting = [other for other in left if one.span.meets(other.span) and same_outlet(one.outlet, other.outlet)]
        if fitting:
            left.remove(fitting[0])
        else:
            wrong.append(one)
    right = len(gold) - len(left)
    return Rated(right, len(found), right, len(gold)), wrong, left


@dataclass(frozen=True, slots=True)
class Wanted:
    """An alignment of the gold."""

    article: Span
    report: str
    passage: Span
    relation: str


@dataclass(frozen=True, slots=True)
class Placed:
    """At which place the first right pair of a gold alignment is, from 1 on; 0 where there is none."""

    wanted: Wanted
    place: int
    relation: str
    score: float


def place(wanted: Wanted, pairs: Iterable[Pair]) -> Placed:
    """Among the pairs of that article passage over all reports, best first."""
    ranked = sorted((pair for pair in pairs if pair.article.meets(wanted.article)), key=lambda pair: -pair.score)
    for number, pair in enumerate(ranked, 1):
        if pair.report == wanted.report and pair.passage.meets(wanted.passage):
            return Placed(wanted, number, pair.relation, pair.score)
    return Placed(wanted, 0, "", 0.0)


def false_pairs(
    text: str, pairs: Iterable[Pair], corresponding: Sequence[Span], least: float = LIKELY
) -> tuple[list[tuple[Span, Pair]], int]:
    """Sentences to which nothing corresponds, but that are paired: each with its best pair; out of how many."""
    others = [one for one in sentences(text) if not any(one.meets(span) for span in corresponding)]
    likely = sorted((pair for pair in pairs if pair.score >= least), key=lambda pair: -pair.score)
    paired = ((one, next((pair for pair in likely if pair.article.meets(one)), None)) for one in others)
    return [(one, pair) for one, pair in paired if pair], len(others)


def conflicts_found(
    given: Iterable[tuple[Span, str, Span]], wanted: Sequence[tuple[Span, list[tuple[str, Span]]]]
) -> tuple[int, int, int]:
    """Article figures whose conflict was found, with any and with all of the reports; out of how many."""
    given = list(given)

    def is_given(article: Span, report: str, passage: Span) -> bool:
        return any(one.meets(article) and name == report and other.meets(passage) for one, name, other in given)

    hits = [[is_given(article, *conflict) for conflict in conflicts] for article, conflicts in wanted]
    return sum(map(any, hits)), sum(map(all, hits)), len(wanted)


def place_among(wanted: tuple[str, Span], ranked: Sequence[Sequence[tuple[str, Span]]]) -> int:
    """The place of a passage in a list, from 1 on; 0 where it is not in it. Each entry may stand in several reports."""
    report, passage = wanted
    for number, entry in enumerate(ranked, 1):
        if any(name == report and span.meets(passage) for name, span in entry):
            return number
    return 0


def judge_matching(
    pairs: Iterable[Pair], left: Sequence[Span], right: Sequence[Span], gold: set[tuple[int, int]]
) -> tuple[Rated, list[tuple[float, int, int, bool]]]:
    """Sentences of two texts matched: the pairs that count, and each one met by any pair with its best score."""
    best: dict[tuple[int, int], float] = {}
    for pair in pairs:
        for one in met(left, pair.article):
            for other in met(right, pair.passage):
                best[one, other] = max(best.get((one, other), 0), pair.score)
    given = {match for match, score in best.items() if score >= LIKELY}
    hits = len(given & gold)
    scored = [(score, *match, match in gold) for match, score in best.items()]
    return Rated(hits, len(given), hits, len(gold)), scored


def met(spans: Sequence[Span], passage: Span) -> list[int]:
    return [number for number, span in enumerate(spans) if span.meets(passage)]


@dataclass(frozen=True, slots=True)
class Bin:
    least: float
    number: int
    mean: float
    right: float


def reliability(scored: Iterable[tuple[float, bool]], width: float = 0.1) -> list[Bin]:
    """What share of the pairs is right by their score: calibrated where it is about the mean score of the bin."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, is_right in scored:
        bins.setdefault(min(int(score / width + 1e-9), round(1 / width) - 1), []).append((score, is_right))
    return [
        Bin(
            number * width,
            len(inside),
            sum(score for score, _is_right in inside) / len(inside),
            sum(is_right for _score, is_right in inside) / len(inside),
        )
        for number, inside in sorted(bins.items())
    ]


def share_right(scored: Iterable[tuple[float, bool]], least: float = 0.4, most: float = 0.6) -> tuple[int, int]:
    """Of the pairs with a score from least up to most, how many are right, and how many there are."""
    inside = [is_right for score, is_right in scored if least <= score < most]
    return sum(inside), len(inside)


def confusion(named: Iterable[tuple[str, str]], names: Sequence[str]) -> list[tuple[str, Counter[str], Rated]]:
    """For each relation what it was named, with the rating of the name: (gold, named) in, a row per relation out."""
    table: dict[str, Counter[str]] = {name: Counter() for name in names}
    for gold, given in named:
        table[gold][given] += 1
    rows = []
    for name, counted in table.items():
        so_named = sum(other[name] for other in table.values())
        rows.append((name, counted, Rated(counted[name], so_named, counted[name], counted.total())))
    return rows


def dossier_gold(gold: Mapping[str, Any], article: str, reports: Mapping[str, str]) -> "Gold":
    """gold.json with its quotations turned into places. `reported` may hold more quotations that are reported too."""
    cited = [Cited(span, citation["outlet"]) for span, citation in zip(
        locate_all(article, [citation["quote"] for citation in gold["citations"]]), gold["citations"], strict=True
    )]  # fmt: skip
    alignments = [
        Wanted(
            locate(article, one["article"]),
            one["report"],
            locate(reports[one["report"]], one["passage"]),
            relation_name(one["relation"]),
        )
        for one in gold["alignments"]
    ]
    figures = [
        (
            locate(article, one["article"]),
            [
                (conflict["report"], locate(reports[conflict["report"]], conflict["passage"]))
                for conflict in one["conflicts_with"]
            ],
        )
        for one in gold.get("figures", [])
    ]
    omitted = [(one["report"], locate(reports[one["report"]], one["passage"])) for one in gold.get("omitted", [])]
    return Gold(cited, alignments, figures, omitted, [locate(article, quote) for quote in gold.get("reported", [])])


@dataclass(frozen=True, slots=True)
class Gold:
    citations: list[Cited]
    alignments: list[Wanted]
    figures: list[tuple[Span, list[tuple[str, Span]]]]
    omitted: list[tuple[str, Span]]
    reported: list[Span]
