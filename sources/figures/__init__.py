"""Figures of a text, normalised so that they can be compared across languages.

>>> [(each.value, each.unit) for each in find_figures("At least 319 civilians, 70 % of the east", "en")]
[(319.0, ''), (0.7, 'share')]
"""

import datetime
from dataclasses import dataclass
from itertools import pairwise

from sources.figures import moments
from sources.figures.amounts import Figure, compare
from sources.figures.numberwords import LETTERS, SURE_LETTERS, YEAR, Measure, bounds, bounds_after, measures
from sources.figures.numerals import HYPHENS, Number, Tokens, half_behind, read_number

__all__ = ["Figure", "compare", "find_figures"]

LANGUAGES = frozenset({"en", "fr", "ar"})
# How many words say what is counted.
COUNTED_WORDS = 4
COUNTED_TOKENS = 8
# Whose years are told with "de": une fillette de 8 ans.
AGED = frozenset(
    {
        "âgé",
        "âgée",
        "âgés",
        "âgées",
        "fille",
        "fillette",
        "garçon",
        "homme",
        "femme",
        "enfant",
        "adolescent",
        "adolescente",
    }
)
LONGEST_HEDGE, LONGEST_UNIT = 5, 4
DASHES = frozenset({"-", "–", "—", "‑", " - ", " – ", " — "})
SIGNED_BOUNDS = {
    "~": "about",
    "≈": "about",
    "±": "about",
    ">": "at least",
    "<": "at most",
    "≥": "at least",
    "≤": "at most",
}
DETERMINERS = frozenset(
    {"the", "its", "a", "an", "le", "la", "les", "des", "l", "un", "une", "ses", "leurs", "quelque"}
)
TIMES = frozenset({moments.DATE, moments.DAY_OF_YEAR, moments.MONTH_OF_YEAR, moments.YEAR_UNIT, moments.TIME, "age"})
# A bound is said of how many, not of when: "over two days" is during them.
DURING = frozenset({"over", "under", "before", "some of", "above"})
# What is weighed or paid for is named with "of": five tonnes of aid.
OF_WHAT = frozenset({"kg", "m3", "m2"})
# Prefixes that a year may have: mid-2016.
YEAR_PREFIXES = frozenset({"mid", "post", "pre", "early", "late", "mi", "debut", "fin"})
NO_ORDINAL_BEHIND = frozenset({"aid", "lady", "minister", "ministre", "secretaire", "dame", "all", "hand"})


@dataclass(slots=True)
class Draft:
    """A figure while it is read: its tokens from first up to after."""

    first: int
    after: int
    start: int
    end: int
    value: float
    unit: str = ""
    bound: str = ""
    margin: float = 0.0
    scale: float = 1.0
    is_bare: bool = False
    is_hedged: bool = False


def find_figures(text: str, language: str, published: datetime.date | None = None) -> list[Figure]:
    """The figures of a text, in its order, without overlaps. In languages other than English, French and Arabic only
    what is written in digits. Never fails; takes a time in proportion to the length.

    published tells days without a year, and those that are said as "Monday" or "three weeks ago".
    """
    code, _dash, region = language.lower().replace("_", "-").partition("-")
    finder = Finder(Tokens(text, code if code in LANGUAGES else ""), published, month_first=region == "us")
    return finder.figures()


