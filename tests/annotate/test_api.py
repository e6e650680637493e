"""The API's annotations and evidence: written once, refused with reasons, seen by whom they may."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.test import Client

from annotate.models import Annotation, Evidence, Review
from sources.models import uuid7
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(reviewer: User, client: Client) -> Review:
    client.force_login(reviewer)
    return cast.make_review(reviewer=reviewer)


def body(review: Review, quote: str = "belches out", **more: Any) -> dict[str, Any]:
    text = cast.article_of(review.dossier)
    return {"review": str(review.pk), "text": str(text.pk), "label": "loaded-verb", **cast.passage(text, quote), **more}


def put(client: Client, pk: UUID, data: dict[str, Any], **headers: str) -> Any:
    return client.put(f"/api/v1/annotations/{pk}", json.dumps(data), content_type="application/json", headers=headers)


def test_an_annotation_is_created_under_the_browsers_key(client: Client, review: Review) -> None:
    pk = uuid7()
    response = put(client, pk, body(review, rationale="It judges.", severity=2, tags=["verbs", "tone"]))
    assert response.status_code == 201
    stored = Annotation.objects.get()
    assert (stored.pk, stored.exact, stored.prefix, stored.severity) == (pk, "belches out", "Minister ", 2)
    assert stored.suffix == " excuses as the mill burns\n\nThe "
    assert response.json()["tags"] == ["tone", "verbs"]
    assert response["ETag"] == response.json()["etag"] == '"1"'


def test_a_request_sent_twice_stores_once(client: Client, review: Review) -> None:
    pk = uuid7()
    data = body(review, tags=["a"])
    assert put(client, pk, data).status_code == 201
    again = put(client, pk, data)
    assert (again.status_code, again["ETag"]) == (200, '"1"')
    assert Annotation.objects.count() == Annotation.history.count() == 1


def test_a_replacement_names_the_etag_it_was_made_from(client: Client, review: Review) -> None:
    pk = uuid7()
    put(client, pk, body(review))
    changed = body(review, rationale="Better.")
    assert put(client, pk, changed).status_code == 428
    response = put(client, pk, changed, **{"If-Match": '"1"'})
    assert (response.status_code, response["ETag"]) == (200, '"2"')
    assert Annotation.objects.get().rationale == "Better."


def test_the_history_holds_what_each_save_stored_and_who_saved(client: Client, review: Review) -> None:
    pk = uuid7()
    put(client, pk, body(review, severity=2))
    first = Annotation.objects.get()
    put(client, pk, body(review, rationale="Better."), **{"If-Match": '"1"'})
    changed, made = first.history.all()
    for past, stored in ((made, first), (changed, Annotation.objects.get())):
        columns = [field.attname for field in Annotation._meta.concrete_fields if field.name != "words"]
        assert [getattr(past, column) for column in columns] == [getattr(stored, column) for column in columns]
    assert [past.history_type for past in (made, changed)] == ["+", "~"]
    assert made.history_user == changed.history_user == review.reviewer
    assert first.created_at <= made.history_date < changed.history_date


def test_a_deleted_row_leaves_its_last_state_in_the_history(review: Review) -> None:
    annotation = cast.make_annotation(review, rationale="It judges.")
    pk = annotation.pk
    annotation.delete()
    gone, made = Annotation.history.filter(id=pk)
    assert [(past.history_type, past.rationale) for past in (gone, made)] == [("-", "It judges."), ("+", "It judges.")]


def test_an_edit_of_what_changed_meanwhile_is_refused_and_shows_what_is_there(client: Client, review: Review) -> None:
    pk = uuid7()
    put(client, pk, body(review))
    put(client, pk, body(review, rationale="First tab."), **{"If-Match": '"1"'})
    response = put(client, pk, body(review, rationale="Second tab."), **{"If-Match": '"1"'})
    assert response.status_code == 412
    assert response.json()["current"]["rationale"] == "First tab."
    assert response["ETag"] == '"2"'
    assert Annotation.objects.get().rationale == "First tab."


def test_a_replacement_whose_answer_was_lost_may_be_sent_again(client: Client, review: Review) -> None:
    pk = uuid7()
    put(client, pk, body(review))
    for _attempt in range(2):
        response = put(client, pk, body(review, rationale="Once."), **{"If-Match": '"1"'})
        assert (response.status_code, response["ETag"]) == (200, '"2"')


@pytest.mark.parametrize(
    ("change", "status", "problem"),
    [
        ({"exact": "belched out"}, 409, "text-differs"),
        ({"start": 20, "end": 20, "exact": ""}, 422, "invalid"),
        ({"start": 5, "end": 3}, 422, "invalid"),
        ({"start": -1}, 422, "invalid"),
        ({"end": 10**6}, 409, "text-differs"),
        ({"end": 2**40}, 422, "invalid"),
        ({"label": "no-such-label"}, 422, "label-not-in-scheme"),
        ({"severity": 4}, 422, "invalid"),
        ({"confidence": "total"}, 422, "invalid"),
        ({"text": str(uuid7())}, 422, "text-not-in-dossier"),
        ({"review": str(uuid7())}, 404, "not-found"),
        ({"rationale": "x" * 20_001}, 422, "invalid"),
    ],
)
def test_a_wrong_annotation_is_refused_with_its_reason(
    client: Client, review: Review, change: dict[str, Any], status: int, problem: str
) -> None:
    response = put(client, uuid7(), {**body(review), **change})
    assert response.status_code == response.json()["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:lateral:problem:{problem}"
    assert response.json()["detail"]
    assert not Annotation.objects.exists()


def test_a_text_of_another_dossier_is_refused(client: Client, review: Review) -> None:
    other = cast.article_of(cast.make_dossier())
    assert put(client, uuid7(), {**body(review), "text": str(other.pk)}).status_code == 422


def test_characters_no_database_stores_are_left_out_of_what_people_type(client: Client, review: Review) -> None:
    response = put(client, uuid7(), body(review, rationale="a\x00b\ud800\r\nc"))
    assert response.json()["rationale"] == "ab\nc"


def test_offsets_count_code_points(client: Client, review: Review) -> None:
    response = put(client, uuid7(), body(review, "workers 🔥 before"))
    assert response.status_code == 201
    assert response.json()["exact"] == "workers 🔥 before"


def test_a_deleted_annotation_comes_back_with_its_evidence(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review)
    cast.make_evidence(annotation)
    url = f"/api/v1/annotations/{annotation.pk}"
    assert client.delete(url).json()["deleted"]
    assert not Annotation.objects.kept().exists()
    assert client.get(f"/api/v1/dossiers/{review.dossier_id}/annotations").json() == []
    restored = client.post(f"{url}/restore").json()
    assert (restored["deleted"], len(restored["evidence"]), restored["etag"]) == (False, 1, '"3"')


def test_a_deletion_of_what_changed_meanwhile_is_refused(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review)
    url = f"/api/v1/annotations/{annotation.pk}"
    assert client.delete(url, headers={"If-Match": '"7"'}).status_code == 412
    assert client.delete(url, headers={"If-Match": '"1"'}).status_code == 200


def put_evidence(client: Client, annotation: Annotation, pk: UUID, data: dict[str, Any], **headers: str) -> Any:
    url = f"/api/v1/annotations/{annotation.pk}/evidence/{pk}"
    return client.put(url, json.dumps(data), content_type="application/json", headers=headers)


def test_evidence_is_a_passage_of_a_report_with_its_relation(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review)
    report = cast.reports_of(review.dossier)[0]
    data = {
        "kind": "passage",
        "text": str(report.pk),
        "relation": "contradicted",
        **cast.passage(report, "was put out"),
    }
    pk = uuid7()
    assert put_evidence(client, annotation, pk, data).status_code == 201
    assert put_evidence(client, annotation, pk, data).status_code == 200
    stored = Evidence.objects.get()
    assert (stored.exact, stored.relation, stored.version) == ("was put out", "contradicted", 1)
    changed = {**data, "relation": "altered"}
    assert put_evidence(client, annotation, pk, changed).status_code == 428
    assert put_evidence(client, annotation, pk, changed, **{"If-Match": '"1"'}).json()["relation"] == "altered"


def test_a_search_in_vain_is_recorded_with_its_texts(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review)
    report = cast.reports_of(review.dossier)[0]
    data = {"kind": "searched, not found", "searched": [str(report.pk)]}
    response = put_evidence(client, annotation, uuid7(), data)
    assert response.status_code == 201
    assert response.json()["searched"] == [str(report.pk)]
    assert Evidence.objects.get().searched_texts.get() == report


def test_a_passage_may_become_the_record_of_a_search_and_back(client: Client, review: Review) -> None:
    evidence = cast.make_evidence(cast.make_annotation(review))
    report = cast.reports_of(review.dossier)[0]
    search = {"kind": "searched, not found", "searched": [str(report.pk)]}
    response = put_evidence(client, evidence.annotation, evidence.pk, search, **{"If-Match": '"1"'})
    assert (response.status_code, response.json()["exact"], response.json()["text"]) == (200, "", None)
    passage = {"kind": "passage", "text": str(report.pk), "relation": "altered", **cast.passage(report, "was put out")}
    response = put_evidence(client, evidence.annotation, evidence.pk, passage, **{"If-Match": '"2"'})
    assert (response.status_code, response.json()["searched"]) == (200, [])


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "searched, not found", "searched": []},
        {"kind": "searched, not found", "searched": [str(uuid7())]},
        {"kind": "passage"},
        {"kind": "hearsay"},
        {},
    ],
)
def test_wrong_evidence_is_refused(client: Client, review: Review, data: dict[str, Any]) -> None:
    response = put_evidence(client, cast.make_annotation(review), uuid7(), data)
    assert response.status_code == 422
    assert response.json()["detail"]
    assert not Evidence.objects.exists()


def test_a_passage_of_the_article_is_no_evidence(client: Client, review: Review) -> None:
    article = cast.article_of(review.dossier)
    data = {"kind": "passage", "text": str(article.pk), "relation": "altered", **cast.passage(article, "The mill")}
    assert put_evidence(client, cast.make_annotation(review), uuid7(), data).status_code == 422


def test_detached_evidence_is_attached_again_under_its_old_key(client: Client, review: Review) -> None:
    evidence = cast.make_evidence(cast.make_annotation(review))
    url = f"/api/v1/annotations/{evidence.annotation_id}/evidence/{evidence.pk}"
    assert client.delete(url).status_code == 204
    assert client.delete(url).status_code == 204
    fields = ("start", "end", "exact", "relation", "kind")
    data = {"text": str(evidence.text_id), **{field: getattr(evidence, field) for field in fields}}
    assert put_evidence(client, evidence.annotation, evidence.pk, data).status_code == 201


def test_another_reviewer_sees_nothing_and_can_change_nothing(
    client: Client, review: Review, other_reviewer: User
) -> None:
    annotation = cast.make_annotation(review)
    evidence = cast.make_evidence(annotation)
    url = f"/api/v1/annotations/{annotation.pk}"
    client.force_login(other_reviewer)
    assert client.get(f"/api/v1/dossiers/{review.dossier_id}/annotations").json() == []
    assert client.get(url).status_code == 404
    assert client.delete(url).status_code == 404
    assert client.post(f"{url}/restore").status_code == 404
    assert client.delete(f"{url}/evidence/{evidence.pk}").status_code == 404
    assert put(client, annotation.pk, body(review)).status_code == 404
    own = cast.make_review(review.dossier, other_reviewer)
    assert put(client, annotation.pk, body(own)).status_code == 404
    annotation.refresh_from_db()
    assert annotation.version == 1


def test_both_see_both_once_both_are_submitted(client: Client, review: Review, other_reviewer: User) -> None:
    annotation = cast.make_annotation(review)
    own = cast.make_review(review.dossier, other_reviewer)
    client.force_login(other_reviewer)
    url = f"/api/v1/annotations/{annotation.pk}"
    review.submit()
    assert client.get(url).status_code == 404
    own.submit()
    assert client.get(url).status_code == 200
    assert client.delete(url).status_code == 403


def test_a_submitted_review_is_not_written_to(client: Client, review: Review) -> None:
    annotation = cast.make_annotation(review)
    review.submit()
    assert put(client, uuid7(), body(review)).status_code == 403
    assert client.delete(f"/api/v1/annotations/{annotation.pk}").status_code == 403


def test_without_a_login_the_api_says_so(client: Client, review: Review) -> None:
    client.logout()
    response = put(client, uuid7(), body(review))
    assert response.status_code == 401
    assert response.json()["type"] == "urn:lateral:problem:login-needed"


def test_without_the_csrf_token_nothing_is_written(review: Review) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(review.reviewer)
    response = put(client, uuid7(), body(review))
    assert (response.status_code, response.json()["type"]) == (403, "urn:lateral:problem:csrf")


def test_broken_json_is_a_bad_request(client: Client, review: Review) -> None:
    response = client.put(f"/api/v1/annotations/{uuid7()}", "{", content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    client: Client, review: Review, django_assert_num_queries: Any
) -> None:
    for _number in range(5):
        cast.make_evidence(cast.make_annotation(review))
    with django_assert_num_queries(8):
        found = client.get(f"/api/v1/dossiers/{review.dossier_id}/annotations").json()
    assert len(found) == 5


def test_the_openapi_description_is_served(client: Client) -> None:
    assert "/api/v1/annotations/{pk}" in client.get("/api/openapi.json").json()["paths"]
    assert client.get("/api/docs").status_code == 200


def test_not_even_an_administrator_writes_in_somebody_elses_review(
    client: Client, review: Review, administrator: User
) -> None:
    annotation = cast.make_annotation(review)
    client.force_login(administrator)
    assert client.get(f"/api/v1/annotations/{annotation.pk}").status_code == 200
    assert put(client, uuid7(), body(review)).status_code == 403
    assert client.delete(f"/api/v1/annotations/{annotation.pk}").status_code == 403
