"""Annotations and evidence on a wording that their dossier does not show any more, and moving them to the one it shows.

Nothing is moved but what the reviewer chose, each as a new version; nothing is deleted.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from annotate.edits import change
from annotate.models import Annotation, Evidence, Review
from annotate.selectors import Anchor, Place, anchor
from annotate.tables import Tables
from sources.models import CONTEXT, Placement, Text
from sources.wordings import Difference, Row, difference

Thing = Annotation | Evidence

# Code points that the preview shows on either side of a passage.
SHOWN_AROUND = 80
# Another place that fits less well is not ticked beforehand.
PRESELECTED = 0.6


class Surroundings(NamedTuple):
    """A passage with what stands around it."""

    before: str
    words: str
    after: str


def surroundings(body: str, start: int, end: int) -> Surroundings:
    """The passage of a text, with the rest of its paragraph as far as there is room, cut between words."""
    before = body[max(0, start - SHOWN_AROUND) : start].rpartition("\n\n")[2]
    after = body[end : end + SHOWN_AROUND].partition("\n\n")[0]
    if start > SHOWN_AROUND and len(before) == SHOWN_AROUND:
        before = f"… {before.partition(' ')[2] or before}"
    if len(after) == SHOWN_AROUND and end + SHOWN_AROUND < len(body):
        after = f"{after.rpartition(' ')[0] or after} …"
    return Surroundings(before, body[start:end], after)


@dataclass(frozen=True)
class Move:
    """An annotation, or a piece of evidence, with where it stands in the wording that its dossier shows now."""

    thing: Thing
    old: Text
    new: Text
    drawn: Difference

    @property
    def key(self) -> str:
        """What the form calls it."""
        return f"{self.thing._meta.model_name}-{self.thing.pk}"

    @property
    def token(self) -> str:
        """What the preview was made of: the version of the thing and the wording it would move to."""
        return f"{self.thing.version}-{self.new.pk}"

    @property
    def annotation(self) -> Annotation:
        return self.thing if isinstance(self.thing, Annotation) else self.thing.annotation

    @property
    def evidence(self) -> Evidence | None:
        return self.thing if isinstance(self.thing, Evidence) else None

    @cached_property
    def anchor(self) -> Anchor:
        """Where it stands in the new wording.

        Where its first letter stayed, that is its place; else its words and what stood around them must tell, and of
        several places that are equally good none is nearer.
        """
        start, end = span(self.thing)
        before, after = self.old.body[max(0, start - CONTEXT) : start], self.old.body[end : end + CONTEXT]
        expected = self.drawn.place(start)
        found = anchor(self.new.body, self.thing.exact, before, after, expected)
        return replace(found, status="moved") if expected is None and found.status == "exact" else found

    @property
    def is_preselected(self) -> bool:
        return self.anchor.status == "exact" or (self.anchor.status == "moved" and self.anchor.score >= PRESELECTED)

    @property
    def percent(self) -> int:
        return int(self.anchor.score * 100)

    @cached_property
    def stood(self) -> Surroundings:
        start, end = span(self.thing)
        return surroundings(self.old.body, start, end)

    @cached_property
    def places(self) -> list[tuple[Place, Surroundings]]:
        """Where it may stand now: one place, several where it is ambiguous, none where it is lost."""
        found = self.anchor.candidates
        if not found and self.anchor.start is not None and self.anchor.end is not None:
            found = (Place(self.anchor.start, self.anchor.end, self.anchor.score),)
        return [(place, surroundings(self.new.body, place.start, place.end)) for place in found]

    @cached_property
    def changes(self) -> list[Row]:
        """What became of its words, where they changed."""
        [(_place, now)] = self.places if len(self.places) == 1 else [(None, self.stood)]
        return difference(self.stood.words, now.words).rows if now.words != self.stood.words else []

    def chosen(self, value: str) -> Place | None:
        """The place that the reviewer chose: by its number where there are several."""
        if len(self.places) == 1:
            return self.places[0][0]
        numbered = {str(number): place for number, (place, _around) in enumerate(self.places)}
        return numbered.get(value)


def span(thing: Thing) -> tuple[int, int]:
    """Evidence that is a passage has both."""
    assert thing.start is not None
    assert thing.end is not None
    return thing.start, thing.end


# What lies on an older wording


def left_behind(things: QuerySet[Any], review: str) -> QuerySet[Any]:
    """Those on a wording of a document that the dossier shows in another one; `review` is the path to their review."""
    here = Placement.objects.filter(dossier=OuterRef(f"{review}__dossier"))
    is_of_dossier = Exists(here.filter(text__document=OuterRef("text__document")))
    return things.filter(is_of_dossier).exclude(Exists(here.filter(text=OuterRef("text"))))


def annotations_left_behind(reviews: Any) -> QuerySet[Annotation]:
    return left_behind(Annotation.objects.kept().filter(review__in=reviews), "review")


def evidence_left_behind(reviews: Any) -> QuerySet[Evidence]:
    kept = Evidence.objects.filter(annotation__review__in=reviews, annotation__deleted_at__isnull=True)
    return left_behind(kept, "annotation__review")


def count_left_behind(reviews: Iterable[Review]) -> dict[UUID, int]:
    """How many annotations of each review lie on an older wording, or have evidence that does."""
    listed = list(reviews)
    with_evidence = evidence_left_behind(listed).values("annotation")
    own = annotations_left_behind(listed).values("pk")
    found = Annotation.objects.filter(Q(pk__in=own) | Q(pk__in=with_evidence)).order_by()
    return dict(found.values_list("review").annotate(Count("pk")))


def count_among(review: Review, tables: Tables, shown: Container[str]) -> int:
    """The same of one review, whose annotations are read already: asked for only where a text is not shown."""
    texts = {*tables.annotations.column("text"), *tables.evidence.column("text")} - {None}
    return 0 if all(text in shown for text in texts) else count_left_behind([review]).get(review.pk, 0)


# Planning


def plan(review: Review) -> list[Move]:
    """What lies on an older wording, in reading order. Where each stands now is found out once it is asked for."""
    shown = {placement.text.document_id: placement.text for placement in review.dossier.placements.for_reading()}
    things: list[Thing] = [
        *annotations_left_behind([review]).select_related("label__parent"),
        *evidence_left_behind([review]).select_related("annotation__label__parent"),
    ]
    olds = Text.objects.in_bulk({thing.text_id for thing in things if thing.text_id})
    order = {document: position for position, document in enumerate(shown)}
    differences: dict[UUID, Difference] = {}
    moves = []
    for thing in things:
        assert thing.text_id is not None
        old = olds[thing.text_id]
        new = shown[old.document_id]
        if old.pk not in differences:
            differences[old.pk] = difference(old.body, new.body)
        moves.append(Move(thing, old, new, differences[old.pk]))
    return sorted(moves, key=lambda move: (order[move.new.document_id], move.old.number, span(move.thing), move.key))


# Moving


class Moved(NamedTuple):
    """What was moved, each by its key with its version now; and how many were changed meanwhile."""

    done: list[tuple[str, int]]
    stale: int


@transaction.atomic
def move(review: Review, chosen: Iterable[tuple[Move, Place]]) -> Moved:
    """Move what was chosen, all in one transaction, except what was changed since the preview."""
    done, stale = [], 0
    if not Review.objects.select_for_update().get(pk=review.pk).is_open:
        return Moved([], sum(1 for _choice in chosen))
    for wanted, place in chosen:
        stored = locked(review, wanted.key)
        if stored is None or stored.version != wanted.thing.version:
            stale += 1
            continue
        change(stored, **passage(wanted.new, place.start, place.end))
        done.append((wanted.key, stored.version))
    return Moved(done, stale)


@transaction.atomic
def move_back(review: Review, done: Iterable[tuple[str, int]]) -> Moved:
    """Put what was moved back to where it was, as new versions, except what was changed since."""
    back, stale = [], 0
    if not Review.objects.select_for_update().get(pk=review.pk).is_open:
        return Moved([], sum(1 for _moved in done))
    for key, version in done:
        stored = locked(review, key)
        before = stored.history.filter(version=version - 1).first() if stored else None
        if stored is None or before is None or stored.version != version:
            stale += 1
            continue
        change(
            stored, **{name: getattr(before, name) for name in ("text_id", "start", "end", "exact", "prefix", "suffix")}
        )
        back.append((key, stored.version))
    return Moved(back, stale)


def locked(review: Review, key: str) -> Thing | None:
    """The annotation or evidence of the review, as it is now; nobody else changes it until the transaction ends."""
    model, _dash, pk = key.partition("-")
    if model == "annotation":
        return Annotation.objects.kept().select_for_update().filter(review=review, pk=pk).first()
    kept = Evidence.objects.filter(annotation__review=review, annotation__deleted_at__isnull=True)
    return kept.select_for_update(of=("self",)).filter(pk=pk).first()


def passage(text: Text, start: int, end: int) -> dict[str, Any]:
    """The fields of a passage of the text."""
    return {
        "text_id": text.pk,
        "start": start,
        "end": end,
        "exact": text.body[start:end],
        "prefix": text.body[max(0, start - CONTEXT) : start],
        "suffix": text.body[end : end + CONTEXT],
    }


def by_wording(moves: Iterable[Move]) -> Iterator[tuple[Text, Text, list[Move]]]:
    """The moves of each old wording to its new one."""
    groups: dict[tuple[UUID, UUID], list[Move]] = {}
    for each in moves:
        groups.setdefault((each.old.pk, each.new.pk), []).append(each)
    for group in groups.values():
        yield group[0].old, group[0].new, group
