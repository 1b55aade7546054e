"""One cell on its way to a spreadsheet and back: what could run there is defused, and what was only rewritten is known again.

A spreadsheet takes a text that begins like a formula for one. An apostrophe before it stops that, at the beginning of the cell and
after what another program may take for the end of a cell. Where such a place has apostrophes already it gets one more, so that
taking one off gives back the very text.
"""
import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from monitor.schema import Column, Table
from monitor.values import BadValue, one_spelling, parse

# Blanks and marks that are not seen; what makes a formula, its full-width and small forms too.
_UNSEEN = "[ \u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff]*"
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207a\u207b\u207c\u208a\u208b\u208c"
# A table with commas, opened as one with semicolons or tabs, is cut at these, and at the line ends inside of quotes.
_PLACES = f"(?:^(?=X'*{_UNSEEN}[{_SIGNS}\t\r\n])|(?<=[;\t\r\n])(?=X'*{_UNSEEN}[{_SIGNS}]))"
_TO_DEFUSE = re.compile(_PLACES.replace("X", ""))
_DEFUSED = re.compile(_PLACES.replace("X", "'") + "'")

NUMBERS, DATES = ("number", "integer"), ("date", "day")
MARK_LENGTH = 4        # letters for each cell: of a million others, one looks the same
MARK_BEGINNING = "a"   # a letter first, so that no spreadsheet takes it for a number

_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](?:20)?(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", re.ASCII)
_MONTH_BY_NAME = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OF_A_SPREADSHEET = re.compile(r"#{3,}|#N/A|#\S{2,20}[!?]|Err:\d{3}")


def defused(column: Column, text: str) -> str:
    """The text as it goes to a spreadsheet: it runs nothing there. A number in a column of numbers stays one."""
    if not text or column.type in NUMBERS and _is_read(column, text):
        return text
    return _TO_DEFUSE.sub("'", text)


def as_before(text: str) -> str:
    """The text that `defused` was given."""
    return _DEFUSED.sub("", text)


def spelled(column: Column, text: str) -> str:
    """The one spelling of all that mean the same: ISO dates, plain numbers, `\\n` in texts. As it stands where it cannot be read."""
    if not text or column.type == "text":
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return _value_spelled(column, text)


@lru_cache(maxsize=100_000)
def _value_spelled(column: Column, text: str) -> str:
    return one_spelling(column, text).strip()


def readings(column: Column, text: str) -> Iterator[str]:
    """Spellings of all that the cell may mean after a spreadsheet has rewritten it in the manner of its region.

    They tell whether a cell is still the one that was there, never what a changed cell means: that is decided by `parse` alone.
    """
    yield spelled(column, text)
    stripped = text.strip()
    if column.type in DATES:
        if match := _DAY_OR_MONTH_FIRST.fullmatch(stripped):
            one, other, year = match.groups()
            yield f"20{year}-{other:0>2}-{one:0>2}"
            yield f"20{year}-{one:0>2}-{other:0>2}"
        if match := _YEAR_FIRST.fullmatch(stripped):
            year, month, day = match.groups()
            yield f"{year}-{month:0>2}-{day:0>2}"
        if match := _MONTH_BY_NAME.fullmatch(stripped):
            yield f"20{match[2]}-{_MONTHS.index(match[1].lower()) + 1:02}"
    if column.type in NUMBERS:
        yield spelled(column, stripped.replace(",", "."))
        yield spelled(column, stripped.replace(",", ""))
        yield spelled(column, stripped.replace(".", "").replace(",", "."))


def damage(text: str, now: str) -> str:
    """What a spreadsheet has done to a cell that held `now`; empty where nothing shows it."""
    if _OF_A_SPREADSHEET.fullmatch(text.strip()):
        return "an error of the spreadsheet in place of a text"
    if "?" in text and text != now and text == now.encode("ascii", errors="replace").decode():
        return "question marks in place of letters"
    return ""


def mark_of(table: Table, row: Mapping[str, str]) -> str:
    """What a row carries along to be compared with later: a few letters for each cell but the id."""
    return MARK_BEGINNING + "".join(_digest(spelled(column, row[column.name])) for column in _marked(table))


def marks_of(table: Table, mark: str) -> dict[str, str]:
    """The letters by column, empty where the mark is not one of this table."""
    columns, length = _marked(table), MARK_LENGTH
    if not mark.startswith(MARK_BEGINNING) or len(mark) != len(MARK_BEGINNING) + length * len(columns):
        return {}
    letters = mark[len(MARK_BEGINNING):]
    return {column.name: letters[place * length:(place + 1) * length] for place, column in enumerate(columns)}


def is_marked(mark: str, spelling: str) -> bool:
    """Whether the mark of a cell is that of this spelling."""
    return _digest(spelling) == mark


def _marked(table: Table) -> list[Column]:
    return [column for column in table.columns if column.name != table.key]


@lru_cache(maxsize=100_000)
def _digest(spelling: str) -> str:
    content = hashlib.blake2b(spelling.encode("utf-8", errors="surrogatepass"), digest_size=5).digest()
    return base64.b32encode(content).decode().lower()[:MARK_LENGTH]


def _is_read(column: Column, text: str) -> bool:
    try:
        parse(column, text)
    except BadValue:
        return False
    return True
