"""What every importer gives: of each document in a file a Parsed, put together by `assemble`."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from sources.importers.bylines import take_foot
from sources.importers.days import is_sane
from sources.importers.furniture import take_furniture
from sources.importers.manuscript import Manuscript, Part, Published
from sources.importers.refused import ImportRefused
from sources.importers.registry import REPORTING, find_outlet
from sources.importers.titles import take_title
from sources.importers.wire import take_head
from sources.language import guess_language, is_language
from sources.reading import MAX_CHARACTERS, guess_title, one_line
from sources.text import Block, BlockKind, canonical_parts, fold, join_canonical

__all__ = ["Parsed", "Published", "assemble"]

# What the database takes.
LONGEST_TITLE = 500
LONGEST_BYLINE = 300
LONGEST_DATELINE = 200
LONGEST_OUTLET = 200
LONGEST_RIGHTS = 500
LONGEST_ID = 500
LONGEST_VERSION = 100
LONGEST_URL = 2000
LONGEST_TAG = 100
MOST_TAGS = 100
# Characters by which a language is guessed as well as by all.
ENOUGH = 600
# Where to write to somebody; no name.
ADDRESS = re.compile(r"[\s<(\[|,;/–—-]*(?:mailto:)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+[>)\]]*")
# ___ ; * * * : a line drawn between parts of a text.
RULE = re.compile(r"(?:[_*=~#–—-]\s*){2,80}")
WHITE_SPACE = re.compile(r"\s")
SPACES = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as a file tells it. What the file does not say is empty, never guessed, but for the title, which is
    then how the text begins, and the language, which is then the one that the text is most likely in.

    `kind` is "article" or "report". `body` is canonical text and `blocks` are its blocks; title, byline and dateline
    are not in it where they could be told apart. `published` is an aware datetime, or a date where the file names no
    hour. `outlet` is the outlet's name as the registry spells it, or as the file does where the registry does not know
    it. `external_id` is the publisher's own key (a guid), the same in every version; `version` tells those apart.
    """

    kind: str
    title: str
    body: str
    blocks: list[Block]
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


def assemble(
    parts: Iterable[tuple[BlockKind, str]],
    *,
    kind: str = "",
    title: str = "",
    byline: str = "",
    dateline: str = "",
    published: Published = None,
    language: str = "",
    outlet: str = "",
    url: str = "",
    external_id: str = "",
    version: str = "",
    rights: str = "",
    tags: Iterable[str] = (),
) -> Parsed:
    """A Parsed of raw blocks and fields: the one way to make one. What a wire writes at the head of the body (title,
    byline, dateline, outlet) is moved to its field, the page's furniture is left out, lines are made canonical and cut
    to what the database takes. A missing title is how the text begins, a missing language the one that it is most
    likely in; a date on which nothing can have been published is none. Raises ImportRefused where no text is left, or
    too much.
    """
    manuscript = Manuscript(
        blocks_within_limits(parts),
        line(title, LONGEST_TITLE),
        line(byline, LONGEST_BYLINE),
        line(dateline, LONGEST_DATELINE),
        sane(published),
        line(outlet, LONGEST_OUTLET),
        line(rights, LONGEST_RIGHTS),
    )
    take_furniture(manuscript)
    take_title(manuscript)
    take_head(manuscript)
    take_foot(manuscript)
    if manuscript.outlet and not manuscript.dateline:
        # The foot may have told whose report it is, and so what its head means.
        take_head(manuscript)
    body, blocks = join_canonical(manuscript.parts)
    known = find_outlet(manuscript.outlet)
    return Parsed(
        kind=kind or ("report" if known and known.kind in REPORTING else "article"),
        title=line(manuscript.title, LONGEST_TITLE) or guess_title(body),
        body=body,
        blocks=blocks,
        byline=line(ADDRESS.sub("", manuscript.byline), LONGEST_BYLINE).strip(",;|"),
        dateline=line(manuscript.dateline, LONGEST_DATELINE),
        published=sane(manuscript.published),
        language=language_code(language) or guess_language(body[:ENOUGH]),
        outlet=known.name if known else line(manuscript.outlet, LONGEST_OUTLET),
        url=web_address(url),
        external_id=line(external_id, LONGEST_ID),
        version=line(version, LONGEST_VERSION),
        rights=line(manuscript.rights, LONGEST_RIGHTS),
        tags=tag_names(tags),
    )


def blocks_within_limits(parts: Iterable[Part]) -> list[Part]:
    """The canonical blocks. Raises ImportRefused where there are none, or more than a text may have."""
    raw: list[Part] = []
    length = 0
    for kind, words in parts:
        length += len(words)
        if length > MAX_CHARACTERS:
            raise ImportRefused(_("This text is longer than two million characters. Divide it."))
        raw.append((kind, words))
    whole = list(canonical_parts(raw))
    if not whole:
        raise ImportRefused(_("There is no text in this."))
    return [part for part in whole if not RULE.fullmatch(part[1])] or whole


def line(raw: str, longest: int) -> str:
    """One canonical line, cut at a word with an ellipsis where it is too long."""
    if not raw:
        return ""
    words = SPACES.sub(" ", one_line(raw[: 20 * longest]))
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def sane(published: Published) -> Published:
    """The date, if anything can have been published then; a time without its zone is a date."""
    if isinstance(published, datetime.datetime) and published.tzinfo is None:
        published = published.date()
    return published if published and is_sane(published) else None


def language_code(code: str) -> str:
    """The BCP 47 code as Lateral writes it; empty where it stands for no language that Lateral has a name for."""
    primary, *rest = code.strip().replace("_", "-").split("-")
    code = "-".join([primary.lower(), *rest])
    return code if is_language(code) else primary.lower() if is_language(primary) else ""


def web_address(url: str) -> str:
    """The address, if it is one of the web that the database takes whole."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    whole = parts.scheme in {"http", "https"} and parts.hostname and not WHITE_SPACE.search(url)
    return url if whole and len(url) <= LONGEST_URL else ""


def tag_names(tags: Iterable[str]) -> list[str]:
    """The tags in their order, each once whatever its case."""
    names: dict[str, str] = {}
    for raw in tags:
        if name := line(raw, LONGEST_TAG):
            names.setdefault(fold(name) or name, name)
    return list(names.values())[:MOST_TAGS]
