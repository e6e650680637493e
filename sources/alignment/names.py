"""Names across spellings and scripts: Shaar and Chaar, Konashenkov and Konachenkov, Lavrov, Лавров and لافروف.

A name is boiled down to its consonants, in classes that hold what transliterations write for one sound. Vowels, doubled
letters and the Arabic article are left out, since every newspaper spells these its own way.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sources.words import simplified

# Longer runs of letters first: a German sch is one sound, and so is a French tch.
LATIN = [
    ("tsch|tch|sch|sh|ch|š|ś|č", "C"),
    ("kh|kn(?=i)|ck|q|x", "K"),
    ("gh", "G"),
    ("dj|dzh|zh|j", "J"),
    ("ph", "F"),
    ("th", "T"),
    ("dh", "D"),
    ("ts|tz", "S"),
    ("c(?=[eiy])", "S"),
    ("g(?=[eiy])", "J"),
    ("gu(?=[ei])", "G"),
    ("k|c", "K"),
    ("b|p", "B"),
    ("f|v", "F"),
    ("s|z", "S"),
    ("d", "D"),
    ("g", "G"),
    ("l", "L"),
    ("m", "M"),
    ("n", "N"),
    ("r", "R"),
    ("t", "T"),
    ("[aeiouyhw]|[^a-z]", ""),
]
SOUNDS = re.compile("|".join(f"(?P<s{place}>{pattern})" for place, (pattern, _) in enumerate(LATIN)))
CLASS = {f"s{place}": sound for place, (_, sound) in enumerate(LATIN)}
# What other scripts write, letter by letter. Arabic has no p and no v, so that these fall together with b and f.
OTHER = {
    **dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنه", "BTTJ KDDRSSCSDTS GFKKLMN ", strict=True)),
    **dict(zip("پچژگ", "BCJG", strict=True)),
    **dict(zip("бвгджзклмнпрстфхцчшщ", "BFGDJSKLMNBRSTFKSCCC", strict=True)),
    **dict(zip("βγδζθκλμνξπρσςτφχψ", "BGDSTKLMNKBRSSTFKB", strict=True)),
}
ARTICLE = re.compile(r"^(?:(?:al|el|ash|as|ad|an|ar|at|az)[-\s]|ال)")
VOWEL = re.compile("[aeiou]")
REPEATED = re.compile(r"(.)\1+")
# Fewer consonants than these are shared by too many names.
FEWEST = 2
# From so many on, one of them may differ.
LONG = 4


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants of a name, in classes of sounds; "" where there are too few to tell it by.

    >>> skeleton("Konashenkov") == skeleton("Konachenkov") == skeleton("Конашенков")
    True
    """
    letters = ARTICLE.sub("", simplified(name), count=1)
    sounds = REPEATED.sub(r"\1", "".join(sounds_of(letters)))
    return sounds if len(sounds) >= FEWEST else ""


def sounds_of(letters: str) -> list[str]:
    if any(letter in OTHER for letter in letters):
        return [OTHER.get(letter, "").strip() for letter in letters]
    return [CLASS[found.lastgroup or ""] for found in SOUNDS.finditer(letters)]


def script_of(name: str) -> int:
    """A number that is the same for the letters of a script, as far as scripts have names spelt by sound."""
    return ord(name[0]) >> 8


def is_derived(name: str, other: str) -> bool:
    """Whether a name has another one in it and more behind: Nigeria is not Niger."""
    return len(name) >= len(other) + 2 and name.startswith(other)


def is_dark(name: str) -> bool:
    """Whether the first vowel is an o or a u: these are written for one another, as a, e and i are."""
    vowel = VOWEL.search(name)
    return vowel is not None and vowel[0] in "ou"


def is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def likeness(first: str, second: str) -> float:
    """How sure two spellings are of one name, 0..1; both as `simplified` writes them, in whatever script.

    In two scripts the consonants alone decide; in one, the letters have a say: Larsen is not Lorsan.
    """
    if first == second:
        return 1.0
    one, other = skeleton(first), skeleton(second)
    if not one or not other:
        return 0.0
    if script_of(first) != script_of(second):
        return likeness_of_sounds(one, other)
    if is_dark(first) != is_dark(second) or is_derived(first, second) or is_derived(second, first):
        return 0.0
    letters: float = Levenshtein.normalized_similarity(first, second)
    if one == other:
        return 0.95 if len(one) > FEWEST and letters >= 0.5 else (0.8 if letters >= 0.6 else 0.0)
    return likeness_of_sounds(one, other) if letters >= 0.8 else 0.0


def likeness_of_sounds(one: str, other: str) -> float:
    """How sure two skeletons are of one name: a consonant may differ in a long one."""
    if one == other:
        return 0.9 if len(one) > FEWEST else 0.5
    alike: float = Levenshtein.normalized_similarity(one, other)
    return 0.7 if min(len(one), len(other)) >= LONG and alike >= 0.75 else 0.0
