"""A translation as another wording of a document: stored, listed, never taken for the document's own words."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from sources.models import Document, Dossier, Text
from sources.search import rebuild
from tests import cast

FRENCH = """Incendie au moulin d’Oster

Un incendie au moulin a été éteint mardi. Quatre ouvriers ont été blessés.

Le propriétaire était à l’étranger, selon la gendarmerie."""
ENGLISH = """Fire at Oster mill

A fire at the mill was put out on Tuesday. Four workers were hurt.

The owner was abroad, according to the gendarmerie."""


def make_translated(by: Any = None) -> tuple[Document, Text]:
    document = cast.make_document(FRENCH, by=by, language="fr")
    return document, document.add_text(ENGLISH, how=Text.How.PASTED, language="en")


@pytest.fixture
def desk(client: Client, reviewer: Any) -> Client:
    client.force_login(reviewer)
    return client


def test_a_translation_is_stored_by_the_form(desk: Client, reviewer: Any) -> None:
    document = cast.make_document(FRENCH, by=reviewer, language="fr")
    url = reverse("wording_new", args=[document.pk])
    page = desk.get(url).text
    assert "This is a translation into" in page
    assert '<option value="en">' in page
    assert '<option value="fr">' not in page
    response = desk.post(url, {"body": ENGLISH, "language": "en"}, follow=True)
    text = document.texts.get(number=2)
    assert text.language == "en"
    assert "Stored as wording 2, a translation into English." in response.text
    assert '<div class="text" lang="en" dir="ltr">' in response.text


def test_a_wording_without_a_language_is_in_the_document_s(desk: Client, reviewer: Any) -> None:
    document = cast.make_document(FRENCH, by=reviewer, language="fr")
    desk.post(reverse("wording_new", args=[document.pk]), {"body": FRENCH + " Fin."})
    assert [text.language for text in document.texts.all()] == ["", ""]


def test_what_is_translated_into_its_own_language_is_refused(desk: Client, reviewer: Any) -> None:
    document = cast.make_document(FRENCH, by=reviewer, language="fr-CA")
    response = desk.post(reverse("wording_new", args=[document.pk]), {"body": ENGLISH, "language": "fr"})
    assert response.status_code == 200
    assert document.texts.count() == 1


def test_the_preview_shows_a_translation_in_its_language(desk: Client, reviewer: Any) -> None:
    document = cast.make_document(FRENCH, by=reviewer, language="fr")
    page = desk.post(reverse("wording_preview", args=[document.pk]), {"body": ENGLISH, "language": "ar"}).text
    assert 'lang="ar" dir="rtl"' in page


def test_the_document_shows_its_own_words_and_lists_the_translation(desk: Client, reviewer: Any) -> None:
    document, _text = make_translated(reviewer)
    page = desk.get(document.get_absolute_url()).text
    assert "Un incendie au moulin" in page
    assert "put out on Tuesday" not in page
    assert "<dt>Translation into</dt><dd>English</dd>" in page


def test_the_list_of_wordings_names_translations_and_compares_none_with_them(desk: Client, reviewer: Any) -> None:
    document, _text = make_translated(reviewer)
    document.add_text(FRENCH.replace("Quatre", "Cinq"), how=Text.How.PASTED)
    response = desk.get(reverse("wording_list", args=[document.pk]))
    assert "Translation into English" in response.text
    assert (response.context["old"].number, response.context["new"].number) == (1, 3)
    assert response.text.count('name="old"') == 2
    assert desk.get(reverse("wording_list", args=[document.pk]), {"old": 1, "new": 2}).status_code == 404


@pytest.mark.django_db
def test_a_document_is_found_by_its_own_words_alone() -> None:
    document, _text = make_translated()
    assert document in Document.objects.searched("gendarmerie éteint")
    assert document not in Document.objects.searched("workers")
    rebuild()
    assert document in Document.objects.searched("ouvriers")
    assert document not in Document.objects.searched("workers")


@pytest.mark.django_db
def test_the_newest_wording_is_none_of_the_translations() -> None:
    document, text = make_translated()
    assert document.last_number() == text.number == 2
    newest = document.newest()
    assert newest
    assert newest.number == 1


def test_a_dossier_takes_the_newest_wording_and_never_a_translation(desk: Client, reviewer: Any) -> None:
    document, text = make_translated(reviewer)
    dossier = cast.make_dossier(by=reviewer, published=False)
    url = reverse("placement_add", args=[dossier.pk])
    assert desk.post(url, {"text": text.pk}).status_code == 404
    desk.post(url, {"document": document.pk})
    placement = dossier.placements.get(text__document=document)
    assert placement.text.number == 1
    assert desk.post(reverse("placement_wording", args=[placement.pk]), {"text": text.pk}).status_code == 404
    assert str(text.pk) not in desk.get(reverse("dossier_edit", args=[dossier.pk])).text
    with pytest.raises(ValidationError, match="A translation is not read in a dossier"):
        Dossier.objects.create(title="Empty").place(text)


def test_nobody_marks_a_translation(desk: Client, reviewer: Any) -> None:
    document, text = make_translated(reviewer)
    dossier = cast.make_dossier(by=reviewer)
    dossier.place(document.texts.get(number=1))
    assert text not in Text.objects.of_dossier(dossier)
    assert document.texts.get(number=1) in Text.objects.of_dossier(dossier)


@pytest.mark.parametrize("is_translation", [True, False])
def test_the_admin_puts_no_translation_into_a_dossier(client: Client, moderator: Any, is_translation: bool) -> None:
    document, text = make_translated()
    chosen = text if is_translation else document.texts.get(number=1)
    dossier = cast.make_dossier()
    client.force_login(moderator)
    tables = {f"{table}-{forms}_FORMS": 0 for table in ("placements", "placements-2") for forms in ("TOTAL", "INITIAL")}
    row = {"placements-2-0-text": str(chosen.pk), "placements-2-0-role": "report", "placements-2-TOTAL_FORMS": 1}
    client.post(reverse("admin:sources_dossier_change", args=[dossier.pk]), {"title": "Mill", **tables, **row})
    assert dossier.placements.filter(text=chosen).exists() is not is_translation


def test_the_admin_says_what_a_text_is_translated_into(client: Client, moderator: Any) -> None:
    _document, text = make_translated()
    client.force_login(moderator)
    assert "English" in client.get(reverse("admin:sources_text_change", args=[text.pk])).text


def test_the_api_tells_the_language_of_a_translation(desk: Client, reviewer: Any) -> None:
    _document, text = make_translated(reviewer)
    told = desk.get(f"/api/v1/texts/{text.pk}")
    assert (told.status_code, told.json()["language"]) == (200, "en")
