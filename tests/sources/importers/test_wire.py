"""What a wire writes at the head and at the foot of a report."""

import datetime

import pytest

from sources.importers.bylines import find_byline
from sources.importers.parsed import Parsed, assemble
from sources.importers.wire import find_head

SENTENCE = "The river rose by two metres on Monday, the mayor said."


def report(*paragraphs: str, outlet: str = "", title: str = "River rises") -> Parsed:
    return assemble([("paragraph", paragraph) for paragraph in paragraphs], title=title, outlet=outlet, language="en")


@pytest.mark.parametrize(
    ("head", "dateline", "outlet"),
    [
        ("MOSCOW/BEIRUT (Reuters) - ", "MOSCOW/BEIRUT", "Reuters"),
        ("(Reuters) - ", "", "Reuters"),
        ("LONDON, Dec 5 (Reuters) – ", "LONDON, Dec 5", "Reuters"),
        ("WASHINGTON (AP) — ", "WASHINGTON", "Associated Press"),
        ("PORTLAND, Ore. (AP) _ ", "PORTLAND, Ore.", "Associated Press"),
        ("McALLEN, Texas (AP) -- ", "McALLEN, Texas", "Associated Press"),
        ("ST. LOUIS (AP) — ", "ST. LOUIS", "Associated Press"),
        ("PARIS, 5 déc 2016 (AFP) - ", "PARIS, 5 déc 2016", "AFP"),
        ("Alep (Syrie) (AFP) – ", "Alep (Syrie)", "AFP"),
        ("Beyrouth, Liban | AFP | mardi 06/12/2016 - ", "Beyrouth, Liban", "AFP"),
        ("BEYROUTH, 5 décembre 2016 - ", "BEYROUTH, 5 décembre 2016", ""),
        ("BERLIN/PARIS (dpa) ", "BERLIN/PARIS", "dpa"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("Berlin (dpa/AFP) - ", "Berlin", "dpa"),
        ("Wien (APA) - ", "Wien", "Austria Press Agency"),
        ("ROMA, 6 DIC (ANSA) - ", "ROMA, 6 DIC", "ANSA"),
        ("(ANSA) - ROMA, 06 DIC - ", "ROMA, 06 DIC", "ANSA"),
        ("MADRID, 3 Mar. (EUROPA PRESS) - ", "MADRID, 3 Mar.", "Europa Press"),
        ("Madrid, 5 dic (EFE).- ", "Madrid, 5 dic", "EFE"),
        ("Lisboa, 05 dez (Lusa) – ", "Lisboa, 05 dez", "Lusa"),
        ("MOSCOW, December 5. /TASS/. ", "MOSCOW, December 5", "TASS"),
        ("МОСКВА, 5 декабря. /ТАСС/. ", "МОСКВА, 5 декабря", "TASS"),
        ("МОСКВА, 5 дек — РИА Новости. ", "МОСКВА, 5 дек", "RIA Novosti"),
        ("MOSCOW. Dec 5 (Interfax) - ", "MOSCOW. Dec 5", "Interfax"),
        ("KABUL, Dec. 6 (Xinhua) -- ", "KABUL, Dec. 6", "Xinhua"),
        ("New Delhi, Dec 5 (PTI) ", "New Delhi, Dec 5", "Press Trust of India"),
        ("Jakarta, Aug 5 (ANTARA) - ", "Jakarta, Aug 5", "Antara"),
        ("Tehran, Dec 5, IRNA – ", "Tehran, Dec 5", "IRNA"),
        ("Damascus, SANA - ", "Damascus", "SANA"),
        ("ABU DHABI, 5th December, 2016 (WAM) -- ", "ABU DHABI, 5th December, 2016", "WAM"),
        ("Oslo (NTB): ", "Oslo", "NTB"),
        ("Praha 5. prosince (ČTK) - ", "Praha 5. prosince", "CTK"),
        ("Warszawa, 05.12.2016 (PAP) - ", "Warszawa, 05.12.2016", "Polish Press Agency"),
        ("NEW YORK, Jan. 5, 2017 /PRNewswire/ -- ", "NEW YORK, Jan. 5, 2017", "PR Newswire"),
        ("بيروت (رويترز) – ", "بيروت", "Reuters"),
        ("باريس (أ ف ب) - ", "باريس", "AFP"),
        ("أبوظبي في 5 ديسمبر / وام / ", "أبوظبي في 5 ديسمبر", "WAM"),
        ("غازي عنتاب/ الأناضول\n", "غازي عنتاب", "Anadolu Agency"),
        ("新华社北京12月5日电 ", "北京 12月5日", "Xinhua"),
        ("【東京共同】", "東京", "Kyodo News"),
        ("(서울=연합뉴스) ", "서울", "Yonhap"),
        (
            "الرياض 07 ربيع الأول 1438 هـ الموافق 05 ديسمبر 2016 م واس\n",
            "الرياض 07 ربيع الأول 1438 هـ الموافق 05 ديسمبر 2016",
            "Saudi Press Agency",
        ),
        ("دمشق-سانا: ", "دمشق", "SANA"),
        ("Dec 5 (Reuters) - ", "Dec 5", "Reuters"),
        ("(Belga) ", "", "Belga"),
        ("(Keystone-ATS) ", "", "Keystone-SDA"),
        ("SYDNEY, Dec 5 AAP - ", "SYDNEY, Dec 5", "Australian Associated Press"),
        ("New Delhi [India], December 5 (ANI): ", "New Delhi [India], December 5", "ANI"),
        ("København, tirsdag /ritzau/ ", "København, tirsdag", "Ritzau"),
        ("Nykaupunki, 5.12. (STT) ", "Nykaupunki, 5.12.", "STT"),
        ("Budapest, 2016. december 5., kedd (MTI) - ", "Budapest, 2016. december 5., kedd", "MTI"),
        ("(New Town, NT - October 21) ", "New Town, NT - October 21", ""),
    ],
)
def test_a_dateline_becomes_place_and_outlet_and_the_sentence_stays(head: str, dateline: str, outlet: str) -> None:
    parsed = report(head + SENTENCE)
    assert (parsed.dateline, parsed.outlet, parsed.body) == (dateline, outlet, SENTENCE)


@pytest.mark.parametrize(
    "prose",
    [
        "PARIS - la ville lumière - vaut bien une messe.",
        "Paris – The city of light is a city of shade.",
        "Paris (France) - The city of light.",
        "SYDNEY (AUSTRALIA) - The harbour is closed.",
        "LONDON — The end of an era.",
        "Aleppo, 5 December - the day when all was lost.",
        "On Monday, 5 December - the second day - nothing moved.",
        "Reuters (a news agency) - said nothing.",
        "Reuters - the agency - was founded in London.",
        "The Associated Press (AP) said on Monday that it was so.",
        "The mayor (AP) - and his deputy - had left.",
        "Washington (AP) a déclaré que non.",
        "Merkel (CDU) - die Kanzlerin - schwieg.",
        "Microsoft (MSFT) - The shares rose.",
        "LONDON (Nasdaq: XYZ) - The company said.",
        "UPDATE (Reuters) - A river rose.",
        "Jane Roe (BBC): What did you see?",
        "Angela Merkel, Reuters said - No comment.",
        "I went to Rome, 5 December 2016 - It was cold.",
        "What? Reuters/AFP - Nobody knows.",
        "EU-US talks (AFP photo) - Both sides agreed.",
        "AND - as they say - the rest is history.",
        "NATO - The alliance met.",
        "1 Dec (Reuters) was a Thursday.",
        "قال محمد (رويترز تنفي) - إن ذلك كذب",
        "الحرب - كما يقال - لا تنتهي",
    ],
)
def test_prose_is_left_alone(prose: str) -> None:
    assert find_head(prose) is None
    assert report(prose).body == prose


def test_the_date_of_the_head_is_the_date_where_no_other_is_known() -> None:
    assert report("BEIRUT, Dec 5, 2016 - " + SENTENCE).published == datetime.date(2016, 12, 5)
    assert report("BEIRUT, Dec 5 (Reuters) - " + SENTENCE).published is None


def test_a_known_date_stays() -> None:
    day = datetime.date(2016, 12, 6)
    parsed = assemble([("paragraph", "BEIRUT, Dec 5, 2016 - " + SENTENCE)], title="River", published=day)
    assert parsed.published == day


def test_a_newspaper_that_prints_an_agency_stays_the_outlet_and_the_agency_is_not_lost() -> None:
    parsed = report("BEIRUT (Reuters) - " + SENTENCE, outlet="Le Monde")
    assert (parsed.outlet, parsed.dateline, parsed.body) == ("Le Monde", "BEIRUT (Reuters)", SENTENCE)
    alone = report("(Reuters) - " + SENTENCE, outlet="Le Monde")
    assert (alone.outlet, alone.byline, alone.body) == ("Le Monde", "Reuters", SENTENCE)


def test_a_report_of_an_agency_or_a_monitor_is_a_report() -> None:
    assert report("BEIRUT (Reuters) - " + SENTENCE).kind == "report"
    assert report(SENTENCE, outlet="OSDH").kind == "report"
    assert report(SENTENCE, outlet="Le Monde").kind == "article"


def test_an_agency_that_is_the_outlet_may_write_the_place_alone() -> None:
    parsed = report("LONDON — " + SENTENCE, outlet="AP")
    assert (parsed.dateline, parsed.body) == ("LONDON", SENTENCE)


def test_a_dateline_below_title_and_byline_is_found() -> None:
    parsed = report("River rises", "By Jane Roe and Ali B. Tal", "BEIRUT (Reuters) - " + SENTENCE, title="")
    assert (parsed.title, parsed.byline, parsed.dateline) == ("River rises", "Jane Roe and Ali B. Tal", "BEIRUT")
    assert parsed.body == SENTENCE


def test_a_dateline_deep_in_the_text_is_a_quote() -> None:
    paragraphs = [SENTENCE] * 8 + ["BEIRUT (Reuters) - So began a report."]
    assert report(*paragraphs).body.endswith("BEIRUT (Reuters) - So began a report.")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and Ali B", "Jane Roe and Ali B"),
        ("By Jane Roe, Ali Tal and Max van der Berg", "Jane Roe, Ali Tal and Max van der Berg"),
        ("By Jane Roe, Associated Press", "Jane Roe, Associated Press"),
        ("By Jane Roe in Beirut", "Jane Roe in Beirut"),
        ("Par Émilie O’Neill", "Émilie O’Neill"),
        ("Par Jean-Luc d’Arc avec AFP", "Jean-Luc d’Arc avec AFP"),
        ("Par AFP", "AFP"),
        ("Von Max Müller, dpa", "Max Müller, dpa"),
        ("Por María de la Cruz", "María de la Cruz"),
        ("Di Paolo Rossi", "Paolo Rossi"),
        ("بقلم ليلى حداد", "ليلى حداد"),
    ],
)
def test_a_byline_is_a_line_of_its_own(line: str, names: str) -> None:
    assert find_byline(line) == names
    assert report("River rises", line, SENTENCE).byline == names
    assert report("River rises", line, SENTENCE).body == SENTENCE


