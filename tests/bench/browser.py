"""When a reader sees the review page, in Chromium."""

import shutil
from statistics import median
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

# When the page's own script is done, and the browser has painted twice since.
WATCH = """
window.painted = new Promise((done) => {
    new MutationObserver((_changes, observer) => {
        if (!("reviewReady" in document.documentElement.dataset)) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-review-ready"] });
});
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def painted(browser: Browser, url: str, cookies: dict[str, str]) -> tuple[float, float]:
    """Milliseconds until the first words stand there, and until all is done, in a fresh browser profile."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        # Of the whole site: given the page's address they would not go to the API.
        site = urljoin(url, "/")
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(url)
        done = float(page.evaluate("window.painted"))
        first = float(page.evaluate(FIRST_PAINT))
        # The comparison comes in after all this: the server is to be done with it before the next page is visited.
        page.wait_for_load_state("networkidle")
        return first, done


def compare(visits: list[tuple[str, dict[str, str]]], runs: int) -> list[tuple[float, float]]:
    """The medians for each page, the pages visited in turn."""
    taken: list[list[tuple[float, float]]] = [[] for _visit in visits]
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _run in range(runs + 1):
            for times, visit in zip(taken, visits, strict=True):
                times.append(painted(browser, *visit))
        browser.close()
    # The first visits warm up.
    return [(median(first for first, _all in times[1:]), median(done for _first, done in times[1:])) for times in taken]
