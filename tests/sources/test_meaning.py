"""A language model that is plugged in: what it adds, and that nothing is asked of one where there is none.

The model of these tests counts letters by threes, hashed into a short vector: rough, and the same at every run.
"""

import sys
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from sources.alignment import Pair, align
from sources.alignment.meaning import BATCH, Remembering, Vectors, digest_of, nearness
from sources.alignment.terms import read
from sources.comparing.work import Compared, embedder, model_digest
from tests import cast

SIZE = 256
# Words that no glossary has, in two spellings that no rule joins: only their letters are alike.
ARTICLE = """The zqorvathil was seen at the well.

Nobody answered the bell of the house on the hill.

A brown dog slept under the bridge all day.

The mayor opened a bakery in the old station."""
REPORT = """Rain fell on the northern fields for a week.

Onzqorvathilen and nothing else in that winter.

The orchestra played two symphonies on Sunday.

Prices of copper rose by a little."""

PACKAGE = """
import zlib
import numpy as np


class SentenceTransformer:
    def __init__(self, folder):
        self.folder = folder

    def encode(self, sentences, normalize_embeddings, show_progress_bar):
        vectors = np.ones((len(sentences), 64)) * 0.01
        for row, sentence in enumerate(sentences):
            for start in range(len(sentence) - 2):
                vectors[row, zlib.crc32(sentence[start : start + 3].lower().encode()) % 64] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
"""


class Letters:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, sentences: list[str]) -> Vectors:
        self.asked += sentences
        vectors = np.full((len(sentences), SIZE), 0.01, np.float32)
        for row, sentence in enumerate(sentences):
            for start in range(len(sentence) - 2):
                vectors[row, zlib.crc32(sentence[start : start + 3].lower().encode()) % SIZE] += 1
        result: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return result


