"""The annotations of a review page as tables: rows as the database gives them.

A page may hold thousands, so nothing is made of each of them: the rows go to the page as they are, and there
static/js/review/tables.js makes of them what the API would give.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import CharField, F, Func, Model, QuerySet

from annotate.models import Annotation, AnnotationTag, Evidence, SearchedText


class Key(Func):
    """A UUID as 32 hexadecimal digits: SQLite keeps it so, and neither side makes an object of it."""

    output_field = CharField()
    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="replace((%(expressions)s)::text, '-', '')", **context)


def hyphenated(key: str) -> str:
    """A Key as a UUID is written elsewhere."""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    @classmethod
    def of(cls, things: QuerySet[Any], *same: str, **other: Key | F) -> Self:
        """A row of each thing: columns that are called as in the database, and those that are not."""
        return cls((*same, *other), list(things.values_list(*same, *other.values())))

    def column(self, name: str) -> list[Any]:
        position = self.columns.index(name)
        return [row[position] for row in self.rows]


class Note(NamedTuple):
    """A row of the annotations."""

    version: int
    start: int
    end: int
    exact: str
    severity: int | None
    confidence: str
    rationale: str
    neutral_wording: str
    id: str
    review: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The annotations, and what belongs to them by their keys."""

    annotations: Table
    evidence: Table
    tags: Table
    searched: Table

    @property
    def notes(self) -> Iterator[Note]:
        return map(Note._make, self.annotations.rows)

    def sort(self, places: Mapping[str, int]) -> None:
        """Put the annotations `in_reading_order`; the database would take half as long for that as to find them.

        Places are where the texts stand on the page, by their keys.
        """

        def place(row: tuple[Any, ...]) -> tuple[Any, ...]:
            note = Note._make(row)
            return places.get(note.text, 0), note.text, note.start, -note.end, note.id

        self.annotations.rows.sort(key=place)

    @classmethod
    def of(cls, reviews: Collection[UUID]) -> Self:
        """The annotations of these reviews, in four queries; without the deleted ones."""
        kept = {"review__in": reviews, "deleted_at__isnull": True}

        def belonging(things: type[Model], path: str) -> QuerySet[Any]:
            return things._default_manager.filter(**{f"{path}__{field}": value for field, value in kept.items()})

        return cls(
            Table.of(
                Annotation.objects.filter(**kept).order_by(),
                *Note._fields[:8],
                id=Key("id"),
                review=Key("review_id"),
                text=Key("text_id"),
                label=F("label__key"),
            ),
            Table.of(
                belonging(Evidence, "annotation"),
                *("version", "kind", "start", "end", "exact", "relation"),
                id=Key("id"),
                annotation=Key("annotation_id"),
                text=Key("text_id"),
            ),
            Table.of(
                belonging(AnnotationTag, "content_object").order_by("tag__name"),
                annotation=Key("content_object_id"),
                name=F("tag__name"),
            ),
            Table.of(
                belonging(SearchedText, "evidence__annotation"),
                evidence=Key("evidence_id"),
                text=Key("text_id"),
            ),
        )
