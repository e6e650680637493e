from http import HTTPStatus
from typing import Any


class Problem(Exception):
    """What the API refuses, and why: becomes an RFC 9457 problem detail in config/api.py.

    `name` ends the problem's type, `detail` is a sentence for people, `more` are further members of the answer.
    """

    def __init__(self, status: HTTPStatus, name: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.name, self.detail, self.more = status, name, detail, more
