"""Numbers as they are written, in digits and in words, in English, French and Arabic; digits in any language."""

import re
from functools import cache
from typing import NamedTuple

from sources.figures.numberwords import Roles, fold_word, vocabulary

SPACE = "[ \u00a0\u202f\u2009]"
LETTER = r"(?:[^\W\d_]|[\u064b-\u065f\u0670])"
# Addresses, telephone numbers and the like; none of their digits count anything.
NO_FIGURE = (
    r"https?://\S+|www\.\S+"
    r"|\+\d[\d .()\u00a0\-]{6,18}\d|\d\d(?:[ .\u00a0-]\d\d){3,}(?!\d)|\d{3}[-.]\d{3}[-.]\d{4}(?!\d)"
)
DATE = r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{4}(?!\d)"
CLOCK = {
    "en": rf"\d{{1,2}}(?:[:.]\d\d)?{SPACE}?[ap](?:\.{SPACE}?m\.|m)(?!\w)|\d{{1,2}}:\d\d(?!\d|:\d)",
    "fr": rf"\d{{1,2}}{SPACE}?[hH](?:{SPACE}?[0-5]\d)?(?!\w)|\d{{1,2}}:\d\d(?!\d|:\d)",
    "": r"\d{1,2}:\d\d(?!\d|:\d)",
}
NUMBER = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٬٫'’]\d+)*"
SIGNS = "[$€£¥₹₽₺₪₴%٪°]"

# Between two words of one figure.
BLANKS = frozenset({" ", "\u00a0", "\u202f", "\u2009", "\n", "", "  "})
HYPHENS = frozenset({"-", "\u2010", "\u2011"})
APOSTROPHES = frozenset({"'", "’"})
JOINTS = BLANKS | HYPHENS | APOSTROPHES
GROUPED = re.compile(r"\d{1,3}(?:([.,٬'’ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:[.,٫]\d+)?")
INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
SIMPLE = re.compile(r"\d+(?:[.,٫]\d+)?")
MOST_DIGITS = 15
NOTHING: Roles = {}
KINDS: dict[str, Roles] = {
    "number": {"number": True, "starts": True},
    "date": {"date": True, "starts": True},
    "clock": {"time": True, "starts": True},
    "skip": NOTHING,
}
# Arabic writes "and", "with", "for" and "the" in one word with the next.
AND, WITH, THE = "وف", "بل", "ال"


@cache
def token_pattern(language: str) -> re.Pattern[str]:
    """The words, numbers and signs of a text, one after the other; each is found in linear time."""
    clock = CLOCK.get(language, CLOCK[""])
    return re.compile(
        f"(?P<word>(?!https?://|www\\.){LETTER}+)|(?P<skip>{NO_FIGURE})|(?P<date>{DATE})|(?P<clock>{clock})"
        f"|(?P<number>{NUMBER})|(?P<mark>{SIGNS})"
    )


