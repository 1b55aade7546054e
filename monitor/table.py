"""One table on disk: its cells as typed text, and the way back to the same bytes.

A structural fault takes the row it stands in out of view and is told as a problem; the other rows are shown. A table with
such a fault is not `whole`, and `write_text` refuses it: nothing is written over what could not be read.
"""
import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from monitor import rawtext
from monitor.problems import ERROR, Problem
from monitor.schema import Table

Row = dict[str, str]
csv.field_size_limit(2**31 - 1)   # the default refuses a long quote

DELIMITERS = (",", ";", "\t")
SEPARATOR_HINT = re.compile(r"sep=[,;\t](\r\n|\r|\n)")
DAFF_CONFLICT = ("((( ", " ))) ", " /// ")
MOST_UNCLOSED = 20     # each such row is a search to the end of the file
HEADER_SOUGHT_IN = 20  # rows


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
    def line_of(self) -> dict[str, int]:
        """The line on which the row of an id begins."""
        return dict(zip(self.by_id, self.lines))

    def problem(self, line: int, row: Row, column: str, rule: str, expected: str, mend: str, level: str = ERROR) -> Problem:
        """What is wrong with a cell of a row that begins on `line`; with the row itself where `column` is empty."""
        identity = row[self.schema.key] if self.schema.key else ""
        return Problem(self.path.name, line, column, identity, row[column] if column else "", rule, expected, mend, level)


def read(path: Path, schema: Table) -> TableFile:
    """The table in the file. Raises nothing: what is wrong with it stands in `problems`."""
    text, problem = rawtext.read_text(path)
    return _without_rows(text, schema, path, (problem,)) if problem else from_text(text, schema, path)


def from_text(text: str, schema: Table, path: Path | None = None) -> TableFile:
    """The table in a text; `path` defaults to the schema's file name and is named in the problems."""
    path = path or Path(schema.file)
    dialect = _dialect(text, schema)
    lines, skipped = _lines(text, dialect)
    broken: list[int] = []
    records = _records(lines, dialect.delimiter, skipped, broken)
    header_line, cells = next(records, (1, []))
    header = tuple(_trimmed(cells))
    told = _header_problems(header, header_line, records, schema, path)
    if (schema.key or schema.header[0]) not in header:
        return _without_rows(text, schema, path, tuple(told), dialect, header)
    reading = _Reading(schema, path, header, suspicious=_is_suspicious(text))
    for line, row_cells in records:
        reading.take(line, row_cells)
    told += [_row_problem(path, line, "broken quotes", "each quoted cell closed before the next comma",
                          "close the quote that opens in this row, and double a quote inside a cell") for line in broken]
    problems = tuple(sorted(told + reading.problems, key=lambda problem: problem.row or 0))
    return TableFile(schema, path, text, dialect, header, tuple(reading.rows), tuple(reading.lines), problems)


def blank(schema: Table, path: Path | None = None) -> TableFile:
    """The table without rows, in the canonical dialect."""
    return from_text(",".join(schema.header) + "\n", schema, path)


def write_text(table: TableFile, rows: Iterable[Row]) -> str:
    """The text of the table with these rows in place of its own.

    A row that did not change keeps its bytes; a changed one is written in the file's dialect with minimal quoting. Rows are
    sorted by id, unless the file was not: then old rows keep their places and new ones follow. Raises TableError for a table
    that is not whole, a row with a column the table does not have, and an id that is empty or given twice.
    """
    if not table.whole:
        raise TableError(f"{table.path.name} is not written before it is mended: {table.problems[0]}")
    kept = from_text(table.text, table.schema, table.path)   # a caller may have changed the rows of `table` in place
    raw = _raw_rows(kept)
    known = kept.by_id if kept.schema.key else dict(enumerate(kept.rows))
    pieces = [raw[None]]
    for identity, row in _ordered(kept, rows):
        pieces.append(raw[identity] if known.get(identity) == row else _line(_cells(kept, row), kept.dialect))
    end = kept.dialect.line_end
    return "".join(piece if piece.endswith(("\n", "\r")) else piece + end for piece in pieces[:-1]) + pieces[-1]


def _without_rows(text, schema, path, problems, dialect=Dialect(), header=()) -> TableFile:
    return TableFile(schema, path, text, dialect, header, (), (), problems)


