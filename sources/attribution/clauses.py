"""What the words around a source say of it: whether it is cited, by which cue, and who speaks. Pure.

Words are walked one by one from the source outwards, never further than a clause reaches, so that the work is linear
and what is about the source (its offices burned, its reporter was arrested) is told from what it says.
"""

import re

from sources.attribution.after import After
from sources.attribution.before import Before
from sources.attribution.naming import Mention
from sources.attribution.persons import Page, arabic_name, name_from
from sources.attribution.sayings import Cited


def judge(page: Page, mention: Mention) -> Cited | None:
    """How the source is cited; None where it is only spoken of."""
    before = Before(page, mention).read()
    if before.cited:
        return with_name_behind(page, mention, before.cited, before.is_linked)
    return before.product or After(page, mention, before).read()


def with_name_behind(page: Page, mention: Mention, cited: Cited, is_linked: bool) -> Cited:
    """A name that follows its outlet: "according to Al Jazeera's Stefanie Dekker", "selon le directeur de …, X",
    "a dit à l'AFP X".
    """
    place, end = mention.last + 1, page.sentence[mention.last][1]
    if cited.speaker or place > end:
        return cited
    is_own = is_linked
    gap = page.gap(mention.last)
    if re.fullmatch("[’']", gap) and page.word(place) == "s":
        place, is_own = place + 1, True
        while place <= end and page.word(place) in page.cues.people | page.cues.skip and not page.is_name(place):
            place += 1
    elif not (re.fullmatch(r"\s", gap) or (is_linked and re.fullmatch(r"[,\s]+", gap))):
        return cited
    if page.cues.language == "ar":
        return with_arabic_name(page, cited, place, is_linked)
    first, last = name_from(page, place, end)
    if first > last:
        return cited
    if last < end and page.word(last + 1) in page.cues.people:
        first, last = name_from(page, last + 2, end)
        if first > last:
            return cited
    return Cited(cited.first, max(cited.last, last), cited.cue, page.slice(first, last), is_of=is_own)


def with_arabic_name(page: Page, cited: Cited, place: int, is_linked: bool) -> Cited:
    """ "قال مدير المرصد رامي عبد الرحمن إن": Arabic has no capitals, so that a name is what stands before the next verb
    or small word.
    """
    if not is_linked:
        return cited
    last = place
    cues, end = page.cues, page.sentence[place][1]
    stops = cues.said | cues.aux | cues.follow | cues.links | cues.to | cues.small
    while last <= end and last - place < 4 and page.word(last) not in stops and last not in page.taken:
        last += 1
        if page.gap(last - 1) != " ":
            break
    name = arabic_name(page, list(range(place, last)))
    return Cited(cited.first, max(cited.last, last - 1), cited.cue, name, is_of=True) if name else cited
