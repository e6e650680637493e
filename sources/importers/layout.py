"""Paragraphs of the lines on pages.

A paragraph ends before a greater gap than between other lines, before an indented line, where the size of the letters
changes, before a bullet, and after a line that is short and ends a sentence. It goes on over columns and pages. What
stands at the head or foot of several pages, and the numbers of the pages, are left out. Words that were divided at the
end of a line are put together again.
"""

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from sources.text import BlockKind

SPACES = re.compile(r"[ \t\n\r\f\v]+")
# Ligatures, and Arabic letters as they look in a word: forms of letters that have a code of their own.
FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefc]+")
ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
BEFORE_SIGN = re.compile(r" +(?=[.:!،؛؟])")
BULLET = re.compile(r"[•‣▪●○◦–—·*-]\s+(?=\S)")
SENTENCE_END = re.compile(r"""[.!?…:؟۔。]["'”’»)\]]*$""")
DIVIDED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\xad]$")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+|[^\W\d_]+")
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"[-–—|\s\[(]*(?:(?:page|p\.|pg\.?|seite|s\.|página|pagina|pág\.|صفحة)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|sur|de|von|di|من)\s*\d{1,4})?[-–—|\s\])]*",
    re.IGNORECASE,
)
# How many lines at the head and at the foot of a page may be no part of the text.
EDGE = 3
LONGEST_HEADING = 250
WORDS_OF_ONE_LETTER = frozenset("AIÀYO")


