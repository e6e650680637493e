"""What the search page finds: documents, dossiers, annotations. Each as far as the reader may see it.

What is found are keys: to sort whole rows takes several times as long. The rows of one page are fetched by theirs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from taggit.models import Tag

from annotate.models import Annotation
from sources.forms.search import SearchForm
from sources.models import Document, Dossier, Outlet, OutletName, Placement, Text
from sources.passages import Found, Piece, find_passage, marked
from sources.people import Person
from sources.search import containing
from sources.text import Block
from sources.words import Wanted

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found: its title, and the passage that holds the words, in the text that it stands in."""

    thing: Any
    title: list[Piece]
    passage: Found | None = None
    text: Text | None = None
    document: Document | None = None
    notes: list[tuple[str, Found]] = field(default_factory=list)
    """What people wrote of it, each with what it is called."""


def find_documents(form: SearchForm, user: Person) -> QuerySet[Document, UUID]:
    documents = form.tagged(form.narrow(Document.objects.visible_to(user)))
    return (documents.best_first(form.question) if form.question else documents).values_list("pk", flat=True)


def find_dossiers(form: SearchForm, user: Person) -> QuerySet[Dossier, UUID]:
    """By their own words, or by those of their documents."""
    dossiers = form.tagged(Dossier.objects.visible_to(user))
    if form.question:
        dossiers = dossiers.matching(form.question)
    if form.narrows_documents:
        placed = Placement.objects.filter(text__document__in=form.narrow(Document.objects.all()))
        dossiers = dossiers.filter(pk__in=placed.values("dossier"))
    return dossiers.order_by("-created_at", "-pk").values_list("pk", flat=True)


def find_annotations(form: SearchForm, user: Person) -> QuerySet[Annotation, UUID]:
    annotations = form.tagged(Annotation.objects.visible_to(user).kept())
    if form.narrows_documents:
        annotations = annotations.filter(text__document__in=form.narrow(Document.objects.all()))
    found = annotations.filter(containing(form.question))
    return found.order_by("-created_at", "-pk").values_list("pk", flat=True)


def in_order(things: QuerySet[M], keys: Sequence[UUID]) -> list[M]:
    """Those with the keys. One that was deleted a moment ago is missing."""
    found = things.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def show_documents(keys: Sequence[UUID], question: Wanted) -> list[Result]:
    shown = in_order(Document.objects.listed(), keys)
    texts = newest_texts(keys)
    return [
        Result(
            document,
            marked(document.title, question),
            passage_of(texts[document.pk], question, document.title) if document.pk in texts else None,
            texts.get(document.pk),
            document,
        )
        for document in shown
    ]


def newest_texts(documents: Sequence[UUID]) -> dict[UUID, Text]:
    wordings = Text.objects.filter(document=OuterRef("pk")).order_by("-number")
    newest = Document.objects.filter(pk__in=documents).values(newest=Subquery(wordings.values("pk")[:1]))
    return {text.document_id: text for text in Text.objects.filter(pk__in=newest)}


def passage_of(text: Text, question: Wanted, title: str) -> Found:
    return find_passage(text.body, [block for block, _words in text.passages()], question, title)


def show_dossiers(keys: Sequence[UUID], question: Wanted) -> list[Result]:
    """Each with its instructions or the passage of a text where the words are."""
    shown = in_order(Dossier.objects.listed(), keys)
    placements: dict[UUID, Placement] = {}
    matching = Document.objects.matching(question) if question else Document.objects.none()
    placed = Placement.objects.filter(dossier__in=keys, text__document__in=matching).select_related("text__document")
    for placement in placed.order_by("role", "position"):
        placements.setdefault(placement.dossier_id, placement)
    return [show_dossier(dossier, placements.get(dossier.pk), question) for dossier in shown]


def show_dossier(dossier: Dossier, placement: Placement | None, question: Wanted) -> Result:
    title = marked(dossier.title, question)
    notes = [("", note)] if (note := note_of(dossier.instructions, question)).holds_any else []
    if placement is None:
        return Result(dossier, title, notes=notes)
    text, document = placement.text, placement.text.document
    return Result(dossier, title, passage_of(text, question, document.title), text, document, notes)


def note_of(note: str, question: Wanted) -> Found:
    return find_passage(note, [Block("paragraph", 0, len(note))] if note else [], question)


def show_annotations(keys: Sequence[UUID], question: Wanted) -> list[Result]:
    whole = Annotation.objects.select_related("label__parent", "review__reviewer", "review__dossier", "text__document")
    return [
        Result(
            annotation,
            [],
            note_of(annotation.exact, question),
            document=annotation.text.document,
            notes=[
                (name, note_of(note, question))
                for name, note in (("", annotation.rationale), (_("Neutral wording:"), annotation.neutral_wording))
                if note
            ],
        )
        for annotation in in_order(whole.defer("text__body", "text__blocks"), keys)
    ]


@dataclass(frozen=True, slots=True)
class Sort:
    """What can be looked for: how it is found, and how a page of it is shown."""

    find: Callable[[SearchForm, Person], QuerySet[Any, UUID]]
    show: Callable[[Sequence[UUID], Wanted], list[Result]]


SORTS = {
    "documents": Sort(find_documents, show_documents),
    "dossiers": Sort(find_dossiers, show_dossiers),
    "annotations": Sort(find_annotations, show_annotations),
}


def outlets_of(user: Person) -> list[str]:
    """The names of the outlets of what the user sees, to choose from."""
    outlets = Outlet.objects.filter(documents__in=Document.objects.visible_to(user))
    names = OutletName.objects.filter(is_main=True, outlet__in=outlets).values_list("name", flat=True)
    return sorted(set(names), key=str.casefold)


def tags_of(user: Person) -> list[str]:
    documents = Tag.objects.filter(tagged_documents__content_object__in=Document.objects.visible_to(user))
    dossiers = Tag.objects.filter(tagged_dossiers__content_object__in=Dossier.objects.visible_to(user))
    annotations = Tag.objects.filter(tagged_annotations__content_object__in=Annotation.objects.visible_to(user).kept())
    names = documents.union(dossiers, annotations).values_list("name", flat=True)
    return sorted(names, key=str.casefold)
