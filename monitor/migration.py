"""Tables of an older version brought up to the present one. How to change the schema: docs/schema-changes.md.

A step only adds columns. None is renamed, moved or taken away: the log and `corrected` name columns, and so do people's
spreadsheets. What is to have another name becomes a new column filled from the old one, which stays as a column of people's own.
"""
import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from monitor.rawtext import BYTE_ORDER_MARK
from monitor.schema import Table
from monitor.table import Row, TableError, TableFile, from_text, write_text


def _empty(_: Row) -> str:
    return ""


@dataclass(frozen=True)
class NewColumn:
    """A column of the schema that older tables lack. `fill` makes its cell from the row as it was."""

    table: str
    name: str
    fill: Callable[[Row], str] = _empty


@dataclass(frozen=True)
class Step:
    """From one version of the tables to the next: what it does, in words, and the columns that come."""

    does: str
    columns: tuple[NewColumn, ...]


FIRST = 1   # also of folders made before the version was kept
STEPS: tuple[Step, ...] = ()   # the first of them makes version 2
VERSION = FIRST + len(STEPS)


def to_come(version: int) -> tuple[Step, ...]:
    """The steps that a folder of this version has before it; none for one of the present version or a newer one."""
    return STEPS[version - FIRST:]


def columns_of(steps: Sequence[Step], table: TableFile) -> list[NewColumn]:
    """The columns that the steps add to a table and that it does not have."""
    return [column for step in steps for column in step.columns
            if column.table == table.schema.name and column.name not in table.header]


def brought_up(table: TableFile, steps: Sequence[Step]) -> str:
    """The text of a table with the columns that the steps add; its own text where they add none.

    Rows, cells, unknown columns, their order and the dialect stay. Raises TableError where anything else is wrong with the table.
    """
    columns = columns_of(steps, table)
    old = from_text(table.text, _without(table.schema, columns), table.path) if table.text else table
    if not old.whole:
        raise TableError(f"mend this first: {old.problems[0]}")
    if not columns:
        return table.text
    rows = [dict(row) for row in old.rows]
    for column in columns:
        for row in rows:
            row[column.name] = column.fill(row)
    header = list(table.header)
    for column in columns:
        header.insert(_place(column.name, header, table.schema), column.name)
    unsorted = replace(table.schema, key=None)   # rows without a key keep their order
    return write_text(from_text(_first_line(header, table), unsorted, table.path), rows)


def explained(table: TableFile, steps: Sequence[Step]) -> TableFile:
    """The table, where a missing column that a step would add is to be mended by the migration."""
    coming = {column.name for column in columns_of(steps, table)}
    mend = f"run python -m monitor migrate --data {table.path.parent}; it adds the column and keeps what people wrote"
    told = (replace(problem, mend=mend) if problem.column in coming else problem for problem in table.problems)
    return replace(table, problems=tuple(told))


def _without(schema: Table, columns: Sequence[NewColumn]) -> Table:
    names = {column.name for column in columns}
    return replace(schema, columns=tuple(column for column in schema.columns if column.name not in names))


def _place(name: str, header: Sequence[str], schema: Table) -> int:
    """Where a column goes: behind the nearest that stands before it in the schema."""
    before = [other for other in schema.header[:schema.header.index(name)] if other in header]
    return header.index(before[-1]) + 1


def _first_line(header: Sequence[str], table: TableFile) -> str:
    """The header as the file would have it, with what stands before it."""
    dialect, line = table.dialect, StringIO()
    quoting = csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL
    csv.writer(line, delimiter=dialect.delimiter, lineterminator=dialect.line_end, quoting=quoting).writerow(header)
    return (BYTE_ORDER_MARK if dialect.bom else "") + dialect.hint + line.getvalue()
