"""Words as the search compares them: without case, accents, vowel signs and other ways to write the same.

What is wanted is read here once; sources/search.py says it to each database.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sources.text import marks

LIGATURES = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
# Letters that writers of Arabic interchange at the end of a word, those that keyboards of Iran and Pakistan have in
# their place, tatweel; and the digits of both.
ARABIC = {"ى": "ي", "ی": "ي", "ة": "ه", "ە": "ه", "ک": "ك", "ـ": ""}
DIGITS = {chr(zero + value): str(value) for zero in (0x660, 0x6F0) for value in range(10)}
SAME = LIGATURES | ARABIC | DIGITS
ODD = re.compile(f"[{''.join(SAME)}]")
# Scripts without spaces between words: each character is found by itself.
UNSPACED = re.compile(
    "([\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
WORD = re.compile(r"[^\W_]+")
PHRASE = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»]+)')
# A longer word is found by how it begins; of a longer question the first words count.
LONGEST_WORD, MOST_TERMS = 64, 24
# The last word may be unfinished, if it has begun.
SHORTEST_BEGINNING = 3


def simplified(text: str) -> str:
    """The text with one spelling for what readers take for the same. The signs between words stay.

    >>> simplified("L’Élève, œuvre")
    'l’eleve, oeuvre'
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    bare = marks().sub("", unicodedata.normalize("NFKD", lowered))
    return UNSPACED.sub(r" \1 ", ODD.sub(lambda found: SAME[found[0]], bare))


def words_of(text: str) -> list[str]:
    return WORD.findall(simplified(text))


def kept_words(fields: Iterable[str]) -> str:
    """The words of several fields with a space on either side of each, for a column that is searched for " word "."""
    return "".join(f" {' '.join(words)} |" for field in fields if (words := words_of(field)))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow one another; of the last, where it is a beginning, any continuation."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: all of the terms. There are none where nothing was asked that is a word."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)


def wanted(question: str) -> Wanted:
    """What a question means: every word of it, phrases in quotes, the last word perhaps unfinished. Never fails."""
    found = dict.fromkeys(terms_of(question))
    return Wanted(tuple(found)[:MOST_TERMS])


def terms_of(question: str) -> Iterator[Term]:
    for match in PHRASE.finditer(question):
        if match[1] is not None:
            if words := words_of(match[1]):
                yield term(words)
            continue
        pieces = [words for piece in match[2].split() if (words := words_of(piece))]
        unfinished = match.end() == len(question) and not question[-1:].isspace()
        for words in pieces:
            is_last = unfinished and words is pieces[-1]
            yield term(words, is_beginning=is_last and len(words[-1]) >= SHORTEST_BEGINNING)


def term(words: list[str], *, is_beginning: bool = False) -> Term:
    """Of "l'agence" both words, one after the other."""
    long = next((place for place, word in enumerate(words) if len(word) > LONGEST_WORD), None)
    if long is None:
        return Term(tuple(words), is_beginning)
    return Term((*words[:long], words[long][:LONGEST_WORD]), is_beginning=True)
