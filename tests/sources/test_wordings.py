"""New wordings of a document, their history, and the difference between two of them."""

import time

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.models import Document, Text
from sources.text import canonical
from sources.wordings import Difference, Piece, difference
from tests import cast

# A busy machine fails no test.
unhurried = settings(deadline=None)

OLD = """Fire at the mill

Roughly 60 percent of the town had no water on Tuesday.

Four workers were hurt.

The owner was not in the country."""
NEW = """Fire at the mill

Police closed the road.

Roughly 70 percent of the town had no clean water on Tuesday.

The owner was not in the country."""


def kinds(drawn: Difference) -> list[str]:
    return [row.kind for row in drawn.rows]


def test_blocks_are_lined_up_and_their_words_compared() -> None:
    drawn = difference(OLD, NEW)
    assert kinds(drawn) == ["same", "added", "changed", "removed", "same"]
    changed = drawn.rows[2]
    assert changed.old == [
        Piece(True, "Roughly "), Piece(False, "60"), Piece(True, " percent of the town had no water on Tuesday.")
    ]  # fmt: skip
    assert [piece.words for piece in changed.new if not piece.is_same] == ["70", "clean"]
    assert (drawn.added, drawn.removed) == (6, 5)


def test_the_same_words_have_no_difference() -> None:
    assert kinds(difference(OLD, OLD)) == ["same"] * 4
    assert (difference(OLD, OLD).added, difference("", "").rows) == (0, [])
    assert kinds(difference("", "Now.")) == ["added"]
    assert kinds(difference("Once.", "")) == ["removed"]


def test_a_paragraph_that_lost_most_of_its_words_is_still_the_same_one() -> None:
    old = "The owner had planned it, some say. It was to be rid of the workers before the winter came to the valley."
    [row] = difference(old, "The owner had planned it, some said.").rows
    assert row.kind == "changed"


def test_hundreds_of_changed_paragraphs_after_a_new_one_find_their_partners() -> None:
    old = [
        f"In the year {number} the mill{number} of Oster burned for {number % 9} days, they say."
        for number in range(300)
    ]
    drawn = difference("\n\n".join(old), "\n\n".join(["New.", *(words.replace("they", "we") for words in old)]))
    assert kinds(drawn) == ["added", *["changed"] * 300]
    assert (drawn.added, drawn.removed) == (301, 300)


def test_a_number_is_one_word_and_so_is_a_word_with_vowel_signs() -> None:
    [row] = difference("It cost 60,000.50 at the port.", "It cost 61,000.50 at the port.").rows
    assert [piece.words for piece in row.new if not piece.is_same] == ["61,000.50"]
    [row] = difference("وَصَلَ الوزير إلى المدينة اليوم", "وَصَلَ الرئيس إلى المدينة اليوم").rows
    assert [piece.words for piece in row.old if not piece.is_same] == ["الوزير"]


def test_long_unchanged_stretches_are_folded_but_for_their_edges() -> None:
    same = [f"Paragraph number {number} stays." for number in range(10)]
    drawn = difference("\n\n".join([*same, "Old end of it."]), "\n\n".join(["Put before.", *same, "End."]))
    assert [(folded, len(rows)) for folded, rows in drawn.stretches()][:4] == [
        (False, 1), (False, 1), (True, 8), (False, 1)
    ]  # fmt: skip
    assert [row for _folded, rows in drawn.stretches() for row in rows] == drawn.rows


def test_an_offset_of_the_old_wording_leads_into_the_new_one() -> None:
    drawn = difference(OLD, NEW)
    assert drawn.place(OLD.index("the town")) == NEW.index("the town")
    assert drawn.place(OLD.index("country")) == NEW.index("country")
    assert drawn.place(OLD.index("Four")) is None
    assert difference("Gone now.", "Come now.").place(3) is None


def test_a_hundred_thousand_characters_are_compared_in_a_moment() -> None:
    words = " ".join(f"word{number % 977} in sentence {number}." for number in range(4_000))
    for old in (words, words.replace(". ", ".\n\n")):
        before = time.perf_counter()
        drawn = difference(old, old.replace("word500 ", "other "))
        assert time.perf_counter() - before < 2
        assert drawn.added == 4


