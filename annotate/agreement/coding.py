"""Agreement on items that are given: alpha and the kappas. Items by raters, None where a rater gave no value."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

Items = Sequence[Sequence[Hashable]]
Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Observed disagreement, and the one to be expected if chance alone had paired the values."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float | None:
        """1 for perfect agreement, 0 for what chance gives, below 0 for less; None for 0/0.

        Without variation the data hold no information on reliability (Krippendorff 2011, "Agreement and information
        in the reliability of coding"). Programs answer 1, 0 or nothing at all; this one answers nothing.
        """
        return 1 - self.observed / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many raters gave each value to each item: `table` is items by values, only items that two or more rated."""

    values: list[Any]
    table: Floats

    @property
    def pairings(self) -> Floats:
        """What a pair of values within an item weighs: an item with m values has m - 1 of them for each."""
        return np.asarray(1 / (self.table.sum(axis=1) - 1))


def count(items: Items, metric: Metric = "nominal") -> Counts:
    """ValueError for a metric that is not known, and for values that are no finite numbers where it wants them."""
    if metric not in get_args(Metric):
        raise ValueError(f"There is no metric {metric!r}, but {', '.join(get_args(Metric))}.")
    rated = [[value for value in item if value is not None] for item in items]
    rated = [values for values in rated if len(values) > 1]
    found: list[Any] = list(dict.fromkeys(value for values in rated for value in values))
    if metric != "nominal":
        found = in_order(found, metric)
    column = {value: number for number, value in enumerate(found)}
    rows = np.repeat(np.arange(len(rated)), [len(values) for values in rated])
    table = np.zeros((len(rated), len(found)))
    np.add.at(table, (rows, np.array([column[value] for values in rated for value in values], dtype=int)), 1)
    return Counts(found, table)


def in_order(values: list[Any], metric: Metric) -> list[float]:
    if not all(isinstance(value, int | float | np.number) and np.isfinite(value) for value in values):
        raise ValueError(f"The {metric} metric wants numbers.")
    return sorted(values)


def distances(values: list[Any], frequency: Floats, metric: Metric) -> Floats:
    """The squared differences of all values: Krippendorff (2011), "Computing Krippendorff's alpha-reliability", D.

    The ordinal one, the sum of the frequencies from one rank to the other less half of both, is the difference of the
    two mean ranks.
    """
    if metric == "nominal":
        return 1 - np.eye(len(values))
    number = np.cumsum(frequency) - frequency / 2 if metric == "ordinal" else np.array(values, dtype=float)
    difference = number[:, None] - number[None, :]
    if metric == "ratio":
        total = number[:, None] + number[None, :]
        difference = np.divide(difference, total, out=np.zeros_like(difference), where=total != 0)
    return np.asarray(difference**2)


def disagreement_of(counts: Counts, metric: Metric) -> Disagreement | None:
    frequency = counts.table.sum(axis=0)
    total = frequency.sum()
    if not total:
        return None
    distance = distances(counts.values, frequency, metric)
    within = ((counts.table @ distance) * counts.table).sum(axis=1)
    observed = (within * counts.pairings).sum() / total
    expected = frequency @ distance @ frequency / (total * (total - 1))
    return Disagreement(float(observed), float(expected))


def disagreement(items: Items, metric: Metric = "nominal") -> Disagreement | None:
    """Observed and expected disagreement as krippendorff_alpha divides them; None where no two rated the same item."""
    return disagreement_of(count(items, metric), metric)


def krippendorff_alpha(items: Items, metric: Metric = "nominal") -> float | None:
    """Krippendorff's alpha: 1 - observed / expected disagreement, for any number of raters and missing values.

    Krippendorff (2004), "Content Analysis", 2nd ed., ch. 11; (2011), "Computing Krippendorff's alpha-reliability".
    `items`: one row per item, one value or None per rater; rows may differ in length. `metric`: nominal, ordinal,
    interval or ratio; all but nominal want finite numbers, or ValueError. Items with fewer than two values are left
    out. None where no two rated the same item, and where only one value occurs (see Disagreement.alpha).
    """
    found = disagreement(items, metric)
    return found.alpha if found else None


def observed_agreement(items: Items) -> float | None:
    """The share of pairs of raters who gave an item the same value, 0 to 1, not corrected for chance.

    1 - the observed nominal disagreement of Krippendorff (2004); where no value is missing, the mean of P_i of Fleiss
    (1971). Items count by their number of values. None where no two rated the same item.
    """
    found = disagreement(items)
    return 1 - found.observed if found else None


def corrected(observed: float, expected: float) -> float | None:
    """None for 0/0: where all give one value, chance agrees as well as they do."""
    return (observed - expected) / (1 - expected) if expected < 1 else None


def cohen_kappa(a: Sequence[Hashable], b: Sequence[Hashable]) -> float | None:
    """Cohen's kappa of two raters, each with a distribution of their own: (p_o - p_c) / (1 - p_c), Cohen (1960), eq. 1.

    `a`, `b`: their values of the same items in the same order; items with None in either are left out. None where
    nothing is left, and where both always gave the same one value. ValueError for unequal lengths.
    """
    if len(a) != len(b):
        raise ValueError(f"The raters have {len(a)} and {len(b)} items; give None for what one of them did not rate.")
    both = [(first, second) for first, second in zip(a, b, strict=True) if first is not None and second is not None]
    if not both:
        return None
    one, other = Counter(first for first, _second in both), Counter(second for _first, second in both)
    chance = sum(one[value] * other[value] for value in one)
    same = sum(first == second for first, second in both)
    # In whole numbers as long as possible, so that a chance of 1 is 1.
    return corrected(same / len(both), chance / len(both) ** 2)


def fleiss_kappa(items: Items) -> float | None:
    """Fleiss' kappa of any number of raters, who share one distribution: (P - P_e) / (1 - P_e), Fleiss (1971), 378-380.

    For two raters it is Scott's pi. Fleiss has the same number of ratings for every item; where some are missing,
    items with fewer than two are left out, and every rating that is left counts once. None where nothing is left,
    and where only one value occurs.
    """
    table = count(items).table
    observed = observed_agreement(items)
    if observed is None:
        return None
    # In whole numbers as long as possible, so that a chance of 1 is 1.
    return corrected(observed, float((table.sum(axis=0) ** 2).sum() / table.sum() ** 2))
