"""The words of a text, and the names of persons among them. Pure."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from sources.attribution.cues import Cues, cues_for, words_of
from sources.attribution.naming import Token, tokens_of
from sources.sentences import sentences_of

PARTICLES = words_of("al el ben bin ibn abu abou abd de la van von der den di da du le bint ould")
Span = tuple[int, int]

NAME_GAP = re.compile(r"[ \u00a0’'.‑-]{1,2}")


@dataclass(slots=True)
class Page:
    """A text in words: `sentence` is for each word the first and the last word of its sentence."""

    text: str
    tokens: list[Token]
    sentence: list[tuple[int, int]]
    cues: Cues
    taken: set[int] = field(default_factory=set)  # words that name a source

    def gap(self, index: int) -> str:
        """What stands between a word and the next one."""
        if index + 1 >= len(self.tokens):
            return self.text[self.tokens[index].end :]
        return self.text[self.tokens[index].end : self.tokens[index + 1].start]

    def word(self, index: int) -> str:
        return self.tokens[index].word

    def slice(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def is_name(self, index: int) -> bool:
        """Whether a word is of a name: it has a capital, and not only because it opens a sentence."""
        token = self.tokens[index]
        if not token.is_capital or index in self.taken or token.word in self.cues.titles:
            return False
        is_first = index == self.sentence[index][0] or not self.tokens[index - 1].is_capital
        return not (is_first and token.word in self.cues.small)


def read_page(text: str, language: str) -> Page:
    tokens = tokens_of(text)
    starts = [token.start for token in tokens]
    sentence: list[Span] = []
    for span in sentences_of(text, language):
        first = max(bisect_left(starts, span.start), len(sentence))
        last = bisect_left(starts, span.end) - 1
        sentence.extend((index, index) for index in range(len(sentence), first))
        sentence.extend((first, last) for _ in range(first, last + 1))
    sentence.extend((index, index) for index in range(len(sentence), len(tokens)))
    return Page(text, tokens, sentence, cues_for(language))


def name_from(page: Page, place: int, end: int) -> tuple[int, int]:
    """The first and last word of the name that begins at a word; an empty run where none does."""
    while place <= end and page.word(place) in page.cues.titles:
        place += 1
    if place > end or not page.is_name(place):
        return place, place - 1
    last = place
    while last < end and NAME_GAP.fullmatch(page.gap(last)):
        if page.is_name(last + 1):
            last += 1
        elif page.word(last + 1) in PARTICLES and last + 2 <= end and page.is_name(last + 2):
            last += 2
        else:
            break
    return place, last


def name_run(page: Page, index: int, start: int) -> tuple[int, int]:
    """The first and last word of the name that ends at or before a word; an empty run where there is none."""
    if not page.is_name(index):
        return index + 1, index
    first = index
    while first - 1 >= start and NAME_GAP.fullmatch(page.gap(first - 1)):
        if page.is_name(first - 1):
            first -= 1
        elif page.word(first - 1) in PARTICLES and first - 2 >= start and page.is_name(first - 2):
            first -= 2
        else:
            break
    return first, index


def arabic_name(page: Page, words: list[int]) -> str:
    """Two to four words in a row without a definite noun before them; not what only describes somebody."""
    while words and page.word(words[0]).startswith("ال"):
        words = words[1:]
    if not 2 <= len(words) <= 4 or words[-1] - words[0] >= len(words):
        return ""
    if any(page.gap(each) != " " for each in words[:-1]):
        return ""  # a comma ends a name
    return page.slice(words[0], words[-1])
