"""The judge of the comparison counts as it says."""

import pytest

from tests.bench.judging import (
    Cited,
    Pair,
    Rated,
    Span,
    Wanted,
    conflicts_found,
    confusion,
    false_pairs,
    judge_citations,
    judge_matching,
    locate,
    locate_all,
    place,
    place_among,
    relation_name,
    reliability,
    same_outlet,
    sentences,
    share_right,
)

ARTICLE = "The mill burned. Two men died, Reuters said! Nobody knows why."


def span(quote: str, text: str = ARTICLE) -> Span:
    return locate(text, quote)


def pair(article: str, score: float, *, report: str = "wire", at: tuple[int, int] = (0, 9)) -> Pair:
    return Pair(report, span(article), Span(*at), score, "faithful")


def test_precision_recall_and_f1_come_from_counts() -> None:
    rated = Rated(right=3, given=4, found=3, wanted=6)
    assert (rated.precision, rated.recall, rated.f1) == (0.75, 0.5, 0.6)
    assert Rated(0, 0, 0, 3).f1 == 0
    assert Rated(0, 0, 0, 0).f1 == 1
    assert rated + rated == Rated(6, 8, 6, 12)


def test_quotations_are_found_whatever_their_apostrophes_and_spaces() -> None:
    text = "Près de l’usine, 70\u00a0% des gens."
    assert text[slice(*locate(text, "l'usine, 70 %"))] == "l’usine, 70\u00a0%"
    with pytest.raises(ValueError, match="not found"):
        locate(text, "nowhere")


def test_quotations_that_stand_twice_are_taken_one_after_the_other() -> None:
    assert [found.start for found in locate_all("AFP, Reuters, AFP", ["Reuters", "AFP"])] == [5, 14]


def test_outlets_are_the_same_by_any_name() -> None:
    assert same_outlet("OSDH", "Syrian Observatory for Human Rights")
    assert same_outlet("The Oster Bell", "the oster bell")
    assert not same_outlet("AFP", "Reuters")
    assert not same_outlet(None, "Reuters")


def test_a_citation_is_right_once_and_with_its_outlet() -> None:
    gold = [Cited(Span(0, 10), "Reuters"), Cited(Span(20, 30), "AFP")]
    found = [Cited(Span(5, 12), "Reuters"), Cited(Span(0, 3), "Reuters"), Cited(Span(21, 22), "Reuters")]
    rated, wrong, missed = judge_citations(found, gold)
    assert rated == Rated(1, 3, 1, 2)
    assert (wrong, missed) == (found[1:], gold[1:])


def test_the_place_of_an_alignment_is_among_the_pairs_of_all_reports() -> None:
    wanted = Wanted(span("Two men died"), "wire", Span(0, 9), "faithful")
    pairs = [
        pair("Two men", 0.6),
        pair("Two men", 0.9, report="other"),
        pair("Two men", 0.7, at=(9, 20)),
        pair("The mill", 1.0),
    ]
    assert place(wanted, pairs).place == 3
    assert place(wanted, pairs[1:]).place == 0


def test_sentences_to_which_nothing_corresponds_are_counted_where_they_are_paired() -> None:
    assert [ARTICLE[slice(*one)] for one in sentences(ARTICLE)] == [
        "The mill burned.", "Two men died, Reuters said!", "Nobody knows why."
    ]  # fmt: skip
    wrong, total = false_pairs(ARTICLE, [pair("mill", 0.5), pair("Nobody", 0.49)], [span("Two men")])
    assert ([ARTICLE[slice(*one)] for one, _pair in wrong], total) == (["The mill burned."], 2)


def test_a_conflict_counts_with_one_report_and_with_all() -> None:
    wanted = [(Span(0, 5), [("one", Span(0, 5)), ("two", Span(0, 5))])]
    assert conflicts_found([(Span(1, 3), "one", Span(4, 8))], wanted) == (1, 0, 1)
    assert conflicts_found([(Span(1, 3), "one", Span(5, 8))], wanted) == (0, 0, 1)


def test_the_place_of_an_omission_is_that_of_the_first_entry_with_it() -> None:
    ranked = [[("one", Span(0, 5))], [("two", Span(0, 5)), ("three", Span(7, 9))], [("two", Span(9, 15))]]
    assert place_among(("two", Span(10, 12)), ranked) == 3
    assert place_among(("three", Span(8, 12)), ranked) == 2
    assert place_among(("one", Span(9, 12)), ranked) == 0


def test_matching_counts_likely_pairs_once() -> None:
    lines = [Span(0, 10), Span(12, 20), Span(22, 30)]
    pairs = [
        Pair("", Span(0, 10), Span(0, 10), 0.9, ""),
        Pair("", Span(2, 5), Span(1, 4), 0.6, ""),
        Pair("", Span(12, 20), Span(22, 30), 0.5, ""),
        Pair("", Span(22, 30), Span(12, 20), 0.4, ""),
    ]
    rated, scored = judge_matching(pairs, lines, lines, {(0, 0), (2, 1)})
    assert rated == Rated(1, 2, 1, 2)
    assert sorted(scored) == [(0.4, 2, 1, True), (0.5, 1, 2, False), (0.9, 0, 0, True)]


def test_calibration_is_the_share_that_is_right() -> None:
    scored = [(0.45, True), (0.45, False), (0.59, True), (0.6, False), (1.0, True)]
    assert share_right(scored) == (2, 3)
    assert [(round(one.least, 1), one.number, one.right) for one in reliability(scored)] == [
        (0.4, 2, 0.5), (0.5, 1, 1.0), (0.6, 1, 0.0), (0.9, 1, 1.0)
    ]  # fmt: skip


def test_relations_are_counted_by_what_they_were_taken_for() -> None:
    rows = confusion(
        [("altered", "altered"), ("altered", "faithful"), ("faithful", "(not found)")], ["altered", "faithful"]
    )
    assert [(name, dict(counted)) for name, counted, _rated in rows] == [
        ("altered", {"altered": 1, "faithful": 1}), ("faithful", {"(not found)": 1})
    ]  # fmt: skip
    assert [rated for _name, _counted, rated in rows] == [Rated(1, 1, 1, 2), Rated(0, 1, 0, 1)]


def test_a_relation_has_one_name_however_it_is_spelt() -> None:
    assert relation_name("TRUNCATED_QUOTE") == relation_name("truncated-quote") == "truncated quote"
