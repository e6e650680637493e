"""A browser's part in the saves: plain http.client on kept connections, in a process of its own, without Django."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

Saves = list[tuple[str, dict[str, Any]]]
"""The key and the body of each."""


@dataclass
class Timings:
    """Milliseconds of each request, how they were answered, and what the client itself spent."""

    took: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0
    own_cpu_ms: float = 0

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds

    @property
    def answers(self) -> str:
        return ", ".join(f"{status} {count} times" for status, count in sorted(self.statuses.items()))


class Login:
    """Somebody's session on a connection that stays open."""

    def __init__(self, port: int, name: str, password: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.cookies: dict[str, str] = {}
        self.get("/accounts/login/")
        form = {"login": name, "password": password, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        response, _body = self.ask(
            "POST", "/accounts/login/", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        if response.status != 302:
            raise RuntimeError(f"{name} was not let in: {response.status}")

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
        response = self.connection.getresponse()
        content = response.read()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return response, content

    def get(self, path: str) -> bytes:
        response, content = self.ask("GET", path)
        if response.status != 200:
            raise RuntimeError(f"{path} answers {response.status}")
        return content

    def put(self, pk: str, annotation: dict[str, Any], etag: str = "") -> HTTPResponse:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies["csrftoken"]}
        if etag:
            headers["If-Match"] = etag
        return self.ask("PUT", f"/api/v1/annotations/{pk}", json.dumps(annotation), headers)[0]


def timed(timings: Timings, save: Callable[[], HTTPResponse]) -> None:
    begun = time.perf_counter()
    response = save()
    timings.took.append((time.perf_counter() - begun) * 1000)
    timings.statuses[response.status] += 1


class Stopwatch:
    """Adds up the clock's and the processor's time of what it surrounds."""

    def __init__(self, timings: Timings) -> None:
        self.timings = timings

    def __enter__(self) -> None:
        self.clock, self.cpu = time.perf_counter(), time.process_time()

    def __exit__(self, *failure: object) -> None:
        self.timings.seconds = time.perf_counter() - self.clock
        self.timings.own_cpu_ms = (time.process_time() - self.cpu) * 1000 / len(self.timings.took)


def save_one_by_one(port: int, person: tuple[str, str], saves: Saves) -> tuple[Timings, Timings]:
    """One person makes these annotations and then changes each: the timings of both."""
    login = Login(port, *person)
    made, changed = Timings(), Timings()
    with Stopwatch(made):
        for pk, annotation in saves:
            timed(made, lambda: login.put(pk, annotation))  # noqa: B023  called at once
    with Stopwatch(changed):
        for pk, annotation in saves:
            better = {**annotation, "rationale": f"{annotation['rationale']} Said better."}
            timed(changed, lambda: login.put(pk, better, '"1"'))  # noqa: B023
    return made, changed


def save_together(port: int, people: list[tuple[str, str]], saves: list[Saves], *, twice: bool = False) -> Timings:
    """Each person makes their own annotations, all at the same time.

    Where `twice` is set, neighbours in the lists send every request at the same moment.
    """
    logins = [Login(port, *person) for person in people]
    timings = Timings()
    pairs = [threading.Barrier(2) for _login in logins[::2]]

    def work(number: int) -> None:
        for pk, annotation in saves[number]:
            if twice:
                pairs[number // 2].wait()
            timed(timings, lambda: logins[number].put(pk, annotation))  # noqa: B023

    threads = [threading.Thread(target=work, args=[number]) for number in range(len(logins))]
    with Stopwatch(timings):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return timings


def open_page(port: int, person: tuple[str, str], path: str, times: int) -> tuple[Timings, int]:
    """How long the page takes to come, and its bytes."""
    login = Login(port, *person)
    timings = Timings()
    size = len(login.get(path))
    for _warm_up in range(5):
        login.get(path)
    with Stopwatch(timings):
        for _time in range(times):
            begun = time.perf_counter()
            login.get(path)
            timings.took.append((time.perf_counter() - begun) * 1000)
    return timings, size


def cookies_of(port: int, person: tuple[str, str]) -> dict[str, str]:
    return Login(port, *person).cookies
