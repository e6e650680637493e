"""The scheme that Lateral starts with."""

import json
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).with_name("default_scheme.json")
LANGUAGES = ("en", "fr", "ar")
PLAIN = ("key", "positive", "colour_light", "colour_dark", "underline", "allsides", "semeval")


def load_default_scheme(schemes: Any, labels: Any) -> None:
    """Enter the default scheme with its labels.

    Takes the two managers, so that a migration can pass its historical models.
    """
    data = json.loads(DEFAULT.read_text("utf-8"))
    names = {f"name_{language}": data["names"][language] for language in LANGUAGES}
    scheme = schemes.create(key=data["key"], version=data["version"], is_default=True, **names)
    entered: dict[str | None, Any] = {None: None}
    for position, label in enumerate(data["labels"], start=1):
        entered[label["key"]] = labels.create(
            scheme=scheme,
            parent=entered[label["parent"]],
            position=position,
            **{field: label[field] for field in PLAIN},
            **{
                f"{singular}_{language}": label[plural][language]
                for singular, plural in (("name", "names"), ("description", "descriptions"), ("example", "examples"))
                for language in LANGUAGES
            },
        )
