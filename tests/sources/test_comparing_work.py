"""Comparing a dossier: each pair of texts once, anew where something changed, kept where it was stopped."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_save, pre_save
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sources.attribution.naming import known_outlets
from sources.comparing import work
from sources.comparing.stored import SILENT, Comparison, ComparisonRun, TextReading
from sources.comparing.work import Cancelled, Compared, registry, run, stamp_of
from sources.models import Document, Dossier, Outlet, OutletName, Placement, Text
from sources.tasks import start_comparing
from tests import cast

pytestmark = pytest.mark.django_db

Status = ComparisonRun.Status
SECOND = "A fire at the mill of Oster hurt four workers, the Coast Monitor said on Tuesday."
THIRD = "The owner of the mill was in Varna when it burned."


@pytest.fixture
def dossier() -> Dossier:
    return cast.make_dossier(cast.ARTICLE, cast.REPORT, SECOND, THIRD)


def compute(dossier: Dossier) -> Compared:
    compared = Compared(dossier)
    compared.compute(lambda share: None)
    return compared


def when_computed() -> dict[Any, datetime.datetime]:
    """When each pair of texts was computed, by the report's text."""
    return dict(Comparison.objects.values_list("report", "computed_at"))


def anew(dossier: Dossier, before: dict[Any, datetime.datetime]) -> set[Any]:
    """The reports that are computed although they had been."""
    compute(dossier)
    return {report for report, moment in when_computed().items() if before.get(report) != moment}


@contextmanager
def at_each(signal: Any, act: Any) -> Iterator[None]:
    """Something happens whenever a comparison is stored."""

    def happen(**_told: Any) -> None:
        act()

    signal.connect(happen, sender=Comparison)
    try:
        yield
    finally:
        signal.disconnect(happen, sender=Comparison)


def new_wording(text: Text, body: str) -> Text:
    return text.document.add_text(body, how=Text.How.PASTED)


def show(dossier: Dossier, old: Text, new: Text) -> None:
    Placement.objects.filter(dossier=dossier, text=old).update(text=new)


# Once


def test_each_report_is_compared_once_with_the_article(dossier: Dossier) -> None:
    assert len(Compared(dossier).missing) == 3
    compared = compute(dossier)
    assert compared.is_complete
    article, reports = cast.article_of(dossier), cast.reports_of(dossier)
    assert set(Comparison.objects.values_list("article", "report")) == {(article.pk, text.pk) for text in reports}
    assert set(TextReading.objects.values_list("text", flat=True)) == {text.pk for text in (article, *reports)}


def test_what_is_stored_is_not_computed_again(dossier: Dossier) -> None:
    compute(dossier)
    assert anew(dossier, when_computed()) == set()
    compared = Compared(dossier)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        compared.compute(lambda share: pytest.fail("nothing is left to do"))
    assert not asked.captured_queries


def test_what_is_stored_shows_what_was_computed(dossier: Dossier) -> None:
    first = compute(dossier).findings()
    assert Compared(dossier).findings() == first
    assert first.count("changed") > 0
    assert first.figures[0].is_conflict


def test_a_pair_that_stands_in_another_dossier_is_taken_from_there(dossier: Dossier) -> None:
    compute(dossier)
    other = Dossier.objects.create(title="Another one")
    other.place(cast.article_of(dossier))
    other.place(cast.reports_of(dossier)[0])
    assert Compared(other).is_complete


def test_a_report_that_is_added_is_compared_alone(dossier: Dossier) -> None:
    compute(dossier)
    before = when_computed()
    added = cast.make_text("The mill of Oster is to be rebuilt by the town.")
    dossier.place(added)
    assert [text.pk for text in Compared(dossier).missing] == [added.pk]
    assert anew(dossier, before) == {added.pk}


def test_more_reports_take_no_more_queries_once_they_are_compared(dossier: Dossier) -> None:
    def asked(some: Dossier) -> int:
        with CaptureQueriesContext(connection) as queries:
            Compared(some).findings()
        return len(queries)

    few = cast.make_dossier(cast.ARTICLE, cast.REPORT)
    compute(few)
    compute(dossier)
    assert asked(few) == asked(dossier)


# Anew


