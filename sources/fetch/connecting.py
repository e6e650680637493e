"""Connections to the open internet and to nothing else: a name is resolved once, every address of it is checked, and
one of the checked addresses is what is connected to, all before a deadline.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
from django.conf import settings
from django.utils.translation import gettext as _

Allowed = Callable[[str, int], bool]
"""Whether an address and a port may be connected to."""
Resolve = Callable[[str, int], list[str]]
"""The addresses of a host; raises OSError where it has none."""

# One address that does not answer leaves time for the next.
SECONDS_AN_ADDRESS = 5.0
ADDRESSES_TRIED = 4

# In the public IPv6 space, and not a host of its own: they carry an IPv4 address within (Teredo, 6to4), or are for
# protocols and documentation only. What lies outside 2000::/3 (loopback, mapped, NAT64, unique local, link local,
# multicast) is not public at all.
PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC_6 = [ipaddress.IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
# Python counts these as public, or did in some versions: protocol assignments, relays of 6to4, Azure's host.
NOT_PUBLIC_4 = [ipaddress.IPv4Network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")]

# 80, 443, and from 1024 on those that the Fetch standard does not call bad: below live mail, shells and the like.
BAD_PORTS = {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}


class FetchRefused(Exception):
    """This page is not fetched. The message is one sentence for people: what is wrong, and what to do."""


class Deadline:
    """So many seconds for everything together, however slowly it drips."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.end = seconds, time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises FetchRefused where none are."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise FetchRefused(
                _("The site took longer than %(seconds)s seconds. Try again later, or save the page and upload it.")
                % {"seconds": round(self.seconds)}
            )
        return left


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, loopback, link-local, shared, multicast,
    reserved, nor one that has another within.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        return ip in PUBLIC_6 and not any(ip in net for net in NOT_PUBLIC_6)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in NOT_PUBLIC_4)


def is_web_port(port: int) -> bool:
    return port in {80, 443} or (1024 <= port <= 65535 and port not in BAD_PORTS)


def may_be_reached(address: str, port: int) -> bool:
    """The open internet, and the networks that the installation adds to it."""
    if not is_web_port(port):
        return False
    if is_public(address):
        return True
    return any(ipaddress.ip_address(address) in net for net in settings.FETCH_NETWORKS)


def addresses_of(host: str, port: int) -> list[str]:
    """What the system's resolver says, in its order; numbers in any spelling come back as addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_kind, address in found))


def in_time(resolve: Resolve, host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses, before the deadline: the system's resolver knows none, so it is left to a thread."""
    answer: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except queue.Empty:
        deadline.left()
        raise
    if isinstance(found, Exception) or not found:
        raise FetchRefused(_("No site is found under %(host)s. Check the address for a typing error.") % {"host": host})
    return found


class CheckedBackend(httpcore.NetworkBackend):
    """httpcore's connections, to checked addresses and before a deadline. TLS is still verified against the host's
    name: httpcore takes that from the URL, and never learns the address.
    """

    def __init__(self, deadline: Deadline, allowed: Allowed, resolve: Resolve) -> None:
        self.deadline, self.allowed, self.resolve = deadline, allowed, resolve
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = in_time(self.resolve, host, port, self.deadline)
        if not all(self.allowed(address, port) for address in addresses):
            raise FetchRefused(
                _("%(host)s is not a site of the open internet. Check the address, or save the page and upload it.")
                % {"host": host}
            )
        for address in addresses[:ADDRESSES_TRIED]:
            try:
                stream = self.plain.connect_tcp(address, port, min(self.deadline.left(), SECONDS_AN_ADDRESS))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return TimedStream(stream, self.deadline)
        self.deadline.left()
        raise FetchRefused(_("%(host)s does not answer. Check the address, or try again later.") % {"host": host})


class TimedStream(httpcore.NetworkStream):
    """A connection each step of which has what is left until the deadline, whatever it is told."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def close(self) -> None:
        self.stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
