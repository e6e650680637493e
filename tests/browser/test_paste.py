"""The form that texts come in by, with its script: what is pasted, edited, chosen and searched."""

import re

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from sources.models import Dossier, Text
from tests import cast
from tests.browser.conftest import Visit

PAGE = """<h1>Fire at Oster {0}</h1><p>The mill of <b>Oster</b> burned for two days.<script>alert(1)</script></p>
<img src="x" onerror="alert(2)"><blockquote>We knew, said the mayor.</blockquote><ul><li>Four were hurt</li></ul>"""
WORDS = "Fire at Oster {0}\n\nThe mill of Oster burned for two days.\n\nWe knew, said the mayor.\n\nFour were hurt"

PASTE = """(field, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "what the browser made of it");
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, number: int) -> None:
    page.locator("#id_body").evaluate(PASTE, PAGE.format(number))
    expect(page.locator("#id_body")).to_have_value(WORDS.format(number))


def kinds(number: int) -> list[str]:
    text = Text.objects.get(body__startswith=f"Fire at Oster {number}")
    return [block.kind for block, _words in text.passages()]


def test_a_pasted_page_fills_the_field_with_its_words(visit: Visit, reviewer: User) -> None:
    page = visit(reviewer)
    page.goto("/documents/new/")
    paste(page, number := next(cast.serial))
    expect(page.locator("#preview blockquote")).to_have_text("We knew, said the mayor.")
    expect(page.locator("#preview")).to_contain_text("English")
    page.get_by_role("button", name="Store the text").click()
    expect(page.locator("h1")).to_have_text(f"Fire at Oster {number}")
    assert kinds(number) == ["heading", "paragraph", "quote", "item"]


def test_words_may_be_edited_after_pasting(visit: Visit, reviewer: User) -> None:
    page = visit(reviewer)
    page.goto("/documents/new/")
    paste(page, number := next(cast.serial))
    page.locator("#id_body").press("Control+End")
    page.keyboard.type(", one badly")
    expect(page.locator("#preview")).to_contain_text("Four were hurt, one badly")
    page.get_by_role("button", name="Store the text").click()
    expect(page.locator("h1")).to_have_text(f"Fire at Oster {number}")
    assert kinds(number) == ["heading", "paragraph", "quote", "paragraph"]


def test_a_field_that_was_emptied_forgets_the_page(visit: Visit, reviewer: User) -> None:
    page = visit(reviewer)
    page.goto("/documents/new/")
    paste(page, next(cast.serial))
    page.locator("#id_body").fill("")
    page.locator("#id_body").press_sequentially("Plain words")
    expect(page.locator("#preview")).to_contain_text("Plain words")
    expect(page.locator("[name=html]")).to_have_value("")


def test_a_dossier_is_made_from_nothing(visit: Visit, reviewer: User) -> None:
    title = f"Made by hand {next(cast.serial)}"
    page = visit(reviewer)
    page.goto("/")
    page.get_by_role("link", name="New dossier").first.click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Make the dossier").click()
    for link in ("Add the article", "Add a report"):
        page.get_by_role("link", name=link).click()
        page.locator("#id_body").fill(f"{link} {title}\n\nThe mill of Oster burned for two days.")
        page.get_by_role("button", name="Store the text").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".notices")).to_contain_text("Published")
    dossier = Dossier.objects.get(title=title)
    assert (dossier.status, dossier.placements.count()) == ("published", 2)


def test_the_list_is_narrowed_while_typing(visit: Visit) -> None:
    number = next(cast.serial)
    for place in ("Mill", "Ferry"):
        cast.make_dossier(title=f"{place} {number}x")
    page = visit()
    page.goto("/")
    page.locator("main [name=q]").fill(f"ferry {number}x")
    expect(page.locator("#dossiers li h2")).to_have_text([f"Ferry {number}x"])
    expect(page).to_have_url(re.compile(rf"/\?q=ferry%20{number}x&tag=$"))
    page.go_back()
    expect(page.locator("#dossiers")).to_contain_text(f"Mill {number}x")
    expect(page.locator("header.bar")).to_have_count(1)
