"""What an alignment says: pairs of passages, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Relation = Literal[
    "verbatim",
    "faithful",
    "altered",
    "truncated quote",
    "figure changed",
    "attribution dropped",
    "hedge dropped",
    "overstated",
    "contradicted",
    "not in source",
]
ReasonKind = Literal[
    "word",
    "name",
    "figure",
    "glossary",
    "cognate",
    "synonym",
    "meaning",
    "translation",
    "conflict",
    "dropped",
    "added",
]

# So many words are named in a reason; of more, the number is told.
NAMED = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that two passages have in common, or that sets them apart.

    `words` are the article's and the report's for each; `of` is how many there could have been, 0 where that says
    nothing, and of a translation its number among the wordings. What was dropped has no word of the article's, what
    was added none of the report's.
    """

    kind: ReasonKind
    words: tuple[tuple[str, str], ...]
    of: int = 0

    def __str__(self) -> str:
        """In the reader's language: 3 names: Dekker, Turquie/Turkey, citadelle/citadel."""
        count = len(self.words)
        listed = _(", ").join(written(pair) for pair in self.words[:NAMED])
        if count > NAMED:
            listed = _("%(words)s, …") % {"words": listed}
        return f"{self.heading(count)}: {listed}" if listed else self.heading(count)

    def heading(self, count: int) -> str:
        if self.kind in ("glossary", "word", "synonym", "cognate") and self.of:
            names = {
                "glossary": _("glossary %(count)s of %(of)s"),
                "word": _("same words %(count)s of %(of)s"),
                "synonym": _("words of like meaning %(count)s of %(of)s"),
                "cognate": _("words that look alike %(count)s of %(of)s"),
            }
            return names[self.kind] % {"count": count, "of": self.of}
        headings = {
            "name": ngettext("%(count)s name", "%(count)s names", count),
            "figure": ngettext("%(count)s figure", "%(count)s figures", count),
            "conflict": ngettext("another figure", "other figures", count),
            "dropped": _("not in the article"),
            "added": _("not in the report"),
            "meaning": _("meaning, by the language model"),
            "translation": _("through the translation, wording %(of)s"),
        }
        return headings[self.kind] % {"count": count, "of": self.of}

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "words": [list(pair) for pair in self.words], "of": self.of}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Reason":
        return cls(data["kind"], tuple((one, other) for one, other in data["words"]), data["of"])


def written(pair: tuple[str, str]) -> str:
    one, other = pair
    return one or other if one == other or not one or not other else f"{one}/{other}"


def listed(reasons: Iterable[Reason]) -> str:
    """All reasons in a line."""
    return "; ".join(map(str, reasons))


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage of the article and one of a report (code points), that may tell the same.

    `score` is the probability that they do, as far as the words tell: 0.5 is as likely right as not. `relation` is
    proposed, by rule; a person decides.
    """

    article_start: int
    article_end: int
    report_start: int
    report_end: int
    score: float
    reasons: tuple[Reason, ...]
    relation: Relation
