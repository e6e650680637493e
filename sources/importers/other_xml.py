"""XML that is in no format of the news: refused, for its text would be a heap of words."""

from django.utils.translation import gettext as _

from sources.importers.parsed import Parsed
from sources.importers.prose import local
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer

FEEDS = frozenset({"rss", "feed", "rdf", "channel"})


def recognises(source: Source) -> bool:
    return source.xml is not None and local(source.xml) not in FEEDS


@importer("XML", recognises)
def read(source: Source) -> list[Parsed]:
    raise ImportRefused(
        _("This XML is in none of the formats of the news that Lateral reads: NewsML, NITF, RSS, Atom, XHTML.")
    )
