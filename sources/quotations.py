"""The quoted words of a text: in marks of any kind, one inside another, over several paragraphs. Pure.

News text from the web is sloppy: marks of two kinds are mixed, one is never closed, another closes what was never
opened. What a careful reader takes for the quotation is what counts here.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from sources.attribution.cues import cues_for, words_of
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
# Verbs that give a name rather than say something: the so-called "experts".
NAMED = words_of("called calls appelle appellent appeler nomme nomment qualifie named labelled described")
CLAUSE_END = re.compile('[.;:!?()«“„"\n]')
# How far a verb of saying may stand from the words said.
NEAR = 40
# How far the words said may stand from the naming of who says them.
FAR_BEFORE, FAR_BEHIND = 12, 220


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
        self.straight_left = 0  # straight marks that the block still has
        self.verbs = cues_for(self.language).said

    def read(self, start: int, end: int) -> None:
        self.stack = []
        marks = [match.start() for match in MARKS.finditer(self.text, start, end)]
        last = {self.text[place]: place for place in marks}
        if self.pending:
            self.go_on(start, end, next((each for each in marks if not self.is_within_word(each, start, end)), -1))
        self.straight_left = sum(self.text[place] == '"' for place in marks)
        for place in marks:
            self.straight_left -= self.text[place] == '"'
            self.take(self.text[place], place, start, end, last)
        self.leave_open(end)

    def finish(self) -> None:
        if self.pending:
            self.end_at_paragraph(self.pending, self.pending_end)
            self.pending = None

    # What a block begins with

    def is_within_word(self, place: int, start: int, end: int) -> bool:
        before, after = self.around(place, start, end)
        return self.text[place] in "'’" and (before.isalnum() or after.isalnum())

    def go_on(self, start: int, end: int, first: int) -> None:
        """Whether what the last block left open goes on in this one: it opens anew, or closes without opening."""
        assert self.pending
        opened = self.pending
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
        if mark == '"' and before.isspace() and after.isalnum() and self.straight_left >= 2 and self.is_open('"'):
            return None  # one inside another of the same kind: enough of them follow to close both
        for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - 8), -1):
            if mark in CLOSERS[self.stack[depth].mark]:
                return depth
        return self.closes_another(mark, last, place)

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
        return not (self.is_said(words_near(before)[-1:]) or self.is_said(self.words_behind(end, outer_end)))

    def words_behind(self, end: int, outer_end: int) -> list[str]:
        """The first words behind a comma that closes what was said."""
        after = self.text[outer_end : outer_end + NEAR]
        if self.text[end - 1] not in ",،" and not re.match(r"\s*[,،]", after):
            return []
        return words_near(CLAUSE_END.split(after.lstrip(" ,،\u00a0\u202f"))[0])[:5]

    def is_said(self, words: list[str]) -> bool:
        return any(word in self.verbs and word not in NAMED for word in words)


def words_near(text: str) -> list[str]:
    return fold(text).split()


class Quoted:
    """The quotations of a text, to look up those beside a passage."""

    def __init__(self, text: str, quotations: list[Quotation]) -> None:
        self.text = text
        self.quotations = [each for each in quotations if each.depth == 0 and not each.is_term]
        self.starts = [each.outer_start for each in self.quotations]
        self.ends = [each.outer_end for each in self.quotations]

    def beside(self, start: int, end: int) -> Part | None:
        """The words said by whom the passage names: right before it, else the first behind it in the sentence."""
        before = bisect_right(self.ends, start) - 1
        if before >= 0 and self.joins(self.ends[before], start):
            return self.quotations[before].start, self.quotations[before].end
        behind = bisect_left(self.starts, end)
        if behind < len(self.starts) and self.follows(end, self.starts[behind]):
            return self.quotations[behind].start, self.quotations[behind].end
        return None

    def joins(self, end: int, start: int) -> bool:
        """Whether only a comma and some small word stand between."""
        between = self.text[end:start]
        return len(between) <= FAR_BEFORE and not re.search(r"[.;:!?\n]", between)

    def follows(self, end: int, start: int) -> bool:
        between = self.text[end:start]
        return len(between) <= FAR_BEHIND and "\n\n" not in between and not re.search(r"[.!?؟;]\s", between)
