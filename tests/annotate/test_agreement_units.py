"""Where units and spans lie: published examples, the definition itself, and what must hold of all."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement import span_f1, unit_distance, unitizing_alpha, unitizing_by_category
from annotate.agreement.unitizing import EMPTY, Layer, difference, merged
from tests.annotate.test_agreement import vectors

__all__ = ["vectors"]

unhurried = settings(deadline=None)


# Published examples


def units_of(case: dict[str, Any]) -> list[tuple[int, int, int, str]]:
    return [(offset, length, rater, category) for offset, length, rater, category in case["units"]]


def test_every_published_unitizing_example_comes_out(vectors: dict[str, Any]) -> None:
    assert vectors["unitizing"]
    for case in vectors["unitizing"]:
        found = unitizing_alpha(units_of(case), case["raters"], case["begin"], case["length"])
        if case["alpha"] is not None:
            assert found == pytest.approx(case["alpha"], abs=case["tolerance"]), case["name"]


def test_every_published_category_of_the_unitizing_examples_comes_out(vectors: dict[str, Any]) -> None:
    for case in vectors["unitizing"]:
        found = unitizing_by_category(units_of(case), case["raters"], case["begin"], case["length"])
        for category, wanted in case["category"].items():
            here = (found[category].observed, found[category].expected, found[category].alpha)
            # What is expected is printed for a stretched continuum, where it is known to 0.005.
            within = (case["tolerance"], min(case["tolerance"], 0.005), case["tolerance"])
            for value, known, least in zip(here, wanted, within, strict=True):
                assert known is None or value == pytest.approx(known, abs=least), (case["name"], category)


def test_every_published_distance_of_two_units_comes_out_both_ways(vectors: dict[str, Any]) -> None:
    assert vectors["unit_distance"]
    for one, other, wanted in vectors["unit_distance"]:
        assert unit_distance(one, other) == unit_distance(other, one) == wanted


# Unitizing

spans = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 10)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


def pieces(layer: Layer) -> list[tuple[int, int, str | None]]:
    """The units and the gaps of a layer of 100 places."""
    found: list[tuple[int, int, str | None]] = []
    at = 0
    for start, end in zip(layer.starts.astype(int).tolist(), layer.ends.astype(int).tolist(), strict=True):
        found += [(at, start - at, None), (start, end - start, "c")]
        at = end
    return [piece for piece in [*found, (at, 100 - at, None)] if piece[1]]


@unhurried
@given(spans, spans)
def test_the_fast_sum_of_distances_is_the_sum_of_the_distances(
    a: list[tuple[int, int]], b: list[tuple[int, int]]
) -> None:
    one, other = merged(a), merged(b)
    slow = sum(unit_distance(here, there) for here in pieces(one) for there in pieces(other))
    assert difference(one, other) == difference(other, one) == slow


@unhurried
@given(spans)
def test_merging_keeps_what_is_marked_and_leaves_nothing_overlapping(given_spans: list[tuple[int, int]]) -> None:
    layer = merged(given_spans)
    places = [
        place for start, end in zip(layer.starts, layer.ends, strict=True) for place in range(int(start), int(end))
    ]
    assert len(places) == len(set(places))
    assert set(places) == {place for start, end in given_spans for place in range(start, end)}


def test_units_that_touch_stay_two_and_units_that_overlap_become_one() -> None:
    assert len(merged([(0, 5), (5, 9)])) == 2
    assert len(merged([(0, 5), (4, 9)])) == len(merged([(0, 9), (2, 4)])) == 1
    assert len(EMPTY) == 0


def test_overlapping_units_of_one_rater_count_like_the_stretch_they_cover() -> None:
    other = (12, 9, "bo", "loaded")
    twice = unitizing_alpha([(10, 6, "ana", "loaded"), (14, 6, "ana", "loaded"), other], 2, 0, 100)
    assert twice == unitizing_alpha([(10, 10, "ana", "loaded"), other], 2, 0, 100)


def test_labels_on_the_same_words_are_layers_that_do_not_disturb_each_other() -> None:
    loaded = [(10, 10, "ana", "loaded"), (12, 9, "bo", "loaded")]
    framing = [(5, 40, "ana", "framing"), (5, 30, "bo", "framing")]
    alone = unitizing_by_category(loaded, 2, 0, 100)
    assert unitizing_by_category([*loaded, *framing], 2, 0, 100)["loaded"] == alone["loaded"]


@unhurried
@given(spans.filter(bool), st.integers(2, 4))
def test_raters_who_mark_the_same_have_an_alpha_of_1(marked: list[tuple[int, int]], raters: int) -> None:
    units = [(start, end - start, rater, "c") for start, end in marked for rater in range(raters)]
    assert unitizing_alpha(units, raters, 0, 100) == 1


def test_marks_in_different_places_are_no_agreement() -> None:
    found = unitizing_alpha([(10, 20, 0, "c"), (60, 20, 1, "c")], 2, 0, 100)
    assert found is not None
    assert found <= 0


def test_where_nobody_or_one_person_could_mark_nothing_is_compared() -> None:
    assert unitizing_alpha([], 2, 0, 100) is None
    assert unitizing_alpha([(0, 10, 0, "c")], 1, 0, 100) is None
    assert unitizing_alpha([], 0, 0, 100) is None


@pytest.mark.parametrize("unit", [(-1, 5, 0, "c"), (96, 5, 0, "c"), (10, 0, 0, "c")])
def test_a_unit_that_is_empty_or_outside_is_refused(unit: tuple[int, int, int, str]) -> None:
    with pytest.raises(ValueError, match="is not in 0 to 100"):
        unitizing_alpha([unit], 2, 0, 100)


def test_more_raters_than_announced_are_refused() -> None:
    with pytest.raises(ValueError, match="3 raters, more than 2"):
        unitizing_alpha([(0, 5, rater, "c") for rater in range(3)], 2, 0, 100)


# Span F1


@unhurried
@given(spans, spans)
def test_span_f1_is_the_same_whichever_comes_first(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    for overlap in ("partial", "exact"):
        assert span_f1(a, b, overlap) == span_f1(b, a, overlap)


@unhurried
@given(spans.filter(bool), spans)
def test_span_f1_is_1_for_the_same_and_never_beyond(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    assert span_f1(a, a) == span_f1(a, a, "exact") == 1
    found = span_f1(a, b)
    assert found is not None
    assert 0 <= found <= 1 + 1e-12


def test_partial_overlap_counts_by_its_share() -> None:
    # Half of the first lies in the second, a quarter of the second in the first: 2 · ½ · ¼ / ¾.
    assert span_f1([(0, 10)], [(5, 25)]) == pytest.approx(1 / 3)
    assert span_f1([(0, 10)], [(5, 25)], "exact") == 0


def test_exact_overlap_wants_both_ends() -> None:
    assert span_f1([(0, 10), (20, 30)], [(0, 10), (20, 31)], "exact") == 0.5


def test_a_label_that_is_given_has_to_be_the_same() -> None:
    assert span_f1([(0, 10, "framing")], [(0, 10, "loaded")]) == 0
    assert span_f1([(0, 10, "framing")], [(0, 10, "framing")]) == 1


def test_no_spans_at_all_are_not_comparable_and_one_side_alone_is_0() -> None:
    assert span_f1([], []) is None
    assert span_f1([(0, 3)], []) == span_f1([], [(0, 3)]) == 0


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="from 3 to 3 is empty"):
        span_f1([(3, 3)], [])
