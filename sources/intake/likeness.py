"""Whether two texts are nearly the same: wordings of one report, most likely."""

import re
from collections import Counter
from collections.abc import Callable, Hashable
from itertools import islice
from typing import Generic, TypeVar
from zlib import crc32

from rapidfuzz import fuzz

Key = TypeVar("Key", bound=Hashable)

# How much of two texts has to agree, of 100. Reports of one event by one agency stay below it; a wire that was
# corrected, or got a new first paragraph, does not.
ALIKE = 80
# Texts that differ more in length than this are no wordings of one report.
LONGER = 1.5
# Only so many are compared letter by letter, those with most sentences in common.
COMPARED = 3
# What is compared of long texts.
BEGINNING = 10_000
# Shorter sentences, such as "Reporting by …", stand in many texts.
SENTENCE_END = re.compile(r"[.!?؟。\n]+\s*")
SHORTEST = 30
# So many sentences of a text stand for all of them.
SKETCHED = 12

Sketch = list[int]


def sketch(body: str) -> Sketch:
    """A few of the longer sentences that the text begins with, each as a number: of two texts the same ones, if both
    have them, for it is the smallest numbers that are taken.
    """
    sentences = {each for each in SENTENCE_END.split(body[:BEGINNING]) if len(each) >= SHORTEST}
    return sorted(crc32(sentence.encode()) for sentence in sentences)[:SKETCHED]


class Likeness(Generic[Key]):
    """Texts under keys, to be asked for the one that another text is a wording of.

    Finding takes a sentence that both have; a text of one sentence that was changed is not found.
    """

    def __init__(self) -> None:
        self.bodies: dict[Key, str] = {}
        self.holders: dict[int, list[Key]] = {}

    def add(self, key: Key, body: str, sketched: Sketch) -> None:
        """Add a text; of several under a key the last one is compared."""
        self.bodies[key] = body[: int(BEGINNING * LONGER) + 1]
        for sentence in sketched:
            self.holders.setdefault(sentence, []).append(key)

    def most_alike(self, body: str, sketched: Sketch, fits: Callable[[Key], bool]) -> Key | None:
        """The key of the text that is nearly the same as this one, among those that fit; None if there is none."""
        shared = Counter(key for sentence in sketched for key in self.holders.get(sentence, ()))
        likely = (key for key, _count in shared.most_common() if fits(key))
        scores = {key: alike(body, self.bodies[key]) for key in islice(likely, COMPARED)}
        best = max(scores, key=scores.__getitem__, default=None)
        return best if best is not None and scores[best] else None


def alike(one: str, other: str) -> float:
    """How much of the beginning of two texts agrees, of 100; 0 where that is less than wordings of one report have
    in common.
    """
    lengths = [min(len(text), int(BEGINNING * LONGER) + 1) for text in (one, other)]
    if max(lengths) > LONGER * min(lengths):
        return 0.0
    return fuzz.ratio(one[:BEGINNING], other[:BEGINNING], score_cutoff=ALIKE)
