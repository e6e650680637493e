"""The index of words: what is found, and that it follows every change."""

from collections.abc import Callable
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from sources.models import Document, Dossier, Indexed, OutletName, Text, uuid7
from sources.search import index, other_than_latin, rebuild
from sources.text import digest
from sources.words import Term, wanted, words_of
from tests import cast

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return list(Document.objects.searched(words).order_by("title").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Les élèves ont chanté", "ELEVES chante"),
        ("LES ÉLÈVES ONT CHANTÉ", "élèves chanté"),
        ("e\u0301le\u0300ves", "élèves"),
        ("the cœur of the ŒUVRE", "coeur oeuvre"),
        ("Straße nach Łódź", "strasse lodz"),
        ("İstanbul ve ılık", "istanbul ilik"),
        ("قَالَ المُرصد إنّ الطائـــرات", "ان الطائرات قال"),
        ("المدينة القديمة ٢٠١٦", "المدينه 2016"),
        ("على مستشفى", "علي مستشفي"),
        ("俄罗斯指责美国", "指责"),
        ("l’agence a parlé", "l'agence"),
        ("Ήταν όμορφα, ΟΔΟΣ", "ηταν ομορφα οδος"),
        ("Ёлка и йод", "елка иод"),
        ("हिन्दी समाचार", "हिन्दी"),
        ("한국어 기사", "한국어"),
        ("MOSCOW/BEIRUT (Reuters) – 70 %, 1.5 m²", "beirut reuters 70 1.5 m2"),
        ("mail to a.b@example.org, see example.org/path/file.txt", "file example path"),
        ("covid19 x2y 1e5 007", "covid19 x2y 1e5 007"),
    ],
)
def test_neither_case_nor_accents_nor_spelling_matter(text: str, question: str) -> None:
    cast.make_document(text, title="this")
    cast.make_document("Something else", title="that")
    assert found(question) == ["this"]


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ("put out", True),
        ("out put", True),
        ('"put out"', True),
        ('"out put"', False),
        ("«fire at the mill»", True),
        ("“mill at fire”", False),
        ("mill nowhere", False),
        ("workers mi", False),
        ("workers mil", True),
        ("mil workers", False),
        ('"mil"', False),
        ("mil ", False),
    ],
)
def test_all_words_are_wanted_phrases_in_order_and_the_last_may_be_unfinished(question: str, is_found: bool) -> None:
    cast.make_document("A fire at the mill was put out.\n\nWorkers left.", title="x")
    assert found(question) == (["x"] if is_found else [])


def test_of_a_long_question_the_first_words_count() -> None:
    assert len(wanted(" ".join(f"word{number}" for number in range(500))).terms) == 24
    assert wanted("x" * 500).terms == (Term(("x" * 64,), is_beginning=True),)


def change_title(document: Document) -> None:
    document.title = "Title afterwards"
    document.save(update_fields=["title"])


def change_outlet(document: Document) -> None:
    document.outlet = cast.make_outlet("Outlet afterwards")
    document.save(update_fields=["outlet"])


def change_dateline(document: Document) -> None:
    document.dateline = "Dateline afterwards"
    document.save()


def new_wording(document: Document) -> None:
    document.add_text("Wording afterwards", how=Text.How.PASTED)


def new_name(document: Document) -> None:
    assert document.outlet
    OutletName.objects.create(outlet=document.outlet, language="fr", name="Name afterwards")


def changed_name(document: Document) -> None:
    assert document.outlet
    name = document.outlet.names.get()
    name.name = "Called afterwards"
    name.save()


@pytest.mark.parametrize("change", [change_title, change_outlet, change_dateline, new_wording, new_name, changed_name])
def test_a_document_is_found_by_what_it_holds_now(change: Callable[[Document], None]) -> None:
    document = cast.make_document("Before", title="Before")
    change(document)
    assert list(Document.objects.searched("afterwards")) == [document]
    assert Indexed.objects.count() == 1


def test_the_words_of_an_older_wording_are_not_found() -> None:
    document = cast.make_document("Erroneous", title="x")
    document.add_text("Corrected", how=Text.How.PASTED)
    assert found("erroneous") == []
    assert found("corrected") == ["x"]


def test_a_deleted_document_is_not_found() -> None:
    cast.make_document("The mill", outlet=None).delete()
    cast.make_document("The harbour")
    assert found("mill") == []
    assert found("harbour") == ["The harbour"]


def bulk(count: int) -> list[Document]:
    documents = [Document(kind="report", title=f"Number {place}", language="en") for place in range(count)]
    Document.objects.bulk_create(documents)
    bodies = {document: f"Body with mark{place}" for place, document in enumerate(documents)}
    Text.objects.bulk_create(
        Text(document=document, number=1, body=body, blocks=[], sha256=digest(body), how="imported")
        for document, body in bodies.items()
    )
    return documents


