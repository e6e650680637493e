"""Puts the reports that the index has found in order, by what they share with the article, each with its reasons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sources.alignment.names import skeleton
from sources.candidates.asking import Question
from sources.candidates.spellings import Spelling
from sources.candidates.telling import Telling, is_telling
from sources.figures import Figure, compare, find_figures
from sources.models import Document, Outlet, Text
from sources.sentences import Span
from sources.words import Term, Wanted, kept_words, simplified

LOOKED_AT_CLOSELY = 12
# Of a long report so much is looked at, and of a long article for the outlets that it names.
READ, READ_OF_ARTICLE = 8_000, 40_000
# Fewer words, and no name or figure, make no candidate, unless they are half of what the article tells.
FEWEST_WORDS, HALF = 3, 0.5
# Of what is shared, the most telling is marked.
MOST_MARKED = 12
# What the days between take away at the end of the window, an unknown date, and a report from after the article.
FAR, UNDATED, LATER = 0.3, 0.25, 0.1
# What it counts that the outlet is named: where the article tells the same, or somewhere else in it.
NAMED_HERE, NAMED_SOMEWHERE = 0.25, 0.1
# A figure in other words or a name in other letters: less sure than the same digits and letters.
LESS_SURE = 0.6
FEWEST_SOUNDS = 3


@dataclass(slots=True)
class Reasons:
    """What a report shares with the article, as the article writes it."""

    names: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    is_outlet_named: bool = False

    @property
    def are_enough(self) -> bool:
        """Whether this is more than chance: a word or two are shared by any two reports."""
        return bool(self.names or self.figures) or len(self.words) >= FEWEST_WORDS


@dataclass(slots=True)
class Candidate:
    """A document of the archive that may be what the article cites."""

    document: Document
    text: Text
    score: float
    share: float
    """Of what the article tells in one place, each term by what it counts."""
    reasons: Reasons
    days: int | None
    """Days from the report to the article; below 0 where the report is from after it, None where a date is missing."""
    question: Wanted
    """The words that were found, to be marked in the report."""
    shared: dict[int, float]
    """The terms that were found, by their places in the question, and how sure each is."""


class Judge:
    """Puts reports in order by what they share with the article."""

    def __init__(self, article: Text, passage: Span | None, question: Question, days: int | None) -> None:
        self.article, self.passage, self.question = article, passage, question
        self.day, self.days = article.document.published_on, days or 0
        self.all_words = kept_words([article.body[:READ_OF_ARTICLE]])
        self.near_words: dict[Span, str] = {}

    def best(self, texts: Iterable[Text], most: int) -> list[Candidate]:
        """The best of them, at first by the words as they are written, then also by what says the same otherwise."""
        found = [self.candidate(text) for text in texts]
        found = sorted((one for one in found if one.question), key=lambda one: -one.score)
        for one in found[:LOOKED_AT_CLOSELY]:
            self.look_closer(one)
        worth = (one for one in found if one.share >= HALF or one.reasons.are_enough)
        return sorted(worth, key=lambda one: (-one.score, abs(one.days or 0), str(one.document.pk)))[:most]

    def candidate(self, text: Text) -> Candidate:
        document = text.document
        words = kept_words([document.title, text.body[:READ]])
        held = frozenset(words.split())
        language = self.question.language_of(document.language)
        reasons, terms, shared = Reasons(), [], {}
        for place, one in enumerate(self.question.asked):
            if spelling := spelling_in(one.spelled[language], held, words):
                add(reasons, one.telling)
                terms.append(Term(spelling))
                shared[place] = 1.0
        days = (self.day - document.published_on).days if self.day and document.published_on else None
        marked = Wanted(tuple(terms[:MOST_MARKED]))
        return self.scored(Candidate(document, text, 0.0, 0.0, reasons, days, marked, shared))

    def scored(self, one: Candidate) -> Candidate:
        one.share = self.question.share(one.shared)
        one.score = one.share * self.nearness(one.days) + self.naming(one)
        return one

    def nearness(self, days: int | None) -> float:
        """What is left of the score for the days between: 1 on the same day."""
        if days is None:
            return 1 - UNDATED if self.day else 1.0
        return 1 - FAR * min(1.0, abs(days) / max(self.days, 1)) - (LATER if days < -1 else 0.0)

    def naming(self, one: Candidate) -> float:
        """What it counts that the article names the outlet."""
        if one.document.outlet is None:
            return 0.0
        names = kept_names(one.document.outlet)
        one.reasons.is_outlet_named = any(name in self.all_words for name in names)
        if not one.reasons.is_outlet_named:
            return 0.0
        near = self.words_near(one)
        return NAMED_HERE if any(name in near for name in names) else NAMED_SOMEWHERE

    def words_near(self, one: Candidate) -> str:
        """The words of the passage, or of the paragraph of which most is found."""
        place = self.passage or self.question.best_place(one.shared)
        if place is None:
            return ""
        if place not in self.near_words:
            self.near_words[place] = kept_words([self.article.body[slice(*self.around(place))]])
        return self.near_words[place]

    def around(self, place: Span) -> tuple[int, int]:
        """The passage, or the paragraph of a sentence."""
        if self.passage:
            return place
        body = self.article.body
        end = body.find("\n", place.end)
        return body.rfind("\n", 0, place.start) + 1, len(body) if end < 0 else end

    def look_closer(self, one: Candidate) -> None:
        """Add what is the same in other words: figures, and names in another script."""
        own = self.question.own
        body = one.text.body[:READ]
        if any(each.telling.kind == "figure" for each in self.question.asked):
            theirs = find_figures(body, one.document.language, one.document.published_on)
            self.add_more(one, lambda told: told.kind == "figure" and says_figure(told.term.figure, theirs))
        if (self.question.language_of(one.document.language) == "ar") != (own == "ar"):
            sounds = {sound for word in name_words(body) if len(sound := skeleton(word)) >= FEWEST_SOUNDS}
            self.add_more(one, lambda told: may_be_name(told) and skeleton(told.term.form) in sounds)
        self.scored(one)

    def add_more(self, one: Candidate, is_there: Callable[[Telling], bool]) -> None:
        for place, each in enumerate(self.question.asked):
            if place not in one.shared and is_there(each.telling):
                add(one.reasons, each.telling)
                one.shared[place] = LESS_SURE


def spelling_in(spellings: Iterable[Spelling], held: frozenset[str], words: str) -> Spelling | None:
    """The first of the spellings that a text has, whose words are `held`, and in their order `words`."""
    for spelling in spellings:
        if spelling[0] in held and (len(spelling) == 1 or f" {' '.join(spelling)} " in words):
            return spelling
    return None


def add(reasons: Reasons, telling: Telling) -> None:
    """Two terms that are shown alike, such as a figure in digits and in words, are one reason."""
    shown = {"name": reasons.names, "figure": reasons.figures, "word": reasons.words}[telling.kind]
    if telling.shown not in shown:
        shown.append(telling.shown)


def kept_names(outlet: Outlet) -> list[str]:
    """The names of an outlet as `kept_words` writes them in a text, without its own ends."""
    return [f" {words} " for entry in outlet.names.all() if (words := kept_words([entry.name])[1:-2])]


def says_figure(figure: Figure | None, theirs: Iterable[Figure]) -> bool:
    return figure is not None and any(is_telling(other) and compare(figure, other) == "same" for other in theirs)


def may_be_name(telling: Telling) -> bool:
    """In Arabic, which has no capitals, any word may be one."""
    return telling.kind == "name" or (telling.kind == "word" and has_no_capitals(telling.shown))


def name_words(body: str) -> set[str]:
    """The words that may be names, as `simplified` writes them."""
    return {simplified(word) for word in set(body.split()) if word[:1].isupper() or has_no_capitals(word)}


def has_no_capitals(word: str) -> bool:
    return word.lower() == word.upper()
