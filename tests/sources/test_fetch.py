"""Pages from the web: real sockets to a site on this machine, which alone may be reached."""

import datetime
import gzip
import hashlib
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config.environment import networks
from sources import fetch as fetching
from sources.fetch import Fetched, FetchRefused, fetch
from sources.fetch.connecting import is_public, is_web_port, may_be_reached
from tests.site import Page, Site, answer, endless, raw, to

PAGE = b"<h1>Fire at Oster</h1><p>The mill burned.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    cache.clear()
    with Site({"/": answer(body=PAGE)}) as site:
        yield site


def get(site: Site, path: str = "/", page: Page | None = None, seconds: float = 5) -> Fetched:
    if page:
        site.pages[path] = page
    return fetch(site.url + path, allowed=site.allows, seconds=seconds)


def refusal(site: Site, path: str = "/", page: Page | None = None, seconds: float = 5) -> str:
    with pytest.raises(FetchRefused) as refused:
        get(site, path, page, seconds)
    return str(refused.value)


def test_a_page_comes_with_all_that_is_known_of_it(site: Site) -> None:
    before = datetime.datetime.now(datetime.UTC)
    fetched = get(site)
    assert fetched.data == PAGE
    assert (fetched.url, fetched.requested) == (f"{site.url}/", f"{site.url}/")
    assert (fetched.status, fetched.media_type, fetched.redirects) == (200, "text/html; charset=utf-8", ())
    assert fetched.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert before <= fetched.fetched_at <= datetime.datetime.now(datetime.UTC)


def test_it_says_who_it_is(site: Site, settings: Settings) -> None:
    settings.FETCH_CONTACT = "https://example.org/lateral"
    get(site)
    assert site.headers["User-Agent"] == "Lateral/0.1 (+https://example.org/lateral)"
    assert site.headers["Host"] == f"127.0.0.1:{site.port}"
    assert "Cookie" not in site.headers


def test_the_fragment_stays_at_home_and_signs_are_escaped(site: Site) -> None:
    site.pages["/%C3%A9t%C3%A9?q=a%20b"] = answer(body=PAGE)
    fetched = fetch(f"  {site.url}/été?q=a b#part  ", allowed=site.allows)
    assert fetched.url == f"{site.url}/%C3%A9t%C3%A9?q=a%20b"


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(site).status == 200


# What is no address of a page


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "begins with https://"),
        ("example.org/page", "begins with https://"),
        ("file:///etc/passwd", "begins with https://"),
        ("ftp://example.org/", "begins with https://"),
        ("javascript:alert(1)", "begins with https://"),
        ("http://", "not a web address"),
        ("http:///page", "not a web address"),
        ("http://:8000/", "not a web address"),
        ("http://exa mple.org/", "not a web address"),
        ("http://example.org\\@127.0.0.1/", "before the @"),
        ("http://127.0.0.1\\.example.org/", "not a web address"),
        ("http://%31%32%37.0.0.1/", "not a web address"),
        ("http://[fe80::1%25eth0]/", "not a web address"),
        ("http://0177.0.0.1/", "not a web address"),
        ("http://xn--a/", "not a web address"),
        ("http://xn--zzzzzz99999.org/", "not a web address"),
        ("http://a/\ud800", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://１２７.0.0.1/", "not a web address"),
        ("http://example.org:port/", "not a web address"),
        ("http://example.org@127.0.0.1/", "before the @"),
        ("http://user:secret@example.org/", "before the @"),
        ("http://example.org:25/", "no port 25"),
        ("http://example.org:6667/", "no port 6667"),
        ("http://example.org:70000/", "no port 70000"),
        ("http://example.org:0/", "no port 0"),
        ("http://example.org/" + "x" * 2000, "longer than 2,000"),
        ("http://example.org/\r\nHost: x", "not a web address"),
    ],
)
def test_addresses_that_are_refused_as_they_are_written(url: str, words: str) -> None:
    with pytest.raises(FetchRefused, match=words):
        fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "0x7f.1", "localhost", "localhost.",
        "0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "168.63.129.16",
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[fd00:ec2::254]", "[fe80::1]", "[ff02::1]",
    ],
)  # fmt: skip
def test_hosts_inside_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(FetchRefused, match="not a site of the open internet"):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("8.8.8.8", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("100.64.0.1", False), ("198.18.0.1", False), ("192.0.2.1", False), ("203.0.113.9", False),
        ("224.0.0.1", False), ("239.1.1.1", False), ("240.0.0.1", False), ("255.255.255.255", False),
        ("192.88.99.1", False), ("192.0.0.192", False), ("fec0::1", False), ("2001:db8::1", False),
        ("3fff::1", False), ("::127.0.0.1", False), ("64:ff9b:1::1", False), ("100::1", False), ("elsewhere", False),
    ],
)  # fmt: skip
def test_which_addresses_are_of_the_open_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_ports_of_the_web_alone() -> None:
    assert all(map(is_web_port, (80, 443, 8000, 8080, 8443)))
    assert not any(map(is_web_port, (0, 22, 25, 110, 6000, 10080, 65536)))


