"""The registry of outlets that Lateral starts with."""

import json
from pathlib import Path
from typing import Any

from sources.text import fold

REGISTRY = Path(__file__).with_name("outlets.json")


def load_outlets(outlets: Any, names: Any) -> int:
    """Enter those outlets and names of the registry file that are not there yet; changes nothing that is.

    Takes the two managers, so that a migration can pass its historical models. Returns how many names are new.
    """
    known = {outlet.slug: outlet for outlet in outlets.all()}
    there = set(names.values_list("outlet__slug", "language", "name"))
    shown = set(names.filter(is_main=True).values_list("outlet__slug", "language"))
    new = []
    for entry in json.loads(REGISTRY.read_text("utf-8")):
        slug = entry["slug"]
        if slug not in known:
            known[slug] = outlets.create(slug=slug, kind=entry["kind"], url=entry["url"], country=entry["country"])
        for language, spellings in entry["names"].items():
            for place, name in enumerate(spellings):
                if (slug, language, name) in there:
                    continue
                is_main = place == 0 and (slug, language) not in shown
                new.append(
                    names.model(outlet=known[slug], language=language, name=name, folded=fold(name), is_main=is_main)
                )
    names.bulk_create(new)
    return len(new)
