"""What a wire writes at the head of a report and at its foot, moved to the fields where it belongs.

The head is what the style books of the agencies ask for: a place, mostly in capitals, a date, the agency in brackets or
between slashes, and a dash. Where one of these alone could as well begin a sentence, nothing is moved.
"""

import re
from dataclasses import dataclass

from sources.importers.days import DAY_FIRST, MONTHS, WEEKDAY, WEEKDAYS, WRITTEN, day_of
from sources.importers.heads import particular_head
from sources.importers.manuscript import Manuscript, Part
from sources.importers.patterns import late
from sources.importers.places import begins_sentence, is_capital, is_cased, is_place
from sources.importers.registry import REPORTING, Known, find_outlet, find_signature
from sources.text import fold

# A head stands in one of the first blocks, after a title, a byline and the like.
FIRST_BLOCKS = 6
LONGEST_HEAD = 160
# Of a correction readers are told; of what was added since the version before they are not.
NOTE = re.compile(
    r"\((?:Adds?|Updates?|Recasts?|Refiles?|Rewrites?|Repeats?|Writes? through|New throughout|Releads?|Edits?|Ajoute|"
    r"Actualise|Actualisé|Répétition|Añade|Actualiza|Amplía|Aggiunge)\b[^()\n]{0,300}\)",
    re.IGNORECASE,
)

DASH = r"(?:-{1,3}|[‐‑‒–—―−_=ـ])"
# With a day and a month in numbers alone, 05/12 or 5 - 12, which only a head makes a date.
CLOCK = r"(?:\s*(?:,|at|à|h)?\s*\d{1,2}[:h.]\d{2}(?:\s*(?:GMT|UTC|CET|CEST))?)?"
NAMED_DAY = rf"(?:{WEEKDAY})(?!\w)"
DATE = rf"(?:(?:{WRITTEN}|{DAY_FIRST}|\d{{1,2}}(?:[/.]|\s-\s)\d{{1,2}}(?!\d)\.?)(?:,\s{NAMED_DAY})?{CLOCK}|{NAMED_DAY})"
PLACE = r"[^\W\d_][^()\[\]\n|\d]{0,78}?(?:\s(?:\([^()\d\n]{2,30}\)|\[[^\[\]\d\n]{2,30}\]))?"
NAME = r"[^()/\n\d]{2,40}?(?:/[^()/\n\d]{2,20}?)?"
BRACKETED = (
    rf"(?:\(\s?(?P<round>{NAME})\s?\)|/\s?(?P<slashed>[^()/\n\d]{{2,30}}?)\s?/"
    r"|\|\s?(?P<piped>[^()/\n\d|]{2,30}?)\s?\|)"
)
# Between the head and the sentence: a dash, a full stop and a dash, a colon; or where the head stands alone, nothing.
SURE_END = rf"\s*\.?\s*{DASH}+(?=\s|\w|[«“\"'‘]|$)\s*|\s*[:.]\s+|\s*\.?\s*$|\s*\n\s*"
END = rf"(?P<end>{SURE_END}|\s+)"
# The reporter, whom Russian agencies name there.
WHO = rf"(?:,\s*(?P<who>[^\W\d_][^,()\n\d–—/]{{3,40}}?)(?={SURE_END}))?"
IN_ARABIC = r"(?:في\s+|اليوم\s+)?"
WHEN = rf"(?:\s*(?:[,.،]|{DASH})?\s+{IN_ARABIC}(?P<date>{DATE}|\d{{1,2}}(?=\s\()))?"