def test_an_installation_may_add_networks_of_its_own(settings: Settings, site: Site) -> None:
    assert not may_be_reached("127.0.0.1", site.port)
    settings.FETCH_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
    assert may_be_reached("127.0.0.1", site.port)
    assert not may_be_reached("127.0.0.2", site.port)
    assert fetch(f"{site.url}/").data == PAGE


def test_odd_networks_stop_the_start_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FETCH_NETWORKS", "10.1.0.0/16, fd12::/16")
    assert [str(network) for network in networks("FETCH_NETWORKS")] == ["10.1.0.0/16", "fd12::/16"]
    monkeypatch.setenv("FETCH_NETWORKS", "10.1.0.1/16")
    with pytest.raises(ImproperlyConfigured, match=r"FETCH_NETWORKS must be networks such as 10\.1\.0\.0/16"):
        networks("FETCH_NETWORKS")


# What a name stands for


def test_every_address_of_a_name_has_to_be_public(site: Site) -> None:
    with pytest.raises(FetchRefused, match="open internet"):
        fetch(
            f"http://example.org:{site.port}/", allowed=site.allows, resolve=lambda *_host: ["127.0.0.1", "127.0.0.2"]
        )
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    answers = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.66"]]
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    fetched = fetch(f"http://rebinding.example:{site.port}/", allowed=site.allows, resolve=rebinding)
    assert fetched.data == PAGE
    # Once for robots.txt and once for the page, each connected to what was checked; never between the two.
    assert asked == ["rebinding.example", "rebinding.example"]


