"""What the archive is asked for an article's sake, and what it counts that a report has it. The index is asked here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import connection

from sources.candidates.spellings import LANGUAGES, Spelling
from sources.candidates.telling import Telling, languages_beside, rarity
from sources.glossaries.normal import primary
from sources.search import AnyOf, how_many, numbers_with
from sources.sentences import Span
from sources.words import Term

# So many terms are looked for in the reports that are looked at. The index is asked for so many of them, which stand
# in so many documents together: PostgreSQL visits each of these, SQLite none.
MOST_LOOKED_FOR, MOST_TERMS = 60, 40
POSTINGS = {"sqlite": 20_000, "postgresql": 12_000}
# A term that stands in more documents is not counted further; and of one so many documents are taken.
EVERYWHERE = 5_000
MOST_EACH = {"sqlite": 5_000, "postgresql": 1_500}
# What no document has in the article's language is written in other letters at best.
UNSEEN = 0.4
# What it counts that a report has more of the article than what stands in one place.
ELSEWHERE = 0.03


@dataclass(frozen=True, slots=True)
class Asked:
    """A telling term as each language writes it, the article's first, and in how many documents it stands."""

    telling: Telling
    spelled: Mapping[str, tuple[Spelling, ...]]
    documents: int = 0

    @property
    def weight(self) -> float:
        return self.telling.weight * rarity(self.documents)

    def terms(self, languages: Iterable[str]) -> AnyOf:
        spellings = dict.fromkeys(spelling for language in languages for spelling in self.spelled[language])
        return AnyOf(tuple(map(Term, spellings)))


@dataclass(frozen=True)
class Question:
    """What is looked for, and what the index has of it: for each term the numbers of documents."""

    own: str
    """The article's language."""
    asked: tuple[Asked, ...]
    numbers: tuple[tuple[int, ...], ...]

    def language_of(self, language: str) -> str:
        """Of the languages that words are known in, that of a document; of any other the article's own."""
        known = primary(language)
        return known if known in LANGUAGES else self.own

    @cached_property
    def weights(self) -> list[float]:
        return [one.weight for one in self.asked]

    @cached_property
    def whole(self) -> float:
        """What the sentence counts that tells most of what is to be found at all."""
        there = {place: 1.0 for place, one in enumerate(self.asked) if one.documents}
        return max(self.by_sentence(there).values(), default=1.0)

    def by_sentence(self, found: Mapping[int, float]) -> dict[Span, float]:
        """What each sentence counts of which something is found: terms by their places, with how sure each is."""
        sentences: dict[Span, float] = {}
        for place, sureness in found.items():
            weight = self.weights[place] * sureness
            for sentence in self.asked[place].telling.sentences:
                sentences[sentence] = sentences.get(sentence, 0.0) + weight
        return sentences

    def best_place(self, found: Mapping[int, float]) -> Span | None:
        """The sentence of which most is found."""
        sentences = self.by_sentence(found)
        return max(sentences, key=sentences.__getitem__, default=None)

    def share(self, found: Mapping[int, float]) -> float:
        """How much of what the article tells in one place is found, 1 for all; what is found of other places counts
        little: articles tell of many things, and each of their reports of one.
        """
        if not found:
            return 0.0
        everything = sum(self.weights[place] * sureness for place, sureness in found.items())
        best = max(self.by_sentence(found).values())
        return (best + ELSEWHERE * max(0.0, everything - best)) / (self.whole or 1.0)

    def places_of(self) -> dict[int, int]:
        """The terms that each document has, as bits, by its number in the index."""
        found: dict[int, int] = {}
        for place, numbers in enumerate(self.numbers):
            bit = 1 << place
            for number in numbers:
                found[number] = found.get(number, 0) | bit
        return found


def ask(told: Sequence[Telling], here: str) -> Question:
    """Choose what tells most by how rare it is, and look it up in every language. Two queries."""
    languages = (here, *languages_beside(here))
    asked = [
        Asked(one, spelled)
        for one in told
        if any((spelled := {there: tuple(one.spelled(here, there)) for there in languages}).values())
    ]
    # PostgreSQL looks up all words at once; SQLite, which counts one by one, is first asked for the article's language.
    first = (here,) if connection.vendor == "sqlite" else languages
    counts = how_many([one.terms(first) for one in asked], EVERYWHERE)
    asked = [replace(one, documents=count) for one, count in zip(asked, counts, strict=True)]
    asked.sort(key=lambda one: -one.weight if one.documents else -one.weight * UNSEEN)
    return looked_up(asked[:MOST_LOOKED_FOR], languages)


def looked_up(asked: Sequence[Asked], languages: Sequence[str]) -> Question:
    vendor = connection.vendor
    chosen = dict(rarest(asked, POSTINGS[vendor]))
    found = numbers_with([(asked[place].terms(languages), most) for place, most in chosen.items()])
    numbers = dict(zip(chosen, found, strict=True))
    known = (replace(one, documents=counted(one, numbers.get(place))) for place, one in enumerate(asked))
    return Question(languages[0], tuple(known), tuple(tuple(numbers.get(place, ())) for place in range(len(asked))))


def counted(one: Asked, numbers: Sequence[int] | None) -> int:
    """In how many documents it stands, now that the index was asked for it in every language."""
    if numbers is None:
        return one.documents
    is_all = len(numbers) < MOST_EACH[connection.vendor]
    return len(numbers) if is_all else max(one.documents, len(numbers))


def rarest(asked: Iterable[Asked], postings: int) -> Iterator[tuple[int, int]]:
    """The places of the terms that tell most, as long as they stand in few documents together; at least one."""
    most, count = MOST_EACH[connection.vendor], 0
    for place, one in enumerate(asked):
        if count < MOST_TERMS and (not count or one.documents <= min(postings, most)):
            yield place, most
            postings -= one.documents
            count += 1
