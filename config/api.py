"""The JSON API: its versions, its login, and the one shape of its errors (RFC 9457 problem details)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import SessionAuth

from annotate.api import router as annotate_router
from sources.api import router as sources_router
from sources.problems import Problem

PROBLEM = "application/problem+json"
UNEXPLAINED = {
    HTTPStatus.NOT_FOUND: _lazy("There is nothing here."),
    HTTPStatus.METHOD_NOT_ALLOWED: _lazy("This is not done with this method."),
    HTTPStatus.INTERNAL_SERVER_ERROR: _lazy("Something went wrong on the server. Nothing was stored."),
}


class SessionLogin(SessionAuth):
    """The login of the pages. Asked before the CSRF token, so that a login that ran out is told as what it is."""

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            raise Problem(
                HTTPStatus.UNAUTHORIZED, "login-needed", _("Log in first: the login has run out or there was none.")
            )
        return super().__call__(request)


class DescribedAPI(NinjaAPI):
    """Describes its errors under their own media type; ninja knows one for everything."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        response["content"] = {PROBLEM: response["content"]["application/json"]}
        return schema


api = DescribedAPI(
    title="Lateral",
    version="1",
    description=(
        "Dossiers, texts, annotations and evidence. Offsets are Unicode code points. Log in through the pages and send "
        "the csrftoken cookie's value as X-CSRFToken. Errors are RFC 9457 problem details."
    ),
    auth=SessionLogin(),
    urls_namespace="api",
)
api.add_router("/v1", sources_router)
api.add_router("/v1", annotate_router)


def problem_response(problem: Problem) -> JsonResponse:
    body = {
        "type": f"urn:lateral:problem:{problem.name}",
        "title": HTTPStatus(problem.status).phrase,
        "status": int(problem.status),
        "detail": problem.detail,
        **problem.more,
    }
    response = JsonResponse(body, status=problem.status, content_type=PROBLEM)
    if etag := problem.more.get("current") and problem.more["current"].get("etag"):
        response["ETag"] = etag
    return response


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, error: Problem) -> JsonResponse:
    return problem_response(error)


@api.exception_handler(Http404)
def on_not_found(request: HttpRequest, error: Http404) -> JsonResponse:
    return problem_response(Problem(HTTPStatus.NOT_FOUND, "not-found", _("There is nothing here.")))


@api.exception_handler(PermissionDenied)
def on_refused(request: HttpRequest, error: PermissionDenied) -> JsonResponse:
    detail = str(error) or _("You may read this, but not change it.")
    return problem_response(Problem(HTTPStatus.FORBIDDEN, "refused", detail))


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> JsonResponse:
    name = "csrf" if error.status_code == HTTPStatus.FORBIDDEN else "bad-request"
    return problem_response(Problem(HTTPStatus(error.status_code), name, str(error)))


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
    """Each error with a JSON pointer to its place; the places that ninja names start with where the data came from."""
    errors = [
        {
            "pointer": "/" + "/".join(str(part) for part in fault["loc"][1:] if part != "data"),
            "detail": fault["msg"].removeprefix("Value error, "),
        }
        for fault in error.errors
    ]
    detail = "; ".join(f"{fault['pointer'].lstrip('/')}: {fault['detail']}".lstrip(": ") for fault in errors)
    return problem_response(
        Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail or _("The request is not valid."), errors=errors),
    )


def problems_only(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what Django refuses below /api/v1/ before or after the API (unknown paths, methods, failures)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.status_code >= 400 and not response.headers["Content-Type"].startswith(PROBLEM)
        if not is_page or not request.path.startswith("/api/v1/"):
            return response
        status = HTTPStatus(response.status_code)
        detail = UNEXPLAINED.get(status) or _("The request was refused.")
        problem = problem_response(Problem(status, status.phrase.lower().replace(" ", "-"), str(detail)))
        if "Allow" in response:
            problem["Allow"] = response["Allow"]
        return problem

    return middleware
