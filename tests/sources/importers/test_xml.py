import time
from pathlib import Path

import pytest

from sources.importers import ImportRefused, parse
from sources.importers.xml import read_xml

HOSTILE = ("cyclic", "dtd_element", "external", "external_file", "quadratic", "xmlbomb", "xmlbomb2")


@pytest.mark.parametrize("name", HOSTILE)
def test_what_defines_entities_or_elements_is_refused_at_once(shared_data: Path, name: str) -> None:
    data = (shared_data / "hostile" / "xml" / f"{name}.xml").read_bytes()
    began = time.perf_counter()
    with pytest.raises(ImportRefused, match="not safe"):
        parse(data)
    assert time.perf_counter() - began < 0.1


@pytest.mark.parametrize("name", ["simple", "simple-ns"])
def test_xml_of_no_known_format_is_refused_with_a_reason(shared_data: Path, name: str) -> None:
    with pytest.raises(ImportRefused, match="none of the formats"):
        parse((shared_data / "hostile" / "xml" / f"{name}.xml").read_bytes())


def test_a_page_with_the_document_type_of_xhtml_is_left_to_the_reader_of_pages(shared_data: Path) -> None:
    assert read_xml((shared_data / "hostile" / "xml" / "dtd.xml").read_bytes()) is None


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    for subset in (f'<!ENTITY e SYSTEM "{secret.as_uri()}">', f'<!ENTITY % e SYSTEM "{secret.as_uri()}"> %e;'):
        with pytest.raises(ImportRefused):
            read_xml(f"<!DOCTYPE nitf [{subset}]><nitf>&e;</nitf>".encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_a_bomb_in_another_encoding_is_refused_too(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">]><a>&a;&a;</a>'
    with pytest.raises(ImportRefused, match="not safe"):
        read_xml(bomb.encode(encoding))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">',
        '<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.1:1" "http://192.0.2.1/NewsML_1.1.dtd" []>',
        "<!DOCTYPE nitf SYSTEM 'x.dtd' [\n]\n>",
        "<!-- <!DOCTYPE nitf [<!ENTITY a 'b'>]> --><?style x?><!DOCTYPE nitf>",
    ],
)
def test_a_plain_document_type_is_passed_over(doctype: str) -> None:
    root = read_xml(f"<?xml version='1.0'?>\n{doctype}\n<nitf>caf&eacute; &amp; &nope; &#233;</nitf>".encode())
    assert root is not None
    assert root.text == "café & &nope; é"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("windows-1252", "windows-1252"),
        ("iso-8859-1", "windows-1252"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "windows-1252"),
        ("utf-16", "utf-8"),
        ("no-such-thing", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_are_in(declared: str, written: str) -> None:
    text = "Le café d’à côté a rouvert « hier » à Orléans, où l’été fut très chaud."
    root = read_xml(f'<?xml version="1.0" encoding="{declared}"?><nitf>{text}</nitf>'.encode(written))
    assert root is not None
    assert root.text == text


@pytest.mark.parametrize(
    "cut",
    [
        "<nitf><body>",
        "<nitf><body></nitf>",
        "<nitf",
        '<?xml version="1.0"?>',
    ],
)
def test_broken_xml_is_refused(cut: str) -> None:
    with pytest.raises(ImportRefused):
        parse(cut.encode())


@pytest.mark.parametrize("beginning", ["<!DOCTYPE html><p>a", "<html><br>", "<div>a<p>b", "<3 this", "<!-- a --> <p>"])
def test_html_and_text_that_begin_alike_are_not_xml(beginning: str) -> None:
    assert read_xml(beginning.encode()) is None


def test_what_is_nested_too_deeply_is_refused_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(ImportRefused, match="nested too deeply"):
        read_xml(b"<nitf>" + b"<a>" * 200_000)
    assert time.perf_counter() - began < 0.5


def test_characters_that_xml_may_not_hold_are_left_out() -> None:
    root = read_xml(b"\x01\x02<nitf>one\x0b two&#2;&#xD800;\x1a</nitf>\x03")
    assert root is not None
    assert root.text == "one two"


def test_a_piece_with_a_prefix_that_is_bound_elsewhere_is_read() -> None:
    root = read_xml(b'<newsItem x:kind="a"><x:p>one</x:p></newsItem>')
    assert root is not None
    assert "".join(root.itertext()) == "one"


@pytest.mark.parametrize("root", ["x:newsItem", "x:NewsML", "x:nitf", "x:y"])
def test_a_root_with_a_prefix_that_is_bound_nowhere_is_no_crash(root: str) -> None:
    with pytest.raises(ImportRefused):
        parse(f"<{root}><a/></{root}>".encode())


def test_a_bare_ampersand_is_read_as_one_and_those_of_data_stay() -> None:
    root = read_xml(b"<nitf>Fish & Chips &amp; tea &eacute; <![CDATA[A & B &amp; C]]></nitf>")
    assert root is not None
    assert root.text == "Fish & Chips & tea \u00e9 A & B &amp; C"