def test_a_name_that_turns_inwards_after_robots_txt_is_refused(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.66"]])
    with pytest.raises(FetchRefused, match="open internet"):
        fetch(f"http://rebinding.example:{site.port}/", allowed=site.allows, resolve=lambda *_host: next(answers))
    assert site.asked == ["/robots.txt"]


def test_a_name_that_nobody_knows() -> None:
    with pytest.raises(FetchRefused, match=r"No site is found under nowhere\.invalid"):
        fetch("http://nowhere.invalid/")


def test_a_resolver_that_takes_long_does_not_hold_up(site: Site) -> None:
    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    start = time.monotonic()
    with pytest.raises(FetchRefused, match="took longer"):
        fetch(f"http://slow.example:{site.port}/", allowed=site.allows, resolve=slow, seconds=0.3)
    assert time.monotonic() - start < 2


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    def allowed(address: str, port: int) -> bool:
        return address.startswith("127.0.0.") and port == site.port

    fetched = fetch(
        f"http://two.example:{site.port}/", allowed=allowed, resolve=lambda *_host: ["127.0.0.9", "127.0.0.1"]
    )
    assert fetched.data == PAGE


def test_a_host_that_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(FetchRefused, match="does not answer"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", allowed=lambda *_address: True)


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    fetched = get(site, "/old", to("/", status))
    assert (fetched.url, fetched.redirects) == (f"{site.url}/", (f"{site.url}/old",))


def test_five_redirects_and_no_more(site: Site) -> None:
    site.pages |= {f"/{n}": to(f"/{n + 1}") for n in range(1, 6)} | {"/6": answer(body=PAGE)}
    assert len(get(site, "/1").redirects) == 5
    assert "without end" in refusal(site, "/0", to("/1"))


def test_a_circle_of_redirects(site: Site) -> None:
    site.pages["/b"] = to("/a")
    assert "without end" in refusal(site, "/a", to("/b"))
    assert site.asked.count("/a") == 2


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.2/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://localhost:{}/"],
)
def test_a_redirect_inwards_is_refused(site: Site, address: str) -> None:
    site.pages["/out"] = to(address.format(site.port))
    with pytest.raises(FetchRefused, match="open internet"):
        fetch(f"{site.url}/out", allowed=lambda *where: site.allows(*where) and len(site.asked) < 2)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "gopher://x/", "http://u:p@127.0.0.1/", "http://x:22/"])
def test_a_redirect_to_no_web_address(site: Site, address: str) -> None:
    assert "no web address" in refusal(site, "/out", to(address))


def test_a_redirect_in_utf_8_is_understood(site: Site) -> None:
    site.pages["/%C3%A9t%C3%A9"] = answer(body=PAGE)
    head = "HTTP/1.1 302 Found\r\nLocation: /été\r\nContent-Length: 0\r\n\r\n"
    assert get(site, "/summer", raw(head.encode())).url == f"{site.url}/%C3%A9t%C3%A9"


# Limits


def test_what_drips_slowly_is_given_up(site: Site) -> None:
    for number, drip in enumerate(
        (
            endless(HEAD + b"\r\n", b"x", 0.05),
            endless(HEAD, b"X-More: x\r\n", 0.05),
            endless(b"", b"H", 0.05),
            endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
        )
    ):
        start = time.monotonic()
        words = refusal(site, f"/{number}", drip, seconds=0.5)
        assert "took longer" in words or "not answer as a web site" in words
        assert time.monotonic() - start < 1.5


