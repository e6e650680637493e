"""Markdown: when a text is in it, and what it says."""

import datetime
import time

import pytest

from sources.importers import Parsed, parse
from sources.importers.markdown import is_markdown
from sources.importers.source import Source

BODY = "It burned for three days, the mayor said on Tuesday."


def one(text: str, name: str = "") -> Parsed:
    [parsed] = parse(text.encode(), name)
    return parsed


def blocks(parsed: Parsed) -> list[tuple[str, str]]:
    return [(block.kind, parsed.body[block.start : block.end]) for block in parsed.blocks]


def test_blocks_have_their_kinds_and_lose_their_signs() -> None:
    parsed = one(
        "# Fire at the mill\n\nIt *burned* for **three\ndays**, the [mayor](https://oster.example/) said.\n\n"
        "## The owner\n\n> All was off.\n\n- four hurt\n- none killed\n\n1. One\n2. Two\n\n```\nas it is\n```\n\n"
        "![A mill](mill.jpg)\n\nA break\\\nhere &amp; there."
    )
    assert parsed.title == "Fire at the mill"
    assert blocks(parsed) == [
        ("paragraph", "It burned for three days, the mayor said."),
        ("heading", "The owner"),
        ("quote", "All was off."),
        ("item", "four hurt"),
        ("item", "none killed"),
        ("item", "One"),
        ("item", "Two"),
        ("paragraph", "as it is"),
        ("paragraph", "A break\nhere & there."),
    ]


def test_front_matter() -> None:
    parsed = one(
        '---\ntitle: "Fire: at the mill"\nauthor: Ada Lind\ndate: 2026-03-03\noutlet: Tern Wire\nlang: en\n'
        f"tags: [fire, 'mill']\nurl: https://tern.example/fire # as of today\nnested:\n  title: No\n---\n{BODY}\n"
    )
    assert (parsed.title, parsed.byline, parsed.outlet, parsed.language) == (
        "Fire: at the mill",
        "Ada Lind",
        "Tern Wire",
        "en",
    )
    assert (parsed.published, parsed.url) == (datetime.date(2026, 3, 3), "https://tern.example/fire")
    assert (parsed.tags, parsed.body) == (["fire", "mill"], BODY)


def test_lists_in_front_matter() -> None:
    parsed = one(
        "---\r\ntitle: Fire\r\nauthors:\r\n  - Ada Lind\r\n  - Ben Moor\r\n"
        f"tags:\r\n- fire\r\n- mill\r\n...\r\n\r\n{BODY}"
    )
    assert (parsed.byline, parsed.tags) == ("Ada Lind, Ben Moor", ["fire", "mill"])


def test_html_in_markdown_is_sanitized() -> None:
    parsed = one(f"# Fire\n\n<div onclick='x()'>{BODY}</div>\n\n<script>alert(1)</script>\n\nFour were <b>hurt</b>.")
    assert parsed.body == f"{BODY}\n\nFour were hurt."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("## Fire\n\nWords.", ""),
        ("See [the mill](https://oster.example/mill).", ""),
        ("A **bold** word and\n\n> a quotation", ""),
        ("- one\n- two\n\nand a *word*", ""),
        ("Fire\n====\n\nA *word*.", ""),
        ("A *word* alone.", "fire.md"),
        ("---\ntitle: Fire\n---\nWords.", ""),
    ],
)
def test_what_is_markdown(text: str, name: str) -> None:
    assert is_markdown(Source(text.encode(), name))


@pytest.mark.parametrize(
    "text",
    [
        "A price of 5 * 3 and a star*.",
        "#Oster burned. #fire",
        "OSTER (Tern) - It burned.\n\n- four were hurt\n- none killed",
        "*** Editors: embargoed ***\n\nWords.",
        "---\nIt burned.\n---\nWords.",
        "[1] A note. (See there.)",
        "It was a _blank_ page.",
        "Number 1. Fire\n2. Water",
        "1) one\n2) two",
        "C# 9 and F# 5",
        "> On Tuesday he wrote",
        "He said: “**** you.”",
        "Fire\n\n----\n\nEnd",
    ],
)
def test_what_is_plain_text(text: str) -> None:
    assert not is_markdown(Source(text.encode()))


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "> " * 20_000 + "x", "*a " * 50_000, "- " * 5_000, "`" * 50_000, "![" * 20_000]
)
def test_what_parsers_take_long_over_ends_soon(text: str) -> None:
    start = time.monotonic()
    one(f"# Fire\n\n{BODY}\n\n{text}")
    assert time.monotonic() - start < 10
