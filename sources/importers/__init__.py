"""Documents from files: one call, `parse`, and a module for each format, found by its content."""

import logging
from collections.abc import Callable
from importlib import import_module

from django.utils.translation import gettext as _

from sources.importers.parsed import Parsed
from sources.importers.refused import ImportRefused
from sources.importers.source import IMPORTERS, Importer, Source

__all__ = ["MAX_BYTES", "ImportRefused", "Parsed", "importer_of", "parse", "parse_source", "stumbled"]

logger = logging.getLogger(__name__)

MAX_BYTES = 40 * 2**20


def anything(_source: Source) -> bool:
    return True


# The modules of the formats in the order of asking: the most particular first; plain text is whatever is left. Each
# with what its files have in any case: a module, and the library that it reads with, is imported at the first of these.
FORMATS: dict[str, Callable[[Source], bool]] = {
    "word": lambda source: source.is_packed,
    "archive": lambda source: source.is_packed,
    "pdf": lambda source: b"%PDF-" in source.data[:1024],
    "newsml_g2": lambda source: source.xml is not None,
    "newsml_1": lambda source: source.xml is not None,
    "nitf": lambda source: source.xml is not None,
    "ninjs": lambda source: source.head.startswith((b"{", b"[")),
    "iptc7901": anything,
    "anpa": anything,
    "feeds": lambda source: source.xml is not None or source.json is not None,
    "mhtml": lambda source: b"content-" in source.head,
    "html": lambda source: source.has_tags,
    "other_xml": lambda source: source.xml is not None,
    "table": anything,
    "markdown": lambda source: source.has_signs_of_markdown,
    "plain": anything,
}


def parse(data: bytes, name: str = "", media_type: str = "") -> list[Parsed]:
    """The documents in a file, in their order; never an empty list.

    The format is found by the content; name and media type are hints where the content leaves a doubt. Raises
    ImportRefused with a sentence for people.
    """
    return parse_source(Source(data, name, media_type))


def parse_source(source: Source) -> list[Parsed]:
    if len(source.data) > MAX_BYTES:
        raise ImportRefused(
            _("This file is larger than %(limit)s MB. Divide it, or take the text out of it.")
            % {"limit": MAX_BYTES // 2**20}
        )
    if not source.head:
        raise ImportRefused(_("This file is empty. Choose another one."))
    documents = read_safely(source)
    if not documents:
        raise ImportRefused(_("There is no text in this."))
    return documents


def read_safely(source: Source) -> list[Parsed]:
    """Raises ImportRefused, and nothing else: what no importer foresaw is refused too, and is written to the log."""
    try:
        return importer_of(source).read(source)
    except ImportRefused:
        raise
    except Exception as error:
        raise stumbled(source.name) from error


def stumbled(name: str) -> ImportRefused:
    """What a person is told of an exception that is being handled, which goes to the log."""
    logger.exception("An importer failed at %s", name)
    return ImportRefused(_("Lateral failed to read this file. Send it to whoever looks after Lateral."))


def importer_of(source: Source) -> Importer:
    """The first importer that takes the format for its own; the last one takes everything."""
    likely = (importer_in(f"{__name__}.{module}") for module, may_be in FORMATS.items() if may_be(source))
    return next(importer for importer in likely if importer.recognises(source))


def importer_in(module: str) -> Importer:
    if module not in IMPORTERS:
        import_module(module)
    return IMPORTERS[module]
