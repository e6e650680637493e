"""Reports of the archive that an article may cite: asked of the index of words, then looked at one by one.

The index is asked once for each language that words are known in, for any of the article's telling terms. What it
finds is put in order by the names, figures and words that are shared, by the days between, and by the outlet. It
proposes; whoever reads decides.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, models
from django.db.models import Q, Value, When

from sources.alignment.names import skeleton
from sources.candidates.spellings import Spelling
from sources.candidates.telling import Telling, is_telling, languages_beside, rarity, tellings
from sources.figures import Figure, compare, find_figures
from sources.glossaries.normal import primary
from sources.models import Document, DocumentQuerySet, Dossier, Indexed, Outlet, Text
from sources.people import Person
from sources.search import AnyOf, best_near, how_many
from sources.sentences import Span
from sources.words import Term, Wanted, kept_words, simplified

# How far from the article's day reports are looked for, in days, and how many are offered.
DAYS, MOST = 7, 20
# So many that the index thinks best are looked at: in the article's language, and in each other one.
LOOKED_AT, IN_OTHERS, LOOKED_AT_CLOSELY = 30, 12, 12
# The terms that the index is asked for stand in so many documents together. With a wide window each of these documents
# is ranked, not only the few of the days.
POSTINGS, POSTINGS_IN_WIDE = 60_000, 6_000
WIDE = 60
MOST_TERMS = 24
# A term that stands in more documents than are counted is as good as everywhere; PostgreSQL counts slowly.
EVERYWHERE = 20_000
COUNTED = {"sqlite": EVERYWHERE, "postgresql": 1_000}
# Of a long report so much is looked at, and of a long article for the outlets that it names.
READ, READ_OF_ARTICLE = 8_000, 40_000
# Fewer words, and no name or figure, make no candidate, unless they are half of what the article tells.
FEWEST_WORDS, HALF = 3, 0.5
# Of what is shared, the most telling is marked.
MOST_MARKED = 12
# What the days between take away at the end of the window, an unknown date, and a report from after the article.
FAR, UNDATED, LATER = 0.3, 0.25, 0.1
# What it counts that the outlet is named: in the passage, or somewhere in the article.
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
    """Of what the article tells, each term by what it counts."""
    reasons: Reasons
    days: int | None
    """Days from the report to the article; below 0 where the report is from after it, None where a date is missing."""
    question: Wanted
    """The words that were found, to be marked in the report."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A telling term as one language writes it, and in how many documents it stands."""

    telling: Telling
    spellings: tuple[Spelling, ...]
    documents: int = 0

    @property
    def terms(self) -> AnyOf:
        return AnyOf(tuple(Term(spelling) for spelling in self.spellings))

    @property
    def weight(self) -> float:
        return self.telling.weight * rarity(self.documents)


def candidates(
    article: Text,
    user: Person,
    *,
    start: int | None = None,
    end: int | None = None,
    outlet: str | None = None,
    days: int | None = DAYS,
    most: int = MOST,
    dossier: Dossier | None = None,
) -> list[Candidate]:
    """Documents that the article may cite, of those that the user sees, the best first.

    From `start` to `end` is a passage of the article: what it tells counts most. `outlet` is a name; only what that
    outlet published is offered then. `days` is how far from the article's day to look, None for whenever; a document
    without a date is always looked at. What is in `dossier` already is left out. A fixed number of queries.
    """
    passage = Span(start, end) if start is not None and end is not None else None
    document = article.document
    told = tellings(article.body, document.language, document.published_on, passage)
    asked = ask_for(told, primary(document.language))
    within = window(article, user, outlet, days, dossier)
    is_wide = days is None or days > WIDE or document.published_on is None
    keys = found_by_index(asked, within, is_wide=is_wide)
    return Judge(article, passage, asked, days).best(newest_texts(keys), most)


