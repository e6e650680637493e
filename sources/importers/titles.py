"""The title, the byline and the date that stand as lines of their own above a text."""

import re

from sources.importers.bylines import find_byline
from sources.importers.days import MONTH_FORMS, WEEKDAY_FORMS, WRITTEN, day_of
from sources.importers.furniture import STAMP
from sources.importers.manuscript import Manuscript
from sources.importers.patterns import late
from sources.importers.registry import find_outlet
from sources.importers.wire import FIRST_BLOCKS, find_head
from sources.reading import LONGEST_TITLE
from sources.text import fold, reads_as

# Full stops and the like in the scripts of the news; a headline ends with a question or a cry, hardly ever with these.
CLOSED = re.compile(r"(?:[.;:,،؛。]|\.[\"'”»’)]|\.[\"'”»’)]?(?:\[\d{1,3}\])+)$")
SLUG = re.compile(r"[^\W\d_]\w*(?:[-/][\w’'.]+){1,6}|[A-ZÀ-Þ0-9-]{3,20}(?: [A-ZÀ-Þ0-9-]{2,20}){0,3}")
PUBLISHED = (
    "published|posted|publié|mis en ligne|publicado|veröffentlicht|pubblicato|date|datum|fecha|data|نشر|نُشر|تاريخ النشر"
)
UPDATED = (
    r"updated|last updated|modified|mis à jour|modifié|actualizado|aktualisiert|aggiornato|atualizado|تحديث|آخر تحديث"
)
CLOCK = (
    r"(?:\s*[,|à•·-]?\s*(?:at|à|às|um|alle|ore|a las|kl\.?)?\s*\d{1,2}\s?[:hH.]\s?\d{0,2}(?::\d\d)?"
    r"(?:\s*(?:am|pm|a\.m\.|p\.m\.|Uhr|GMT|UTC|CES?T|ES?T|[+-]\d{4}|Z))*)?"
)
ON = "on|le|el|am|il|em|في"
DATE_LINE = late(rf"(?:(?P<updated>{UPDATED})|(?:{PUBLISHED}))?\s*(?:{ON})?\s*:?\s*(?P<date>{WRITTEN}){CLOCK}\.?")
# A line with a date has a digit, and begins with one, with a colon or like one of these words.
LONGEST_KICKER = 50
DIGIT = re.compile(r"\d")
FIRST_LETTERS = frozenset(
    word[:2].casefold()
    for word in (*PUBLISHED.split("|"), *UPDATED.split("|"), *ON.split("|"), *MONTH_FORMS, *WEEKDAY_FORMS)
)
# Coast News, Tuesday, 3 March 2026, 18:40 GMT ; By Jane Roe | 3 March 2026
DATED = re.compile(r"(?P<signed>[^\W\d][^\d\n,|·•]{1,50}?)\s*[,|·•]\s*(?P<dated>[^\n]{6,60})")


def take_title(manuscript: Manuscript) -> None:
    """Move the title, and the byline and date that stand near it, out of the blocks. Where no title is known, it is the
    first block that reads as one and has more text after it.
    """
    if not manuscript.title:
        manuscript.title = find_title(manuscript)
    take_lines(manuscript)


def find_title(manuscript: Manuscript) -> str:
    """The title that stands above the text, or nothing where the text just begins."""
    place = 0
    while place < min(FIRST_BLOCKS, len(manuscript.parts) - 1) or is_several_lines(manuscript, place):
        kind, text = manuscript.parts[place]
        first, _newline, rest = text.partition("\n")
        if kind == "heading" and len(text) <= LONGEST_TITLE:
            return text.replace("\n", " ")
        if find_head(text):
            return ""
        if is_slug(manuscript, place):
            del manuscript.parts[place]
            continue
        if rest:
            manuscript.parts[place : place + 1] = [(kind, first.strip()), (kind, rest.strip())]
        if not is_label(first, manuscript):
            return title_at(manuscript, place, was_line=bool(rest))
        place += 1
    return ""


def is_slug(manuscript: Manuscript, place: int) -> bool:
    """Whether a block is what a wire files its report under, above the title: Sweden-port-transport."""
    if not SLUG.fullmatch(manuscript.parts[place][1]) or place + 2 >= len(manuscript.parts):
        return False
    title, *below = (text for _kind, text in manuscript.parts[place + 1 : place + FIRST_BLOCKS])
    return " " in title and "\n" not in title and reads_as_title(title) and any(map(find_head, below))


def is_several_lines(manuscript: Manuscript, place: int) -> bool:
    return place < len(manuscript.parts) and "\n" in manuscript.parts[place][1]


