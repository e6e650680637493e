"""Persons who are said to have said something, whether or not for an outlet. Pure."""

from dataclasses import dataclass

from sources.attribution.cues import words_of
from sources.attribution.persons import Page, arabic_name, name_from, name_run, read_page
from sources.attribution.sayings import AUXILIARIES, COMMA, HARD
from sources.quotations import Quoted, find_quotations

Span = tuple[int, int]

# How many words may stand between a verb and the name behind it: "a déclaré le ministre russe de la Défense, X".
FUNCTION, APPOSITION = 12, 14
VERB_PARTS = words_of("t il elle ils elles on s lui he she they also later egalement ensuite aussi").union(
    *AUXILIARIES.values()
)
# What opens the words said.
OPENERS = words_of("que qu that إن أن بأن أنه أنها إنه إنها")
# Before a name these make a place, a body, a time of it.
OF = words_of("de du des d la le les l")
NOT_BEFORE = OF | words_of("a au aux en in of at from to on by par for near dans sur vers the with avec pour")
# Behind these, nobody is named who speaks.
ENDS_NAMING = words_of("avec lors apres avant a pendant devant with after during to at")


@dataclass(frozen=True, slots=True)
class Speech:
    """A person with a verb of saying. `speaker` is without title and function, `quotation` the words that belong to it,
    without their marks.
    """

    start: int
    end: int
    speaker: str
    cue: str
    quotation: Span | None


def find_speakers(text: str, language: str) -> list[Speech]:
    """Named persons who say something, by their start; "a-t-il ajouté" goes to whoever spoke last. Linear.

    Outlets that say something are among them where they are written like a name: `find_citations` knows which.
    """
    page = read_page(text, language)
    quotations = Quoted(text, find_quotations(text, language))
    found: list[Speech] = []
    last_speaker = ""
    for index, token in enumerate(page.tokens):
        if token.word not in page.cues.said or token.is_capital:
            continue
        said = said_at(page, index, last_speaker)
        if said is None:
            continue
        first, last, begins, speaker = said
        start, end = page.tokens[first].start, page.tokens[last].end
        quotation = quotations.beside(start, end)
        if (found and start < found[-1].end) or not (quotation or opens_speech(page, index, last)):
            continue
        last_speaker = speaker
        found.append(Speech(start, end, speaker, page.slice(begins, index), quotation))
    return found


def said_at(page: Page, index: int, last_speaker: str) -> tuple[int, int, int, str] | None:
    """The first and last word of a saying, where its verb begins, and who says it."""
    begins = verb_begins(page, index)
    if page.cues.language == "ar":
        name, last = arabic_behind(page, index)
        return (begins, last, begins, name) if name else None
    if has_pronoun(page, begins, index):
        return (begins, index, begins, last_speaker) if last_speaker else None
    if behind := name_behind(page, index):
        return begins, behind[1], begins, page.slice(*behind)
    if before := name_before(page, begins):
        return before[0], index, begins, page.slice(*before)
    return None


def opens_speech(page: Page, index: int, last: int) -> bool:
    """Whether words said indirectly follow: "said that", "a déclaré X que"; in English "said" does without."""
    if page.cues.language == "en" and page.word(index) in page.cues.inverted:
        return True
    places = {index + 1, last + 1}
    return any(place < len(page.tokens) and page.word(place) in OPENERS for place in places) or ":" in page.gap(last)


def verb_begins(page: Page, index: int) -> int:
    first, start = index, page.sentence[index][0]
    while first > start and index - first < 4 and page.word(first - 1) in VERB_PARTS and is_joined(page, first - 1):
        first -= 1
    if first == index > start and page.word(index).endswith("er") and page.word(index - 1) == "de":
        first -= 1  # "et le porte-parole de préciser"
    return first


def is_joined(page: Page, index: int) -> bool:
    gap = page.gap(index)
    return not (HARD.search(gap) or COMMA.search(gap))


def has_pronoun(page: Page, begins: int, index: int) -> bool:
    """ "a-t-il déclaré", "dit-elle", "he said"."""
    last = index + 1 if index < page.sentence[index][1] and "-" in page.gap(index) else index
    if last + 1 <= page.sentence[index][1] and page.word(last) == "t":
        last += 1
    return any(page.word(place) in page.cues.pronouns for place in range(begins, last + 1))


def name_behind(page: Page, index: int) -> Span | None:
    """ "said Jane Doe", "a dit M. Lavrov", "a déclaré le ministre russe des Affaires étrangères, Sergueï Lavrov"."""
    last = page.sentence[index][1]
    for place in range(index + 1, min(last, index + FUNCTION) + 1):
        if ends_naming(page, place, index):
            return None
        previous = page.word(place - 1)
        is_free = bool(COMMA.search(page.gap(place - 1))) or previous in page.cues.titles or place == index + 1
        is_inside = previous in NOT_BEFORE or page.tokens[place - 1].is_capital
        if page.is_name(place) and (is_free or not is_inside):
            return name_from(page, place, last)
    return None


def ends_naming(page: Page, place: int, index: int) -> bool:
    """Whether no name of a speaker can stand at or behind a word."""
    previous, gap, word = page.word(place - 1), page.gap(place - 1), page.word(place)
    if HARD.search(gap) and previous not in page.cues.titles:
        return True
    if word in page.cues.pronouns or word in OPENERS or word in ENDS_NAMING:
        return True
    if COMMA.search(gap):
        return place == index + 1 or not page.is_name(place)
    return page.cues.language == "en" and not is_function(page, place)


def is_function(page: Page, place: int) -> bool:
    cues = page.cues
    return page.word(place) in cues.titles | cues.people | cues.skip or page.tokens[place].is_capital


def name_before(page: Page, index: int) -> Span | None:
    """ "Jane Doe said", "Jane Doe, a nurse, said", "le ministre, Sergueï Lavrov, a dit"."""
    start = page.sentence[index][0]
    place = index - 1
    if place < start or HARD.search(page.gap(place)):
        return None
    if COMMA.search(page.gap(place)) and not page.is_name(place):
        commas = range(place - 1, max(start, place - APPOSITION) - 1, -1)
        place = next((each for each in commas if COMMA.search(page.gap(each)) and page.is_name(each)), start - 1)
    if place < start or not page.is_name(place):
        return None
    first, last = name_run(page, place, start)
    is_after = first > start and is_joined(page, first - 1) and page.word(first - 1) in NOT_BEFORE
    return None if is_after else (first, last)


def arabic_behind(page: Page, index: int) -> tuple[str, int]:
    """The name behind a verb and behind the function in front of it, up to the next small word."""
    cues, end = page.cues, page.sentence[index][1]
    stops = cues.said | cues.aux | cues.follow | cues.to | OPENERS
    last = index
    while last < end and last - index < FUNCTION and page.gap(last) == " " and page.word(last + 1) not in stops:
        last += 1
    words = list(range(index + 1, last + 1))
    functions = [each for each in words if page.word(each) in cues.people or page.word(each).startswith("ال")]
    words = [each for each in words if not functions or each > functions[-1]]
    return arabic_name(page, words), last
