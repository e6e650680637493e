"""What the line ends of a plain text mean.

Blank lines and form feeds part paragraphs. Between them a line end means what the text uses it for:

- Where most lines are as full as their width allows, the text was broken to a width, and they are joined; an
  indented line, a bullet and the line after one that is not full begin a paragraph.
- Elsewhere, where lines are longer than a width, or where there are no blank lines, each line is a paragraph.
- Short lines that stand together, as those of an address or a poem, stay lines of one paragraph.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from sources.importers.refused import ImportRefused
from sources.reading import MAX_CHARACTERS

# Some wires end their lines with two carriage returns and a line feed.
LINE_END = re.compile("\r\r?\n|[\r\x85\u2028]")
PART_END = re.compile("[\x0b\x0c\u2029]")
# Whether a text has one of these is found much faster than where.
OTHER_ENDS = "\r\x85\u2028\x0b\x0c\u2029"
BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
# Nobody breaks prose to a greater width, or to a smaller one.
WIDEST = 100
NARROWEST = 40
# How much shorter than its width a full line may be: some leave a margin, or break before a long word.
SLACK = 10
SENTENCE_END = re.compile(r"""[.!?…:؟۔]["'”’»)\]]*\s*$""")
MOST = 0.6
BULLET = re.compile(r"\s*(?:[-–—*•‣▪·]|\(?\d{1,2}[.)])\s")
CUT_AT_HYPHEN = re.compile(r"[^\W\d_]-$")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text. Raises ImportRefused where it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise ImportRefused(_("This text is longer than two million characters. Divide it."))
    if any(map(text.__contains__, OTHER_ENDS)):
        text = PART_END.sub("\n\n", LINE_END.sub("\n", text))
    parts = [part.strip("\n").split("\n") for part in BLANK_LINES.split(text) if part.strip()]
    if is_broken_to_a_width(parts):
        margin = min((indent(line) for part in parts for line in part if line.strip()), default=0)
        return [paragraph for part in parts for paragraph in joined(part, margin)]
    return [paragraph for part in parts for paragraph in laid_out(part, alone=len(parts) == 1)]


def is_broken_to_a_width(parts: list[list[str]]) -> bool:
    """Whether most lines that another one follows are full."""
    lengths = [len(line) for part in parts for line in part]
    if sum(length > WIDEST for length in lengths) * 20 > len(lengths):
        return False
    full = ended = 0
    for part in parts:
        width = width_of(part)
        for line, following in pairwise(part):
            full += is_full(line, following, width)
            ended += 1
    return ended > 0 and full >= MOST * ended


def width_of(part: list[str]) -> int:
    """The length of the longest line, a web address on a line of its own not counted."""
    return max((len(line) for line in part if len(line) <= WIDEST and " " in line.strip()), default=0)


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the next word would not have fitted in."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    slack = 0 if SENTENCE_END.search(line) else SLACK
    return width >= NARROWEST and len(line) + 1 + len(word) > width - slack


def joined(part: list[str], margin: int) -> Iterator[str]:
    """The paragraphs of lines that were broken to a width."""
    width = width_of(part)
    paragraph, before = part[0].strip(), part[0]
    for line in part[1:]:
        if begins_paragraph(line, before, margin) or not is_full(before, line, width):
            yield paragraph
            paragraph = line.strip()
        else:
            paragraph += ("" if CUT_AT_HYPHEN.search(before) else " ") + line.strip()
        before = line
    yield paragraph


def begins_paragraph(line: str, before: str, margin: int) -> bool:
    if BULLET.match(line):
        return True
    return indent(line) >= margin + 2 and indent(before) < indent(line) and not BULLET.match(before)


def indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def laid_out(part: list[str], *, alone: bool) -> Iterator[str]:
    """The paragraphs of lines that somebody ended on purpose."""
    if alone or any(len(line) > WIDEST for line in part):
        yield from part
    else:
        yield "\n".join(line.strip() for line in part)
