"""What axe finds: nothing serious, in light and dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests import cast
from tests.browser.conftest import Desk, Visit

Scheme = Literal["light", "dark"]
both = pytest.mark.parametrize("scheme", ["light", "dark"])


def serious(page: Page) -> list[str]:
    """The violations that keep people out, each with the places that it was found at."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


@both
@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/labels/"])
def test_pages_for_everybody(visit: Visit, address: str, scheme: Scheme) -> None:
    page = visit(color_scheme=scheme)
    page.goto(address)
    assert serious(page) == []


@both
def test_the_review_page_with_an_open_card(desk: Desk, scheme: Scheme) -> None:
    review = cast.make_review()
    annotation = cast.make_annotation(review, rationale="It judges.", severity=2)
    cast.make_evidence(annotation)
    page = desk(review, color_scheme=scheme)
    page.open_card(annotation)
    assert serious(page.page) == []
    page.drag_over("Seventy per cent")
    page.take("framing")
    assert serious(page.page) == []


@both
def test_the_plain_page(visit: Visit, scheme: Scheme) -> None:
    review = cast.make_review()
    cast.make_evidence(cast.make_annotation(review))
    page = visit(review.reviewer, color_scheme=scheme)
    page.goto(f"{review.get_absolute_url()}?marks=1")
    assert serious(page) == []


@both
def test_the_dossier_page_and_the_form(visit: Visit, scheme: Scheme) -> None:
    reviewer = cast.make_reviewer()
    page = visit(reviewer, color_scheme=scheme)
    for address in (cast.make_dossier().get_absolute_url(), "/documents/new/", "/reviews/"):
        page.goto(address)
        assert serious(page) == []
