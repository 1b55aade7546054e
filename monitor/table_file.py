"""One table as it was read: its rows, what is wrong with it, and what is needed to write it again to the same bytes."""
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from monitor.problems import ERROR, Problem
from monitor.schema import Table

Row = dict[str, str]
ROWS_AT_ONCE = 250   # few enough to stay in the processor's cache while each column is looked at


class TableError(ValueError):
    """A table that must not be written: it has faults that have to be mended first, or a row does not fit it."""


@dataclass(frozen=True)
class Dialect:
    """How the file is written, kept when it is written again. `hint` is a spreadsheet's `sep=;` line with its line end."""

    bom: bool = False
    hint: str = ""
    delimiter: str = ","
    line_end: str = "\n"
    quote_all: bool = False


@dataclass(frozen=True)
class AsRead:
    """The rows as the file has them, in the order of `TableFile.rows`: their cells, and where each begins and ends in the text.

    Nobody but the writer looks here, which tells by it what has changed, in place too.
    """

    cells: tuple[tuple[str, ...], ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableFile:
    """A table as read. `lines` holds the line on which each row begins; `header` is the file's, unknown columns included."""

    schema: Table
    path: Path
    text: str
    dialect: Dialect
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]
    as_read: AsRead = field(repr=False)

    @property
    def whole(self) -> bool:
        """True when every row of the file is in `rows`, so that it may be written again."""
        return not self.problems

    @property
    def unknown(self) -> tuple[str, ...]:
        """Columns that the schema does not name: kept as they are."""
        return tuple(name for name in self.header if name not in self.schema.by_name)

    @cached_property
    def by_id(self) -> dict[str, Row]:
        if self.schema.key is None:
            raise TableError(f"{self.schema.file} has no id")
        return {row[self.schema.key]: row for row in self.rows}

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Which row an id has, counted from 0."""
        return dict(zip(self.by_id, range(len(self.rows))))

    @cached_property
    def line_of(self) -> dict[str, int]:
        """The line on which the row of an id begins."""
        return dict(zip(self.by_id, self.lines))

    @cached_property
    def distinct(self) -> dict[str, set[str]]:
        """The texts that each column of the schema holds, each once: few in most columns, however many rows there are."""
        found: dict[str, set[str]] = {name: set() for name in self.schema.header}
        cells_of = itemgetter(*found)
        for first in range(0, len(self.rows), ROWS_AT_ONCE):
            some = map(cells_of, self.rows[first:first + ROWS_AT_ONCE])
            for texts, cells in zip(found.values(), zip(*some)):
                texts.update(cells)
        return found

    def problem(self, line: int, row: Row, column: str, rule: str, expected: str, mend: str, level: str = ERROR) -> Problem:
        """What is wrong with a cell of a row that begins on `line`; with the row itself where `column` is empty."""
        identity = row[self.schema.key] if self.schema.key else ""
        return Problem(self.path.name, line, column, identity, row[column] if column else "", rule, expected, mend, level)
