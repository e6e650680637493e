"""XML from strangers: no entities of its own, nothing fetched, in whatever encoding the bytes really are."""

import codecs
import re
from html.entities import html5

from django.utils.translation import gettext as _
from lxml import etree

from sources.importers.encodings import decode
from sources.importers.refused import ImportRefused
from sources.sanitize import APART, DROPPED, KEPT

MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# White space in any encoding, and what a wire sends before a message.
BLANK_BYTES = b" \t\r\n\x00\x01\x02\x03\x0c"

PASSED_OVER = re.compile(r"<\?.*?\?>|<!--.*?-->|[\s\ufeff\x00-\x03]+", re.DOTALL)
DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+(?P<name>[^\s>\[]+)(?:\s+|PUBLIC|SYSTEM|"[^"]*"|'[^']*')*(?P<subset>\[\s*(?P<empty>\]\s*)?)?>?""",
    re.IGNORECASE,
)
ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[^\W\d][\w.-]*)(?=[\s/>]|$)")
HTML_NAMES = KEPT | APART | DROPPED | {
    "html", "head", "body", "meta", "link", "base", "a", "b", "i", "u", "em", "strong", "span", "img", "font", "small",
}  # fmt: skip
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(
    r"&(?:#(?:[xX](?P<hexadecimal>[0-9A-Fa-f]{1,8})|(?P<decimal>[0-9]{1,8}))|(?P<name>[A-Za-z]\w{1,31}));"
)
BARE = re.compile(r"(?P<cdata><!\[CDATA\[.*?\]\]>)|&(?!#?\w{1,31};)", re.DOTALL)
OWN_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
TOO_DEEP = re.compile("depth|huge", re.IGNORECASE)
UNBOUND_PREFIX = 201


def read_xml(data: bytes) -> etree._Element | None:
    """The root; None where the bytes do not begin like XML, or are HTML.

    A plain document type is passed over and never fetched. Raises ImportRefused where the XML is broken, or defines
    anything in its document type.
    """
    if not begins_like_xml(data):
        return None
    text = decode(data)
    start = after_prolog(text)
    root = ROOT.match(text, start)
    if not root and text.lstrip().startswith("<?xml") and not text[start:].strip():
        raise ImportRefused(_("This XML is broken or cut off. Ask for the file again."))
    if not root or root["name"].lower() in HTML_NAMES:
        return None
    return parse(REFERENCE.sub(character_of, NOT_IN_XML.sub("", text[start:])))


def begins_like_xml(data: bytes) -> bool:
    head = data[:1024]
    for mark in MARKS:
        head = head.removeprefix(mark)
    return head.lstrip(BLANK_BYTES).startswith(b"<")


def after_prolog(text: str) -> int:
    """Where the root begins. Raises ImportRefused where the document type defines something."""
    start = 0
    while True:
        found = PASSED_OVER.match(text, start) or DOCTYPE.match(text, start)
        if not found:
            return start
        if found.re is DOCTYPE and found["subset"] and found["empty"] is None:
            raise ImportRefused(_("This XML defines entities or elements of its own, which is not safe to read."))
        start = found.end()


def parse(text: str) -> etree._Element:
    try:
        return parse_strictly(text)
    except ImportRefused:
        # Not few feeds write an address or a name with a bare ampersand.
        repaired = BARE.sub(lambda found: found["cdata"] or "&amp;", text)
        if repaired == text:
            raise
        return parse_strictly(repaired)


def parse_strictly(text: str) -> etree._Element:
    try:
        return etree.fromstring(text.encode(), parser())
    except etree.XMLSyntaxError as error:
        if error.code == UNBOUND_PREFIX:
            # A piece cut out of a larger file; all the rest is well-formed, or that would have been the error.
            return etree.fromstring(text.encode(), parser(recover=True))
        if TOO_DEEP.search(str(error)):
            raise ImportRefused(
                _("This XML is nested too deeply, or a text in it is too long. Divide the file.")
            ) from None
        raise ImportRefused(_("This XML is broken or cut off. Ask for the file again.")) from None


def parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def character_of(reference: re.Match[str]) -> str:
    """A reference that XML can read, to the character that HTML gives the name; nothing where XML may not hold it."""
    if name := reference["name"]:
        if name in OWN_ENTITIES:
            return reference[0]
        characters = html5.get(f"{name};", "")
        return "".join(f"&#{ord(character)};" for character in characters) or f"&amp;{name};"
    code = int(reference["hexadecimal"], 16) if reference["hexadecimal"] else int(reference["decimal"])
    is_character = code < 0x110000 and not 0xD800 <= code < 0xE000 and not NOT_IN_XML.match(chr(code))
    return reference[0] if is_character else ""
