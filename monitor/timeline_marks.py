"""The entries of a timeline as marks on lanes: one lane a kind, one mark for all that falls into the same day, month, quarter or year.

What is known by a longer time than that is a span of its own, so that a year is never drawn as a day.
"""
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from monitor.dates import Days
from monitor.timeline import DEADLINE, KINDS, SETTLED_STATE, Entry

MOST_SLOTS = 40
DAY, MONTH, QUARTER, YEAR = "day", "month", "quarter", "year"


@dataclass(frozen=True)
class Mark:
    """Entries of one kind that share a slot of the axis, newest first; a `span` is longer than a slot and all that is known of their day.

    A mark is `open` where one of its deadlines is not settled.
    """

    kind: str
    days: Days
    entries: tuple[Entry, ...]
    is_span: bool
    is_open: bool


@dataclass(frozen=True)
class Lane:
    """The marks of one kind, oldest first, and how many entries they hold."""

    kind: str
    marks: tuple[Mark, ...]
    entries: int


@dataclass(frozen=True)
class Axis:
    """The time from `first` to `last`, today included, in slots of a day, month, quarter or year, and the lanes that hold marks."""

    first: date
    last: date
    today: date
    slot: str
    lanes: tuple[Lane, ...]


def axis_of(entries: Iterable[Entry], today: date) -> Axis | None:
    """The axis of dated entries, newest first; None where there are none."""
    dated = [entry for entry in entries if entry.days]
    if not dated:
        return None
    first = min(today, *(entry.days.first for entry in dated))
    last = max(today, *(entry.days.last for entry in dated))
    slot = _slot_for(first, last)
    lanes = (Lane(kind, marks, sum(len(mark.entries) for mark in marks))
             for kind in KINDS if (marks := _marks([entry for entry in dated if entry.kind == kind], SLOTS[slot])))
    start, end = SLOTS[slot](first).first, SLOTS[slot](last).last
    return Axis(start, end, today, slot, tuple(lanes))


def _slot_for(first: date, last: date) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if (last - first).days < MOST_SLOTS:
        return DAY
    if months <= MOST_SLOTS:
        return MONTH
    return QUARTER if months <= 3 * MOST_SLOTS else YEAR


def _marks(entries: list[Entry], slot_of: Callable[[date], Days]) -> tuple[Mark, ...]:
    gathered: dict[tuple[Days, bool], list[Entry]] = {}
    for entry in entries:
        slot = slot_of(entry.days.first)
        is_span = entry.days.last > slot.last
        gathered.setdefault((entry.days if is_span else slot, is_span), []).append(entry)
    return tuple(
        Mark(together[0].kind, days, tuple(together), is_span, any(map(_is_open, together)))
        for (days, is_span), together in sorted(gathered.items())
    )


def _is_open(entry: Entry) -> bool:
    return entry.kind == DEADLINE and entry.state != SETTLED_STATE


def _month(day: date, months: int) -> Days:
    """The months around a day: 1, 3 or 12 of them, counted from January."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    last_month = first.month + months - 1
    return Days(first, date(day.year, last_month, monthrange(day.year, last_month)[1]))


SLOTS: dict[str, Callable[[date], Days]] = {
    DAY: lambda day: Days(day, day),
    MONTH: lambda day: _month(day, 1),
    QUARTER: lambda day: _month(day, 3),
    YEAR: lambda day: _month(day, 12),
}
