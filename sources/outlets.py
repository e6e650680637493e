"""The registry of outlets that Lateral starts with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sources.search import index
from sources.text import fold

REGISTRY = Path(__file__).with_name("outlets.json")


def load_outlets(outlets: Any, names: Any) -> int:
    """Enter those outlets and names of the registry file that are not there yet; changes nothing that is.

    Takes the two managers, so that a migration can pass its historical models. An outlet that somebody entered under
    one of these names is the one that is meant; no name is given to a second outlet. Returns how many names are new.
    """
    known = {outlet.slug: outlet for outlet in outlets.all()}
    there = list(names.select_related("outlet").order_by("-outlet__slug"))
    owners = {name.folded: name.outlet for name in there}
    spelt = {(name.outlet_id, name.language, name.name) for name in there}
    shown = {(name.outlet_id, name.language) for name in there if name.is_main}
    new = []
    for entry in json.loads(REGISTRY.read_text("utf-8")):
        outlet = known.get(entry["slug"]) or next(
            (owners[fold(name)] for _language, _place, name in spellings(entry) if fold(name) in owners), None
        )
        outlet = outlet or outlets.create(**{field: entry[field] for field in ("slug", "kind", "url", "country")})
        for language, place, name in spellings(entry):
            if (outlet.pk, language, name) in spelt or owners.setdefault(fold(name), outlet).pk != outlet.pk:
                continue
            is_main = place == 0 and (outlet.pk, language) not in shown
            new.append(names.model(outlet=outlet, language=language, name=name, folded=fold(name), is_main=is_main))
    names.bulk_create(new)
    # What these outlets have published is found by their new names, too.
    found = outlets.filter(pk__in={name.outlet_id for name in new}, documents__isnull=False)
    index(found.values_list("documents", flat=True))
    return len(new)


def spellings(entry: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Each name of an entry: its language, its place among the names in that, and itself."""
    for language, names in entry["names"].items():
        for place, name in enumerate(names):
            yield language, place, name
