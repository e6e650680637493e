"""What can be read off a text that was handed in."""

import codecs

import pytest

from sources import reading
from sources.reading import NotText, decode, guess_title, one_line, read_pasted, read_typed, title_of
from sources.text import canonical

PAGE = "<h1>Fire</h1><p>It burned.</p><ul><li>Four hurt</li></ul>"


@pytest.mark.parametrize(
    "data",
    [
        "été".encode(),
        codecs.BOM_UTF8 + "été".encode(),
        "été".encode("utf-16"),
        codecs.BOM_UTF16_BE + "été".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big"],
)
def test_encodings_that_are_read(data: bytes) -> None:
    assert canonical_of(data) == "été"


def canonical_of(data: bytes) -> str:
    return canonical(decode(data))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("été".encode("latin-1"), "is not a text in UTF-8 or UTF-16."),
        (b"a\x00b", "is not a text: it holds NUL bytes."),
        (b"\xff\xfea", "is not a text in UTF-8 or UTF-16."),
        (b"x" * (10 * 2**20 + 1), "is larger than 10 MB."),
    ],
    ids=["latin-1", "nul", "half a character", "large"],
)
def test_bytes_that_are_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(NotText, match=reason):
        decode(data)


@pytest.mark.parametrize("raw", ["", " \n\r\n\t ", "<p> </p>", "\ufeff"])
def test_a_text_without_words(raw: str) -> None:
    with pytest.raises(NotText, match="holds no text"):
        read_typed(raw)


def test_a_text_of_two_million_characters_is_the_longest() -> None:
    assert len(read_typed("🔥" * 2_000_000).body) == 2_000_000
    with pytest.raises(NotText, match="longer than two million"):
        read_typed("🔥" * 2_000_001)


def test_the_original_is_kept() -> None:
    read = read_typed("one\r\n\r\ntwo")
    assert (read.body, read.original, read.media_type) == ("one\n\ntwo", b"one\r\n\r\ntwo", "text/plain")


def test_the_source_of_a_page_is_read_as_a_page() -> None:
    read = read_typed(PAGE)
    assert read.body == "Fire\n\nIt burned.\n\nFour hurt"
    assert [block.kind for block in read.blocks] == ["heading", "paragraph", "item"]
    assert (read.original, read.media_type) == (PAGE.encode(), "text/html")


def test_a_pasted_page_counts_for_more_than_what_the_browser_made_of_it() -> None:
    assert read_pasted("Fire It burned.", PAGE).body == "Fire\n\nIt burned.\n\nFour hurt"


def test_words_edited_after_pasting_keep_the_kinds_of_the_other_blocks() -> None:
    read = read_pasted("Fire\n\nIt burned for days.\n\nFour hurt", PAGE, edited=True)
    assert read.body == "Fire\n\nIt burned for days.\n\nFour hurt"
    assert [block.kind for block in read.blocks] == ["heading", "paragraph", "item"]
    assert read.media_type == "text/plain"


@pytest.mark.parametrize(
    ("body", "outlet", "title"),
    [
        ("Fire at Oster\n\nThe mill burned.", "", "Fire at Oster"),
        ("Site icon example.org\n\nFire at Oster\n\nIt burned.", "example.org", "Fire at Oster"),
        ("The Example\nFire at Oster", "Example", "Fire at Oster"),
        ("Example fire was set, court says\n\nMore.", "Example", "Example fire was set, court says"),
        ("Site icon example.org", "example.org", "Site icon example.org"),
        ("x " * 150 + "\n\nFire at Oster", "", "Fire at Oster"),
        ("Site icon example.org\n\nFire", "", "Site icon example.org"),
    ],
)
def test_the_title_is_the_first_short_line_that_is_no_furniture(body: str, outlet: str, title: str) -> None:
    assert guess_title(body, outlet) == title


def test_of_a_text_without_a_short_line_the_beginning_is_the_title() -> None:
    title = guess_title("word " * 100)
    assert title.endswith("word…")
    assert len(title) <= reading.LONGEST_TITLE


def test_a_heading_is_the_title_of_a_page() -> None:
    assert title_of(read_typed("<p>Menu</p><h1>Fire\nat Oster</h1><p>It burned.</p>")) == "Fire at Oster"


def test_a_line_is_one_line() -> None:
    assert one_line(" Fire \n\n at\tOster\x00\ud800 ") == "Fire at\tOster"
