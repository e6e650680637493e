"""Finding one's way between passages, cards and evidence; and the pages that are only read."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from annotate.models import Evidence, Review
from tests import cast
from tests.browser.conftest import Desk

# Enough words that passages lie out of sight.
LONG = "\n\n".join(["A long report", *(f"Paragraph {number}: " + "more words of it. " * 20 for number in range(40))])


@pytest.fixture
def review(db: None) -> Review:
    return cast.make_review(cast.make_dossier(cast.ARTICLE, cast.REPORT, f"{LONG}\n\nThe last line says otherwise."))


def test_an_address_with_an_annotation_opens_its_card_and_brings_its_passage_into_view(
    desk: Desk, review: Review
) -> None:
    report = cast.reports_of(review.dossier)[1]
    annotation = cast.make_annotation(review, "The last line", "omission", report)
    page = desk(review)
    page.page.goto(annotation.get_absolute_url())
    page.reload()
    expect(page.card).to_have_attribute("data-id", str(annotation.pk))
    expect(page.page.locator(f"#tab-{report.pk}")).to_have_attribute("aria-selected", "true")
    expect(page.page.locator("[data-start]", has_text="The last line")).to_be_in_viewport()


def test_a_quote_of_evidence_leads_to_its_report(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review, "Seventy per cent", "figure-changed")
    near, far = cast.reports_of(review.dossier)
    for text, quote in ((near, "Roughly 60 percent"), (far, "says otherwise")):
        Evidence.objects.create(annotation=annotation, text=text, relation="altered", **cast.passage(text, quote))
    page = desk(review)
    page.open_card(annotation)
    expect(page.page.locator(f"#tab-{near.pk}")).to_have_attribute("aria-selected", "true")
    page.card.locator(".ev-quote", has_text="says otherwise").click()
    expect(page.page.locator(f"#tab-{far.pk}")).to_have_attribute("aria-selected", "true")
    expect(page.page.locator("[data-start]", has_text="says otherwise")).to_be_in_viewport()


def test_evidence_is_removed_and_brought_back(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review, "Seventy per cent", "figure-changed")
    cast.make_evidence(annotation)
    page = desk(review)
    page.open_card(annotation)
    page.act("remove-evidence")
    expect(page.card.locator(".ev")).to_have_count(0)
    page.saved()
    assert not annotation.evidence.exists()
    page.page.locator("[data-toast] [data-action=undo]").click()
    expect(page.card.locator(".ev")).to_have_count(1)
    page.saved()
    assert annotation.evidence.get().exact == "Roughly 60 percent"


def test_linking_is_left_without_a_trace(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review)
    page = desk(review)
    page.open_card(annotation)
    page.act("link")
    expect(page.page.locator("[data-linking]")).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.page.locator("[data-linking]")).to_be_hidden()
    expect(page.card).to_have_attribute("data-id", str(annotation.pk))
    # The bar offers labels again, not relations.
    page.drag_over("Seventy per cent")
    expect(page.page.locator("[data-pick] button[value=framing]")).to_be_visible()
    assert not annotation.evidence.exists()


def test_a_passage_runs_over_paragraphs(desk: Desk, review: Review) -> None:
    page = desk(review)
    end = page.place("The mill at Oster")["end"]
    start = page.place("as the mill burns")["start"]
    page.page.mouse.move(*start)
    page.page.mouse.down()
    page.page.mouse.move(*end, steps=6)
    page.page.mouse.up()
    page.take("framing")
    page.take("placement")
    page.saved()
    annotation = page.annotation()
    assert annotation.exact == "as the mill burns\n\nThe mill at Oster"
    assert page.highlighted("label-framing") == ["as the mill burns", "The mill at Oster"]


@pytest.mark.parametrize(("end", "words"), [("start", "Minister belches out"), ("end", "belches out excuses")])
def test_either_handle_is_dragged(desk: Desk, review: Review, end: str, words: str) -> None:
    annotation = cast.make_annotation(review)
    page = desk(review)
    page.open_card(annotation)
    page.drag_handle(end, words)
    page.saved()
    annotation.refresh_from_db()
    assert annotation.exact == words


def test_a_handle_cannot_be_dragged_past_the_other_one(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review)
    page = desk(review)
    page.open_card(annotation)
    page.drag_handle("end", "Minister")
    page.saved()
    annotation.refresh_from_db()
    assert annotation.exact == "b"


def test_an_arabic_passage_is_resized_by_its_handle(desk: Desk) -> None:
    dossier = cast.make_dossier()
    dossier.placements.filter(role="article").delete()
    dossier.place(cast.make_text("الوزير يبرر حريق المطحنة", "article", language="ar"))
    review = cast.make_review(dossier)
    annotation = cast.make_annotation(review, "يبرر")
    page = desk(review)
    page.open_card(annotation)
    page.drag_handle("end", "يبرر حريق")
    page.saved()
    annotation.refresh_from_db()
    assert annotation.exact == "يبرر حريق"


def test_a_submitted_review_is_only_read(desk: Desk, review: Review) -> None:
    annotation = cast.make_annotation(review, rationale="It judges.", severity=2)
    cast.make_evidence(annotation)
    review.submit()
    page = desk(review)
    page.open_card(annotation)
    expect(page.card).to_contain_text("It judges.")
    expect(page.card).to_contain_text("Roughly 60 percent")
    expect(page.card.locator("textarea, [data-action]")).to_have_count(0)
    expect(page.page.locator("[data-handle]:visible")).to_have_count(0)
    page.drag_over("Seventy per cent")
    expect(page.page.locator("[data-pick]")).to_be_hidden()
    for key in ("Delete", "e", "r"):
        page.page.keyboard.press(key)
    expect(page.page.locator(".note")).to_have_count(1)
    expect(page.page.locator("[data-linking]")).to_be_hidden()


def test_both_layers_are_read_once_both_have_submitted(
    desk: Desk, review: Review, reviewer: User, other_reviewer: User
) -> None:
    theirs = cast.make_review(review.dossier, other_reviewer, submitted=True)
    cast.make_annotation(review, "belches out", "loaded-verb")
    other = cast.make_annotation(theirs, "Seventy per cent", "figure-changed", rationale="Sixty, says the report.")
    review.submit()
    page = desk(review)
    assert page.quotes == ["belches out", "Seventy per cent"]
    card = page.open_card(other)
    expect(card).to_contain_text(other_reviewer.username)
    expect(card).to_contain_text("Sixty, says the report.")


def test_without_highlights_the_page_says_so_and_marking_still_works(desk: Desk, review: Review) -> None:
    page = desk(review)
    page.page.add_init_script("delete window.Highlight")
    page.reload()
    expect(page.page.get_by_text("This browser cannot show marks in the text.")).to_be_visible()
    assert page.mark("belches out", "loaded-verb").exact == "belches out"
    expect(page.page.get_by_role("link", name="Read the plain page with its marks.")).to_be_visible()


def test_the_bar_stays_with_its_words_when_the_pane_scrolls(desk: Desk, review: Review) -> None:
    report = cast.reports_of(review.dossier)[1]
    page = desk(review)
    page.show_report(report)
    page.drag_over("Paragraph 5", report)
    bar = page.page.locator("[data-pick]")
    before = bar.bounding_box()
    assert before is not None
    page.page.locator(".pane.reports").evaluate("(pane) => pane.scrollBy(0, 120)")
    page.page.wait_for_function(
        "(y) => Math.round(document.querySelector('[data-pick]').getBoundingClientRect().top) === Math.round(y)",
        arg=before["y"] - 120,
    )
