"""Long tables, and archives, in an import."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.importers import table
from sources.importers.parsed import Parsed
from sources.intake.items import Item, Said, read_items
from sources.intake.lists import parts_of_list
from sources.intake.reader import Reader, files_in
from sources.intake.tables import is_long_table, parts_of

Spoil = Callable[[bytes], bytes]
BODY = "The mill at Oster burned for two days,\nand the “town” had no water; number {0}, nobody knew why."


def table_of(rows: int) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "title", "body"])
    for number in range(rows):
        writer.writerow([number, f'Fire "{number}", again', BODY.format(number)])
    return text.getvalue().encode()


def lines_of(rows: int) -> bytes:
    return b"".join(
        json.dumps({"id": str(number), "body": BODY.format(number)}).encode() + b"\n" for number in range(rows)
    )


def bodies(data: bytes) -> list[str]:
    return [found.body for found in table.rows(io.BytesIO(data)) if isinstance(found, Parsed)]


@pytest.mark.parametrize("make", [table_of, lines_of])
def test_the_parts_of_a_long_table_hold_every_row_once(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / "long"
    path.write_bytes(data := make(4000))
    assert is_long_table(path)
    parts = list(parts_of(path))
    assert len(parts) > 2
    assert [body for part in parts for body in bodies(part)] == bodies(data)


def test_a_row_that_is_refused_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    lines = lines_of(4000).splitlines(keepends=True)
    lines[2999] = b"{broken\n"
    path.write_bytes(b"".join(lines))
    with Reader(1, files := list(files_in([path]))) as reader:
        contents = [found for _file, found in reader.read(files, Said(language="en"))]
    assert sum(len(found.items) for found in contents) == 3999
    [refusal] = [refusal for found in contents for refusal in found.refusals]
    assert refusal.reason.startswith("Line 3000:")


def test_several_processes_read_one_table_in_order(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(table_of(4000))
    with Reader(2, files := list(files_in([path]))) as reader:
        items = [item for _file, found in reader.read(files, Said(language="en")) for item in found.items]
    assert [item.parsed.external_id for item in items] == [str(number) for number in range(4000)]


def list_of(rows: int, between: str = ",\n") -> bytes:
    entries = [json.dumps({"id": str(number), "body": BODY.format(number)}) for number in range(rows)]
    return f"\ufeff [ {between.join(entries)}\n]\n".encode()


def read_file(path: Path, workers: int = 1) -> tuple[list[Item], list[str]]:
    """What was read of it, and the reasons of what was refused."""
    with Reader(workers, files := list(files_in([path]))) as reader:
        contents = [found for _file, found in reader.read(files, Said(language="en"))]
    items = [item for found in contents for item in found.items]
    return items, [refusal.reason for found in contents for refusal in found.refusals]


@pytest.mark.parametrize("between", [",", " \r\n , \n"])
def test_a_long_list_is_read_in_parts_by_several_processes_in_order(tmp_path: Path, between: str) -> None:
    path = tmp_path / "long.json"
    path.write_bytes(data := list_of(4000, between))
    assert is_long_table(path)
    parts = list(parts_of_list(path))
    assert len(parts) > 2
    assert [entry for _first, part in parts for entry in json.loads(part)] == json.loads(data.decode("utf-8-sig"))
    items, refused = read_file(path, workers=2)
    assert [item.parsed.external_id for item in items] == [str(number) for number in range(4000)]
    assert refused == []
    assert (items[-1].original.decode(), items[-1].media_type) == (items[-1].parsed.body, "text/plain")


def test_an_entry_that_is_refused_is_named_by_its_number_and_keeps_no_other_out(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_bytes(list_of(4000).replace(json.dumps(BODY.format(2999)).encode(), b"null"))
    items, [reason] = read_file(path)
    assert len(items) == 3999
    assert reason.startswith("Entry 3000: There is no text")


@pytest.mark.parametrize(
    ("spoil", "left"),
    [
        (lambda data: data[: data.index(b'"id": "2000"') + 5], 2000),
        (lambda data: data.replace(b'"id": "1500"', b'"id": 1500 "'), 1500),
        (lambda data: data.replace(b"\n]\n", b"\n"), 3999),
        (lambda data: data + b'{"body": "More"}', 4000),
    ],
)
def test_a_long_list_that_breaks_off_is_read_as_far_as_it_is_one(tmp_path: Path, spoil: Spoil, left: int) -> None:
    path = tmp_path / "long.json"
    path.write_bytes(spoil(list_of(4000)))
    items, [reason] = read_file(path)
    assert len(items) == left
    assert reason.startswith(f"Entry {left + 1}: here the list breaks off")


def test_a_short_list_is_kept_with_each_of_its_entries_and_one_bad_one_keeps_no_other_out() -> None:
    data = json.dumps([{"body": BODY.format(1)}, {"title": "Two"}, {"body": BODY.format(3)}]).encode()
    found = read_items(data, "a.json", Said(language="en"))
    assert [item.original for item in found.items] == [data, data]
    assert [refusal.reason[:8] for refusal in found.refusals] == ["Entry 2:"]


@pytest.mark.parametrize(
    "data",
    [
        b"words " * 80_000,
        b"[" + b"1," * 200_000 + b"1]",
        b"\x00" * 400_000,
        b'[{"name": "' + b"no text " * 60_000 + b'"}]',
        b'[{"name": "Oster"},' * 20_000,
        b"[" * 400_000,
    ],
)
def test_what_is_no_long_table(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(data)
    assert not is_long_table(path)
    assert not is_long_table(tmp_path / "missing")


def test_a_bad_row_does_not_keep_the_others_out() -> None:
    found = read_items(b"title,body\nOne,The mill burned for two days.\nTwo,\n", "a.csv", Said(language="en"))
    assert [item.parsed.title for item in found.items] == ["One"]
    assert "Line 3" in found.refusals[0].reason
    assert (found.items[0].original, found.items[0].media_type) == (b"The mill burned for two days.", "text/plain")


def test_a_file_that_an_importer_fails_at_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.intake.items.importer_of", lambda source: source.nonsense)
    [refusal] = read_items(b"The mill burned.", "a.txt", Said()).refusals
    assert "Lateral failed to read this file" in refusal.reason


def test_a_file_of_an_archive_that_an_importer_fails_at_does_not_keep_the_others_out() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.xml", "<rss version='2.0'><channel><title>&#xD800;</title></channel></rss>")
        archive.writestr("b.txt", "The mill burned for two days.")
    found = read_items(data.getvalue(), "wire.zip", Said(language="en"))
    assert [item.name for item in found.items] == ["wire.zip/b.txt"]
    assert [refusal.name for refusal in found.refusals] == ["wire.zip/a.xml"]


def test_each_file_of_an_archive_is_kept_and_refused_by_itself() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("in/a.txt", "The mill burned for two days.")
        archive.writestr("in/b.txt", "")
        archive.writestr("in/c.csv", "title,body\nOne,Ferries stay in port until Thursday.\n")
    found = read_items(data.getvalue(), "wire.zip", Said(language="en"))
    assert [(item.name, item.original) for item in found.items] == [
        ("wire.zip/in/a.txt", b"The mill burned for two days."),
        ("wire.zip/in/c.csv", b"Ferries stay in port until Thursday."),
    ]
    assert [refusal.name for refusal in found.refusals] == ["wire.zip/in/b.txt"]
