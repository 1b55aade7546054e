"""Calendar arithmetic on ISO text: a day '2024-01-24', a month '2024-01', a year '2024', a period '2024-01/2024-07'."""
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
_COUNT_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@dataclass(frozen=True)
class Day:
    """A document's date as far as it is known; month and day are None where they are not."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, iso: str | None) -> "Day | None":
        """An ISO day, month or year; None for None. Raises ValueError for anything else."""
        if iso is None:
            return None
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
            raise ValueError(f"not an ISO day, month or year: {iso!r}")
        return cls(*map(int, iso.split("-")))

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        return month(self.year, self.month) if self.day is None else f"{self.year:04}-{self.month:02}-{self.day:02}"


def month(year: int, number: int) -> str:
    """'2024-01'; a number past December runs on into the next year, and below one back into the one before."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{year:04}-{number:02}"


def months(year: int, first: int, last: int) -> str:
    """The period of whole months from first to last of one year."""
    return f"{month(year, first)}/{month(year, last)}"


def day_value(year: int, month_number: int, day_number: int) -> str | None:
    """An ISO day, or None where the calendar has no such day."""
    if 1 <= month_number <= 12 and 1 <= day_number <= monthrange(year, month_number)[1]:
        return str(Day(year, month_number, day_number))
    return None


def month_number(name: str) -> int:
    """1 to 12 for a month's English name or its abbreviation."""
    return _MONTH_NUMBERS[name[:3]]


def count(words: str) -> int:
    """A small count in digits or words up to twelve; 'a' is one."""
    words = words.lower()
    if words.isdigit():
        return int(words)
    return 1 if words in ("a", "an") else _COUNT_WORDS.index(words) + 1 if words in _COUNT_WORDS else _tens(words)


def _tens(words: str) -> int:
    return {"fifteen": 15, "twenty": 20, "thirty": 30}[words]


def ordinal(word: str) -> int:
    """1 to 4 for 'first' to 'fourth'."""
    return _ORDINALS[word.lower()]


def shifted(day: Day, number: int, unit: str) -> str | None:
    """The document's date moved by years, months, weeks or days, no finer than the unit; None where the date is not fine enough."""
    unit = unit.lower().removesuffix("s")
    if unit in ("year", "decade"):
        return f"{day.year + number * (10 if unit == 'decade' else 1):04}"
    if day.month is None:
        return None
    if unit == "month":
        return month(day.year, day.month + number)
    if day.day is None:
        return None
    return str(date(day.year, day.month, day.day) + timedelta(days=number * (7 if unit == "week" else 1)))
