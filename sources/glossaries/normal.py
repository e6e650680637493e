"""Normal forms: what words of a language are compared by, in a glossary and in the texts that it is used on.

A normal form is the stem of a word, without case and accents. Stemmers cut off what changes at the end of a word; what
they do not reach is in irregular.py.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from threading import local

import Stemmer

from sources.glossaries.irregular import ENGLISH, FRENCH, KEPT_FRENCH, forms_of
from sources.glossaries.tables import builtin
from sources.words import WORD, simplified

# As many words as a long dossier has; a stem costs a few microseconds, a look-up a tenth of one.
CACHED = 1 << 17

# Arabic vowel signs, and the stroke that lengthens words.
UNWRITTEN = re.compile("[\u064b-\u0652\u0670\u0640]")
# The article, alone or behind what is written together with it: and, so, with, like, to.
ARTICLE = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)")
# What is written together with the next word: and, so, with, to, like, will.
JOINED = re.compile("^[وفبلكس]")
# Endings of number, gender, case and possession: the longest that leaves three letters.
ENDING = re.compile("(?<=...)(?:يون|يين|يات|هما|كما|تها|هم|هن|نا|ها|ات|ان|ين|ون|وا|يه|يا|ه|ي|ا|ت)$")
SHORTEST_ARABIC = 3
# French endings that Snowball leaves: of the third person plural, of feminines, of infinitives; in this order.
FRENCH_ENDINGS = (
    (re.compile("(?<=....)e(?:nt|r)$"), ""),
    (re.compile("qu$"), "c"),
    (re.compile("gu$"), "g"),
    (re.compile("(?<=i)f$"), "v"),
    (re.compile("(?:(?<=d)|(?<=tt))r$"), ""),
    (re.compile(r"(?<=.)([^\W\daeiou])\1$"), r"\1"),
)
# Most words have none of them.
FRENCH_ENDING = re.compile(r"(?:ent|er|[qg]u|if|[dt]r|([^\W\daeiou])\1)$")

stemmers = local()


def primary(language: str) -> str:
    """The language alone of a BCP 47 code: "fr" of "fr-CA"."""
    return language.partition("-")[0].lower()


@lru_cache(maxsize=CACHED)
def normal(word: str, language: str) -> str:
    """The normal form of one word. Of a language that has no stemmer here the word without case and accents.

    >>> normal("Attaques", "fr") == normal("attaquées", "fr")
    True
    """
    return NORMALS.get(primary(language), simplified)(word)


def normals(text: str, language: str) -> tuple[str, ...]:
    """The normal forms of the words of a text, one after the other."""
    if text.isalpha():
        return (normal(text, language),)
    text = UNWRITTEN.sub("", unicodedata.normalize("NFC", text))
    return tuple([normal(word, language) for word in WORD.findall(text)])


def english(word: str) -> str:
    word = word.lower()
    return simplified(stem(irregular("en").get(word, word), "english"))


def french(word: str) -> str:
    """Stemmed with its accents, which tell a participle from a present: `tuée` is no `tue`."""
    word = unicodedata.normalize("NFC", word).lower()
    return irregular("fr").get(word) or french_stem(word)


def french_stem(word: str) -> str:
    found = simplified(stem(word, "french"))
    if FRENCH_ENDING.search(found):
        for ending, instead in FRENCH_ENDINGS:
            found = ending.sub(instead, found)
    return found


def arabic(word: str) -> str:
    """A light stem: without article, joined particles and endings, and never shorter than three letters.

    Snowball's would take the و of وزير (minister) for an "and". A joined letter is cut off before an article, or where
    the rest is a word of the glossary and the whole is none.
    """
    bare = without_article(word)
    found = ENDING.sub("", bare)
    if found not in arabic_words() and JOINED.match(bare) and len(bare) > SHORTEST_ARABIC:
        rest = ENDING.sub("", bare[1:])
        if rest in arabic_words():
            return rest
    return found


def without_article(word: str) -> str:
    """With one spelling for each alef, yeh and teh marbuta: but the article goes first, ألمانيا (Germany) has none."""
    return simplified(ARTICLE.sub("", UNWRITTEN.sub("", word)))


@cache
def arabic_words() -> frozenset[str]:
    """The stems of the Arabic words of the glossary."""
    translations = (one for _word, ones in builtin("en", "ar") for one in ones)
    return frozenset(ENDING.sub("", without_article(one)) for one in translations if " " not in one)


def stem(word: str, algorithm: str) -> str:
    """By Snowball. A stemmer is no thing to share between threads."""
    try:
        stemmer = getattr(stemmers, algorithm)
    except AttributeError:
        stemmer = Stemmer.Stemmer(algorithm, 0)
        setattr(stemmers, algorithm, stemmer)
    found: str = stemmer.stemWord(word)
    return found


@cache
def irregular(language: str) -> dict[str, str]:
    """The irregular forms of English with their words, those of French with their normal forms."""
    if language == "en":
        return dict(forms_of(ENGLISH))
    found = {form: french_stem(word) for form, word in forms_of(FRENCH)}
    kept = KEPT_FRENCH.lower().split()
    return found | {f"{word}s": word for word in kept} | {word: word for word in kept}


NORMALS: dict[str, Callable[[str], str]] = {"en": english, "fr": french, "ar": arabic}
