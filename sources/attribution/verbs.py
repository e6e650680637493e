"""Verbs that are in no list, told by their endings and by the words beside them. Pure."""

import re

from sources.attribution.cues import words_of
from sources.attribution.persons import Page
from sources.attribution.sayings import AUXILIARIES, COMMA

# Endings of French adjectives, participles and tenses.
ADJECTIVE = re.compile("(?:ique|able|ible|iste|aire|enne|aise|oise|é|ée|ées|és)$")
PARTICIPLE = re.compile("(?:é|ée|és|ées|i|ie|is|ises?|it|its|ites?|ert|erts?|u|ue|us|ues|û)$")
PRESENT, IMPERFECT, FUTURE = (
    re.compile("(?:e|ent|oit|ient|it|nd)$"),
    re.compile("(?:ait|aient)$"),
    re.compile("r(?:a|ont)$"),
)
INFINITIVE = re.compile("(?:er|ir|re)$")
ADVERB = {"fr": "ment", "en": "ly"}
BEING = words_of("est sont etait etaient")
HAVING = AUXILIARIES["fr"] - words_of("est sont etait s se fait")
CLITICS = words_of("le la les l lui leur nous y en n ne se")
# Behind these, Arabic has a verb: not, will.
NEGATIONS = words_of("لم لا لن ولم ولا ولن فلم فلا")
BEFORE_VERBS = NEGATIONS | words_of("سوف قد لقد وقد ولقد")
# Endings of the adjectives that say which agency, which chain is meant.
QUALIFYING = re.compile(
    "(?:ique|able|ible|iste|aire|enne|aise|oise|ale|ive|euse|ière|elle|ine|aine|ente|ante|é|ée|ées|és|erte|ente|ile)$"
)
# What stands behind a verb and behind no noun.
OBJECTS = {
    "en": words_of("the a an his her its their how why what whether two us me you them it him"),
    "fr": words_of("le la les l un une des ce cet cette son sa ses sur que qu"),
}
HELPING = AUXILIARIES["en"] | words_of("did does do could would can will may might must should")
ASIDE = words_of(
    "pas plus jamais aussi meme encore deja toujours pourtant d elle lui ailleurs tout de certes bien donc quand en "
    "effet fort vite mal mieux trop assez longtemps soin enfin ensuite tot tard not never even also still just duly "
    "once then now too simply promptly quietly"
)
GONE = words_of("alle allee alles allees parti partie partis parties venu venue venus venues")


def is_any_verb(page: Page, index: int, is_person: bool) -> bool:
    """Whether a word behind an outlet is a verb, and none that tells nothing: "closed", "a licencié". What a person of
    the outlet does now is told of more persons than of those who tell: "les journalistes de l'AFP dorment".
    """
    word = page.word(index)
    if page.tokens[index].is_capital or word in page.cues.idle or not word.isalpha():
        return False
    language = page.cues.language
    if language == "en":
        return is_english(page, index) and not (is_person and word.endswith("s"))
    if language == "fr":
        return is_french(page, index, is_person)
    return language == "ar" and (is_feminine(word) or is_coming(word) or page.word(index - 1) in BEFORE_VERBS)


def is_present(page: Page, index: int, has_object: bool = False) -> bool:
    """Whether a word looks like a verb where one has to follow: "ce que Reuters oublie", "as the BBC puts it"; or
    behind an object: "le glisse à Reuters".
    """
    raw = page.slice(index, index)
    if page.cues.language == "fr":
        is_placed = not has_object or page.word(index - 1) in CLITICS
        return is_placed and PRESENT.search(raw) is not None and not ADJECTIVE.search(raw)
    return page.cues.language == "en" and raw.endswith("s") and page.word(index) not in page.cues.passive | HELPING


def is_any_finite(page: Page, index: int) -> bool:
    """Whether a word behind a noun looks more like its verb than like an adjective of it."""
    raw, word = page.slice(index, index), page.word(index)
    if page.cues.language == "en":
        return word.endswith(("ed", "s")) or word in ASIDE
    if page.cues.language != "fr" or QUALIFYING.search(raw):
        return False
    return any(pattern.search(raw) for pattern in (PRESENT, IMPERFECT, FUTURE)) or word in ASIDE


def is_coming(word: str) -> bool:
    """The present of them, which is no noun of the same look: تقرير, تغطية."""
    word = word.removesuffix("نا")
    return 2 < len(word) < 7 and word.startswith("ت") and not word.endswith(("ه", "ات")) and word[-2] != "ي"


def is_feminine(word: str) -> bool:
    """The past of Arabic verbs with a feminine subject, which agencies and newspapers are."""
    return len(word) > 2 and word.endswith("ت") and not word.endswith("ات")


def is_english(page: Page, index: int) -> bool:
    word = page.word(index)
    if word in page.cues.aux or word in page.cues.passive or word in OBJECTS["en"]:
        return False
    if before_asides(page, index) in HELPING:
        return True
    if word.endswith("ed") and len(word) > 4:
        return True
    is_present = word.endswith("s") and not word.endswith("ss") and following(page, index) in OBJECTS["en"]
    return is_present or word in page.cues.irregular


def is_french(page: Page, index: int, is_person: bool) -> bool:
    cues, raw = page.cues, page.slice(index, index)
    word = page.word(index)
    if word in cues.aux or word in cues.skip or word in cues.links or word in cues.indefinite:
        return False
    before = before_asides(page, index)
    if before in HAVING or is_reflexive(page, index):
        return PARTICIPLE.search(raw) is not None
    if is_person or word in GONE:
        return word in GONE and before in BEING and INFINITIVE.search(following(page, index)) is not None
    if IMPERFECT.search(raw) or FUTURE.search(raw) or is_going(page, index):
        return True
    if not PRESENT.search(raw) or ADJECTIVE.search(raw):
        return False
    return before in CLITICS or following(page, index) in OBJECTS["fr"]


def is_going(page: Page, index: int) -> bool:
    """ "va jusqu'à", but nothing of what is yet to come: "va fermer"."""
    return page.word(index) in page.cues.irregular and not INFINITIVE.search(following(page, index))


def is_reflexive(page: Page, index: int) -> bool:
    """ "s'est contentée"."""
    return index > 1 and page.word(index - 1) == "est" and page.word(index - 2) == "s"


def before_asides(page: Page, index: int) -> str:
    """The word before a verb, without "not", "aussi" and the like; none where a mark stands between."""
    place = index - 1
    while place > page.sentence[index][0] and is_aside(page, place) and not COMMA.search(page.gap(place)):
        place -= 1
    return "" if COMMA.search(page.gap(place)) else page.word(place)


def is_aside(page: Page, index: int) -> bool:
    """Whether a word only says how: "a tout de même trouvé", "has quietly dropped"."""
    word = page.word(index)
    return word in ASIDE or word.endswith(ADVERB.get(page.cues.language, "\n"))


def following(page: Page, index: int) -> str:
    """The word that follows without any mark between, or after an apostrophe."""
    return page.word(index + 1) if index < page.sentence[index][1] and page.gap(index).isspace() else ""
