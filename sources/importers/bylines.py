"""Who wrote a text: the line above it, and the credits and other lines with which an agency closes it."""

import re

from sources.importers.days import MONTHS, WEEKDAYS, find_day
from sources.importers.manuscript import Manuscript
from sources.importers.registry import find_outlet, find_signature
from sources.text import fold, reads_as

LONGEST_LINE = 120
LONGEST_FOOT = 400

NAME_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.-]*)"
PARTICLE = r"(?:de|da|di|du|del|della|van|von|der|den|ter|bin|ibn|al|el|la|le|d[’']|of)"
PERSON = rf"{NAME_WORD}(?:\s+(?:{PARTICLE}\s+)*(?:al-|el-|d[’'])?{NAME_WORD}){{1,4}}"
AND = r"\s*(?:,|&|\band\b|\bet\b|\bund\b|\by\b|\be\b|\ben\b|\bwith\b|\bavec\b|\bmit\b|\bcon\b|\bcom\b|/)\s*"
SIGNED_BY = r"(?:By|BY|Par|PAR|Von|VON|Por|POR|Di|DI|Door|Text|Texte|Texto|Words by|Story by|Reported by|Written by)"
BYLINE = re.compile(
    rf"{SIGNED_BY}\s*:?\s+(?P<names>{PERSON}(?:{AND}{PERSON})*)"
    rf"(?P<after>\s*(?:[,|–—/-]|\bin\b|\bà\b|\ben\b|\bat\b|\bfor\b|\bpour\b|\bwith\b|\bavec\b|\bmit\b|\bcon\b|\()[^.:;!?]{{0,60}})?\.?"
)
ARABIC_BYLINE = re.compile(r"(?:بقلم|كتب|كتبت|إعداد|تحرير|تقرير|كتابة)\s*[:/-]?\s+(?P<names>[^.،؛؟!\d]{3,60})")
AGENCY_BYLINE = re.compile(rf"{SIGNED_BY}\s*:?\s+(?P<names>[^,.;:!?()]{{2,40}}?)(?P<after>{AND}[^.;:!?]{{2,40}})?")


def find_byline(line: str) -> str:
    """The names of a line that says who wrote a text, and nothing else; empty where it is none."""
    if len(line) > LONGEST_LINE or "\n" in line:
        return ""
    if found := BYLINE.fullmatch(line):
        return "" if holds_a_date(found["names"]) else line[found.start("names") :].strip(" .")
    if found := ARABIC_BYLINE.fullmatch(line):
        return found["names"].strip() if 2 <= len(found["names"].split()) <= 6 else ""
    found = AGENCY_BYLINE.fullmatch(line)
    return line[found.start("names") :].strip() if found and find_signature(found["names"]) else ""


def holds_a_date(names: str) -> bool:
    return any(fold(word) in MONTHS or fold(word) in WEEKDAYS for word in names.split())


CREDIT_WORDS = (
    r"Reporting|Additional reporting|Writing|Editing|Compiled|Reportage|Édité|Edité|Rédigé|Traduit|Service français|"
    r"Escrito|Reporte|Reportaje|Información|Editado|Traducido|Bearbeitet|Redigiert|Geschrieben von|Reportagem|Redazione"
)
CREDITS = re.compile(rf"[(\[]\s*(?:{CREDIT_WORDS})\b[^()]*(?:\([^()]*\)[^()]*)*[)\]]?\.?", re.IGNORECASE)
# The same without brackets: it has to say by whom, and not to go on as a sentence.
BARE_CREDITS = re.compile(
    r"(?:(?:Additional )?(?:Reporting|Writing|Editing) by|Compiled by|Édité par|Edité par|Editado por|Bearbeitet von)"
    r"\s+[A-ZÀ-Þ][^.!?]{2,200}\.?"
)
BY_WHOM = re.compile(
    r"\b(?:by|par|por|von|da|di|de)\s+(.+?)\s*(?:[;)\]]|\bin\b [A-Z]|,?\s+(?:[ée]dit|writing|bearb|editad)|$)",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?:[A-Z]{2,6}\s+)?(?:bur[-/])?[a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{1,4}(?:-[a-z]{1,4})?){1,6}")
