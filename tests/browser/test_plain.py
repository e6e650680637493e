"""Reading without JavaScript."""

import pytest
from playwright.sync_api import expect

from annotate.models import Review
from tests import cast
from tests.browser.conftest import Visit


@pytest.fixture
def review(db: None) -> Review:
    review = cast.make_review()
    annotation = cast.make_annotation(review, "Seventy per cent", "figure-changed", rationale="Sixty, says the report.")
    cast.make_evidence(annotation)
    cast.make_annotation(review, "Seventy per cent of the town", "exaggeration-or-minimising")
    return review


def test_the_plain_page_has_its_marks_without_javascript(visit: Visit, review: Review) -> None:
    page = visit(review.reviewer, java_script_enabled=False)
    page.goto(f"{review.get_absolute_url()}?marks=1")
    marks = page.locator("mark[data-label=unsupported-inference]")
    assert marks.all_inner_texts() == ["Seventy per cent"]
    assert "".join(page.locator("mark[data-label=loaded-wording]").all_inner_texts()) == "Seventy per cent of the town"
    finding = page.locator(".findings > li", has_text="Sixty, says the report.")
    expect(finding).to_contain_text("figure changed")
    expect(finding).to_contain_text("Roughly 60 percent")
    finding.locator("a.number").click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_marks_change_no_character_of_the_text(visit: Visit, review: Review) -> None:
    page = visit(review.reviewer)
    page.goto(f"{review.get_absolute_url()}?marks=1")
    page.evaluate("document.querySelectorAll('.mark-number').forEach((number) => number.remove())")
    article = cast.article_of(review.dossier)
    blocks = page.locator(f"#text-{article.pk} > *").evaluate_all("(blocks) => blocks.map((one) => one.textContent)")
    assert "\n\n".join(blocks) == article.body


def test_the_review_page_is_read_without_javascript(visit: Visit, review: Review) -> None:
    page = visit(review.reviewer, java_script_enabled=False)
    page.goto(review.get_absolute_url())
    expect(page.locator("[data-text]").first).to_contain_text("Seventy per cent of the town")
    expect(page.locator("[data-text]").last).to_contain_text("Roughly 60 percent")
    expect(page.locator(".note")).to_have_count(2)
    page.get_by_role("link", name="Read the page with its marks without it.").click()
    expect(page.locator("mark").first).to_be_visible()


def test_the_plain_page_prints_on_paper(visit: Visit, review: Review) -> None:
    page = visit(review.reviewer)
    page.goto(f"{review.get_absolute_url()}?marks=1")
    page.emulate_media(media="print")
    assert page.pdf().startswith(b"%PDF")
    expect(page.locator("mark").first).to_be_visible()
