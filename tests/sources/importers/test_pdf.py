"""PDF with a text layer. The files are written here, object by object."""

import io
import textwrap
import time
import zlib

import pypdf
import pytest

from sources.importers import ImportRefused, Parsed, parse, pdf
from sources.importers.layout import Fragment, lines_of, paragraphs_of

FIRST = (
    "The mill at Oster burned for three days before the fire brigades of four towns could put it out, the mayor said "
    "on Tuesday, and four people were taken to the hospital at Lund with burns. Nobody was killed."
)
SECOND = (
    "Nobody knows yet how it began. The owner, who had left the building at nine in the evening, said that all the "
    "machines had been switched off, and that the well-known rules for mills had been kept to the letter."
)


def stream(content: bytes, head: str = "") -> bytes:
    packed = zlib.compress(content)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {head} >>\nstream\n".encode() + packed + b"\nendstream"


def file_of(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        bytes(data)
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    )


def document(*pages: bytes, info: str = "") -> bytes:
    """A PDF with these streams of operators as pages."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode(),
            stream(content),
        ]
    if info:
        objects.append(f"<< {info} >>".encode())
    return file_of(objects, f"/Info {len(objects)} 0 R" if info else "")


def drawn(*lines: tuple[float, float, str], size: float = 12) -> bytes:
    """Operators that draw lines, each at its place."""
    words = (
        (x, y, text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252"))
        for x, y, text in lines
    )
    return b"".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + text + b") Tj ET\n" for x, y, text in words)


def paragraph(text: str, top: float, x: float = 50, width: int = 70, indent: float = 0) -> bytes:
    lines = textwrap.wrap(text, width)
    return drawn(*((x + (0 if number else indent), top - 14 * number, line) for number, line in enumerate(lines)))


def blocks(parsed: Parsed) -> list[str]:
    return [parsed.body[block.start : block.end] for block in parsed.blocks]


def one(data: bytes) -> Parsed:
    [parsed] = parse(data)
    return parsed


def test_lines_become_paragraphs_at_the_gaps() -> None:
    page = drawn((50, 800, "Fire at the mill"), size=20) + paragraph(FIRST, 760) + paragraph(SECOND, 690)
    parsed = one(document(page))
    assert parsed.title == "Fire at the mill"
    assert blocks(parsed) == [FIRST, SECOND]


def test_lines_become_paragraphs_at_indented_lines() -> None:
    page = drawn((50, 800, "Fire at the mill"), size=20) + paragraph(FIRST, 760, indent=18)
    page += paragraph(SECOND, 760 - 14 * len(textwrap.wrap(FIRST, 70)), indent=18)
    assert blocks(one(document(page))) == [FIRST, SECOND]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = textwrap.wrap(f"{FIRST} {SECOND}", 35, break_on_hyphens=False)
    left = drawn(*((50, 400 - 14 * number, line) for number, line in enumerate(lines[:4])))
    right = drawn(*((320, 400 - 14 * number, line) for number, line in enumerate(lines[4:8])))
    following = drawn(*((50, 800 - 14 * number, line) for number, line in enumerate(lines[8:])))
    assert one(document(left + right, following)).body == f"{FIRST} {SECOND}"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    texts = [f"{number} of them. {FIRST}" for number in ("One", "Two", "Three", "Four")]
    pages = [
        drawn((50, 820, "The Oster Bell"), (400, 820, f"Tuesday, page {number}"))
        + paragraph(text, 770)
        + drawn((290, 20, f"- {number} -"))
        for number, text in enumerate(texts, 1)
    ]
    assert blocks(one(document(*pages))) == texts


def test_a_divided_word_is_made_whole_and_a_hyphen_is_kept_where_the_word_has_one() -> None:
    lines = (
        "A well-known firm of the region was demo-",
        "cratic in all that it did, and its well-",
        "known owner was not.",
    )
    page = drawn(*((50, 700 - 14 * number, line) for number, line in enumerate(lines)))
    assert one(document(page)).body == (
        "A well-known firm of the region was democratic in all that it did, and its well-known owner was not."
    )


def test_a_bullet_makes_an_item() -> None:
    page = paragraph(FIRST, 760) + drawn((50, 700, "• four people were hurt"), (50, 686, "• nobody was killed"))
    assert [block.kind for block in one(document(page)).blocks] == ["paragraph", "item", "item"]


def test_a_great_letter_at_the_beginning_belongs_to_its_word() -> None:
    lines = textwrap.wrap(FIRST[1:], 60)
    page = drawn((50, 732, "T"), size=44) + drawn(*((90, 760 - 14 * number, line) for number, line in enumerate(lines)))
    assert one(document(page)).body == FIRST


def test_letters_beyond_ascii() -> None:
    assert one(document(paragraph("« Où est l’élève ? » – à l’école, près du moulin d’Oster.", 760))).body == (
        "« Où est l’élève ? » – à l’école, près du moulin d’Oster."
    )


def test_arabic_that_is_drawn_from_the_left_is_turned_round() -> None:
    words = ["أوستر.", "مطحنة", "في", "حريق"]
    row = [Fragment(f" {word}" if place else word, 50 * place, 700, 12) for place, word in enumerate(words)]
    assert paragraphs_of([lines_of(row)]) == [("paragraph", "حريق في مطحنة أوستر.")]


def test_the_properties_of_the_file() -> None:
    parsed = one(document(paragraph(FIRST * 2, 760, width=300), info="/Title (Fire at the mill) /Author (Ada Lind)"))
    assert (parsed.title, parsed.byline) == ("Fire at the mill", "Ada Lind")


def test_the_name_of_a_file_is_no_title() -> None:
    parsed = one(
        document(paragraph(FIRST * 2, 760, width=300), info="/Title (Microsoft Word - fire_3.docx) /Author (Admin)")
    )
    assert not parsed.title.startswith(("Microsoft", "fire_3"))
    assert parsed.byline == ""


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(document(paragraph(FIRST, 760))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_password_is_told() -> None:
    with pytest.raises(ImportRefused, match="has a password"):
        parse(locked("secret"))


def test_a_file_that_is_only_locked_against_changes_is_read() -> None:
    assert one(locked("")).body == FIRST


def test_a_scanned_file_is_refused() -> None:
    with pytest.raises(ImportRefused, match="text recognition"):
        parse(document(b"q 595 0 0 842 0 0 cm Q", drawn((290, 20, "2"))))


def test_letters_without_a_meaning_are_refused() -> None:
    with pytest.raises(ImportRefused, match="cannot be told"):
        parse(document(paragraph("§¤ ¶±÷ ×¬ ¦¦ ¤§ ¶¶ " * 40 + FIRST, 760)))


@pytest.mark.parametrize(
    "data",
    [
        document(paragraph(FIRST, 760))[:200],
        b"%PDF-1.7\n",
        b"%PDF-1.4\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF",
        file_of([b"<< /Type /Catalog /Pages 1 0 R >>"]),
        file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"]),
        file_of([b"[" * 2_000]),
    ],
)
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused):
        parse(data, "fire.pdf")


def test_bytes_before_the_header_and_a_wrong_table_are_no_harm() -> None:
    assert one(b"\r\n" + document(paragraph(FIRST, 760))).body == FIRST


def test_a_text_that_speaks_of_the_header_is_a_text() -> None:
    assert one(b"A PDF begins with the five letters %PDF-, and then its version.").body


def test_a_page_that_draws_itself_ends() -> None:
    form = stream(
        b"/X Do " * 50 + drawn((50, 700, "Round and round.")),
        "/Type /XObject /Subtype /Form /Resources << /XObject << /X 3 0 R >> >>",
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        form,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /X 3 0 R >> >> >>",
        stream(b"/X Do"),
    ]
    start = time.monotonic()
    with pytest.raises(ImportRefused):
        parse(file_of(objects))
    assert time.monotonic() - start < 10


def test_a_stream_that_fills_the_memory_is_refused() -> None:
    with pytest.raises(ImportRefused, match="broken"):
        parse(document(b" " * (pdf.MAX_STREAM + 1)))


def test_the_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    with pytest.raises(ImportRefused, match="too long to read"):
        parse(document(paragraph(FIRST, 760)))


def test_too_many_pages_are_refused_at_once() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2001 /Kids [" + b"3 0 R " * 2001 + b"] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    with pytest.raises(ImportRefused, match="2000 pages"):
        parse(file_of(objects))
