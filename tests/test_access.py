"""Every route with every role: who may not know of a thing gets 404, who may see but not change it 403.

The tables name each route once; a route that is in none of them fails the last test.
"""

import json
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from annotate.models import Scheme
from config.api import api
from sources.models import Dossier, uuid7
from tests import cast

pytestmark = pytest.mark.django_db

ROLES = ("visitor", "stranger", "reviewer", "owner", "moderator", "administrator")

# Who gets which status: a visitor, somebody in no group, another reviewer, the reviewer whose thing it is, a
# moderator, an administrator.
ANYBODY = (200, 200, 200, 200, 200, 200)
OWN_DRAFT = (404, 404, 404, 200, 200, 200)
EDIT_DRAFT = (302, 404, 404, 200, 200, 200)
POST_TO_DRAFT = (302, 404, 404, 302, 302, 302)
EDIT_PUBLISHED = (302, 403, 403, 200, 200, 200)
POST_TO_PUBLISHED = (302, 403, 403, 302, 302, 302)
WORKING_HERE = (302, 403, 200, 200, 200, 200)


class Page(NamedTuple):
    """A route, the thing in its address, the method, and what it answers to each role."""

    route: str
    thing: str
    method: str
    statuses: tuple[int, ...]


class Call(NamedTuple):
    """A path below /api/v1/ with the {names} of things, the method, and what it answers to each role."""

    path: str
    method: str
    statuses: tuple[int, ...]


PAGES = [
    Page("home", "", "get", ANYBODY),
    Page("dossier_new", "", "get", WORKING_HERE),
    Page("dossier_detail", "draft", "get", OWN_DRAFT),
    Page("dossier_detail", "published", "get", ANYBODY),
    Page("dossier_edit", "draft", "get", EDIT_DRAFT),
    Page("dossier_edit", "published", "get", EDIT_PUBLISHED),
    Page("dossier_publish", "draft", "post", POST_TO_DRAFT),
    Page("dossier_publish", "published", "post", POST_TO_PUBLISHED),
    Page("dossier_unpublish", "draft", "post", POST_TO_DRAFT),
    Page("dossier_unpublish", "published", "post", POST_TO_PUBLISHED),
    Page("dossier_candidates", "draft", "get", EDIT_DRAFT),
    Page("dossier_candidates", "published", "get", (302, 200, 200, 200, 200, 200)),
    Page("dossier_comparison", "draft", "get", OWN_DRAFT),
    Page("dossier_comparison", "published", "get", ANYBODY),
    Page("comparison_start", "draft", "post", POST_TO_DRAFT),
    Page("comparison_start", "published", "post", (302, 302, 302, 302, 302, 302)),
    Page("comparison_cancel", "draft", "post", POST_TO_DRAFT),
    Page("comparison_cancel", "published", "post", (302, 302, 302, 302, 302, 302)),
    Page("placement_add", "draft", "post", (302, 404, 404, 404, 404, 404)),  # names no text
    Page("placement_add", "published", "post", (302, 403, 403, 404, 404, 404)),
    Page("placement_remove", "draft_placement", "post", POST_TO_DRAFT),
    Page("placement_remove", "published_placement", "post", POST_TO_PUBLISHED),
    Page("placement_move", "draft_placement", "post", POST_TO_DRAFT),
    Page("placement_move", "published_placement", "post", POST_TO_PUBLISHED),
    Page("document_list", "", "get", ANYBODY),
    Page("document_new", "", "get", WORKING_HERE),
    Page("document_import", "", "get", WORKING_HERE),
    Page("document_preview", "", "post", WORKING_HERE),
    Page("document_detail", "draft_document", "get", OWN_DRAFT),
    Page("document_detail", "published_document", "get", ANYBODY),
    Page("document_edit", "draft_document", "get", EDIT_DRAFT),
    Page("document_edit", "published_document", "get", EDIT_PUBLISHED),
    Page("document_fetch", "", "get", WORKING_HERE),
    Page("document_fetched", "page", "get", (302, 403, 404, 200, 404, 404)),
    Page("document_fetch_again", "draft_document", "post", POST_TO_DRAFT),  # has no address
    Page("document_fetch_again", "published_document", "post", POST_TO_PUBLISHED),
    Page("wording_fetched", "page_again", "get", (302, 404, 404, 200, 404, 404)),
    Page("wording_list", "draft_document", "get", OWN_DRAFT),
    Page("wording_list", "published_document", "get", ANYBODY),
    Page("wording_new", "draft_document", "get", EDIT_DRAFT),
    Page("wording_new", "published_document", "get", EDIT_PUBLISHED),
    Page("wording_preview", "draft_document", "post", EDIT_DRAFT),
    Page("wording_preview", "published_document", "post", EDIT_PUBLISHED),
    Page("placement_wording", "draft_placement", "post", (302, 404, 404, 404, 404, 404)),  # names no text
    Page("placement_wording", "published_placement", "post", (302, 403, 403, 404, 404, 404)),
    Page("text_original", "draft_text", "get", OWN_DRAFT),
    Page("text_original", "published_text", "get", ANYBODY),
    Page("search", "", "get", ANYBODY),
    Page("review_list", "", "get", (302, 200, 200, 200, 200, 200)),
    Page("review_start", "draft", "post", (302, 404, 404, 302, 302, 302)),
    Page("review_start", "published", "post", (302, 403, 302, 302, 302, 302)),
    Page("review_detail", "review", "get", (302, 404, 404, 200, 200, 200)),
    Page("review_submit", "review", "post", (302, 404, 404, 302, 403, 403)),
    Page("review_reopen", "submitted_review", "post", (302, 404, 404, 302, 403, 403)),
    Page("review_move", "review", "get", (302, 404, 404, 200, 403, 403)),
    Page("review_move", "submitted_review", "get", (302, 404, 404, 403, 403, 403)),
    Page("review_move_back", "review", "post", (302, 404, 404, 302, 403, 403)),
    Page("scheme_guide", "", "get", ANYBODY),
    Page("scheme_css", "scheme", "get", ANYBODY),
    Page("javascript_catalog", "", "get", ANYBODY),
    Page("set_language", "", "post", (302, 302, 302, 302, 302, 302)),
    Page("api:openapi-json", "", "get", ANYBODY),
    Page("api:openapi-view", "", "get", ANYBODY),
    Page("admin:index", "", "get", (302, 302, 302, 302, 200, 200)),
]

