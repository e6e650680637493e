"""ZIP archives."""

import io
import struct
import time
import zipfile

import pytest

from sources.importers import ImportRefused, archive, parse, zips
from sources.importers.source import Source
from sources.intake.items import Said, read_items

WORDS = "It burned for three days, the mayor said on Tuesday."


def packed(*files: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as new:
        for name, content in files:
            new.writestr(name, content)
    return buffer.getvalue()


def told(data: bytes) -> dict[str, str]:
    """What is told of each file: the first words of its text, or the refusal."""
    return {
        name: str(found) if isinstance(found, ImportRefused) else found[0].body
        for name, found in archive.members(Source(data))
    }


def test_each_file_is_read_as_if_it_came_alone() -> None:
    data = packed(
        ("fire.txt", WORDS), ("wire/fire.html", f"<html><body><article><p>{WORDS * 4}</p></article></body></html>")
    )
    assert list(told(data)) == ["fire.txt", "wire/fire.html"]
    assert len(parse(data)) == 2


def test_what_a_system_leaves_behind_is_skipped() -> None:
    data = packed(
        ("folder/", ""), ("__MACOSX/._fire.txt", "x"), ("a/.DS_Store", "x"), ("Thumbs.db", "x"), ("fire.txt", WORDS)
    )
    assert told(data) == {"fire.txt": WORDS}


def test_a_file_that_cannot_be_read_does_not_stop_the_others() -> None:
    data = packed(("photo.png", b"\x89PNG\r\n"), ("fire.txt", WORDS), ("empty.txt", ""))
    assert "picture" in told(data)["photo.png"]
    assert told(data)["fire.txt"] == WORDS
    assert [each.body for each in parse(data)] == [WORDS]


def test_an_archive_of_nothing_readable_is_refused_with_the_first_reason() -> None:
    with pytest.raises(ImportRefused, match=r"Nothing in this ZIP archive can be read\. photo\.png: This is a picture"):
        parse(packed(("photo.png", b"\x89PNG\r\n"), ("empty.txt", "")))


@pytest.mark.parametrize("data", [packed(), packed(("folder/", ""))], ids=["empty", "folder"])
def test_an_archive_without_files_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused, match="no file"):
        parse(data)


def test_an_archive_in_an_archive_is_read_and_a_third_one_is_not() -> None:
    inner = packed(("fire.txt", WORDS))
    data = packed(("inner.zip", inner), ("outer.zip", packed(("inner.zip", inner), ("two.txt", WORDS))))
    assert told(data) == {
        "inner.zip/fire.txt": WORDS,
        "outer.zip/inner.zip": "This ZIP archive lies in an archive in an archive. Unpack it.",
        "outer.zip/two.txt": WORDS,
    }


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\etc\\passwd.txt", "./etc//passwd.txt"]
)
def test_a_name_that_leads_out_of_the_folder_is_only_a_name(name: str) -> None:
    assert list(told(packed((name, WORDS)))) == ["etc/passwd.txt"]


def test_names_in_utf_8_that_do_not_say_so() -> None:
    data = packed(("feu-été.txt", WORDS))
    assert list(told(data)) == ["feu-été.txt"]
    unflagged = bytearray(data)
    unflagged[7] &= 0xF7
    unflagged[data.index(b"PK\x01\x02") + 9] &= 0xF7
    assert list(told(bytes(unflagged))) == ["feu-été.txt"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<a/>")], "e-book"),
        ([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")], "OpenDocument"),
        ([("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a/>")], "spreadsheet"),
        ([("[Content_Types].xml", "<a/>"), ("ppt/presentation.xml", "<a/>")], "presentation"),
        ([("META-INF/MANIFEST.MF", "x"), ("A.class", b"\xca\xfe\xba\xbe")], "program"),
    ],
)
def test_other_formats_that_are_archives_are_named(files: list[tuple[str, bytes | str]], sentence: str) -> None:
    with pytest.raises(ImportRefused, match=sentence):
        parse(packed(*files))


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ImportRefused, match="unpacks to more than"):
        parse(packed(("bomb.txt", b" " * (30 * 2**20))))


def test_a_bomb_of_many_files_is_refused_with_the_archive() -> None:
    many = packed(*((f"{number}.txt", WORDS * 400_000) for number in range(6)), method=zipfile.ZIP_STORED)
    assert len(many) > zips.MAX_FILE
    with pytest.raises(ImportRefused, match="larger than 40 MB"):
        parse(many)


def test_a_total_is_kept_over_archives_in_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips.Allowance, "__init__", limited)
    with pytest.raises(ImportRefused, match="unpacks to more than"):
        parse(packed(("a.zip", packed(("a.txt", WORDS * 5))), ("b.zip", packed(("b.txt", WORDS * 5)))))


def limited(allowance: zips.Allowance) -> None:
    allowance.files, allowance.total, allowance.until = 100, 600, time.monotonic() + 60


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives have as much time as it takes to read three files."""
    ticks = iter(range(1_000))
    monkeypatch.setattr(zips, "monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr(zips, "MAX_SECONDS", 3.0)


LEFT = "took longer than 3 seconds, and the files from “4.txt” on are left. Import these apart, or divide the archive."


@pytest.mark.usefixtures("hasty")
def test_all_files_together_have_so_much_time_and_what_is_left_is_named() -> None:
    data = packed(*((f"{number}.txt", f"{WORDS} {number}") for number in range(1, 9)))
    contents = read_items(data, "many.zip", Said(language="en"))
    assert [item.name for item in contents.items] == ["many.zip/1.txt", "many.zip/2.txt", "many.zip/3.txt"]
    [refusal] = contents.refusals
    assert (refusal.name, refusal.reason.endswith(LEFT)) == ("many.zip", True)


@pytest.mark.usefixtures("hasty")
def test_whoever_wants_all_of_it_gets_nothing_where_the_time_is_over() -> None:
    with pytest.raises(ImportRefused, match="took longer than 3 seconds"):
        parse(packed(*((f"{number}.txt", WORDS) for number in range(1, 9))))


def test_a_lie_about_the_size_is_found_out() -> None:
    data = bytearray(packed(("fire.txt", WORDS * 100)))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, directory + 24, 10)
    assert "broken" in told(bytes(data))["fire.txt"]


def test_more_than_two_thousand_files_are_refused() -> None:
    with pytest.raises(ImportRefused, match="2000 files"):
        parse(packed(*((f"{number}.txt", "") for number in range(2001))))


def test_a_password_is_told() -> None:
    data = bytearray(packed(("fire.txt", WORDS)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in told(bytes(data))["fire.txt"]


@pytest.mark.parametrize("cut", [10, 30, 60, -30])
def test_a_cut_archive_is_refused(cut: int) -> None:
    with pytest.raises(ImportRefused, match="broken"):
        parse(packed(("fire.txt", WORDS))[:cut])
