"""The article beside its reports: the page, its part for htmx, computing it, stopping it."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.comparing.page import EXCERPT, LISTED, Page, Passage, marked, page_of
from sources.comparing.stored import ComparisonRun
from sources.comparing.work import Compared
from sources.models import Dossier, Placement, uuid7
from sources.sentences import Span
from sources.tasks import start_comparing
from tests import cast

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def dossier(db: None) -> Dossier:
    return cast.make_dossier()


def address(dossier: Dossier, act: str = "dossier_comparison") -> str:
    return reverse(act, args=[dossier.pk])


def shown(client: Client, dossier: Dossier, *, part: bool = False) -> str:
    answer = client.get(address(dossier), headers=HTMX if part else {})
    assert answer.status_code == 200
    return answer.content.decode()


def compared(dossier: Dossier) -> Page:
    start_comparing(dossier)
    return page_of(Compared(dossier))


def test_what_was_compared_is_on_the_page_for_everybody(client: Client, dossier: Dossier) -> None:
    start_comparing(dossier)
    html = shown(client, dossier)
    for panel in ("passages", "figures", "quotations", "left-out", "sources"):
        assert f'id="panel-{panel}"' in html
    assert "People decide." in html
    assert "Four workers were hurt." in html
    assert html.startswith("<!doctype html>")


def test_htmx_gets_the_part_alone(client: Client, dossier: Dossier) -> None:
    start_comparing(dossier)
    html = shown(client, dossier, part=True)
    assert "<html" not in html
    assert 'data-panel="passages"' in html


def test_a_figure_that_a_report_gives_differently_comes_first(dossier: Dossier) -> None:
    page = compared(dossier)
    assert page.counts["figures"] == 1
    figure = page.figures[0]
    assert figure["passage"].words == "Seventy per cent"
    assert {other["passage"].words for other in figure["beside"]} == {"60 percent"}
    assert {str(other["words"]) for other in figure["beside"]} == {"another figure"}


def test_the_victims_that_the_article_leaves_out_are_told_with_the_reason(dossier: Dossier) -> None:
    page = compared(dossier)
    hurt = next(one for one in page.omissions if "Four workers were hurt" in one["passage"].words)
    assert "victims" in [str(sign) for sign in hurt["signs"]]


def test_a_pair_is_known_again_when_it_is_computed_anew(dossier: Dossier) -> None:
    def keys(page: Page) -> list[str]:
        return [proposal.key for row in page.rows for proposal in (*row.likely, *row.perhaps)]

    first = keys(compared(dossier))
    cast.article_of(dossier).comparisons.all().delete()
    assert keys(compared(dossier)) == first
    assert len(set(first)) == len(first) > 0


def test_words_that_changed_in_one_language_are_shown_and_across_languages_are_not(dossier: Dossier) -> None:
    proposals = [proposal for row in compared(dossier).rows for proposal in row.likely]
    changes = [proposal.changes for proposal in proposals]
    assert any(not piece.is_same for change in changes if change for piece in change.article)
    report = cast.reports_of(dossier)[0].document
    report.language = "fr"
    report.save(update_fields=["language"])
    proposals = [proposal for row in compared(dossier).rows for proposal in (*row.likely, *row.perhaps)]
    assert all(proposal.changes is None for proposal in proposals)


def test_an_outlet_of_which_nothing_is_there_is_a_source_not_obtained(client: Client, dossier: Dossier) -> None:
    owner = cast.make_moderator()
    cast.make_outlet("Coast Monitor")
    start_comparing(dossier)
    assert "source not obtained" in shown(client, dossier)
    assert reverse("document_fetch") not in shown(client, dossier)
    client.force_login(owner)
    html = shown(client, dossier)
    for act in ("document_fetch", "document_new"):
        assert f"{reverse(act)}?dossier={dossier.pk}&amp;kind=report" in html


def test_whoever_is_cited_and_there_is_linked(dossier: Dossier) -> None:
    document = cast.reports_of(dossier)[0].document
    document.outlet = cast.make_outlet("Coast Monitor")
    document.save(update_fields=["outlet"])
    cited = next(one for one in compared(dossier).citations if one.outlet == "Coast Monitor")
    assert [text.document for text in cited.reports] == [document]
    assert [place["passage"].words for place in cited.places]


def test_what_is_not_computed_yet_is_computed_by_whoever_is_logged_in(
    client: Client, dossier: Dossier, stranger: User
) -> None:
    html = shown(client, dossier)
    assert "Log in to have that done." in html
    assert address(dossier, "comparison_start") not in html
    client.force_login(stranger)
    html = shown(client, dossier, part=True)
    assert f'hx-post="{address(dossier, "comparison_start")}"' in html
    assert 'hx-trigger="submit, load"' in html
    part = client.post(address(dossier, "comparison_start"), headers=HTMX).content.decode()
    assert 'data-panel="passages"' in part
    assert client.post(address(dossier, "comparison_start")).headers["Location"] == address(dossier)


def test_a_run_that_goes_on_says_how_far_it_is_and_can_be_stopped(
    client: Client, dossier: Dossier, stranger: User
) -> None:
    run = ComparisonRun.objects.create(dossier=dossier, status="running", done=0.4)
    client.force_login(stranger)
    html = shown(client, dossier, part=True)
    assert 'value="0.40"' in html
    assert f'hx-post="{address(dossier, "comparison_cancel")}"' in html
    html = client.post(address(dossier, "comparison_cancel"), headers=HTMX).content.decode()
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert "The comparing was stopped." in html
    # Whoever stopped it is not made to start it again.
    assert 'hx-trigger="submit, load"' not in html


def test_a_run_that_broke_off_is_not_started_by_itself(client: Client, dossier: Dossier, stranger: User) -> None:
    ComparisonRun.objects.create(dossier=dossier, status="failed")
    client.force_login(stranger)
    html = shown(client, dossier, part=True)
    assert "The comparing broke off." in html
    assert 'hx-trigger="submit, load"' not in html


@pytest.mark.parametrize("act", ["comparison_start", "comparison_cancel"])
def test_acts_are_posts_of_people_who_are_logged_in(client: Client, dossier: Dossier, stranger: User, act: str) -> None:
    assert client.post(address(dossier, act)).headers["Location"].startswith("/accounts/login/")
    assert not ComparisonRun.objects.exists()
    client.force_login(stranger)
    assert client.get(address(dossier, act)).status_code == 405


def test_a_draft_is_nothing_to_a_stranger(client: Client, stranger: User) -> None:
    draft = cast.make_dossier(published=False)
    for user in (None, stranger):
        if user:
            client.force_login(user)
        assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft, "comparison_start")).status_code == 404
    assert client.post(address(draft, "comparison_cancel")).status_code == 404
    assert client.get(reverse("dossier_comparison", args=[uuid7()])).status_code == 404


def test_only_reading_methods_read(client: Client, dossier: Dossier) -> None:
    assert client.head(address(dossier)).status_code == 200
    assert client.post(address(dossier)).status_code == 405


def test_more_reports_take_no_more_queries(client: Client) -> None:
    counts = []
    for dossier in (cast.make_dossier(), cast.make_dossier(cast.ARTICLE, *[cast.REPORT] * 6)):
        start_comparing(dossier)
        shown(client, dossier)
        with CaptureQueriesContext(connection) as queries:
            shown(client, dossier)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("gone", [[], ["article"], ["report"], ["article", "report"]])
def test_a_dossier_that_lacks_something_says_what_is_needed(
    client: Client, stranger: User, dossier: Dossier, gone: list[str]
) -> None:
    Placement.objects.filter(dossier=dossier, role__in=gone).delete()
    client.force_login(stranger)
    assert client.post(address(dossier, "comparison_start")).status_code == 302
    html = shown(client, dossier)
    assert ("Once there are an article and a report" in html) == bool(gone)


def test_texts_without_a_sentence_are_compared_too(client: Client) -> None:
    dossier = cast.make_dossier("…", "?!")
    page = compared(dossier)
    assert page.counts == {**dict.fromkeys(page.counts, 0), "omissions": page.counts["omissions"]}
    assert "The article quotes nobody." in shown(client, dossier)


def test_a_language_without_words_is_said_to_be_one(client: Client, dossier: Dossier) -> None:
    start_comparing(dossier)
    assert "Lateral has no words" not in shown(client, dossier)
    report = cast.reports_of(dossier)[0].document
    report.language = "fi"
    report.save(update_fields=["language"])
    start_comparing(dossier)
    assert "(Finnish)" in shown(client, dossier)


def test_texts_that_were_compared_in_part_are_said_to_be(client: Client, dossier: Dossier) -> None:
    start_comparing(dossier)
    assert "only their first sentences" not in shown(client, dossier)
    row = cast.article_of(dossier).comparisons.get()
    row.facts["is_partial"] = True
    row.save(update_fields=["facts"])
    assert "only their first sentences" in shown(client, dossier)


def test_words_of_a_text_cannot_become_markup(client: Client) -> None:
    evil = 'The mayor <img src=x onerror=alert(1)> of Oster said "the <script>mill</script> burned for two days".'
    dossier = cast.make_dossier(evil, evil)
    start_comparing(dossier)
    html = shown(client, dossier, part=True)
    assert "&lt;img" in html
    assert "<img" not in html
    assert "<script" not in html


def test_the_page_of_a_dossier_asks_for_the_comparison_and_computes_nothing(client: Client, dossier: Dossier) -> None:
    html = client.get(dossier.get_absolute_url()).content.decode()
    assert f'hx-get="{address(dossier)}" hx-trigger="load"' in html
    assert f'href="{address(dossier)}' in html
    assert not ComparisonRun.objects.exists()


def test_of_a_very_long_article_a_part_is_listed_and_all_is_marked(client: Client) -> None:
    sentences = [
        f"Town number {number} lost {number} houses in the fire." for number in range(1000, 1000 + LISTED + 20)
    ]
    dossier = cast.make_dossier(" ".join(sentences), " ".join(sentences[:5]))
    page = compared(dossier)
    count = page.counts["passages"]
    assert count > LISTED == len(page.rows)
    assert len(page.marks["sentences"]) == count
    last = page_of(Compared(dossier), {"passages": "2"})
    assert len(last.rows) == count - LISTED
    start = str(last.rows[-1].passage.start)
    assert page_of(Compared(dossier), {"passage": start}).rows[-1].passage == last.rows[-1].passage
    html = client.get(f"{address(dossier)}?passages=2&state=missing", headers=HTMX).content.decode()
    assert "state=missing&amp;passages=1#panel-passages" in html
    for odd in ("passages=x", "passages=-3", "passages=9999", "passage=x", "state=odd", "figures=%00"):
        assert client.get(f"{address(dossier)}?{odd}").status_code == 200, odd


def test_the_passages_of_one_state_are_listed_alone(dossier: Dossier) -> None:
    compared(dossier)
    page = page_of(Compared(dossier), {"state": "missing"})
    assert {row.sentence.state for row in page.rows} == {"missing"}
    assert len(page.rows) == page.counts["missing"] < page.counts["passages"]


def test_an_excerpt_ends_with_a_word(dossier: Dossier) -> None:
    text = cast.make_text("word " * EXCERPT)
    words = Passage(text, 0, len(text.body)).words
    assert words.endswith("word…")
    assert len(words) <= EXCERPT + 1


def test_what_stands_around_a_figure_is_cut_at_its_paragraph() -> None:
    text = cast.make_text("One two.\n\nBefore 60 percent after.\n\nThree.")
    start = text.body.index("60")
    assert Passage(text, start, start + 10).around == ("Before ", " after.")


@pytest.mark.parametrize(
    ("lost", "kept", "pieces"),
    [
        ([], [], [("", "one two three")]),
        ([Span(0, 3)], [], [("lost", "one"), ("", " two three")]),
        ([Span(4, 7)], [Span(0, 3)], [("kept", "one"), ("", " "), ("lost", "two"), ("", " three")]),
        ([Span(0, 3), Span(4, 7)], [], [("lost", "one two"), ("", " three")]),
        ([Span(0, 99)], [], [("", "one two three")]),
    ],
)
def test_lost_and_kept_words_are_pieces_of_the_quotation(
    lost: list[Span], kept: list[Span], pieces: list[tuple[str, str]]
) -> None:
    assert marked("one two three", Span(0, 13), lost, kept) == pieces
