"""Arabic and emoji: what runs the other way, and what takes two units in the browser and one in the database."""

import pytest
from playwright.sync_api import expect

from annotate.models import Review
from tests import cast
from tests.browser.conftest import Desk

ARABIC = """الوزير يبرر حريق المطحنة

احترقت المطحنة في أوستر يومين كاملين، وقالت صحيفة الساحل إن سبعين في المئة من السكان فقدوا الماء."""

EMOJI = """Fire 🔥 at the mill

The family 👨‍👩‍👧 of the owner 🇫🇷 waved 👋🏽 good-bye; cafe\u0301 closed. It burned."""


@pytest.fixture
def arabic(db: None) -> Review:
    dossier = cast.make_dossier()
    text = cast.make_text(ARABIC, "article", language="ar")
    dossier.placements.filter(role="article").delete()
    dossier.place(text)
    return cast.make_review(dossier)


def test_an_arabic_passage_is_marked_by_mouse_and_stays_whole(desk: Desk, arabic: Review) -> None:
    page = desk(arabic)
    annotation = page.mark("سبعين في المئة", "figure-changed")
    assert annotation.exact == "سبعين في المئة"
    assert annotation.text.body[annotation.start : annotation.end] == annotation.exact
    expect(page.card.locator(".note-quote bdi")).to_have_text("سبعين في المئة")
    assert page.highlighted("label-unsupported-inference") == ["سبعين في المئة"]


def test_in_arabic_the_left_arrow_goes_on(desk: Desk, arabic: Review) -> None:
    page = desk(arabic)
    keys = page.page.keyboard
    for key in ("a", "ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight"):
        keys.press(key)
    expect(page.page.locator("[data-pick]")).to_be_visible()
    keys.press("2")
    keys.press("2")
    page.saved()
    assert page.annotation().exact == "يبرر حريق"


def test_with_an_arabic_interface_the_page_runs_from_right_to_left(desk: Desk, arabic: Review) -> None:
    page = desk(arabic, locale="ar")
    expect(page.page.locator("html")).to_have_attribute("dir", "rtl")
    annotation = page.mark("احترقت المطحنة", "emotional-frame")
    assert annotation.exact == "احترقت المطحنة"
    article, reports, notes = (
        page.page.locator(f"[data-pane={name}]").bounding_box() for name in ("article", "reports", "notes")
    )
    assert article is not None
    assert reports is not None
    assert notes is not None
    assert article["x"] > reports["x"] > notes["x"]
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_offsets_are_stored_as_code_points(desk: Desk) -> None:
    quotes = ["🔥 at", "family 👨‍👩‍👧 of", "🇫🇷", "waved 👋🏽 good-bye", "café closed", "It burned"]
    page = desk(cast.make_review(cast.make_dossier(EMOJI)))
    for quote in quotes:
        annotation = page.mark(quote, "emotional-frame")
        assert annotation.exact == quote
        assert annotation.text.body[annotation.start : annotation.end] == quote
    page.reload()
    assert page.highlighted("label-framing") == quotes


def test_half_an_emoji_cannot_be_marked(desk: Desk) -> None:
    review = cast.make_review(cast.make_dossier(EMOJI))
    page = desk(review)
    page.page.evaluate(
        """() => {
          const node = document.querySelector(".article [data-start]").firstChild;
          getSelection().setBaseAndExtent(node, 6, node, node.data.length);
        }"""
    )
    page.take("framing")
    page.take("emotional-frame")
    page.saved()
    assert page.annotation().exact == "🔥 at the mill"
