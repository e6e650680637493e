"""Findings as the API, the command and the page's script speak of them: plain dicts of JSON values."""

from collections.abc import Iterable, Mapping
from typing import Any

from sources.alignment import Pair
from sources.alignment.figures import FigurePair
from sources.alignment.pairs import listed
from sources.alignment.quotations import QuotationPair
from sources.comparing.findings import (
    FigureFinding,
    Findings,
    Omission,
    QuotationFinding,
    Resolved,
    Sentence,
    Used,
)
from sources.sentences import Span


class Words:
    """The words of the texts of a dossier, by the keys of the texts; the article's is `article`."""

    def __init__(self, article: str, bodies: Mapping[str, str]) -> None:
        self.article, self.bodies = article, bodies

    def passage(self, text: str, start: int, end: int) -> dict[str, Any]:
        return {"text": text, "start": start, "end": end, "exact": self.bodies[text][start:end]}

    def here(self, start: int, end: int) -> dict[str, Any]:
        return self.passage(self.article, start, end)


def represent(findings: Findings, words: Words) -> dict[str, Any]:
    """All findings; passages as text, start, end (code points) and exact."""
    return {
        "counts": {state: findings.count(state) for state in ("found", "changed", "missing")},
        "is_partial": findings.is_partial,
        "sentences": [sentence(found, words) for found in findings.sentences],
        "coverage": [{"text": text, "sentences": [use(used) for used in uses]} for text, uses in findings.used.items()],
        "figures": [figure(found, words) for found in findings.figures],
        "quotations": [quotation(found, words) for found in findings.quotations],
        "left_out": [omission(found, words) for found in findings.omissions],
        "citations": [citation(found, words) for found in findings.citations],
    }


def sentence(found: Sentence, words: Words) -> dict[str, Any]:
    return {
        **words.here(*found.span),
        "state": found.state,
        "pairs": [pair(beside.report, beside.pair, words) for beside in found.beside],
    }


def pair(report: str, found: Pair, words: Words) -> dict[str, Any]:
    return {
        "article": words.here(found.article_start, found.article_end),
        "report": words.passage(report, found.report_start, found.report_end),
        "score": round(found.score, 3),
        "relation": found.relation,
        "reasons": [reason.as_json() for reason in found.reasons],
        "reason": listed(found.reasons),
    }


def use(found: Used) -> dict[str, Any]:
    return {"start": found.span.start, "end": found.span.end, "use": found.use}


def figure(found: FigureFinding, words: Words) -> dict[str, Any]:
    return {
        **words.here(found.start, found.end),
        "is_conflict": found.is_conflict,
        "beside": [beside_figure(report, other, words) for report, other in found.beside],
    }


def beside_figure(report: str, found: FigurePair, words: Words) -> dict[str, Any]:
    passage = words.passage(report, found.report_start, found.report_end)
    return {**passage, "verdict": found.verdict, "likeness": round(found.likeness, 3)}


def quotation(found: QuotationFinding, words: Words) -> dict[str, Any]:
    return {**words.here(found.start, found.end), "closest": closest(found.beside, words)}


def closest(beside: tuple[str, QuotationPair] | None, words: Words) -> dict[str, Any] | None:
    if beside is None:
        return None
    report, found = beside
    return {
        **words.passage(report, found.report_start, found.report_end),
        "share": round(found.share, 3),
        "is_cut": found.is_cut,
        "kept": passages(found.kept, words.article, words),
        "lost": passages(found.lost, words.article, words),
        "left_out": passages(found.left_out, report, words),
    }


def passages(spans: Iterable[Span], text: str, words: Words) -> list[dict[str, Any]]:
    return [words.passage(text, *span) for span in spans]


def omission(found: Omission, words: Words) -> dict[str, Any]:
    return {
        **words.passage(found.report, found.part.start, found.part.end),
        "signs": list(found.part.signs),
        "also": [words.passage(report, *span) for report, span in found.also],
    }


def citation(found: Resolved, words: Words) -> dict[str, Any]:
    cited = found.citation
    return {
        **words.here(cited.start, cited.end),
        "outlet": cited.outlet,
        "cue": cited.cue,
        "speaker": cited.speaker,
        "quotation": words.here(*cited.quotation) if cited.quotation else None,
        "reports": list(found.reports),
    }