READ_DRAFT = (401, 404, 404, 200, 200, 200)
READ_PUBLISHED = (401, 200, 200, 200, 200, 200)
WRITE_REVIEW = (401, 404, 404, 200, 403, 403)

CALLS = [
    Call("dossiers", "get", READ_PUBLISHED),
    Call("dossiers/{draft}", "get", READ_DRAFT),
    Call("dossiers/{published}", "get", READ_PUBLISHED),
    Call("dossiers/{draft}/annotations", "get", READ_DRAFT),
    Call("dossiers/{published}/annotations", "get", READ_PUBLISHED),
    Call("dossiers/{draft}/review", "put", (401, 404, 404, 201, 201, 201)),
    Call("dossiers/{published}/review", "put", (401, 403, 201, 200, 201, 201)),
    Call("dossiers/{draft}/comparison", "get", (401, 404, 404, 202, 202, 202)),
    Call("dossiers/{published}/comparison", "get", (401, 202, 202, 202, 202, 202)),
    Call("dossiers/{draft}/comparison", "post", (401, 404, 404, 200, 200, 200)),
    Call("dossiers/{published}/comparison", "post", READ_PUBLISHED),
    Call("dossiers/{draft}/alignments", "get", READ_DRAFT),
    Call("dossiers/{published}/alignments", "get", READ_PUBLISHED),
    Call("reviews/{review}/alignments", "put", WRITE_REVIEW),
    Call("alignments/{alignment}", "put", WRITE_REVIEW),
    Call("alignments/{alignment}", "delete", (401, 404, 404, 204, 403, 403)),
    Call("texts/{draft_text}", "get", READ_DRAFT),
    Call("texts/{published_text}", "get", READ_PUBLISHED),
    Call("annotations/{annotation}", "get", (401, 404, 404, 200, 200, 200)),
    Call("annotations/{annotation}", "delete", WRITE_REVIEW),
    Call("annotations/{annotation}", "put", WRITE_REVIEW),
    Call("annotations/{annotation}/restore", "post", WRITE_REVIEW),
    Call("annotations/{annotation}/evidence/{evidence}", "put", WRITE_REVIEW),
    Call("annotations/{annotation}/evidence/{evidence}", "delete", (401, 404, 404, 204, 403, 403)),
]


