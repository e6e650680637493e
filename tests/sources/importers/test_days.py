"""Dates as people write them."""

import datetime
import re

import pytest

from sources.importers.days import WRITTEN, day_of, find_day, is_sane

DAY = datetime.date(2016, 12, 5)


@pytest.mark.parametrize(
    "written",
    [
        "5 December 2016", "December 5, 2016", "Dec. 5, 2016", "5th December, 2016", "Monday, December 5, 2016",
        "5 décembre 2016", "lundi 5 déc. 2016", "5 de diciembre de 2016", "5 dic 2016",
        "5 DIC 2016", "5. Dezember 2016",
        "5 de dezembro de 2016", "5 dicembre 2016", "5 декабря 2016", "5 prosince 2016", "2016. december 5.",
        "5 ديسمبر 2016", "٥ ديسمبر ٢٠١٦", "5 كانون الأول 2016", "5 ديسمبر/كانون الأول 2016", "5 دجنبر 2016",
        "5 decembrie 2016", "5 joulukuuta 2016", "5 грудня 2016", "5 Desember 2016", "2016-12-05", "05.12.2016",
    ],
)  # fmt: skip
def test_a_date_is_read_in_many_languages(written: str) -> None:
    assert re.fullmatch(WRITTEN, written, re.IGNORECASE)
    assert day_of(written) == DAY


@pytest.mark.parametrize("written", ["5 December", "6 DIC", "31 February 2016", "05/12/2016", "99.99.2016"])
def test_what_has_no_year_or_is_no_day_or_may_be_two_is_not_guessed(written: str) -> None:
    assert day_of(written) is None


def test_a_day_that_can_be_read_in_one_way_alone_is_read() -> None:
    assert day_of("25/12/2016") == day_of("12/25/2016") == datetime.date(2016, 12, 25)


def test_the_first_date_of_a_line_is_found() -> None:
    assert find_day("Published on Dec 5, 2016 at 10:15") == DAY
    assert find_day("The mayor may 2016 times") is None


def test_nothing_was_published_before_printing_or_will_be_next_week() -> None:
    today = datetime.datetime.now(datetime.UTC)
    assert is_sane(DAY)
    assert is_sane(today)
    assert not is_sane(datetime.date(1066, 10, 14))
    assert not is_sane(today + datetime.timedelta(days=7))
