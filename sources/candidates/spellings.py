"""How other languages may write a word or a name, for a search that knows words only as they are written. Pure.

Words go through the glossary; names keep their letters, are respelled between English and French, or are written in
Arabic as its newspapers do. From Arabic into Latin letters no way leads back: its vowels are not written.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product

from sources.glossaries import glossary, normal
from sources.glossaries.tables import PAIRS, builtin
from sources.words import simplified, words_of

LANGUAGES = ("en", "fr", "ar")
Spelling = tuple[str, ...]

# Of translations that count less than this there are too many.
LEAST_WEIGHT = 0.3
# So many spellings of one name in Arabic are looked for.
MOST_ARABIC = 12
# Of a longer word so much is looked for. A script without spaces may write all of a sentence in one, and the search
# takes each of its characters for a word.
LONGEST, MOST_WORDS = 64, 6
# What English and French write differently in the same foreign name.
ENGLISH_FRENCH = [("sh", "ch"), ("ou", "u"), ("oo", "ou"), ("j", "dj"), ("ch", "tch"), ("ee", "i"), ("v", "w")]
# Behind these an Arabic word is the same: and, in, the, and the, to the.
JOINED = ("ال", "وال", "بال", "و", "ب")
ARTICLE = "ال"
SHORTEST_ARABIC = 3
# The sounds of a Latin name, longer runs of letters first, and what Arabic may write for each: the likelier first.
ARABIC_SOUNDS = [
    ("tsch|tch", ("تش",)),
    ("sch|sh|ch", ("ش",)),
    ("kh", ("خ",)),
    ("gh", ("غ",)),
    ("th", ("ث", "ت")),
    ("dh", ("ذ", "ض")),
    ("dj|zh", ("ج",)),
    ("ph", ("ف",)),
    ("ck|qu", ("ك",)),
    ("ou|oo|au|aw", ("و",)),
    ("ee|ei|ai|ay|ey", ("ي",)),
    ("^[ei]", ("اي", "ا")),
    ("^[ou]", ("او",)),
    ("^a", ("ا",)),
    ("a$", ("ا", "ه")),
    ("e$", ("", "ي")),
    ("[iy]$", ("ي",)),
    ("c(?=[eiy])", ("س",)),
    ("a", ("ا", "")),
    ("e", ("ي", "")),
    ("i|y", ("ي", "")),
    ("o|u", ("و", "")),
    ("w", ("و", "ف")),
    ("g", ("غ", "ج")),
    ("h", ("ه", "ح")),
    ("b|p", ("ب",)),
    ("c|k", ("ك",)),
    ("d", ("د",)),
    ("f|v", ("ف",)),
    ("j", ("ج",)),
    ("l", ("ل",)),
    ("m", ("م",)),
    ("n", ("ن",)),
    ("q", ("ق",)),
    ("r", ("ر",)),
    ("s", ("س", "ص")),
    ("t", ("ت", "ط")),
    ("x", ("كس",)),
    ("z", ("ز",)),
]
SOUND = re.compile("|".join(f"(?P<s{place}>{pattern})" for place, (pattern, _written) in enumerate(ARABIC_SOUNDS)))
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")


def spellings(form: str, key: str, here: str, there: str, *, is_name: bool) -> list[Spelling]:
    """How a text in the language `there` may write a word of one in `here`, the likeliest first, each as the words that
    the search knows. Both are bare languages; form and key are those of a `sources.alignment.terms.Term`.
    """
    if here == there:
        found = [form] if is_name and form.isascii() else list(forms_of(form, here))
    else:
        found = [*translations(key, here, there), *written(form, here, there, is_name=is_name)]
    return list(dict.fromkeys(spelling for one in found if (spelling := tuple(words_of(one[:LONGEST])[:MOST_WORDS]))))


def forms_of(form: str, language: str) -> Iterator[str]:
    """The word, with and without what changes most often in its language."""
    yield form
    if language == "ar":
        yield from arabic_forms(form)
    elif form.isalpha() and len(form) > SHORTEST_ARABIC:
        yield form[:-1] if form.endswith("s") else f"{form}s"


def arabic_forms(form: str) -> Iterator[str]:
    bare = form.removeprefix(ARTICLE)
    if len(bare) < SHORTEST_ARABIC:
        return
    yield bare
    for joined in JOINED:
        yield f"{joined}{bare}"


def translations(key: str, here: str, there: str) -> Iterator[str]:
    for translation, weight in glossary(here, there).translations(key).items():
        if weight >= LEAST_WEIGHT:
            for surface in surfaces(there).get(translation, ()):
                yield from forms_of(surface, there)


@cache
def surfaces(language: str) -> dict[str, list[str]]:
    """The words of the glossaries in a language, by their normal forms."""
    found: dict[str, dict[str, None]] = {}
    for first, second in PAIRS:
        for word, others in builtin(first, second):
            for one in (word,) if language == first else others if language == second else ():
                if one.isalpha():
                    found.setdefault(normal(one, language), {})[simplified(one)] = None
    return {key: list(words) for key, words in found.items()}


def written(form: str, here: str, there: str, *, is_name: bool) -> Iterator[str]:
    """A name in the letters of the other language; of another word only what both languages may share."""
    if here == "ar":
        return
    if there != "ar":
        yield form
        if is_name and {here, there} == {"en", "fr"}:
            yield from respelled(form, to_french=there == "fr")
    elif is_name and form.isascii():
        yield from in_arabic(form)


def respelled(form: str, *, to_french: bool) -> Iterator[str]:
    for english, french in ENGLISH_FRENCH:
        one, other = (english, french) if to_french else (french, english)
        if one in form:
            yield form.replace(one, other)


@lru_cache(maxsize=20_000)
def in_arabic(name: str) -> tuple[str, ...]:
    """Spellings of a Latin name (as `simplified` writes it) in Arabic, the likeliest first; none of a single sound.

    >>> "لافروف" in in_arabic("lavrov")
    True
    """
    choices = [
        ARABIC_SOUNDS[int((found.lastgroup or "s0")[1:])][1] for found in SOUND.finditer(DOUBLED.sub(r"\1", name))
    ]
    # Those with the fewest odd choices first, so that a long name is not spent on its last letters.
    odd_ones = sorted(islice(product(*(range(len(choice)) for choice in choices)), 4_096), key=sum)
    found = ("".join(choice[number] for choice, number in zip(choices, odd, strict=True)) for odd in odd_ones)
    return tuple(islice(dict.fromkeys(one for one in found if len(one) >= SHORTEST_ARABIC), MOST_ARABIC))
