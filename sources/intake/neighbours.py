"""Documents of the same outlet and days: among them is the one that a text is a new wording of, if there is one."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from sources.intake.items import Item, days_of
from sources.intake.likeness import Likeness, sketch
from sources.models import Document, Outlet, Text

# Of an outlet's documents of the same days, so many of the newest are looked at.
LOOKED_AT = 500
# Of more texts than these the older ones are forgotten, and looked up again when they are wanted.
KEPT = 3_000
A_DAY = datetime.timedelta(days=1)

Day = datetime.date | None
Visible = Callable[[Iterable[Document]], set[UUID]]


class Neighbours:
    """What was looked up, and what was stored since."""

    def __init__(self, visible: Visible) -> None:
        self.visible = visible
        self.forget()

    def forget(self) -> None:
        self.texts: defaultdict[int, Likeness[Document]] = defaultdict(Likeness)
        self.looked_up: set[tuple[int, Day]] = set()

    def look_up(self, wanted: Iterable[tuple[Outlet, Item]]) -> None:
        """Have the neighbours of these at hand: a query for each outlet with days that were not asked for before."""
        if sum(len(likeness.bodies) for likeness in self.texts.values()) > KEPT:
            self.forget()
        asked = {(outlet.pk, day) for outlet, item in wanted for day in around(days_of(item.parsed.published)[0])}
        new = sorted(asked - self.looked_up, key=lambda pair: pair[0])
        for outlet, pairs in groupby(new, key=lambda pair: pair[0]):
            self.add_from(outlet, {day for _outlet, day in pairs})
        self.looked_up |= asked

    def add_from(self, outlet: int, days: set[Day]) -> None:
        when = Q(published_on__in=days - {None})
        if None in days:
            when |= Q(published_on=None)
        newest = Document.objects.filter(when, outlet=outlet).order_by("-pk")[:LOOKED_AT]
        documents = {document.pk: document for document in newest}
        seen = self.visible(documents.values())
        for key, body in Text.objects.untranslated().filter(document__in=seen).values_list("document", "body"):
            self.texts[outlet].add(documents[key], body, sketch(body))

    def add(self, document: Document, item: Item) -> None:
        if document.outlet_id:
            self.texts[document.outlet_id].add(document, item.parsed.body, item.sketch)

    def most_alike(self, outlet: Outlet, item: Item) -> Document | None:
        """The document of the outlet and the same days that the item looks like a new wording of."""
        day = days_of(item.parsed.published)[0]
        days = around(day)
        return self.texts[outlet.pk].most_alike(
            item.parsed.body, item.sketch, lambda document: day is None or document.published_on in days
        )


def around(day: Day) -> set[Day]:
    """The days on which another wording may have been published, None among them: it may not say when."""
    return {None} if day is None else {None, day - A_DAY, day, day + A_DAY}
