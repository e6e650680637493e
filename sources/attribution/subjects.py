"""Where a clause begins, and who stands before a verb and is its subject. Pure."""

from sources.attribution.persons import Page, name_run
from sources.attribution.sayings import COMMA, HARD

# How many words an apposition in commas may have.
APPOSITION = 14


def opens_clause(page: Page, index: int) -> bool:
    """Whether a word begins a sentence or a clause of it."""
    if index == page.sentence[index][0] or follows_and(page, index):
        return True
    gap = page.gap(index - 1)
    return COMMA.search(gap) is not None or HARD.search(gap) is not None


def follows_and(page: Page, index: int) -> bool:
    """ "Et sur CNN, …"."""
    return index - 1 == page.sentence[index][0] and page.word(index - 1) in page.cues.ands


def subject_before(page: Page, index: int) -> tuple[str, int]:
    """The name right before a verb, or before an apposition in commas: "Jane Doe, a nurse, told"."""
    start = page.sentence[index][0]
    place = index - 1
    while place >= start and page.word(place) in page.cues.aux and not page.is_name(place):
        place -= 1
    if place < start or HARD.search(page.gap(place)):
        return "", index
    if COMMA.search(page.gap(place)):
        place = before_commas(page, place, start)
    return name_ending(page, place, start)


def before_commas(page: Page, comma: int, start: int) -> int:
    for place in range(comma - 1, max(start, comma - APPOSITION) - 1, -1):
        if HARD.search(page.gap(place)):
            break
        if COMMA.search(page.gap(place)) and page.is_name(place):
            return place
    return comma


def name_ending(page: Page, index: int, start: int) -> tuple[str, int]:
    first, last = name_run(page, index, start)
    return (page.slice(first, last), first) if first <= last else ("", index)
