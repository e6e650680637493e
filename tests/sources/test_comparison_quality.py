"""The comparison is as good as it was promised: by the hand-made dossiers and by sentences rewritten by rule."""

from pathlib import Path

import pytest

from sources.alignment import align
from sources.attribution import find_citations
from tests.bench import judging, news
from tests.bench.asked import Asked
from tests.bench.comparing import Told, matched
from tests.bench.drawing import draw
from tests.bench.gold import TOP, Dossier, dossiers, registered
from tests.bench.judging import Cited, Placed, Span, pair_of
from tests.bench.rewriting import cases

SEED = 0


@pytest.fixture(scope="module")
def aleppo(shared_data: Path) -> Dossier:
    return next(one for one in dossiers(Asked(0, [])) if one.name == "aleppo-2016")


@pytest.fixture(scope="module")
def placed(aleppo: Dossier) -> list[Placed]:
    """Each alignment of the gold with its place among the pairs that were found."""
    pairs = aleppo.pairs()
    return [judging.place(wanted, pairs) for wanted in aleppo.gold.alignments]


def test_the_citations_of_the_article_are_found(aleppo: Dossier) -> None:
    found = find_citations(aleppo.article.body, aleppo.article.language, registered())
    named = [Cited(Span(one.start, one.end), one.outlet) for one in found if one.outlet]
    rated, _wrong, _missed = judging.judge_citations(named, aleppo.gold.citations)
    assert rated.f1 >= 0.95, rated


def test_the_right_passage_is_among_the_first_two_and_nearly_always_first(placed: list[Placed]) -> None:
    assert all(0 < one.place <= 2 for one in placed)
    assert sum(one.place == 1 for one in placed) >= len(placed) - 1


def test_most_passages_are_in_the_right_relation(placed: list[Placed]) -> None:
    assert sum(one.relation == one.wanted.relation for one in placed) >= len(placed) * 8 // 11


def test_the_conflict_of_figures_is_found_and_the_omissions_are_told_first(aleppo: Dossier) -> None:
    findings = aleppo.findings()
    told = [
        (Span(found.start, found.end), report, Span(pair.report_start, pair.report_end))
        for found in findings.figures
        for report, pair in found.beside
        if pair.verdict == "differs"
    ]
    some, _every, wanted = judging.conflicts_found(told, aleppo.gold.figures)
    assert some == wanted > 0
    ranked = [
        [(one.report, Span(one.part.start, one.part.end)), *((also, Span(*span)) for also, span in one.also)]
        for one in findings.omissions
    ]
    assert all(0 < judging.place_among(omitted, ranked) <= TOP for omitted in aleppo.gold.omitted)


@pytest.mark.parametrize("name", ["kalmen", "marhaban"])
def test_nothing_is_paired_in_an_invented_dossier_where_nothing_corresponds(name: str) -> None:
    dossier = next(one for one in dossiers(Asked(0, [])) if one.name == name)
    corresponding = [*[wanted.article for wanted in dossier.gold.alignments], *dossier.gold.reported]
    wrong, total = judging.false_pairs(dossier.article.body, dossier.pairs(), corresponding)
    assert len(wrong) <= total / 10


@pytest.mark.parametrize(("languages", "count"), [("fr-en", 60), ("ar-en", 40)])
def test_sentences_in_random_order_find_their_counterparts(languages: str, count: int) -> None:
    rated, _scored = matched(draw(languages, SEED, count, is_bare=False), languages, ())
    assert rated.f1 >= 0.88, rated


@pytest.mark.parametrize("language", news.LANGUAGES)
def test_relations_of_rewritten_sentences_are_named(language: str) -> None:
    told = Told()
    for case in cases(language, SEED):
        pairs = [pair_of(aligned, "") for aligned in align(case.article, case.report, language, language)]
        for passage in case.rewritten:
            told.judge(case, passage, pairs)
    right = sum(gold == given for gold, given in told.named)
    assert right >= 0.8 * len(told.named), told.wrong
    assert told.first >= 0.98 * told.sourced