@pytest.mark.parametrize(
    "line",
    [
        "By Christmas the war was over",
        "By Monday",
        "By Monday Morning",
        "By Land and Sea",
        "By the river Jordan",
        "Par exemple",
        "Por favor",
        "Von wegen",
        "Di nuovo in piazza",
        "By Jane Roe, who saw it all and wrote a book about it. It is long.",
        "كتب الله لنا النصر في هذه الحرب الطويلة التي لا تنتهي أبدا يا صديقي",
    ],
)
def test_other_lines_that_begin_like_a_byline_stay(line: str) -> None:
    assert report(line, SENTENCE, title="River rises").body == f"{line}\n\n{SENTENCE}"


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Jane Roe in Beirut; Editing by Ali Tal)",
        "(Additional reporting by Jane Roe; writing by Ali Tal; editing by Max Moe)",
        "Reporting by Jane Roe; Editing by Ali Tal",
        "(Edité par Jane Roe, avec Ali Tal)",
        "ab/cd/ef",
        "bur-ab/cd",
        "ENDS",
        "-30-",
        "###",
        "Enditem",
        "(EFE)",
        "(Xinhua)",
        "انتهى",
    ],
)
def test_the_lines_that_close_a_report_go(line: str) -> None:
    assert report(SENTENCE, SENTENCE, line).body == f"{SENTENCE}\n\n{SENTENCE}"


