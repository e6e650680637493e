"""Reports of the archive that an article may cite: asked of the index of words, then looked at one by one.

The index is asked for the article's telling terms, as each language writes them. Documents come first that have most of
what stands in one place of the article. The best of these are then put in order by the names, figures and words that
are shared, by the days between, and by the outlet. It proposes; whoever reads decides.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice

from django.db.models import OuterRef, Q, Subquery

from sources.candidates.asking import Question, ask
from sources.candidates.judging import Candidate, Judge, Reasons
from sources.candidates.telling import tellings
from sources.glossaries.normal import primary
from sources.models import Document, DocumentQuerySet, Dossier, Outlet, Text
from sources.people import Person, is_moderator
from sources.sentences import Span

__all__ = ["DAYS", "Candidate", "Reasons", "candidates"]

# How far from the article's day reports are looked for, in days, and how many are offered.
DAYS, MOST = 7, 20
# So many that have most of it are looked at: in the article's language, and in each other one.
LOOKED_AT, IN_OTHERS = 30, 12
# Where more documents than these may be offered at all, the best are sought among all and then asked whether they may:
# fewer of them where nearly all may.
FEW = 5_000
BEST_OF_MANY, BEST_OF_ALL = 2_000, 500


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
    question = ask(told, primary(document.language))
    within = window(article, user, outlet, days, dossier)
    is_narrow = bool(outlet) or not is_moderator(user) or (days is not None and document.published_on is not None)
    numbers = best_of(question, within, is_narrow=is_narrow)
    return Judge(article, passage, question, days).best(newest_texts(numbers), most)


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


def best_of(question: Question, within: DocumentQuerySet, *, is_narrow: bool) -> list[int]:
    """The numbers of those within that have most of the question. Two queries at most."""
    numbered = within.filter(indexed__isnull=False).values_list("indexed", "language")
    found = question.places_of()
    few = dict(numbered[: FEW + 1]) if is_narrow else {}
    if is_narrow and len(few) <= FEW:
        ranked = in_order(question, {number: bits for number, bits in found.items() if number in few}, FEW)
        languages = few
    else:
        ranked = in_order(question, found, BEST_OF_MANY if is_narrow else BEST_OF_ALL)
        languages = dict(numbered.filter(indexed__in=ranked)) if ranked else {}
    return list(chosen(question, [(number, languages[number]) for number in ranked if number in languages]))


def in_order(question: Question, found: dict[int, int], most: int) -> list[int]:
    """The numbers, those with most of the question first, and of those alike the newest."""
    alike: dict[int, list[int]] = {}
    for number, bits in found.items():
        alike.setdefault(bits, []).append(number)
    shares = {bits: question.share(dict.fromkeys(places(bits), 1.0)) for bits in alike}
    ordered = (sorted(alike[bits], reverse=True) for bits in sorted(shares, key=lambda bits: -shares[bits]))
    return list(islice(chain.from_iterable(ordered), most))


def places(bits: int) -> Iterator[int]:
    """Which bits are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def chosen(question: Question, ranked: Sequence[tuple[int, str]]) -> Iterator[int]:
    """The first of each language."""
    by_language: dict[str, list[int]] = {}
    for number, language in ranked:
        by_language.setdefault(question.language_of(language), []).append(number)
    for language, numbers in by_language.items():
        yield from islice(numbers, LOOKED_AT if language == question.own else IN_OTHERS)


def newest_texts(numbers: Sequence[int]) -> list[Text]:
    """The newest wordings of the documents with these numbers, with what a list shows of them."""
    newest = Text.objects.untranslated().filter(document=OuterRef("document")).order_by("-number").values("pk")[:1]
    texts = Text.objects.filter(document__indexed__in=numbers, pk=Subquery(newest)).select_related("document__outlet")
    return list(texts.prefetch_related("document__outlet__names"))
