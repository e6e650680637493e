"""Sources that are named by a common noun: "the agency", "l'Observatoire", "des sources médicales". Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sources.attribution.cues import Cues, folded, words_of
from sources.attribution.naming import ARABIC, Known, Mention
from sources.attribution.persons import Page
from sources.attribution.sayings import TELLING
from sources.attribution.verbs import NEGATIONS, is_any_finite, is_feminine

# Nouns that are a source even where nothing before says which.
NAMELESS_KINDS = frozenset({"media", "source"})
MODIFIED = frozenset({"newspaper", "broadcaster"})
# "agence de presse", "news agency": an agency of another kind is none.
NEWS = words_of("presse news anba الانباء انباء information")
GROUPS = words_of("based rights monitoring monitor aid advocacy campaign humanitarian")
BETWEEN = re.compile(r"[\s,/’'&()-]*")
MAX_WORDS = 5
# How many words behind an organisation "the group" still means it: fighters are called so, too.
GROUP_REACH = 45
# How many words behind an outlet that was cited "the dispatch" is its own.
WORK_REACH = 60
# "le quotidien du soir", "la chaîne d'information en continu": these only say of what kind an outlet is.
OF_KIND = words_of("soir matin dimanche reference gauche droite info infos information service continu record")
BROADCAST = words_of("television radio tv التلفزيون")
RADIO = frozenset({"radio"})  # "la télévision" is all of it, far more often than one
OF_PLACE = words_of("de d a in")
CONTRACTED = frozenset({"au", "du"})
DETERMINERS = words_of("s his her its their our my on at with from a an the se ne y lui leur me te")
PLURAL = words_of("les")  # les ONG are more than the one that was named
WRITTEN_ON = ("و", "ف", "ب", "ل", "ول")
# These are common nouns, unless they have a capital: "the Journal" for the Wall Street Journal.
NAMES = words_of("journal times post")
NETWORKS = words_of("network الشبكة")
ANY_OUTLET = words_of("outlet media")
DEFINITE = re.compile("[وف]?[بكل]?(?:ال|لل)")
ARTICLE = re.compile("^[وفبك]?ل?ال|^[وف]?لل(?=..)")
WORD = re.compile(r"[^\W_]+")


# How many words behind an outlet "its correspondent" is its own.
REPORTER_REACH = 45
# "Son directeur": more have one than have correspondents.
CHIEFS = words_of("directeur directrice fondateur director founder مديره مديرها")
CHIEF_REACH = 20
OWNING = words_of("son sa ses leur leurs its their")
WORKS = words_of(
    "colonnes antenne micro manchette editorial page pages headline"
)  # "dans ses colonnes"; with an article they are anybody's
PUBLISHED = frozenset({"agency", "newspaper", "broadcaster", "website"})


class Candidates:
    """What may be cited, in the order of the text: named outlets, and nouns that stand for one."""

    def __init__(self, page: Page, mentions: list[Mention]) -> None:
        self.page = page
        self.mentions = mentions
        self.last: dict[str | tuple[str, str], Known] = {}  # of each kind, and of each in a country, the one named last
        self.cited: Known | None = None
        self.cited_at = 0
        self.teller: Known | None = None  # an agency, a newspaper, a site, … whichever was named last
        self.teller_at = 0
        self.group: tuple[int, Known] | None = None  # what may be called "the group", and where it was named
        self.own: dict[str, Known] = {}  # by the common nouns in their names: committee, network, observatory

    def groups(self) -> Iterator[list[Mention]]:
        """The candidates, those of one list together."""
        group: list[Mention] = []
        for mention in self.all():
            if group and not self.is_listed(group[-1], mention):
                yield group
                group = []
            group.append(mention)
        if group:
            yield group

    def is_listed(self, one: Mention, other: Mention) -> bool:
        if one.outlet is None or other.outlet is None or len(self.page.cues.ands) == 0:
            return False
        if other.first - one.last > 6 or self.page.sentence[one.last] != self.page.sentence[other.first]:
            return False
        words = [self.page.word(index) for index in range(one.last + 1, other.first) if not self.owns(index)]
        gaps = [self.page.gap(index) for index in range(one.last, other.first)]
        if not all(BETWEEN.fullmatch(gap) for gap in gaps):
            return False
        joins = self.page.cues.ands | self.page.cues.skip
        is_joined = any("," in gap or "/" in gap or "،" in gap for gap in gaps) or other.prefix.startswith("و")
        return all(word in joins for word in words) and (is_joined or bool(words))

    def owns(self, index: int) -> bool:
        """ "Japan's Kyodo": whose outlet it is does not end a list."""
        return self.page.tokens[index].is_capital and re.fullmatch("[’']", self.page.gap(index)) is not None

    def all(self) -> Iterator[Mention]:
        mentions = iter(self.mentions)
        mention = next(mentions, None)
        done = -1
        for index in range(len(self.page.tokens)):
            if mention is not None and index == mention.first:
                if not self.is_abbreviation(mention):
                    yield mention
                self.name(mention)
                done = mention.last
                mention = next(mentions, None)
                continue
            if index <= done or not noun_of(self.page.cues, self.page.word(index))[0]:
                continue
            if not self.goes_with_name(index, done) and (noun := self.noun_at(index, mention)):
                done = noun.last
                yield noun

    def goes_with_name(self, index: int, done: int) -> bool:
        """ "a Reuters witness": the noun is the outlet's."""
        return index == done + 1 and index > 0 and index - 1 in self.page.taken and not self.is_cut(index - 1)

    def is_abbreviation(self, mention: Mention) -> bool:
        """(SOHR) right behind the name that it stands for."""
        before = mention.first - 1
        return (
            before in self.page.taken
            and "(" in self.page.gap(before)
            and mention.outlet is not None
            and self.last.get(mention.kind) == mention.outlet
        )

    def name(self, mention: Mention) -> None:
        if mention.outlet:
            self.last[mention.kind] = self.last[mention.kind, mention.outlet.country] = mention.outlet
            if mention.kind in TELLING:
                self.teller, self.teller_at = mention.outlet, mention.last
            if mention.kind == "organisation" or is_called_group(mention.outlet):
                self.group = mention.last, mention.outlet
            self.own.update(dict.fromkeys(own_nouns(mention.outlet, self.page.cues), mention.outlet))
            if mention.kind == "monitor":
                self.last["organisation"] = mention.outlet

    def resolve(self, mention: Mention) -> None:
        """Remembers whom a citation cites, for what is called the same source afterwards, and its report."""
        if mention.kind == "same" or (mention.kind == "work" and mention.first - self.cited_at <= WORK_REACH):
            mention.outlet = self.cited
        elif mention.outlet:
            self.cited, self.cited_at = mention.outlet, mention.last

    # Nouns

    def noun_at(self, index: int, following: Mention | None) -> Mention | None:
        page = self.page
        word = page.word(index)
        kind, joined = noun_of(page.cues, word)
        if not kind:
            return None
        if word in NAMES and page.cues.language == "en" and not page.tokens[index].is_capital:
            return None
        if kind == "reporter":
            return self.reporter_at(index, joined)
        first, last = self.first_of(index), self.last_of(index)
        if following is not None and following.first <= last + 1 and not self.is_cut(last):
            return None  # "l'agence russe Tass": the noun goes with the name
        if not self.place_behind(last) and self.is_of_something(index, last, kind):
            if page.tokens[index].is_capital:  # another one is spoken of from here on
                self.own.pop(bare(word), None)
            return None
        return self.meant(first, index, last, kind, joined)

    def reporter_at(self, index: int, joined: str) -> Mention | None:
        """ "its correspondent", "son envoyé spécial": of the outlet that was named last, if that was near."""
        page, teller = self.page, self.near_teller(index)
        first, last = self.first_of(index), self.last_of(index)
        behind = last + 1 if last < page.sentence[index][1] else index
        if teller is None or (page.cues.language != "ar" and self.is_of_other(behind, index)):
            return None
        if (owning := self.owning(first, index)) >= 0:
            return Mention(owning, last, teller, kind=teller.kind, is_person=True)
        is_named = behind > index and page.tokens[behind].is_capital
        is_relative = first > 0 and page.word(first - 1) in page.cues.relative
        if page.word(index) in WORKS | CHIEFS or is_named or is_relative:
            return None
        is_known = page.cues.language == "ar" or page.word(first) in page.cues.definite
        person = Mention(first, last, teller, prefix=joined, kind=teller.kind, is_person=True)
        return person if is_known else None

    def near_teller(self, index: int) -> Known | None:
        is_chief = self.page.word(index) in CHIEFS
        reach = CHIEF_REACH if is_chief else REPORTER_REACH
        teller = self.teller
        is_near = teller is not None and index - self.teller_at <= reach
        return teller if teller and is_near and (is_chief or teller.kind in PUBLISHED) else None

    def is_of_other(self, behind: int, index: int) -> bool:
        """Whether something follows that says whose it is, or a second noun: "its editorial page"."""
        word, cues = self.page.word(behind), self.page.cues
        is_second = behind > index and noun_of(cues, word)[0] == "reporter"
        return is_second or word in cues.not_after or word in cues.links

    def owning(self, first: int, index: int) -> int:
        """The place of "its", "son" before a noun and an adjective at most; else -1."""
        if self.page.cues.language == "ar":
            return -1
        places = range(first - 1, max(self.page.sentence[index][0], first - 2 if first == index else first - 1) - 1, -1)
        return next((place for place in places if self.page.word(place) in OWNING), -1)

    def first_of(self, index: int) -> int:
        cues = self.page.cues
        first = index
        start = max(self.page.sentence[index][0], index - MAX_WORDS)
        while first > start and not self.is_cut(first - 1):
            word = self.page.word(first - 1)
            if word in cues.definite or word in cues.indefinite:
                return first - 1
            is_place = self.page.tokens[first - 1].is_capital and self.page.word(index - 1) == "based"
            if word not in cues.adjectives and word not in cues.same and not is_place:
                break
            first -= 1
        return first

    def last_of(self, index: int) -> int:
        cues = self.page.cues
        last = index
        end = min(self.page.sentence[index][1], index + MAX_WORDS)
        while last < end and not self.is_cut(last):
            word = self.page.word(last + 1)
            if word in cues.adjectives or word in cues.same:
                last += 1
            elif word in ("de", "d") and last + 2 <= end and self.page.word(last + 2) in cues.adjectives:
                last += 2
            else:
                break
        return last

    def is_cut(self, index: int) -> bool:
        return re.fullmatch(r"[ \u00a0’'‑-]", self.page.gap(index)) is None

    def is_of_something(self, index: int, last: int, kind: str) -> bool:
        """An observatory of something, a space agency: no source that was named before."""
        if last + 1 >= len(self.page.tokens) or last == self.page.sentence[last][1] or self.is_cut(last):
            return False
        word = self.page.word(last + 1)
        cues = self.page.cues
        if kind in ("source", "media", "work"):
            is_more = word in cues.links or word in cues.relative or word.isdigit()
            return kind == "work" and (is_more or (word.startswith("ال") and word not in cues.follow))
        if cues.language == "ar":
            return word.startswith("ال") and word not in cues.follow and not self.is_subject(index, last)
        is_kind = word in OF_KIND or self.word_in(OF_KIND, last + 2)
        return not is_kind and (word in cues.not_after or not self.goes_on(last + 1, word))

    def is_subject(self, index: int, last: int) -> bool:
        """ "سألت الوكالة الأمريكية الوزارة": behind a verb and what its agency is like stands whom it asks."""
        return is_behind_verb(self.page, index) and (last > index or not self.page.word(last + 1).endswith("ه"))

    def goes_on(self, index: int, word: str) -> bool:
        """Whether a sentence goes on behind a noun, rather than its name."""
        is_verb = not self.page.tokens[index].is_capital and is_any_finite(self.page, index)
        return is_verb or word in follows(self.page.cues) or word.isdigit()

    def is_cut_off(self, last: int) -> bool:
        """ "la radio du matin": any."""
        return last < self.page.sentence[last][1] and self.page.word(last + 1) in self.page.cues.not_after

    def is_medium(self, first: int) -> bool:
        """ "à la radio": no one station."""
        return first > 0 and self.page.word(first - 1) == "a"

    def word_in(self, words: frozenset[str], index: int) -> bool:
        return index < len(self.page.tokens) and self.page.word(index) in words

    def meant(self, first: int, index: int, last: int, kind: str, joined: str) -> Mention | None:
        """Which outlet the noun stands for, if any; None where it is no source at all."""
        place = self.place_behind(last)
        last = place or last
        words = [self.page.word(each) for each in range(first, last + 1)]
        country = next((self.page.cues.places[word] for word in words if word in self.page.cues.places), "")
        named = [each for each in words if each not in self.page.cues.same]
        is_plain = (
            len(named) == 2
            and self.page.word(index) in RADIO
            and self.is_definite(words[0], first, index)
            and not self.is_cut_off(last)
        )
        is_one = country or (is_plain and not self.is_medium(first))
        kind = "broadcaster" if is_one and self.page.word(index) in BROADCAST else kind
        mention = Mention(first, last, None, prefix=joined, kind=kind)
        if kind == "work":
            return mention if self.is_definite(words[0], first, index) else None
        if kind in NAMELESS_KINDS:
            if kind == "source" and self.page.cues.same.intersection(words):
                mention.kind = "same"
            return mention
        known = self.known(index, kind, words, country)
        if known and self.is_definite(words[0], first, index) and country in ("", known.country):
            mention.outlet, mention.kind = known, known.kind
            return mention
        return mention if is_unnamed(kind, words, country) else None

    def place_behind(self, last: int) -> int:
        """The last word of "de Doha", "in Ankara" behind a noun; 0 where there is no such thing."""
        page = self.page
        if last + 2 > page.sentence[last][1] or page.word(last + 1) not in OF_PLACE:
            return 0
        return last + 2 if page.word(last + 2) in page.cues.capitals else 0

    def known(self, index: int, kind: str, words: list[str], country: str) -> Known | None:
        """The outlet of a kind that was named last."""
        noun = bare(self.page.word(index))
        if kind == "own":
            return self.own.get(noun) or (self.last.get("broadcaster") if noun in NETWORKS else None)
        if kind == "group":
            return self.group_at(index, words)
        if noun in ANY_OUTLET and self.teller:
            return self.teller
        found = self.last.get((kind, country)) or self.last.get(kind)
        return self.teller if found is None and kind == "website" and country else found

    def group_at(self, index: int, words: list[str]) -> Known | None:
        """An organisation, where the group is called one that watches or helps, or was named just before."""
        if GROUPS.intersection(words):
            return self.last.get("organisation")
        return self.group[1] if self.group and index - self.group[0] <= GROUP_REACH else None

    def is_definite(self, opening: str, first: int, index: int) -> bool:
        if self.page.cues.language == "ar":
            return DEFINITE.match(self.page.word(index)) is not None
        return (opening in self.page.cues.definite and opening not in PLURAL) or self.is_contracted(first)

    def is_contracted(self, first: int) -> bool:
        """ "au quotidien", "du journal"."""
        return first > 0 and self.page.word(first - 1) in CONTRACTED and self.page.cues.language == "fr"


