"""Which terms of one text stand for which terms of another, how surely, and by what: the alignment's reasons."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from sources.alignment.names import likeness, skeleton
from sources.alignment.terms import STOPWORDS, Reading, Term
from sources.figures.amounts import DAYS, Figure, as_day_of_year, comparable, compare, family_of
from sources.glossaries import Dictionary, Glossary, Terms, glossary, normal
from sources.glossaries.normal import primary

Kind = Literal["word", "name", "figure", "glossary", "cognate", "synonym", "conflict"]

# What each kind of likeness counts for, beside its own strength: the same word is sure, a synonym a guess.
SAME, CLOSE_FIGURE, AGE, GLOSSARY, PHRASE = 1.0, 0.6, 0.7, 0.95, 0.85
# Of like meaning by the lists, and of like meaning to a translation.
LIKE, TRANSLATED_LIKE = 0.8, 0.65
# Words share a root from this likeness of their letters on; shorter ones are alike by chance.
ALIKE, SHORTEST = 0.66, 5
# Of the figures of a text so many that are smaller and that are greater are looked at: the nearest.
NEAREST = 15
# So many names of a text may begin with two sounds and all be looked at.
CROWD = 200

# What English and French (and their neighbours) write differently in words that they share.
SHARED = [
    ("^e(?=[ct]|sp)|^es(?=[cpt])", "s"),
    ("^h|(?<=[rt])h", ""),
    ("ph", "f"),
    ("[ck]+|qu", "k"),
    ("y", "i"),
    ("ti?on$|tionn?e?[rs]?$", "tion"),
    ("(?:aire|ary|arie|aires)s?$", "ari"),
    ("(?:ique|iks?|ik|ical|iques)s?$", "ik"),
    ("(?:eur|or|euse|rice|eurs|ors)$", "or"),
    ("(?:ite|ity|ites|ities|iti)$", "iti"),
    ("(?:eux|euse|ous)$", "os"),
    ("(?:ance|ence|ances|ences|ancy|ency)$", "ens"),
    ("(?:er|ir|re|ed|es|ee|ees|s|e)$", ""),
]
RULES = [(re.compile(pattern), written) for pattern, written in SHARED]


# Another figure for what may be the same thing; of numbers only greater ones, and none so many times as great.
RIVAL, COMMON, FAR_APART = 0.25, 10, 3
# A number, and what it may be where nobody says so.
UNSAID = {"": "age", "age": ""}


class Match(NamedTuple):
    """A term of the other text, how surely it is the same thing (0..1), and by what."""

    term: int
    strength: float
    kind: Kind


@lru_cache(maxsize=100_000)
def root_of(form: str) -> str:
    """A word as the languages of Europe share it: étrangers and stranger, militaire and military."""
    for pattern, written in RULES:
        form = pattern.sub(written, form)
    return form


class Matcher:
    """The terms of a report, ready to be looked up for those of an article."""

    def __init__(self, report: Reading, article_language: str, dictionaries: tuple[Dictionary, ...] = ()) -> None:
        self.report = report
        here, there = primary(article_language), primary(report.language)
        self.is_same_language = here == there
        self.glossary = glossary(here, there, dictionaries)
        self.alike = glossary(there, there)
        self.by_form: dict[str, int] = {}
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_block: dict[str, list[int]] = defaultdict(list)
        self.by_skeleton: dict[str, list[int]] = defaultdict(list)
        self.figures: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.by_number: dict[tuple[str, float], list[int]] = defaultdict(list)
        for number, term in enumerate(report.vocabulary):
            self.enter(number, term)
        self.keys = frozenset(self.by_key)
        for family in self.figures.values():
            family.sort()

    def enter(self, number: int, term: Term) -> None:
        if term.figure:
            self.figures[family_of(term.figure)].append((size_of(term.figure), number))
            self.by_number[term.figure.unit, term.figure.value].append(number)
            return
        self.by_form[term.form] = number
        self.by_key[term.key].append(number)
        if len(term.form) >= SHORTEST:
            self.by_block[root_of(term.form)[:2]].append(number)
        if may_be_name(term) and (sounds := skeleton(term.form)):
            self.by_skeleton[sounds[:2]].append(number)
            self.by_skeleton[sounds[:3]].append(number)

    def matches(self, term: Term) -> list[Match]:
        """The terms of the report that stand for this one, the surest reading of each."""
        if term.figure:
            return list(self.figure_matches(term))
        found: dict[int, Match] = {}
        for match in self.word_matches(term):
            if match.term not in found or found[match.term].strength < match.strength:
                found[match.term] = match
        return list(found.values())

    def figure_matches(self, term: Term) -> Iterator[Match]:
        assert term.figure
        family = self.figures.get(family_of(term.figure), [])
        place = bisect_left(family, (size_of(term.figure), 0))
        yield from self.ages(term)
        for _size, number in family[max(0, place - NEAREST) : place + NEAREST]:
            other = self.report.vocabulary[number].figure
            assert other
            likeness_of = compare(term.figure, other)
            if likeness_of == "same":
                yield Match(number, SAME, "figure")
            elif likeness_of == "close":
                yield Match(number, CLOSE_FIGURE, "figure")
            elif is_rival(term.figure, other):
                yield Match(number, RIVAL, "conflict")

    def ages(self, term: Term) -> Iterator[Match]:
        """ "She was forty-seven", "a 47-year-old": a number may be somebody's age."""
        assert term.figure
        if term.figure.unit in UNSAID:
            for number in self.by_number.get((UNSAID[term.figure.unit], term.figure.value), ()):
                yield Match(number, AGE, "figure")

    def word_matches(self, term: Term) -> Iterator[Match]:
        if (number := self.by_form.get(term.form)) is not None:
            yield Match(number, SAME, "name" if term.is_name and self.is_name(number) else "word")
        if self.is_same_language:
            for number in self.by_key.get(term.key, ()):
                yield Match(number, 0.95, "word")
            yield from self.synonyms(term)
        else:
            yield from self.translations(term)
        yield from self.name_matches(term)
        yield from self.cognates(term)

    def is_name(self, number: int) -> bool:
        return self.report.vocabulary[number].is_name

    def name_matches(self, term: Term) -> Iterator[Match]:
        if not may_be_name(term) or not (sounds := skeleton(term.form)):
            return
        for number in self.sounding(sounds):
            other = self.report.vocabulary[number]
            if (sure := likeness(term.form, other.form)) and (term.is_name or other.is_name):
                yield Match(number, sure, "name")

    def sounding(self, sounds: str) -> list[int]:
        """The terms that may sound alike: where too many begin as this one, those that begin more like it."""
        alike = self.by_skeleton.get(sounds[:2], [])
        return alike if len(alike) <= CROWD else self.by_skeleton.get(sounds[:3], [])

    def translations(self, term: Term) -> Iterator[Match]:
        """What the glossary has for it, and what is of like meaning to that."""
        for key, weight in self.glossary.translations(term.key).items():
            for number in self.by_key.get(key, ()):
                yield Match(number, GLOSSARY * weight, "glossary")
            for like in self.keys & self.alike.alike(key):
                for number in self.by_key[like]:
                    yield Match(number, TRANSLATED_LIKE * weight, "synonym")

    def synonyms(self, term: Term) -> Iterator[Match]:
        for key in self.keys & self.alike.alike(term.key):
            for number in self.by_key[key]:
                yield Match(number, LIKE, "synonym")

    def cognates(self, term: Term) -> Iterator[Match]:
        if len(term.form) < SHORTEST:
            return
        root = root_of(term.form)
        for number in self.by_block.get(root[:2], ()):
            other = root_of(self.report.vocabulary[number].form)
            alike = Levenshtein.normalized_similarity(root, other, score_cutoff=ALIKE)
            if alike:
                yield Match(number, 0.3 + 0.6 * (alike - ALIKE) / (1 - ALIKE), "cognate")


