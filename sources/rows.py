"""Rows of a model, inserted by the hundred. bulk_create takes four times as long: most of it in making instances and
in asking each field for each value.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models.fields.json import JSONField

# What both databases take as Python has it.
AS_IT_IS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.BinaryField)


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, each a mapping of the fields' attribute names; what it does not name has the model's default.

    Neither `save` nor signals are called. A default that is a function is called once for all rows.
    """
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    defaults = {field.attname: field.get_default() for field in fields}
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names})"
    columns = [(field.attname, adapter(field)) for field in fields]
    values = [
        tuple(adapt(value) if adapt and (value := row[name]) is not None else row[name] for name, adapt in columns)
        for row in ({**defaults, **row} for row in rows)
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * len(fields))})", values)


def adapter(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How a value of the field is made what the database takes; None where it is that already."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, AS_IT_IS):
        return None
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else attrgetter("hex")
    adapt = partial(field.get_db_prep_save, connection=connection)
    return adapt if isinstance(field, JSONField) else cache(adapt)


def row_of(instance: models.Model) -> dict[str, Any]:
    """The row that an instance is stored as."""
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
