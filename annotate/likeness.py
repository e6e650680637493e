"""How like two passages are, and where in a text a passage with some letters changed stands. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

# What goes on with the character before it: joiner, variation selectors, keycap; skin tones.
JOINS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAGS = range(0x1F1E6, 0x1F200)
WORD = re.compile(r"\w+")
LONG_PASSAGE = 5000


def likeness(words: str, found: str) -> float:
    """1 for the same words; less by the share of the letters that were edited, in long passages of the words; below a
    half, the exact share is not found out.
    """
    if words == found:
        return 1.0
    items, others = (words, found) if len(words) < LONG_PASSAGE else (words.split(), found.split())
    distance = Levenshtein.distance(items, others, score_cutoff=len(items) // 2)
    return max(0.0, 1 - distance / max(1, len(items)))


def likeness_after(context: str, text: str, end: int) -> float:
    """How like the context is to what follows a place of the text; it may have grown or shrunk by a half."""
    return context_likeness(context, text[end : end + len(context) * 3 // 2])


def likeness_before(context: str, text: str, start: int) -> float:
    """The same, of what precedes a place."""
    before = text[max(0, start - len(context) * 3 // 2) : start]
    return context_likeness(context[::-1], before[::-1])


def context_likeness(context: str, found: str) -> float:
    if found.startswith(context):
        return 1.0
    # Where the text ends sooner than the context, the rest of it says neither yes nor no.
    rest = max(0, len(context) - len(found))
    known = len(context) - rest
    shortest = known // 2 if not rest else known
    distances = (Levenshtein.distance(context[:known], found[:length]) for length in range(shortest, len(found) + 1))
    return (max(0, known - min(distances, default=0)) + rest / 2) / len(context)


def find_all(text: str, words: str, near: int | None = None) -> Iterator[int]:
    """Where the words start, overlapping ones too: from the first on, or the nearest to a place first."""
    middle = 0 if near is None else min(max(near, 0), len(text))
    after = text.find(words, middle)
    before = text.rfind(words, 0, middle + len(words) - 1) if middle else -1
    while after >= 0 or before >= 0:
        if before < 0 or 0 <= after - middle <= middle - before:
            yield after
            after = text.find(words, after + 1)
        else:
            yield before
            before = text.rfind(words, 0, before + len(words) - 1) if before else -1


def closest(words: str, text: str) -> tuple[int, int]:
    """The passage of the text with the least edits to the words: where it starts and ends.

    For regions of some thousand characters: it takes a microsecond or two for each.
    """
    _distance, end = closest_end(words, text)
    _distance, length = closest_end(words[::-1], text[:end][::-1])
    return end - length, end


def closest_end(words: str, text: str) -> tuple[int, int]:
    """The least number of edits between the words and a passage of the text, and where the first such passage ends.

    Myers' bit vectors ("A fast bit-vector algorithm for approximate string matching", JACM 1999), in integers as
    long as the words.
    """
    masks: dict[str, int] = {}
    for place, char in enumerate(words):
        masks[char] = masks.get(char, 0) | 1 << place
    last = 1 << len(words) - 1
    every = (last << 1) - 1
    up, down = every, 0
    distance = best = len(words)
    best_end = 0
    for end, char in enumerate(text, start=1):
        mask = masks.get(char, 0)
        diagonal = (((mask & up) + up) ^ up) | mask | down
        rises = down | ~(diagonal | up) & every
        falls = up & diagonal
        if rises & last:
            distance += 1
        elif falls & last:
            distance -= 1
        rises <<= 1
        up = ((falls << 1) | ~(diagonal | rises)) & every
        down = rises & diagonal & every
        if distance < best:
            best, best_end = distance, end
    return best, best_end


def splits(text: str, place: int) -> bool:
    """Whether a passage that starts or ends there cuts apart what readers take for one character.

    A cut into the grapheme clusters of UAX 29 that occur in news: accents, emoji, flags, CR LF.
    """
    if not 0 < place < len(text):
        return False
    before, char = text[place - 1], text[place]
    if char in JOINS or before == "\u200d" or ord(char) in SKIN_TONES or (char == "\n" and before == "\r"):
        return True
    if ord(char) in FLAGS:
        return flags_before(text, place) % 2 == 1
    return unicodedata.category(char) in {"Mn", "Me", "Mc"}


def flags_before(text: str, place: int) -> int:
    count = 0
    while count < place and ord(text[place - count - 1]) in FLAGS:
        count += 1
    return count


def whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage, widened to whole characters."""
    while splits(text, start):
        start -= 1
    while splits(text, end):
        end += 1
    return start, end


def word_around(text: str, place: int, reach: int = 24) -> tuple[int, int] | None:
    """The word that a place lies inside of, if it does: where it starts and ends."""
    if not 0 < place < len(text) or not (text[place - 1].isalnum() and text[place].isalnum()):
        return None
    begin = max(0, place - reach)
    for match in WORD.finditer(text, begin, min(len(text), place + reach)):
        if match.start() < place < match.end():
            return match.span()
    return None
