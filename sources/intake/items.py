"""Documents on their way in: read off a file with what the importing person says of it, ready to be stored.

Knows no database, so that any process can do it.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from mimetypes import guess_type

from django.utils.translation import gettext as _

from sources.importers import MAX_BYTES, ImportRefused, Parsed, importer_of, parse_source, stumbled, table, zips
from sources.importers.source import Source
from sources.intake.likeness import Sketch, sketch
from sources.language import guess_language, is_language
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


def read_items(data: bytes, name: str, said: Said, media_type: str = "", *, first: int = 0) -> Contents:
    """The documents of a file, or of a part of a list with the number of its first entry. Those that cannot be stored
    are refused, the others are not lost by that.
    """
    contents = Contents()
    for found in each_item(data, name, said, media_type, first=first):
        if isinstance(found, Item):
            contents.items.append(found)
        else:
            contents.refusals.append(found)
    return contents


def each_item(data: bytes, name: str, said: Said, media_type: str = "", *, first: int = 0) -> Iterator[Item | Refusal]:
    """The same, one after the other."""
    try:
        for piece in pieces(Source(data, name, media_type), name, first):
            yield from taken(piece, said)
    except ImportRefused as error:
        yield Refusal(name, str(error))
    except Exception:
        # One file in a thousand that an importer stumbles over is no reason to lose the others.
        yield Refusal(name, str(stumbled(name)))


@dataclass(frozen=True, slots=True)
class Piece:
    """Documents of a file that came from the same bytes; or why there are none in these."""

    name: str
    found: list[Parsed] | ImportRefused
    data: bytes = b""
    media_type: str = ""


def pieces(source: Source, name: str, first: int = 0) -> Iterator[Piece]:
    """The documents of a file: of an archive by its files, of a table by its rows. Raises ImportRefused."""
    if len(source.data) > MAX_BYTES or not source.head:
        parse_source(source)  # says so
    importer = importer_of(source)
    if importer.format == "ZIP":
        for path, member in import_module("sources.importers.archive").files(source, zips.Allowance()):
            yield from inner_pieces(f"{name}/{path}", member)
    elif importer.format == "table" and source.json is None:
        for row in table.rows(BytesIO(source.data)):
            yield Piece(name, row if isinstance(row, ImportRefused) else [row])
    elif importer.format == "table":
        data = b"" if first or not is_kept(source, len(table.entries_in(source.json))) else source.data
        for row in table.read_json(source.json, first or 1):
            yield Piece(name, row if isinstance(row, ImportRefused) else [row], data, source.media_type)
    else:
        documents = importer.read(source)
        yield Piece(name, documents or ImportRefused(_("There is no text in this.")), source.data, source.media_type)


def inner_pieces(name: str, member: Source | ImportRefused) -> Iterator[Piece]:
    if isinstance(member, ImportRefused):
        yield Piece(name, member)
        return
    try:
        yield from pieces(member, name)
    except ImportRefused as error:
        yield Piece(name, error)
    except Exception:
        yield Piece(name, stumbled(name))


def taken(piece: Piece, said: Said) -> Iterator[Item | Refusal]:
    if isinstance(piece.found, ImportRefused):
        yield Refusal(piece.name, str(piece.found))
        return
    data = piece.data if is_kept(piece, len(piece.found)) else b""
    for parsed in piece.found:
        try:
            yield prepare(parsed, said, data, piece.name, piece.media_type)
        except ImportRefused as error:
            yield Refusal(piece.name, str(error))


def is_kept(package: Source | Piece, documents: int) -> bool:
    """Whether bytes that hold several documents are kept with each of them."""
    return documents * len(package.data) <= max(MOST_BYTES_OF_COPIES, len(package.data))


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
        named = media_type_called(name.rpartition("/")[2].partition(".")[2].lower())
    return named


@lru_cache(200)
def media_type_called(ending: str) -> str:
    return guess_type(f"file.{ending}")[0] or UNKNOWN


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
