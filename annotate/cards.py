"""The list of annotations on the review page, as a screen reader reads it before any script runs.

Built by format_html rather than by a template: a thousand cards in 8 ms instead of 40.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotate.models import Annotation, Label

# Longer passages are cut in the list; the whole stands in the text.
SHOWN = 140

CARD = (
    '<li class="note" id="annotation-{id}" data-id="{id}" data-root="{root}">'
    '<button type="button" class="note-head" aria-expanded="false">'
    '<span class="lab" data-label="{root}">{root_name} <span>{leaf_name}</span></span>'
    '<span class="note-facts">{facts}</span></button>'
    '<a class="note-quote" href="#text-{text}" dir="auto"><bdi>{quote}</bdi></a></li>'
)


def card_list(annotations: Iterable[Annotation], roots: Iterable[Label], own: UUID) -> SafeString:
    """The <li> of each annotation, for the <ol> of the page of one's own review; others' name their reviewer."""
    names = {}
    for root in roots:
        names[root.pk] = (root.key, root.name, "")
        for leaf in root.leaves:
            names[leaf.pk] = (root.key, root.name, leaf.name)
    return format_html_join(
        "", "{}", ((card(annotation, own, *names[annotation.label_id]),) for annotation in annotations)
    )


def card(annotation: Annotation, own: UUID, root: str, root_name: str, leaf_name: str) -> SafeString:
    return format_html(
        CARD,
        id=annotation.pk,
        root=root,
        root_name=root_name,
        leaf_name=leaf_name,
        facts=facts(annotation, own),
        text=annotation.text_id,
        quote=shortened(annotation.exact),
    )


def shortened(quote: str) -> str:
    return quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1].rstrip()}…"


def facts(annotation: Annotation, own: UUID) -> str:
    """What a closed card says in a corner: severity, and how much evidence there is."""
    count = len(annotation.evidence.all())
    parts = [] if annotation.review_id == own else [annotation.review.reviewer.username]
    if annotation.severity:
        parts.append(str(annotation.get_severity_display()))
    if count:
        parts.append(_("evidence: %(count)s") % {"count": count})
    return " · ".join(parts)