class Lexicon(dict[str, Roles]):
    """The roles of the words of one text: each word is looked up once, however often it stands there."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.words = vocabulary(language)
        self.is_arabic = language == "ar"

    def __missing__(self, word: str) -> Roles:
        folded = fold_word(word)
        roles = self.words.get(folded)
        if roles is None:
            roles = self.without_prefix(word, folded) if self.is_arabic else NOTHING
        self[word] = roles
        return roles

    def without_prefix(self, word: str, folded: str) -> Roles:
        rest, taken, joined = folded, 0, False
        if rest[:1] and rest[0] in AND:
            rest, taken, joined = rest[1:], 1, rest[0] == "و"
        if rest not in self.words and rest[:1] and rest[0] in WITH:
            rest, taken = rest[1:], taken + 1
        if rest not in self.words and rest.startswith(THE):
            rest, taken = rest[2:], taken + (0 if taken == 0 else 2)
        known = self.words.get(rest)
        if known is None or len(rest) < 2:
            return NOTHING
        return known | {"joined": joined, "prefix": raw_length(word, taken)}


def raw_length(word: str, letters: int) -> int:
    """How many characters so many letters take with their vowel signs."""
    place = 0
    while letters and place < len(word):
        place += 1
        while place < len(word) and not fold_word(word[place]):
            place += 1
        letters -= 1
    return place


class Tokens:
    """The words, numbers and signs of a text, with the roles that they can play."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        lexicon = Lexicon(language)
        starts, ends, roles = [], [], []
        for found in token_pattern(language).finditer(text):
            start, end = found.span()
            starts.append(start)
            ends.append(end)
            kind = found.lastgroup
            roles.append(KINDS[kind] if kind in KINDS else lexicon[found[0]])
        self.starts, self.ends, self.roles = starts, ends, roles
        self.count = len(starts)

    def role(self, place: int, name: str) -> object:
        """What the token is in this role; None where it is not that, or there is none."""
        return self.roles[place].get(name) if 0 <= place < self.count else None

    def value(self, place: int, name: str) -> float | None:
        found = self.role(place, name)
        return float(found) if isinstance(found, float) else None

    def written(self, place: int) -> str:
        return self.text[self.starts[place] : self.ends[place]] if 0 <= place < self.count else ""

    def begin(self, place: int) -> int:
        """Where the token begins, without what Arabic writes in one word with it."""
        return self.starts[place] + int(self.roles[place].get("prefix", 0))

    def gap(self, place: int) -> str | None:
        """What stands between the token and the one before it; None where there is none, or that is long."""
        if not 0 < place < self.count:
            return None
        start, end = self.ends[place - 1], self.starts[place]
        return self.text[start:end] if end - start <= 3 else None

    def joined(self, place: int) -> bool:
        """Whether the token can be of one figure with the one before it."""
        return self.gap(place) in JOINTS

    def follows(self, place: int, name: str) -> bool:
        """Whether the token is joined to the one before it and has this role."""
        return self.role(place, name) is not None and self.joined(place)

    def phrase(self, place: int, length: int) -> str:
        """So many words from here, folded, with one space between; empty where they do not belong together."""
        if place < 0 or place + length > self.count:
            return ""
        words: list[str] = []
        for each in range(place, place + length):
            word = self.roles[each].get("is")
            if word is None or (words and not self.joined(each)):
                return ""
            words.append(word)
        return " ".join(words)


class Number(NamedTuple):
    """A number: its value, the token behind it, and how it is written."""

    value: float
    after: int
    in_digits: bool = False
    scale: float = 1.0
    bound: str = ""
    margin: float = 0.0
    unit: str = ""
    is_bare: bool = False


def read_number(tokens: Tokens, place: int) -> Number | None:
    """The longest number that begins with this token."""
    if tokens.role(place, "number"):
        return number_in_digits(tokens, place)
    for way in (fraction, many, collective):
        if found := way(tokens, place):
            return found
    return cardinal(tokens, place)


# ---- digits


def number_in_digits(tokens: Tokens, place: int) -> Number | None:
    written = tokens.written(place)
    after = place + 1
    scale = tokens.value(after, "scale") if tokens.joined(after) and tokens.gap(after) != "-" else None
    value = value_of(written, tokens.language, with_scale=scale is not None or is_measured(tokens, after))
    if value is None:
        return None
    if slashed := simple_fraction(tokens, place, value):
        return slashed
    if scale is None:
        return with_collective(tokens, after, value) or and_a_half(
            tokens, Number(value, after, in_digits=True, is_bare=written.isdigit())
        )
    total = Number(value * scale, after + 1, in_digits=True, scale=scale)
    more = tokens.value(total.after, "scale") if tokens.joined(total.after) else None
    if more is not None and scale == 1e3 and more > scale:
        total = Number(total.value * more, total.after + 1, in_digits=True, scale=more)
    return and_a_half(tokens, total)


def is_measured(tokens: Tokens, place: int) -> bool:
    """Whether a unit stands here that three decimals are written with."""
    word = tokens.role(place, "is")
    return isinstance(word, str) and word in {"km", "kg", "m", "million", "millions"} and tokens.joined(place)


def value_of(written: str, language: str, *, with_scale: bool = False) -> float | None:
    """What the digits stand for; None where they are no number, or too long for one.

    A mark before exactly three digits groups them, where that is not the decimal mark of the language; and where it
    is, if they are all noughts and no scale follows, for texts are translated faster than their numbers.
    """
    if len(written) > 3 * MOST_DIGITS:
        return None
    found = GROUPED.fullmatch(written)
    if found and groups(written, found[1], language, with_scale):
        whole, _mark, decimals = split_decimals(written, found[1])
    elif INDIAN.fullmatch(written):
        whole, _mark, decimals = written.replace(",", "").partition(".")
    elif SIMPLE.fullmatch(written):
        whole, decimals = [*re.split("[.,٫]", written), ""][:2]
    else:
        return None
    return float(f"{whole}.{decimals or 0}") if len(whole) <= MOST_DIGITS else None


