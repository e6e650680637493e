"""Feeds: RSS 0.9 to 2.0, Atom and JSON Feed; each entry is a document."""

import datetime
import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import feedparser
from django.utils.translation import gettext as _

from sources.importers.counting import counted
from sources.importers.dates import published_of
from sources.importers.days import find_day
from sources.importers.manuscript import Part, Published
from sources.importers.parsed import Parsed, assemble
from sources.importers.prose import local
from sources.importers.refused import ImportRefused
from sources.importers.registry import find_host, host_of
from sources.importers.source import Source, importer
from sources.sanitize import looks_like_html, read_html
from sources.text import fold

ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
JSON_FEED = "jsonfeed.org/version"
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d?);", re.IGNORECASE)
# "The post … appeared first on …", which WordPress puts below each entry, and the dots of a text that was cut.
CAPTION = re.compile(r"<figcaption\b.*?</figcaption\s*>", re.IGNORECASE | re.DOTALL)
# Elements in which feeds for portals give the whole text, whatever their prefix.
WHOLE = re.compile(r"(?:.*_)?(?:full-?text|turbo_content)")
CLEARLY_MORE = 1.2
CUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|\[&hellip;\])\s*$")


def is_feed(source: Source) -> bool:
    if source.json is not None:
        return isinstance(source.json, dict) and JSON_FEED in str(source.json.get("version", ""))
    return source.xml is not None and local(source.xml) in ROOTS


@importer("feed", is_feed)
def read(source: Source) -> list[Parsed]:
    entries = xml_entries(source) if source.json is None else json_entries(source.json)
    if documents := [document for entry in entries if (document := read_entry(entry))]:
        return documents
    raise ImportRefused(_("No entry of this feed has a text. Add the pages that it points to instead."))


Entry = dict[str, Any]


def read_entry(entry: Entry) -> Parsed | None:
    """The document of an entry; None where it has no text of its own."""
    parts = entry.pop("parts")
    title = fold(entry["title"])
    if not any(text.strip() and fold(text) != title for _kind, text in parts):
        return None
    try:
        return assemble(parts, **entry)
    except ImportRefused:
        return None


def xml_entries(source: Source) -> Iterator[Entry]:
    """Nothing is fetched: feedparser gets bytes, once these are known to be safe XML."""
    if source.xml is not None:
        counted(source.xml.iter("{*}item", "{*}entry"))
    result = feedparser.parse(
        BytesIO(source.data), sanitize_html=False, resolve_relative_uris=False,
        response_headers={"content-type": "application/xml", "content-location": ""},
    )  # fmt: skip
    for entry in result.entries:
        yield fields_of(entry, result.feed)


