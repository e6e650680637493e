"""How many documents one file may hold that is read as a whole. Tables are read row by row, and hold any number."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from sources.importers.refused import ImportRefused

MOST_DOCUMENTS = 10_000

T = TypeVar("T")


def counted(things: Iterable[T]) -> list[T]:
    """All of them. Raises ImportRefused where there are more than one file may hold: each takes its time."""
    told = list(islice(things, MOST_DOCUMENTS + 1))
    if len(told) > MOST_DOCUMENTS:
        raise ImportRefused(_("This file holds more than %(count)s documents. Divide it.") % {"count": MOST_DOCUMENTS})
    return told
