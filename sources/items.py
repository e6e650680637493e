"""Documents on their way in: read off a file with what the importing person says of it, ready to be stored.

Knows no database, so that any process can do it.
"""

import datetime
import re
from dataclasses import dataclass, field, replace
from mimetypes import guess_type

from django.utils.translation import gettext as _

from sources.importers import ImportRefused, Parsed, parse
from sources.language import guess_language, is_language
from sources.likeness import Sketch, sketch
from sources.reading import MAX_CHARACTERS, guess_title, one_line, with_heading
from sources.text import digest

# Their language is mostly clear from the beginning, and a guess takes longer than all else.
FIRST_CHARACTERS = 600
MEDIA_TYPE = re.compile(r"[\w.+-]{1,49}/[\w.+-]{1,49}")
UNKNOWN = "application/octet-stream"
# A package of many documents is kept with each of them as long as that makes no more bytes than these.
MOST_BYTES_OF_COPIES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of everything in an import: it counts for more than what the files say."""

    outlet: str = ""
    language: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Item:
    """A document that can be stored: what was parsed, with title and language, and the bytes that it is from."""

    parsed: Parsed
    sha256: str
    sketch: Sketch
    original: bytes
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a document in one, that cannot be stored, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Contents:
    """What a file holds."""

    items: list[Item] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read_items(data: bytes, name: str, said: Said, media_type: str = "") -> Contents:
    """The documents of a file. Those that cannot be stored are refused, the others are not lost by that."""
    contents = Contents()
    try:
        documents = parse(data, name, media_type)
    except ImportRefused as error:
        return Contents(refusals=[Refusal(name, str(error))])
    keep = len(documents) * len(data) <= max(MOST_BYTES_OF_COPIES, len(data))
    for parsed in documents:
        try:
            contents.items.append(prepare(parsed, said, data if keep else b"", name, media_type))
        except ImportRefused as error:
            contents.refusals.append(Refusal(name, str(error)))
    return contents


def prepare(
    parsed: Parsed, said: Said = NOTHING_SAID, original: bytes = b"", name: str = "", media_type: str = ""
) -> Item:
    """The document with all that it is stored with. Raises ImportRefused.

    Without the original bytes, the words themselves are kept as such.
    """
    if len(parsed.body) > MAX_CHARACTERS:
        raise ImportRefused(_("This text is longer than two million characters. Divide it."))
    outlet = said.outlet or parsed.outlet
    title = parsed.title or guess_title(parsed.body, outlet)
    known = replace(
        parsed,
        kind=said.kind or parsed.kind,
        title=title,
        outlet=outlet,
        language=said.language or language_of(parsed),
        blocks=with_heading(parsed.blocks, parsed.body, title),
        tags=[*dict.fromkeys((*parsed.tags, *said.tags))],
    )
    if not original:
        original, media_type = parsed.body.encode(), "text/plain"
    return Item(
        known,
        digest(parsed.body),
        sketch(parsed.body) if outlet else [],
        original,
        one_line(name)[-255:],
        media_type_of(media_type, name),
    )


def media_type_of(said: str, name: str) -> str:
    """The media type that the sender names, if that can be one, else the one of such a file name."""
    named = said.partition(";")[0].strip().lower()
    if not MEDIA_TYPE.fullmatch(named) or named == UNKNOWN:
        named = guess_type(name)[0] or UNKNOWN
    return named


def language_of(parsed: Parsed) -> str:
    """The language that the file names, else the one that the text seems to be in. Raises ImportRefused."""
    if is_language(parsed.language):
        return parsed.language
    code = guess_language(parsed.body[:FIRST_CHARACTERS]) or guess_language(parsed.body)
    if not code:
        raise ImportRefused(_("The language was not recognised. Say which it is."))
    return code


def days_of(
    published: datetime.datetime | datetime.date | None,
) -> tuple[datetime.date | None, datetime.datetime | None]:
    """The day, and the moment where the hour is known: `published_on` and `published_at` of a document."""
    if isinstance(published, datetime.datetime):
        return published.date(), published if published.tzinfo else None
    return published, None