def size_of(figure: Figure) -> float:
    """By what the figures of a family are in order; days by the day of the year, for the year may be unsaid."""
    in_order = comparable(figure)
    return as_day_of_year(in_order).value if in_order.unit in DAYS else in_order.value


def is_rival(one: Figure, other: Figure) -> bool:
    """Whether two figures that differ may be on the same thing: shares, and large numbers of about the same size."""
    if one.unit != other.unit or one.unit not in {"", "share"}:
        return False
    small, large = sorted((one.value, other.value))
    return one.unit == "share" or (small > COMMON and large < FAR_APART * small)


def may_be_name(term: Term) -> bool:
    """Arabic has no capitals: there every word may be one."""
    return term.is_name or not term.form.isascii()


def match_terms(article: Reading, report: Reading, dictionaries: tuple[Dictionary, ...] = ()) -> list[list[Match]]:
    """For each term of the article's vocabulary, the terms of the report's that stand for it."""
    matcher = Matcher(report, article.language, dictionaries)
    matches = [matcher.matches(term) for term in article.vocabulary]
    kind: Kind = "synonym" if matcher.is_same_language else "glossary"
    for number, match in phrase_matches(article, report, matcher.glossary, kind):
        matches[number].append(match)
    return matches


def phrase_matches(article: Reading, report: Reading, words: Glossary, kind: Kind) -> Iterator[tuple[int, Match]]:
    """Hôpital de campagne stands for field hospital: each word of one for each of the other.

    Little words are no terms, so that they are left out of the phrases too.
    """
    there = {term.key: number for number, term in enumerate(report.vocabulary) if not term.figure}
    others = little_words(report.language)
    for numbers, translations in phrases_in(article, words):
        for translation in translations:
            if all(key in there or key in others for key in translation):
                for number in numbers:
                    for other in translation:
                        if other in there:
                            yield number, Match(there[other], PHRASE, kind)


def phrases_in(article: Reading, words: Glossary) -> list[tuple[list[int], Collection[Terms]]]:
    """The phrases of the glossary whose words are all in the article: the terms of each, and its translations. Found
    once for all reports.
    """
    if words not in article.phrases:
        here = {term.key: number for number, term in enumerate(article.vocabulary) if not term.figure}
        known = here.keys() | little_words(article.language)
        article.phrases[words] = [
            (numbers, words.phrases[phrase])
            for phrase in words.phrases_of(known)
            if (numbers := [here[key] for key in phrase if key in here])
        ]
    found: list[tuple[list[int], Collection[Terms]]] = article.phrases[words]
    return found


@cache
def little_words(language: str) -> frozenset[str]:
    """The normal forms of the words that are no terms."""
    language = primary(language)
    return frozenset(normal(word, language) for word in STOPWORDS.get(language, ()))