def test_another_language_of_a_report_makes_its_pair_anew(dossier: Dossier) -> None:
    compute(dossier)
    before, report = when_computed(), cast.reports_of(dossier)[0]
    document = report.document
    document.language = "fr"
    document.save()
    assert [text.pk for text in Compared(dossier).missing] == [report.pk]
    assert anew(dossier, before) == {report.pk}
    assert Comparison.objects.count() == 3


def test_another_outlet_of_a_report_makes_its_pair_anew_and_counts_where_the_article_names_it() -> None:
    said = "Families had come to the gate and were in a rage, Reuters reports."
    dossier = cast.make_dossier(said, "Relatives of the crew were waiting at the gate, and many of them were angry.")

    def surest() -> float:
        compute(dossier)
        return max((pair["score"] for pair in Comparison.objects.get().facts["pairs"]), default=0.0)

    unsaid, before = surest(), when_computed()
    document = cast.reports_of(dossier)[0].document
    document.outlet = OutletName.objects.filter(name="Reuters")[0].outlet
    document.save()
    assert surest() > unsaid
    assert when_computed() != before


@pytest.mark.parametrize("change", [{"language": "de"}, {"published_on": datetime.date(2026, 3, 4)}])
def test_another_language_or_day_of_the_article_makes_all_anew(dossier: Dossier, change: dict[str, Any]) -> None:
    compute(dossier)
    before = when_computed()
    Document.objects.filter(texts=cast.article_of(dossier)).update(**change)
    assert not Compared(dossier).findings().sentences
    assert anew(dossier, before) == set(before)


def test_another_title_changes_nothing(dossier: Dossier) -> None:
    compute(dossier)
    Document.objects.update(title="Fire")
    assert anew(dossier, when_computed()) == set()


def test_another_wording_of_a_report_is_compared_and_the_old_one_stays(dossier: Dossier) -> None:
    compute(dossier)
    old = cast.reports_of(dossier)[0]
    new = new_wording(old, cast.REPORT.replace("60 percent", "70 percent"))
    assert Compared(dossier).is_complete
    before = when_computed()
    show(dossier, old, new)
    assert anew(dossier, before) == {new.pk}
    assert not Compared(dossier).findings().figures[0].is_conflict
    show(dossier, new, old)
    assert Compared(dossier).is_complete


