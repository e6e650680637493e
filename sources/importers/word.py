"""Word documents as Office Open XML (ISO/IEC 29500): DOCX.

python-docx opens the package and knows the styles. The text is taken from the XML, for python-docx leaves out what
stands in content controls, fields and insertions that were tracked. What was deleted, and hidden text, is not read.
Footnotes stand below the text, by the numbers that stand in it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import docx
from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from sources.importers import zips
from sources.importers.parsed import Parsed, assemble
from sources.importers.properties import author_of, title_of
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer
from sources.importers.xml import read_xml
from sources.text import BlockKind, fold

CONTENT_TYPES = "[Content_Types].xml"
# Some programs count it: word/document2.xml.
DOCUMENT = re.compile(r"word/document\d*\.xml")
# XML of a text of two million characters, with much markup.
MAX_XML = 40 * 2**20
MOST_STYLES_DEEP = 20

BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}
# Deleted or moved away; what a field is computed from; the second telling of a drawing.
LEFT_OUT = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr", "w:sectPr")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
PARAGRAPH, RUN, TEXT, VALUE = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:val")
NOTES = ("footnote", "endnote")
REFERENCES = frozenset(qn(f"w:{name}Reference") for name in NOTES)
OFF = frozenset({"0", "false", "off"})

# How Word calls its styles whatever its own language, and how other programs do.
HEADING = re.compile(r"(heading|subtitle|titre|sous titre|uberschrift|untertitel|titulo|titolo|rubrik|kop) ?\d?")
QUOTE = re.compile(r"(intense |block )?(quote|quotation|quotations|citation|zitat|cita|citazione)|block text")
ITEM = re.compile(r"list (bullet|number)( \d)?")


def is_word(source: Source) -> bool:
    if not source.data.startswith(zips.FIRST_BYTES) or b"word/document" not in source.data:
        return False
    try:
        with zips.open_zip(source.data) as package:
            names = package.namelist()
            return CONTENT_TYPES in names and any(map(DOCUMENT.fullmatch, names))
    except ImportRefused:
        return False


@importer("DOCX", is_word)
def read_word(source: Source) -> list[Parsed]:
    document = open_word(source.data)
    styles = kinds_of_styles(document.styles.element)
    notes = Notes(document)
    parts = list(parts_of(document.element.body, styles, notes))
    parts += notes.parts(styles)
    properties = document.core_properties
    parsed = assemble(
        parts,
        title=title_of(parts, properties.title or ""),
        language=properties.language or "",
        tags=(properties.keywords or "").replace(";", ",").split(","),
    )
    return [parsed if parsed.byline else replace(parsed, byline=author_of(properties.author or ""))]


def open_word(data: bytes) -> WordDocument:
    """Raises ImportRefused where the file is broken, or would unpack to more than it should."""
    with zips.open_zip(data) as package:
        allowance = zips.Allowance()
        for info in package.infolist():
            allowance.take_file(info.filename)
            allowance.take(info.file_size)
            if info.filename.endswith(".xml") and info.file_size > MAX_XML:
                raise zips.too_large()
    try:
        return docx.Document(BytesIO(data))
    except Exception:
        # The library promises nothing of what it raises at a broken package.
        raise ImportRefused(
            _("This Word document is broken, or of an unusual kind. Open it in Word and save it as DOCX.")
        ) from None


def kinds_of_styles(styles: etree._Element) -> dict[str, BlockKind]:
    """What a paragraph is by the id of its style; styles that nothing is known of are left out."""
    elements = {style.get(qn("w:styleId"), ""): style for style in styles.iterchildren(qn("w:style"))}
    kinds = {name: inherited_kind(style, elements) for name, style in elements.items()}
    return {name: kind for name, kind in kinds.items() if kind}


def inherited_kind(style: etree._Element | None, elements: dict[str, etree._Element]) -> BlockKind | None:
    """The kind of a style or of one that it is based on."""
    for _deep in range(MOST_STYLES_DEEP):
        if style is None:
            return None
        if kind := kind_of_style(style):
            return kind
        style = elements.get(value(style, "w:basedOn"))
    return None


def kind_of_style(style: etree._Element) -> BlockKind | None:
    name = fold(value(style, "w:name"))
    if HEADING.fullmatch(name) or name == "title" or is_outlined(style.find(qn("w:pPr"))):
        return "heading"
    if QUOTE.fullmatch(name):
        return "quote"
    return "item" if ITEM.fullmatch(name) or is_numbered(style.find(qn("w:pPr"))) else None


def value(element: etree._Element | None, path: str) -> str:
    found = None if element is None else element.find(qn(path))
    return "" if found is None else found.get(VALUE, "")


def is_outlined(properties: etree._Element | None) -> bool:
    """Whether paragraphs like this are in the outline; its tenth level is that of all other text."""
    return value(properties, "w:outlineLvl") in {*"012345678"}


def is_numbered(properties: etree._Element | None) -> bool:
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    return value(numbering, "w:numId") not in {"", "0"}


class Notes:
    """Footnotes and endnotes, numbered in the order in which the text refers to them."""

    def __init__(self, document: WordDocument) -> None:
        self.elements: dict[tuple[str, str], etree._Element] = {}
        for relation in document.part.rels.values():
            name = relation.reltype.rpartition("/")[2].removesuffix("s")
            root = None if name not in NOTES or relation.is_external else read_xml(relation.target_part.blob)
            for note in () if root is None else root.iterchildren(qn(f"w:{name}")):
                self.elements[name, note.get(qn("w:id"), "")] = note
        self.numbers: dict[tuple[str, str], int] = {}

    def sign(self, reference: etree._Element) -> str:
        """The number of the note that is referred to, in brackets; nothing where there is no such note."""
        name = str(reference.tag).rpartition("}")[2].removesuffix("Reference")
        key = (name, reference.get(qn("w:id"), ""))
        return f"[{self.numbers.setdefault(key, len(self.numbers) + 1)}]" if key in self.elements else ""

    def parts(self, styles: dict[str, BlockKind]) -> Iterator[tuple[BlockKind, str]]:
        """The notes that the text refers to, each with its number."""
        for key, number in self.numbers.items():
            words = "\n".join(text.strip() for _kind, text in parts_of(self.elements[key], styles, None))
            yield "paragraph", f"[{number}] {words.strip()}" if words.strip() else ""


def parts_of(
    body: etree._Element, styles: dict[str, BlockKind], notes: Notes | None
) -> Iterator[tuple[BlockKind, str]]:
    """The paragraphs, those in tables, text boxes and content controls too."""
    open_paragraphs: list[list[str]] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element.tag == PARAGRAPH:
                yield kind_of(element, styles), "".join(open_paragraphs.pop())
        elif element.tag == PARAGRAPH:
            open_paragraphs.append([])
        elif element.tag in LEFT_OUT or is_hidden(element):
            walk.skip_subtree()
        elif open_paragraphs:
            sign = notes.sign(element) if notes and element.tag in REFERENCES else ""
            open_paragraphs[-1].append(sign or words_of(element))


def words_of(element: etree._Element) -> str:
    return element.text or "" if element.tag == TEXT else BREAKS.get(str(element.tag), "")


def kind_of(paragraph: etree._Element, styles: dict[str, BlockKind]) -> BlockKind:
    properties = paragraph.find(qn("w:pPr"))
    kind = styles.get(value(properties, "w:pStyle"), "paragraph")
    if is_outlined(properties):
        return "heading"
    return "item" if kind == "paragraph" and is_numbered(properties) else kind


def is_hidden(element: etree._Element) -> bool:
    if element.tag != RUN:
        return False
    properties = element.find(qn("w:rPr"))
    vanish = None if properties is None else properties.find(qn("w:vanish"))
    return vanish is not None and vanish.get(VALUE, "1") not in OFF
