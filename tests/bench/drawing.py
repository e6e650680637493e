"""Texts for measuring, drawn from the news sentences: matching in random order, long articles, many reports."""

import random
import re
from dataclasses import dataclass

from tests.bench import news
from tests.bench.judging import Span
from tests.bench.rewriting import set_in_paragraphs

NUMBER = re.compile(r"\d+")
FIGURE = re.compile(r"\d[\d., ]*(?:%|\b)")
NAME = re.compile(r"(?<=\w )[A-Z][\w-]{3,}")
STARTS = "Bar Del Fer Gal Har Jov Kal Lem Mar Nor Ost Pel Ros Sar Tev Ulm Var Wen Yas Zor".split()  # noqa: SIM905
ENDS = "an beck da ek ford gard holm ica kent lund mira nov ovo prat quin ris sund tal uva witz".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Draw:
    """Two texts of one sentence a paragraph, and which sentence of one says what one of the other does."""

    one: str
    other: str
    one_spans: list[Span]
    other_spans: list[Span]
    gold: set[tuple[int, int]]


def draw(languages: str, seed: int, count: int = 60, *, is_bare: bool = False) -> Draw:
    """Sentences of two languages in random order; half of the English ones have no counterpart.

    Those are partly of other pairs, and so close to the topic. Bare ones have lost their figures and most names.
    """
    chance = random.Random(seed)  # noqa: S311  the same at every run
    pairs = chance.sample(news.pairs(languages), count)
    with_counterpart = set(chance.sample(range(count), count // 2))
    undrawn = [english for foreign, english in news.pairs(languages) if (foreign, english) not in pairs]
    strangers = chance.sample([*undrawn, *news.alone()], count - count // 2)
    one = list(range(count))
    other: list[int | str] = [*with_counterpart, *strangers]
    chance.shuffle(one)
    chance.shuffle(other)
    write = bare if is_bare else str
    one_text, one_spans = set_in_paragraphs([write(pairs[number][0]) for number in one], each=1)
    other_text, other_spans = set_in_paragraphs(
        [write(said if isinstance(said, str) else pairs[said][1]) for said in other], each=1
    )
    gold = {(one.index(said), place) for place, said in enumerate(other) if not isinstance(said, str)}
    return Draw(one_text, other_text, [Span(*span) for span in one_spans], [Span(*span) for span in other_spans], gold)


def bare(sentence: str) -> str:
    """The sentence without what is the same in every language; Arabic keeps its names."""
    return " ".join(NAME.sub("", FIGURE.sub("", sentence)).split())


def pool(language: str) -> list[str]:
    """All sentences of a language."""
    if language == "en":
        return [*news.reports("en"), *[english for _foreign, english in news.pairs("fr-en")], *news.alone()]
    return [*news.reports(language), *[foreign for foreign, _english in news.pairs(f"{language}-en")]]


def varied(sentence: str, chance: random.Random) -> str:
    """The sentence with other figures and, half of the time, other names: long texts do not repeat themselves."""

    def name(match: re.Match[str]) -> str:
        return chance.choice(STARTS) + chance.choice(ENDS) if chance.random() < 0.5 else match[0]

    def number(match: re.Match[str]) -> str:
        return str(chance.randint(10 ** (len(match[0]) - 1), 10 ** len(match[0]) - 1))

    return NAME.sub(name, NUMBER.sub(number, sentence))


def long_text(language: str, sentences: int, chance: random.Random) -> str:
    said = pool(language)
    return set_in_paragraphs([varied(chance.choice(said), chance) for _sentence in range(sentences)])[0]


def of_length(language: str, characters: int, chance: random.Random) -> str:
    """A text of so many characters, cut in its last sentence."""
    text = long_text(language, characters // 80, chance)
    while len(text) < characters:
        text += "\n\n" + long_text(language, 100, chance)
    return text[:characters].strip()


def dossier(article: str, reports: str, count: int, seed: int = 0) -> tuple[str, list[str]]:
    """An article of 80 sentences and so many reports of 40, in these languages."""
    chance = random.Random(seed)  # noqa: S311  the same at every run
    return long_text(article, 80, chance), [long_text(reports, 40, chance) for _report in range(count)]
