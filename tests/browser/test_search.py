"""The search in a browser: from the bar, by "/", while one types, to the place that was found."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser.conftest import Visit
from tests.browser.test_axe import Scheme, both, serious

BODY = "\n\n".join([*(f"Paragraph {number} of the report." for number in range(60)), "The quokka was near the élève."])


def test_from_the_bar_to_the_paragraph_that_was_found(visit: Visit) -> None:
    reviewer = cast.make_reviewer()
    text = cast.make_text(BODY, title="Sixty paragraphs", by=reviewer)
    page = visit(reviewer)
    page.goto("/reviews/")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("quokka ELEVE")
    page.keyboard.press("Enter")
    expect(page.locator(".results mark")).to_have_text(["quokka", "élève"])
    page.locator(".results h2 a").click()
    expect(page).to_have_url(re.compile(rf"#at-{text.body.index('The quokka')}$"))
    expect(page.get_by_text("The quokka was near")).to_be_in_viewport()


def test_what_is_found_follows_what_is_typed(visit: Visit) -> None:
    reviewer = cast.make_reviewer()
    cast.make_text("A numbat was seen.", title="A numbat", by=reviewer)
    page = visit(reviewer)
    page.goto("/search/")
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("numb")
    expect(page.locator(".results mark").first).to_have_text("numbat")
    expect(page).to_have_url(re.compile(r"q=numb"))
    page.get_by_text("Outlet, kind, language, date, tag").click()
    page.select_option("#id_kind", "article")
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()


def test_a_dossier_opens_at_the_report_that_was_found(visit: Visit) -> None:
    dossier = cast.make_dossier(cast.ARTICLE, cast.REPORT, BODY.replace("quokka", "bilby"))
    page = visit()
    page.goto("/search/?in=dossiers&q=bilby")
    page.get_by_role("link", name="Paragraph 0 of the report.").click()
    expect(page).to_have_url(re.compile(str(dossier.pk)))
    expect(page.get_by_text("The bilby was near")).to_be_in_viewport()


def test_a_slash_that_is_typed_stays_one(visit: Visit) -> None:
    page = visit()
    page.goto("/search/")
    page.keyboard.type("a/b")
    expect(page.locator("#id_q")).to_have_value("a/b")


def test_on_a_phone_the_bar_has_a_button(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    page.goto("/")
    page.locator(".bar-search button").click()
    expect(page).to_have_url(re.compile("/search/"))
    expect(page.locator("#id_q")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_tablet_the_bar_has_room_for_everything_in_french(visit: Visit) -> None:
    page = visit(cast.make_moderator(), viewport={"width": 820, "height": 1180}, locale="fr-FR")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.evaluate("document.documentElement.scrollWidth") == 820
    page.locator(".bar-search button").click()
    expect(page).to_have_url(re.compile("/search/"))


@both
@pytest.mark.parametrize("address", ["/search/", "/search/?q=wombat&kind=report", "/search/?q=wombat&in=annotations"])
def test_axe_finds_nothing_serious(visit: Visit, address: str, scheme: Scheme) -> None:
    reviewer = cast.make_reviewer()
    text = cast.make_text("A wombat was seen.", by=reviewer)
    text.document.tags.add("animals")
    cast.make_annotation(cast.make_review(reviewer=reviewer), rationale="Where is the wombat?")
    page = visit(reviewer, color_scheme=scheme)
    page.goto(address)
    assert serious(page) == []
