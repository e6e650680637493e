"""The form that texts come in by."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sources.models import Document, Dossier, Outlet, Text, uuid7
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/documents/new/"
FRENCH = "La ville a été privée d’eau pendant deux jours, a déclaré le maire à la télévision."
NITF = b"""<?xml version="1.0"?>
<nitf><head><title>Fire at Oster</title></head><body><body.head>
<hedline><hl1>Fire at Oster</hl1></hedline><byline>By Bo Berg</byline>
<dateline><location>OSTER</location><story.date norm="20260304T093000Z">March 4</story.date></dateline></body.head>
<body.content><p>The mill burned for two days and the town lost its water, neighbours said.</p></body.content></body>
</nitf>"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Tern</title><link>https://tern.example/</link>
<item><title>One</title><description>The mill burned for two days and the town lost its water.</description></item>
<item><title>Two</title><description>Ferries stay in port until the storm is over on Thursday.</description></item>
</channel></rss>"""
PAGE = "<h1>Fire at Oster</h1><p>The mill burned for two days.</p><ul><li>Four were hurt</li></ul>"


def filled(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid7()), "kind": "report", "body": cast.REPORT, **fields}


def file(data: bytes, name: str = "report.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


@pytest.fixture
def writer(client: Client, reviewer: User) -> Client:
    """The browser of a reviewer."""
    client.force_login(reviewer)
    return client


def refusal(writer: Client, **fields: Any) -> str:
    response = writer.post(URL, filled(**fields))
    assert response.status_code == 200, "the form was accepted"
    return response.content.decode()


def test_a_text_is_pasted_and_the_rest_is_read_off_it(writer: Client, reviewer: User) -> None:
    response = writer.post(URL, filled())
    document = Document.objects.get()
    assert response["Location"] == f"/documents/{document.pk}/"
    assert document.title == "Fire at Oster mill leaves 60 percent of town without water"
    assert (document.language, document.kind, document.created_by) == ("en", "report", reviewer)
    text = document.texts.get()
    assert (text.body, text.how, text.obtained_by) == (cast.REPORT, "pasted", reviewer)
    assert [block.kind for block, _words in text.passages()] == ["heading", "paragraph", "paragraph"]


def test_everything_can_be_said_of_it(writer: Client) -> None:
    fields = {
        "outlet": "Agence France-Presse",
        "title": "Feu",
        "byline": "Ann",
        "dateline": "OSTER",
        "published_on": "2026-03-04",
        "published_time": "00:30",
        "offset": "+01:00",
        "language": "fr",
        "url": "https://example.org/x",
        "rights": "ours",
        "tags": "fire",
    }
    writer.post(URL, filled(**fields))
    document = Document.objects.get()
    assert document.outlet == Outlet.objects.get(slug="afp")
    assert (document.title, document.byline, document.dateline, document.language) == ("Feu", "Ann", "OSTER", "fr")
    assert document.published_on == datetime.date(2026, 3, 4)
    assert document.published_at == datetime.datetime(2026, 3, 3, 23, 30, tzinfo=datetime.UTC)
    assert (document.url, document.rights, document.tag_names) == ("https://example.org/x", "ours", ["fire"])


def test_an_outlet_that_is_not_known_is_entered(writer: Client) -> None:
    writer.post(URL, filled(outlet="The Oster Bell"))
    assert Outlet.objects.named("the oster bell")


def test_a_file_is_uploaded(writer: Client) -> None:
    data = "Été à Alep\r\n\r\nLa ville a été privée d’eau pendant deux jours.".encode("utf-16")
    writer.post(URL, filled(body="", file=file(data, "été.txt")))
    text = Text.objects.get()
    assert (text.document.title, text.body) == ("Été à Alep", "La ville a été privée d’eau pendant deux jours.")
    assert (text.how, text.original.name, bytes(text.original.data)) == ("uploaded", "été.txt", data)
    assert text.document.language == "fr"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_in_any_encoding_is_read(writer: Client, encoding: str) -> None:
    writer.post(URL, filled(body="", file=file(FRENCH.encode(encoding))))
    assert Text.objects.get().body == FRENCH


def test_what_a_file_says_is_filled_in_where_it_was_left_empty(writer: Client) -> None:
    writer.post(URL, filled(body="", byline="Ann Odden", file=file(NITF, "wire.xml")))
    document = Document.objects.get()
    assert (document.title, document.byline, document.dateline) == ("Fire at Oster", "Ann Odden", "OSTER")
    assert (document.published_on, document.language) == (datetime.date(2026, 3, 4), "en")
    assert document.published_at == datetime.datetime(2026, 3, 4, 9, 30, tzinfo=datetime.UTC)
    original = document.texts.get().original
    assert (original.name, bytes(original.data)) == ("wire.xml", NITF)


def test_a_file_with_several_documents_is_for_the_other_page(writer: Client) -> None:
    html = refusal(writer, body="", file=file(FEED, "feed.xml"))
    assert "This file holds 2 documents." in html
    assert 'href="/documents/import/"' in html


def test_nul_is_left_out_of_what_is_pasted(writer: Client) -> None:
    writer.post(URL, filled(body=f"\x00{cast.REPORT}\x00"))
    assert Text.objects.get().body == cast.REPORT


@pytest.mark.parametrize(
    "fields", [{"body": PAGE}, {"body": "what the browser made of it", "html": PAGE}], ids=["typed", "pasted"]
)
def test_a_page_keeps_its_headings_and_lists(writer: Client, fields: dict[str, str]) -> None:
    writer.post(URL, filled(**fields))
    text = Text.objects.get()
    assert [block.kind for block, _words in text.passages()] == ["heading", "paragraph", "item"]
    assert text.document.title == "Fire at Oster"
    assert (bytes(text.original.data), text.original.media_type) == (PAGE.encode(), "text/html")


def test_words_edited_after_pasting_are_what_is_stored(writer: Client) -> None:
    edited = "Fire at Oster\n\nThe mill burned for three days."
    writer.post(URL, filled(body=edited, html=PAGE, edited="on"))
    text = Text.objects.get()
    assert text.body == edited
    assert bytes(text.original.data) == edited.encode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": " "}, "Paste a text, or choose a file."),
        ({"body": "x" * 2_000_001}, "The text is longer than two million characters."),
        ({"body": "<p> </p>"}, "The text holds no text."),
        ({"body": "12 34"}, "The language was not recognised: choose it."),
        ({"body": "", "file": file(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)))}, "This is a program"),
        ({"body": "", "file": file(b"")}, "This file is empty."),
        ({"body": "", "file": file(b"x" * (40 * 2**20 + 1))}, "This file is larger than 40 MB."),
        ({"file": file(b"x")}, "There is a text in the field above too"),
        ({"kind": "poem"}, "Select a valid choice."),
        ({"url": "javascript:alert(1)"}, "Write a web address that begins with https:// or http://."),
        ({"url": "ftp://example.org"}, "Write a web address that begins with https:// or http://."),
        ({"published_on": "yesterday"}, "Enter a valid date."),
        ({"published_time": "10:30"}, "Give the date too, or leave the time out."),
        ({"published_on": "0016-12-05"}, "Write the year with four digits."),
        ({"language": "tlh"}, "Select a valid choice."),
        ({"title": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(writer: Client, fields: dict[str, Any], sentence: str) -> None:
    html = refusal(writer, **{"byline": "Kept name", **fields})
    assert sentence in html
    assert "Kept name" in html
    assert not Document.objects.exists()


def test_a_file_has_to_be_chosen_again_when_something_else_was_wrong(writer: Client) -> None:
    html = refusal(writer, body="", file=file(cast.REPORT.encode()), published_time="10:30")
    assert "Choose the file once more" in html


def test_a_form_sent_twice_stores_once(writer: Client) -> None:
    form = filled()
    assert writer.post(URL, form)["Location"] == writer.post(URL, form)["Location"]
    assert Text.objects.count() == 1


def test_a_form_changed_and_sent_again_makes_another_document(writer: Client) -> None:
    form = filled()
    writer.post(URL, form)
    response = writer.post(URL, {**form, "body": "Another report\n\nThe mill will be rebuilt, the mayor said."})
    assert "This form was sent before" in response.content.decode()
    key = response.context["form"]["key"].value()
    writer.post(URL, {**form, "key": key, "body": "Another report\n\nThe mill will be rebuilt, the mayor said."})
    assert [text.number for text in Text.objects.all()] == [1, 1]


def test_under_the_key_of_anothers_document_nothing_is_stored(writer: Client) -> None:
    theirs = cast.make_document("Theirs\n\nx", by=cast.make_reviewer())
    assert writer.post(URL, filled(key=str(theirs.pk))).status_code == 403
    assert theirs.texts.count() == 1


def test_the_same_text_is_stored_again_only_on_demand(writer: Client) -> None:
    cast.make_dossier()
    html = refusal(writer)
    assert "The same text is there already" in html
    assert f"/documents/{Document.objects.get(kind='report').pk}/" in html
    writer.post(URL, filled(again="on"))
    assert Text.objects.filter(body=cast.REPORT).count() == 2


def test_a_text_that_the_user_does_not_see_is_not_told_of(writer: Client) -> None:
    cast.make_document(by=cast.make_reviewer())
    assert writer.post(URL, filled()).status_code == 302


def test_a_text_is_added_to_a_dossier(writer: Client, reviewer: User) -> None:
    dossier = Dossier.objects.create(title="Mill", created_by=reviewer)
    address = f"{URL}?dossier={dossier.pk}&kind=article"
    assert 'value="article" required id="id_kind_0" checked' in writer.get(address).content.decode()
    assert writer.post(address, filled(kind="article"))["Location"] == f"/dossiers/{dossier.pk}/edit/"
    assert cast.article_of(dossier).body == cast.REPORT
    html = writer.post(address, filled(kind="article", body=cast.ARTICLE)).content.decode()
    assert "The dossier has its article already." in html


def test_who_may_add_to_a_dossier(client: Client, writer: Client) -> None:
    other = cast.make_reviewer()
    draft, published = cast.make_dossier(published=False, by=other), cast.make_dossier(by=other)
    assert writer.post(f"{URL}?dossier={draft.pk}", filled()).status_code == 404
    assert writer.post(f"{URL}?dossier={published.pk}", filled()).status_code == 403
    assert writer.post(f"{URL}?dossier=x", filled()).status_code == 404


def test_who_may_add_none(client: Client, stranger: User) -> None:
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    client.force_login(stranger)
    assert client.post(URL, filled()).status_code == 403
    assert client.delete(URL).status_code == 405
    assert not Document.objects.exists()


def test_the_hostile_strings_are_stored_and_shown_as_words(writer: Client) -> None:
    attack = "<script>alert(1)</script>"
    body = f"The mill {attack} burned for two days, and the town lost its water."
    writer.post(URL, filled(body=body, title=attack, byline=attack, tags=attack, outlet=attack))
    document = Document.objects.get()
    assert (document.title, document.texts.get().body) == (attack, body)
    html = writer.get(document.get_absolute_url()).content.decode()
    assert attack not in html
    assert html.count("&lt;script&gt;alert(1)") >= 5
