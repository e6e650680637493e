"""The English and Arabic glossary, as a file: what is written by hand has slips that nobody sees."""

import re
import unicodedata
from pathlib import Path

import pytest

import sources

FILE = Path(sources.__file__).parent / "glossaries" / "en-ar.tsv"
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*")


@pytest.fixture(scope="module")
def entries() -> list[tuple[str, list[str]]]:
    lines = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(head, arabic.split(", ")) for head, arabic in (line.split("\t") for line in lines)]


def test_there_are_words_enough_for_the_news(entries: list[tuple[str, list[str]]]) -> None:
    assert len(entries) >= 1600


def test_headwords_are_sorted_and_each_is_there_once(entries: list[tuple[str, list[str]]]) -> None:
    heads = [head for head, _ in entries]
    assert heads == sorted(set(heads), key=lambda head: (head.casefold(), head))


def test_translations_are_arabic_words_without_vowel_signs(entries: list[tuple[str, list[str]]]) -> None:
    assert [word for _, words in entries for word in words if not ARABIC.fullmatch(word)] == []
    assert [head for head, words in entries if len(set(words)) < len(words)] == []


def test_the_file_is_composed() -> None:
    text = FILE.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("head", "arabic"),
    [
        ("minister", {"وزير", "وزراء"}),
        ("say", {"قال", "يقول"}),
        ("Aleppo", {"حلب"}),
        ("Syrian", {"سوري", "سورية"}),
        ("December", {"ديسمبر", "كانون الأول"}),
        ("NATO", {"الناتو", "حلف شمال الأطلسي"}),
        ("Security Council", {"مجلس الأمن"}),
        ("air strike", {"غارة جوية", "غارات جوية"}),
        ("ceasefire", {"وقف إطلاق النار"}),
        ("foreign minister", {"وزير الخارجية"}),
    ],
)
def test_words_that_reports_share(entries: list[tuple[str, list[str]]], head: str, arabic: set[str]) -> None:
    assert arabic <= set(dict(entries)[head])
