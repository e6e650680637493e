"""Word documents."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document

from sources.importers import ImportRefused, Parsed, parse

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "It burned for three days, the mayor said on Tuesday."


def saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(*paragraphs: tuple[str, str]) -> bytes:
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return saved(document)


def with_file(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one of its files changed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(old.read(info)) if info.filename == name else old.read(info))
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """A document of these elements."""
    document = with_file(
        written(("Normal", "…")),
        "word/document.xml",
        lambda data: re.sub(rb"<w:p>.*</w:p>", xml.encode(), data, flags=re.DOTALL),
    )
    assert xml.encode() in ZipFile(BytesIO(document)).read("word/document.xml")
    return document


def blocks(parsed: Parsed) -> list[tuple[str, str]]:
    return [(block.kind, parsed.body[block.start : block.end]) for block in parsed.blocks]


def test_paragraphs_have_the_kinds_of_their_styles() -> None:
    [parsed] = parse(
        written(
            ("Title", "Fire at the mill"),
            ("Normal", BODY),
            ("Heading 2", "The owner"),
            ("Intense Quote", "“All was off.”"),
            ("List Bullet", "four hurt"),
            ("List Number 2", "none killed"),
        )
    )
    assert parsed.title == "Fire at the mill"
    assert blocks(parsed) == [
        ("paragraph", BODY),
        ("heading", "The owner"),
        ("quote", "“All was off.”"),
        ("item", "four hurt"),
        ("item", "none killed"),
    ]


def test_a_style_of_ones_own_is_what_it_is_based_on() -> None:
    document = docx.Document()
    style = document.styles.add_style("Our crosshead", 1)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Fire at the mill")
    document.add_paragraph(BODY)
    document.add_paragraph("The owner", style="Our crosshead")
    document.add_paragraph(BODY)
    assert ("heading", "The owner") in blocks(parse(saved(document))[0])


def test_the_text_of_tables() -> None:
    document = docx.Document()
    document.add_paragraph(BODY)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Hurt", "four"
    assert parse(saved(document))[0].body.endswith("Hurt\n\nfour")


def test_insertions_fields_and_content_controls_are_read_and_deletions_are_not() -> None:
    xml = f"""<w:p><w:r><w:t xml:space="preserve">It </w:t></w:r><w:ins w:id="1"><w:r><w:t>burned</w:t></w:r></w:ins>
      <w:del w:id="2"><w:r><w:delText>smoked</w:delText></w:r></w:del>
      <w:fldSimple w:instr="DATE"><w:r><w:t xml:space="preserve"> for three</w:t></w:r></w:fldSimple>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
      <w:hyperlink><w:r><w:t xml:space="preserve"> days.</w:t><w:br/><w:t>And</w:t><w:tab/><w:t>nights.</w:t></w:r>
      </w:hyperlink></w:p><w:sdt><w:sdtContent><w:p {W}><w:r><w:t>Four were hurt.</w:t></w:r></w:p></w:sdtContent>
      </w:sdt>"""
    assert parse(with_body(xml))[0].body == "It burned for three days.\nAnd\tnights.\n\nFour were hurt."


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = f"""<w:p><w:r><w:t>Around it.</w:t><mc:AlternateContent {mc}><mc:Choice Requires="wps">{box}</mc:Choice>
      <mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"""
    assert sorted(parse(with_body(xml))[0].body.split("\n\n")) == ["Around it.", "In the box."]


def test_the_properties_of_the_file() -> None:
    document = docx.Document()
    document.core_properties.title = "Fire at the mill"
    document.core_properties.author = "Ada Lind"
    document.core_properties.keywords = "fire; mill"
    document.add_paragraph(BODY * 5)
    [parsed] = parse(saved(document))
    assert (parsed.title, parsed.byline, parsed.tags) == ("Fire at the mill", "Ada Lind", ["fire", "mill"])


def test_the_words_of_the_text_go_before_the_properties() -> None:
    document = docx.Document()
    document.core_properties.title = "Template of the Bell"
    document.core_properties.author = "Office"
    document.add_heading("Fire at the mill", 1)
    document.add_paragraph("By Ada Lind")
    document.add_paragraph(BODY)
    [parsed] = parse(saved(document))
    assert (parsed.title, parsed.byline, parsed.body) == ("Fire at the mill", "Ada Lind", BODY)


def test_the_author_that_a_program_writes_is_nobody() -> None:
    assert parse(written(("Normal", BODY)))[0].byline == ""


def test_arabic() -> None:
    assert parse(written(("Normal", "قالت البلدية إن الحريق استمر ثلاثة أيام.")))[0].language == "ar"


@pytest.mark.parametrize(
    "data",
    [
        written(("Normal", BODY))[:-400],
        with_file(written(("Normal", BODY)), "word/document.xml", lambda xml: xml[: len(xml) // 2]),
        with_file(written(("Normal", BODY)), "[Content_Types].xml", lambda xml: b""),
        with_file(written(("Normal", BODY)), "_rels/.rels", lambda xml: b"<a/>"),
        with_file(written(("Normal", BODY)), "[Content_Types].xml", lambda xml: xml.replace(b"wordprocessingml", b"x")),
    ],
    ids=["cut off", "cut XML", "no types", "no relations", "with macros or the like"],
)
def test_broken_documents_are_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused, match=r"broken"):
        parse(data, "fire.docx")


def test_a_document_that_fills_the_memory_is_refused() -> None:
    bomb = with_file(written(("Normal", BODY)), "word/document.xml", lambda xml: xml + b" " * 41 * 2**20)
    with pytest.raises(ImportRefused, match="unpacks to more than"):
        parse(bomb)


def test_entities_are_not_expanded() -> None:
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    bomb = with_file(
        written(("Normal", BODY)),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:document", lol + b"<w:document", 1).replace(b"burned", b"&b;burned"),
    )
    assert "aaaa" not in parse(bomb)[0].body


def test_the_main_part_may_have_a_number() -> None:
    data = written(("Normal", BODY))
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for info in old.infolist():
            name = info.filename.replace("document.xml", "document2.xml")
            new.writestr(name, old.read(info).replace(b"document.xml", b"document2.xml"))
    assert parse(buffer.getvalue())[0].body == BODY


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no text"):
        parse(written())


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTE_PARTS = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>The second report.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> The mayor, on</w:t></w:r></w:p>
<w:p><w:r><w:t>the telephone.</w:t></w:r></w:p></w:footnote><w:footnote w:id="9"><w:p/></w:footnote></w:footnotes>"""


def with_notes(notes: str, *ids: int) -> bytes:
    """A document that refers to notes of these ids."""
    references = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in ids)
    data = with_body(f"<w:p><w:r><w:t>{BODY}</w:t></w:r>{references}</w:p>")
    relation = f'<Relationship Id="rId99" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/></Relationships>'
    data = with_file(
        data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation.encode())
    )
    buffer = BytesIO(data)
    with ZipFile(buffer, "a") as package:
        package.writestr("word/footnotes.xml", notes)
    return buffer.getvalue()


def test_footnotes_stand_below_the_text_in_the_order_in_which_it_refers_to_them() -> None:
    [parsed] = parse(with_notes(NOTE_PARTS, 7, 2))
    assert parsed.body.split("\n\n") == [
        f"{BODY}[1][2]",
        "[1] The mayor, on\nthe telephone.",
        "[2] The second report.",
    ]


def test_references_to_no_note_are_passed_over() -> None:
    assert parse(with_notes(NOTE_PARTS, 4))[0].body == BODY


def test_footnotes_that_define_entities_are_refused() -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>{NOTE_PARTS}'
    with pytest.raises(ImportRefused):
        parse(with_notes(bomb, 7))
