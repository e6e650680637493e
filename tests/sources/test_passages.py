import pytest

from sources.passages import find_passage, find_spans, marked
from sources.text import Block, blocks_of
from sources.words import wanted


def marks(text: str, question: str) -> list[str]:
    return [text[start:end] for start, end in find_spans(text, wanted(question))]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("Les élèves et l’Élève", "eleve", ["élèves", "Élève"]),
        ("e\u0301le\u0300ves: e\u0301le\u0300ves", '"eleves"', ["e\u0301le\u0300ves", "e\u0301le\u0300ves"]),
        ("قَالَ المُرصدُ ثم", '"المرصد"', ["المُرصدُ"]),
        ("الطائـــرات", "الطائرات", ["الطائـــرات"]),
        ("the œuvre, the manoeuvre", '"oeuvre"', ["œuvre"]),
        ("俄罗斯指责美国", "指责", ["指责"]),
        ("a mill. The owner", '"mill the"', ["mill. The"]),
        ("🔥 fire 🔥 firefighters", "fire", ["fire", "firefighters"]),
        ("Straße", "strasse", ["Straße"]),
        ("fire", "water", []),
        ("of course", "((", []),
    ],
)
def test_whole_words_are_marked_with_their_accents(text: str, question: str, found: list[str]) -> None:
    assert marks(text, question) == found


def test_marking_loses_not_a_character() -> None:
    text = "L’élève d’à côté, 🔥 <b>élève</b>"
    pieces = marked(text, wanted("eleve cote"))
    assert "".join(piece.words for piece in pieces) == text
    assert [piece.words for piece in pieces if piece.is_marked] == ["élève", "côté", "élève"]


def test_the_passage_is_the_first_that_holds_most_of_the_words() -> None:
    body = "The mill\n\nThe mill burned.\n\nThe owner of the mill was abroad.\n\nThe mill and its owner."
    found = find_passage(body, blocks_of(body), wanted("owner mill"), title="The mill")
    assert body[found.block :].startswith("The owner of")
    assert [piece.words for piece in found.pieces if piece.is_marked] == ["owner", "mill"]
    assert not found.is_cut_before
    assert not found.is_cut_after


def test_a_long_paragraph_is_cut_around_the_words() -> None:
    body = "Nothing here. " * 200 + "The mill burned. " + "Nothing there. " * 200
    found = find_passage(body, blocks_of(body), wanted("mill"))
    words = "".join(piece.words for piece in found.pieces)
    assert "The mill burned." in words
    assert len(words) <= 300
    assert found.is_cut_before
    assert found.is_cut_after
    assert found.block == 0


@pytest.mark.parametrize("body", ["x" * 5_000, "", "mill " * 100_000, "🔥" * 2_000])
def test_odd_texts_have_a_passage_of_a_bearable_length(body: str) -> None:
    found = find_passage(body, [Block("paragraph", 0, len(body))] if body else [], wanted("mill xxx"))
    assert sum(len(piece.words) for piece in found.pieces) < 800


def test_where_no_word_is_found_the_passage_is_the_beginning() -> None:
    body = "The mill\n\nIt burned."
    found = find_passage(body, blocks_of(body), wanted("title"), title="The mill")
    assert [piece.words for piece in found.pieces] == ["It burned."]
