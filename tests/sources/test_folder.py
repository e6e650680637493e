"""What a folder must be like to be loaded, and the sentence for each way it is not."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from sources.folder import Folder, FolderRefused, read_folder
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
    assert (article.kind, article.title, article.language) == (
        "article",
        "Minister belches out excuses as the mill burns",
        "en",
    )
    assert (report.kind, report.body, report.data) == ("report", REPORT, REPORT.encode())


def test_the_aleppo_folder_is_read(shared_data: Path) -> None:
    folder: Folder = read_folder(shared_data / "aleppo-2016")
    assert [piece.language for piece in folder.pieces] == ["fr", "en", "en", "en", "en", "fr"]
    assert folder.pieces[0].title.startswith("Moscou accuse Washington")
    assert folder.pieces[0].body.startswith("Site icon medias-presse.info\n\n")
    assert folder.pieces[0].published_on == datetime.date(2016, 12, 6)


def test_a_time_with_its_zone_gives_the_day_of_that_zone(tmp_path: Path) -> None:
    piece = read_folder(make_folder(tmp_path, with_article(published="2026-03-04T00:30:00+01:00"))).pieces[0]
    assert piece.published_on == datetime.date(2026, 3, 4)
    assert piece.published_at == datetime.datetime(2026, 3, 3, 23, 30, tzinfo=datetime.UTC)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    index = b"\xef\xbb\xbf" + json.dumps(INDEX).encode()
    assert read_folder(make_folder(tmp_path, index, report=REPORT.encode("utf-16"))).pieces[1].body == REPORT


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
