"""Pages saved whole in one file."""

import base64
import quopri

import pytest

from sources.importers import ImportRefused, parse

FIRST = (
    "The river Aar rose by two metres on Monday, the mayor of Newtown said – “a flood”, he called it in the evening."
)
SECOND = "Firefighters pumped out some forty cellars, and a school near the mill stayed closed for the day."
BODY = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
PAGE = f"<html lang=en><head><title>River rises</title></head><body>{BODY}</body></html>"
URL = "https://gazette.example/2016/12/06/river"


def saved(page: str = PAGE, *, codec: str = "utf-8", encoding: str = "quoted-printable", head: str = "") -> bytes:
    """As Chrome writes it: a frame first of all, the page, then its pictures and sheets."""
    data = page.encode(codec)
    body = quopri.encodestring(data) if encoding == "quoted-printable" else base64.encodebytes(data)
    charset = f'; charset="{codec}"' if codec != "utf-8" else ""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: River rises\r\n{head}"
        "Date: Wed, 7 Dec 2016 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Boundary----"\r\n\r\n\r\n'
        "------Boundary----\r\nContent-Type: text/css\r\nContent-Location: cid:css@mhtml.blink\r\n\r\nbody {}\r\n"
        f"------Boundary----\r\nContent-Type: text/html{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n"
        f"Content-Location: {URL}\r\n\r\n"
    ).encode() + body.replace(b"\n", b"\r\n") + b"\r\n------Boundary------\r\n"  # fmt: skip


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_a_saved_page_is_read_with_its_address(codec: str, encoding: str) -> None:
    [parsed] = parse(saved(codec=codec, encoding=encoding))
    assert (parsed.title, parsed.body) == ("River rises", f"{FIRST}\n\n{SECOND}")
    assert (parsed.url, parsed.outlet) == (URL, "gazette.example")


def test_the_day_on_which_it_was_saved_is_not_when_it_was_published() -> None:
    page = PAGE.replace("<title>", '<meta property="article:published_time" content="2016-12-06T10:00:00Z"><title>')
    [parsed] = parse(saved(page))
    assert parsed.published is not None
    assert parsed.published.isoformat() == "2016-12-06T10:00:00+00:00"


def test_the_page_is_the_part_at_the_address_of_the_snapshot_not_a_frame() -> None:
    head = b"------Boundary----\r\nContent-Type: text/"
    frame = head + b"html\r\nContent-Location: cid:frame@x\r\n\r\n<p>An advertisement</p>\r\n"
    data = saved().replace(head + b"css", frame + head + b"css")
    assert parse(data)[0].body == f"{FIRST}\n\n{SECOND}"


def test_a_file_without_a_page_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no page"):
        parse(saved().replace(b"text/html", b"image/png"))


def test_a_file_cut_off_gives_what_is_there_or_is_refused() -> None:
    data = saved()
    assert parse(data[:-40])[0].body.startswith(FIRST)
    with pytest.raises(ImportRefused):
        parse(data[:300])
