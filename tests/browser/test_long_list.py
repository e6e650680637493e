"""A list of more annotations than a window shows: the first of them come at once, the others once there is time."""

import pytest
from playwright.sync_api import Page, expect

from annotate.cards import AT_ONCE
from annotate.models import Annotation, Review
from tests import cast
from tests.browser.conftest import Desk, Visit

EXTRA = 30
CARDS = "Array.from(document.querySelectorAll('.note'), (card) => card.id)"
# Before the page's own scripts: no idle moment comes.
ALWAYS_BUSY = "window.requestIdleCallback = () => 0"
# How many cards the server has put there for browsers without JavaScript, and which of them the page makes otherwise.
UNLIKE = """() => {
  const html = Array.from(document.querySelectorAll("noscript"), (each) => each.textContent).join("");
  const cards = Array.from(new DOMParser().parseFromString(html, "text/html").querySelectorAll(".note"));
  const unlike = cards.filter((card) => !card.isEqualNode(document.getElementById(card.id)));
  return [cards.length, unlike.map((card) => card.outerHTML)];
}"""


@pytest.fixture
def review(db: None) -> Review:
    """Of so many annotations, every third with evidence, the last two on the report."""
    review = cast.make_review()
    for number in range(AT_ONCE + EXTRA - 2):
        leaf = ("figure-changed", "exaggeration-or-minimising", "framing")[number % 3]
        annotation = cast.make_annotation(review, "Seventy per cent of the town", leaf, severity=number % 4 or None)
        if number % 3 == 0:
            cast.make_evidence(annotation)
    for _number in range(2):
        cast.make_annotation(review, "Four workers", "omission", text=cast.reports_of(review.dossier)[0])
    return review


def in_order(review: Review) -> list[str]:
    annotations = Annotation.objects.filter(review=review).in_reading_order()
    return [f"annotation-{pk}" for pk in annotations.values_list("pk", flat=True)]


def busy(visit: Visit, review: Review, at: str = "") -> Page:
    """The review page in a browser that never has time."""
    page = visit(review.reviewer)
    page.add_init_script(ALWAYS_BUSY)
    page.goto(f"{review.get_absolute_url()}{at}")
    expect(page.locator("html")).to_have_attribute("data-review-ready", "")
    return page


def test_all_annotations_are_listed_in_reading_order(desk: Desk, review: Review) -> None:
    page = desk(review).page
    expect(page.locator(".note")).to_have_count(AT_ONCE + EXTRA)
    assert page.evaluate(CARDS) == in_order(review)


def test_the_list_is_the_same_without_javascript(visit: Visit, review: Review) -> None:
    page = visit(review.reviewer, java_script_enabled=False)
    page.goto(review.get_absolute_url())
    expect(page.locator(".note")).to_have_count(AT_ONCE + EXTRA)
    assert page.locator(".note").evaluate_all("(cards) => cards.map((card) => card.id)") == in_order(review)


def test_a_card_that_the_page_makes_is_the_servers(desk: Desk, review: Review) -> None:
    page = desk(review).page
    expect(page.locator(".note")).to_have_count(AT_ONCE + EXTRA)
    assert page.evaluate(UNLIKE) == [EXTRA, []]


def test_nobody_waits_for_the_later_cards(visit: Visit, review: Review) -> None:
    page = busy(visit, review)
    expect(page.locator(".note")).to_have_count(AT_ONCE)
    expect(page.locator("[data-count-of='']").first).to_have_text(str(AT_ONCE + EXTRA))


def test_the_address_of_a_late_annotation_opens_its_card(visit: Visit, review: Review) -> None:
    late = in_order(review)[-1]
    page = busy(visit, review, f"#{late}")
    expect(page.locator(".note.open")).to_have_id(late)
    expect(page.locator(".note.open")).to_be_in_viewport()
    assert page.evaluate(CARDS) == in_order(review)


def test_p_goes_to_the_last_of_all(visit: Visit, review: Review) -> None:
    page = busy(visit, review)
    page.keyboard.press("p")
    expect(page.locator(".note.open")).to_have_id(in_order(review)[-1])


def test_a_filter_lists_the_late_ones_too(visit: Visit, review: Review) -> None:
    page = busy(visit, review)
    page.locator("[data-filter] button[value=framing]").click()
    under = review.annotations.filter(label__key__in=["framing", "omission"]).count()
    expect(page.locator(".note:visible")).to_have_count(under)


def test_what_is_printed_is_the_whole_list(visit: Visit, review: Review) -> None:
    page = busy(visit, review)
    page.emulate_media(media="print")
    page.pdf()
    expect(page.locator(".note")).to_have_count(AT_ONCE + EXTRA)


def test_a_passage_marked_before_the_late_cards_are_there_finds_its_place(visit: Visit, review: Review) -> None:
    page = busy(visit, review)
    page.locator("[data-text]").first.focus()
    for key in ("Home", "Shift+ArrowRight", "1", "1"):
        page.keyboard.press(key)
    expect(page.locator(".note")).to_have_count(AT_ONCE + EXTRA + 1)
    expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "saved")
    assert page.evaluate(CARDS) == in_order(review)
