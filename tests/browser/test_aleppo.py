"""What a reviewer does with a real article and the reports that it cites."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from annotate.models import Review
from tests import cast
from tests.browser.conftest import Desk, Visit, Watch


def test_a_motive_is_marked_and_the_reports_that_were_searched_for_it_recorded(
    desk: Desk, aleppo_review: Review
) -> None:
    page = desk(aleppo_review)
    annotation = page.mark("téléguidé", "motive-attributed")
    assert (annotation.exact, annotation.label.key) == ("téléguidé", "motive-attributed")
    page.act("search")
    reuters = [text for text in cast.reports_of(aleppo_review.dossier) if str(text.document.outlet) == "Reuters"]
    for box in page.card.locator("[data-searched-texts] input").all():
        box.set_checked(box.get_attribute("value") in {str(text.pk) for text in reuters})
    page.card.get_by_role("button", name="Record the search").click()
    page.saved()
    evidence = annotation.evidence.get()
    assert evidence.kind == "searched, not found"
    assert len(reuters) == 2
    assert set(evidence.searched_texts.all()) == set(reuters)


def test_loaded_wording_keeps_its_neutral_wording_after_a_reload(desk: Desk, aleppo_review: Review) -> None:
    page = desk(aleppo_review)
    annotation = page.mark("cris d’orfraie", "loaded-noun-or-adjective")
    page.field("neutral_wording").fill("les protestations")
    page.saved()
    assert page.annotation().neutral_wording == "les protestations"
    page.reload().open_card(annotation)
    expect(page.field("neutral_wording")).to_have_value("les protestations")
    expect(page.card.locator(".note-quote")).to_have_text("cris d’orfraie")
    assert page.highlighted("label-loaded-wording") == ["cris d’orfraie"]


def test_a_passage_is_tied_to_the_words_of_a_report_and_the_connector_is_drawn(
    desk: Desk, aleppo_review: Review
) -> None:
    page = desk(aleppo_review)
    annotation = page.mark("Deux médecins militaires", "figure-changed")
    hospital = page.report_with("two women medics")
    page.act("link")
    page.show_report(hospital)
    page.drag_over("two women medics", hospital)
    page.take("altered")
    page.saved()
    evidence = annotation.evidence.get()
    assert (evidence.exact, evidence.relation, evidence.text) == ("two women medics", "altered", hospital)
    expect(page.card.locator(".ev")).to_contain_text("altered")
    assert page.highlighted("active") == ["Deux médecins militaires"]
    assert page.highlighted("evidence") == ["two women medics"]
    # A curve and a bracket at each end.
    expect(page.page.locator("[data-links] path")).to_have_count(3)


def test_an_omission_is_marked_on_the_report_that_has_what_the_article_leaves_out(
    desk: Desk, aleppo_review: Review
) -> None:
    page = desk(aleppo_review)
    observatory = page.report_with("319 civilians")
    page.show_report(observatory)
    annotation = page.mark("at least 319 civilians, 44 of them children", "omission", observatory)
    assert (annotation.text, annotation.label.key) == (observatory, "omission")
    assert observatory.body[annotation.start : annotation.end] == "at least 319 civilians, 44 of them children"
    assert page.highlighted("label-framing") == [annotation.exact]


def test_a_passage_is_resized_by_its_handle_and_keeps_its_card_and_evidence(desk: Desk, aleppo_review: Review) -> None:
    annotation = cast.make_annotation(
        aleppo_review, "téléguidé", "motive-attributed", rationale="Nobody says so.", severity=3
    )
    cast.make_evidence(annotation, "no evidence", "contradicted")
    page = desk(aleppo_review)
    page.open_card(annotation)
    page.drag_handle("end", "téléguidé le bombardement")
    page.saved()
    annotation.refresh_from_db()
    assert annotation.exact == "téléguidé le bombardement"
    assert annotation.text.body[annotation.start : annotation.end] == annotation.exact
    assert (annotation.rationale, annotation.severity, annotation.evidence.count()) == ("Nobody says so.", 3, 1)
    expect(page.card.locator(".note-quote")).to_have_text("téléguidé le bombardement")
    page.page.locator("[data-toast] [data-action=undo]").click()
    page.saved()
    assert page.annotation().exact == "téléguidé"


def test_a_passage_is_changed_by_selecting_other_words(desk: Desk, aleppo_review: Review) -> None:
    annotation = cast.make_annotation(aleppo_review, "téléguidé", "motive-attributed", rationale="Nobody says so.")
    page = desk(aleppo_review)
    page.open_card(annotation)
    page.act("resize")
    page.drag_over("par mesure de rétorsion")
    page.take("resize")
    page.saved()
    annotation.refresh_from_db()
    assert (annotation.exact, annotation.rationale) == ("par mesure de rétorsion", "Nobody says so.")
    assert page.highlighted("label-unsupported-inference") == ["par mesure de rétorsion"]


@pytest.mark.parametrize("by", ["button", "keys"])
def test_a_deletion_is_undone(desk: Desk, aleppo_review: Review, by: str) -> None:
    annotation = cast.make_annotation(aleppo_review, "téléguidé", "motive-attributed")
    cast.make_evidence(annotation, "no evidence", "contradicted")
    page = desk(aleppo_review)
    page.open_card(annotation)
    page.act("delete")
    expect(page.page.locator(".note")).to_have_count(0)
    page.saved()
    assert not aleppo_review.annotations.kept().exists()
    if by == "keys":
        page.page.keyboard.press("Control+z")
    else:
        page.page.locator("[data-toast] [data-action=undo]").click()
    expect(page.page.locator(".note")).to_have_count(1)
    page.saved()
    page.reload()
    assert page.quotes == ["téléguidé"]
    assert aleppo_review.annotations.kept().get().evidence.count() == 1


def test_everything_is_found_again_after_a_reload(desk: Desk, aleppo_review: Review) -> None:
    page = desk(aleppo_review)
    first = page.mark("cris d’orfraie", "loaded-noun-or-adjective")
    page.field("rationale").fill("Comme des oiseaux de malheur.")
    page.field("severity").nth(1).check(force=True)
    page.field("confidence").select_option("high")
    page.field("tags").fill("oiseaux, ton")
    page.saved()
    page.mark("téléguidé", "motive-attributed")
    page.reload()
    assert page.quotes == ["téléguidé", "cris d’orfraie"]
    page.open_card(first)
    expect(page.field("rationale")).to_have_value("Comme des oiseaux de malheur.")
    expect(page.field("severity").nth(1)).to_be_checked()
    expect(page.field("confidence")).to_have_value("high")
    expect(page.field("tags")).to_have_value("oiseaux, ton")
    expect(page.field("label")).to_have_value("loaded-noun-or-adjective")


def test_another_reviewer_sees_nothing_of_it(
    desk: Desk, visit: Visit, aleppo_review: Review, other_reviewer: User, watch: Watch
) -> None:
    cast.make_annotation(aleppo_review, "téléguidé", "motive-attributed", rationale="Nobody says so.")
    page = visit(other_reviewer)
    page.goto(aleppo_review.dossier.get_absolute_url())
    page.get_by_role("button", name="Review it").click()
    expect(page.locator("html")).to_have_attribute("data-review-ready", "")
    expect(page.locator(".note")).to_have_count(0)
    assert "Nobody says so." not in page.content()
    watch.allow("404")
    answer = page.goto(aleppo_review.get_absolute_url())
    assert answer is not None
    assert answer.status == 404


def test_a_moderator_finds_it_in_the_admin(visit: Visit, aleppo_review: Review, moderator: User) -> None:
    annotation = cast.make_annotation(aleppo_review, "téléguidé", "motive-attributed", rationale="Personne ne le dit.")
    page = visit(moderator)
    page.goto("/admin/annotate/annotation/")
    page.locator("#searchbar").fill("Personne ne le dit")
    page.locator("#searchbar").press("Enter")
    row = page.locator("#result_list tbody tr").filter(has_text=str(aleppo_review.reviewer))
    expect(row).to_contain_text("téléguidé")
    row.locator("a").first.click()
    expect(page.locator("#content")).to_contain_text("Personne ne le dit.")
    page.get_by_role("link", name="View on site").click()
    assert page.url.endswith(annotation.get_absolute_url())
