"""The list of dossiers, and the first page that a visitor sees."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db


def page(client: Client, **query: str) -> str:
    response = client.get("/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_reads_what_lateral_is_and_what_is_published(client: Client, reviewer: User) -> None:
    cast.make_dossier(title="For all")
    cast.make_dossier(title="Not yet", published=False, by=reviewer)
    html = page(client)
    assert "Read the article beside its sources" in html
    assert "For all" in html
    assert "Not yet" not in html
    assert "New dossier" not in html


def test_a_reviewer_sees_their_drafts_and_can_make_dossiers(client: Client, reviewer: User) -> None:
    cast.make_dossier(title="Not yet", published=False, by=reviewer)
    client.force_login(reviewer)
    html = page(client)
    assert "Not yet" in html
    assert "draft" in html
    assert "New dossier" in html


def test_a_stranger_sees_no_draft_of_others_and_makes_none(client: Client, stranger: User, reviewer: User) -> None:
    cast.make_dossier(title="Not yet", published=False, by=reviewer)
    client.force_login(stranger)
    html = page(client)
    assert "Not yet" not in html
    assert "New dossier" not in html
    assert "No dossiers yet" in html


def test_a_row_tells_the_outlet_the_date_the_reports_and_the_tags(client: Client) -> None:
    dossier = cast.make_dossier(cast.ARTICLE, "a", "b")
    document = cast.article_of(dossier).document
    document.outlet = cast.make_outlet("Coast Monitor")
    document.published_on = "2026-03-04"
    document.save()
    dossier.tags.set(["fire & water"])
    html = page(client)
    for words in ("Coast Monitor", 'datetime="2026-03-04"', "2 reports", "fire &amp; water", "?tag=fire%20%26%20water"):
        assert words in html, words


def test_it_is_searched_and_narrowed_by_a_tag(client: Client) -> None:
    cast.make_dossier(title="The mill").tags.set(["fire"])
    cast.make_dossier("Other\n\nx", "Other\n\ny", title="The ferry")
    assert "The ferry" not in page(client, q="MILL")
    assert "The ferry" not in page(client, tag="fire")
    assert "The mill" not in page(client, q="ferry")
    assert "No dossier fits" in page(client, q="ferry", tag="fire")


@pytest.mark.parametrize(
    "query", [{"tag": "none of these"}, {"page": "x"}, {"page": "99"}, {"q": "x" * 60_000}, {"q": "\x00%_\\"}]
)
def test_what_makes_no_sense_is_left_out(client: Client, query: dict[str, str]) -> None:
    cast.make_dossier(title="The mill")
    page(client, **query)


def test_tags_of_drafts_of_others_are_not_offered(client: Client, reviewer: User) -> None:
    cast.make_dossier(published=False, by=reviewer).tags.set(["secret plan"])
    assert "secret plan" not in page(client)


def test_htmx_gets_the_list_alone(client: Client) -> None:
    cast.make_dossier(title="The mill")
    response = client.get("/", headers={"HX-Request": "true"})
    assert b"The mill" in response.content
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]
    back = client.get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert b"<html" in back.content


def test_a_long_list_has_pages(client: Client) -> None:
    for number in range(27):
        cast.make_dossier("a", "b", title=f"Dossier {number}")
    assert "Page 1 of 2" in page(client)
    assert "Dossier 0" in page(client, page="2")


def test_what_was_typed_is_escaped(client: Client) -> None:
    cast.make_dossier(title="<script>alert(1)</script>").tags.set(["<b>x"])
    html = page(client, q="<script>alert(1)</script>")
    assert "<script>alert(1)" not in html
    assert "<b>x" not in html


def test_the_queries_do_not_grow_with_the_list(client: Client, django_assert_num_queries: Any) -> None:
    def make(number: int) -> None:
        for _ in range(number):
            cast.make_dossier(cast.ARTICLE, "a", "b").tags.set(["one", "two"])

    make(1)
    page(client)
    with django_assert_num_queries(7):
        page(client)
    make(9)
    with django_assert_num_queries(7):
        page(client)


def test_it_is_only_read(client: Client) -> None:
    assert client.post("/").status_code == 405
