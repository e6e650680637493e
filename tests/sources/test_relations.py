"""The relation that is proposed for a passage and what it was made of, in three languages."""

import json
from pathlib import Path

import pytest

from sources.alignment import Pair, align
from sources.alignment.pairs import Relation
from sources.relations import Relation as Choices
from sources.text import canonical
from tests.bench import news
from tests.bench.rewriting import RELATIONS

# Rows of passages: the article's, then the report's.
TABLES: dict[str, list[list[str]]] = json.loads(Path(__file__).with_name("relations.json").read_text("utf-8"))
FAIR = {"verbatim", "faithful"}


def proposed(article: str, report: str, languages: str) -> str:
    """The relation of the likeliest pair of the longest passage; "not in source" where none is likely."""
    here, _dash, there = languages.partition("-")
    pairs = align(canonical(article), canonical(report), here, there or here)
    likely = [pair for pair in pairs if pair.score >= 0.5]
    return max(likely, key=length_and_score).relation if likely else "not in source"


def length_and_score(pair: Pair) -> tuple[int, float]:
    return pair.article_end - pair.article_start, pair.score


@pytest.mark.parametrize(("language", "relation", "article", "report"), TABLES["named"])
def test_the_relation_is_named(language: str, relation: str, article: str, report: str) -> None:
    assert proposed(article, report, language) == relation


@pytest.mark.parametrize("language", news.LANGUAGES)
def test_each_relation_is_tried_six_times_in_each_language(language: str) -> None:
    counts = {relation: sum(row[:2] == [language, relation] for row in TABLES["named"]) for relation in RELATIONS}
    counts.pop("not in source")
    assert min(counts.values()) >= 6


def test_the_relations_have_the_names_that_annotations_have() -> None:
    assert set(Relation.__args__) == set(Choices.values) == set(RELATIONS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "article", "report"), TABLES["elsewhere"])
def test_what_no_report_says_is_not_in_the_source(language: str, article: str, report: str) -> None:
    assert proposed(article, report, language) == "not in source"


# What looks like a change and is none


@pytest.mark.parametrize(("language", "article", "report"), TABLES["fair"])
def test_what_says_the_same_stays_faithful(language: str, article: str, report: str) -> None:
    assert proposed(article, report, language) in FAIR


@pytest.mark.parametrize(("article", "report", "never"), TABLES["never"])
def test_a_change_that_takes_nothing_away_is_not_told(article: str, report: str, never: str) -> None:
    assert proposed(article, report, "en") != never


@pytest.mark.parametrize(("languages", "relation", "article", "report"), TABLES["across"])
def test_relations_are_named_across_languages(languages: str, relation: str, article: str, report: str) -> None:
    assert proposed(article, report, languages) == relation


@pytest.mark.parametrize(
    ("article", "report", "languages"),
    [
        # What is denied stands behind what is told.
        ("The army took the bridge on Friday.",
         "The army took the bridge on Friday, but the road to the east of the town was not open to lorries.", "en"),
        # Who declined to be named has denied nothing.
        ("The army is 500 metres from the hospital, a commander said.",
         "A commander, who declined to be named, said the army is 500 metres from the hospital.", "en"),
        ("« Nous ne négocierons pas avec un couteau sur la table », a-t-il dit.",
         '"We will not negotiate with a knife on the table," he said.', "fr-en"),
    ],
)  # fmt: skip
def test_a_no_that_belongs_to_something_else_contradicts_nothing(article: str, report: str, languages: str) -> None:
    assert proposed(article, report, languages) != "contradicted"


def test_a_quotation_has_a_relation_of_its_own() -> None:
    article = canonical(
        "Okoye, whom nobody in this town believes any longer, said it again on Friday, pale and trembling: "
        '"Every ticket is on our list in the harbour office."'
    )
    report = canonical('"Every ticket is on our list in the harbour office," Okoye said on Friday.')
    start = article.index('"')
    quoted = [pair for pair in align(article, report, "en", "en") if pair.article_start >= start]
    assert [pair.relation for pair in quoted] == ["verbatim"]
