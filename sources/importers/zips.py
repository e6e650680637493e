"""ZIP files from strangers: opened and read within bounds."""

import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from time import monotonic
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from sources.importers.refused import ImportRefused

FIRST_BYTES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2})
LOCKED = 0x1
NAMES_ARE_UTF_8 = 0x800
# What zipfile and the decompressors raise at broken files.
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error, IndexError)

MAX_FILES = 2_000
MAX_FILE = 40 * 2**20
MAX_TOTAL = 200 * 2**20
# Text packs to a tenth, empty XML to a hundredth: what packs better than this is there to fill the memory.
MAX_RATIO = 300
ANY_RATIO_UP_TO = 2**20
CHUNK = 2**18
# For all files of an archive together: a file may be within the bounds of its own format and still be slow.
MAX_SECONDS = 120.0
# The directory at the end of a ZIP, and of how many bytes it may be: enough for all files that are read.
END = struct.Struct("<4s4H2LH")
MAX_DIRECTORY = 4 * 2**20
UNKNOWN = 0xFFFFFFFF


@dataclass(slots=True)
class Allowance:
    """What may still be read from one archive, with the archives in it."""

    files: int = MAX_FILES
    total: int = MAX_TOTAL
    until: float = field(default_factory=lambda: monotonic() + MAX_SECONDS)

    def refuse_more(self, files: int, total: int) -> None:
        """Raises ImportRefused where an archive says itself that it holds more than is left."""
        if files > self.files:
            self.files = -1
            raise too_many()
        if total > self.total:
            self.total = -1
            raise too_large()

    def take_file(self, name: str) -> None:
        """Raises ImportRefused where there is no more to take: what was read before stays read."""
        if monotonic() > self.until:
            raise ImportRefused(
                _(
                    "Reading this ZIP archive took longer than %(seconds)s seconds, and the files from “%(name)s” on "
                    "are left. Import these apart, or divide the archive."
                )
                % {"seconds": round(MAX_SECONDS), "name": name}
            )
        self.files -= 1
        if self.files < 0:
            raise too_many()

    def take(self, size: int) -> None:
        self.total -= size
        if self.total < 0:
            raise too_large()


def open_zip(data: bytes) -> ZipFile:
    """Raises ImportRefused where the archive is broken, or its list of files alone is too long."""
    end = data.rfind(b"PK\x05\x06", -END.size - 0xFFFF)
    if 0 <= end <= len(data) - END.size:
        directory = END.unpack_from(data, end)[5]
        if MAX_DIRECTORY < directory != UNKNOWN:
            raise too_many()
    try:
        return ZipFile(BytesIO(data))
    except (*BROKEN, NotImplementedError):
        raise broken() from None


def read_member(archive: ZipFile, info: ZipInfo, allowance: Allowance) -> bytes:
    """The bytes of a file of an archive, counted as they are unpacked. Raises ImportRefused."""
    if info.flag_bits & LOCKED:
        raise ImportRefused(_("This ZIP archive has a password. Pack it without one."))
    if info.compress_type not in METHODS:
        raise ImportRefused(_("This file is packed in a way that is not read here. Pack it as a plain ZIP."))
    limit = max(info.compress_size * MAX_RATIO, ANY_RATIO_UP_TO)
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(CHUNK):
                size += len(chunk)
                allowance.take(len(chunk))
                if size > min(limit, MAX_FILE):
                    raise too_large()
                chunks.append(chunk)
    except (*BROKEN, NotImplementedError):
        raise broken() from None
    return b"".join(chunks)


def name_of(info: ZipInfo) -> str:
    """The path of a file in its archive, for people and as a hint: without what would lead out of a folder."""
    name = info.filename
    if not info.flag_bits & NAMES_ARE_UTF_8:
        # Python has read the bytes as those of DOS; many programs write UTF-8 and do not say so.
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."} and not part.endswith(":"))


def too_many() -> ImportRefused:
    return ImportRefused(_("This ZIP archive holds more than %(count)s files. Divide it.") % {"count": MAX_FILES})


def too_large() -> ImportRefused:
    return ImportRefused(
        _("This unpacks to more than %(limit)s MB. Take the texts out of it, or divide it.")
        % {"limit": MAX_TOTAL // 2**20}
    )


def broken() -> ImportRefused:
    return ImportRefused(_("This ZIP archive is broken or cut off. Pack it again."))
