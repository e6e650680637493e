"""What a reviewer decides on pairs of passages."""

from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from annotate.alignments import Alignment
from annotate.models import Review
from tests import cast
from tests.browser.conftest import Desk
from tests.browser.review_page import ReviewPage


def passages(page: Page) -> Locator:
    """The list of the article's sentences with what stands beside them, once it is there."""
    page.get_by_role("tab", name="Passages").click()
    panel = page.locator("[data-panel=passages]")
    expect(panel).to_be_visible()
    return panel


def open_pair(page: Page, words: str) -> Locator:
    item = passages(page).locator(".item", has_text=words)
    item.locator(".item-head .to").click()
    return item.locator(".item-body > .pair").first


def open_review(desk: Desk, reviewer: User) -> tuple[ReviewPage, Review]:
    review = cast.make_review(cast.make_dossier(), reviewer)
    return desk(review), review


def test_a_pair_is_confirmed_and_found_so_after_a_reload(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_role("button", name="Confirm").click()
    expect(pair.locator(".decision")).to_have_text("Confirmed: figure changed")
    alignment = review.alignments.get()
    assert (alignment.decision, alignment.relation) == ("confirmed", "figure changed")
    page.reload()
    expect(open_pair(page.page, "Seventy per cent").locator(".decision")).to_have_text("Confirmed: figure changed")


def test_a_relation_is_corrected_and_the_correction_taken_back(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_label("Correct the relation").select_option("overstated")
    expect(pair.locator(".decision")).to_have_text("Corrected: overstated")
    pair.get_by_role("button", name="Undo").click()
    expect(pair.get_by_role("button", name="Confirm")).to_be_focused()
    assert not review.alignments.exists()


def test_a_rejected_pair_stays_in_the_list_as_rejected(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_role("button", name="Reject").click()
    expect(pair.locator(".decision")).to_have_text("Rejected")
    expect(pair).to_have_attribute("data-decision", "rejected")
    assert review.alignments.get().relation == ""


def test_a_pair_is_drawn_by_hand(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    passages(page.page)
    page.drag_over("to be rid of the workers")
    page.page.get_by_role("button", name="Set beside a report").click()
    report = cast.reports_of(review.dossier)[0]
    page.drag_over("Four workers were hurt", report)
    page.take("contradicted")
    drawn = page.page.locator(".drawn .item")
    expect(drawn).to_contain_text("to be rid of the workers")
    expect(drawn).to_contain_text("Drawn by hand: contradicted")
    alignment = review.alignments.get()
    assert (alignment.decision, alignment.article_exact) == ("drawn", "to be rid of the workers")
    assert alignment.report_exact == "Four workers were hurt"


def test_a_pair_that_was_given_up_leaves_nothing(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    passages(page.page)
    page.drag_over("to be rid of the workers")
    page.page.get_by_role("button", name="Set beside a report").click()
    expect(page.page.locator("[data-linking]")).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.page.locator("[data-linking]")).to_be_hidden()
    assert not Alignment.objects.filter(review=review).exists()


def test_another_reviewer_sees_nothing_of_it(desk: Desk, reviewer: User, other_reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_role("button", name="Confirm").click()
    expect(pair.locator(".decision")).to_be_visible()
    other = cast.make_review(review.dossier, other_reviewer)
    beside = desk(other).page
    again = open_pair(beside, "Seventy per cent")
    expect(again.get_by_role("button", name="Confirm")).to_be_visible()
    expect(beside.locator(".decision")).to_have_count(0)
