"""Dates, years and times of day as they are written, also those that are told from the day of publication."""

import datetime
import re
from typing import NamedTuple

from sources.figures.numberwords import MONTH, YEAR
from sources.figures.numerals import Tokens, read_number, value_of

DATE, DAY_OF_YEAR, MONTH_OF_YEAR, YEAR_UNIT, TIME = "date", "day of year", "month", "year", "time"
# A day without its year is the nearest one to the publication, if it is not more days ahead than this.
AHEAD = 60
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
HOURS = re.compile(r"(\d{1,2})\D{0,3}(\d\d)?")
AFTERNOON = re.compile(r"p\.?\s?m", re.IGNORECASE)
MORNING = re.compile(r"a\.?\s?m", re.IGNORECASE)
BETWEEN_PARTS = frozenset(
    {" ", "\u00a0", "\u202f", "\n", ", ", ",\u00a0", ". ", ".\u00a0", ",", "., ", "-", "، ", " ، "}
)
NEXT = frozenset({"next", "prochain", "المقبل", "القادم"})
LAST = frozenset({"last", "dernier", "الماضي"})
# Days with a name of their own: Black Friday, Bloody Sunday.
NAMED = frozenset({"black", "good", "bloody", "ash", "palm", "easter", "super", "cyber", "saint", "vendredi"})
AT = frozenset({"at", "by", "before", "after", "around", "until", "since", "a", "vers", "avant", "apres", "depuis"})
# Of a word behind four digits: they are a year, whatever it is, or a number, if it is a plural.
FIRST_YEAR, LAST_YEAR = 1900, 2100
PEOPLE = frozenset({"people", "men", "women", "children", "personnes", "police"})


class Moment(NamedTuple):
    """A point in time: its value and unit, the token behind it, and how many units it may be off."""

    value: float
    unit: str
    after: int
    margin: float = 0.0


def read_moment(tokens: Tokens, place: int, published: datetime.date | None, *, month_first: bool) -> Moment | None:
    """The date, month, or time of day that begins with this token."""
    if tokens.role(place, "date"):
        return numeric_date(tokens.written(place), place, published, month_first=month_first)
    if tokens.role(place, "time"):
        return clock(tokens.written(place), place)
    if tokens.role(place, "clock") is not None:
        return noon(tokens, place)
    if tokens.role(place, "clockword"):
        return arabic_hour(tokens, place)
    return (
        calendar_day(tokens, place, published)
        or month_and_year(tokens, place)
        or relative_day(tokens, place, published)
    )


# ---- days of the calendar


def numeric_date(written: str, place: int, published: datetime.date | None, *, month_first: bool) -> Moment | None:
    if found := ISO.fullmatch(written):
        day = day_of(int(found[1]), int(found[2]), int(found[3]))
        return Moment(day.toordinal(), DATE, place + 1) if day else None
    found = NUMERIC.fullmatch(written)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    readings = [day_of(year, second, first), day_of(year, first, second)]
    if month_first:
        readings.reverse()
    days = [day for day in readings if day]
    if published and len(days) == 2 and "/" in written:
        days.sort(key=lambda day: abs(day - published))
    return Moment(days[0].toordinal(), DATE, place + 1) if days else None


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def calendar_day(tokens: Tokens, place: int, published: datetime.date | None) -> Moment | None:
    """[Monday,] 6 December [2016]; Dec. 6[, 2016]."""
    if tokens.role(place, "weekday") is not None and tokens.gap(place + 1) in BETWEEN_PARTS:
        place += 1
    found = day_first(tokens, place) or month_before_day(tokens, place)
    if not found:
        return None
    day, month, after = found
    year = year_at(tokens, after) if tokens.gap(after) in BETWEEN_PARTS | {"/"} else None
    if year is not None:
        date = day_of(year, month, day)
        return Moment(date.toordinal(), DATE, after + 1) if date else None
    return without_year(day, month, after, published)


def without_year(day: int, month: int, after: int, published: datetime.date | None) -> Moment | None:
    if not published:
        return Moment(month * 100 + day, DAY_OF_YEAR, after) if day_of(2000, month, day) else None
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if 0 < year < 9999 and (found := day_of(year, month, day))]
    sane = [found for found in days if (found - published).days <= AHEAD]
    if not sane:
        return None
    return Moment(min(sane, key=lambda found: abs(found - published)).toordinal(), DATE, after)


