"""Pasted HTML, cut down to paragraphs, headings, quotes and lists. The only call of bleach."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from sources.text import Block, BlockKind, join_blocks

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KEPT = HEADINGS | {"p", "blockquote", "ul", "ol", "li", "br"}
# Dropped with all that they hold: their content is not text that a reader of the page saw.
DROPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "svg",
        "math",
        "select",
        "textarea",
        "title",
    }
)
# Elements that a browser starts on a line of their own.
APART = frozenset(
    {
        "address",
        "article",
        "aside",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "main",
        "nav",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    }
)
# Elements that hold nothing, or that end where the next begins. The others nest, in a page a few dozen deep.
UNNESTED = re.compile(
    "area|base|body|br|col|colgroup|dd|dt|embed|head|hr|html|img|input|li|link|meta|option|p|param|source|"
    "tbody|td|tfoot|th|thead|track|tr|wbr",
    re.IGNORECASE,
)
DEEPEST = 300
# A page has some thousands; of more than these, only the words are taken.
MOST_TAGS = 60_000
LONGEST_TAG = 2_000
TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*)[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
BREAKS = re.compile(r"(?:\s*<br>){2,}\s*")
BLOCK_TAG = "</?(?:p|h[1-6]|blockquote|ul|ol|li)>"
IDLE_BREAKS = re.compile(rf"(?:(?<=^)|(?<=>))(?:\s*<br>)+(?=\s*(?:{BLOCK_TAG}|$))|^(?:\s*<br>)+")
LOOKS_LIKE_HTML = re.compile(
    rf"<(?:{'|'.join(sorted(KEPT | APART | {'html', 'body', 'span'}))})\b[^<>]*>", re.IGNORECASE
)

Token = dict[str, Any]


class ReadableOnly(Filter):
    """Drops the content of DROPPED, turns APART into line breaks and folds white space as a browser does."""

    def __iter__(self) -> Iterator[Token]:
        dropping: list[str] = []
        for token in super().__iter__():
            name = token.get("name", "")
            if name in DROPPED:
                if token["type"] == "StartTag":
                    dropping.append(name)
                elif dropping and token["type"] == "EndTag":
                    dropping.pop()
            elif dropping:
                continue
            elif name in APART:
                yield from (LINE_BREAK, LINE_BREAK)
            elif token["type"] in {"Characters", "SpaceCharacters"}:
                yield {**token, "data": HTML_SPACE.sub(" ", token["data"])}
            else:
                yield token


LINE_BREAK: Token = {"type": "EmptyTag", "name": "br", "namespace": None, "data": {}}


def clean_html(html: str) -> str:
    """The allow-listed HTML: p, h1 to h6, blockquote, ul, ol, li and br, without attributes.

    Inline elements give up their text, scripts and the like go whole. Not to be trusted alone: Lateral stores
    the text and shows it escaped.
    """
    if len(TAG.findall(html)) > MOST_TAGS:
        html = TAG.sub(" ", html)
    cleaner = Cleaner(tags=KEPT | DROPPED | APART, attributes={}, protocols=[], strip=True, filters=[ReadableOnly])
    cleaned = BREAKS.sub("<br><br>", cleaner.clean(quick_to_parse(html)))
    return IDLE_BREAKS.sub("", cleaned).removesuffix("<br><br>").strip()


def quick_to_parse(html: str) -> str:
    """The HTML without what the parser takes long over: its time grows with the square of the depth of the tags, of
    the attributes of one, and of the entities in a run of text.
    """
    depth = deepest = 0
    for closing, name in TAG.findall(html):
        if not UNNESTED.fullmatch(name):
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    html = TAG.sub(lambda tag: tag[0] if len(tag[0]) < LONGEST_TAG else f"<{tag[1]}{tag[2]}>", html)
    if deepest > DEEPEST:
        html = TAG.sub(lambda tag: tag[0] if UNNESTED.fullmatch(tag[2]) else "<br><br>", html)
    return ENTITY.sub(letter_of, html)


def letter_of(entity: re.Match[str]) -> str:
    """The letter that an entity stands for, unless it may mean something in HTML."""
    letter = unescape(entity[0])
    return entity[0] if letter.isascii() else letter


def looks_like_html(pasted: str) -> bool:
    """Whether the text holds a tag that lays out a page; a text that merely speaks of <b> does not."""
    return bool(LOOKS_LIKE_HTML.search(pasted))


def read_html(html: str) -> tuple[str, list[Block]]:
    """The canonical text of a piece of HTML, and its blocks with their kinds."""
    reader = BlockReader()
    reader.feed(clean_html(html))
    reader.close()
    return join_blocks((kind, text) for kind, text in reader.parts)


class BlockReader(HTMLParser):
    """Cuts the output of clean_html at its block tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.parts: list[tuple[BlockKind, str]] = [("paragraph", "")]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self.handle_data("\n")
            return
        self.open.append(tag)
        self.parts.append((self.kind(), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        self.parts.append((self.kind(), ""))

    def handle_data(self, data: str) -> None:
        kind, text = self.parts[-1]
        self.parts[-1] = (kind, text + data)

    def kind(self) -> BlockKind:
        for tag in reversed(self.open):
            if tag in HEADINGS:
                return "heading"
            if tag == "li":
                return "item"
            if tag == "blockquote":
                return "quote"
        return "paragraph"
