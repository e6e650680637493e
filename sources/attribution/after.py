"""What the words behind a source say of it: the verb by which it says something, and who speaks for it. Pure."""

import re

from sources.attribution import mentioned
from sources.attribution.before import Before, passing
from sources.attribution.cues import words_of
from sources.attribution.naming import Mention
from sources.attribution.persons import PARTICLES, Page
from sources.attribution.sayings import AUXILIARIES, COMMA, HARD, TELLING, Cited, auxiliary
from sources.attribution.verbs import ASIDE, BEING, GONE, INFINITIVE, is_any_verb, is_aside, is_present

# How many words the walk takes at most.
REACH = 30
# Behind other words these are nouns: "an analysis of port records".
NOUNS_TOO = words_of(
    "reports records notes claims counts estimates quotes details posts tweets features forecasts puts"
)
# How many words may stand between an outlet and the function of somebody of it.
FUNCTION = 4
WORKS = words_of(
    "report reports dispatch dispatches story interview investigation footage images tally count figures estimate "
    "estimates analysis data survey poll article account version line tale narrative video videos "
    "photographs photograph exclusive scoop depeche column columns figure numbers website site"
)
APART = re.compile(r"\s*[,،?؟]")
EXPLAINED = words_of("qui which التي الذي")
LIKE = words_of("as comme")
DOES = words_of("does did do always")
OF_WHOM = words_of("que qu whom")
HAVING = words_of("a ont avait avaient")
REFLEXIVE = words_of("s se")
FIRST = words_of("first only one premier premiere premiers seul seule seuls rare rares")
MORE = words_of("plus moins more less")
BEHIND_FIRST = words_of("to a qui who")