def day_first(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    """The day, the month, and the token behind them."""
    day, after = day_number(tokens, place)
    if not day or tokens.gap(after) not in BETWEEN_PARTS:
        return None
    if tokens.role(after, "of"):
        after += 1
    month, end = month_at(tokens, after)
    return (day, month, end) if month and tokens.gap(after) in BETWEEN_PARTS | {"'", "’"} else None


def month_before_day(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    if tokens.language != "en":
        return None
    month, after = month_at(tokens, place)
    if not month or tokens.gap(after) not in BETWEEN_PARTS - {", ", ",", "-"}:
        return None
    day, end = day_number(tokens, after)
    return (day, month, end) if day else None


def day_number(tokens: Tokens, place: int) -> tuple[int, int]:
    """The day of a month that is written here, or 0, and the token behind it."""
    written = tokens.written(place)
    if tokens.role(place, "number") and written.isdecimal() and len(written) <= 2:
        day, after = int(written), place + 1
        if tokens.gap(after) == "" and tokens.role(after, "suffix"):
            after += 1
    elif tokens.language == "fr" and tokens.role(place, "is") == "premier":
        day, after = 1, place + 1
    elif tokens.language != "fr" and (ordinal := tokens.value(place, "ordinal")) and tokens.role(place + 1, "of"):
        day, after = int(ordinal), place + 1
    else:
        return 0, place
    return (day, after) if 1 <= day <= 31 else (0, place)


def month_at(tokens: Tokens, place: int) -> tuple[int, int]:
    """The month that is named here, or 0, and the token behind it. Arabic names some by two words, or two names."""
    month, after = tokens.value(place, "month"), place + 1
    if month and tokens.language == "en" and not tokens.written(place)[:1].isupper():
        return 0, place
    if twin := tokens.value(place, "twin"):
        which = tokens.value(place + 1, "ordinal")
        if which not in {1, 2} or not tokens.joined(place + 1):
            return 0, place
        month, after = (twin + which - 1 if twin == 10 or which == 1 else 1), place + 2
    if not month:
        return 0, place
    if (
        tokens.language == "ar"
        and (tokens.gap(after) or "").strip() in {"", "/"}
        and month_at(tokens, after)[0] == month
    ):
        after = month_at(tokens, after)[1]
    return int(month), after


def year_at(tokens: Tokens, place: int) -> int | None:
    written = tokens.written(place)
    if not tokens.role(place, "number") or len(written) != 4 or not written.isdecimal():
        return None
    return int(written) if 1500 <= int(written) < 2200 else None


def month_and_year(tokens: Tokens, place: int) -> Moment | None:
    month, after = month_at(tokens, place)
    if not month or tokens.gap(after) not in BETWEEN_PARTS | {"/"}:
        return None
    year = year_at(tokens, after)
    return Moment(year * 100 + month, MONTH_OF_YEAR, after + 1) if year else None


# ---- days told from the publication


def relative_day(tokens: Tokens, place: int, published: datetime.date | None) -> Moment | None:
    """Yesterday, lundi, الاثنين الماضي."""
    if not published:
        return None
    weekday = tokens.value(place, "weekday")
    if weekday is not None:
        return week_day(tokens, place, int(weekday), published)
    away = tokens.value(place, "relative")
    if away is None:
        return None
    after = place + 1
    if tokens.role(after, "is") == "hui":
        after += 1
    elif tokens.role(place - 1, "is") == "avant" and tokens.gap(place) == "-":
        away -= 1
    return day_away(published, -away, after)


def week_day(tokens: Tokens, place: int, weekday: int, published: datetime.date) -> Moment | None:
    before, behind = tokens.role(place - 1, "is"), tokens.role(place + 1, "is")
    if tokens.text[max(0, tokens.starts[place] - 7) : tokens.starts[place]].strip().lower() in NAMED:
        return None
    if {before, behind} & NEXT:
        return day_away(published, -((weekday - published.weekday() - 1) % 7 + 1), place + 1)
    back = (published.weekday() - weekday) % 7
    if back == 0 and {before, behind} & LAST:
        back = 7
    return day_away(published, back, place + 1)


def day_away(published: datetime.date, days_back: float, after: int, margin: float = 0.0) -> Moment | None:
    value = published.toordinal() - round(days_back) if abs(days_back) < 1e7 else 0
    return Moment(value, DATE, after, margin) if value > 0 else None


def ago(published: datetime.date, amount: float, unit: str, size: float, after: int) -> Moment | None:
    """So long before the publication; the longer the units, the less sure is the day."""
    days = amount if unit == "day" else amount / 1440
    margin = {7.0: 3.0, 14.0: 4.0, MONTH: 15.0, YEAR: 183.0}.get(size, 0.0 if size < 7 else size / 2)
    return day_away(published, days, after, margin)


# ---- years and times of day


def read_year(tokens: Tokens, place: int) -> Moment | None:
    """Four digits that stand as a year and not for so many people."""
    written = tokens.written(place)
    if len(written) != 4 or not written.isdecimal() or not FIRST_YEAR <= int(written) <= LAST_YEAR:
        return None
    after = place + 1
    if tokens.gap(after) == "" and tokens.written(after) == "s":
        return Moment(int(written), YEAR_UNIT, after + 1, 9.0)
    if tokens.role(place - 1, "yearly") and tokens.joined(place) and not counts_people(tokens, after):
        return Moment(int(written), YEAR_UNIT, after)
    return None if counts_something(tokens, after, int(written)) else Moment(int(written), YEAR_UNIT, after)


def counts_people(tokens: Tokens, place: int) -> bool:
    return tokens.joined(place) and tokens.written(place).lower() in PEOPLE


def counts_something(tokens: Tokens, place: int, year: int) -> bool:
    """Whether the word behind is a plural, and no year would stand before it."""
    if counts_people(tokens, place):
        return True
    word = tokens.written(place)
    if tokens.gap(place) not in {" ", "\u00a0", "\u202f"} or not word.islower() or tokens.role(place, "stop"):
        return False
    plural = len(word) > 3 and word[-1] in "sx" and not tokens.role(place, "tail")
    return plural and (tokens.language == "fr" or year % 50 == 0) and tokens.language in {"en", "fr"}


def clock(written: str, place: int) -> Moment | None:
    found = HOURS.match(written)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if AFTERNOON.search(written) or MORNING.search(written):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if AFTERNOON.search(written) else 0)
    if minute > 59:
        return None
    if hour > 23:
        # 48h is how long something lasts.
        return Moment(hour * 60, "minute", place + 1) if "h" in written.lower() and not found[2] else None
    return Moment(hour * 60 + minute, TIME, place + 1)


def noon(tokens: Tokens, place: int) -> Moment | None:
    if tokens.role(place - 1, "is") in AT and tokens.joined(place) and tokens.written(place).islower():
        return Moment(tokens.value(place, "clock") or 0.0, TIME, place + 1)
    return None


def arabic_hour(tokens: Tokens, place: int) -> Moment | None:
    """الساعة الحادية عشرة, الساعة 11 صباحا."""
    after = place + 1
    if not tokens.joined(after):
        return None
    if tokens.role(after, "time"):
        moment = clock(tokens.written(after), after)
        return arabic_half_day(tokens, moment.value, moment.after) if moment else None
    hour = value_of(tokens.written(after), "ar") if tokens.role(after, "number") else tokens.value(after, "ordinal")
    if hour is None or not 0 <= hour < 24 or hour % 1:
        return None
    return arabic_half_day(tokens, hour * 60, after + 1)


def arabic_half_day(tokens: Tokens, minutes: float, after: int) -> Moment:
    half = tokens.role(after, "is")
    if half in {"صباحا", "فجرا"}:
        return Moment(minutes % 720, TIME, after + 1)
    if half in {"مساء", "ظهرا", "ليلا"}:
        return Moment(minutes % 720 + 720, TIME, after + 1)
    return Moment(minutes, TIME, after)


def hour_of_day(tokens: Tokens, place: int) -> Moment | None:
    """À 11 heures 30, 11 o'clock; but not à 3 heures de route."""
    number = read_number(tokens, place)
    if number is None or number.value % 1 or not 0 <= number.value < 24:
        return None
    after, hour = number.after, number.value * 60
    if tokens.role(after, "is") == "o" and tokens.role(after + 1, "is") == "clock":
        return Moment(hour, TIME, after + 2)
    is_at = tokens.language == "fr" and tokens.role(place - 1, "is") in {"a", "vers"} and tokens.joined(place)
    written_at = tokens.written(place - 1) in {"à", "À", "vers"}
    if not is_at or not written_at or tokens.role(after, "is") not in {"heures", "heure"}:
        return None
    after += 1
    if tokens.follows(after, "of") and tokens.written(after + 1).lower() not in {"matin", "l", "après"}:
        return None
    minutes = value_of(tokens.written(after), "fr") if tokens.role(after, "number") and tokens.joined(after) else None
    if minutes is not None and minutes < 60 and minutes % 1 == 0:
        return Moment(hour + minutes, TIME, after + 1)
    return Moment(hour, TIME, after)
