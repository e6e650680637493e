"""Pasted HTML: paragraphs, headings, quotes and lists stay, everything else goes."""

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sources.sanitize import KEPT, clean_html, looks_like_html, read_html


class Tags(HTMLParser):
    """Collects the elements and attributes of a piece of HTML, and what is neither element nor text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[object] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def kinds(html: str) -> list[tuple[str, str]]:
    text, blocks = read_html(html)
    return [(block.kind, text[block.start : block.end]) for block in blocks]


def hostile(shared_data: Path) -> list[str]:
    data = json.loads((shared_data / "hostile" / "html.json").read_text("utf-8"))
    return [*data["bleach"], *(case["payload"] for case in data["html5lib"])]


def test_nothing_active_is_left_of_the_hostile_strings(shared_data: Path) -> None:
    for attack in hostile(shared_data):
        found = Tags(clean_html(attack))
        assert found.names <= KEPT, attack
        assert not found.attributes, attack
        assert not found.others, attack


def test_the_hostile_strings_are_read_as_text(shared_data: Path) -> None:
    for attack in hostile(shared_data):
        text, blocks = read_html(f"<p>before</p>{attack}")
        assert text.startswith("before")
        assert all(text[block.start : block.end] for block in blocks)


def test_what_was_cleaned_stays_clean() -> None:
    html = "<h1>A &amp; b</h1><p>c <b>d</b><script>e</script></p><ul><li>f</ul>"
    assert clean_html(clean_html(html)) == clean_html(html)


def test_paragraphs_headings_quotes_and_lists_are_kept() -> None:
    html = """<h2>Title</h2><p>One <a href="x">link</a>.</p><blockquote><p>Said.</p></blockquote>
    <ul><li>first</li><li>second</li></ul><div>Apart</div>last"""
    assert kinds(html) == [
        ("heading", "Title"),
        ("paragraph", "One link."),
        ("quote", "Said."),
        ("item", "first"),
        ("item", "second"),
        ("paragraph", "Apart"),
        ("paragraph", "last"),
    ]


def test_what_no_reader_saw_is_left_out() -> None:
    html = "<title>t</title><style>s</style><p>seen</p><script>alert(1)</script><svg><text>drawn</text></svg><!-- c -->"
    assert kinds(html) == [("paragraph", "seen")]


def test_white_space_is_folded_as_a_browser_does() -> None:
    assert kinds("<p>  one\n   two<br>three\u00a0four </p>") == [("paragraph", "one two\nthree\u00a0four")]


def test_entities_become_letters_and_stay_harmless() -> None:
    assert (
        clean_html("<p>&eacute;t&eacute; &#x1F525; &lt;b&gt; &#60;i&#62;</p>") == "<p>été 🔥 &lt;b&gt; &#60;i&#62;</p>"
    )
    assert kinds("<p>&lt;script&gt; &amp;</p>") == [("paragraph", "<script> &")]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "x",
        "<ul><li>" * 5_000 + "x",
        "word &eacute;t&eacute; " * 20_000,
        "<p " + "a=b " * 50_000 + ">x",
    ],
    ids=["deep", "deep list", "entities", "attributes"],
)
def test_a_hostile_page_does_not_take_for_ever(html: str) -> None:
    start = time.monotonic()
    assert read_html(html)[0]
    assert time.monotonic() - start < 20


def test_a_page_nested_too_deep_keeps_its_paragraphs_apart() -> None:
    html = "<div>" * 400 + "one</div><div>two" + "</div>" * 400
    assert kinds(html) == [("paragraph", "one"), ("paragraph", "two")]


@pytest.mark.parametrize("text", ["<p>one", "a<BR/>b", '<div class="x">', "<span>x</span>", "<html>"])
def test_what_looks_like_html(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize("text", ["2 < 3 and 5 > 4", "He wrote <b> in bold.", "mail <ana@example.org>", "x <y> z"])
def test_what_does_not_look_like_html(text: str) -> None:
    assert not looks_like_html(text)


def test_no_page_marks_a_text_as_safe() -> None:
    """What people typed is escaped everywhere: the output of clean_html alone is not trusted."""
    templates = Path(__file__).resolve().parent.parent.parent / "templates" / "sources"
    assert not [
        file.name for file in templates.glob("*.html") if re.search(r"\|\s*safe\b|autoescape", file.read_text())
    ]


def test_of_a_heap_of_tags_the_words_are_taken_at_once() -> None:
    begun = time.process_time()
    assert clean_html("<p>a</p>" * 100_000).split() == ["a"] * 100_000
    assert clean_html("<script>alert(1)</script>" + "<i>x" * 100_000).count("<script") == 0
    assert time.process_time() - begun < 10
