"""The catalogues in locale/: complete, compiled, and used by pages and scripts."""

import gettext
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

CATALOGUES = [
    Path(folder) / language / "LC_MESSAGES" / f"{domain}.po"
    for folder in settings.LOCALE_PATHS
    for language, _name in settings.LANGUAGES
    if language != settings.LANGUAGE_CODE
    for domain in ("django", "djangojs")
]
PAGES = {
    "fr": ('<html lang="fr" dir="ltr"', "Lire l’article à côté de ses sources"),
    "ar": ('<html lang="ar" dir="rtl"', "اقرأ المقال بجانب مصادره"),
}
each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")


@pytest.fixture(autouse=True)
def no_language_stays_on() -> Iterator[None]:
    """A request leaves its language switched on for the thread, so for the tests that follow."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def tool(name: str, *arguments: str | Path) -> str:
    """What a tool of gettext says. `make test` sees to it that gettext is installed."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed, so the translations were not checked: install gettext")
    done = subprocess.run([name, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def messages(compiled: Path) -> dict[str, str]:
    """Every message of a compiled catalogue; the forms of a plural are messages of their own."""
    with compiled.open("rb") as file:
        catalogue: dict[str, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    # The header: its dates say nothing of the words.
    return {key: words for key, words in catalogue.items() if key}


@each_catalogue
def test_nothing_is_left_untranslated_or_fuzzy(catalogue: Path) -> None:
    assert not tool("msgattrib", "--untranslated", "--no-obsolete", catalogue)
    assert not tool("msgattrib", "--only-fuzzy", "--no-obsolete", catalogue)


@each_catalogue
def test_placeholders_and_plural_forms_are_those_of_the_english(catalogue: Path, tmp_path: Path) -> None:
    tool("msgfmt", "--check", "-o", tmp_path / "checked.mo", catalogue)


@each_catalogue
def test_what_is_compiled_is_what_was_translated(catalogue: Path, tmp_path: Path) -> None:
    tool("msgfmt", "-o", tmp_path / "fresh.mo", catalogue)
    assert messages(catalogue.with_suffix(".mo")) == messages(tmp_path / "fresh.mo")


@pytest.mark.django_db
@pytest.mark.parametrize("language", PAGES)
def test_a_page_comes_in_the_language_that_is_asked_for(client: Client, language: str) -> None:
    page = client.get(reverse("home"), headers={"accept-language": language}).content.decode()
    for words in PAGES[language]:
        assert words in page


@pytest.mark.parametrize(("language", "words"), [("fr", "Annotation supprimée"), ("ar", "حذف التعليق")])
def test_scripts_get_their_words_in_the_language_of_the_page(client: Client, language: str, words: str) -> None:
    response = client.get(reverse("javascript_catalog"), headers={"accept-language": language})
    assert f'"Annotation deleted": {json.dumps(words)}' in response.content.decode()
