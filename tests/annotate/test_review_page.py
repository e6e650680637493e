"""The pages of reviewers: who sees them, what they cost, and that what people typed stays text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotate.cards import card_list
from annotate.models import Evidence, Review, Scheme
from annotate.tables import Tables
from tests import cast

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTILE = "</script><script>window.__xss=1</script><img src=x onerror=alert(1)>\"'&{{ 7 }}"


@pytest.fixture
def review(reviewer: User, client: Client) -> Review:
    client.force_login(reviewer)
    return cast.make_review(reviewer=reviewer)


def page_data(page: str) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'<script id="review-data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def told_of(page: str) -> list[dict[str, Any]]:
    """The annotations among that, each with its columns."""
    table = page_data(page)["tables"]["annotations"]
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def test_the_reviewer_reads_and_writes(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review, rationale="It judges.")
    page = client.get(review.get_absolute_url()).content.decode()
    assert "data-writable" in page
    assert f'id="annotation-{annotation.pk}"' in page
    (told,) = told_of(page)
    assert (told["exact"], told["rationale"], told["version"]) == ("belches out", "It judges.", 1)
    assert (told["id"], told["review"]) == (annotation.pk.hex, review.pk.hex)


def test_a_visitor_is_sent_to_the_login_and_back(client: Client) -> None:
    url = cast.make_review().get_absolute_url()
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"


def test_another_reviewer_gets_404_until_both_have_submitted(
    client: Client, review: Review, other_reviewer: User
) -> None:
    url = review.get_absolute_url()
    client.force_login(other_reviewer)
    assert client.get(url).status_code == 404
    own = cast.make_review(review.dossier, other_reviewer, submitted=True)
    assert client.get(url).status_code == 404
    review.submit()
    cast.make_annotation(review)
    page = client.get(url)
    assert page.status_code == 200
    assert "data-writable" not in page.content.decode()
    own.reopen()
    assert client.get(url).status_code == 404


def test_once_both_have_submitted_each_page_shows_the_annotations_of_both(
    client: Client, review: Review, other_reviewer: User
) -> None:
    theirs = cast.make_review(review.dossier, other_reviewer)
    cast.make_annotation(review)
    cast.make_annotation(theirs, "Seventy per cent", "figure-changed")
    assert len(told_of(client.get(review.get_absolute_url()).content.decode())) == 1
    review.submit()
    theirs.submit()
    page = client.get(review.get_absolute_url()).content.decode()
    assert {told["review"] for told in told_of(page)} == {review.pk.hex, theirs.pk.hex}
    assert page_data(page)["reviewers"] == {str(each.pk): each.reviewer.username for each in (review, theirs)}
    assert other_reviewer.username in page


def test_annotations_under_another_version_of_the_scheme_are_left_to_its_reviews(
    client: Client, review: Review
) -> None:
    review.scheme.new_version().make_default()
    newer = cast.make_review(review.dossier, review.reviewer)
    cast.make_annotation(newer)
    for query in ("", "?marks=1"):
        assert client.get(f"{review.get_absolute_url()}{query}").status_code == 200
        assert client.get(f"{newer.get_absolute_url()}{query}").status_code == 200


def test_a_deleted_annotation_is_not_shown(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review)
    client.delete(f"/api/v1/annotations/{annotation.pk}")
    page = client.get(review.get_absolute_url()).content.decode()
    assert told_of(page) == []
    assert str(annotation.pk) not in page


@pytest.mark.parametrize(
    ("name", "method"),
    [("review_detail", "post"), ("review_submit", "get"), ("review_reopen", "get"), ("review_list", "post")],
)
def test_a_wrong_method_is_refused(client: Client, review: Review, name: str, method: str) -> None:
    url = reverse(name, args=[] if name == "review_list" else [review.pk])
    assert getattr(client, method)(url).status_code == 405


def test_a_review_is_submitted_and_reopened(client: Client, review: Review) -> None:
    url = review.get_absolute_url()
    assert client.post(f"{url}submit/")["Location"] == url
    page = client.get(url).content.decode()
    assert "data-writable" not in page
    assert f"{url}reopen/" in page
    assert client.post(f"{url}submit/").status_code == 403
    assert client.post(f"{url}reopen/")["Location"] == url
    assert "data-writable" in client.get(url).content.decode()
    review.refresh_from_db()
    assert review.status == "reopened"


def test_review_it_starts_a_review_once(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier()
    client.force_login(reviewer)
    url = reverse("review_start", args=[dossier.pk])
    first, second = client.post(url)["Location"], client.post(url)["Location"]
    review = Review.objects.get()
    assert first == second == review.get_absolute_url()
    assert (review.reviewer, review.scheme) == (reviewer, Scheme.objects.default())


def test_somebody_in_no_group_may_read_but_not_review(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    assert client.post(reverse("review_start", args=[cast.make_dossier().pk])).status_code == 403
    assert not Review.objects.exists()


def test_anothers_draft_is_not_known(client: Client, reviewer: User, other_reviewer: User) -> None:
    draft = cast.make_dossier(published=False, by=other_reviewer)
    client.force_login(reviewer)
    assert client.post(reverse("review_start", args=[draft.pk])).status_code == 404


def add_annotations(review: Review, count: int) -> None:
    """Each with tags, a passage as evidence, and a search."""
    report = cast.reports_of(review.dossier)[0]
    for number in range(count):
        annotation = cast.make_annotation(review)
        annotation.set_tags([f"tag {number}", "tone"])
        cast.make_evidence(annotation)
        search = Evidence.objects.create(annotation=annotation, kind=Evidence.Kind.NOT_FOUND)
        search.searched_texts.add(report)


@pytest.mark.parametrize("query", ["", "?marks=1"])
def test_the_page_costs_the_same_queries_with_3_and_with_60_annotations(
    client: Client, review: Review, query: str
) -> None:
    url = f"{review.get_absolute_url()}{query}"
    add_annotations(review, 3)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    add_annotations(review, 57)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few) <= 20


def test_the_list_has_ones_own_reviews_and_costs_the_same_queries_for_many(client: Client, review: Review) -> None:
    cast.make_review(cast.make_dossier(title="Somebody else's"))
    with CaptureQueriesContext(connection) as few:
        page = client.get(reverse("review_list")).content.decode()
    assert review.dossier.title in page
    assert "Somebody else" not in page
    for _review in range(8):
        cast.make_annotation(cast.make_review(reviewer=review.reviewer))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("review_list"))
    assert len(many) == len(few)


def test_what_people_typed_stays_text(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    dossier = cast.make_dossier(f"A title\n\n{HOSTILE}", title=HOSTILE, instructions=HOSTILE)
    review = cast.make_review(dossier, reviewer)
    annotation = cast.make_annotation(review, HOSTILE, rationale=HOSTILE, neutral_wording=HOSTILE)
    annotation.set_tags([HOSTILE[:100]])
    for query in ("", "?marks=1"):
        page = client.get(f"{review.get_absolute_url()}{query}").content.decode()
        assert "<script>window" not in page
        assert "<img src=x" not in page
    (told,) = told_of(client.get(review.get_absolute_url()).content.decode())
    assert told["rationale"] == HOSTILE


def test_the_cards_and_the_tables_are_in_the_reading_order_of_the_api(client: Client, review: Review) -> None:
    for quote in ("Seventy per cent", "belches out", "Minister belches out excuses"):
        cast.make_annotation(review, quote)
    cast.make_annotation(review, "Roughly 60 percent", text=cast.reports_of(review.dossier)[0])
    page = client.get(review.get_absolute_url()).content.decode()
    api = client.get(f"/api/v1/dossiers/{review.dossier_id}/annotations").json()
    assert [told["id"] for told in told_of(page)] == [annotation["id"].replace("-", "") for annotation in api]
    assert re.findall('data-id="(.+?)"', page.partition("<template")[0]) == [annotation["id"] for annotation in api]


def test_the_tables_of_a_page_hold_evidence_searches_and_tags(client: Client, review: Review) -> None:
    add_annotations(review, 1)
    tables = page_data(client.get(review.get_absolute_url()).content.decode())["tables"]
    (annotation,) = review.annotations.all()
    passage, search = annotation.evidence.all()
    assert tables["tags"]["rows"] == [[annotation.pk.hex, "tag 0"], [annotation.pk.hex, "tone"]]
    (report,) = search.searched_texts.all()
    assert tables["searched"]["rows"] == [[search.pk.hex, report.pk.hex]]
    rows = [dict(zip(tables["evidence"]["columns"], row, strict=True)) for row in tables["evidence"]["rows"]]
    assert [(row["id"], row["annotation"], row["text"], row["exact"]) for row in rows] == [
        (passage.pk.hex, annotation.pk.hex, report.pk.hex, passage.exact),
        (search.pk.hex, annotation.pk.hex, None, ""),
    ]


def cards_of(review: Review, others: dict[str, str] | None = None) -> str:
    return b"".join(card_list(Tables.of([review.pk]), review.scheme.tree(), others or {}, ())).decode()


def test_cards_escape_the_words_and_names_in_them() -> None:
    review = cast.make_review(cast.make_dossier(f"A title\n\n{HOSTILE}"), cast.make_reviewer("<b>Bobby</b>"))
    cast.make_annotation(review, HOSTILE)
    cards = cards_of(review, {review.pk.hex: review.reviewer.username})
    assert "&lt;b&gt;Bobby&lt;/b&gt;" in cards
    assert "&lt;/script&gt;&lt;script&gt;" in cards
    assert "<script>" not in cards


def test_a_long_passage_is_cut_on_its_card() -> None:
    review = cast.make_review(cast.make_dossier("A title\n\n" + "word " * 100))
    cast.make_annotation(review, ("word " * 100).strip())
    cards = cards_of(review)
    assert "word…</bdi>" in cards
    assert len(re.findall("word", cards)) < 40


def test_the_stylesheet_of_a_scheme_has_a_colour_and_an_underline_for_each_root(client: Client) -> None:
    scheme = Scheme.objects.default()
    response = client.get(reverse("scheme_css", args=[scheme.pk]))
    css = response.content.decode()
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "max-age" in response["Cache-Control"]
    for root in scheme.tree():
        assert f"--label-{root.key}: light-dark({root.colour_light}, {root.colour_dark});" in css
        assert f"::highlight(label-{root.key})" in css
    assert client.get(reverse("scheme_css", args=[0])).status_code == 404


def test_the_guide_explains_every_label(client: Client) -> None:
    page = client.get(reverse("scheme_guide")).content.decode()
    for label in Scheme.objects.default().labels.all():
        assert f'id="{label.key}"' in page


def modules_behind(module: Path) -> set[Path]:
    """What a module imports, and what these import."""
    found, waiting = set[Path](), [module]
    while waiting:
        here = waiting.pop()
        imported = {(here.parent / name).resolve() for name in re.findall(r' from "(\./.+?)"', here.read_text())}
        waiting += imported - found
        found |= imported
    return found


def test_the_page_asks_for_all_its_modules_at_once(client: Client, review: Review) -> None:
    page = client.get(review.get_absolute_url()).content.decode()
    asked = re.findall(r'<link rel="modulepreload" fetchpriority="low" href="/static/(.+?)">', page)
    assert len(asked) == len(set(asked))
    assert {ROOT / "static" / name for name in asked} == modules_behind(ROOT / "static/js/review/main.js")