def test_what_was_stored_in_bulk_is_indexed_in_one_call(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    documents = bulk(600)
    assert found("mark7") == []
    index(document.pk for document in documents)
    assert found("mark599 ") == ["Number 599"]
    assert Document.objects.searched("body").count() == 600
    index(document.pk for document in documents)
    assert Document.objects.searched("body").count() == 600
    with django_assert_num_queries(6):  # however many there are in a batch
        index(document.pk for document in documents[:100])


def test_what_is_not_there_is_not_indexed() -> None:
    index([])
    index([uuid7()])
    assert not Indexed.objects.exists()


def test_a_new_index_holds_everything_once(capsys: pytest.CaptureFixture[str]) -> None:
    bulk(3)
    cast.make_document("The mill")
    call_command("rebuild_search")
    assert "4 documents" in capsys.readouterr().out
    assert rebuild() == 4
    assert Document.objects.searched("body").count() == 3
    assert found("mill") == ["The mill"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="this is about FTS5")
def test_numbers_that_begin_anew_find_no_old_words() -> None:
    """As after `manage.py flush`."""
    cast.make_document("The mill", outlet=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sources_indexed")
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'sources_indexed'")
    cast.make_document("The harbour")
    assert found("mill") == []
    assert found("harbour") == ["The harbour"]


def test_a_text_of_two_million_characters_is_indexed() -> None:
    body = " ".join(f"w{number:x}" for number in range(280_000))
    cast.make_document(f"The mill burned. {body}", title="long")
    cast.make_document("x" * 1_500_000, title="one word")
    assert found("mill w1f") == ["long"]


def test_dossiers_are_found_by_their_words_and_their_documents() -> None:
    dossier = cast.make_dossier("Le moulin\n\nLes élèves", title="Été", instructions="À l’œil")
    cast.make_dossier(title="Other")
    for words in ("ete", "a l'oeil", "eleves"):
        assert list(Dossier.objects.searched(words)) == [dossier], words
    dossier.title = "Hiver"
    dossier.save(update_fields=["title"])
    assert not Dossier.objects.searched("ete")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="this is about FTS5")
def test_fts5_takes_accents_off_latin_letters_as_we_do_elsewhere() -> None:
    latin = [chr(code) for code in range(0x80, 0x2100) if not other_than_latin().search(chr(code))]
    assert {"é", "Ő", "ç", "œ", "Đ", "’"} <= set(latin)
    documents = Document.objects.bulk_create(
        Document(kind="report", title=f"x{char}y", language="en") for char in latin
    )
    index(document.pk for document in documents)
    lost = [document.title for document in documents if document not in Document.objects.searched(bare(document.title))]
    assert lost == []


def bare(title: str) -> str:
    return " ".join(words_of(title))


def test_a_wording_that_is_deleted_is_not_found_any_more() -> None:
    document = cast.make_document("The first wording speaks of ferries.", title="x")
    document.add_text("The second wording speaks of harbours.", how=Text.How.PASTED)
    third = document.add_text("The third wording speaks of gales.", how=Text.How.PASTED)
    third.delete()
    assert (found("gales"), found("harbours")) == ([], ["x"])
    document.texts.filter(number=2).delete()
    assert (found("harbours"), found("ferries")) == ([], ["x"])


def test_a_name_that_an_outlet_has_no_more_finds_nothing() -> None:
    outlet = cast.make_outlet("Tern Wire")
    alias = OutletName.objects.create(outlet=outlet, language="en", name="Gannet Press")
    cast.make_document(title="x", outlet=outlet)
    assert found("gannet") == ["x"]
    alias.delete()
    assert (found("gannet"), found("tern")) == ([], ["x"])


def test_a_document_of_rare_signs_only_is_found_and_no_hindrance() -> None:
    # As much as PostgreSQL's tsvector could not hold; SQLite has no such limit, and takes minutes.
    part = 1 if connection.vendor == "postgresql" else 20
    signs = [chr(code) for code in range(0x20000, 0x2A6D0)]
    cast.make_document("".join((signs * 6)[::part]), title="x", language="zh")
    cast.make_document(" ".join("".join(signs[at : at + 7]) for at in range(40_000 // part)), title="y", language="zh")
    cast.make_document(" ".join(f"{at:06x}" * 4 for at in range(80_000 // part)), title="z")
    words = product("\ufdf1\ufdf2\ufdf3\ufdf4\ufdf5\ufdf6\ufdf7\ufdf8", repeat=5 if part == 1 else 3)
    cast.make_document(" ".join("".join(word) for word in words), title="w", language="ar")
    assert found(signs[0]) == ["x", "y"]
