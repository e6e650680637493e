"""The page for several files."""

import base64
import csv
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sources.models import Document, Dossier, Text
from tests import cast
from tests.sources.test_intake import BODY, CORRECTED, OTHER

pytestmark = pytest.mark.django_db
URL = "/documents/import/"


def file(text: str | bytes, name: str = "wire.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode(), "text/plain")


@pytest.fixture
def writer(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def send(writer: Client, *files: SimpleUploadedFile, **fields: Any) -> list[dict[str, Any]]:
    """As the script does it."""
    response = writer.post(URL, {"uploads": files, **fields}, headers={"accept": "application/json"})
    assert response.status_code == 200, response.content
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def test_a_file_is_stored_and_told_of(writer: Client, reviewer: User) -> None:
    [result] = send(writer, file(BODY))
    document = Document.objects.get()
    assert (result["file"], result["outcome"], result["title"]) == ("wire.txt", "stored", document.title)
    assert result["url"] == document.get_absolute_url()
    assert (document.created_by, Text.objects.get().how) == (reviewer, "imported")


def test_several_files_are_sent_without_a_script(writer: Client) -> None:
    response = writer.post(URL, {"uploads": [file(BODY, "a.txt"), file("", "b.txt"), file(BODY, "=c.txt")]})
    html = response.content.decode()
    assert [html.count(word) for word in (">stored<", ">already there<", ">refused<")] == [1, 1, 1]
    assert "This file is empty." in html
    data = base64.b64decode(response.context["report"].partition(",")[2]).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(data)))
    assert [row[:2] for row in rows[1:]] == [["a.txt", "stored"], ["b.txt", "refused"], ["'=c.txt", "already there"]]


def test_what_is_said_of_all(writer: Client, reviewer: User) -> None:
    dossier = Dossier.objects.create(title="Mill", created_by=reviewer)
    said = {"outlet": "AFP", "language": "fr", "kind": "report", "tags": "mill, fire", "dossier": dossier.pk}
    send(writer, file(BODY), **said)
    document = Document.objects.get()
    assert (str(document.outlet), document.language, document.kind) == ("AFP", "fr", "report")
    assert document.tag_names == ["fire", "mill"]
    assert [text.document for text in dossier.texts.all()] == [document]


def test_a_second_article_of_a_dossier_is_stored_beside_it(writer: Client, reviewer: User) -> None:
    dossier = cast.make_dossier(by=reviewer)
    [result] = send(writer, file(BODY), kind="article", dossier=dossier.pk)
    assert result["outcome"] == "stored"
    assert "has its article already" in result["reason"]


def test_what_looks_like_a_new_wording_is_offered_and_stored_on_demand(writer: Client) -> None:
    fields = {"outlet": "Tern Wire", "kind": "report"}
    send(writer, file(BODY), **fields)
    [offered] = send(writer, file(CORRECTED), **fields)
    assert (offered["outcome"], offered["may_edit"], Text.objects.count()) == ("similar", True, 1)
    files = file(f"{CORRECTED}")
    [stored] = send(writer, files, similar="wording", only=offered["sha256"], **fields)
    assert stored["outcome"] == "new wording"
    assert [text.number for text in Document.objects.get().texts.all()] == [1, 2]


def test_a_new_wording_can_be_stored_as_a_document_of_its_own(writer: Client) -> None:
    fields = {"outlet": "Tern Wire", "kind": "report"}
    send(writer, file(BODY), **fields)
    [stored] = send(writer, file(CORRECTED), similar="apart", **fields)
    assert (stored["outcome"], Document.objects.count()) == ("stored", 2)


def test_only_the_document_that_is_meant_is_stored(writer: Client) -> None:
    assert send(writer, file(OTHER), only="0" * 64) == []
    assert not Document.objects.exists()


def test_what_is_wrong_with_the_form_is_a_sentence(writer: Client) -> None:
    response = writer.post(URL, {"uploads": file(BODY), "language": "tlh"}, headers={"accept": "application/json"})
    assert response.status_code == 422
    assert "Select a valid choice" in response.json()["detail"]
    assert "This field is required" in writer.post(URL, {}).content.decode()


def test_a_file_that_is_too_large_is_refused(writer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.forms.imports.MAX_BYTES", 100)
    [result] = send(writer, file(BODY))
    assert (result["outcome"], Document.objects.count()) == ("refused", 0)
    assert "larger than" in result["reason"]


def test_nobody_puts_texts_into_dossiers_of_others(writer: Client) -> None:
    dossier = cast.make_dossier(by=cast.make_reviewer())
    response = writer.post(URL, {"uploads": file(BODY), "dossier": dossier.pk}, headers={"accept": "application/json"})
    assert response.status_code == 422
    assert not Document.objects.filter(title__startswith="The mill at Oster").exists()


def test_a_dossier_in_the_address_is_chosen_and_led_back_to(writer: Client, reviewer: User) -> None:
    own, of_others = cast.make_dossier(by=reviewer), cast.make_dossier(by=cast.make_reviewer())
    page = writer.get(URL, {"dossier": str(own.pk)}).content.decode()
    assert f'<option value="{own.pk}" selected>' in page
    assert f'href="/dossiers/{own.pk}/edit/"' in page
    assert writer.get(URL, {"dossier": str(of_others.pk)}).status_code == 403
    assert writer.get(URL, {"dossier": "none"}).status_code == 404


def test_after_an_error_it_is_said_that_no_file_is_chosen(writer: Client) -> None:
    page = writer.post(URL, {"uploads": file(BODY), "tags": "t" * 101}).content.decode()
    assert "Choose the file again" in page


def test_names_and_titles_are_shown_as_words(writer: Client) -> None:
    attack = "<script>alert(1)</script>"
    response = writer.post(URL, {"uploads": file(f"{attack}\n\n{OTHER}", f"{attack}.txt"), "outlet": attack})
    assert attack not in response.content.decode()
    assert "&lt;script&gt;" in response.content.decode()


def test_who_may_not(client: Client, stranger: User) -> None:
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    client.force_login(stranger)
    assert client.post(URL, {"uploads": file(BODY)}).status_code == 403
    assert client.delete(URL).status_code == 405
