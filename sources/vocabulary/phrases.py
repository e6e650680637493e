"""Words and expressions of a list, found in a text whatever their case, accents and inflection.

In a list, a word stands for all its inflections; "=word" stands for nothing but itself, where a stem would catch too
much ("=islamiste" is not Islam). Arabic words are found behind the prefixes و ف ب ك ل ال.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

import Stemmer

from sources.words import simplified

T = TypeVar("T")

LANGUAGES = {"en": "english", "fr": "french", "ar": "arabic"}
# Accents that were not composed and vowel signs of Arabic stand inside of a word.
WORD = re.compile("\\w[\\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]*")
# What may stand between the words of an expression: no sign that ends a clause, and no end of a paragraph.
GAP = re.compile("[^\\S\n]*(?:\n(?!\n)|[-\u2010\u2011'\u2019\u02bc\"\u00ab\u00bb\u201c\u201d])?[^\\S\n]*")
WIDEST_GAP = 4
# No language has longer words, and a stemmer should not read a text without spaces.
LONGEST_WORD = 40

# Arabic: and, then; in, like, for; the; what a verb in the present begins with. The endings are those of number,
# gender and owner.
LEADS, CASES, ARTICLE, PRONOUNS = "وف", "بكل", "ال", "يت"
ENDINGS = ("تين", "تان", "ون", "ين", "ات", "ان", "ها", "هم", "يه", "وا", "ه", "ت")
SHORTEST_STEM = 3


class Stemmers(threading.local):
    """The stemmers of a thread: PyStemmer's keep their state, so that two threads must not share one."""

    def __init__(self) -> None:
        self.of = {language: Stemmer.Stemmer(name, 0) for language, name in LANGUAGES.items() if language != "ar"}


STEMMERS = Stemmers()


def lowered(text: str) -> str:
    """The text in lower case, as long as it was: the only letter that grows is that of Turkish."""
    return text.replace("İ", "I").lower()


def stem(word: str, language: str) -> str:
    """What the inflections of a word have in common, without accents. The accents tell the stemmer about endings."""
    return simplified(STEMMERS.of[language].stemWord(unicodedata.normalize("NFC", word)))


def without_prefixes(word: str) -> Iterator[str]:
    """An Arabic word, then what is left of it without the prefixes that it may begin with."""
    yield word
    for prefixes, shortest in ((LEADS, 2), (CASES, SHORTEST_STEM)):
        if word[0] in prefixes and len(word) > shortest:
            word = word[1:]
            yield word
    if word[0] == "س" and word[1:2] in PRONOUNS and len(word) > SHORTEST_STEM + 1:
        yield word[1:]
    # The article melts with the preposition: للحكومة is ل and الحكومة.
    if word.startswith((ARTICLE, "لل")) and len(word) >= SHORTEST_STEM + 2:
        yield word[2:]
    elif word[0] == "ل" and len(word) > SHORTEST_STEM + 1:
        yield word[1:]


def bare(word: str) -> set[str]:
    """The words that an Arabic word may be behind its prefixes, and without the alif of an adverb or object."""
    forms = set(without_prefixes(word)) if word else set()
    return forms | {form[:-1] for form in forms if form.endswith("ا") and len(form) > SHORTEST_STEM}


def without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def spelt(word: str, language: str) -> set[str]:
    """The ways to look a word of a text up: "=" and itself, its stem; the same behind the prefixes of Arabic."""
    plain = simplified(word)
    if language != "ar":
        return {f"={plain}", stem(word, language)}
    forms = bare(plain)
    return {f"={form}" for form in forms} | {without_ending(form) for form in forms}


def listed(word: str, language: str, *, exact: bool) -> set[str]:
    """The ways that a word of a list is looked up by."""
    plain = simplified(word)
    if exact:
        # The list may have an expression with the article in it.
        return {f"={plain}"}
    if language == "ar":
        # He attacks, she attacks: the list has the first.
        both = {plain, f"ت{plain[1:]}"} if plain[0] == "ي" and len(plain) > SHORTEST_STEM else {plain}
        return {without_ending(form) for form in both}
    # A writer who leaves the accents out leads the stemmer astray: both stems count. The French stemmer leaves
    # "ils crient" as it is, since most words in -ent are no verbs.
    forms = [word, plain] + [f"{form[:-2]}ent" for form in (word, plain) if language == "fr" and form.endswith("er")]
    return {stem(form, language) for form in forms}


def adjoining(text: str, end: int, start: int) -> bool:
    """Whether a word that ends here and one that starts there can be of one expression."""
    return start - end <= WIDEST_GAP and bool(GAP.fullmatch(text, end, start))


@dataclass(slots=True)
class Node(Generic[T]):
    """A place in the tree of expressions: what ends here, and the words that may follow."""

    values: list[T] = field(default_factory=list)
    after: dict[str, "Node[T]"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """An expression from start up to end, and everything that the list says of it."""

    start: int
    end: int
    values: tuple[T, ...]


class Phrases(Generic[T]):
    """A list of expressions in one language, each with a value. Finding takes time by the length of the text alone."""

    def __init__(self, language: str, entries: Iterable[tuple[str, T]]) -> None:
        self.language = language
        self.tree: Node[T] = Node()
        self.known: set[str] = set()
        for expression, value in entries:
            self.enter(expression, value)
        # News repeats its words, so that most are looked up once.
        self.names = lru_cache(maxsize=1 << 16)(self.names_of)

    def enter(self, expression: str, value: T) -> None:
        exact = expression.startswith("=")
        nodes = [self.tree]
        for word in WORD.findall(lowered(expression)):
            ways = listed(word, self.language, exact=exact)
            self.known |= ways
            nodes = [node.after.setdefault(way, Node()) for node in nodes for way in ways]
        for node in nodes:
            node.values.append(value)

    def names_of(self, word: str) -> tuple[str, ...]:
        """The ways that the list may know a word by; none for most words."""
        if len(word) > LONGEST_WORD:
            return ()
        return tuple(sorted(spelt(word, self.language) & self.known))

    def find(self, text: str) -> list[Found[T]]:
        """The expressions in a text, the longest wherever several begin; none lies over another."""
        lower = lowered(text)
        words = list(WORD.finditer(lower))
        names = self.names
        heard = [names(word[0]) for word in words]
        found = []
        free = 0
        for place, ways in enumerate(heard):
            if not ways or place < free:
                continue
            count, values = self.longest(lower, words, heard, place)
            if values:
                free = place + count
                found.append(Found(words[place].start(), words[free - 1].end(), values))
        return found

    def longest(
        self, lower: str, words: list[re.Match[str]], heard: list[tuple[str, ...]], place: int
    ) -> tuple[int, tuple[T, ...]]:
        """How many words the longest expression at a place has, and what the list says of it."""
        nodes, count, values = [self.tree], 0, ()  # type: list[Node[T]], int, tuple[T, ...]
        for at in range(place, len(words)):
            nodes = [node.after[way] for node in nodes for way in heard[at] if way in node.after]
            if not nodes or (at > place and not adjoining(lower, words[at - 1].end(), words[at].start())):
                break
            if ending := [value for node in nodes for value in node.values]:
                count, values = at - place + 1, tuple(dict.fromkeys(ending))
        return count, values
