"""What two passages have in common, word by word, and what only one of them has."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sources.alignment.matching import Match
from sources.alignment.pairs import Reason, ReasonKind
from sources.alignment.terms import Place, Reading
from sources.figures import Figure
from sources.glossaries.normal import primary

ORDER: tuple[ReasonKind, ...] = ("name", "figure", "glossary", "word", "cognate", "synonym")
# Whoever is counted is one of these.
PEOPLE = frozenset(
    ["people", "person", "persons", "personnes", "gens", "individus", "شخص", "شخصا", "اشخاص", "الاشخاص", "الناس"]
)


# A term is linked with so many of its places in the other passage, or left alone.
REPEATED = 12
# Of the figures of one sentence so many are set beside others: more are a table.
MOST_FIGURES = 16


# A likeness that is weaker is no reason to be told: a third translation, and what is like that.
TOLD = 0.3


class Link(NamedTuple):
    """A place of the article, the place of the report that stands for it, and by what."""

    here: Place
    there: Place
    match: Match


@dataclass(slots=True)
class Evidence:
    """The links between two passages, and the places that have none."""

    links: list[Link]
    only_here: list[Place]
    only_there: list[Place]
    article_share: float
    report_share: float


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two readings with all that is known of their terms."""

    article: Reading
    report: Reading
    matches: Sequence[Sequence[Match]]
    article_weights: Sequence[float]
    report_weights: Sequence[float]

    @property
    def is_same_language(self) -> bool:
        return primary(self.article.language) == primary(self.report.language)

    def evidence(self, here: Sequence[Place], there: Sequence[Place]) -> Evidence:
        """Link each place with the surest free one of the other passage."""
        linked: dict[int, Link] = {}
        taken: set[int] = set()
        for _weakness, _distance, index, other, match in sorted(self.candidates(here, there)):
            if index not in linked and other not in taken:
                linked[index] = Link(here[index], there[other], match)
                taken.add(other)
        links = [linked[index] for index in sorted(linked)]
        return Evidence(
            links,
            [place for index, place in enumerate(here) if index not in linked],
            [place for index, place in enumerate(there) if index not in taken],
            share([(link.here, link.match.strength) for link in links], here, self.article_weights),
            share([(link.there, link.match.strength) for link in links], there, self.report_weights),
        )

    def candidates(
        self, here: Sequence[Place], there: Sequence[Place]
    ) -> Iterator[tuple[float, float, int, int, Match]]:
        """The possible links by their numbers: the surest come first, then those at about the same place."""
        standing: dict[int, list[int]] = {}
        for number, place in enumerate(there):
            standing.setdefault(place.term, []).append(number)
        for index, place in enumerate(here):
            for match in self.matches[place.term]:
                for other in nearest(standing.get(match.term, ()), index * len(there) / len(here)):
                    yield -match.strength, abs(index / len(here) - other / len(there)), index, other, match

    def reasons(self, evidence: Evidence) -> tuple[Reason, ...]:
        """Why two passages are taken for the same, by kind."""
        by_kind: dict[str, dict[tuple[str, str], None]] = {}
        for link in evidence.links:
            if link.match.strength < TOLD:
                continue
            words = (self.words_of(self.article, link.here), self.words_of(self.report, link.there))
            by_kind.setdefault(link.match.kind, {}).setdefault(words)
        of = len(evidence.links) + len(evidence.only_here)
        return tuple(
            Reason(kind, tuple(by_kind[kind]), 0 if kind in ("name", "figure") else of)
            for kind in ORDER
            if kind in by_kind
        )

    def count_alike(self, one: Figure, other: Figure) -> bool:
        """Whether the same is counted, as far as both say what: two doctors are no two women."""
        if one.unit or not one.counted or not other.counted:
            return True
        here, there = inside(self.article, *one.counted), inside(self.report, *other.counted)
        if not here or not there or self.counts_people(self.article, here) or self.counts_people(self.report, there):
            return True
        return bool(self.evidence(here, there).links)

    def counts_people(self, reading: Reading, places: Sequence[Place]) -> bool:
        """Whether it is people who are counted, whoever they are."""
        return any(reading.vocabulary[place.term].form in PEOPLE for place in places)

    def words_of(self, reading: Reading, place: Place) -> str:
        return reading.text[place.start : place.end]


def nearest(numbers: Sequence[int], place: float) -> Sequence[int]:
    """Of the places where a term stands, in order, those about the same place: it may be repeated without end."""
    if len(numbers) <= REPEATED:
        return numbers
    first = min(max(0, bisect_left(numbers, place) - REPEATED // 2), len(numbers) - REPEATED)
    return numbers[first : first + REPEATED]


def share(linked: Iterable[tuple[Place, float]], all_of: Sequence[Place], weights: Sequence[float]) -> float:
    """How much of the weight of a passage is linked, 0..1."""
    total = sum(weights[place.term] for place in all_of)
    return sum(weights[place.term] * strength for place, strength in linked) / total if total else 0.0


def within(places: Iterable[Place], start: int, end: int) -> list[Place]:
    return [place for place in places if start <= place.start and place.end <= end]


def inside(reading: Reading, start: int, end: int) -> list[Place]:
    """The places of a passage that may run over several sentences."""
    first = max(0, bisect_right(reading.starts, start) - 1)
    last = bisect_right(reading.starts, end)
    return within((place for places in reading.places[first:last] for place in places), start, end)


def places_by_sentence(reading: Reading, figures: Iterable[Figure]) -> list[tuple[int, Figure]]:
    """Each figure with the number of its sentence; those between sentences are left out, and most of a table's."""
    found: list[tuple[int, Figure]] = []
    counts: dict[int, int] = {}
    for figure in figures:
        row = bisect_right(reading.starts, figure.start) - 1
        if row >= 0 and figure.end <= reading.sentences[row].end and counts.get(row, 0) < MOST_FIGURES:
            counts[row] = counts.get(row, 0) + 1
            found.append((row, figure))
    return found
