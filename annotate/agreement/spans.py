"""How well two people's spans cover each other."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Literal

import numpy as np

from annotate.agreement.unitizing import EMPTY, Layer, merged

Span = Sequence[Hashable]  # start, end and, if labels are to be the same, a label
Overlap = Literal["partial", "exact"]


def covered(a: Layer, b: Layer) -> float:
    """For each span of a, the share of it that lies in spans of b, added up."""
    if not len(a) or not len(b):
        return 0.0
    # How much of b lies before a place: linear between its starts and ends.
    places = np.stack([b.starts, b.ends], axis=1).ravel()
    before = np.stack([np.cumsum(b.lengths) - b.lengths, np.cumsum(b.lengths)], axis=1).ravel()
    inside = np.interp(a.ends, places, before) - np.interp(a.starts, places, before)
    return float((inside / a.lengths).sum())


def f1(right_of_a: float, count_a: int, right_of_b: float, count_b: int) -> float | None:
    """The harmonic mean of two shares; None where both have nothing."""
    if not count_a and not count_b:
        return None
    precision = right_of_a / count_a if count_a else 0.0
    recall = right_of_b / count_b if count_b else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def layers_of(spans: Iterable[Span]) -> dict[Hashable, Layer]:
    by_label: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for start, end, *label in spans:
        if not isinstance(start, int) or not isinstance(end, int) or end <= start:
            raise ValueError(f"A span from {start} to {end} is empty.")
        by_label[tuple(label)].append((start, end))
    return {label: merged(found) for label, found in by_label.items()}


def span_f1(a: Iterable[Span], b: Iterable[Span], overlap: Overlap = "partial") -> float | None:
    """F1 of two people's spans, 0 to 1; the same whichever comes first.

    Spans as (start, end), or as (start, end, label), which then must be the same too. `partial` (the usual one here):
    each span counts with the share of it that the other also marked, after Da San Martino et al. (2019),
    "Fine-grained analysis of propaganda in news articles", eq. 1 to 3; one's own spans of one label that overlap are
    merged first, so that none counts twice. `exact`: a span counts where the other has one with the same start and
    end, as for named entities (Tjong Kim Sang and De Meulder 2003). None where neither marked anything. ValueError
    for an empty span.
    """
    a, b = list(a), list(b)
    one, other = layers_of(a), layers_of(b)
    if overlap == "exact":
        mine, theirs = set(map(tuple, a)), set(map(tuple, b))
        return f1(len(mine & theirs), len(mine), len(mine & theirs), len(theirs))
    return f1(
        sum(covered(layer, other.get(label, EMPTY)) for label, layer in one.items()),
        sum(map(len, one.values())),
        sum(covered(layer, one.get(label, EMPTY)) for label, layer in other.items()),
        sum(map(len, other.values())),
    )
