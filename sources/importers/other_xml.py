"""XML of a service's own: read where it holds stories in NITF, else refused, for its text would be a heap of words."""

from django.utils.translation import gettext as _

from sources.importers.nitf import read_nitf
from sources.importers.parsed import Parsed
from sources.importers.prose import local
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer

FEEDS = frozenset({"rss", "feed", "rdf", "channel"})


def recognises(source: Source) -> bool:
    return source.xml is not None and local(source.xml) not in FEEDS


@importer("XML", recognises)
def read(source: Source) -> list[Parsed]:
    assert source.xml is not None
    stories = [read_nitf(nitf) for nitf in source.xml.iterdescendants("{*}nitf")]
    told = [story for story in stories if story.title or len(stories) == 1]
    if not told:
        raise ImportRefused(
            _("This XML is in none of the formats of the news that Lateral reads: NewsML, NITF, RSS, Atom, XHTML.")
        )
    return [story.report() for story in told]
