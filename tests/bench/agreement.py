"""How long the agreement of many reviewers takes: python -m tests.bench.agreement

10 reviewers with 500 annotations each on a text of 100,000 characters, in processor time, the median of five.
"""

import random
import time
from collections.abc import Callable
from statistics import median

from annotate.agreement import Row, compare, heat, matched
from tests.bench.table import row, yardstick

REVIEWERS, ANNOTATIONS, LENGTH = 10, 500, 100_000
ROOTS, LEAVES = 3, 5  # labels below each root


def annotations(seed: int, *, together: float = 0.6) -> list[Row]:
    """Reviewers who mark a passage that others marked too, more or less, or one of their own."""
    dice = random.Random(seed)  # noqa: S311  data, no secret
    usual = [passage(dice) for _each in range(ANNOTATIONS)]
    return [
        near(dice, dice.choice(usual), reviewer) if dice.random() < together else Row(reviewer, "a", *passage(dice))
        for reviewer in range(REVIEWERS)
        for _each in range(ANNOTATIONS)
    ]


def passage(dice: random.Random) -> tuple[int, int, str, str]:
    """From a word to a paragraph."""
    length = min(600, 4 + int(dice.expovariate(1 / 60)))
    start, (label, root) = dice.randrange(LENGTH - length), named(dice)
    return start, start + length, label, root


def named(dice: random.Random) -> tuple[str, str]:
    root, leaf = dice.randrange(ROOTS), dice.randrange(LEAVES)
    return f"label {root}.{leaf}", f"root {root}"


def near(dice: random.Random, known: tuple[int, int, str, str], reviewer: int) -> Row:
    start, end, label, root = known
    start, end = max(0, start - dice.randrange(6)), min(LENGTH, end + dice.randrange(6))
    return Row(reviewer, "a", start, end, *((label, root) if dice.random() < 0.7 else named(dice)))


def seconds(run: Callable[[], object]) -> float:
    taken = []
    for _time in range(5):
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    return median(taken)


def main() -> None:
    rows = annotations(1)
    print(f"{REVIEWERS} reviewers, {ANNOTATIONS} annotations each, {LENGTH:,} characters, {ROOTS * LEAVES} labels")
    print(f"The yardstick: {yardstick():.0f} ms\n")
    row("", "measured", "wanted")
    passages = sum(len(passage) > 1 for passage in matched(rows))
    taken = seconds(lambda: compare(rows, {"a": LENGTH}))
    row("all layers", f"{taken:.2f} s", "<= 2 s", f"{passages} passages that two or more marked")
    row("of it: matching the passages", f"{seconds(lambda: matched(rows)) * 1000:.0f} ms")
    row("the heat line", f"{seconds(lambda: heat(rows, 'a', LENGTH)) * 1000:.0f} ms")
    long = [each._replace(start=0, end=LENGTH - each.start % 1000) for each in rows]
    row("all layers, where all mark almost everything", f"{seconds(lambda: compare(long, {'a': LENGTH})):.2f} s", "")


if __name__ == "__main__":
    main()
