"""Dossiers in which a careful reader has found by hand what there is to find."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sources.alignment import align, read
from sources.attribution import find_citations
from sources.comparing.facts import PairFacts, TextFacts
from sources.comparing.findings import Findings, Side, put_together
from sources.importers.registry import find_outlet
from sources.outlets import REGISTRY
from sources.text import canonical
from tests.bench import judging
from tests.bench.asked import Asked, short
from tests.bench.judging import LIKELY, Pair, Span, pair_of
from tests.bench.table import row
from tests.conftest import SHARED

INVENTED = Path(__file__).with_name("dossiers")
TOP = 10  # an omission that stands further down is not read


@dataclass(frozen=True, slots=True)
class Text:
    body: str
    language: str
    outlet: str
    published: datetime.date

    @property
    def registered(self) -> str:
        """The outlet by the registry's name, as the page knows it."""
        known = find_outlet(self.outlet)
        return known.name if known else ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier with what a careful reader found in it."""

    name: str
    article: Text
    reports: dict[str, Text]
    gold: judging.Gold

    def pairs(self) -> list[Pair]:
        return [
            pair_of(aligned, name)
            for name, report in self.reports.items()
            for aligned in align(self.article.body, report.body, self.article.language, report.language)
        ]

    def findings(self) -> Findings:
        readings = {
            name: read(text.body, text.language, text.published, cites=text is self.article, outlet=text.registered)
            for name, text in (("", self.article), *self.reports.items())
        }
        sides = [
            Side(name, text.outlet, text.published, TextFacts.of(readings[name])) for name, text in self.reports.items()
        ]
        compared = {name: PairFacts.of(readings[""], readings[name]) for name in self.reports}
        return put_together(TextFacts.of(readings[""]), sides, compared, (), self.article.published)

    def said(self, report: str, span: Span) -> str:
        return f"{report}: {short(self.reports[report].body, span)}"


@cache
def registered() -> Any:
    """The outlets of the registry file."""
    return json.loads(REGISTRY.read_text("utf-8"))


def dossiers(asked: Asked) -> Iterator[Dossier]:
    """The invented ones, and every folder of the data beside the project that holds a gold.json."""
    beside = sorted(SHARED.glob("*/gold.json"))
    if not beside:
        print(f"No dossier with a gold.json in {SHARED}: only the invented ones are measured.")
    for file in [*beside, *sorted(INVENTED.glob("*/gold.json"))]:
        index = json.loads(file.with_name("dossier.json").read_text("utf-8"))
        marked = json.loads(file.read_text("utf-8"))
        article = text_of(file.parent, index["article"])
        reports = {report["file"]: text_of(file.parent, report) for report in index["reports"]}
        also = [quote for quote in asked.reported if judging.is_in(quote, article.body)]
        marked["reported"] = [*marked.get("reported", []), *also]
        found = judging.dossier_gold(marked, article.body, {name: report.body for name, report in reports.items()})
        yield Dossier(file.parent.name, article, reports, found)


def text_of(folder: Path, entry: dict[str, Any]) -> Text:
    body = canonical((folder / entry["file"]).read_text("utf-8"))
    return Text(body, entry["language"], entry["outlet"], datetime.date.fromisoformat(entry["published"][:10]))


def citations(asked: Asked) -> None:
    for one in dossiers(asked):
        found = [
            judging.Cited(Span(cited.start, cited.end), cited.outlet)
            for cited in find_citations(one.article.body, one.article.language, registered())
        ]
        named = [cited for cited in found if cited.outlet]
        rated, wrong, missed = judging.judge_citations(named, one.gold.citations)
        row(f"Citations of {one.name}", f"{rated.f1:.3f}", "≥ 0.95", f"{rated}; {len(found) - len(named)} unnamed")
        for what, cited in (("wrong", wrong), ("missed", missed)):
            asked.failures(what, [f"{each.outlet}: {short(one.article.body, each.span)}" for each in cited])


def gold(asked: Asked) -> None:
    for one in dossiers(asked):
        pairs, findings = one.pairs(), one.findings()
        aligned_rows(asked, one, pairs)
        conflict_row(asked, one, findings)
        false_row(asked, one, pairs)
        omission_row(asked, one, findings)


def aligned_rows(asked: Asked, one: Dossier, pairs: list[Pair]) -> None:
    placed = [judging.place(wanted, pairs) for wanted in one.gold.alignments]
    total = len(placed)
    first = sum(hit.place == 1 for hit in placed)
    row(f"Alignments of {one.name}: right one first", f"{first}/{total}", f"≥ {total - 1}/{total}")
    row("", f"{sum(0 < hit.place <= 2 for hit in placed)}/{total}", f"{total}/{total}", "among the first two")
    row("", f"{sum(hit.score >= LIKELY for hit in placed)}/{total}", "", f"with a score ≥ {LIKELY}")
    right = sum(hit.relation == hit.wanted.relation for hit in placed)
    row("", f"{right}/{total}", f"≥ {total * 8 // 11}/{total}", "in the right relation")
    asked.failures(
        "not first, or in another relation",
        [
            f"{hit.wanted.relation}, told {hit.relation or 'nothing'} at place {hit.place}, score {hit.score:.2f}: "
            f"{short(one.article.body, hit.wanted.article)}\n  {one.said(hit.wanted.report, hit.wanted.passage)}"
            for hit in placed
            if hit.place != 1 or hit.relation != hit.wanted.relation
        ],
    )


def conflict_row(asked: Asked, one: Dossier, findings: Findings) -> None:
    """The conflicts that were found among the wanted; how many were told in all, for each of them is to be read."""
    told = [
        (Span(found.start, found.end), report, Span(pair.report_start, pair.report_end))
        for found in findings.figures
        for report, pair in found.beside
        if pair.verdict == "differs"
    ]
    some, every, wanted = judging.conflicts_found(told, one.gold.figures)
    remark = f"{every} with all of the reports; {len(told)} told"
    row("Conflicts of figures found", f"{some}/{wanted}", f"{wanted}/{wanted}", remark)
    asked.failures("told", [f"{short(one.article.body, span)} ≠ {one.said(name, there)}" for span, name, there in told])


def false_row(asked: Asked, one: Dossier, pairs: list[Pair]) -> None:
    corresponding = [*[wanted.article for wanted in one.gold.alignments], *one.gold.reported]
    wrong, total = judging.false_pairs(one.article.body, pairs, corresponding)
    share = len(wrong) / total if total else 0.0
    remark = f"{len(wrong)} of {total} sentences where nothing corresponds"
    row("False pairs", f"{share:.0%}", "≤ 10%", remark + ("" if one.gold.reported else ", or it is not in the gold"))
    asked.failures(
        "paired",
        [
            f"{pair.score:.2f} {pair.relation}: {short(one.article.body, span)}\n"
            f"  {one.said(pair.report, pair.passage)}"
            for span, pair in wrong
        ],
    )


def omission_row(asked: Asked, one: Dossier, findings: Findings) -> None:
    ranked = [(found.report, Span(found.part.start, found.part.end)) for found in findings.omissions]
    with_others = [[(name, span), *((also, Span(*there)) for also, there in found.also)]
                   for (name, span), found in zip(ranked, findings.omissions, strict=True)]  # fmt: skip
    places = [judging.place_among(wanted, with_others) for wanted in one.gold.omitted]
    hits = sum(0 < place <= TOP for place in places)
    row("Omissions", f"{hits}/{len(places)}", f"{len(places)}/{len(places)}", f"among the first {TOP}; places {places}")
    asked.failures("told first", [one.said(*found) for found in ranked[:TOP]])
