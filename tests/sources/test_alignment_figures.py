"""The figures of an article beside a report's figures on the same thing."""

import pytest

from sources.alignment import compare_readings, read
from sources.text import canonical

ARTICLE = """The dam of Losk broke on Friday and killed 84 people in the Kalmen valley.

Two thirds of the valley has no drinking water, and 2,300 houses are under mud."""

REPORT = """The dam of Losk broke on Friday and killed 48 people in the Kalmen valley.

Half of the valley has no drinking water.

Some 2,300 houses are under mud. Three hundred soldiers are on their way to Oster."""


def told(article: str, report: str, languages: str = "en-en") -> list[tuple[str, str, str]]:
    """Each pair of figures as it is written, with how they compare."""
    here, _dash, there = languages.partition("-")
    article, report = canonical(article), canonical(report)
    compared = compare_readings(read(article, here, cites=True), read(report, there))
    return [
        (article[pair.article_start : pair.article_end], report[pair.report_start : pair.report_end], pair.verdict)
        for pair in compared.figures
    ]


def test_figures_on_the_same_thing_stand_beside_one_another() -> None:
    found = told(ARTICLE, REPORT)
    assert ("84", "48", "differs") in found
    assert ("Two thirds", "Half", "differs") in found
    assert any(one == "2,300" and "2,300" in other and verdict == "same" for one, other, verdict in found)
    assert not [other for _one, other, _verdict in found if "hundred" in other]


def test_pairs_of_figures_come_in_the_order_of_the_article() -> None:
    article, report = read(ARTICLE, "en"), read(REPORT, "en")
    pairs = compare_readings(article, report).figures
    starts = [pair.article_start for pair in pairs]
    assert starts == sorted(starts)
    assert all(0 <= pair.likeness <= 1 for pair in pairs)


@pytest.mark.parametrize(
    ("languages", "article", "report", "expected"),
    [
        ("fr-en", "Le barrage a tué 84 personnes dans la vallée.", "The dam killed 48 people in the valley.",
         ("84", "48", "differs")),
        ("fr-en", "Les rebelles ont perdu 70 % de la ville.", "The rebels have lost about 60 percent of the city.",
         ("70 %", "60 percent", "differs")),
        ("fr-en", "Les rebelles ont perdu deux tiers de la ville.", "The rebels have lost two thirds of the city.",
         ("deux tiers", "two thirds", "same")),
        ("ar-en", "قتل السد 84 شخصا في الوادي.", "The dam killed 48 people in the valley.", ("84", "48", "differs")),
        ("ar-en", "خسر المتمردون ٧٠٪ من المدينة.", "The rebels have lost 70 percent of the city.",
         ("٧٠٪", "70 percent", "same")),
    ],
)  # fmt: skip
def test_figures_are_compared_across_languages(
    languages: str, article: str, report: str, expected: tuple[str, str, str]
) -> None:
    assert expected in told(article, report, languages)


@pytest.mark.parametrize(
    ("article", "report"),
    [
        # Another thing is counted.
        ("The shells wounded two doctors and a guard in Losk.", "The shells wounded a guard and three horses in Losk."),
        # The article's figure has its partner in the sentence.
        ("In Losk 12 people died and 30 were wounded.", "In Losk 30 people were wounded and 12 died."),
        # When something was is no figure to differ.
        ("The mill of Oster burned on 3 March.", "The mill of Oster burned on 5 March."),
        # The sentences have nothing to do with one another.
        ("The flood killed 84 people in the Kalmen valley.", "The orchestra of Varna has 48 members."),
    ],
)
def test_no_conflict_is_told_where_there_is_none(article: str, report: str) -> None:
    assert not [found for found in told(article, report) if found[2] == "differs"]


def test_a_conflict_is_told_of_each_of_two_figures_that_have_no_partner() -> None:
    found = told("In Losk 14 people died and 35 were wounded.", "In Losk 12 people died and 30 were wounded.")
    assert {("14", "12", "differs"), ("35", "30", "differs")} <= set(found)


def test_small_numbers_stand_beside_nothing_by_chance() -> None:
    assert told("The captain saw 3 boats near Porto Belo.", "The mayor of Porto Belo owns 3 dogs.") == []


def test_texts_without_figures_have_none() -> None:
    assert told("The mill burned.", "The mill burned.") == told("", "") == []


def test_of_two_figures_that_a_report_has_for_one_thing_the_other_is_told_too() -> None:
    article = "On Thursday 20,000 people walked behind the coffin in silence."
    report = "Some 8,000 people, according to the city, or 20,000, according to the organisers, followed the coffin."
    found = told(article, report)
    assert any(one == "20,000" and "20,000" in other and verdict == "same" for one, other, verdict in found)
    assert any("8,000" in other and verdict == "differs" for _one, other, verdict in found)


def test_large_numbers_that_count_the_same_may_conflict_where_little_else_is_alike() -> None:
    article = "There were more than 300 migrants on board, packed like cattle, when the boat went down."
    report = "At least 34 people drowned on Monday when a wooden boat carrying about 130 migrants capsized."
    assert any(
        "300" in one and "130" in other and verdict == "differs" for one, other, verdict in told(article, report)
    )
