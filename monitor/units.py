"""The units a table may hold, how other units convert to them, and currencies by their usual spellings.

Units are those of the coding guide; money is in ISO 4217 codes. A rate adds a period: 'tonnes/year'. The spellings stand in
`lists/units.csv` and `lists/currencies.csv`: words are read in any case, symbols and signs exactly as written.
"""
import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"
PERIODS = ("year", "month", "week", "day")
ITEMS = "items"


@dataclass(frozen=True)
class Spelling:
    """One way to write a unit: `text` times `factor` is the base `unit`; `per` is the period of a rate that the word holds."""

    text: str
    unit: str
    factor: Decimal
    per: str | None
    any_case: bool


def _rows(file_name: str) -> list[dict[str, str]]:
    with open(LISTS / file_name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def spellings() -> tuple[Spelling, ...]:
    """Every way to write a unit that is not money."""
    found = []
    for row in _rows("units.csv"):
        factor, per = Decimal(row["factor"]), row["per"] or None
        found += [Spelling(text, row["unit"], factor, per, True) for text in _split(row["words"])]
        found += [Spelling(text, row["unit"], factor, per, False) for text in _split(row["symbols"])]
    return tuple(found)


@cache
def currency_words() -> dict[str, str]:
    """Names of currencies, in small letters, with their codes: 'us dollars' is USD. They stand after the amount."""
    return {words.casefold(): row["code"] for row in _rows("currencies.csv") for words in _split(row["words"])}


@cache
def currency_signs() -> dict[str, str]:
    """Signs and codes exactly as written: '$' is USD. They stand before the amount, codes after it as well."""
    return {sign: row["code"] for row in _rows("currencies.csv") for sign in _split(row["signs"])}


@cache
def currencies() -> dict[str, str]:
    """ISO 4217 codes with the names of the currencies."""
    return {row["code"]: row["name"] for row in _rows("currencies.csv")}


@cache
def base_units() -> tuple[str, ...]:
    """The units of the coding guide without money: percent, tonnes, MW, items and so on."""
    return tuple(sorted({spelling.unit for spelling in spellings()} | {ITEMS}))


def split_rate(unit: str) -> tuple[str, str | None]:
    """'tonnes/year' is ('tonnes', 'year'); a unit that is no rate has None for its period."""
    base, slash, per = unit.partition("/")
    return base, per if slash else None


def is_unit(unit: str) -> bool:
    """Whether a table may hold this unit: a currency or a base unit, with or without '/year', '/month', '/week' or '/day'."""
    base, per = split_rate(unit)
    return (base in currencies() or base in base_units()) and (per is None or per in PERIODS)


def is_money(unit: str) -> bool:
    """Whether the unit is a currency, or a rate of one."""
    return split_rate(unit)[0] in currencies()


def to_base(value: Decimal, written: str) -> tuple[Decimal, str]:
    """An amount in a written unit as an amount in the base unit: (5, 'GW') is (5000, 'MW').

    Raises ValueError for a unit that no list has.
    """
    for spelling in spellings():
        if written == spelling.text or (spelling.any_case and written.casefold() == spelling.text.casefold()):
            unit = f"{spelling.unit}/{spelling.per}" if spelling.per else spelling.unit
            return value * spelling.factor, unit
    code = currency_signs().get(written) or currency_words().get(written.casefold())
    if code:
        return value, code
    if is_unit(written):
        return value, written
    raise ValueError(f"unknown unit {written!r}: expected a currency of lists/currencies.csv or a spelling of lists/units.csv")
