"""Which characters the bytes of a text file stand for."""

import codecs
import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.importers import ImportRefused
from sources.importers.encodings import decode

FRENCH = "La préfète l’a dit à Oster : « Où étaient-ils, là-bas ? » – un élève de l’École."
ARABIC = "قالت وكالة الأنباء إن الحريق في المطحنة استمر ثلاثة أيام، وأصيب أربعة."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [FRENCH, ARABIC, "Plain words.", "Пожар на мельнице"])
def test_unicode_is_read_with_and_without_a_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_marks_of_the_other_end(mark: bytes) -> None:
    codec = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decode(mark + FRENCH.encode(codec)) == FRENCH


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac-roman"),
        ("Les dégâts à la mairie ont été limités", "cp850"),
        ("Les œuvres du maître ont brûlé", "iso8859-15"),
        ("Größere Brände in Österreich, übel", "latin-1"),
        ("El niño cayó mañana, ¿qué pasó?", "latin-1"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        ("Пожар на мельнице длился три дня", "cp1251"),
        ("Пожар на мельнице длился три дня", "koi8-r"),
    ],
)
def test_sets_of_one_byte_a_character_are_told_by_their_words(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("word", ["École", "été", "À Oster", "ÉTÉ", "naïve", "«Ça»", "œuvre", "Ærø", "50 €"])
def test_one_french_word_is_not_taken_for_arabic(word: str) -> None:
    assert decode(word.encode("cp1252")) == word


@pytest.mark.parametrize("word", ["حلب", "من", "بيروت", "المرصد", "قال (AFP)", "café حلب"])
def test_one_arabic_word_is_not_taken_for_french(word: str) -> None:
    assert decode(word.encode("cp1256")) == word


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (FRENCH.encode(), "text/plain; charset=iso-8859-1"),
        (FRENCH.encode("cp1252"), "text/plain; charset=utf-8"),
        (FRENCH.encode("cp1252"), 'text/plain; charset="ISO-8859-1"'),
        (FRENCH.encode("cp1252"), "text/plain; charset=windows-1256"),
        (FRENCH.encode("cp1252"), "text/plain; charset=no-such-set"),
        (FRENCH.encode("cp1252"), "text/plain; charset=rot13"),
        (FRENCH.encode(), "text/plain; charset=utf-16"),
    ],
)
def test_a_wrong_declaration_is_repaired(data: bytes, media_type: str) -> None:
    assert decode(data, media_type) == FRENCH


def test_arabic_that_claims_to_be_latin_1() -> None:
    assert decode(ARABIC.encode("cp1256"), declared="iso-8859-1") == ARABIC


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Zażółć gęślą jaźń", "iso-8859-2"),
        ("Příliš žluťoučký kůň", "windows-1250"),
        ("İstanbul’da yangın çıktı", "iso-8859-9"),
        ("Пожар на мельнице", "iso-8859-5"),
        ("オステルの製粉所で火災", "shift_jis"),
        ("オステルの製粉所で火災", "iso-2022-jp"),
        ("磨坊大火烧了三天", "gb2312"),
    ],
)
def test_a_declaration_that_fits_is_believed(text: str, codec: str) -> None:
    data = text.replace("’", "'").encode(codec)
    assert decode(data, f"text/plain; charset={codec}") == text.replace("’", "'")


def test_the_file_itself_may_declare_its_set() -> None:
    page = '<html><head><meta charset="iso-8859-2"><p>Zażółć gęślą jaźń'
    assert decode(page.encode("iso-8859-2")) == page


@pytest.mark.parametrize("codec", ["gb18030", "big5", "cp932"])
def test_undeclared_sets_of_two_bytes_a_character(codec: str) -> None:
    text = {
        "gb18030": "磨坊的大火烧了三天，市长说",
        "big5": "磨坊的大火燒了三天，市長說",
        "cp932": "製粉所の火災は三日間続いた。",
    }
    assert decode((text[codec] * 4).encode(codec)) == text[codec] * 4


def test_what_was_put_into_utf_8_twice_is_repaired() -> None:
    assert decode(FRENCH.encode().decode("latin-1").encode()) == FRENCH
    assert decode("L’été".encode().decode("cp1252").encode()) == "L’été"


@pytest.mark.parametrize("text", ["NÃO SÃO", "They saw Ã© for é, and Ã¨.", "cafÃ©", "Â§"])
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert decode(text.encode()) == text


def test_utf_8_with_a_few_bytes_of_windows_1252_or_a_cut_end() -> None:
    assert decode(FRENCH.encode() + " déjà".encode("cp1252")) == FRENCH + " déjà"
    assert decode("Un été à Oster".encode()[:5] + "é".encode()[:1]).startswith("Un é")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "recording"),
        (b"\x00\x00\x00\x18ftypmp42", "recording"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"MZ\x90\x00\x03\x00", "program"),
        (b"\x7fELF\x02\x01", "program"),
        (b"7z\xbc\xaf\x27\x1c", "packed"),
        (b"\x1f\x8b\x08\x00", "packed"),
        (b"{\\rtf1\\ansi Words}", "rich text"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"bplist00\xd1", "Safari"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old version of Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"a\x00b", "not a text"),
        (b"\xff\xfea", "not a text"),
        (bytes(range(32)) * 20, "not a text"),
        (hashlib.shake_256(b"noise").digest(3000), "not a text"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(data: bytes, kind: str) -> None:
    with pytest.raises(ImportRefused, match=kind):
        decode(data)


@pytest.mark.parametrize("words", ["MZ is a place.", "BM said so.", "ID3 tags", "BZ", "PK", "RIFF raff"])
def test_words_that_begin_as_a_binary_does_are_words(words: str) -> None:
    assert decode(words.encode()) == words


def test_the_control_characters_of_wires_are_let_through() -> None:
    assert decode(b"\x16\x16\x01PAT123 4 I\r\n\x02FIRE\r\n\x03" + b"Words. " * 30).startswith("\x16\x16\x01PAT")


@given(st.binary(max_size=300), st.sampled_from(["", "latin-1", "utf-16", "gb2312", "cp1256", "iso-2022-jp", "hz"]))
def test_any_bytes_are_read_or_refused(data: bytes, declared: str) -> None:
    with suppress(ImportRefused):
        assert isinstance(decode(data, declared=declared), str)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).filter(
        lambda t: t[0] not in "{%\ufeff"
    )
)
def test_utf_8_is_read_as_it_is_or_mended(text: str) -> None:
    if decode(text.encode()) != text:
        assert any(sign in text for sign in "ÃÂâØÙÐÑ")
