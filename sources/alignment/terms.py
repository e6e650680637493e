"""A text as the comparison reads it: its sentences, and in each the terms that another text may have too.

A term is a word or a figure. Words that carry no news of their own are left out.
"""

import json
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from math import log
from pathlib import Path
from typing import Any

from sources.alignment.attributed import saying
from sources.attribution import Citation, find_citations
from sources.attribution.cues import folded
from sources.attribution.naming import Known, known_outlets
from sources.figures import Figure, find_figures
from sources.glossaries import normal
from sources.glossaries.normal import primary
from sources.importers.registry import find_outlet, find_signature
from sources.outlets import REGISTRY
from sources.quotations import Quotation, find_quotations
from sources.sentences import Span, sentences_of
from sources.text import marks
from sources.words import simplified


def listed(name: str) -> dict[str, frozenset[str]]:
    """The words of a list, by language."""
    lists = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return {language: frozenset(simplified(words).split()) for language, words in lists.items()}


# Words that tell nothing, and words that tell little: time, man, begin.
STOPWORDS, EVERYDAY = listed("stopwords.json"), listed("everyday.json")
# What is left of the weight of an everyday word.
LITTLE = 0.5
# Letters with the accents and vowel signs that are written on them.
LETTERS = rf"[^\W\d_]+(?:{marks().pattern}[^\W\d_]*)*"
# G20 and B52 are words; what stands in digits alone is most often a figure.
WORD = re.compile(rf"[A-Z]+\d[A-Z\d]*|{LETTERS}(?:[’']{LETTERS})*|\d+")
# L'armée, d'Alep, qu'il: the article or pronoun is a word of its own.
ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’'][sS]$")
# Of the quotations that begin before a place, so many may reach it.
NESTED = 16
# A quotation of so many words is what its sentence is about; what is left of the weight of the words beside it.
SPOKEN, BESIDE_QUOTED = 3, 0.3
# BEIRUT, May 13 (Reuters) -, 7 апреля. /ТАСС/. So near to its beginning a report is signed.
SIGNED = re.compile(r"[(/]([^()/\n]{2,30})[)/]\s*[-–—.:]")
HEAD = 300
# A first block of no more words that ends without a full stop is a heading, which its text repeats.
LONGEST_HEADING = 20
ENDED = tuple('.!?…؟۔»”"’)')
# How much less sure it is, sentence by sentence, that what follows is from the same source; and when not at all.
FADING, NEW_PARAGRAPH, LEAST_SURE = 0.8, 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Term:
    """What one text may share with another.

    `form` is the word as `plain` writes it, `key` its normal form; of a figure, both its value.
    """

    form: str
    key: str
    is_name: bool = False
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A term in a text: its number in the vocabulary, and where it stands."""

    term: int
    start: int
    end: int


@dataclass
class Reading:
    """A text with its sentences, and the terms in each."""

    text: str
    language: str
    sentences: list[Span] = field(default_factory=list)
    places: list[list[Place]] = field(default_factory=list)
    factors: list[list[float]] = field(default_factory=list)
    """What is left of the weight of each place: beside a quotation, who said it counts less than what was said."""
    vocabulary: list[Term] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    outlet: str = ""
    """Whose report it is, where that is known."""
    cited: list[dict[str, float]] = field(default_factory=list)
    """For each sentence of an article the outlets that it is told by, and how surely: 1 where it says so itself."""

    phrases: dict[Hashable, Any] = field(default_factory=dict)
    """What was found of each glossary's phrases, for the next report (sources/alignment/matching.py)."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence starts."""
        return [span.start for span in self.sentences]

    @cached_property
    def figure_starts(self) -> list[int]:
        return [figure.start for figure in self.figures]

    @cached_property
    def quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    def figures_in(self, span: Span) -> list[Figure]:
        """The figures that lie within."""
        first = bisect_left(self.figure_starts, span.start)
        last = bisect_left(self.figure_starts, span.end)
        return [figure for figure in self.figures[first:last] if figure.end <= span.end]

    def quotations_at(self, span: Span) -> list[Quotation]:
        """What is quoted there, names and single words aside: a quotation may begin before and end behind."""
        last = bisect_left(self.quotation_starts, span.end)
        near = self.quotations[max(0, last - NESTED) : last]
        return [found for found in near if found.end > span.start and not found.is_term]

    def weights(self) -> list[float]:
        """How much each term tells: one that stands in every sentence little, one that stands in one a lot."""
        counts = [0] * len(self.vocabulary)
        for places in self.places:
            for number in {place.term for place in places}:
                counts[number] += 1
        total = len(self.sentences)
        everyday = everyday_words(self.language)
        return [
            log((total + 4) / (count + 0.5)) * (LITTLE if term.form in everyday and not term.is_name else 1.0)
            for count, term in zip(counts, self.vocabulary, strict=True)
        ]


def everyday_words(language: str) -> frozenset[str]:
    """The forms that tell little, in a language that Lateral knows."""
    return EVERYDAY.get(primary(language), frozenset())


