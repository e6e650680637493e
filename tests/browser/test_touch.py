"""A phone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from annotate.models import Review
from tests import cast
from tests.browser.conftest import Desk

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}

# What fingers do by the handles of the system's selection.
SELECT = """(quote) => {
  const node = Array.from(document.querySelectorAll(".article [data-start]"), (block) => block.firstChild)
    .find(({ data }) => data.includes(quote));
  const from = node.data.indexOf(quote);
  getSelection().setBaseAndExtent(node, from, node, from + quote.length);
}"""


@pytest.fixture
def review(db: None) -> Review:
    return cast.make_review()


def test_a_passage_is_marked_by_fingers_and_its_card_edited_in_the_sheet(desk: Desk, review: Review) -> None:
    page = desk(review, **PHONE)
    x, y = page.place("belches out")["start"]
    page.page.touchscreen.tap(x, y)
    page.page.evaluate(SELECT, "belches out")
    bar = page.page.locator("[data-pick]")
    expect(bar).to_be_visible()
    expect(bar).to_be_in_viewport(ratio=1)
    bar.locator("button[value=loaded-wording]").tap()
    bar.locator("button[value=loaded-verb]").tap()
    expect(page.card).to_be_in_viewport()
    field = page.field("rationale")
    field.tap()
    field.fill("It judges.")
    page.field("severity").nth(1).check(force=True)
    page.saved()
    annotation = page.annotation()
    assert (annotation.exact, annotation.rationale, annotation.severity) == ("belches out", "It judges.", 2)


def test_the_sheet_shows_reports_annotations_or_nothing(desk: Desk, review: Review) -> None:
    cast.make_annotation(review)
    page = desk(review, **PHONE)
    switch = page.page.locator(".sheet-switch")
    expect(page.page.locator(".pane.reports")).to_be_visible()
    switch.locator("[value=notes]").tap()
    expect(page.page.locator(".pane.notes")).to_be_visible()
    expect(page.page.locator(".pane.reports")).to_be_hidden()
    switch.locator("[value='']").tap()
    expect(page.page.locator(".pane.notes")).to_be_hidden()
    expect(page.page.locator(".pane.reports")).to_be_hidden()


def test_evidence_is_linked_on_a_phone(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review, "Seventy per cent", "figure-changed")
    page = desk(review, **PHONE)
    page.page.locator(".sheet-switch [value=notes]").tap()
    page.open_card(annotation)
    page.card.locator("[data-action=link]").tap()
    expect(page.page.locator(".pane.reports")).to_be_visible()
    page.page.evaluate(SELECT.replace(".article", ".reports"), "60 percent")
    page.page.locator("[data-pick] button[value='figure changed']").tap()
    page.saved()
    assert annotation.evidence.get().exact == "60 percent"
    expect(page.card.locator(".ev")).to_be_visible()


def test_nothing_is_wider_than_the_phone(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review)
    page = desk(review, **PHONE)
    page.page.locator(".sheet-switch [value=notes]").tap()
    page.open_card(annotation)
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
