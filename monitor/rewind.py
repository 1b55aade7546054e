"""The rows of the tables as they stood at the end of a day, as far as the log of changes tells it.

What a cell held is the first of these:

1. what the last entry by the end of the day left in it; of a machine's column only while the row names it in `corrected`;
2. what the first entry after the day found in it;
3. nothing in a column that people write and the log follows, and in any other what it holds now.

A correction that was typed into the file does not say what the machine had read before. It is what the next run of the
extractor read beside it, where the log has that; else the cell keeps what it holds now, and is named as not known.

A row stood in its table when an entry by the end of the day wrote it, or when the first entry after the day found something
in it or took it out. Of a row that went the log has the cells; one without them does not come back. Where no entry names a row
at all, a finding of the extractor, a source, a figure and an indicator stood there; a commitment, evidence and a
statement entered by hand wait to be entered, and did not.
"""
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from monitor import history
from monitor.dates import MOMENT
from monitor.history import ADDED, FOLLOWED, REMOVED
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE, MENTIONS, PEOPLE, Table
from monitor.table import Row
from monitor.values import items
from monitor.vocabulary import BY_HAND, CSV

ROW = ""   # the column of an entry that touches a whole row
NOTHING: Row = {"old": "", "new": ""}
READ = ("commitment_id", "field", "old", "new", "reason", "via")   # the columns of the log that are read here
WRITTEN_BY_PEOPLE = {schema.name: schema.names(PEOPLE) for schema in (MENTIONS, COMMITMENTS)}


@dataclass(frozen=True)
class Then:
    """A row of that day.

    `told` are the machine's columns of which the log says what they held; of `unknown` it should and does not. `later` are the
    entries about single cells that came after, in order.
    """

    row: Row
    told: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    later: tuple[Row, ...] = ()


def moments(whens: pd.Series) -> pd.Series:
    """The times of a log in UTC; NaT for one that cannot be read."""
    readable = whens.where(whens.str.fullmatch(MOMENT.pattern))
    return pd.to_datetime(readable, format="ISO8601", utc=True, errors="coerce")


def is_reading(entry: Mapping[str, str]) -> bool:
    """Whether an entry only says what the extractor read beside a correction: it changed nothing."""
    return entry["via"] == "extract" and entry["reason"] == "correction"


class Past:
    """What a log says of the end of a day; `entries` are its entries in the order of the file, each with whether it was made by then."""

    def __init__(self, entries: Iterable[tuple[Row, bool]]):
        self._told: dict[str, dict[str, _Told]] = {name: {} for name in BY_NAME}
        places: dict[tuple[str, str], tuple[str, str, str] | None] = {}
        for entry, is_by_then in entries:
            key = entry["field"], entry["commitment_id"]
            if key not in places:
                places[key] = _place(entry)
            place = places[key]
            if place is None or (place[2] == ROW and history.fault(entry)):
                continue
            table, identity, column = place
            told = self._told[table].get(identity)
            if told is None:
                told = self._told[table][identity] = _Told()
            told.take(entry, column, is_by_then)

    def rows(self, schema: Table, now: Mapping[str, Row]) -> dict[str, Then]:
        """The rows of a table by id; `now` are those of today."""
        told = self._told[schema.name]
        gone = sorted(told.keys() - now.keys())
        found = ((identity, _then(schema, identity, told.get(identity), now.get(identity))) for identity in (*now, *gone))
        return {identity: then for identity, then in found if then is not None}

    def names(self, schema: Table, identity: str) -> bool:
        """Whether any entry names the row."""
        return identity in self._told[schema.name]

    def has_entered(self, schema: Table, identity: str) -> bool:
        """Whether an entry by the end of the day names the row."""
        told = self._told[schema.name].get(identity)
        return told is not None and bool(told.by_then)


def _place(entry: Row) -> tuple[str, str, str] | None:
    """Table, id and column; None for an entry that touches no cell, and for a cell that no table has."""
    table, identity, column = history.touched(entry)
    is_cell_of_none = table not in BY_NAME or (column and history.fault(entry))
    return None if is_cell_of_none else (table, identity, column)


