"""NewsML-G2 of the IPTC, any 2.x: news items alone, in packages and in messages.

Read with lxml and by local names. IPTC's own library, newsmlg2, reads no content, only the newest namespace, and stops
at the first property that is missing, while agencies leave out and add what they like.
"""

import base64
import binascii
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from sources.importers.bylines import find_byline
from sources.importers.counting import counted
from sources.importers.dates import first_published
from sources.importers.draft import Draft, first_name
from sources.importers.nitf import attribute, first, read_nitf
from sources.importers.parsed import Parsed
from sources.importers.prose import Parts, html_parts, line_of, local, tree_parts, written_parts
from sources.importers.refused import ImportRefused
from sources.importers.registry import find_outlet, host_of
from sources.importers.source import Source, importer

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOTS = frozenset({
    "newsmessage", "newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem",
    "contentset",
})  # fmt: skip
NOT_TEXT = frozenset({"picture", "photo", "graphic", "video", "audio", "animation", "still", "icon"})
WITHDRAWN = frozenset({"canceled", "cancelled", "killed"})
# Headlines beside the headline.
BESIDE = ("sub", "over", "kicker", "short", "alt", "seo", "social", "sms", "teaser", "web")
NOT_PROSE = ("image/", "video/", "audio/", "application/json", "application/pdf", "application/octet-stream")
PARAGRAPHS = frozenset({"p", "para", "paragraph", "pre", "div", "element"})
ORGANISATION = re.compile(
    r"\b(?:agenc\w*|agentur|agenzia|press\w*|presse|news\w*|media\w*|network|wire|service\w*|data|sports?|group|"
    r"inc|llc|ltd|gmbh|corp\w*|company|radio|tv|television|times|post|journal|redaktion|desk|staff|technolog\w*)\b",
    re.IGNORECASE,
)
# What links to the item itself may be called.
PAGE_ROLES = frozenset({"canonical", "permalink", "webpage", "web", "url", "self"})
MOST_TAGS = 20
# tag:example.com,2016:… ; urn:newsml:example.com:…
AUTHORITY = re.compile(r"(?:urn:newsml:|tag:)(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?=[,:])", re.IGNORECASE)


def recognises(source: Source) -> bool:
    if source.xml is None:
        return False
    # In NewsML 1 some of the names begin with a capital.
    return local(source.xml) in ROOTS and str(source.xml.tag).rpartition("}")[2][0].islower()


@importer("NewsML-G2", recognises)
def read(source: Source) -> list[Parsed]:
    """The text items of the file. Raises ImportRefused, with the reason, where it has none."""
    root = source.xml
    assert root is not None
    if local(root) == "contentset":
        return [read_content(root).report()]
    items = counted(outermost(root, "newsitem"))
    titles = titles_in_packages(root)
    documents = []
    reason = ""
    for item in items:
        try:
            documents.append(read_item(item, titles))
        except ImportRefused as refused:
            reason = reason or str(refused)
    if not documents:
        raise ImportRefused(reason or without_items(root))
    return documents


def without_items(root: etree._Element) -> str:
    if local(root) == "packageitem" or first(root, "packageItem") is not None:
        return _("This package only names its items. Import the items themselves, or a message that holds them.")
    return _("There is no news item in this NewsML-G2 file.")


def outermost(root: etree._Element, name: str) -> Iterator[etree._Element]:
    if local(root) == name:
        yield root
        return
    for element in root.iterdescendants():
        if local(element) == name:
            yield element


def read_item(item: etree._Element, titles: dict[str, str]) -> Parsed:
    """A news item. Raises ImportRefused where it is withdrawn, a picture or the like, or has no text."""
    if code_of(first(item, "pubStatus")) in WITHDRAWN:
        raise ImportRefused(_("This item was withdrawn by its publisher."))
    if code_of(first(item, "pubStatus")) == "withheld":
        raise ImportRefused(_("This item is held back by its publisher. Import it once it is released."))
    if code_of(first(item, "itemClass")) in NOT_TEXT:
        raise ImportRefused(_("This item is a picture, a graphic, a sound or a film, not a text."))
    content = first(item, "contentSet")
    draft = described(item)
    draft.fill(Draft() if content is None else read_content(content))
    if not draft.length():
        # A short text for want of the long one, which is elsewhere.
        draft.parts = [("paragraph", line_of(each)) for each in children(first(item, "contentMeta"), "description")]
    draft.title = draft.title or titles.get(draft.external_id, "") or line_of(first(item, "slugline"))
    if not draft.length():
        raise ImportRefused(_("This news item has no text, only what is said of it. Import the text itself."))
    return draft.report()


