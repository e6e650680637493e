"""How sure a coefficient is, and how to read it."""

from dataclasses import dataclass

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotate.agreement.coding import Counts, Floats, Items, Metric, count, distances

# Krippendorff (2004), "Content Analysis", 2nd ed., p. 241: rely on data from 0.800 on; from 0.667 on, draw tentative
# conclusions only.
RELIABLE = 0.8
TENTATIVE = 0.667
# So many places in items are drawn at once: it bounds the memory.
DRAWN = 4_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Where alpha lies with this likelihood, had other items of the same kind been judged."""

    low: float
    high: float
    level: float
    items: int  # that two or more judged
    resamples: int  # that had variation, and so an alpha


def interval(
    items: Items, metric: Metric = "nominal", *, level: float = 0.95, resamples: int = 1000, seed: int = 0
) -> Interval | None:
    """A percentile bootstrap of krippendorff_alpha over items: Efron and Tibshirani (1993), ch. 13.

    Items are drawn with replacement, as many as two or more raters judged; the same seed gives the same interval. A
    draw without variation has no alpha and is left out. None where fewer than two items can be compared, or more than
    half of the draws have no alpha. With few items it is too narrow.
    """
    counts = count(items, metric)
    number = len(counts.table)
    if number < 2:
        return None
    alphas = redrawn(counts, metric, resamples, seed)
    alphas = alphas[~np.isnan(alphas)]
    if len(alphas) * 2 < resamples:
        return None
    low, high = np.quantile(alphas, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level, number, len(alphas))


def redrawn(counts: Counts, metric: Metric, resamples: int, seed: int) -> Floats:
    """The alphas of that many draws, NaN where there is none."""
    generator = np.random.default_rng(seed)
    # Items that were judged alike are one kind: it is enough to know how many of each were drawn.
    table, kind = np.unique(counts.table, axis=0, return_inverse=True)
    kinds, number = Counts(counts.values, table), len(counts.table)
    at_once = max(1, DRAWN // number)
    found = []
    for begun in range(0, resamples, at_once):
        many = min(at_once, resamples - begun)
        drawn = kind.ravel()[generator.integers(0, number, (many, number))] + np.arange(many)[:, None] * len(table)
        times = np.bincount(drawn.ravel(), minlength=many * len(table)).reshape(many, -1)
        found.append(alphas_of(kinds, times.astype(float), metric))
    return np.concatenate(found)


def alphas_of(kinds: Counts, times: Floats, metric: Metric) -> Floats:
    """Alpha of each draw, given how many of each kind of item were drawn (draws by kinds)."""
    if metric == "ordinal" and len(times) > 1:  # whose distances depend on what was drawn
        return np.concatenate([alphas_of(kinds, draw[None], metric) for draw in times])
    frequency = times @ kinds.table
    distance = distances(kinds.values, frequency[0], metric)
    within = ((kinds.table @ distance) * kinds.table).sum(axis=1) * kinds.pairings
    total = frequency.sum(axis=1)
    observed = times @ within / total
    expected = ((frequency @ distance) * frequency).sum(axis=1) / (total * (total - 1))
    ratio = np.divide(observed, expected, out=np.full(len(times), np.nan), where=expected > 0)
    return np.asarray(1 - ratio)


def reading_of(alpha: float | None, within: Interval | None = None) -> str:
    """A sentence on what a value of alpha allows to conclude; cautious where its interval reaches lower.

    The limits are Krippendorff's (2004, p. 241), who warns that they are no more than customary: how much agreement
    is enough depends on what a wrong conclusion costs.
    """
    said = sentence(alpha)
    if alpha is None or within is None or sentence(within.low) == said:
        return said
    doubt = ngettext(
        "With %(items)s passage to judge by, it may be as low as %(low)s.",
        "With %(items)s passages to judge by, it may be as low as %(low)s.",
        within.items,
    )
    return f"{said} {doubt % {'items': number_format(within.items), 'low': number_format(within.low, 2)}}"


def sentence(alpha: float | None) -> str:
    if alpha is None:
        return _("Not comparable: nothing was judged by two reviewers, or nobody ever judged differently.")
    if alpha >= RELIABLE:
        return _("Reliable by the customary limit (0.8, Krippendorff 2004).")
    if alpha >= TENTATIVE:
        return _("Enough for tentative conclusions (0.667 to 0.8, Krippendorff 2004).")
    if alpha > 0:
        return _("Better than chance, but too little to rely on (below 0.667, Krippendorff 2004).")
    return _("No better than chance: the reviewers do not yet understand the labels or the task alike.")