def _dialect(text: str, schema: Table) -> Dialect:
    bom = text.startswith(rawtext.BYTE_ORDER_MARK)
    text = text.removeprefix(rawtext.BYTE_ORDER_MARK)
    hint = SEPARATOR_HINT.match(text)
    first = io.StringIO(text[hint.end() if hint else 0:], newline="").readline()
    line_end = first[len(first.rstrip("\r\n")):] or "\n"
    first = first.rstrip("\r\n")

    def columns_found(delimiter: str) -> int:
        return sum(cell.strip('"') in schema.by_name for cell in first.split(delimiter))

    delimiter = max(DELIMITERS, key=columns_found)
    quote_all = all(cell.startswith('"') and cell.endswith('"') for cell in first.split(delimiter))
    return Dialect(bom, hint.group() if hint else "", delimiter, line_end, quote_all)


def _lines(text: str, dialect: Dialect) -> tuple[list[str], int]:
    """The lines of the table with their ends, and how many stand before it."""
    table_text = text.removeprefix(rawtext.BYTE_ORDER_MARK).removeprefix(dialect.hint)
    return list(io.StringIO(table_text, newline="")), 1 if dialect.hint else 0


def _records(lines: list[str], delimiter: str, skipped: int, broken: list[int]) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank with the line each begins on; the lines where quotes are broken are added to `broken`."""
    unclosed = start = 0
    while start < len(lines) and unclosed < MOST_UNCLOSED:
        reader = csv.reader(lines[start:] if start else lines, delimiter=delimiter, strict=True)
        begun = start
        try:
            for cells in reader:
                if cells and (cells[0] or any(cells)):
                    yield begun + 1 + skipped, cells
                begun = start + reader.line_num
            return
        except csv.Error:
            broken.append(begun + 1 + skipped)
            unclosed += start + reader.line_num >= len(lines)
            start = begun + 1


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without the empty ones at the end that spreadsheets leave behind."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return cells[:width]


def _is_suspicious(text: str) -> bool:
    return "\0" in text or "((( " in text or bool(rawtext.NOT_UTF8.search(text))


class _Reading:
    """Rows gathered one by one, with what is wrong with those left out."""

    def __init__(self, schema: Table, path: Path, header: tuple[str, ...], suspicious: bool):
        self.schema, self.path, self.header, self.suspicious = schema, path, header, suspicious
        self.names = _unique(header)
        self.missing = {name: "" for name in schema.header if name not in header}
        self.rows: list[Row] = []
        self.lines: list[int] = []
        self.problems: list[Problem] = []
        self.line_of: dict[str, int] = {}

    def take(self, line: int, cells: list[str]) -> None:
        if len(cells) > len(self.names) and not any(cells[len(self.names):]):
            cells = cells[: len(self.names)]
        row = dict(zip(self.names, cells))
        problem = self._fault(line, cells, row)
        if problem:
            self.problems.append(problem)
            return
        self.rows.append(row | self.missing if self.missing else row)
        self.lines.append(line)

    def _fault(self, line: int, cells: list[str], row: Row) -> Problem | None:
        if len(cells) != len(self.names):
            return self._width_problem(line, cells, row)
        if self.suspicious:
            for name, cell in row.items():
                if fault := _cell_fault(cell):
                    return Problem(self.path.name, line, name, row.get(self.schema.key or "", ""), _printable(cell), *fault)
        return self._id_fault(line, cells, row) if self.schema.key else None

    def _width_problem(self, line: int, cells: list[str], row: Row) -> Problem:
        rule = "row too short" if len(cells) < len(self.names) else "row too long"
        return Problem(
            self.path.name, line, "", row.get(self.schema.key or "", ""), "", f"{rule}: {len(cells)} cells",
            f"{len(self.names)} cells as in the header", "add or take out commas; a cell with a comma, quote or line break needs quotes",
        )

    def _id_fault(self, line: int, cells: list[str], row: Row) -> Problem | None:
        key = self.schema.key
        identity = row[key]
        if not identity.strip():
            return Problem(self.path.name, line, key, "", "", "row without id", "an id in every row", "give it an id, or take the row out")
        if identity == key and tuple(cells) == self.header:
            return _row_problem(self.path, line, "header repeated", "the header once, in the first line", "take the row out")
        first = self.line_of.setdefault(identity, line)
        if first != line:
            return Problem(self.path.name, line, key, identity, identity, f"id of row {first} again in row {line}",
                           "each id once", f"take out row {first} or row {line}, or give one of them another id")
        return None


def _cell_fault(cell: str) -> tuple[str, str, str] | None:
    """Rule, what is expected and how to mend it, for a cell whose text is no text or the mark of an unsettled merge."""
    if rawtext.NOT_UTF8.search(cell):
        return "not UTF-8", "text in UTF-8", "save the file as CSV UTF-8, or type the character again"
    if "\0" in cell:
        return "zero byte", "text without zero bytes", "type the cell again"
    if _in_this_order(cell, DAFF_CONFLICT):
        return "merge conflict in a cell", "one value", "keep one of the values between the marks"
    return None


def _in_this_order(cell: str, marks: tuple[str, ...]) -> bool:
    place = 0
    for mark in marks:
        place = cell.find(mark, place)
        if place < 0:
            return False
    return True


def _printable(cell: str) -> str:
    return cell.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def _row_problem(path: Path, line: int | None, rule: str, expected: str, mend: str) -> Problem:
    return Problem(path.name, line, "", "", "", rule, expected, mend)


def _unique(header: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns; a name that is empty or stood before is told apart by its place."""
    return tuple(name if name and name not in header[:place] else f"{name} (column {place + 1})" for place, name in enumerate(header))


