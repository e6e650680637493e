"""The findings as a page shows them: with the words, the names of the reports, and the marks for the script."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page as Listed
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.alignment import Pair
from sources.alignment.figures import Verdict
from sources.alignment.omissions import Sign
from sources.comparing.changes import Changes, word_changes
from sources.comparing.findings import (
    LIKELY,
    Beside,
    FigureFinding,
    Findings,
    Omission,
    QuotationFinding,
    Sentence,
    State,
)
from sources.comparing.work import Compared
from sources.glossaries.normal import primary
from sources.language import language_name
from sources.models import Text
from sources.relations import Relation
from sources.sentences import Span
from sources.vocabulary.phrases import LANGUAGES

# A passage that is shown in a list is cut to so many characters: a sentence, as sentences go.
EXCERPT = 600
# Of very long texts so many of a kind are listed at once, and so many places of one who is cited.
LISTED, PLACES = 60, 40
# So many characters are shown on either side of a figure.
AROUND = 45
# What need not stand beside the sign of a cut.
CUT = " …,;:."
# Of pairs that are less likely right than not, so many are offered.
MOST_PERHAPS = 2
# From these probabilities on a pair is called so.
CERTAINTIES: tuple[tuple[float, str | Promise], ...] = (
    (0.85, gettext_lazy("very likely")),
    (0.65, gettext_lazy("likely")),
    (LIKELY, gettext_lazy("rather likely")),
    (0.3, gettext_lazy("perhaps")),
    (0, gettext_lazy("hardly")),
)
STATES: dict[State, str | Promise] = {
    "found": gettext_lazy("found"),
    "changed": gettext_lazy("changed"),
    "missing": gettext_lazy("not found"),
}
SIGNS: dict[Sign, str | Promise] = {
    "victims": gettext_lazy("victims"),
    "figure": gettext_lazy("a figure"),
    "denial": gettext_lazy("a denial"),
    "named source": gettext_lazy("a named source"),
    "quotation": gettext_lazy("a quotation"),
}
VERDICTS: dict[Verdict, str | Promise] = {
    "same": gettext_lazy("the same"),
    "close": gettext_lazy("close to it"),
    "differs": gettext_lazy("another figure"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a list shows it: where it is, and its words."""

    text: Text
    start: int
    end: int

    @property
    def words(self) -> str:
        exact = self.text.body[self.start : self.end]
        return exact if len(exact) <= EXCERPT else f"{exact[:EXCERPT].rpartition(' ')[0] or exact[:EXCERPT]}…"

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after it in its paragraph, cut at a space."""
        body = self.text.body
        first = body.rfind("\n", 0, self.start) + 1
        last = body.find("\n", self.end)
        last = len(body) if last < 0 else last
        before, after = body[first : self.start], body[self.end : last]
        if len(before) > AROUND:
            before = f"…{before[-AROUND:].partition(' ')[2].lstrip(CUT)}"
        if len(after) > AROUND:
            after = f"{after[:AROUND].rpartition(' ')[0].rstrip(CUT)}…"
        return before, after

    @property
    def anchor(self) -> str:
        """The end of its address on the pages that show the texts (static/js/review/read.js)."""
        return f"text-{self.text.pk}-{self.start}-{self.end}"

    @property
    def language(self) -> str:
        return self.text.document.language

    @property
    def direction(self) -> str:
        return self.text.document.direction

    @property
    def name(self) -> str:
        """Whose report it is."""
        return str(self.text.document.outlet or self.text.document.title)


@dataclass(frozen=True)
class Proposal:
    """A pair as the list shows it."""

    article: Passage
    report: Passage
    pair: Pair

    @property
    def key(self) -> str:
        """By what a decision on it is found again: it survives that the pair is computed anew."""
        pair = self.pair
        return f"{self.report.text.pk}:{pair.article_start}-{pair.article_end}:{pair.report_start}-{pair.report_end}"

    @property
    def relation(self) -> str:
        return str(Relation(self.pair.relation).label)

    @property
    def is_likely(self) -> bool:
        return self.pair.score >= LIKELY

    @property
    def percent(self) -> int:
        return round(self.pair.score * 100)

    @property
    def certainty(self) -> str:
        return str(next(words for least, words in CERTAINTIES if self.pair.score >= least))

    @cached_property
    def reasons(self) -> list[str]:
        """The page asks twice: whether there are any, and which."""
        return [str(reason) for reason in self.pair.reasons]

    @cached_property
    def changes(self) -> Changes | None:
        """Word by word, for passages in one language that are not the same."""
        here, there = self.article, self.report
        if primary(here.language) != primary(there.language):
            return None
        article = here.text.body[here.start : here.end]
        found = word_changes(article, there.text.body[there.start : there.end], here.language)
        return found if any(not piece.is_same for piece in (*found.article, *found.report)) else None


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the article with what stands beside it."""

    sentence: Sentence
    passage: Passage
    likely: list[Proposal]
    perhaps: list[Proposal]

    @property
    def state(self) -> str:
        return str(STATES[self.sentence.state]) if self.sentence.state else ""


