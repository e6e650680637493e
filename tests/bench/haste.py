"""How long the comparison of an article with its reports takes: everything that is computed from the texts."""

import json
import random
import time
from collections.abc import Callable

from sources.alignment import align, read
from sources.attribution import find_citations
from sources.comparing.facts import PairFacts, TextFacts
from sources.comparing.findings import Side, put_together
from sources.figures import find_figures
from sources.outlets import REGISTRY
from tests.bench.drawing import dossier, of_length
from tests.bench.table import row, yardstick

LANGUAGES = (("en", "en", 300), ("fr", "en", 600), ("ar", "en", 600))
LONG = 300_000
OUTLETS = json.loads(REGISTRY.read_text("utf-8"))


def speed() -> None:
    print(f"A yardstick, for machines whose speed changes: a million squares added up in {yardstick():.0f} ms")
    for article, reports, wanted in LANGUAGES:
        few = compared(article, reports, 20, f"≤ {wanted} ms")
        compared(article, reports, 40, f"≤ {2 * few:.0f} ms")
    for article, reports, _wanted in LANGUAGES[:2]:
        long_texts(article, reports)
    for name, text in dull_texts().items():
        cpu, _wall = timed(lambda text=text: everything(text, "en", [text], "en"))  # type: ignore[misc]
        row(f"{LONG:,} characters of {name} beside themselves", f"{cpu / 1000:.1f} s", "≤ 20 s", "CPU")


def compared(article: str, reports: str, count: int, wanted: str) -> float:
    """Milliseconds of processor time, the least of several: the machine is busy with more than this."""
    text, others = dossier(article, reports, count)
    everything(text, article, others, reports)  # what is read once is read now
    taken = [timed(lambda: everything(text, article, others, reports)) for _time in range(5)]
    cpu, wall = min(taken)
    parts = {
        "align alone": timed(lambda: [align(text, other, article, reports) for other in others]),
        "figures": timed(lambda: [find_figures(*said) for said in texts(text, article, others, reports)]),
        "citations": timed(lambda: find_citations(text, article, OUTLETS)),
    }
    remark = ", ".join(f"{name} {part:.0f}" for name, (part, _wall) in parts.items())
    row(f"80 sentences {article}, {count} × 40 {reports}", f"{cpu:.0f} ms", wanted, f"CPU; wall {wall:.0f}; {remark}")
    return cpu


def texts(article: str, language: str, reports: list[str], of_reports: str) -> list[tuple[str, str]]:
    return [(article, language), *[(report, of_reports) for report in reports]]


def everything(article: str, language: str, reports: list[str], of_reports: str) -> None:
    """What a task computes, without storing it: the article is read once, and each report."""
    here = read(article, language)
    compared, sides = {}, []
    for number, report in enumerate(reports):
        there = read(report, of_reports)
        compared[str(number)] = PairFacts.of(here, there)
        sides.append(Side(str(number), "", None, TextFacts.of(there)))
    put_together(TextFacts.of(here), sides, compared, find_citations(article, language, OUTLETS))


def long_texts(article: str, reports: str) -> None:
    chance = random.Random(3)  # noqa: S311  the same texts at every run
    one, other = of_length(article, LONG, chance), of_length(reports, LONG, chance)
    cpu, wall = timed(lambda: everything(one, article, [other], reports))
    row(
        f"{LONG:,} characters {article}, {LONG:,} {reports}",
        f"{cpu / 1000:.1f} s",
        "≤ 20 s",
        f"CPU; wall {wall / 1000:.1f}",
    )


def dull_texts() -> dict[str, str]:
    """Texts that nobody writes and somebody uploads: time by the number of pairs has no end in them."""
    chance = random.Random(3)  # noqa: S311  the same texts at every run
    sentence = "The ministry said that {} soldiers and {} percent of the villages were hit by {} rockets. "
    return {
        "one sentence": "".join(sentence.format(place, place % 97, place % 13) for place in range(LONG // 90)),
        "one word": "word " * (LONG // 5),
        "numbers": " ".join(str(chance.randrange(10**6)) for _place in range(LONG // 7)),
        "quotation marks": '"“« ' * (LONG // 12) + "word " * 200 + '"”» ' * (LONG // 12),
    }


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of processor and of wall time."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
