"""ninjs of the IPTC, 1.x, 2.x and 3.x, and the JSON of AP's Media API, which is a relative of it."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

from sources.importers.counting import counted
from sources.importers.dates import first_published
from sources.importers.draft import Draft, first_name
from sources.importers.nitf import read_nitf
from sources.importers.parsed import Parsed
from sources.importers.prose import BLOCKS, html_parts, written_parts
from sources.importers.refused import ImportRefused
from sources.importers.registry import host_of
from sources.importers.source import Source, importer
from sources.importers.xml import HTML_NAMES, ROOT, read_xml

Item = dict[str, Any]

# Under these names services wrap their items.
WRAPPERS = (
    "hits",
    "_source",
    "docs",
    "articles",
    "data",
    "item",
    "items",
    "_items",
    "results",
    "entries",
    "documents",
    "newsitems",
)
DEEPEST = 5
# Names that only items of this family have.
TELLING = frozenset({"versioncreated", "version_created", "bodies", "article_html", "pubstatus", "copyrightnotice"})
# Names that an item with a body has; a row of somebody's table may have a column body_html too.
USUAL = frozenset({"uri", "guid", "headline", "headlines"})
DESCRIPTIONS = ("description_html", "description_text", "description_summary", "description", "descriptions")
NOT_TEXT = frozenset({"picture", "photo", "image", "graphic", "video", "audio", "animation"})
WITHDRAWN = frozenset({"canceled", "cancelled", "killed"})
BESIDE = re.compile("sub|short|kicker|alt|seo|social|sms|teaser|over|web|push", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
BLOCK = re.compile(r"</(?:p|div|li|h[1-6])>", re.IGNORECASE)
MOST_TAGS = 20


def recognises(source: Source) -> bool:
    return next(items_in(source), None) is not None


@importer("ninjs", recognises)
def read(source: Source) -> list[Parsed]:
    """The text items. Raises ImportRefused, with the reason, where there is none."""
    documents = []
    reason = ""
    for item in counted(items_in(source)):
        try:
            documents += [draft.report() for draft in stories(item)]
        except ImportRefused as refused:
            reason = reason or str(refused)
    if not documents:
        raise ImportRefused(reason)
    return documents


def items_in(source: Source) -> Iterator[Item]:
    """The items of a file of JSON, or of one with a line for each."""
    if source.json is not None or not source.head.startswith(b"{"):
        yield from items_of(source.json)
        return
    for line in source.text.splitlines():
        try:
            found = [*items_of(json.loads(line))]
        except (ValueError, RecursionError):
            return
        if not found:
            return
        yield from found


def items_of(value: Any, depth: int = 0) -> Iterator[Item]:
    """The items in what a service returned: one, a list, or either in wrappings."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from items_of(each, depth + 1)
    elif isinstance(value, dict):
        item = lowered(value)
        if is_item(item):
            yield item
            return
        for name in WRAPPERS:
            yield from items_of(item.get(name), depth + 1)


def lowered(value: Item) -> Item:
    """The same with all names in small letters: ninjs 3 writes versionCreated for what was versioncreated."""
    return {str(name).lower(): each for name, each in value.items()}


def is_item(value: Item) -> bool:
    has_body = any(name.startswith("body_") for name in value)
    own = not TELLING.isdisjoint(value) or (has_body and not USUAL.isdisjoint(value))
    return own and not isinstance(value.get("items"), list)


def stories(item: Item) -> list[Draft]:
    """The text of an item; of a composite without one, the texts that it puts together.

    Raises ImportRefused where the item is withdrawn, a picture or the like, or has no text.
    """
    if string(item.get("pubstatus")).lower() in WITHDRAWN:
        raise ImportRefused(_("This item was withdrawn by its publisher."))
    if string(item.get("type")).lower() in NOT_TEXT:
        raise ImportRefused(_("This item is a picture, a graphic, a sound or a film, not a text."))
    if string(item.get("pubstatus")).lower() == "withheld":
        raise ImportRefused(_("This item is held back by its publisher. Import it once it is released."))
    draft = described(item)
    draft.fill(body_of(item))
    if draft.length():
        return [draft]
    if string(item.get("type")).lower() == "composite":
        together = (described_with_body(each) for each in associated(item))
        if found := [each for each in together if each.length()]:
            return found
    raise ImportRefused(_("This news item has no text, only what is said of it. Import the text itself."))


def described_with_body(item: Item) -> Draft:
    draft = described(item)
    draft.fill(body_of(item))
    return draft


def associated(item: Item) -> list[Item]:
    associations = item.get("associations")
    values = associations.values() if isinstance(associations, dict) else associations
    return [
        lowered(each)
        for each in (values if isinstance(values, Iterable) else [])
        if isinstance(each, dict) and string(each.get("type")).lower() in {"", "text"}
    ]