@pytest.mark.parametrize(
    "line",
    [
        "(The reporting was hard.)",
        "Reporting by Reuters showed that the river had risen. It rose again.",
        "The end of the river.",
        "(Laughs.)",
        "Editing by hand is slow.",
    ],
)
def test_other_last_lines_stay(line: str) -> None:
    assert report(SENTENCE, line).body.endswith(line)


def test_who_reported_is_the_byline_where_there_is_none() -> None:
    line = "(Reporting by Jane Roe and Ali Tal in Beirut; Editing by Max Moe)"
    assert report(SENTENCE, line).byline == "Jane Roe and Ali Tal"
    assert assemble([("paragraph", SENTENCE), ("paragraph", line)], byline="Zoe Poe", title="River").byline == "Zoe Poe"
    assert report(SENTENCE, "(Editing by Max Moe)").byline == ""


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ("МОСКВА, 5 декабря. /Корр. ТАСС Иван Иванов/. ", "Иван Иванов"),
        ("新华社北京12月5日电（记者张三）", "张三"),
        ("(서울=연합뉴스) 홍길동 기자 = ", "홍길동"),
    ],
)
def test_reporters_whom_the_head_names_are_the_byline(head: str, byline: str) -> None:
    assert report(head + SENTENCE).byline == byline


def test_a_head_that_is_a_paragraph_of_its_own_leaves_the_body() -> None:
    parsed = report("MADRID, 6 Dic. (PRENSA NORTE) -", SENTENCE, title="")
    assert (parsed.dateline, parsed.outlet, parsed.body) == ("MADRID, 6 Dic.", "PRENSA NORTE", SENTENCE)


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [(" (ANSA).", "ANSA"), (" EFE", "EFE"), (" Enditem", ""), ("\n\n==Kyodo", "Kyodo News"), ("\n\n(©NTB)", "NTB")],
)
def test_an_agency_that_signs_after_the_last_sentence(foot: str, outlet: str) -> None:
    parsed = report(*(SENTENCE + foot).split("\n\n"))
    assert (parsed.body, parsed.outlet) == (SENTENCE, outlet)


