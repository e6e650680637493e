"""Plain text: everything that is text and in no other format."""

from sources.importers.lines import paragraphs
from sources.importers.parsed import Parsed, assemble
from sources.importers.source import Source, importer


@importer("plain text", lambda source: True)
def read_plain(source: Source) -> list[Parsed]:
    return [assemble(("paragraph", paragraph) for paragraph in paragraphs(source.text))]
