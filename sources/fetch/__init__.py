"""Pages from the web, fetched politely and so that nobody reaches through the server what only the server can reach.

On httpcore, the ground that httpx stands on: it lets us say what to connect to (sources/connecting.py) while TLS is
verified against the host's name, takes no proxy from the environment, follows no redirect and unpacks no body, so that
all of that is done here within limits.
"""

import datetime
import hashlib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Self

import httpcore
import httpx
from django.conf import settings
from django.core.cache import cache as store
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.fetch import robots
from sources.fetch.connecting import (
    Allowed,
    CheckedBackend,
    Deadline,
    FetchRefused,
    Resolve,
    addresses_of,
    is_web_port,
    may_be_reached,
)
from sources.fetch.unpacking import unpacked

__all__ = ["FetchRefused", "Fetched", "fetch"]

AGENT = "Lateral"
MAX_BYTES = 10 * 2**20
MAX_REDIRECTS = 5
SECONDS = 15
LONGEST_URL = 2000
LONGEST_MEDIA_TYPE = 100
ROBOTS_KEPT = 600  # seconds

REDIRECTS = {301, 302, 303, 307, 308}
PAYWALLS = {401, 402, 403, 451}
HOST = re.compile(rb"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]*:[0-9a-f:.]*")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `url` is where it was found in the end, `requested` what was asked for, `redirects` the
    addresses in between. `media_type` is the Content-Type with its charset, `data` the body, unpacked.
    """

    url: str
    requested: str
    status: int
    media_type: str
    data: bytes
    sha256: str
    fetched_at: datetime.datetime
    redirects: tuple[str, ...]


def fetch(
    url: str,
    *,
    allowed: Allowed = may_be_reached,
    resolve: Resolve = addresses_of,
    seconds: float = SECONDS,
    obeys_robots: bool = True,
) -> Fetched:
    """The page under an address. Raises FetchRefused with a sentence for people.

    `allowed` says of every address of every host whether it may be connected to, and the one that is connected to is
    one of those: the name is not resolved again.
    """
    with Visit(Deadline(seconds), allowed, resolve, obeys_robots=obeys_robots) as visit:
        *before, answer = visit.follow(web_address(url))
    data = answer.data
    return Fetched(
        str(answer.url),
        url,
        answer.status,
        answer.media_type,
        data,
        hashlib.sha256(data).hexdigest(),
        timezone.now(),
        tuple(str(each.url) for each in before),
    )


def web_address(typed: str) -> httpx.URL:
    """The address of a page, without its fragment. Raises FetchRefused where it is none that is fetched."""
    try:
        url = httpx.URL(typed.strip())
        name = url.host  # read here, where a name that is no IDNA may fail
    except (httpx.InvalidURL, ValueError):
        raise FetchRefused(_("This is not a web address. Copy it from your browser once more.")) from None
    if url.scheme not in {"http", "https"}:
        raise FetchRefused(_("Write a web address that begins with https:// or http://."))
    if url.userinfo:
        raise FetchRefused(_("The address holds a name or a password before the @. Leave these out."))
    host = url.raw_host.removesuffix(b".")
    if not name or not HOST.fullmatch(host):
        raise FetchRefused(_("This is not a web address. Copy it from your browser once more."))
    if url.port is not None and not is_web_port(url.port):
        raise FetchRefused(_("Lateral fetches from no port %(port)s. Leave the number out.") % {"port": url.port})
    url = url.copy_with(host=host.decode(), fragment=None)
    if len(str(url)) > LONGEST_URL:
        raise FetchRefused(_("The address is longer than 2,000 characters. Save the page and upload it."))
    return url


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site said to one request. The body is read only where it is wanted."""

    url: httpx.URL
    status: int
    media_type: str
    location: str
    data: bytes


