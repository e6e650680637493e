"""What a reader sees of a comparison, put together from the facts of several reports."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.alignment import read
from sources.attribution import find_citations
from sources.comparing.changes import word_changes
from sources.comparing.facts import PairFacts, TextFacts
from sources.comparing.findings import Findings, Resolved, Side, put_together
from sources.comparing.representation import Words, represent
from sources.sentences import sentences_of
from sources.text import canonical

ARTICLE = """Regime drowns its own people

The dam of Losk broke at dawn on Friday, according to AFP.

The dam killed 84 people in the Kalmen valley, Reuters reported.

"We reported the cracks," the engineer Marta Kovel told AFP. The minister has a villa in Varna.

"The dam was built in a hurry," a retired builder said.

Photo: Okoye"""

AFP = """The dam of Losk broke at dawn on Friday.

"We reported the cracks in April, but they were painted over before the summer," the engineer Marta Kovel told AFP.

More than 300 soldiers are on their way to Oster."""

REUTERS = """The dam killed 48 people in the Kalmen valley, officials said.

At least 300 soldiers were sent to Oster. The operator denied any neglect of the dam.

The storks have left the lake of Tarbisu."""

LATER = "The dam of Losk is to be rebuilt, the minister said on Sunday."

REPORTS = {
    "afp": ("AFP", date(2026, 3, 6), AFP),
    "reuters": ("Reuters", date(2026, 3, 6), REUTERS),
    "later": ("Reuters", date(2026, 3, 20), LATER),
}


def facts_of(
    article: str, reports: dict[str, tuple[str, date, str]]
) -> tuple[TextFacts, list[Side], dict[str, PairFacts]]:
    here = read(article, "en", cites=True)
    there = {key: read(body, "en") for key, (_outlet, _day, body) in reports.items()}
    sides = [Side(key, outlet, day, TextFacts.of(there[key])) for key, (outlet, day, _body) in reports.items()]
    return TextFacts.of(here), sides, {key: PairFacts.of(here, reading) for key, reading in there.items()}


def found(article: str = ARTICLE, reports: dict[str, tuple[str, date, str]] = REPORTS) -> Findings:
    outlets = ["AFP", "Reuters", "AP"]
    return put_together(*facts_of(article, reports), find_citations(article, "en", outlets), date(2026, 3, 7))


def state(quote: str, findings: Findings, article: str = ARTICLE) -> str | None:
    place = article.index(quote)
    return next(one.state for one in findings.sentences if one.span.start <= place < one.span.end)


def use(key: str, quote: str, findings: Findings) -> str:
    place = REPORTS[key][2].index(quote)
    return next(used.use for used in findings.used[key] if used.span.start <= place < used.span.end)


def said(report: str, start: int, end: int) -> str:
    return REPORTS[report][2][start:end]


# Sentences


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("broke at dawn", "found"),
        ("killed 84", "changed"),
        ("We reported", "changed"),
        ("villa", "missing"),
        ("in a hurry", "missing"),
        ("Photo", None),
    ],
)
def test_each_sentence_is_found_changed_missing_or_says_nothing(quote: str, expected: str | None) -> None:
    assert state(quote, found()) == expected


def test_every_sentence_with_words_is_there_once_and_counted() -> None:
    findings = found()
    spans = [one.span for one in findings.sentences]
    assert spans == sorted(set(spans))
    assert set(spans) <= set(sentences_of(ARTICLE, "en"))
    counted = sum(findings.count(state) for state in ("found", "changed", "missing"))
    assert counted == sum(one.state is not None for one in findings.sentences)


def test_what_stands_beside_a_sentence_comes_likeliest_first_from_all_reports() -> None:
    findings = found()
    for one in findings.sentences:
        scores = [beside.pair.score for beside in one.beside]
        assert scores == sorted(scores, reverse=True)
        assert all(one.span.start <= beside.pair.article_start < one.span.end for beside in one.beside)
    [first] = [one for one in findings.sentences if "broke at dawn" in ARTICLE[slice(*one.span)]]
    assert first.beside[0].report == "afp"


def test_no_pair_is_lost() -> None:
    article, sides, compared = facts_of(ARTICLE, REPORTS)
    findings = put_together(article, sides, compared)
    assert sum(len(one.beside) for one in findings.sentences) == sum(len(facts.pairs) for facts in compared.values())


def test_a_quotation_found_elsewhere_stands_beside_its_sentence_and_does_not_make_it_found() -> None:
    article = 'Okoye, who never tells the truth, was pale: "Every ticket is on our list in the harbour office."'
    report = 'Paula Okoye appeared on Friday.\n\n"Every ticket is on our list in the harbour office," she said.'
    findings = found(article, {"wire": ("AFP", date(2026, 3, 6), report)})
    [sentence] = findings.sentences
    assert article.index("Every") in [beside.pair.article_start for beside in sentence.beside]
    assert sentence.state == "changed"


# Reports


@pytest.mark.parametrize(
    ("report", "quote", "expected"),
    [
        ("afp", "broke at dawn", "used"),
        ("afp", "We reported", "changed"),
        ("afp", "300 soldiers", "left out"),
        ("reuters", "killed 48", "changed"),
        ("reuters", "storks", "left out"),
        ("later", "rebuilt", "left out"),
    ],
)
def test_each_sentence_of_a_report_is_used_changed_or_left_out(report: str, quote: str, expected: str) -> None:
    assert use(report, quote, found()) == expected


# Figures


def test_figures_that_a_report_gives_differently_come_first() -> None:
    findings = found()
    first = findings.figures[0]
    assert (ARTICLE[first.start : first.end], first.is_conflict) == ("84", True)
    report, pair = first.beside[0]
    assert (report, said(report, pair.report_start, pair.report_end), pair.verdict) == ("reuters", "48", "differs")
    conflicts = [one.is_conflict for one in findings.figures]
    assert conflicts == sorted(conflicts, reverse=True)


def test_every_figure_of_the_article_is_listed_with_or_without_a_partner() -> None:
    article, sides, compared = facts_of(ARTICLE, REPORTS)
    findings = put_together(article, sides, compared)
    assert sorted(one.start for one in findings.figures) == [figure.start for figure in article.figures]


def test_a_figure_that_agrees_with_one_report_and_not_with_another_is_a_conflict() -> None:
    day = date(2026, 3, 6)
    reports = {
        "one": ("AFP", day, "The dam killed 84 people in the Kalmen valley."),
        "two": ("Reuters", day, "The dam killed 48 people in the Kalmen valley."),
    }
    [figure] = found("The dam killed 84 people in the Kalmen valley.", reports).figures
    assert [(report, pair.verdict) for report, pair in figure.beside] == [("two", "differs"), ("one", "same")]
    assert figure.is_conflict


# Quotations


def test_quotations_stand_beside_the_closest_words_of_any_report() -> None:
    cut, unknown = found().quotations
    assert ARTICLE[cut.start : cut.end] == "We reported the cracks,"
    assert cut.beside
    report, pair = cut.beside
    assert report == "afp"
    assert pair.is_cut
    assert "painted" in [said(report, *span) for span in pair.left_out]
    assert [ARTICLE[slice(*span)] for span in pair.kept] == ["cracks"]
    assert pair.lost == ()
    assert ARTICLE[unknown.start : unknown.end].startswith("The dam was built")
    assert unknown.beside is None


def test_a_quotation_within_another_is_not_told_as_missing() -> None:
    words = "\"He told us: 'The bridge is closed for good', and we went home,\" said the baker."
    findings = found(words, {"wire": ("AFP", date(2026, 3, 6), words)})
    assert [one.beside is not None for one in findings.quotations] == [True]


# Omissions


def test_what_two_reports_tell_is_left_out_once_and_says_so() -> None:
    findings = found()
    told = [one for one in findings.omissions if "300 soldiers" in said(one.report, one.part.start, one.part.end)]
    assert len(told) == 1
    [(also, span)] = told[0].also
    assert {told[0].report, also} == {"afp", "reuters"}
    assert "300 soldiers" in said(also, *span)


def test_what_a_reader_would_miss_most_comes_first() -> None:
    weights = [one.part.weight for one in found().omissions]
    assert weights == sorted(weights, reverse=True)
    assert "storks" not in said(
        found().omissions[0].report, found().omissions[0].part.start, found().omissions[0].part.end
    )


# Citations


def resolved(cue: str, findings: Findings) -> Resolved:
    return next(one for one in findings.citations if cue in ARTICLE[one.citation.start : one.citation.end])


def test_citations_mean_the_reports_of_their_outlet_the_one_with_the_words_first() -> None:
    findings = found()
    assert resolved("according to AFP", findings).reports == ("afp",)
    assert resolved("Reuters reported", findings).reports == ("reuters", "later")


def test_of_reports_without_the_words_the_nearest_in_time_comes_first() -> None:
    article = "It was a lie, Reuters reported."
    reports = {
        "far": ("Reuters", date(2026, 1, 1), "The storks left."),
        "near": ("Reuters", date(2026, 3, 5), "Wheat was sown."),
        "other": ("AFP", date(2026, 3, 7), "A cat was found."),
    }
    [citation] = found(article, reports).citations
    assert citation.reports == ("near", "far")


def test_a_source_that_is_not_here_means_no_report() -> None:
    article = "The dam of Losk broke at dawn on Friday, AP reported. An agency said so."
    assert [one.reports for one in found(article).citations] == [()] * len(found(article).citations)
    assert found(article).citations


# The whole


def test_a_report_that_has_not_been_compared_is_passed_over() -> None:
    article, sides, compared = facts_of(ARTICLE, REPORTS)
    del compared["reuters"]
    citations = find_citations(ARTICLE, "en", ["AFP", "Reuters"])
    findings = put_together(article, sides, compared, citations)
    assert set(findings.used) == {"afp", "later"}
    assert resolved("Reuters reported", findings).reports == ("later",)


def test_without_reports_all_is_missing() -> None:
    findings = found(reports={})
    assert {one.state for one in findings.sentences} == {"missing", None}
    assert (findings.used, findings.omissions, findings.is_partial) == ({}, [], False)
    assert not any(one.is_conflict for one in findings.figures)


def test_an_empty_article_has_nothing() -> None:
    findings = found("")
    assert (findings.sentences, findings.figures, findings.quotations, findings.citations) == ([], [], [], [])
    assert findings.omissions


def exact_ends(value: Any, bodies: dict[str, str]) -> int:
    """How many passages are told, each with its own words."""
    if isinstance(value, dict):
        if "exact" in value:
            assert value["exact"] == bodies[value["text"]][value["start"] : value["end"]] != ""
        return ("exact" in value) + sum(exact_ends(each, bodies) for each in value.values())
    return sum(exact_ends(each, bodies) for each in value) if isinstance(value, list) else 0


def test_the_representation_is_json_and_each_passage_has_its_words() -> None:
    bodies = {"article": ARTICLE, **{key: body for key, (_outlet, _day, body) in REPORTS.items()}}
    told = represent(found(), Words("article", bodies))
    assert json.loads(json.dumps(told)) == told
    assert exact_ends(told, bodies) > 30
    assert told["counts"] == {"found": 1, "changed": 2, "missing": 3}
    assert set(told) == {
        "counts", "is_partial", "sentences", "coverage", "figures", "quotations", "left_out", "citations"
    }  # fmt: skip


# Facts


def test_facts_come_back_from_json_as_they_were() -> None:
    article, sides, compared = facts_of(ARTICLE, REPORTS)
    for facts in (article, *(side.facts for side in sides)):
        assert TextFacts.from_json(json.loads(json.dumps(facts.as_json()))) == facts
    for pairs in compared.values():
        assert PairFacts.from_json(json.loads(json.dumps(pairs.as_json()))) == pairs


def test_the_facts_of_the_aleppo_dossier_come_back_as_they_were(shared_data: Path) -> None:
    index = json.loads((shared_data / "aleppo-2016" / "dossier.json").read_text("utf-8"))
    readings = [
        read(canonical((shared_data / "aleppo-2016" / one["file"]).read_text("utf-8")), one["language"])
        for one in (index["article"], *index["reports"])
    ]
    for reading in readings:
        facts, pairs = TextFacts.of(reading), PairFacts.of(readings[0], reading)
        assert TextFacts.from_json(json.loads(json.dumps(facts.as_json()))) == facts
        assert PairFacts.from_json(json.loads(json.dumps(pairs.as_json()))) == pairs
        assert facts.sentences
        assert pairs.pairs


WORDS = st.text(st.sampled_from("Oslo is 5 % of “it”. Non, AFP said: «12 hommes»\n\n🔥ال"), max_size=120)


@given(WORDS, WORDS)
def test_any_facts_come_back_as_they_were(one: str, other: str) -> None:
    here, there = read(canonical(one), "en"), read(canonical(other), "fr")
    facts, pairs = TextFacts.of(here), PairFacts.of(here, there)
    assert TextFacts.from_json(json.loads(json.dumps(facts.as_json()))) == facts
    assert PairFacts.from_json(json.loads(json.dumps(pairs.as_json()))) == pairs


# Changes


def test_the_words_that_were_changed_are_told_with_those_that_judge() -> None:
    changes = word_changes("The regime drowned 84 people.", "The government drowned 48 people.", "en")
    assert [piece.words for piece in changes.article if not piece.is_same] == ["regime", "84"]
    assert [piece.words for piece in changes.report if not piece.is_same] == ["government", "48"]
    assert [words for words, _loaded in changes.loaded] == ["regime"]


def test_a_loaded_word_that_the_report_has_in_another_form_is_the_reports_own() -> None:
    assert not word_changes("The terrorist fled.", "Two terrorists fled.", "en").loaded
    assert not word_changes("Les terroristes ont fui.", "Un terroriste a fui.", "fr").loaded


def test_the_pieces_of_a_change_make_up_the_passages() -> None:
    article, report = "Never, said  the « mayor »!", "never said the mayor"
    changes = word_changes(article, report, "en")
    assert "".join(piece.words for piece in changes.article) == article
    assert "".join(piece.words for piece in changes.report) == report