def groups(written: str, mark: str, language: str, with_scale: bool) -> bool:
    if written.count(mark) > 1 or mark not in ".,":
        return True
    if with_scale and mark == ("." if language == "en" else ","):
        return False
    if mark == ".":
        return language != "en" or written.endswith("000")
    return written[0] != "0"


def split_decimals(written: str, mark: str) -> tuple[str, str, str]:
    decimal = next((sign for sign in ".,٫" if sign != mark and sign in written), None)
    whole, sign, decimals = written.partition(decimal) if decimal else (written, "", "")
    return re.sub(r"\D", "", whole), sign, decimals


def simple_fraction(tokens: Tokens, place: int, value: float) -> Number | None:
    """2/3; but not 24/7 and 9/11."""
    after = place + 1
    if tokens.gap(after) != "/" or not tokens.role(after, "number"):
        return None
    whole = value_of(tokens.written(after), tokens.language)
    if whole and whole in {2, 3, 4, 5, 6, 8, 10} and 0 < value < whole and tokens.gap(after + 1) != "/":
        return Number(value / whole, after + 1, unit="share")
    return None


# ---- words


def cardinal(tokens: Tokens, place: int) -> Number | None:
    """A number in words: two hundred and five thousand, quatre-vingt-dix-sept, مئة وثلاثة وعشرون."""
    if tokens.role(place, "article") and not (
        tokens.follows(place + 1, "hundred") or tokens.follows(place + 1, "scale")
    ):
        return None
    reading = Reading(tokens, place + 1 if tokens.role(place, "article") else place)
    return and_a_half(tokens, reading.result()) if reading.after > reading.first else None


class Reading:
    """A number in words while it is read: the thousands that are complete, and what is counted of the next ones."""

    def __init__(self, tokens: Tokens, first: int) -> None:
        self.tokens, self.first, self.after = tokens, first, first
        self.total, self.current, self.smallest = 0.0, -1.0, float("inf")
        while self.takes_next():
            pass

    def result(self) -> Number:
        return Number(
            self.total + max(self.current, 0), self.after, scale=self.smallest if self.smallest < float("inf") else 1.0
        )

    def takes_next(self) -> bool:
        place, tokens = self.after, self.tokens
        is_first = place == self.first
        if not is_first and not tokens.joined(place):
            return False
        joined = bool(tokens.role(place, "joined"))
        if not is_first and tokens.role(place, "and") and tokens.joined(place + 1):
            place, joined = place + 1, True
        if not self.takes(place, joined=joined, is_first=is_first):
            return False
        self.after = place + 1
        return True

    def takes(self, place: int, *, joined: bool, is_first: bool) -> bool:
        if (value := self.tokens.value(place, "hundred")) is not None:
            return self.takes_hundred(joined)
        if (value := self.tokens.value(place, "scale")) is not None:
            return self.takes_scale(value, joined=joined)
        if (value := self.tokens.value(place, "cardinal")) is None:
            return False
        grown = value if is_first else GROWTH[self.tokens.language](self.current, value, joined)
        if grown is None or value >= self.smallest:
            return False
        self.current = grown
        return True

    def takes_hundred(self, joined: bool) -> bool:
        if self.tokens.language == "ar" and joined and self.first != self.after:
            return False
        if self.current > 99 or self.current == 0:
            return False
        self.current = max(self.current, 1) * 100
        return True

    def takes_scale(self, scale: float, *, joined: bool) -> bool:
        if joined and self.tokens.language != "ar" and self.current >= 0:
            return False
        if self.current < 0 and self.total and not joined:
            # A thousand million, mille milliards.
            if not (self.total == 1e3 and scale > 1e3):
                return False
            self.total *= scale
        elif scale >= self.smallest or self.current == 0:
            return False
        elif joined and self.current >= 0:
            self.total += self.current + scale
        else:
            self.total += max(self.current, 1) * scale
        self.current, self.smallest = -1.0, scale
        return True


def english_growth(current: float, value: float, joined: bool) -> float | None:
    """What was counted so far and one more word; None where that is no number."""
    if current < 0:
        return value if value > 0 else None
    if 0 < value < 10 and current % 10 == 0 and current % 100 >= 20 and not joined:
        return current + value
    return current + value if current >= 100 and current % 100 == 0 and 0 < value < 100 else None


