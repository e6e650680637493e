"""IPTC 7901, the text transmission format of the wires, with or without its control characters.

A message is SOH, a line "source number priority category words more", a line of keywords between slashes, STX, the
headline and the byline on lines that end with "=", the text, ETX, and when it was sent as "061015 GMT Dec 16".
"""

import datetime
import re
from itertools import takewhile

from django.utils.translation import gettext as _

from sources.importers.counting import counted
from sources.importers.days import MONTHS
from sources.importers.draft import FIRST_PARTS, HEAD, LONGEST_HEAD, Draft
from sources.importers.parsed import Parsed, Published
from sources.importers.places import is_place
from sources.importers.prose import plain_parts
from sources.importers.refused import ImportRefused
from sources.importers.registry import find_outlet, find_signature
from sources.importers.source import Source, importer
from sources.text import fold

CONTROL = "[\\x00-\\x08\\x0e-\\x1f\\x7f]"
HEADER = re.compile(
    r"(?P<source>[A-Za-z]{2,5})(?P<number>\d{3,5})[ \t]+(?P<priority>[1-9])[ \t]+(?P<category>[A-Za-z]{1,4})[ \t]+"
    r"(?P<words>\d{1,5})\b(?P<more>[^\r\n]*)"
)
# What the teleprinters of some agencies begin with, and their lines of codes below: ROM45678_SXA ; U EST S0A QBXB
CALL = re.compile(rb"[\x00-\x20]*ZCZC[^\n]{0,60}\n\s*[A-Z]{2,5}\d{3,6}[A-Z0-9_./ -]{0,24}\r?\n[ ]*[A-Z]\s[A-Z]")
CODES = re.compile(r"(?=[^\n]*[\d_])[A-Z0-9_./ -]{3,24}")
STAMP = re.compile(
    r"^(?:[^\w\n]*[A-Z0-9]{2,5}[-/][A-Z0-9]{2,5}\s+)?\s*(?P<day>\d\d)-(?P<month>[A-Z]{3})-(?P<year>\d\d)\s+\d\d[:.]\d\d"
    r"\s*(?:N{2,4})?\s*$",
    re.MULTILINE,
)
TELEX = re.compile(r"ZCZC[^\n]*\n")
BEGINNING = re.compile(
    rb"[\x00-\x20]*(?:ZCZC[^\n]{0,60}\n\s*)?[A-Za-z]{2,5}\d{3,5}[ \t]+[1-9][ \t]+[A-Za-z]{1,4}[ \t]+\d"
)
# The signs that end a line of the head, and what may stand around them.
ENDS_HEAD = ("=", "<")
BY = re.compile(r"(?:By|Von|Par|Por|Di|Door|Af|Av|Van)\s+(?=[A-ZÀ-Þ])|(?:BY|VON|PAR|POR)\s")
# REFILE ; 1ST LEAD ; (Zusammenfassung 1430) ; Eds: with photos
NOTE = re.compile(r"\(.*\)|[A-Z0-9 ./-]{3,24}|(?:Eds?|Editors|Achtung|Attention|Hinweis)\b.*:.*")
SENT = re.compile(
    r"^[^\w\n]{0,20}(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})\s*(?P<zone>[A-Z]{1,4})?\s+(?P<month>[^\W\d]{3,9})\.?\s+"
    r"(?P<year>\d{4}|\d{2})[^\w\n]{0,20}$",
    re.MULTILINE,
)
ZONES = {"GMT": 0, "UTC": 0, "Z": 0, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "BST": 1, "EET": 2, "MSK": 3}
# From here on it is for editors.
NOTES_BELOW = re.compile(r"^(?:#+ (?:Notebook|Notizblock)|(?:\* ?){4}).*", re.MULTILINE | re.DOTALL)
SIGNED_OFF = re.compile(r"\n(?:\((?:Schluss|Forts)[^\n]*|[a-z]{2,6}(?:[ /-][a-z0-9]{1,5}){1,8})\s*$")
LINES_OF_HEAD = 12
MOST_TITLE_LINES = 3
# As APA writes above a line below the headline.
BELOW = re.compile(r"(?:Utl|Untertitel)\.?:\s*", re.IGNORECASE)


def recognises(source: Source) -> bool:
    start = source.data[:400]
    return bool(BEGINNING.match(start) or CALL.match(start))


@importer("IPTC 7901", recognises)
def read(source: Source) -> list[Parsed]:
    """The messages in the file; those without text are passed over, unless there are no others."""
    messages = counted(message for message in source.text.replace("\r\n", "\n").split("\x01") if message.strip())
    drafts = [read_message(message) for message in messages]
    if not any(draft.length() for draft in drafts):
        raise ImportRefused(_("There is no text in this message."))
    return [draft.report() for draft in drafts if draft.length()]


def read_message(message: str) -> Draft:
    message = TELEX.sub("", message.strip().removesuffix("NNNN"), count=1)
    header = HEADER.search(message[:400])
    if header is None:
        return read_telex(message)
    rest = message[header.end() :]
    published, rest = take_time(rest)
    keywords, head, text = divide(rest)
    draft = Draft(
        parts=plain_parts(SIGNED_OFF.sub("", NOTES_BELOW.sub("", readable(text)).rstrip())),
        published=published,
        outlet=sender_of(header["more"]),
        external_id=identifier(header, published),
        tags=[word.strip() for word in keywords.split("/") if word.strip()],
    )
    read_head(head, draft)
    draft.outlet = draft.outlet or signature_of(draft)
    draft.title = draft.title or keywords.strip(" /")
    return draft


