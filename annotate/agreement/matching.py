"""Which annotations of several reviewers are of the same passage."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotate.agreement.unitizing import pairs

# Two passages are the same from this share of what they cover together on.
SAME = 0.5
# So many annotations are laid beside the others at once, and so many pairs are kept, the best: it bounds the memory.
# Reviewers who mark what people mark, 5,000 annotations in all, make some ten thousand pairs.
AT_ONCE = 256
MOST = 1_000_000

Numbers = NDArray[np.intp]


class Row(NamedTuple):
    """An annotation: code points from start up to end of a text, a label and the root that it lies under."""

    reviewer: Hashable
    text: Hashable
    start: int
    end: int
    label: Hashable
    root: Hashable


def matched(rows: Sequence[Row], least: float = SAME) -> list[dict[Hashable, int]]:
    """The passages, each with the reviewers who marked it and the number of their row; in reading order of the texts.

    Two annotations are of one passage where what both cover is at least `least` of what either covers. The best fit
    comes first, of equal ones the same label, then the same root; a passage has one annotation of each reviewer at
    most, so a second label of a reviewer on the same words is a passage of its own. A passage that only one marked
    is there too.
    """
    by_text: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_text[row.text].append(number)
    return [passage for numbers in by_text.values() for passage in in_text(rows, numbers, least)]


def in_text(rows: Sequence[Row], numbers: list[int], least: float) -> list[dict[Hashable, int]]:
    numbers = sorted(numbers, key=lambda number: (rows[number].start, rows[number].end, number))
    passage = {number: {rows[number].reviewer: number} for number in numbers}
    for one, other in fitting([rows[number] for number in numbers], least):
        mine, theirs = passage[numbers[one]], passage[numbers[other]]
        if mine.keys().isdisjoint(theirs):
            mine |= theirs
            passage |= dict.fromkeys(theirs.values(), mine)
    return list({id(found): found for found in passage.values()}.values())


def codes(values: list[Hashable]) -> Numbers:
    number: dict[Hashable, int] = {}
    return np.array([number.setdefault(value, len(number)) for value in values], dtype=np.intp)


def fitting(rows: list[Row], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of rows, sorted by start, that are of the same passage and by different reviewers, the best first."""
    starts, ends = (np.array(column, dtype=float) for column in ([r.start for r in rows], [r.end for r in rows]))
    reviewers, labels, roots = (codes(list(column)) for column in zip(*((r[0], r[4], r[5]) for r in rows), strict=True))
    ones, others, fits = close(starts, ends, reviewers, least)
    order = np.lexsort((ones, roots[ones] != roots[others], labels[ones] != labels[others], -fits))
    return zip(ones[order].tolist(), others[order].tolist(), strict=True)


def close(
    starts: NDArray[np.float64], ends: NDArray[np.float64], reviewers: Numbers, least: float
) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
    """Numbers of two rows, and what both cover as a share of what either covers, where it is `least` or more."""
    # A later one that starts behind this place leaves out too much of the earlier.
    latest = np.searchsorted(starts, ends - least * (ends - starts), "right")
    ones, others, fits = np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
    for begun in range(0, len(starts), AT_ONCE):
        chunk = np.arange(begun, min(begun + AT_ONCE, len(starts)))
        one, other = pairs(chunk + 1, latest[chunk])
        one += begun
        both = np.minimum(ends[one], ends[other]) - starts[other]
        fit = both / (np.maximum(ends[one], ends[other]) - starts[one])
        kept = (fit >= least) & (both > 0) & (reviewers[one] != reviewers[other])
        ones, others = np.append(ones, one[kept]), np.append(others, other[kept])
        fits = np.append(fits, fit[kept])
        if len(fits) > MOST:
            best = np.argpartition(-fits, MOST)[:MOST]
            ones, others, fits = ones[best], others[best], fits[best]
    return ones, others, fits
