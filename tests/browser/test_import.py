"""The page for several files, with its script."""

import csv
import json
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from sources.models import Document, Text
from tests import cast
from tests.browser.conftest import Visit, Watch
from tests.browser.test_axe import Scheme, both, serious

WORDS = """Ferry {0} stays in port until the storm is over, the harbour master of Tern said on Tuesday morning.

Passengers of ferry {0} were told to go home and to come again on Thursday, when the wind is to be weaker.

"Nobody has to wait on the quay of ferry {0} for another night, and nobody was hurt", he told a reporter."""

DROP = """([target, texts]) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(texts)) transfer.items.add(new File([text], name));
    target.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def payload(text: str, name: str = "wire.txt") -> Any:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def choose(page: Page, *files: Any) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name="Import").click()


def test_files_are_sent_and_told_of(visit: Visit, reviewer: User, tmp_path: Path) -> None:
    text = WORDS.format(next(cast.serial))
    page = visit(reviewer)
    page.goto("/documents/import/")
    choose(page, payload(text, "a.txt"), payload("", "b.txt"))
    expect(page.get_by_role("status")).to_contain_text("2 of 2 files done")
    items = page.locator("[data-files] > li")
    expect(items.nth(0)).to_contain_text("stored")
    expect(items.nth(1)).to_contain_text("This file is empty.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report").click()
    download.value.save_as(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as report:
        assert [row[:2] for row in csv.reader(report)][1:3] == [["a.txt", "stored"], ["b.txt", "refused"]]
    items.nth(0).get_by_role("link").click()
    page.wait_for_url(f"**{Document.objects.get(texts__body=text).get_absolute_url()}")


def test_files_are_dropped(visit: Visit, reviewer: User) -> None:
    text = WORDS.format(next(cast.serial))
    page = visit(reviewer)
    page.goto("/documents/import/")
    target = page.locator("[data-drop]").element_handle()
    page.evaluate(DROP, [target, {"a.txt": text, "b.txt": text}])
    expect(page.get_by_role("status")).to_contain_text("2 of 2 files done")
    expect(page.locator("[data-files]")).to_contain_text("already there")
    assert Text.objects.filter(body=text).count() == 1


def test_a_new_wording_is_stored_on_demand(visit: Visit, reviewer: User) -> None:
    text = WORDS.format(number := next(cast.serial))
    page = visit(reviewer)
    page.goto("/documents/import/")
    page.get_by_label("Outlet").fill(f"Tern Wire {number}")
    choose(page, payload(text, "a.txt"))
    expect(page.get_by_role("status")).to_contain_text("1 of 1 file done")
    choose(page, payload(text.replace("Thursday", "Friday"), "b.txt"))
    page.get_by_role("button", name="Store as a new wording").click()
    expect(page.locator("[data-files] > li").nth(1)).to_contain_text("stored as a new wording")
    document = Document.objects.get(texts__body=text)
    assert document.texts.count() == 2


def test_a_lost_connection_is_tried_again(visit: Visit, reviewer: User, watch: Watch) -> None:
    watch.allow("ERR_CONNECTION_RESET")
    text = WORDS.format(next(cast.serial))
    page = visit(reviewer)
    page.goto("/documents/import/")
    page.route("**/documents/import/", lambda route: route.abort("connectionreset"))
    choose(page, payload(text))
    expect(page.locator("[data-files]")).to_contain_text("The connection was lost.")
    page.unroute("**/documents/import/")
    page.get_by_role("button", name="Retry what failed").click()
    expect(page.locator("[data-files]")).to_contain_text("stored")
    assert Text.objects.filter(body=text).count() == 1


def test_what_is_waiting_can_be_cancelled(visit: Visit, reviewer: User) -> None:
    text = WORDS.format(next(cast.serial))
    page = visit(reviewer)
    page.goto("/documents/import/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/documents/import/", hold)
    choose(page, *(payload(f"{text}\n\n{name}", f"{name}.txt") for name in "abc"))
    expect(page.locator("[data-files]")).to_contain_text("waiting")
    page.get_by_role("button", name="Cancel all").click()
    expect(page.get_by_role("status")).to_contain_text("3 of 3 files done")
    assert len(held) == 2
    assert not Text.objects.filter(body__startswith=text).exists()


def test_an_answer_with_markup_is_shown_as_words(visit: Visit, reviewer: User) -> None:
    page = visit(reviewer)
    page.goto("/documents/import/")
    attack = "<img src=x onerror=alert(1)>"
    result = {"file": "a", "outcome": "refused", "label": attack, "reason": attack, "title": attack, "url": ""}
    answer = json.dumps({"results": [result]})
    page.route("**/documents/import/", lambda route: route.fulfill(body=answer, content_type="application/json"))
    choose(page, payload("x", f"{attack}.txt"))
    expect(page.locator("[data-results]")).to_contain_text(attack)


@both
def test_nobody_is_kept_out(visit: Visit, reviewer: User, scheme: Scheme) -> None:
    text = WORDS.format(number := next(cast.serial))
    page = visit(reviewer, color_scheme=scheme, viewport={"width": 390, "height": 800})
    page.goto("/documents/import/")
    page.get_by_label("Outlet").fill(f"Tern Wire {number}")
    choose(page, payload(text, "a.txt"), payload("", f"{'long' * 30}.txt"))
    expect(page.get_by_role("status")).to_contain_text("2 of 2 files done")
    choose(page, payload(text.replace("Thursday", "Friday"), "b.txt"))
    expect(page.get_by_role("button", name="Store as a new wording")).to_be_visible()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_buttons_are_reached_by_keyboard(visit: Visit, reviewer: User) -> None:
    text = WORDS.format(number := next(cast.serial))
    page = visit(reviewer)
    page.goto("/documents/import/")
    page.get_by_label("Outlet").fill(f"Tern Wire {number}")
    choose(page, payload(text, "a.txt"))
    expect(page.get_by_role("status")).to_contain_text("1 of 1 file done")
    choose(page, payload(text.replace("Thursday", "Friday"), "b.txt"))
    page.get_by_role("button", name="Store all the same").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-files] > li").nth(1).locator("[data-outcome]")).to_have_text("stored")
    expect(page.locator("[data-files] > li").nth(1).get_by_role("link")).to_be_focused()


def test_without_a_script_the_form_does_it(visit: Visit, reviewer: User) -> None:
    text = WORDS.format(next(cast.serial))
    page = visit(reviewer, java_script_enabled=False)
    page.goto("/documents/import/")
    choose(page, payload(text, "a.txt"), payload(text, "b.txt"))
    expect(page.locator(".files li")).to_have_count(2)
    expect(page.locator(".files li").nth(1)).to_contain_text("already there")
