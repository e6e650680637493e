"""A real server and a real browser, for tests that do what people do.

The server is gunicorn as `make run` starts it, on a SQLite file that is the browser tests' own: what they
make is committed there and stays, so every test makes its own people and reads their rows only.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, expect
from pytest_django.plugin import DjangoDbBlocker

from annotate.models import Review
from sources.models import Dossier
from tests import cast
from tests.browser.review_page import ReviewPage

# Playwright's loop runs in the thread of the tests, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 20  # seconds: a machine that is busy with other things fails no test
expect.set_options(timeout=PATIENCE * 1000)
# Scrolling is at once, so that no test aims at what still moves.
READER = {
    "locale": "en-GB",
    "color_scheme": "light",
    "reduced_motion": "reduce",
    "viewport": {"width": 1440, "height": 900},
}


class Server:
    """Lateral on a port of this machine, that can be stopped and started again."""

    def __init__(self, database: Path, **environment: str) -> None:
        self.database = database
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = database.with_name(f"server-{self.port}.log")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": f"sqlite:///{database}",
            "PORT": str(self.port),
            **environment,
        }

    def run(self, *words: str) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def manage(self, *words: str) -> None:
        if self.run("manage.py", *words, "--verbosity=0").wait():
            pytest.fail(f"manage.py {words[0]} failed.\n{self.log.read_text()}")

    def start(self) -> None:
        self.process = self.run("-m", "gunicorn", "--config", "config/gunicorn.py", "--graceful-timeout", "1")
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"The server did not start.\n{self.log.read_text()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        with socket.socket() as port:
            return port.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("browser") / "browser.sqlite3")
    server.manage("migrate")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server, which runs again after a test that stopped it."""
    yield running
    if running.process.poll() is not None:
        running.start()


@pytest.fixture
def db(running: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The server's database in place of the one that other tests roll back: what is made here, the server sees."""
    others = connections["default"]
    connections["default"] = type(others)({**others.settings_dict, "NAME": str(running.database)}, "default")
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
    connections["default"] = others


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, else Playwright's own. Where neither starts, the tests fail."""
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
    arguments = ["--no-sandbox", "--disable-gpu", *quiet]
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return {**browser_type_launch_args, "args": arguments, "executable_path": found}


@pytest.fixture(scope="session")
def base_url() -> str:
    """None for all pages: each context names its server."""
    return ""


class Watch:
    """What no page may do: complain in the console (Content-Security-Policy speaks there too), fail, open a dialog, ask
    another server for something."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.seen: list[str] = []
        self.allowed: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.seen.append(f"error: {error.error}"))
        context.on("request", self.on_request)
        context.on("dialog", self.on_dialog)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location['url']})")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.seen.append(f"request: {request.url}")

    def on_dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def allow(self, pattern: str) -> None:
        """Let a test provoke this, a regular expression for the console's line."""
        self.allowed.append(pattern)

    def complaints(self) -> list[str]:
        return [words for words in self.seen if not any(re.search(pattern, words) for pattern in self.allowed)]


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    watch = Watch(server.url)
    yield watch
    assert watch.complaints() == []


Visit = Callable[..., Page]


@pytest.fixture
def visit(db: None, watch: Watch, new_context: Callable[..., BrowserContext]) -> Visit:
    """visit(user) is a page of a browser of that user's own; visit() one of somebody who is not logged in."""

    def visit(user: User | None = None, **more: Any) -> Page:
        context = new_context(base_url=watch.home, **{**READER, **more})
        watch.over(context)
        if user:
            log_in(context, user, watch.home)
        return context.new_page()

    return visit


def log_in(context: BrowserContext, user: User, url: str) -> None:
    """Put a login of the user into the browser; test_keyboard.py goes through the form."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": url}])


Desk = Callable[..., ReviewPage]


@pytest.fixture
def desk(visit: Visit) -> Desk:
    """desk(review) is the review's page, opened by its reviewer."""

    def desk(review: Review, by: User | None = None, **more: Any) -> ReviewPage:
        return ReviewPage(visit(by or review.reviewer, **more), review).open()

    return desk


@pytest.fixture
def aleppo(db: None, shared_data: Path) -> Dossier:
    """The real article and its reports, loaded by the command that people use."""
    call_command("load_dossier", str(shared_data / "aleppo-2016"), verbosity=0)
    return Dossier.objects.get(title="Aleppo, 5-6 December 2016")


@pytest.fixture
def aleppo_review(aleppo: Dossier, reviewer: User) -> Review:
    return cast.make_review(aleppo, reviewer)
