"""Dictionaries in the format of dictd, as FreeDict gives them out: a file of articles and an index of headwords.

A line of the index is a headword, a tab, where its article begins in the file, a tab, and how many bytes it has; both
are numbers with the digits of base 64 (dictd(8), dictfmt(1)). dictzip may have packed the file; any gzip unpacks it.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits

from django.utils.translation import gettext as _

FOLDER = "/usr/share/dictd"
# The dictionaries that Lateral looks for, by the file names that Debian gives them, and what they are called.
SYSTEM = {
    "freedict-fra-eng": ("fr", "en", "FreeDict French–English"),
    "freedict-eng-fra": ("en", "fr", "FreeDict English–French"),
    "freedict-eng-ara": ("en", "ar", "FreeDict English–Arabic"),
}
MOST_BYTES = 50_000_000
GZIP = b"\x1f\x8b"
DIGITS = {digit: value for value, digit in enumerate(ascii_uppercase + ascii_lowercase + digits + "+/")}
# More than ten digits are more bytes than any disk has; a longer article is a text, and a longer translation explains.
MOST_DIGITS, LONGEST_ARTICLE, MOST_WORDS = 10, 20_000, 4
# What the files say of themselves stands under such headwords.
ABOUT = ("00database", "00-database")

NOTE = re.compile(r"\[[^\]]*\]|\([^)]*\)|<[^>]*>|\{[^}]*\}")
# Between slashes stands how the headword is said.
SAID = re.compile(r"\s/[^/]+/")
NUMBER = re.compile(r"^\d+\.(?:\s|$)")
POINTER = re.compile(
    r"^(?:synonyms?|antonyms?|see(?: also)?|cf\.?|note|notes|usage|example|examples|plural|variants?)\s*:",
    re.IGNORECASE,
)
DIVIDER = re.compile("[,;/،؛]")
BRACKET = re.compile(r"[][(){}<>]")


class DictionaryRefused(ValueError):
    """A dictionary that cannot be read, with a sentence for people."""


@dataclass(frozen=True, eq=False)
class Dictionary:
    """Headwords of a first language with their translations into a second, read when they are first asked for.

    Told apart by identity. The name is for people; `digest` changes with what is in it.
    """

    name: str
    first: str
    second: str
    read: Callable[[], dict[str, list[str]]]
    digest: str = ""

    @cached_property
    def entries(self) -> dict[str, list[str]]:
        return self.read()


def read_dictionary(index: bytes, data: bytes) -> dict[str, list[str]]:
    """The headwords of a dictionary with their translations, in the order of the articles. Raises DictionaryRefused.

    Takes an .index file, and its .dict or .dict.dz.
    """
    if max(len(index), len(data)) > MOST_BYTES:
        raise too_large()
    articles = unpacked(data) if data.startswith(GZIP) else data
    entries: dict[str, list[str]] = {}
    total = 0
    for word, start, size in places(index):
        if start + size > len(articles):
            raise DictionaryRefused(
                _("The index tells of “%(word)s” behind the end of the dictionary. Do the two files belong together?")
                % {"word": word[:80]}
            )
        if size > LONGEST_ARTICLE:
            continue
        total += size
        if total > MOST_BYTES:  # many headwords may share an article
            raise too_large()
        if found := list(translations(word, articles[start : start + size])):
            have = entries.setdefault(word, [])
            have += (one for one in dict.fromkeys(found) if one not in have)
    if not entries:
        raise DictionaryRefused(_("There are no translations in this dictionary."))
    return entries


def too_large() -> DictionaryRefused:
    return DictionaryRefused(
        _("The dictionary is too large: %(most)d MB are read at most.") % {"most": MOST_BYTES // 1_000_000}
    )


def unpacked(data: bytes) -> bytes:
    """The articles out of a .dict.dz, never much more than the limit in memory."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        articles = inflate.decompress(data, MOST_BYTES + 1)
    except zlib.error:
        raise DictionaryRefused(_("The packed dictionary is damaged.")) from None
    if len(articles) > MOST_BYTES:
        raise too_large()
    if not inflate.eof:
        raise DictionaryRefused(_("The packed dictionary is not complete: its end is missing."))
    return articles


def places(index: bytes) -> Iterator[tuple[str, int, int]]:
    """Each headword of an index with the start and the size of its article."""
    try:
        lines = index.decode().split("\n")
    except UnicodeDecodeError:
        raise DictionaryRefused(_("The index is not in UTF-8.")) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        parts = line.rstrip("\r").split("\t")
        if len(parts) not in {3, 4}:  # the fourth is the headword as it is shown
            raise DictionaryRefused(
                _("Line %(number)d of the index is no headword with two numbers. Is this an .index file?")
                % {"number": number}
            )
        if not parts[0].startswith(ABOUT):
            yield parts[0], number_of(parts[1], number), number_of(parts[2], number)


def number_of(written: str, line: int) -> int:
    value = 0
    if not 0 < len(written) <= MOST_DIGITS or any(digit not in DIGITS for digit in written):
        raise DictionaryRefused(
            _("Line %(number)d of the index holds “%(digits)s”, which is no number in base 64.")
            % {"number": line, "digits": written[:80]}
        )
    for digit in written:
        value = value * 64 + DIGITS[digit]
    return value


def translations(word: str, article: bytes) -> Iterator[str]:
    """The translations in an article: what its lines say behind the headword, without numbers, notes and examples."""
    try:
        lines = article.decode().splitlines()
    except UnicodeDecodeError:
        raise DictionaryRefused(
            _("The article on “%(word)s” is not in UTF-8. Do the two files belong together?") % {"word": word[:80]}
        ) from None
    if lines and (lines[0].casefold().startswith(word.casefold()) or SAID.search(lines[0])):
        del lines[0]
    # Examples are indented, where the translations are not.
    flush = [line for line in lines if line[:1].strip()]
    for line in flush or lines:
        text = NOTE.sub(" ", NUMBER.sub("", line.strip())).strip()
        if POINTER.match(text):
            continue
        for part in DIVIDER.split(text):
            one = " ".join(part.strip(' .!?…"“”-').split())
            if one and len(one.split()) <= MOST_WORDS and not BRACKET.search(one):
                yield one


def system_dictionaries(folder: str | Path = FOLDER) -> tuple[Dictionary, ...]:
    """The FreeDict dictionaries that are installed on this machine: the same ones each time, until a file changes."""
    found = []
    for name in SYSTEM:
        index = Path(folder, f"{name}.index")
        for data in (index.with_suffix(".dict.dz"), index.with_suffix(".dict")):
            if index.is_file() and data.is_file():
                found.append(system_dictionary(name, index, data, data.stat().st_mtime_ns))
                break
    return tuple(found)


@lru_cache(maxsize=2 * len(SYSTEM))
def system_dictionary(name: str, index: Path, data: Path, _changed: int) -> Dictionary:
    first, second, title = SYSTEM[name]
    return Dictionary(title, first, second, partial(read_installed, index, data), digest_of(index, data))


def digest_of(*files: Path) -> str:
    """The SHA-256 of all files together; empty where one cannot be read."""
    try:
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    except OSError:
        return ""


def read_installed(index: Path, data: Path) -> dict[str, list[str]]:
    """Nobody chose what happens to be installed: what cannot be read is as if it were not there."""
    try:
        return read_dictionary(index.read_bytes(), data.read_bytes())
    except (DictionaryRefused, OSError):
        return {}
