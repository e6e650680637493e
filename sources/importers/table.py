"""Tables of documents, one in a row: CSV (RFC 4180, with semicolons and tabs too), JSON Lines, a list of JSON objects.

The columns that are read, with their other names, are in COLUMNS; others are left alone. A row says in `body` what its
text is, or in `html`; plain text under either name is plain text, and HTML is HTML.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import IO, Any

from django.utils.translation import gettext as _

from sources.importers import encodings
from sources.importers.dates import published_of
from sources.importers.days import find_day
from sources.importers.lines import paragraphs
from sources.importers.parsed import Parsed, Published, assemble
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer
from sources.reading import MAX_CHARACTERS
from sources.sanitize import looks_like_html, read_html
from sources.text import BlockKind

# The first name is that of the documentation; of several in one row, the first that is filled counts.
COLUMNS = {
    "kind": ("kind",),
    "title": ("title", "headline", "titre", "titel"),
    "body": ("body", "text", "content", "fulltext", "articlebody", "articletext", "texte"),
    "html": ("html", "bodyhtml", "contenthtml"),
    "byline": ("byline", "author", "authors", "creator", "auteur"),
    "dateline": ("dateline",),
    "published": ("published", "date", "publishedat", "publicationdate", "datepublished", "pubdate", "publishdate"),
    "language": ("language", "lang", "langue"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper"),
    "url": ("url", "link", "uri"),
    "external_id": ("externalid", "id", "guid"),
    "version": ("version",),
    "rights": ("rights", "copyright", "license", "licence"),
    "tags": ("tags", "keywords"),
}
FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}
TEXTS = frozenset({"body", "html"})
KINDS = frozenset({"article", "report"})

DELIMITERS = ",;\t|"
DIVIDED = re.compile('[,;\t|"]')
# Excel tells itself the delimiter so.
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
NOT_A_LETTER = re.compile(r"[\W_]+")
JSON_OBJECT = re.compile(rb'\{\s*"[^"]*"\s*:|\[\s*\{\s*"')
BETWEEN_TAGS = re.compile(r"[,;|]")
HEAD = 65_536
LONGEST_LINE = 8 * MAX_CHARACTERS

# The limit of the csv module is 131,072 characters a field, which an article can be longer than.
csv.field_size_limit(4 * MAX_CHARACTERS)

# Where exports of content management systems put a value that is an object.
HOLDS_THE_VALUE = ("name", "rendered", "value", "title", "text", "label")
LINE_END = re.compile(r"[\r\n]")

Numbered = tuple[int, Mapping[str, Any] | ImportRefused]


def is_table(source: Source) -> bool:
    if source.head.startswith((b"{", b"[")):
        return source.json is not None or is_json_lines(source.text) or bool(JSON_OBJECT.match(source.head))
    if source.head.startswith(b"<"):
        return False
    delimiter, header = header_of(source.text[:HEAD])
    known = known_columns(header)
    called_table = source.name.lower().endswith((".csv", ".tsv")) or "csv" in source.media_type
    if called_table:
        return bool(delimiter) or bool(TEXTS & known)
    return len(known) >= 2 and bool(TEXTS & known)


@importer("table", is_table)
def read_table(source: Source) -> list[Parsed]:
    """Every row. Raises ImportRefused, with its number, for the first that holds no text."""
    documents = []
    found = read_json(source.json) if source.json is not None else rows(io.BytesIO(source.data))
    for each in found:
        if isinstance(each, ImportRefused):
            raise each
        documents.append(each)
    return documents


def rows(file: IO[bytes]) -> Iterator[Parsed | ImportRefused]:
    """The documents of a CSV, TSV or JSONL file, one after the other, and of each row that is none, why.

    Reads no more than a row at a time of a file of any size. Raises ImportRefused where the file is no table.
    """
    start = file.tell()
    while (head := file.read(HEAD)).isspace():
        pass
    file.seek(start)
    codec = encodings.detect(head[: head.rfind(b"\n") + 1] or head)
    text = io.TextIOWrapper(file, "utf-8-sig" if codec == "utf-8" else codec, encodings.MENDED, newline="")
    try:
        first = head.decode(codec, "replace").lstrip("\ufeff \t\r\n")
        numbered = json_rows(text) if first.startswith("{") else csv_rows(text, first)
        for number, row in numbered:
            yield row if isinstance(row, ImportRefused) else read_row(row, _("Line %(number)s"), number)
    except UnicodeError:
        yield ImportRefused(_("This is not a text. Save it as a text file in UTF-8."))
    finally:
        if not file.closed:
            text.detach()


def csv_rows(text: IO[str], first: str) -> Iterator[Numbered]:
    """Each row by its columns, with the line that it begins in. Raises ImportRefused where there is no text column."""
    delimiter, header = header_of(first)
    if not TEXTS & known_columns(header):
        raise no_columns()
    if SEPARATOR_LINE.match(first):
        text.readline()
    # In a table of one column nothing divides.
    table = csv.reader(text, delimiter=delimiter or "\x1f")
    names: list[str] | None = None
    while True:
        number = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield number, ImportRefused(_("Line %(number)s: this row cannot be read.") % {"number": number})
            return
        if names is None:
            names = cells if any(cells) else None
        elif any(cells):
            yield number, row_of(names, cells, number)


def row_of(names: list[str], cells: list[str], number: int) -> Mapping[str, str] | ImportRefused:
    if any(cells[len(names) :]):
        return ImportRefused(
            _("Line %(number)s: this row has more cells than there are columns. Put texts in quotation marks.")
            % {"number": number}
        )
    return dict(zip(names, cells, strict=False))


def header_of(text: str) -> tuple[str, list[str]]:
    """The delimiter of a table and its first row; no delimiter where nothing is divided."""
    if marked := SEPARATOR_LINE.match(text):
        text = text[marked.end() :]
    text = first_row(text.lstrip("\ufeff\r\n")[:HEAD])
    if not DIVIDED.search(text):
        return "", [text] if text else []
    best: tuple[int, int, str, list[str]] = (0, 0, "", [])
    for delimiter in DELIMITERS:
        try:
            header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(header) > 1 or not best[3]:
            found = (len(known_columns(header)), len(header), delimiter if len(header) > 1 else "", header)
            best = max(best, found, key=lambda each: each[:2])
    return best[2], best[3]


def first_row(text: str) -> str:
    """The first line; all, where a quotation mark in it may go on in the next."""
    first = LINE_END.split(text, 1)[0]
    return text if '"' in first else first


def known_columns(header: Iterable[str]) -> set[str]:
    return {field for name in header if (field := FIELD_OF.get(plain_name(name)))}


def plain_name(name: str) -> str:
    """A column's name however it is written: External ID, external_id, externalId."""
    return NOT_A_LETTER.sub("", name).lower()


