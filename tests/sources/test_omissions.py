"""What a report tells and an article leaves out: whole sentences, and the telling parts of those that it uses."""

import pytest

from sources.alignment import compare_readings, read
from sources.alignment.omissions import Part
from sources.text import canonical

ARTICLE = """The dam of Losk broke at dawn on Friday.

A convoy of 36 lorries reached the town of Al-Qamra."""

REPORT = """Dam breaks in the Kalmen valley

The dam of Losk broke at dawn on Friday, killing 48 people.

The operator, Hydra Nord, denied that the dam had been neglected.

"We reported the cracks in April," said the engineer Marta Kovel.

The storks have left the lake.

A convoy of 36 lorries reached the town of Al-Qamra, but was not allowed to enter."""


def left_out(article: str, report: str, languages: str = "en-en") -> list[tuple[str, Part]]:
    here, _dash, there = languages.partition("-")
    report = canonical(report)
    compared = compare_readings(read(canonical(article), here, cites=True), read(report, there))
    return [(report[part.start : part.end], part) for part in compared.left_out]


def part(words: str, article: str = ARTICLE, report: str = REPORT, languages: str = "en-en") -> Part:
    return next(found for said, found in left_out(article, report, languages) if words in said)


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("killing 48 people", {"victims", "figure"}),
        ("Hydra Nord", {"denial"}),
        ("We reported the cracks", {"quotation", "named source"}),
        ("storks", set()),
        ("not allowed to enter", {"denial"}),
    ],
)
def test_it_is_told_why_a_reader_might_miss_a_passage(words: str, signs: set[str]) -> None:
    assert set(part(words).signs) >= signs
    assert bool(part(words).signs) == bool(signs)


def test_what_the_article_tells_is_not_left_out() -> None:
    found = [said for said, _part in left_out(ARTICLE, REPORT)]
    assert not [said for said in found if "broke at dawn" in said or "36 lorries" in said]


def test_a_part_of_a_used_sentence_is_told_alone_and_whole() -> None:
    report = "The dam of Losk broke at dawn on Friday, killing 48 people, among them nine children and two nurses."
    assert [said for said, _part in left_out(ARTICLE, report)] == [
        "killing 48 people, among them nine children and two nurses."
    ]


def test_the_source_alone_is_no_omission() -> None:
    report = "The dam of Losk broke at dawn on Friday, the civil protection service said."
    assert left_out(ARTICLE, report) == []


def test_a_heading_repeats_its_text_and_is_not_told() -> None:
    assert not [said for said, _part in left_out(ARTICLE, REPORT) if "Dam breaks" in said]


@pytest.mark.parametrize(
    "first",
    [
        "Nine people drowned in the lake of Varna on Sunday.",
        "“Nine people drowned in the lake of Varna on Sunday,” said Okoye, “and the boats that were to save them "
        "lay in the harbour without petrol, as they had for months”",
    ],
)
def test_a_first_paragraph_is_no_heading(first: str) -> None:
    assert [said for said, _part in left_out(ARTICLE, f"{first}\n\nIt rained.") if "Nine people drowned" in said]


def test_a_text_of_one_line_is_no_heading() -> None:
    assert [said for said, _part in left_out(ARTICLE, "Nine people drowned in Varna")] == [
        "Nine people drowned in Varna"
    ]


def test_victims_denials_and_figures_weigh_more_than_storks_and_doubts_count() -> None:
    assert part("killing 48").weight > part("Hydra Nord").weight > part("storks").weight == 0
    assert part("unclear", report="It is unclear who opened the gates of the dam.").weight > 0


@pytest.mark.parametrize(
    ("languages", "article", "report", "words"),
    [
        ("fr-en", "Le barrage de Losk a cédé vendredi à l'aube.", REPORT, "killing 48 people"),
        ("en-fr", "A convoy of 36 lorries reached the town.",
         "Un convoi de 36 camions a atteint la ville, mais n'a pas été autorisé à entrer.", "pas été autorisé"),
        ("ar-en", "انهار سد لوسك فجر الجمعة.", REPORT, "Hydra Nord"),
    ],
)  # fmt: skip
def test_omissions_are_found_across_languages(languages: str, article: str, report: str, words: str) -> None:
    assert {"denial", "victims"} & set(part(words, article, report, languages).signs)


@pytest.mark.parametrize(
    ("language", "report"),
    [
        ("en", "Seven children were killed in Varna."),
        ("fr", "Sept enfants ont été tués à Varna."),
        ("ar", "قُتِلَ سَبْعَةُ أَطْفَالٍ فِي فَارْنَا."),
        ("en-GB", "SEVEN CHILDREN WERE KILLED IN VARNA."),
    ],
)
def test_victims_are_known_in_each_language(language: str, report: str) -> None:
    assert "victims" in part("", "The storks have left.", report, f"en-{language}").signs


def test_a_date_is_no_figure_that_one_would_miss() -> None:
    assert "figure" not in part("storks", report="The storks left the lake on 3 March 2026.").signs


def test_of_a_report_in_an_unknown_language_all_is_left_out() -> None:
    report = "Dün akşam köprü çöktü. Üç kişi yaralandı."
    assert len(left_out(ARTICLE, report, "en-tr")) == 2


def test_nothing_is_left_out_of_nothing() -> None:
    assert left_out(ARTICLE, "") == []
    assert [said for said, _part in left_out("", "The mill burned.")] == ["The mill burned."]


def test_another_thing_that_the_same_people_said_is_left_out() -> None:
    article = "Inés Caldera, who heads the union, said that the police had given them three minutes."
    report = (
        '"The police gave us three minutes," said Inés Caldera, the head of the union.\n\n'
        "Inés Caldera of the union will recommend accepting the offer of the employers."
    )
    assert [said for said, _part in left_out(article, report)] == [report.split("\n\n")[1]]


def test_what_follows_something_that_was_used_is_missed_more() -> None:
    after = part("denied that the dam", report=REPORT).weight
    alone = part(
        "denied that the dam", report=REPORT.replace("The dam of Losk broke at dawn", "The storm came at dusk")
    )
    assert after > alone.weight