def test_what_stands_in_brackets_after_the_last_sentence_stays_where_it_is_no_agency() -> None:
    assert report(SENTENCE + " (See above.)").body == SENTENCE + " (See above.)"


def test_a_foot_tells_whose_the_head_is() -> None:
    parsed = report("ROMA - " + SENTENCE + " (ANSA).", "ABC-DEF\n06-DIC-16 12:15 NNN")
    assert (parsed.dateline, parsed.outlet, parsed.body) == ("ROMA", "ANSA", SENTENCE)


def test_a_reporter_who_signs_below_the_text() -> None:
    parsed = report(SENTENCE, "Jane Roe/TT")
    assert (parsed.byline, parsed.outlet, parsed.body) == ("Jane Roe", "TT News Agency", SENTENCE)


def test_when_a_report_was_first_published() -> None:
    told = "This report by The Canadian Press was first published Dec. 6, 2016."
    parsed = report("OTTAWA — " + SENTENCE, told)
    assert (parsed.dateline, parsed.published, parsed.body) == ("OTTAWA", datetime.date(2016, 12, 6), SENTENCE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Besuch am Montag (Ostern) - Es regnete in der ganzen Stadt.",
        "May 5 (a Friday) - the day on which it rained.",
        "Jane Roe, 45 (MBE) The actress was born in the town.",
        "Newtown, 3 (FA) - A great win for the club.",
        "(Mayor) The mayor said that it rained.",
        "(He said in May 5) Nobody came.",
    ],
)
def test_brackets_that_are_no_heads(sentence: str) -> None:
    assert find_head(sentence) is None


def test_a_day_without_its_month_in_a_head_of_its_own() -> None:
    parsed = report("MADRID, 6 (PRENSA NORTE)", SENTENCE)
    assert (parsed.dateline, parsed.outlet, parsed.body) == ("MADRID, 6", "PRENSA NORTE", SENTENCE)


def test_the_initials_after_the_agency_are_left_out() -> None:
    assert report(SENTENCE, "AAP jr/md").body == SENTENCE
