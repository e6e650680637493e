"""A file as an importer gets it, and the table of importers."""

import codecs
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from sources.importers import zips
from sources.importers.encodings import decode
from sources.importers.parsed import Parsed
from sources.importers.xml import read_xml

INK = re.compile(rb"\S")
# Every heading, link, quote, list and the like of Markdown has one of them, or a number. Whether one of their bytes is
# there is told much faster.
MARKDOWN = (b"*", b"_", b"`", b">", b"# ", b"](", b"- ", b"+ ", b"---", b"===", b"~~~", b"]: ")
BYTES_OF_MARKDOWN = b"*_`>#]-+=~"


@dataclass(frozen=True)
class Source:
    """The bytes of a file, with what its sender called it: hints only, for importers go by the content."""

    data: bytes
    name: str = ""
    media_type: str = ""
    depth: int = 0
    """How many archives the file lies in."""

    @cached_property
    def head(self) -> bytes:
        """The first bytes without byte order mark and white space, in lower case: what a format is recognised by."""
        begin = INK.search(self.data, 3 if self.data.startswith(codecs.BOM_UTF8) else 0)
        return self.data[begin.start() : begin.start() + 4096].lower() if begin else b""

    @property
    def is_packed(self) -> bool:
        return self.data.startswith(zips.FIRST_BYTES)

    @property
    def has_tags(self) -> bool:
        return b"<" in self.data[:20_000]

    @cached_property
    def has_signs_of_markdown(self) -> bool:
        """Whether it may have some. In UTF-16 bytes lie between those of a sign."""
        if "markdown" in self.media_type or b"\x00" in self.data:
            return True
        if b"1. " in self.data:
            return True
        has_bytes = len(self.data.translate(None, BYTES_OF_MARKDOWN)) < len(self.data)
        return has_bytes and any(sign in self.data for sign in MARKDOWN)

    @cached_property
    def text(self) -> str:
        """The characters. Raises ImportRefused where the bytes are no text."""
        return decode(self.data, self.media_type)

    @cached_property
    def xml(self) -> etree._Element | None:
        """The root of an XML file; None where the bytes do not begin like XML. Raises ImportRefused where it is
        broken, or unsafe to read.
        """
        return read_xml(self.data)

    @cached_property
    def json(self) -> Any:
        """The value of a JSON file; None where the bytes are not one JSON object or list."""
        if not self.head.startswith((b"{", b"[")):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None


Reader = Callable[[Source], list[Parsed]]


@dataclass(frozen=True, slots=True)
class Importer:
    """A format: its name, whether bytes are in it, and how they are read."""

    format: str
    recognises: Callable[[Source], bool]
    read: Reader


IMPORTERS: dict[str, Importer] = {}
"""By the modules that they are in, as these are imported."""


def importer(name: str, recognises: Callable[[Source], bool]) -> Callable[[Reader], Reader]:
    """Registers the function below it as the reader of a format."""

    def register(read: Reader) -> Reader:
        IMPORTERS[read.__module__] = Importer(name, recognises, read)
        return read

    return register
