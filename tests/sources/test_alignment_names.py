"""Names are one name however newspapers spell them, and two where they are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.alignment import align
from sources.alignment.names import FEWEST, likeness, skeleton
from sources.words import simplified


def sure(one: str, other: str) -> float:
    return likeness(simplified(one), simplified(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shaar", "Chaar"),
        ("al-Shaar", "al-Chaar"),
        ("Konashenkov", "Konachenkov"),
        ("Putin", "Poutine"),
        ("Gorbachev", "Gorbatchev"),
        ("Zelensky", "Zelenskiy"),
        ("Lukashenko", "Loukachenko"),
        ("Qaddafi", "Kadhafi"),
        ("Mohammed", "Muhammad"),
        ("Mohamed", "Mohammed"),
        ("Osama", "Oussama"),
        ("Assad", "Asad"),
        ("Nusra", "Nosra"),
        ("Raqqa", "Rakka"),
        ("Daraa", "Deraa"),
        ("Yanukovych", "Ianoukovitch"),
        ("Algeria", "Algérie"),
        ("Djabhat", "Jabhat"),
        ("Rouhani", "Rohani"),
        ("Beirut", "Beyrouth"),
    ],
)
def test_spellings_of_one_name_are_one_name(one: str, other: str) -> None:
    assert sure(one, other) == sure(other, one) >= 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lavrov", "Лавров"),
        ("Lavrov", "لافروف"),
        ("Лавров", "لافروف"),
        ("Poutine", "Путин"),
        ("Konachenkov", "Конашенков"),
        ("Zelensky", "Зеленський"),
        ("Erdogan", "أردوغان"),
        ("Netanyahu", "نتنياهو"),
        ("Macron", "ماكرون"),
        ("Beirut", "بيروت"),
        ("Idlib", "إدلب"),
        ("Papandreou", "Παπανδρέου"),
        ("Rafsanjani", "رفسنجانی"),
        ("Washington", "واشنطن"),
    ],
)
def test_a_name_is_known_in_other_scripts(one: str, other: str) -> None:
    assert sure(one, other) == sure(other, one) >= 0.7


@pytest.mark.parametrize(("one", "other"), [("Assad", "الأسد"), ("Daraa", "درعا"), ("Homs", "حمص"), ("Gaza", "غزة")])
def test_names_of_two_consonants_are_less_sure_in_two_scripts(one: str, other: str) -> None:
    assert 0 < sure(one, other) <= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"),
        ("Homs", "Hama"),
        ("Mali", "Mila"),
        ("Hassan", "Hussein"),
        ("Larsen", "Lorsan"),
        ("Paris", "Boris"),
        ("Jean", "Juan"),
        ("Syria", "Soria"),
        ("Ali", "Ola"),
        ("Alexei", "Alexander"),
        ("Ferrante", "Fernandez"),
        ("Austria", "Australia"),
        ("Slovakia", "Slovenia"),
        ("Niger", "Nigeria"),
        ("Alger", "Algérie"),
        ("Lavrov", "Larkov"),
        ("Xi", "Shi"),
        ("Kim", "Kom"),
        ("Macron", "مصر"),
        ("Lavrov", "Левада"),
    ],
)
def test_two_names_are_two(one: str, other: str) -> None:
    assert sure(one, other) == sure(other, one) == 0


def test_too_few_consonants_tell_nothing() -> None:
    assert skeleton("Ali") == skeleton("Ayo") == skeleton("") == skeleton("حماة") == ""
    assert len(skeleton("Shaar")) == FEWEST


def test_the_article_before_a_name_does_not_count() -> None:
    assert skeleton("الشعار") == skeleton("al-Shaar") == skeleton("el Chaar") == skeleton("Shaar")
    assert skeleton("Ankara") != skeleton("kara")


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= sure(one, other) == sure(other, one) <= 1
    assert sure(one, one) == 1


@pytest.mark.parametrize(
    ("article", "report", "languages"),
    [
        ("Le général Igor Konachenkov a parlé.", "General Igor Konashenkov spoke.", ("fr", "en")),
        ("قال الجنرال إيغور كوناشينكوف كلمة.", "General Igor Konashenkov spoke.", ("ar", "en")),
        ("Konachenkov a parlé à Lattaquié.", "Konashenkov spoke in Latakia.", ("fr", "en")),
    ],
)
def test_a_name_in_another_spelling_is_a_reason(article: str, report: str, languages: tuple[str, str]) -> None:
    [pair, *_] = align(article, report, *languages)
    assert pair.reasons[0].kind == "name"


@pytest.mark.parametrize(
    ("article", "report"),
    [
        ("The police in Soria found the boat.", "The police in Syria found the car."),
        ("Iraq closed its border.", "Iran opened an embassy."),
        ("The bread was good.", "Mr Bread was here."),
    ],
)
def test_no_reason_is_made_of_two_names(article: str, report: str) -> None:
    names = {words for pair in align(article, report, "en", "en") for reason in pair.reasons if reason.kind == "name"
             for words in reason.words}  # fmt: skip
    assert not names
