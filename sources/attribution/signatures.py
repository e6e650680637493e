"""Outlets that sign a passage, or a list of them that stands for its origin: "(AFP)", "avec Reuters". Pure."""

import re

from sources.attribution.naming import Mention
from sources.attribution.persons import Page

# What may stand between a signature and what it signs.
SIGNED_AFTER = re.compile('[.!?…»”"\\])/|–—:-]\\s*$')
OPENS = re.compile("[(\\[]\\s*$")
BETWEEN = re.compile(r"[\s,،؛/’':&+|•·-]*")
# Between an outlet at the beginning of a line and what it says: "رويترز عن مسؤول: …", "AFP, citing police: …".
HEADED = re.compile(r"\s*[,،]?\s*(?:(?:نقلا\s+)?عن|citing|quoting|citant)\s[^.:;\n]{1,60}:|\s*:(?=\s)")
SCRIPT = re.compile('\\s*:\\s*[«“"„]')
CLOSES = re.compile(r"\s*[)\]]")
# The time before an entry of a live page is no longer than this.
TIME = 16
# A dateline stands this near to the beginning of its paragraph.
DATELINE = 90
# A line of who wrote is no longer than this.
BYLINE = 100


def signed(page: Page, mention: Mention) -> bool:
    """Whether the outlet stands there alone: in brackets, or behind the last sentence of its paragraph."""
    text = page.text
    first, last = lead(page, mention), trail(page, mention)
    start, end = page.tokens[first].start, page.tokens[last].end
    before = text[max(0, start - 12) : start]
    after = text[end : end + 12]
    if OPENS.search(before):
        return bool(CLOSES.match(after)) and in_brackets(page, mention, first, last)
    if is_script(page, mention, after):
        return True
    opens_block = start == 0 or text[max(0, start - 2) : start] == "\n\n"
    ends_block = re.match(r"[\s.)\]/]*(?:\n\n|$)", text[end : end + 20] if end + 20 < len(text) else text[end:])
    if not ends_block:
        return first < mention.first and in_byline(page, start)
    return opens_block or bool(SIGNED_AFTER.search(before)) or before.endswith("\n")


def is_script(page: Page, mention: Mention, after: str) -> bool:
    """ "Reuters: “The city has fallen.”": the outlet opens a sentence, and words of its own follow."""
    first = page.sentence[mention.first][0]
    opens = all(page.word(index) in page.cues.definite for index in range(first, mention.first))
    return (opens and SCRIPT.match(after) is not None) or is_heading(page, mention)


def is_heading(page: Page, mention: Mention) -> bool:
    """ "19:22 Reuters: …": nothing but the time before it in its line, and a colon behind it."""
    text, start = page.text, page.tokens[mention.first].start
    line = text[max(text.rfind("\n", 0, start) + 1, start - TIME) : start]
    return not any(char.isalpha() for char in line) and HEADED.match(text, page.tokens[mention.last].end) is not None


def lead(page: Page, mention: Mention) -> int:
    """The first word of what signs: "avec", "source", other outlets of the list."""
    first = mention.first
    while first > 0 and mention.first - first < 12:
        gap = page.gap(first - 1)
        if "\n" in gap or not BETWEEN.fullmatch(gap):
            break
        if first - 1 not in page.taken and page.word(first - 1) not in page.cues.signs:
            break
        first -= 1
    return first


def trail(page: Page, mention: Mention) -> int:
    last = mention.last
    while last + 1 < len(page.tokens) and last - mention.last < 12:
        gap = page.gap(last)
        if "\n" in gap or not BETWEEN.fullmatch(gap):
            break
        if last + 1 not in page.taken and page.word(last + 1) not in page.cues.signs:
            break
        last += 1
    return last


def in_brackets(page: Page, mention: Mention, first: int, last: int) -> bool:
    """Brackets that hold nothing but outlets sign, unless they only abbreviate the name before them."""
    text = page.text
    if first > 0 and first - 1 in page.taken and "." not in page.gap(first - 1) and "\n" not in page.gap(first - 1):
        return False
    if page.taken.issuperset(range(first, last + 1)) and (first, last) != (mention.first, mention.last):
        return True  # a list of outlets stands for who says it
    bracket_end = text.find(")", page.tokens[last].end)
    after = text[bracket_end + 1 : bracket_end + 4] if bracket_end >= 0 else ""
    block = text.rfind("\n\n", 0, page.tokens[first].start)
    is_dateline = page.tokens[first].start - block <= DATELINE and re.match(r"\s*[-–—:.]", after) is not None
    before = text[max(0, page.tokens[first].start - 3) : page.tokens[first].start]
    return (
        is_dateline or re.match(r"\s*(?:[.,;]|\n|$)", after) is not None or bool(re.search(r"[.!?»”\"]\s*\(", before))
    )


def in_byline(page: Page, start: int) -> bool:
    """Whether a lead word stands in a short line that is no sentence: "Jane Doe, with Reuters in Tokyo"."""
    text = page.text
    begin = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[max(0, start - BYLINE) : start] else 0
    end = text.find("\n\n", start, start + BYLINE)
    end = len(text) if end < 0 else end
    line = text[begin:end] if end - begin <= BYLINE else ""
    return bool(line) and line[-1] not in ".!?…:;»”" and not any(sign in line for sign in ("« ", "“", ";"))
