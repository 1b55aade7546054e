"""Cells of text as typed values. Nothing is guessed: a cell with two readings is refused, and the text stays as typed.

A parser takes the text of a cell that is not empty and returns its value or raises `BadValue`, which says what is expected
and how to mend the cell. `parse` does this by a column of the schema. NA, null and None are text like any other.
"""
import difflib
import re
from collections.abc import Callable
from decimal import Decimal

from monitor import units
from monitor.bad_value import BadValue
from monitor.dates import Days, iso_date, iso_period, parse_date, parse_day, parse_moment, parse_period
from monitor.safe_address import fault_of
from monitor.schema import Column

__all__ = [
    "JOIN", "ONE_SPELLING", "PARSERS", "YES", "BadValue", "Days", "iso_date", "is_same", "items", "one_spelling", "parse", "parse_choice",
    "parse_date", "parse_day", "parse_id", "parse_list", "parse_moment", "parse_number", "parse_period", "parse_url", "value_or_none",
]

JOIN = "; "
YES = "yes"
LARGEST_EXPONENT = 30

PLAIN_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
# A single comma before three digits may be a decimal sign elsewhere, so it needs a point or a second comma beside it.
GROUPED_NUMBER = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:,\d{3}){1,10}\.\d{1,40}|(?:,\d{3}){2,10})", re.ASCII)

NUMBER_EXPECTED = "a plain number such as 20000000000 or 12.5"


def parse_number(text: str) -> Decimal:
    """A plain number, one with an exponent (2E+10), or one with unmistakable thousands commas (1,234.50)."""
    stripped = text.strip()
    if PLAIN_NUMBER.fullmatch(stripped):
        number = Decimal(stripped)
    elif GROUPED_NUMBER.fullmatch(stripped):
        number = Decimal(stripped.replace(",", ""))
    elif re.fullmatch(r"[+-]?\d{1,40},\d{1,40}", stripped, re.ASCII):
        raise BadValue("ambiguous number", NUMBER_EXPECTED, "a comma may mean thousands or decimals: write none, and a point for decimals")
    else:
        raise BadValue("not a number", NUMBER_EXPECTED, "write digits only, with a point for decimals; units have a column of their own")
    if number and abs(number.adjusted()) > LARGEST_EXPONENT:
        raise BadValue("number out of range", f"a number of at most {LARGEST_EXPONENT} digits", "check the exponent")
    return number


def parse_integer(text: str) -> int:
    number = parse_number(text)
    if number != number.to_integral_value():
        raise BadValue("not a whole number", "a whole number", "write it without decimals")
    return int(number)


def parse_choice(text: str, choices: tuple[str, ...]) -> str:
    """The word of the list that the text is, whatever its case."""
    word = text.strip().casefold()
    if word in choices:
        return word
    near = difflib.get_close_matches(re.sub(r"[\s-]+", "_", word)[:100], choices, n=1)
    mend = f"perhaps {near[0]}?" if near else "take one word of the list"
    raise BadValue("not in the list", "one of " + ", ".join(choices), mend)


def parse_list(text: str, choices: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The items between semicolons, in their order; of the list when there is one."""
    items = tuple(item.strip() for item in text.split(";"))
    if "" in items:
        raise BadValue("empty item", 'items joined by "; "', "take out the semicolon that has nothing beside it")
    return tuple(parse_choice(item, choices) for item in items) if choices else items


def items(cell: str) -> list[str]:
    """The items of a list cell as people write them: with or without blanks around the semicolon."""
    return [item.strip() for item in cell.split(JOIN.strip()) if item.strip()]


def parse_yes(text: str) -> bool:
    if text.strip().casefold() != YES:
        raise BadValue("neither yes nor empty", "yes, or an empty cell", "write yes, or empty the cell")
    return True


def parse_url(text: str) -> str:
    """An address that may be made a link: http or https, a host, and nobody's name or hidden character in it."""
    url = text.strip()
    fault = fault_of(url)
    if fault:
        raise BadValue("not a safe address", "one http:// or https:// address with a host", fault)
    return url


def parse_unit(text: str) -> str:
    unit = text.strip()
    if not units.is_unit(unit):
        known = [*units.base_units(), *units.currencies()]
        near = difflib.get_close_matches(unit[:100], known, n=1) or [code for code in known if code.casefold() == unit.casefold()]
        raise BadValue("unknown unit", "an ISO 4217 code or a unit of lists/units.csv; a rate adds /year, /month, /week or /day",
                       f"perhaps {near[0]}?" if near else "convert the number to a unit of the list; what has none is counted in items")
    return unit


def parse_id(text: str) -> str:
    if text != text.strip() or not text.isprintable():
        raise BadValue("blank or invisible character in an id", "an id without blanks around it", "type the id again")
    return text


PARSERS: dict[str, Callable] = {
    "text": str, "id": parse_id, "date": parse_date, "day": parse_day, "moment": parse_moment, "period": parse_period,
    "number": parse_number, "integer": parse_integer, "choice": parse_choice, "list": parse_list, "yes": parse_yes,
    "url": parse_url, "unit": parse_unit,
}
WITH_CHOICES = ("choice", "list")
EMPTY = {"list": (), "yes": False}


def parse(column: Column, text: str):
    """The value of a cell of this column; an empty cell is None, an empty list `()`, an empty yes False. Raises BadValue."""
    if not text or (text.isspace() and column.type != "text"):
        return EMPTY.get(column.type)
    if column.type in WITH_CHOICES:
        return PARSERS[column.type](text, column.choices)
    return PARSERS[column.type](text)


def value_or_none(column: Column, text: str):
    """The value of a cell, or the value of an empty cell where it cannot be read: `check` is where the fault is told."""
    try:
        return parse(column, text)
    except BadValue:
        return EMPTY.get(column.type)


def one_spelling(column: Column, text: str) -> str:
    """The cell as the program would write it: fulfilled for " FULFILLED", 2030-12-31 for 31/12/2030, 20000000000 for 2E+10.

    As typed where it cannot be read, and in columns of text, ids and moments.
    """
    try:
        value = parse(column, text)
    except BadValue:
        return text
    if column.type not in ONE_SPELLING:
        return text
    if not text.strip():
        return ""
    return SPELLED_BY_TEXT[column.type](text) if column.type in SPELLED_BY_TEXT else SPELLED_BY_VALUE[column.type](value)


def is_same(column: Column, text: str, other: str) -> bool:
    """Whether two texts of a cell mean the same. Of text, only the same characters do."""
    return text == other or column.type != "text" and one_spelling(column, text) == one_spelling(column, other)


def _plain(number: Decimal | int) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


SPELLED_BY_TEXT: dict[str, Callable[[str], str]] = {"date": iso_date, "day": iso_date, "period": iso_period}
SPELLED_BY_VALUE: dict[str, Callable] = {
    "choice": str, "unit": str, "url": str, "list": JOIN.join, "number": _plain, "integer": _plain, "yes": lambda _: YES,
}
ONE_SPELLING = (*SPELLED_BY_TEXT, *SPELLED_BY_VALUE)   # the types whose cells mean the same in several spellings
