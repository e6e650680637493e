"""The agreement of all who reviewed the same texts, in layers: where they mark, and which label they give there."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import fmean
from typing import Any

from annotate.agreement.coding import Disagreement, krippendorff_alpha
from annotate.agreement.matching import Row, matched
from annotate.agreement.reading import Interval, interval
from annotate.agreement.spans import covered, f1
from annotate.agreement.unitizing import EMPTY, Layer, difference, expected, merged

Lengths = Mapping[Any, int]
Readers = Mapping[Any, Collection[Any]]
Pair = tuple[Hashable, Hashable]
Table = list[list[Hashable]]


@dataclass(frozen=True, slots=True)
class Where:
    """Whether the same places were marked.

    `alpha`: unitizing alpha of marked or not, whatever the label; `labelled`: of all labels, each in a layer of its
    own (None where a single label is meant); `f1`: with partial overlap, whatever the label, for more than two
    reviewers the mean of their pairs; `annotations`: how many there are.
    """

    alpha: float | None
    labelled: float | None
    f1: float | None
    annotations: int


@dataclass(frozen=True, slots=True)
class Which:
    """Whether the same label was given to passages that two or more marked: alpha, its interval, and how many."""

    alpha: float | None
    interval: Interval | None
    passages: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The agreement of two reviewers, or of all of them.

    `confusion`: how often one gave this label and another that one to a passage; None where another left it
    unmarked. For two reviewers the first one's label comes first; for all, pairs of reviewers are added up, and the
    label comes first that stands first in Comparison.labels.
    """

    where: Where
    label: Which
    root: Which
    confusion: Mapping[tuple[Hashable, Hashable], int]


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """The agreement on one label: where it was given, and whether a passage has it or another label."""

    where: Where
    which: Which


@dataclass(frozen=True, slots=True)
class Comparison:
    reviewers: tuple[Hashable, ...]
    labels: tuple[Hashable, ...]
    roots: tuple[Hashable, ...]
    passages: list[dict[Hashable, int]]  # as annotate.agreement.matched gives them
    overall: Figures
    pairs: Mapping[Pair, Figures]
    by_label: Mapping[Hashable, LabelFigures]
    by_root: Mapping[Hashable, LabelFigures]


