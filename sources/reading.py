"""What can be read off what was handed in, before anybody says more of it: characters, blocks, title."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sources.sanitize import looks_like_html, read_html
from sources.text import Block, BlockKind, blocks_of, canonical, fold

MAX_CHARACTERS = 2_000_000
MAX_BYTES = 10 * 2**20
# A longer line is a paragraph, not a title.
LONGEST_TITLE = 200
# A title stands among the first lines, or nowhere.
FIRST_LINES = 5
LINE_BREAKS = re.compile(r"\s*\n\s*")


class NotText(Exception):
    """The bytes, or the words, cannot be stored as a text. Its one argument ends a sentence that begins with a name."""


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8, or UTF-16 with a byte order mark. Raises NotText."""
    if len(data) > MAX_BYTES:
        raise NotText(_("is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 2**20})
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        raw = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(_("is not a text in UTF-8 or UTF-16.")) from None
    if "\x00" in raw:
        raise NotText(_("is not a text: it holds NUL bytes."))
    return raw


def check_body(body: str) -> str:
    """The canonical text, if there is any and it is not too long. Raises NotText."""
    if not body:
        raise NotText(_("holds no text."))
    check_length(body)
    return body


def check_length(raw: str) -> None:
    if len(raw) > MAX_CHARACTERS:
        raise NotText(_("is longer than two million characters."))


def one_line(raw: str) -> str:
    """A title, name or the like: canonical, and on one line."""
    return LINE_BREAKS.sub(" ", canonical(raw))


def guess_title(body: str, outlet: str = "") -> str:
    """The first short line of a canonical text that is more than its outlet's name; else how the text begins."""
    lines = [line.strip() for line in body.split("\n", FIRST_LINES + 1)[: FIRST_LINES + 1] if line.strip()]
    if len(lines) > 1 and is_furniture(lines[0], outlet):
        del lines[0]
    short = (line for line in lines if len(line) <= LONGEST_TITLE)
    return next(short, "") or beginning(lines[0] if lines else "")


def is_furniture(line: str, outlet: str) -> bool:
    """Whether a line is nothing but the outlet's name and at most two other words, as in "Site icon example.org"."""
    name, words = f" {fold(outlet)} ", f" {fold(line)} "
    return name.strip() != "" and name in words and len(words.replace(name, " ", 1).split()) <= 2


def beginning(line: str) -> str:
    """The line cut at a word, with an ellipsis."""
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[: LONGEST_TITLE - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def with_heading(blocks: Iterable[Block], body: str, title: str) -> list[Block]:
    """The blocks, the first that is the title made a heading."""
    marked = list(blocks)
    for place, block in enumerate(marked):
        if body[block.start : block.end] == title:
            marked[place] = replace(block, kind="heading")
            break
    return marked


@dataclass(frozen=True, slots=True)
class Reading:
    """A canonical text, its blocks, and what it was read from."""

    body: str
    blocks: list[Block]
    original: bytes
    media_type: str


def read_typed(raw: str) -> Reading:
    """A plain text, or the source of a page of HTML. Raises NotText."""
    check_length(raw)
    original = raw.encode(errors="replace")
    if looks_like_html(raw):
        body, blocks = read_html(raw)
        return Reading(check_body(body), blocks, original, "text/html")
    body = check_body(canonical(raw))
    return Reading(body, list(blocks_of(body)), original, "text/plain")


def read_pasted(typed: str, html: str, *, edited: bool = False) -> Reading:
    """What was pasted from a page: its HTML, or the words as edited since, with the kinds that its blocks had.

    Raises NotText.
    """
    if not html:
        return read_typed(typed)
    pasted = read_typed(html)
    if not edited:
        return pasted
    reading = read_typed(typed)
    kinds: dict[str, BlockKind] = {pasted.body[block.start : block.end]: block.kind for block in pasted.blocks}
    blocks = [
        replace(block, kind=kinds.get(reading.body[block.start : block.end], block.kind)) for block in reading.blocks
    ]
    return replace(reading, blocks=blocks)


def title_of(reading: Reading, outlet: str = "") -> str:
    """A heading among the first blocks, else as guess_title."""
    headings = (
        reading.body[block.start : block.end] for block in reading.blocks[:FIRST_LINES] if block.kind == "heading"
    )
    short = (one_line(heading) for heading in headings if len(heading) <= LONGEST_TITLE)
    return next(short, "") or guess_title(reading.body, outlet)