def french_growth(current: float, value: float, joined: bool) -> float | None:
    if current < 0:
        return value if value > 0 and not joined else None
    if value == 20 and current % 100 == 4:
        return current + 76
    under = current % 100
    if joined and value not in {1, 11}:
        return None
    fits = (
        (under in {60, 80} and 0 < value < 20)
        or (under >= 20 and under % 10 == 0 and 0 < value < 10)
        # Dix-sept.
        or (under in {10, 70, 90} and 7 <= value < 10)
        or (current >= 100 and under == 0 and 0 < value < 100 and not joined)
    )
    return current + value if fits else None


def arabic_growth(current: float, value: float, joined: bool) -> float | None:
    if current < 0:
        return value if joined else None
    if not joined:
        # Thirteen: ثلاثة عشر.
        return current + 10 if value == 10 and 0 < current % 100 < 10 else None
    under = current % 100
    if value >= 100:
        return current + value if value < 1000 <= current and current % 1000 == 0 else None
    if 20 <= value < 100:
        return current + value if under < 10 else None
    return current + value if under == 0 and current >= 100 else None


GROWTH = {"en": english_growth, "fr": french_growth, "ar": arabic_growth}


def and_a_half(tokens: Tokens, number: Number) -> Number:
    """Two and a half, un million et demi, مليون ونصف."""
    after = half_behind(tokens, number.after)
    if after == number.after:
        return number
    scale = tokens.value(after, "scale") if number.scale == 1 and tokens.joined(after) else None
    if scale:
        return Number((number.value + 0.5) * scale, after + 1, number.in_digits, scale)
    return number._replace(value=number.value + number.scale / 2, after=after, is_bare=False)


def half_behind(tokens: Tokens, place: int) -> int:
    """The token behind "and a half", or the same where that does not stand here."""
    if tokens.follows(place, "half") and tokens.role(place, "joined"):
        return place + 1
    if not tokens.follows(place, "and"):
        return place
    after = place + 2 if tokens.role(place + 1, "article") else place + 1
    return after + 1 if tokens.follows(after, "half") and tokens.role(after, "is") != "moitie" else place


# ---- parts


def fraction(tokens: Tokens, place: int) -> Number | None:
    """Two thirds, un quart, half; and half a million, trois quarts d'heure."""
    if found := share(tokens, place):
        return of_scale(tokens, found)
    return None


def share(tokens: Tokens, place: int) -> Number | None:
    dual = tokens.role(place, "dual")
    if isinstance(dual, tuple) and dual[0] == "share":
        return Number(dual[1], place + 1, unit="share")
    if tokens.role(place, "half"):
        return half(tokens, place)
    if tokens.role(place, "part") and tokens.language == "ar":
        return Number(1 / (tokens.value(place, "part") or 1), place + 1, unit="share")
    if (tokens.role(place, "article") or tokens.value(place, "cardinal") == 1) and tokens.follows(place + 1, "half"):
        return half(tokens, place + 1)
    return parts(tokens, place) or one_part(tokens, place) or out_of(tokens, place)


def out_of(tokens: Tokens, place: int) -> Number | None:
    """One in five, three out of four, deux Français sur trois."""
    count = tokens.value(place, "cardinal")
    after = place + 1
    if count is None or not tokens.joined(after):
        return None
    if tokens.language == "fr":
        after += 0 if tokens.role(after, "is") == "sur" else 1
        after = after + 1 if tokens.role(after, "is") == "sur" and tokens.joined(after) else 0
    elif tokens.phrase(after, 2) == "out of":
        after += 2
    else:
        after = after + 1 if tokens.role(after, "is") == "in" else 0
    whole = tokens.value(after, "cardinal") if after and tokens.joined(after) else None
    if whole is None or whole not in {3, 4, 5, 6, 8, 10, 20} or not count < whole:
        return None
    return Number(count / whole, after + 1, unit="share")


def parts(tokens: Tokens, place: int) -> Number | None:
    count, whole = tokens.value(place, "cardinal"), tokens.value(place + 1, "parts")
    if not count or not whole or not tokens.joined(place + 1) or count == 1 or count > 99:
        return None
    return None if is_final(tokens, place + 1) else Number(count / whole, place + 2, unit="share")


def one_part(tokens: Tokens, place: int) -> Number | None:
    """A third of, un tiers; a third group is an ordinal."""
    begins = tokens.role(place, "article") or tokens.value(place, "cardinal") == 1 or tokens.role(place, "is") == "le"
    whole = tokens.value(place + 1, "part")
    if not begins or not whole or not tokens.joined(place + 1) or is_final(tokens, place + 1):
        return None
    of_what = tokens.follows(place + 2, "of")
    by_how_much = tokens.role(place - 1, "is") in {"by", "nearly", "almost", "about", "environ", "d"}
    return Number(1 / whole, place + 2, unit="share") if of_what or by_how_much else None