ENDS = re.compile(
    r"(?:[A-Z0-9]{2,5}[-/][A-Z0-9]{2,5}\s+)?\d\d-[A-Z]{3}-\d\d\s+\d\d[:.]\d\d(?:\s+N{2,4})?"
    r"|\W*(?:ends?|-?30-?|#{2,}|fin|ende|enditem|endit|fine|the end|انتهى|ends/|full text ends"
    r"|mfl?|more follows(?: later)?|more to follow"
    r"|(?:foto|video|vídeo|audio|mapa|gráfico)s?(?:\W+(?:foto|video|vídeo|audio)s?)*"
    r"|[^\W\d_]{2,12}/(?:fim|fin|ende?|ends?))\W*"
    # (Schluss) kb/xy ; APA0345 2026-03-03/19:40 ; ABC (DEF) // GHI ; Jr ab
    r"|\((?:Schluss|Forts\.?|Fortsetzung[^()]*|alternatives Keyword[^()]*)\)(?:\s+[a-z]{2,4}(?:[/*][a-z]{2,4})*)?"
    r"|[A-Z]{2,5}\d{3,5}\s+\d{4}-\d\d-\d\d/\d\d[:.]\d\d"
    r"|(?-i:[A-Z]{2,5}(?: ?[(/][A-Z/ ]{2,20}\)?)* ?// ?[A-Z]{2,5})\.?"
    r"|(?-i:[A-Z][a-z] [a-z]{2}(?: [a-z]{2})?)"
    # ((jane.roe@agency.example; +46 8 555 1234))
    r"|\(\([^\n]{3,300}\)\)|[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+"
    # As in Arabic they sign: زم/اع
    r"|[\u0621-\u064a]{1,4}(?:\s?[/.]\s?[\u0621-\u064a]{1,4}){1,4}",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(r"[(/\[–—=©-]*\s*(?:©\s*)?([^\W\d][^()/\[\]\d]{1,30}?)\s*[)/\]]*\.?")
# The same at the end of the last sentence: "… said the mayor. (ANSA)." ; "… dijo el alcalde. EFE" ; "… Enditem"
CLOSING = re.compile(
    r"""(?<=[.!?…»”"'’)])\s*(?:[(/](?P<signed>[^()/\d\n]{2,24})[)/]\.?|(?P<bare>EFE|Efe|Enditem|ENDS|PTI(?=(?:\s[A-Z]{2,4}){1,5}\s*$))(?:\s[A-Z]{2,4}){0,5})\s*$"""
)
# Jane Roe/TT ; Jane Roe, AFP
SIGNED_NAME = re.compile(rf"(?P<name>{PERSON})\s?[/,]\s?(?P<agency>[^\W\d_]{{2,12}})")
FIRST_PUBLISHED = re.compile(
    r"This report by (?P<agency>The (?:Canadian|Associated) Press) was first published (?:on )?"
    r"(?P<date>[^.]+\.? ?\d{1,2}, \d{4})\."
)


def take_foot(manuscript: Manuscript) -> None:
    """Drop the lines with which an agency closes a report; who wrote it goes into the byline if none is known."""
    drop_last_lines(manuscript)
    kind, text = manuscript.parts[-1]
    found = CLOSING.search(text[-60:])
    if not found:
        return
    agency = find_signature(found["signed"] or found["bare"])
    if agency and agency.kind == "agency":
        manuscript.outlet = manuscript.outlet or agency.name
    elif found["signed"]:
        return
    manuscript.parts[-1] = (kind, text[: len(text) - len(found[0])].rstrip())


def drop_last_lines(manuscript: Manuscript) -> None:
    while len(manuscript.parts) > 1:
        part_last_line(manuscript)
        line = manuscript.parts[-1][1]
        if len(line) > LONGEST_FOOT:
            return
        if credited := is_credits(line):
            manuscript.byline = manuscript.byline or reporters(line)
        written = reads_as(line, fold(manuscript.byline))
        if not (
            credited or written or is_end(line) or is_sign_off(manuscript, line) or is_signed_by_name(manuscript, line)
        ):
            return
        manuscript.parts.pop()


def part_last_line(manuscript: Manuscript) -> None:
    """Make a part of its own of the last line of the last part, where that line closes a report."""
    kind, text = manuscript.parts[-1]
    above, _newline, last = text.rpartition("\n")
    if above and not is_end(text) and len(last) <= LONGEST_FOOT and (is_end(last) or is_credits(last)):
        manuscript.parts[-1:] = [(kind, above), (kind, last)]


def is_credits(line: str) -> bool:
    return bool(CREDITS.fullmatch(line) or BARE_CREDITS.fullmatch(line))


def reporters(line: str) -> str:
    """The first that are named in "(Reporting by Jane Roe and Ali B; Editing by X Y)"."""
    found = BY_WHOM.search(line)
    return found[1].strip(" ,.") if found and len(found[1]) <= 200 and "edit" not in fold(line[:12]) else ""


def is_end(line: str) -> bool:
    return bool(ENDS.fullmatch(line) or INITIALS.fullmatch(line))


def is_sign_off(manuscript: Manuscript, line: str) -> bool:
    """An agency's name alone: "(Xinhua)", "EFE"."""
    found = SIGN_OFF.fullmatch(line)
    if not found:
        return False
    agency = find_signature(found[1]) if line.startswith(("(", "/", "[")) else find_outlet(found[1])
    if agency is None or agency.kind != "agency":
        return False
    manuscript.outlet = manuscript.outlet or agency.name
    return True


def is_signed_by_name(manuscript: Manuscript, line: str) -> bool:
    """A reporter with the agency, "Jane Roe/TT", or its sentence on when it first had the report."""
    if found := FIRST_PUBLISHED.fullmatch(line):
        manuscript.published = manuscript.published or find_day(found["date"])
    else:
        found = SIGNED_NAME.fullmatch(line)
    agency = find_signature(found["agency"]) if found else None
    if not found or agency is None or agency.kind != "agency":
        return False
    manuscript.outlet = manuscript.outlet or agency.name
    manuscript.byline = manuscript.byline or found.groupdict().get("name") or ""
    return True
