"""Decisions on pairs of passages, through the API."""

from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.test import Client

from annotate.alignments import Alignment
from annotate.models import Review
from sources.models import uuid7
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(reviewer: User) -> Review:
    return cast.make_review(cast.make_dossier(), reviewer)


@pytest.fixture
def own(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def pair(review: Review, here: str = "Seventy per cent", there: str = "60 percent", **more: Any) -> dict[str, Any]:
    def passage(text: Any, words: str) -> dict[str, Any]:
        start = text.body.index(words)
        return {"text": str(text.pk), "start": start, "end": start + len(words), "exact": words}

    article, report = cast.article_of(review.dossier), cast.reports_of(review.dossier)[0]
    told = {"article": passage(article, here), "report": passage(report, there)}
    return {**told, "decision": "confirmed", "relation": "figure changed", **more}


def put(client: Client, review: Review, body: dict[str, Any]) -> Any:
    return client.put(f"/api/v1/reviews/{review.pk}/alignments", body, "application/json")


def test_a_decision_is_stored_once_however_often_it_is_said(own: Client, review: Review) -> None:
    first, again = put(own, review, pair(review)), put(own, review, pair(review))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert Alignment.objects.count() == 1


def test_another_decision_on_the_same_passages_takes_the_place_of_the_first(own: Client, review: Review) -> None:
    put(own, review, pair(review))
    put(own, review, pair(review, decision="corrected", relation="altered"))
    put(own, review, pair(review, decision="rejected", relation=""))
    alignment = Alignment.objects.get()
    assert (alignment.decision, alignment.relation) == ("rejected", "")
    assert alignment.history.count() == 3


def test_words_that_do_not_stand_there_are_refused(own: Client, review: Review) -> None:
    body = pair(review)
    body["article"]["exact"] = "Eighty per cent!"
    answer = put(own, review, body)
    assert answer.status_code == 409
    assert answer.json()["found"] == "Seventy per cent"
    assert not Alignment.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"relation": ""},
        {"relation": "invented"},
        {"decision": "perhaps"},
    ],
)
def test_a_decision_that_says_nothing_is_refused(own: Client, review: Review, change: dict[str, str]) -> None:
    assert put(own, review, pair(review, **change)).status_code == 422


def test_both_passages_lie_where_they_belong(own: Client, review: Review) -> None:
    body = pair(review)
    turned = {**body, "article": body["report"], "report": body["article"]}
    assert put(own, review, turned).status_code == 422
    stranger = pair(cast.make_review(cast.make_dossier(), review.reviewer))
    assert put(own, review, stranger).status_code == 422


def test_a_decision_is_taken_back(own: Client, review: Review) -> None:
    alignment = cast.make_alignment(review)
    assert own.delete(f"/api/v1/alignments/{alignment.pk}").status_code == 204
    assert not Alignment.objects.exists()
    assert Alignment.history.count() == 2


def test_a_submitted_review_takes_no_more_decisions(own: Client, review: Review) -> None:
    alignment = cast.make_alignment(review)
    review.submit()
    assert put(own, review, pair(review)).status_code == 403
    assert own.delete(f"/api/v1/alignments/{alignment.pk}").status_code == 403


def test_nobody_sees_anothers_decisions_before_both_have_submitted(
    own: Client, review: Review, other_reviewer: User
) -> None:
    other = cast.make_review(review.dossier, other_reviewer, submitted=True)
    hidden, mine = cast.make_alignment(other), cast.make_alignment(review)
    url = f"/api/v1/dossiers/{review.dossier_id}/alignments"
    assert [found["id"] for found in own.get(url).json()] == [str(mine.pk)]
    assert own.delete(f"/api/v1/alignments/{hidden.pk}").status_code == 404
    review.submit()
    assert {found["id"] for found in own.get(url).json()} == {str(mine.pk), str(hidden.pk)}


def put_own(client: Client, review: Review, key: UUID, etag: str = "", **change: Any) -> Any:
    """Send a decision under a key that the sender has made."""
    headers = {"If-Match": etag} if etag else {"If-None-Match": "*"}
    body = {**pair(review, **change), "review": str(review.pk)}
    return client.put(f"/api/v1/alignments/{key}", body, "application/json", headers=headers)


def test_a_decision_under_ones_own_key_is_stored_once(own: Client, review: Review) -> None:
    key = uuid7()
    first, again = put_own(own, review, key), put_own(own, review, key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first["ETag"] == first.json()["etag"]
    alignment = Alignment.objects.get()
    assert (alignment.pk, alignment.history.count()) == (key, 1)


def test_it_is_decided_anew_by_who_knows_what_is_there(own: Client, review: Review) -> None:
    key = uuid7()
    etag = put_own(own, review, key)["ETag"]
    stale = put_own(own, review, key, '"1"', decision="rejected", relation="")
    assert (stale.status_code, stale.json()["current"]["etag"]) == (412, etag)
    unaware = put_own(own, review, key, decision="rejected", relation="")
    assert unaware.status_code == 412
    assert put_own(own, review, key, etag, decision="rejected", relation="").status_code == 200
    assert Alignment.objects.get().decision == "rejected"


def test_what_was_decided_on_the_same_passages_under_another_key_gives_way(own: Client, review: Review) -> None:
    old, other = cast.make_alignment(review), cast.make_alignment(review, "belches out")
    key = uuid7()
    assert put_own(own, review, key, decision="rejected", relation="").status_code == 201
    assert set(Alignment.objects.values_list("pk", flat=True)) == {key, other.pk}
    assert Alignment.history.filter(id=old.pk, history_type="-").exists()


def test_a_decision_that_was_taken_back_comes_back_under_its_key(own: Client, review: Review) -> None:
    key = uuid7()
    etag = put_own(own, review, key)["ETag"]
    url = f"/api/v1/alignments/{key}"
    assert own.delete(url, headers={"If-Match": '"1"'}).status_code == 412
    assert own.delete(url, headers={"If-Match": etag}).status_code == 204
    assert own.delete(url).status_code == 404
    assert put_own(own, review, key, etag).status_code == 412
    assert put_own(own, review, key).status_code == 201
    assert Alignment.objects.get().pk == key


def test_nobody_takes_the_key_of_another_review(own: Client, review: Review, other_reviewer: User) -> None:
    hidden = cast.make_alignment(cast.make_review(review.dossier, other_reviewer))
    assert put_own(own, review, hidden.pk).status_code == 404
    elsewhere = cast.make_alignment(cast.make_review(cast.make_dossier(), review.reviewer))
    assert put_own(own, review, elsewhere.pk).status_code == 403
    assert not review.alignments.exists()


def test_decisions_survive_comparing_anew(own: Client, review: Review) -> None:
    alignment = cast.make_alignment(review)
    url = f"/api/v1/dossiers/{review.dossier_id}/comparison"
    assert own.post(url).status_code == 200
    assert Alignment.objects.get() == alignment
