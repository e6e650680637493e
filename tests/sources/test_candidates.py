"""What the archive offers for an article, and the page that shows it."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

import sources.candidates
from sources.candidates import Candidate, candidates
from sources.candidates.spellings import in_arabic, spellings
from sources.candidates.telling import tellings
from sources.glossaries import normal
from sources.models import Document, Dossier, Indexed, Text
from sources.search import AnyOf, how_many, numbers_with
from sources.sentences import Span
from sources.words import Term, simplified
from tests import cast

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 10)
# Two stories of a town; the article tells the first by the way and the second at length.
FLOOD = "The dam of Velmora broke on Sunday and 137 houses were flooded, said the engineer Ludvik Tarnay."
STRIKE = "The miners of Osterfeld stay away from work for a third week, and nobody expects an agreement."
ARTICLE = f"A bad week\n\n{STRIKE} The company called the demands of the union absurd.\n\n{FLOOD}"

OF_FLOOD = (
    "Dam breaks at Velmora\n\nLudvik Tarnay, an engineer, said that the dam had broken. He counted 137 flooded houses."
)
OF_STRIKE = "Miners go on striking\n\nAt Osterfeld the miners stay away from work, and the union demands more."
OF_NEITHER = (
    "Orchestra plays in the harbour\n\nThe orchestra played two hundred waltzes to a crowd of children and sailors."
)
FLOOD_IN_FRENCH = (
    "Rupture d’un barrage\n\nLe barrage de Velmora a cédé dimanche. Selon l’ingénieur Ludvik Tarnay, "
    "137 maisons ont été inondées."
)
FLOOD_IN_ARABIC = "انهيار سد\n\nقال المهندس لودفيك تارناي إن سد فيلمورا انهار يوم الأحد وإن ١٣٧ منزلا غمرتها المياه."


@pytest.fixture
def article(reviewer: User) -> Text:
    return make_article(reviewer)


def make_article(by: User, body: str = ARTICLE, **fields: Any) -> Text:
    return cast.make_text(body, "article", by=by, **{"published_on": DAY, **fields})


def make_report(by: User, body: str, **fields: Any) -> Document:
    return cast.make_document(body, by=by, **{"published_on": DAY, **fields})


def offered(article: Text, user: User, **asked: Any) -> list[Document]:
    return [one.document for one in candidates(article, user, **asked)]


def first(article: Text, user: User, **asked: Any) -> Candidate:
    return candidates(article, user, **asked)[0]


def passage(text: Text, words: str) -> dict[str, int]:
    start = text.body.index(words)
    return {"start": start, "end": start + len(words)}


# What is offered, and in which order


def test_reports_of_the_same_come_before_others(article: Text, reviewer: User) -> None:
    other, strike = make_report(reviewer, OF_NEITHER), make_report(reviewer, OF_STRIKE)
    flood = make_report(reviewer, OF_FLOOD)
    found = offered(article, reviewer)
    assert set(found[:2]) == {flood, strike}
    assert other not in found


def test_what_the_passage_tells_counts_most(article: Text, reviewer: User) -> None:
    flood, strike = make_report(reviewer, OF_FLOOD), make_report(reviewer, OF_STRIKE)
    assert offered(article, reviewer, **passage(article, "Ludvik Tarnay"))[0] == flood
    assert offered(article, reviewer, **passage(article, "The miners of Osterfeld"))[0] == strike


def test_a_candidate_says_what_it_shares(article: Text, reviewer: User) -> None:
    make_report(reviewer, OF_FLOOD, published_on=DAY - datetime.timedelta(2))
    found = first(article, reviewer, **passage(article, FLOOD))
    assert {"Velmora", "Ludvik", "Tarnay"} <= set(found.reasons.names)
    assert found.reasons.figures == ["137"]
    assert {"dam", "flooded"} <= set(found.reasons.words)
    assert (found.days, found.text.body) == (2, OF_FLOOD)


@pytest.mark.parametrize(("body", "language"), [(FLOOD_IN_FRENCH, "fr"), (FLOOD_IN_ARABIC, "ar")])
def test_reports_in_other_languages_are_found_by_names_figures_and_the_glossary(
    article: Text, reviewer: User, body: str, language: str
) -> None:
    report = make_report(reviewer, body, language=language)
    for _other in range(3):
        make_report(reviewer, OF_NEITHER)
    found = first(article, reviewer, **passage(article, FLOOD))
    assert found.document == report
    assert "137" in found.reasons.figures
    assert {"Velmora", "Ludvik", "Tarnay"} & set(found.reasons.names)
    assert {"engineer", "dam", "houses"} & set(found.reasons.words)


@pytest.mark.parametrize(("body", "language"), [(FLOOD_IN_FRENCH, "fr"), (FLOOD_IN_ARABIC, "ar")])
def test_an_article_in_another_language_finds_the_english_report(reviewer: User, body: str, language: str) -> None:
    article = make_article(reviewer, body, language=language)
    report = make_report(reviewer, OF_FLOOD)
    make_report(reviewer, OF_NEITHER)
    assert first(article, reviewer).document == report


def test_a_figure_in_words_is_a_reason_too(reviewer: User) -> None:
    article = make_article(reviewer, "The flood\n\nIn Velmora 40 percent of the bridges are closed.")
    make_report(reviewer, "Bridges\n\nForty percent of the bridges of Velmora are closed since Sunday.")
    assert first(article, reviewer).reasons.figures == ["40 percent"]


def test_the_nearer_day_is_better_and_the_report_from_after_it_worse(article: Text, reviewer: User) -> None:
    days = [0, -6, 2, -2]
    reports = {day: make_report(reviewer, OF_FLOOD, published_on=DAY + datetime.timedelta(day)) for day in days}
    assert offered(article, reviewer) == [reports[day] for day in (0, -2, 2, -6)]


def test_the_outlet_that_the_article_names_is_better(reviewer: User) -> None:
    article = make_article(reviewer, f"{ARTICLE} The Tern Wire reported it first.")
    make_report(reviewer, OF_FLOOD, published_on=DAY)
    named = make_report(reviewer, OF_FLOOD, outlet=cast.make_outlet("Tern Wire"))
    found = first(article, reviewer)
    assert found.document == named
    assert found.reasons.is_outlet_named


ELSEWHERE = {
    "Velmora": FLOOD,
    "Osterfeld": STRIKE,
    "Karnesh": "A court of Karnesh sentenced the banker Milo Drent to 14 years for the loss of 86 million euros.",
    "Tolvara": "Doctors of Tolvara warn that 2,300 children have caught measles, said the nurse Ilka Bern.",
}


def test_an_article_on_several_things_finds_the_report_of_each(reviewer: User) -> None:
    filling = "Nobody knows what comes next, and much was said about it on both sides of the river."
    article = make_article(reviewer, "The week\n\n" + "\n\n".join(f"{told} {filling}" for told in ELSEWHERE.values()))
    reports = {make_report(reviewer, f"From {town}\n\n{told}\n\nMore later.") for town, told in ELSEWHERE.items()}
    for number in range(12):
        make_report(reviewer, f"Day {number}\n\n{filling} The union, the dam, the court, the company and the doctors.")
    assert set(offered(article, reviewer)[:4]) == reports


def test_what_stands_in_one_place_counts_more_than_what_is_spread(reviewer: User) -> None:
    article = make_article(reviewer, "The week\n\n" + "\n\n".join(ELSEWHERE.values()))
    spread = make_report(reviewer, "Towns\n\nVelmora, Osterfeld, Karnesh and Tolvara are towns of the north.")
    told = make_report(reviewer, "Court\n\nIn Karnesh the banker Milo Drent got 14 years.")
    assert offered(article, reviewer) == [told, spread]


def test_the_outlet_counts_most_where_the_article_names_it_beside_what_it_tells(reviewer: User) -> None:
    beside = f"{FLOOD} This was reported by the Tern Wire."
    article = make_article(reviewer, f"A bad week\n\n{STRIKE} So says the Coast Monitor.\n\n{beside}")
    other = make_report(reviewer, OF_FLOOD, outlet=cast.make_outlet("Coast Monitor"))
    named = make_report(reviewer, OF_FLOOD, outlet=cast.make_outlet("Tern Wire"))
    unnamed = make_report(reviewer, OF_FLOOD, outlet=cast.make_outlet("Nawras"))
    found = candidates(article, reviewer)
    assert [one.document for one in found] == [named, other, unnamed]
    assert [one.reasons.is_outlet_named for one in found] == [True, True, False]


@pytest.mark.parametrize("asked", [{}, {"days": None}, {"days": 3}])
def test_in_a_large_archive_the_same_is_offered(
    article: Text, moderator: User, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    hidden = make_report(moderator, OF_FLOOD, published_on=DAY - datetime.timedelta(5))
    for language, body in (("en", OF_FLOOD), ("fr", FLOOD_IN_FRENCH), ("ar", FLOOD_IN_ARABIC), ("en", OF_STRIKE)):
        make_report(moderator, body, language=language)
    few = offered(article, moderator, **asked)
    assert (hidden in few) == (asked != {"days": 3})
    monkeypatch.setattr(sources.candidates, "FEW", 2)
    assert offered(article, moderator, **asked) == few


# What is not offered


def test_only_the_days_around_the_article_are_looked_through(article: Text, reviewer: User) -> None:
    old = make_report(reviewer, OF_FLOOD, published_on=DAY - datetime.timedelta(8))
    late = make_report(reviewer, OF_FLOOD, published_on=DAY + datetime.timedelta(8))
    undated = make_report(reviewer, OF_FLOOD, published_on=None)
    assert offered(article, reviewer) == [undated]
    assert set(offered(article, reviewer, days=8)) == {old, late, undated}
    assert set(offered(article, reviewer, days=None)) == {old, late, undated}
    assert set(offered(article, reviewer, days=10**7)) == {old, late, undated}


def test_an_article_without_a_date_looks_at_any_day(reviewer: User) -> None:
    article = make_article(reviewer, published_on=None)
    report = make_report(reviewer, OF_FLOOD, published_on=DAY - datetime.timedelta(3_000))
    found = first(article, reviewer)
    assert (found.document, found.days) == (report, None)


def test_only_the_outlet_that_is_asked_for(article: Text, reviewer: User) -> None:
    make_report(reviewer, OF_FLOOD)
    report = make_report(reviewer, OF_FLOOD, outlet=cast.make_outlet("Agence Courlis"))
    assert offered(article, reviewer, outlet="agence courlis") == [report]
    assert offered(article, reviewer, outlet="Nobody") == []


def test_what_the_dossier_has_and_the_article_itself_are_left_out(reviewer: User) -> None:
    dossier = cast.make_dossier(ARTICLE, OF_FLOOD, published=False, by=reviewer)
    article = cast.article_of(dossier)
    [placed] = [text.document for text in cast.reports_of(dossier)]
    other = make_report(reviewer, OF_FLOOD)
    assert set(offered(article, reviewer)) == {placed, other}
    assert offered(article, reviewer, dossier=dossier) == [other]


def test_another_person_s_drafts_are_never_offered(
    article: Text, reviewer: User, other_reviewer: User, moderator: User, stranger: User
) -> None:
    hidden = make_report(other_reviewer, OF_FLOOD)
    cast.make_dossier(ARTICLE, OF_FLOOD, published=False, by=other_reviewer)
    assert offered(article, reviewer) == []
    assert offered(article, stranger) == []
    assert hidden in offered(article, moderator)
    published = cast.make_dossier(OF_NEITHER, OF_FLOOD, by=other_reviewer)
    shown = [text.document for text in cast.reports_of(published)]
    assert offered(article, reviewer) == offered(article, stranger) == shown


def test_a_document_is_offered_by_its_newest_wording(article: Text, reviewer: User) -> None:
    report = make_report(reviewer, OF_NEITHER)
    assert offered(article, reviewer) == []
    newest = report.add_text(OF_FLOOD, how="pasted")
    assert first(article, reviewer).text == newest
    report.add_text(OF_NEITHER.replace("waltzes", "tangos"), how="pasted")
    assert offered(article, reviewer) == []


@pytest.mark.parametrize("language", ["en", "fr", "ar", "de", "zh-Hant", "xx"])
@pytest.mark.parametrize("body", ["a", "…", "12", "!?", "字" * 50, "é\u0301 🌊 " * 9, "x" * 30_000, 'a " OR b*'])
def test_no_text_is_too_odd(reviewer: User, body: str, language: str) -> None:
    make_report(reviewer, OF_FLOOD)
    article = make_article(reviewer, body, language=language)
    assert offered(article, reviewer) == []
    assert offered(article, reviewer, start=0, end=1) == []


def test_a_sentence_without_spaces_asks_the_index_no_more_than_another(reviewer: User) -> None:
    [told] = [one for one in tellings("水坝星期日决堤" * 3_000, "zh", DAY) if one.kind == "word"]
    assert [len(words) for words in told.spelled("zh", "zh")] == [6]
    report = make_report(reviewer, "水坝星期日决堤，一百三十七座房屋被淹。", language="zh")
    assert offered(make_article(reviewer, "水坝星期日决堤", language="zh"), reviewer) == [report]


def test_a_passage_far_into_a_long_article_is_read(reviewer: User) -> None:
    body = "\n\n".join([*(f"Nothing of note happened at noon on day {day}." for day in range(2_000)), FLOOD])
    article = make_article(reviewer, body)
    report = make_report(reviewer, OF_FLOOD)
    assert first(article, reviewer, **passage(article, FLOOD)).document == report


# Queries


def test_the_number_of_queries_does_not_grow(
    article: Text, reviewer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_report(reviewer, OF_FLOOD)
    candidates(article, reviewer)  # asks for the person's groups, which are then known
    with CaptureQueriesContext(connection) as few:
        assert len(candidates(article, reviewer)) == 1
    for language, body in (("en", OF_FLOOD), ("fr", FLOOD_IN_FRENCH), ("ar", FLOOD_IN_ARABIC)) * 4:
        make_report(reviewer, body, language=language)
    with django_assert_num_queries(len(few)):
        assert len(candidates(article, reviewer)) == 13


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="PostgreSQL plans by statistics, and for a handful of rows any plan is right: tests/bench/candidates.py",
)
def test_the_index_of_words_is_asked_and_not_read_through(article: Text, reviewer: User, moderator: User) -> None:
    make_report(reviewer, OF_FLOOD)
    with CaptureQueriesContext(connection) as asked:
        candidates(article, moderator)
    [question] = [each["sql"] for each in asked if "GROUP_CONCAT" in each["sql"]]
    [days] = [each["sql"] for each in asked if "BETWEEN" in each["sql"]]
    terms = [step for step in plan_of(question) if "sources_words" in step]
    assert len(terms) > 9
    assert {step.partition(" VIRTUAL TABLE INDEX ")[2][:3] for step in terms} == {"0:M"}  # M: by a match
    assert any("USING INDEX document_of_day (published_on>" in step for step in plan_of(days))


def plan_of(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query.replace('%', '%%')}")
        return [row[3] for row in cursor.fetchall()]


def test_the_index_tells_which_documents_have_any_of_the_terms(reviewer: User) -> None:
    flood, strike = make_report(reviewer, OF_FLOOD), make_report(reviewer, OF_STRIKE)
    # Words of no title: a title is indexed before its text, and on SQLite what was indexed once stays.
    questions = ([("counted",)], [("the", "union"), ("union", "the")], [("counted",), ("demands",)], [("waltz",)])
    dam, miners, both, none = (AnyOf(tuple(Term(words) for words in each)) for each in questions)
    numbers = dict(Indexed.objects.values_list("document", "pk"))
    found = numbers_with([(each, 10) for each in (dam, miners, both, none)])
    assert [set(each) for each in found] == [
        {numbers[flood.pk]},
        {numbers[strike.pk]},
        {numbers[flood.pk], numbers[strike.pk]},
        set(),
    ]
    assert [len(each) for each in numbers_with([(both, 1), (both, 2)])] == [1, 2]
    assert numbers_with([]) == []


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL tells by its statistics")
def test_the_index_counts_up_to_a_limit(reviewer: User) -> None:
    make_report(reviewer, OF_FLOOD)
    make_report(reviewer, OF_STRIKE)
    dam, both, none = (
        AnyOf(tuple(Term((word,)) for word in words)) for words in (["counted"], ["counted", "demands"], ["waltz"])
    )
    assert how_many([dam, both, none], 10) == [1, 2, 0]
    assert how_many([both, AnyOf(())], 1) == [1, 0]
    assert how_many([], 1) == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite counts")
def test_the_statistics_of_postgresql_tell_common_words_from_rare_ones(reviewer: User) -> None:
    for number in range(40):
        make_report(reviewer, f"The dam of Velmora, day {number}\n\n{'It rained. ' * (number % 2)}")
    common, half, rare = (AnyOf((Term((word,)),)) for word in ("velmora", "rained", "waltz"))
    assert how_many([common, rare], 10_000) == [0, 0]  # nobody has looked yet
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sources_words")
    both = AnyOf((*common.terms, *half.terms, *rare.terms))
    counts = how_many([common, half, rare, both, AnyOf(())], 10_000)
    assert counts[0] >= 40 > counts[1] >= 20 > counts[2] == 0
    assert counts[3:] == [sum(counts[:3]), 0]
    assert how_many([common], 7) == [7]


# Telling terms and their spellings


def test_names_and_figures_tell_more_than_words() -> None:
    told = tellings("Prices rose. The mayor Ada Brun saw 5,000 people leave on 3 May 2026, with 2 dogs.", "en", DAY)
    assert {one.shown for one in told if one.kind == "name"} == {"Ada", "Brun"}
    assert [one.shown for one in told if one.kind == "figure"] == ["5,000"]
    assert told[0].kind != "word"


def test_a_passage_takes_its_whole_sentence() -> None:
    told = tellings(ARTICLE, "en", DAY, passage=None)
    start = ARTICLE.index("Velmora")
    here = {one.shown for one in tellings(ARTICLE, "en", DAY, Span(start, start + 3)) if one.is_in_passage}
    assert {"Velmora", "Tarnay", "137"} <= here
    assert "Osterfeld" not in here
    assert "Osterfeld" in {one.shown for one in told}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("lavrov", "لافروف"),
        ("halabi", "حلبي"),
        ("macron", "ماكرون"),
        ("khalil", "خليل"),
        ("trump", "ترمب"),
        ("oster", "اوستر"),
    ],
)
def test_a_latin_name_is_written_in_arabic(name: str, written: str) -> None:
    assert written in in_arabic(name)


@pytest.mark.parametrize(
    ("languages", "word", "expected"),
    [
        ("fr-en", "attaques", "attack"),
        ("en-ar", "army", "الجيش"),
        ("fr-en", "Konachenkov", "konashenkov"),
        ("en-fr", "Aleppo", "alep"),
        ("en-en", "bridge", "bridges"),
        ("ar-ar", "الهجوم", "هجوم"),
        ("de-en", "Oster", "oster"),
    ],
)
def test_a_word_is_spelled_as_the_other_language_does(languages: str, word: str, expected: str) -> None:
    here, _dash, there = languages.partition("-")
    found = spellings(simplified(word), normal(word, here), here, there, is_name=word[0].isupper())
    assert (expected,) in found


# The page


@pytest.fixture
def dossier(reviewer: User, client: Client) -> Dossier:
    """A draft with its article alone, whose maker is logged in."""
    client.force_login(reviewer)
    dossier = Dossier.objects.create(title="A bad week", created_by=reviewer)
    dossier.place(make_article(reviewer))
    return dossier


def page(client: Client, dossier: Dossier, **asked: Any) -> str:
    response = client.get(f"/dossiers/{dossier.pk}/candidates/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_offers_a_report_with_a_button_that_adds_it(client: Client, dossier: Dossier, reviewer: User) -> None:
    report = make_report(reviewer, OF_FLOOD, published_on=DAY - datetime.timedelta(1))
    html = page(client, dossier)
    assert "<mark>Velmora</mark>" in html
    assert "1 day before" in html
    assert f'action="/dossiers/{dossier.pk}/texts/"' in html
    assert f'value="{report.pk}"' in html
    client.post(f"/dossiers/{dossier.pk}/texts/", {"document": str(report.pk)})
    assert [text.document for text in cast.reports_of(dossier)] == [report]
    assert "The archive has nothing like it" in page(client, dossier)


def test_a_passage_is_shown_and_searched_for(client: Client, dossier: Dossier, reviewer: User) -> None:
    make_report(reviewer, OF_STRIKE)
    flood = make_report(reviewer, OF_FLOOD)
    html = page(client, dossier, **passage(cast.article_of(dossier), FLOOD))
    assert "What this passage may cite" in html
    assert FLOOD in html
    assert html.index(f'value="{flood.pk}"') < html.index("Miners go on")


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "5"},
        {"end": "5"},
        {"start": "9", "end": "3"},
        {"start": "3", "end": "3"},
        {"start": "-1", "end": "3"},
        {"start": "x", "end": "3"},
        {"start": "1", "end": "99999999999999999999"},
        {"start": "٣", "end": "٥"},
        {"start": "0", "end": "100000"},
    ],
)
def test_a_passage_that_is_not_there_is_ignored_with_a_sentence(
    client: Client, dossier: Dossier, reviewer: User, asked: dict[str, str]
) -> None:
    make_report(reviewer, OF_FLOOD)
    html = page(client, dossier, **asked)
    assert "The article has no such passage." in html
    assert "Velmora" in html


@pytest.mark.parametrize("days", ["x", "-1", "", "1e3", "366", "99999999999999"])
def test_days_that_are_no_number_are_ignored_with_a_sentence(client: Client, dossier: Dossier, days: str) -> None:
    assert "What follows is within 7 days." in page(client, dossier, days=days)


def test_days_and_outlet_narrow_the_list(client: Client, dossier: Dossier, reviewer: User) -> None:
    make_report(reviewer, OF_FLOOD, published_on=DAY - datetime.timedelta(20), outlet=cast.make_outlet("Tern Wire"))
    nothing = page(client, dossier)
    assert "The archive has nothing like it" in nothing
    assert 'href="?days=30"' in nothing
    assert f"/documents/fetch/?dossier={dossier.pk}&amp;kind=report" in nothing
    assert f"/documents/new/?dossier={dossier.pk}&amp;kind=report" in nothing
    assert "Velmora" in page(client, dossier, days="30", outlet="Tern Wire")
    other = page(client, dossier, days="30", outlet="Coast <Monitor>\n\0" * 50)
    assert "Nothing of that outlet" in other
    assert "<Monitor>" not in other


def test_a_stored_article_is_shown_without_a_button(client: Client, dossier: Dossier, reviewer: User) -> None:
    other = cast.make_document(OF_FLOOD, "article", by=reviewer, published_on=DAY)
    html = page(client, dossier)
    assert f"/documents/{other.pk}/" in html
    assert f'value="{other.pk}"' not in html
    assert "Stored as an article" in html


def test_a_reader_sees_reports_without_a_button(client: Client, reviewer: User, other_reviewer: User) -> None:
    cast.make_dossier(OF_NEITHER, OF_FLOOD)
    dossier = cast.make_dossier(ARTICLE, OF_NEITHER, by=reviewer)
    client.force_login(other_reviewer)
    html = page(client, dossier)
    assert "breaks at" in html
    assert f'action="/dossiers/{dossier.pk}/texts/"' not in html
    assert "Whoever may edit this dossier can add them" in html


def test_a_dossier_without_an_article_says_so(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    dossier = Dossier.objects.create(title="Empty", created_by=reviewer)
    assert "There is no article yet" in page(client, dossier, start="1", end="2")


def test_who_may_see_the_page(client: Client, dossier: Dossier, other_reviewer: User) -> None:
    address = f"/dossiers/{dossier.pk}/candidates/"
    client.logout()
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(other_reviewer)
    assert client.get(address).status_code == 404
    dossier.set_status(Dossier.Status.PUBLISHED)
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    client: Client, dossier: Dossier, reviewer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_report(reviewer, OF_FLOOD)
    page(client, dossier)
    with CaptureQueriesContext(connection) as few:
        page(client, dossier)
    for language, body in (("en", OF_FLOOD), ("fr", FLOOD_IN_FRENCH)) * 5:
        make_report(reviewer, body, language=language)
    with django_assert_num_queries(len(few)):
        assert page(client, dossier).count("</li>") >= 11