def title_at(manuscript: Manuscript, place: int, *, was_line: bool) -> str:
    """The block at the place, if it reads as a title; else what was cut off from it is joined to it again."""
    (kind, text), (_kind, rest) = manuscript.parts[place : place + 2]
    if reads_as_title(text) or is_before_head(manuscript, place):
        return text
    if was_line:
        manuscript.parts[place : place + 2] = [(kind, f"{text}\n{rest}")]
    return ""


def is_label(text: str, manuscript: Manuscript) -> bool:
    """Whether a block above the title is something else: a byline, a date, the outlet's name."""
    return bool(find_byline(text) or date_line(text) or names_outlet(text, manuscript))


def date_line(text: str) -> re.Match[str] | None:
    """The line as DATE_LINE finds it, asked of few lines."""
    begin = text.lstrip()[:2].casefold()
    may_be = begin in FIRST_LETTERS or begin[:1].isdigit() or begin.startswith(":")
    return DATE_LINE.fullmatch(text) if may_be and DIGIT.search(text) else None


def names_outlet(text: str, manuscript: Manuscript) -> bool:
    if len(text) > 60 or not (folded := fold(text)):
        return False
    return folded == fold(manuscript.outlet) or bool(find_outlet(text))


def reads_as_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not CLOSED.search(line) and len(line) > 3


def is_before_head(manuscript: Manuscript, place: int) -> bool:
    """Whether a block that ends like a sentence is the title all the same, for a wire's head or a byline follows."""
    text, following = manuscript.parts[place][1], manuscript.parts[place + 1][1]
    return len(text) <= LONGEST_TITLE and "\n" not in text and bool(find_head(following) or find_byline(following))


def take_lines(manuscript: Manuscript) -> None:
    """Drop the title where it stands among the first blocks, and move bylines and dates between it and the text."""
    title = fold(manuscript.title)
    place = seen = 0
    while place < len(manuscript.parts) and seen < FIRST_BLOCKS and len(manuscript.parts) > 1:
        seen += 1
        kind, text = manuscript.parts[place]
        first, _newline, rest = text.partition("\n")
        if (
            is_title(text, title)
            or (kind == "heading" and ends_with_title(text, title))
            or (kind != "quote" and take_line(manuscript, text, is_first=place == 0))
        ):
            del manuscript.parts[place]
        elif rest and (is_title(first, title) or take_line(manuscript, first, is_first=place == 0)):
            manuscript.parts[place] = (kind, rest.strip())
        elif len(text) > LONGEST_TITLE or (kind != "heading" and find_head(text)):
            return
        else:
            place += 1


def is_title(text: str, folded: str) -> bool:
    return len(text) <= 4 * LONGEST_TITLE and reads_as(text, folded)


def ends_with_title(heading: str, folded: str) -> bool:
    """Whether a heading is the title with a few words above it."""
    if not folded or len(heading) > LONGEST_TITLE + LONGEST_KICKER:
        return False
    written = fold(heading)
    return written.endswith(f" {folded}") and len(written) - len(folded) <= LONGEST_KICKER


def take_line(manuscript: Manuscript, text: str, *, is_first: bool) -> bool:
    """Whether the block is a byline, a date or the outlet's name and nothing else; what it says is then in its field.
    A name or a bare date below other lines may be a heading.
    """
    if byline := find_byline(text):
        manuscript.byline = manuscript.byline or byline
        return True
    if is_first and names_outlet(text, manuscript):
        manuscript.outlet = manuscript.outlet or text
        return True
    found = date_line(text) if len(text) <= 80 else None
    if not found and (signed := DATED.fullmatch(text)):
        return take_signed_date(manuscript, signed["signed"], signed["dated"], is_first=is_first)
    day = day_of(found["date"]) if found else None
    if found is None and STAMP.fullmatch(text):
        return True
    if found is None or day is None or not (is_first or found.span("date") != (0, len(text))):
        return False
    if not found["updated"]:
        manuscript.published = manuscript.published or day
    return True


def take_signed_date(manuscript: Manuscript, signed: str, dated: str, *, is_first: bool) -> bool:
    """The same of a date with a byline, or the outlet, before it."""
    byline = find_byline(signed)
    if not date_line(dated) or not (byline or is_first or names_outlet(signed, manuscript)):
        return False
    if not take_line(manuscript, dated, is_first=True):
        return False
    if byline:
        manuscript.byline = manuscript.byline or byline
    else:
        manuscript.outlet = manuscript.outlet or signed
    return True