def is_json_lines(text: str) -> bool:
    """Whether the first line is an object, whatever the others are."""
    try:
        return isinstance(json.loads(text.lstrip().partition("\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def json_rows(text: IO[str]) -> Iterator[Numbered]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield number, row
        else:
            yield (
                number,
                ImportRefused(
                    _("Line %(number)s: this is no JSON object. Write one on each line.") % {"number": number}
                ),
            )


def read_json(value: Any, first: int = 1) -> Iterator[Parsed | ImportRefused]:
    """The documents of a JSON object, or of a list of them, of which the first has this number. Raises ImportRefused
    where there are none in it.
    """
    entries = entries_in(value)
    if first == 1 and not any(isinstance(entry, dict) and TEXTS & known_columns(entry) for entry in entries):
        raise no_columns()
    for number, entry in enumerate(entries, first):
        yield read_row(entry if isinstance(entry, dict) else {}, _("Entry %(number)s"), number)


def entries_in(value: Any) -> list[Any]:
    """What may be documents: those of a list, of the one list in an object, or the object itself."""
    if not isinstance(value, dict):
        return list(value)
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    return lists[0] if len(lists) == 1 and not TEXTS & known_columns(value) else [value]


def no_columns() -> ImportRefused:
    return ImportRefused(_("No column of this is a text. Name the one that is “body”, “text”, “content” or “html”."))


def read_row(row: Mapping[str, Any], place: str, number: int) -> Parsed | ImportRefused:
    """The document of a row; or why there is none, with its place in the file."""
    known: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    for field, columns in columns_of(tuple(row)):
        known[field] = next((cell for name in columns if (cell := row[name]) not in EMPTY), "")
    kind = line_of(known["kind"]).strip().lower()
    try:
        return assemble(
            parts_of(line_of(known["body"]), line_of(known["html"])),
            kind=kind if kind in KINDS else "",
            published=date_of(line_of(known["published"])),
            tags=tags_of(known["tags"]),
            **{name: line_of(known[name]) for name in PLAIN},
        )
    except ImportRefused as refused:
        return ImportRefused(f"{place % {'number': number}}: {refused}")


@lru_cache(1000)
def columns_of(names: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Each field that rows with these columns may have, with the columns that it may be in, the surest first."""
    written = {plain_name(name): name for name in names if isinstance(name, str)}
    return [(field, found) for field, known in COLUMNS.items() if (found := [*filter(None, map(written.get, known))])]


EMPTY: tuple[Any, ...] = (None, "", [], {})
PLAIN = ("title", "byline", "dateline", "language", "outlet", "url", "external_id", "version", "rights")


def parts_of(body: str, html: str) -> list[tuple[BlockKind, str]]:
    source = html or body
    if len(source) > 4 * MAX_CHARACTERS:
        raise ImportRefused(_("This text is longer than two million characters. Divide it."))
    if html or looks_like_html(body):
        text, blocks = read_html(source)
        return [(block.kind, text[block.start : block.end]) for block in blocks]
    return [("paragraph", paragraph) for paragraph in paragraphs(body)]


def line_of(value: Any) -> str:
    """A cell as text: of a list all, of an object its name, or what it holds."""
    if isinstance(value, dict):
        value = next((value[name] for name in HOLDS_THE_VALUE if value.get(name)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, (line_of(each) for each in value if not isinstance(each, list))))
    return "" if value is None or isinstance(value, bool | dict) else str(value)


def tags_of(value: Any) -> list[str]:
    return [line_of(each) for each in value] if isinstance(value, list) else BETWEEN_TAGS.split(line_of(value))


def date_of(written: str) -> Published:
    """ISO 8601, RFC 5322, or a date in words; a time without its zone is a date."""
    return (published_of(written) or find_day(written)) if written else None
