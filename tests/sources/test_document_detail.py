"""A document with its wordings, what is known of it, and the bytes that it came from."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.models import Document, Text, uuid7
from tests import cast

pytestmark = pytest.mark.django_db


def page(client: Client, document: Document, **query: str) -> str:
    response = client.get(document.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_text_is_shown_block_by_block_with_where_it_is_from(client: Client, reviewer: User) -> None:
    document = cast.make_dossier("Heading\n\nWords 🔥.", by=reviewer).texts.get(document__kind="article").document
    text = document.texts.get()
    html = page(client, document)
    assert '<p id="at-9" data-start="9">Words 🔥.</p>' in html
    assert text.sha256 in html
    assert "pasted" in html
    assert reviewer.username in html
    assert f"/texts/{text.pk}/original/" in html
    assert "The mill at Oster" in html
    assert "Edit" not in html


def test_a_title_that_the_text_brings_along_is_shown_once(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    client.post("/documents/new/", {"key": str(uuid7()), "kind": "report", "body": cast.REPORT})
    html = page(client, Document.objects.get())
    assert html.count("<h1") == 1
    assert '<h1 id="at-0" data-start="0">Fire at Oster mill' in html
    assert "/edit/" in html


def test_each_wording_can_be_read(client: Client) -> None:
    document = cast.reports_of(cast.make_dossier("a", "first"))[0].document
    document.add_text("second", how="pasted")
    assert '<p id="at-0" data-start="0">second</p>' in page(client, document)
    assert '<p id="at-0" data-start="0">first</p>' in page(client, document, wording="1")
    assert '<p id="at-0" data-start="0">second</p>' in page(client, document, wording="x")


def test_dossiers_that_the_reader_does_not_see_are_not_named(client: Client, reviewer: User) -> None:
    document = cast.article_of(cast.make_dossier(title="Seen")).document
    hidden = cast.make_dossier("x", "y", title="Hidden", published=False, by=reviewer)
    hidden.placements.filter(role="article").update(text=document.texts.get())
    html = page(client, document)
    assert "Seen" in html
    assert "Hidden" not in html


def test_a_document_without_a_text_says_so(client: Client, moderator: User) -> None:
    client.force_login(moderator)
    assert "No text yet" in page(client, Document.objects.create(kind="report", title="Bare", language="en"))


def test_arabic_runs_from_right_to_left(client: Client) -> None:
    document = cast.article_of(cast.make_dossier("عادت المياه")).document
    Document.objects.filter(pk=document.pk).update(language="ar")
    assert '<div class="text" lang="ar" dir="rtl">' in page(client, document)


def test_the_queries_do_not_grow_with_the_wordings(client: Client, django_assert_max_num_queries: Any) -> None:
    document = cast.article_of(cast.make_dossier()).document
    for number in range(8):
        document.add_text(f"wording {number}", how="pasted")
    with django_assert_max_num_queries(8):
        page(client, document)


def original(client: Client, text: Text) -> Any:
    return client.get(f"/texts/{text.pk}/original/")


def test_the_original_is_saved_and_never_opened(client: Client) -> None:
    document = cast.article_of(cast.make_dossier()).document
    data = b"<script>alert(1)</script>"
    text = document.add_text("other", how="uploaded", original=data, name='a"b\r\n.html', media_type="text/html")
    response = original(client, text)
    assert response.content == data
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_original_without_a_name_gets_one(client: Client) -> None:
    text = cast.article_of(cast.make_dossier())
    assert (
        'filename="minister-belches-out-excuses-as-the-mill-burns.txt"' in original(client, text)["Content-Disposition"]
    )


def test_who_sees_neither_page_nor_original(client: Client, stranger: User, reviewer: User) -> None:
    text = cast.make_text(by=reviewer)
    client.force_login(stranger)
    assert client.get(text.document.get_absolute_url()).status_code == 404
    assert original(client, text).status_code == 404
    assert client.get(f"/documents/{uuid7()}/").status_code == 404
    assert client.get("/documents/x/").status_code == 404
    assert client.post(text.document.get_absolute_url()).status_code == 405
    assert client.post(f"/texts/{text.pk}/original/").status_code == 405