def code_of(element: etree._Element | None) -> str:
    """The last part of a code: "text" of ninat:text, or of http://cv.iptc.org/newscodes/ninature/text."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or element.get("literal") or element.text or ""
    return code.strip().replace("/", ":").rpartition(":")[2].lower()


def described(item: etree._Element) -> Draft:
    """What the metadata of an item say of it."""
    meta = first(item, "contentMeta")
    management = first(item, "itemMeta")
    language = attribute(meta, "language", "tag") or (item.get(LANG) or "")
    return Draft(
        title=headline_of(meta, language) or line_of(child(management, "title")),
        byline="; ".join(filter(None, map(line_of, children(meta, "by")))),
        dateline=line_of(child(meta, "dateline")),
        # When this version was made public as such: the only time that every item has to have. Content may be older
        # than its versions, and modified without being sent.
        published=first_published(
            line_of(first(management, "versionCreated")),
            line_of(child(meta, "contentModified")),
            line_of(child(meta, "contentCreated")),
            line_of(first(management, "firstCreated")),
            line_of(first(child(next(item.iterancestors("{*}newsMessage"), None), "header"), "sent")),
        ),
        language=language,
        outlet=outlet_of(item, meta, management),
        url=address_of(item),
        external_id=(item.get("guid") or "").strip(),
        version=(item.get("version") or "").strip(),
        rights=rights_of(item, language),
        tags=tags_of(meta, language),
        place=place_of(meta, language),
        author=author_of(item, meta, management),
    )


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    if element is None:
        return []
    lowered = {name.lower() for name in names}
    return [each for each in element if local(each) in lowered]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(children(element, name)), None)


def in_language(elements: list[etree._Element], language: str) -> list[etree._Element]:
    """Those in the language; all where none says so. Elements without a language are in that of the item."""
    primary = language.partition("-")[0].lower()
    written = [each for each in elements if (each.get(LANG) or primary).partition("-")[0].lower() == primary]
    return written or elements


def headline_of(meta: etree._Element | None, language: str) -> str:
    """The headline in the language of the text that ranks highest, subheads and the like put behind it."""
    headlines = [each for each in in_language(children(meta, "headline"), language) if line_of(each)]
    return line_of(min(headlines, key=place_of_headline, default=None))


def place_of_headline(headline: etree._Element) -> tuple[bool, int]:
    role = (headline.get("role") or "").rpartition(":")[2].lower()
    rank = headline.get("rank") or ""
    return any(word in role for word in BESIDE), int(rank) if rank.isdecimal() and len(rank) < 6 else 0


def titles_in_packages(root: etree._Element) -> dict[str, str]:
    """What the packages of a message call its items, by their guid."""
    references = root.iterdescendants("{*}itemRef")
    return {each.get("residref") or "": line_of(first(each, "headline", "title")) for each in references}


def names_of(parties: list[etree._Element], language: str = "en") -> Iterator[str]:
    """What parties are called: by their names, as a literal, or in the IPTC's own list of providers."""
    for party in parties:
        scheme, _colon, code = (party.get("qcode") or "").rpartition(":")
        called = (line_of(each) for each in in_language(children(party, "name"), language))
        yield from filter(None, called)
        yield party.get("literal") or ""
        if scheme.lower() in {"nprov", "newsprovider"} or "newsprovider/" in (party.get("uri") or ""):
            yield code or (party.get("uri") or "").rpartition("/")[2]


def outlet_of(item: etree._Element, meta: etree._Element | None, management: etree._Element | None) -> str:
    """Who publishes the item: its provider. Where that has no name: the holder of the rights, if it has the address of
    the provider or of the item's key; the credit, the holder of the rights, the source, the creator.

    Of the names of one party the one that the registry knows; an address only where nobody has a name.
    """
    holders = children(first(item, "rightsInfo"), "copyrightHolder")
    providers = children(management, "provider")
    sources = [each for each in children(meta, "infoSource") if "orig" not in (each.get("role") or "").lower()]
    codes = [(each.get("qcode") or each.get("uri") or "").rstrip("/").rpartition(":")[2] for each in providers]
    addresses = [host_of(code if "//" in code else f"//{code}") for code in codes]
    own = addresses_of(item)
    parties = (
        [*names_of(providers), *(code for code in [*codes, *addresses] if find_outlet(code))],
        list(names_of([holder for holder in holders if addresses_of(holder) & {*addresses, *own}])),
        [line_of(child(meta, "creditline"))],
        list(names_of(holders)),
        list(names_of(sources)),
        list(names_of([each for each in children(meta, "creator") if not is_person(each)])),
    )
    return first_name((*parties, addresses))


