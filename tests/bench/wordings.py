"""How long it takes to find what was marked in another wording, and to compare the two."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

from annotate.selectors import anchor
from sources.wordings import difference
from tests.bench.table import row

CHARACTERS = 100_000
QUOTES = 1_000
CONTEXT = 32
# Of a hundred words of the new wording, so many are other ones.
CHANGED = 3


@contextmanager
def timed(what: str, wanted: str, remark: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    row(what, f"{(time.perf_counter() - begun) * 1000:.0f} ms", wanted, remark)


def wordings(_bench: object) -> None:
    chance = random.Random(7)  # noqa: S311  the same text at every run
    old = prose(chance)
    paragraphs = (
        " ".join("other" if chance.randrange(100) < CHANGED else word for word in paragraph.split(" "))
        for paragraph in old.split("\n\n")
    )
    new = "\n\n".join(["A paragraph that is new.", *paragraphs])
    with timed("Two wordings of 100,000 characters compared", "≤ 200 ms", f"{CHANGED} % of the words changed"):
        drawn = difference(old, new)
    starts = [chance.randrange(CHARACTERS - 200) for _quote in range(QUOTES)]
    with timed("A thousand passages found in the new wording", "≤ 3000 ms", "each of 8 to 200 characters"):
        for start in starts:
            end = start + chance.choice((8, 20, 60, 200))
            before, after = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
            anchor(new, old[start:end], before, after, drawn.place(start))


def prose(chance: random.Random) -> str:
    """Words as frequent as words are: the second half as often as the first, and so on."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _word in range(4_000)]
    said = chance.choices(words, [1 / place for place in range(1, len(words) + 1)], k=CHARACTERS // 4)
    paragraphs = (" ".join(said[start : start + 60]) for start in range(0, len(said), 60))
    return "\n\n".join(paragraphs)[:CHARACTERS]
