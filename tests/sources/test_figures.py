"""Figures as they are written in three languages, and what they come to."""

import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.figures import Figure, compare, find_figures

PUBLISHED = datetime.date(2016, 12, 6)  # A Tuesday.
YEAR, MONTH = 365.25, 365.25 / 12
Found = list[tuple[str, float, str]]


def day(year: int, month: int, number: int) -> int:
    return datetime.date(year, month, number).toordinal()


def found(text: str, language: str, published: datetime.date | None = None) -> Found:
    return [(text[each.start : each.end], each.value, each.unit) for each in find_figures(text, language, published)]


def check(text: str, language: str, wanted: Found, published: datetime.date | None = None) -> None:
    got = found(text, language, published)
    assert [(written, unit) for written, _value, unit in got] == [(written, unit) for written, _value, unit in wanted]
    assert [value for _written, value, _unit in got] == pytest.approx([value for _written, value, _unit in wanted])


ENGLISH: list[tuple[str, Found]] = [
    ("5,000 people", [("5,000", 5000, "")]),
    ("5.000 people", [("5.000", 5000, "")]),
    ("5\u202f000 people", [("5\u202f000", 5000, "")]),
    ("1.5 million barrels", [("1.5 million barrels", 1.5e6 * 0.158987, "m3")]),
    ("2.3bn people", [("2.3bn", 2.3e9, "")]),
    ("$5 billion in aid", [("$5 billion", 5e9, "USD")]),
    ("a €3m grant", [("€3m", 3e6, "EUR")]),
    ("£40k a year", [("£40k", 40_000, "GBP")]),
    ("200 million euros", [("200 million euros", 2e8, "EUR")]),
    ("twenty-one dead", [("twenty-one", 21, "")]),
    ("one hundred and twelve passengers", [("one hundred and twelve", 112, "")]),
    ("two hundred thousand refugees", [("two hundred thousand", 200_000, "")]),
    ("three thousand five hundred", [("three thousand five hundred", 3500, "")]),
    ("a hundred tanks", [("a hundred", 100, "")]),
    ("two and a half million", [("two and a half million", 2.5e6, "")]),
    ("nearly half a million of his own people", [("half a million", 500_000, "")]),
    ("the sixth time", [("sixth", 6, "ordinal")]),
    ("a third group", [("third", 3, "ordinal")]),
    ("a third of voters", [("a third", 1 / 3, "share")]),
    ("the 21st century", [("21st", 21, "ordinal")]),
    ("two thirds of it", [("two thirds", 2 / 3, "share")]),
    ("three-quarters of pupils", [("three-quarters", 0.75, "share")]),
    ("half of the city", [("half", 0.5, "share")]),
    ("in the second half they scored", [("second", 2, "ordinal")]),
    ("70%", [("70%", 0.7, "share")]),
    ("60 percent of it", [("60 percent", 0.6, "share")]),
    ("seventy per cent", [("seventy per cent", 0.7, "share")]),
    ("fell 3 percentage points", [("3 percentage points", 3, "point")]),
    ("tens of thousands of people", [("tens of thousands", 10_000, "")]),
    ("dozens were killed", [("dozens", 12, "")]),
    ("two dozen tents", [("two dozen", 24, "")]),
    ("several hundred fighters", [("several hundred", 100, "")]),
    ("10 to 15 million people", [("10", 10e6, ""), ("15 million", 15e6, "")]),
    ("60-70% of voters", [("60", 0.6, "share"), ("70%", 0.7, "share")]),
    ("between 5 and 7 km away", [("5", 5000, "m"), ("7 km", 7000, "m")]),
    ("800 metres", [("800 metres", 800, "m")]),
    ("an 800-metre line", [("800-metre", 800, "m")]),
    ("five miles", [("five miles", 8046.72, "m")]),
    ("30 tonnes of aid", [("30 tonnes", 30_000, "kg")]),
    ("12 square kilometres", [("12 square kilometres", 12e6, "m2")]),
    ("90 km/h winds", [("90 km/h", 25, "m/s")]),
    ("86 degrees Fahrenheit", [("86 degrees Fahrenheit", 30, "°C")]),
    ("a low of -5°C", [("-5°C", -5, "°C")]),
    ("lasted an hour and a half", [("an hour and a half", 90, "minute")]),
    ("two and a half years", [("two and a half years", 2.5 * YEAR, "day")]),
    ("a 34-year-old man", [("34-year-old", 34, "age")]),
    ("the victim, aged 34", [("34", 34, "age")]),
    ("at 11 a.m. local time", [("11 a.m.", 660, "time")]),
    ("at 11:30 p.m.", [("11:30 p.m.", 1410, "time")]),
    ("at noon", [("noon", 720, "time")]),
    ("since 2011", [("2011", 2011, "year")]),
    ("the 2016 election", [("2016", 2016, "year")]),
    ("2000 people fled", [("2000", 2000, "")]),
    ("6 December 2016", [("6 December 2016", day(2016, 12, 6), "date")]),
    ("Tuesday, Dec. 6, 2016", [("Tuesday, Dec. 6, 2016", day(2016, 12, 6), "date")]),
    ("on 2016-12-06", [("2016-12-06", day(2016, 12, 6), "date")]),
    ("on 15 November", [("15 November", 1115, "day of year")]),
    ("in September 2016", [("September 2016", 201609, "month")]),
    ("three weeks later", [("three weeks", 21, "day")]),
    ("They may march on. One day a B52 and Covid-19.", []),
    ("See https://example.org/2016/12/06 or call +33 1 42 34 56 78", []),
    ("1. First point\n2. Other", [("First", 1, "ordinal")]),
    ("They work 24/7 on page 12", []),
    ("one person was hurt, one of many", [("one", 1, "")]),
    ("a quarter of a million people", [("a quarter of a million", 250_000, "")]),
    ("at 8 o'clock", [("8 o'clock", 480, "time")]),
    ("May said that she may go; G20, COP21, Article 50", []),
    ("won 3-1", [("3", 3, ""), ("1", 1, "")]),
    ("one in five children", [("one in five", 0.2, "share")]),
]
FRENCH: list[tuple[str, Found]] = [
    ("5 000 personnes", [("5 000", 5000, "")]),
    ("5.000 personnes", [("5.000", 5000, "")]),
    ("5,000 personnes", [("5,000", 5000, "")]),
    ("1\u202f234\u202f567 habitants", [("1\u202f234\u202f567", 1_234_567, "")]),
    ("3,5 millions d'habitants", [("3,5 millions", 3.5e6, "")]),
    ("5 milliards d’euros", [("5 milliards d’euros", 5e9, "EUR")]),
    ("300 k€ et 3 M€", [("300 k€", 300_000, "EUR"), ("3 M€", 3e6, "EUR")]),
    ("vingt et un blessés", [("vingt et un", 21, "")]),
    ("quatre-vingt-dix-sept députés", [("quatre-vingt-dix-sept", 97, "")]),
    ("soixante et onze morts", [("soixante et onze", 71, "")]),
    ("quatre-vingts ans", [("quatre-vingts ans", 80 * YEAR, "day")]),
    ("dix-neuf civils", [("dix-neuf", 19, "")]),
    ("deux cent mille réfugiés", [("deux cent mille", 200_000, "")]),
    ("mille deux cents", [("mille deux cents", 1200, "")]),
    ("un million et demi de Syriens", [("un million et demi", 1.5e6, "")]),
    ("un demi-million", [("un demi-million", 500_000, "")]),
    ("neuf personnes", [("neuf", 9, "")]),
    ("un véhicule neuf acheté hier", []),
    ("la sixième fois", [("sixième", 6, "ordinal")]),
    ("le 6e arrondissement", [("6e", 6, "ordinal")]),
    ("le vingt-deuxième jour", [("vingt-deuxième", 22, "ordinal")]),
    ("le premier ministre", []),
    ("les deux tiers des secteurs", [("deux tiers", 2 / 3, "share")]),
    ("un tiers des voix", [("un tiers", 1 / 3, "share")]),
    ("un quart des sièges", [("un quart", 0.25, "share")]),
    ("en quart de finale", []),
    ("a baissé d'un quart en 2015", [("un quart", 0.25, "share"), ("2015", 2015, "year")]),
    ("les 15 et 16 décembre", [("15", 1215, "day of year"), ("16 décembre", 1216, "day of year")]),
    ("cinq ans et demi", [("cinq ans et demi", 5.5 * YEAR, "day")]),
    ("les trois quarts", [("trois quarts", 0.75, "share")]),
    ("la moitié des terres", [("la moitié", 0.5, "share")]),
    ("70 %", [("70 %", 0.7, "share")]),
    ("70\u00a0%", [("70\u00a0%", 0.7, "share")]),
    ("70 pour cent", [("70 pour cent", 0.7, "share")]),
    ("2,5 points de pourcentage", [("2,5 points de pourcentage", 2.5, "point")]),
    ("des dizaines de milliers de résidents", [("dizaines de milliers", 10_000, "")]),
    ("une vingtaine de personnes", [("une vingtaine", 20, "")]),
    ("une demi-douzaine de voisins", [("une demi-douzaine", 6, "")]),
    ("une centaine de chars", [("une centaine", 100, "")]),
    ("plusieurs centaines de combattants", [("plusieurs centaines", 100, "")]),
    ("entre 10 et 15 %", [("10", 0.1, "share"), ("15 %", 0.15, "share")]),
    ("à 800 mètres", [("800 mètres", 800, "m")]),
    ("12 km²", [("12 km²", 12e6, "m2")]),
    ("20 hectares", [("20 hectares", 200_000, "m2")]),
    ("moins 5 degrés", [("moins 5 degrés", -5, "°C")]),
    ("deux heures et demie", [("deux heures et demie", 150, "minute")]),
    ("trois quarts d'heure", [("trois quarts d'heure", 45, "minute")]),
    ("pendant six mois", [("six mois", 6 * MONTH, "day")]),
    ("un homme âgé de 34 ans", [("34 ans", 34, "age")]),
    ("Paul, 34 ans, maçon", [("34 ans", 34, "age")]),
    ("à 11h30", [("11h30", 690, "time")]),
    ("à 11 h 30", [("11 h 30", 690, "time")]),
    ("à 11 heures", [("11 heures", 660, "time")]),
    ("un délai de 48h", [("48h", 2880, "minute")]),
    ("depuis 2011", [("2011", 2011, "year")]),
    ("2000 personnes", [("2000", 2000, "")]),
    ("le 1er mai 2016", [("1er mai 2016", day(2016, 5, 1), "date")]),
    ("le 15 novembre", [("15 novembre", 1115, "day of year")]),
    ("le 06/12/2016", [("06/12/2016", day(2016, 12, 6), "date")]),
    ("du 5 au 8 décembre", [("5", 1205, "day of year"), ("8 décembre", 1208, "day of year")]),
    ("la planète Mars, un point, une maison", []),
    ("le 01 42 34 56 78, page 3", []),
    ("une fillette de 8 ans", [("8 ans", 8, "age")]),
    ("un mort et deux blessés", [("un", 1, ""), ("deux", 2, "")]),
    ("deux Français sur trois", [("deux Français sur trois", 2 / 3, "share")]),
]
ARABIC: list[tuple[str, Found]] = [
    ("٧٠٪ من المدينة", [("٧٠٪", 0.7, "share")]),
    ("۷۰٪ من المدينة", [("۷۰٪", 0.7, "share")]),
    ("70% من المدينة", [("70%", 0.7, "share")]),
    ("سبعين في المئة", [("سبعين في المئة", 0.7, "share")]),
    ("60 بالمئة", [("60 بالمئة", 0.6, "share")]),
    ("60 بالمائة", [("60 بالمائة", 0.6, "share")]),
    ("٥٬٠٠٠ شخص", [("٥٬٠٠٠", 5000, "")]),
    ("٣٫٥ مليون", [("٣٫٥ مليون", 3.5e6, "")]),
    ("3,5 مليون", [("3,5 مليون", 3.5e6, "")]),
    ("15 ألفا", [("15 ألفا", 15_000, "")]),
    ("ثلاثة وعشرين شخصا", [("ثلاثة وعشرين", 23, "")]),
    ("مئة وثلاثة وعشرون قتيلا", [("مئة وثلاثة وعشرون", 123, "")]),
    ("أحد عشر جنديا", [("أحد عشر", 11, "")]),
    ("ثلاث عشرة امرأة", [("ثلاث عشرة", 13, "")]),
    ("ثلاثمئة مقاتل", [("ثلاثمئة", 300, "")]),
    ("خمسة آلاف مدني", [("خمسة آلاف", 5000, "")]),
    ("ألفين ومئتي دولار", [("ألفين ومئتي دولار", 2200, "USD")]),
    ("ثلثي الأحياء", [("ثلثي", 2 / 3, "share")]),
    ("نصف المدينة", [("نصف", 0.5, "share")]),
    ("ربع السكان", [("ربع", 0.25, "share")]),
    ("نصف مليون شخص", [("نصف مليون", 500_000, "")]),
    ("مليون ونصف", [("مليون ونصف", 1.5e6, "")]),
    ("قتل شخصان", [("شخصان", 2, "")]),
    ("بعد يومين", [("يومين", 2, "day")]),
    ("عشرات الآلاف من السكان", [("عشرات الآلاف", 10_000, "")]),
    ("مئات القتلى", [("مئات", 100, "")]),
    ("للمرة السادسة", [("السادسة", 6, "ordinal")]),
    ("800 متر", [("800 متر", 800, "m")]),
    ("خمسة كيلومترات", [("خمسة كيلومترات", 5000, "m")]),
    ("5 مليارات دولار", [("5 مليارات دولار", 5e9, "USD")]),
    ("ثلاثة أسابيع", [("ثلاثة أسابيع", 21, "day")]),
    ("خمس سنوات", [("خمس سنوات", 5 * YEAR, "day")]),
    ("٦ ديسمبر ٢٠١٦", [("٦ ديسمبر ٢٠١٦", day(2016, 12, 6), "date")]),
    ("6 كانون الأول 2016", [("6 كانون الأول 2016", day(2016, 12, 6), "date")]),
    ("15 تشرين الثاني/نوفمبر", [("15 تشرين الثاني/نوفمبر", 1115, "day of year")]),
    ("منذ عام 2011", [("2011", 2011, "year")]),
    ("الساعة 11 صباحا", [("الساعة 11 صباحا", 660, "time")]),
    ("كمية من الوقود", []),
    ("ألفان وثلاثمئة شخص", [("ألفان وثلاثمئة", 2300, "")]),
    ("واحدا وعشرين شخصا", [("واحدا وعشرين", 21, "")]),
    ("الثالث من يناير كانون الثاني", [("الثالث من يناير كانون الثاني", 103, "day of year")]),
]
RELATIVE: list[tuple[str, str, str, int]] = [
    ("en", "nearly three weeks ago", "three weeks ago", day(2016, 11, 15)),
    ("en", "a week ago", "a week ago", day(2016, 11, 29)),
    ("en", "on Monday", "Monday", day(2016, 12, 5)),
    ("en", "next Monday", "Monday", day(2016, 12, 12)),
    ("en", "yesterday", "yesterday", day(2016, 12, 5)),
    ("en", "on 15 November", "15 November", day(2016, 11, 15)),
    ("en", "on Jan 3", "Jan 3", day(2017, 1, 3)),
    ("fr", "il y a près de trois semaines", "il y a près de trois semaines", day(2016, 11, 15)),
    ("fr", "il y a un an", "il y a un an", day(2015, 12, 7)),
    ("fr", "lundi", "lundi", day(2016, 12, 5)),
    ("fr", "hier", "hier", day(2016, 12, 5)),
    ("fr", "le 24 mars", "24 mars", day(2016, 3, 24)),
    ("ar", "قبل ثلاثة أسابيع", "قبل ثلاثة أسابيع", day(2016, 11, 15)),
    ("ar", "قبل يومين", "قبل يومين", day(2016, 12, 4)),
    ("ar", "يوم الاثنين", "الاثنين", day(2016, 12, 5)),
    ("ar", "أمس", "أمس", day(2016, 12, 5)),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english_figures(text: str, wanted: Found) -> None:
    check(text, "en", wanted)


@pytest.mark.parametrize(("text", "wanted"), FRENCH)
def test_french_figures(text: str, wanted: Found) -> None:
    check(text, "fr-FR", wanted)


@pytest.mark.parametrize(("text", "wanted"), ARABIC)
def test_arabic_figures(text: str, wanted: Found) -> None:
    check(text, "ar", wanted)


@pytest.mark.parametrize(("language", "text", "written", "value"), RELATIVE)
def test_days_told_from_the_publication(language: str, text: str, written: str, value: int) -> None:
    check(text, language, [(written, value, "date")], PUBLISHED)


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("en", "roughly 60 percent", "about"),
        ("en", "more than 200", "at least"),
        ("en", "no more than 200", "at most"),
        ("en", "no fewer than 200", "at least"),
        ("en", "about the 200", "about"),
        ("en", "over two days", ""),
        ("en", "~200 men", "about"),
        ("fr", "environ les deux tiers", "about"),
        ("fr", "près de la moitié", "about"),
        ("fr", "plus des deux tiers", "at least"),
        ("fr", "plus d'un million", "at least"),
        ("fr", "pas moins de 20 morts", "at least"),
        ("fr", "jusqu'à 20 morts", "at most"),
        ("ar", "نحو 70 شخصا", "about"),
        ("ar", "أكثر من 200 شخص", "at least"),
        ("ar", "ما لا يقل عن 73 شخصا", "at least"),
        ("ar", "بنحو 70 شخصا", "about"),
    ],
)
def test_words_around_a_figure_bound_it(language: str, text: str, bound: str) -> None:
    (figure,) = find_figures(text, language)
    assert (figure.bound, figure.approximate) == (bound, bool(bound))


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("en", "Tens of thousands of people in eastern Aleppo have fled", "people in eastern Aleppo"),
        ("en", "44 of them children", "children"),
        ("en", "200 were killed", None),
        ("en", "3-1 in front of all", None),
        ("ar", "14 شخصا وأصيب أكثر من ثلاثين", "شخصا"),
        ("fr", "319 civils, dont", "civils"),
        ("fr", "70 % d'Alep-Est, d'après", "Alep-Est"),
        ("fr", "800 mètres de la citadelle", None),
    ],
)
def test_what_is_counted_stands_behind(language: str, text: str, counted: str | None) -> None:
    span = find_figures(text, language)[0].counted
    assert (text[slice(*span)] if span else None) == counted


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("two thirds", "en"), ("66 %", "fr"), "same"),
        (("800 m", "en"), ("0,8 km", "fr"), "same"),
        (("more than 200 men", "en"), ("230 hommes", "fr"), "same"),
        (("more than 200 men", "en"), ("5000 hommes", "fr"), "differs"),
        (("dozens", "en"), ("73 morts", "fr"), "same"),
        (("dozens", "en"), ("des dizaines", "fr"), "close"),
        (("tens of thousands", "en"), ("des dizaines de milliers", "fr"), "same"),
        (("100 men", "en"), ("104 hommes", "fr"), "close"),
        (("about 100 men", "en"), ("110 hommes", "fr"), "close"),
        (("roughly 60 percent", "en"), ("70 %", "fr"), "differs"),
        (("environ 60 %", "fr"), ("environ 70 %", "fr"), "differs"),
        (("at least 60 percent", "en"), ("70 %", "fr"), "differs"),
        (("2011 was bad", "en"), ("2012", "fr"), "differs"),
        (("a 34-year-old", "en"), ("34 ans", "fr"), "same"),
        (("48h", "fr"), ("two days", "en"), "same"),
        (("6 December 2016", "en"), ("6 décembre", "fr"), "same"),
        (("70 %", "fr"), ("70 morts", "fr"), ""),
    ],
)
def test_how_two_figures_compare(one: tuple[str, str], other: tuple[str, str], relation: str) -> None:
    (a,), (b,) = find_figures(*one), find_figures(*other)
    assert compare(a, b) == compare(b, a) == relation