def described(item: Item) -> Draft:
    told = item.get("rightsinfo")
    rights = lowered(told) if isinstance(told, dict) else item
    return Draft(
        title=title_of(item),
        byline=byline_of(item),
        dateline=string(item.get("dateline")),
        # When this version was made, as in the XML formats.
        published=first_published(
            *(
                string(item.get(name))
                for name in ("versioncreated", "version_created", "contentcreated", "firstcreated", "published")
            )
        ),
        language=string(item.get("language")),
        outlet=first_name(
            [strings(item.get(name)) for name in ("provider", "source", "infosources", "infosource", "creditline")]
            + [strings(rights.get("copyrightholder")), [host_of(string(item.get("uri")))]]
        ),
        url=address_of(item),
        external_id=identifier_of(item),
        version=string(item.get("version")),
        rights=rights_of(rights),
        tags=tags_of(item),
        place=place_of(item),
    )


def string(value: Any, depth: int = 0) -> str:
    """A value that is text or a number, or has it under one of the usual names; else empty."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str | int | float):
        return str(value).strip()
    if isinstance(value, dict) and depth < DEEPEST:
        named = (string(value.get(name), depth + 1) for name in ("value", "name", "text", "by", "literal"))
        return next(filter(None, named), "")
    return ""


def strings(value: Any) -> list[str]:
    """The same of a list of values, or of one."""
    return [found for each in (value if isinstance(value, list) else [value]) if (found := string(each))]


def title_of(item: Item) -> str:
    """The headline; of several the first that is no subhead or the like; the title last, for it may be a slug."""
    headlines = item.get("headlines")
    ranked = sorted(headlines if isinstance(headlines, list) else [], key=is_beside)
    candidates = strings([item.get("headline"), *ranked, item.get("title"), item.get("slugline")])
    return unescape(TAG.sub("", next(filter(None, candidates), "")))


def is_beside(headline: Any) -> bool:
    return isinstance(headline, dict) and bool(BESIDE.search(string(headline.get("role"))))


def byline_of(item: Item) -> str:
    if byline := string(item.get("byline")) or string(item.get("by")):
        return unescape(TAG.sub("", byline))
    return "; ".join(dict.fromkeys(strings(item.get("bylines")) or strings(item.get("authors"))))


def identifier_of(item: Item) -> str:
    """The key of the item: AP's addresses hold a customer's key, its itemid stays the same."""
    altids = item.get("altids")
    own = string(altids.get("itemid")) if isinstance(altids, dict) else ""
    names = (string(item.get(name)) for name in ("uri", "guid", "urn", "id", "_id"))
    return own or next(filter(None, names), "")


def address_of(item: Item) -> str:
    named = (string(item.get(name)) for name in ("webpage", "canonical_url", "url", "link"))
    uri = string(item.get("uri"))
    return next(filter(None, named), "") or ("" if "?" in uri else uri)


def rights_of(rights: Item) -> str:
    holder = string(rights.get("copyrightholder"))
    notice = string(rights.get("copyrightnotice")) or (f"© {holder}" if holder else "")
    return " ".join([notice, *strings(rights.get("usageterms"))]).strip()


def tags_of(item: Item) -> list[str]:
    """Keywords, and subjects by their names; codes of categories are not for readers."""
    names = [name for key in ("keywords", "subject", "subjects", "categories") for name in strings(item.get(key))]
    return [name for name in dict.fromkeys(names) if len(name) > 2][:MOST_TAGS]


def place_of(item: Item) -> str:
    location = item.get("datelinelocation")
    if not isinstance(location, dict):
        return string(item.get("located"))
    names = (string(location.get(name)) for name in ("city", "countryareaname", "countryname"))
    return ", ".join(dict.fromkeys(filter(None, names)))


def body_of(item: Item) -> Draft:
    """The longest of the bodies, of two that are about as long the one with mark-up; else the description."""
    named = [(each, name) for name, value in item.items() if is_body(name) for each in strings(value)]
    for written in (named + typed(item.get("bodies")), [(string(item.get(name)), "") for name in DESCRIPTIONS]):
        drafts = [(read_body(text, media_type), "</" in text) for text, media_type in written if text]
        best, _marked_up = max(
            drafts, key=lambda each: each[0].length() * (1.2 if each[1] else 1), default=(Draft(), False)
        )
        if best.length():
            return best
    return Draft()


def is_body(name: str) -> bool:
    return name.startswith("body_") or name in {"body", "article_html"}


def typed(bodies: Any) -> list[tuple[str, str]]:
    """The bodies of ninjs 2 and 3, each with its media type."""
    listed = [lowered(body) for body in bodies if isinstance(body, dict)] if isinstance(bodies, list) else []
    return [(string(body), string(body.get("contenttype")).lower()) for body in listed]


def read_body(written: str, media_type: str) -> Draft:
    if "<nitf" in written[:500]:
        root = read_xml(written.strip().encode("utf-8", "replace"))
        return Draft() if root is None else read_nitf(root)
    tag = ROOT.match(written.lstrip())
    if tag and tag["name"].lower() not in HTML_NAMES | BLOCKS:
        # In a mark-up of the service's own.
        return Draft()
    is_html = "html" in media_type or BLOCK.search(written)
    return Draft(parts=html_parts(written) if is_html else written_parts(written))
