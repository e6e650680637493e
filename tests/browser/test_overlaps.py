"""Several annotations at one place."""

from playwright.sync_api import expect

from annotate.models import Annotation, Review
from tests import cast
from tests.browser.conftest import Desk

SENTENCE = "The owner had clearly planned it, to be rid of the workers 🔥 before winter."
CLAUSE = "to be rid of the workers 🔥 before winter"


def overlapping(review: Review) -> list[Annotation]:
    """The smallest first."""
    return [
        cast.make_annotation(review, "rid of the workers", "loaded-noun-or-adjective"),
        cast.make_annotation(review, CLAUSE, "motive-attributed"),
        cast.make_annotation(review, SENTENCE, "insinuation"),
    ]


def test_a_click_on_an_overlap_offers_all_that_lie_there_the_smallest_first(desk: Desk) -> None:
    review = cast.make_review()
    smallest, _middle, _largest = overlapping(review)
    page = desk(review)
    page.click_on("workers")
    choices = page.page.locator("[data-choose] button")
    expect(choices).to_have_count(3)
    assert choices.locator("bdi").all_inner_texts() == ["rid of the workers", CLAUSE, SENTENCE]
    choices.first.click()
    expect(page.card).to_have_attribute("data-id", str(smallest.pk))
    assert page.highlighted("active") == ["rid of the workers"]


def test_a_click_where_only_one_lies_opens_it(desk: Desk) -> None:
    review = cast.make_review()
    _smallest, _middle, largest = overlapping(review)
    page = desk(review)
    page.click_on("clearly")
    expect(page.card).to_have_attribute("data-id", str(largest.pk))
    page.click_on("Seventy")
    expect(page.card).to_have_count(0)


def test_enter_on_an_overlap_offers_the_same(desk: Desk) -> None:
    review = cast.make_review()
    overlapping(review)
    page = desk(review)
    page.page.locator(".article [data-text]").focus()
    page.place(SENTENCE)
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", *["ArrowRight"] * 9):
        page.page.keyboard.press(key)
    expect(page.page.locator("[data-pick]")).to_be_visible()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("[data-choose] button")).to_have_count(3)


def test_every_label_has_its_underline_where_they_overlap(desk: Desk) -> None:
    review = cast.make_review()
    overlapping(review)
    page = desk(review)
    assert page.highlighted("label-loaded-wording") == ["rid of the workers"]
    assert sorted(page.highlighted("label-unsupported-inference")) == sorted([SENTENCE, CLAUSE])
    assert page.highlighted("density-2")


def test_the_cards_are_in_reading_order_a_longer_passage_before_those_inside_it(desk: Desk) -> None:
    review = cast.make_review()
    overlapping(review)
    report = cast.reports_of(review.dossier)[0]
    cast.make_annotation(review, "Four workers were hurt.", "omission", report)
    page = desk(review)
    assert page.quotes == [SENTENCE, CLAUSE, "rid of the workers", "Four workers were hurt."]
    page.mark("The mill at Oster", "placement")
    assert page.quotes[0] == "The mill at Oster"


def test_the_list_can_be_narrowed_to_a_root(desk: Desk) -> None:
    review = cast.make_review()
    overlapping(review)
    page = desk(review)
    page.page.locator("[data-filter] button[value=loaded-wording]").click()
    expect(page.page.locator(".note:visible")).to_have_count(1)
    page.page.locator("[data-filter] button[value='']").click()
    expect(page.page.locator(".note:visible")).to_have_count(3)