def test_other_languages_have_their_digits_and_dates_found() -> None:
    check("70 % am 2016-12-06, zwei, 5.000", "de", [("70 %", 0.7, "share"), ("2016-12-06", day(2016, 12, 6), "date"),
                                                     ("5.000", 5000, "")])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("afp-alep.fr.txt", [0.6667, 0.7, 319, 44, 69, 28, 73]),
        ("aljazeera-aleppo.en.txt", [0.6667, 21, 2, 800, 0.6, 200_000, 12]),
        ("reuters-advance.en.txt", [3, 10_000, 6, 2011, 5, 11, 500_000]),
        ("reuters-hospital.en.txt", [2, 2, 3, 660, 90, 6]),
        ("sohr-aleppo.en.txt", [319, 44, 69, 28, 0.7, 0.6667]),
        (
            "article-medias-presse.fr.txt",
            [
                2,
                2,
                0.7,
                5 * YEAR,
                2,
                0.6667,
                2,
                2,
                2,
                21,
                0.6667,
                800,
                0.6,
                3,
                5 * YEAR,
                10_000,
                6,
                2011,
                5,
                11,
                1,
                201609,
                62,
                2,
            ],
        ),
    ],
)
def test_the_figures_of_whole_texts(shared_data: Path, name: str, values: list[float]) -> None:
    text = (shared_data / "aleppo-2016" / name).read_text()
    figures = find_figures(text, name.split(".")[1], PUBLISHED)
    assert [each.value for each in figures if each.unit != "date"] == pytest.approx(values, rel=1e-3)
    assert all(day(2016, 11, 15) <= each.value <= day(2016, 12, 6) for each in figures if each.unit == "date")


