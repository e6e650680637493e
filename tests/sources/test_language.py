from pathlib import Path

import pytest
from django.utils.translation import override

from sources.language import guess_language, is_language, language_choices, language_name

SENTENCES = {
    "en": "The mill at Oster burned for two days, and most of the town lost its water.",
    "fr": "L’usine d’eau s’est arrêtée mardi, et la moitié de la ville a été privée d’eau.",
    "ar": "عادت مياه الشرب صباح الأربعاء إلى مدينة فيلمورا بعد توقف المحطة إحدى وثلاثين ساعة.",
    "ru": "Мельница горела два дня, и большая часть города осталась без воды.",
    "de": "Die Mühle brannte zwei Tage lang, und die meisten Häuser hatten kein Wasser.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_languages_that_are_recognised(code: str) -> None:
    assert guess_language(SENTENCES[code]) == code


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("quoted", ["en", "fr", "de"])
def test_a_long_text_that_begins_with_a_quotation_is_in_the_language_of_all_the_rest(code: str, quoted: str) -> None:
    assert guess_language(f"“{SENTENCES[quoted]}” {' '.join([SENTENCES[code]] * 8)}") == code


def test_what_has_no_words_is_in_no_language() -> None:
    assert guess_language("12 34 — 56") == ""


def test_the_texts_of_a_real_dossier_are_recognised(shared_data: Path) -> None:
    for file in (shared_data / "aleppo-2016").glob("*.txt"):
        assert guess_language(file.read_text("utf-8")) == file.name.split(".")[-2], file.name


@pytest.mark.parametrize("code", ["en", "fr", "ar", "zh", "pt-BR", "ps", "ku"])
def test_codes_of_languages(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize("code", ["", "klingon", "xx", "e", "en_GB", "fr-", "english please", "en-" + "a" * 20])
def test_what_is_no_code_of_a_language(code: str) -> None:
    assert not is_language(code)


def test_a_language_is_named_in_the_language_of_the_reader() -> None:
    assert language_name("ar") == "Arabic"
    assert language_name("zh") == "Chinese"
    assert language_name("tlh") == "tlh"
    with override("fr"):
        assert language_name("ar") == "Arabe"


def test_the_languages_to_choose_from_are_each_there_once() -> None:
    codes = [code for code, _name in language_choices()]
    assert len(codes) == len(set(codes))
    assert {"en", "fr", "ar", "zh", "ps"} <= set(codes)
