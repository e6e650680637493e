"""What every importer gives: of each document in a file a Parsed, put together by `assemble`."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sources.importers.refused import ImportRefused
from sources.text import Block, BlockKind, join_blocks

Published = datetime.datetime | datetime.date | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as a file tells it. What the file does not say is empty, never guessed.

    `kind` is "article" or "report". `body` is canonical text and `blocks` are its blocks; title, byline and dateline
    are not in it where they could be told apart. `published` is an aware datetime, or a date where the file names no
    hour. `outlet` is the outlet's name as the registry spells it, or as the file does where the registry does not know
    it. `external_id` is the publisher's own key (a guid), the same in every version; `version` tells those apart.
    """

    kind: str
    title: str
    body: str
    blocks: list[Block]
    byline: str = ""
    dateline: str = ""
    published: Published = None
    language: str = ""
    outlet: str = ""
    url: str = ""
    external_id: str = ""
    version: str = ""
    rights: str = ""
    tags: list[str] = field(default_factory=list)


def assemble(
    parts: Iterable[tuple[BlockKind, str]],
    *,
    kind: str = "",
    title: str = "",
    byline: str = "",
    dateline: str = "",
    published: Published = None,
    language: str = "",
    outlet: str = "",
    url: str = "",
    external_id: str = "",
    version: str = "",
    rights: str = "",
    tags: Iterable[str] = (),
) -> Parsed:
    """A Parsed of raw blocks and fields: the one way to make one. What a wire writes at the head of the body (title,
    byline, dateline, outlet) is moved to its field, the page's furniture is left out, lines are made canonical and cut
    to what the database takes. Raises ImportRefused where no text is left.
    """
    body, blocks = join_blocks(parts)
    if not body:
        raise ImportRefused(_("There is no text in this."))
    return Parsed(
        kind or "article", title, body, blocks, byline, dateline, published, language, outlet, url, external_id,
        version, rights, list(tags),
    )  # fmt: skip
