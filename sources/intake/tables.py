"""Tables of any length, cut into parts that are tables themselves: memory does not grow with them, and several
processes can read one.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from sources.importers import ImportRefused, importer_of
from sources.importers.source import Source
from sources.intake.lists import first_entry, is_list

# A file that is not larger is read at once.
SMALL = 2**18
HEAD = 2**16
PART = 2**17
# Records of many lines are longer than that only where a quotation mark does not close.
LONGEST_RECORD = 2**23


def is_long_table(path: Path) -> bool:
    """Whether this is a table of rows that is read in parts; whatever cannot be opened is none."""
    try:
        if path.stat().st_size <= SMALL:
            return False
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    if b"\x00" in head:
        return False
    try:
        sample = first_entry(head) if is_list(head) else head[: head.rfind(b"\n") + 1]
        return bool(sample) and importer_of(Source(sample, path.name)).format == "table"
    except ImportRefused:
        return False


def parts_of(path: Path) -> Iterator[bytes]:
    """The table in parts, each with the head of the whole. Empty lines in place of the rows before keep the numbers of
    the lines as they are.
    """
    with path.open("rb") as file:
        is_json = file.read(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        file.seek(0)
        records = iter(file) if is_json else records_of(file)
        head = b"" if is_json else head_of(records)
        skipped = 0
        part: list[bytes] = []
        size = 0
        for record in chain(records, [b""]):
            part.append(record)
            size += len(record)
            if size >= PART or (part and not record):
                data = b"".join(part)
                yield head + b"\n" * skipped + data
                skipped += data.count(b"\n")
                part, size = [], 0


def records_of(file: BinaryIO) -> Iterator[bytes]:
    """The records of a CSV file: a line end between quotation marks ends none."""
    record, is_open = bytearray(), False
    for line in file:
        record += line
        is_open ^= line.count(b'"') % 2 == 1
        if not is_open or len(record) > LONGEST_RECORD:
            yield bytes(record)
            record, is_open = bytearray(), False
    if record:
        yield bytes(record)


def head_of(records: Iterator[bytes]) -> bytes:
    """The row of names, with the line above it that names the delimiter."""
    head = b""
    for record in records:
        head += record
        if record.strip() and not record.lower().startswith(b"sep="):
            break
    return head
