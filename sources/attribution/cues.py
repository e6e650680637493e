"""The words by which news text in English, French and Arabic says who says something; read from cues.json."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sources.text import fold

WORDS = Path(__file__).with_name("cues.json")
LANGUAGES = ("en", "fr", "ar")
# The endings of French verbs in -er as they stand in news text, without accents: déclare, déclarent, a déclaré, …
AGREED_ENDINGS = ("ee", "ees", "es")
ER_ENDINGS = ("e", "ent", "er", "ait", "aient", "a", "erent", "ant", "era", "eront")
SMALL_LISTS = (
    "links", "to", "aux", "against", "definite", "indefinite", "pronouns", "relative", "signs", "no_names", "orders",
)  # fmt: skip
BY = frozenset({"by", "par", "sur", "dans"})
# "and" and "so" stick to what follows in Arabic.
JOINED = ("و", "ف")

# The lists that stand in cues.json as they are used.
AS_LISTED = (
    "to", "told", "people", "products", "links", "aux", "relative", "passive", "against", "definite", "indefinite",
    "same", "follow", "not_after", "titles", "pronouns", "signs", "ands", "idle", "orders", "silent",
)  # fmt: skip

CONTRACTED = {"d": "de", "du": "de", "des": "de", "au": "a", "aux": "a"}

Phrase = tuple[str, ...]
Lists = dict[str, Any]
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
    phrases: frozenset[Phrase] = frozenset()  # all of them
    lengths: dict[str, list[int]] = field(default_factory=dict)  # how many words those have, by their last word
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
    capitals: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # both
    titles: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    ands: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()  # "asked", where "by" follows further on
    by: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()  # verbs behind an outlet that tell nothing: "closed", "a licencié"
    silent: frozenset[str] = frozenset()  # what is spoken of where an outlet is not cited: "bureaux", "owner"
    orders: frozenset[str] = frozenset()  # "read", "ouvrez"
    given: frozenset[str] = frozenset()  # "gave Reuters a tour"
    irregular: frozenset[str] = frozenset()  # verbs that tell something only right behind an outlet: "gave"
    progressive: frozenset[str] = frozenset()  # "is reporting"
    small: frozenset[str] = frozenset()  # words that are no name, even with a capital


@cache
def cues_for(language: str) -> Cues:
    """The lists of a language by its BCP 47 code; empty ones where Lateral does not know it."""
    primary = language.partition("-")[0].lower()
    if primary not in LANGUAGES:
        return Cues(primary)
    data = json.loads(WORDS.read_text("utf-8"))
    lists = data[primary]
    said = verbs_of(primary, lists)
    before = phrases_of([*lists["before"], *(with_object(said) if primary == "ar" else ())])
    countries, capitals = by_country(data["nationalities"]), by_country(data["capitals"])
    adjectives = words_of(data["adjectives"][primary]) | frozenset(countries)
    return Cues(
        primary,
        said=said,
        agreed=frozenset(stem + ending for stem in stems_of(lists) for ending in AGREED_ENDINGS),
        inverted=words_of(lists["inverted"])
        or said - words_of(lists["subject_only"]) - er_verbs(lists, "subject_verbs"),
        hears=words_of(lists["hears"]) | heard(primary, said),
        before=before,
        phrases=frozenset(phrase for phrases in before.values() for phrase in phrases),
        lengths={last: sorted({len(phrase) for phrase in phrases}, reverse=True) for last, phrases in before.items()},
        participles=participles_of(before),
        given=words_of(lists.get("given", "")),
        irregular=words_of(lists.get("irregular", "")),
        progressive=words_of(lists.get("progressive", "")),
        skip=words_of(lists["skip"]) | adjectives,
        nouns=nouns_of(lists),
        countries=countries,
        capitals=capitals,
        places=countries | capitals,
        adjectives=adjectives,
        small=small_words(lists, before),
        by=BY,
        **{name: words_of(lists[name]) for name in AS_LISTED},
    )


def by_country(words: dict[str, str]) -> dict[str, str]:
    """The country of each word."""
    named = {folded(word): country for country, each in words.items() for word in each.split()}
    masculine = {word[:-1]: country for word, country in named.items() if word.startswith("ال") and word.endswith("يه")}
    return masculine | named


def stems_of(lists: Lists) -> frozenset[str]:
    return words_of(lists.get("verbs", "")) | words_of(lists.get("subject_verbs", ""))


def er_verbs(lists: Lists, name: str) -> frozenset[str]:
    """The forms of a list of French verbs."""
    return frozenset(stem + ending for stem in words_of(lists.get(name, "")) for ending in ER_ENDINGS)


def verbs_of(language: str, lists: Lists) -> frozenset[str]:
    """The verbs of saying in the forms in which they stand in news text."""
    said = words_of(lists["said"]) | er_verbs(lists, "verbs") | er_verbs(lists, "subject_verbs")
    return said | written_on(said) if language == "ar" else said


def written_on(said: frozenset[str]) -> frozenset[str]:
    """The verbs of Arabic with the small words that stick to them: and, so, in order to."""
    purpose = {"ل" + word for word in said if word[0] in "يت"}
    return frozenset({joined + word for joined in JOINED for word in said} | purpose)


def with_object(said: frozenset[str]) -> list[str]:
    """Arabic verbs with what was said written on to them: "بيان بثته سانا", a statement that SANA has broadcast."""
    stems = said | {verb[:-1] + "ا" for verb in said if verb.endswith("ي")}  # روى, رواه
    return [verb + ending for verb in stems for ending in ("ه", "ها")]


def heard(language: str, said: frozenset[str]) -> frozenset[str]:
    """What one does to an outlet that is told something."""
    if language == "ar":
        return said | frozenset(with_object(said))
    return said if language == "fr" else frozenset()


def nouns_of(lists: Lists) -> dict[str, str]:
    """The nouns that stand for a source, with the kind of it."""
    nouns = {word: kind for kind, words in lists["nouns"].items() for word in words_of(words)}
    return nouns | dict.fromkeys(words_of(lists["witnesses"]), "source")


def small_words(lists: Lists, before: dict[str, list[Phrase]]) -> frozenset[str]:
    """What has a capital at the beginning of a sentence and is no name."""
    phrased = frozenset(word for phrases in before.values() for phrase in phrases for word in phrase)
    return phrased.union(*(words_of(lists[name]) for name in SMALL_LISTS))


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
