"""How likely it is that a sentence of one text and a sentence of another report the same thing.

What is counted is how much of each sentence the other covers: its terms, each weighed by how much it tells
(inverse sentence frequency), found in the other sentence by the surest of its matches. A logistic curve over these
and over how the pair stands among its rivals makes a probability of them: 0.5 is as likely right as not. Its weights
were fitted by tests/bench/fit.py on sentences written for that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.alignment.matching import Match
from sources.alignment.terms import Place, Reading

Matrix = NDArray[np.float32]

# Sentences are compared by blocks of so many on either side: what is in memory at once stays small.
BLOCK = 256
# Of texts whose sentences make more pairs than these, the first are compared.
MOST_PAIRS = 9_000_000

# So far away a sentence is a rival of another one.
BESIDE = 2

FEATURES = ("both", "article", "report", "mass", "lead", "joint")


@dataclass(frozen=True, slots=True)
class Curve:
    """The weights of FEATURES, and what is added to them."""

    bias: float
    both: float
    article: float
    report: float
    mass: float
    lead: float
    joint: float


# In one language words are the same or not; across two, some of what is the same is never recognised.
ONE_LANGUAGE = Curve(bias=-6.5, both=7.5, article=1.8, report=1.2, mass=1.0, lead=6.0, joint=2.0)
TWO_LANGUAGES = Curve(bias=-6.5, both=7.5, article=1.8, report=1.2, mass=1.2, lead=6.5, joint=2.0)


@dataclass(slots=True)
class Overlap:
    """For each sentence of an article (rows) and of a report (columns), how much they cover of one another.

    `article` and `report` are shares of weight, 0..1; `mass` the weight that they share. `joint_article` is the share
    of the article's sentence that the report's and one beside it cover together, `joint_report` the same the other way.
    """

    article: Matrix
    report: Matrix
    mass: Matrix
    joint_article: Matrix
    joint_report: Matrix

    @property
    def both(self) -> Matrix:
        """How alike they are: the geometric mean of the two shares."""
        product: Matrix = np.sqrt(self.article * self.report)
        return product


def overlap(
    article: Reading,
    report: Reading,
    matches: Sequence[Sequence[Match]],
    weights: tuple[Sequence[float], Sequence[float]],
    watch: Callable[[float], None] | None = None,
) -> Overlap:
    """Compare every sentence with every other. `watch` is told the share that is done, and may raise to stop it."""
    rows, columns = len(article.sentences), len(report.sentences)
    shape = (rows, columns)
    result = Overlap(*(np.zeros(shape, np.float32) for _matrix in range(5)))
    back = turned(matches, len(report.vocabulary))
    for top in range(0, rows, BLOCK):
        some = article.places[top : top + BLOCK]
        for left in range(0, columns, BLOCK):
            others = report.places[left : left + BLOCK]
            here = (slice(top, top + len(some)), slice(left, left + len(others)))
            result.article[here], result.joint_article[here], result.mass[here] = cover(
                some, others, matches, weights[0]
            )
            result.report[here], result.joint_report[here] = (
                shares.T for shares in cover(others, some, back, weights[1])[:2]
            )
        if watch:
            watch(min(1.0, (top + BLOCK) / rows))
    return result


def turned(matches: Sequence[Sequence[Match]], size: int) -> list[list[Match]]:
    """The matches seen from the other text."""
    back: list[list[Match]] = [[] for _ in range(size)]
    for number, found in enumerate(matches):
        for match in found:
            back[match.term].append(Match(number, match.strength, match.kind))
    return back


def cover(
    some: Sequence[Sequence[Place]],
    others: Sequence[Sequence[Place]],
    matches: Sequence[Sequence[Match]],
    weights: Sequence[float],
) -> tuple[Matrix, Matrix, Matrix]:
    """What share of each of some sentences stands in each of the others; in it or one beside it; and the weight."""
    numbers = {number: row for row, number in enumerate(dict.fromkeys(p.term for places in some for p in places))}
    where: dict[int, list[int]] = {}
    for column, places in enumerate(others):
        for number in {place.term for place in places}:
            where.setdefault(number, []).append(column)
    rows: list[int] = []
    columns: list[int] = []
    strengths: list[float] = []
    for number, row in numbers.items():
        for match in matches[number]:
            if standing := where.get(match.term):
                rows.extend([row] * len(standing))
                columns.extend(standing)
                strengths.extend([match.strength] * len(standing))
    found = np.zeros((len(numbers), len(others)), np.float32)
    if rows:
        np.maximum.at(found, (np.array(rows), np.array(columns)), np.array(strengths, np.float32))
    weighing = np.zeros((len(some), len(numbers)), np.float32)
    for row, places in enumerate(some):
        for place in places:
            weighing[row, numbers[place.term]] = weights[place.term]
    total = np.maximum(weighing.sum(axis=1, keepdims=True), 1e-6)
    mass = weighing @ found
    return mass / total, weighing @ with_one_beside(found) / total, mass


def with_one_beside(found: Matrix) -> Matrix:
    """What stands in a sentence or in the one before it."""
    joint = found.copy()
    joint[:, 1:] = np.maximum(found[:, 1:], found[:, :-1])
    return joint


def features(found: Overlap) -> dict[str, Matrix]:
    """FEATURES of each pair."""
    both = found.both
    return {
        "both": both,
        "article": found.article,
        "report": found.report,
        "mass": np.log1p(found.mass),
        "lead": lead(both),
        "joint": joint(found) - both,
    }


def scores(found: Overlap, curve: Curve) -> Matrix:
    """The probability of each pair."""
    return logistic(curve.bias + sum(getattr(curve, name) * value for name, value in features(found).items()))


def logistic(values: Any) -> Matrix:
    probability: Matrix = (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)
    return probability


def lead(likeness: Matrix) -> Matrix:
    """How far a pair is ahead of the best other one of its row and of its column; negative behind them.

    The sentences right before and behind are no rivals: two of them often tell what is one in the other text.
    """
    return np.minimum(ahead(likeness), ahead(likeness.T).T)


def ahead(likeness: Matrix) -> Matrix:
    """How far each value is ahead of the best one in its row that does not stand beside it."""
    width = likeness.shape[1]
    before = np.maximum.accumulate(likeness, axis=1)
    behind = np.maximum.accumulate(likeness[:, ::-1], axis=1)[:, ::-1]
    rival = np.zeros_like(likeness)
    if width > BESIDE:
        rival[:, BESIDE:] = before[:, :-BESIDE]
        rival[:, :-BESIDE] = np.maximum(rival[:, :-BESIDE], behind[:, BESIDE:])
    result: Matrix = likeness - rival
    return result


def joint(found: Overlap) -> Matrix:
    """How alike a pair is with a neighbour taken in: two sentences often tell what is one in the other text."""
    report = np.maximum(found.joint_report, later(found.joint_report, 0))
    article = np.maximum(found.joint_article, later(found.joint_article, 1))
    return np.maximum(np.sqrt(found.article * report), np.sqrt(found.report * article))


def later(values: Matrix, axis: int) -> Matrix:
    """Each value's next one on the axis; nothing behind the last."""
    result: Matrix = np.zeros_like(values)
    if axis == 0:
        result[:-1] = values[1:]
    else:
        result[:, :-1] = values[:, 1:]
    return result
