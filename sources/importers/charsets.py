"""Which character set a text is in that is not in Unicode: told by the words that it would spell.

Every candidate is tried on the words with letters beyond ASCII, and points are given: for the letters that languages
use much, for neighbours of one script; against capitals after small letters, signs inside a word, two scripts in one
word and bytes that mean nothing. Three letters of Arabic are enough to tell Windows-1256 from Windows-1252, for they
would be a muddle of accented capitals and small letters.
"""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib import import_module

# Asked first, in this order: a later one has to be better.
USUAL = ("cp1252", "cp1256")
# These have to be clearly better than the usual ones, or to be named by the sender.
UNUSUAL = ("iso8859-15", "cp1250", "cp1251", "koi8-r", "iso8859-6", "mac-roman", "cp850", "cp1253", "cp1255")

SAMPLE = 100_000
MOST_WORDS = 1_000
# Points for each letter beyond ASCII, from which nothing else is tried: French has 2, Arabic nearly 3.
CLEAR = {"cp1252": 1.5, "cp1256": 2.5}
DOUBTFUL = 0.4
SENSELESS = -1
ENOUGH = 8
ASCII = bytes(range(128))
# "cœur" and "Œuvre" in ISO-8859-15 have a fraction in them in Windows-1252.
LATIN_9 = re.compile(rb"[a-z]\xbd[a-z]|\b\xbc[a-z]")
WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")

MUCH_USED = frozenset(
    "éèàêçùâîôûëïœÉÈÀÊÇ’" "äöüßÄÖÜ" "áíóúñ" "ãõ" "åøæ"
    "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهويةىءئؤ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
    "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ"
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת"
)  # fmt: skip
LETTERS_TOO = frozenset("ÂÎÔÛËÏÙŒÆØÅÁÍÓÚÑÃÕąćęłńśźżčďěňřšťůýžőűăâîșțşţğıİŁŚŻŽŠČŘپچژگکیіїєґёІЇЄЁـًٌٍَُِّْ")
ONLY_LAST = frozenset("ةى")
SIGNS = frozenset("«»“”‘„‚–—…•€°§©®™·¿¡\xa0،؛؟ªº\u200c\u200d\xad")


def single_byte(data: bytes, declared: str = "") -> str:
    """The codec of a text that is not in UTF-8: the likeliest, or empty where none makes sense of it.

    `declared` is the codec that the sender names, believed unless the words speak against it.
    """
    words = Counter(WORD.findall(data[:SAMPLE])).most_common(MOST_WORDS)
    letters = sum(count * len(word.translate(None, ASCII)) for word, count in words)
    points = {codec: points_of_all(words, codec) for codec in USUAL}
    best = max(USUAL, key=lambda codec: points[codec])
    if declared in USUAL or points[best] < letters * CLEAR[best] or LATIN_9.search(data):
        margin = 3 + abs(points[best]) / 10
        points |= {codec: points_of_all(words, codec) - margin for codec in UNUSUAL}
    if declared:
        points[declared] = points_of_all(words, declared) + 3 + abs(points[best]) / 10
    best = max(points, key=lambda codec: points[codec])
    if points[best] < letters * DOUBTFUL and letters > ENOUGH and letters * 4 > len(data[:SAMPLE]):
        return several_bytes(data) or (best if points[best] > letters * SENSELESS else "")
    return best


def several_bytes(data: bytes) -> str:
    """A set of several bytes a character, as of Chinese and Japanese; empty where it is none of them.

    The library is loaded at the first such text: few processes ever see one.
    """
    found = import_module("charset_normalizer").from_bytes(
        data[:4_000], cp_isolation=["gb18030", "big5", "cp932", "euc_jp", "cp949"]
    )
    best = found.best()
    return str(best.encoding) if best else ""


def points_of_all(words: list[tuple[bytes, int]], codec: str) -> float:
    return sum(points_of(word, codec) * count for word, count in words)


@cache
def letters_of(codec: str) -> list[str]:
    """The character of each byte; U+FFFD where it has none."""
    return [bytes([byte]).decode(codec, "replace") for byte in range(256)]


@lru_cache(maxsize=20_000)
def points_of(word: bytes, codec: str) -> float:
    table = letters_of(codec)
    if len(word) == 1 and is_letter(table[word[0]]):
        return points_of_one_letter(table[word[0]])
    before, points = "", 0.0
    for byte in word:
        char = table[byte]
        points += points_alone(char) + (points_beside(before, char) if before else 0)
        before = char
    # An accent or two a word are usual, a word of accents is not.
    accents = sum("\x80" <= table[byte] < "\u0250" for byte in word)
    return points - max(0, accents * 2 - len(word) - 1)


def points_of_one_letter(char: str) -> float:
    """Few letters are a word: à, and in Arabic those of an abbreviation that is spelt out."""
    if char in "àÀ":
        return 2
    return 0 if script_of(char) == "latin" or char in ONLY_LAST else 0.5


@cache
def points_alone(char: str) -> float:
    if char.isascii():
        return 0
    if char in MUCH_USED:
        return 2
    if char in LETTERS_TOO:
        return 1.5
    if char in SIGNS:
        return 0.5
    return -0.5 if is_letter(char) else -6 if char < "\xa0" or char == "\ufffd" else -3


@cache
def points_beside(before: str, char: str) -> float:
    """What speaks for or against two characters in one word."""
    if not (is_letter(before) and is_letter(char)):
        return 0
    script = script_of(char)
    if script != script_of(before):
        return -8
    if before.islower() and char.isupper():
        return -3
    if char.isascii() or before.isascii():
        return 0
    return -1 if script == "latin" else -4 if before in ONLY_LAST else 1


def is_letter(char: str) -> bool:
    """Vowel signs too, signs that are only drawn like letters not."""
    return unicodedata.category(char) in {"Lu", "Ll", "Lo", "Mn"}


def script_of(char: str) -> str:
    if char < "\u0250" or "\u1e00" <= char < "\u1f00":
        return "latin"
    return "arabic" if "\u0600" <= char < "\u0780" else hex(ord(char) >> 8)
