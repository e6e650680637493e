"""A text while it is read: its blocks, and the fields that they are found to hold."""

import datetime
from dataclasses import dataclass

from sources.text import BlockKind

Part = tuple[BlockKind, str]
Published = datetime.datetime | datetime.date | None


@dataclass(slots=True)
class Manuscript:
    """The canonical blocks of a document, and what is known of it. What is moved to a field leaves the blocks."""

    parts: list[Part]
    title: str = ""
    byline: str = ""
    dateline: str = ""
    published: Published = None
    outlet: str = ""
    rights: str = ""
