"""What a folder must be like to be loaded, and the sentence for each way it is not."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from sources.folder import Folder, FolderRefused, identity, read_folder
from tests.cast import ARTICLE, REPORT

INDEX = {"title": "The mill", "article": {"file": "article.txt"}, "reports": [{"file": "report.txt"}]}


def make_folder(path: Path, index: object = INDEX, **files: bytes) -> Path:
    """A folder with dossier.json, article.txt and report.txt; a file given as b"-" is left out."""
    contents = {"article": ARTICLE.encode(), "report": REPORT.encode(), **files}
    for name, data in contents.items():
        if data != b"-":
            (path / f"{name}.txt").write_bytes(data)
    (path / "dossier.json").write_bytes(index if isinstance(index, bytes) else json.dumps(index).encode())
    return path


def with_article(**entry: Any) -> dict[str, object]:
    return {**INDEX, "article": {"file": "article.txt", **entry}}


def refusal(path: Path) -> str:
    with pytest.raises(FolderRefused) as refused:
        read_folder(path)
    return str(refused.value)


def test_a_folder_is_read(tmp_path: Path) -> None:
    folder = read_folder(make_folder(tmp_path))
    article, report = folder.pieces
    assert (article.kind, article.entry.title, article.entry.language) == (
        "article",
        "Minister belches out excuses as the mill burns",
        "en",
    )
    title, _blank, body = REPORT.partition("\n\n")
    assert (report.kind, report.entry.title, report.body, report.data) == ("report", title, body, REPORT.encode())


def test_the_aleppo_folder_is_read(shared_data: Path) -> None:
    folder: Folder = read_folder(shared_data / "aleppo-2016")
    assert [piece.entry.language for piece in folder.pieces] == ["fr", "en", "en", "en", "en", "fr"]
    article = folder.pieces[0]
    assert article.entry.title.startswith("Moscou accuse Washington")
    assert article.body.startswith("Au lendemain du véto")
    assert "Site icon" not in article.body
    assert "Quitter la version mobile" not in article.body
    assert article.entry.published == datetime.date(2016, 12, 6)
    assert [piece.entry.dateline for piece in folder.pieces[1:]] == [
        "MOSCOW/BEIRUT, Dec 5, 2016",
        "BEIRUT/ALEPPO, Dec 6, 2016",
        "GAZIANTEP, Dec 6, 2016",
        "COVENTRY, Dec 5, 2016",
        "BEYROUTH, 5 décembre 2016",
    ]


WIRE = "Mill burns at Oster\n\nOSTER, March 3, 2026 (Reuters) - The mill at Oster burned on Tuesday, the mayor said."


def test_what_a_wire_writes_at_the_head_of_a_text_fills_what_the_index_leaves_open(tmp_path: Path) -> None:
    piece = read_folder(make_folder(tmp_path, report=WIRE.encode())).pieces[1]
    entry = piece.entry
    assert (entry.title, entry.dateline, entry.outlet) == ("Mill burns at Oster", "OSTER, March 3, 2026", "Reuters")
    assert entry.published == datetime.date(2026, 3, 3)
    assert piece.body == "The mill at Oster burned on Tuesday, the mayor said."


def test_what_the_index_says_is_kept_to_the_letter(tmp_path: Path) -> None:
    report = {"file": "report.txt", "title": "Fire", "outlet": "reuters", "published": "2026-03-04", "byline": "Ann"}
    index = {**INDEX, "reports": [report]}
    piece = read_folder(make_folder(tmp_path, index, report=WIRE.encode())).pieces[1]
    entry = piece.entry
    assert (entry.title, entry.outlet, entry.byline) == ("Fire", "reuters", "Ann")
    assert entry.published == datetime.date(2026, 3, 4)
    assert piece.body.startswith("Mill burns at Oster\n\nThe mill")  # another title: it stays in the text


def test_texts_are_kept_as_they_are_written_where_the_index_asks_for_it(tmp_path: Path) -> None:
    piece = read_folder(make_folder(tmp_path, {**INDEX, "as_written": True}, report=WIRE.encode())).pieces[1]
    assert (piece.body, piece.entry.dateline, piece.entry.published) == (WIRE, "", None)
    assert [block.kind for block in piece.blocks] == ["heading", "paragraph"]


def test_a_time_with_its_zone_gives_the_day_of_that_zone(tmp_path: Path) -> None:
    piece = read_folder(make_folder(tmp_path, with_article(published="2026-03-04T00:30:00+01:00"))).pieces[0]
    assert identity(piece.kind, piece.entry, None)["published_on"] == datetime.date(2026, 3, 4)
    assert piece.entry.published == datetime.datetime(2026, 3, 3, 23, 30, tzinfo=datetime.UTC)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    index = b"\xef\xbb\xbf" + json.dumps(INDEX).encode()
    assert read_folder(make_folder(tmp_path, index, report=REPORT.encode("utf-16"))).pieces[1].body in REPORT


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        (b'{"title": "x",\n"article": {,}', "dossier.json is not valid JSON, see line 2."),
        (b"", "dossier.json is not valid JSON, see line 1."),
        (b"[" * 100_000, "dossier.json is nested too deeply."),
        (b'{"title": "\xe9"}', "dossier.json is not a text in UTF-8 or UTF-16."),
        (b'{"title": %s}' % (b"9" * 5000), "dossier.json is not valid JSON: a number has too many digits."),
        (b'{"article": {}, "article": {}}', "dossier.json has the key “article” twice in one object."),
        ([1], "dossier.json must be one object in braces."),
        ({"title": "x"}, "dossier.json cannot be used: “article” is missing."),
        ({**INDEX, "title": " "}, "dossier.json cannot be used: “title” must not be empty."),
        ({**INDEX, "title": 5}, "dossier.json cannot be used: “title” must be text in quotation marks."),
        ({**INDEX, "title": "x" * 301}, "dossier.json cannot be used: “title” is too long: up to 300 characters."),
        ({**INDEX, "article": [{}, {}]}, "dossier.json cannot be used: “article” must be one object in braces."),
        ({**INDEX, "reports": []}, "dossier.json cannot be used: “reports” must not be empty."),
        ({**INDEX, "reports": [{}]}, "dossier.json cannot be used: “reports”, 1, “file” is missing."),
        ({**INDEX, "tags": "a"}, "dossier.json cannot be used: “tags” must be a list in brackets."),
        (with_article(language="klingon"), "“article”, “language” is wrong: unknown language code “klingon”."),
        (with_article(outlet_kind="blog"), "“article”, “outlet_kind” is wrong: unknown kind “blog”"),
        (with_article(url="javascript:alert(1)"), "“javascript:alert(1)” is not a web address."),
        (with_article(published="5 Dec 2016"), "“published” is wrong: write a date as 2026-03-31"),
        (with_article(published="2016-12-05T10:00:00"), "or a time with its zone"),
        (with_article(published="0001-01-01T00:00:00+14:00"), "“published” is wrong"),
        (with_article(published=20161205), "“published” is wrong"),
    ],
)
def test_an_index_that_is_refused(tmp_path: Path, index: object, sentence: str) -> None:
    said = refusal(make_folder(tmp_path, index))
    assert sentence in said
    assert said.startswith("dossier.json ")
    assert said.count("\n") == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"-", "report.txt is missing in the folder."),
        ("été".encode("latin-1"), "report.txt is not a text in UTF-8 or UTF-16."),
        (b"a\x00b", "report.txt is not a text: it holds NUL bytes."),
        (b" \n", "report.txt holds no text."),
        (b"x" * (10 * 2**20 + 1), "report.txt is larger than 10 MB."),
        (b"12 34", "report.txt is in no language that was recognised; name it."),
    ],
    ids=["missing", "latin-1", "nul", "empty", "large", "no language"],
)
def test_a_text_that_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    assert refusal(make_folder(tmp_path, report=data)) == sentence


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../outside.txt", "../outside.txt does not lie inside the folder."),
        ("/etc/hostname", "/etc/hostname does not lie inside the folder."),
        (".", ". is not a file."),
        ("a\x00.txt", "a.txt cannot be read."),
        ("a\ud800.txt", "a.txt cannot be read."),
        ("a" * 5000, f"{'a' * 100} cannot be read."),
    ],
    ids=["parent", "absolute", "folder", "nul", "surrogate", "long"],
)
def test_a_file_name_that_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "outside.txt").write_text(ARTICLE)
    inside = tmp_path / "inside"
    inside.mkdir()
    assert refusal(make_folder(inside, with_article(file=name))) == sentence


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(ARTICLE)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "article.txt").symlink_to(tmp_path / "outside.txt")
    assert refusal(make_folder(inside, article=b"-")) == "article.txt does not lie inside the folder."


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "article.txt").symlink_to("article.txt")
    assert refusal(make_folder(tmp_path, article=b"-")) == "article.txt cannot be read."


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere") == f"{tmp_path}/nowhere is not a folder."
    assert refusal(tmp_path) == "dossier.json is missing in the folder."
