import datetime

import pytest

from sources.importers.dates import first_published, published_of

UTC = datetime.UTC
DAY = datetime.date(2016, 12, 6)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2016-12-06T10:15:00Z", datetime.datetime(2016, 12, 6, 10, 15, tzinfo=UTC)),
        ("2016-12-06T10:15:00.123+01:00", datetime.datetime(2016, 12, 6, 9, 15, 0, 123000, tzinfo=UTC)),
        ("20161206T101500+0100", datetime.datetime(2016, 12, 6, 9, 15, tzinfo=UTC)),
        ("20161206T1015Z", datetime.datetime(2016, 12, 6, 10, 15, tzinfo=UTC)),
        ("2016-12-06 10:15:00 GMT+00:00", datetime.datetime(2016, 12, 6, 10, 15, tzinfo=UTC)),
        ("2016-12-06T24:00:00Z", datetime.datetime(2016, 12, 7, tzinfo=UTC)),
        ("Tue, 06 Dec 2016 10:15:00 +0000", datetime.datetime(2016, 12, 6, 10, 15, tzinfo=UTC)),
        ("2016-12-06T10:15:00", DAY),
        ("20161206", DAY),
        ("December 6, 2016", DAY),
        ("2016-12", None),
        ("20161306T101500Z", None),
        ("0000-00-00", None),
        ("2016-12-06T10:15:00+99:99", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_wires_write_them(written: str, published: object) -> None:
    assert published_of(written) == published


def test_the_first_that_can_be_read_counts() -> None:
    assert first_published("", None, "soon", "20161206", "20170101") == DAY
