"""The coefficients: published examples, another implementation, and what must hold of all of them."""

import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import settings

from annotate.agreement import (
    cohen_kappa,
    disagreement,
    fleiss_kappa,
    interval,
    krippendorff_alpha,
    observed_agreement,
    reading_of,
)
from annotate.agreement.coding import Disagreement, Items, Metric
from annotate.agreement.reading import Interval

unhurried = settings(deadline=None)
METRICS: list[Metric] = ["nominal", "ordinal", "interval", "ratio"]


@pytest.fixture(scope="module")
def vectors(shared_data: Path) -> dict[str, Any]:
    path = shared_data / "agreement" / "vectors.json"
    if not path.exists():
        pytest.skip(f"the published examples are not there: {path}")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


# Published examples


def bennett(items: Items) -> float:
    """Bennett's S, from the observed agreement and the number of categories: Bennett, Alpert and Goldstein (1954)."""
    chance = 1 / len({value for item in items for value in item if value is not None})
    return (agreement(items) - chance) / (1 - chance)


def agreement(items: Items) -> float:
    found = observed_agreement(items)
    assert found is not None
    return found


def parts(items: Items) -> Disagreement:
    found = disagreement(items)
    assert found is not None
    return found


MEASURES: dict[str, Any] = {
    "percent": agreement,
    "alpha_nominal": krippendorff_alpha,
    "alpha_ordinal": lambda items: krippendorff_alpha(items, "ordinal"),
    "alpha_interval": lambda items: krippendorff_alpha(items, "interval"),
    "observed_disagreement": lambda items: parts(items).observed,
    "expected_disagreement": lambda items: parts(items).expected,
    "cohen_kappa": lambda items: cohen_kappa(*zip(*items, strict=True)),
    "fleiss_kappa": fleiss_kappa,
    "scott_pi": fleiss_kappa,  # of two raters
    "bennett_s": bennett,
}


def test_every_published_coding_example_comes_out(vectors: dict[str, Any]) -> None:
    assert vectors["coding"]
    for case in vectors["coding"]:
        found = {name: MEASURES[name](case["items"]) for name in case["expected"]}
        assert found == pytest.approx(case["expected"], abs=case["tolerance"]), case["name"]


# Alpha, beside another implementation


def random_items(seed: int) -> list[list[float | None]]:
    """Up to 60 items of up to 6 raters, a quarter missing, who agree more often than not."""
    dice = random.Random(seed)  # noqa: S311  data, no secret
    raters, values = dice.randint(2, 6), dice.sample([n / 2 for n in range(12)], dice.randint(2, 7))
    items: list[list[float | None]] = []
    for _item in range(dice.randint(4, 60)):
        usual = dice.choice(values)
        given = [usual if dice.random() < 0.6 else dice.choice(values) for _rater in range(raters)]
        items.append([None if dice.random() < 0.25 else value for value in given])
    return items


def theirs(items: list[list[float | None]], metric: Metric) -> float:
    table = np.array([[np.nan if value is None else value for value in item] for item in items])
    return float(krippendorff.alpha(reliability_data=table.T, level_of_measurement=metric))


@pytest.mark.parametrize("metric", METRICS)
def test_alpha_is_what_the_krippendorff_package_finds(metric: Metric) -> None:
    for seed in range(60):
        items = random_items(seed)
        found = krippendorff_alpha(items, metric)
        if found is not None:
            assert found == pytest.approx(theirs(items, metric), abs=1e-9), seed


def test_the_random_data_is_not_all_without_variation() -> None:
    assert sum(krippendorff_alpha(random_items(seed)) is not None for seed in range(60)) > 55


@pytest.mark.parametrize("metric", METRICS)
def test_alpha_knows_no_order_of_raters_or_items(metric: Metric) -> None:
    items = random_items(7)
    turned = [list(reversed(item)) for item in reversed(items)]
    assert krippendorff_alpha(turned, metric) == pytest.approx(krippendorff_alpha(items, metric))


def test_names_of_values_do_not_matter_to_nominal_alpha() -> None:
    items = random_items(11)
    renamed = [[None if value is None else ("label", str(value)) for value in item] for item in items]
    assert krippendorff_alpha(renamed) == pytest.approx(krippendorff_alpha(items))