def _header_problems(header, line, records, schema: Table, path: Path) -> list[Problem]:
    known = sum(name in schema.by_name for name in header)
    if known * 2 < len(schema.header) and (schema.key or schema.header[0]) not in header:
        later = next((at for at, cells in islice(records, HEADER_SOUGHT_IN) if set(schema.header) <= set(cells)), None)
        return [_no_header(path, schema, later)]
    problems = []
    for place, name in enumerate(header):
        if not name:
            problems.append(Problem(path.name, line, "", "", "", f"column {place + 1} has no name", "a name over every column",
                                    "name the column, or take it out"))
        elif name in header[:place]:
            problems.append(Problem(path.name, line, name, "", name, "column twice", "each column once", "take one of the two out"))
    return problems + [_missing_column(name, header, line, schema, path) for name in schema.header if name not in header]


def _missing_column(name: str, header, line: int, schema: Table, path: Path) -> Problem:
    unknown = [other for other in header if other not in schema.by_name]
    near = difflib.get_close_matches(name, unknown, n=1, cutoff=0.7)
    mend = f"rename the column {near[0]!r} to {name!r}" if near else f"add the column {name!r} to the header and a cell to every row"
    return Problem(path.name, line, name, "", "", "missing column", f"the column {name!r}", mend)


def _no_header(path: Path, schema: Table, later: int | None) -> Problem:
    mend = f"take out what stands above row {later}" if later else "put this line first: " + ",".join(schema.header)
    return _row_problem(path, 1, "no header", "the names of the columns in the first line", mend)


def _raw_rows(table: TableFile) -> dict:
    """The bytes of each row by its id, or by its place in a table without ids; those before the first row under None."""
    lines, skipped = _lines(table.text, table.dialect)
    before = table.text[: len(table.text) - sum(map(len, lines))]
    starts = [line - 1 - skipped for line in table.lines]
    ends = [*starts[1:], len(lines)]
    identities = table.by_id if table.schema.key else range(len(starts))
    raw = {identity: "".join(lines[start:end]) for identity, start, end in zip(identities, starts, ends)}
    return {None: before + "".join(lines[: starts[0] if starts else len(lines)]), **raw}


def _ordered(table: TableFile, rows: Iterable[Row]) -> list[tuple[str | int, Row]]:
    """The rows with their ids in the order in which they are to be written."""
    key = table.schema.key
    if key is None:
        return list(enumerate(rows))
    by_id: dict[str, Row] = {}
    for row in rows:
        if not row[key].strip() or row[key] in by_id:
            raise TableError(f"{table.path.name}: id empty or given twice: {row[key]!r}")
        by_id[row[key]] = row
    found = list(table.by_id)
    if found == sorted(found):
        return sorted(by_id.items())
    old = [identity for identity in found if identity in by_id]
    return [(identity, by_id[identity]) for identity in (*old, *sorted(by_id.keys() - table.by_id.keys()))]


def _cells(table: TableFile, row: Row) -> list[str]:
    strangers = row.keys() - set(table.header)
    if strangers:
        raise TableError(f"{table.path.name} has no column {', '.join(sorted(strangers))}")
    return [row[name] if name in table.schema.by_name else row.get(name, "") for name in table.header]


def _line(cells: list[str], dialect: Dialect) -> str:
    """One row as text. The standard writer leaves a bare carriage return unquoted, and the row would break in two."""
    def quoted(cell: str) -> str:
        needs_quotes = dialect.quote_all or any(mark in cell for mark in ('"', "\r", "\n", dialect.delimiter))
        return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell

    return dialect.delimiter.join(map(quoted, cells)) + dialect.line_end
