"""What sentences mean, by a language model that is plugged in. Lateral has none, and needs none.

The model gives a vector for each sentence; how near two of them are is one more thing that speaks for a pair or
against it. sentence-transformers reads the model, and is imported with the first one.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sources.alignment.terms import Reading

Vectors = NDArray[np.float32]

# So many sentences are given to a model at once; whoever watches is told after each.
BATCH = 64
# Of the sentences that were seen last, so many are remembered: an article is set beside many reports.
REMEMBERED = 20_000


class Embedder(Protocol):
    """Whatever makes vectors of sentences."""

    def encode(self, sentences: list[str]) -> Vectors:
        """A vector of length 1 for each sentence: shape (n, d)."""


class SentenceModel:
    """A model in a folder, as sentence-transformers keeps it."""

    def __init__(self, folder: str | Path) -> None:
        from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]  # noqa: PLC0415  large

        self.model: Any = SentenceTransformer(str(folder))

    def encode(self, sentences: list[str]) -> Vectors:
        vectors = self.model.encode(sentences, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)


class Remembering:
    """An embedder that makes the vector of a sentence once."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.known: dict[str, Vectors] = {}

    def encode(self, sentences: list[str]) -> Vectors:
        found = {sentence: self.known[sentence] for sentence in sentences if sentence in self.known}
        if new := [sentence for sentence in dict.fromkeys(sentences) if sentence not in found]:
            found.update(zip(new, self.embedder.encode(new), strict=True))
            if len(self.known) + len(new) > REMEMBERED:
                self.known = {}
            self.known.update((sentence, found[sentence]) for sentence in new)
        return np.stack([found[sentence] for sentence in sentences])


def load(folder: str | Path) -> Embedder:
    """The model in a folder."""
    return Remembering(SentenceModel(folder))


def digest_of(folder: str | Path) -> str:
    """Changes when another model is put into the folder: by the names and the sizes of its files."""
    files = sorted(file for file in Path(folder).rglob("*") if file.is_file())
    told = "\n".join(f"{file.relative_to(folder)} {file.stat().st_size}" for file in files)
    return sha256(f"{folder}\n{told}".encode()).hexdigest()[:16]


def nearness(
    embed: Embedder, article: Reading, report: Reading, watch: Callable[[float], None] | None = None
) -> Vectors:
    """The cosine of each sentence of the article (rows) with each of the report (columns)."""
    here, there = sentences_in(article), sentences_in(report)
    if not here or not there:
        return np.zeros((len(here), len(there)), np.float32)
    vectors = encoded(embed, [*here, *there], watch)
    cosines: Vectors = vectors[: len(here)] @ vectors[len(here) :].T
    return cosines


def sentences_in(reading: Reading) -> list[str]:
    return [reading.text[span.start : span.end] for span in reading.sentences]


def encoded(embed: Embedder, sentences: Sequence[str], watch: Callable[[float], None] | None) -> Vectors:
    """The vectors, made in parts: a model takes its time, and may be stopped."""
    parts = []
    for start in range(0, len(sentences), BATCH):
        if watch:
            watch(0.0)
        parts.append(np.asarray(embed.encode(list(sentences[start : start + BATCH])), np.float32))
    return np.concatenate(parts)