class Stage:
    """The owner's draft and published dossiers, their review with an annotation, and who looks at them."""

    def __init__(self) -> None:
        self.owner = cast.make_reviewer()
        self.people = {
            "stranger": cast.make_user(),
            "reviewer": cast.make_reviewer(),
            "owner": self.owner,
            "moderator": cast.make_moderator(),
            "administrator": cast.make_administrator(),
        }
        draft = cast.make_dossier(published=False, by=self.owner)
        published = cast.make_dossier(by=self.owner)
        review = cast.make_review(published, self.owner)
        annotation = cast.make_annotation(review)
        self.annotation, self.evidence = annotation, cast.make_evidence(annotation)
        self.things: dict[str, Any] = {"draft": draft, "published": published, "review": review}
        self.things |= self.parts("draft", draft) | self.parts("published", published)
        self.things |= {"annotation": annotation, "evidence": self.evidence, "scheme": Scheme.objects.default()}
        self.alignment = cast.make_alignment(self.annotation.review)
        self.things |= {"alignment": self.alignment}
        self.things |= {"page": cast.make_fetched_page(self.owner)}
        self.things["page_again"] = cast.make_fetched_page(self.owner, document=self.things["draft_document"])
        self.things["submitted_review"] = cast.make_review(cast.make_dossier(), self.owner, submitted=True)

    def parts(self, name: str, dossier: Dossier) -> dict[str, Any]:
        placement = dossier.placements.get(role="report")
        return {
            f"{name}_placement": placement,
            f"{name}_text": placement.text,
            f"{name}_document": placement.text.document,
        }

    def url(self, page: Page) -> str:
        return reverse(page.route, args=[self.things[page.thing].pk] if page.thing else [])

    def enter(self, client: Client, role: str) -> None:
        if role in self.people:
            client.force_login(self.people[role])

    def body(self, path: str) -> dict[str, Any]:
        """What is stored already, so that a PUT changes nothing and is answered with 200."""
        if "alignments" in path:
            told = self.alignment.as_json()
            return {name: told[name] for name in ("review", "article", "report", "decision", "relation")}
        if "evidence" in path:
            fields = ("start", "end", "exact", "relation", "kind")
            return {"text": str(self.evidence.text_id), **{name: getattr(self.evidence, name) for name in fields}}
        passage = ("start", "end", "exact")
        keys = {"review": str(self.annotation.review_id), "text": str(self.annotation.text_id), "label": "loaded-verb"}
        return {**keys, **{name: getattr(self.annotation, name) for name in passage}}


def test_pages_answer_each_role_as_the_table_says(client: Client) -> None:
    stage = Stage()
    reading = [page for page in PAGES if page.method == "get"]
    for role in ROLES:
        client.logout()
        stage.enter(client, role)
        answers = {page: client.get(stage.url(page)).status_code for page in reading}
        assert answers == {page: page.statuses[ROLES.index(role)] for page in reading}, role


@pytest.mark.parametrize("act", [page for page in PAGES if page.method == "post"], ids=str)
def test_an_act_answers_each_role_as_the_table_says(act: Page, client: Client) -> None:
    for role, status in zip(ROLES, act.statuses, strict=True):
        stage = Stage()
        client.logout()
        stage.enter(client, role)
        assert client.post(stage.url(act)).status_code == status, role


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_call_answers_each_role_as_the_table_says(call: Call, client: Client) -> None:
    for role, status in zip(ROLES, call.statuses, strict=True):
        stage = Stage()
        client.logout()
        stage.enter(client, role)
        url = "/api/v1/" + call.path.format(**{name: thing.pk for name, thing in stage.things.items()})
        body = json.dumps(stage.body(call.path)) if call.method == "put" else ""
        assert client.generic(call.method, url, body, "application/json").status_code == status, role


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_a_page_refuses_other_methods_and_unknown_keys(route: Page, client: Client) -> None:
    stage = Stage()
    stage.enter(client, "moderator")
    if route.thing:
        unknown = 10**6 if isinstance(stage.things[route.thing].pk, int) else uuid7()
        assert client.generic(route.method, reverse(route.route, args=[unknown])).status_code == 404
    if route.method == "post" and route.route != "set_language":
        assert client.get(stage.url(route)).status_code == 405


def routes(resolver: URLResolver, prefix: str = "") -> set[str]:
    """The names of all routes but those of Django's admin and of allauth, which have tests of their own."""
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{prefix}{entry.name}")
        elif entry.namespace != "admin" and "account" not in str(entry.pattern):
            found |= routes(entry, f"{entry.namespace}:" if entry.namespace else prefix)
    return found


def test_the_tables_name_every_page() -> None:
    pages = {name for name in routes(get_resolver()) if not name.startswith("api:")}
    assert pages == {page.route for page in PAGES if ":" not in page.route}


def test_the_tables_name_every_call_of_the_api() -> None:
    described = api.get_openapi_schema()["paths"].items()
    calls = {(shape(path.removeprefix("/api/v1/")), method) for path, methods in described for method in methods}
    assert calls == {(shape(call.path), call.method) for call in CALLS}


def shape(path: str) -> str:
    """A path with its keys made alike."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize("page", [page for page in PAGES if not page.route.startswith("api:")], ids=str)
def test_nothing_is_done_for_another_site(page: Page) -> None:
    stage, client = Stage(), Client(enforce_csrf_checks=True)
    stage.enter(client, "owner")
    assert client.post(stage.url(page)).status_code == 403
