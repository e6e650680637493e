from pathlib import Path

import pytest
from django.utils.translation import override
from py3langid import langid

from sources import languagemodel
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


def test_the_model_is_unpacked_once_and_tells_the_same_as_the_library(tmp_path: Path) -> None:
    packed = Path(langid.MODEL_DIR, langid.MODEL_FILE)
    languagemodel.unpack(packed, tmp_path / "model")
    again = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "model").iterdir()}
    languagemodel.unpack(packed, tmp_path / "model")
    assert {file.name: file.stat().st_mtime_ns for file in (tmp_path / "model").iterdir()} == again
    mapped = languagemodel.mapped(tmp_path / "model", langid.LanguageIdentifier)
    library = langid.LanguageIdentifier.from_model_file(packed, norm_probs=True)
    for sentence in SENTENCES.values():
        assert mapped.classify(sentence) == pytest.approx(library.classify(sentence))


@pytest.mark.parametrize("spoil", ["cut", "take away", "forbid"])
def test_where_the_unpacked_model_is_not_whole_or_cannot_be_written_the_library_unpacks_it(
    tmp_path: Path, spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "model"
    monkeypatch.setattr(languagemodel, "folder_for", lambda packed: folder)
    if spoil == "forbid":
        tmp_path.joinpath("model").write_bytes(b"a file where the folder should be")
    else:
        languagemodel.load()
        scores = folder / "scores.npy"
        scores.write_bytes(scores.read_bytes()[:1000]) if spoil == "cut" else scores.unlink()
    assert languagemodel.load().classify(SENTENCES["fr"])[0] == "fr"