class After:
    """What stands behind a source that nothing before it has made a citation, up to the verb of saying."""

    def __init__(self, page: Page, mention: Mention, before: Before) -> None:
        self.page = page
        self.cues = page.cues
        self.mention = mention
        self.before = before
        self.is_linked = before.is_linked
        self.is_possessive = False
        self.names: list[int] = []
        self.plain = 0
        self.in_commas = False
        self.commas = 0
        self.relative = False
        self.explains = False  # in a relative clause of which the source is the subject
        self.in_brackets = False
        self.is_idle = False  # a verb was passed that tells nothing
        self.is_passive = False
        self.told_of = -1  # the comma before a clause of which the source is the object: "L'AFP, que nul ne lit, …"

    def read(self) -> Cited | None:
        return self.read_verb() or self.read_work() or self.read_opening() or self.read_clause() or self.read_person()

    def read_clause(self) -> Cited | None:
        """ "As Reuters was unkind enough to recall"."""
        before, first = self.before, self.mention.first
        is_clause = before.is_clause and self.is_teller() and not (self.is_idle or before.link or before.is_linked)
        last = self.mention.last
        is_short = last == self.page.sentence[last][1] or self.page.word(last + 1) in DOES  # "as CNN does"
        is_as = is_clause and not is_short and self.page.word(first - 1) in LIKE
        return Cited(first, self.mention.last, None) if is_as else None

    def read_person(self) -> Cited | None:
        """ "A photographer of Reuters …": somebody of the source opens a clause, and nothing is done to them."""
        before = self.before
        if not self.is_teller() or self.is_idle or self.is_passive or not before.person or before.names:
            return None
        word = self.page.word(before.first)
        if word.startswith("ال") or (self.cues.language != "ar" and word not in self.cues.indefinite):
            return None  # "La rédaction de Libération déménage"
        return Cited(before.first, self.mention.last, None) if self.opening(before.first) else None

    def opening(self, first: int) -> bool:
        """Whether nothing but small words stand between the beginning of a clause and a word."""
        page = self.page
        start = page.sentence[first][0]
        while first > start and not HARD.search(page.gap(first - 1)) and self.may_open(page.word(first - 1)):
            first -= 1
        return first == start or HARD.search(page.gap(first - 1)) is not None

    def read_opening(self) -> Cited | None:
        """ "Reuters, once again, in a dispatch …": opens a sentence, and a comma keeps it apart."""
        page, last = self.page, self.mention.last
        if not self.is_teller() or self.is_idle or self.is_passive or not APART.match(page.gap(last)):
            return None
        is_last = last == page.sentence[last][1]  # "Et Le Monde ?"
        is_explained = not is_last and page.word(last + 1) in self.cues.indefinite  # "Sputnik, a bar"
        is_explained = is_explained or mentioned.is_explained(page, last)
        return Cited(self.mention.first, last, None) if self.opening(self.mention.first) and not is_explained else None

    def read_work(self) -> Cited | None:
        """ "in a Reuters dispatch", "the AP's figure": a work of the source, right behind it."""
        page, last = self.page, self.mention.last
        if last + 1 < page.sentence[last][1] and page.word(last + 1) == "s" and page.gap(last) in ("'", "’"):
            last += 1
        if (
            last == page.sentence[last][1]
            or page.gap(last) != " "
            or not self.mention.outlet
            or (self.is_idle and not self.commas)
            or self.is_banned(last + 2)
        ):
            return None
        is_there = self.before.in_at >= 0 and page.word(last + 1) in self.cues.products  # "في … مقال"
        is_work = page.word(last + 1) in WORKS or is_there
        return Cited(self.mention.first, last + 1, (last + 1, last + 1)) if is_work else None

    def is_banned(self, index: int) -> bool:
        """ "The Reuters report was banned"."""
        is_inside = index <= self.page.sentence[self.mention.last][1]
        return is_inside and self.page.word(index) in self.cues.passive and self.is_done_to(index)

    def may_open(self, word: str) -> bool:
        return word in passing(self.cues) or word in ASIDE or word in self.cues.ands

    def read_verb(self) -> Cited | None:
        if self.cannot_speak():
            return None
        last = self.page.sentence[self.mention.last][1]
        self.is_possessive = self.mention.last < last and bool(re.match("[’']s?", self.page.gap(self.mention.last)))
        for index in range(self.mention.last + 1, min(last, self.mention.last + REACH) + 1):
            if not self.passes_gap(index - 1):
                return None
            if self.in_brackets or self.commas == self.told_of:
                continue
            done = self.take(index)
            if done is not None:
                return done if isinstance(done, Cited) else None
        return None

    def cannot_speak(self) -> bool:
        """Whether the source is no subject: "at Reuters", "the Cup of the World"."""
        before = self.before
        if self.cues.language == "ar" and self.mention.prefix.endswith(("ل", "ب", "ك")):
            return True
        is_named = len(before.names) > 1 and not self.mention.is_weak
        return before.blocked and not (before.is_linked or is_named or self.is_explained())

    def is_explained(self) -> bool:
        """Whether a relative clause says what the source says: "un ton différent dans Libération, qui dénonce"."""
        last = self.mention.last
        return last < self.page.sentence[last][1] and self.page.word(last + 1) in EXPLAINED

    def passes_gap(self, index: int) -> bool:
        gap = self.page.gap(index)
        if "(" in gap and not self.in_brackets:
            self.in_brackets = ")" not in gap
            return True
        if ")" in gap and self.in_brackets:
            self.in_brackets = False
            return self.passes_rest(gap.replace(")", ""))
        if self.in_brackets:
            return True
        return self.passes_rest(gap)

    def passes_rest(self, gap: str) -> bool:
        if HARD.search(gap):
            return is_closing(gap)
        if COMMA.search(gap):
            self.commas += 1
            self.in_commas = self.commas % 2 == 1
            self.plain = 0
        return self.commas <= 3

    def take(self, index: int) -> "Cited | bool | None":
        """A citation, False where the walk ends without one, None to go on."""
        word = self.page.word(index)
        cues = self.cues
        if index == self.mention.last + 1 and self.is_possessive and word == "s":
            return None
        if not self.is_no_subject(index, word) and (self.is_verb(index, word) or self.tells(index)):
            return self.verb(index)
        if word in cues.people or word in cues.products:
            return self.take_people(index)
        if index in self.page.taken:
            return None if self.in_commas or self.commas else False
        if self.page.is_name(index) and word not in cues.aux:
            if self.is_speaker(index):
                self.names.append(index)
            return None if self.may_have_name(index) else False
        return self.take_small(index, word)

    def is_verb(self, index: int, word: str) -> bool:
        cues = self.cues
        if self.page.tokens[index].is_capital:
            return False
        if cues.language == "fr":
            return self.is_french_verb(index, word)
        if word in NOUNS_TOO and self.plain and not self.in_commas:
            return False
        if self.is_linked and word + "s" in cues.said and self.page.word(index - 1) in cues.people:
            return True  # "its researchers suggest"
        is_so = word in cues.progressive or self.is_first(index)
        return word in cues.said or (is_so and self.is_going_on(index))

    def is_french_verb(self, index: int, word: str) -> bool:
        """A verb of saying that is no noun here ("un article du Monde") and has no other subject ("dit-on")."""
        cues, previous = self.cues, self.page.word(index - 1)
        if self.has_pronoun(index):
            return False
        if word in cues.agreed and previous in AUXILIARIES["fr"]:
            return True
        if (word in cues.progressive or self.is_first(index)) and self.is_going_on(index):
            return True
        if previous == "en" and word in BEING and self.is_teller():
            return True  # "en était à dix-neuf"
        if (word in cues.products or word in cues.skip) and not self.relative:
            return word in cues.said and (previous in HAVING or index == self.mention.last + 1)
        return word in cues.said

    def is_no_subject(self, index: int, word: str) -> bool:
        """ "lire l'AFP pour savoir", "l'AFP se fait discrète"."""
        previous = self.page.word(index - 1)
        if previous == "pour":
            return INFINITIVE.search(self.page.slice(index, index)) is not None or word.endswith("oir")
        is_become = word in ("fait", "font") and previous == "se" and index < self.page.sentence[index][1]
        return is_become and self.page.word(index + 1) not in self.cues.definite

    def is_first(self, index: int) -> bool:
        """ "was the first to", "fut la seule à"."""
        if index == self.page.sentence[index][1]:
            return False
        word, then = self.page.word(index), self.page.word(index + 1)
        is_more = word in MORE or (word.endswith("er") and then == "than")  # "was blunter than"
        return is_more or (word in FIRST and then in BEHIND_FIRST)

    def is_going_on(self, index: int) -> bool:
        """ "is still showing"."""
        return not self.page.cues.passive.isdisjoint(
            self.page.word(each) for each in range(index - FUNCTION, index) if each > self.mention.last
        )

    def has_pronoun(self, index: int) -> bool:
        if self.page.gap(index) != "-" or index == self.page.sentence[index][1]:
            return False
        return self.page.word(index + 1) in self.cues.pronouns

    def tells(self, index: int) -> bool:
        """Any verb of an outlet that does nothing but tell, unless it is one that tells nothing."""
        before = self.before
        if not self.is_teller() or self.plain or (self.commas % 2 and not self.explains):
            return False
        is_other = (self.is_possessive or self.has_names() or before.link) and not self.is_linked
        if is_other or self.page.word(index) in self.cues.idle:
            return False
        return is_any_verb(self.page, index, self.is_linked) or (before.is_clause and is_present(self.page, index))

    def has_names(self) -> bool:
        """Names behind the source, unless it is the first word of a longer one: BBC Panorama."""
        last = self.mention.last
        return bool(self.names) and (self.names != [last + 1] or not self.page.slice(last, last).isupper())

    def is_teller(self) -> bool:
        mention = self.mention
        is_word = mention.is_near or (mention.is_weak and self.cues.language == "ar")
        return mention.outlet is not None and mention.kind in TELLING and not is_word

    def take_people(self, index: int) -> bool | None:
        is_next = index - self.mention.last <= (5 if self.is_possessive else 2)
        if is_next or self.in_commas or self.is_linked:
            self.is_linked = True
            self.names = []  # "The Times' Cairo correspondent": it was no person
            return None
        return False

    def may_have_name(self, index: int) -> bool:
        return self.is_possessive or self.is_linked or self.in_commas or index - self.mention.last < 6

    def is_speaker(self, index: int) -> bool:
        """Whether a name goes on, or stands right behind the source, its people, or a comma."""
        if self.names:
            return index - self.names[-1] <= 2
        before = self.page.word(index - 1)
        is_behind = index - 1 == self.mention.last or before in self.cues.people | self.cues.titles | {"s"}
        return is_behind or bool(COMMA.search(self.page.gap(index - 1)))

    def take_small(self, index: int, word: str) -> bool | None:
        cues = self.cues
        self.is_passive = self.is_passive or word in cues.passive
        self.is_idle = self.is_idle or word in cues.idle or (word in cues.passive and self.is_done_to(index))
        if word in cues.relative:
            self.relative = True
            if word in OF_WHOM and COMMA.search(self.page.gap(index - 1)):
                self.told_of = self.commas
            self.explains = self.explains or word in EXPLAINED
            return None
        if self.goes_on(index):
            return None
        if word in cues.passive and not self.relative and self.page.word(index - 1) not in REFLEXIVE:
            return False
        if word in cues.aux or word in PARTICLES or is_aside(self.page, index) or word.isdigit() or self.in_commas:
            return None
        if word in cues.skip and (self.is_linked or index - self.mention.last <= 3):
            return None
        self.plain += 1
        allowed = 12 if self.relative or self.is_linked else 2 if self.cues.language == "ar" else 0
        return None if self.plain <= allowed else False

    def goes_on(self, index: int) -> bool:
        """Whether "is" begins "is showing", or words of a function stand before it: "CNN's foreign affairs editor"."""
        last = self.page.sentence[index][1]
        behind = range(index + 1, min(last, index + FUNCTION) + 1)
        if self.page.word(index) in self.cues.passive:
            return any(self.page.word(each) in self.cues.progressive | GONE or self.is_first(each) for each in behind)
        if not self.is_possessive or self.plain or self.commas:
            return False
        for each in behind:
            if self.page.gap(each - 1) not in (" ", "-") or self.page.word(each) in self.cues.links | self.cues.said:
                return False
            if self.page.word(each) in self.cues.people:
                return True
        return False

    def is_done_to(self, index: int) -> bool:
        """Whether "was" begins what is done to the source: "was banned", "est basée"."""
        last = self.page.sentence[index][1]
        return any(self.page.word(each) in self.cues.idle for each in range(index + 1, min(last, index + FUNCTION) + 1))

    def verb(self, index: int) -> "Cited | bool":
        before = self.before
        first = max(min(auxiliary(self.page, index), index), self.mention.last + 1)
        is_of = before.is_linked or bool(before.names)
        if not is_of and first == self.mention.last + 1 and self.is_aside():
            return False  # "Since the Liberation, said the guide"
        name, own = self.speaker()
        begin = before.first if before.is_linked else self.mention.first
        if before.names and not name and (before.link or before.is_linked):
            name = before.name_at(before.names)
            begin = min(begin, *before.names) if name else begin
            own = bool(name)
        return Cited(begin, index, (first, index), name, is_of=own)

    def is_aside(self) -> bool:
        """Whether a comma parts the source from the verb right behind it, and none parts it from what it explains."""
        page, first = self.page, self.mention.first
        if not COMMA.search(page.gap(self.mention.last)):
            return False
        while first > page.sentence[first][0] and page.word(first - 1) in self.cues.definite:
            first -= 1
        return first == page.sentence[first][0] or not COMMA.search(page.gap(first - 1))

    def speaker(self) -> tuple[str, bool]:
        """The name behind the source, where it is one of its people."""
        if not self.names or not (self.is_linked or self.is_possessive):
            return "", False
        last = self.names[0]
        while last + 1 in self.names or (last + 2 in self.names and self.page.word(last + 1) in PARTICLES):
            last = last + 1 if last + 1 in self.names else last + 2
            if COMMA.search(self.page.text[self.page.tokens[last - 1].end : self.page.tokens[last].start]):
                last -= 1
                break
        return self.page.slice(self.names[0], last), True


def is_closing(gap: str) -> bool:
    """Whether the marks between two words only close a quotation mark around the source's own name."""
    return gap.strip() in ("»", "”", '"')
