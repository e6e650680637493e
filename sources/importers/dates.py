"""Dates and times as wire formats write them."""

import datetime
import re
from email.utils import parsedate_to_datetime

from sources.importers.days import find_day
from sources.importers.parsed import Published

# ISO 8601, extended and basic, with whatever zone: 2016-12-06T10:15:00Z, 20161206T101500+0100, 2016-12-06.
ISO = re.compile(
    r"(?P<year>\d{4})(?P<dash>[-/.]?)(?P<month>\d{2})(?P=dash)(?P<day>\d{2})"
    r"(?:(?:\s*T\s*|\s+|_)?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?"
    r"\s*(?P<zone>Z|(?:GMT|UTC)?\s*[-+−]\s*\d{1,2}(?::?\d{2})?|GMT|UTC)?)?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"([-+−])\s*(\d{1,2}):?(\d{2})?")
EARLIEST = 1500


def first_published(*written: str | None) -> Published:
    """The first of these that can be read."""
    for each in written:
        if each and (found := published_of(each)):
            return found
    return None


def published_of(written: str) -> Published:
    """An aware datetime, or the date alone where no zone is told; None where this is no date.

    Reads ISO 8601, RFC 5322 and dates in words.
    """
    if found := ISO.match(written.strip()):
        return published_iso(found)
    try:
        moment = parsedate_to_datetime(written)
    except (TypeError, ValueError, IndexError, OverflowError):
        return find_day(written)
    return moment if moment.tzinfo else moment.date()


def published_iso(found: re.Match[str]) -> Published:
    try:
        day = datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
        if day.year < EARLIEST:
            return None
        zone = zone_of(found["zone"] or "")
    except ValueError:
        return None
    if not found["hour"] or zone is None:
        return day
    microsecond = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    # 24:00 and the leap second are written, and are not known to Python.
    time = datetime.timedelta(
        hours=int(found["hour"]),
        minutes=int(found["minute"]),
        seconds=int(found["second"] or 0),
        microseconds=microsecond,
    )
    try:
        return datetime.datetime.combine(day, datetime.time(), zone) + time
    except OverflowError:
        return day


def zone_of(written: str) -> datetime.timezone | None:
    """The zone; None where nothing is written. Raises ValueError where there is no such zone."""
    if not written:
        return None
    if found := OFFSET.search(written):
        offset = datetime.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return datetime.timezone(offset if found[1] == "+" else -offset)
    return datetime.UTC
