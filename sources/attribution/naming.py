"""Where outlets are named in a text: by all their names, in every spelling that is near enough to one. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from sources.attribution.cues import folded, words_of

TOKEN = re.compile("[^\\W_]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+[^\\W_]*)*")
# Between two words of one name.
INSIDE = re.compile(r"[\s.’'&‐‑–-]{0,3}")
ARABIC = re.compile("[\u0621-\u064a]")
# What Arabic writes on to a name: and, so, to, by, like.
PREFIXES = ("و", "ف", "ل", "ب", "ك", "ول", "وب", "فل", "فب", "وك")
ARTICLES = words_of("le la les l the el der die das al")
# What says the kind of an outlet in a name of it; what stands behind is a name too, if the context speaks for it.
KINDS = {
    "agency": "agence agency وكالة wire presse press news",
    "broadcaster": "chaine radio tv television قناة اذاعة تلفزيون شبكة فضائية channel",
    "newspaper": "journal quotidien newspaper daily صحيفة جريدة مجلة hebdomadaire magazine times post",
    "monitor": "observatoire observatory المرصد مرصد monitor monitoring",
    "organisation": "ong ngo منظمة organisation association",
    "website": "site موقع website",
}
KIND_OF_WORD = {folded(word): kind for kind, words in KINDS.items() for word in words.split()}
LEADING = words_of(
    "agence journal quotidien newspaper صحيفة جريدة قناة وكالة مجلة chaine site موقع فضائية hebdomadaire ong"
)
MAIN_ONLY = words_of("press news presse agence agency الأنباء انباء")
# Names that differ in less are one, if they are long enough: Reuter, Al-Jezirah, Al Djazira.
NEAR, NEAR_LENGTH = 87, 6
SMALL = words_of("de du des d l le la les pour en et of for in the and on s a dans al el the في من")
STEM = 5

Words = tuple[str, ...]


class Known(NamedTuple):
    """An outlet: the name that the registry shows, its kind and country, and all of its names."""

    name: str
    kind: str
    country: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Token:
    start: int
    end: int
    word: str
    is_capital: bool


@dataclass(slots=True)
class Mention:
    """Tokens from `first` to `last` (inclusive) that name an outlet. `is_weak`: the words mean something else too.

    `prefix` is what Arabic has written on to it.
    """

    first: int
    last: int
    outlet: Known | None
    is_weak: bool = False
    prefix: str = ""
    kind: str = ""
    takes_no_article: bool = False
    is_near: bool = False  # spelled nearly like a name of it
    is_person: bool = False  # "its correspondent"


class Entry(NamedTuple):
    words: Words
    outlet: Known
    is_weak: bool
    shape: str  # how it is written where it is a short or ordinary word
    prefix: str = ""
    takes_no_article: bool = False  # Libération: with an article it is the event


def tokens_of(text: str) -> list[Token]:
    words: dict[str, str] = {}
    found = []
    for match in TOKEN.finditer(text):
        raw = match[0]
        word = words.get(raw)
        if word is None:
            word = words[raw] = folded(raw)
        found.append(Token(match.start(), match.end(), word, raw[0].isupper()))
    return found


# Reading outlets


def known_outlets(outlets: Any) -> tuple[Known, ...]:
    """Outlets in any of the forms in which they are handed in: models, dictionaries, pairs, a mapping."""
    if outlets is None:
        return ()
    if isinstance(outlets, Mapping):
        return tuple(known(name, "", "", [name, *names]) for name, names in outlets.items())
    if hasattr(outlets, "prefetch_related"):
        outlets = outlets.prefetch_related("names").all()
    return tuple(found for outlet in outlets if (found := read_outlet(outlet)))


def read_outlet(outlet: Any) -> Known | None:
    if isinstance(outlet, Known):
        return outlet
    if isinstance(outlet, str):
        return known(outlet, "", "", [outlet])
    if isinstance(outlet, Mapping):
        return read_mapping(outlet)
    if hasattr(outlet, "names"):
        return read_model(outlet)
    name, aliases = outlet
    return known(name, "", "", [name, *aliases])


def read_mapping(outlet: Mapping[str, Any]) -> Known | None:
    names = outlet.get("names") or outlet.get("aliases") or []
    if isinstance(names, Mapping):
        ordered = [*names.get("en", ()), *(name for code, each in names.items() if code != "en" for name in each)]
    else:
        ordered = list(names)
    main = outlet.get("name") or (ordered[0] if ordered else "")
    return known(main, outlet.get("kind", ""), outlet.get("country", ""), [main, *ordered]) if main else None


def read_model(outlet: Any) -> Known | None:
    rows = sorted(outlet.names.all(), key=lambda row: (row.language != "en", not row.is_main))
    if not rows:
        return None
    return known(rows[0].name, outlet.kind, getattr(outlet, "country", ""), [row.name for row in rows])


def known(name: str, kind: str, country: str, names: Iterable[str]) -> Known:
    unique = tuple(dict.fromkeys(each for each in names if each))
    return Known(name, kind or guessed_kind(unique), country or "", unique)


def guessed_kind(names: Iterable[str]) -> str:
    """The kind that the names speak of, the first one that tells."""
    words = [word for name in names for word in folded(name).split()]
    for kind in ("monitor", "organisation", "broadcaster", "newspaper", "agency"):
        if any(KIND_OF_WORD.get(word) == kind for word in words):
            return kind
    return ""


# The matcher


class Matcher:
    """All names of some outlets, found by their first word."""

    def __init__(self, outlets: tuple[Known, ...]) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.stems: dict[str, list[tuple[frozenset[str], Known]]] = {}
        self.glued: dict[str, Known] = {}
        taken: set[Words] = set()
        for outlet in outlets:
            for name in outlet.names:
                self.add(name, outlet, taken)
        for outlet in outlets:
            for name in outlet.names:
                self.add_short(name, outlet, taken)
        for entries in self.entries.values():
            entries.sort(key=lambda entry: (-len(entry.words), entry.is_weak))
        self.near_names = list(self.glued)
        self.near_cache: dict[str, Known | None] = {}

    def add(self, name: str, outlet: Known, taken: set[Words]) -> None:
        words = tuple(folded(match[0]) for match in TOKEN.finditer(name))
        if not words or words in taken:
            return
        taken.add(words)
        self.enter(words, outlet, is_weak(name, words), name)
        self.add_stems(words, outlet)
        glued = "".join(words)
        if not ARABIC.search(glued) and (len(words) == 1 or (len(words) == 2 and words[0] == "al")):
            if len(glued) >= NEAR_LENGTH:
                self.glued.setdefault(glued, outlet)
            if len(words) == 2 and len(glued) > 6:
                self.enter((glued,), outlet, False, name.title())

    def add_short(self, name: str, outlet: Known, taken: set[Words]) -> None:
        """What stands behind the word for its kind is a name too: Libération, the Guardian without its article."""
        matches = list(TOKEN.finditer(name))
        words = tuple(folded(match[0]) for match in matches)
        bare = False
        while len(words) > 1 and (words[0] in LEADING or (words[0] in ARTICLES - {"al"})):
            bare = bare or words[0] in LEADING
            words, matches = words[1:], matches[1:]
            if words in taken or words[0] in LEADING or words[0] in MAIN_ONLY or len("".join(words)) < 3:
                continue
            if words[0] in ("de", "d", "du", "officielle", "centrale", "nationale"):
                return
            taken.add(words)
            self.enter(words, outlet, True, name[matches[0].start() :], bare)

    def enter(self, words: Words, outlet: Known, weak: bool, shape: str, bare: bool = False) -> None:
        entry = Entry(words, outlet, weak, shape, takes_no_article=bare)
        self.entries.setdefault(words[0], []).append(entry)
        if not ARABIC.search(words[0]):
            return
        for prefix in PREFIXES:
            first = prefix + words[0]
            if words[0].startswith("ال") and prefix.endswith("ل"):
                first = prefix + "ل" + words[0][2:]
            self.entries.setdefault(first, []).append(entry._replace(words=(first, *words[1:]), prefix=prefix))

    def add_stems(self, words: Words, outlet: Known) -> None:
        """A longer name is also found by its content words in any order: the Observatory of … in Syria."""
        stems = frozenset(word[:STEM] for word in words if word not in SMALL)
        if len(stems) >= 3 and not ARABIC.search(words[0]):
            for stem in stems:
                self.stems.setdefault(stem, []).append((stems, outlet))

    def find(self, text: str, tokens: list[Token]) -> list[Mention]:
        """The mentions in a text, none over another."""
        found: list[Mention] = []
        place, count = 0, len(tokens)
        while place < count:
            mention = self.at(text, tokens, place)
            if mention is None:
                place += 1
                continue
            found.append(mention)
            place = mention.last + 1
        return found

    def at(self, text: str, tokens: list[Token], place: int) -> Mention | None:
        token = tokens[place]
        exact = self.exactly(text, tokens, place)
        if token.word[:STEM] in self.stems and (token.is_capital or token.word.startswith("observ")):
            by_stems = self.by_stems(text, tokens, place)
            if by_stems and (exact is None or by_stems.last > exact.last):
                return by_stems
        if exact is None and token.is_capital and len(token.word) > 1:
            return self.nearly(text, tokens, place)
        return exact

    def exactly(self, text: str, tokens: list[Token], place: int) -> Mention | None:
        entries = self.entries.get(tokens[place].word)
        if entries is None:
            return None
        following = tokens[place + 1].word if place + 1 < len(tokens) else ""
        for entry in entries:
            is_other = len(entry.words) > 1 and entry.words[1] != following  # most entries that begin with "agency"
            if not is_other and self.stands(entry, text, tokens, place):
                last = place + len(entry.words) - 1
                kind, bare = entry.outlet.kind, entry.takes_no_article
                return Mention(place, last, entry.outlet, entry.is_weak, entry.prefix, kind, bare)
        return None

    def stands(self, entry: Entry, text: str, tokens: list[Token], place: int) -> bool:
        words = entry.words
        if place + len(words) > len(tokens):
            return False
        for offset in range(1, len(words)):
            token = tokens[place + offset]
            if token.word != words[offset] or not INSIDE.fullmatch(text, tokens[place + offset - 1].end, token.start):
                return False
        return is_written(entry, text, tokens, place)

    def by_stems(self, text: str, tokens: list[Token], place: int) -> Mention | None:
        for stems, outlet in self.stems[tokens[place].word[:STEM]]:
            last = reaches(stems, text, tokens, place)
            if last is not None:
                return Mention(place, last, outlet, kind=outlet.kind)
        return None

    def nearly(self, text: str, tokens: list[Token], place: int) -> Mention | None:
        token = tokens[place]
        last = place
        glued = token.word
        if token.word in ("al", "el") and place + 1 < len(tokens) and tokens[place + 1].is_capital:
            if not INSIDE.fullmatch(text, token.end, tokens[place + 1].start):
                return None
            last += 1
            glued = "al" + tokens[last].word
        if len(glued) < NEAR_LENGTH or not glued.isascii():
            return None
        if glued not in self.near_cache:
            if len(self.near_cache) > 20_000:
                self.near_cache.clear()
            self.near_cache[glued] = self.nearest(glued)
        outlet = self.near_cache[glued]
        return Mention(place, last, outlet, is_weak=True, kind=outlet.kind, is_near=True) if outlet else None

    def nearest(self, glued: str) -> Known | None:
        best = process.extractOne(glued, self.near_names, scorer=fuzz.ratio, score_cutoff=NEAR)
        return self.glued[best[0]] if best and best[0][:3] == glued[:3] else None


def reaches(stems: frozenset[str], text: str, tokens: list[Token], place: int) -> int | None:
    """The last token of a run that holds all of the stems and nothing else but small words."""
    seen: set[str] = set()
    last = place
    for index in range(place, min(place + 14, len(tokens))):
        token = tokens[index]
        between = text[tokens[index - 1].end : token.start] if index > place else ""
        if not INSIDE.fullmatch(between) or ". " in between:
            break
        stem = token.word[:STEM]
        if stem in seen:
            break
        if stem in stems:
            seen.add(stem)
            last = index
        elif token.word not in SMALL:
            break
        if len(seen) == len(stems):
            return last
    return None


def is_weak(name: str, words: Words) -> bool:
    """Whether the words mean something else too: short ones, one with an article, a definite noun of Arabic."""
    if ARABIC.search(words[0]):
        return len(words) == 1 and (words[0].startswith("ال") or len(words[0]) <= 4)
    if len(words) == 1:
        return len(words[0]) <= 3 and not words[0].isdigit()
    return len(words) == 2 and words[0] in ARTICLES - {"al"}


def is_written(entry: Entry, text: str, tokens: list[Token], place: int) -> bool:
    """Whether a name is written as one: AP and Le Monde have capitals, le monde has none."""
    own = tokens[place : place + len(entry.words)]
    if ARABIC.search(own[0].word) or entry.shape.islower():
        return True
    if entry.is_weak and len(own) > 1:
        return own[-1].is_capital or not entry.shape[entry.shape.rfind(" ") + 1].isupper()
    if len(own) > 1:
        return any(token.is_capital for token in own) or len(own) > 3
    raw = text[own[0].start : own[0].end]
    return raw.isupper() if entry.shape.isupper() and len(raw) <= 3 else own[0].is_capital


@lru_cache(maxsize=8)
def matcher_for(outlets: tuple[Known, ...]) -> Matcher:
    return Matcher(outlets)
