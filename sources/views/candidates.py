"""The reports of the archive that a dossier's article may cite."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sources.candidates import DAYS, Candidate, candidates
from sources.forms.search import QuestionField
from sources.models import Document, Dossier, Placement, Text
from sources.passages import Found, Piece, find_passage, marked
from sources.people import UserRequest
from sources.text import Block

# How far one may look, in days; a passage that is longer is shown by how it begins.
WINDOWS = (3, 7, 30, 365)
SHOWN = 400
MOST_REASONS = 6
LONGEST_NUMBER = 9


@dataclass(slots=True)
class Asked:
    """What the address asks for. What makes no sense in it is left out, and `remarks` say so."""

    start: int | None = None
    end: int | None = None
    outlet: str = ""
    days: int = DAYS
    remarks: list[str] = field(default_factory=list)

    @property
    def passage(self) -> dict[str, int]:
        return {} if self.start is None or self.end is None else {"start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Offered:
    """A candidate as the list shows it."""

    candidate: Candidate
    title: list[Piece]
    passage: Found

    @property
    def document(self) -> Document:
        return self.candidate.document

    @property
    def is_article(self) -> bool:
        return self.document.kind == Document.Kind.ARTICLE

    @property
    def when(self) -> str:
        """How far it is from the article."""
        days = self.candidate.days
        if days is None:
            return ""
        if days == 0:
            return _("the same day")
        if days > 0:
            return ngettext("%(days)s day before", "%(days)s days before", days) % {"days": days}
        return ngettext("%(days)s day after", "%(days)s days after", -days) % {"days": -days}

    @property
    def reasons(self) -> list[tuple[str, list[str]]]:
        """What is shared, under its name; of much the most telling."""
        shared = self.candidate.reasons
        named = ((_("Names"), shared.names), (_("Figures"), shared.figures), (_("Words"), shared.words))
        return [(name, found[:MOST_REASONS]) for name, found in named if found]


@require_safe
@login_required
def dossier_candidates(request: UserRequest, pk: UUID) -> HttpResponse:
    """Reports that the article may cite, or a passage of it: ?start=, ?end=, of one outlet, within some days."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    placement = dossier.placements.for_reading().filter(role=Placement.Role.ARTICLE).first()
    context: dict[str, Any] = {"dossier": dossier, "may_edit": request.user.has_perm("sources.edit_dossier", dossier)}
    if placement is None:
        return render(request, "sources/candidates.html", context)
    asked = read_address(request.GET, placement.text.body)
    found = candidates(
        placement.text,
        request.user,
        start=asked.start,
        end=asked.end,
        outlet=asked.outlet,
        days=asked.days,
        dossier=dossier,
    )
    context |= {
        "article": placement.text,
        "asked": asked,
        "passage": passage_of(placement.text, asked),
        "found": [offered(one) for one in found],
        "windows": [(days, name_of(days)) for days in sorted({*WINDOWS, asked.days})],
        "wider": next((days for days in WINDOWS if days > asked.days), None),
        "may_add": request.user.has_perm("sources.add_text_by_form"),
    }
    return render(request, "sources/candidates.html", context)


def read_address(query: QueryDict, body: str) -> Asked:
    asked = Asked(outlet=QuestionField(required=False).clean(query.get("outlet", "")))
    if "start" in query or "end" in query:
        start, end = (number(query.get(name, "")) for name in ("start", "end"))
        if start is not None and end is not None and start < end <= len(body):
            asked.start, asked.end = start, end
        else:
            asked.remarks.append(_("The article has no such passage. What follows is for the whole article."))
    if "days" in query:
        days = number(query.get("days", ""))
        if days is not None and days <= WINDOWS[-1]:
            asked.days = days
        else:
            said = {"days": DAYS, "most": WINDOWS[-1]}
            asked.remarks.append(_("Days are a number up to %(most)s. What follows is within %(days)s days.") % said)
    return asked


def number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) <= LONGEST_NUMBER else None


def name_of(days: int) -> str:
    if days == WINDOWS[-1]:
        return _("a year before or after")
    if days == 0:
        return _("on the same day")
    return ngettext("%(days)s day before or after", "%(days)s days before or after", days) % {"days": days}


def passage_of(article: Text, asked: Asked) -> str:
    """The words that are asked about; empty for the whole article."""
    words = article.body[asked.start : asked.end] if asked.passage else ""
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"


def offered(one: Candidate) -> Offered:
    """The candidate with the passage that holds most of what is shared."""
    blocks = [Block(*fields) for fields in one.text.blocks]
    passage = find_passage(one.text.body, blocks, one.question, one.document.title)
    return Offered(one, marked(one.document.title, one.question), passage)
