"""What the words around a source say of it: whether it is cited, by which cue, and who speaks. Pure.

Words are walked one by one from the source outwards, never further than a clause reaches, so that the work is linear
and what is about the source (its offices burned, its reporter was arrested) is told from what it says.
"""

import re
from dataclasses import dataclass

from sources.attribution.cues import JOINED, plain_form, words_of
from sources.attribution.naming import Mention
from sources.attribution.persons import PARTICLES, Page, arabic_name, name_from, name_run

# How many words the walk to either side takes at most.
REACH, BEHIND = 14, 30
# How many words that mean nothing to the walk may stand between a cue and the source.
PLAIN, HEARD_PLAIN = 4, 9
HARD = re.compile('[;:!?؟؛.…"«»“”„()\\[\\]]|\\n|[–—]\\s')
POSSESSIVE = re.compile("[’']s\\b")
COMMA = re.compile("[,،]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A cue beside a source: words from `first` to `last` cover both, `cue` is what stands there. `is_of`: the speaker
    belongs to the source, rather than speaking to it.
    """

    first: int
    last: int
    cue: tuple[int, int] | None
    speaker: str = ""
    is_of: bool = False


def judge(page: Page, mention: Mention) -> Cited | None:
    """How the source is cited; None where it is only spoken of."""
    before = Before(page, mention).read()
    if before.cited:
        return with_name_behind(page, mention, before.cited, before.is_linked)
    return before.product or After(page, mention, before).read()


class Before:
    """What stands before a source, read towards the beginning of the sentence."""

    def __init__(self, page: Page, mention: Mention) -> None:
        self.page = page
        self.cues = page.cues
        self.mention = mention
        self.is_arabic = page.cues.language == "ar"
        self.is_linked = False  # a journalist, a director, a report of the source was passed
        self.first = mention.first  # where the source with its people begins
        self.to_at = mention.first if mention.prefix.endswith("ل") else -1
        self.names: list[int] = []
        self.plain = 0
        self.plain_at: list[int] = []
        self.commas = 0
        self.blocked = False  # by a preposition: no subject
        self.link = False  # "de", "of" stands right before the source
        self.is_far = False
        self.by_at = -1  # "par", "by", "sur" right before the source
        self.cited: Cited | None = None
        self.product: Cited | None = None  # "a report by", unless a stronger cue is found

    def read(self) -> "Before":
        start = self.page.sentence[self.mention.first][0]
        for index in range(self.mention.first - 1, max(start, self.mention.first - REACH) - 1, -1):
            if not self.passes_gap(index) or self.take(index):
                break
        return self

    def passes_gap(self, index: int) -> bool:
        gap = self.page.gap(index)
        if HARD.search(gap):
            phrase = self.phrase_at(index)
            if phrase and gap.strip() in (":", "«", "“", '"') and index == self.mention.first - 1:
                return True
            return gap.strip() in ("«", "“", '"') and index == self.mention.first - 1
        if COMMA.search(gap):
            self.commas += 1
            return (self.is_linked or (self.link and not self.names)) and self.commas == 1
        return True

    def phrase_at(self, index: int) -> int:
        """The first word of a cue phrase that ends here, plus one; 0 where none does."""
        word = self.page.word(index)
        found = self.phrase_ending(index, plain_form(word))
        if found < 0 and self.is_arabic and word[:1] in JOINED:
            found = self.phrase_ending(index, word[1:])
        return found + 1

    def phrase_ending(self, index: int, word: str) -> int:
        for phrase in self.cues.before.get(word, ()):
            first = index - len(phrase) + 1
            if first < self.page.sentence[index][0]:
                continue
            if all(plain_form(self.page.word(first + offset)) == each for offset, each in enumerate(phrase[:-1])):
                return first
        return -1

    def take(self, index: int) -> bool:
        """Whether the walk ends at this word."""
        word = self.page.word(index)
        if phrase := self.phrase_at(index):
            return self.take_phrase(index, phrase - 1)
        if word in self.cues.participles and self.by_at >= 0 and not self.names:
            self.cited = Cited(index, self.mention.last, self.around(index, self.by_at))
            return True
        is_noun = word in self.cues.people or word in self.cues.products
        if self.is_verb(word) and not (is_noun and self.link):
            return self.take_verb(index)
        if is_noun:
            self.is_linked = True
            self.first = index
            return False
        return self.take_name(index) if self.page.is_name(index) else self.take_small(index, word)

    def take_name(self, index: int) -> bool:
        if not POSSESSIVE.match(self.page.text, self.page.tokens[index].end):  # "Serbia's Tanjug"
            self.names.append(index)
        return len(self.names) > 5

    def take_phrase(self, index: int, first: int) -> bool:
        if is_product(self.page, first, index):
            self.take_product(index, first)
            return False
        if self.names and not (self.is_linked or self.link):
            return True
        name = self.name_at(self.names)
        self.cited = Cited(first, self.mention.last, (first, index), name, is_of=bool(name))
        return True

    def around(self, first: int, last: int) -> tuple[int, int]:
        """A cue in two parts as one, if they are near: "asked on Monday by"."""
        return (first, last) if last - first <= 3 else (first, first)

    def take_product(self, index: int, first: int) -> None:
        self.is_linked = True
        self.first = first
        if self.product is None and not self.names:
            self.product = Cited(first, self.mention.last, (first, index))

    def is_verb(self, word: str) -> bool:
        return word in self.cues.said or word in self.cues.hears

    def take_verb(self, index: int) -> bool:
        word = self.page.word(index)
        cues = self.cues
        hears = word in cues.hears and (self.to_at >= 0 or word in cues.told)
        if hears:
            self.hear(index)
            return True
        if word in cues.inverted and self.is_inverted():
            first = self.auxiliary(index)
            name = self.name_at(self.names)
            self.cited = Cited(first, self.mention.last, (first, index), name, is_of=bool(name))
        return True

    def is_inverted(self) -> bool:
        """Whether what was said is said by the source, and not of it."""
        if self.to_at >= 0 or self.commas > 1:
            return False
        if self.plain and not (self.is_arabic and self.is_linked):
            return False
        if self.names and not (self.link or self.is_linked):
            return False
        return not self.link or bool(self.names) or self.is_linked

    def hear(self, index: int) -> None:
        """Somebody tells the source something: "told Reuters", "a déclaré M. Dupont à l'AFP"."""
        first = self.auxiliary(index)
        between = [name for name in self.names if name < self.to_at]
        speaker = self.name_at(between)
        if not speaker:
            speaker, begin = self.subject_before(first)
            first = begin if speaker else first
        last = max(self.to_at, index) if self.to_at < self.mention.first else index
        cue_first = self.auxiliary(index)
        cue = (cue_first, index) if between or last - index > 2 else (cue_first, last)
        self.cited = Cited(first, self.mention.last, cue, speaker)

    def auxiliary(self, index: int) -> int:
        """The first word of the verb that ends here: "a-t-il déclaré", "has said", "a ensuite précisé"."""
        start = self.page.sentence[index][0]
        words = AUXILIARIES.get(self.cues.language, frozenset())
        for first in range(index - 1, max(start, index - 4) - 1, -1):
            if COMMA.search(self.page.gap(first)) or HARD.search(self.page.gap(first)):
                return index
            if self.page.word(first) in words:
                return first
        return index

    def subject_before(self, index: int) -> tuple[str, int]:
        """The name right before a verb, or before an apposition in commas: "Jane Doe, a nurse, told"."""
        start = self.page.sentence[index][0]
        place = index - 1
        while place >= start and self.page.word(place) in self.cues.aux and not self.page.is_name(place):
            place -= 1
        if place < start or HARD.search(self.page.gap(place)):
            return "", index
        if COMMA.search(self.page.gap(place)):
            place = self.before_commas(place, start)
        return self.name_ending(place, start)

    def before_commas(self, comma: int, start: int) -> int:
        for place in range(comma - 1, max(start, comma - REACH) - 1, -1):
            if HARD.search(self.page.gap(place)):
                break
            if COMMA.search(self.page.gap(place)) and self.page.is_name(place):
                return place
        return comma

    def name_ending(self, index: int, start: int) -> tuple[str, int]:
        first, last = name_run(self.page, index, start)
        return (self.page.slice(first, last), first) if first <= last else ("", index)

    def name_at(self, names: list[int]) -> str:
        """The name that was passed on the way, as it stands."""
        if self.is_arabic:
            return arabic_name(self.page, sorted(self.plain_at))
        if not names:
            return ""
        last = names[0]
        start = self.page.sentence[last][0]
        first, last = name_run(self.page, last, start)
        if first > start and self.page.word(first - 1) in self.cues.links | self.cues.to:
            return ""  # "À Nairobi, …"
        return self.page.slice(first, last) if first <= last else ""

    def take_view(self, index: int) -> bool:
        """ "Pour Le Monde, …": whose view it is, between the beginning of a clause and a comma."""
        page, last = self.page, self.mention.last
        opens = index == page.sentence[index][0] or bool(COMMA.search(page.gap(index - 1)))
        if self.names or not opens or last == page.sentence[last][1] or not COMMA.search(page.gap(last)):
            return False
        self.cited = Cited(index, last, (index, index))
        return True

    def take_small(self, index: int, word: str) -> bool:
        cues = self.cues
        if word == "pour" and self.take_view(index):
            return True
        nearest = not (self.names or self.is_linked or self.plain or self.is_far)
        if word in cues.to and self.to_at < 0 and not self.is_linked and not self.names:
            self.to_at = index
        if index + 1 < self.mention.first and self.page.word(index + 1) in NEWS:
            return False  # "agence de presse"
        if word in cues.links and nearest and not self.link:
            self.link = word not in cues.to or self.cues.language == "en"
        if word in cues.by and self.by_at < 0 and not (self.names or self.plain or self.is_far):
            self.by_at = index
        if word in cues.against and nearest:
            self.blocked = True
        if word in cues.skip or word in cues.links or word in cues.to or word in cues.titles or word in PARTICLES:
            return False
        if word in cues.passive or word in cues.relative:
            return True
        if word in cues.aux:
            self.is_far = True
            return False
        self.plain += 1
        self.plain_at.append(index)
        return self.plain > (HEARD_PLAIN if self.to_at >= 0 else PLAIN)


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
        self.in_brackets = False

    def read(self) -> Cited | None:
        if self.cannot_speak():
            return None
        last = self.page.sentence[self.mention.last][1]
        self.is_possessive = self.mention.last < last and bool(re.match("[’']s?", self.page.gap(self.mention.last)))
        for index in range(self.mention.last + 1, min(last, self.mention.last + BEHIND) + 1):
            if not self.passes_gap(index - 1):
                return None
            if self.in_brackets:
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
        return before.blocked and not before.is_linked and not is_named

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
            return index_quote(gap)
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
        if self.is_verb(index, word):
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
        if word in self.cues.agreed and self.page.word(index - 1) in AUXILIARIES["fr"]:
            return True
        if word not in self.cues.said or self.page.tokens[index].is_capital:
            return False
        if word in NOUNS_TOO and self.plain and not self.in_commas:
            return False
        if self.cues.language == "fr" and word in self.cues.products | self.cues.skip and not self.relative:
            previous = self.page.word(index - 1)
            return previous in {"a", "ont", "avait", "avaient"} or index == self.mention.last + 1
        return True

    def take_people(self, index: int) -> bool | None:
        is_next = index - self.mention.last <= (3 if self.is_possessive else 2)
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
        if word in cues.relative:
            self.relative = True
            return None
        if word in cues.passive and not self.relative and self.page.word(index - 1) not in REFLEXIVE:
            return False
        if word in cues.aux or word in PARTICLES or word.isdigit() or self.in_commas:
            return None
        if word in cues.skip and (self.is_linked or index - self.mention.last <= 3):
            return None
        self.plain += 1
        allowed = 12 if self.relative or self.is_linked else 2 if self.cues.language == "ar" else 0
        return None if self.plain <= allowed else False

    def verb(self, index: int) -> "Cited | bool":
        before = self.before
        first = max(min(before.auxiliary(index), index), self.mention.last + 1)
        is_of = before.is_linked or bool(before.names)
        if not is_of and first == self.mention.last + 1 and COMMA.search(self.page.gap(self.mention.last)):
            return False  # "Since the Liberation, said the guide"
        name, own = self.speaker()
        begin = before.first if before.is_linked else self.mention.first
        if before.names and not name and (before.link or before.is_linked):
            name = before.name_at(before.names)
            begin = min(begin, *before.names) if name else begin
            own = bool(name)
        return Cited(begin, index, (first, index), name, is_of=own)

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


def is_product(page: Page, first: int, last: int) -> bool:
    """Whether a cue phrase only says whose a report, a toll, a picture is."""
    return page.word(first) in page.cues.products and plain_form(page.word(last)) in ("de", "by", "from")


def index_quote(gap: str) -> bool:
    """Whether the marks between two words only close a quotation mark around the source's own name."""
    return gap.strip() in ("»", "”", '"')


# Behind other words these are nouns: "an analysis of port records".
NOUNS_TOO = words_of(
    "reports records notes claims counts estimates quotes details posts tweets features forecasts puts"
)
REFLEXIVE = words_of("s se")
NEWS = words_of("presse information informations")
AUXILIARIES = {
    "en": words_of("has have had was were is are"),
    "fr": words_of("a ont avait avaient aurait auraient ai fait est sont etait s se"),
    "ar": words_of("قد كان كانت وقد"),
}