@dataclass(slots=True)
class Marks:
    """What was marked with some label or root, or at all: the layer of each text and reviewer."""

    layers: dict[Hashable, dict[Hashable, Layer]]
    given: Counter[tuple[Hashable, Hashable]]  # how many annotations in a text, by a reviewer
    known: dict[tuple[Hashable, Pair], float] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Marks":
        spans: dict[Hashable, dict[Hashable, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            spans[row.text][row.reviewer].append((row.start, row.end))
        return cls(
            {text: {who: merged(found) for who, found in by.items()} for text, by in spans.items()},
            Counter({(text, who): len(found) for text, by in spans.items() for who, found in by.items()}),
        )

    def number(self, readers: Mapping[Hashable, Sequence[Hashable]]) -> int:
        return sum(times for (text, who), times in self.given.items() if who in readers[text])

    def layer(self, text: Hashable, reviewer: Hashable) -> Layer:
        return self.layers.get(text, {}).get(reviewer, EMPTY)

    def apart(self, text: Hashable, pair: Pair) -> float:
        if (text, pair) not in self.known:
            self.known[text, pair] = difference(self.layer(text, pair[0]), self.layer(text, pair[1]))
        return self.known[text, pair]

    def disagreement(self, texts: Lengths, readers: Mapping[Hashable, Sequence[Hashable]]) -> Disagreement:
        """The sums over texts, each a continuum of its own, not divided by the squares of their lengths.

        So a text weighs as much as if all were one continuum, and may have readers that another has not.
        """
        observed = chance = 0.0
        for text in self.layers:
            among, length = readers[text], texts[text]
            if len(among) > 1:
                apart = sum(self.apart(text, pair) for pair in combinations(among, 2))
                observed += 2 * apart / (len(among) * (len(among) - 1))
                chance += length**2 * expected([self.layer(text, who) for who in among], 0, length)
        return Disagreement(observed, chance)

    def f1_of(self, pair: Pair, texts: Collection[Hashable]) -> float | None:
        both = [(self.layer(text, pair[0]), self.layer(text, pair[1])) for text in self.layers if text in texts]
        return f1(
            sum(covered(one, other) for one, other in both),
            sum(len(one) for one, _other in both),
            sum(covered(other, one) for one, other in both),
            sum(len(other) for _one, other in both),
        )


class Study:
    """Rows made ready: passages matched, layers laid."""

    def __init__(self, rows: Sequence[Row], texts: Lengths, readers: Readers) -> None:
        self.rows, self.texts = rows, texts
        self.reviewers = tuple(dict.fromkeys(who for text in texts for who in readers.get(text, ())))
        self.readers = {text: [who for who in self.reviewers if who in set(readers.get(text, ()))] for text in texts}
        self.labels = tuple(dict.fromkeys(row.label for row in rows))
        self.roots = tuple(dict.fromkeys(row.root for row in rows))
        self.passages = matched(rows)
        self.marked_by_several = [passage for passage in self.passages if len(passage) > 1]
        self.all = Marks.of(rows)
        self.by_label = {label: Marks.of(row for row in rows if row.label == label) for label in self.labels}
        self.by_root = {root: Marks.of(row for row in rows if row.root == root) for root in self.roots}

    def pairs(self) -> Iterable[Pair]:
        return combinations(self.reviewers, 2)

    def shared(self, pair: Pair) -> dict[Hashable, list[Hashable]]:
        """The texts, each with the two if both read it, else with nobody."""
        return {text: list(pair) if set(pair) <= set(who) else [] for text, who in self.readers.items()}

    def items(self, passages: Iterable[dict[Hashable, int]], among: Sequence[Hashable], *, roots: bool) -> Table:
        """Passages by reviewers: the label given, None where not marked."""
        return [
            [self.name(passage[who], roots=roots) if who in passage else None for who in among] for passage in passages
        ]

    def name(self, number: int, *, roots: bool) -> Hashable:
        return self.rows[number].root if roots else self.rows[number].label

    # Where

    def where(self, readers: Mapping[Hashable, Sequence[Hashable]], f1_of: float | None) -> Where:
        labelled = [marks.disagreement(self.texts, readers) for marks in self.by_label.values()]
        return Where(
            self.all.disagreement(self.texts, readers).alpha,
            Disagreement(sum(each.observed for each in labelled), sum(each.expected for each in labelled)).alpha,
            f1_of,
            self.all.number(readers),
        )

    def mean_f1(self, marks: Marks) -> float | None:
        found = [marks.f1_of(pair, self.together(pair)) for pair in self.pairs()]
        told = [value for value in found if value is not None]
        return fmean(told) if told else None

    def together(self, pair: Pair) -> list[Hashable]:
        return [text for text, who in self.readers.items() if set(pair) <= set(who)]

    # Figures

    def figures(self, pair: Pair) -> Figures:
        texts = set(self.together(pair))
        where = self.where(self.shared(pair), self.all.f1_of(pair, texts))
        theirs = [passage for passage in self.passages if not passage.keys().isdisjoint(pair)]
        both = [passage for passage in theirs if passage.keys() >= set(pair)]
        labels, roots = (self.items(both, pair, roots=roots) for roots in (False, True))
        read = (passage for passage in theirs if self.text_of(passage) in texts)
        confusion = Counter((one, other) for one, other in self.items(read, pair, roots=False))
        return Figures(where, which(labels), which(roots), confusion)

    def text_of(self, passage: dict[Hashable, int]) -> Hashable:
        return self.rows[next(iter(passage.values()))].text

    def overall(self, pairs: Iterable[Figures]) -> Figures:
        place: dict[Hashable, int] = {label: number for number, label in enumerate(self.labels)}
        total: Counter[tuple[Hashable, Hashable]] = Counter()
        for figures in pairs:
            for (one, other), times in figures.confusion.items():
                first, second = sorted((one, other), key=lambda label: place.get(label, len(place)))
                total[first, second] += times
        labels, roots = (self.items(self.marked_by_several, self.reviewers, roots=roots) for roots in (False, True))
        return Figures(self.where(self.readers, self.mean_f1(self.all)), which(labels), which(roots), total)

    def of_names(self, marked: Mapping[Hashable, Marks], *, roots: bool) -> dict[Hashable, LabelFigures]:
        items = self.items(self.marked_by_several, self.reviewers, roots=roots)
        return {name: self.of_name(name, marks, items) for name, marks in marked.items()}

    def of_name(self, name: Hashable, marks: Marks, items: Table) -> LabelFigures:
        alpha = marks.disagreement(self.texts, self.readers).alpha
        where = Where(alpha, None, self.mean_f1(marks), marks.number(self.readers))
        # This label or another one, as if there were only these two.
        found = which([[None if value is None else value == name for value in item] for item in items])
        return LabelFigures(where, Which(found.alpha, found.interval, sum(name in item for item in items)))


def which(items: Sequence[Sequence[Hashable]]) -> Which:
    """Of items that two or more rated."""
    return Which(krippendorff_alpha(items), interval(items), len(items))


def compare(rows: Iterable[Row], texts: Lengths, readers: Readers | None = None) -> Comparison:
    """The agreement of reviewers in layers: of all, of each two, on each label and on each root.

    `texts`: how many code points each text has. `readers`: who read which text, those who marked nothing in it too;
    all reviewers read all texts unless it says otherwise. Reviewers are compared over the texts that both read;
    where there is none, their figures are None and their numbers 0. Passages are matched once, among all: two
    reviewers are compared on those that both marked. Only alpha on labels has an interval: marks along a text are no
    items that could be drawn anew. ValueError for a row that is no passage of a
    text of `texts`, and for a reviewer who did not read what they marked.
    """
    rows = list(rows)
    if readers is None:
        everybody = tuple(dict.fromkeys(row.reviewer for row in rows))
        readers = dict.fromkeys(texts, everybody)
    for row in rows:
        check(row, texts, readers)
    study = Study(rows, texts, readers)
    pairs = {pair: study.figures(pair) for pair in study.pairs()}
    return Comparison(
        study.reviewers,
        study.labels,
        study.roots,
        study.passages,
        study.overall(pairs.values()),
        pairs,
        study.of_names(study.by_label, roots=False),
        study.of_names(study.by_root, roots=True),
    )


def check(row: Row, texts: Lengths, readers: Readers) -> None:
    if not 0 <= row.start < row.end <= texts.get(row.text, 0):
        raise ValueError(f"{row.start} to {row.end} is no passage of the text {row.text}.")
    if row.reviewer not in readers.get(row.text, ()):
        raise ValueError(f"{row.reviewer} marked the text {row.text}, but is not among its readers.")