def fields_of(entry: Any, feed: Any) -> Entry:
    url = first_link(entry)
    own = entry.get("source") or {}
    return {
        "parts": fullest(contents(entry)),
        "title": words(entry.get("title")),
        "byline": ", ".join(authors(entry)),
        "published": date_of(entry),
        "language": language_of(entry, feed),
        "outlet": outlet_of(words(own.get("title")) or words(feed.get("title")), url),
        "url": url,
        "external_id": entry.get("id") or "",
        "version": version_of(entry),
        "rights": words(entry.get("rights") or entry.get("dc_rights") or feed.get("rights")),
        "tags": [tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", ())],
    }


def version_of(entry: Any) -> str:
    """When it was changed, if it was. Asked by the class's own `get`, it would answer with the date of publication."""
    updated, published = (str(dict.get(entry, key) or "") for key in ("updated", "published"))
    return updated if published and published_of(updated) != published_of(published) else ""


def contents(entry: Any) -> Iterator[str]:
    for content in entry.get("content", ()):
        if content.get("type", "") in {"", "text/html", "application/xhtml+xml", "text/plain"}:
            yield content.get("value") or ""
    yield from (str(dict.get(entry, name) or "") for name in list(entry) if WHOLE.fullmatch(name))
    yield entry.get("summary") or ""
    yield entry.get("description") or ""


def body_of(content: str) -> list[Part]:
    """The blocks of an entry's text, which is HTML or not, whatever it says of itself."""
    if looks_like_html(content) or ENTITY.search(content) or "</" in content:
        body, blocks = read_html(CAPTION.sub("", content))
        parts: list[Part] = [(block.kind, body[block.start : block.end]) for block in blocks]
    else:
        parts = [("paragraph", paragraph) for paragraph in re.split(r"\n\s*\n", content)]
    return [(kind, CUT.sub("…", text)) for kind, text in parts]


def fullest(contents: Iterable[str]) -> list[Part]:
    """The blocks of the fullest of several texts: the first, unless a later one is clearly more."""
    best: list[Part] = []
    length = 0.0
    for content in dict.fromkeys(contents):
        if len(content) <= CLEARLY_MORE * length:
            continue
        parts = body_of(content)
        found = sum(len(text) for _kind, text in parts)
        if found > CLEARLY_MORE * length:
            best, length = parts, found
    return best


def words(html: Any) -> str:
    """A title or a name, which in feeds may be HTML."""
    text = str(html or "")
    return " ".join(read_html(text)[0].split()) if "<" in text or "&" in text else text


def authors(entry: Any) -> list[str]:
    people = entry.get("authors") or []
    signed = words(entry.get("author"))
    if "@" in signed and len(people) <= 1:
        # "roe@paper.example (Jane Roe)", which feedparser cuts after four letters of the last name.
        return [signed.rpartition("(")[2].rstrip(")") if "(" in signed else signed]
    names = [words(person.get("name") or "") for person in people] or [words(entry.get("author"))]
    return list(dict.fromkeys(name for name in names if name))


def first_link(entry: Any) -> str:
    links = [link for link in entry.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    told = [entry.get("feedburner_origlink"), entry.get("link"), *(link.get("href") for link in links), entry.get("id")]
    return next((str(url).strip() for url in told if url and str(url).strip().startswith(("http://", "https://"))), "")


def date_of(entry: Any) -> Published:
    for key in ("published", "created", "dc_date", "issued", "updated"):
        written = str(dict.get(entry, key) or "")
        if found := published_of(written):
            return found
        if parsed := dict.get(entry, f"{key}_parsed"):
            return moment_of(parsed)
        if day := find_day(written):
            return day
    return None


def moment_of(parsed: Any) -> Published:
    try:
        return datetime.datetime.fromtimestamp(timegm(parsed), datetime.UTC)
    except (ValueError, OverflowError):
        return None


def language_of(entry: Any, feed: Any) -> str:
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    own = next((detail.get("language") for detail in details if detail.get("language")), "")
    return str(entry.get("language") or entry.get("dc_language") or feed.get("language") or own or "")


def outlet_of(title: str, url: str) -> str:
    """The feed's title, or the outlet that the registry knows at the entry's address."""
    known = find_host(url)
    return known.name if known else title or host_of(url)


def json_entries(feed: Any) -> Iterator[Entry]:
    """JSON Feed 1.0 and 1.1."""
    for item in counted(listed(feed.get("items"))):
        if not isinstance(item, dict):
            continue
        people = listed(item.get("authors")) or listed(feed.get("authors"))
        people = people or [item.get("author") or feed.get("author")]
        url = str(item.get("url") or item.get("external_url") or "")
        yield {
            "parts": fullest(str(item.get(key) or "") for key in ("content_html", "content_text", "summary")),
            "title": words(item.get("title")),
            "byline": ", ".join(
                str(person["name"]) for person in people if isinstance(person, dict) and person.get("name")
            ),
            "published": published_of(str(item.get("date_published") or "")),
            "language": str(item.get("language") or feed.get("language") or ""),
            "outlet": outlet_of(words(feed.get("title")), url),
            "url": url,
            "external_id": str(item.get("id") or ""),
            "version": str(item.get("date_modified") or ""),
            "tags": [str(tag) for tag in listed(item.get("tags"))],
        }


def listed(value: Any) -> list[Any]:
    """What should be a list, if it is one."""
    return value if isinstance(value, list) else []
