"""Glossaries: what words of one language are in another, by their normal forms.

`glossary("fr", "en").translations(normal("attaques", "fr"))` has `normal("attack", "en")` among others, each with a
weight: 1.0 for the usual translation, less for the second and third. English goes to French and Arabic and back;
between French and Arabic the way is through English, with lower weights. Of a language into itself a glossary has the
words of like meaning.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

from django.utils.translation import gettext as _

from sources.glossaries.dictd import Dictionary, DictionaryRefused, read_dictionary, system_dictionaries
from sources.glossaries.normal import normal, normals, primary
from sources.glossaries.tables import PAIRS, builtin, groups

__all__ = [
    "Dictionary",
    "DictionaryRefused",
    "Glossary",
    "Terms",
    "between",
    "glossary",
    "normal",
    "normals",
    "read_dictionary",
    "system_dictionaries",
]

# Normal forms of words that follow one another; of one word one.
Terms = tuple[str, ...]
Weights = dict[Terms, dict[Terms, float]]

# What goes through a third language goes astray more often.
COMPOSED, LEAST_WEIGHT = 0.7, 0.2
NOTHING: Mapping[str, float] = MappingProxyType({})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Glossary:
    """Words and phrases of a first language with their translations into a second, by normal forms.

    `size` is how many words and phrases of the first language there are.
    """

    first: str
    second: str
    entries: Mapping[Terms, Mapping[Terms, float]]
    is_own: bool = False
    dictionaries: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the words are from: names for people."""
        return (_("Lateral’s own"), *self.dictionaries) if self.is_own else self.dictionaries

    @property
    def size(self) -> int:
        return len(self.entries)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def translations(self, word: str) -> Mapping[str, float]:
        """The translations of a normal form that are one word, with weights above 0 and up to 1.0."""
        return self.words.get(word, NOTHING)

    def alike(self, word: str) -> frozenset[str]:
        """The translations alone, to be looked up among many words at once."""
        return self.sets.get(word, NONE)

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        return {word: frozenset(found) for word, found in self.words.items()}

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, float]]:
        single = {}
        for terms, found in self.entries.items():
            if len(terms) == 1 and (ones := {to[0]: weight for to, weight in found.items() if len(to) == 1}):
                single[terms[0]] = ones
        return single

    @cached_property
    def phrases(self) -> Mapping[Terms, Mapping[Terms, float]]:
        """Where several words stand on either side: "field hospital" with "hôpital de campagne"."""
        several = {}
        for terms, found in self.entries.items():
            if many := found if len(terms) > 1 else {to: weight for to, weight in found.items() if len(to) > 1}:
                several[terms] = many
        return several

    def phrases_in(self, row: Sequence[str]) -> Iterator[tuple[int, int, Mapping[Terms, float]]]:
        """The phrases in a row of normal forms: start, end and translations of each, also where they overlap."""
        for start, word in enumerate(row):
            for length in self.lengths.get(word, ()):
                end = start + length
                if end <= len(row) and (found := self.phrases.get(tuple(row[start:end]))):
                    yield start, end, found

    def phrases_of(self, words: Collection[str]) -> Iterator[Terms]:
        """The phrases, single words among them, whose words are all among these."""
        for word in words:
            for terms in self.beginning.get(word, ()):
                if all(one in words for one in terms):
                    yield terms

    @cached_property
    def beginning(self) -> Mapping[str, Sequence[Terms]]:
        """The phrases that begin with a word: few of a dictionary's many begin with one of a text's."""
        found: dict[str, list[Terms]] = {}
        for terms in self.phrases:
            found.setdefault(terms[0], []).append(terms)
        return found

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How long the phrases are that begin with a word."""
        return {word: tuple(sorted(set(map(len, phrases)))) for word, phrases in self.beginning.items()}


@lru_cache(maxsize=16)
def glossary(first: str, second: str, dictionaries: tuple[Dictionary, ...] = ()) -> Glossary:
    """The glossary from one BCP 47 language into another; an empty one where nothing is known of the two.

    Made once for the same dictionaries, which are told apart by identity.
    """
    first, second = primary(first), primary(second)
    if first == second:
        weights = alike(first)
        return Glossary(first, second, weights, is_own=bool(weights))
    if weights := direct(first, second, dictionaries):
        names = (each.name for each in dictionaries if {each.first, each.second} == {first, second} and each.entries)
        return Glossary(first, second, weights, is_own=known(first, second), dictionaries=tuple(names))
    if "en" in {first, second}:
        return Glossary(first, second, {})
    here, there = glossary(first, "en", dictionaries), glossary("en", second, dictionaries)
    if not (weights := composed(here.entries, there.entries)):
        return Glossary(first, second, {})
    both = tuple(dict.fromkeys((*here.dictionaries, *there.dictionaries)))
    return Glossary(first, second, weights, is_own=here.is_own or there.is_own, dictionaries=both)


def alike(language: str) -> Weights:
    """Each word and phrase with those of like meaning in its own language, by Lateral's lists of groups."""
    weights: Weights = {}
    for group in groups(language):
        members = [terms for word in group if (terms := normals(word, language))]
        for one in members:
            weights.setdefault(one, {}).update((other, 1.0) for other in members if other != one)
    return weights


def between(first: str, second: str, dictionaries: Iterable[Dictionary]) -> tuple[Dictionary, ...]:
    """Those of the dictionaries that a glossary of two languages is made of; none for one language."""
    ends = {primary(first), primary(second)}
    if len(ends) == 1:
        return ()
    return tuple(each for each in dictionaries if {each.first, each.second} <= ends | {"en"})


def known(first: str, second: str) -> bool:
    return (first, second) in PAIRS or (second, first) in PAIRS


def direct(first: str, second: str, dictionaries: tuple[Dictionary, ...]) -> Weights:
    """What the glossary of Lateral and the dictionaries say of two languages, in either of their directions."""
    weights: Weights = {}
    for here, there, is_turned in ((first, second, False), (second, first, True)):
        if (here, there) in PAIRS:
            enter(weights, builtin(here, there), here, there, is_turned=is_turned)
        for each in dictionaries:
            if (each.first, each.second) == (here, there):
                enter(weights, each.entries.items(), here, there, is_turned=is_turned)
    return weights


def enter(
    weights: Weights, entries: Iterable[tuple[str, Sequence[str]]], here: str, there: str, *, is_turned: bool
) -> None:
    """Enter the pairs of each entry, turned round where the entries go the other way. The best weight stays."""
    for word, translations in entries:
        terms = normals(word, here)
        for place, translation in enumerate(translations):
            to = normals(translation, there)
            if not terms or not to:
                continue
            one, other = (to, terms) if is_turned else (terms, to)
            found = weights.setdefault(one, {})
            found[other] = max(found.get(other, 0.0), weight_of(place))


def weight_of(place: int) -> float:
    """What the translation in this place of its entry counts, from 0."""
    return 1 / (1 + place)


def composed(here: Mapping[Terms, Mapping[Terms, float]], there: Mapping[Terms, Mapping[Terms, float]]) -> Weights:
    """Two glossaries one after the other; the best way between two words counts."""
    weights: Weights = {}
    for terms, middles in here.items():
        found: dict[Terms, float] = {}
        for middle, weight in middles.items():
            for to, further in there.get(middle, {}).items():
                if (total := COMPOSED * weight * further) >= LEAST_WEIGHT:
                    found[to] = max(found.get(to, 0.0), total)
        if found:
            weights[terms] = found
    return weights
