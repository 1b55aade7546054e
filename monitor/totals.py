"""Amounts of money named in commitments, added up; every total says what it left out and why.

Currencies are never converted. What is no amount of its own is left out: a level to be reached, a stock, a rate, a part of another
row that counts, and what a later statement replaced.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitor import pace
from monitor.pace import Span
from monitor.schema import COMMITMENTS
from monitor.units import is_money, split_rate
from monitor.values import BadValue, parse

Row = Mapping[str, str]

# Why an amount is left out: the first of its reasons, in the order in which they are asked.
NOT_ADDED = ("unread", "no_money", "rate", "replaced", "level", "stock", "part")
SUMS = ("flow", "cost")


@dataclass(frozen=True)
class Total:
    """The sum of one currency; an end of `amount` is open where one of the amounts is."""

    unit: str
    amount: Span
    counted: tuple[Row, ...]


@dataclass(frozen=True)
class Totals:
    """One total a currency, the largest first, and the rows that name a number but are left out, with the reason."""

    totals: tuple[Total, ...]
    left_out: tuple[tuple[Row, str], ...]


def totals(rows: Iterable[Row], natures: Mapping[str, str]) -> Totals:
    """The amounts of rows of commitments.csv added up. `natures` are those of the indicators, by id, empty where nobody has said."""
    listed = list(rows)
    umbrellas = {row["commitment_id"]: row["part_of"] for row in listed}
    naming = [row for row in listed if row["value"]]
    reasons = {row["commitment_id"]: _why_left_out(row, natures) for row in naming}
    counting = {identity for identity, reason in reasons.items() if not reason}
    reasons |= {identity: "part" for identity in counting if counting & set(_above(identity, umbrellas))}
    counted = [row for row in naming if not reasons[row["commitment_id"]]]
    found = [_total(unit, [row for row in counted if row["unit"] == unit]) for unit in sorted({row["unit"] for row in counted})]
    left_out = tuple((row, reasons[row["commitment_id"]]) for row in naming if reasons[row["commitment_id"]])
    return Totals(tuple(sorted(found, key=lambda total: -len(total.counted))), left_out)


def _why_left_out(row: Row, natures: Mapping[str, str]) -> str:
    try:
        _span(row)
    except BadValue:
        return "unread"
    if not is_money(row["unit"]):
        return "no_money"
    if split_rate(row["unit"])[1]:
        return "rate"
    if row["replaced_by"]:
        return "replaced"
    if row["kind"] == "target":
        return "level"
    nature = natures.get(row["indicator_id"], "")
    return "stock" if nature and nature not in SUMS else ""


def _above(identity: str, umbrellas: Mapping[str, str]) -> Iterator[str]:
    """The rows that a row is a part of, step by step; a ring, which the check tells, ends where it closes."""
    seen = {identity}
    while (identity := umbrellas.get(identity, "")) and identity not in seen:
        seen.add(identity)
        yield identity


def _total(unit: str, rows: list[Row]) -> Total:
    spans = [_span(row) for row in rows]
    return Total(unit, Span(_sum(span.low for span in spans), _sum(span.high for span in spans)), tuple(rows))


def _sum(ends: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; open where one of the ends is."""
    listed = list(ends)
    return None if None in listed else sum(listed, Decimal(0))


def _span(row: Row) -> Span:
    cells = {name: parse(COMMITMENTS.by_name[name], row[name]) for name in ("value", "value_high", "qualifier")}
    return pace.span_of(cells["value"], cells["value_high"], cells["qualifier"] or "exactly")