def test_other_rules_make_all_anew(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    compute(dossier)
    before = when_computed()
    monkeypatch.setattr(work, "VERSION", 0)
    assert anew(dossier, before) == set(before)


def test_a_stamp_tells_what_the_result_depends_on() -> None:
    one, other = Document(language="en"), Document(language="fr", published_on=datetime.date(2026, 3, 4))
    assert len({stamp_of(one, other), stamp_of(other, one), stamp_of(one), stamp_of(one, other, helped_by="|x")}) == 4
    assert len(stamp_of(*[other] * 30)) == 100


# Stopped


def test_what_was_done_before_it_was_stopped_is_kept(dossier: Dossier) -> None:
    def watch(share: float) -> None:
        if share >= 1 / 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        Compared(dossier).compute(watch)
    first, *others = cast.reports_of(dossier)
    compared = Compared(dossier)
    assert set(compared.pairs) == {first.pk}
    assert compared.missing == others
    assert set(compared.findings().used) == {str(first.pk)}


def test_a_run_that_is_cancelled_stops_before_the_next_report(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    with at_each(post_save, ComparisonRun.objects.cancel):
        start_comparing(dossier)
    assert ComparisonRun.objects.get().status == Status.CANCELLED
    assert Comparison.objects.count() == 1
    start_comparing(dossier)
    assert ComparisonRun.objects.get().status == Status.DONE
    assert Comparison.objects.count() == 3


def test_a_run_that_was_cancelled_before_it_began_does_nothing(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    row = ComparisonRun.objects.create(dossier=dossier, status=Status.CANCELLED)
    run(dossier, row)
    assert (ComparisonRun.objects.get().status, Comparison.objects.count()) == (Status.CANCELLED, 0)


def test_a_run_says_how_far_it_is(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    told: list[int] = []
    with at_each(post_save, lambda: told.append(ComparisonRun.objects.get().percent)):
        start_comparing(dossier)
    assert told == sorted(told)
    assert 0 <= told[0] < 34 < told[1] < 67 < told[2] <= 100
    assert ComparisonRun.objects.get().percent == 100


# Failed


def test_a_run_that_fails_says_so_and_can_be_started_again(dossier: Dossier) -> None:
    def fail() -> None:
        raise OSError("the disk is full")

    with at_each(pre_save, fail):
        start_comparing(dossier)
    row = ComparisonRun.objects.get()
    assert (row.status, row.is_going_on) == (Status.FAILED, False)
    assert not Compared(dossier).is_complete
    start_comparing(dossier)
    assert ComparisonRun.objects.get().status == Status.DONE


# At once


@pytest.mark.parametrize("status", [Status.WAITING, Status.RUNNING])
def test_what_somebody_is_at_is_not_started_twice(dossier: Dossier, status: str) -> None:
    ComparisonRun.objects.create(dossier=dossier, status=status)
    start_comparing(dossier)
    assert Comparison.objects.count() == 0
    assert ComparisonRun.objects.get().status == status


def test_a_second_start_while_it_runs_is_none(dossier: Dossier) -> None:
    begun: list[int] = []

    def start_again() -> None:
        start_comparing(dossier)
        begun.append(Comparison.objects.count())

    with at_each(post_save, start_again):
        start_comparing(dossier)
    assert begun == [1, 2, 3]
    assert ComparisonRun.objects.count() == 1


def test_a_run_whose_process_died_does_not_keep_others_from_it(dossier: Dossier) -> None:
    silent = timezone.now() - SILENT - timedelta(seconds=1)
    row = ComparisonRun.objects.create(dossier=dossier, status=Status.RUNNING, heard_at=silent)
    assert not row.is_going_on
    start_comparing(dossier)
    assert Comparison.objects.count() == 3


# Odd dossiers


def test_dossiers_without_article_or_reports_are_compared_to_nothing() -> None:
    empty = Dossier.objects.create(title="Empty")
    alone = Dossier.objects.create(title="Alone")
    alone.place(cast.make_text(cast.ARTICLE, "article"))
    for dossier in (empty, alone):
        start_comparing(dossier)
        assert ComparisonRun.objects.get(dossier=dossier).status == Status.DONE
        assert not Compared(dossier).is_complete
    assert not Compared(empty).findings().sentences


@pytest.mark.parametrize("body", ["…", "🔥", "12", "火事が起きた。"])
def test_texts_with_next_to_nothing_in_them_are_compared(body: str) -> None:
    dossier = cast.make_dossier(body, cast.REPORT, body)
    compared = compute(dossier)
    assert compared.is_complete
    assert not compared.findings().count("found") or body.startswith("火")


def test_citations_are_of_the_reports_of_their_outlet() -> None:
    dossier = cast.make_dossier("The mill at Oster burned for two days, Agence France-Presse reported.", cast.REPORT)
    afp = Outlet.objects.get(slug="afp")
    Document.objects.filter(kind="report").update(outlet=afp)
    [citation] = compute(dossier).findings().citations
    assert citation.reports == (str(cast.reports_of(dossier)[0].pk),)
    Document.objects.filter(kind="report").update(outlet=cast.make_outlet())
    [citation] = Compared(dossier).findings().citations
    assert citation.reports == ()


def test_outlets_read_as_rows_are_those_of_the_models() -> None:
    outlet = Outlet.objects.create(slug="courlis", kind="agency", country="fr")
    for language, name, is_main in (("fr", "Courlis", False), ("fr", "Agence Courlis", True), ("en", "Curlew", False)):
        OutletName.objects.create(outlet=outlet, language=language, name=name, is_main=is_main)
    assert registry() == list(known_outlets(Outlet.objects.all()))


def test_a_name_that_an_outlet_gets_is_found_in_what_was_compared_before() -> None:
    dossier = cast.make_dossier("The mill at Oster burned for two days, the Curlew Wire reported.", cast.REPORT)
    assert [one.citation.outlet for one in compute(dossier).findings().citations] == []
    outlet = cast.make_outlet("Agence Courlis")
    OutletName.objects.create(outlet=outlet, language="en", name="Curlew Wire")
    assert [one.citation.outlet for one in Compared(dossier).findings().citations] == ["Agence Courlis"]
