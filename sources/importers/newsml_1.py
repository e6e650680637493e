"""NewsML 1.0 to 1.2 of the IPTC: every text in every NewsItem."""

import base64
import binascii
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from sources.importers.counting import counted
from sources.importers.dates import first_published
from sources.importers.draft import Draft, first_name
from sources.importers.nitf import attribute, first, read_nitf
from sources.importers.parsed import Parsed
from sources.importers.prose import Parts, line_of, local, tree_parts, written_parts
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer
from sources.importers.xml import read_xml

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WITHDRAWN = frozenset({"canceled", "cancelled", "killed", "deleted"})
# Roles of components that are beside a story: words of pictures, and shorter tellings.
BESIDE = re.compile(
    "caption|legend|photo|picture|image|graphic|thumb|video|audio|credit|quicklook|sidebar", re.IGNORECASE
)
TITLE = re.compile("(?:head)?(?:title|line)", re.IGNORECASE)
PROSE = re.compile("text|complexdata|article|story|^$", re.IGNORECASE)
# urn:newsml:provider:date:id:revision and how it updates the one before.
REVISION = re.compile(r"^(urn:newsml:.+):(\d+)[A-Z]?$")
MOST_TAGS = 20
GROUPS = frozenset({"role", "newslines", "administrativemetadata", "descriptivemetadata"})


class Component:
    """A NewsComponent with its metadata by name; of its children, only these are looked through again and again."""

    def __init__(self, element: etree._Element) -> None:
        self.key = element.get("Duid") or ""
        self.language = element.get(LANG) or ""
        self.groups: dict[str, list[etree._Element]] = {}
        for child in element:
            if (name := local(child)) in GROUPS:
                self.groups.setdefault(name, []).append(child)
        self.headline = next(filter(None, (line_of(each) for each in in_chain([self], "newslines", "HeadLine"))), "")
        self.is_beside = any(BESIDE.search(role.get("FormalName") or "") for role in self.groups.get("role", []))


Chain = list[Component]


def recognises(source: Source) -> bool:
    if source.xml is None:
        return False
    # Not by etree.QName: a prefix may be declared nowhere.
    name = str(source.xml.tag).rpartition("}")[2]
    # In NewsML-G2 the same names begin with a small letter.
    return name.lower() == "newsml" or name in {"NewsItem", "NewsComponent"}


@importer("NewsML 1", recognises)
def read(source: Source) -> list[Parsed]:
    """The texts of the file. Raises ImportRefused, with the reason, where it has none."""
    root = source.xml
    assert root is not None
    items = [root] if local(root) in {"newsitem", "newscomponent"} else counted(root.iterdescendants("{*}NewsItem"))
    envelope = first(root, "NewsEnvelope")
    documents = []
    reason = _("There is no text in this NewsML file, only what is said of one.")
    for item in items:
        if attribute(item, "Status", "FormalName").lower() in WITHDRAWN:
            reason = _("This item was withdrawn by its publisher.")
            continue
        documents += [draft.report() for draft in read_item(item, envelope)]
    if not documents:
        raise ImportRefused(reason)
    return documents


def read_item(item: etree._Element, envelope: etree._Element | None) -> list[Draft]:
    """The stories of an item: the longest text under each headline. Most items have one."""
    stories: dict[Component | None, tuple[Draft, Chain]] = {}
    components = {element: Component(element) for element in item.iter("{*}NewsComponent")}
    for content in item.iterdescendants("{*}ContentItem"):
        chain = [components[element] for element in content.iterancestors("{*}NewsComponent")]
        draft = read_content(content) if is_story(content, chain) else Draft()
        headed = next((component for component in chain if component.headline), None)
        longest = stories[headed][0].length() if headed in stories else 0
        if draft.length() > longest:
            stories[headed] = (draft, chain)
    told: list[Draft] = []
    for headed, (draft, chain) in stories.items():
        described = describe(item, chain, envelope, is_alone=len(stories) == 1)
        if len(stories) > 1:
            key = headed.key if headed else ""
            described.external_id += f"#{key or len(told) + 1}"
        described.fill(draft)
        told.append(described)
    return told


def is_story(content: etree._Element, chain: Chain) -> bool:
    """Whether a content item is a text of its own, not the words of a picture."""
    is_text = bool(PROSE.search(attribute(content, "MediaType", "FormalName")))
    return is_text and not any(component.is_beside for component in chain)


def in_chain(chain: Chain, group: str, name: str) -> Iterator[etree._Element]:
    """Elements of that name in that group of metadata, of the component nearest to the text first."""
    for component in chain:
        for each in component.groups.get(group, []):
            yield from each.iterdescendants("{*}" + name)