class Fragment(NamedTuple):
    """A piece of text, where it begins in points from the lower left corner, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


Line = Fragment
Part = tuple[BlockKind, str]


def lines_of(fragments: list[Fragment]) -> list[Line]:
    """The fragments of a page that follow each other at one height, as lines."""
    rows: list[list[Fragment]] = []
    for fragment in fragments:
        before = rows[-1][-1] if rows else None
        if before and abs(before.y - fragment.y) < 0.4 * max(before.size, fragment.size) and "\n" not in before.text:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    lines = (Line(row_text(row), min(each.x for each in row), row[0].y, max(each.size for each in row)) for row in rows)
    return [line for line in lines if line.text]


def row_text(row: list[Fragment]) -> str:
    """The words of a line. Arabic is drawn from the left by many programs, word by word: it is turned round."""
    pieces = [FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), each.text) for each in row]
    text = "".join(pieces)
    if len(ARABIC.findall(text)) > len(LATIN.findall(text)) and row[0].x < row[-1].x:
        by_place = sorted(zip(row, pieces, strict=True), key=lambda both: both[0].x, reverse=True)
        text = BEFORE_SIGN.sub("", "".join(turned(piece) for _fragment, piece in by_place))
    return SPACES.sub(" ", text).strip()


def turned(piece: str) -> str:
    """The piece with the space before it after it: pypdf puts one where it sees a gap."""
    return piece.lstrip() + piece[: len(piece) - len(piece.lstrip())]


def paragraphs_of(pages: list[list[Line]]) -> list[Part]:
    """The headings and paragraphs of all pages."""
    lines = with_initials([line for page in without_running_heads(pages) for line in page])
    if not lines:
        return []
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0]
    begins = Beginnings(lines, body)
    words = Counter(word.lower() for line in lines for word in WORD.findall(line.text))
    parts: list[tuple[BlockKind, list[str]]] = []
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if before is None or begins.at(before, line, after):
            bullet = BULLET.match(line.text)
            is_heading = line.size > 1.15 * body and len(line.text) <= LONGEST_HEADING
            kind: BlockKind = "heading" if is_heading else "item" if bullet else "paragraph"
            parts.append((kind, [line.text[bullet.end() :] if bullet else line.text]))
        else:
            add(parts[-1][1], line.text, words)
    return [(kind, "".join(chunks)) for kind, chunks in parts]


def with_initials(lines: list[Line]) -> list[Line]:
    """The lines, a great letter at the beginning of a text put before the small ones that it belongs to."""
    words = Counter(word for line in lines for word in line.text.split())
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        is_initial = before and len(before.text) == 1 and before.text.isupper() and before.size > 1.5 * line.size
        if before and is_initial and line.text[0].islower():
            is_word = before.text in WORDS_OF_ONE_LETTER and words[line.text.split()[0]] > 1
            gap = " " if is_word else ""
            joined[-1] = line._replace(text=before.text + gap + line.text)
        else:
            joined.append(line)
    return joined


def add(chunks: list[str], line: str, words: Counter[str]) -> None:
    """Add a line to its paragraph; a word that was divided between them is made whole."""
    before = chunks[-1]
    if not DIVIDED.search(before) or not line[0].islower():
        chunks += [" ", line]
        return
    first = WORD.findall(before[:-1])[-1].lower()
    second = next(iter(WORD.findall(line)), "").lower()
    # "well-known" has a hyphen wherever it stands, "demo-cratic" at the end of a line alone.
    keeps = words[f"{first}-{second}"] > words[first + second] and not before.endswith("\xad")
    if not keeps:
        chunks[-1] = before[:-1]
    chunks.append(line)


class Beginnings:
    """Tells where a paragraph begins, by what is usual in the document."""

    def __init__(self, lines: list[Line], body: float) -> None:
        of_body = [line for line in lines if abs(line.size - body) < 0.1 * body]
        gaps = [one.y - two.y for one, two in pairwise(of_body) if 0.5 * body < one.y - two.y < 4 * body]
        self.leading = median(gaps) if gaps else 1.3 * body
        self.bottom = min((line.y for line in of_body), default=0)
        lengths = sorted(len(line.text) for line in of_body)
        self.full = lengths[len(lengths) * 3 // 4] if lengths else 80

    def at(self, before: Line, line: Line, after: Line | None) -> bool:
        if abs(before.size - line.size) > 0.08 * max(before.size, line.size) or BULLET.match(line.text):
            return True
        gap = before.y - line.y
        if gap > 1.3 * max(self.leading, line.size):
            return True
        ended = bool(SENTENCE_END.search(before.text))
        # The page ends sooner than others do.
        if gap < 0 and ended and before.y > self.bottom + 3 * self.leading:
            return True
        if len(before.text) < 0.8 * self.full and (ended or gap < 0):
            return ended or len(before.text) < 0.5 * self.full
        return self.is_indented(before, line, after)

    def is_indented(self, before: Line, line: Line, after: Line | None) -> bool:
        """Whether a line stands further in than its neighbours; on the other side where the text runs to the left."""
        beside = [each for each in (before, after) if each and abs(each.x - line.x) < 8 * line.size]
        indents = [line.x - each.x for each in beside]
        return bool(indents) and 0.6 * line.size < max(indents) and min(indents) > -0.3 * line.size


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without their numbers and without what stands at the head or foot of several of them."""
    edges = [edge_of(page) for page in pages]
    repeated = Counter(key for edge in edges for key in {key_of(line) for line in edge})
    often = max(2, 0.3 * len(pages))
    return [
        [line for line in page if line not in edge or not (repeated[key_of(line)] >= often or is_number(line))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def edge_of(page: list[Line]) -> list[Line]:
    """The lines at the head and at the foot of a page that stand apart from the others, or else the last of each."""
    rising = sorted(page, key=lambda line: line.y)
    return [*apart(rising), *apart(rising[::-1])]


def apart(lines: list[Line]) -> list[Line]:
    gaps = [abs(one.y - two.y) > 1.6 * max(one.size, two.size) for one, two in pairwise(lines[: EDGE + 1])]
    return lines[: max((place for place, gap in enumerate(gaps, 1) if gap), default=1)]


def key_of(line: Line) -> tuple[str, int]:
    """The line and its height, the same on every page: its numbers count."""
    return NUMBER.sub("#", line.text.casefold()), round(line.y / 2)


def is_number(line: Line) -> bool:
    return bool(PAGE_NUMBER.fullmatch(line.text))