@pytest.fixture
def model_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A folder with a model, and a package that reads it."""
    if find_spec("sentence_transformers"):
        pytest.skip("the package sentence-transformers is installed")
    (tmp_path / "sentence_transformers.py").write_text(PACKAGE)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    yield str(tmp_path / "model")
    sys.modules.pop("sentence_transformers", None)
    embedder.cache_clear()
    model_digest.cache_clear()


def score(pairs: list[Pair], here: str, there: str) -> float:
    start, other = ARTICLE.index(here), REPORT.index(there)
    return max(
        (pair.score for pair in pairs if (pair.article_start, pair.report_start) == (start, other)),
        default=0.0,
    )


def says_meaning(pair: Pair) -> bool:
    return any(reason.kind == "meaning" for reason in pair.reasons)


def test_what_a_model_finds_near_is_likelier_and_says_so() -> None:
    report = REPORT.replace("Onzqorvathilen and nothing else in that winter.", "The zqorvathil was seen at a mill.")
    without, pairs = align(ARTICLE, report, "en", "en"), align(ARTICLE, report, "en", "en", embed=Letters())
    best = max(pairs, key=lambda pair: pair.score)
    same = next(pair for pair in without if pair.report_start == best.report_start)
    assert best.score > same.score
    assert says_meaning(best)
    assert "meaning, by the language model" in [str(reason) for reason in best.reasons]
    assert not any(map(says_meaning, without))


def test_a_model_finds_what_no_word_says() -> None:
    class Knowing(Letters):
        """To it the two sentences of the zqorvathil are one."""

        def encode(self, sentences: list[str]) -> Vectors:
            return super().encode(["zqorvathil" if "zqorvathil" in sentence else sentence for sentence in sentences])

    here, there = "The zqorvathil", "Onzqorvathilen"
    assert score(align(ARTICLE, REPORT, "en", "xx"), here, there) < 0.1
    assert score(align(ARTICLE, REPORT, "en", "xx", embed=Knowing()), here, there) > 0.3


def test_without_a_model_nothing_changes() -> None:
    class Indifferent:
        """To it all sentences are one: none is ahead of another."""

        def encode(self, sentences: list[str]) -> Vectors:
            return np.ones((len(sentences), 1), np.float32)

    assert align(cast.ARTICLE, cast.REPORT, "en", "en", embed=None) == align(cast.ARTICLE, cast.REPORT, "en", "en")
    plain = align(cast.ARTICLE * 4, cast.REPORT * 4, "en", "en")
    told = align(cast.ARTICLE * 4, cast.REPORT * 4, "en", "en", embed=Indifferent())
    assert [pair.score for pair in told] == pytest.approx([pair.score for pair in plain], abs=1e-5)


def test_two_texts_of_one_sentence_are_not_paired_by_their_level() -> None:
    class Impressed:
        """To it any two sentences are near, as they are to some models."""

        def encode(self, sentences: list[str]) -> Vectors:
            return np.ones((len(sentences), 1), np.float32)

    pairs = align("The mayor opened a bakery.", "Copper rose by a little.", "en", "en", embed=Impressed())
    assert max((pair.score for pair in pairs), default=0) < 0.1


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", REPORT), (ARTICLE, "…"), ("Rain.", "Rain.")])
def test_texts_of_nothing_and_of_a_word_are_taken(one: str, other: str) -> None:
    assert isinstance(align(one, other, "en", "en", embed=Letters()), list)


def test_a_sentence_is_given_to_the_model_once() -> None:
    letters = Letters()
    remembering = Remembering(letters)
    article = read(ARTICLE, "en")
    first = nearness(remembering, article, read(REPORT, "en"))
    again = nearness(remembering, article, read(REPORT, "en"))
    assert np.array_equal(first, again)
    assert len(letters.asked) == len(set(letters.asked)) == 8


def test_the_model_is_asked_in_parts_and_may_be_stopped() -> None:
    class Stopped(Exception):
        pass

    def stop(_share: float) -> None:
        if letters.asked:
            raise Stopped

    letters = Letters()
    long = read("\n\n".join(f"Mill number {number} burned down." for number in range(1000)), "en")
    with pytest.raises(Stopped):
        nearness(letters, long, read(REPORT, "en"), stop)
    assert len(letters.asked) == BATCH


def test_the_cosines_have_a_row_for_each_sentence_of_the_article() -> None:
    cosines = nearness(Letters(), read(ARTICLE, "en"), read(REPORT + "\n\nOne more thing happened.", "en"))
    assert cosines.shape == (4, 5)
    assert float(cosines.max()) <= 1.0001


def test_a_model_without_its_package_stops_lateral_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if find_spec("sentence_transformers"):
        pytest.skip("the package sentence-transformers is installed")
    monkeypatch.setenv("EMBEDDING_MODEL", str(tmp_path))
    with pytest.raises(ImproperlyConfigured, match=r"EMBEDDING_MODEL .* pip install sentence-transformers"):
        environment.model("EMBEDDING_MODEL")
    monkeypatch.delenv("EMBEDDING_MODEL")
    assert environment.model("EMBEDDING_MODEL") == ""


def test_the_digest_changes_with_the_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    before = digest_of(tmp_path)
    assert digest_of(tmp_path) == before
    (tmp_path / "weights.bin").write_bytes(bytes(8))
    assert digest_of(tmp_path) != before


@pytest.mark.django_db
def test_the_setting_plugs_a_model_in_and_has_dossiers_compared_anew(settings: Any, model_folder: str) -> None:
    dossier = cast.make_dossier(cast.ARTICLE + "\n\n" + ARTICLE, cast.REPORT + "\n\n" + ARTICLE)
    Compared(dossier).compute(lambda _share: None)
    assert Compared(dossier).is_complete
    settings.EMBEDDING_MODEL = model_folder
    assert find_spec("sentence_transformers")
    anew = Compared(dossier)
    assert not anew.is_complete
    anew.compute(lambda _share: None)
    assert any(says_meaning(one.pair) for sentence in anew.findings().sentences for one in sentence.beside)
    assert Compared(dossier).is_complete
    settings.EMBEDDING_MODEL = ""
    assert not Compared(dossier).is_complete