@dataclass(slots=True)
class Cited:
    """An outlet that the article cites, with its reports in the dossier, and where it is cited. None: nobody named."""

    outlet: str | None
    reports: list[Text] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)

    @property
    def listed(self) -> list[dict[str, Any]]:
        return self.places[:PLACES]

    @property
    def more(self) -> int:
        return len(self.places) - len(self.listed)


@dataclass
class Page:
    """All that the page shows of a comparison; of very long lists a part, with how many parts there are."""

    findings: Findings
    state: State | None
    rows: list[Row]
    figures: list[dict[str, Any]]
    quotations: list[dict[str, Any]]
    omissions: list[dict[str, Any]]
    citations: list[Cited]
    parts: dict[str, Listed[Any]]
    marks: dict[str, Any]
    unknown: list[str]

    @property
    def marks_as_json(self) -> str:
        return json.dumps(self.marks, separators=(",", ":"))

    @cached_property
    def counts(self) -> dict[str, int]:
        found = self.findings
        states: dict[str, int] = {state: found.count(state) for state in STATES}
        return {
            **states,
            "passages": sum(states.values()),
            "figures": sum(one.is_conflict for one in found.figures),
            "beside": sum(bool(one.beside) for one in found.figures),
            "quotations": len(found.quotations),
            "omissions": len(found.omissions),
            "citations": len(found.citations),
        }


