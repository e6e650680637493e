"""The static files of production: every module is found under its hashed name."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests import cast
from tests.browser.conftest import READER, Server, Watch, log_in
from tests.browser.review_page import ReviewPage


@pytest.fixture
def production(running: Server, tmp_path: Path) -> Iterator[Server]:
    """A second server on the same database."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.collected", "STATIC_ROOT": str(tmp_path)}
    server = Server(running.database, **settings)
    server.manage("collectstatic", "--no-input")
    server.start()
    yield server
    server.stop()


def test_a_passage_is_marked_with_the_collected_files(
    db: None, production: Server, new_context: Callable[..., BrowserContext]
) -> None:
    review = cast.make_review()
    watch = Watch(production.url)
    context = new_context(base_url=production.url, **READER)
    watch.over(context)
    log_in(context, review.reviewer, production.url)
    page = ReviewPage(context.new_page(), review)
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    assert page.open().mark("belches out", "loaded-verb").exact == "belches out"
    scripts = [url for url in asked if "/static/" in url and url.endswith(".js")]
    assert len(scripts) > 10
    assert [url for url in scripts if not re.search(r"\.[0-9a-f]{12}\.js$", url)] == []
    for address in ("/", "/documents/new/", review.dossier.get_absolute_url()):
        page.page.goto(address)
        expect(page.page.locator("main")).to_be_visible()
    assert watch.complaints() == []
