"""Plain text: what a line end means."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.importers import ImportRefused, parse
from sources.importers.lines import paragraphs

LONG = (
    "The mill at Oster burned for three days before the fire brigades of four towns could put it out, the mayor of the "
    "town said on Tuesday, and four people were taken to the hospital at Lund with burns."
)
SECOND = (
    "Nobody knows yet how it began; the owner, who had left the building at nine in the evening, said that all the "
    "machines had been switched off and that well-known rules had been followed."
)


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("One.\n\nTwo.\r\n \t\r\nThree.\x0cFour.") == ["One.", "Two.", "Three.", "Four."]


def test_each_line_of_a_text_of_long_lines_is_a_paragraph() -> None:
    assert paragraphs(f"{LONG}\n{SECOND}\n\n{LONG}\n{SECOND}") == [LONG, SECOND, LONG, SECOND]


def test_each_line_of_a_text_without_blank_lines_is_a_paragraph() -> None:
    assert paragraphs("Fire at the mill\nBy Ada Lind\nFour were hurt.") == [
        "Fire at the mill",
        "By Ada Lind",
        "Four were hurt.",
    ]


def test_short_lines_that_stand_together_stay_lines() -> None:
    assert paragraphs(f"{LONG}\n\nThe mill is old,\nthe mill is gone.") == [LONG, "The mill is old,\nthe mill is gone."]


@pytest.mark.parametrize("width", [50, 65, 72, 80])
def test_lines_that_were_broken_to_a_width_are_joined(width: int) -> None:
    assert paragraphs(f"{textwrap.fill(LONG, width)}\n\n{textwrap.fill(SECOND, width)}\n") == [LONG, SECOND]


def test_an_indented_line_begins_a_paragraph() -> None:
    wrapped = "\n".join(textwrap.fill(each, 70, initial_indent="   ") for each in (LONG, SECOND, LONG))
    assert paragraphs(wrapped) == [LONG, SECOND, LONG]


def test_a_margin_is_no_paragraph() -> None:
    assert paragraphs(textwrap.indent(f"{textwrap.fill(LONG, 60)}\n\n{textwrap.fill(SECOND, 60)}", "    ")) == [
        LONG,
        SECOND,
    ]


def test_the_lines_at_the_head_of_a_broken_text_stand_alone() -> None:
    assert paragraphs(f"Fire at the mill\nBy Ada Lind\n\n{textwrap.fill(LONG, 70)}\n{textwrap.fill(SECOND, 70)}") == [
        "Fire at the mill",
        "By Ada Lind",
        LONG,
        SECOND,
    ]


def test_a_bullet_begins_a_paragraph() -> None:
    lines = [textwrap.fill(f"- {each}", 70, subsequent_indent="  ") for each in (LONG, SECOND)]
    assert paragraphs("\n".join(lines)) == [f"- {LONG}", f"- {SECOND}"]


def test_a_long_web_address_among_broken_lines() -> None:
    address = "https://bell.example/" + "a" * 200
    assert paragraphs(f"{textwrap.fill(LONG, 70)}\n\n{address}\n\n{textwrap.fill(SECOND * 6, 70)}") == [
        LONG,
        address,
        SECOND * 6,
    ]


def test_a_word_cut_at_its_hyphen_keeps_it() -> None:
    wrapped = "The owner of the mill said that all the machines and all of the well-\nknown rules had been kept."
    assert paragraphs(f"{textwrap.fill(LONG, 70)}\n\n{wrapped}")[-1] == wrapped.replace("\n", "")


def test_lines_that_end_with_two_carriage_returns() -> None:
    assert paragraphs(textwrap.fill(LONG, 70).replace("\n", "\r\r\n")) == [LONG]


@given(st.lists(st.sampled_from(["fire ", "a mill", "  ", "\n", "\r\n", "\n\n", "\x0c", "\t", "- x", "z" * 70, "é."])))
def test_no_character_of_prose_is_lost(pieces: list[str]) -> None:
    raw = "".join(pieces)
    assert "".join("".join(paragraphs(raw)).split()) == "".join(raw.split())


def test_a_line_of_two_million_characters() -> None:
    line = "word " * 399_999 + "word"
    assert len(parse(line.encode())[0].body) == 1_999_999


def test_more_is_refused() -> None:
    with pytest.raises(ImportRefused, match="two million"):
        parse(b"word " * 400_001)


def test_blocks_are_paragraphs_of_the_body() -> None:
    parsed = parse(f"{LONG}\n\n{SECOND}".encode())[0]
    assert [parsed.body[block.start : block.end] for block in parsed.blocks] == [LONG, SECOND]
    assert all(one.end + 2 == two.start for one, two in pairwise(parsed.blocks))
