"""The passage of a text that holds what was looked for, with the words marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.text import Block
from sources.words import Term, Wanted, kept_words, simplified

# How much of a text a result shows, and how much of it stands before the first word that was found.
SHOWN, LEAD = 300, 130
# A longer paragraph is looked at in pieces. Of a very long text only so much is read through for its best passage.
PIECE, READ = 700, 200_000

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were looked for, or what stands between them."""

    words: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of a text, in pieces; `block` is where its paragraph begins."""

    block: int
    pieces: list[Piece]
    is_cut_before: bool
    is_cut_after: bool

    @property
    def holds_any(self) -> bool:
        return any(piece.is_marked for piece in self.pieces)


def find_passage(body: str, blocks: Iterable[Block], question: Wanted, title: str = "") -> Found:
    """The first passage that holds most of the terms; how the text begins, where it holds none.

    A block that is the title is passed over: the title is shown beside.
    """
    others = [block for block in blocks if body[block.start : block.end] != title]
    best, held = None, 0
    for place in cut(body, others):
        count = terms_in(body[place.start : place.end], question)
        if best is None or count > held:
            best, held = place, count
        if held == len(question.terms) or place.end > READ:
            break
    if best is None:
        return Found(0, [], is_cut_before=False, is_cut_after=False)
    block = next(block for block in others if block.start <= best.start < block.end)
    return excerpt(body, block, best, question)


def cut(body: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, long ones in pieces that end at a space."""
    for block in blocks:
        start = block.start
        while block.end - start > PIECE:
            space = body.rfind(" ", start + 1, start + PIECE)
            end = start + PIECE if space < 0 else space
            yield Block(block.kind, start, end)
            start = end
        yield Block(block.kind, start, block.end)


def terms_in(text: str, question: Wanted) -> int:
    words = kept_words([text])
    return sum(f" {' '.join(term.words)}{'' if term.is_beginning else ' '}" in words for term in question.terms)


def excerpt(body: str, block: Block, place: Block, question: Wanted) -> Found:
    """The block, cut around the first word that was found in that place of it."""
    spans = find_spans(body[place.start : place.end], question)
    first = place.start + (spans[0][0] if spans else 0)
    start, end = block.start, block.end
    if first - start > LEAD:
        start = after_space(body, first - LEAD, first)
    if end - start > SHOWN:
        end = before_space(body, start + SHOWN, max(start, place.start + spans[0][1] if spans else 0))
    return Found(
        block.start,
        marked(body[start:end], question),
        is_cut_before=start > block.start,
        is_cut_after=end < block.end,
    )


def after_space(body: str, start: int, limit: int) -> int:
    space = body.find(" ", start, limit)
    return start if space < 0 else space + 1


def before_space(body: str, end: int, limit: int) -> int:
    space = body.rfind(" ", limit, end)
    return max(end, limit) if space < 0 else space


def marked(text: str, question: Wanted) -> list[Piece]:
    """The whole text in pieces."""
    pieces = []
    done = 0
    for start, end in find_spans(text, question):
        if start > done:
            pieces.append(Piece(text[done:start], is_marked=False))
        pieces.append(Piece(text[start:end], is_marked=True))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:], is_marked=False))
    return pieces


def find_spans(text: str, question: Wanted) -> list[Span]:
    """Where the terms stand, in order and without overlaps: whole words with all that is written on their letters."""
    letters: list[str] = []
    origins: list[int] = []
    for place, char in enumerate(text):
        folded = folded_char(char)
        letters.append(folded)
        origins.extend([place] * len(folded))
    folded_text = "".join(letters)
    spans = [
        (origins[match.start()], with_marks(text, origins[match.end() - 1] + 1))
        for term in question.terms
        for match in pattern(term).finditer(folded_text)
    ]
    return merged(spans)


@lru_cache(maxsize=5_000)
def folded_char(char: str) -> str:
    return simplified(char)


@lru_cache(maxsize=200)
def pattern(term: Term) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, term.words))
    return re.compile(r"(?<![^\W_])" + words + (r"[^\W_]*" if term.is_beginning else r"(?![^\W_])"))


def with_marks(text: str, end: int) -> int:
    """The end, moved behind the marks that are written on the last letter."""
    while end < len(text) and not folded_char(text[end]):
        end += 1
    return end


def merged(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
