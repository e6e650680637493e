"""Fields that several forms have."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from sources.models import uuid7
from sources.reading import one_line
from sources.text import printable

# The zones that clocks keep, as offsets from UTC.
HALF_HOURS = ("-09:30", "-03:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30", "+09:30", "+10:30", "+12:45")
OFFSETS = sorted(
    [f"{hours:+03d}:00" for hours in range(-12, 15)] + list(HALF_HOURS),
    key=lambda offset: (-1 if offset[0] == "-" else 1) * int(offset[1:3] + offset[4:]),
)
LONGEST_TAG = 100


def zone_of(offset: str) -> datetime.timezone:
    """The time zone of an offset such as -03:30."""
    size = datetime.timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
    return datetime.timezone(-size if offset.startswith("-") else size)


class LineField(forms.CharField):
    """One line of text, canonical."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "dir": "auto"}

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class ProseField(forms.CharField):
    """Several lines, as they were typed."""

    widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})

    def to_python(self, value: Any) -> str:
        return printable(super().to_python(value) or "").strip()


class WebAddressField(forms.URLField):
    """The address of a page; ftp and the like are none."""

    default_error_messages = {"invalid": _("Write a web address that begins with https:// or http://.")}
    default_validators = [URLValidator(["http", "https"], message=default_error_messages["invalid"])]


class TagsField(LineField):
    """Tags with commas between them; a tag may have several words."""

    def clean(self, value: Any) -> list[str]:
        names: dict[str, str] = {}
        for name in super().clean(value).replace("،", ",").split(","):
            names.setdefault(name.strip().casefold(), name.strip())
        names.pop("", None)
        if any(len(name) > LONGEST_TAG for name in names.values()):
            raise ValidationError(_("A tag has no more than 100 characters."))
        return list(names.values())

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


def tags_field() -> TagsField:
    return TagsField(label=_("Tags"), required=False, help_text=_("With commas between them."))


def key_field() -> forms.UUIDField:
    """The key of what the form makes, so that a form that is sent twice makes it once."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


def choose(field: forms.Field, choices: Iterable[tuple[str, Any]]) -> None:
    """What the field offers, known only when it is asked."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
