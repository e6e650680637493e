"""A dossier as a folder: dossier.json, and beside it the text files that it names.

`read_folder` reads and checks everything and knows no database; `store` then stores it all or nothing.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from django.core.exceptions import ValidationError as Invalid
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from sources.importers.lines import paragraphs
from sources.importers.parsed import Parsed, assemble
from sources.importers.refused import ImportRefused
from sources.language import guess_language, is_language
from sources.models import Document, Dossier, Outlet, Placement, Text
from sources.reading import MAX_BYTES, NotText, check_body, decode, guess_title, one_line, with_heading
from sources.text import Block, blocks_of, canonical, printable

INDEX = "dossier.json"


class FolderRefused(Exception):
    """The folder cannot be loaded; the message is a sentence for people that names the file."""


class KeyTwice(Exception):
    """A key that a JSON object has twice."""


def known_language(code: str) -> str:
    if code and not is_language(code):
        raise ValueError(_("unknown language code “%(code)s”") % {"code": code})
    return code


def known_kind(kind: str) -> str:
    if kind and kind not in Outlet.Kind.values:
        kinds = ", ".join(Outlet.Kind.values)
        raise ValueError(
            _("unknown kind “%(kind)s”, where these are known: %(kinds)s") % {"kind": kind, "kinds": kinds}
        )
    return kind


def web_address(url: str) -> str:
    try:
        if url:
            URLValidator(["http", "https"])(url)
    except Invalid:
        raise ValueError(_("“%(url)s” is not a web address") % {"url": url}) from None
    return url


def day_or_moment(value: object) -> object:
    """A day or a moment. Left to itself pydantic takes midnight for a day, and numbers for either."""
    try:
        if isinstance(value, str) and (day := parse_date(value)):
            return day
        if isinstance(value, str) and (moment := parse_datetime(value)) and moment.tzinfo:
            return moment.astimezone(moment.tzinfo) if moment.astimezone(datetime.UTC) else None
    except (ValueError, OverflowError):
        pass
    raise ValueError(_("write a date as 2026-03-31, or a time with its zone as 2026-03-31T18:40:00+01:00"))


Line = Annotated[str, AfterValidator(one_line)]
TagName = Annotated[Line, Field(min_length=1, max_length=100)]


class Entry(BaseModel):
    """What dossier.json says of the article, or of one report."""

    file: str
    language: Annotated[str, AfterValidator(known_language)] = ""
    outlet: Annotated[Line, Field(max_length=200)] = ""
    outlet_kind: Annotated[str, AfterValidator(known_kind)] = ""
    byline: Annotated[Line, Field(max_length=300)] = ""
    dateline: Annotated[Line, Field(max_length=200)] = ""
    published: Annotated[datetime.datetime | datetime.date | None, BeforeValidator(day_or_moment)] = None
    title: Annotated[Line, Field(max_length=500)] = ""
    url: Annotated[str, AfterValidator(web_address), Field(max_length=2000)] = ""
    rights: Annotated[Line, Field(max_length=500)] = ""
    tags: list[TagName] = []


class Index(BaseModel):
    """The content of dossier.json."""

    title: Annotated[Line, Field(min_length=1, max_length=300)]
    as_written: bool = False
    """Whether the files are stored as they stand, with their titles and datelines, and nothing is left out."""
    instructions: Annotated[str, AfterValidator(printable)] = ""
    tags: list[TagName] = []
    article: Entry
    reports: Annotated[list[Entry], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of the folder: what dossier.json and its file say of it together, and the text of the file.

    `plain` is its entry as it would be if nothing had been read off the text: folders were loaded so once.
    """

    kind: Document.Kind
    entry: Entry
    plain: Entry
    data: bytes
    body: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Folder:
    index: Index
    pieces: list[Piece]  # the article, then the reports


def read_folder(path: Path) -> Folder:
    """Everything in the folder, checked. Raises FolderRefused."""
    if not path.is_dir():
        raise FolderRefused(_("%(folder)s is not a folder.") % {"folder": path})
    index = read_index(path)
    entries = [(index.article, Document.Kind.ARTICLE), *((entry, Document.Kind.REPORT) for entry in index.reports)]
    return Folder(index, [read_piece(path, entry, kind, as_written=index.as_written) for entry, kind in entries])