class _Told:
    """The entries of one row that count, by column: the last by the end of the day, the first after, what the rules read beside them."""

    __slots__ = ("by_then", "after", "readings", "later")

    def __init__(self):
        self.by_then: dict[str, Row] = {}
        self.after: dict[str, Row] = {}
        self.readings: dict[str, str] = {}
        self.later: list[Row] = []

    def take(self, entry: Row, column: str, is_by_then: bool) -> None:
        if is_reading(entry):
            self.readings.setdefault(column, entry["old"])
        elif is_by_then:
            if column == ROW and entry["new"] != ADDED:   # it says of every cell what it holds
                self.by_then.clear()
            self.by_then[column] = entry
        elif self.after.get(ROW, NOTHING)["new"] != REMOVED:   # what comes after that is of another row with the same id
            self.after.setdefault(column, entry)
            self.later.append(entry)

    def stood(self, schema: Table, now: Row | None) -> bool:
        """Whether the row stood in its table."""
        if self.by_then:
            return len(self.by_then) > 1 or self.by_then.get(ROW, NOTHING)["new"] != REMOVED
        if not self.after:
            return now is not None
        column, entry = next(iter(self.after.items()))
        if entry["old"] or entry["new"] == REMOVED:
            return True
        if column == ROW or schema in (COMMITMENTS, EVIDENCE) or now is None:
            return False
        is_found_later = schema is MENTIONS and column == "commitment_id" and entry["via"] == "extract" and now["type"] == "commitment"
        return not is_found_later


def _then(schema: Table, identity: str, told: _Told | None, now: Row | None) -> Then | None:
    if told is None:
        return _untold(schema, now)
    if not told.stood(schema, now):
        return None
    base = _base(schema, identity, told, now)
    if base is None:
        return None
    if schema not in (MENTIONS, COMMITMENTS):
        return Then(_same({name: _cell(told, name, base[name]) for name in base}, now))
    row = base | {name: _cell(told, name, "") for name in WRITTEN_BY_PEOPLE[schema.name]}
    machine = dict(_machine_cells(schema, told, row))
    unknown = frozenset(name for name, cell in machine.items() if cell is None)
    known = {name: cell for name, cell in machine.items() if cell is not None}
    return Then(_same(row | known, now), frozenset(known), unknown, tuple(told.later))


def _untold(schema: Table, now: Row) -> Then | None:
    """A row that the log does not name, as it stands now without what people wrote in it."""
    if schema not in FOLLOWED:
        return Then(now)
    if schema is not MENTIONS or now["extractor"] == BY_HAND:
        return None
    return Then(_same(now | dict.fromkeys(WRITTEN_BY_PEOPLE[schema.name], ""), now))


def _cell(told: _Told, name: str, otherwise: str) -> str:
    if name in told.by_then:
        return told.by_then[name]["new"]
    if name in told.after:
        return told.after[name]["old"]
    return otherwise


def _machine_cells(schema: Table, told: _Told, row: Row) -> Iterator[tuple[str, str | None]]:
    """The machine's columns of which the log tells, with what they held; None where it should be known and is not."""
    is_set = row.keys() if row.get("extractor") == BY_HAND else items(row["corrected"])
    for name in dict.fromkeys((*told.by_then, *told.after)):
        if name == ROW or name in WRITTEN_BY_PEOPLE[schema.name]:
            continue
        if name in told.by_then and name in is_set:
            yield name, told.by_then[name]["new"]
        elif name in told.after:
            entry = told.after[name]
            is_unsaid = entry["via"] == CSV and not entry["old"] and name not in told.by_then
            yield name, told.readings.get(name) if is_unsaid else entry["old"]


def _base(schema: Table, identity: str, told: _Told, now: Row | None) -> Row | None:
    """The row to which what the log says of single cells is added: as an entry has it whole, else as it stands now; None for neither."""
    empty = dict.fromkeys(now or schema.header, "") | {schema.key: identity}
    written = row_in(told.by_then.get(ROW, NOTHING)["new"]) or row_in(told.after.get(ROW, NOTHING)["old"])
    if written is None:
        return empty if now is None and schema is COMMITMENTS else now
    written = {name: cell for name, cell in written.items() if name in empty}
    is_whole = all(written.get(column.name) for column in schema.columns if column.required and column.name != schema.key)
    if is_whole or schema is COMMITMENTS:   # the rest of a commitment follows from its mentions
        return empty | written
    return None if now is None else now | written


def row_in(text: str) -> Row | None:
    """The row that an entry holds as JSON; None where it holds none."""
    try:
        cells = json.loads(text) if text.startswith("{") else None
    except ValueError:
        return None
    return {name: str(cell) for name, cell in cells.items()} if cells else None


def _same(row: Row, now: Row | None) -> Row:
    return now if now == row else row