def read(text: str, language: str, published: date | None = None, *, cites: bool = False, outlet: str = "") -> Reading:
    """The text, read for comparing; linear in its length. One that `cites` has its sources left out of its terms.

    `outlet` is whose report it is, by the registry's name; else it is the one that signs its dateline, if one does.
    """
    reading = Reading(text, language, outlet=outlet or signature_of(text))
    reading.figures = find_figures(text, language, published)
    reading.quotations = find_quotations(text, language)
    numbers: dict[tuple[str, str], int] = {}
    citations = find_citations(text, language, registry()) if cites else []
    sources = named_sources(text, citations)
    figures = iter(reading.figures)
    waiting = next(figures, None)
    for sentence in sentences_of(text, language):
        places: list[Place] = []
        for start, end in words_in(text, sentence):
            if start in sources:
                continue
            while waiting is not None and waiting.end <= start:
                waiting = next(figures, None)
            if waiting is not None and waiting.start <= start < waiting.end:
                if not places or places[-1].start != waiting.start:
                    number = numbered(reading, numbers, figure_term(waiting))
                    places.append(Place(number, waiting.start, waiting.end))
                continue
            term = word_term(text[start:end], language)
            if term is not None:
                places.append(Place(numbered(reading, numbers, term), start, end))
        if places:
            reading.sentences.append(sentence)
            reading.places.append(places)
            reading.factors.append(factors_of(reading, sentence, places))
    if citations:
        reading.cited = list(tellers(text, reading.sentences, citations))
    return reading


def factors_of(reading: Reading, sentence: Span, places: Sequence[Place]) -> list[float]:
    """1 for each place, and less for those beside a quotation of some words."""
    quoted = [
        found
        for found in reading.quotations_at(sentence)
        if word_count(reading.text, max(found.start, sentence.start), min(found.end, sentence.end)) >= SPOKEN
    ]
    if not quoted or not any(found.start <= place.start < found.end for found in quoted for place in places):
        return [1.0] * len(places)
    return [
        1.0 if any(found.start <= place.start < found.end for found in quoted) else BESIDE_QUOTED for place in places
    ]


def signature_of(text: str) -> str:
    """The outlet in brackets or between slashes at the head of a report; "" where none signs it."""
    for signed in SIGNED.findall(text, 0, HEAD):
        if outlet := find_outlet(signed) or find_signature(signed):
            return outlet.name
    return ""


def tellers(text: str, sentences: Sequence[Span], citations: Sequence[Citation]) -> Iterator[dict[str, float]]:
    """Whom each sentence has its news from: whom it cites, or whom the sentences before it cite, less and less surely.

    A new paragraph has its own source more often than not.
    """
    waiting = deque(sorted((cited.start, cited.end, cited.outlet) for cited in citations if cited.outlet))
    told: dict[str, float] = {}
    last = 0
    for start, end in sentences:
        own: dict[str, float] = {}
        while waiting and waiting[0][0] < end:
            _cited_from, cited_to, outlet = waiting.popleft()
            if cited_to > start and outlet:
                own[outlet] = 1.0
            if cited_to > end:
                waiting.appendleft((cited_to, cited_to, outlet))
                break
        fading = FADING * (NEW_PARAGRAPH if "\n\n" in text[last:start] else 1.0)
        told = own or {outlet: sure * fading for outlet, sure in told.items() if sure * fading > LEAST_SURE}
        last = end
        yield dict(told)


@cache
def registry() -> tuple[Known, ...]:
    """The outlets of the file."""
    return known_outlets(json.loads(REGISTRY.read_text(encoding="utf-8")))


def named_sources(text: str, citations: Iterable[Citation]) -> frozenset[int]:
    """Where the words stand that say whom the text cites: reports do not name themselves. Speakers stay."""
    places: set[int] = set()
    for cited in citations:
        span = range(cited.start, cited.end)
        speaker = text.find(cited.speaker, cited.start, cited.end) if cited.speaker else -1
        kept = range(speaker, speaker + len(cited.speaker)) if speaker >= 0 else range(0)
        places.update(place for place in span if place not in kept)
    return frozenset(places)


def heading_of(text: str) -> int:
    """Where the heading of a text ends; 0 where it has none."""
    first, _gap, rest = text.partition("\n\n")
    return len(first) if rest and not first.endswith(ENDED) and len(first.split()) <= LONGEST_HEADING else 0


def word_count(text: str, start: int, end: int) -> int:
    """How many words stand there, the little ones too."""
    return len(WORD.findall(text, start, end))


def words_in(text: str, span: Span) -> Iterator[tuple[int, int]]:
    for found in WORD.finditer(text, span.start, span.end):
        start, end = found.span()
        while elided := ELIDED.match(text, start, end):
            start = elided.end()
        if suffix := POSSESSIVE.search(text, start, end):
            end = suffix.start()
        yield start, end


def numbered(reading: Reading, numbers: dict[tuple[str, str], int], term: Term) -> int:
    """The number of the term in the vocabulary. It is a name if it is written as one anywhere."""
    place = (term.form, "figure" if term.figure else "")
    number = numbers.get(place)
    if number is None:
        number = numbers[place] = len(reading.vocabulary)
        reading.vocabulary.append(term)
    elif not term.is_name and reading.vocabulary[number].is_name:
        reading.vocabulary[number] = term  # Alliance at a sentence's beginning, alliance elsewhere: a word
    return number


@lru_cache(maxsize=100_000)
def word_term(word: str, language: str) -> Term | None:
    """The word as a term; None for one that tells nothing."""
    form = plain(word)
    if is_little(word, form, primary(language)):
        return None
    return Term(form, normal(word.replace("’", "'"), language), is_name=word[:1].isupper())


def plain(word: str) -> str:
    """As `simplified`, with one sign for the apostrophe."""
    return simplified(word).replace("’", "'")


def is_little(word: str, form: str, language: str) -> bool:
    """Whether a word tells nothing. In capitals it does: US, and Est, which is the east."""
    if len(form) < 2:
        return not form.isdigit()
    if folded(word) in saying(language):
        return True
    return form in STOPWORDS.get(language, ()) and not (word.isupper() or word == "Est")


def figure_term(figure: Figure) -> Term:
    value = f"{figure.value:g} {figure.unit}".strip()
    return Term(value, value, figure=figure)
