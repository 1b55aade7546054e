"""Sums of amounts: what counts, what is left out and why; nothing is converted and nothing counted twice."""
from decimal import Decimal

import pytest

from monitor.pace import Span
from monitor.totals import NOT_ADDED, totals
from tests.folders import a_row

NATURES = {"portfolio": "stock", "deals": "cost", "trade": "flow"}


def deal(identity: str, value: str = "", **cells: str) -> dict[str, str]:
    given = {"commitment_id": identity, "kind": "project", "value": value, "unit": "USD" if value else ""}
    return a_row("commitments", **given | cells)


def added(*rows):
    found = totals(rows, NATURES)
    return {total.unit: (total.amount.low, total.amount.high) for total in found.totals}, \
        {row["commitment_id"]: reason for row, reason in found.left_out}


CASES = [
    ([deal("a", "5"), deal("b", "7"), deal("c")], {"USD": (12, 12)}, {}, "what names no number is not even left out"),
    ([deal("a", "5"), deal("b", "7", unit="CNY")], {"USD": (5, 5), "CNY": (7, 7)}, {}, "currencies are never converted"),
    ([deal("a", "5"), deal("b", "7", qualifier="over")], {"USD": (12, None)}, {}, "an open amount leaves the sum open"),
    ([deal("a", "5"), deal("b", "7", qualifier="up_to")], {"USD": (None, 12)}, {}, "open downwards"),
    ([deal("a", "5", value_high="6"), deal("b", "7")], {"USD": (12, 13)}, {}, "a range"),
    ([deal("a", "5", kind="target")], {}, {"a": "level"}, "trade of 20 billion is no money to be spent"),
    ([deal("a", "60", indicator_id="portfolio"), deal("b", "5", indicator_id="deals")], {"USD": (5, 5)}, {"a": "stock"}, "portfolio"),
    ([deal("a", "60"), deal("b", "5", part_of="a")], {"USD": (60, 60)}, {"b": "part"}, "a part of what is counted"),
    ([deal("a", "60", indicator_id="portfolio"), deal("b", "5", part_of="a")], {"USD": (5, 5)}, {"a": "stock"}, "its umbrella does not count"),
    ([deal("b", "5", part_of="a")], {"USD": (5, 5)}, {}, "its umbrella is not shown"),
    ([deal("a", "60"), deal("b", part_of="a"), deal("c", "5", part_of="b")], {"USD": (60, 60)}, {"c": "part"}, "a part of a part"),
    ([deal("a", "5", part_of="b"), deal("b", "7", part_of="a")], {}, {"a": "part", "b": "part"}, "a ring ends"),
    ([deal("a", "5", replaced_by="b"), deal("b", "7")], {"USD": (7, 7)}, {"a": "replaced"}, "the later number"),
    ([deal("a", "5", unit="USD/year"), deal("b", "7", unit="MW"), deal("c", "some")], {}, {"a": "rate", "b": "no_money", "c": "unread"}, ""),
]


@pytest.mark.parametrize(("rows", "sums", "left_out", "why"), CASES)
def test_totals(rows, sums, left_out, why):
    assert added(*rows) == (sums, left_out), why


def test_every_reason_is_met():
    assert {reason for _, _, left_out, _ in CASES for reason in left_out.values()} == set(NOT_ADDED)


def test_sums_are_exact():
    found = totals([deal("a", "0.1"), deal("b", "0.2")], {})
    assert found.totals[0].amount == Span(Decimal("0.3"), Decimal("0.3"))
