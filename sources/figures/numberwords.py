"""The words that figures are written with, in English, French and Arabic.

Each table says which parts a word, folded, can play: a cardinal, a scale, an ordinal, a part of a whole, a month …
sources/numerals.py reads numbers with them, sources/moments.py dates, sources/figures.py the rest.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

# What a word can be, by the name of the part: {"ordinal": 2, "measure": ("minute", 1 / 60)}.
Roles = dict[str, Any]
Measure = tuple[str, float]

MARKS: dict[int, None] = dict.fromkeys((0x640, *range(0x64B, 0x660), 0x670))
ALIKE = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ة": "ه", "ک": "ك", "œ": "oe", "æ": "ae"}


def base_letters() -> dict[int, str]:
    letters = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    bare = {code: unicodedata.normalize("NFD", chr(code))[0] for code in letters}
    return {code: letter for code, letter in bare.items() if letter != chr(code)}


FOLDING: dict[int, str | None] = base_letters() | {ord(letter): base for letter, base in ALIKE.items()} | MARKS


def fold_word(word: str) -> str:
    """The word in lower case, without accents and vowel signs, with one form of each Arabic letter."""
    return word.lower().translate(FOLDING)


# Metres, square metres, cubic metres, kilograms, minutes, days.
MONTH, YEAR = 365.25 / 12, 365.25
MINUTE, HOUR, DAY, WEEK = ("minute", 1.0), ("minute", 60.0), ("day", 1.0), ("day", 7.0)
SYMBOLS: dict[str, Measure] = {
    "km": ("m", 1000.0),
    "m": ("m", 1.0),
    "cm": ("m", 0.01),
    "mm": ("m", 0.001),
    "ft": ("m", 0.3048),
    "kg": ("kg", 1.0),
    "lb": ("kg", 0.45359237),
    "lbs": ("kg", 0.45359237),
    "ha": ("m2", 10_000.0),
    "km2": ("m2", 1e6),
    "km²": ("m2", 1e6),
    "m²": ("m2", 1.0),
    "m³": ("m3", 1.0),
    "m2": ("m2", 1.0),
    "m3": ("m3", 1.0),
    "kw": ("W", 1e3),
    "mw": ("W", 1e6),
    "gw": ("W", 1e9),
    "mph": ("m/s", 0.44704),
    "kph": ("m/s", 1 / 3.6),
    "kmh": ("m/s", 1 / 3.6),
    "km/h": ("m/s", 1 / 3.6),
    "m/s": ("m/s", 1.0),
    "min": MINUTE,
    "mn": MINUTE,
    "h": HOUR,
    "hrs": HOUR,
    "%": ("share", 0.01),
    "٪": ("share", 0.01),
    "°": ("°C", 1.0),
    "° c": ("°C", 1.0),
    "° f": ("°F", 1.0),
    "usd": ("USD", 1.0),
    "eur": ("EUR", 1.0),
    "gbp": ("GBP", 1.0),
    "chf": ("CHF", 1.0),
    "$": ("USD", 1.0),
    "€": ("EUR", 1.0),
    "£": ("GBP", 1.0),
    "¥": ("JPY", 1.0),
    "₹": ("INR", 1.0),
    "₽": ("RUB", 1.0),
    "₺": ("TRY", 1.0),
    "₪": ("ILS", 1.0),
    "₴": ("UAH", 1.0),
}
CURRENCIES = frozenset("$€£¥₹₽₺₪₴") | {"usd", "eur", "gbp", "chf"}
# Where a letter stands for a scale: with money always, else only those that are no unit.
LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "md": 1e9, "mds": 1e9}
SURE_LETTERS = frozenset({"k", "bn", "tn", "md", "mds"})

ENGLISH_MEASURES: dict[str, Measure] = {
    "metre metres meter meters": ("m", 1.0),
    "kilometre kilometres kilometer kilometers kms": ("m", 1000.0),
    "centimetre centimetres centimeter centimeters": ("m", 0.01),
    "millimetre millimetres millimeter millimeters": ("m", 0.001),
    "mile miles": ("m", 1609.344),
    "yard yards": ("m", 0.9144),
    "foot feet": ("m", 0.3048),
    "inch inches": ("m", 0.0254),
    "kilo kilos kilogram kilograms kilogramme kilogrammes": ("kg", 1.0),
    "gram grams gramme grammes": ("kg", 0.001),
    "tonne tonnes ton tons": ("kg", 1000.0),
    "litre litres liter liters": ("m3", 0.001),
    "gallon gallons": ("m3", 0.003785411784),
    "barrel barrels": ("m3", 0.158987),
    "hectare hectares": ("m2", 10_000.0),
    "acre acres": ("m2", 4046.8564224),
    "square_kilometres square_kilometers square_kilometre square_kilometer sq_km": ("m2", 1e6),
    "square_miles square_mile": ("m2", 2_589_988.11),
    "square_metres square_meters square_metre square_meter": ("m2", 1.0),
    "square_feet square_foot": ("m2", 0.09290304),
    "cubic_metres cubic_meters": ("m3", 1.0),
    "miles_per_hour miles_an_hour": ("m/s", 0.44704),
    "kilometres_per_hour kilometers_per_hour kilometres_an_hour kilometers_an_hour": ("m/s", 1 / 3.6),
    "megawatt megawatts": ("W", 1e6),
    "gigawatt gigawatts": ("W", 1e9),
    "second seconds": ("minute", 1 / 60),
    "minute minutes": MINUTE,
    "hour hours": HOUR,
    "day days": DAY,
    "week weeks": WEEK,
    "fortnight fortnights": ("day", 14.0),
    "month months": ("day", MONTH),
    "year years": ("day", YEAR),
    "decade decades": ("day", 10 * YEAR),
    "century centuries": ("day", 100 * YEAR),
    "percent per_cent pct": ("share", 0.01),
    "percentage_points percentage_point": ("point", 1.0),
    "degrees degree degrees_celsius degrees_centigrade degrees_c celsius": ("°C", 1.0),
    "degrees_fahrenheit fahrenheit": ("°F", 1.0),
    "dollar dollars us_dollars": ("USD", 1.0),
    "euro euros": ("EUR", 1.0),
    "pound pounds pounds_sterling": ("GBP", 1.0),
    "yen": ("JPY", 1.0),
    "yuan": ("CNY", 1.0),
    "rouble roubles ruble rubles": ("RUB", 1.0),
    "rupee rupees": ("INR", 1.0),
    "swiss_francs": ("CHF", 1.0),
}
FRENCH_MEASURES: dict[str, Measure] = {
    "metre metres": ("m", 1.0),
    "kilometre kilometres": ("m", 1000.0),
    "centimetre centimetres": ("m", 0.01),
    "millimetre millimetres": ("m", 0.001),
    "mile miles": ("m", 1609.344),
    "kilo kilos kilogramme kilogrammes": ("kg", 1.0),
    "gramme grammes": ("kg", 0.001),
    "tonne tonnes": ("kg", 1000.0),
    "litre litres": ("m3", 0.001),
    "baril barils": ("m3", 0.158987),
    "hectare hectares": ("m2", 10_000.0),
    "kilometres_carres kilometre_carre km_carres": ("m2", 1e6),
    "metres_carres metre_carre": ("m2", 1.0),
    "metres_cubes metre_cube": ("m3", 1.0),
    "kilometres_heure kilometres_par_heure kilometres_a_l_heure": ("m/s", 1 / 3.6),
    "megawatt megawatts": ("W", 1e6),
    "gigawatt gigawatts": ("W", 1e9),
    "seconde secondes": ("minute", 1 / 60),
    "minute minutes": MINUTE,
    "heure heures": HOUR,
    "jour jours journees": DAY,
    "semaine semaines": WEEK,
    "mois": ("day", MONTH),
    "an ans annee annees": ("day", YEAR),
    "decennie decennies": ("day", 10 * YEAR),
    "siecle siecles": ("day", 100 * YEAR),
    "pour_cent": ("share", 0.01),
    "points_de_pourcentage point_de_pourcentage": ("point", 1.0),
    "degre degres degres_celsius celsius": ("°C", 1.0),
    "degres_fahrenheit": ("°F", 1.0),
    "dollar dollars": ("USD", 1.0),
    "euro euros": ("EUR", 1.0),
    "livres_sterling": ("GBP", 1.0),
    "yen yens": ("JPY", 1.0),
    "yuan yuans": ("CNY", 1.0),
    "rouble roubles": ("RUB", 1.0),
    "roupie roupies": ("INR", 1.0),
    "francs_suisses": ("CHF", 1.0),
    "francs_cfa": ("XOF", 1.0),
}
ARABIC_MEASURES: dict[str, Measure] = {
    "متر مترا أمتار": ("m", 1.0),
    "كيلومتر كيلومترا كيلومترات كلم كم كيلو_متر": ("m", 1000.0),
    "سنتيمتر سنتيمترا سم": ("m", 0.01),
    "ميل أميال": ("m", 1609.344),
    "كيلوغرام كيلوغراما كيلوغرامات كيلوجرام كغ كيلو": ("kg", 1.0),
    "طن طنا أطنان": ("kg", 1000.0),
    "لتر لترا لترات": ("m3", 0.001),
    "برميل برميلا براميل": ("m3", 0.158987),
    "هكتار هكتارا هكتارات": ("m2", 10_000.0),
    "كيلومتر_مربع كيلومترا_مربعا كيلومترات_مربعة": ("m2", 1e6),
    "متر_مربع مترا_مربعا أمتار_مربعة": ("m2", 1.0),
    "ثانية ثوان ثواني": ("minute", 1 / 60),
    "دقيقة دقائق": MINUTE,
    "ساعة ساعات": HOUR,
    "يوم يوما أيام": DAY,
    "أسبوع أسبوعا أسابيع": WEEK,
    "شهر شهرا أشهر شهور": ("day", MONTH),
    "سنة سنوات سنين عام عاما أعوام": ("day", YEAR),
    "عقد عقود": ("day", 10 * YEAR),
    "قرن قرون": ("day", 100 * YEAR),
    "بالمئة بالمائة بالميه في_المئة في_المائة": ("share", 0.01),
    "نقطة_مئوية نقاط_مئوية": ("point", 1.0),
    "درجة درجات درجة_مئوية درجات_مئوية": ("°C", 1.0),
    "دولار دولارا دولارات": ("USD", 1.0),
    "يورو": ("EUR", 1.0),
    "جنيه_إسترليني": ("GBP", 1.0),
    "ريال_سعودي": ("SAR", 1.0),
    "جنيه_مصري جنيه": ("EGP", 1.0),
    "ليرة_سورية": ("SYP", 1.0),
    "ليرة_تركية": ("TRY", 1.0),
}

ENGLISH = {
    "cardinal": "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 "
    "thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 "
    "fifty 50 sixty 60 seventy 70 eighty 80 ninety 90",
    "hundred": "hundred 100",
    "scale": "thousand 1e3 million 1e6 billion 1e9 trillion 1e12 lakh 1e5 crore 1e7",
    "many": "tens 10 dozens 12 scores 20 hundreds 100 thousands 1e3 millions 1e6 billions 1e9 trillions 1e12",
    "collective": "dozen 12",
    "ordinal": "first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 eleventh 11 "
    "twelfth 12 thirteenth 13 fourteenth 14 fifteenth 15 sixteenth 16 seventeenth 17 eighteenth 18 nineteenth 19 "
    "twentieth 20 thirtieth 30 fortieth 40 fiftieth 50 hundredth 100",
    "part": "third 3 quarter 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10",
    "parts": "thirds 3 quarters 4 fifths 5 sixths 6 sevenths 7 eighths 8 ninths 9 tenths 10",
    "half": "half 2",
    "month": "january 1 february 2 march 3 april 4 may 5 june 6 july 7 august 8 september 9 october 10 november 11 "
    "december 12 jan 1 feb 2 mar 3 apr 4 jun 6 jul 7 aug 8 sept 9 sep 9 oct 10 nov 11 dec 12",
    "weekday": "monday 0 tuesday 1 wednesday 2 thursday 3 friday 4 saturday 5 sunday 6",
    "relative": "yesterday -1 today 0 tomorrow 1 tonight 0",
    "clock": "noon 720 midnight 0",
    "suffix": "st 1 nd 1 rd 1 th 1",
}
FRENCH = {
    "cardinal": "zero 0 un 1 une 1 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 "
    "treize 13 quatorze 14 quinze 15 seize 16 vingt 20 vingts 20 trente 30 quarante 40 cinquante 50 soixante 60 "
    "septante 70 huitante 80 octante 80 nonante 90",
    "hundred": "cent 100 cents 100",
    "scale": "mille 1e3 million 1e6 millions 1e6 milliard 1e9 milliards 1e9 billion 1e12 billions 1e12",
    "many": "dizaines 10 douzaines 12 vingtaines 20 centaines 100 milliers 1e3 millions 1e6 milliards 1e9",
    "collective": "dizaine 10 douzaine 12 quinzaine 15 vingtaine 20 trentaine 30 quarantaine 40 cinquantaine 50 "
    "soixantaine 60 centaine 100 millier 1e3 dizaines 10 douzaines 12 centaines 100 milliers 1e3",
    "ordinal": "premier 1 premiere 1 unieme 1 second 2 seconde 2 deuxieme 2 troisieme 3 quatrieme 4 cinquieme 5 "
    "sixieme 6 "
    "septieme 7 huitieme 8 neuvieme 9 dixieme 10 onzieme 11 douzieme 12 treizieme 13 quatorzieme 14 quinzieme 15 "
    "seizieme 16 vingtieme 20 trentieme 30 quarantieme 40 cinquantieme 50 centieme 100",
    "part": "tiers 3 quart 4 cinquieme 5 sixieme 6 septieme 7 huitieme 8 neuvieme 9 dixieme 10",
    "parts": "tiers 3 quarts 4 cinquiemes 5 sixiemes 6 septiemes 7 huitiemes 8 neuviemes 9 dixiemes 10",
    "half": "moitie 2 demi 2 demie 2",
    "month": "janvier 1 fevrier 2 mars 3 avril 4 mai 5 juin 6 juillet 7 aout 8 septembre 9 octobre 10 novembre 11 "
    "decembre 12 janv 1 fevr 2 avr 4 juil 7 sept 9 oct 10 nov 11 dec 12",
    "weekday": "lundi 0 mardi 1 mercredi 2 jeudi 3 vendredi 4 samedi 5 dimanche 6",
    "relative": "hier -1 demain 1",
    "clock": "midi 720 minuit 0",
    "suffix": "er 1 re 1 ere 1 e 1 eme 1 nd 1 nde 1 ieme 1",
}
ARABIC = {
    "cardinal": "صفر 0 واحد 1 واحدا 1 واحدة 1 أحد 1 إحدى 1 اثنان 2 اثنين 2 اثنتان 2 اثنتين 2 اثنا 2 اثنتا 2 "
    "اثني 2 اثنتي 2 "
    "إثنان 2 إثنين 2 ثلاثة 3 ثلاث 3 أربعة 4 أربع 4 خمسة 5 خمس 5 ستة 6 ست 6 سبعة 7 سبع 7 ثمانية 8 ثماني 8 ثمان 8 "
    "تسعة 9 تسع 9 عشرة 10 عشر 10 عشرون 20 عشرين 20 ثلاثون 30 ثلاثين 30 أربعون 40 أربعين 40 خمسون 50 خمسين 50 "
    "ستون 60 ستين 60 سبعون 70 سبعين 70 ثمانون 80 ثمانين 80 تسعون 90 تسعين 90 مئتان 200 مئتين 200 مائتان 200 "
    "مائتين 200 ثلاثمئة 300 ثلاثمائة 300 أربعمئة 400 أربعمائة 400 خمسمئة 500 خمسمائة 500 ستمئة 600 ستمائة 600 "
    "سبعمئة 700 سبعمائة 700 ثمانمئة 800 ثمانمائة 800 تسعمئة 900 تسعمائة 900 ألفان 2000 ألفين 2000 ألفا 2000 "
    "مليونان 2e6 مليونين 2e6 مليوني 2e6 ملياران 2e9 مليارين 2e9 ملياري 2e9 ألفي 2000 مئتي 200 مائتي 200",
    "hundred": "مئة 100 مائة 100 مية 100",
    "scale": "ألف 1e3 ألفا 1e3 آلاف 1e3 مليون 1e6 مليونا 1e6 ملايين 1e6 مليار 1e9 مليارا 1e9 مليارات 1e9 بليون 1e9",
    "many": "عشرات 10 مئات 100 آلاف 1e3 ملايين 1e6 مليارات 1e9",
    "ordinal": "الأول 1 الأولى 1 الثاني 2 الثانية 2 الثالث 3 الثالثة 3 الرابع 4 الرابعة 4 الخامس 5 الخامسة 5 السادس 6 "
    "السادسة 6 السابع 7 السابعة 7 الثامن 8 الثامنة 8 التاسع 9 التاسعة 9 العاشر 10 العاشرة 10",
    "part": "ثلث 3 ربع 4",
    "parts": "أثلاث 3 أرباع 4 أخماس 5 أعشار 10",
    "half": "نصف 2",
    "month": "يناير 1 فبراير 2 مارس 3 أبريل 4 إبريل 4 مايو 5 يونيو 6 يونيه 6 يوليو 7 يوليه 7 أغسطس 8 سبتمبر 9 "
    "أكتوبر 10 نوفمبر 11 ديسمبر 12 شباط 2 آذار 3 نيسان 4 أيار 5 حزيران 6 تموز 7 آب 8 أيلول 9 جانفي 1 فيفري 2 أفريل 4 "
    "ماي 5 جوان 6 جويلية 7 أوت 8 غشت 8 شتنبر 9 نونبر 11 دجنبر 12",
    # Each of two months, told apart by the word behind: the first and the second.
    "twin": "كانون 12 تشرين 10",
    "weekday": "الاثنين 0 الإثنين 0 الثلاثاء 1 الأربعاء 2 الخميس 3 الجمعة 4 السبت 5 الأحد 6",
    "relative": "أمس -1 غدا 1",
}
# Two of them in one word. What could be a plural in another case as well (مدنيين, صحفيين) is left out.
ARABIC_DUALS = (
    "شخصان شخصين قتيلان قتيلين جريحان جريحين جنديان جنديين طفلان طفلين طفلتان طفلتين امرأتان امرأتين رجلان رجلين "
    "طبيبان طبيبين شهيدان شهيدين مرتان مرتين صاروخان صاروخين طائرتان طائرتين سيارتان سيارتين غارتان غارتين "
    "هجومان هجومين انفجاران انفجارين مدينتان مدينتين قريتان قريتين حيان حيين منزلان منزلين هدفان هدفين"
)
ARABIC_DUAL_MEASURES: dict[str, Measure] = {
    "يومان يومين": DAY,
    "أسبوعان أسبوعين": WEEK,
    "شهران شهرين": ("day", MONTH),
    "عامان عامين سنتان سنتين": ("day", YEAR),
    "ساعتان ساعتين": HOUR,
    "دقيقتان دقيقتين": MINUTE,
    "كيلومتران كيلومترين": ("m", 1000.0),
    "متران مترين": ("m", 1.0),
    "طنان طنين": ("kg", 1000.0),
}
# Words beside figures that say what they are.
ARABIC_NEAR = "العمر صباحا مساء ظهرا ليلا فجرا الماضي المقبل القادم يوم"
ARABIC_DUAL_PARTS = {"ثلثي": 3, "ثلثا": 3, "ثلثين": 3, "خمسي": 5}

# Words that only matter for what they stand beside.
ENGLISH_ROLES = {
    "article": "a an",
    "and": "and",
    "of": "of",
    "few": "several few",
    "casualty": "dead killed person civilian soldier death man woman child wounded missing injured",
    "range": "to and or",
    "yearly": "in since until till by during before after from late early mid through summer winter spring autumn fall "
    "year between of to and",
    "label": "article page p pp chapter resolution no nos number room flight channel section verse paragraph line "
    "formula boeing airbus apollo windows route highway interstate",
    "ago": "ago",
    "stop": "and or but nor who whom whose which that when while where were was is are be been have has had will would "
    "could can may might should must did do does said says say told as than then if because so not it he she they we i "
    "you before after since until during including according his her its their our this these those also more less "
    "compared against killed wounded voted went came fell rose took made left died fled per each",
    "lead": "of the a an in on at for from with to by all other more them his her its their these those",
    "tail": "of the a an in on at for from with to by all other into near across over under about between among",
}
FRENCH_ROLES = {
    "and": "et",
    "of": "de d des du",
    "few": "plusieurs quelques",
    "casualty": "mort morte morts tue tuee blesse blessee disparu disparue deces",
    "range": "a et ou au",
    "yearly": "en depuis de des fin debut mi avant apres jusqu annee annees ete automne hiver printemps entre a et l d "
    "ou an",
    "label": "article page p pp chapitre resolution n no numero salle vol chaine paragraphe ligne formule boeing "
    "airbus apollo windows route autoroute art rn",
    "stop": "et ou mais ni car qui que qu quoi dont lorsque quand si est sont etait etaient a ont avait avaient sera "
    "seront serait soit ete etre avoir comme plus moins pas ne n se s il elle ils elles on nous vous je c ce cela "
    "selon "
    "depuis pendant avant apres alors donc puis aussi contre y lors apres malgre afin par tandis",
    "lead": "de d des du la le les l un une autres ces ses leurs cette cet notre nos ceux l",
    "tail": "de d des du la le les l un une dans en a au aux sur sous pour avec entre vers chez sans parmi",
}
ARABIC_ROLES = {
    "few": "بضع بضعة عدة",
    "range": "إلى أو و",
    "yearly": "عام سنة منذ في",
    "label": "قرار القرار رقم مادة المادة صفحة فصل",
    "ago": "قبل",
    "stop": "الذي الذين التي أن إن كان كانت قال قالت قد لقد ثم حيث بينما لكن أو منذ خلال بعد قبل حتى وفق بحسب ما لا "
    "لم لن هو "
    "هي هم منهم بينهم بينهن كما عندما إذا",
    "lead": "من",
    "tail": "من في على إلى عن مع بين",
    "clockword": "الساعة",
    "of": "من",
}
# How much of the figure's value the words before it leave open; the longest one that fits counts.
ENGLISH_BOUNDS = {
    "at least": "at least, more than, over, no fewer than, no less than, not less than, upwards of, above, a minimum "
    "of, "
    "as little as, in excess of, exceeding, exceeded, surpassed, topped, greater than",
    "at most": "at most, up to, fewer than, less than, no more than, not more than, under, below, as many as, a "
    "maximum of, "
    "as much as, as few as",
    "about": "about, around, roughly, approximately, some, nearly, almost, close to, circa, an estimated, estimated, "
    "just over, just under, a little over, a little under, well over, virtually, practically, in the region of, "
    "on the order of, slightly more than, slightly less than, around about, approaching, more or less",
}
ENGLISH_AFTER = {"at least": "at least, or more, at a minimum", "at most": "at most, or less", "about": "or so"}
FRENCH_BOUNDS = {
    "at least": "au moins, plus de, plus des, plus d, "
    "pas moins de, pas moins d, au minimum, un minimum de, minimum, superieur "
    "a, "
    "superieure a, au bas mot, depassant, depasse, depasse les, au dela de, plus que",
    "at most": "au plus, moins de, moins d, jusqu a, au maximum, un maximum de, pas plus de, pas plus d, inferieur a, "
    "inferieure a, tout au plus, maximum",
    "about": "environ, pres de, pres des, "
    "pres d, quelque, presque, quasi, quasiment, pratiquement, approximativement, autour "
    "de, "
    "autour d, aux alentours de, aux environs de, de l ordre de, a peu pres, a peine, avoisinant, grosso modo, "
    "un peu plus de, un peu moins de, un peu plus d, un peu moins d, estime a, estimes a, vers, a quelque, une petite, "
    "une bonne",
}
FRENCH_AFTER = {"at least": "au moins, ou plus, au minimum", "at most": "au plus, au maximum", "about": "environ"}
ARABIC_BOUNDS = {
    "at least": "أكثر من, ما لا يقل عن, لا يقل عن, ما يزيد عن, ما يزيد على, يزيد عن, تزيد عن, يزيد على, أزيد من, "
    "تجاوز, "
    "يتجاوز, تتجاوز, على الأقل, فوق",
    "at most": "أقل من, ما لا يزيد عن, لا يزيد عن, لا يتجاوز, لا تتجاوز, حتى, على الأكثر",
    "about": "نحو, حوالي, قرابة, زهاء, ما يقارب, ما يقرب من, يقارب, تقريبا, قريب من, يناهز, ما يناهز, تناهز",
}
ARABIC_AFTER = {"at least": "على الأقل, أو أكثر, كحد أدنى", "at most": "على الأكثر, كحد أقصى", "about": "تقريبا"}

TABLES = {"en": ENGLISH, "fr": FRENCH, "ar": ARABIC}
MEASURES = {"en": ENGLISH_MEASURES, "fr": FRENCH_MEASURES, "ar": ARABIC_MEASURES}
OTHER_ROLES = {"en": ENGLISH_ROLES, "fr": FRENCH_ROLES, "ar": ARABIC_ROLES}
BOUNDS = {"en": ENGLISH_BOUNDS, "fr": FRENCH_BOUNDS, "ar": ARABIC_BOUNDS}
BOUNDS_AFTER = {"en": ENGLISH_AFTER, "fr": FRENCH_AFTER, "ar": ARABIC_AFTER}
# A figure can begin with these.
STARTING = ("cardinal", "hundred", "scale", "many", "collective", "ordinal", "part", "half", "month", "twin", "weekday")
ALSO_STARTING = ("relative", "clock", "article", "few", "dual", "ago", "currency", "clockword", "parts", "le", "minus")


def pairs(line: str) -> Iterable[tuple[str, float]]:
    words = line.split()
    return zip(words[::2], map(float, words[1::2]), strict=True)


def known_words(language: str) -> Iterable[str]:
    """The words of units and bounds, and others that stand beside figures."""
    yield from ARABIC_NEAR.split() if language == "ar" else ()
    for phrase in (*measures(language), *bounds(language), *bounds_after(language)):
        yield from phrase.split()


@cache
def vocabulary(language: str) -> dict[str, Roles]:
    """All words that play a part in the language's figures, folded, with their roles."""
    words: dict[str, Roles] = {}

    def put(word: str, role: str, value: Any) -> None:
        key = fold_word(word)
        words.setdefault(key, {"is": key}).setdefault(role, value)

    for role, line in TABLES.get(language, {}).items():
        for word, value in pairs(line):
            put(word, role, value)
    for role, line in OTHER_ROLES.get(language, {}).items():
        for word in line.split():
            put(word, role, True)
    for word in known_words(language):
        put(word, "known", True)
    for sign in CURRENCIES:
        put(sign, "currency", sign)
    add_duals(put) if language == "ar" else add_extras(put, language)
    for roles in words.values():
        roles["starts"] = any(role in roles for role in STARTING + ALSO_STARTING)
    return words


