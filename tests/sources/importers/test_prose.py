import pytest
from lxml import etree

from sources.importers.prose import html_parts, plain_parts, tree_parts
from sources.text import join_blocks


def blocks(xml: str) -> list[tuple[str, str]]:
    body, found = join_blocks(tree_parts(etree.fromstring(xml)))
    return [(block.kind, body[block.start : block.end]) for block in found]


def paragraphs(raw: str) -> list[str]:
    return join_blocks(plain_parts(raw))[0].split("\n\n")


def test_layout_of_the_mark_up_is_no_layout_of_the_text() -> None:
    assert blocks("<b>\n  <p>\n    One\n    <i> two </i>\n    three.\n  </p>tail<p/></b>") == [
        ("paragraph", "One two three."),
        ("paragraph", "tail"),
    ]


def test_a_wire_within_one_paragraph_tag_is_cut_at_its_own_paragraphs() -> None:
    text = (
        "\n   The bridge reopened\non Tuesday after two years.\n   The works were longer\nthan planned, and dearer.\n"
    )
    assert [words for _kind, words in blocks(f"<b><p>{text}</p></b>")] == [
        "The bridge reopened on Tuesday after two years.",
        "The works were longer than planned, and dearer.",
    ]


def test_what_was_escaped_twice_is_read() -> None:
    assert blocks("<b><p>4 o&amp;#39;clock &amp;quot;sharp&amp;quot; &amp;amp; dry</p></b>") == [
        ("paragraph", '4 o\'clock "sharp" & dry')
    ]


def test_breaks_stay_and_kinds_nest() -> None:
    found = blocks(
        "<b><bq><p>a<br/>b</p><ul><li><p>c</p><p>d</p></li></ul><p>e</p></bq><h2>f</h2><pre>g\n  h</pre></b>"
    )
    assert found == [
        ("quote", "a\nb"),
        ("item", "c"),
        ("item", "d"),
        ("quote", "e"),
        ("heading", "f"),
        ("paragraph", "g"),
        ("paragraph", "h"),
    ]


def test_html_without_end_tags() -> None:
    assert [text.strip() for _kind, text in html_parts("<p>one<p>two &eacute;<script>x</script>") if text.strip()] == [
        "one",
        "two é",
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One\nof two\n\nThree", ["One of two", "Three"]),
        ("   The first one begins here\nand goes on.\n   The second begins here\nand ends.", 2),
        ("First line that is rather long and full of\nwords.\n- one thing\n- another\n  that goes on", 3),
        ("A long line that is a paragraph of its own. " * 4 + "\n" + "Another one that is as long as that. " * 4, 2),
        ("Name      Votes\nLee          12\nMartin        7", ["Name      Votes\nLee          12\nMartin        7"]),
        (
            "The bridge which is well-\nknown reopened today in\nthe town.",
            ["The bridge which is well-known reopened today in the town."],
        ),
        ("橋は火曜日に再開した。工事は\n二年かかったという。", ["橋は火曜日に再開した。工事は二年かかったという。"]),
        ("", [""]),
    ],
)
def test_paragraphs_of_a_plain_text(raw: str, expected: list[str] | int) -> None:
    found = paragraphs(raw)
    assert len(found) == expected if isinstance(expected, int) else found == expected


def test_many_inline_elements_and_deep_trees_are_read_quickly() -> None:
    deep = "<a>" * 250 + "x" + "</a>" * 250
    assert blocks(f"<b><p>{'<i>y</i>' * 50_000}</p><p>{deep}</p></b>")[1] == ("paragraph", "x")
