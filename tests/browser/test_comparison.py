"""The article beside its reports, as a reader's hands and eyes know it."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from annotate.models import Review
from sources.models import Dossier
from sources.tasks import start_comparing
from tests import cast
from tests.browser.conftest import Desk, Visit, Watch
from tests.browser.review_page import ReviewPage
from tests.browser.test_axe import both, serious

ARABIC = """أعلنت وزارة الصحة أن 319 مدنيا قتلوا في الهجوم على المدينة. وقال الطبيب إن المستشفى احترق.

وتقول الحكومة إن 70 في المئة من المدينة تحت سيطرتها."""
ARABIC_REPORT = """أعلنت وزارة الصحة أن 319 مدنيا قتلوا في الهجوم على المدينة.

وقال سكان إن الماء انقطع عن 200 ألف شخص."""


def opened(page: Page) -> Page:
    """The page once the comparison has come in."""
    expect(page.locator("template[data-marks]")).to_have_count(1)
    return page


def mark_of(page: Page, words: str) -> Locator:
    """The margin's mark of the sentence with these words, brought into the window."""
    item = page.locator(".item[data-state]", has_text=words)
    start = (item.first.get_attribute("id") or "").removeprefix("sentence-")
    page.evaluate(
        """([words]) => Array.from(document.querySelectorAll(".article [data-start]"))
          .find((block) => block.textContent.includes(words)).scrollIntoView({ block: "center" })""",
        [words],
    )
    return page.locator(f'.margin-marks [data-start="{start}"]')


def tab(page: Page, name: str) -> Locator:
    return page.locator(f"#side-tab-{name}")


@pytest.fixture
def aleppo_desk(desk: Desk, aleppo_review: Review) -> ReviewPage:
    page = desk(aleppo_review)
    opened(page.page)
    return page