def addresses_of(element: etree._Element) -> set[str]:
    """The host that a party or an item is named by: in an address, or as the authority in a key of the web."""
    written = element.get("uri") or element.get("guid") or ""
    authority = AUTHORITY.match(written)
    return {host for host in (authority[1].lower() if authority else host_of(written),) if host}


def is_person(party: etree._Element) -> bool:
    """Whether a party is said to be a person, or is called like one and like no organisation."""
    told = (party.get("type") or "").rpartition(":")[2].lower()
    if told == "person" or first(party, "personDetails") is not None:
        return True
    name = line_of(child(party, "name"))
    if told or " " not in name or ORGANISATION.search(name) or find_outlet(name):
        return False
    return bool(find_byline(f"By {name}"))


def author_of(item: etree._Element, meta: etree._Element | None, management: etree._Element | None) -> str:
    """Persons among the creators: the byline, where the text has none of its own."""
    others = [*children(management, "provider"), *children(meta, "infoSource")]
    others += children(first(item, "rightsInfo"), "copyrightHolder")
    taken = set(names_of(others))
    names = (next(names_of([each]), "") for each in children(meta, "creator") if is_person(each))
    return "; ".join(dict.fromkeys(name for name in names if name and name not in taken))


def place_of(meta: etree._Element | None, language: str) -> str:
    """Where the text was written: the dateline, where it has none of its own."""
    located = children(meta, "located")
    return next((name.strip() for name in names_of(located, language) if name.strip()), "")


def rights_of(item: etree._Element, language: str) -> str:
    """The notice, or who holds the rights, and the terms of use."""
    rights = first(item, "rightsInfo")
    notice = next(map(line_of, in_language(children(rights, "copyrightNotice"), language)), "")
    holder = next(filter(None, names_of(children(rights, "copyrightHolder"), language)), "")
    terms = next(map(line_of, in_language(children(rights, "usageTerms"), language)), "")
    return " ".join(filter(None, (notice or (f"© {holder}" if holder else ""), terms)))


def address_of(item: etree._Element) -> str:
    """The web page that is this item, if one is named; links to related pages are not."""
    links = (each for name in ("link", "altId") for each in item.iterdescendants("{*}" + name))
    for link in links:
        role = (link.get("rel") or link.get("type") or link.get("role") or "").rpartition(":")[2].lower()
        address = link.get("href") or line_of(link)
        if role in PAGE_ROLES and address.startswith("http"):
            return address
    guid = item.get("guid") or ""
    return guid if guid.startswith("http") else ""


def tags_of(meta: etree._Element | None, language: str) -> list[str]:
    """Keywords, and what the text is about by name; codes and the short names of categories are not for readers."""
    keywords = [line_of(each) for each in children(meta, "keyword")]
    subjects = [
        line_of(next(iter(in_language(children(each, "name"), language)), None)) for each in children(meta, "subject")
    ]
    return [tag for tag in dict.fromkeys(keywords + subjects) if len(tag) > 2][:MOST_TAGS]


def read_content(content: etree._Element) -> Draft:
    """The longest of the renditions that hold a text: the others are summaries of it, or data."""
    drafts = [draft for each in content for draft in [rendition(each)] if draft.length()]
    return max(drafts, key=Draft.length, default=Draft())


def rendition(element: etree._Element) -> Draft:
    media_type = (element.get("contenttype") or "").lower()
    if local(element) not in {"inlinexml", "inlinedata"} or media_type.startswith(NOT_PROSE):
        return Draft()
    nitf = first(element, "nitf")
    if nitf is not None:
        return read_nitf(nitf)
    page = first(element, "html")
    if page is not None:
        body = first(page, "body")
        return Draft(
            parts=tree_parts(page if body is None else body),
            title=line_of(first(page, "title")),
            language=page.get(LANG) or page.get("lang") or "",
        )
    if len(element) and not has_prose(element):
        return Draft()
    language = element.get(LANG) or ""
    return Draft(parts=tree_parts(element) if len(element) else data_parts(element, media_type), language=language)


def has_prose(element: etree._Element) -> bool:
    """Whether mark-up of another kind holds paragraphs, not the fields of an event or the scores of a match."""
    return bool((element.text or "").strip()) or any(local(each) in PARAGRAPHS for each in element.iterdescendants())


def data_parts(element: etree._Element, media_type: str) -> Parts:
    text = element.text or ""
    if (element.get("encoding") or "").rpartition("/")[2].lower().endswith("base64"):
        try:
            text = base64.b64decode(text).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return []
    return html_parts(text) if "html" in media_type else written_parts(text)
