"""Takes the two pictures of the README anew: make screenshots"""

import os
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from tests.bench import server

IMAGES = Path(__file__).parent / "img"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3",
            "DEBUG": "no",
            "HTTPS": "no",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_demo")
        IMAGES.mkdir(exist_ok=True)
        with server.running() as (port, _pid), sync_playwright() as playwright:
            chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            take(browser, f"http://127.0.0.1:{port}", 1280, 820)
            take(browser, f"http://127.0.0.1:{port}", 390, 844)
            browser.close()


def take(browser: Browser, site: str, width: int, height: int) -> None:
    """The review page of the demo with an annotation that is tied to a report."""
    page = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light").new_page()
    page.goto(f"{site}/accounts/login/?next=/reviews/")
    page.fill("[name=login]", "bruno")
    page.fill("[name=password]", "lateral-demo")
    page.click("main form .primary")
    page.locator(".list a").last.click()
    page.wait_for_selector("html[data-review-ready]")
    if width > 1000:
        page.locator(".note-head").nth(5).click()
        page.wait_for_timeout(800)  # the panes scroll smoothly
    page.screenshot(path=IMAGES / f"review-{width}.png")


if __name__ == "__main__":
    main()
