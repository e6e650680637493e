"""Long lists of JSON objects, cut into parts that are lists themselves: an entry is the least that is held at once."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sources.importers import encodings
from sources.importers.table import TEXTS, known_columns

HEAD = 2**16
PART = 2**17
# An entry that is longer than this is none: somewhere before its end the file is broken.
LONGEST_ENTRY = 2**24
SPACE = re.compile(r"\s*")
OPENING = re.compile(r"\s*\[\s*")
AFTER = re.compile(r"\s*([,\]])")
DECODER = json.JSONDecoder()


def is_list(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def first_entry(head: bytes) -> bytes:
    """A list of the first entry alone; empty where that has no text, or is longer than what was read."""
    with opened(io.BytesIO(head), head) as text:
        found = next(entries_of(text), "")
    entry = json.loads(found) if found else None
    return joined([found]) if isinstance(entry, dict) and TEXTS & known_columns(entry) else b""


def parts_of_list(path: Path) -> Iterator[tuple[int, bytes]]:
    """The list in parts, each with the number of its first entry; an empty one where the list breaks off."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        with opened(file, head) as text:
            part: list[str] = []
            first, size = 1, 0
            for entry in entries_of(text):
                if part and (size >= PART or not entry):
                    yield first, joined(part)
                    first, part, size = first + len(part), [], 0
                if not entry:
                    yield first, b""
                    return
                part.append(entry)
                size += len(entry)
            if part:
                yield first, joined(part)


def joined(entries: list[str]) -> bytes:
    return f"[{','.join(entries)}]".encode("utf-8", "replace")


def opened(file: IO[bytes], head: bytes) -> io.TextIOWrapper:
    codec = encodings.detect(head)
    return io.TextIOWrapper(file, "utf-8-sig" if codec == "utf-8" else codec, encodings.MENDED, newline="")


def entries_of(text: IO[str]) -> Iterator[str]:
    """The entries of a list as they are written; an empty one at last, where it is not closed or anything follows."""
    read = text.read(HEAD)
    opening = OPENING.match(read)
    place = opening.end() if opening else 0
    while True:
        found = entry_at(read, place)
        if found:
            entry, place, is_last = found
            yield entry
            if is_last:
                break
        elif len(read) - place > LONGEST_ENTRY or not (more := text.read(max(HEAD, len(read) - place))):
            yield ""
            return
        else:
            read, place = read[place:] + more, 0
    if (read[place:] + text.read(HEAD)).strip():
        yield ""


def entry_at(text: str, place: int) -> tuple[str, int, bool] | None:
    """The entry that begins here, what is behind the comma after it, and whether it is the last one; None where its end
    was not read yet.
    """
    start = SPACE.match(text, place).end()  # type: ignore[union-attr]  # matches always
    try:
        _value, end = DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    after = AFTER.match(text, end)
    return (text[start:end], after.end(), after[1] == "]") if after else None
