"""The API keeps to its own OpenAPI description, and no request makes it fail: schemathesis thinks the requests up."""

from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from annotate.models import Evidence
from config.wsgi import application
from tests import cast

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance)

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture
def evidence(db: None) -> Evidence:
    return cast.make_evidence()


@pytest.fixture
def login(client: Client, evidence: Evidence) -> dict[str, dict[str, str]]:
    """The cookies and headers of the reviewer whose evidence it is."""
    client.force_login(evidence.annotation.review.reviewer)
    token = "a" * 32
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": token}
    return {"cookies": cookies, "headers": {"X-CSRFToken": token}}


def make_real(case: Any, evidence: Evidence) -> None:
    """Put the keys of things that are there into the request, which would never be guessed."""
    annotation = evidence.annotation
    review = annotation.review
    things = {"annotations": annotation, "dossiers": review.dossier, "texts": annotation.text, "reviews": review}
    things["alignments"] = review.alignments.first() or cast.make_alignment(review)
    path = case.operation.path
    if "/evidence/" in path:
        case.path_parameters |= {"annotation": str(annotation.pk), "pk": str(evidence.pk)}
    elif "{pk}" in path:
        case.path_parameters["pk"] = str(things[path.split("/")[3]].pk)
    if isinstance(case.body, dict):
        keys = {"review": str(review.pk), "text": str(annotation.text_id)}
        case.body |= {name: key for name, key in keys.items() if name in case.body}


@schema.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("real", [True, False], ids=["real", "unknown"])
def test_whatever_is_asked_is_answered_as_described(
    case: Any, login: dict[str, dict[str, str]], evidence: Evidence, real: bool
) -> None:
    if real:
        make_real(case, evidence)
    case.call_and_validate(**login, checks=CHECKS)
