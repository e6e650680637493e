"""Whether an outlet that no known cue makes a citation is only mentioned. Pure.

People have more words for telling than a list can hold: what an outlet that does nothing but tell is named for is most
often what it has told. So it is taken for cited, unless a word beside it speaks of the outlet itself: of its offices,
its owners, of what was done to it.
"""

import re

from sources.attribution.cues import JOINED, words_of
from sources.attribution.naming import Mention
from sources.attribution.persons import Page
from sources.attribution.sayings import COMMA, HARD, TELLING

# How many words before and behind an outlet are read.
BEFORE, BEHIND = 8, 9
# Words of the list of idle verbs that are there because they only look like a verb, or say nothing of anybody.
NEUTRAL = words_of(
    "allait annee armee armees arrive aurait avait compte consacre controle demande devait devrait dirige donne entree "
    "entrees fallait journee matinee pourrait pouvait raison reproche serait soiree venait vivait voulait vise "
    "said next red bed united used tried wanted started need needed limited return returned "
    "كانت وقت تحت بيت بنت صوت ثبت موت أخت بدأت عادت ليست وصلت أصبحت باتت"
)
ARTICLES = re.compile("^[وف]?(?:ب?ال|لل)(?=...)")
AND = words_of("and but et mais")
OWNING = words_of("son sa ses leur leurs its their")
HOSTILE = words_of("contre against envers visant unlike versus ضد")


def is_only_mentioned(page: Page, mention: Mention) -> bool:
    if mention.outlet is None or mention.kind not in TELLING or not is_sure(page, mention):
        return True
    words = list(around(page, mention))
    return not words or any(is_of_outlet(page, word) for word in words)


def is_sure(page: Page, mention: Mention) -> bool:
    """Whether the name is no other word, and no part of a longer one."""
    first = mention.first
    is_any = mention.is_person and page.word(mention.first) not in OWNING  # "the reporter"
    if is_any or mention.is_near or not page.cues.language or (mention.is_weak and page.cues.language == "ar"):
        return False
    if mention.takes_no_article and first and page.word(first - 1) in page.cues.definite:
        return False
    return not (
        is_inner(page, mention) or goes_on(page, mention) or is_of_all(page, first) or is_explained(page, mention.last)
    )


def is_explained(page: Page, last: int) -> bool:
    """ "Al-Jazira, la chaîne du Qatar": who it is follows, and not what it tells."""
    if last == page.sentence[last][1] or not COMMA.search(page.gap(last)):
        return False
    behind = last + 2 if page.word(last + 1) in page.cues.definite | page.cues.indefinite else last
    return behind > last and behind <= page.sentence[last][1] and page.word(behind) in page.cues.nouns


def is_inner(page: Page, mention: Mention) -> bool:
    """The Hadley Guardian, la Coupe du Monde."""
    place, start = mention.first - 1, page.sentence[mention.first][0]
    while mention.is_weak and place > start and page.word(place) in page.cues.links | page.cues.definite:
        place -= 1
    return place >= start and page.gap(place) in (" ", "-") and page.is_name(place)


def goes_on(page: Page, mention: Mention) -> bool:
    """Reuters Foundation, Le Monde arabe."""
    last = mention.last
    if last == page.sentence[last][1]:
        return False
    has_capital = page.gap(last) in (" ", "-") and page.tokens[last + 1].is_capital
    return has_capital or (mention.is_weak and is_longer(page, mention, last + 1))


def is_of_all(page: Page, first: int) -> bool:
    """ "Les journalistes de l'AFP", "the staff of Reuters": all the people of an outlet tell nothing."""
    place, start = first - 1, page.sentence[first][0]
    while place > start and page.word(place) in page.cues.links | page.cues.definite:
        place -= 1
    is_people = place > start and place < first - 1 and page.word(place) in page.cues.people
    return is_people and page.word(place - 1) in page.cues.definite


def is_longer(page: Page, mention: Mention, behind: int) -> bool:
    """Whether a French name goes on: le Monde arabe, le Monde de l'énergie; but not Le Monde du 3 mai."""
    if page.slice(mention.last, mention.last).isupper():
        return False  # l'AFP de source sûre
    then = page.word(min(behind + 1, len(page.tokens) - 1))
    is_date = then.isdigit() or (len(then) > 2 and then in page.cues.aux)  # Le Monde de samedi
    is_of = page.word(behind) in page.cues.not_after and not is_date
    return page.gap(behind - 1) == " " and (is_of or page.word(behind) in page.cues.adjectives)


def around(page: Page, mention: Mention) -> list[str]:
    """The words of the clause before and behind an outlet."""
    start, end = page.sentence[mention.first]
    first, last = mention.first, mention.last
    while first > max(start, mention.first - BEFORE) and not ends(page, first - 1, first == mention.first):
        first -= 1
    is_aside = COMMA.search(page.gap(last)) is not None
    while last < min(end, mention.last + BEHIND) and not ends(page, last, is_aside):
        last += 1
    own = range(mention.first, mention.last + 1)
    return [page.word(index) for index in range(first, last + 1) if index not in own and not is_cleft(page, index, own)]


def is_cleft(page: Page, index: int, own: range) -> bool:
    """ "C'est Reuters qui", "it was the AP that"."""
    if page.word(index) not in page.cues.passive:
        return False
    is_beside = all(page.word(each) in page.cues.definite for each in range(index + 1, own.start))
    return (index < own.start and is_beside) or (index > 0 and page.word(index - 1) == "c")


def ends(page: Page, index: int, is_aside: bool) -> bool:
    """Whether a clause ends behind a word; what stands in commas beside an outlet is no clause of its own."""
    gap = page.gap(index)
    is_joined = index + 1 < len(page.tokens) and page.word(index + 1) in AND
    return HARD.search(gap) is not None or (COMMA.search(gap) is not None and not (is_aside or is_joined))


def bare(word: str) -> str:
    """An Arabic word without "and", without its article and the ending of an object: والمكتب, مكتبا."""
    word = ARTICLES.sub("", word)
    return word.removesuffix("ا") if len(word) > 4 else word


def is_of_outlet(page: Page, word: str) -> bool:
    cues = page.cues
    if cues.language == "ar":
        word = bare(word)
        if word[:1] in JOINED and is_of_outlet(page, word[1:]):
            return True
    return (word in cues.idle and word not in NEUTRAL) or word in cues.silent or word in cues.passive or word in HOSTILE