def read_index(path: Path) -> Index:
    data = read_file(path, INDEX)
    try:
        return Index.model_validate(json.loads(decode(data), object_pairs_hook=without_repeats))
    except json.JSONDecodeError as error:
        reason = _("is not valid JSON, see line %(line)s.") % {"line": error.lineno}
    except NotText as error:
        reason = str(error)
    except ValidationError as error:
        reason = sentence_of(error)
    except RecursionError:
        reason = _("is nested too deeply.")
    except KeyTwice as error:
        reason = _("has the key “%(key)s” twice in one object.") % {"key": error}
    except ValueError:
        reason = _("is not valid JSON: a number has too many digits.")
    raise FolderRefused(f"{INDEX} {reason}")


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are each there once: of two articles none is dropped in silence."""
    keys = [key for key, _value in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise KeyTwice(key)
    return dict(pairs)


def sentence_of(error: ValidationError) -> str:
    """The first fault that pydantic found, in plain words."""
    fault = error.errors(include_url=False)[0]
    place = ", ".join(str(part + 1) if isinstance(part, int) else f"“{part}”" for part in fault["loc"])
    limits = fault.get("ctx", {})
    reasons = {
        "missing": _("is missing"),
        "model_type": _("must be one object in braces"),
        "list_type": _("must be a list in brackets"),
        "type": _("must be text in quotation marks"),
        "too_short": _("must not be empty"),
        "too_long": _("is too long: up to %(max_length)s characters") % {"max_length": limits.get("max_length")},
        "value_error": _("is wrong: %(reason)s") % {"reason": limits.get("error")},
    }
    reason = reasons.get(fault["type"].removeprefix("string_"), fault["msg"])
    if not place:
        return f"{reason}."
    return _("cannot be used: %(place)s %(reason)s.") % {"place": place, "reason": reason}


def read_file(folder: Path, name: str) -> bytes:
    """The bytes of a file inside the folder. Raises FolderRefused."""
    try:
        file = (folder / name).resolve(strict=True)
        inside = file.is_relative_to(folder.resolve())
        if inside and file.is_file():
            with file.open("rb") as opened:
                return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FolderRefused(_("%(file)s is missing in the folder.") % {"file": name}) from None
    except (OSError, RuntimeError, ValueError):
        raise FolderRefused(_("%(file)s cannot be read.") % {"file": printable(name[:100])}) from None
    if not inside:
        raise FolderRefused(_("%(file)s does not lie inside the folder.") % {"file": name})
    raise FolderRefused(_("%(file)s is not a file.") % {"file": name})


def read_piece(folder: Path, entry: Entry, kind: Document.Kind, *, as_written: bool) -> Piece:
    data = read_file(folder, entry.file)
    try:
        raw = decode(data)
        body = check_body(canonical(raw))
        read = None if as_written else read_text(raw, entry, kind)
    except NotText as error:
        raise FolderRefused(f"{entry.file} {error}") from None
    except ImportRefused as refused:
        raise FolderRefused(f"{entry.file}: {refused}") from None
    language = entry.language or guess_language(body)
    if not language:
        raise FolderRefused(_("%(file)s is in no language that was recognised; name it.") % {"file": entry.file})
    title = entry.title or guess_title(body, entry.outlet)
    plain = entry.model_copy(update={"language": language, "title": title})
    if read is None:
        return Piece(kind, plain, plain, data, body, with_heading(blocks_of(body), body, title))
    return Piece(kind, filled(plain, entry, read), plain, data, read.body, read.blocks)


def read_text(raw: str, entry: Entry, kind: Document.Kind) -> Parsed:
    """The text as the importers read it: without furniture, and with what stands at its head in the fields of which
    dossier.json says nothing. Raises ImportRefused.
    """
    return assemble(
        (("paragraph", words) for words in paragraphs(raw)),
        kind=kind.value,
        title=entry.title,
        byline=entry.byline,
        dateline=entry.dateline,
        published=entry.published,
        language=entry.language,
        outlet=entry.outlet,
        rights=entry.rights,
    )


def filled(plain: Entry, entry: Entry, read: Parsed) -> Entry:
    """The entry with what was read off the text. What dossier.json says is kept to the letter."""
    found = {name: getattr(read, name) for name in ("title", "byline", "dateline", "published", "outlet", "rights")}
    return plain.model_copy(update={name: getattr(entry, name) or value for name, value in found.items()})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of the folder."""

    placement: Placement
    text: Text
    is_new: bool

    @property
    def is_shown(self) -> bool:
        """Whether the dossier shows this wording, not an earlier one of the document."""
        return self.placement.text_id == self.text.pk


