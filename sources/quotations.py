"""The quoted words of a text: in marks of any kind, one inside another, over several paragraphs. Pure.

News text from the web is sloppy: marks of two kinds are mixed, one is never closed, another closes what was never
opened. What a careful reader takes for the quotation is what counts here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sources.cues import cues_for
from sources.text import blocks_of, fold

Part = tuple[int, int]

MARKS = re.compile("[«»‹›“”„‟‚‘’\"']")
# The marks that may close each opening one; the first is its own.
CLOSERS = {"«": "»", "»": "«»", "‹": "›", "“": "”", "‟": "”", "„": "“”", '"': '"', "‚": "‘’", "‘": "’", "'": "'"}
SINGLE = frozenset("‹‚‘'")
CLOSING = "»›”"
# Words that begin with an apostrophe in English.
CLIPPED = re.compile(r"(?:\d0s|em|tis|twas|til|cause|n|round)\b", re.IGNORECASE)
OPENED_AFTER = "([{«“„‘‹—–-/\"'"
# What may stand between two paragraphs' parts and still be the same quotation.
LINE_START = " \u00a0\u202f\t"
TERM_WORDS = 3
# How far a verb of saying may stand from the words said.
NEAR = 40


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words without their marks (`start`, `end`) and with them (`outer_start`, `outer_end`).

    `parts` are its pieces, one for each paragraph that it runs over; `depth` is 0 unless it stands inside another.
    `is_term`: one to three words that nobody is said to have said: a name, or a word held at a distance.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    parts: tuple[Part, ...]
    is_term: bool


@dataclass(slots=True)
class Open:
    """An opening mark that waits for its closing one."""

    mark: str
    place: int
    parts: list[Part] = field(default_factory=list)
    start: int = 0  # where the words of the paragraph begin


def find_quotations(text: str, language: str) -> list[Quotation]:
    """The quotations of a canonical text by their start, an outer one before those in it. Never raises; linear."""
    reader = Reader(text, language)
    for block in blocks_of(text):
        reader.read(block.start, block.end)
    reader.finish()
    return sorted(reader.found, key=lambda quotation: (quotation.outer_start, quotation.depth))


class Reader:
    """Reads a text block by block; `stack` holds what is open, `pending` what the last block left open."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language.partition("-")[0].lower()
        self.stack: list[Open] = []
        self.pending: Open | None = None
        self.pending_end = 0
        self.found: list[Quotation] = []
        self.verbs = cues_for(self.language).said

    def read(self, start: int, end: int) -> None:
        self.stack = []
        marks = list(MARKS.finditer(self.text, start, end))
        last = {match[0]: match.start() for match in marks}
        if self.pending:
            self.go_on(start, end, [match.start() for match in marks])
        for match in marks:
            self.take(match[0], match.start(), start, end, last)
        self.leave_open(end)

    def finish(self) -> None:
        if self.pending:
            self.end_at_paragraph(self.pending, self.pending_end)
            self.pending = None

    # What a block begins with

    def go_on(self, start: int, end: int, marks: list[int]) -> None:
        """Whether what the last block left open goes on in this one: it opens anew, or closes without opening."""
        assert self.pending
        opened = self.pending
        first = marks[0] if marks else -1
        if first == start and self.text[first] in (opened.mark, *CLOSERS[opened.mark]) and self.has_words(first, end):
            opened.start = first + 1
        elif first >= 0 and self.text[first] in CLOSERS[opened.mark] and not self.is_opening(first, start, end):
            opened.start = start
        else:
            self.finish()
            return
        opened.parts.append(self.trimmed(opened.parts.pop()[0], self.pending_end))
        opened.parts.append((opened.start, opened.start))
        self.stack = [opened]
        self.pending = None

    def has_words(self, mark: int, end: int) -> bool:
        return mark + 1 < end and not self.text[mark + 1 : mark + 3].isspace()

    # One mark

    def take(self, mark: str, place: int, start: int, end: int, last: dict[str, int]) -> None:
        if place < (self.stack[0].start if self.stack and self.stack[0].parts else start):
            return  # the mark that opened a paragraph of a quotation anew
        if self.is_no_mark(mark, place, start, end):
            return
        depth = self.closes(mark, place, start, end, last)
        if depth is not None:
            self.close(depth, place)
        elif self.is_opening(place, start, end):
            self.stack.append(Open(mark, place, start=place + 1))

    def is_no_mark(self, mark: str, place: int, start: int, end: int) -> bool:
        """An apostrophe, a prime for feet, inches, minutes and seconds."""
        before, after = self.around(place, start, end)
        if mark in "'’":
            if before.isalnum() and after.isalnum():
                return True
            if mark == "'" and self.language != "en":
                return True
            return before.isdigit() and not self.is_open("‘'‚")
        return mark == '"' and before.isdigit() and not self.is_open('"')

    def is_open(self, marks: str) -> bool:
        return any(opened.mark in marks for opened in self.stack[-4:])

    def around(self, place: int, start: int, end: int) -> tuple[str, str]:
        before = self.text[place - 1] if place > start else " "
        after = self.text[place + 1] if place + 1 < end else " "
        return before, after

    def is_opening(self, place: int, start: int, end: int) -> bool:
        """Whether a mark that closes nothing opens something."""
        mark = self.text[place]
        before, after = self.around(place, start, end)
        is_free = before.isspace() or before in OPENED_AFTER
        if mark in "«‹„‚":
            return True
        if mark == "“":
            return not (after.isspace() and before.isalnum())
        if mark in "'‘":
            return is_free and after.isalnum() and not CLIPPED.match(self.text, place + 1, place + 8)
        if mark == '"':
            return is_free or not (before.isalnum() or before in ".,!?…")
        if mark == "»":
            return before.isspace() and after.isalnum()
        return False

    def closes(self, mark: str, place: int, start: int, end: int, last: dict[str, int]) -> int | None:
        """The place in the stack of what the mark closes."""
        before, after = self.around(place, start, end)
        if mark == "»" and before.isspace() and after.isalnum() and place > start:
            return None  # «  »rebels« : it opens, whatever it looks like
        if mark == "'" and (before.isspace() or after.isalnum()):
            return None
        if mark == '"' and before.isspace() and not after.isspace() and after.isalnum() and self.is_nested(after):
            return None
        for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - 8), -1):
            if mark in CLOSERS[self.stack[depth].mark]:
                return depth
        return self.closes_another(mark, last, place)

    def is_nested(self, after: str) -> bool:
        """Whether a straight mark, found where one is open, may open one more: never of the same kind."""
        return bool(self.stack) and self.stack[-1].mark != '"' and after.isalnum() and not self.is_open('"')

    def closes_another(self, mark: str, last: dict[str, int], place: int) -> int | None:
        """Mixed marks, “ … »: taken where the right mark does not come any more."""
        if mark not in CLOSING + '"' or not self.stack:
            return None
        opened = self.stack[-1]
        if opened.mark in SINGLE or (mark == '"' and self.text[place - 1].isspace()):
            return None
        if any(last.get(own, -1) > place for own in CLOSERS[opened.mark]):
            return None
        return len(self.stack) - 1

    # What was found

    def close(self, depth: int, place: int) -> None:
        opened = self.stack[depth]
        del self.stack[depth:]
        if opened.parts:
            opened.parts[-1] = self.trimmed(opened.parts[-1][0], place)
        else:
            opened.parts.append(self.trimmed(opened.start, place))
        self.keep(opened, place + 1, depth)

    def leave_open(self, end: int) -> None:
        """An outer quotation that the block does not close may go on in the next; a single mark was none."""
        outer = next((opened for opened in self.stack if opened.mark not in SINGLE), None)
        if outer is None:
            return
        if outer.parts:
            outer.parts[-1] = self.trimmed(outer.parts[-1][0], end)
        else:
            outer.parts.append(self.trimmed(outer.start, end))
        self.pending, self.pending_end = outer, end

    def end_at_paragraph(self, opened: Open, end: int) -> None:
        self.keep(opened, end, 0)

    def keep(self, opened: Open, outer_end: int, depth: int) -> None:
        parts = tuple(part for part in opened.parts if part[0] < part[1])
        if not parts or not any(char.isalnum() for char in self.text[parts[0][0] : parts[-1][1]]):
            return
        start, end = parts[0][0], parts[-1][1]
        is_term = len(parts) == 1 and self.is_term(start, end, opened.place, outer_end)
        self.found.append(Quotation(start, end, opened.place, outer_end, depth, parts, is_term))

    def trimmed(self, start: int, end: int) -> Part:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def is_term(self, start: int, end: int, outer_start: int, outer_end: int) -> bool:
        if end - start > 80 or len(self.text[start:end].split()) > TERM_WORDS or self.text[end - 1] in ".!?…؟":
            return False
        before = self.text[max(0, outer_start - NEAR) : outer_start].rpartition("\n")[2].rstrip(LINE_START)
        if before.endswith(":"):
            return False
        after = self.text[outer_end : outer_end + NEAR].partition("\n")[0]
        return not (self.is_said(words_near(before)[-2:]) or self.is_said(self.words_behind(after)))

    def words_behind(self, after: str) -> list[str]:
        """The first words behind the closing mark, and behind a comma."""
        if re.match(r"\s*[.;:!?)]", after):
            return []
        return words_near(after)[:3]

    def is_said(self, words: list[str]) -> bool:
        return any(word in self.verbs for word in words)


def words_near(text: str) -> list[str]:
    return fold(text).split()


def outer_quotations(quotations: list[Quotation]) -> Iterator[Quotation]:
    """Those that stand in no other."""
    return (quotation for quotation in quotations if quotation.depth == 0)
