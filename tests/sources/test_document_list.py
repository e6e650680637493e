from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.models import uuid7
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/documents/"


def page(client: Client, **query: str) -> str:
    response = client.get(URL, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_sees_what_is_published(client: Client, reviewer: User) -> None:
    cast.make_dossier()
    cast.make_document("Hidden report\n\nx", by=reviewer)
    html = page(client)
    assert "Minister belches" in html
    assert "Hidden report" not in html
    assert "New document" not in html


def test_a_reviewer_sees_their_own_too(client: Client, reviewer: User) -> None:
    cast.make_document("Own report\n\nx", by=reviewer)
    client.force_login(reviewer)
    html = page(client)
    assert "Own report" in html
    assert "New document" in html


def test_it_is_narrowed(client: Client) -> None:
    dossier = cast.make_dossier()
    document = cast.reports_of(dossier)[0].document
    document.language = "ar"
    document.outlet = cast.make_outlet("Coast Monitor")
    document.save()
    title = "Fire at Oster mill"
    assert title in page(client, q="coast monitor", kind="report", language="ar")
    document.language = "ar-EG"
    document.save()
    assert title in page(client, language="ar")
    assert title in page(client, language="ar-EG")
    assert "Arabic (EG)" in page(client)
    assert title not in page(client, kind="article")
    assert title not in page(client, language="en")
    assert "No document fits" in page(client, q="nothing")


@pytest.mark.parametrize("query", [{"kind": "poem"}, {"language": "x" * 99}, {"page": "0"}, {"q": "\x00"}])
def test_what_makes_no_sense_is_left_out(client: Client, query: dict[str, str]) -> None:
    page(client, **query)


def test_htmx_gets_the_list_alone(client: Client) -> None:
    cast.make_dossier()
    response = client.get(URL, headers={"HX-Request": "true"})
    assert b"Minister belches" in response.content
    assert b"<html" not in response.content


def test_a_document_is_chosen_for_a_dossier(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier("Own article\n\nx", "Own report\n\ny", published=False, by=reviewer)
    cast.make_dossier()
    client.force_login(reviewer)
    html = page(client, dossier=str(dossier.pk))
    assert "Add to the dossier: Minister belches" in html
    assert "Own report" not in html


def test_who_may_not_choose_for_a_dossier(client: Client, reviewer: User, other_reviewer: User) -> None:
    draft, published = cast.make_dossier(published=False, by=reviewer), cast.make_dossier(by=reviewer)
    client.force_login(other_reviewer)
    assert client.get(URL, {"dossier": str(draft.pk)}).status_code == 404
    assert client.get(URL, {"dossier": str(published.pk)}).status_code == 403
    for key in ("x", "", str(uuid7())):
        assert client.get(URL, {"dossier": key}).status_code == 404


def test_the_queries_do_not_grow_with_the_list(client: Client, django_assert_num_queries: Any) -> None:
    cast.make_dossier()
    page(client)
    with django_assert_num_queries(5):
        page(client)
    for _ in range(8):
        cast.make_dossier()
    with django_assert_num_queries(5):
        page(client)


def test_it_is_only_read(client: Client) -> None:
    assert client.post(URL).status_code == 405
