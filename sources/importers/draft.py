"""What a wire file says of a document, field by field, before `assemble` makes it whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from sources.importers.bylines import find_byline
from sources.importers.parsed import LONGEST_BYLINE, LONGEST_DATELINE, Parsed, Published, assemble, line
from sources.importers.places import is_place
from sources.importers.prose import Parts
from sources.importers.registry import DOMAIN, find_outlet, find_provider, find_signature
from sources.importers.wire import without_notes
from sources.text import BlockKind, fold

# London (dpa) - : the agency and the dash that leads into the text are no part of the place.
AGENCY = re.compile(r"\s*\((?P<name>[^()\d]{2,40})\)[\s.,:–—-]*$")
# SYDNEY, March 3 AAP
SIGNED_DATE = re.compile(r"(?P<dateline>.{2,100}\d)[,.]?\s+(?P<agency>[^\W\d]{2,12})$")
LEAD_IN = re.compile(r"[\s–—=-]+$")
# Berlin (AFP) ... ; NORTHTOWN, Dec 6 (Northwire) - ; (Northwire) -
HEAD = re.compile(
    r"(?P<dateline>[^()\n]{0,80}?)\s*\((?P<signed>[^()\n]{2,40})\)\s*\.?(?P<dash>\s*[-–—_]{1,3}(?=\s)|\s*[:=])?\s*(?=\S)"
)
BEFORE_DATE = re.compile(r"[,.]?\s*\d")
ARTICLE = re.compile(r"^the ")
FIRST_PARTS = 10
LONGEST_HEAD = 250
LONGEST_PLACE = 80
NOTEBOOK = re.compile(r"#*\s*(?:dpa-)?(?:Notizblock|Notebook)")
# /ritzau/ ; (Belga) ; ==Kyodo
AROUND = " \t\n\r/()[]=–—-.*"
# Of a dateline or a byline; patterns may take long over more.
LONGEST_LINE = 1_000
CROSSHEAD = re.compile(r"[-–—]\s(?!\s)[^\n]{2,90}?\s[-–—]")
OLD_DASH = re.compile(r"(?<=[\w)”\"',.]) _ (?=\S)")
NO_PLACE = re.compile(r"\d[\d\s:TZ.+/-]*(?:GMT|UTC)?[\d:+-]*$")
# Jane Roe/TT
WITH_AGENCY = re.compile(r"(?<=\w)/[A-ZÀ-Þ]{2,6}$")
BY = re.compile(r"(?:by|par|von|por|di|door)\s+(?=\S)|=\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """The fields of Parsed, with the raw parts of its body; each may be missing."""

    parts: Parts = field(default_factory=list)
    title: str = ""
    byline: str = ""
    dateline: str = ""
    published: Published = None
    language: str = ""
    outlet: str = ""
    url: str = ""
    external_id: str = ""
    version: str = ""
    rights: str = ""
    tags: list[str] = field(default_factory=list)
    place: str = ""
    """Where it was written, for a dateline where the text has none."""
    author: str = ""
    """Who wrote it, for a byline where the text has none."""

    def length(self) -> int:
        return sum(len(text.strip()) for _kind, text in self.parts)

    def fill(self, other: "Draft") -> None:
        """Take from another telling of the same document what this one lacks."""
        for each in fields(self):
            if not getattr(self, each.name):
                setattr(self, each.name, getattr(other, each.name))

    def without_head(self) -> str:
        """Take the head off the text where the outlet itself has signed it; returns the place and day in it.

        Heads of other agencies, and what else may be one, `assemble` looks for.
        """
        for place, (kind, raw) in enumerate(self.parts[:FIRST_PARTS]):
            text = raw.strip()
            found = HEAD.match(text[:LONGEST_HEAD])
            if kind == "heading" or not found or not is_signature(found["signed"], self.outlet):
                continue
            dateline = found["dateline"].strip(" ,.")
            if (dateline and is_place(BEFORE_DATE.split(dateline)[0])) or (not dateline and found["dash"]):
                self.parts[place] = (kind, text[found.end() :])
                self.take_byline(place)
                self.parts[:place] = without_notes(self.parts[:place])
                return dateline
        return ""

    def take_byline(self, place: int) -> None:
        """Move the byline into its field where it stands above the head, as a paragraph of its own."""
        for above in range(place):
            if byline := find_byline(self.parts[above][1].strip()):
                self.byline = self.byline or byline
                del self.parts[above]
                return

    def drop_notes(self) -> None:
        """Leave out what an agency tells editors below the text, under a heading that says so."""
        for place, (_kind, text) in enumerate(self.parts):
            if place and len(text) <= LONGEST_PLACE and NOTEBOOK.fullmatch(text.strip()):
                del self.parts[place:]
                return

    def drop_place(self, dateline: str) -> None:
        """Leave out the place where it stands above the text as a paragraph of its own."""
        named = {fold(place) for place in (self.place, dateline) if place}
        for place, (_kind, text) in enumerate(self.parts[:FIRST_PARTS]):
            if len(text) <= LONGEST_PLACE and fold(text) in named and len(self.parts) > 1:
                del self.parts[place]
                return

    def drop_signature(self) -> None:
        """Leave out the outlet's own name below the text."""
        while len(self.parts) > 1 and len(self.parts[-1][1]) <= LONGEST_PLACE:
            signed = self.parts[-1][1].strip(AROUND)
            if signed and not is_signature(signed, self.outlet):
                return
            self.parts.pop()

    def people(self) -> str:
        """The byline without "By" and without the outlet's own name."""
        names = WITH_AGENCY.sub("", BY.sub("", self.byline[:LONGEST_LINE]).strip())
        written, comma, last = names.rpartition(",")
        if comma and is_signature(last.strip(AROUND), self.outlet):
            names = written.strip()
        return "" if names.startswith(("/", "(")) and is_signature(names.strip(AROUND), self.outlet) else names

    def report(self) -> Parsed:
        """What a wire service sends is a report. Raises ImportRefused where there is no text."""
        dateline, agency = split_dateline(self.dateline)
        self.outlet = self.outlet or agency
        if known := find_provider(self.outlet):
            self.outlet = known.name
        self.parts = [settled(kind, text) for kind, text in self.parts]
        self.drop_notes()
        self.drop_place(dateline)
        self.drop_signature()
        dateline = self.without_head() or dateline
        parsed = assemble(
            self.parts,
            kind="report",
            title=self.title,
            byline=self.people(),
            dateline=dateline,
            published=self.published,
            language=self.language,
            outlet=self.outlet,
            url=self.url,
            external_id=self.external_id,
            version=self.version,
            rights=self.rights,
            tags=self.tags,
        )
        return replace(
            parsed,
            dateline=parsed.dateline or line(self.place, LONGEST_DATELINE),
            byline=parsed.byline or line(self.author, LONGEST_BYLINE),
        )


