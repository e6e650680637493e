"""The list of annotations on the review page, as a screen reader reads it before any script runs.

Put together by hand, a thousand cards in a tenth of the time that a template takes; what people typed is escaped here.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cache
from html import escape

from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotate.models import Annotation, Label
from annotate.tables import Note, Tables, hyphenated

# Longer passages are cut in the list; the whole stands in the text.
SHOWN = 140

LABEL = (
    ' data-root="{root}"><button type="button" class="note-head" aria-expanded="false">'
    '<span class="lab" data-label="{root}">{root_name} <span>{leaf_name}</span></span>'
)
CARD = (
    '<li class="note" id="annotation-{0}" data-id="{0}"{1}<span class="note-facts">{2}</span></button>'
    '<a class="note-quote" href="#text-{3}" dir="auto"><bdi>{4}</bdi></a></li>'
)


def card_list(tables: Tables, roots: Iterable[Label], others: Mapping[str, str], shown: Container[str]) -> bytes:
    """The <li> of each annotation, for the <ol> of the page of a review.

    Others are the reviewers of other reviews than that, by the keys of these; shown are the texts on the page.
    """
    labels = {}
    for root in roots:
        for label in (root, *root.leaves):
            leaf_name = "" if label is root else label.name
            labels[label.key] = format_html(LABEL, root=root.key, root_name=root.name, leaf_name=leaf_name)
    severities: dict[int | None, str] = {value: str(name) for value, name in Annotation.Severity.choices}
    elsewhere, counted = _("an earlier wording"), _("evidence: %(count)s")
    evidence = Counter(tables.evidence.column("annotation"))

    @cache
    def facts(is_shown: bool, review: str, severity: int | None, proofs: int) -> str:
        """What a card says in its corner: that its passage is not on the page; whose it is, if another's; severity;
        how much evidence there is.
        """
        where, whose = "" if is_shown else elsewhere, others.get(review, "")
        said = (where, whose, severities.get(severity, ""), counted % {"count": proofs} if proofs else "")
        return escape(" · ".join(filter(None, said)))

    def card(note: Note) -> bytes:
        said = facts(note.text in shown, note.review, note.severity, evidence[note.id])
        key, quote = hyphenated(note.id), escape(shortened(note.exact))
        # Each by itself: joined as text, one emoji would make every letter of all of them four bytes long.
        return CARD.format(key, labels[note.label], said, hyphenated(note.text), quote).encode()

    return b"".join(map(card, tables.notes))


def shortened(quote: str) -> str:
    return quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1].rstrip()}…"
