from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.sentences import LONG, sentences_of
from sources.text import canonical


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The mill burned.", "Nobody was hurt, Mr. Olsen said.", "Who set the fire?"]),
        ("fr", ["Le moulin a brûlé.", "M. Olsen l’a dit lundi.", "Qui a mis le feu ?"]),
        ("ar", ["احترق المصنع.", "من أشعل النار؟", "لا أحد يعرف."]),
        ("fr", ["« Le moulin brûle.", "Nous sommes partis », a dit Mme Varga au maire."]),
        ("en", ["“We saw it at 5 p.m. from the hill.", "It was gone by six,” he said."]),
        ("fr", ["« Ils sont à 800 mètres …", "Ils avancent », a-t-elle dit."]),
        ("xx", ["One here.", "Two there."]),
    ],
)
def test_each_sentence_stands_alone_in_and_out_of_quotations(language: str, sentences: list[str]) -> None:
    assert cut(" ".join(sentences), language) == sentences


def test_no_sentence_runs_from_one_block_into_the_next() -> None:
    assert cut("A heading without a stop\n\nThe first words", "en") == ["A heading without a stop", "The first words"]


def test_signs_alone_are_no_sentence() -> None:
    assert cut("It burned.\n.\n\n***\n\nIt fell.", "en") == ["It burned.", "It fell."]


def test_a_list_without_stops_is_cut_at_its_lines() -> None:
    lines = [f"the name of place number {number}" for number in range(100)]
    assert cut("\n".join(lines), "en") == lines


def test_an_empty_text_has_none() -> None:
    assert sentences_of("", "fr") == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_a_no_break_space_before_a_full_stop_is_a_space(space: str) -> None:
    text = f"Il a choisi le plan B{space}. Puis il est parti."
    assert sentences_of(text, "fr") == sentences_of(text.replace(space, " "), "fr")


def test_a_text_without_full_stops_is_cut_between_words() -> None:
    text = "word " * 2_000 + "x" * 4_000 + " end"
    spans = sentences_of(text, "en")
    assert all(end - start <= LONG or " " not in text[start:end] for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text


@given(
    st.text(alphabet=st.sampled_from("aBé .!?«»“”\"'…\n\u00a0مM🔥؟"), max_size=120), st.sampled_from(["en", "fr", "ar"])
)
def test_sentences_stand_in_order_and_hold_every_letter(raw: str, language: str) -> None:
    text = canonical(raw)
    spans = sentences_of(text, language)
    assert all(start < end for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    outside = set(range(len(text))) - {place for start, end in spans for place in range(start, end)}
    assert not any(text[place].isalnum() for place in outside)
