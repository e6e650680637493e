"""What can be read off a text before anybody says more of it: its characters, its title, its length."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from sources.text import Block, canonical, fold

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
        raise NotText(_("is empty."))
    if len(body) > MAX_CHARACTERS:
        raise NotText(_("is longer than two million characters."))
    return body


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
