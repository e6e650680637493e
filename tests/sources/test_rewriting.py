"""The measurement of the alignment is only as good as the rewritings that it is given."""

import random
import re
from collections import Counter

import pytest

from tests.bench import news
from tests.bench.rewriting import ARTICLE, RELATIONS, REPORT, Relation, cases, possible, rewrite

SAID = '"We saw two boats leave the harbour, but nobody told us where they went," the pilot said on Monday.'


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311


@pytest.mark.parametrize(
    ("sentence", "relation", "expected"),
    [
        ("Some of the boats burned.", "overstated", "All of the boats burned."),
        ("The mayor may have been warned.", "hedge dropped", "The mayor was warned."),
        ("The boats sank, according to the harbour office.", "attribution dropped", "The boats sank."),
        ("He accepted the offer.", "contradicted", "He refused the offer."),
    ],
)
def test_a_rule_changes_what_it_says(sentence: str, relation: Relation, expected: str) -> None:
    made = {rewrite(sentence, relation, "en", random.Random(seed)) for seed in range(9)}  # noqa: S311
    assert expected in made


def test_a_quotation_is_cut_where_a_clause_ends_and_stays_a_quotation() -> None:
    cuts = {rewrite(SAID, "truncated quote", "en", random.Random(seed)) for seed in range(9)}  # noqa: S311
    short = '"We saw two boats leave the harbour,"'
    assert all(cut and cut.startswith(short) for cut in cuts)
    assert f"{short} the pilot said on Monday." in cuts


def test_a_year_is_no_figure_to_change() -> None:
    assert rewrite("It happened in 1998.", "figure changed", "en", chance()) is None
    assert rewrite("It cost 300 euros in 1998.", "figure changed", "en", chance()) != "It cost 300 euros in 1998."


@pytest.mark.parametrize("relation", [relation for relation in RELATIONS if relation != "verbatim"])
def test_a_sentence_without_occasion_is_not_rewritten(relation: Relation) -> None:
    assert rewrite("It rained.", relation, "en", chance()) is None


@pytest.mark.parametrize("language", news.LANGUAGES)
def test_every_relation_is_made_in_every_language(language: str) -> None:
    counted = Counter(relation for _number, relation, _said in possible(language))
    assert set(counted) == set(RELATIONS)
    assert min(counted.values()) >= 5


@pytest.mark.parametrize("language", news.LANGUAGES)
def test_no_mark_of_a_rule_is_left_in_a_sentence(language: str) -> None:
    assert not [said for _number, _relation, said in possible(language) if re.search(r"[<>\\{}]", said)]


@pytest.mark.parametrize("language", news.LANGUAGES)
def test_what_was_rewritten_stands_where_it_is_said_to_stand(language: str) -> None:
    sentences = news.reports(language)
    for case in cases(language):
        assert len(re.findall(r"\n\n", case.article)) == (ARTICLE - 1) // 3
        assert len(re.findall(r"\n\n", case.report)) == (REPORT - 1) // 3
        for passage in case.rewritten:
            assert (passage.source is None) == (passage.relation == "not in source")
            source = passage.source and case.report[slice(*passage.source)]
            said = case.article[passage.start : passage.end]
            assert source is None or source in sentences
            assert said != source or passage.relation == "verbatim"


def test_every_rewriting_stands_in_one_article() -> None:
    in_articles = [(passage.relation, case.article[passage.start : passage.end]) for case in cases("en")
                   for passage in case.rewritten]  # fmt: skip
    assert Counter(in_articles) == Counter((relation, said) for _number, relation, said in possible("en"))


def test_the_same_seed_gives_the_same_articles() -> None:
    assert list(cases("fr", 3)) == list(cases("fr", 3))
    assert list(cases("fr", 3)) != list(cases("fr", 4))


def test_the_sentences_are_there_and_none_twice() -> None:
    least = {"en": 60, "fr": 60, "ar": 30}
    assert all(len(news.reports(language)) >= number for language, number in least.items())
    assert len(news.pairs("fr-en")) >= 100
    assert len(news.pairs("ar-en")) >= 40
    assert len(news.alone()) >= 100
    for sentences in (*zip(*news.pairs("fr-en"), strict=True), news.alone(), *map(news.reports, news.LANGUAGES)):
        assert len(set(sentences)) == len(sentences)