class Visit:
    """Requests that belong together: one deadline, and one idea of what may be reached."""

    def __init__(self, deadline: Deadline, allowed: Allowed, resolve: Resolve, *, obeys_robots: bool = True) -> None:
        self.deadline, self.obeys_robots = deadline, obeys_robots
        backend = CheckedBackend(deadline, allowed, resolve)
        self.pool = httpcore.ConnectionPool(ssl_context=ssl_context(), network_backend=backend, max_connections=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.pool.close()

    def follow(self, url: httpx.URL) -> list[Answer]:
        """The answers from the first address to the page. Each host is asked whether it minds. Raises FetchRefused."""
        answers: list[Answer] = []
        while True:
            if self.obeys_robots:
                self.ask_leave(url)
            answers.append(self.get(url, MAX_BYTES))
            if answers[-1].status not in REDIRECTS:
                break
            if len(answers) > MAX_REDIRECTS or any(each.url == url for each in answers[:-1]):
                raise FetchRefused(
                    _(
                        "The site sends from address to address without end. "
                        "Save the page in your browser and upload it."
                    )
                )
            url = next_address(answers[-1])
        check_status(answers[-1])
        if not answers[-1].data.strip():
            raise FetchRefused(_("The page is empty. Save it in your browser and upload it."))
        return answers

    def get(self, url: httpx.URL, limit: int, *, cut: bool = False) -> Answer:
        """One request. Raises FetchRefused."""
        try:
            with self.pool.stream(
                "GET",
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=[(b"Host", url.netloc), *request_headers()],
            ) as response:
                headers = {name.lower(): decoded(value) for name, value in response.headers}
                return Answer(
                    url,
                    response.status,
                    headers.get(b"content-type", "")[:LONGEST_MEDIA_TYPE],
                    headers.get(b"location", ""),
                    self.body(response, headers, limit, cut=cut) if response.status == 200 else b"",
                )
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            self.deadline.left()
            raise FetchRefused(what_failed(error, url.host)) from error

    def body(self, response: httpcore.Response, headers: dict[bytes, str], limit: int, *, cut: bool) -> bytes:
        """The body, unpacked: up to the limit; beyond it cut, or refused."""
        data = bytearray()
        announced, encoding = (headers.get(name, "") for name in (b"content-length", b"content-encoding"))
        too_large = announced.isdecimal() and int(announced[:20]) > limit
        for part in () if too_large and not cut else unpacked(self.raw(response, limit), encoding, limit):
            data += part
            if too_large := len(data) > limit:
                break
        if too_large and not cut:
            raise FetchRefused(
                _("The page is larger than %(limit)s MB. Save the part that you need and upload it.")
                % {"limit": limit // 2**20}
            )
        return bytes(data[:limit])

    def raw(self, response: httpcore.Response, limit: int) -> Iterator[bytes]:
        """The body as it comes, a little beyond the limit at most."""
        length = 0
        for part in response.iter_stream():
            self.deadline.left()
            yield part
            length += len(part)
            if length > limit:
                return

    def ask_leave(self, url: httpx.URL) -> None:
        """Raises FetchRefused where the site's robots.txt says no."""
        site = url.copy_with(raw_path=b"/robots.txt")
        key = f"robots:{hashlib.sha256(str(site).encode()).hexdigest()}"
        rules = store.get(key)
        if rules is None:
            rules = self.robots_of(site)
            store.set(key, rules, ROBOTS_KEPT)
        if not robots.is_allowed(rules, url.raw_path.decode("ascii")):
            raise FetchRefused(
                _(
                    "%(host)s asks programs not to fetch this page (robots.txt). "
                    "Open it in your browser, save it and upload it."
                )
                % {"host": url.host}
            )

    def robots_of(self, url: httpx.URL) -> list[robots.Rule]:
        """What a robots.txt says to us. RFC 9309: one that is not there allows all; one that fails forbids all."""
        for _hop in range(MAX_REDIRECTS + 1):
            answer = self.get(url, robots.MAX_BYTES, cut=True)
            if answer.status not in REDIRECTS:
                break
            url = next_address(answer)
        if answer.status >= 500:
            raise FetchRefused(
                _("%(host)s does not say now what programs may fetch (robots.txt fails). Try again later.")
                % {"host": url.host}
            )
        return robots.rules_for(AGENT, answer.data)


@cache
def ssl_context() -> ssl.SSLContext:
    """Certificates and names are verified. Made once: it takes some milliseconds."""
    return httpx.create_ssl_context()


def request_headers() -> list[tuple[bytes, bytes]]:
    contact = f" (+{settings.FETCH_CONTACT})" if settings.FETCH_CONTACT else ""
    return [
        (b"User-Agent", f"{AGENT}/0.1{contact}".encode("ascii", "ignore")),
        (b"Accept", b"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Connection", b"close"),
    ]


def decoded(value: bytes) -> str:
    """A header's value: ASCII by the standard; what is more is UTF-8 on the web, or else Latin-1."""
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def next_address(answer: Answer) -> httpx.URL:
    """Where a redirect leads. Raises FetchRefused where that is no web address."""
    try:
        return web_address(str(answer.url.join(answer.location)))
    except (FetchRefused, httpx.InvalidURL, ValueError):
        raise FetchRefused(
            _("The site sends on to something that is no web address. Save the page in your browser and upload it.")
        ) from None


def what_failed(error: Exception, host: str) -> str:
    """A sentence of what httpcore met."""
    if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
        sentence = _(
            "%(host)s cannot prove that it is %(host)s: its certificate is not valid for it. Check the address."
        )
    elif isinstance(error.__cause__ or error.__context__, ssl.SSLError):
        sentence = _("No safe connection to %(host)s can be made. Check the address, or save the page and upload it.")
    elif isinstance(error, httpcore.ProtocolError):
        sentence = _("%(host)s does not answer as a web site does. Check the address, or save the page and upload it.")
    else:
        sentence = _("%(host)s broke off the connection. Try again later, or save the page and upload it.")
    return sentence % {"host": host}


def check_status(answer: Answer) -> None:
    """Raises FetchRefused with the status in words, where it is not that of a page."""
    status = answer.status
    if status == 200:
        return
    if status in {404, 410}:
        sentence = _("There is no such page (%(status)s). Check the address for a typing error.")
    elif status in PAYWALLS:
        sentence = _(
            "The site does not give this page to programs, or only to subscribers (%(status)s). "
            "Open it in your browser, save it and upload it."
        )
    elif status == 429:
        sentence = _("The site was asked too often (%(status)s). Try again in some minutes.")
    elif status >= 500:
        sentence = _("The site has a fault of its own (%(status)s). Try again later.")
    else:
        sentence = _("The site gave no page (%(status)s). Open it in your browser, save it and upload it.")
    raise FetchRefused(sentence % {"status": status})
