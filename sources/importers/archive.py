"""ZIP archives: each file in one is read as if it had come alone, an archive in an archive once."""

from collections.abc import Iterator
from zipfile import ZipFile, ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources import importers
from sources.importers import binaries, zips
from sources.importers.parsed import Parsed
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer
from sources.importers.word import is_word

Member = tuple[str, Source | ImportRefused]

# What programs leave in archives and nobody means to send.
LEFT_BEHIND = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
DEEPEST = 1

OPEN_DOCUMENT = gettext_lazy("This is an OpenDocument file. Save it as DOCX.")
E_BOOK = gettext_lazy("This is an e-book. Copy its text into a plain text file.")
SPREADSHEET = gettext_lazy("This is a spreadsheet. Save the sheet as CSV.")
PRESENTATION = gettext_lazy("This is a presentation. Save it as PDF.")
PAGES = gettext_lazy("This is a document of Pages. Export it as DOCX.")
# Formats that are archives themselves, by a file that each of them has.
HALLMARKS: dict[str, Promise] = {
    "META-INF/container.xml": E_BOOK,
    "xl/workbook.xml": SPREADSHEET,
    "xl/workbook.bin": SPREADSHEET,
    "ppt/presentation.xml": PRESENTATION,
    "Index/Document.iwa": PAGES,
    "AndroidManifest.xml": binaries.PROGRAM,
    "META-INF/MANIFEST.MF": binaries.PROGRAM,
    "content.xml": OPEN_DOCUMENT,
}


@importer("ZIP", lambda source: source.data.startswith(zips.FIRST_BYTES))
def read_archive(source: Source) -> list[Parsed]:
    """The documents of all files that can be read. Raises ImportRefused where there are none."""
    documents: list[Parsed] = []
    refused: tuple[str, ImportRefused] | None = None
    for name, found in members(source):
        if isinstance(found, ImportRefused):
            refused = refused or (name, found)
        else:
            documents += found
    if documents:
        return documents
    if refused:
        name, reason = refused
        raise ImportRefused(_("Nothing in this ZIP archive can be read. %(name)s: %(reason)s") % {
            "name": name, "reason": reason,
        })  # fmt: skip
    raise ImportRefused(_("There is no file in this ZIP archive. Choose another one."))


def members(source: Source) -> Iterator[tuple[str, list[Parsed] | ImportRefused]]:
    """Each file of an archive, one after the other: its path and its documents, or why it cannot be read.

    Raises ImportRefused, before the first or in between, where the archive itself cannot be read further.
    """
    for name, found in files(source, zips.Allowance()):
        if isinstance(found, ImportRefused):
            yield name, found
            continue
        try:
            yield name, importers.parse_source(found)
        except ImportRefused as refused:
            yield name, refused


def files(source: Source, allowance: zips.Allowance) -> Iterator[Member]:
    """The files of an archive and of the archives in it, unpacked one at a time."""
    with zips.open_zip(source.data) as archive:
        refuse_other_formats(archive)
        named = [(info, zips.name_of(info)) for info in archive.infolist()]
        meant = [(info, name) for info, name in named if is_meant(info, name)]
        # Before the first is read, so that of an archive that is too large nothing is stored.
        allowance.refuse_more(len(meant), sum(info.file_size for info, _name in meant))
        for info, name in meant:
            allowance.take_file(name)
            yield from unpacked(source, archive, info, name, allowance)


def unpacked(source: Source, archive: ZipFile, info: ZipInfo, name: str, allowance: zips.Allowance) -> Iterator[Member]:
    try:
        data = zips.read_member(archive, info, allowance)
        inner = Source(data, name.rpartition("/")[2], depth=source.depth + 1)
        if not data.startswith(zips.FIRST_BYTES) or is_word(inner):
            yield name, inner
        elif source.depth >= DEEPEST:
            yield name, ImportRefused(_("This ZIP archive lies in an archive in an archive. Unpack it."))
        else:
            for path, each in files(inner, allowance):
                yield f"{name}/{path}", each
    except ImportRefused as refused:
        if allowance.total < 0 or allowance.files < 0:
            raise
        yield name, refused


def is_meant(info: ZipInfo, name: str) -> bool:
    """Whether somebody packed this on purpose: no folder, and nothing that a system hides."""
    parts = name.lower().split("/")
    hidden = any(part.startswith(".") or part in LEFT_BEHIND for part in parts)
    return bool(name) and not info.is_dir() and not hidden


def refuse_other_formats(archive: ZipFile) -> None:
    names = archive.NameToInfo
    for hallmark, sentence in HALLMARKS.items():
        # A folder with a content.xml is nothing special, but with a mimetype beside it is.
        if hallmark in names and (hallmark != "content.xml" or "mimetype" in names):
            raise ImportRefused(str(sentence))
