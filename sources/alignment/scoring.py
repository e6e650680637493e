"""How likely it is that a sentence of one text and a sentence of another report the same thing.

What is counted is how much of each sentence the other covers: its terms, each weighed by how much it tells
(inverse sentence frequency), found in the other sentence by the surest of its matches. A logistic curve over these
and over how the pair stands among its rivals makes a probability of them: 0.5 is as likely right as not. Its weights
lie between fits on the sentences of tests/bench, with the whole glossary and with less of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.alignment.matching import Match
from sources.alignment.terms import Place, Reading, everyday_words, heading_of

Matrix = NDArray[np.float32]

# Whoever watches is told after so many sentences.
WATCHED = 64
# Of texts whose sentences make more pairs than these, the first are compared.
MOST_PAIRS = 9_000_000

# No pair is likelier than this.
SUREST = np.float32(0.99)
# So far away a sentence is a rival of another one.
BESIDE = 2
# A term that stands in more sentences than these is added to all of them at once.
EVERYWHERE = 16

# What it counts that a language model finds a pair nearer than its rivals, for each unit of cosine. It speaks for a
# pair much more than against one: a model that knows one of two languages is lost in the other. Set by hand, so that
# of sentences told in other words about half are right at 0.5; no model is Lateral's own. With fewer pairs than RIVALS
# there is less to be ahead of, and it counts less.
MEANING, LEAST_LEAD, RIVALS = 18.0, -0.05, 16

# What it counts that its neighbours are paired, how far these are, and what is left of it with each step.
COMPANY, FAR, FADING = 1.0, 2, 0.8

# What it counts that the article names the report's outlet, and what of that another one's name counts against it.
NAMED, ELSEWHERE = 2.0, 0.5
# What counts against the heading of a report.
HEADING = 2.0
# What counts against sentences of so few words: "It was not clear who had fired", "What did you expect?"
THIN, FEW = 2.0, 2

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
ONE_LANGUAGE = Curve(bias=-6.5, both=7.0, article=1.8, report=0.5, mass=1.3, lead=5.8, joint=2.2)
TWO_LANGUAGES = Curve(bias=-5.3, both=7.7, article=2.3, report=0.9, mass=0.8, lead=7.8, joint=1.7)


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
    shape = (len(article.sentences), len(report.sentences))
    result = Overlap(*(np.zeros(shape, np.float32) for _matrix in range(5)))
    back = turned(matches, len(report.vocabulary))
    here, there = Cover(report.places, matches, weights[0]), Cover(article.places, back, weights[1])
    for row, places in enumerate(article.places):
        here.fill(places, article.factors[row], result.article[row], result.joint_article[row], result.mass[row])
        if watch and row % WATCHED == 0:
            watch(row / (shape[0] + shape[1]))
    for column, places in enumerate(report.places):
        there.fill(places, report.factors[column], result.report[:, column], result.joint_report[:, column])
        if watch and column % WATCHED == 0:
            watch((shape[0] + column) / (shape[0] + shape[1]))
    return result


def turned(matches: Sequence[Sequence[Match]], size: int) -> list[list[Match]]:
    """The matches seen from the other text."""
    back: list[list[Match]] = [[] for _ in range(size)]
    for number, found in enumerate(matches):
        for match in found:
            back[match.term].append(Match(number, match.strength, match.kind))
    return back


Standing = dict[int, float] | tuple[NDArray[np.intp], Matrix]
"""In which sentences something stands, and how surely in each."""


def standing_of(strengths: dict[int, float]) -> Standing:
    """As it is where it stands in few sentences; as arrays where it stands in many."""
    size = len(strengths)
    if size <= EVERYWHERE:
        return strengths
    return np.fromiter(strengths, np.intp, size), np.fromiter(strengths.values(), np.float32, size)


def add(standing: Standing, weight: float, sums: dict[int, float], dense: Matrix) -> None:
    """Add it to the sums one by one, or to all at once."""
    if isinstance(standing, tuple):
        columns, strengths = standing
        dense[columns] += strengths * weight
        return
    for column, strength in standing.items():
        sums[column] = sums.get(column, 0.0) + weight * strength


class Cover:
    """What of a sentence stands in each sentence of another text. Most terms stand in none or in few: to add these up
    one by one takes a tenth of the time of a product of matrices.
    """

    def __init__(
        self, others: Sequence[Sequence[Place]], matches: Sequence[Sequence[Match]], weights: Sequence[float]
    ) -> None:
        self.matches, self.weights, self.count = matches, weights, len(others)
        self.where: dict[int, list[int]] = {}
        for column, places in enumerate(others):
            for number in {place.term for place in places}:
                self.where.setdefault(number, []).append(column)
        self.known: dict[int, tuple[Standing, Standing]] = {}

    def standing(self, term: int) -> tuple[Standing, Standing]:
        """Where a term stands, by its surest match; and where in a sentence or in the one before it."""
        found = self.known.get(term)
        if found is None:
            best: dict[int, float] = {}
            for match in self.matches[term]:
                for column in self.where.get(match.term, ()):
                    if match.strength > best.get(column, 0.0):
                        best[column] = match.strength
            joint = dict(best)
            for column, strength in best.items():
                if column + 1 < self.count and strength > joint.get(column + 1, 0.0):
                    joint[column + 1] = strength
            found = self.known[term] = (standing_of(best), standing_of(joint))
        return found

    def fill(
        self,
        places: Sequence[Place],
        factors: Sequence[float],
        share: Matrix,
        joint: Matrix,
        mass: Matrix | None = None,
    ) -> None:
        """Write into rows (one value per other sentence) what share of a sentence stands there."""
        total = 0.0
        sums: dict[int, float] = {}
        joint_sums: dict[int, float] = {}
        dense, joint_dense = np.zeros((2, self.count), np.float32)
        for place, factor in zip(places, factors, strict=True):
            weight = self.weights[place.term] * factor
            total += weight
            best, with_one_before = self.standing(place.term)
            if best:
                add(best, weight, sums, dense)
                add(with_one_before, weight, joint_sums, joint_dense)
        added(sums, dense)
        share[:] = dense / total
        if mass is not None:
            mass[:] = dense
        joint[:] = added(joint_sums, joint_dense) / total


def added(sums: dict[int, float], dense: Matrix) -> Matrix:
    """All sums together."""
    if sums:
        dense[np.fromiter(sums, np.intp, len(sums))] += np.fromiter(sums.values(), np.float32, len(sums))
    return dense


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


def scores(found: Overlap, curve: Curve, prior: Matrix | None = None, meaning: Matrix | None = None) -> Matrix:
    """The probability of each pair. Words alone never make it sure. `prior` is what is known of the sentences without
    their words (`expected`); `meaning` is what a language model adds.
    """
    told = curve.bias + sum(getattr(curve, name) * value for name, value in features(found).items())
    if prior is not None:
        told = told + prior
    if meaning is not None:
        told = told + MEANING * meaning
    # In good company a pair is less unlikely; likely it is by its own words alone.
    return logistic(np.where(told < 0, told / (1 + COMPANY * company(logistic(told))), told)) * SUREST


def expected(article: Reading, report: Reading) -> Matrix:
    """What speaks for each pair or against it before the words are looked at: whom the article cites, and headings,
    which the text below them says again and better, and sentences that hardly say a thing.
    """
    rows = np.zeros(len(article.sentences), np.float32)
    if report.outlet and article.cited:
        cited = article.cited[: len(rows)]
        rows[:] = [told.get(report.outlet, -ELSEWHERE * max(told.values(), default=0.0)) for told in cited]
    thin = np.logical_or.outer(is_thin(article), is_thin(report))
    heading = heading_of(report.text)
    columns = np.array([span.end <= heading for span in report.sentences], np.float32)
    result: Matrix = (NAMED * rows[:, np.newaxis] - HEADING * columns - THIN * thin).astype(np.float32)
    return result


def is_thin(reading: Reading) -> list[bool]:
    """For each sentence, whether it has hardly a word that tells anything, and none of them a name or a figure."""
    everyday = everyday_words(reading.language)
    thin = []
    for places in reading.places:
        terms = [reading.vocabulary[place.term] for place in places]
        telling = sum(term.form not in everyday for term in terms)
        thin.append(min(len(terms) - 1, telling) < FEW and not any(term.is_name or term.figure for term in terms))
    return thin


def company(likely: Matrix) -> Matrix:
    """How likely what stands beside a pair is paired with what stands beside it: whoever retells a report follows it
    for a while. The sentences one and two before and behind in the article, with those of the report that are at most
    so far away.
    """
    padded = np.pad(likely, FAR)
    rows, columns = likely.shape
    result = np.zeros_like(likely)
    for down in range(-FAR, FAR + 1):
        for across in range(-FAR, FAR + 1):
            if down:
                beside = padded[FAR + down : FAR + down + rows, FAR + across : FAR + across + columns]
                np.maximum(result, beside * np.float32(FADING ** (abs(down) + abs(across) - 1)), out=result)
    return result


def standing_out(cosines: Matrix) -> Matrix:
    """How far the meaning of each pair is ahead of its rivals. The level itself says little: to some models any two
    sentences are near.
    """
    result: Matrix = np.maximum(lead(cosines), LEAST_LEAD) * np.float32(min(1, cosines.size / RIVALS))
    return result


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
