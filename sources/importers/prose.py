"""Paragraphs, headings, quotes and list items out of marked-up text, and out of plain text with hard line ends."""

import re
from html import unescape

from lxml import etree

from sources.sanitize import looks_like_html
from sources.text import BlockKind

Parts = list[tuple[BlockKind, str]]

# XHTML and NITF have most of their names in common, so one table serves both.
KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("blockquote", "bq"), "quote"),
}
BLOCKS = frozenset(KINDS) | {
    "address", "article", "aside", "block", "body", "body.content", "body.end", "caption", "center", "details", "div",
    "dl", "element", "fn", "hr", "html", "main", "note", "ol", "p", "para", "paragraph", "pre", "section", "summary",
    "table", "tagline", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
# Not text of the story: pictures with their captions, what a page or a program needs.
DROPPED = frozenset({
    "audio", "button", "canvas", "figcaption", "figure", "footer", "form", "head", "header", "iframe", "img", "math",
    "media", "nav", "noscript", "object", "picture", "script", "select", "style", "svg", "template", "textarea",
    "video",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
# White space that is not one space already: most is.
SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
# A text with a line longer than this was not broken to a width.
WIDEST = 120
DEEPEST_INDENT = 8
# Two lines at the margin and one apart, after the first.
FEWEST_ENDS = 3
# A line end that means one, among those that are only layout.
BREAK = "\x1f"
CELL = "\x1e"
# What was escaped twice on its way.
TWICE = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|quot|apos|amp|lt|gt|nbsp);", re.IGNORECASE)
# Fewer lines than these may be broken for their own sake.
FEWEST_BROKEN = 4
# Part of the width from which a line counts as full: words are long, and columns of wires ragged.
FULL = 0.6
BULLET = re.compile(r"\s*(?:[-*•–—+·▪]|\(?\d{1,2}[.)])\s+\S")
SENTENCE_END = re.compile(r"""[.!?…:؟。]["'”’»)\]]*$""")
COLUMNS = re.compile(r"\S {3,}\S")
SPACELESS = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
CUT_AT_HYPHEN = re.compile(r"[^\W\d_]-$")
BLOCK_TAG = re.compile(r"<(?:p|div|li|h[1-6]|br|tr|blockquote|hl[12])\b", re.IGNORECASE)


def local(element: etree._Element) -> str:
    """The name without its namespace, in lower case; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def tree_parts(root: etree._Element) -> Parts:
    """The parts of a tree of XHTML, HTML or NITF."""
    if not any(local(element) in BLOCKS for element in root.iterdescendants()):
        return plain_parts(inline_text(root))
    reader = TreeReader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.end(element, is_root=element is root)
        elif element is not root and (not local(element) or local(element) in DROPPED):
            walk.skip_subtree()
            reader.skipped.add(element)
        else:
            reader.start(element)
    return unbroken(reader.finished())


class TreeReader:
    """Collects text between the tags that begin and end blocks."""

    def __init__(self) -> None:
        self.parts: list[tuple[BlockKind, list[str]]] = [("paragraph", [])]
        self.kinds: list[tuple[etree._Element, BlockKind]] = []
        self.pre = 0
        self.skipped: set[etree._Element] = set()

    def start(self, element: etree._Element) -> None:
        name = local(element)
        if kind := KINDS.get(name):
            self.kinds.append((element, kind))
        if name in BLOCKS:
            self.begin()
        elif name in CELLS and self.parts[-1][1]:
            self.parts[-1][1].append(CELL)
        elif name == "br":
            self.parts[-1][1].append(BREAK)
        self.pre += name == "pre"
        self.read(element.text)

    def end(self, element: etree._Element, *, is_root: bool) -> None:
        if element not in self.skipped:
            self.leave(element, local(element))
        if not is_root:
            self.read(element.tail)

    def leave(self, element: etree._Element, name: str) -> None:
        if name == "pre":
            self.pre -= 1
            laid_out = plain_parts("".join(self.parts.pop()[1]))
            self.parts += [(kind, [text.replace("\n", BREAK)]) for kind, text in laid_out]
        if self.kinds and self.kinds[-1][0] is element:
            self.kinds.pop()
        if name in BLOCKS:
            self.begin()

    def begin(self) -> None:
        """A block; in an item in a quotation it is an item."""
        self.parts.append((self.kinds[-1][1] if self.kinds else "paragraph", []))

    def read(self, text: str | None) -> None:
        if text and (self.pre or self.parts[-1][1] or not text.isspace()):
            self.parts[-1][1].append(text)

    def finished(self) -> Parts:
        parts: Parts = []
        for kind, chunks in self.parts:
            raw = "".join(chunks)
            if "&" in raw:
                raw = TWICE.sub(lambda entity: unescape(entity[0]), raw)
            if kind == "paragraph" and is_laid_out(raw):
                parts += plain_parts(raw.replace(BREAK, "\n"))
            else:
                parts.append((kind, SPACE.sub(" ", raw).replace(BREAK, "\n").replace(CELL, "\t")))
        return parts


def is_laid_out(raw: str) -> bool:
    """Whether the lines in a paragraph tag are those of a wire, with paragraphs of their own: most begin at the margin,
    and others are indented or blank. Lines that only the mark-up's own layout has indented do not.
    """
    if raw.count("\n") < FEWEST_ENDS:
        return False
    lines = raw.strip().expandtabs(4).split("\n")[1:]
    at_margin = sum(1 for line in lines if line.strip() and not indent(line))
    apart = sum(1 for line in lines if not line.strip() or 2 <= indent(line) <= DEEPEST_INDENT)
    return at_margin >= 2 and apart >= 1 and max(map(len, lines)) <= WIDEST


def unbroken(parts: Parts) -> Parts:
    """The parts, with the lines joined where a text that was broken to a width had its line ends turned into tags."""
    broken = [line.strip() for _kind, text in parts for line in text.split("\n")[:-1] if line.strip()]
    full = [line for line in broken if WIDEST / 3 < len(line) <= WIDEST]
    if len(broken) < FEWEST_BROKEN or len(full) < FULL * len(broken) or max(map(len, broken)) > WIDEST:
        return parts
    width = max(map(len, broken))
    return [
        (kind if len(paragraphs) == 1 else "paragraph", paragraph)
        for kind, text in parts
        for paragraphs in [[words for _kind, words in plain_parts(text, width=width)]]
        for paragraph in paragraphs
    ]


def inline_text(root: etree._Element) -> str:
    """The text of an element with its line ends, as one string."""
    chunks: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            chunks.append("" if element is root else element.tail or "")
        elif element is not root and (not local(element) or local(element) in DROPPED):
            walk.skip_subtree()
        else:
            chunks.append("\n" if local(element) == "br" else element.text or "")
    return "".join(chunks)


def line_of(element: etree._Element | None) -> str:
    """The text of an element on one line; empty where there is none."""
    if element is None:
        return ""
    return SPACE.sub(" ", TWICE.sub(lambda entity: unescape(entity[0]), inline_text(element))).strip()


def html_parts(html: str) -> Parts:
    """The parts of a piece of HTML as a string."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return []
    return [] if root is None else tree_parts(root)


def written_parts(raw: str) -> Parts:
    """The parts of a string that is HTML or plain text, whatever it is said to be."""
    blocks = len(BLOCK_TAG.findall(raw))
    if not looks_like_html(raw):
        return plain_parts(unescape(raw))
    # One pair of tags around a text that is laid out by its lines and their indentation.
    return plain_parts(unescape(TAG.sub("", raw))) if blocks <= 1 else html_parts(raw)


def plain_parts(raw: str, *, width: int = 0, margin: int | None = None) -> Parts:
    """The paragraphs of a plain text, lines that were broken to a width joined.

    A blank line, an indented line among others that are not, and a bullet begin a paragraph. In a text of long lines
    each is a paragraph; lines of a table or of verse stay lines.
    """
    lines = [line.rstrip().expandtabs(4) for line in re.split(r"\r\n|[\r\n\x85\u2028\u2029\x0b\x0c]", raw)]
    written = [line for line in lines if line.strip()]
    width = width or max(map(len, written), default=0)
    if width > WIDEST:
        return [("paragraph", line) for line in written]
    margin = min((indent(line) for line in written), default=0) if margin is None else margin
    paragraphs: list[list[str]] = []
    opening = before = ""
    for line in lines:
        if not line.strip():
            before = ""
            continue
        hangs = bool(BULLET.match(opening)) and indent(line) > indent(opening)
        if before and (hangs or not begins_paragraph(line, before, margin, width)):
            paragraphs[-1] += [joint(before, line, width), line.strip()]
        else:
            paragraphs.append([line.strip()])
            opening = line
        before = line
    return [("paragraph", "".join(pieces)) for pieces in paragraphs]


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def begins_paragraph(line: str, before: str, margin: int, width: int) -> bool:
    if BULLET.match(line):
        return True
    if indent(line) >= margin + 2:
        return indent(before) < margin + 2 or indent(line) == indent(before)
    # The line before would have had room for more, and its sentence is over.
    return len(before) < width * FULL and bool(SENTENCE_END.search(before)) and not COLUMNS.search(before.strip())


def joint(before: str, line: str, width: int) -> str:
    """What stands between a line and the next of its paragraph: a space, unless the break means something."""
    after = line.strip()
    if COLUMNS.search(before.strip()) or COLUMNS.search(after):
        return "\n"
    room = width - len(before)
    goes_on = after[0].islower() and not SENTENCE_END.search(before)
    if len(before) < width * FULL and not goes_on and room > len(after.split(maxsplit=1)[0]) + 1:
        return "\n"
    if SPACELESS.match(before[-1]) and SPACELESS.match(after[0]):
        return ""
    return "" if CUT_AT_HYPHEN.search(before) and after[0].islower() else " "
