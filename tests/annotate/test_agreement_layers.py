"""What is shown of a dossier's agreement: passages matched, layers, pairs, labels, and the heat line."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement import (
    Breakpoint,
    Comparison,
    Row,
    compare,
    heat,
    krippendorff_alpha,
    matched,
    span_f1,
    unitizing_alpha,
)

unhurried = settings(deadline=None)

TEXT, LENGTH = "article", 200
ANA, BO, CY = "ana", "bo", "cy"


def row(reviewer: str, start: int, end: int, label: str, text: str = TEXT) -> Row:
    """The root is what stands before the point of a label."""
    return Row(reviewer, text, start, end, label, label.partition(".")[0])


# Ana and Bo agree on the first passage, give the second another label; the third is Ana's alone.
ROWS = [
    row(ANA, 10, 30, "loaded.emotive"),
    row(BO, 12, 30, "loaded.emotive"),
    row(ANA, 50, 70, "framing.order"),
    row(BO, 50, 68, "framing.voice"),
    row(ANA, 100, 120, "loaded.emotive"),
]


def compared(rows: list[Row] = ROWS) -> Comparison:
    return compare(rows, {TEXT: LENGTH})


# Passages


def test_annotations_that_cover_mostly_the_same_are_of_one_passage() -> None:
    assert matched(ROWS) == [{ANA: 0, BO: 1}, {ANA: 2, BO: 3}, {ANA: 4}]


def test_a_word_and_the_paragraph_around_it_are_two_passages() -> None:
    assert len(matched([row(ANA, 0, 100, "framing"), row(BO, 40, 50, "loaded")])) == 2


def test_half_of_what_either_covers_is_enough_and_less_is_not() -> None:
    assert len(matched([row(ANA, 0, 20, "framing"), row(BO, 0, 10, "framing")])) == 1
    assert len(matched([row(ANA, 0, 21, "framing"), row(BO, 0, 10, "framing")])) == 2


def test_the_better_fit_is_taken_first() -> None:
    rows = [row(ANA, 0, 20, "framing"), row(BO, 4, 24, "framing"), row(BO, 0, 20, "loaded")]
    assert matched(rows) == [{ANA: 0, BO: 2}, {BO: 1}]


def test_two_labels_on_the_same_words_are_matched_by_label() -> None:
    rows = [row(who, 5, 9, f"loaded.{leaf}") for who, leaves in ((ANA, "ab"), (BO, "ba")) for leaf in leaves]
    assert sorted(map(sorted, (passage.values() for passage in matched(rows)))) == [[0, 3], [1, 2]]


def test_of_equal_fits_the_same_root_goes_before_another() -> None:
    rows = [row(ANA, 5, 9, "loaded.a"), row(BO, 5, 9, "framing.c"), row(BO, 5, 9, "loaded.b")]
    assert {ANA: 0, BO: 2} in matched(rows)


def test_the_same_place_in_another_text_is_another_passage() -> None:
    assert len(matched([row(ANA, 5, 9, "framing"), row(BO, 5, 9, "framing", "report")])) == 2


def test_three_reviewers_share_a_passage() -> None:
    rows = [row(who, 5, 20, "framing") for who in (ANA, BO, CY)]
    assert matched(rows) == [{ANA: 0, BO: 1, CY: 2}]


marks = st.builds(
    lambda who, start, length, label: row(who, start, start + length, label),
    st.sampled_from([ANA, BO, CY]),
    st.integers(0, 150),
    st.integers(1, 50),
    st.sampled_from(["loaded.a", "loaded.b", "framing.c"]),
)


@unhurried
@given(st.lists(marks, max_size=25))
def test_every_annotation_is_in_one_passage_and_no_reviewer_twice(rows: list[Row]) -> None:
    passages = matched(rows)
    assert sorted(number for passage in passages for number in passage.values()) == list(range(len(rows)))
    assert all(rows[number].reviewer == who for passage in passages for who, number in passage.items())


# Layers


def test_where_is_unitizing_alpha_and_span_f1_of_all_marks() -> None:
    where = compared().overall.where
    units = [(mark.start, mark.end - mark.start, mark.reviewer, "marked") for mark in ROWS]
    ana, bo = ([(mark.start, mark.end) for mark in ROWS if mark.reviewer == who] for who in (ANA, BO))
    assert where.alpha == pytest.approx(unitizing_alpha(units, 2, 0, LENGTH))
    assert where.f1 == pytest.approx(span_f1(ana, bo))
    assert where.annotations == 5


def test_labels_in_layers_are_unitizing_alpha_of_all_categories() -> None:
    units = [(mark.start, mark.end - mark.start, mark.reviewer, mark.label) for mark in ROWS]
    assert compared().overall.where.labelled == pytest.approx(unitizing_alpha(units, 2, 0, LENGTH))


def test_which_label_is_alpha_on_the_passages_that_both_marked() -> None:
    found = compared().overall
    items = [["loaded.emotive", "loaded.emotive"], ["framing.order", "framing.voice"]]
    assert (found.label.alpha, found.label.passages) == (krippendorff_alpha(items), 2)
    assert (found.root.alpha, found.root.passages) == (1, 2)


def test_the_confusion_table_has_what_the_other_left_unmarked() -> None:
    found = compared()
    wanted = {
        ("loaded.emotive", "loaded.emotive"): 1,
        ("framing.order", "framing.voice"): 1,
        ("loaded.emotive", None): 1,
    }
    assert found.pairs[ANA, BO].confusion == found.overall.confusion == wanted


def test_the_table_of_all_adds_up_pairs_whoever_comes_first() -> None:
    rows = [row(ANA, 0, 9, "framing"), row(BO, 0, 9, "loaded"), row(BO, 20, 29, "framing"), row(ANA, 20, 29, "loaded")]
    found = compared([*rows, row(CY, 0, 9, "framing")])
    assert found.overall.confusion == {
        ("framing", "loaded"): 3,
        ("framing", "framing"): 1,
        ("framing", None): 1,
        ("loaded", None): 1,
    }
    assert found.pairs[ANA, BO].confusion == {("framing", "loaded"): 1, ("loaded", "framing"): 1}


def test_each_two_reviewers_have_figures_of_their_own() -> None:
    rows = [*ROWS, *(mark._replace(reviewer=CY) for mark in ROWS if mark.reviewer == BO)]
    found = compared(rows)
    assert list(found.pairs) == [(ANA, BO), (ANA, CY), (BO, CY)]
    assert found.pairs[ANA, BO] == compared().pairs[ANA, BO]
    assert found.pairs[BO, CY].where.alpha == found.pairs[BO, CY].where.f1 == 1
    assert found.pairs[BO, CY].label.alpha == 1
    assert found.overall.where.f1 == pytest.approx((1 + 2 * found.pairs[ANA, BO].where.f1) / 3)  # type: ignore[operator]


def test_each_label_and_root_has_figures_of_its_own() -> None:
    found = compared()
    assert list(found.by_label) == ["loaded.emotive", "framing.order", "framing.voice"]
    emotive = found.by_label["loaded.emotive"]
    units = [(m.start, m.end - m.start, m.reviewer, "") for m in ROWS if m.label == "loaded.emotive"]
    assert emotive.where.alpha == pytest.approx(unitizing_alpha(units, 2, 0, LENGTH))
    assert (emotive.where.annotations, emotive.which.alpha, emotive.which.passages) == (3, 1, 1)
    assert list(found.by_root) == ["loaded", "framing"]
    assert found.by_root["framing"].where.f1 == pytest.approx(span_f1([(50, 70)], [(50, 68)]))


def test_the_order_of_the_rows_changes_no_figure() -> None:
    shuffled = ROWS[::-1]
    one, other = compared(), compared(shuffled)
    assert other.overall.where == one.overall.where
    assert other.overall.label == one.overall.label


# Who read what


def test_reviewers_of_different_texts_are_not_comparable() -> None:
    rows = [row(ANA, 0, 9, "framing"), row(BO, 0, 9, "framing", "report")]
    found = compare(rows, {TEXT: LENGTH, "report": 90}, {TEXT: [ANA], "report": [BO]})
    for figures in (found.overall, found.pairs[ANA, BO]):
        assert (figures.where.alpha, figures.where.labelled, figures.where.f1) == (None, None, None)
        assert (figures.label.alpha, figures.label.interval, figures.label.passages) == (None, None, 0)
        assert figures.confusion == {}
    assert found.pairs[ANA, BO].where.annotations == 0
    assert found.by_label["framing"].where.alpha is found.by_label["framing"].which.alpha is None


def test_two_are_compared_over_the_texts_that_both_read() -> None:
    apart = [row(ANA, 0, 90, "framing", "hers"), row(BO, 0, 90, "loaded", "his")]
    texts = {TEXT: LENGTH, "hers": 90, "his": 90}
    found = compare([*ROWS, *apart], texts, {TEXT: [ANA, BO], "hers": [ANA], "his": [BO]})
    assert found.pairs[ANA, BO] == compared().pairs[ANA, BO]


def test_who_read_a_text_and_marked_nothing_counts() -> None:
    found = compare([row(ANA, 0, 9, "framing")], {TEXT: LENGTH}, {TEXT: [ANA, BO]})
    where = found.pairs[ANA, BO].where
    assert where.f1 == 0
    assert where.alpha is not None
    assert where.alpha <= 0.01
    assert found.pairs[ANA, BO].confusion == {("framing", None): 1}


def test_two_texts_alike_have_the_alpha_of_one() -> None:
    again = [mark._replace(text="copy") for mark in ROWS]
    both = compare([*ROWS, *again], {TEXT: LENGTH, "copy": LENGTH})
    assert both.overall.where.alpha == pytest.approx(compared().overall.where.alpha)
    assert both.overall.where.f1 == pytest.approx(compared().overall.where.f1)


def test_nobody_and_nothing_are_no_agreement_and_no_error() -> None:
    empty = compare([], {TEXT: LENGTH})
    assert (empty.overall.where.alpha, empty.overall.label.alpha, empty.pairs) == (None, None, {})
    silent = compare([], {TEXT: LENGTH}, {TEXT: [ANA, BO]})
    assert (silent.pairs[ANA, BO].where.alpha, silent.pairs[ANA, BO].where.f1) == (None, None)
    alone = compare([row(ANA, 0, 9, "framing")], {TEXT: LENGTH})
    assert (alone.overall.where.alpha, alone.overall.where.f1, alone.overall.label.alpha) == (None, None, None)


def test_a_row_outside_of_its_text_or_by_no_reader_is_refused() -> None:
    with pytest.raises(ValueError, match="190 to 201 is no passage of the text article"):
        compared([row(ANA, 190, 201, "framing")])
    with pytest.raises(ValueError, match="no passage of the text report"):
        compared([row(ANA, 0, 5, "framing", "report")])
    with pytest.raises(ValueError, match="ana marked the text article, but is not among its readers"):
        compare(ROWS, {TEXT: LENGTH}, {TEXT: [BO]})


# The heat line


def test_the_heat_line_counts_reviewers_and_not_annotations() -> None:
    rows = [row(ANA, 10, 30, "framing"), row(ANA, 20, 40, "loaded"), row(BO, 25, 50, "loaded"), row(BO, 0, 9, "x", "y")]
    assert heat(rows, TEXT, 60) == [(0, 0), (10, 1), (25, 2), (40, 1), (50, 0), (60, 0)]


def test_annotations_that_touch_leave_no_breakpoint_between_them() -> None:
    assert heat([row(ANA, 0, 30, "a"), row(ANA, 30, 60, "b")], TEXT, 60) == [Breakpoint(0, 1), Breakpoint(60, 0)]


def test_an_unmarked_text_is_cold_and_an_empty_one_has_one_breakpoint() -> None:
    assert heat([], TEXT, 60) == [(0, 0), (60, 0)]
    assert heat([], TEXT, 0) == [(0, 0)]


@unhurried
@given(st.lists(marks, max_size=25))
def test_the_heat_line_is_the_count_at_every_place(rows: list[Row]) -> None:
    slow = Counter(
        place for place in range(LENGTH) for who in {m.reviewer for m in rows if m.start <= place < m.end} if who
    )
    line = heat(rows, TEXT, LENGTH)
    for (at, reviewers), (after, _next) in pairwise(line):
        assert all(slow[place] == reviewers for place in range(at, after))
    assert (line[0].at, line[-1]) == (0, (LENGTH, 0))


def test_a_row_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="55 to 61 is no passage of a text of 60"):
        heat([row(ANA, 55, 61, "framing")], TEXT, 60)


def test_chance_alone_gives_an_alpha_near_0() -> None:
    dice = random.Random(2)  # noqa: S311  data, no secret
    rows = []
    for reviewer in range(6):
        starts = sorted(dice.sample(range(0, 20_000, 50), 60))
        rows += [Row(reviewer, TEXT, at, at + dice.randint(10, 50), dice.choice("abc"), "r") for at in starts]
    found = compare(rows, {TEXT: 20_000})
    assert found.overall.where.alpha == pytest.approx(0, abs=0.15)
    assert found.overall.label.alpha == pytest.approx(0, abs=0.2)