# What every head has one of; most paragraphs have none.
MARKS = re.compile("[(/|电【‐‑‒–—―−_=ـ-]")
NAMES_WITHOUT_MARKS = ("TASS", "ТАСС", "واس")
# MOSCOW/BEIRUT (Reuters) - ; PARIS, 5 déc 2016 (AFP) - ; MOSCOW, December 5. /TASS/. ; MOSCOW. Dec 5 (Interfax) -
SIGNED = late(
    rf"(?P<before>(?P<place>{PLACE}){WHEN})[,.]?\s*{BRACKETED}(?:\s*(?P<later>{DATE}))?{WHO}{END}",
)
# 05.12.2016 Warszawa (PAP) -
DATE_FIRST = late(rf"(?P<before>(?P<date>{DATE}),?\.?\s+(?P<place>{PLACE}))\s*{BRACKETED}{END}")
# SYDNEY, Dec 6 AAP - ; Damascus, SANA - ; غازي عنتاب/ الأناضول ; МОСКВА, 5 дек — РИА Новости. ; TEHRAN, Dec. 5, IRNA –
APPENDED = late(
    rf"(?P<before>(?P<place>{PLACE}){WHEN})(?:\s*(?:[,،./]|{DASH})\s*|(?<=\d)\s+)"
    rf"(?P<bare>[^\W\d](?:[^()/,،.\n\d–—]|\.(?=\w)){{1,40}}?){WHO}(?P<end>{SURE_END})",
)
# BEYROUTH, 5 décembre 2016 -
DATED = late(rf"(?P<before>(?P<place>{PLACE})\s*[,.،]\s*{IN_ARABIC}(?P<date>{DATE})){END}")
# (Reuters) - ; /PRNewswire/ -- ; (Belga) before a sentence
AGENCY_ALONE = re.compile(rf"{BRACKETED}(?P<end>\s*\.?\s*{DASH}+\s*|\s*$|\s*\n\s*|\s+)")
# AFP -
AGENCY_BARE = re.compile(rf"(?P<bare>[A-ZÀ-Þ]{{2,6}})(?P<end>\s+{DASH}\s+)")
# Dec 6 (Reuters) - ; New York, NY - October 21 in brackets
DATE_ALONE = late(
    rf"(?P<before>(?P<date>{DATE}))\s*\(\s?(?P<round>{NAME})\s?\)(?P<end>{SURE_END})",
)
IN_BRACKETS = late(
    rf"\((?P<before>(?P<place>{PLACE})\s*(?:,|{DASH})\s*(?P<date>{DATE}))\)\s*(?:{DASH}\s+)?",
)
# LONDON — : a place alone, where the outlet is known to write so.
PLACE_AS_BLOCK = re.compile(rf"(?P<place>[^\W\d_][^()\[\]\n|\d.!?]{{1,40}}?)\s+{DASH}\s*")
PLACE_ALONE = re.compile(rf"(?P<before>(?P<place>{PLACE}))(?P<end>\s+{DASH}+\s+)")


@dataclass(frozen=True, slots=True)
class Head:
    """A head found in a block: its words for the dateline, its agency as written, and where the sentence begins."""

    dateline: str
    date: str
    signed: str
    agency: Known | None
    length: int
    byline: str = ""


def take_head(manuscript: Manuscript) -> None:
    """Move the first head that stands in the first blocks into its fields."""
    for place, (kind, text) in enumerate(manuscript.parts[:FIRST_BLOCKS]):
        if kind != "heading" and (head := find_head(text, manuscript.outlet)):
            if rest := text[head.length :].lstrip(" \n-–—").strip():
                manuscript.parts[place] = (kind, rest)
            elif len(manuscript.parts) > 1:
                del manuscript.parts[place]
            else:
                return
            fill(manuscript, head)
            manuscript.parts[:place] = without_notes(manuscript.parts[:place])
            return


def without_notes(above: list[Part]) -> list[Part]:
    """What stands above the head, without what an agency tells editors: (Adds quote, background)."""
    kept = [(kind, "\n".join(line for line in text.split("\n") if not NOTE.fullmatch(line))) for kind, text in above]
    return [part for part in kept if part[1]]


def fill(manuscript: Manuscript, head: Head) -> None:
    signed = head.agency.name if head.agency else head.signed
    dateline = head.dateline
    outlet = find_outlet(manuscript.outlet)
    if manuscript.outlet and signed and fold(signed) != fold(outlet.name if outlet else manuscript.outlet):
        # A newspaper prints an agency's report: it stays said whose it is.
        dateline = f"{dateline} ({head.signed})" if dateline else ""
        manuscript.byline = manuscript.byline or ("" if dateline else head.signed)
    manuscript.byline = manuscript.byline or head.byline
    manuscript.outlet = manuscript.outlet or signed
    manuscript.dateline = manuscript.dateline or dateline
    manuscript.published = manuscript.published or (day_of(head.date) if head.date else None)