def is_final(tokens: Tokens, place: int) -> bool:
    """Quart de finale, quarter-final."""
    rest = tokens.text[tokens.ends[place] : tokens.ends[place] + 11].lower()
    return "final" in rest


def half(tokens: Tokens, place: int) -> Number | None:
    word, before, after = tokens.role(place, "is"), tokens.role(place - 1, "is"), place + 1
    whole = Number(0.5, after, unit="share")
    if word in {"moitie", "نصف"}:
        return whole
    if tokens.gap(after) == "-" and not tokens.role(after, "scale") and word == "half":
        return None
    if word != "half":
        scaled = tokens.value(after, "scale") is not None or tokens.written(after).lower() in {
            "heure",
            "siecle",
            "siècle",
        }
        return whole if scaled and tokens.joined(after) else None
    if before in {"first", "second", "and", "in", "other", "a"} and not tokens.follows(after, "of"):
        return None
    behind = tokens.text[tokens.ends[place] : tokens.ends[place] + 7].split()[:1]
    takes = {"of", "the", "its", "their", "his", "her", "those", "all", "these", "a", "an"}
    hedged = before in {"nearly", "almost", "about", "than", "roughly", "over", "under", "by", "least"}
    return whole if hedged or (behind and behind[0] in takes) else None


def of_scale(tokens: Tokens, number: Number) -> Number:
    """Half a million, un demi-million, نصف مليون: no share, but a number."""
    after = number.after
    while tokens.joined(after) and (tokens.role(after, "of") or tokens.role(after, "article")):
        after += 1
    scale = tokens.value(after, "scale") or tokens.value(after, "collective")
    if scale and tokens.joined(after) and after - number.after <= 2:
        return Number(number.value * scale, after + 1, scale=scale)
    return number


# ---- round numbers


def many(tokens: Tokens, place: int) -> Number | None:
    """Dozens, des dizaines de milliers, several hundred: at least so many, and less than ten times that."""
    if tokens.role(place, "few"):
        return a_few(tokens, place)
    value = tokens.value(place, "many")
    if value is None:
        return None
    after = place + 1
    step = after + 1 if tokens.follows(after, "of") else after
    more = tokens.value(step, "many") if tokens.joined(step) else None
    if more is None and tokens.language == "ar" and tokens.joined(step):
        more = tokens.value(step, "scale")
    if more is not None and more >= 1e3:
        value, after = value * more, step + 1
    elif tokens.role(place, "is") in {"tens", "scores"}:
        return None
    return Number(value, after, scale=value, bound="at least", margin=value * 9)


def a_few(tokens: Tokens, place: int) -> Number | None:
    after = place + 1
    for name in ("hundred", "scale", "collective", "many"):
        value = tokens.value(after, name)
        if value is not None and tokens.joined(after):
            rest = many(tokens, after)
            value, end = (rest.value, rest.after) if rest else (value, after + 1)
            higher = tokens.value(end, "scale") if name == "hundred" and tokens.joined(end) else None
            value, end = (value * higher, end + 1) if higher else (value, end)
            return Number(value, end, scale=value, bound="at least", margin=value * 9)
    return None


def collective(tokens: Tokens, place: int) -> Number | None:
    """Une vingtaine, a dozen, deux douzaines, une dizaine de milliers: about so many."""
    if tokens.role(place, "article"):
        return with_collective(tokens, place + 1, 1.0)
    count = tokens.value(place, "cardinal")
    if count is not None:
        return with_collective(tokens, place + 1, count)
    return with_collective(tokens, place, 1.0) if not tokens.role(place, "many") else None


def with_collective(tokens: Tokens, place: int, count: float) -> Number | None:
    if tokens.value(place, "half") and tokens.joined(place):
        return with_collective(tokens, place + 1, count / 2)
    size = tokens.value(place, "collective")
    if size is None or not tokens.joined(place):
        return None
    value, after = count * size, place + 1
    step = after + 1 if tokens.follows(after, "of") else after
    more = tokens.value(step, "many") if tokens.joined(step) else None
    if more is not None and more >= 1e3:
        value, after = value * more, step + 1
    return Number(value, after, scale=value, bound="about")