def read_telex(message: str) -> Draft:
    """A message without the line that the standard asks for: codes, the title, a blank or indented line, the text."""
    lines = readable(message).strip().split("\n")
    while len(lines) > 1 and CODES.fullmatch(lines[0].strip()):
        del lines[0]
    text = "\n".join(lines)
    stamps = list(STAMP.finditer(text))
    title = list(takewhile(lambda line: line.strip() and not line.startswith("  "), lines))
    draft = Draft(published=day_of_stamp(stamps[-1]) if stamps else None)
    if stamps:
        lines = text[: stamps[-1].start()].split("\n")
    if 0 < len(title) <= MOST_TITLE_LINES:
        draft.title, lines = " ".join(line.strip() for line in title), lines[len(title) :]
    draft.parts = plain_parts("\n".join(lines))
    return draft


def day_of_stamp(stamp: re.Match[str]) -> Published:
    """The day only: the zone of the clock is the agency's own, and is not told."""
    try:
        return datetime.date(2000 + int(stamp["year"]), MONTHS[fold(stamp["month"])], int(stamp["day"]))
    except (KeyError, ValueError):
        return None


def take_time(message: str) -> tuple[Published, str]:
    """When the message was sent, and the message without that line and what follows it."""
    times = list(SENT.finditer(message))
    if not times:
        return None, message
    last = times[-1]
    return sent_at(last), message[: last.start()]


def sent_at(found: re.Match[str]) -> Published:
    """A date where no zone is told, as the standard does not ask for one."""
    year = int(found["year"])
    month = MONTHS.get(fold(found["month"]))
    try:
        day = datetime.date(
            year if year > 99 else 2000 + year if year < 70 else 1900 + year, month or 0, int(found["day"])
        )
        hours = ZONES[found["zone"] or ""]
        time = datetime.time(int(found["hour"]), int(found["minute"]))
    except KeyError:
        return day
    except ValueError:
        return None
    return datetime.datetime.combine(day, time, datetime.timezone(datetime.timedelta(hours=hours)))


def divide(message: str) -> tuple[str, list[str], str]:
    """The line of keywords, the lines of the head, and the text of a message without its header."""
    keywords, mark, text = message.partition("\x02")
    first, _line, more = keywords.strip().partition("\n")
    if mark and any(ends_head(line) for line in more.split("\n")):
        keywords, text = first, f"{more}\n{text}"  # some put the headline above STX
    text = re.split("[\x03\x04]", text if mark else message, maxsplit=1)[0]
    lines = text.lstrip("\n").split("\n")
    if not mark:
        is_keywords = bool(re.fullmatch(r"\s*[^\s.!?][^.!?]{0,78}/[^.!?]{0,60}\s*", lines[0][:200])) and len(lines) > 1
        keywords = lines.pop(0) if is_keywords else ""
    ends = [place for place, line in enumerate(lines[:LINES_OF_HEAD]) if ends_head(line)]
    length = ends[-1] + 1 if ends else head_without_sign(lines)
    return readable(keywords).strip(), [readable(line) for line in lines[:length]], "\n".join(lines[length:])


def ends_head(line: str) -> bool:
    return line.rstrip(" !\t\r").endswith(ENDS_HEAD)


def head_without_sign(lines: list[str]) -> int:
    """How many lines stand above the first blank one, if these are so few that they are a headline."""
    above = next((place for place, line in enumerate(lines[:4]) if not line.strip()), 0)
    return above if above < len(lines) - 1 and not any(line.rstrip().endswith(".") for line in lines[:above]) else 0


def readable(text: str) -> str:
    return re.sub(CONTROL, "", text)


def read_head(lines: list[str], draft: Draft) -> None:
    """The headline, which may go over several lines, the lines below it and the byline. Lines for editors are left."""
    headlines = [""]
    for line in lines:
        words = line.rstrip(" !\t\r")
        words = BELOW.sub("", words.rstrip("=<").strip() if ends_head(line) else words.strip())
        if not words and headlines[-1]:
            headlines.append("")
        if BY.match(words):
            draft.byline = draft.byline or words
        elif words and not NOTE.fullmatch(words):
            headlines[-1] = f"{headlines[-1]} {words}".strip()
            if ends_head(line):
                headlines.append("")
    draft.title, *below = [line for line in headlines if line] or [""]
    draft.parts = [("heading", line) for line in below] + draft.parts


def sender_of(more: str) -> str:
    """The agency, which most write after the count of words."""
    found = (find_outlet(word) or find_signature(word) for word in re.findall(r"[^\W\d_]{2,}", more))
    return next((outlet.name for outlet in found if outlet), "")


def signature_of(draft: Draft) -> str:
    """Who signs the text: "Northtown (Northwire) -"."""
    heads = (HEAD.match(text[:LONGEST_HEAD]) for kind, text in draft.parts[:FIRST_PARTS] if kind != "heading")
    return next((head["signed"] for head in heads if head and head["dash"] and is_place(head["dateline"])), "")


def identifier(header: re.Match[str], published: Published) -> str:
    """Source and number with the day, for the numbers begin anew every day; nothing where the day is not known."""
    day = published.date() if isinstance(published, datetime.datetime) else published
    return f"{header['source']}{header['number']} {day.isoformat()}" if day else ""
