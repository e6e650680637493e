"""A document gets a new wording, and what was marked in the old one is moved to it."""

import pytest
from playwright.sync_api import expect

from annotate.models import Review
from tests import cast
from tests.browser.conftest import Visit
from tests.browser.test_axe import serious

NEWER = f"Updated at noon.\n\n{cast.ARTICLE.replace('had clearly planned it', 'may well have planned it')}"


@pytest.fixture
def review(db: None) -> Review:
    """A review by the maker of the dossier, with three passages marked in the article."""
    reviewer = cast.make_reviewer()
    review = cast.make_review(cast.make_dossier(by=reviewer), reviewer)
    for quote in ("belches out", "The owner had clearly planned it", "burned for two days"):
        cast.make_annotation(review, quote)
    return review


def test_a_wording_is_added_shown_and_what_was_marked_moves_along(visit: Visit, review: Review) -> None:
    page = visit(review.reviewer)
    page.goto(cast.article_of(review.dossier).document.get_absolute_url())
    page.get_by_role("link", name="New wording").click()
    page.locator("#id_body").fill(NEWER)
    expect(page.locator("#preview")).to_contain_text("Updated at noon.")
    page.get_by_role("button", name="Store the new wording").click()
    expect(page.locator(".difference ins", has_text="Updated at noon.")).to_be_visible()
    expect(page.locator(".difference del")).to_contain_text("had clearly")
    assert serious(page) == []

    page.goto(f"/dossiers/{review.dossier_id}/edit/")
    page.get_by_label("Wording of").select_option(label="wording 2")
    page.get_by_role("button", name="Show this wording").click()
    page.goto(review.get_absolute_url())
    expect(page.locator(".note")).to_have_count(3)
    expect(page.locator(".note-facts").first).to_have_text("an earlier wording")
    page.get_by_role("link", name="See where they stand now").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(3)
    assert serious(page) == []

    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Move what is ticked").click()
    expect(page.get_by_text("2 passages were moved.", exact=True)).to_be_visible()
    expect(page.locator(".move")).to_have_count(1)
    page.get_by_role("button", name="Move back").click()
    expect(page.locator(".move")).to_have_count(3)


def test_a_card_on_an_older_wording_opens_without_its_passage(visit: Visit, review: Review) -> None:
    article = cast.article_of(review.dossier)
    review.dossier.placements.filter(text=article).update(text=article.document.add_text(NEWER, how="pasted"))
    page = visit(review.reviewer)
    page.goto(review.get_absolute_url())
    expect(page.locator("html")).to_have_attribute("data-review-ready", "")
    page.locator(".note-head").first.click()
    page.get_by_role("button", name="Change the passage").click()
    page.get_by_role("button", name="Searched, not found").click()
    expect(page.get_by_role("button", name="Record the search")).to_be_visible()
    page.get_by_label("Rationale").fill("It judges.")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_as_wide_as_a_phone(visit: Visit, review: Review, scheme: str) -> None:
    article = cast.article_of(review.dossier)
    new = article.document.add_text(NEWER, how="pasted")
    review.dossier.placements.filter(text=article).update(text=new)
    page = visit(review.reviewer, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    document = f"/documents/{article.document_id}"
    for address in (f"/reviews/{review.pk}/move/", f"{document}/wordings/", f"{document}/wordings/new/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert serious(page) == []