@pytest.mark.parametrize("metric", METRICS[1:])
def test_a_metric_of_numbers_refuses_words(metric: Metric) -> None:
    with pytest.raises(ValueError, match=f"{metric} metric wants numbers"):
        krippendorff_alpha([["low", "high"]], metric)


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(ValueError, match="no metric 'cosine'"):
        krippendorff_alpha([[1, 2]], "cosine")  # type: ignore[arg-type]


# What says nothing

DISJOINT: Items = [["a", None], [None, "b"], ["a", None], [None, None]]


def test_disjoint_work_is_not_comparable() -> None:
    assert krippendorff_alpha(DISJOINT) is None
    assert fleiss_kappa(DISJOINT) is None
    assert observed_agreement(DISJOINT) is None
    assert cohen_kappa(["a", None], [None, "b"]) is None
    assert interval(DISJOINT) is None


NOTHING: list[Items] = [[], [[]], [["a"]], [[None, None]]]


@pytest.mark.parametrize("items", NOTHING)
def test_no_ratings_are_not_comparable(items: Items) -> None:
    assert krippendorff_alpha(items) is None
    assert fleiss_kappa(items) is None
    assert observed_agreement(items) is None


def test_one_category_everywhere_says_nothing_of_chance_corrected_agreement() -> None:
    items = [["a"] * 3] * 7
    assert krippendorff_alpha(items) is None
    assert fleiss_kappa(items) is None
    assert cohen_kappa(["a"] * 7, ["a"] * 7) is None
    assert interval(items) is None
    assert observed_agreement(items) == 1


def test_a_value_that_only_one_gave_alone_is_no_variation() -> None:
    assert krippendorff_alpha([["a", "a"], ["b", None]]) is None


def test_perfect_agreement_on_two_categories_is_1() -> None:
    items = [["a", "a"], ["b", "b"], ["b", "b"]]
    assert krippendorff_alpha(items) == fleiss_kappa(items) == 1
    assert cohen_kappa(*zip(*items, strict=True)) == 1


def test_raters_with_unlike_numbers_of_items_are_refused() -> None:
    with pytest.raises(ValueError, match="2 and 1 items"):
        cohen_kappa(["a", "b"], ["a"])


# Intervals and readings


@pytest.mark.parametrize("metric", METRICS)
def test_an_interval_holds_alpha_and_says_of_how_many_items(metric: Metric) -> None:
    items = random_items(5)
    alpha, found = krippendorff_alpha(items, metric), interval(items, metric, resamples=400)
    assert alpha is not None
    assert found is not None
    assert found.low < alpha < found.high <= 1
    assert found.items == sum(sum(value is not None for value in item) > 1 for item in items)


def test_the_same_seed_gives_the_same_interval() -> None:
    items = random_items(5)
    assert interval(items, seed=3) == interval(items, seed=3)
    assert interval(items, seed=3) != interval(items, seed=4)


def test_more_items_make_an_interval_narrower() -> None:
    few, many = interval(random_items(5)), interval(random_items(5) * 9)
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 2


def test_the_draws_are_those_that_alpha_itself_would_judge() -> None:
    items = [item for item in random_items(5) if sum(value is not None for value in item) > 1]
    generator = np.random.default_rng(8)
    chosen = generator.integers(0, len(items), (50, len(items)))
    alphas = [krippendorff_alpha([items[number] for number in draw]) for draw in chosen]
    found = interval(items, resamples=50, seed=8)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(np.quantile(np.array(alphas, dtype=float), [0.025, 0.975]))


def test_one_item_has_no_interval() -> None:
    assert interval([["a", "b"]]) is None


def test_readings_get_more_cautious_with_alpha() -> None:
    said = [reading_of(alpha) for alpha in (0.8, 0.7999, 0.667, 0.6669, 0.01, 0.0, -0.4, None)]
    assert [said.index(sentence) for sentence in said] == [0, 1, 1, 3, 3, 5, 5, 7]


def test_a_reading_warns_where_the_interval_reaches_lower() -> None:
    high = Interval(0.81, 0.9, 0.95, 40, 1000)
    low = Interval(0.41, 0.95, 0.95, 12, 1000)
    assert reading_of(0.85, high) == reading_of(0.85)
    assert "12 passages" in reading_of(0.85, low)
    assert "0.41" in reading_of(0.85, low)


def test_alpha_of_two_raters_and_many_items_nears_scotts_pi() -> None:
    items = list(combinations(["a", "b", "b", "c", "a", "b"] * 20, 2))
    assert krippendorff_alpha(items) == pytest.approx(fleiss_kappa(items), abs=1e-3)
