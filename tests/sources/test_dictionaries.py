"""Dictionaries beside Lateral's own lists: installed, uploaded, used in a comparison, and what is computed anew."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config import environment
from sources.alignment import Pair, align
from sources.comparing.dictionaries import UploadedDictionary, all_dictionaries
from sources.comparing.work import Compared
from sources.glossaries import Dictionary, between, glossary, normal
from sources.models import Dossier
from tests import cast

# Invented words, so that no list of Lateral's has them, and nothing but the dictionary says what they are.
WORDS = {"bragouille": "thistledown", "trimoche": "ferryman", "vardelle": "cellar", "opignon": "lantern"}
ARTICLE = "Un trimoche a caché la bragouille dans une vardelle avec un opignon."
REPORT = "The ferryman hid thistledown in the cellar beside a lantern.\n\nThe harvest was poor in the valley."
ADD = "admin:sources_uploadeddictionary_add"


def invented() -> Dictionary:
    return Dictionary("Invented", "fr", "en", lambda: {word: [meaning] for word, meaning in WORDS.items()})


def by_glossary(pairs: list[Pair]) -> set[tuple[str, str]]:
    return {words for pair in pairs for reason in pair.reasons if reason.kind == "glossary" for words in reason.words}


def make_foreign_dossier() -> Dossier:
    dossier = Dossier.objects.create(title="The lantern")
    dossier.place(cast.make_text(ARTICLE, "article", language="fr"))
    dossier.place(cast.make_text(REPORT))
    return dossier


def compared(dossier: Dossier) -> Compared:
    found = Compared(dossier)
    found.compute(lambda _share: None)
    return found


def pairs_of(found: Compared) -> list[Any]:
    return [pair for sentence in found.findings().sentences for pair in sentence.beside]


def upload(client: Client, files: tuple[bytes, bytes], **fields: str) -> Any:
    index, articles = files
    data = {
        "name": "Invented",
        "first": "fr",
        "second": "en",
        "index_file": SimpleUploadedFile("invented.index", index),
        "articles_file": SimpleUploadedFile("invented.dict", articles),
        **fields,
    }
    return client.post(reverse(ADD), data)


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    client.force_login(moderator)
    return client


def test_a_dictionary_says_what_stands_beside_what() -> None:
    without = align(ARTICLE, REPORT, "fr", "en", dictionaries=())
    pairs = align(ARTICLE, REPORT, "fr", "en", dictionaries=[invented()])
    assert not by_glossary(without) & set(WORDS.items())
    assert ("trimoche", "ferryman") in by_glossary(pairs)
    assert pairs[0].score > 0.5 > max((pair.score for pair in without), default=0)


def test_a_dictionary_is_read_in_both_directions() -> None:
    pairs = align(REPORT, ARTICLE, "en", "fr", dictionaries=[invented()])
    assert ("lantern", "opignon") in by_glossary(pairs)


def test_a_dictionary_of_a_language_that_lateral_has_no_list_of_is_used() -> None:
    welsh = Dictionary("Invented", "cy", "en", invented().read)
    assert ("trimoche", "ferryman") in by_glossary(align(ARTICLE, REPORT, "cy", "en-GB", dictionaries=[welsh]))


def test_phrases_are_found_by_their_first_words() -> None:
    words = glossary("en", "fr", (Dictionary("Invented", "en", "fr", lambda: {"salt marsh": ["pré salé"]}),))
    marsh = (normal("salt", "en"), normal("marsh", "en"))
    assert marsh in set(words.phrases_of({*marsh, "river"}))
    assert marsh not in set(words.phrases_of({marsh[0], "river"}))


def test_only_the_dictionaries_of_two_languages_are_asked() -> None:
    french, welsh = invented(), Dictionary("Other", "cy", "en", dict)
    assert between("fr-CA", "en", [french, welsh]) == (french,)
    assert between("fr", "cy", [french, welsh]) == (french, welsh)
    assert between("fr", "ar", [welsh]) == between("en", "en-GB", [french]) == ()


def test_a_folder_that_is_none_stops_lateral(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DICTIONARIES", str(tmp_path))
    assert environment.folder("DICTIONARIES", "/nowhere") == str(tmp_path)
    monkeypatch.setenv("DICTIONARIES", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="DICTIONARIES must be a folder"):
        environment.folder("DICTIONARIES", "/nowhere")
    monkeypatch.delenv("DICTIONARIES")
    assert environment.folder("DICTIONARIES", "/nowhere") == "/nowhere"


@pytest.mark.django_db
def test_installed_and_uploaded_dictionaries_are_the_same_objects_each_time(settings: Any, tmp_path: Path) -> None:
    index, articles = cast.dictd_files({"trimoche": "trimoche\nferryman\n"})
    (tmp_path / "freedict-fra-eng.index").write_bytes(index)
    (tmp_path / "freedict-fra-eng.dict").write_bytes(articles)
    settings.DICTIONARIES = str(tmp_path)
    uploaded = cast.make_dictionary(WORDS)
    first = all_dictionaries()
    assert [each.name for each in first] == ["FreeDict French–English", uploaded.name]
    assert [each.entries["trimoche"] for each in first] == [["ferryman"], ["ferryman"]]
    assert all(one is other for one, other in zip(first, all_dictionaries(), strict=True))


@pytest.mark.django_db
def test_an_uploaded_dictionary_has_the_comparison_computed_anew(settings: Any, tmp_path: Path) -> None:
    settings.DICTIONARIES = str(tmp_path)
    dossier = make_foreign_dossier()
    compared(dossier)
    assert Compared(dossier).is_complete
    cast.make_dictionary(WORDS)
    stale = Compared(dossier)
    assert not stale.is_complete
    best = max(pairs_of(compared(dossier)), key=lambda one: one.pair.score)
    assert best.pair.score > 0.5
    assert ("opignon", "lantern") in by_glossary([best.pair])
    UploadedDictionary.objects.all().delete()
    assert not Compared(dossier).is_complete


@pytest.mark.django_db
def test_a_dictionary_of_other_languages_leaves_the_comparison_alone(settings: Any, tmp_path: Path) -> None:
    settings.DICTIONARIES = str(tmp_path)
    dossier = make_foreign_dossier()
    compared(dossier)
    cast.make_dictionary({"melin": "mill"}, "cy", "en")
    assert Compared(dossier).is_complete


def test_a_moderator_uploads_a_dictionary(desk: Client, moderator: Any) -> None:
    response = upload(desk, cast.dictd_files({"trimoche": "trimoche\nferryman\n", "vardelle": "vardelle\ncellar\n"}))
    assert response.status_code == 302
    stored = UploadedDictionary.objects.get()
    assert (stored.headwords, stored.added_by, len(stored.sha256)) == (2, moderator, 64)
    page = desk.get(reverse("admin:sources_uploadeddictionary_change", args=[stored.pk])).text
    assert stored.sha256 in page
    assert "index_file" not in page


def test_a_dictionary_is_renamed_and_its_files_stay(desk: Client) -> None:
    stored = cast.make_dictionary(WORDS)
    url = reverse("admin:sources_uploadeddictionary_change", args=[stored.pk])
    desk.post(url, {"name": "Welsh–English", "first": "cy", "second": "en"})
    renamed = UploadedDictionary.objects.get()
    assert (renamed.name, renamed.first) == ("Welsh–English", "cy")
    assert (bytes(renamed.index), renamed.sha256) == (stored.index, stored.sha256)


@pytest.mark.parametrize(
    ("files", "fields", "sentence"),
    [
        ((b"trimoche A B", b"trimoche\nferryman\n"), {}, "Is this an .index file?"),
        (cast.dictd_files({"trimoche": "trimoche\nferryman\n"})[::-1], {}, "Is this an .index file?"),
        ((b"trimoche\tA\tz\n", b"short"), {}, "behind the end of the dictionary"),
        ((b"trimoche\tA\tF\n", b"\x1f\x8bxxx"), {}, "The packed dictionary is damaged."),
        (cast.dictd_files({"trimoche": "trimoche\nferryman\n"}), {"second": "fr"}, "from one language into another"),
    ],
)
def test_what_is_no_dictionary_is_refused_with_a_sentence(
    desk: Client, files: tuple[bytes, bytes], fields: dict[str, str], sentence: str
) -> None:
    response = upload(desk, files, **fields)
    assert response.status_code == 200
    assert sentence in response.text
    assert not UploadedDictionary.objects.exists()


def test_the_same_files_are_stored_once(desk: Client) -> None:
    files = cast.dictd_files({"trimoche": "trimoche\nferryman\n"})
    upload(desk, files)
    assert "These files are there already" in upload(desk, files, name="Again").text
    assert UploadedDictionary.objects.count() == 1
