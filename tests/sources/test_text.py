"""Canonical text: NFC, LF, one blank line between blocks, offsets in code points."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import BlockKind, blocks_of, canonical, digest, direction, fold, join_blocks

KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "quote", "item")
# Mostly what canonical has to do something about.
awkward = st.text(
    st.one_of(st.sampled_from("ab \t\r\n\x00\x0b\x0c\x85\u2028\u2029\u00a0\ufeffe\u0301🔥ش"), st.characters())
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("one\n \t\n\n\ntwo", "one\n\ntwo"),
        ("one\x0ctwo\u2029three", "one\n\ntwo\n\nthree"),
        ("  one \n two  \n", "one \n two"),
        ("\ufeffno\x00 mark\ufeff", "no mark"),
        ("e\u0301te\u0301", "été"),
        ("« l’eau » : 70 %", "« l’eau » : 70 %"),
        ("a\ud800b", "ab"),
        (" \n\n ", ""),
    ],
)
def test_what_is_made_canonical(raw: str, text: str) -> None:
    assert canonical(raw) == text


@given(awkward)
def test_canonical_text_stays_as_it_is(raw: str) -> None:
    assert canonical(canonical(raw)) == canonical(raw)


@given(awkward)
def test_canonical_text_keeps_the_rules(raw: str) -> None:
    text = canonical(raw)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert not set(text) & set("\r\x00\x0b\x0c\x85\u2028\u2029\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    text.encode()


@given(awkward)
def test_the_blocks_tile_the_text(raw: str) -> None:
    text = canonical(raw)
    blocks = list(blocks_of(text))
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
    assert all(text[block.start : block.end].strip() for block in blocks)


@given(st.lists(st.tuples(st.sampled_from(KINDS), awkward)))
def test_joined_parts_are_canonical_and_keep_their_kinds(parts: list[tuple[BlockKind, str]]) -> None:
    text, blocks = join_blocks(parts)
    assert canonical(text) == text
    assert [(block.start, block.end) for block in blocks] == [(block.start, block.end) for block in blocks_of(text)]
    assert {block.kind for block in blocks} <= {kind for kind, _raw in parts}


def test_offsets_are_code_points() -> None:
    text, blocks = join_blocks([("heading", "🔥👩🏽‍🚒"), ("paragraph", "بعد")])
    assert [(block.kind, block.start, block.end) for block in blocks] == [("heading", 0, 5), ("paragraph", 7, 10)]
    assert text[7:10] == "بعد"


def test_the_digest_is_that_of_the_utf8_bytes() -> None:
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Agence France-Presse", "agence france presse"),
        ("l’Humanité", "L'HUMANITE"),
        ("Süddeutsche", "suddeutsche"),
        ("المَرصد", "المرصد"),
        ("Œuvre", "oeuvre"),
    ],
)
def test_names_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("code", "way"), [("ar", "rtl"), ("fa-IR", "rtl"), ("ps", "rtl"), ("fr", "ltr"), ("zh", "ltr"), ("", "ltr")]
)
def test_the_direction_of_a_language(code: str, way: str) -> None:
    assert direction(code) == way
