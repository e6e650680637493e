"""XML of a service's own: read where it holds stories in NITF, else refused, for its text would be a heap of words.

AP's APPL is such: what it says of a story stands around the NITF, under names like those of NewsML 1.
"""

from django.utils.translation import gettext as _
from lxml import etree

from sources.importers.dates import first_published
from sources.importers.draft import Draft
from sources.importers.newsml_g2 import WITHDRAWN
from sources.importers.nitf import first, read_nitf
from sources.importers.parsed import Parsed
from sources.importers.prose import line_of, local
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer

FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
ZONE = "Z"


def recognises(source: Source) -> bool:
    return source.xml is not None and local(source.xml) not in FEEDS


@importer("XML", recognises)
def read(source: Source) -> list[Parsed]:
    assert source.xml is not None
    stories = [read_story(nitf) for nitf in source.xml.iterdescendants("{*}nitf")]
    told = [story for story in stories if story.title or len(stories) == 1]
    if not told:
        raise ImportRefused(
            _("This XML is in none of the formats of the news that Lateral reads: NewsML, NITF, RSS, Atom, XHTML.")
        )
    return [story.report() for story in told]


def read_story(nitf: etree._Element) -> Draft:
    """A story, with what APPL says of it around it. Raises ImportRefused where it was withdrawn."""
    publication = next(nitf.iterancestors("{*}Publication"), None)
    draft = read_nitf(nitf)
    if publication is None:
        return draft

    def told(*names: str) -> str:
        return next(filter(None, (line_of(first(publication, name)) for name in names)), "")

    if told("Status").lower() in WITHDRAWN:
        raise ImportRefused(_("This item was withdrawn by its publisher."))
    around = Draft(
        title=told("HeadLine", "OriginalHeadLine"),
        byline=told("ByLine"),
        dateline=told("DateLine"),
        published=first_published(*map(in_utc, (told("ArrivalDateTime"), told("LastModifiedDateTime")))),
        language=told("Language"),
        outlet=told("Provider", "Source"),
        external_id=told("ItemId"),
        version=told("RecordSequenceNumber"),
        rights=told("CopyrightLine"),
    )
    around.fill(draft)
    return around


def in_utc(written: str) -> str:
    """A time of APPL, which is UTC and does not say so."""
    return f"{written}{ZONE}" if "T" in written and not written.endswith(ZONE) else written
