"""Bad input in all its kinds, by all ways in: refused with a sentence, and nothing is half stored."""

import base64
import json
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from sources.importers import ImportRefused, Parsed, parse
from sources.models import Document
from tests.sources.importers.test_parse import BODY, NITF, packed, word
from tests.sources.importers.test_pdf import document, drawn, locked
from tests.sources.importers.test_word import with_file
from tests.sources.test_document_new import filled
from tests.sources.test_import_page import file, send

HOSTILE = (
    "cyclic", "dtd", "dtd_element", "external", "external_file", "quadratic", "simple", "simple-ns", "xmlbomb",
    "xmlbomb2",
)  # fmt: skip


def noise(length: int) -> bytes:
    """Bytes that nothing packs."""
    return b"".join(sha256(bytes([at % 256, at // 256])).digest() for at in range(length // 32 + 1))[:length]


def nested() -> bytes:
    return packed(("b.zip", packed(("c.zip", packed(("d.txt", BODY.encode()))))))


BINARY = b"\x7fELF\x02\x01\x01" + bytes(200) + noise(2_000)
NO_ARTICLE = b"<!doctype html><html><head><title>Home</title></head><body><nav>%s</nav></body></html>" % (
    b'<a href="/x">Council votes on the port and the mill</a>' * 30
)
TOO_LARGE = "This file is larger than 40 MB. Divide it, or take the text out of it."
TOO_LONG = "This text is longer than two million characters. Divide it."
BROKEN = "This XML is broken or cut off. Ask for the file again."
UNPACKS = "This unpacks to more than 200 MB. Take the texts out of it, or divide it."
CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "50 MB": ("large.txt", lambda: b"word " * (10 * 2**20), TOO_LARGE),
    "a ZIP bomb by its ratio": ("bomb.zip", lambda: packed(("bomb.txt", b" " * (30 * 2**20))), UNPACKS),
    "a ZIP bomb by its archives": (
        "bomb.zip",
        nested,
        "/c.zip: This ZIP archive lies in an archive in an archive. Unpack it.",
    ),
    "a ZIP bomb by its files": (
        "bomb.zip",
        lambda: packed(*((f"{number}.txt", b"") for number in range(2_001))),
        "This ZIP archive holds more than 2000 files. Divide it.",
    ),
    "a line of two million characters": ("line.txt", lambda: b"word " * 400_001, TOO_LONG),
    "a PDF with a password": (
        "locked.pdf",
        lambda: locked("secret"),
        "This PDF has a password. Save it without one.",
    ),
    "a scanned PDF": (
        "scan.pdf",
        lambda: document(b"q 595 0 0 842 0 0 cm Q", drawn((290, 20, "2"))),
        "This PDF holds pictures of pages, not their text. Read it with text recognition (OCR) first.",
    ),
    "truncated XML": ("cut.xml", lambda: NITF.encode()[:-40], BROKEN),
    "an empty file": ("empty.txt", lambda: b"", "This file is empty. Choose another one."),
    "a binary named .txt": (
        "fire.txt",
        lambda: BINARY,
        "This is a program or its data, not a text. Choose another file.",
    ),
    "other bytes named .txt": (
        "fire.txt",
        lambda: noise(5_000),
        "This is not a text. Save it as a text file in UTF-8.",
    ),
    "HTML without an article": (
        "home.html",
        lambda: NO_ARTICLE,
        "There is no article in this page. Save the page of the article itself, or paste its text.",
    ),
    "rich text": (
        "fire.rtf",
        lambda: rb"{\rtf1\ansi\deff0 \f0\fs24 Fire at the mill.\par}",
        "This is a rich text file (RTF). Save it as DOCX or as plain text.",
    ),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[str, bytes, str]:
    name, make, sentence = CASES[request.param]
    return name, make(), sentence


def hostile(shared_data: Path, name: str) -> bytes:
    return (shared_data / "hostile" / "xml" / f"{name}.xml").read_bytes()


def counts() -> dict[str, int]:
    """How many rows there are of everything that an import could store."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("sources").get_models()}


def said_by_command(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    with pytest.raises(SystemExit) as left:
        call_command("import", str(path), json=True, workers=1)
    assert left.value.code == 1
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_parse_refuses_it_with_its_sentence(case: tuple[str, bytes, str]) -> None:
    name, data, sentence = case
    with pytest.raises(ImportRefused) as refused:
        parse(data, name)
    assert str(refused.value).endswith(sentence)


@pytest.mark.django_db
def test_the_page_says_the_sentence_and_stores_nothing(
    client: Client, reviewer: Any, case: tuple[str, bytes, str]
) -> None:
    name, data, sentence = case
    client.force_login(reviewer)
    before = counts()
    [result] = send(client, file(data, name))
    assert (result["file"], result["outcome"]) == (name, "refused")
    assert result["reason"].endswith(sentence)
    assert counts() == before


@pytest.mark.django_db
def test_the_form_for_one_text_says_the_sentence_and_stores_nothing(
    client: Client, reviewer: Any, case: tuple[str, bytes, str]
) -> None:
    name, data, sentence = case
    client.force_login(reviewer)
    before = counts()
    response = client.post(reverse("document_new"), filled(body="", file=file(data, name)))
    assert response.status_code == 200
    errors = [str(error) for errors in response.context["form"].errors.values() for error in errors]
    assert any(error.endswith(sentence) for error in errors), errors
    assert counts() == before


@pytest.mark.django_db
def test_the_command_says_the_sentence_and_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: tuple[str, bytes, str]
) -> None:
    name, data, sentence = case
    (tmp_path / name).write_bytes(data)
    before = counts()
    [said] = said_by_command(tmp_path, capsys)
    assert said["outcome"] == "refused"
    assert f"{said['path']}: {said['reason']}".endswith(sentence)
    assert counts() == before


@pytest.mark.django_db
def test_the_sentence_is_in_the_persons_language(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    accept = {"accept": "application/json", "accept-language": "fr"}
    response = client.post("/documents/import/", {"uploads": [file(b"", "vide.txt")]}, headers=accept)
    assert response.json()["results"][0]["reason"] == "Ce fichier est vide. Choisissez-en un autre."


@pytest.mark.django_db
def test_bad_files_among_good_ones_leave_the_good_ones_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, (name, make, _sentence) in enumerate(CASES.values()):
        (tmp_path / f"{number:02}-{name}").write_bytes(make())
    (tmp_path / "99.txt").write_text(f"Fire at the mill\n\n{BODY}")
    said = said_by_command(tmp_path, capsys)
    assert [line["outcome"] for line in said] == ["refused"] * len(CASES) + ["stored"]
    stored = Document.objects.get()
    assert (stored.title, stored.texts.get().body) == ("Fire at the mill", BODY)


# XML of attackers.


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_within_a_tenth_of_a_second(shared_data: Path, name: str) -> None:
    data = hostile(shared_data, name)
    with pytest.raises(ImportRefused):
        parse(data)  # its library is loaded now
    began = time.perf_counter()
    with pytest.raises(ImportRefused) as refused:
        parse(data, f"{name}.xml", "application/xml")
    assert time.perf_counter() - began < 0.1
    assert str(refused.value).endswith(".")


def test_these_are_all_hostile_files_that_there_are(shared_data: Path) -> None:
    assert sorted(HOSTILE) == sorted(path.stem for path in (shared_data / "hostile" / "xml").glob("*.xml"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_by_the_page(shared_data: Path, client: Client, reviewer: Any, name: str) -> None:
    client.force_login(reviewer)
    before = counts()
    [result] = send(client, file(hostile(shared_data, name), f"{name}.xml"))
    assert result["outcome"] == "refused"
    assert counts() == before


@pytest.mark.django_db
def test_hostile_xml_is_refused_by_the_command(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = counts()
    said = said_by_command(shared_data / "hostile" / "xml", capsys)
    refused = {Path(line["path"]).stem for line in said if line["outcome"] == "refused"}
    assert refused == {*HOSTILE}
    assert counts()["Document"] == before["Document"] + 1  # the README beside them


SECRET = "The canary sings at midnight behind the mill."


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A server that nobody is to call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def was_called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


DECLARED = (
    '<!DOCTYPE {root} [<!ENTITY e SYSTEM "{url}">]>',
    '<!DOCTYPE {root} [<!ENTITY % e SYSTEM "{url}"> %e;]>',
    '<!DOCTYPE {root} SYSTEM "{url}">',
    '<!DOCTYPE {root} PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{url}">',
    '<?xml-stylesheet type="text/xsl" href="{url}"?>',
)
P = f"<p>{BODY}</p><p>&e;</p>"
INCLUDED = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>'
SHAPES: dict[str, Callable[[str, str], bytes]] = {
    "nitf": lambda head, more: (
        f"{head.format(root='nitf')}<nitf><body><body.content>{P}{more}</body.content></body></nitf>".encode()
    ),
    "NewsML-G2": lambda head, more: (
        f"{head.format(root='newsItem')}<newsItem><contentSet><inlineXML><html><body>{P}{more}</body></html></inlineXML>"
        "</contentSet></newsItem>".encode()
    ),
    "NewsML 1": lambda head, more: (
        f"{head.format(root='NewsML')}<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>{P}{more}</DataContent>"
        "</ContentItem></NewsComponent></NewsItem></NewsML>".encode()
    ),
    "quoted in NewsML 1": lambda head, more: (
        "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent><![CDATA["
        f"{head.format(root='nitf')}<nitf><body><body.content>{P}{more}</body.content></body></nitf>]]></DataContent>"
        "</ContentItem></NewsComponent></NewsItem></NewsML>".encode()
    ),
    "in ninjs": lambda head, more: json.dumps({
        "uri": "u", "versioncreated": "2026-03-03T10:00:00Z", "headline": "Fire",
        "body_nitf": f"{head.format(root='nitf')}<nitf><body><body.content>{P}{more}</body.content></body></nitf>",
    }).encode(),
    "feed": lambda head, more: (
        f"{head.format(root='rss')}<rss version='2.0'><channel><title>Bell</title><item><title>Fire</title>"
        f"<description>{BODY} &e;{more}</description></item></channel></rss>".encode()
    ),
    "page": lambda head, more: (
        f"{head.format(root='html')}<html><head><title>Fire</title></head><body><article><h1>Fire</h1>{P * 4}{more}"
        "</article></body></html>".encode()
    ),
    "Word": lambda head, more: with_file(
        word(),
        "word/document.xml",
        lambda old: old.replace(b"<w:document", f"{head.format(root='w:document')}<w:document".encode(), 1).replace(
            b"<w:t>Fire", f"<w:t>&e;{more}Fire".encode(), 1
        ),
    ),
}  # fmt: skip


def read(data: bytes) -> list[Parsed]:
    try:
        return parse(data)
    except ImportRefused:
        return []


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", ["file", "http"])
def test_nothing_outside_is_read_in_any_format(tmp_path: Path, listening: socket.socket, shape: str, way: str) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(SECRET)
    port = listening.getsockname()[1]
    url = canary.as_uri() if way == "file" else f"http://127.0.0.1:{port}/canary.dtd"
    more = INCLUDED.replace("{url}", url)
    for declared in DECLARED:
        data = SHAPES[shape](declared.replace("{url}", url), more)
        for written in (data, packed(("inner.xml", data))):
            assert SECRET not in "".join(f"{each.title} {each.body} {each.byline}" for each in read(written))
    assert not was_called(listening)


def test_the_canary_would_sing(listening: socket.socket) -> None:
    """The test above can fail: a call to that address is noticed."""
    with socket.create_connection(listening.getsockname()):
        assert was_called(listening)


def test_pages_and_pictures_that_a_text_names_are_not_asked_for(listening: socket.socket) -> None:
    host = f"http://127.0.0.1:{listening.getsockname()[1]}"
    named = (
        f'<link rel="stylesheet" href="{host}/a.css"><script src="{host}/a.js"></script><base href="{host}/">'
        f'<link rel="canonical" href="{host}/fire"><meta http-equiv="refresh" content="0; url={host}/">'
    )
    article = f"<article><h1>Fire</h1><img src='{host}/a.jpg'><p>{BODY}</p><iframe src='{host}/'></iframe></article>"
    assert parse(f"<html><head>{named}</head><body>{article}</body></html>".encode())
    assert parse(f"# Fire\n\n{BODY}\n\n![]({host}/a.jpg)\n\n- [one]({host}/one)\n".encode())
    picture = base64.b64encode(zlib.compress(host.encode())).decode()
    assert parse(f'[{{"title": "Fire", "text": "{BODY}", "url": "{host}/", "image": "{picture}"}}]'.encode())
    assert not was_called(listening)