def describe(item: etree._Element, chain: Chain, envelope: etree._Element | None, *, is_alone: bool) -> Draft:
    """What the metadata say of the text of a component. Of several texts each has its own lines; a single one may have
    them anywhere in the item.
    """

    def news_line(*names: str) -> str:
        for name in names:
            around = (line_of(each) for each in in_chain(chain, "newslines", name))
            anywhere = (line_of(each) for each in item.iterdescendants("{*}" + name) if is_alone)
            if found := next(filter(None, around), "") or next(filter(None, anywhere), ""):
                return found
        return ""

    identifier, version = identity(item)
    return Draft(
        title=news_line("HeadLine") or (title_in(item) if is_alone else "") or news_line("NameLabel", "SlugLine"),
        byline=", ".join(filter(None, (news_line("ByLine"), news_line("ByLineTitle")))),
        dateline=news_line("DateLine"),
        # When this version was made; FirstCreated is the time of the first one.
        published=first_published(
            line_of(first(item, "ThisRevisionCreated")),
            line_of(first(item, "FirstCreated")),
            line_of(first(envelope, "DateAndTime")),
            line_of(first(item, "DateId")),
        ),
        language=language_of(item, chain),
        outlet=first_name(
            [
                parties(chain, "Provider"),
                [attribute(first(envelope, "SentFrom"), "Party", "FormalName")],
                parties(chain, "Source"),
                [news_line("CreditLine")],
                parties(chain, "Creator"),
                [line_of(first(item, "ProviderId"))],
            ]
        ),
        external_id=identifier,
        version=version,
        rights=news_line("CopyrightLine", "RightsLine") or holder_of(item),
        tags=tags_of(chain),
        place=place_of(item) if is_alone else "",
    )


def title_in(item: etree._Element) -> str:
    """The title where it is a text in a component of its own."""
    for component in item.iterdescendants("{*}NewsComponent"):
        roles = (role.get("FormalName") or "" for role in component.iterchildren("{*}Role"))
        if any(TITLE.fullmatch(role) for role in roles):
            return line_of(first(component, "DataContent"))
    return ""


def identity(item: etree._Element) -> tuple[str, str]:
    """The key of the item, the same for all its revisions, and the revision."""
    written = line_of(first(item, "PublicIdentifier"))
    revision = line_of(first(item, "RevisionId"))
    if found := REVISION.match(written):
        return found[1], revision or found[2]
    return written or line_of(first(item, "NewsItemId")), revision


def language_of(item: etree._Element, chain: Chain) -> str:
    told = (each.get("FormalName") for each in in_chain(chain, "descriptivemetadata", "Language"))
    written = (*(component.language for component in chain), item.get(LANG))
    return (
        next(filter(None, told), None) or attribute(item, "Language", "FormalName") or next(filter(None, written), "")
    )


def parties(chain: Chain, role: str) -> list[str]:
    found = []
    for each in in_chain(chain, "administrativemetadata", role):
        for party in each.iter("{*}Party", "{*}" + role):
            named = [prop.get("Value") or "" for prop in party.iterchildren("{*}Property")]
            found += [party.get("FormalName") or "", *named, line_of(party)]
    return found


def holder_of(item: etree._Element) -> str:
    holder = line_of(first(item, "CopyrightHolder"))
    return " ".join(filter(None, ("©", line_of(first(item, "CopyrightDate")), holder))) if holder else ""


def place_of(item: etree._Element) -> str:
    properties = {each.get("FormalName"): each.get("Value") or "" for each in item.iterdescendants("{*}Property")}
    return properties.get("City") or ""


def tags_of(chain: Chain) -> list[str]:
    """Keywords; subjects are codes in this format."""
    lines = [line_of(each) for each in in_chain(chain, "newslines", "KeywordLine")]
    keywords = [word.strip() for line in lines for word in re.split(r"[,;/]", line)]
    properties = [
        (each.get("Value") or "").strip()
        for each in in_chain(chain, "descriptivemetadata", "Property")
        if (each.get("FormalName") or "").lower() in {"keyword", "keywords", "tag"}
    ]
    return list(dict.fromkeys(filter(None, keywords + properties)))[:MOST_TAGS]


def read_content(content: etree._Element) -> Draft:
    data = first(content, "DataContent")
    if data is None:
        return Draft()
    nitf = first(data, "nitf")
    if nitf is not None:
        return read_nitf(nitf)
    page = first(data, "html")
    if page is not None:
        body = first(page, "body")
        return Draft(parts=tree_parts(page if body is None else body), title=line_of(first(page, "title")))
    return Draft(parts=tree_parts(data)) if len(data) else read_string(data.text or "", content)


def read_string(text: str, content: etree._Element) -> Draft:
    """A text, or a document of another format that is quoted as one."""
    if "base64" in attribute(content, "Encoding", "Notation").lower():
        try:
            text = base64.b64decode(text).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return Draft()
    if "<nitf" in text[:500]:
        quoted = read_xml(text.strip().encode())
        if quoted is not None:
            return read_nitf(quoted)
    parts: Parts = written_parts(text)
    return Draft(parts=parts)
