"""What a reviewer decides on pairs of passages."""

from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from annotate.alignments import Alignment
from annotate.models import Review
from tests import cast
from tests.browser.conftest import Desk, Server, Watch, log_in
from tests.browser.review_page import ReviewPage

AGAIN = 40_000  # ms: the page tries every 15 seconds at the latest


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
    page.saved()
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
    page.saved()
    assert not review.alignments.exists()


def test_a_rejected_pair_stays_in_the_list_as_rejected(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_role("button", name="Reject").click()
    expect(pair.locator(".decision")).to_have_text("Rejected")
    expect(pair).to_have_attribute("data-decision", "rejected")
    page.saved()
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
    page.saved()
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


def test_what_was_decided_is_printed_where_the_comparison_is_open(desk: Desk, reviewer: User) -> None:
    page, _review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_role("button", name="Confirm").click()
    page.page.emulate_media(media="print")
    expect(pair.locator(".decision")).to_be_visible()
    expect(pair.locator("button, select").filter(visible=True)).to_have_count(0)
    page.page.emulate_media(media="screen")
    page.page.get_by_role("tab", name="Notes").click()
    page.page.emulate_media(media="print")
    expect(pair.locator(".decision")).to_be_hidden()


def press(page: ReviewPage, key: str, said: str) -> None:
    page.page.keyboard.press(key)
    expect(page.page.locator("[data-spoken]")).to_have_text(said)


def test_a_decision_is_undone_and_done_again_by_keys(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    pair.get_by_role("button", name="Confirm").click()
    page.saved()
    key = review.alignments.get().pk
    press(page, "Control+z", "Undone: Confirmed: figure changed")
    expect(pair.get_by_role("button", name="Confirm")).to_be_visible()
    page.saved()
    assert not review.alignments.exists()
    press(page, "Control+Shift+Z", "Done again: Confirmed: figure changed")
    expect(pair.locator(".decision")).to_have_text("Confirmed: figure changed")
    page.saved()
    assert review.alignments.get().pk == key


def test_a_decision_and_an_annotation_are_undone_in_turn(desk: Desk, reviewer: User) -> None:
    page, review = open_review(desk, reviewer)
    open_pair(page.page, "Seventy per cent").get_by_role("button", name="Reject").click()
    page.mark("belches out", "loaded-verb")
    undo = page.page.locator(".bar [data-action=undo]")
    undo.click()
    page.saved()
    assert (review.annotations.kept().count(), review.alignments.count()) == (0, 1)
    undo.click()
    page.saved()
    assert not review.alignments.exists()


def test_what_is_decided_while_the_server_is_away_is_stored_once_it_is_back(
    desk: Desk, reviewer: User, server: Server, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION|ERR_EMPTY|ERR_SOCKET|Failed to load resource")
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    server.stop()
    pair.get_by_role("button", name="Reject").click()
    expect(pair.locator(".decision")).to_have_text("Rejected")
    page.state("away")
    server.start()
    page.saved(timeout=AGAIN)
    assert review.alignments.get().decision == "rejected"
    assert Alignment.history.filter(review=review).count() == 1


def test_what_is_decided_while_the_server_is_away_survives_a_reload(
    desk: Desk, reviewer: User, server: Server, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION|ERR_EMPTY|ERR_SOCKET|Failed to load resource")
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    server.stop()
    pair.get_by_label("Correct the relation").select_option("overstated")
    page.state("away")
    # The page is left with the decision unsent; the server is back when it is opened again.
    page.page.goto("about:blank")
    assert not review.alignments.exists()
    server.start()
    page.open()
    page.saved(timeout=AGAIN)
    expect(open_pair(page.page, "Seventy per cent").locator(".decision")).to_have_text("Corrected: overstated")
    assert review.alignments.get().relation == "overstated"
    assert Alignment.history.filter(review=review).count() == 1


def test_what_is_decided_after_the_login_ran_out_is_stored_after_the_next(
    desk: Desk, reviewer: User, watch: Watch
) -> None:
    watch.allow("401")
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    page.page.context.clear_cookies(name="sessionid")
    pair.get_by_role("button", name="Confirm").click()
    page.state("login")
    log_in(page.page.context, reviewer, watch.home)
    page.page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.saved()
    assert review.alignments.get().decision == "confirmed"


def test_a_decision_that_the_server_refuses_says_so(desk: Desk, reviewer: User, watch: Watch) -> None:
    watch.allow("403")
    page, review = open_review(desk, reviewer)
    pair = open_pair(page.page, "Seventy per cent")
    review.submit()
    pair.get_by_role("button", name="Confirm").click()
    expect(pair.get_by_role("alert")).to_contain_text("Not stored: This review has been submitted.")


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
