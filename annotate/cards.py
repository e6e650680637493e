"""The list of annotations on the review page, as a screen reader reads it before any script runs.

The first few screens of it are there at once. The others are in the page for browsers without JavaScript; where there
is some, it makes them as soon as it has time (static/js/review/panel.js), and nobody waits for a thousand cards.

Put together by hand, a thousand cards in a tenth of the time that a template takes; what people typed is escaped here.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cache
from html import escape

from django.utils.translation import gettext as _

from annotate.models import Annotation, Label
from annotate.tables import Note, Tables, hyphenated

# Longer passages are cut in the list; the whole stands in the text.
SHOWN = 140
# More than the tallest window shows.
AT_ONCE = 40

LABEL = (
    ' data-root="{0}"><button type="button" class="note-head" aria-expanded="false">'
    '<span class="lab" data-label="{0}">{1} <span>{2}</span></span>'
)
# In bytes: as text, one emoji makes every letter beside it four bytes long, until all is written small again.
CARD = (
    b'<li class="note" id="annotation-%b" data-id="%b"%b<span class="note-facts">%b</span></button>'
    b'<a class="note-quote" href="#text-%b" dir="auto"><bdi>%b</bdi></a></li>'
)


def card_list(tables: Tables, roots: Iterable[Label], others: Mapping[str, str], shown: Container[str]) -> list[bytes]:
    """The <li> of each annotation, for the <ol> of the page of a review.

    Others are the reviewers of other reviews than that, by the keys of these; shown are the texts on the page.
    """
    labels = {}
    for root in roots:
        for label in (root, *root.leaves):
            leaf_name = "" if label is root else label.name
            labels[label.key] = LABEL.format(*map(escape, (root.key, root.name, leaf_name))).encode()
    severities: dict[int | None, str] = {value: str(name) for value, name in Annotation.Severity.choices}
    elsewhere, counted = _("an earlier wording"), _("evidence: %(count)s")
    evidence = Counter(tables.evidence.column("annotation"))

    @cache
    def facts(is_shown: bool, review: str, severity: int | None, proofs: int) -> bytes:
        """What a card says in its corner: that its passage is not on the page; whose it is, if another's; severity;
        how much evidence there is.
        """
        where, whose = "" if is_shown else elsewhere, others.get(review, "")
        said = (where, whose, severities.get(severity, ""), counted % {"count": proofs} if proofs else "")
        return escape(" · ".join(filter(None, said))).encode()

    text_key = cache(lambda text: hyphenated(text).encode())

    def card(note: Note) -> bytes:
        key, quote = hyphenated(note.id).encode(), escape(shortened(note.exact)).encode()
        said = facts(note.text in shown, note.review, note.severity, evidence[note.id])
        return CARD % (key, key, labels[note.label], said, text_key(note.text), quote)

    return list(map(card, tables.notes))


def in_slots(cards: list[bytes]) -> dict[str, bytes]:
    """The cards that are shown at once, and those that come later, for the slots of the page."""
    return {"cards": b"".join(cards[:AT_ONCE]), "later_cards": b"".join(cards[AT_ONCE:])}


def shortened(quote: str) -> str:
    return quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1].rstrip()}…"