def test_a_handshake_that_never_comes(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        with pytest.raises(FetchRefused, match="took longer"):
            fetch(f"https://127.0.0.1:{silent.getsockname()[1]}/", allowed=lambda *_address: True, seconds=0.4)
    assert time.monotonic() - start < 1.5


def test_a_body_without_end(site: Site) -> None:
    assert "larger than 10 MB" in refusal(site, "/", endless(HEAD + b"\r\n", b"x" * 2**16), seconds=15)


def test_a_body_that_is_announced_as_too_large_is_not_read(site: Site) -> None:
    page = raw(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n", b"x")
    assert "larger than 10 MB" in refusal(site, "/", page)


def test_ten_megabytes_are_taken(site: Site) -> None:
    body = b"x" * fetching.MAX_BYTES
    assert len(get(site, "/", answer(body=body), seconds=15).data) == len(body)
    assert "larger than 10 MB" in refusal(site, "/", answer(body=body + b"x"), seconds=15)


def test_a_bomb_of_gzip_is_refused_before_it_fills_the_memory(site: Site) -> None:
    bomb = zlib.compressobj(9, wbits=31)
    body = b"".join(bomb.compress(bytes(2**20)) for _megabyte in range(200)) + bomb.flush()
    start = time.monotonic()
    assert "larger than 10 MB" in refusal(site, "/", answer(body=body, Content_Encoding="gzip"))
    assert time.monotonic() - start < 4


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("X-Gzip", gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0)),
        ("gzip", gzip.compress(PAGE, mtime=0) + b"rubbish"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_packed_bodies_are_unpacked(site: Site, encoding: str, body: bytes) -> None:
    assert get(site, "/", answer(body=body, Content_Encoding=encoding)).data == PAGE


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", PAGE, "damaged"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-9], "cut off"),
        ("deflate", b"\xff" * 40, "damaged"),
        ("br", b"x", "not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), "not asked for"),
    ],
)
def test_what_cannot_be_unpacked(site: Site, encoding: str, body: bytes, words: str) -> None:
    assert words in refusal(site, "/", answer(body=body, Content_Encoding=encoding))


@pytest.mark.parametrize(
    "garbage",
    [
        b"<html>an answer of HTTP 0.9</html>",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 twohundred OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        HEAD + b"Content-Length: 10\r\nContent-Length: 20\r\n\r\n" + b"x" * 20,
        HEAD + b"Content-Length: -1\r\n\r\n",
        HEAD + b"Content-Length: 100\r\n\r\ncut",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx",
        HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 1000) for n in range(200)) + b"\r\n",
        b"",
    ],
)
def test_what_is_no_http(site: Site, garbage: bytes) -> None:
    assert "does not answer as a web site does" in refusal(site, "/", raw(garbage))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such page"), (410, "no such page"), (401, "only to subscribers"), (402, "only to subscribers"),
        (403, "only to subscribers"), (429, "too often"), (500, "fault of its own"), (503, "fault of its own"),
        (204, "gave no page"), (304, "gave no page"), (418, "gave no page"), (206, "gave no page"),
    ],
)  # fmt: skip
def test_a_status_in_words(site: Site, status: int, words: str) -> None:
    sentence = refusal(site, "/", answer(status, b"x" if status not in {204, 304} else b""))
    assert words in sentence
    assert str(status) in sentence


def test_an_empty_page(site: Site) -> None:
    assert "empty" in refusal(site, "/", answer(body=b" \n"))


# robots.txt


def robots(*lines: str) -> Page:
    return answer(body="\n".join(lines).encode(), media_type="text/plain")


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *", "Disallow: /private/")
    site.pages["/public"] = site.pages["/"]
    assert get(site, "/public").status == 200
    assert "robots.txt" in refusal(site, "/private/page", answer(body=PAGE))
    assert site.asked == ["/robots.txt", "/public"]


def test_robots_txt_can_be_left_aside(site: Site) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *", "Disallow: /")
    assert fetch(f"{site.url}/", allowed=site.allows, obeys_robots=False).data == PAGE
    assert site.asked == ["/"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_robots_txt_that_is_not_there_allows_all(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = answer(status, b"User-agent: *\nDisallow: /")
    assert get(site).status == 200


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_fails_forbids_all_until_it_works(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = answer(status)
    assert "robots.txt fails" in refusal(site)
    del site.pages["/robots.txt"]
    assert get(site).status == 200


def test_robots_txt_is_followed_where_it_moved_and_asked_on_each_host(site: Site) -> None:
    site.pages["/robots.txt"] = to("/real.txt", 301)
    site.pages["/real.txt"] = robots("User-agent: lateral", "Disallow: /b")
    assert "robots.txt" in refusal(site, "/a", to("/b"))
    site.pages["/c"] = to(f"http://localhost:{site.port}/b")
    assert "localhost asks" in refusal(site, "/c")


def test_a_robots_txt_that_goes_in_circles_counts_as_none(site: Site) -> None:
    site.pages["/robots.txt"] = to("/robots.txt")
    assert get(site).status == 200


def test_a_very_long_robots_txt_is_read_as_far_as_the_standard_says(site: Site) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *", "Disallow: /private", "#" * 2_000_000, "Disallow: /")
    assert get(site).status == 200
    assert "robots.txt" in refusal(site, "/private")


def test_several_may_fetch_at_once(site: Site) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(get(site).data)) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [PAGE] * 8
