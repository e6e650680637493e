"""A page by its address: what is said while it is fetched, and what can be done with what was found."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from sources.models import Document, Text
from tests import cast
from tests.browser.conftest import READER, Server, Watch, log_in
from tests.browser.test_axe import serious
from tests.site import Handler, Site, answer

WORDS = """The mill at Oster burned for two days, and roughly 60 percent of the town had no water, the mayor said.

Four workers were hurt. The owner of the mill was not in the country when the fire began, police said on Tuesday.

Firefighters from three towns came to help, and the river was closed to boats until Wednesday evening."""


def html(title: str, words: str = WORDS) -> bytes:
    paragraphs = "".join(f"<p>{block}</p>" for block in words.split("\n\n"))
    head = f"<meta charset=utf-8><title>{title}</title><meta property=og:title content='{title}'>"
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode()
    )


# What a form says while it is sent, and whether its button is disabled.
LOOK = """form => form.addEventListener("submit", () => setTimeout(() => {
    const [status, button] = [form.querySelector("[role=status]"), form.querySelector("button")];
    sessionStorage.setItem("said", `${status.textContent} ${button.disabled}`);
}, 50))"""


@pytest.fixture
def site() -> Iterator[Site]:
    cache.clear()
    with Site() as site:
        yield site


@pytest.fixture(scope="module")
def fetching(running: Server) -> Iterator[Server]:
    """A second server on the same database, which fetches from this machine too."""
    server = Server(running.database, FETCH_NETWORKS="127.0.0.1/32")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def page(db: None, fetching: Server, new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """The browser of a reviewer there."""
    watch = Watch(fetching.url)
    context = new_context(base_url=fetching.url, **READER)
    watch.over(context)
    log_in(context, cast.make_reviewer(), fetching.url)
    yield context.new_page()
    assert watch.complaints() == []


def fetch(page: Page, address: str) -> None:
    page.goto("/documents/fetch/")
    page.get_by_label("Web address").fill(address)
    page.get_by_role("button", name="Fetch", exact=True).click()
    expect(page.locator("h1")).to_have_text("What was found")


def test_it_says_that_it_fetches_and_is_sent_once(page: Page, site: Site) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(0.5)
        answer(body=html("Slow fire"))(handler)

    site.pages["/slow"] = slow
    page.goto(f"/documents/fetch/?url={site.url}/slow")
    button = page.get_by_role("button", name="Fetch", exact=True)
    # Playwright waits for the answer before it looks, so the page itself looks.
    page.locator("form[data-fetching]").evaluate(LOOK)
    button.click()
    expect(page.locator("h1")).to_have_text("What was found")
    said = page.evaluate("sessionStorage.getItem('said')")
    assert said == "Fetching… This takes up to 15 seconds. true"
    assert site.asked.count("/slow") == 1
    page.go_back()
    expect(button).to_be_enabled()
    expect(page.locator("[data-fetching] [role=status]")).to_be_empty()


def test_what_was_found_is_corrected_with_a_preview_and_stored(page: Page, site: Site) -> None:
    title = f"Fire at Oster {next(cast.serial)}"
    site.pages["/fire"] = answer(body=html(title))
    fetch(page, f"{site.url}/fire")
    assert serious(page) == []
    expect(page.get_by_label("Title")).to_have_value(title)
    page.get_by_label("Text", exact=True).fill("Only this was kept.\n\nAnd this.")
    expect(page.locator("#preview .text p")).to_have_text(["Only this was kept.", "And this."])
    page.get_by_label("Byline").fill("Ann Lee")
    page.get_by_role("button", name="Store the text").click()
    expect(page.get_by_role("status").first).to_contain_text("Stored")
    text = Text.objects.get(document__title=title)
    assert (text.body, text.document.byline) == ("Only this was kept.\n\nAnd this.", "Ann Lee")
    assert bytes(text.original.data) == html(title)


def test_a_page_is_fetched_again_and_its_difference_stored(page: Page, site: Site) -> None:
    title = f"Fire at Velm {next(cast.serial)}"
    words = WORDS.replace("Oster", title)
    site.pages["/fire"] = answer(body=html(title, words))
    fetch(page, f"{site.url}/fire")
    page.get_by_role("button", name="Store the text").click()
    page.get_by_role("button", name="Fetch again").click()
    expect(page.get_by_role("status").first).to_contain_text("Nothing has changed since")
    site.pages["/fire"] = answer(body=html(title, words.replace("Four workers", "Five workers")))
    page.get_by_role("button", name="Fetch again").click()
    expect(page.locator("h1")).to_have_text("The page has changed")
    assert serious(page) == []
    expect(page.locator(".difference ins")).to_contain_text("Five")
    page.get_by_role("button", name="Store as a new wording").click()
    expect(page.locator("article")).to_contain_text("Five workers")
    assert Document.objects.get(title=title).texts.count() == 2


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_refused_is_said_with_and_without_javascript(
    db: None, fetching: Server, new_context: Callable[..., BrowserContext], *, javascript: bool
) -> None:
    context = new_context(base_url=fetching.url, **READER, java_script_enabled=javascript)
    log_in(context, cast.make_reviewer(), fetching.url)
    page = context.new_page()
    page.goto("/documents/fetch/?url=http://169.254.169.254/latest/meta-data/")
    page.get_by_role("button", name="Fetch", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("169.254.169.254 is not a site of the open internet")
    expect(page.get_by_label("Web address")).to_have_value("http://169.254.169.254/latest/meta-data/")
