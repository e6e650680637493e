from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sources.models import Document, Outlet
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/documents/preview/"


@pytest.fixture
def writer(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def preview(writer: Client, **fields: Any) -> str:
    response = writer.post(URL, fields)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_blocks_the_language_the_title_and_the_number_of_words(writer: Client) -> None:
    html = preview(writer, body="<h2>Feu</h2><blockquote>L’usine d’eau s’est arrêtée mardi.</blockquote>")
    assert "<h2" in html
    assert "<blockquote" in html
    assert "French" in html
    assert "<bdi>Feu</bdi>" in html
    assert "6 words" in html
    assert "<html" not in html


def test_it_stores_nothing(writer: Client) -> None:
    outlets = Outlet.objects.count()
    preview(writer, body=cast.REPORT, outlet="The Oster Bell")
    assert not Document.objects.exists()
    assert Outlet.objects.count() == outlets


def test_a_pasted_page_comes_back_as_the_words_for_the_field(writer: Client) -> None:
    page = "<p>The mill &amp; the town.</p><p>It burned.</p>"
    html = preview(writer, body="x", html=page)
    assert "data-cleaned" in html
    assert "The mill &amp; the town.\n\nIt burned.</textarea>" in html
    assert "data-cleaned" not in preview(writer, body="x", html=page, edited="on")


def test_what_a_file_says_is_shown_before_it_is_stored(writer: Client) -> None:
    wire = b"OSTER, March 4 (Reuters) - The mill burned for two days and the town lost its water, neighbours said."
    html = preview(writer, file=SimpleUploadedFile("wire.txt", wire))
    assert "Reuters" in html
    assert "OSTER" in html


def test_arabic_is_shown_from_right_to_left(writer: Client) -> None:
    assert 'lang="ar" dir="rtl"' in preview(writer, body="عادت مياه الشرب صباح الأربعاء إلى المدينة بعد توقف المحطة.")


def test_a_text_that_is_there_already_is_named(writer: Client) -> None:
    cast.make_dossier()
    assert "The same text is there already" in preview(writer, body=cast.REPORT)


def test_what_is_wrong_is_said(writer: Client) -> None:
    assert "longer than two million" in preview(writer, body="x" * 2_000_001)
    assert "Once there is a text" in preview(writer, body="")


def test_of_a_long_text_the_beginning_is_shown(writer: Client) -> None:
    html = preview(writer, body="\n\n".join(f"paragraph {number}" for number in range(100)))
    assert "paragraph 99" not in html
    assert "all of it will be stored" in html


def test_who_gets_none(client: Client, stranger: User) -> None:
    assert client.post(URL)["Location"].startswith("/accounts/login/")
    client.force_login(stranger)
    assert client.post(URL).status_code == 403
    assert client.get(URL).status_code == 405
