"""Dates as people write them, in words and numbers, in a dozen languages."""

import datetime
import re

from sources.importers.patterns import late
from sources.text import fold

# How the months are called, in full and for short: English, French, Spanish, Italian, German, Portuguese, Dutch,
# Scandinavian, Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Indonesian, Russian, Ukrainian; Arabic in the
# east, in Egypt, in the Maghreb and in Morocco.
MONTH_NAMES = (
    "january jan ianuarie tammikuuta január januari січня janvier janv enero ene gennaio gen januar "
    "jänner janeiro januari stycznia ledna ocak января янв"
    "|كانون الثاني|يناير|جانفي",
    "february feb februarie helmikuuta február лютого février févr fév febrero febbraio febbr "
    "februar fevereiro fev februari lutego února şubat февраля фев"
    "|شباط|فبراير|فيفري",
    "march mar martie maaliskuuta március maret березня mars marzo märz mär mrz março maart mrt "
    "marts marca března mart марта мар|آذار|مارس",
    "april apr aprilie huhtikuuta április квітня avril avr abril abr aprile kwietnia dubna nisan "
    "апреля апр|نيسان|أبريل|أفريل",
    "may mai toukokuuta május травня mayo maggio mag maio mei maj maja května mayıs мая|أيار|مايو|ماي",
    "june jun iunie kesäkuuta június червня juin junio giugno giu juni junho czerwca června haziran "
    "июня июн|حزيران|يونيو|يونيه|جوان",
    "july jul iulie heinäkuuta július липня juillet juil julio luglio lug juli julho lipca července "
    "temmuz июля июл|تموز|يوليو|يوليه|جويلية|يوليوز",
    "august aug elokuuta augusztus agustus серпня août agosto ago augustus augusti sierpnia srpna "
    "ağustos августа авг|آب|أغسطس|أوت|غشت",
    "september sept septembrie syyskuuta szeptember вересня sep septembre septiembre setiembre "
    "settembre sett setembro set września září eylül сентября сен "
    "сент|أيلول|سبتمبر|شتنبر",
    "october oct octombrie lokakuuta október жовтня octobre octubre ottobre ott oktober okt outubro "
    "out października října ekim октября окт"
    "|تشرين الأول|أكتوبر",
    "november nov noiembrie marraskuuta листопада novembre noviembre novembro listopada listopadu "
    "kasım ноября ноя нояб|تشرين الثاني|نوفمبر|نونبر",
    "december dec decembrie joulukuuta desember грудня décembre déc diciembre dic dicembre dezember "
    "dez dezembro desember grudnia prosince aralık декабря "
    "дек|كانون الأول|ديسمبر|دجنبر",
)
WEEKDAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag "
    "hétfő kedd szerda csütörtök péntek szombat vasárnap poniedziałek wtorek środa czwartek piątek sobota niedziela "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira"
    "|الإثنين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
)


def spellings(names: str) -> list[str]:
    latin, *arabic = names.split("|")
    return [*latin.split(), *arabic]


MONTHS = {fold(name): number for number, names in enumerate(MONTH_NAMES, 1) for name in spellings(names)}
WEEKDAYS = frozenset(fold(name) for name in spellings(WEEKDAY_NAMES))


def alternatives(names: set[str]) -> str:
    """A pattern of these names, the longest first: by their first letters, so that at most words a glance is enough."""
    after: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        after.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in after.items())


MONTH_FORMS = {form for names in MONTH_NAMES for name in spellings(names) for form in (name, fold(name))}
WEEKDAY_FORMS = {form for name in spellings(WEEKDAY_NAMES) for form in (name, fold(name).replace(" ", "-"))}
MONTH, WEEKDAY = alternatives(MONTH_FORMS), alternatives(WEEKDAY_FORMS)
DAY = r"\d{1,2}(?:st|nd|rd|th|er|[ºª°])?"
YEAR = r"(?:1[5-9]|2[01])\d\d|[٠-٩]{4}"
# Papers in Arabic give a month both its names: ديسمبر/كانون الأول.
MONTH_WORD = rf"(?:{MONTH})(?:\s?/\s?(?:{MONTH}))?(?!\w)\.?"
DAY_FIRST = rf"{DAY}\.?[\s-]*(?:(?:de|of|d[’'])\s*)?{MONTH_WORD}(?:[\s,/-]*(?:(?:de|del)\s+)?(?:{YEAR}))?"
MONTH_FIRST = rf"{MONTH_WORD}\s*{DAY}(?!\w)(?:,?\s+(?:{YEAR}))?"
# As in Hungary: 2016. december 5.
YEAR_FIRST = rf"(?:{YEAR})\.?\s+{MONTH_WORD}\s*{DAY}\.?"
NUMBERS = r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
# A date as a part of greater patterns: it has no groups of its own.
WRITTEN = rf"(?:(?:{WEEKDAY})(?!\w)\.?,?\s+)?(?:{YEAR_FIRST}|{DAY_FIRST}|{MONTH_FIRST}|{NUMBERS})(?!\w)"

ONE_DATE = late(rf"(?<!\w){WRITTEN}")
ONE_YEAR = re.compile(rf"(?<!\d)(?:{YEAR})(?!\d)")
ONE_MONTH = re.compile(rf"(?<![^\W\d_])({MONTH})(?!\w)", re.IGNORECASE)
ONE_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
FIRST = datetime.date(1500, 1, 1)
AHEAD = datetime.timedelta(days=2)


def find_day(text: str) -> datetime.date | None:
    """The first date that is written at the head of the text; None where none is, or its year is not said."""
    found = ONE_DATE.search(text[:500])
    return day_of(found[0]) if found else None


def day_of(written: str) -> datetime.date | None:
    """What matched WRITTEN, as a date; None where it has no year, is no day, or can be read as two days."""
    try:
        if numeric := NUMERIC.search(written):
            return numeric_day(numeric)
        month, year, day = ONE_MONTH.search(written), ONE_YEAR.search(written), ONE_DAY.search(written)
        return datetime.date(int(year[0]), MONTHS[fold(month[1])], int(day[1])) if month and year and day else None
    except ValueError:
        return None


def numeric_day(numeric: re.Match[str]) -> datetime.date | None:
    first, sign, second, third = int(numeric[1]), numeric[2], int(numeric[3]), int(numeric[4])
    if len(numeric[1]) == 4:
        return datetime.date(first, second, third)
    if first > 12 or first == second or sign == ".":
        return datetime.date(third, second, first)
    return datetime.date(third, first, second) if second > 12 else None


def is_sane(published: datetime.datetime | datetime.date) -> bool:
    """Whether anything can have been published then: since printing began, and until two days from now."""
    try:
        if isinstance(published, datetime.datetime):
            published = published.astimezone(datetime.UTC).date()
        return FIRST <= published <= datetime.datetime.now(datetime.UTC).date() + AHEAD
    except (OverflowError, ValueError):
        return False
