"""What an article changed in the words of a report, in one language: added, dropped, replaced; and what is loaded."""

from dataclasses import dataclass

from sources.glossaries import normals
from sources.lining import token_runs
from sources.vocabulary.loaded import Loaded, find_loaded
from sources.wordings import TOKEN, Piece, pieces


@dataclass(frozen=True, slots=True)
class Changes:
    """The words of two passages in pieces, and the loaded words that only the article has."""

    article: list[Piece]
    report: list[Piece]
    loaded: list[tuple[str, Loaded]]


def word_changes(article: str, report: str, language: str) -> Changes:
    """The difference between two passages of one language, word by word; case does not matter."""
    here = [found.span() for found in TOKEN.finditer(article)]
    there = [found.span() for found in TOKEN.finditer(report)]
    found = token_runs(
        [report[start:end].casefold() for start, end in there], [article[start:end].casefold() for start, end in here]
    )
    added = pieces(article, here, [(run.is_same, run.new) for run in found])
    dropped = pieces(report, there, [(run.is_same, run.old) for run in found])
    return Changes(added, dropped, loaded_among(article, report, language))


def loaded_among(article: str, report: str, language: str) -> list[tuple[str, Loaded]]:
    """The loaded words of the article's passage that the report's has not, in no form."""
    known = {normals(report[found.start : found.end], language) for found in find_loaded(report, language)}
    loaded = ((article[found.start : found.end], found) for found in find_loaded(article, language))
    return [(words, found) for words, found in loaded if normals(words, language) not in known]
