"""Two sequences lined up: the blocks of two wordings of a text, and the words of two blocks. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from sources.text import Block

# Blocks are the same one, changed, from this likeness on: unrelated prose reaches fifty.
ALIKE = 60
# So many pairs of blocks are compared; of more blocks, those with a rare word in common.
MOST_PAIRS = 10_000
# Fewer words than these are in many a block by chance.
FEW_WORDS = 4
# Of longer blocks their beginnings and their ends are compared.
LONG_BLOCK = 4000
# Sequences whose lengths multiply to more are compared by sentences first; and beyond that one, not at all.
MANY_CELLS = 4_000_000
MOST_CELLS = 400_000_000
SENTENCE_ENDS = frozenset(".!?…؟۔。！？")


class Run(NamedTuple):
    """Items of two sequences that are the same, or that stand in each other's place."""

    is_same: bool
    old: range
    new: range


def runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Two sequences cut into runs by their longest common subsequence; the same and other runs alternate."""
    if len(old) * len(new) > MOST_CELLS:
        return [Run(False, range(len(old)), range(len(new)))]
    found: list[Run] = []
    for operation in LCSseq.opcodes(old, new):
        here = range(operation.src_start, operation.src_end)
        add_run(found, operation.tag == "equal", here, range(operation.dest_start, operation.dest_end))
    return found


def add_run(found: list[Run], is_same: bool, here: range, there: range) -> None:
    """One more run at the end, together with the one before it where that is of its kind."""
    if found and found[-1].is_same == is_same:
        before = found.pop()
        here, there = range(before.old.start, here.stop), range(before.new.start, there.stop)
    found.append(Run(is_same, here, there))


def token_runs(old: list[str], new: list[str]) -> list[Run]:
    """As `runs`, of the words of a block; of a long one by its sentences first."""
    if len(old) * len(new) <= MANY_CELLS:
        return runs(old, new)
    sentences, other_sentences = sentences_of(old), sentences_of(new)
    found: list[Run] = []
    for run in runs(
        [tuple(old[i] for i in each) for each in sentences], [tuple(new[i] for i in each) for each in other_sentences]
    ):
        here, there = tokens_in(sentences, run.old, len(old)), tokens_in(other_sentences, run.new, len(new))
        if run.is_same:
            add_run(found, True, here, there)
            continue
        for inner in runs(old[here.start : here.stop], new[there.start : there.stop]):
            add_run(found, inner.is_same, shifted(inner.old, here.start), shifted(inner.new, there.start))
    return found


def sentences_of(tokens: list[str]) -> list[range]:
    ends = [place for place, token in enumerate(tokens, start=1) if token in SENTENCE_ENDS or place == len(tokens)]
    return [range(start, end) for start, end in pairwise([0, *ends])]


def tokens_in(sentences: list[range], run: range, count: int) -> range:
    """The tokens of a run of sentences."""
    if not run:
        start = sentences[run.start].start if run.start < len(sentences) else count
        return range(start, start)
    return range(sentences[run[0]].start, sentences[run[-1]].stop)


def shifted(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)


def pairs(
    old: str, old_blocks: list[Block], new: str, new_blocks: list[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """The blocks of both in their order, those together that are the same one, changed or not."""
    words = [old[block.start : block.end] for block in old_blocks]
    other_words = [new[block.start : block.end] for block in new_blocks]
    for run in runs(words, other_words):
        if run.is_same:
            partners = dict(zip(run.old, run.new, strict=True))
        else:
            partners = alike(words, run.old, other_words, run.new)
        yield from in_order(old_blocks, run.old, new_blocks, run.new, partners)


def in_order(
    old: list[Block], here: range, new: list[Block], there: range, partners: dict[int, int]
) -> Iterator[tuple[Block | None, Block | None]]:
    """What is gone, then what is new, before each pair of partners and at the end."""
    next_new = there.start
    for place in here:
        if place not in partners:
            yield old[place], None
            continue
        for added in range(next_new, partners[place]):
            yield None, new[added]
        yield old[place], new[partners[place]]
        next_new = partners[place] + 1
    for added in range(next_new, there.stop):
        yield None, new[added]


def alike(old: list[str], here: range, new: list[str], there: range) -> dict[int, int]:
    """Which blocks of two runs are the same one, changed: the pairs in order that are most alike in all."""
    if len(here) * len(there) > MOST_PAIRS:
        return alike_by_rare_words(old, here, new, there)
    # best[i][j]: how alike the first i and j blocks are at most, in all.
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i, row in enumerate([likeness(old[place], new[other]) for other in there] for place in here):
        for j, like in enumerate(row):
            best[i + 1][j + 1] = max(best[i][j] + like, best[i][j + 1], best[i + 1][j])
    partners = {}
    i, j = len(here), len(there)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            partners[here[i]] = there[j]
    return partners


def alike_by_rare_words(old: list[str], here: range, new: list[str], there: range) -> dict[int, int]:
    """As `alike`, of many blocks: those that share words which no other block has, as far as they are in order."""
    homes, other_homes = rare_words(old, here), rare_words(new, there)
    votes: dict[int, Counter[int]] = {}
    for word in homes.keys() & other_homes.keys():
        votes.setdefault(homes[word], Counter())[other_homes[word]] += 1
    pairs_in_order = longest_increasing([(place, votes[place].most_common(1)[0][0]) for place in sorted(votes)])
    return {place: other for place, other in pairs_in_order if likeness(old[place], new[other])}


def rare_words(blocks: list[str], run: range) -> dict[str, int]:
    """The words that stand in one block of the run only, each with that block."""
    homes: dict[str, int] = {}
    common: set[str] = set()
    for place in run:
        words = set(blocks[place].split())
        common |= words & homes.keys()
        homes |= dict.fromkeys(words, place)
    return {word: place for word, place in homes.items() if word not in common}


def longest_increasing(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs, which come in the order of their first, whose second ones increase too."""
    ends: list[int] = []  # of the best chain of each length, the last second one
    at: list[int] = []  # and the pair that it belongs to
    before: list[int] = []  # for each pair, the one before it in its chain
    for number, (_place, other) in enumerate(found):
        length = bisect_left(ends, other)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        at[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(found[number])
        number = before[number]
    return chain[::-1]


def likeness(words: str, other_words: str) -> float:
    """From ALIKE to 100; 0 where two blocks have nothing to do with each other."""
    if max(len(words), len(other_words)) > LONG_BLOCK:
        half = LONG_BLOCK // 2
        return max(
            fuzz.ratio(words[:half], other_words[:half], score_cutoff=ALIKE),
            fuzz.ratio(words[-half:], other_words[-half:], score_cutoff=ALIKE),
        )
    return fuzz.ratio(words, other_words, score_cutoff=ALIKE) or shortened_likeness(words.split(), other_words.split())


def shortened_likeness(words: list[str], other_words: list[str]) -> float:
    """The same of two blocks the one of which has lost its greater part: the share of the shorter one's words."""
    shortest = min(len(words), len(other_words))
    if shortest < FEW_WORDS:
        return 0.0
    share = 100 * LCSseq.similarity(words, other_words) / shortest
    return share if share >= ALIKE else 0.0