class Finder:
    """Reads the figures out of the tokens of one text."""

    def __init__(self, tokens: Tokens, published: datetime.date | None, *, month_first: bool) -> None:
        self.tokens, self.month_first = tokens, month_first
        # A datetime is a date, and is not to be taken from one.
        self.published = published.date() if isinstance(published, datetime.datetime) else published
        self.measures = measures(tokens.language)
        self.bounds, self.bounds_after = bounds(tokens.language), bounds_after(tokens.language)

    def figures(self) -> list[Figure]:
        drafts: list[Draft] = []
        after = 0
        for place, roles in enumerate(self.tokens.roles):
            if place < after or "starts" not in roles or not roles["starts"]:
                continue
            if draft := self.read(place):
                drafts.append(draft)
                after = draft.after
        for draft in drafts:
            self.hedge(draft)
        for one, other in pairwise(drafts):
            self.spread(one, other)
        return [self.finished(draft) for draft in drafts]

    def read(self, place: int) -> Draft | None:
        tokens = self.tokens
        if not self.can_begin(place):
            return None
        moment = moments.read_moment(tokens, place, self.published, month_first=self.month_first)
        if moment is None:
            moment = moments.hour_of_day(tokens, place)
        if moment is None and tokens.role(place, "number") and not self.is_quantity(place):
            moment = moments.read_year(tokens, place)
        if moment:
            return self.draft(place, moment.after, moment.value, moment.unit, margin=moment.margin)
        found = self.long_ago(place) or self.ordinal(place) or self.quantity(place)
        return self.before_now(place, found) if self.tokens.language == "en" and self.published else found

    def draft(self, first: int, after: int, value: float, unit: str = "", **more: float) -> Draft:
        start, end = self.tokens.begin(first), self.tokens.ends[after - 1]
        return Draft(first, after, start, end, value, unit, **more)  # type: ignore[arg-type]

    # ---- what is no figure

    def can_begin(self, place: int) -> bool:
        """Whether digits stand for themselves here: not B52, Covid-19, @2016, page 12, [4], or the 1. of a list."""
        tokens = self.tokens
        if not any(tokens.role(place, name) for name in ("number", "time", "date")):
            return True
        start, end, text = tokens.starts[place], tokens.ends[place], tokens.text
        before = text[start - 1 : start]
        if before in {"_", "@", "#", "=", "&", "/", "\\"} or text[end : end + 1] in {"@", "_", "\\"}:
            return False
        if before.isalnum() and not is_arabic(before):
            return False
        if before in {"-", ".", ":"} and text[start - 2 : start - 1].isalpha():
            return tokens.role(place - 1, "is") is not None or prefix_of(text, start) in YEAR_PREFIXES
        return not (self.is_label(place) or is_list_mark(text, start, end))

    def is_label(self, place: int) -> bool:
        tokens = self.tokens
        if not tokens.role(place - 1, "label") or tokens.gap(place) not in {
            " ",
            ". ",
            "°",
            "° ",
            "\u00a0",
            ".",
            "°\u00a0",
        }:
            return tokens.written(place - 1) == "°" and tokens.role(place - 2, "label") is not None
        return tokens.written(place - 1) not in {"no", "art", "formula", "N"}

    def is_quantity(self, place: int) -> bool:
        """Whether what could be a year has a unit or a scale behind it, or a currency before it."""
        tokens = self.tokens
        if tokens.role(place - 1, "currency") and tokens.gap(place) in {"", " "}:
            return True
        number = read_number(tokens, place)
        return number is not None and (number.after > place + 1 or self.unit_at(number) is not None)

    # ---- quantities

    def quantity(self, place: int, *, with_one: bool = False) -> Draft | None:
        tokens = self.tokens
        if tokens.role(place, "currency"):
            return self.money(place)
        if tokens.role(place, "minus"):
            return self.below_zero(place)
        if dual := tokens.role(place, "dual"):
            return self.dual(place, dual)
        number = read_number(tokens, place)
        if number is None:
            return self.one_and_a_half(place, with_one=with_one)
        if unit := self.unit_at(number):
            return self.measured(place, number, unit, with_one=with_one)
        return self.plain(place, number)

    def money(self, place: int) -> Draft | None:
        """$5 billion, €3m."""
        tokens, sign = self.tokens, str(self.tokens.role(place, "currency"))
        if tokens.gap(place + 1) not in {"", " ", "\u00a0"} or not tokens.role(place + 1, "number"):
            return None
        number = read_number(tokens, place + 1)
        if number is None:
            return None
        value, after, letter = number.value, number.after, tokens.written(number.after).lower()
        if letter in LETTERS and tokens.gap(after) == "":
            return self.draft(place, after + 1, value * LETTERS[letter], self.measures[sign][0], scale=LETTERS[letter])
        return self.draft(place, after, value, self.measures[sign][0], scale=number.scale)

    def below_zero(self, place: int) -> Draft | None:
        number = read_number(self.tokens, place + 1) if self.tokens.joined(place + 1) else None
        unit = self.unit_at(number) if number else None
        if number is None or unit is None or unit[0][0] not in {"°C", "°F"}:
            return None
        draft = self.measured(place, number, unit)
        return self.in_celsius(draft, -number.value, unit[0]) if draft else None

    def dual(self, place: int, dual: object) -> Draft | None:
        """شخصان, يومين: two of them in one word."""
        assert isinstance(dual, tuple)
        unit, size = dual
        if unit == "share":
            return self.draft(place, place + 1, size, "share")
        draft = self.draft(place, place + 1, 2 * size, unit)
        if unit == "":
            # What is counted is the same word.
            draft.is_bare = False
        return draft

    def one_and_a_half(self, place: int, *, with_one: bool) -> Draft | None:
        """An hour and a half, un an et demi; and a week, where with_one is said."""
        tokens = self.tokens
        if not tokens.role(place, "article") and tokens.value(place, "cardinal") != 1:
            return None
        unit = self.unit_at(Number(1.0, place + 1))
        if not unit:
            return None
        (name, size), after = unit
        end = half_behind(tokens, after)
        if end == after and not with_one:
            return None
        return self.draft(place, end, size * (1.5 if end > after else 1), name)

    def measured(
        self, place: int, number: Number, unit: tuple[Measure, int], *, with_one: bool = False
    ) -> Draft | None:
        (name, size), after = unit
        tokens, value = self.tokens, number.value
        if value == 1 and not number.in_digits and number.after == place + 1:
            end = half_behind(tokens, after)
            if end == after and not with_one and name in {"day", "minute", "m"}:
                return None
        end = half_behind(tokens, after)
        if end > after:
            value, after = value + 0.5, end
        if name == "day" and abs(size - YEAR) < 1 and (age := self.age(place, after)):
            return self.draft(place, age, value, "age")
        draft = self.draft(place, after, value * size, name, margin=number.margin * size, scale=number.scale)
        draft.bound = number.bound
        start = draft.start
        if number.in_digits and name in {"°C", "°F", "share"} and has_minus(tokens.text, start):
            draft.start, value = start - 1, -value
        return self.in_celsius(draft, value, (name, size))

    def in_celsius(self, draft: Draft, value: float, measure: Measure) -> Draft:
        name, size = measure
        if name == "°F":
            draft.value, draft.unit = (value - 32) / 1.8, "°C"
        elif name in {"°C", "share"}:
            draft.value = value * size
        return draft

    def age(self, place: int, after: int) -> int | None:
        """The token behind an age, if that is what so many years are."""
        tokens = self.tokens
        if tokens.language == "en" and tokens.follows(after, "is") and tokens.role(after, "is") in {"old", "olds"}:
            return after + 1
        if tokens.language == "fr":
            aged = tokens.role(place - 1, "is") == "de" and tokens.written(place - 2).lower() in AGED
            start, end = tokens.starts[place], tokens.ends[after - 1]
            beside = tokens.text[max(0, start - 2) : start].strip() in {",", "("}
            return after if aged or (beside and tokens.text[end : end + 1] in {",", ")"}) else None
        return after if tokens.role(place - 1, "is") == "العمر" else None

    def plain(self, place: int, number: Number) -> Draft | None:
        tokens, after = self.tokens, number.after
        end = tokens.ends[after - 1]
        if number.in_digits and not self.stands_alone(end, after):
            return None
        if not number.in_digits and not number.unit and not self.is_sure(place, number):
            return None
        first = place
        if number.unit == "share" and tokens.role(place, "is") == "moitie" and tokens.role(place - 1, "is") == "la":
            first = place - 1
        draft = self.draft(first, after, number.value, number.unit, margin=number.margin, scale=number.scale)
        draft.bound, draft.is_bare = number.bound, number.is_bare
        if tokens.role(place - 1, "is") in {"aged", "age"} and not number.unit and tokens.language == "en":
            draft.unit = "age"
        return draft

    def stands_alone(self, end: int, after: int) -> bool:
        """Not 4x4, 3D, 24/7."""
        text = self.tokens.text
        behind = text[end : end + 1]
        if behind == "/" and text[end + 1 : end + 2].isdigit():
            return False
        return not behind.isalpha() or is_arabic(behind)

    def is_sure(self, place: int, number: Number) -> bool:
        """Whether a number in words is one: "one" and "un" seldom are, and neuf is also new."""
        tokens, after = self.tokens, number.after
        if number.value == 1:
            return tokens.role(after, "casualty") is not None and tokens.joined(after)
        if tokens.language == "fr" and number.value == 9 and after == place + 1:
            word = tokens.written(after)
            return tokens.joined(after) and word.islower() and len(word) > 2 and word[-1] in "sxz"
        return number.value > 0

    # ---- units

    def unit_at(self, number: Number) -> tuple[Measure, int] | None:
        """The unit behind a number, with its scale if one letter says it, and the token behind."""
        tokens, place = self.tokens, number.after
        if place >= tokens.count:
            return None
        if number.in_digits and (found := self.lettered(place)):
            return found
        if tokens.joined(place) and (found := self.unit_phrase(place, in_digits=number.in_digits)):
            return found
        if (number.scale > 1 or number.unit == "share") and tokens.follows(place, "of"):
            step = place + 1
            if tokens.follows(step, "article") or tokens.role(step, "is") in {"an", "une"}:
                step += 1
            found = self.unit_phrase(step, in_digits=False) if tokens.joined(step) else None
            return found if found and (found[0][0] != "share") else None
        if number.unit == "share" and tokens.follows(place, "article"):
            return self.unit_phrase(place + 1, in_digits=False)
        return None

    def unit_phrase(self, place: int, *, in_digits: bool) -> tuple[Measure, int] | None:
        tokens = self.tokens
        for length in range(LONGEST_UNIT, 0, -1):
            phrase = tokens.phrase(place, length)
            measure = self.measures.get(phrase) if phrase else None
            if measure is None or (len(phrase) < 2 and phrase.isalpha() and not in_digits):
                continue
            after = place + length
            if phrase == "km" and tokens.gap(after) == "/" and tokens.written(after) == "h":
                return self.measures["km/h"], after + 1
            return measure, after
        return None

    def lettered(self, place: int) -> tuple[Measure, int] | None:
        """3 M€, 5 Md€, 40k; 3 m are metres."""
        tokens, letter = self.tokens, self.tokens.written(place).lower()
        if letter not in LETTERS or tokens.gap(place) not in {"", " ", "\u00a0", "\u202f"}:
            return None
        after, scale = place + 1, LETTERS[letter]
        step = after + 1 if tokens.follows(after, "of") else after
        if tokens.role(step, "currency") and tokens.gap(step) in {"", " ", "\u00a0", "'", "’"}:
            return (self.measures[str(tokens.role(step, "is"))][0], scale), step + 1
        if letter in SURE_LETTERS and tokens.gap(place) == "":
            return ("", scale), after
        return None

    # ---- ordinals and days told from the publication

    def ordinal(self, place: int) -> Draft | None:
        tokens, after = self.tokens, place + 1
        if tokens.role(place, "number"):
            written = tokens.written(place)
            if tokens.gap(after) == "" and tokens.role(after, "suffix") and written.isdecimal() and len(written) <= 4:
                return self.draft(place, after + 1, float(written), "ordinal")
            return None
        value = tokens.value(place, "ordinal")
        tens = tokens.value(place, "cardinal")
        if tens and tens >= 20:
            step = after + 1 if tokens.follows(after, "and") else after
            value, after = tokens.value(step, "ordinal"), step + 1
            if value is None or value > 19 or not tokens.joined(step):
                return None
            return self.draft(place, after, tens + value, "ordinal")
        if value is None or not self.is_ordinal(place):
            return None
        return self.draft(place, after, value, "ordinal")

    def is_ordinal(self, place: int) -> bool:
        tokens, after = self.tokens, place + 1
        if tokens.role(place - 1, "is") == "at" or tokens.role(place, "parts") is True:
            return False
        behind = tokens.written(after).lower()
        if tokens.joined(after) and (behind in NO_ORDINAL_BEHIND or behind == "of"):
            return behind == "of" and tokens.written(after + 1).lower() not in NO_ORDINAL_BEHIND
        begun = tokens.joined(place) and tokens.role(place - 1, "is") is not None
        return begun or (tokens.joined(after) and tokens.language != "ar") or tokens.language == "ar"

    def long_ago(self, place: int) -> Draft | None:
        """Il y a près de trois semaines, قبل ثلاثة أسابيع."""
        tokens = self.tokens
        if self.published is None or tokens.language == "en" or not tokens.role(place, "ago"):
            return None
        if tokens.language == "fr" and tokens.phrase(place, 3) != "il y a":
            return None
        begin = place + (3 if tokens.language == "fr" else 1)
        amount = self.behind_hedge(begin)
        span = self.quantity(amount, with_one=True) if amount < tokens.count and tokens.joined(amount) else None
        return self.day_before(place, begin, span, span.after) if span else None

    def before_now(self, place: int, found: Draft | None) -> Draft | None:
        """Three weeks ago, a year ago; what was found where "ago" does not follow."""
        tokens = self.tokens
        if found is None and (tokens.role(place, "article") or tokens.value(place, "cardinal") == 1):
            span = self.quantity(place, with_one=True)
        else:
            span = found
        if span is None or not tokens.follows(span.after, "ago"):
            return found
        return self.day_before(place, place, span, span.after + 1) or found

    def behind_hedge(self, place: int) -> int:
        for length in range(LONGEST_HEDGE, 0, -1):
            if self.tokens.phrase(place, length) in self.bounds:
                return place + length
        return place

    def day_before(self, first: int, begin: int, span: Draft, after: int) -> Draft | None:
        if span.unit not in {"day", "minute"} or self.published is None:
            return None
        moment = moments.ago(self.published, span.value, span.unit, self.size_of(span), after)
        if moment is None:
            return None
        draft = self.draft(first, after, moment.value, moment.unit, margin=moment.margin)
        if span.first > begin:
            draft.bound = self.bounds[self.tokens.phrase(begin, span.first - begin)]
        draft.is_hedged = bool(draft.bound or span.bound) or moment.margin >= 15
        if draft.is_hedged and not draft.bound:
            draft.bound = "about"
        return draft

    def size_of(self, span: Draft) -> float:
        """How many days or minutes the unit of the duration has."""
        for place in range(span.after - 1, span.first - 1, -1):
            measure = self.measures.get(str(self.tokens.role(place, "is")))
            dual = self.tokens.role(place, "dual")
            measure = dual if isinstance(dual, tuple) else measure
            if measure and measure[0] in {"day", "minute"}:
                return measure[1] if measure[0] == "day" else 0.0
        return 1.0

    # ---- the words around

    def hedge(self, draft: Draft) -> None:
        if found := self.bound_before(draft) or self.bound_behind(draft):
            draft.bound = found
        if draft.bound:
            draft.is_hedged = True

    def bound_before(self, draft: Draft) -> str:
        tokens, first = self.tokens, draft.first
        sign = tokens.text[max(0, draft.start - 2) : draft.start].strip()[-1:]
        if sign in SIGNED_BOUNDS:
            return SIGNED_BOUNDS[sign]
        for _step in range(2):
            if not tokens.joined(first):
                return ""
            for length in range(LONGEST_HEDGE, 0, -1):
                phrase = tokens.phrase(first - length, length)
                if phrase in self.bounds and not (phrase in DURING and draft.unit in {"day", "minute", *TIMES}):
                    return self.bounds[phrase]
            if tokens.role(first - 1, "is") not in DETERMINERS:
                return ""
            first -= 1
        return ""

    def bound_behind(self, draft: Draft) -> str:
        tokens, after = self.tokens, draft.after
        if not (tokens.joined(after) or tokens.gap(after) == ", "):
            return ""
        for length in range(3, 0, -1):
            phrase = tokens.phrase(after, length)
            if phrase in self.bounds_after and not tokens.role(after + length, "number"):
                return self.bounds_after[phrase]
        return ""

    def spread(self, one: Draft, other: Draft) -> None:
        """Of a range, the second figure says the unit and scale of both: 10 to 15 million, 60-70 %, 5-6 December."""
        if one.unit or not self.is_range(one, other) or other.unit in {"ordinal", moments.YEAR_UNIT, moments.TIME}:
            return
        if other.unit in {moments.DATE, moments.DAY_OF_YEAR}:
            self.spread_date(one, other)
            return
        size = other.value / self.written_value(other) if self.written_value(other) else 1.0
        if one.scale == 1 and (other.unit or other.scale > 1) and one.value * size <= other.value:
            one.value, one.unit, one.scale = one.value * size, other.unit, other.scale

    def spread_date(self, one: Draft, other: Draft) -> None:
        if not one.is_bare or not 1 <= one.value <= 31:
            return
        if other.unit == moments.DAY_OF_YEAR:
            one.value, one.unit = other.value // 100 * 100 + one.value, other.unit
            return
        date = datetime.date.fromordinal(int(other.value))
        if found := moments.day_of(date.year, date.month, int(one.value)):
            one.value, one.unit = found.toordinal(), other.unit

    def written_value(self, draft: Draft) -> float:
        """The number as it stands there, without its unit and scale."""
        number = read_number(self.tokens, draft.first)
        return number.value / max(number.scale, 1) if number else 0.0

    def is_range(self, one: Draft, other: Draft) -> bool:
        tokens = self.tokens
        if one.after == other.first:
            return tokens.text[one.end : other.start] in DASHES
        if one.after + 1 != other.first or not (tokens.joined(one.after) and tokens.joined(other.first)):
            return False
        if tokens.role(one.after, "range"):
            return True
        before = tokens.role(one.first - 1, "is")
        between = before in {"between", "entre"} or other.unit in {moments.DATE, moments.DAY_OF_YEAR}
        return between and tokens.role(one.after, "and") is not None

    def finished(self, draft: Draft) -> Figure:
        return Figure(
            draft.start,
            draft.end,
            round(float(draft.value), 9),
            draft.unit,
            draft.is_hedged,
            draft.bound,
            self.counted(draft),
            draft.margin,
        )

    def counted(self, draft: Draft) -> tuple[int, int] | None:
        """The few words behind a figure that say of what it is."""
        tokens, place = self.tokens, draft.after
        is_named = draft.unit in OF_WHAT or (len(draft.unit) == 3 and draft.unit.isupper())
        if draft.unit not in {"", "share", "ordinal"} and not (is_named and tokens.follows(place, "of")):
            return None
        while tokens.joined(place) and tokens.role(place, "lead"):
            place += 1
        first = place
        words = 0
        while tokens.joined(place) and place < first + COUNTED_TOKENS and not self.ends_counted(place):
            words += tokens.gap(place) not in {"-", "'", "’"} or place == first
            if words > COUNTED_WORDS:
                break
            place += 1
        while place > first and tokens.role(place - 1, "tail"):
            place -= 1
        return (tokens.begin(first), tokens.ends[place - 1]) if place > first else None

    def ends_counted(self, place: int) -> bool:
        roles = self.tokens.roles[place]
        if self.tokens.gap(place) in HYPHENS and not roles.get("starts"):
            return False
        if self.tokens.language == "ar" and not roles and self.tokens.text.startswith("و", self.tokens.starts[place]):
            # "And" is written in one word with what follows.
            return len(self.tokens.written(place)) > 3
        if "stop" in roles:
            return True
        return bool(roles.get("starts")) and not roles.keys() & {"article", "le", "of"}


def is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


def prefix_of(text: str, start: int) -> str:
    """The letters before the hyphen that stands before the figure."""
    words = text[max(0, start - 7) : start - 1].split()
    return words[-1].lower() if words else ""


def has_minus(text: str, start: int) -> bool:
    """Whether a minus stands directly before the figure, and is no hyphen."""
    return text[max(0, start - 1) : start] in {"-", "−"} and (start < 2 or text[start - 2] in " (\u00a0\n")


def is_list_mark(text: str, start: int, end: int) -> bool:
    """1. or 1) at the head of a line, [1] anywhere."""
    before, behind = text[start - 1 : start], text[end : end + 2]
    if before == "[" and behind[:1] == "]":
        return True
    at_head = start == 0 or before == "\n" or (before == "(" and text[max(0, start - 2) : start - 1] in {"", "\n"})
    return at_head and end - start <= 3 and behind[:1] in {".", ")"} and not behind[1:].isdigit()