def test_the_comparison_is_computed_by_itself_and_counted_in_the_heads(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    counts = page.locator(f'[data-counts="{aleppo_desk.article.pk}"]')
    expect(counts).to_have_text(re.compile(r"\d+ found ?\d+ changed ?\d+ not found in the reports"))
    numbers = [int(number) for number in counts.locator("b").all_inner_texts()]
    assert all(numbers)
    expect(tab(page, "passages")).to_have_text(f"Passages {sum(numbers)}")
    report = cast.reports_of(aleppo_desk.review.dossier)[0]
    expect(page.locator(f'[data-counts="{report.pk}"]')).to_contain_text("left out")
    expect(page.locator("[data-counted]")).to_contain_text(f"{numbers[0]} found")


def test_the_mark_of_a_sentence_brings_up_the_report_that_tells_it(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    mark_of(page, "800 mètres").click()
    jazeera = aleppo_desk.report_with("800 metres")
    expect(page.locator(f"#tab-{jazeera.pk}")).to_have_attribute("aria-selected", "true")
    assert "800 mètres" in aleppo_desk.highlighted("active")[0]
    assert "800 metres" in aleppo_desk.highlighted("evidence")[0]
    # A curve and a bracket at each end.
    expect(page.locator("[data-links] path")).to_have_count(3)
    expect(tab(page, "passages")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".item.open")).to_contain_text("800 metres")
    page.keyboard.press("Escape")
    expect(page.locator(".item.open")).to_have_count(0)
    assert aleppo_desk.highlighted("active") == []
    expect(page.locator("[data-links] path")).to_have_count(0)


def test_the_figures_of_the_reports_stand_beside_the_articles(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    tab(page, "figures").click()
    figures = page.locator("#panel-figures .item")
    expect(figures.first).to_contain_text("another figure")
    expect(figures.filter(has_text="60%").first).to_contain_text("60 percent")


def test_a_passage_that_is_left_out_is_marked_as_omission_with_one_click(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    tab(page, "left-out").click()
    item = page.locator("#panel-left-out .item", has_text="319").first
    item.get_by_role("button", name="Mark as omission").click()
    aleppo_desk.saved()
    annotation = aleppo_desk.annotation()
    assert annotation.label.key == "omission"
    assert "319" in annotation.exact
    assert annotation.text in cast.reports_of(aleppo_desk.review.dossier)
    expect(tab(page, "notes")).to_have_attribute("aria-selected", "true")
    tab(page, "left-out").click()
    expect(item.get_by_role("button", name="Marked as omission")).to_be_disabled()
    page.locator(".bar [data-action=undo]").click()
    tab(page, "left-out").click()
    expect(item.get_by_role("button", name="Mark as omission")).to_be_enabled()


def test_a_pair_becomes_an_annotation_with_its_evidence(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    mark_of(page, "800 mètres").click()
    pair = page.locator(".item.open .item-body > .pair").first
    relation = pair.get_attribute("data-relation")
    pair.get_by_role("button", name="Annotate").click()
    aleppo_desk.take("loaded-wording")
    aleppo_desk.take("loaded-verb")
    aleppo_desk.saved()
    annotation = aleppo_desk.annotation()
    evidence = annotation.evidence.get()
    assert "800 mètres" in annotation.exact
    assert "800 metres" in evidence.exact
    assert (annotation.text, evidence.text) == (aleppo_desk.article, aleppo_desk.report_with("800 metres"))
    assert evidence.relation == relation


def test_words_that_are_marked_after_a_pair_was_let_go_have_no_evidence(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    mark_of(page, "800 mètres").click()
    page.locator(".item.open").get_by_role("button", name="Annotate").first.click()
    expect(page.locator("[data-pick]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-pick]")).to_be_hidden()
    annotation = aleppo_desk.mark("800 mètres", "loaded-verb")
    assert not annotation.evidence.exists()


def test_a_part_of_the_strip_opens_what_it_stands_for(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    aleppo_desk.show_report(aleppo_desk.report_with("319 civilians"))
    page.locator(".strip .left-out:visible").last.click()
    expect(tab(page, "left-out")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#panel-left-out .item.open")).to_be_visible()
    page.locator(".strip :is(.used, .changed):visible").first.click()
    expect(tab(page, "passages")).to_have_attribute("aria-selected", "true")
    assert len(aleppo_desk.highlighted("active")) == len(aleppo_desk.highlighted("evidence")) == 1


def test_a_filter_lists_some_passages_and_dims_the_marks_of_the_others(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    tab(page, "passages").click()
    items = page.locator("#panel-passages .item:visible")
    page.get_by_role("button", name="Found", exact=False).first.click()
    expect(page.locator("#panel-passages .item:visible:not([data-state=found])")).to_have_count(0)
    expect(items).not_to_have_count(0)
    dimmed = page.locator(".margin-marks .missing").first
    assert float(dimmed.evaluate("(mark) => getComputedStyle(mark).opacity")) < 1
    page.locator("[data-which] [value='']").click()
    expect(items).to_have_count(page.locator("#panel-passages .item").count())


def test_all_is_reached_by_keyboard(aleppo_desk: ReviewPage) -> None:
    page = aleppo_desk.page
    tab(page, "notes").focus()
    page.keyboard.press("ArrowRight")
    expect(tab(page, "passages")).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.press("c")
    expect(tab(page, "passages")).to_be_focused()
    expect(page.locator("#panel-passages")).to_be_visible()
    link = page.locator("#panel-passages .item[data-state=found] .item-head .to").first
    while not link.evaluate("(link) => link === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('.notes'))")
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("aria-expanded", "true")
    assert len(aleppo_desk.highlighted("active")) == len(aleppo_desk.highlighted("evidence")) == 1
    page.keyboard.press("c")
    page.keyboard.press("End")
    expect(tab(page, "sources")).to_be_focused()
    expect(page.locator("#panel-sources")).to_be_visible()


def test_no_letter_of_the_texts_changes(aleppo_desk: ReviewPage) -> None:
    blocks = aleppo_desk.page.locator(f"#text-{aleppo_desk.article.pk} > [data-start]")
    assert "\n\n".join(blocks.all_text_contents()) == aleppo_desk.article.body
    assert aleppo_desk.page.locator(".margin-marks, .strip").all_text_contents().count("") >= 2


def test_without_javascript_a_page_has_it_all(visit: Visit, aleppo: Dossier, reviewer: User) -> None:
    start_comparing(aleppo)
    page = visit(reviewer, java_script_enabled=False)
    page.goto(f"/dossiers/{aleppo.pk}/")
    expect(page.get_by_role("tab", name="Figures")).to_be_visible()
    page.get_by_role("tab", name="Figures").click()
    expect(page).to_have_url(re.compile(r"/comparison/#panel-figures$"))
    for heading in ("Passages", "Figures", "Quotations", "Left out", "Who is cited"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    # An unlikely pair with the same passage may stand before it, folded away.
    expect(page.locator("#panel-passages .pair", has_text="800 metres").filter(visible=True).first).to_be_visible()
    expect(page.locator("#panel-left-out")).to_contain_text("319")
    expect(page.get_by_role("button", name="Annotate")).to_have_count(0)


def test_on_paper_nothing_is_folded_away(visit: Visit, aleppo: Dossier) -> None:
    start_comparing(aleppo)
    page = visit()
    page.goto(f"/dossiers/{aleppo.pk}/")
    opened(page)
    page.emulate_media(media="print")
    expect(page.locator("#panel-passages .pair").first).to_be_visible()
    expect(page.locator("#panel-left-out .item").first).to_be_visible()
    marks = page.locator(".article [data-states]").first
    assert re.search("[●◐○]", marks.evaluate("(block) => getComputedStyle(block, '::before').content"))


def test_a_reader_of_the_dossier_sees_the_same(visit: Visit, aleppo: Dossier) -> None:
    start_comparing(aleppo)
    page = visit()
    page.goto(f"/dossiers/{aleppo.pk}/")
    opened(page)
    mark_of(page, "800 mètres").click()
    expect(page.locator("#panel-passages .item.open")).to_contain_text("Al Jazeera")
    expect(page.locator("[data-links] path")).to_have_count(3)
    expect(page.get_by_role("button", name="Annotate")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".item.open")).to_have_count(0)


def test_a_link_of_the_page_leads_to_its_passage(visit: Visit, aleppo: Dossier) -> None:
    start_comparing(aleppo)
    page = visit()
    page.goto(f"/dossiers/{aleppo.pk}/comparison/")
    page.locator("#panel-passages .pair .to", has_text="800 metres").filter(visible=True).first.click()
    expect(page.locator("html")).to_have_attribute("data-review-ready", "")
    painted = page.evaluate("Array.from(CSS.highlights.get('active'), (range) => range.toString())")
    assert "800 metres" in painted[0]


def test_on_a_phone_the_comparison_is_in_the_sheet(desk: Desk, aleppo_review: Review) -> None:
    page = desk(aleppo_review, viewport={"width": 390, "height": 844}, has_touch=True)
    opened(page.page)
    page.page.locator(".sheet-switch [value=compared]").click()
    expect(page.page.locator("#panel-passages")).to_be_visible()
    link = page.page.locator("#panel-passages .item[data-state=found] .item-head .to").first
    link.click()
    page.page.locator(".item.open .pair .to").first.click()
    expect(page.page.locator(".pane.reports")).to_be_visible()
    assert len(page.highlighted("evidence")) == 1
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1440, 1280, 1000, 390])
def test_the_marks_of_an_arabic_article_stand_on_its_right(visit: Visit, width: int) -> None:
    dossier = cast.make_dossier()
    dossier.placements.all().delete()
    dossier.place(cast.make_text(ARABIC, "article", language="ar"))
    dossier.place(cast.make_text(ARABIC_REPORT, language="ar"))
    start_comparing(dossier)
    page = visit(viewport={"width": width, "height": 860})
    page.goto(dossier.get_absolute_url())
    opened(page)
    mark = page.locator(".margin-marks .state").first
    block = page.locator(".article [data-start]").first.bounding_box()
    box = mark.bounding_box()
    assert box is not None
    assert block is not None
    assert block["x"] + block["width"] <= box["x"]
    pane = page.locator(".pane.article").bounding_box()
    assert pane is not None
    assert box["x"] + box["width"] <= pane["x"] + pane["width"]
    mark.click()
    expect(page.locator(".item.open")).to_contain_text("319")


def test_on_a_tablet_the_comparison_has_half_of_the_page(desk: Desk) -> None:
    review = cast.make_review()
    page = desk(review, viewport={"width": 1000, "height": 800}).page
    opened(page)
    page.locator(".sheet-switch [value=compared]").click()
    box = page.locator("#comparison").bounding_box()
    assert box is not None
    assert box["width"] > 350


def test_a_dossier_is_compared_where_somebody_opens_it(visit: Visit, reviewer: User) -> None:
    dossier = cast.make_dossier()
    page = visit(reviewer)
    page.goto(dossier.get_absolute_url())
    opened(page)
    expect(page.locator("#panel-passages .item")).not_to_have_count(0)


def test_a_visitor_is_told_to_log_in_where_nothing_is_compared(visit: Visit) -> None:
    page = visit()
    page.goto(cast.make_dossier().get_absolute_url())
    expect(page.locator("#comparison")).to_contain_text("Log in to have that done.")


def test_a_draft_is_not_there_for_a_stranger(visit: Visit, stranger: User, watch: Watch) -> None:
    watch.allow("404")
    answer = visit(stranger).goto(f"/dossiers/{cast.make_dossier(published=False).pk}/comparison/")
    assert answer is not None
    assert answer.status == 404


@both
def test_axe_finds_nothing_serious(visit: Visit, desk: Desk, scheme: str) -> None:
    review = cast.make_review()
    start_comparing(review.dossier)
    page = visit(color_scheme=scheme)
    page.goto(f"/dossiers/{review.dossier.pk}/comparison/")
    assert serious(page) == []
    at_desk = desk(review, color_scheme=scheme)
    opened(at_desk.page)
    for name in ("passages", "figures", "quotations", "left-out", "sources"):
        tab(at_desk.page, name).click()
        assert serious(at_desk.page) == []
