"""Bodies as they come over HTTP, unpacked within a limit: a small one may hold a very large one."""

import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sources.fetch.connecting import FetchRefused


def unpacked(parts: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """The body without its Content-Encoding, never much more than the limit in memory. Raises FetchRefused."""
    encoding = encoding.lower()
    if encoding in {"", "identity"}:
        yield from parts
    elif encoding in {"gzip", "x-gzip", "deflate"}:
        yield from inflated(parts, limit)
    else:
        raise FetchRefused(
            _("The site packs its page in a way that was not asked for. Save it in your browser and upload it.")
        )


def inflated(parts: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """gzip in one or several members, zlib, or the bare deflate that some servers send."""
    inflate = None
    try:
        for part in parts:
            rest = part
            inflate = inflate or decompressor(rest)
            while rest:
                yield inflate.decompress(rest, limit + 1)
                rest = inflate.unconsumed_tail
                if inflate.eof:
                    rest = inflate.unused_data
                    if not rest.startswith(b"\x1f\x8b"):
                        return
                    inflate = decompressor(rest)
    except zlib.error:
        raise FetchRefused(
            _("The page came in damaged. Try again, or save it in your browser and upload it.")
        ) from None
    if inflate and not inflate.eof:
        raise FetchRefused(_("The page was cut off on its way. Try again."))


def decompressor(beginning: bytes) -> "zlib._Decompress":
    """For what begins so: gzip and zlib have a header, bare deflate has none."""
    is_zlib = beginning[:1] == b"\x78" and (len(beginning) < 2 or int.from_bytes(beginning[:2]) % 31 == 0)
    return zlib.decompressobj(zlib.MAX_WBITS | 32 if is_zlib or beginning[:1] == b"\x1f" else -zlib.MAX_WBITS)
