"""Which characters the bytes of a text file stand for.

What the bytes say goes before what their sender says of them: bytes that are valid UTF-8 are UTF-8 whatever a header
claims, and a text that claims to be UTF-8 and is not is read by its words. "ISO-8859-1" and "US-ASCII" mean
Windows-1252, as in the Encoding Standard of the WHATWG.
"""

import codecs
import re

from sources.importers import binaries, charsets
from sources.importers.refused import ImportRefused

# Those of four bytes first: the mark of UTF-32 begins as that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FIRST_BYTES = tuple(mark for mark, _codec in MARKS)
CONTROLS = bytes({*range(0x09), *range(0x0E, 0x20), 0x7F})
# The first byte of most characters of UTF-16: of Latin, Greek, Cyrillic, Hebrew and Arabic.
SMALL = bytes(range(8))

CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
IN_THE_FILE = re.compile(rb"""<[?m][^<>]*(?:encoding|charset)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"} | {
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
CHARACTER_SET = re.compile(
    r"cp\d+|iso8859-\d+|koi8-[rut]|mac-[a-z]+|gb18030|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|hz|johab|tis-620"
)
SEVERAL_BYTES = re.compile(r"cp9\d\d|gb18030|big5\w*|shift_jis\w*|euc_\w+|johab")
SEVEN_BITS = re.compile(r"iso2022_\w+|hz")

# UTF-8 that was taken for Windows-1252 and written as UTF-8 again: "Ã©", "â€™", "Ø§Ù„".
TWICE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
# "Ã" counts one, "â€" two: what is chance once is not chance three times.
UNMISTAKABLE = 3
AROUND = 50_000


def windows_1252(error: UnicodeError) -> tuple[str, int]:
    """An error handler of codecs: bytes that do not fit in are those of Windows-1252, as in texts of two sources."""
    if not isinstance(error, UnicodeDecodeError) or error.encoding.startswith(("utf-16", "utf-32")):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(WINDOWS_1252[byte] for byte in wrong), error.end


WINDOWS_1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
TO_BYTES = {ord(char): byte for byte, char in enumerate(WINDOWS_1252)}
MENDED = "sources.importers.windows_1252"
codecs.register_error(MENDED, windows_1252)


def decode(data: bytes, media_type: str = "", declared: str = "") -> str:
    """The characters of a text file. Raises ImportRefused where the bytes are no text.

    `declared` is the character set that the file or its sender names; the media type may name one too.
    """
    text = plainly(data)
    if text is None:
        codec = detect(data, media_type, declared)
        try:
            text = data.decode(codec, MENDED)
        except UnicodeError:
            raise ImportRefused(str(binaries.UNKNOWN)) from None
    return once(text)


def plainly(data: bytes) -> str | None:
    """The characters of UTF-8 in which nothing is odd, as most texts are: decoded once, not first to see whether."""
    if data.startswith(FIRST_BYTES) or binaries.sentence_for(data) or b"~{" in data:
        return None
    if len(data.translate(None, CONTROLS)) < len(data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def detect(data: bytes, media_type: str = "", declared: str = "") -> str:
    """The codec of a text, or of the beginning of one; bytes that do not fit in need the error handler MENDED.

    Raises ImportRefused where the bytes are no text.
    """
    binaries.refuse_known(data)
    if data.startswith(FIRST_BYTES):
        return next(codec for mark, codec in MARKS if data.startswith(mark))
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls and (b"\x00" in data or controls * 20 > len(data) + 100):
        return utf_16(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf_8(data, error.start, codec_named(data, media_type, declared))
    if b"\x1b" in data or b"~{" in data:
        return seven_bits(codec_named(data, media_type, declared))
    return "utf-8"


def codec_named(data: bytes, media_type: str, declared: str) -> str:
    """Python's name of the character set that the sender or the file names; empty for UTF-8 or an unknown one."""
    if not declared and (found := CHARSET.search(media_type)):
        declared = found[1]
    if not declared and (written := IN_THE_FILE.search(data[:2048])):
        declared = written[1].decode("ascii")
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    name = READ_AS.get(name, name)
    return name if CHARACTER_SET.fullmatch(name) else ""


def seven_bits(declared: str) -> str:
    """Japanese and Chinese mails are ASCII with escape sequences: only their sender can tell."""
    return declared if SEVEN_BITS.fullmatch(declared) else "utf-8"


def not_utf_8(data: bytes, place: int, declared: str) -> str:
    around = data[max(place - AROUND, 0) : place + AROUND]
    if is_utf_8_with_mistakes(around):
        return "utf-8"
    if SEVERAL_BYTES.fullmatch(declared) and can_be(around, declared):
        return declared
    codec = charsets.single_byte(around, "" if SEVERAL_BYTES.fullmatch(declared) else declared)
    if not codec:
        raise ImportRefused(str(binaries.UNKNOWN))
    return codec


def is_utf_8_with_mistakes(data: bytes) -> bool:
    """Whether most characters beyond ASCII are good UTF-8: the rest came in by mixing or cutting."""
    wrong = len(data.decode("utf-8", "surrogateescape")) - len(text := data.decode("utf-8", "ignore"))
    return wrong <= len(text) - len(text.encode("ascii", "ignore"))


def can_be(data: bytes, codec: str) -> bool:
    """Whether nearly all bytes mean something in this codec."""
    return data.decode(codec, "replace").count("\ufffd") * 50 <= len(data)


def utf_16(data: bytes) -> str:
    """The codec of a text in UTF-16 without a mark: every second byte is small. Raises ImportRefused."""
    sample = data[:AROUND]
    for codec, first, second in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        high, low = (share_of_small(sample[start::2]) for start in (first, second))
        if len(data) % 2 == 0 and high > 0.7 and low < 0.1 and is_readable(sample.decode(codec, "replace")):
            return codec
    raise ImportRefused(str(binaries.UNKNOWN))


def share_of_small(data: bytes) -> float:
    return 1 - len(data.translate(None, SMALL)) / max(len(data), 1)


def is_readable(text: str) -> bool:
    return sum(char.isprintable() or char in "\n\r\t\f" for char in text) > 0.98 * len(text)


def once(text: str) -> str:
    """The text, or what it was before it was put into UTF-8 twice, where all of it was and that cannot be chance."""
    if text.isascii() or not any(sign in text for sign in "ÃÂâØÙÐÑ"):
        return text
    try:
        data = text.translate(TO_BYTES).encode("latin-1")
        mended = data.decode("utf-8")
    except UnicodeError:
        return text
    return mended if sum(len(each) - 1 for each in TWICE.findall(data)) >= UNMISTAKABLE else text
