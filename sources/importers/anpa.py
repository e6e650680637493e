"""ANPA 1312, the wire format of North America, as stored by its receivers.

A message begins with the letter of its service and a number of four digits, then a line "priority category keywords
month-day words". "^" begins a line that is not a paragraph, "<" ends it, "=" ends one that is centred; paragraphs are
indented; the last line says who sent the message and when.
"""

import datetime
import re

from django.utils.translation import gettext as _

from sources.importers.counting import counted
from sources.importers.draft import Draft
from sources.importers.iptc7901 import BY, readable
from sources.importers.parsed import Parsed, Published
from sources.importers.prose import Parts, plain_parts
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer

BEGINNING = re.compile(
    rb"[\x00-\x20]*[A-Za-z]\d{4}[\x00-\x20]*[\w-]{0,12}[^\n\w]*\n[\x00-\x20]*[a-zA-Z][\x00-\x20]+[a-zA-Z][\x00-\x20]+\S"
)
TRAILER = re.compile(rb"[A-Z]{2,4}-[A-Z]{2,3}-\d\d-\d\d-\d\d\s+\d{4}")
FIRST_LINES = re.compile(
    r"\s*(?P<number>[A-Za-z]\d{4})[^\n]*\n\s*[A-Za-z]\s+[A-Za-z]\s+(?P<keywords>[^\n]*?)\s*"
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)\s+(?P<words>\d{1,5}))?\s*(?:\n|$)"
)
# AP-WF-12-06-16 1015GMT
SENT = re.compile(
    r"^\W*(?P<agency>[A-Z]{2,4})-[A-Z]{2,3}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)"
    r"(?P<zone>[A-Z]{3})?\W*$",
    re.MULTILINE,
)
HOURS = {"GMT": 0, "UTC": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
NOT_A_HEADLINE = re.compile(
    r"(?:AP |UPI )?(?:Photos?|Graphics?|Video)\b.*|(?:Eds?|Editors)\b.*"
    r"|(?:With|Adv|For|Moved|Also)\b.*[A-Z]{2,}\d{2,}.*|\(?(?:AP|UPI)\)?|.*,\s?\d{2,5}",
    re.DOTALL,
)
LONGEST_HEADLINE = 160
# What the format has no characters for.
SIGNS = (
    (re.compile("``"), "“"),
    (re.compile("''"), "”"),
    (re.compile(r"(?<=\s)_(?=\s)"), "—"),
    (re.compile(r"^\s*_{2,}\s*$"), ""),
)


def recognises(source: Source) -> bool:
    head = source.data[:1_000]
    return bool(BEGINNING.match(head)) and (b"^" in head or bool(TRAILER.search(source.data[-300:])))


@importer("ANPA 1312", recognises)
def read(source: Source) -> list[Parsed]:
    """The messages in the file; those without text are passed over, unless there are no others."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    messages = counted(message for message in text.split("\x01") if readable(message).strip())
    drafts = [read_message(readable(message)) for message in messages]
    if not any(draft.length() for draft in drafts):
        raise ImportRefused(_("There is no text in this message."))
    return [draft.report() for draft in drafts if draft.length()]


def read_message(message: str) -> Draft:
    beginning = FIRST_LINES.match(message)
    number = beginning["number"] if beginning else ""
    lines = message[beginning.end() if beginning else 0 :].split("\n")
    draft = Draft(title=beginning["keywords"].strip("^< ") if beginning else "")
    sent = next((found for line in reversed(lines[-8:]) if (found := SENT.match(line))), None)
    if sent:
        draft.published, draft.outlet = sent_at(sent), sent["agency"]
        draft.external_id = f"{number} 20{sent['year']}-{sent['month']}-{sent['day']}" if number else ""
    first = next((place for place, line in enumerate(lines) if line.strip() and not line.startswith("^")), len(lines))
    read_head(lines[:first], draft)
    draft.parts = body_of([line for line in lines[first:] if not SENT.match(line)])
    return draft


def sent_at(found: re.Match[str]) -> Published:
    try:
        day = datetime.date(2000 + int(found["year"]), int(found["month"]), int(found["day"]))
        zone = datetime.timezone(datetime.timedelta(hours=HOURS[found["zone"] or ""]))
        return datetime.datetime.combine(day, datetime.time(int(found["hour"]), int(found["minute"])), zone)
    except KeyError:
        return day
    except ValueError:
        return None


def read_head(lines: list[str], draft: Draft) -> None:
    """The headline and the byline, among keywords, lists of pictures and notes for editors."""
    written = [line.lstrip("^").strip() for line in lines]
    names = [line.rstrip("<= ") for line in written if line.endswith("=")]
    draft.byline = ", ".join(names) if names and BY.match(names[0]) else ""
    headlines = [decoded(line.rstrip("<! ").strip()) for line in written if not line.endswith("=")]
    told = [line for line in headlines if line and len(line) <= LONGEST_HEADLINE and not NOT_A_HEADLINE.fullmatch(line)]
    draft.title = next(iter(told), draft.title)


def body_of(lines: list[str]) -> Parts:
    """The paragraphs; a line of its own between them stays one."""
    parts: Parts = []
    run: list[str] = []
    for line in [*lines, "^"]:
        if not line.startswith("^"):
            run.append(decoded(line))
            continue
        parts += plain_parts("\n".join(run), margin=0)
        run = []
        parts.append(("paragraph", decoded(line.strip("^<=! "))))
    return parts


def decoded(line: str) -> str:
    for sign, character in SIGNS:
        line = sign.sub(character, line)
    return line.rstrip("<")
