"""The one shape of the API's errors: RFC 9457 problem details, whoever refuses."""

from typing import Any

import pytest
from django.test import Client

from annotate import edits
from sources.models import uuid7
from tests import cast

pytestmark = pytest.mark.django_db
MEMBERS = {"type", "title", "status", "detail"}


def problem(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) >= MEMBERS
    assert body["status"] == response.status_code
    assert body["detail"]
    assert body["type"].startswith("urn:lateral:problem:")
    return body


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(cast.make_reviewer())
    return client


def test_an_unknown_path_is_a_problem(writer: Client) -> None:
    assert problem(writer.get("/api/v1/nowhere"))["status"] == 404


def test_a_key_that_is_none_is_a_problem(writer: Client) -> None:
    assert problem(writer.get("/api/v1/annotations/seven"))["status"] == 404


def test_an_unknown_thing_is_a_problem(writer: Client) -> None:
    assert problem(writer.get(f"/api/v1/texts/{uuid7()}"))["type"] == "urn:lateral:problem:not-found"


def test_a_wrong_method_is_a_problem_that_names_the_right_ones(writer: Client) -> None:
    response = writer.post("/api/v1/dossiers")
    assert problem(response)["status"] == 405
    assert response["Allow"] == "GET"


def test_a_visitor_is_told_to_log_in(client: Client) -> None:
    assert problem(client.get("/api/v1/dossiers"))["type"] == "urn:lateral:problem:login-needed"


def test_each_wrong_field_is_pointed_at(writer: Client) -> None:
    response = writer.put(f"/api/v1/annotations/{uuid7()}", "{}", content_type="application/json")
    pointers = {error["pointer"] for error in problem(response)["errors"]}
    assert pointers == {"/review", "/text", "/start", "/end", "/exact", "/label"}


def test_a_failure_of_the_server_is_a_problem_without_its_inside(
    writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(edits, "remove_annotation", fail)
    writer.raise_request_exception = False
    response = writer.delete(f"/api/v1/annotations/{uuid7()}")
    assert problem(response)["status"] == 500
    assert b"secret" not in response.content


def test_a_page_that_is_not_there_stays_a_page(client: Client) -> None:
    assert client.get("/nowhere")["Content-Type"].startswith("text/html")