def is_behind_verb(page: Page, index: int) -> bool:
    if not index:
        return False
    verb = page.word(index - 1)
    return verb in page.cues.said or is_feminine(verb) or (index > 1 and page.word(index - 2) in NEGATIONS)


def is_called_group(outlet: Known) -> bool:
    return any("group" in folded(name).split() for name in outlet.names)


def is_unnamed(kind: str, words: list[str], country: str) -> bool:
    """Whether the words tell a source that nobody has named: a news agency, an Italian newspaper."""
    return (kind == "agency" and not NEWS.isdisjoint(words)) or (kind in MODIFIED and bool(country or len(words) > 2))


@lru_cache
def follows(cues: Cues) -> frozenset[str]:
    """What may stand behind a source and make nothing else of it: verbs of saying and the words around them."""
    return cues.follow | cues.said | cues.aux | cues.passive | cues.irregular | DETERMINERS


@lru_cache(maxsize=20_000)
def noun_of(cues: Cues, word: str) -> tuple[str, str]:
    """The kind of source that a noun stands for, empty for none, and what Arabic has written on to it."""
    if kind := cues.nouns.get(word):
        return kind, ""
    if cues.language != "ar":
        return "", ""
    for prefix in WRITTEN_ON:
        rest = word.removeprefix(prefix)
        if rest == word:
            continue
        article = ("ا" + rest, "ال" + rest[1:]) if rest.startswith("ل") else ()
        for noun in (rest, *article):
            if kind := cues.nouns.get(noun):
                return kind, prefix
    return "", ""


def bare(word: str) -> str:
    """An Arabic noun without what is written on to it: والمرصد as المرصد."""
    return ARTICLE.sub("ال", word)


@lru_cache(maxsize=2_000)
def own_nouns(outlet: Known, cues: Cues) -> tuple[str, ...]:
    """The common nouns in an outlet's names by which a text may call it later."""
    words = {folded(word) for name in outlet.names for word in WORD.findall(name)}
    words |= {"ال" + word for word in words if ARABIC.match(word) and not word.startswith("ال")}
    return tuple(word for word in words if cues.nouns.get(word) == "own")
