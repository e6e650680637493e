"""How long it takes to find what an article may cite among a hundred thousand reports, and how well it is found.

On PostgreSQL: python -m tests.bench.postgres
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from statistics import median
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction

from sources.candidates import DAYS
from sources.candidates import candidates as find
from sources.intake.items import prepare
from sources.intake.store import Intake, Similar
from sources.models import Text
from tests.bench.archive import Archive, Event
from tests.bench.table import p95, row
from tests.cast import make_moderator, make_reviewer

REPORTS, AT_ONCE = 100_000, 1_000
ARTICLES = 100
FIRST_ONES = 5
# An article appears so many days after the event at most.
LATE = 3
# Articles with which the glossaries and the language's rules are read in.
WARMING = 6

Report = tuple[Event, str, Any]
Cited = tuple[Text, str, Any]


def candidates(_bench: object) -> None:
    """In a transaction that is taken back, so that the other parts find the database as it was."""
    with transaction.atomic():
        archive = Archive()
        reports = list(stored(archive))
        moderator, reviewer = make_moderator(), make_reviewer()
        articles = list(cited(archive, reports, reviewer))
        settle()
        for text, _fact, _report in articles[:WARMING]:
            find(text, moderator)
        for where, days in (("", DAYS), (", on any day", None)):
            measure(f"Candidates for a passage{where}", articles, moderator, of_passage=True, days=days)
            measure(f"Candidates for a whole article{where}", articles, moderator, of_passage=False, days=days)
        measure("The same for a reviewer, who sees little", articles, reviewer, of_passage=False)
        transaction.set_rollback(True)


def settle() -> None:
    """What PostgreSQL does by itself some time after an import."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('sources_words_found')")
            cursor.execute("ANALYZE")


def stored(archive: Archive) -> Iterator[Report]:
    """The events that the reports tell of, with their languages and their documents' keys."""
    intake = Intake(None, similar=Similar.APART)
    drawn = archive.reports(REPORTS)
    while batch := list(islice(drawn, AT_ONCE)):
        kept = intake.store([prepare(parsed) for _event, parsed in batch])
        for (event, parsed), one in zip(batch, kept, strict=True):
            yield event, parsed.language, one.document.pk


def cited(archive: Archive, reports: list[Report], by: User) -> Iterator[Cited]:
    """Articles, each with the sentence that tells what a report of the archive tells, and that report."""
    intake = Intake(by, similar=Similar.APART)
    for event, _language, report in archive.chance.sample(reports, ARTICLES):
        published = event.day + timedelta(archive.chance.randint(0, LATE))
        parsed, fact = archive.article(event, archive.language(), published)
        [kept] = intake.store([prepare(parsed)])
        assert kept.text_id
        yield Text.objects.select_related("document").get(pk=kept.text_id), fact, report


def measure(what: str, articles: list[Cited], user: User, *, of_passage: bool, days: int | None = DAYS) -> None:
    took, own, places = [], [], []
    for text, fact, report in articles:
        start = text.body.index(fact) if of_passage else None
        end = None if start is None else start + len(fact)
        begun, begun_cpu = time.perf_counter(), time.process_time()
        found = find(text, user, start=start, end=end, days=days)
        took.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - begun_cpu) * 1000)
        places.append(next((place for place, one in enumerate(found) if one.document.pk == report), len(articles)))
    remark = (
        f"p95 of {ARTICLES}; median {median(took):.0f} ms; of the processor {p95(own):.0f} and {median(own):.0f} ms"
    )
    row(what, f"{p95(took):.0f} ms", "≤ 200 ms", remark)
    if min(places) < len(articles):
        first, early = (sum(place < most for place in places) for most in (1, FIRST_ONES))
        remark = f"the right report is among the first {FIRST_ONES}; it is the first one for {first / len(places):.0%}"
        row("", f"{early / len(places):.0%}", "", remark)
