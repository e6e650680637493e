"""Agreement on where units lie in a continuum: Krippendorff's alpha for unitizing, with the sums it is made of.

Krippendorff (1995), "On the reliability of unitizing contiguous data", Sociological Methodology 25, 47-76;
(2004), "Content Analysis", 2nd ed., p. 254. Each category has a layer of its own for each rater: units of different
categories may overlap. Units of one rater and category that overlap are merged into one, since the formula knows a
place only as marked or not; units that only touch stay two.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotate.agreement.coding import Disagreement, Floats

Unit = tuple[int, int, Hashable, Hashable]  # offset, length, rater, category
Piece = tuple[int, int, Hashable]  # offset, length, category or None for a gap


@dataclass(frozen=True, slots=True)
class Layer:
    """What one rater marked with one category: sorted, and nothing overlaps."""

    starts: Floats
    ends: Floats

    @property
    def lengths(self) -> Floats:
        return self.ends - self.starts

    def __len__(self) -> int:
        return len(self.starts)

    def gaps(self, begin: float, end: float) -> Floats:
        """The lengths of what lies between the units, and before and after them."""
        lengths = np.append(self.starts, end) - np.append(begin, self.ends)
        return np.asarray(lengths[lengths > 0])


def merged(spans: Iterable[tuple[int, int]]) -> Layer:
    """The layer of the spans, given as start and end: those that overlap become one, those that touch stay two."""
    given = np.array(sorted(spans), dtype=float).reshape(-1, 2)
    reached = np.maximum.accumulate(given[:, 1])
    first = np.ones(len(given), dtype=bool)
    first[1:] = given[1:, 0] >= reached[:-1]
    last = np.append(first[1:], True)[: len(given)]
    return Layer(given[first, 0], reached[last])


EMPTY = merged([])


def unit_distance(a: Piece, b: Piece) -> float:
    """The squared difference of two pieces of a continuum, in squares of its unit: delta of Krippendorff (1995).

    Pieces as (offset, length, category), None for a gap. Two units that overlap: the square of how far their starts
    lie apart, and of their ends. A unit inside a gap: the square of its length. Anything else: 0.
    """
    (start, length, category), (other_start, other_length, other_category) = a, b
    starts = other_start - start
    ends = starts + other_length - length
    if category is not None and other_category is not None:
        return float(starts**2 + ends**2) if -other_length < starts < length else 0.0
    if category is not None and starts <= 0 <= ends:
        return float(length**2)
    if other_category is not None and ends <= 0 <= starts:
        return float(other_length**2)
    return 0.0


def meeting(a: Layer, b: Layer) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each unit of a, the first unit of b that overlaps it and the one after the last; equal where none does."""
    return np.searchsorted(b.ends, a.starts, "right"), np.searchsorted(b.starts, a.ends, "left")


def pairs(first: NDArray[np.intp], after: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The ranges first up to after, written out: the number of the range, and the number in it."""
    many = np.maximum(after - first, 0)
    left = np.repeat(np.arange(len(many)), many)
    return left, np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)


def difference(a: Layer, b: Layer) -> float:
    """The sum of unit_distance over all pieces of two layers of one continuum."""
    first, after = meeting(a, b)
    one, other = pairs(first, after)
    overlapping = (a.starts[one] - b.starts[other]) ** 2 + (a.ends[one] - b.ends[other]) ** 2
    there, back = meeting(b, a)
    alone = (a.lengths[after <= first] ** 2).sum() + (b.lengths[back <= there] ** 2).sum()
    return float(overlapping.sum() + alone)


def expected(layers: Sequence[Layer], begin: float, length: float) -> float:
    """The disagreement by chance, of all ways to lay these units and gaps: D_ec of Krippendorff (2004), p. 254."""
    lengths = np.concatenate([layer.lengths for layer in layers])
    gaps = np.sort(np.concatenate([layer.gaps(begin, begin + length) for layer in layers]))
    among_units = (len(lengths) - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths)
    # A unit of length l fits into a longer gap at (gap - l + 1) places.
    fitting = np.searchsorted(gaps, lengths)
    room = np.append(np.cumsum(gaps[::-1])[::-1], 0)[fitting]
    in_gaps = lengths**2 * (room - (len(gaps) - fitting) * (lengths - 1))
    total = len(layers) * length
    possible = total * (total - 1) - (lengths * (lengths - 1)).sum()
    return float(2 / length * (among_units + in_gaps).sum() / possible) if possible else 0.0


def disagreement_in(layers: Sequence[Layer], begin: float, length: float) -> Disagreement:
    """D_oc and D_ec of one category, with the layers of all raters, empty ones too: Krippendorff (2004), p. 254."""
    observed = 2 * sum(difference(a, b) for a, b in combinations(layers, 2))
    raters = len(layers)
    return Disagreement(observed / (raters * (raters - 1) * length**2), expected(layers, begin, length))


def layered(units: Iterable[Unit], begin: int, length: int) -> dict[Hashable, dict[Hashable, list[tuple[int, int]]]]:
    """The spans of each category and rater. ValueError for a unit that is empty or lies outside of the continuum."""
    found: dict[Hashable, dict[Hashable, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for offset, extent, rater, category in units:
        if extent < 1 or offset < begin or offset + extent > begin + length:
            raise ValueError(f"A unit at {offset} of length {extent} is not in {begin} to {begin + length}.")
        found[category][rater].append((offset, offset + extent))
    return found


def unitizing_by_category(
    units: Iterable[Unit], raters: int, begin: int, length: int
) -> Mapping[Hashable, Disagreement]:
    """Observed and expected disagreement of each category, and so its alpha; arguments as for unitizing_alpha."""
    found = layered(units, begin, length)
    known = {rater for spans in found.values() for rater in spans}
    if len(known) > raters:
        raise ValueError(f"There are units of {len(known)} raters, more than {raters}.")
    if raters < 2:
        return {}
    silent = [EMPTY] * raters
    return {
        category: disagreement_in([*map(merged, spans.values()), *silent[len(spans) :]], begin, length)
        for category, spans in found.items()
    }


def unitizing_alpha(units: Iterable[Unit], raters: int, begin: int, length: int) -> float | None:
    """Krippendorff's alpha for unitizing, over all categories: 1 - the sum of all D_oc / the sum of all D_ec.

    Krippendorff (1995); (2004), p. 254; not the family of Krippendorff et al. (2016). Units as (offset, length,
    rater, category), in code points or any other whole unit; the continuum is `length` long from `begin` on; `raters`
    counts those without units too. How overlapping units are handled, the head of this module says. None where there
    is nothing to compare: fewer than two raters, or no unit at all. ValueError for a unit that is empty or lies
    outside, and for too many raters.
    """
    found = unitizing_by_category(units, raters, begin, length).values()
    return Disagreement(sum(each.observed for each in found), sum(each.expected for each in found)).alpha
