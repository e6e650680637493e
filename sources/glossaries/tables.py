"""The glossaries that Lateral brings along: words of the news with their translations, as they are written."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
# The languages of each file: the one of its headwords, the one of their translations.
PAIRS = {("en", "fr"): "en-fr.tsv", ("en", "ar"): "en-ar.tsv"}

# Words of like meaning, a group a line.
GROUPS = "synonyms.{}.txt"

Entry = tuple[str, tuple[str, ...]]


@cache
def builtin(first: str, second: str) -> tuple[Entry, ...]:
    """Each headword in the first language with its translations into the second, the usual one first."""
    text = (FOLDER / PAIRS[first, second]).read_text("utf-8")
    return tuple(entry(line) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def groups(language: str) -> tuple[tuple[str, ...], ...]:
    """The words of each group; none for a language without a list."""
    file = FOLDER / GROUPS.format(language)
    if not (language.isalpha() and file.exists()):
        return ()
    lines = file.read_text("utf-8").splitlines()
    return tuple(tuple(line.split(", ")) for line in lines if line and not line.startswith("#"))


def entry(line: str) -> Entry:
    word, _, translations = line.partition("\t")
    return word, tuple(translations.split(", "))