@dataclass(frozen=True, slots=True)
class Stored:
    dossier: Dossier
    is_new: bool
    outcomes: list[Outcome]


@transaction.atomic
def store(folder: Folder, *, published: bool = True, how: Text.How = Text.How.FOLDER) -> Stored:
    """Store what is not there yet; what is there stays as it is. Raises FolderRefused.

    Only documents and dossiers that no person made are taken for the same ones: what somebody pasted stays theirs.
    """
    documents = [the_document(piece) for piece in folder.pieces]
    refuse_twins(folder.pieces, documents)
    dossier, is_new = the_dossier(folder.index, documents[0])
    outcomes = [add_to(dossier, document, piece, how) for document, piece in zip(documents, folder.pieces, strict=True)]
    if is_new and published:
        dossier.set_status(Dossier.Status.PUBLISHED)
    return Stored(dossier, is_new, outcomes)


def the_document(piece: Piece) -> Document:
    """The document of that kind, outlet, title and date; a new one if there is none."""
    entry = piece.entry
    for told in (entry, piece.plain):
        outlet = Outlet.objects.named(told.outlet) if told.outlet else None
        if (outlet or not told.outlet) and (
            found := Document.objects.filter(**identity(piece.kind, told, outlet)).first()
        ):
            return found
    outlet = Outlet.objects.named_or_new(entry.outlet, entry.language, entry.outlet_kind) if entry.outlet else None
    document = Document.objects.create(
        **identity(piece.kind, entry, outlet),
        language=entry.language,
        byline=entry.byline,
        dateline=entry.dateline,
        url=entry.url,
        rights=entry.rights,
    )
    document.tags.set(entry.tags)
    return document


def identity(kind: Document.Kind, entry: Entry, outlet: Outlet | None) -> dict[str, Any]:
    """What makes a document the same one."""
    moment = entry.published if isinstance(entry.published, datetime.datetime) else None
    return {
        "kind": kind,
        "outlet": outlet,
        "title": entry.title,
        "published_on": moment.date() if moment else entry.published,
        "published_at": moment,
        "created_by": None,
    }


def refuse_twins(pieces: Iterable[Piece], documents: Iterable[Document]) -> None:
    files: dict[object, str] = {}
    for piece, document in zip(pieces, documents, strict=True):
        if document.pk in files:
            both = {"first": files[document.pk], "second": piece.entry.file}
            raise FolderRefused(_("%(first)s and %(second)s have the same outlet, title and date.") % both)
        files[document.pk] = piece.entry.file


def the_dossier(index: Index, article: Document) -> tuple[Dossier, bool]:
    """The dossier of that title and article, and whether it is new."""
    same = Dossier.objects.filter(title=index.title, created_by=None, placements__text__document=article)
    if found := same.first():
        return found, False
    dossier = Dossier.objects.create(title=index.title, instructions=index.instructions)
    dossier.tags.set(index.tags)
    return dossier, True


def add_to(dossier: Dossier, document: Document, piece: Piece, how: Text.How) -> Outcome:
    wordings = document.texts.count()
    text = document.add_text(
        piece.body,
        piece.blocks,
        how=how,
        original=piece.data,
        name=piece.entry.file,
    )
    return Outcome(dossier.place(text), text, is_new=text.number > wordings)
