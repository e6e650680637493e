"""What the words before a source say of it: a cue, somebody of it, somebody who tells it something. Pure."""

import re
from functools import cache

from sources.attribution.cues import Cues, plain_form, words_of
from sources.attribution.naming import Mention
from sources.attribution.persons import PARTICLES, Page, arabic_name, name_run
from sources.attribution.phrases import phrase_at
from sources.attribution.sayings import COMMA, HARD, POSSESSIVE, TELLING, Cited, auxiliary, is_product
from sources.attribution.subjects import follows_and, opens_clause, subject_before
from sources.attribution.verbs import NEGATIONS, is_coming, is_feminine, is_present

# How many words the walk takes at most.
REACH = 14
# Words said, and nothing else, end here.
SPEECH_END = re.compile('(?:[»”]\\s?,|,[”"’]|"\\s?,)\\s*$')
# How many of them where a comma stands between, too: "selon un proche du directeur, de l'AFP".
FEW = 1
# How many words that mean nothing to the walk may stand between a cue and the source.
PLAIN, HEARD_PLAIN = 4, 9
# How many commas may stand between what is said and whom it is said to.
ASIDES = 2
# How many may stand between who spoke and the medium: "témoigne une voisine du maire sur CNN".
SPOKEN_PLAIN = 3
# How many words a verb may be made of beside itself: "met en doute".
PHRASE = 2
PARTICIPLES = re.compile("(?:é|ée|és|ées|[^e]ed)$")
# Whoever one speaks to or before, not only who is read: "Devant l'AFP, …", "apprend-on chez dpa".
FACING = words_of("devant chez aupres")
# As they are written: without its accent, "à" is a verb.
RECEIVED = frozenset({"to", "à", "au"})
HANDED_ON = re.compile("[^t]é(?:e|s|es)?$")
# How far before "to" the verb may stand; verbs by which one goes to a medium.
HANDED = 3
TURNS = words_of("turn turns switch tune go goes went wrote write speak spoke talk")
WITHIN = words_of("sur dans chez on in over في على أمام")
VIEWS = WITHIN | FACING | words_of("pour for to وفي وعلى a")
MEDIA = frozenset({"newspaper", "broadcaster", "website"})
# "As Reuters notes": behind these, Arabic has a verb.
LIKE = words_of("كما مثلما حسبما وكما فكما")
THAT = words_of("que qu dont comme as that إن أن بأن ان")
FROM = words_of("de by from من")
AS = words_of("que qu comme dont as what")
NEWS = words_of("presse information informations")