def find_head(text: str, outlet: str = "") -> Head | None:
    """The head with which a block begins, if it is one beyond doubt."""
    start = text[:LONGEST_HEAD]
    if not MARKS.search(start) and not any(name in start for name in NAMES_WITHOUT_MARKS):
        return None
    if found := particular_head(start):
        return particular(found)
    return (
        signed_head(start)
        or date_alone(start)
        or alone_head(start)
        or dated_head(start)
        or bracketed_head(start)
        or bare_place(start, outlet)
    )


def particular(found: re.Match[str]) -> Head:
    told = found.groupdict()
    date, who = told.get("date") or "", " ".join((told.get("who") or "").split())
    place = told.get("before") or f"{found['place']} {date}".strip()
    return Head(place, date, found["signed"], find_signature(found["signed"]), found.end(), who)


def date_alone(start: str) -> Head | None:
    """Dec 6 (Reuters) - , of news that is from nowhere."""
    found = DATE_ALONE.match(start)
    agency = find_signature(found["round"]) if found else None
    if not found or not agency or not begins_sentence(start[found.end() :]):
        return None
    return Head(found["date"], found["date"], found["round"], agency, found.end())


def bracketed_head(start: str) -> Head | None:
    """(New York, NY - October 21) before a sentence."""
    found = IN_BRACKETS.match(start)
    if not found or not DIGIT.search(found["date"]) or not is_place(found["place"]):
        return None
    return (
        Head(found["before"], found["date"], "", None, found.end()) if begins_sentence(start[found.end() :]) else None
    )


def signed_head(start: str) -> Head | None:
    for pattern in (SIGNED, DATE_FIRST, APPENDED):
        found = pattern.match(start)
        if not found or not is_place(found["place"]):
            continue
        signed = next(value.strip(" :") for name, value in found.groupdict().items() if name in SIGNS and value)
        who = byline_of(found)
        if sent := CORRESPONDENT.fullmatch(signed):
            signed, who = sent["agency"], (sent["who"] or "").strip(" ,")
        agency = find_signature(signed) if pattern is not APPENDED else appended_agency(found, signed)
        if is_signed(found, agency, signed, start):
            date = found["date"] or found.groupdict().get("later") or ""
            return Head(dateline_of(found, start), date, signed, agency, found.end(), who)
    return None


def byline_of(found: re.Match[str]) -> str:
    return (found.groupdict().get("who") or "").strip()


def dateline_of(found: re.Match[str], start: str) -> str:
    """The place and date as written, with the full stop of an abbreviation: PORTLAND, Ore."""
    before, end = found["before"].rstrip(" ,-–—ـ"), found.end("before")
    if found.groupdict().get("slashed"):
        return before.rstrip(".")
    return f"{before}." if start[end : end + 1] == "." and before[-1].isalpha() else before


# /Корр. ТАСС Иван Иванов/
CORRESPONDENT = re.compile(r"(?:Корр|Соб\. ?корр)\.?\s*(?P<agency>\w+)(?P<who>[\s,]+[^\W\d_].{3,40})?", re.IGNORECASE)
ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я]{3,6}")
SIGNS = frozenset({"round", "slashed", "piped", "bare"})
DIGIT = re.compile(r"\d")
DAY_NAMES = WEEKDAYS | frozenset(MONTHS)


def is_person(who: str) -> bool:
    words = who.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)


def appended_agency(found: re.Match[str], signed: str) -> Known | None:
    """An agency without brackets: it has to be one, not only an outlet of which a sentence may tell."""
    agency = find_outlet(signed)
    if found["date"] or not is_cased(signed):
        agency = agency or find_signature(signed)
    return agency if agency and agency.kind == "agency" else None


