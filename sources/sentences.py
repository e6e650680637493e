"""Sentences of a canonical text: what is set beside what, and what a mark in the margin stands for. Pure.

The ends are sentencex's, which leaves a quotation whole. Readers compare what stands in it sentence by sentence, so
quotations are cut too; and what it cuts behind a title before a name is joined again.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sentencex import get_sentence_boundaries

# Before a name, these end with a full stop and end no sentence.
TITLES = re.compile(
    r"(?:^|[\s«“\"(’'])(?:MM?|Mme|Mlle|Me|Mgr|Dr|Pr|St|Ste|Mr|Mrs|Ms|Prof|Gen|Gén|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon"
    r"|Jr|Sr|No|vs|av|env|art|vol|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|janv|févr|juil|Inc|Ltd|Corp|Co"
    r"|[^\W\d_](?:\.[^\W\d_]){0,3})\.$"
)
# Where one sentence of a quotation ends and the next begins.
INNER_END = re.compile(
    r"(?<=[^\s.][.!?…؟۔])(?:[»”\"’]|\s»)*\s+(?=[«“\"‘—–-]?\s*[^\W\d_a-zß-öø-ÿ])|(?<=\s…)\s+(?=[A-ZÀ-Þ])"
)
# A sentence of more characters is a list or a text without full stops: it is cut at its lines, and where these are
# longer still between two words.
LONG = 1_500
# sentencex 1.0.32 panics on a letter, a space that is not plain, and a full stop.
PLAIN_SPACES = {code: " " for code in range(0x80, 0x3001) if chr(code).isspace()}


class Span(NamedTuple):
    """Code points of a text from start up to end."""

    start: int
    end: int


def sentences_of(text: str, language: str) -> list[Span]:
    """The sentences of a canonical text in their order, without the white space between them.

    None crosses from one block into the next. `language` is a BCP 47 code; one that is not known is read as English.
    """
    return [span for piece in joined(text, language) for span in cut(text, piece)]


def joined(text: str, language: str) -> Iterator[Span]:
    """The sentences as sentencex finds them, with those behind a title joined to it."""
    start, last = None, 0
    for start_of, end_of in boundaries(text, language):
        if start is not None and not (is_open_ended(text, start, last) and "\n\n" not in text[last:start_of]):
            yield Span(start, last)
            start = None
        if start is None:
            start = start_of
        last = end_of
    if start is not None:
        yield Span(start, last)


def boundaries(text: str, language: str) -> Iterator[Span]:
    """Pieces with words in them. The next sentence may begin with the mark that closes a quotation: it goes back."""
    for found in get_sentence_boundaries(language.partition("-")[0].lower() or "en", text.translate(PLAIN_SPACES)):
        start, end = found["start_index"], found["end_index"]
        piece = text[start:end]
        stripped = piece.strip()
        if not any(char.isalnum() for char in stripped):
            continue
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(stripped))


def is_open_ended(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and bool(TITLES.search(text[max(start, end - 12) : end]))


def cut(text: str, piece: Span) -> Iterator[Span]:
    """A sentence, cut inside its quotations; a very long one also at its lines, then anywhere between words."""
    words = text[piece.start : piece.end]
    ends = [match.span() for match in INNER_END.finditer(words)]
    if len(words) > LONG:
        ends = sorted({*ends, *(match.span() for match in re.finditer(r"\s*\n\s*", words))})
    start = 0
    for end, following in ends:
        if end <= start or is_open_ended(words, start, end):
            continue
        yield from shortened(text, piece.start + start, piece.start + end)
        start = following
    if words[start:]:
        yield from shortened(text, piece.start + start, piece.end)


def shortened(text: str, start: int, end: int) -> Iterator[Span]:
    """A passage, in pieces of at most LONG characters if they can be had between words."""
    while end - start > LONG:
        gap = text.rfind(" ", start, start + LONG)
        if gap < 0:
            gap = text.find(" ", start + LONG, end)
        if gap < 0:
            break
        yield Span(start, gap)
        start = gap + 1
    yield Span(start, end)