@unhurried
@given(st.text("ab. \n", max_size=60), st.text("ab. \n", max_size=60))
def test_the_pieces_of_each_side_are_its_text(raw: str, other: str) -> None:
    old, new = canonical(raw), canonical(other)
    drawn = difference(old, new)
    assert "\n\n".join("".join(piece.words for piece in row.old) for row in drawn.rows if row.old) == old
    assert "\n\n".join("".join(piece.words for piece in row.new) for row in drawn.rows if row.new) == new
    assert all(0 <= (drawn.place(offset) or 0) <= len(new) for offset in range(len(old) + 1))


# The pages


@pytest.fixture
def document(reviewer: User, client: Client) -> Document:
    """A document with one wording, whose maker is logged in."""
    client.force_login(reviewer)
    return cast.make_document(OLD, by=reviewer)


@pytest.mark.django_db
def test_a_new_wording_is_pasted_and_shown_beside_the_old(client: Client, document: Document, reviewer: User) -> None:
    response = client.post(f"/documents/{document.pk}/wordings/new/", {"body": NEW}, follow=True)
    text = document.texts.get(number=2)
    assert (text.body, text.how, text.obtained_by) == (NEW, Text.How.PASTED, reviewer)
    assert response.redirect_chain[-1][0].endswith(f"/documents/{document.pk}/wordings/?old=1&new=2")
    html = response.content.decode()
    assert "6 words added" in html
    assert "5 words removed" in html


@pytest.mark.django_db
def test_a_new_wording_is_uploaded(client: Client, document: Document) -> None:
    file = SimpleUploadedFile("new.txt", NEW.encode(), "text/plain")
    client.post(f"/documents/{document.pk}/wordings/new/", {"file": file})
    text = document.texts.get(number=2)
    assert (text.how, text.original.name) == (Text.How.UPLOADED, "new.txt")


@pytest.mark.django_db
@pytest.mark.parametrize("body", [OLD, f"  {OLD}\n\n\n"])
def test_the_same_words_are_not_stored_again(client: Client, document: Document, body: str) -> None:
    html = client.post(f"/documents/{document.pk}/wordings/new/", {"body": body}).content.decode()
    assert "These are the words of" in html
    assert document.texts.count() == 1


@pytest.mark.django_db
def test_the_preview_shows_what_would_be_stored(client: Client, document: Document) -> None:
    html = client.post(f"/documents/{document.pk}/wordings/preview/", {"body": NEW}).content.decode()
    assert "Police closed the road." in html
    assert document.texts.count() == 1


@pytest.mark.django_db
def test_any_two_wordings_are_compared(client: Client, document: Document) -> None:
    document.add_text(NEW, how="pasted")
    document.add_text(f"{NEW}\n\nMore <b>later</b>.", how="pasted")
    address = f"/documents/{document.pk}/wordings/"
    assert "2 words added" in client.get(address).content.decode()
    html = client.get(address, {"old": 3, "new": 1}).content.decode()
    assert "From wording 3 to wording 1" in html
    assert "More &lt;b&gt;later&lt;/b&gt;." in html
    assert "one and the same" in client.get(address, {"old": 2, "new": 2}).content.decode()
    assert client.get(address, {"old": 9}).status_code == 404


@pytest.mark.django_db
def test_one_wording_is_a_history_too(client: Client, document: Document) -> None:
    assert "There is one wording so far." in client.get(f"/documents/{document.pk}/wordings/").content.decode()


@pytest.mark.django_db
def test_a_dossier_is_made_to_show_another_wording(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    dossier = cast.make_dossier(by=reviewer)
    placement = dossier.placements.get(role="report")
    newer = placement.text.document.add_text(NEW, how="pasted")
    assert "Show this wording" in client.get(f"/dossiers/{dossier.pk}/edit/").content.decode()
    html = client.post(f"/placements/{placement.pk}/wording/", {"text": newer.pk}, follow=True).content.decode()
    assert "until their reviewers move them" in html
    placement.refresh_from_db()
    assert placement.text == newer
    other = cast.make_text()
    assert client.post(f"/placements/{placement.pk}/wording/", {"text": other.pk}).status_code == 404
