"""The words by which news text in English, French and Arabic says who says something; read from cues.json."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sources.text import fold

WORDS = Path(__file__).with_name("cues.json")
LANGUAGES = ("en", "fr", "ar")
# The endings of French verbs in -er as they stand in news text, without accents: déclare, déclarent, a déclaré, …
AGREED_ENDINGS = ("ee", "ees", "es")
ER_ENDINGS = ("e", "ent", "er", "ait", "aient", "a", "erent", "ant")
SMALL_LISTS = ("links", "to", "aux", "against", "definite", "indefinite", "pronouns", "relative", "signs", "no_names")
BY = frozenset({"by", "par", "sur", "dans"})
# "and" and "so" stick to what follows in Arabic.
JOINED = ("و", "ف")

CONTRACTED = {"d": "de", "du": "de", "des": "de", "au": "a", "aux": "a"}

Phrase = tuple[str, ...]
# One letter for each of the forms in which people write the same Arabic letter.
SAME_LETTERS = str.maketrans("ىة", "يه")


@cache
def folded(word: str) -> str:
    """A word as cues and names are compared."""
    return fold(word).translate(SAME_LETTERS)


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Word lists of one language, folded. `before` are phrases that stand before a source, by their last word."""

    language: str
    said: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()  # "les images que X a diffusées"
    inverted: frozenset[str] = frozenset()
    hears: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    before: dict[str, list[Phrase]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    aux: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    nouns: dict[str, str] = field(default_factory=dict)
    definite: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    follow: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    countries: dict[str, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    ands: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()  # "asked", where "by" follows further on
    by: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()  # words that are no name, even with a capital


@cache
def cues_for(language: str) -> Cues:
    """The lists of a language by its BCP 47 code; empty ones where Lateral does not know it."""
    primary = language.partition("-")[0].lower()
    if primary not in LANGUAGES:
        return Cues(primary)
    data = json.loads(WORDS.read_text("utf-8"))
    lists = data[primary]
    countries = {folded(word): country for country, words in data["nationalities"].items() for word in words.split()}
    stems = words_of(lists.get("verbs", ""))
    said = words_of(lists["said"]) | {stem + ending for stem in stems for ending in ER_ENDINGS}
    if primary == "ar":
        said = said | {joined + word for joined in JOINED for word in said}
    nouns = {word: kind for kind, words in lists["nouns"].items() for word in words_of(words)}
    nouns |= dict.fromkeys(words_of(lists["witnesses"]), "source")
    before = phrases_of(lists["before"])
    small = frozenset(word for phrases in before.values() for phrase in phrases for word in phrase)
    small = small.union(*(words_of(lists[name]) for name in SMALL_LISTS))
    skip = words_of(lists["skip"]) | words_of(data["adjectives"][primary]) | frozenset(countries)
    return Cues(
        primary,
        said=said,
        agreed=frozenset(stem + ending for stem in stems for ending in AGREED_ENDINGS),
        inverted=words_of(lists["inverted"]) or said - words_of(lists["subject_only"]),
        hears=words_of(lists["hears"]) | (frozenset() if primary == "en" else said),
        to=words_of(lists["to"]),
        told=words_of(lists["told"]),
        before=before,
        people=words_of(lists["people"]),
        products=words_of(lists["products"]),
        links=words_of(lists["links"]),
        skip=skip,
        aux=words_of(lists["aux"]),
        relative=words_of(lists["relative"]),
        passive=words_of(lists["passive"]),
        against=words_of(lists["against"]),
        nouns=nouns,
        definite=words_of(lists["definite"]),
        indefinite=words_of(lists["indefinite"]),
        same=words_of(lists["same"]),
        follow=words_of(lists["follow"]),
        not_after=words_of(lists["not_after"]),
        adjectives=words_of(data["adjectives"][primary]) | frozenset(countries),
        countries=countries,
        titles=words_of(lists["names_of"]),
        pronouns=words_of(lists["pronouns"]),
        signs=words_of(lists["signs"]),
        ands=words_of(lists["ands"]),
        small=small,
        participles=participles_of(before),
        by=BY,
    )


def words_of(line: str) -> frozenset[str]:
    return frozenset(folded(word) for word in line.split())


def participles_of(before: dict[str, list[Phrase]]) -> frozenset[str]:
    """The participles of phrases like "quoted by": something may stand between the two."""
    return frozenset(phrase[0] for each in BY for phrase in before.get(each, ()) if len(phrase) == 2)


def plain_form(word: str) -> str:
    """ "de" for d’, du, des and "à" for au, aux, as the phrases are compared."""
    return CONTRACTED.get(word, word)


def phrases_of(phrases: list[str]) -> dict[str, list[Phrase]]:
    """Phrases by their last word, the longest first."""
    by_last: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(plain_form(folded(word)) for word in phrase.split())
        by_last.setdefault(words[-1], []).append(words)
    return by_last
