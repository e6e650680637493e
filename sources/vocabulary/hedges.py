"""How sure a passage is, who it says does what, and how strongly: what its relation to a report is judged by.

The words are in hedges.json, written as sources/phrases.py reads them. Pairs and scales have the same names in all
languages, so that "accept" in English and "rejeter" in French are known to oppose.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sources.glossaries.normal import primary
from sources.sentences import Span
from sources.vocabulary.phrases import Found, Phrases
from sources.words import simplified

LIST = Path(__file__).with_name("hedges.json")
LANGUAGES = ("en", "fr", "ar")
# So many passages are read once: a sentence is asked about with each that it may stand beside.
REMEMBERED = 10_000

# The conditional of rumour, "aurait été tué". With some participles it tells what was not: "aurait pu".
RUMOURED = re.compile(r"aur(?:ait|aient)", re.IGNORECASE)
PARTICIPLE = re.compile(
    r"(?:\s+(?:\w+ment|déjà|ainsi|aussi|également|bien|même|encore|été|eu|toutefois|depuis|pas|plus)){0,4}"
    r"\s+(\w+(?:ée?s?|ie?s?|ue?s?|[ia]nte?s?|erte?s?|orte?s?|[iu]te?s?))\b",
    re.IGNORECASE,
)
NO_RUMOUR = re.compile(r"pu|dû|voulu|aimé|préféré|souhaité|fallu|suffi", re.IGNORECASE)
# The two halves of a French negation, in one clause.
NE = "ne"
NE_PAS = re.compile(
    r"n(?:e\s+|['’])[^.;:!?]{0,60}?\b(?:pas|point|plus|jamais|rien|gu[èe]re|personne|aucune?|nullement|ni)\b",
    re.IGNORECASE,
)
# "5 May", "May 5": a month.
DAY_BEFORE, DAY_AFTER = re.compile(r"\d(?:st|nd|rd|th)?\s$"), re.compile(r"\s\d")
# قد is "may" before a verb in the present, and "has" before one in the past; some of these begin as the present does.
QAD, LONGEST_QAD = re.compile("[وف]?قد"), 6
PRESENT = re.compile(
    r"\s+(?:ي|ت(?!(?:مت?|وف[يى]\w*|عرض\w*|مكن\w*|قدمت?|وصلت?|سببت?|لق[تى]|ول[تى]|عهدت?|حدثت?|راجعت?|وقفت?|بن[تى]|سلمت?)\b))"
)


class Degree(NamedTuple):
    """A step of a scale, from 1 for the mildest, and the words that say it."""

    step: int
    start: int
    end: int


class Role(NamedTuple):
    """What a word of the lists is: for a pair, its name and side, 0 or 1; for a scale, its name and step."""

    kind: str
    name: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Signs:
    """What a passage shows. The keys of directions are (name of the pair, side); of degrees, the name of the scale."""

    hedges: tuple[Span, ...] = ()
    absolutes: tuple[Span, ...] = ()
    negations: tuple[Span, ...] = ()
    denials: tuple[Span, ...] = ()
    directions: Mapping[tuple[str, int], tuple[Span, ...]] = field(default_factory=lambda: MappingProxyType({}))
    degrees: Mapping[str, Degree] = field(default_factory=lambda: MappingProxyType({}))


NOTHING = Signs()
NEITHER = Role("neither")


@lru_cache(maxsize=REMEMBERED)
def signs_of(text: str, language: str) -> Signs:
    """The signs of a passage in English, French or Arabic; none in other languages."""
    language = primary(language)
    if language not in LANGUAGES:
        return NOTHING
    found = phrases_of(language).find(text)
    return gathered(meant(found, text, language)) if found else NOTHING


def opposed(one: Signs, other: Signs) -> set[str]:
    """The pairs on which two passages stand on opposite sides, each on one of them only. Negation is not counted in."""
    return {
        name
        for name, side in one.directions
        if (name, 1 - side) in other.directions
        and (name, 1 - side) not in one.directions
        and (name, side) not in other.directions
    }


def gathered(marks: Iterator[tuple[Role, Span]]) -> Signs:
    spans: dict[str, list[Span]] = {"hedges": [], "absolutes": [], "negations": [], "denials": []}
    directions: dict[tuple[str, int], list[Span]] = {}
    degrees: dict[str, Degree] = {}
    for (kind, name, place), span in marks:
        if kind == "pairs":
            directions.setdefault((name, place), []).append(span)
        elif kind == "scales":
            if name not in degrees or degrees[name].step < place:
                degrees[name] = Degree(place, *span)
        # Of "n'a fait aucune victime" the second half is no negation of its own.
        elif kind != "negations" or not spans[kind] or span.start >= spans[kind][-1].end:
            spans[kind].append(span)
    return Signs(
        hedges=tuple(spans["hedges"]),
        absolutes=tuple(spans["absolutes"]),
        negations=tuple(spans["negations"]),
        denials=tuple(spans["denials"]),
        directions=MappingProxyType({key: tuple(found) for key, found in directions.items()}),
        degrees=MappingProxyType(degrees),
    )


def meant(found: list[Found[Role]], text: str, language: str) -> Iterator[tuple[Role, Span]]:
    """What was found, without the words that mean something else where they stand."""
    read = READERS[language]
    for words in found:
        if NEITHER in words.values:
            continue
        span = read(text, words)
        if span is not None:
            for role in words.values:
                yield (Role("negations") if role.kind == NE else role), span


def read_english(text: str, words: Found[Role]) -> Span | None:
    """Not the month of May beside a day."""
    start, end = words.start, words.end
    if text[start:end] == "May" and (DAY_BEFORE.search(text, max(0, start - 5), start) or DAY_AFTER.match(text, end)):
        return None
    return Span(start, end)


def read_french(text: str, words: Found[Role]) -> Span | None:
    """The conditional with its participle, "ne" with its second half; without one it negates nothing."""
    start, end = words.start, words.end
    if words.values[0].kind == NE:
        both = NE_PAS.match(text, start)
        return Span(*both.span()) if both else None
    if text[start] in "aA" and RUMOURED.fullmatch(text, start, end):
        verb = PARTICIPLE.match(text, end)
        if verb and NO_RUMOUR.fullmatch(verb[1]):
            return None
        return Span(start, verb.end() if verb else end)
    return Span(start, end)


def read_arabic(text: str, words: Found[Role]) -> Span | None:
    """Not قد before a verb in the past."""
    start, end = words.start, words.end
    if end - start <= LONGEST_QAD and QAD.fullmatch(simplified(text[start:end])) and not PRESENT.match(text, end):
        return None
    return Span(start, end)


READERS: dict[str, Callable[[str, Found[Role]], Span | None]] = {
    "en": read_english,
    "fr": read_french,
    "ar": read_arabic,
}


@cache
def lists() -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(LIST.read_text("utf-8"))
    return listed


@cache
def phrases_of(language: str) -> Phrases[Role]:
    return Phrases(language, roles(language))


def roles(language: str) -> Iterator[tuple[str, Role]]:
    """Every expression of the lists in one language, with what it is; one may be several things."""
    for kind in ("hedges", "absolutes", "negations", "denials", "neither"):
        for expression in lists()[kind][language]:
            yield expression, Role(kind)
    for pair in lists()["pairs"]:
        for side, expressions in enumerate(pair[language]):
            yield from ((expression, Role("pairs", pair["id"], side)) for expression in expressions)
    for scale in lists()["scales"]:
        for step, expressions in enumerate(scale[language], start=1):
            yield from ((expression, Role("scales", scale["id"], step)) for expression in expressions)
    if language == "fr":
        yield from (("=ne", Role(NE)), ("=n", Role(NE)))
