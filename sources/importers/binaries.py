"""Files that are no texts, known by their first bytes: what to tell the person who sent one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.importers.refused import ImportRefused

PICTURE = _("This is a picture, not a text. Type what it says, or look for its text.")
RECORDING = _("This is a recording or a film, not a text. Write down what is said in it.")
PROGRAM = _("This is a program or its data, not a text. Choose another file.")
PACKED = _("This is a packed file of a kind that is not read here. Unpack it, or pack it as ZIP.")
OLD_OFFICE = _("This is a file of an old version of Word or Office. Save it as DOCX.")
LOCKED_OFFICE = _("This Word file has a password. Save it without one.")
RICH_TEXT = _("This is a rich text file (RTF). Save it as DOCX or as plain text.")
POSTSCRIPT = _("This is a PostScript file. Save it as PDF.")
WEB_ARCHIVE = _("This is a web archive of Safari. Save the page as HTML.")
PDF = _("This is a PDF that cannot be read here. Save its text in a file of its own.")
ZIP = _("This is a ZIP archive that cannot be read here. Unpack it.")
MAIL = _("This is a mail of Outlook. Copy its text into a plain text file.")
UNKNOWN = _("This is not a text. Save it as a text file in UTF-8.")

KNOWN: dict[bytes, Promise] = {
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF87a": PICTURE,
    b"GIF89a": PICTURE,
    b"II*\x00": PICTURE,
    b"MM\x00*": PICTURE,
    b"8BPS": PICTURE,
    b"\x00\x00\x01\x00": PICTURE,
    b"\x00\x00\x00\x0cjP": PICTURE,
    b"ID3\x02": RECORDING,
    b"ID3\x03": RECORDING,
    b"ID3\x04": RECORDING,
    b"OggS": RECORDING,
    b"fLaC": RECORDING,
    b"\x1aE\xdf\xa3": RECORDING,
    b"FLV\x01": RECORDING,
    b"\x00\x00\x01\xba": RECORDING,
    b"\x00\x00\x01\xb3": RECORDING,
    b"0&\xb2u\x8ef\xcf\x11": RECORDING,
    b"\x7fELF": PROGRAM,
    b"\xca\xfe\xba\xbe": PROGRAM,
    b"\xfe\xed\xfa\xce": PROGRAM,
    b"\xfe\xed\xfa\xcf": PROGRAM,
    b"\xce\xfa\xed\xfe": PROGRAM,
    b"\xcf\xfa\xed\xfe": PROGRAM,
    b"\x00asm": PROGRAM,
    b"SQLite format 3\x00": PROGRAM,
    b"wOFF": PROGRAM,
    b"wOF2": PROGRAM,
    b"\x1f\x8b": PACKED,
    b"BZh": PACKED,
    b"\xfd7zXZ\x00": PACKED,
    b"7z\xbc\xaf\x27\x1c": PACKED,
    b"Rar!\x1a\x07": PACKED,
    b"\x28\xb5\x2f\xfd": PACKED,
    b"MSCF\x00": PACKED,
    b"{\\rtf": RICH_TEXT,
    b"%!PS": POSTSCRIPT,
    b"bplist00": WEB_ARCHIVE,
    b"%PDF-": PDF,
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,
}
FIRST_BYTES = tuple(KNOWN)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a stream is called in the directory of an OLE file.
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
MAIL_STREAM = "__substg1.0_".encode("utf-16-le")
PICTURES_IN_BOXES = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")


def refuse_known(data: bytes) -> None:
    """Raises ImportRefused where the first bytes are those of a file that is no text."""
    sentence = sentence_for(data)
    if sentence:
        raise ImportRefused(str(sentence))


def sentence_for(data: bytes) -> Promise | None:
    if data.startswith(FIRST_BYTES):
        return next(sentence for first, sentence in KNOWN.items() if data.startswith(first))
    if data.startswith(OLE):
        return ole_sentence(data)
    return sentence_for_later_bytes(data)


def sentence_for_later_bytes(data: bytes) -> Promise | None:
    """Of files that begin with a length, or with letters that a text may begin with too."""
    if data.startswith(b"RIFF") and data[8:12] in {b"WEBP", b"WAVE", b"AVI ", b"RMID"}:
        return PICTURE if data[8:12] == b"WEBP" else RECORDING
    if data[4:8] == b"ftyp":
        return PICTURE if data[8:12] in PICTURES_IN_BOXES else RECORDING
    if data.startswith((b"MZ", b"BM")) and b"\x00" in data[:64]:
        return PROGRAM if data.startswith(b"MZ") else PICTURE
    return PACKED if data[257:262] == b"ustar" else None


def ole_sentence(data: bytes) -> Promise:
    """What Word and Office wrote until 2007, and what they still put a locked file in."""
    if LOCKED_STREAM in data:
        return LOCKED_OFFICE
    return MAIL if MAIL_STREAM in data else OLD_OFFICE
