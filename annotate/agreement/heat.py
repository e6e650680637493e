"""How many reviewers marked each stretch of a text."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np

from annotate.agreement.matching import Row
from annotate.agreement.unitizing import merged


class Breakpoint(NamedTuple):
    """From this code point on, up to the next breakpoint, so many reviewers marked the text."""

    at: int
    reviewers: int


def heat(rows: Iterable[Row], text: Hashable, length: int) -> list[Breakpoint]:
    """The breakpoints of a text of that many code points: the first at 0, the last at its end with 0 reviewers.

    A reviewer counts once, however many of their annotations overlap. ValueError for a row outside of the text.
    """
    spans: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row.text == text:
            if not 0 <= row.start < row.end <= length:
                raise ValueError(f"{row.start} to {row.end} is no passage of a text of {length} code points.")
            spans[row.reviewer].append((row.start, row.end))
    layers = [merged(found) for found in spans.values()]
    starts = np.concatenate([[], *(layer.starts for layer in layers)]).astype(int)
    ends = np.concatenate([[], *(layer.ends for layer in layers)]).astype(int)
    places = np.unique(np.concatenate([[0, length], starts, ends]))
    change = np.bincount(np.searchsorted(places, starts), minlength=len(places))
    change -= np.bincount(np.searchsorted(places, ends), minlength=len(places))
    counts = np.cumsum(change)
    # Where one annotation ends and the same reviewer's next begins, nothing changes.
    told = (change != 0) | (places == 0) | (places == length)
    return [Breakpoint(*pair) for pair in zip(places[told].tolist(), counts[told].tolist(), strict=True)]
