"""What is kept of a text, and of an article and a report, so that a page need not read them anew. Pure.

All of it is plain values: it is stored as JSON and comes back the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from sources.alignment import Compared, Pair, Reading, Reason, compare_readings
from sources.alignment.figures import FigurePair
from sources.alignment.omissions import Part
from sources.alignment.quotations import QuotationPair, is_speech
from sources.glossaries import Dictionary
from sources.sentences import Span

# Counted up whenever another result is computed from the same texts: what was stored before is computed anew.
VERSION = 4

# A sentence with fewer terms says nothing that a report could carry.
FEWEST_TERMS = 3


class FigureFact(NamedTuple):
    """A figure: where it stands, and what it comes to (sources.figures)."""

    start: int
    end: int
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class TextFacts:
    """A text as the comparison shows it: its sentences, which of them say something, figures and quotations."""

    sentences: tuple[Span, ...]
    telling: tuple[bool, ...]
    figures: tuple[FigureFact, ...]
    quotations: tuple[Span, ...]

    @classmethod
    def of(cls, reading: Reading) -> Self:
        return cls(
            tuple(reading.sentences),
            tuple(len(places) >= FEWEST_TERMS for places in reading.places),
            tuple(FigureFact(found.start, found.end, found.value, found.unit) for found in reading.figures),
            tuple(Span(quoted.start, quoted.end) for quoted in reading.quotations if is_speech(quoted)),
        )

    def claims(self) -> Iterator[tuple[Span, bool]]:
        """Each sentence, and whether it says something that a report could carry."""
        return zip(self.sentences, self.telling, strict=True)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            spans_of(data["sentences"]),
            tuple(data["telling"]),
            tuple(FigureFact(*figure) for figure in data["figures"]),
            spans_of(data["quotations"]),
        )


@dataclass(frozen=True, slots=True)
class PairFacts:
    """An article and a report: their pairs of passages, figures and quotations, and what the report tells alone."""

    pairs: tuple[Pair, ...]
    figures: tuple[FigurePair, ...]
    quotations: tuple[QuotationPair, ...]
    left_out: tuple[Part, ...]
    is_partial: bool

    @classmethod
    def of(
        cls,
        article: Reading,
        report: Reading,
        watch: Callable[[float], None] | None = None,
        dictionaries: Iterable[Dictionary] | None = None,
    ) -> Self:
        """Compare the two. `watch` is told what share is done, and may raise to stop it."""
        return cls.kept(compare_readings(article, report, dictionaries=dictionaries, watch=watch))

    @classmethod
    def kept(cls, compared: Compared) -> Self:
        return cls(
            tuple(compared.pairs),
            tuple(compared.figures),
            tuple(compared.quotations),
            tuple(compared.left_out),
            compared.is_partial,
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            tuple(pair_of(pair) for pair in data["pairs"]),
            tuple(FigurePair(**pair) for pair in data["figures"]),
            tuple(quotation_of(pair) for pair in data["quotations"]),
            tuple(Part(**{**part, "signs": tuple(part["signs"])}) for part in data["left_out"]),
            data["is_partial"],
        )


def spans_of(listed: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*ends) for ends in listed)


def pair_of(data: dict[str, Any]) -> Pair:
    return Pair(**{**data, "reasons": tuple(Reason.from_json(reason) for reason in data["reasons"])})


def quotation_of(data: dict[str, Any]) -> QuotationPair:
    spans = {name: spans_of(data[name]) for name in ("kept", "lost", "left_out")}
    return QuotationPair(**{**data, **spans})


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be compared: its words, its language, and the day it was published."""

    body: str
    language: str
    published: date | None = None
