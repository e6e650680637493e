"""The call `parse` as a whole: the format is found by the content, and bad input is refused with a sentence."""

import io
import json
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from importlib import import_module

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.importers import FORMATS, MAX_BYTES, ImportRefused, Parsed, parse
from sources.importers.source import IMPORTERS, Importer, Source
from tests.sources.importers.test_pdf import document, locked, paragraph

BODY = "It burned for three days, the mayor said on Tuesday. Four people were taken to the hospital at Lund with burns."


def word() -> bytes:
    buffer = io.BytesIO()
    new = docx.Document()
    new.add_heading("Fire at the mill", 1)
    new.add_paragraph(BODY)
    new.save(buffer)
    return buffer.getvalue()


def packed(*files: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files:
            new.writestr(name, data)
    return buffer.getvalue()


NITF = f"""<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>Fire</title></head><body><body.head><hedline>
<hl1>Fire at the mill</hl1></hedline></body.head><body.content><p>{BODY}</p></body.content></body></nitf>"""
HTML = f"""<!doctype html><html><head><title>Fire</title></head><body><article><h1>Fire</h1><p>{BODY}</p></article>
</body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Bell</title><item><title>Fire</title>
<guid>bell-1</guid><description>{BODY}</description></item></channel></rss>"""
SAMPLES = {
    "plain": f"Fire at the mill\n\n{BODY}".encode(),
    "latin": f"Été à Oster\n\n{BODY} Où étaient-ils ?".encode("cp1252"),
    "markdown": f"# Fire at the mill\n\n{BODY}\n\n- [one](https://bell.example/)".encode(),
    "csv": f'title,text,date\nFire,"{BODY}",2026-03-03\n'.encode(),
    "json": json.dumps([{"title": "Fire", "text": BODY, "tags": ["a"]}]).encode(),
    "jsonl": (json.dumps({"title": "Fire", "text": BODY}) + "\n").encode() * 2,
    "html": HTML.encode(),
    "nitf": NITF.encode(),
    "feed": FEED.encode(),
    "docx": word(),
    "pdf": document(paragraph(BODY, 700)),
    "zip": packed(("fire.txt", BODY.encode()), ("fire.html", HTML.encode())),
}


@pytest.mark.parametrize("format_", SAMPLES)
@pytest.mark.parametrize("name", ["", "fire.txt", "fire.pdf", "fire.csv"])
def test_the_format_is_found_by_the_content_whatever_the_name(format_: str, name: str) -> None:
    assert "burned for three days" in parse(SAMPLES[format_], name)[0].body


@pytest.mark.parametrize("format_", ["plain", "html", "nitf", "csv"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_texts_of_all_formats_come_with_marks(format_: str, codec: str) -> None:
    text = SAMPLES[format_].decode().replace("UTF-8", codec.removesuffix("-sig").upper())
    assert "burned for three days" in parse(text.encode(codec))[0].body


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "empty.txt", "empty"),
        (b"\xef\xbb\xbf", "empty.txt", "empty"),
        (b" \r\n\t\n ", "white.txt", "empty"),
        ("\u00a0\u2003\n".encode(), "white.txt", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "fire.txt", "picture"),
        (b"MZ\x90\x00" + bytes(100), "fire.txt", "program"),
        (bytes(range(256)) * 8, "fire.txt", "not a text"),
        (b"[1, 2, 3]", "fire.json", "No column"),
        (b"x" * (50 * 2**20), "fire.txt", "larger than 40 MB"),
        (b"word " * 420_000, "fire.txt", "two million"),
        (locked("secret"), "fire.pdf", "password"),
        (packed(("bomb.txt", bytes(30 * 2**20))), "bomb.zip", "unpacks to more"),
        (packed(("bomb.html", b"<p>" * (10 * 2**20))), "bomb.zip", "unpacks to more"),
        (NITF.encode()[:-40], "fire.xml", "broken"),
        (b"<?xml version='1.0'?>", "fire.xml", r"\w"),
        (b"<n:tf><a/></n:tf>", "fire.xml", r"\w"),
        (b"<html><head><title>Fire</title></head><body></body></html>", "fire.html", r"\w"),
        (b"<html><body><nav><a href='/'>Home</a></nav><script>x</script></body></html>", "fire.html", r"\w"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_refused_with_a_sentence(data: bytes, name: str, sentence: str) -> None:
    start = time.monotonic()
    with pytest.raises(ImportRefused, match=sentence) as refused:
        parse(data, name)
    assert str(refused.value).endswith(".")
    assert time.monotonic() - start < 5


def test_the_largest_file_is_not_refused_for_its_size() -> None:
    with pytest.raises(ImportRefused, match="two million"):
        parse(b"word " * (MAX_BYTES // 5))


def read_or_refused(data: bytes, name: str = "") -> None:
    with suppress(ImportRefused):
        for parsed in parse(data, name):
            assert parsed.body
            assert [parsed.body[block.start : block.end] for block in parsed.blocks] == parsed.body.split("\n\n")


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["", "a.txt", "a.csv", "a.md", "a.xml"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read_or_refused(data, name)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([b"{", b"[", b"<", b"<?xml ", b"PK\x03\x04", b"%PDF-", b"---\n", b"title,text\n", b"\xff\xfe"]),
    st.binary(max_size=200),
)
def test_any_bytes_after_the_beginning_of_a_format(head: bytes, data: bytes) -> None:
    read_or_refused(head + data)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("format_", SAMPLES)
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 20), st.binary(max_size=6)), max_size=6),
    st.floats(0.3, 1),
)
def test_damaged_files_of_every_format(format_: str, changes: list[tuple[float, int, bytes]], kept: float) -> None:
    data = SAMPLES[format_]
    for place, removed, added in changes:
        at = int(place * len(data))
        data = data[:at] + added + data[at + removed :]
    read_or_refused(data[: int(kept * len(data))] if kept > 0.5 else data)


def test_what_no_importer_foresaw_is_refused_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(source: Source) -> list[Parsed]:
        raise KeyError(source.name)

    monkeypatch.setitem(IMPORTERS, "sources.importers.plain", Importer("odd", lambda source: True, fail))
    with pytest.raises(ImportRefused, match="Lateral failed to read this file"):
        parse(b"The mill burned.", "odd.txt")
    assert "odd.txt" in caplog.text


# Takes the data of a file to be read, and tells the libraries that this has loaded.
READ_AND_TELL = """
import sys, django
django.setup()
from sources.importers import parse
parse(sys.stdin.buffer.read())
print(*{"docx", "pypdf", "trafilatura", "feedparser", "markdown_it"} & set(sys.modules))
"""


@pytest.mark.parametrize(
    ("data", "library"),
    [
        (b"The mill at Oster burned for two days.", ""),
        (b"title,body\nThe mill,It burned for two days.\n", ""),
        (b"# The mill\n\nIt *burned* for [two days](https://oster.example/).", "markdown_it"),
        (b"<html><body><article><p>" + b"The mill at Oster burned for two days. " * 20, "trafilatura"),
    ],
)
def test_a_library_is_loaded_at_the_first_file_that_needs_it(data: bytes, library: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", READ_AND_TELL], input=data, capture_output=True, check=True
    ).stdout.decode()  # fmt: skip
    assert told == f"{library}\n"


def test_what_a_format_has_in_any_case_is_in_every_sample_of_it() -> None:
    """The short look before a module is asked leaves out none that would have taken the file."""
    for name, data in SAMPLES.items():
        source = Source(data)
        for may_be, importer in zip(FORMATS.values(), map(IMPORTERS.get, modules()), strict=True):
            assert importer
            if may_be(source):
                continue
            assert not importer.recognises(source), (name, importer.format)


def modules() -> list[str]:
    """All modules of formats, imported."""
    names = [f"sources.importers.{name}" for name in FORMATS]
    for name in names:
        import_module(name)
    return names


MANY = 20_000
SLOW = {
    "items": b"# T\n\n" + b"- a\n" * 49_000,
    "tags": b"<html><body>" + b"<div>" * 7_000_000,
    "references": b"<html><body><p>" + b"&amp;" * 7_000_000,
    "parts": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    + b"--x\nContent-Type: text/html\n\n<p>a</p>\n" * 900_000,
    "entries": b'<rss version="2.0"><channel>'
    + b"<item><title>a</title><description>b c</description></item>" * MANY
    + b"</channel></rss>",
    "messages": b"\x01abc0001 4 pl 12\n\nA/B\n\x02Norrby (dpa) - The ferry left for the other side.\n\x03" * MANY,
    "items of ninjs": b"[%s]" % b",".join([b'{"uri":"u","versioncreated":"2026-03-03","body_text":"b"}'] * MANY),
    "items of NewsML": b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">%s</newsMessage>'
    % (b'<newsItem guid="g"><contentSet><inlineData>b c</inlineData></contentSet></newsItem>' * MANY),
    "stories of NewsML 1": b"<NewsML>%s</NewsML>" % (b"<NewsItem><NewsComponent/></NewsItem>" * MANY),
}


@pytest.mark.parametrize("name", SLOW)
def test_no_file_holds_a_process_for_long(name: str) -> None:
    """Each of these took from four seconds to several minutes."""
    start = time.monotonic()
    read_or_refused(SLOW[name], f"{name}.bin")
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("name", ["entries", "messages", "items of ninjs", "items of NewsML", "stories of NewsML 1"])
def test_a_file_of_too_many_documents_is_refused_whole(name: str) -> None:
    with pytest.raises(ImportRefused, match=r"This file holds more than 10000 documents\. Divide it\."):
        parse(SLOW[name])
