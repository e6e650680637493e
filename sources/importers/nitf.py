"""NITF, the News Industry Text Format of the IPTC, 2.5 to 3.6: alone, or inside NewsML."""

import re

from lxml import etree

from sources.importers.dates import first_published
from sources.importers.draft import Draft
from sources.importers.parsed import Parsed, Published
from sources.importers.prose import Parts, line_of, local, tree_parts
from sources.importers.source import Source, importer

# More are the sections of a text.
MOST_BLOCKS = 6
# How a newspaper's archive begins the first paragraph again.
LEAD = re.compile(r"LEAD:\s+")


def first(root: etree._Element | None, *names: str) -> etree._Element | None:
    """The first element below with one of the names, the first name first; in any namespace."""
    if root is None:
        return None
    found = (element for name in names for element in root.iterdescendants("{*}" + name))
    return next(found, None)


def attribute(root: etree._Element | None, name: str, key: str) -> str:
    found = first(root, name)
    return "" if found is None else (found.get(key) or "").strip()


def recognises(source: Source) -> bool:
    return source.xml is not None and local(source.xml) == "nitf"


@importer("NITF", recognises)
def read(source: Source) -> list[Parsed]:
    assert source.xml is not None
    return [read_nitf(source.xml).report()]


def read_nitf(root: etree._Element) -> Draft:
    """What an nitf element says: head, body.head and body.content, whatever its namespace."""
    head = first(root, "body.head")
    return Draft(
        parts=body_of(root),
        title=title_of(root, head),
        byline=byline_of(head),
        dateline=dateline_of(head),
        published=published_of(root, head),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("baselang") or "",
        outlet=outlet_of(root, head),
        url=url_of(root),
        external_id=attribute(root, "doc-id", "id-string") or attribute(root, "du-key", "key"),
        version=version_of(root),
        rights=rights_of(root, head),
        tags=tags_of(root),
    )


def title_of(root: etree._Element, head: etree._Element | None) -> str:
    """The headline; the title of the head only where there is none, for it may be a slug."""
    return line_of(first(head, "hl1", "hedline")) or line_of(first(first(root, "head"), "title"))


def byline_of(head: etree._Element | None) -> str:
    """The names with their titles, of several bylines each once."""
    if head is None:
        return ""
    lines = [
        ", ".join(part for part in (names_in(byline), line_of(first(byline, "byttl"))) if part)
        for byline in head.iterdescendants("{*}byline")
        if "normalized" not in (byline.get("class") or "")
    ]
    return "; ".join(dict.fromkeys(line for line in lines if line))


def names_in(byline: etree._Element) -> str:
    """A byline without the title, the place and the addresses that stand in it."""
    texts = [byline.text or ""]
    for child in byline:
        if local(child) not in {"byttl", "location", "virtloc", "postaddr"}:
            texts.append(line_of(child))
        texts.append(child.tail or "")
    return " ".join(" ".join(texts).split()).replace(" ,", ",").strip(" ,;")


def dateline_of(head: etree._Element | None) -> str:
    dateline = first(head, "dateline")
    if dateline is None:
        return ""
    texts = [dateline.text or ""]
    for child in dateline:
        if local(child) == "location":
            texts.append(place_of(child))
        elif local(child) != "story.date":
            texts.append(line_of(child))
        texts.append(child.tail or "")
    return " ".join(" ".join(texts).split()).replace(" ,", ",")


def place_of(location: etree._Element) -> str:
    """The text of a location, or its parts with commas where nothing stands between them."""
    between = (location.text, *(child.tail for child in location))
    if len(location) and not any(text and text.strip() for text in between):
        return ", ".join(filter(None, map(line_of, location)))
    return line_of(location)


def published_of(root: etree._Element, head: etree._Element | None) -> Published:
    """When the document was issued; else when it was released, dated or printed."""
    return first_published(
        attribute(root, "date.issue", "norm"),
        line_of(first(root, "date.issue")),
        attribute(root, "date.release", "norm"),
        attribute(head, "story.date", "norm"),
        attribute(root, "pubdata", "date.publication"),
        line_of(first(head, "story.date")),
    )


def version_of(root: etree._Element) -> str:
    """The version of the story, or else when it was last revised."""
    numbered = attribute(root, "du-key", "version") or attribute(root, "doc-id", "version")
    revised = [each.get("norm") or "" for each in root.iterdescendants("{*}revision-history")]
    return numbered or max(revised, default="")


def outlet_of(root: etree._Element, head: etree._Element | None) -> str:
    distributor = first(head, "distributor")
    return (
        line_of(first(distributor, "org"))
        or line_of(distributor)
        or attribute(root, "pubdata", "name")
        or attribute(root, "doc.copyright", "holder")
        or line_of(first(head, "rights.owner", "copyrite.holder"))
        or attribute(root, "doc-id", "regsrc")
    )


def url_of(root: etree._Element) -> str:
    """The page that the story is on."""
    address = attribute(root, "pubdata", "ex-ref")
    return address if address.startswith(("http://", "https://")) else ""


def rights_of(root: etree._Element, head: etree._Element | None) -> str:
    told = line_of(first(head, "rights", "copyrite"))
    holder = attribute(root, "doc.copyright", "holder")
    return told or (f"© {attribute(root, 'doc.copyright', 'year')} {holder}".replace("  ", " ") if holder else "")


def tags_of(root: etree._Element) -> list[str]:
    """Keywords, and subjects by their names."""
    keywords = [element.get("key") or "" for element in root.iterdescendants("{*}keyword")]
    subjects = [
        element.get(f"tobject.subject.{level}") or ""
        for element in root.iterdescendants("{*}tobject.subject")
        for level in ("type", "matter", "detail")
    ]
    return list(dict.fromkeys(tag.strip() for tag in keywords + subjects if tag.strip()))


def body_of(root: etree._Element) -> Parts:
    """The text of the story; of a story that has none, its abstract."""
    content = content_of(root)
    parts = without_repeats(content) if content is not None else loose_body(root)
    if not any(text.strip() for _kind, text in parts):
        abstract = first(root, "abstract")
        return [] if abstract is None else tree_parts(abstract)
    end = first(root, "tagline")
    return parts if end is None else [*parts, *tree_parts(end)]


def content_of(root: etree._Element) -> etree._Element | None:
    """The content of the story: notes for editors, at the head of the body, have one as well."""
    contents = list(root.iterdescendants("{*}body.content"))
    told = [each for each in contents if not any(local(above) == "note" for above in each.iterancestors())]
    return next(iter(told or contents), None)


def loose_body(root: etree._Element) -> Parts:
    """The body of a file that lacks body.content: what stands beside its head."""
    body = first(root, "body")
    if body is None:
        return [] if first(root, "head") is not None else tree_parts(root)
    return [part for child in body if local(child) not in {"body.head", "body.end"} for part in tree_parts(child)]


def without_repeats(content: etree._Element) -> Parts:
    """The parts of a body.content. Archives give a first paragraph in a block of its own, and again in the text."""
    blocks = {block: " ".join(line_of(block).split()) for block in content if local(block) == "block"}
    for block, text in blocks.items() if len(blocks) <= MOST_BLOCKS else ():
        if any(other is not block and longer.startswith(text) and longer != text for other, longer in blocks.items()):
            content.remove(block)
    return [(kind, LEAD.sub("", text.lstrip(), count=1)) for kind, text in tree_parts(content)]