def add_duals(put: Any) -> None:
    for word in ARABIC_DUALS.split():
        put(word, "dual", ("", 1.0))
    for forms, measure in ARABIC_DUAL_MEASURES.items():
        for word in forms.split():
            put(word, "dual", measure)
    for word, whole in ARABIC_DUAL_PARTS.items():
        put(word, "dual", ("share", 2 / whole))


def add_extras(put: Any, language: str) -> None:
    more = {
        "en": "am pm a p o clock old aged age next last the by at per in out minus",
        "fr": "il y a age agee ages agees"
        " le les la au aujourd hui avant prochain prochaine sur moins a vers pour matin soir apres midi l des une",
    }
    for word in more.get(language, "").split():
        put(word, "known", True)
    if language == "fr":
        put("il", "ago", True)
        put("aujourd", "relative", 0.0)
        put("moins", "minus", True)
        put("le", "le", True)
    if language == "en":
        put("minus", "minus", True)


@cache
def measures(language: str) -> dict[str, Measure]:
    """Units by their words, folded, with a space between the words of one."""
    found = dict(SYMBOLS)
    for forms, measure in MEASURES.get(language, {}).items():
        for form in forms.split():
            found[fold_word(form).replace("_", " ")] = measure
    return found


def phrases(groups: dict[str, str]) -> dict[str, str]:
    return {fold_word(phrase.strip()): bound for bound, line in groups.items() for phrase in line.split(",")}


@cache
def bounds(language: str) -> dict[str, str]:
    """Words before a figure that say how far it can be taken, with what they say."""
    return phrases(BOUNDS.get(language, {}))


@cache
def bounds_after(language: str) -> dict[str, str]:
    return phrases(BOUNDS_AFTER.get(language, {}))
