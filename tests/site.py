"""A real web site on this machine, for what fetches: a thread that says what a test tells it to."""

import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Handler(BaseHTTPRequestHandler):
    server: "Site"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers = dict(self.headers)
        self.close_connection = True
        self.server.pages.get(self.path, answer(404))(self)

    def log_message(self, *_words: Any) -> None:
        """Nothing: what was asked is kept in `asked`."""


Page = Callable[[Handler], None]


class Site(ThreadingHTTPServer):
    """`pages` says what is answered where; what is not in it gets 404. `asked` are the paths that were asked for."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, pages: dict[str, Page] | None = None, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = pages or {}
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self.port: int = self.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_error: Any) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *_where: Any) -> None:
        """Nothing: clients that hang up are what some tests are about."""

    def allows(self, address: str, port: int) -> bool:
        """Whether it is this site that is to be connected to."""
        return (address, port) == ("127.0.0.1", self.port)


def answer(status: int = 200, body: bytes = b"", media_type: str = "text/html; charset=utf-8", **headers: str) -> Page:
    """An answer with these headers; a _ in their names is a -."""

    def page(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return page


def to(address: str, status: int = 302) -> Page:
    """A redirect."""
    return answer(status, Location=address)


def raw(*parts: bytes, pause: float = 0) -> Page:
    """Bytes in the place of an answer, with pauses between them."""

    def page(handler: Handler) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return page


def endless(head: bytes, part: bytes, pause: float = 0) -> Page:
    """Bytes without end, or until the client hangs up."""

    def page(handler: Handler) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return page
