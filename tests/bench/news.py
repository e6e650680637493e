"""Invented news sentences, in files of sentences/: written before anybody knew how they would be lined up."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("sentences")
LANGUAGES = ("en", "fr", "ar")


@cache
def reports(language: str) -> list[str]:
    """Sentences as reports have them: quotations, figures, attributions, hedges."""
    return lines(f"reports.{language}.txt")


@cache
def pairs(languages: str) -> list[tuple[str, str]]:
    """The same facts as two agencies would write them; languages is fr-en or ar-en."""
    found = lines(f"pairs.{languages}.txt")
    return list(zip(found[::2], found[1::2], strict=True))


@cache
def alone() -> list[str]:
    """English sentences on the same topics that no sentence of another language says."""
    return lines("alone.en.txt")


def lines(name: str) -> list[str]:
    return [line for line in (FOLDER / name).read_text("utf-8").splitlines() if line]
