"""Tables of documents: CSV, TSV, JSON Lines, lists of JSON objects."""

import datetime
import io
import json
import tracemalloc

import pytest

from sources.importers import ImportRefused, parse
from sources.importers.table import COLUMNS, date_of, rows

BODY = "It burned for three days, the mayor said on Tuesday."
ROW = {
    "kind": "report",
    "title": "Fire at the mill",
    "body": f"{BODY}\n\nFour were hurt.",
    "byline": "Ada Lind",
    "dateline": "OSTER",
    "published": "2026-03-03T18:40:00+01:00",
    "language": "en",
    "outlet": "Tern Wire",
    "url": "https://tern.example/fire",
    "external_id": "tern-17",
    "version": "2",
    "rights": "© Tern Wire",
    "tags": "fire, mill",
}


def table(*lines: str, end: str = "\n") -> bytes:
    return end.join(lines).encode()


def test_every_column_is_read() -> None:
    [parsed] = parse(json.dumps([ROW]).encode())
    told = {name: getattr(parsed, name) for name in ROW}
    assert told == {
        **ROW,
        "published": datetime.datetime.fromisoformat(ROW["published"]),
        "tags": ["fire", "mill"],
    }
    assert [parsed.body[block.start : block.end] for block in parsed.blocks] == [BODY, "Four were hurt."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    data = table(
        delimiter.join(("Title", "Text", "Date")),
        delimiter.join(("Fire", f'"{BODY}{end}{end}Four ""hurt"", not killed{delimiter} all told."', "2026-03-03")),
        delimiter.join(("Storm", "It blew over the whole of the island.", "")),
        end=end,
    )
    fire, storm = parse(data)
    assert fire.body == f'{BODY}\n\nFour "hurt", not killed{delimiter} all told.'
    assert (fire.title, fire.published) == ("Fire", datetime.date(2026, 3, 3))
    assert storm.title == "Storm"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_save(codec: str) -> None:
    data = "sep=;\r\ntitre;texte;outlet\r\nÉté;Les élèves étaient là.;La Mouette\r\n".encode(codec)
    [parsed] = parse(data)
    assert (parsed.title, parsed.body, parsed.outlet) == ("Été", "Les élèves étaient là.", "La Mouette")


@pytest.mark.parametrize(
    "field", [field for field in COLUMNS if field not in {"kind", "body", "html", "tags", "published"}]
)
def test_columns_have_other_names(field: str) -> None:
    for name in COLUMNS[field]:
        value = {"language": "fr", "url": "https://tern.example/"}.get(field, "Something")
        data = json.dumps([{"title": "Fire", "text": BODY, **({"title": ""} if field == "title" else {}), name: value}])
        assert getattr(parse(data.encode())[0], field) == value


def test_html_is_read_as_html_under_any_name() -> None:
    for name in ("html", "body", "content"):
        [parsed] = parse(json.dumps({"title": "Fire", name: f"<h2>Oster</h2><p>{BODY}</p>"}).encode())
        assert [block.kind for block in parsed.blocks] == ["heading", "paragraph"]


def test_json_lines() -> None:
    data = table(json.dumps(ROW), "", json.dumps({**ROW, "title": "Storm"}))
    assert [parsed.title for parsed in parse(data, "two.jsonl")] == ["Fire at the mill", "Storm"]


def test_lists_and_objects_in_json() -> None:
    row = {
        "text": BODY,
        "authors": ["Ada Lind", {"name": "Ben Moor"}],
        "source": {"name": "Tern Wire"},
        "tags": ["a, b"],
    }
    [parsed] = parse(json.dumps(row).encode())
    assert (parsed.byline, parsed.outlet, parsed.tags) == ("Ada Lind, Ben Moor", "Tern Wire", ["a, b"])


def test_values_that_are_objects() -> None:
    [parsed] = parse(json.dumps({"title": {"rendered": "Fire"}, "content": {"rendered": f"<p>{BODY}</p>"}}).encode())
    assert (parsed.title, parsed.body) == ("Fire", BODY)


def test_a_table_of_one_column_by_its_name() -> None:
    assert [parsed.body for parsed in parse(f"text\n{BODY}\n{BODY}\n".encode(), "bodies.csv")] == [BODY, BODY]


def test_a_list_in_an_object() -> None:
    assert (
        len(
            parse(
                json.dumps({"total": 2, "articles": [{"id": 1, "content": BODY}, {"id": 2, "content": BODY}]}).encode()
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (table("title,text", f'Fire,"{BODY}"', "Storm,"), "Line 3:"),
        (table("title,text", 'Fire,"One.\n\nTwo."', "Storm, "), "Line 5:"),
        (table("title,text", f"Fire,{BODY}"), "Line 2: this row has more cells"),
        (table(json.dumps(ROW), "", json.dumps({"title": "Storm"})), "Line 3:"),
        (table(json.dumps(ROW), '{"title": "St'), "Line 2:"),
        (table(json.dumps(ROW), "[1, 2]"), "Line 2:"),
        (json.dumps([ROW, {"title": "Storm"}]).encode(), "Entry 2:"),
    ],
)
def test_a_row_without_text_is_refused_by_its_number(data: bytes, place: str) -> None:
    with pytest.raises(ImportRefused, match=place):
        parse(data)


@pytest.mark.parametrize(
    "data",
    [b"[1, 2, 3]", b'{"a": 1}', b'["a", "b"]', b"[]", b"{}", b'[{"title": "Fire"}]', b'{"type": "FeatureCollection"}'],
)
def test_json_without_texts_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused, match="No column"):
        parse(data)


def test_broken_json_is_no_plain_text() -> None:
    with pytest.raises(ImportRefused):
        parse(json.dumps([ROW]).encode()[:-20])


def test_a_file_that_is_called_a_table_and_has_no_text_is_refused() -> None:
    with pytest.raises(ImportRefused, match="No column"):
        parse(b"name,age\nAda,41\n", "people.csv")


@pytest.mark.parametrize(
    "words",
    [
        "The text, the title, and the date.\n\nThey are words.",
        "The title; the text\n",
        "[1] A note on the mill.",
        "Body, soul.",
    ],
)
def test_prose_is_no_table(words: str) -> None:
    assert parse(words.encode())[0].body


def test_rows_go_on_after_a_refusal() -> None:
    found = list(rows(io.BytesIO(table("title;text", f"Fire;{BODY}", "Storm;", f"Flood;{BODY}"))))
    assert [isinstance(each, ImportRefused) for each in found] == [False, True, False]


def test_rows_take_no_more_memory_for_more_of_them() -> None:
    file = io.BytesIO(b"".join(json.dumps({**ROW, "id": number}).encode() + b"\n" for number in range(600)))
    tracemalloc.start()
    try:
        for number, _each in enumerate(rows(file)):
            if number == 100:
                before = tracemalloc.get_traced_memory()[0]
        assert tracemalloc.get_traced_memory()[0] - before < 200_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2016-12-06", datetime.date(2016, 12, 6)),
        ("2016-12-06T10:15:00", datetime.date(2016, 12, 6)),
        ("2016-12-06T10:15:00Z", datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)),
        ("Tue, 06 Dec 2016 10:15:00 GMT", datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)),
        ("6 December 2016", datetime.date(2016, 12, 6)),
        ("December 6, 2016", datetime.date(2016, 12, 6)),
        ("6 décembre 2016", datetime.date(2016, 12, 6)),
        ("some day", None),
        ("", None),
    ],
)
def test_dates(written: str, date: datetime.date | None) -> None:
    assert date_of(written) == date


def test_empty_lines_before_the_first_row_count_and_do_no_harm() -> None:
    """A long table is read in parts, with empty lines in place of the rows before."""
    lines = b"\n" * 100_000
    assert parse(lines + json.dumps(ROW).encode() + b"\n")[0].title == "Fire at the mill"
    with pytest.raises(ImportRefused, match=r"Line 100002:"):
        parse(lines + json.dumps(ROW).encode() + b"\n{}\n")
    assert parse(b"title,text\n" + lines + b"Storm,It blew.\n")[0].title == "Storm"
