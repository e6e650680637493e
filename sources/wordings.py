"""The difference between two wordings of a document, word by word. Pure.

Blocks are lined up first, then the words inside those that changed, so that a page can set them side by side.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

from sources.lining import Run, add_run, pairs, token_runs
from sources.text import Block, blocks_of

# Numbers with their signs, words, and every other sign by itself.
TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u0670]+[^\W_]*)*|[^\s]")
# So many unchanged letters between two changes are chance, and not worth a line of thought of their own.
CRUMB = 3
# Unchanged blocks that stay in sight beside a change; fewer than so many are not worth folding away.
IN_SIGHT = 1
WORTH_FOLDING = 3

RowKind = Literal["same", "changed", "removed", "added"]


class Piece(NamedTuple):
    """Words of a block in one of the wordings, and whether the other one has them."""

    is_same: bool
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the old wording beside its block of the new one; on the one side nothing where it is new or gone."""

    kind: RowKind
    old: list[Piece]
    new: list[Piece]


class Match(NamedTuple):
    """As many code points that read the same in both."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows from top to bottom; and what reads the same in both."""

    rows: list[Row] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)

    @property
    def added(self) -> int:
        return sum(word_count(piece.words) for row in self.rows for piece in row.new if not piece.is_same)

    @property
    def removed(self) -> int:
        return sum(word_count(piece.words) for row in self.rows for piece in row.old if not piece.is_same)

    def place(self, offset: int) -> int | None:
        """Where what stands at an offset of the old wording stands in the new one; None where it was changed."""
        found = bisect_right(self.matches, offset, key=lambda match: match.old) - 1
        if found < 0 or offset - self.matches[found].old > self.matches[found].length:
            return None
        return self.matches[found].new + offset - self.matches[found].old

    def stretches(self) -> list[tuple[bool, list[Row]]]:
        """The rows in stretches, each with whether it is a long unchanged one that can be folded away."""
        stretches: list[tuple[bool, list[Row]]] = []
        for is_same, group in groupby(self.rows, lambda row: row.kind == "same"):
            rows = list(group)
            before, after = (IN_SIGHT if stretches else 0), len(rows) - IN_SIGHT
            if is_same and rows[-1] is self.rows[-1]:
                after = len(rows)
            if is_same and after - before >= WORTH_FOLDING:
                parts = [(False, rows[:before]), (True, rows[before:after]), (False, rows[after:])]
                stretches += [(is_folded, part) for is_folded, part in parts if part]
            else:
                stretches.append((False, rows))
        return stretches


def difference(old: str, new: str) -> Difference:
    """What became of one canonical text in another."""
    old_blocks, new_blocks = list(blocks_of(old)), list(blocks_of(new))
    drawn = Difference()
    for before, after in pairs(old, old_blocks, new, new_blocks):
        draw(drawn, old, before, new, after)
    return drawn


def draw(drawn: Difference, old: str, before: Block | None, new: str, after: Block | None) -> None:
    """Add the row of two blocks that belong together, or of one alone."""
    if before is None or after is None:
        removed = [Piece(False, old[before.start : before.end])] if before else []
        added = [Piece(False, new[after.start : after.end])] if after else []
        drawn.rows.append(Row("removed" if removed else "added", removed, added))
        return
    words, other_words = old[before.start : before.end], new[after.start : after.end]
    if words == other_words:
        drawn.rows.append(Row("same", [Piece(True, words)], [Piece(True, words)]))
        drawn.matches.append(Match(before.start, after.start, len(words)))
        return
    tokens, other_tokens = ([match.span() for match in TOKEN.finditer(text)] for text in (words, other_words))
    found = without_crumbs(token_runs(cut(words, tokens), cut(other_words, other_tokens)), tokens)
    drawn.rows.append(
        Row(
            "changed",
            pieces(words, tokens, [(run.is_same, run.old) for run in found]),
            pieces(other_words, other_tokens, [(run.is_same, run.new) for run in found]),
        )
    )
    drawn.matches.extend(
        Match(
            before.start + tokens[run.old.start][0],
            after.start + other_tokens[run.new.start][0],
            min(length_of(tokens, run.old), length_of(other_tokens, run.new)),
        )
        for run in found
        if run.is_same
    )


def length_of(tokens: list[tuple[int, int]], run: range) -> int:
    """From the first to the last of them, in code points."""
    return tokens[run[-1]][1] - tokens[run[0]][0]


def cut(words: str, spans: list[tuple[int, int]]) -> list[str]:
    return [words[start:end] for start, end in spans]


def word_count(words: str) -> int:
    return sum(any(char.isalnum() for char in word) for word in words.split())


# Words


def without_crumbs(found: list[Run], tokens: list[tuple[int, int]]) -> list[Run]:
    """The runs, with a few letters that are the same by chance between two changes counted to the change."""
    kept: list[Run] = []
    for place, run in enumerate(found):
        is_crumb = run.is_same and 0 < place < len(found) - 1 and letters(run.old, tokens) <= CRUMB
        if kept and not kept[-1].is_same and (is_crumb or not run.is_same):
            add_run(kept, False, run.old, run.new)
        else:
            kept.append(run)
    return kept


def letters(run: range, tokens: list[tuple[int, int]]) -> int:
    return sum(tokens[place][1] - tokens[place][0] for place in run)


def pieces(words: str, tokens: list[tuple[int, int]], found: list[tuple[bool, range]]) -> list[Piece]:
    """The words in pieces, the space between them with those that stayed."""
    changes = [(tokens[run[0]][0], tokens[run[-1]][1]) for is_same, run in found if not is_same and run]
    found_pieces: list[Piece] = []
    at = 0
    for start, end in changes:
        if start > at:
            found_pieces.append(Piece(True, words[at:start]))
        found_pieces.append(Piece(False, words[start:end]))
        at = end
    if at < len(words):
        found_pieces.append(Piece(True, words[at:]))
    return found_pieces
