"""Saving while the server is away, the login has run out, an answer is lost, or another window was faster."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from annotate.models import Annotation, Review
from tests import cast
from tests.browser.conftest import Desk, Server, Watch
from tests.browser.review_page import ReviewPage

AGAIN = 40_000  # ms: the page tries every 15 seconds at the latest


@pytest.fixture
def review(db: None) -> Review:
    return cast.make_review()


def test_what_is_typed_while_the_server_is_away_is_stored_once_when_it_is_back(
    desk: Desk, review: Review, server: Server, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE")
    page = desk(review)
    annotation = page.mark("belches out", "loaded-verb")
    server.stop()
    page.field("rationale").fill("Typed while the server was away.")
    page.state("away")
    expect(page.page.locator("[data-saved]")).to_contain_text("The server is away")
    server.start()
    page.saved(timeout=AGAIN)
    annotation.refresh_from_db()
    assert annotation.rationale == "Typed while the server was away."
    assert (annotation.version, annotation.history.count(), review.annotations.count()) == (2, 2, 1)


def test_a_draft_survives_a_reload_and_is_stored_once(desk: Desk, review: Review, server: Server, watch: Watch) -> None:
    watch.allow("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE")
    page = desk(review)
    context = page.page.context
    old = page.mark("belches out", "loaded-verb")
    server.stop()
    page.field("rationale").fill("Before the reload.")
    page.drag_over("Seventy per cent")
    page.take("unsupported-inference")
    page.take("figure-changed")
    page.field("rationale").fill("Sixty, says the report.")
    page.state("away")
    page.page.close()
    server.start()
    page = ReviewPage(context.new_page(), review).open()
    assert page.quotes == ["belches out", "Seventy per cent"]
    page.saved(timeout=AGAIN)
    old.refresh_from_db()
    new = review.annotations.exclude(pk=old.pk).get()
    assert (old.rationale, old.version, old.history.count()) == ("Before the reload.", 2, 2)
    assert (new.rationale, new.version, new.history.count()) == ("Sixty, says the report.", 1, 1)
    assert page.reload().quotes == ["belches out", "Seventy per cent"]
    assert page.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('lateral:'))") == []


def test_a_draft_is_kept_until_the_next_login_in_another_tab(desk: Desk, review: Review, watch: Watch) -> None:
    watch.allow("401")
    page = desk(review)
    annotation = page.mark("belches out", "loaded-verb")
    Session.objects.all().delete()
    page.field("rationale").fill("Typed after the login had run out.")
    page.state("login")
    expect(page.page.locator("[data-saved]")).to_contain_text("Your login has run out")
    with page.page.context.expect_page() as opened:
        page.page.locator("[data-saved] a").click()
    tab = opened.value
    tab.get_by_label("Name or e-mail address").fill(review.reviewer.username)
    tab.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    tab.get_by_role("button", name="Log in").click()
    tab.wait_for_url("**/")
    page.page.bring_to_front()
    page.saved(timeout=AGAIN)
    expect(page.field("rationale")).to_have_value("Typed after the login had run out.")
    annotation.refresh_from_db()
    assert (annotation.rationale, annotation.version) == ("Typed after the login had run out.", 2)


def lose_answers(page: Page, count: int) -> list[str]:
    """Let the server store, and its next answers be lost on the way back; the methods of those requests."""
    lost: list[str] = []

    def handle(route: Route) -> None:
        if len(lost) < count:
            route.fetch()
            lost.append(route.request.method)
            route.abort()
        else:
            route.continue_()

    page.route("**/api/v1/**", handle)
    return lost


def test_an_annotation_whose_answer_was_lost_is_stored_once(desk: Desk, review: Review, watch: Watch) -> None:
    watch.allow("ERR_FAILED|412")
    page = desk(review)
    lost = lose_answers(page.page, 2)
    page.drag_over("belches out")
    page.take("loaded-wording")
    page.take("loaded-verb")
    page.field("rationale").fill("The answer to the creation was lost.")
    page.saved(timeout=AGAIN)
    annotation = review.annotations.get()
    assert lost == ["PUT", "PUT"]
    assert annotation.rationale == "The answer to the creation was lost."
    assert annotation.version == annotation.history.count() <= 2


def test_a_passage_of_many_pages_is_saved(desk: Desk) -> None:
    """A request that may outlive its page carries 64 KiB and no more."""
    review = cast.make_review(
        cast.make_dossier("\n\n".join(f"Paragraph {number}. " + "é" * 500 for number in range(90)))
    )
    page = desk(review)
    page.page.evaluate(
        """() => {
          const blocks = document.querySelectorAll(".article [data-start]");
          const last = blocks[blocks.length - 1].firstChild;
          getSelection().setBaseAndExtent(blocks[0].firstChild, 0, last, last.data.length);
        }"""
    )
    page.take("framing")
    page.take("selection")
    page.saved()
    assert page.annotation().exact == page.article.body


def test_an_edit_of_a_review_that_was_submitted_elsewhere_is_refused_with_the_reason(
    desk: Desk, review: Review, watch: Watch
) -> None:
    watch.allow("403")
    page = desk(review)
    page.mark("belches out", "loaded-verb")
    review.submit()
    page.field("rationale").fill("Too late.")
    page.state("refused")
    expect(page.card.locator(".note-problem")).to_contain_text("This review has been submitted")
    expect(page.field("rationale")).to_have_value("Too late.")


def test_nothing_is_submitted_before_the_last_words_are_stored(desk: Desk, review: Review) -> None:
    page = desk(review)
    annotation = page.mark("belches out", "loaded-verb")
    page.field("rationale").fill("The last words.")
    page.page.get_by_role("button", name="Submit").click()
    expect(page.page.locator("[role=status]", has_text="submitted")).to_be_visible()
    annotation.refresh_from_db()
    review.refresh_from_db()
    assert (annotation.rationale, review.status) == ("The last words.", "submitted")


# Two windows


def second_window(page: ReviewPage) -> ReviewPage:
    return ReviewPage(page.page.context.new_page(), page.review).open()


@pytest.fixture
def in_conflict(desk: Desk, review: Review, watch: Watch) -> Callable[[], tuple[Annotation, ReviewPage]]:
    """An annotation that one window has changed since another one opened it, and that other window."""

    def make() -> tuple[Annotation, ReviewPage]:
        watch.allow("412")
        annotation = cast.make_annotation(review, rationale="At first.", tags=["old"])
        first = desk(review)
        second = second_window(first)
        first.open_card(annotation)
        second.open_card(annotation)
        first.field("rationale").fill("From the first window.")
        first.saved()
        return annotation, second

    return make


InConflict = Callable[[], tuple[Annotation, ReviewPage]]


@pytest.mark.parametrize(
    ("button", "stays"), [("Keep mine", "From the second window."), ("Take the stored one", "From the first window.")]
)
def test_an_edit_of_what_changed_in_another_window_shows_both_to_choose_from(
    in_conflict: InConflict, button: str, stays: str
) -> None:
    annotation, page = in_conflict()
    page.field("rationale").fill("From the second window.")
    box = page.card.locator(".conflict")
    expect(box).to_contain_text("From the first window.")
    expect(box).to_contain_text("From the second window.")
    annotation.refresh_from_db()
    assert annotation.rationale == "From the first window."
    box.get_by_role("button", name=button).click()
    expect(box).to_have_count(0)
    expect(page.field("rationale")).to_have_value(stays)
    page.saved()
    annotation.refresh_from_db()
    assert annotation.rationale == stays
    # The next edit is made from what is stored now.
    page.field("rationale").fill("And on.")
    page.saved()
    annotation.refresh_from_db()
    assert annotation.rationale == "And on."


def test_a_deletion_of_what_changed_in_another_window_is_asked_about(in_conflict: InConflict) -> None:
    annotation, page = in_conflict()
    page.act("delete")
    page.open_card(annotation)
    expect(page.card.locator(".conflict")).to_contain_text("before you deleted it")
    expect(page.field("rationale")).to_have_value("From the first window.")
    page.card.get_by_role("button", name="Keep mine").click()
    expect(page.page.locator(".note")).to_have_count(0)
    page.saved()
    annotation.refresh_from_db()
    assert annotation.deleted_at


def test_an_edit_of_what_was_deleted_in_another_window_brings_it_back(desk: Desk, review: Review, watch: Watch) -> None:
    watch.allow("412")
    annotation = cast.make_annotation(review)
    first = desk(review)
    second = second_window(first)
    first.open_card(annotation)
    second.open_card(annotation)
    first.act("delete")
    first.saved()
    second.field("rationale").fill("It should stay.")
    expect(second.card.locator(".conflict")).to_contain_text("deleted in another window")
    second.card.get_by_role("button", name="Keep mine").click()
    second.saved()
    annotation.refresh_from_db()
    assert (annotation.deleted_at, annotation.rationale) == (None, "It should stay.")


def test_what_a_submitted_review_no_longer_takes_is_kept_until_it_is_reopened(
    desk: Desk, review: Review, server: Server, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE")
    page = desk(review)
    context = page.page.context
    annotation = page.mark("belches out", "loaded-verb")
    server.stop()
    page.field("rationale").fill("Typed before somebody submitted it.")
    page.state("away")
    page.page.close()
    review.submit()
    server.start()
    page = ReviewPage(context.new_page(), review).open()
    expect(page.page.locator("[data-left]")).to_contain_text("Reopen the review, and they are sent.")
    page.page.locator(".bar .menu summary").first.click()
    page.page.get_by_role("button", name="Reopen this review").click()
    page.saved(timeout=AGAIN)
    annotation.refresh_from_db()
    assert annotation.rationale == "Typed before somebody submitted it."