def settled(kind: BlockKind, text: str) -> tuple[BlockKind, str]:
    """A part with what agencies write as they did on teleprinters: "- Title -" for a heading, "_" for a dash."""
    if kind == "paragraph" and CROSSHEAD.fullmatch(text.strip()):
        kind = "heading"
    return kind, OLD_DASH.sub(" — ", text)


def is_signature(signed: str, outlet: str) -> bool:
    """Whether an outlet signs like this: with its name, or with what the registry knows of it."""
    known = find_outlet(outlet)
    return ARTICLE.sub("", fold(signed)) == ARTICLE.sub("", fold(outlet)) or (
        known is not None and find_signature(signed) == known
    )


def first_name(parties: Iterable[Iterable[str]]) -> str:
    """What the first of the parties that has a name is called: of its names the one that the registry knows. An address
    that nobody knows serves only where there is no name.
    """
    address = ""
    for names in parties:
        written = [name.strip() for name in names if name.strip()]
        known = [name for name in written if find_outlet(name)]
        if found := known or [name for name in written if not DOMAIN.fullmatch(name)]:
            return found[0]
        address = address or next(iter(written), "")
    return address


def split_dateline(written: str) -> tuple[str, str]:
    """The place with its day, and the agency; both empty where there is only a time, as some services send it."""
    written = LEAD_IN.sub("", written[:LONGEST_LINE].strip())
    agency = ""
    if found := AGENCY.search(written):
        agency, written = found["name"], written[: found.start()]
    if not agency and (found := SIGNED_DATE.match(written)) and find_provider(found["agency"]):
        written, agency = found["dateline"], found["agency"]
    return ("" if NO_PLACE.match(written) else written.strip(" ,")), agency
