"""Documents from files: one call, `parse`, and a module for each format, found by its content."""

import logging
from importlib import import_module

from django.utils.translation import gettext as _

from sources.importers.parsed import Parsed
from sources.importers.refused import ImportRefused
from sources.importers.source import IMPORTERS, Source

__all__ = ["MAX_BYTES", "ImportRefused", "Parsed", "parse", "parse_source", "stumbled"]

logger = logging.getLogger(__name__)

MAX_BYTES = 40 * 2**20
# The modules of the formats in the order of asking: the most particular first; plain text is whatever is left.
FORMATS = (
    "word",
    "archive",
    "pdf",
    "newsml_g2",
    "newsml_1",
    "nitf",
    "ninjs",
    "iptc7901",
    "anpa",
    "feeds",
    "mhtml",
    "html",
    "other_xml",
    "table",
    "markdown",
    "plain",
)


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
        return next(each for each in IMPORTERS if each.recognises(source)).read(source)
    except ImportRefused:
        raise
    except Exception as error:
        raise stumbled(source.name) from error


def stumbled(name: str) -> ImportRefused:
    """What a person is told of an exception that is being handled, which goes to the log."""
    logger.exception("An importer failed at %s", name)
    return ImportRefused(_("Lateral failed to read this file. Send it to whoever looks after Lateral."))


for each in FORMATS:
    import_module(f"{__name__}.{each}")
