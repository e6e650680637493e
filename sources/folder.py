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

from sources.language import guess_language, is_language
from sources.models import Document, Dossier, Outlet, Placement, Text
from sources.reading import MAX_BYTES, NotText, check_body, decode, guess_title, one_line, with_heading
from sources.text import blocks_of, canonical, printable

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
    instructions: Annotated[str, AfterValidator(printable)] = ""
    tags: list[TagName] = []
    article: Entry
    reports: Annotated[list[Entry], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of the folder: its entry, and what its file holds."""

    kind: Document.Kind
    entry: Entry
    data: bytes
    body: str
    language: str
    title: str

    @property
    def published_on(self) -> datetime.date | None:
        published = self.entry.published
        return published.date() if isinstance(published, datetime.datetime) else published

    @property
    def published_at(self) -> datetime.datetime | None:
        return self.entry.published if isinstance(self.entry.published, datetime.datetime) else None


@dataclass(frozen=True, slots=True)
class Folder:
    index: Index
    pieces: list[Piece]  # the article, then the reports


def read_folder(path: Path) -> Folder:
    """Everything in the folder, checked. Raises FolderRefused."""
    if not path.is_dir():
        raise FolderRefused(_("%(folder)s is not a folder.") % {"folder": path})
    index = read_index(path)
    article = read_piece(path, index.article, Document.Kind.ARTICLE)
    reports = [read_piece(path, entry, Document.Kind.REPORT) for entry in index.reports]
    return Folder(index, [article, *reports])


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


def read_piece(folder: Path, entry: Entry, kind: Document.Kind) -> Piece:
    data = read_file(folder, entry.file)
    try:
        body = check_body(canonical(decode(data)))
    except NotText as error:
        raise FolderRefused(f"{entry.file} {error}") from None
    language = entry.language or guess_language(body)
    if not language:
        raise FolderRefused(_("%(file)s is in no language that was recognised; name it.") % {"file": entry.file})
    return Piece(kind, entry, data, body, language, entry.title or guess_title(body, entry.outlet))


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
    outlet = Outlet.objects.named_or_new(entry.outlet, piece.language, entry.outlet_kind) if entry.outlet else None
    identity = {
        "kind": piece.kind,
        "outlet": outlet,
        "title": piece.title,
        "published_on": piece.published_on,
        "published_at": piece.published_at,
        "created_by": None,
    }
    if found := Document.objects.filter(**identity).first():
        return found
    document = Document.objects.create(
        **identity,
        language=piece.language,
        byline=entry.byline,
        dateline=entry.dateline,
        url=entry.url,
        rights=entry.rights,
    )
    document.tags.set(entry.tags)
    return document


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
        with_heading(blocks_of(piece.body), piece.body, piece.title),
        how=how,
        original=piece.data,
        name=piece.entry.file,
    )
    return Outcome(dossier.place(text), text, is_new=text.number > wordings)
