"""Words that carry a judgement where a neutral one exists. The list proposes; people decide."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sources.glossaries.normal import primary
from sources.vocabulary.phrases import Phrases

# Per language: the word, its other forms, "exact" where its stem would catch other words, the leaf of the default
# scheme that it is a case of, what one could write instead, and the expressions in which it judges nothing.
LIST = Path(__file__).with_name("loaded_words.json")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded word of a text, from start up to end; neutral is empty where nothing plain says the same."""

    start: int
    end: int
    category: str
    neutral: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the list says of a word. Without a category it judges nothing: the régime of a pension."""

    category: str = ""
    neutral: str = ""


def find_loaded(text: str, language: str) -> list[Loaded]:
    """The loaded words of a text in English, French or Arabic, in order; none in other languages."""
    phrases = wordlist(primary(language))
    if phrases is None:
        return []
    return [
        Loaded(found.start, found.end, found.values[0].category, found.values[0].neutral)
        for found in phrases.find(text)
        if all(judgement.category for judgement in found.values)
    ]


@cache
def words() -> dict[str, list[dict[str, Any]]]:
    listed: dict[str, list[dict[str, Any]]] = json.loads(LIST.read_text("utf-8"))
    return listed


def wordlist(language: str) -> Phrases[Judgement] | None:
    return phrases_of(language) if language in words() else None


@cache
def phrases_of(language: str) -> Phrases[Judgement]:
    return Phrases(language, (pair for entry in words()[language] for pair in spellings(entry)))


def spellings(entry: dict[str, Any]) -> Iterator[tuple[str, Judgement]]:
    """The forms of one word of the list, and the expressions in which it is neutral."""
    exact = "=" if entry.get("exact") else ""
    judgement = Judgement(entry["category"], entry["neutral"])
    for form in (entry["word"], *entry.get("forms", ())):
        yield exact + form, judgement
    for expression in entry.get("unless", ()):
        yield expression, Judgement()
