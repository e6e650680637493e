"""What an article tells that few others tell: the names, figures and words to look for in other reports. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import log, log1p
from typing import Literal

from sources.alignment.terms import Reading, Term, read
from sources.candidates.spellings import LANGUAGES, Spelling, spellings
from sources.figures import Figure, moments
from sources.glossaries.normal import primary
from sources.sentences import Span

Kind = Literal["name", "figure", "word"]

# Of an article that is longer, what stands before a passage and behind it; without a passage how it begins.
READ = 20_000
# What a term of each kind counts, beside how rare it is.
WORTH: dict[Kind, float] = {"name": 2.0, "figure": 2.0, "word": 1.0}
# What stands elsewhere in the article counts less than what stands in the passage.
ELSEWHERE = 0.5
MOST_IN_ALL, MOST_IN_PASSAGE, MOST_ELSEWHERE = 100, 40, 12
# Smaller numbers stand in every report; and when something was is told by the days that are looked through.
COMMON = 12
TIMES = frozenset(
    {
        moments.DATE,
        moments.DAY_OF_YEAR,
        moments.MONTH_OF_YEAR,
        moments.YEAR_UNIT,
        moments.TIME,
        "day",
        "minute",
        "ordinal",
    }
)
THOUSAND, MILLION = 1_000, 1_000_000
MILLIONS = {"en": ("million",), "fr": ("million", "millions"), "ar": ("مليون",)}
# A term that stands in so many documents tells nothing.
MANY = 200_000


@dataclass(frozen=True, slots=True)
class Telling:
    """A term of an article, as it is written there, and what it counts."""

    shown: str
    kind: Kind
    term: Term
    weight: float
    is_in_passage: bool
    sentences: tuple[Span, ...] = ()
    """Where it stands: what is found of one sentence counts together. Of a passage everything does."""

    def spelled(self, here: str, there: str) -> list[Spelling]:
        """How a text in the language `there` may write it; the article is in `here`."""
        if self.term.figure:
            return figure_spellings(self.term.figure, there)
        return spellings(self.term.form, self.term.key, here, there, is_name=self.term.is_name)


def rarity(documents: int) -> float:
    """What a term counts that stands in so many documents: 1 for the rarest. Squared, as where tf-idf vectors are
    compared: words that stand together in many reports would else outweigh a name that few have.
    """
    return max(0.0, 1 - log1p(documents) / log1p(MANY)) ** 2


def tellings(body: str, language: str, published: date | None, passage: Span | None = None) -> list[Telling]:
    """The telling terms of an article, the most telling first; those of a passage with its sentences before others."""
    middle = passage.start if passage else 0
    begin = max(0, middle - READ // 2) if passage else 0
    reading = read(body[begin : begin + READ], language, published)
    inside = sentences_at(reading, Span(passage.start - begin, passage.end - begin)) if passage else None
    found = sorted(told_by(reading, inside), key=lambda one: -one.weight)
    if inside is None:
        return found[:MOST_IN_ALL]
    here = [one for one in found if one.is_in_passage]
    return [*here[:MOST_IN_PASSAGE], *[one for one in found if not one.is_in_passage][:MOST_ELSEWHERE]]


def sentences_at(reading: Reading, passage: Span) -> set[int]:
    """The sentences that the passage touches, by number."""
    spans = enumerate(reading.sentences)
    return {number for number, span in spans if span.start < passage.end and passage.start < span.end}


def told_by(reading: Reading, inside: set[int] | None) -> Iterator[Telling]:
    """Of a passage what few sentences of the article have; of the article what it comes back to."""
    weights, names = reading.weights(), names_in(reading)
    places = [(place, number) for number, row in enumerate(reading.places) for place in row]
    times = Counter(place.term for place, _number in places)
    shown = {place.term: place for place, _number in reversed(places)}
    here = {place.term: place for place, number in reversed(places) if inside and number in inside}
    sentences: dict[int, dict[Span, None]] = {}
    for place, number in places:
        span = reading.sentences[number] if inside is None else reading.sentences[0]
        sentences.setdefault(place.term, {})[span] = None
    for number, place in (shown | here).items():
        term, is_inside = reading.vocabulary[number], inside is None or number in here
        if (kind := kind_of(term, is_name=number in names)) is not None:
            tells = weights[number] if number in here else 1 + log(times[number])
            weight = tells * WORTH[kind] * (1.0 if is_inside else ELSEWHERE)
            yield Telling(
                reading.text[place.start : place.end], kind, term, weight, is_inside, tuple(sentences[number])
            )


def names_in(reading: Reading) -> set[int]:
    """Terms with a capital that is not the one of their sentence's beginning."""
    return {
        place.term
        for span, places in zip(reading.sentences, reading.places, strict=True)
        for place in places
        if reading.vocabulary[place.term].is_name and place.start > span.start + 1
    }


def kind_of(term: Term, *, is_name: bool) -> Kind | None:
    """None for what tells no report from another."""
    if term.figure:
        return "figure" if is_telling(term.figure) else None
    if term.form.isdigit():
        return None
    return "name" if is_name else "word"


def is_telling(figure: Figure) -> bool:
    return figure.unit not in TIMES and (figure.unit == "share" or abs(figure.value) > COMMON)


def figure_spellings(figure: Figure, language: str) -> list[Spelling]:
    """The figure in digits, as the search knows them: 5,000 is "5 000" to it, and 4.2 "4 2"."""
    value = round(abs(figure.value) * (100 if figure.unit == "share" else 1), 2)
    found: list[Spelling] = []
    if value == int(value):
        found.append((str(int(value)),))
        if value >= THOUSAND:
            found.append(tuple(f"{int(value):,}".split(",")))
    else:
        found.append(tuple(f"{value:g}".split(".")))
    if value >= MILLION and round(value / MILLION, 1) * MILLION == value:
        digits = tuple(f"{value / MILLION:g}".split("."))
        found += [(*digits, word) for word in MILLIONS.get(language, ("million",))]
    return found


def languages_beside(language: str) -> list[str]:
    """The other languages into which words are known."""
    return [code for code in LANGUAGES if code != primary(language)]