class Pages:
    """Makes a page of the findings on a dossier.

    `wanted` says which part of each list, as an address says it: passages, figures, quotations and omissions are
    numbers of parts, `state` the passages of one state alone, `passage` where the one starts that must be listed.
    """

    def __init__(self, compared: Compared, wanted: Mapping[str, str]) -> None:
        assert compared.article
        self.compared, self.article, self.wanted = compared, compared.article, wanted
        self.findings = compared.findings()
        self.texts = {str(text.pk): text for text in (compared.article, *compared.reports)}

    def page(self) -> Page:
        found = self.findings
        state = next((state for state in STATES if state == self.wanted.get("state")), None)
        sentences = [one for one in found.sentences if one.state and state in (None, one.state)]
        parts = {
            "passages": self.part("passages", sentences, self.place_of(sentences)),
            "figures": self.part("figures", [one for one in found.figures if one.beside]),
            "quotations": self.part("quotations", found.quotations),
            "omissions": self.part("omissions", found.omissions),
        }
        return Page(
            found,
            state,
            [self.row(one) for one in parts["passages"]],
            [self.figure(one) for one in parts["figures"]],
            [self.quotation(one) for one in parts["quotations"]],
            [self.omission(one) for one in parts["omissions"]],
            self.citations(),
            parts,
            self.marks(),
            self.unknown(),
        )

    def part(self, name: str, found: Sequence[Any], place: int | None = None) -> Listed[Any]:
        number = self.wanted.get(name, "1") if place is None else place // LISTED + 1
        return Paginator(found, LISTED).get_page(number)

    def place_of(self, sentences: Sequence[Sentence]) -> int | None:
        """Where in the list the sentence stands that must be in it."""
        start = self.wanted.get("passage", "")
        return next((place for place, one in enumerate(sentences) if str(one.span.start) == start), None)

    def here(self, start: int, end: int) -> Passage:
        return Passage(self.article, start, end)

    def there(self, key: str, start: int, end: int) -> Passage:
        return Passage(self.texts[key], start, end)

    def row(self, sentence: Sentence) -> Row:
        proposals = [self.proposal(beside) for beside in sentence.beside]
        likely = [one for one in proposals if one.is_likely]
        perhaps = [one for one in proposals if not one.is_likely][:MOST_PERHAPS]
        return Row(sentence, self.here(*sentence.span), likely, perhaps)

    def proposal(self, beside: Beside) -> Proposal:
        pair = beside.pair
        return Proposal(
            self.here(pair.article_start, pair.article_end),
            self.there(beside.report, pair.report_start, pair.report_end),
            pair,
        )

    def figure(self, one: FigureFinding) -> dict[str, Any]:
        beside = [
            {
                "passage": self.there(key, pair.report_start, pair.report_end),
                "verdict": pair.verdict,
                "words": VERDICTS[pair.verdict],
            }
            for key, pair in one.beside
        ]
        return {"passage": self.here(one.start, one.end), "is_conflict": one.is_conflict, "beside": beside}

    def quotation(self, one: QuotationFinding) -> dict[str, Any]:
        here = self.here(one.start, one.end)
        if one.beside is None:
            return {"passage": here, "closest": None}
        key, pair = one.beside
        there = self.there(key, pair.report_start, pair.report_end)
        return {
            "passage": here,
            "closest": there,
            "is_cut": pair.is_cut,
            "percent": round(pair.share * 100),
            "article": marked(self.article.body, Span(one.start, one.end), pair.lost, pair.kept),
            "report": marked(there.text.body, Span(there.start, there.end), pair.left_out),
        }

    def omission(self, one: Omission) -> dict[str, Any]:
        return {
            "passage": self.there(one.report, one.part.start, one.part.end),
            "signs": [SIGNS[sign] for sign in one.part.signs],
            "also": [self.there(key, *span) for key, span in one.also],
        }

    def citations(self) -> list[Cited]:
        """Who is cited, in the order in which the article first names them."""
        cited: dict[str | None, Cited] = {}
        for one in self.findings.citations:
            found = cited.setdefault(one.citation.outlet, Cited(one.citation.outlet))
            reports = [self.texts[key] for key in one.reports]
            found.reports.extend(report for report in reports if report not in found.reports)
            place = self.here(one.citation.start, one.citation.end)
            found.places.append({"passage": place, "speaker": one.citation.speaker})
        return list(cited.values())

    def unknown(self) -> list[str]:
        """The languages of the texts that Lateral has no words of."""
        codes = {primary(text.document.language): text.document.language for text in self.texts.values()}
        return [language_name(code) if code else _("not stated") for key, code in codes.items() if key not in LANGUAGES]

    def marks(self) -> dict[str, Any]:
        """For the script: where the marks stand in the margin and the strips, as plain numbers."""
        coverage = {key: [[*used.span, used.use] for used in all_of] for key, all_of in self.findings.used.items()}
        sentences = [[*one.span, one.state] for one in self.findings.sentences if one.state]
        return {"article": str(self.article.pk), "sentences": sentences, "coverage": coverage}


def marked(body: str, passage: Span, lost: Iterable[Span], kept: Iterable[Span] = ()) -> list[tuple[str, str]]:
    """The words of a passage in pieces: "lost" where the other text has them not, "kept" where it has, "" where they
    say too little to be looked for there.
    """
    signs = sorted([(*span, "lost") for span in lost] + [(*span, "kept") for span in kept])
    found: list[tuple[str, str]] = []
    place = passage.start
    for start, end, sign in signs:
        if start < place or end > passage.end:
            continue
        # What stands between two words of a kind belongs to them.
        if found and found[-1][0] == sign and not body[place:start].strip():
            found[-1] = (sign, found[-1][1] + body[place:end])
        else:
            found += [("", body[place:start]), (sign, body[start:end])]
        place = end
    found.append(("", body[place : passage.end]))
    return [(sign, words) for sign, words in found if words]


def page_of(compared: Compared, wanted: Mapping[str, str] | None = None) -> Page:
    """The page of a dossier that was compared; `wanted`: see Pages."""
    return Pages(compared, wanted or {}).page()
