"""manage.py compare: the counts, all of it as JSON, and sentences for what cannot be compared."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sources.comparing.stored import Comparison
from sources.models import Dossier
from tests import cast

pytestmark = pytest.mark.django_db


def compare(*options: Any) -> str:
    out = StringIO()
    call_command("compare", *map(str, options), stdout=out)
    return out.getvalue()


def refusal(*options: Any) -> str:
    with pytest.raises(CommandError) as refused:
        compare(*options)
    assert refused.value.returncode == 1
    return str(refused.value)


def passages(value: Any) -> list[dict[str, Any]]:
    """Everything that has words in it."""
    if isinstance(value, dict):
        return [*([value] if "exact" in value else []), *(found for each in value.values() for found in passages(each))]
    return [found for each in value for found in passages(each)] if isinstance(value, list) else []


def test_the_counts_are_told_a_line_each() -> None:
    dossier = cast.make_dossier(f"{cast.ARTICLE}\n\nNobody in the valley had heard of the fire, AFP said.")
    lines = compare(dossier.pk).splitlines()
    counts = {name: int(number) for number, name in (line.split(maxsplit=1) for line in lines)}
    assert counts["figures that differ"] == 1
    assert counts["passages left out"] >= 1
    assert counts["citations of sources that are not here"] == 1
    found, changed, missing = (
        counts[f"sentences {name}"] for name in ("found in the reports", "changed", "not found in the reports")
    )
    assert found + changed + missing == 5
    assert Comparison.objects.count() == 1


def test_all_of_it_is_printed_as_json() -> None:
    dossier = cast.make_dossier(f"{cast.ARTICLE}\n\nNobody in the valley had heard of the fire, AFP said.")
    told = json.loads(compare(dossier.pk, "--json"))
    assert set(told) == {
        "counts", "is_partial", "sentences", "coverage", "figures", "quotations", "left_out", "citations"
    }  # fmt: skip
    article, report = cast.article_of(dossier), cast.reports_of(dossier)[0]
    bodies = {str(article.pk): article.body, str(report.pk): report.body}
    found = passages(told)
    assert len(found) > 10
    assert all(bodies[one["text"]][one["start"] : one["end"]] == one["exact"] for one in found)
    assert sum(told["counts"].values()) == sum(one["state"] is not None for one in told["sentences"])
    [sentence] = [one for one in told["sentences"] if "Seventy per cent" in one["exact"]]
    pair = sentence["pairs"][0]
    assert (pair["relation"], pair["report"]["exact"]) == (
        "figure changed",
        "Roughly 60 percent of the town had no water.",
    )
    assert 0.5 <= pair["score"] < 1
    assert any(reason["kind"] == "word" for reason in pair["reasons"])
    assert pair["reason"]
    [conflict] = [one for one in told["figures"] if one["is_conflict"]]
    assert conflict["exact"] == "Seventy per cent"
    assert "Four workers were hurt." in [one["exact"] for one in told["left_out"]]
    assert [(one["outlet"], one["reports"]) for one in told["citations"]] == [("AFP", [])]


def test_other_scripts_stay_readable_in_json() -> None:
    dossier = cast.make_dossier("احترقت الطاحونة في أوستر.", "The mill of Oster burned 🔥.")
    said = compare(dossier.pk, "--json")
    assert "احترقت الطاحونة" in said
    assert "🔥" in said


def test_it_prints_the_same_twice() -> None:
    dossier = cast.make_dossier()
    assert compare(dossier.pk, "--json") == compare(dossier.pk, "--json")


@pytest.mark.parametrize("name", ["The mill at Oster", "the MILL at  Oster", " The mill at Oster "])
def test_a_dossier_is_found_by_its_title_too(name: str) -> None:
    dossier = cast.make_dossier()
    assert compare(name) == compare(dossier.pk)


def test_a_draft_is_compared_too() -> None:
    assert "sentences changed" in compare(cast.make_dossier(published=False).pk)


@pytest.mark.parametrize("name", ["Nothing", "", "42", "01980000-0000-7000-8000-000000000000", "x" * 5_000])
def test_an_unknown_dossier_is_said_to_be_one(name: str) -> None:
    cast.make_dossier()
    assert refusal(name) == f"There is no dossier “{name}”."


def test_of_two_of_the_same_title_the_keys_are_told() -> None:
    dossiers = [cast.make_dossier() for _ in range(2)]
    said = refusal("The mill at Oster")
    assert said.startswith("Several dossiers are called “The mill at Oster”: ")
    assert all(str(dossier.pk) in said for dossier in dossiers)
    assert "sentences changed" in compare(dossiers[0].pk)


def test_a_dossier_without_reports_or_article_cannot_be_compared() -> None:
    empty = Dossier.objects.create(title="Empty")
    alone = Dossier.objects.create(title="Alone")
    alone.place(cast.make_text(cast.ARTICLE, "article"))
    only_reports = Dossier.objects.create(title="Reports")
    only_reports.place(cast.make_text())
    for dossier in (empty, alone, only_reports):
        assert refusal(dossier.pk) == "This dossier has no article with reports to compare it with."
    assert not Comparison.objects.exists()