class Before:
    """What stands before a source, read towards the beginning of the sentence."""

    def __init__(self, page: Page, mention: Mention) -> None:
        self.page = page
        self.cues = page.cues
        self.mention = mention
        self.is_arabic = page.cues.language == "ar"
        self.is_linked = False  # a journalist, a director, a report of the source was passed
        self.person = False  # that was a journalist, a director
        self.first = mention.first  # where the source with its people begins
        self.to_at = mention.first if mention.prefix.endswith("ل") else -1
        self.names: list[int] = []
        self.plain = 0
        self.plain_at: list[int] = []
        self.commas = 0
        self.blocked = False  # by a preposition: no subject
        self.is_clause = False  # "ce que", "as" right before the source: a verb follows
        self.link = False  # "de", "of" stands right before the source
        self.is_from = False  # one that says whose something is
        self.is_far = False
        self.in_at = -1  # "sur", "in" right before a source that one can speak on or write in
        self.follows_that = False  # the verb does: "un chiffre que met en doute l'AFP"
        self.by_at = -1  # "par", "by", "sur" right before the source
        self.cited: Cited | None = None
        self.product: Cited | None = None  # "a report by", unless a stronger cue is found

    def read(self) -> "Before":
        start = self.page.sentence[self.mention.first][0]
        for index in range(self.mention.first - 1, max(start, self.mention.first - REACH) - 1, -1):
            if not self.passes_gap(index) or self.take(index):
                break
        if self.cited is None and self.product is None and (handing := self.handing()) >= 0:
            self.cited = Cited(handing, self.mention.last, (handing, self.to_at))
        return self

    def handing(self) -> int:
        """The verb in no list that hands something to an outlet that does nothing but tell, "passed on to"; else -1."""
        is_work = self.is_linked and not self.person
        if self.mention.kind not in TELLING or is_work or self.names or self.mention.is_near:
            return -1
        is_to = self.to_at > 0 and self.page.slice(self.to_at, self.to_at) in RECEIVED
        if not is_to or max(self.plain_at, default=0) > self.to_at:
            return -1
        words = range(max(self.to_at - HANDED, self.page.sentence[self.to_at][0]), self.to_at)
        if any(self.page.word(each) in self.cues.idle for each in words):
            return -1
        return next((each for each in words if self.is_handing(each)), -1)

    def is_handing(self, index: int) -> bool:
        raw = self.page.slice(index, index)
        if self.page.word(index) in self.cues.aux or self.page.tokens[index].is_capital:
            return False
        if self.cues.language == "en":
            return self.page.word(index) in TURNS or re.search("[^e]ed$", raw) is not None
        return self.cues.language == "fr" and (HANDED_ON.search(raw) is not None or is_present(self.page, index, True))

    def passes_gap(self, index: int) -> bool:
        gap = self.page.gap(index)
        if HARD.search(gap):
            phrase = phrase_at(self.page, index)
            if phrase and gap.strip() in (":", "«", "“", '"') and index == self.mention.first - 1:
                return True
            return gap.strip() in ("«", "“", '"') and index == self.mention.first - 1
        if COMMA.search(gap):
            self.commas += 1
            if self.to_at >= 0:
                return self.commas <= ASIDES  # "lâche-t-il, laconique, à la BBC"
            return (self.is_linked or (self.link and not self.names)) and self.commas == 1 and self.plain <= FEW
        return True

    def take(self, index: int) -> bool:
        """Whether the walk ends at this word."""
        word = self.page.word(index)
        if phrase := phrase_at(self.page, index):
            return self.take_phrase(index, phrase - 1)
        if self.by_at >= 0 and not self.names and self.is_participle(index, word):
            self.cited = Cited(index, self.mention.last, self.around(index, self.by_at))
            return True
        is_noun = word in self.cues.people or word in self.cues.products or self.is_told_to(index, word)
        is_noun = is_noun or self.is_people(index, word)
        if self.is_verb(word) and not (is_noun and self.link):
            return self.take_verb(index)
        if is_noun:
            if word in self.cues.products and self.is_its_work(index):
                self.product = Cited(index, self.mention.last, (index, index))
            self.is_linked = True
            self.person = self.person or word not in self.cues.products
            self.first = index
            return False
        return self.take_name(index) if self.page.is_name(index) else self.take_small(index, word)

    def is_its_work(self, index: int) -> bool:
        """Whether nothing but an adjective parts a work from whose it is: "une dépêche laconique de l'AFP"."""
        if self.product or self.names or self.is_linked or self.plain > 2 or not self.mention.outlet:
            return False
        if self.cues.language == "fr" and self.first == self.mention.first and not self.plain and not self.link:
            return index + 1 == self.mention.first  # "une dépêche Bloomberg"
        return self.is_from or (self.is_arabic and self.mention.prefix.endswith("ل"))

    def is_people(self, index: int, word: str) -> bool:
        """ "les Américains de l'Associated Press"."""
        is_of = self.link and not (self.names or self.plain) and self.cues.language == "fr"
        return is_of and self.page.tokens[index].is_capital and word.removesuffix("s") in self.cues.countries

    def is_told_to(self, index: int, word: str) -> bool:
        """ "لمراسل": to somebody of the source."""
        if not self.is_arabic or word[0] != "ل" or word[1:] not in self.cues.people:
            return False
        self.to_at = index
        return True

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

    def is_participle(self, index: int, word: str) -> bool:
        """ "quoted on Monday by": by whom anything was said, or in what it was written."""
        if word in self.cues.participles:
            return True
        if self.page.word(self.by_at) not in ("by", "par"):
            return False
        return word in self.cues.said or word in self.cues.agreed or self.is_asked(index)

    def is_asked(self, index: int) -> bool:
        """Any participle right before an outlet that does nothing but tell: "relancée par Reuters"."""
        if self.mention.kind not in TELLING or index + 1 != self.by_at or self.page.word(index) in self.cues.idle:
            return False
        return PARTICIPLES.search(self.page.slice(index, index)) is not None

    def is_verb(self, word: str) -> bool:
        cues = self.cues
        return (
            word in cues.said or word in cues.hears or (self.to_at >= 0 and word in cues.agreed) or self.is_given(word)
        )

    def is_given(self, word: str) -> bool:
        """ "gave Reuters a tour", with nothing between."""
        return word in self.cues.given and not (self.plain or self.names or self.link or self.is_linked)

    def take_verb(self, index: int) -> bool:
        word = self.page.word(index)
        cues = self.cues
        hears = (word in cues.hears or word in cues.agreed) and (self.to_at >= 0 or word in cues.told)
        if hears or self.is_given(word):
            self.hear(index)
            return True
        if self.is_medium(index):
            self.take_medium(index)
        elif self.may_invert(index) and self.is_inverted(index):
            first = auxiliary(self.page, index)
            name = self.name_at(self.names)
            self.cited = Cited(first, self.mention.last, (first, index), name, is_of=bool(name))
        return True

    def may_invert(self, index: int) -> bool:
        """Whether the source may stand behind its verb: "écrit Le Monde", "comme le montre la BBC"."""
        word = self.page.word(index)
        before = {self.page.word(each) for each in range(max(self.page.sentence[index][0], index - 2), index)}
        self.follows_that = not THAT.isdisjoint(before)
        if word in self.cues.inverted:
            return True
        first = auxiliary(self.page, index)
        is_aside = first > self.page.sentence[index][0] and COMMA.search(self.page.gap(first - 1)) is not None
        return (word in self.cues.said or word in self.cues.agreed) and (self.follows_that or is_aside)

    def is_medium(self, index: int) -> bool:
        """Whether somebody speaks on the source or writes in it: "témoigne une voisine sur CNN"."""
        if self.in_at < 0 or self.plain > SPOKEN_PLAIN or self.page.word(index) not in self.cues.said:
            return False
        return all(self.page.word(each) not in THAT for each in range(index + 1, self.in_at))

    def take_medium(self, index: int) -> None:
        first = auxiliary(self.page, index)
        name = self.name_at(self.names) or subject_before(self.page, first)[0]
        self.cited = Cited(first, self.mention.last, (first, index), name)

    def is_inverted(self, index: int) -> bool:
        """Whether what was said is said by the source, and not of it: "dira que Le Monde ment"."""
        if any(self.page.word(each) in THAT for each in range(index + 1, self.mention.first)):
            return False
        if self.to_at >= 0 or self.commas > 1:
            return False
        if self.plain > (PHRASE if self.follows_that else 0) and not (self.is_arabic and self.is_linked):
            return False
        if self.names and not (self.link or self.is_linked):
            return False
        return not self.link or bool(self.names) or self.is_linked

    def hear(self, index: int) -> None:
        """Somebody tells the source something: "told Reuters", "a déclaré M. Dupont à l'AFP"."""
        first = auxiliary(self.page, index)
        between = [name for name in self.names if name < self.to_at]
        speaker = self.name_at(between)
        if not speaker:
            speaker, begin = subject_before(self.page, first)
            first = begin if speaker else first
        last = max(self.to_at, index) if self.to_at < self.mention.first else index
        cue_first = auxiliary(self.page, index)
        cue = (cue_first, index) if between or last - index > 2 else (cue_first, last)
        self.cited = Cited(first, self.mention.last, cue, speaker)

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
        """ "Pour Le Monde, …", "Sur CNN, …": whose view it is, between the beginning of a clause and a comma."""
        page, last = self.page, self.mention.last
        word = page.word(index)
        if self.is_arabic and self.mention.is_weak:
            return False  # الجزيرة is an island, too
        is_any = word == "pour" or word in FACING or page.slice(index, index) in ("à", "À")
        if word not in VIEWS or (word == "a" and not is_any) or not (is_any or self.mention.kind in MEDIA):
            return False
        opens = (
            index == page.sentence[index][0] or bool(COMMA.search(page.gap(index - 1))) or follows_and(self.page, index)
        )
        if self.names or self.plain or not opens or last == page.sentence[last][1]:
            return False
        if not COMMA.search(page.gap(last)):
            return False
        self.cited = Cited(index, last, (index, index))
        return True

    def take_order(self, index: int, word: str) -> bool:
        """ "Ask the Guardian", "Ouvrez Le Monde"."""
        if word not in self.cues.orders or self.mention.kind not in TELLING or not opens_clause(self.page, index):
            return False
        if self.names or self.plain or self.is_linked:
            return False
        self.cited = Cited(index, self.mention.last, (index, index))
        return True

    def take_small(self, index: int, word: str) -> bool:
        """A word that is no cue, no person and no name: what it says of the source, and whether the walk ends."""
        if self.take_view(index) or self.take_order(index, word):
            return True
        is_nearest = not (self.names or self.is_linked or self.plain or self.is_far)
        self.note_receiver(index, word)
        if index + 1 < self.mention.first and self.page.word(index + 1) in NEWS:
            return False  # "agence de presse"
        self.note_preposition(index, word, is_nearest)
        self.is_clause = self.is_clause or (is_nearest and word in AS)
        if word in passing(self.cues):
            return False
        if word in self.cues.passive or word in self.cues.relative:
            return True
        return self.take_plain(index, word)

    def note_receiver(self, index: int, word: str) -> None:
        """ "à", "to" make the source one that is told something."""
        raw = self.page.slice(index, index)
        is_person = self.person and raw in RECEIVED
        if raw == "a" and self.cues.language == "fr":
            return  # "a dit", not "à"
        if word in self.cues.to and self.to_at < 0 and (is_person or not self.is_linked) and not self.names:
            self.to_at = index

    def note_preposition(self, index: int, word: str, is_nearest: bool) -> None:
        cues = self.cues
        if word in cues.links and is_nearest and not self.link:
            self.link = word not in cues.to or cues.language == "en"
            self.is_from = plain_form(word) in FROM
        if word in cues.by and self.by_at < 0 and not (self.names or self.plain or self.is_far):
            self.by_at = index
        if is_nearest and ((word in WITHIN and self.mention.kind in MEDIA) or (word in FACING and self.mention.outlet)):
            self.in_at = index
        if word in cues.against and is_nearest:
            self.blocked = True

    def tells(self, index: int, word: str) -> bool:
        """Any feminine verb of Arabic right before an outlet that does nothing but tell: "عنونت صحيفة …"."""
        if not self.is_arabic or self.mention.is_weak or self.mention.kind not in TELLING or self.plain or self.blocked:
            return False
        if not self.mention.outlet or self.to_at >= 0 or self.is_linked or self.is_far:
            return False
        if index and self.page.word(index - 1) in LIKE:
            return True
        if word in self.cues.idle:
            return False
        is_negated = index > 0 and self.page.word(index - 1) in NEGATIONS
        return is_feminine(word) or is_negated or (is_coming(word) and opens_clause(self.page, index))

    def is_met(self, index: int, word: str) -> bool:
        """A verb and its object before somebody of the source: "واجهه محاور الجزيرة"."""
        if not self.is_arabic or not self.person or self.plain or len(word) < 4 or word in self.cues.idle:
            return False
        return word.endswith(("ه", "ها")) and opens_clause(self.page, index)

    def closes_speech(self, index: int) -> bool:
        """Any verb between the end of the words said and the source: "“A bold bet,” cooed the Financial Times"."""
        if self.plain or self.names or self.link or self.is_linked or self.is_arabic or self.to_at >= 0:
            return False
        is_verb = self.page.word(index) not in self.cues.aux and self.page.word(index) not in self.cues.ands
        return is_verb and index > 0 and SPEECH_END.search(self.page.gap(index - 1)) is not None

    def take_plain(self, index: int, word: str) -> bool:
        if self.tells(index, word) or self.closes_speech(index) or self.is_met(index, word):
            self.cited = Cited(index, self.mention.last, (index, index))
            return True
        if word in self.cues.aux:
            self.is_far = True
            return False
        if self.is_arabic and word in self.cues.idle and not (self.plain or self.is_far):
            self.blocked = True  # "طردت قناة العربية …", "كاميرا تعود لوكالة الأناضول"
            return True
        self.plain += 1
        self.plain_at.append(index)
        return self.plain > (HEARD_PLAIN if self.to_at >= 0 else PLAIN)


@cache
def passing(cues: Cues) -> frozenset[str]:
    """Words that belong to the source, or to whoever speaks for it."""
    return cues.skip | cues.links | cues.to | cues.titles | PARTICLES
