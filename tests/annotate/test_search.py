"""The search page: what is found, for whom, and how it is shown."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotate.models import Annotation
from sources.models import Document, Dossier
from tests import cast

pytestmark = pytest.mark.django_db

ARTICLE = "Le moulin\n\nRien ici.\n\nLes élèves ont fui l’école, a dit le préfet <b>Brun</b>."


def ask(client: Client, user: User | None = None, shown: str = "", **question: str) -> Any:
    if user:
        client.force_login(user)
    return client.get(reverse("search"), {**question, **({"in": shown} if shown else {})})


def found(client: Client, user: User | None = None, shown: str = "", **question: str) -> list[Any]:
    return [result.thing for result in ask(client, user, shown, **question).context["results"]]


def counts(response: Any) -> dict[str, int]:
    return {tab["key"]: tab["count"] for tab in response.context["tabs"]}


def test_a_document_is_shown_with_the_passage_and_the_words_marked(client: Client) -> None:
    dossier = cast.make_dossier(ARTICLE)
    article = cast.article_of(dossier)
    response = ask(client, q="ELEVES prefet")
    page = response.content.decode()
    assert "Les <mark>élèves</mark> ont fui l’école, a dit le <mark>préfet</mark> &lt;b&gt;Brun&lt;/b&gt;." in page
    place = article.body.index("Les élèves")
    assert f'href="{article.document.get_absolute_url()}#at-{place}"' in page
    assert f'id="at-{place}"' in client.get(article.document.get_absolute_url()).content.decode()


def test_a_visitor_finds_what_is_published_and_no_annotation(client: Client, reviewer: User) -> None:
    shown = cast.make_dossier(ARTICLE)
    cast.make_dossier(ARTICLE, published=False, by=reviewer)
    cast.make_annotation(cast.make_review(shown), "élèves")
    response = ask(client, q="eleves")
    assert counts(response) == {"documents": 1, "dossiers": 1}
    assert found(client, q="eleves") == [cast.article_of(shown).document]
    assert found(client, q="eleves", shown="dossiers") == [shown]
    assert found(client, q="eleves", shown="annotations") == [cast.article_of(shown).document]


def test_drafts_are_found_by_whoever_made_them(client: Client, reviewer: User, other_reviewer: User) -> None:
    dossier = cast.make_dossier(ARTICLE, published=False, by=reviewer)
    assert counts(ask(client, reviewer, q="eleves"))["dossiers"] == 1
    assert found(client, reviewer, q="eleves") == [cast.article_of(dossier).document]
    assert sum(counts(ask(client, other_reviewer, q="eleves")).values()) == 0


def test_annotations_are_found_once_one_may_see_them(client: Client, reviewer: User, other_reviewer: User) -> None:
    review = cast.make_review(reviewer=reviewer)
    annotation = cast.make_annotation(review, rationale="Jugé à l’œil, <i>sans</i> preuve.")
    assert found(client, reviewer, "annotations", q="a l'oeil") == [annotation]
    page = ask(client, q="a l'oeil", shown="annotations").content.decode()
    assert "Jugé <mark>à</mark> <mark>l’œil</mark>, &lt;i&gt;sans" in page
    assert f'href="{annotation.get_absolute_url()}"' in page
    assert found(client, other_reviewer, "annotations", q="a l'oeil") == []
    review.submit()
    cast.make_review(review.dossier, other_reviewer, submitted=True)
    assert found(client, other_reviewer, "annotations", q="a l'oeil") == [annotation]


def test_an_annotation_is_found_by_what_it_says_now(client: Client, reviewer: User) -> None:
    annotation = cast.make_annotation(cast.make_review(reviewer=reviewer), rationale="Früher")
    annotation.rationale, annotation.neutral_wording = "Später", "erklärt"
    annotation.save(update_fields=["rationale", "neutral_wording"])
    assert found(client, reviewer, q="fruher", shown="annotations") == []
    assert found(client, q="spater erklart belches", shown="annotations") == [annotation]
    Annotation.objects.update(deleted_at=datetime.datetime.now(datetime.UTC))
    assert found(client, q="spater", shown="annotations") == []


def test_what_came_in_past_the_models_is_found_once_the_index_is_made_anew(client: Client, reviewer: User) -> None:
    annotation = cast.make_annotation(cast.make_review(reviewer=reviewer), rationale="Neuf")
    Annotation.objects.update(words="")
    Dossier.objects.update(words="")
    assert found(client, reviewer, "annotations", q="neuf") == []
    call_command("rebuild_search")
    assert found(client, reviewer, "annotations", q="neuf") == [annotation]
    assert found(client, reviewer, "dossiers", q="oster") == [annotation.review.dossier]


def test_a_phrase_does_not_run_from_one_field_of_an_annotation_into_the_next(client: Client, reviewer: User) -> None:
    cast.make_annotation(cast.make_review(reviewer=reviewer), rationale="one two", neutral_wording="three four")
    assert found(client, reviewer, q='"two three"', shown="annotations") == []
    assert len(found(client, q='"one two" thr', shown="annotations")) == 1


def test_a_dossier_is_found_by_its_own_words_and_by_its_texts(client: Client) -> None:
    dossier = cast.make_dossier(ARTICLE, title="Été à Oster", instructions="Cherchez l’omission.")
    for question in ("ete", "cherchez omission", "prefet"):
        assert found(client, q=question, shown="dossiers") == [dossier], question
    page = ask(client, q="prefet", shown="dossiers").content.decode()
    assert "<mark>préfet</mark>" in page
    assert f"{dossier.get_absolute_url()}#text-{cast.article_of(dossier).pk}-" in page
    assert list(Dossier.objects.searched("omission")) == [dossier]


NAMES = ("article", "report", "french", "canadian", "undated")


@pytest.fixture
def shelf(moderator: User) -> dict[str, Document]:
    """Five documents with the word "mill"."""
    day = datetime.date
    documents = {
        "article": cast.make_document("The mill", "article", published_on=day(2026, 3, 1)),
        "report": cast.make_document("A mill", published_on=day(2026, 3, 5), outlet=cast.make_outlet("L’Écho d’Oster")),
        "french": cast.make_document("Le mill", language="fr", published_on=day(2026, 4, 1)),
        "canadian": cast.make_document("Le mill de Québec", language="fr-CA", published_on=day(2026, 2, 1)),
        "undated": cast.make_document("Mill"),
    }
    documents["french"].tags.add("Incendie")
    return documents


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"kind": "article"}, {"article"}),
        ({"outlet": "echo d'oster"}, {"report"}),
        ({"outlet": "Écho"}, {"report"}),
        ({"outlet": "Nobody"}, set()),
        ({"language": "fr"}, {"french", "canadian"}),
        ({"language": "fr-CA"}, {"canadian"}),
        ({"since": "2026-03-05"}, {"report", "french"}),
        ({"since": "2026-03-01", "until": "2026-03-05"}, {"article", "report"}),
        ({"tag": "incendie"}, {"french"}),
        ({"tag": "fire"}, set()),
        ({"kind": "report", "language": "en", "until": "2026-12-31"}, {"report"}),
        ({"kind": "poem", "language": "xx", "since": "yesterday"}, {*NAMES}),
    ],
)
def test_results_are_narrowed(
    client: Client, moderator: User, shelf: dict[str, Document], filters: dict[str, str], names: set[str]
) -> None:
    assert set(found(client, moderator, q="mill", **filters)) == {shelf[name] for name in names}


def test_filters_alone_are_a_question(client: Client, moderator: User, shelf: dict[str, Document]) -> None:
    assert found(client, moderator, tag="Incendie") == [shelf["french"]]


def test_filters_of_documents_narrow_dossiers_and_annotations(client: Client, reviewer: User) -> None:
    review = cast.make_review(reviewer=reviewer)
    cast.make_annotation(review)
    cast.make_document("Le silence", language="fr", by=reviewer)
    assert counts(ask(client, reviewer, q="mill", kind="article")) == {"documents": 1, "dossiers": 1, "annotations": 0}
    assert counts(ask(client, q="belches", kind="article"))["annotations"] == 1
    assert counts(ask(client, q="belches", kind="report")) == {"documents": 0, "dossiers": 1, "annotations": 0}
    assert counts(ask(client, q="belches", language="fr")) == {"documents": 0, "dossiers": 0, "annotations": 0}


def test_a_title_weighs_more_than_a_text(client: Client, moderator: User) -> None:
    lesser = cast.make_document("Something else happened, and a harbour was near, they said.")
    better = cast.make_document("The harbour\n\nNothing.")
    assert found(client, moderator, q="harbour") == [better, lesser]


def test_the_first_kind_with_results_is_shown(client: Client, reviewer: User) -> None:
    cast.make_annotation(cast.make_review(reviewer=reviewer), rationale="Unheard-of")
    assert ask(client, reviewer, q="unheard").context["found"] == "annotations"


@pytest.mark.parametrize(
    "question",
    [
        "***", '"', '"unbalanced', "AND", "mill AND", "NEAR(mill", "NOT", "^mill", "title:mill", "mill*", "(mill",
        "-mill", "{mill}", "a\x00b", "%s", "100%", "_", "'", "'; DROP TABLE", "mill:*", "<->", "!mill", "\\",
        "mill & | !", "🔥", "ـ", "\u064b", "x" * 5_000, "mill " * 2_000, "ﷺ", "𝔐ill", "\ud7ff", "हिन्दी",
        "1e5 3.14 -7", "a/b/c.txt http://x.y/z?q=1",
    ],
)  # fmt: skip
def test_no_question_is_too_odd(client: Client, reviewer: User, question: str) -> None:
    cast.make_annotation(cast.make_review(reviewer=reviewer))
    assert ask(client, reviewer, q=question, outlet=question, tag=question, page="x").status_code == 200
    for address in ("home", "document_list"):
        assert client.get(reverse(address), {"q": question}).status_code == 200


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({}, "What are you looking for?"),
        ({"q": "***"}, "There is no word in this"),
        ({"q": "unheard-of"}, "Nothing was found"),
        ({"q": "mill", "language": "en", "tag": "x"}, "Search without filters"),
        ({"q": "mill", "shown": "annotations"}, "Nothing of this kind"),
    ],
)
def test_an_empty_page_says_what_to_do(client: Client, reviewer: User, question: dict[str, str], words: str) -> None:
    cast.make_dossier()
    assert words in ask(client, reviewer, **question).content.decode()


def test_results_come_in_pages_that_keep_the_question(client: Client, moderator: User) -> None:
    for number in range(21):
        cast.make_document(f"Mill {number}", outlet=None)
    response = ask(client, moderator, q="mill", kind="report")
    assert len(response.context["results"]) == 20
    assert "?q=mill&amp;kind=report&amp;page=2" in response.content.decode()
    assert len(found(client, q="mill", kind="report", page="2")) == 1


def test_htmx_gets_the_results_alone(client: Client) -> None:
    cast.make_dossier()
    response = client.get(reverse("search"), {"q": "mill"}, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "<mark>mill</mark>" in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize(("shown", "queries"), [("documents", 15), ("dossiers", 17), ("annotations", 12)])
def test_the_number_of_queries_does_not_grow_with_the_results(
    client: Client, reviewer: User, django_assert_num_queries: DjangoAssertNumQueries, shown: str, queries: int
) -> None:
    for _number in range(4):
        review = cast.make_review(reviewer=reviewer)
        review.dossier.tags.add("fire")
        cast.make_annotation(review, rationale="The mill", neutral_wording="a mill")
    client.force_login(reviewer)
    ask(client, q="mill")
    with django_assert_num_queries(queries):
        assert len(found(client, q="mill", shown=shown)) == 4 * (2 if shown == "documents" else 1)
