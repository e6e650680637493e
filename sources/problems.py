"""What the API refuses, and how it says so."""

from http import HTTPStatus
from typing import Any

from ninja import Schema


class ProblemOut(Schema):
    """RFC 9457. `current` is what is stored now where a precondition failed; `errors` point at wrong fields."""

    type: str
    title: str
    status: int
    detail: str


# For `response=` of an operation that reads, and of one that writes.
READING: dict[Any, Any] = {frozenset({400, 401, 403, 404, 422}): ProblemOut}
WRITING: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 412, 422, 428}): ProblemOut}


class Problem(Exception):
    """What the API refuses, and why: becomes an RFC 9457 problem detail in config/api.py.

    `name` ends the problem's type, `detail` is a sentence for people, `more` are further members of the answer.
    """

    def __init__(self, status: HTTPStatus, name: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.name, self.detail, self.more = status, name, detail, more