def is_signed(found: re.Match[str], agency: Known | None, signed: str, start: str) -> bool:
    """Whether what was found is a head: the less its end says so, the more its other parts have to."""
    rest = start[found.end() :]
    if (who := byline_of(found)) and not is_person(who):
        return False
    if agency is None:
        return found.re != APPENDED and is_strange(found, signed) and may_follow(rest)
    if is_clear_end(found["end"], rest):
        return found.re != APPENDED or bool(found["date"]) or may_follow(rest)
    return agency.kind in REPORTING and begins_sentence(rest) and is_clear_beginning(found)


def may_follow(rest: str) -> bool:
    """Whether a head can stand before this."""
    return not rest or begins_sentence(rest)


def is_clear_end(end: str, rest: str) -> bool:
    """Whether what follows a head is parted from it by a dash, or stands on another line."""
    return is_firm(end) or (not end.strip(" .\n") and ("\n" in end or not rest))


def is_clear_beginning(found: re.Match[str]) -> bool:
    """Whether place and date are those of a head, where no more than a space or a colon ends it."""
    if ":" in found["end"] and (found.re == SIGNED or not is_cased(found["place"])):
        return True
    return bool(found["date"]) or is_capital(found["place"])


def is_strange(found: re.Match[str], signed: str) -> bool:
    """Whether a name that nobody knows is an agency's: in brackets after a date, before a dash or in capitals."""
    if len(signed.split()) > 4 or DAY_NAMES.intersection(fold(signed).split()):
        return False
    if not DIGIT.search(found["date"] or ""):
        return False
    # MADRID, 6 (EUROPA PRESS) on a line of its own.
    capital = is_capital(found["place"])
    if found["date"].isdigit() and not capital:
        return False
    stands_alone = ends_block(found, found.string) and capital and signed.isupper()
    return stands_alone or is_firm(found["end"]) or bool(ACRONYM.fullmatch(signed))


def alone_head(start: str) -> Head | None:
    """(Reuters) - ; with what may follow it, as in (ANSA) - ROMA, 6 DIC - ."""
    if found := AGENCY_ALONE.match(start):
        signed = (found["round"] or found["slashed"] or found["piped"]).strip()
    elif (found := AGENCY_BARE.match(start)) and begins_sentence(start[found.end() :]):
        signed = found["bare"]
    else:
        return None
    rest = start[found.end() :]
    if not is_firm(found["end"]) and rest and not begins_sentence(rest):
        return None
    agency = find_signature(signed) if found.re is AGENCY_ALONE else find_outlet(signed)
    if agency is None or agency.kind not in REPORTING:
        return None
    more = dated_head(rest, is_sure=True) or bare_place(rest, signed)
    if more:
        return Head(more.dateline, more.date, signed, agency, found.end() + more.length)
    return Head("", "", signed, agency, found.end())


def dated_head(start: str, *, is_sure: bool = False) -> Head | None:
    """BEYROUTH, 5 décembre 2016 - ; a place in small letters only where the year is said, or the agency before it."""
    found = DATED.match(start)
    if not found or not is_place(found["place"]) or not (is_firm(found["end"]) or ends_block(found, start)):
        return None
    rest = start[found.end() :]
    is_sure = is_sure or is_capital(found["place"]) or day_of(found["date"]) is not None
    if not is_sure or not is_cased(found["place"]) or (rest and not begins_sentence(rest)):
        return None
    return Head(dateline_of(found, start), found["date"], "", None, found.end())


def bare_place(start: str, outlet: str) -> Head | None:
    """A place in capitals and a dash: from an outlet of which it is known that it writes reports so."""
    if (alone := PLACE_AS_BLOCK.fullmatch(start)) and is_place(alone["place"]):
        return Head(alone["place"].strip(" ,"), "", "", None, len(start))
    found = PLACE_ALONE.match(start)
    known = find_outlet(outlet) or find_signature(outlet)
    if not (found and known and known.kind in {"agency", "newspaper"} and is_place(found["place"])):
        return None
    if not is_capital(found["place"]) or not begins_sentence(start[found.end() :]):
        return None
    return Head(found["before"].strip(" ,"), "", "", None, found.end())


def is_firm(end: str) -> bool:
    return bool(re.search(DASH, end))


def ends_block(found: re.Match[str], start: str) -> bool:
    return found.end() == len(start) or "\n" in found["end"]