PIECES = (
    "two three hundred thousand and a half third of 5 5,000 70 % $ € km May 6 2016 ago il y a trois semaines quatre "
    "vingt dix cent mille et demi tiers quart d' - – , . / : ( ) lundi Monday ثلاثة وعشرين ألف مليون ونصف قبل ٧٠ ٪ "
    "كانون الأول 11h30 12:30 0 00 999999999 http:// 31/02/2016 9999-99-99 minus °C -5 \n"
)
WORDS = st.sampled_from(PIECES.split(" "))


@given(
    st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)),
    st.sampled_from(["en", "fr", "ar", "de", "", "en-US", "??"]),
    st.sampled_from([None, PUBLISHED, datetime.date.min, datetime.date.max]),
)
def test_whatever_the_text_the_figures_are_in_order_and_within_it(
    text: str, language: str, published: datetime.date | None
) -> None:
    figures = find_figures(text, language, published)
    places = [place for each in figures for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= each.start < each.end <= len(text) for each in figures)
    assert all(text[each.start : each.end].strip() == text[each.start : each.end] for each in figures)
    for one, other in pairwise(figures):
        assert compare(one, other) in {"same", "close", "differs", ""}


def test_a_figure_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Figure(0, 1, 1.0).value = 2.0  # type: ignore[misc]