def ask_for(told: Sequence[Telling], here: str) -> dict[str, list[Asked]]:
    """What to look for in each language, its own first; in the others only what stands anywhere. One query."""
    spelled = [
        (there, Asked(one, tuple(found)))
        for there in (here, *languages_beside(here))
        for one in told
        if (found := one.spelled(here, there))
    ]
    most = COUNTED[connection.vendor]
    counts = how_many([one.terms for _there, one in spelled], most)
    asked: dict[str, list[Asked]] = {there: [] for there in (here, *languages_beside(here))}
    for (there, one), count in zip(spelled, counts, strict=True):
        if count or there == here:
            asked[there].append(Asked(one.telling, one.spellings, count if count < most else EVERYWHERE))
    return asked


def window(
    article: Text, user: Person, outlet: str | None, days: int | None, dossier: Dossier | None
) -> DocumentQuerySet:
    """The documents that may be offered at all."""
    found = Document.objects.visible_to(user).exclude(pk=article.document_id)
    if dossier is not None:
        found = found.exclude(pk__in=dossier.texts.values("document"))
    if outlet:
        found = found.filter(outlet__in=Outlet.objects.called(outlet).values("pk"))
    day = article.document.published_on
    if day is not None and days is not None:
        around = (shifted(day, -days), shifted(day, days))
        found = found.filter(Q(published_on__range=around) | Q(published_on=None))
    return found.order_by()


def shifted(day: date, days: int) -> date:
    """So many days later, or the first or last day there is."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def found_by_index(asked: dict[str, list[Asked]], within: DocumentQuerySet, *, is_wide: bool) -> list[UUID]:
    """The keys of the documents that the index of words thinks best, of those within. One query for all languages."""
    own, *others = asked
    near = Indexed.objects.filter(document__in=within).values_list("pk", spoken(own, others))
    questions = []
    for language, terms in asked.items():
        if chosen := rarest(terms, POSTINGS_IN_WIDE if is_wide else POSTINGS):
            question = AnyOf(tuple(Term(spelling) for one in chosen for spelling in one.spellings))
            questions.append((question, language, LOOKED_AT if language == own else IN_OTHERS))
    return best_near(near, questions)


def spoken(own: str, others: Iterable[str]) -> models.Case:
    """The language of a document; one that no words are known in counts as the article's own."""
    code = "document__language"
    known = (
        When(Q(**{code: other}) | Q(**{f"{code}__startswith": f"{other}-"}), then=Value(other)) for other in others
    )
    return models.Case(*known, default=Value(own), output_field=models.CharField())


def rarest(asked: Iterable[Asked], postings: int) -> list[Asked]:
    """The terms that tell most, as long as they stand in few documents together; at least one."""
    chosen: list[Asked] = []
    for one in sorted(asked, key=lambda one: -one.weight):
        if one.documents and len(chosen) < MOST_TERMS and (not chosen or one.documents <= postings):
            chosen.append(one)
            postings -= one.documents
    return chosen


def newest_texts(keys: Sequence[UUID]) -> list[Text]:
    """The newest wordings of these documents, with what a list shows of them."""
    newest = (
        Text.objects.untranslated().filter(document=models.OuterRef("document")).order_by("-number").values("pk")[:1]
    )
    texts = Text.objects.filter(document__in=keys, pk=models.Subquery(newest)).select_related("document__outlet")
    return list(texts.prefetch_related("document__outlet__names"))


