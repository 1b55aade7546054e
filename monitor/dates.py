"""Dates, periods and moments as people and spreadsheets write them, in ISO 8601 and as days of the calendar.

The tables hold ISO dates. A spreadsheet writes them anew in the form of its country, and what it wrote is read where it can
mean one day only: 31/12/2030, 12/31/2030, 31.12.2030, 2030/12/31, with or without a midnight behind it, and 06/2030 for a month. A
date that can mean two days is refused with both. That holds for 5.3.2026, too: nearly everywhere it is 5 March, but
nothing in the cell says so. So are dates without the four digits of their year and days counted by number.
"""
import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.bad_value import BadValue

ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
# What spreadsheets and databases make of them.
MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0{1,9})?)?\Z", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
SHORT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}", re.ASCII)
DAY_NUMBER = re.compile(r"\d{5}", re.ASCII)
DAY_ZERO = datetime.date(1899, 12, 30)   # of a spreadsheet
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NAMED = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]{{0,6}}"
MONTH_AND_TWO_DIGITS = re.compile(rf"{NAMED}-\d{{1,2}}|\d{{1,2}}-{NAMED}", re.ASCII | re.IGNORECASE)

DATE_EXPECTED = "a year, month or day of the calendar: 2030, 2030-06 or 2030-06-30"
MOMENT_EXPECTED = "a time with its offset: 2030-06-30T14:05:00+00:00"


@dataclass(frozen=True, order=True)
class Days:
    """The days from `first` to `last`, both included: what a date of day, month or year precision stands for."""

    first: datetime.date
    last: datetime.date


def iso_date(text: str) -> str:
    """The date in ISO 8601, as exact as it was written: 2030, 2030-06 or 2030-06-30. Raises BadValue."""
    written = text.strip()
    readings = [written] if ISO.fullmatch(written) else _readings(MIDNIGHT.sub("", written))
    if not readings:
        raise _no_date(written)
    possible = sorted({reading for reading in readings if _is_in_calendar(reading)})
    if not possible:
        raise BadValue("no such date", DATE_EXPECTED, "the calendar has no such day: correct it")
    if len(possible) > 1:
        one, other = possible
        raise BadValue(f"two readings: {_in_words(one)} or {_in_words(other)}", DATE_EXPECTED, f"write {one} or {other}")
    return possible[0]


def source_day(source: Mapping[str, str]) -> str:
    """The day of a source, in ISO: that of its text, else that of the event it reports; as typed where it is no date."""
    written = source["date"].strip() or source["event_date"].strip()
    try:
        return iso_date(written) if written else ""
    except BadValue:
        return written


def _readings(written: str) -> list[str]:
    """What a date that is not ISO can mean, in ISO; also days that the calendar does not have."""
    if match := YEAR_FIRST.fullmatch(written):
        year, _, month, day = match.groups()
        return [f"{year}-{month:0>2}-{day:0>2}"]
    if match := YEAR_LAST.fullmatch(written):
        one, _, other, year = match.groups()
        return [f"{year}-{other:0>2}-{one:0>2}", f"{year}-{one:0>2}-{other:0>2}"]
    if match := MONTH_AND_YEAR.fullmatch(written):
        month, year = match.groups()
        return [f"{year}-{month:0>2}"]
    return []


def _no_date(written: str) -> BadValue:
    if SHORT_YEAR.fullmatch(written):
        return BadValue("not a date: year of two digits", DATE_EXPECTED, "write the year first, with four digits")
    if MONTH_AND_TWO_DIGITS.fullmatch(written):
        return BadValue("not a date: a month and either day or year", DATE_EXPECTED,
                        f"a spreadsheet makes {written} of a month such as 2030-06 and of a day: write the year first, "
                        "with four digits, and give the column the format Text in the spreadsheet")
    if DAY_NUMBER.fullmatch(written):
        day = DAY_ZERO + datetime.timedelta(days=int(written))
        return BadValue("not a date: a spreadsheet's number of a day, or a year of five digits", DATE_EXPECTED,
                        f"if {day.isoformat()} is meant, write that, and give the column the format Text in the spreadsheet")
    return BadValue("not a date", DATE_EXPECTED, "write the year first, with four digits, then month and day if known, all as numbers")


def _is_in_calendar(iso: str) -> bool:
    try:
        _first_day(iso)
    except ValueError:
        return False
    return True


def _first_day(iso: str) -> datetime.date:
    """Raises ValueError for a day that the calendar does not have."""
    return datetime.date.fromisoformat((iso + "-01-01")[:len("2030-06-30")])


def _in_words(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def parse_date(text: str) -> Days:
    """The days of a year, month or day."""
    iso = iso_date(text)
    first = _first_day(iso)
    if len(iso) == len("2030-06-30"):
        return Days(first, first)
    last_month = 12 if len(iso) == len("2030") else first.month
    return Days(first, datetime.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1]))


def parse_day(text: str) -> datetime.date:
    iso = iso_date(text)
    if len(iso) != len("2030-06-30"):
        raise BadValue("not a day", "a full day: 2030-06-30", "add the month and the day")
    return _first_day(iso)


def parse_moment(text: str) -> datetime.datetime:
    """An ISO date and time with its offset from UTC, as an aware datetime."""
    if not MOMENT.fullmatch(text.strip()):
        raise BadValue("not a time", MOMENT_EXPECTED, "write date, T, time and offset; where a spreadsheet wrote the log anew, "
                       "take the column from the last good copy")
    try:
        return datetime.datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadValue("no such time", MOMENT_EXPECTED, f"the calendar or the clock has no such time ({error})") from error


def iso_period(text: str) -> str:
    """The period as one or two ISO dates joined by a slash. Raises BadValue."""
    ends = text.strip().split("/")
    is_range = len(ends) == 2 and len(ends[0].strip()) >= len("2030")   # else the slashes are those of one date: 31/12/2030, 06/2030
    return "/".join(map(iso_date, ends)) if is_range else iso_date(text)


def parse_period(text: str) -> Days:
    """A year, month or day, or two of them joined by a slash: from the first day of the one to the last of the other."""
    start, slash, end = iso_period(text).partition("/")
    first = parse_date(start)
    last = parse_date(end) if slash else first
    if last.last < first.first:
        raise BadValue("period runs backwards", "an end not before its beginning", "put the earlier date first")
    return Days(first.first, last.last)
