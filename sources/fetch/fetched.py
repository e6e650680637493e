"""Pages that were fetched and wait to be stored: what is in them, and what has changed in them since."""

import threading
import uuid
from dataclasses import replace
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from sources.fetch import LONGEST_URL, FetchRefused, fetch
from sources.importers import ImportRefused, Parsed, parse
from sources.models import Document, FetchedPage, Text

# So many pages at once in a process, for a slow site holds a thread: the others are for those who read.
AT_ONCE = threading.BoundedSemaphore(2)
PATIENCE = 2.0  # seconds


def fetch_page(url: str, by: User, document: Document | None = None) -> FetchedPage:
    """Fetch a page that can be read, and keep it. Raises FetchRefused and ImportRefused."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise FetchRefused(_("Other pages are being fetched just now. Try again in some seconds."))
    try:
        return fetch_and_keep(url, by, document)
    finally:
        AT_ONCE.release()


def fetch_and_keep(url: str, by: User, document: Document | None) -> FetchedPage:
    fetched = fetch(url)
    page = FetchedPage(
        by=by,
        document=document,
        data=fetched.data,
        url=fetched.url,
        requested=url[:LONGEST_URL],
        status=fetched.status,
        media_type=fetched.media_type,
        fetched_at=fetched.fetched_at,
    )
    documents_of(page)
    page.save()
    FetchedPage.objects.tidy(by)
    return page


def fetch_again(document: Document, by: User) -> FetchedPage | None:
    """The document's page as it is now; None where it reads as it did. Raises FetchRefused and ImportRefused."""
    page = fetch_page(document.url, by, document)
    newest = document.texts.untranslated().select_related("original").order_by("number").last()
    if newest and document_in(page, document).body in {newest.body, as_it_came(newest)}:
        page.delete()
        return None
    return page


def as_it_came(text: Text) -> str:
    """How the page of a text reads that was corrected before it was stored; empty where it was not fetched."""
    if text.how != Text.How.FETCHED:
        return ""
    origin = text.original
    page = FetchedPage(data=origin.data, url=origin.url, media_type=origin.media_type)
    try:
        return document_in(page, text.document).body
    except ImportRefused:
        return ""


def document_in(page: FetchedPage, document: Document) -> Parsed:
    """The document among those in a page. Raises ImportRefused where it is not among them."""
    found = documents_of(page)
    if len(found) == 1:
        return found[0]
    for each in found:
        if document.external_id and each.external_id == document.external_id:
            return each
        if each.title == document.title:
            return each
    raise ImportRefused(_("The page holds several documents, and none has the title of this one. Add it anew."))


def documents_of(page: FetchedPage) -> list[Parsed]:
    """What is found in a page. Each has an address: its own, else the page's."""
    found = parse(bytes(page.data), page.file_name, page.media_type)
    if len(found) == 1 and not is_own_address(found[0].url, page.url):
        return [replace(found[0], url=page.url)]
    return [each if each.url else replace(each, url=page.url) for each in found]


def is_own_address(told: str, url: str) -> bool:
    """Whether what a page says of its address can be: on the same site, and not the site as a whole, as many say."""
    there, here = urlsplit(told), urlsplit(url)
    same_site = there.netloc.removeprefix("www.") == here.netloc.removeprefix("www.")
    return same_site and bool(there.path.strip("/") or there.query or not here.path.strip("/"))


def document_key(page: uuid.UUID, item: int) -> uuid.UUID:
    """The key of the document that is made of something in a fetched page, however often the form is sent."""
    return uuid.uuid5(page, str(item))
