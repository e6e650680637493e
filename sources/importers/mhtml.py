"""Pages saved whole in one file, MHTML (RFC 2557): as Chrome, Edge, Opera and Internet Explorer write them."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.utils.translation import gettext as _

from sources.importers.encodings import decode
from sources.importers.html import read_page
from sources.importers.parsed import Parsed
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer

HEADERS = re.compile(rb"[\w-]+:[^\n]*(?:\n[ \t][^\n]*)*\n")
MULTIPART = re.compile(
    rb"^content-type:\s*multipart/(?:related|mixed|alternative)|^snapshot-content-location:", re.MULTILINE
)
# A page has some hundred parts; the parser of mail takes minutes over a million.
MOST_PARTS = 20_000
PAGES = ("text/html", "application/xhtml+xml")


def recognises(source: Source) -> bool:
    head = source.head.replace(b"\r\n", b"\n")
    return bool(HEADERS.match(head) and MULTIPART.search(head))


@importer("mhtml", recognises)
def read(source: Source) -> list[Parsed]:
    if source.data.count(b"\n--") > MOST_PARTS:
        raise no_page()
    message = message_from_bytes(source.data.lstrip(), policy=policy.default)
    page = main_part(message)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes) or not payload.strip():
        raise no_page()
    charset = page.get_content_charset() or ""
    raw = decode(payload, f"{page.get_content_type()}; charset={charset}" if charset else page.get_content_type())
    return [read_page(raw, address_of(message, page))]


def no_page() -> ImportRefused:
    return ImportRefused(_("There is no page in this file. Save the page again, or save it as HTML."))


def main_part(message: EmailMessage) -> EmailMessage | None:
    """The part that the message calls its start or that is at the snapshot's own address, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in PAGES]
    start = str(message.get_param("start") or "").strip("<>")
    address = location_of(message, "Snapshot-Content-Location")
    for part in pages:
        if start and str(part.get("Content-ID", "")).strip(" <>") == start:
            return part
    return next((part for part in pages if address and location_of(part) == address), pages[0] if pages else None)


def address_of(message: EmailMessage, page: EmailMessage) -> str:
    told = (
        location_of(message, "Snapshot-Content-Location"),
        location_of(page),
        location_of(message),
        str(message.get("X-URL") or ""),
    )
    return next((url for url in told if url.startswith(("http://", "https://"))), "")


def location_of(part: EmailMessage, header: str = "Content-Location") -> str:
    """An address, without the folds that a long header is cut into."""
    return "".join(str(part.get(header) or "").split())
