"""The parts of `python -m tests.bench.compare`, each a few rows of its table."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from sources.alignment import align
from sources.glossaries import Dictionary, glossary, system_dictionaries
from tests.bench import gold, haste, judging, news
from tests.bench.asked import Asked, short
from tests.bench.drawing import Draw, draw
from tests.bench.judging import LIKELY, Pair, Rated, Span, pair_of
from tests.bench.rewriting import RELATIONS, Case, Rewritten, cases
from tests.bench.table import row

SEEDS = range(5)


# Sentences in random order


def sentences(asked: Asked) -> None:
    """By Lateral's own lists; then with FreeDict's dictionaries, where DICTIONARIES has them."""
    drawn_sentences(asked, ())
    if installed := system_dictionaries(settings.DICTIONARIES):
        print(f"With {', '.join(each.name for each in installed)}")
        first = haste.timed(lambda: [glossary(*languages, installed) for languages in (("fr", "en"), ("ar", "en"))])
        row("Read for the first time", f"{first[0] / 1000:.1f} s", "", "once in a process; French and Arabic")
        drawn_sentences(asked, installed)


def drawn_sentences(asked: Asked, dictionaries: tuple[Dictionary, ...]) -> None:
    for languages, count, wanted, is_bare in (
        ("fr-en", 60, "≥ 0.97" if dictionaries else "≥ 0.88", False),
        ("fr-en", 60, "", True),
        ("ar-en", 40, "", False),
        ("ar-en", 40, "", True),
    ):
        total = Rated(0, 0, 0, 0)
        scored: list[tuple[float, bool]] = []
        wrong: list[str] = []
        for seed in SEEDS:
            drawn = draw(languages, seed, count, is_bare=is_bare)
            rated, matches = matched(drawn, languages, dictionaries)
            total += rated
            scored += [(score, is_right) for score, _one, _other, is_right in matches]
            wrong += mismatches(drawn, matches)
        what = "without figures and names" if is_bare else "in random order"
        row(f"Sentences {languages} {what}", f"{total.f1:.3f}", wanted, f"{total}, {len(SEEDS)} draws")
        calibration_rows(scored)
        asked.failures("failed", [line for line, _times in Counter(wrong).most_common()])


def matched(
    drawn: Draw, languages: str, dictionaries: tuple[Dictionary, ...]
) -> tuple[Rated, list[tuple[float, int, int, bool]]]:
    one, _dash, other = languages.partition("-")
    pairs = [pair_of(aligned, "") for aligned in align(drawn.one, drawn.other, one, other, dictionaries=dictionaries)]
    return judging.judge_matching(pairs, drawn.one_spans, drawn.other_spans, drawn.gold)


def mismatches(drawn: Draw, matches: list[tuple[float, int, int, bool]]) -> list[str]:
    score_of = {(one, other): score for score, one, other, _is_right in matches}
    missed = [pair for pair in sorted(drawn.gold) if score_of.get(pair, 0) < LIKELY]
    wrong = [pair for pair, score in score_of.items() if score >= LIKELY and pair not in drawn.gold]
    return [
        f"{what} {score_of.get((one, other), 0):.2f}: {short(drawn.one, drawn.one_spans[one])}\n"
        f"  {short(drawn.other, drawn.other_spans[other])}"
        for what, pairs in (("missed", missed), ("wrong", wrong))
        for one, other in pairs
    ]


def calibration_rows(scored: list[tuple[float, bool]]) -> None:
    right, number = judging.share_right(scored)
    row("", f"{right / number:.0%}" if number else "–", "≈ 50%", f"right of {number} with a score from 0.4 up to 0.6")
    bins = judging.reliability(scored)
    remark = "  ".join(f"{one.least:.1f}: {one.right:.2f} of {one.number}" for one in bins)
    row("", "", "", f"share right by score: {remark}")


# Relations in one language


@dataclass(slots=True)
class Told:
    """What was told of the rewritten passages of a language."""

    named: list[tuple[str, str]] = field(default_factory=list)
    scored: list[tuple[float, bool]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    first: int = 0
    sourced: int = 0

    def judge(self, case: Case, passage: Rewritten, pairs: list[Pair]) -> None:
        span = Span(passage.start, passage.end)
        mine = sorted((pair for pair in pairs if pair.article.meets(span)), key=lambda pair: -pair.score)
        given, best = relation_given(mine, passage.source)
        self.named.append((passage.relation, given))
        self.scored += [(pair.score, is_right(pair, passage.source)) for pair in mine]
        self.sourced += passage.source is not None
        self.first += bool(mine) and is_right(mine[0], passage.source)
        if given != passage.relation:
            source = best.passage if best else passage.source
            beside = short(case.report, source) if source else ""
            self.wrong.append(f"{passage.relation}, named {given}: {short(case.article, span)}\n  {beside}")


def relations(asked: Asked) -> None:
    every: list[tuple[str, str]] = []
    for language in news.LANGUAGES:
        told = Told()
        for case in cases(language):
            pairs = [pair_of(aligned, "") for aligned in align(case.article, case.report, language, language)]
            for passage in case.rewritten:
                told.judge(case, passage, pairs)
        rated = sum(gold == given for gold, given in told.named)
        remark = f"{rated} of {len(told.named)}; right passage first: {told.first} of {told.sourced}"
        row(f"Relations in {language}", f"{rated / len(told.named):.0%}", "≥ 80%", remark)
        calibration_rows(told.scored)
        asked.failures("named wrongly", spread(told.wrong))
        every += told.named
    shares = [rated.recall for _name, _counted, rated in judging.confusion(every, RELATIONS)]
    row("Relations, each as important", f"{sum(shares) / len(shares):.0%}", "≥ 80%", "the mean of their shares")
    confusion_rows(every)


def is_right(pair: Pair, source: tuple[int, int] | None) -> bool:
    return source is not None and pair.passage.meets(Span(*source))


def relation_given(ranked: list[Pair], source: tuple[int, int] | None) -> tuple[str, Pair | None]:
    """What the best right pair is named. Where the source says nothing of it: whether anything counts as a pair."""
    if source is None:
        likely = [pair for pair in ranked if pair.score >= LIKELY and pair.relation != "not in source"]
        return (likely[0].relation, likely[0]) if likely else ("not in source", None)
    right = next((pair for pair in ranked if is_right(pair, source)), None)
    return (right.relation, right) if right else ("(not found)", None)


def spread(lines: list[str]) -> list[str]:
    """The lines so that each relation has its turn."""
    by_kind: dict[str, list[str]] = {}
    for line in lines:
        by_kind.setdefault(line.partition(":")[0], []).append(line)
    longest = max(map(len, by_kind.values()), default=0)
    return [kind[number] for number in range(longest) for kind in by_kind.values() if number < len(kind)]


def confusion_rows(named: list[tuple[str, str]]) -> None:
    for relation, counted, rated in judging.confusion(named, RELATIONS):
        others = ", ".join(f"{name} {times}" for name, times in counted.most_common() if name != relation)
        row(f"  {relation}", f"{rated.f1:.2f}", "", f"{rated}{'; taken for: ' if others else ''}{others}")


def speed(_asked: Asked) -> None:
    haste.speed()


PARTS: dict[str, Callable[[Asked], None]] = {
    part.__name__: part for part in (gold.citations, gold.gold, sentences, relations, speed)
}