class Judge:
    """Puts reports in order by what they share with the article."""

    def __init__(self, article: Text, passage: Span | None, asked: dict[str, list[Asked]], days: int | None) -> None:
        self.article, self.asked = article, asked
        self.own = next(iter(asked))
        self.day, self.days = article.document.published_on, days or 0
        self.all_words = kept_words([article.body[:READ_OF_ARTICLE]])
        self.near_words = kept_words([article.body[passage.start : passage.end]]) if passage else self.all_words
        self.whole = sum(one.weight for one in asked[self.own] if one.documents) or 1.0

    def best(self, texts: Iterable[Text], most: int) -> list[Candidate]:
        """The best of them, at first by the words as they are written, then also by what says the same otherwise."""
        found = [self.candidate(text) for text in texts]
        found = sorted((one for one in found if one.question), key=lambda one: -one.score)
        for one in found[:LOOKED_AT_CLOSELY]:
            self.look_closer(one)
        worth = (one for one in found if one.share >= HALF or one.reasons.are_enough)
        return sorted(worth, key=lambda one: (-one.score, abs(one.days or 0), str(one.document.pk)))[:most]

    def language_of(self, document: Document) -> str:
        language = primary(document.language)
        return language if language in self.asked else self.own

    def candidate(self, text: Text) -> Candidate:
        document = text.document
        words = kept_words([document.title, text.body[:READ]])
        held = frozenset(words.split())
        reasons, terms, shared = Reasons(), [], 0.0
        for one in self.asked[self.language_of(document)]:
            if spelling := spelling_in(one.spellings, held, words):
                add(reasons, one.telling)
                terms.append(Term(spelling))
                shared += one.weight
        days = (self.day - document.published_on).days if self.day and document.published_on else None
        score = shared / self.whole * self.nearness(days) + self.naming(document, reasons)
        return Candidate(document, text, score, shared / self.whole, reasons, days, Wanted(tuple(terms[:MOST_MARKED])))

    def nearness(self, days: int | None) -> float:
        """What is left of the score for the days between: 1 on the same day."""
        if days is None:
            return 1 - UNDATED if self.day else 1.0
        return 1 - FAR * min(1.0, abs(days) / max(self.days, 1)) - (LATER if days < -1 else 0.0)

    def naming(self, document: Document, reasons: Reasons) -> float:
        """What it counts that the article names the outlet."""
        if document.outlet is None:
            return 0.0
        names = kept_names(document.outlet)
        reasons.is_outlet_named = any(name in self.all_words for name in names)
        if any(name in self.near_words for name in names) and self.near_words is not self.all_words:
            return NAMED_HERE
        return NAMED_SOMEWHERE if reasons.is_outlet_named else 0.0

    def look_closer(self, one: Candidate) -> None:
        """Add what is the same in other words: figures, and names in another script."""
        language = self.language_of(one.document)
        figures = [each for each in self.asked[self.own] if each.telling.kind == "figure"]
        body = one.text.body[:READ]
        if figures:
            theirs = find_figures(body, one.document.language, one.document.published_on)
            self.add_more(one, figures, lambda each: says_figure(each.telling.term.figure, theirs))
        if (language == "ar") != (self.own == "ar"):
            sounds = {sound for word in name_words(body) if len(sound := skeleton(word)) >= FEWEST_SOUNDS}
            names = [each for each in self.asked[self.own] if may_be_name(each.telling)]
            self.add_more(one, names, lambda each: skeleton(each.telling.term.form) in sounds)

    def add_more(self, one: Candidate, asked: Iterable[Asked], is_there: Callable[[Asked], bool]) -> None:
        known = {*one.reasons.names, *one.reasons.figures, *one.reasons.words}
        for each in asked:
            if each.telling.shown not in known and is_there(each):
                add(one.reasons, each.telling)
                one.score += LESS_SURE * each.weight / self.whole * self.nearness(one.days)


def spelling_in(spellings: Iterable[Spelling], held: frozenset[str], words: str) -> Spelling | None:
    """The first of the spellings that a text has, whose words are `held`, and in their order `words`."""
    for spelling in spellings:
        if spelling[0] in held and (len(spelling) == 1 or f" {' '.join(spelling)} " in words):
            return spelling
    return None


def add(reasons: Reasons, telling: Telling) -> None:
    {"name": reasons.names, "figure": reasons.figures, "word": reasons.words}[telling.kind].append(telling.shown)


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
