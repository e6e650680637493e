"""What a figure stands for, and how two of them stand to one another."""

import datetime
from dataclasses import dataclass, replace

from sources.figures import moments
from sources.figures.numberwords import YEAR


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written in text[start:end], and what it stands for.

    unit is empty for plain numbers, else
    - "share" (1 is all of it) or "point" (a hundredth of it, as a difference), "ordinal";
    - "m", "m2", "m3", "kg", "m/s", "W", "°C", or the ISO code of a currency;
    - "minute" for durations below a day, "day" for longer ones, a month as 30.4 and a year as 365.25 of them; "age" in
      years;
    - "date" (`date.toordinal()`), "day of year" (month * 100 + day, where the year is not known), "month"
      (year * 100 + month), "year", and "time" in minutes since midnight.

    bound is what the words around it say: "", "at least", "at most" or "about"; approximate, whether they say any such
    thing. margin is how much farther the value may lie: "hundreds" is 100 with the bound "at least" and a margin of
    900.
    counted is where the words stand that say what is counted.
    """

    start: int
    end: int
    value: float
    unit: str = ""
    approximate: bool = False
    bound: str = ""
    counted: tuple[int, int] | None = None
    margin: float = 0.0


# Of the same kind, with how many of the first each is.
COMPARED_AS = {"minute": ("day", 1 / 1440), "age": ("day", YEAR)}
# How far two may differ to be the same, and to be close, where that is no matter of proportion.
EXACT = {
    "ordinal": (0.0, 0.0, 0.0),
    moments.DATE: (0.0, 1.0, 3.0),
    moments.DAY_OF_YEAR: (0.0, 0.0, 0.0),
    moments.MONTH_OF_YEAR: (0.0, 0.0, 0.0),
    moments.YEAR_UNIT: (0.0, 0.0, 1.0),
    moments.TIME: (0.0, 10.0, 30.0),
    "°C": (0.51, 1.0, 2.0),
}
SAME, CLOSE, DIFFERS = "same", "close", "differs"
CLOSE_BY, CLOSE_ABOUT, WITHIN_BOUND = 0.05, 0.12, 0.25
DAYS = {moments.DATE, moments.DAY_OF_YEAR}
CLOSE_POINTS = 0.025


def compare(a: Figure, b: Figure) -> str:
    """How two figures stand to one another: "same" within rounding and the bounds said, "close" where rounding or
    approximation could explain the difference, else "differs"; empty where their units cannot be compared.
    """
    a, b = comparable(a), comparable(b)
    if a.unit != b.unit and a.unit not in DAYS:
        return ""
    if {a.unit, b.unit} == DAYS:
        a, b = as_day_of_year(a), as_day_of_year(b)
    if a.unit != b.unit:
        return ""
    if a.unit in EXACT:
        return compare_points(a, b)
    return compare_amounts(a, b)


def family_of(figure: Figure) -> str:
    """What a figure can be compared with: others of its family."""
    if figure.unit in DAYS:
        return moments.DATE
    return COMPARED_AS[figure.unit][0] if figure.unit in COMPARED_AS else figure.unit


def comparable(figure: Figure) -> Figure:
    if figure.unit not in COMPARED_AS:  # as good as always
        return figure
    unit, size = COMPARED_AS[figure.unit]
    return replace(figure, unit=unit, value=figure.value * size, margin=figure.margin * size)


def as_day_of_year(figure: Figure) -> Figure:
    if figure.unit != moments.DATE:
        return figure
    day = datetime.date.fromordinal(int(figure.value))
    return replace(figure, unit=moments.DAY_OF_YEAR, value=day.month * 100 + day.day)


def compare_points(a: Figure, b: Figure) -> str:
    same, close, about = EXACT[a.unit]
    apart = abs(a.value - b.value)
    if apart <= same:
        return SAME
    if a.approximate or b.approximate:
        close = about
    return CLOSE if apart <= max(close, a.margin, b.margin) else DIFFERS


def compare_amounts(a: Figure, b: Figure) -> str:
    apart, largest = abs(a.value - b.value), max(abs(a.value), abs(b.value))
    rounding = 0.0101 if a.unit == "share" else 0.0 if a.unit == "" else 0.01 * largest
    if apart <= max(rounding, 1e-9 * largest) or allows(a, b) or allows(b, a):
        return SAME
    limit = CLOSE_ABOUT if a.approximate or b.approximate else CLOSE_BY
    if a.margin and b.margin and a.bound == b.bound:
        limit = WITHIN_BOUND
    if a.unit == "share":  # of shares the points count: 70 percent is no two thirds, however little one is of the other
        return CLOSE if apart <= min(limit * largest, CLOSE_POINTS) else DIFFERS
    return CLOSE if apart <= limit * largest else DIFFERS


def allows(a: Figure, b: Figure) -> bool:
    """Whether b is what the bound of a leaves open: more than 200 is said of 230, and not of 5,000."""
    if b.margin or b.bound in {"at least", "at most"}:
        return False
    reach = a.margin or WITHIN_BOUND * abs(a.value)
    if a.unit == "share":
        reach = min(reach, CLOSE_ABOUT * abs(a.value))
    if a.bound == "at least":
        return 0 <= b.value - a.value <= reach
    return a.bound == "at most" and 0 <= a.value - b.value <= reach
