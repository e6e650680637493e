"""Outlets and tags by name, each looked up once in an import."""

from collections.abc import Iterable
from functools import lru_cache

from taggit.models import Tag

from sources.models import Outlet, OutletName, name_key

folded = lru_cache(10_000)(name_key)


class Registry:
    """The outlets and tags that were asked for. To be forgotten where the transaction that made some is undone."""

    def __init__(self) -> None:
        self.outlets: dict[str, Outlet | None] = {}
        self.tags: dict[str, Tag] = {}

    def forget(self) -> None:
        self.outlets.clear()
        self.tags.clear()

    def find_outlets(self, names: Iterable[str]) -> None:
        """Look up the outlets of these names, in one query where one of them was not asked for before."""
        new = {folded(name) for name in names} - self.outlets.keys()
        if new:
            found = OutletName.objects.filter(folded__in=new).select_related("outlet").order_by("-pk")
            self.outlets |= dict.fromkeys(new) | {name.folded: name.outlet for name in found}

    def outlet_named(self, name: str) -> Outlet | None:
        """The outlet of a name that was looked up."""
        return self.outlets.get(folded(name))

    def outlet_for(self, name: str, language: str) -> Outlet | None:
        """The outlet of that name, entered into the registry if it is new; none where the name has no letters."""
        key = folded(name)
        if key and self.outlets.get(key) is None:
            self.outlets[key] = Outlet.objects.named_or_new(name, language)
        return self.outlets.get(key)

    def find_tags(self, names: Iterable[str]) -> None:
        """Have the tags of these names at hand. In one order, so that no two imports wait for each other."""
        for name in sorted(set(names), key=str.casefold):
            self.tag(name)

    def tag(self, name: str) -> Tag:
        """The tag of that name, whatever its case."""
        key = name.casefold()
        if key not in self.tags:
            self.tags[key] = Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(name=name)
        return self.tags[key]
