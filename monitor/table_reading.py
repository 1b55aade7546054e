"""The lines of a table's file as rows, and what is wrong with those left out. Nothing is raised and nothing is guessed."""
import csv
import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from pathlib import Path

from monitor import rawtext
from monitor.problems import Problem
from monitor.schema import Table
from monitor.table_file import AsRead, Dialect, Row, TableFile

csv.field_size_limit(2**31 - 1)   # the default refuses a long quote

DELIMITERS = (",", ";", "\t")
SEPARATOR_HINT = re.compile(r"sep=[,;\t](?:\r\n|\r|\n)")
DAFF_CONFLICT = ("((( ", " ))) ", " /// ")
MOST_UNCLOSED = 20     # each such row is a search to the end of the file
HEADER_SOUGHT_IN = 20  # rows
Record = tuple[int, int, list[str]]   # the indices of its first line and of the line after it, and its cells


def table_of(lines: list[str], schema: Table, path: Path) -> TableFile:
    """The table in the lines of a file, each with its end. What is wrong with it stands in `problems`."""
    text = "".join(lines)
    dialect, table_lines = _dialect(lines, schema)
    above = len(lines) - len(table_lines)
    conflicts = list(_conflicts(table_lines))
    if conflicts:
        table_lines = _blanked(table_lines, conflicts)
    broken: list[int] = []
    records = _records(table_lines, dialect.delimiter, broken)
    header_line, _, cells = next(records, (0, 0, []))
    header = tuple(_trimmed(cells))
    told = [_row_problem(path, first + 1 + above, "git conflict", "one version of each row",
                         "keep one of the two versions and take the marks out") for first, _ in conflicts]
    of_header = _header_problems(header, header_line + 1 + above, records, above, schema, path)
    if (schema.key or schema.header[0]) not in header:
        return without_rows(schema, path, tuple(told or of_header), text, dialect, header)
    told += of_header
    reading = _Reading(schema, path, header, above, _suspicious(table_lines))
    reading.take(records)
    told += [_row_problem(path, first + 1 + above, "broken quotes", "each quoted cell closed before the next comma",
                          "close the quote that opens in this row, and double a quote inside a cell") for first in broken]
    problems = tuple(sorted(told + reading.problems, key=lambda problem: problem.row or 0))
    offsets = list(accumulate(map(len, table_lines), initial=dialect.bom + len(dialect.hint)))
    return TableFile(schema, path, text, dialect, header, tuple(reading.rows), tuple(reading.lines), problems, reading.as_read(offsets))


def without_rows(schema: Table, path: Path, problems, text: str = "", dialect=Dialect(), header=()) -> TableFile:
    """The table of a file in which no row can be told."""
    return TableFile(schema, path, text, dialect, header, (), (), problems, AsRead())


def _dialect(lines: list[str], schema: Table) -> tuple[Dialect, list[str]]:
    """How the file is written, and its lines without byte order mark and separator hint."""
    bom = bool(lines) and lines[0].startswith(rawtext.BYTE_ORDER_MARK)
    if bom:
        lines = [lines[0].removeprefix(rawtext.BYTE_ORDER_MARK), *lines[1:]]
    hint = lines[0] if lines and SEPARATOR_HINT.fullmatch(lines[0]) else ""
    if hint:
        lines = lines[1:]
    first = lines[0].rstrip("\r\n") if lines else ""
    line_end = lines[0][len(first):] if lines else ""

    def columns_found(delimiter: str) -> int:
        return sum(cell.strip('"') in schema.by_name for cell in first.split(delimiter))

    delimiter = max(DELIMITERS, key=columns_found)
    quote_all = all(cell.startswith('"') and cell.endswith('"') for cell in first.split(delimiter))
    return Dialect(bom, hint, delimiter, line_end or "\n", quote_all), lines


def _conflicts(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The blocks that a merge in git left: the index of each first line, and of the line after it."""
    begun, is_divided = None, False
    for number, line in enumerate(lines):
        if not line.startswith(rawtext.CONFLICT_MARKS):
            continue
        mark = line.rstrip("\r\n")[:8]
        if mark == "<<<<<<< ":
            begun, is_divided = number, False
        elif mark == "=======":
            is_divided = True
        elif mark == ">>>>>>> " and begun is not None and is_divided:
            yield begun, number + 1
            begun = None


def _blanked(lines: list[str], blocks: list[tuple[int, int]]) -> list[str]:
    """The lines with blank ones in place of the blocks."""
    blanked = list(lines)
    for first, after in blocks:
        blanked[first:after] = ["\n"] * (after - first)
    return blanked


def _records(lines: list[str], delimiter: str, broken: list[int]) -> Iterator[Record]:
    """The records that are not blank; the indices of the lines on which one with broken quotes begins are added to `broken`."""
    unclosed = start = 0
    while start < len(lines) and unclosed < MOST_UNCLOSED:
        rest = map(lines.__getitem__, range(start, len(lines)))   # a slice for each of many broken rows would take minutes
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        first = start
        try:
            for cells in reader:
                after = start + reader.line_num
                if cells and (cells[0] or any(cells)):
                    yield first, after, cells
                first = after
            return
        except csv.Error:
            broken.append(first)
            unclosed += start + reader.line_num >= len(lines)
            start = first + 1


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without the empty ones at the end that spreadsheets leave behind."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return cells[:width]


def _suspicious(lines: list[str]) -> set[int]:
    """The indices of the lines in which a cell may be no text or the mark of an unsettled merge."""
    return {number for number, line in enumerate(lines)
            if "\0" in line or "((( " in line or not line.isascii() and rawtext.NOT_UTF8.search(line)}


class _Reading:
    """Rows gathered one by one, with what is wrong with those left out. `above` lines stand above the table.

    `suspicious` are the indices of lines with a cell that has to be looked at.
    """

    def __init__(self, schema: Table, path: Path, header: tuple[str, ...], above: int, suspicious: set[int]):
        self.schema, self.path, self.header, self.above, self.suspicious = schema, path, header, above, suspicious
        self.names = _unique(header)
        self.missing = {name: "" for name in schema.header if name not in header}
        self.rows: list[Row] = []
        self.lines: list[int] = []
        self.cells: list[tuple[str, ...]] = []
        self.after: list[int] = []
        self.problems: list[Problem] = []
        self.line_of: dict[str, int] = {}

    def take(self, records: Iterable[Record]) -> None:
        width, key = len(self.names), self.schema.key
        for first, after, cells in records:
            if len(cells) > width and not any(cells[width:]):
                cells = cells[:width]
            row, line, problem = dict(zip(self.names, cells)), first + 1 + self.above, None
            if len(cells) != width:
                problem = self._width_problem(line, cells, row)
            elif self.suspicious:
                problem = self._cell_problem(line, after, row)
            if key and problem is None:
                identity = row[key]
                if identity in self.line_of or identity == key or not identity.strip():
                    problem = self._id_problem(line, row)
            if problem:
                self.problems.append(problem)
                continue
            if key:
                self.line_of[identity] = line
            self.rows.append(row | self.missing if self.missing else row)
            self.lines.append(line)
            self.cells.append(tuple(cells))
            self.after.append(after)

    def as_read(self, offsets: list[int]) -> AsRead:
        """The rows taken, by the offsets of the lines in the text."""
        starts = tuple(offsets[line - 1 - self.above] for line in self.lines)
        return AsRead(tuple(self.cells), starts, tuple(offsets[after] for after in self.after))

    def _width_problem(self, line: int, cells: list[str], row: Row) -> Problem:
        rule = "row too short" if len(cells) < len(self.names) else "row too long"
        return Problem(
            self.path.name, line, "", row.get(self.schema.key or "", ""), "", f"{rule}: {len(cells)} cells",
            f"{len(self.names)} cells as in the header", "add or take out commas; a cell with a comma, quote or line break needs quotes",
        )

    def _cell_problem(self, line: int, after: int, row: Row) -> Problem | None:
        if self.suspicious.isdisjoint(range(line - 1 - self.above, after)):
            return None
        for name, cell in row.items():
            if fault := _cell_fault(cell):
                return Problem(self.path.name, line, name, row.get(self.schema.key or "", ""), _printable(cell), *fault)
        return None

    def _id_problem(self, line: int, row: Row) -> Problem | None:
        key = self.schema.key
        identity = row[key]
        if not identity.strip():
            return Problem(self.path.name, line, key, "", "", "row without id", "an id in every row", "give it an id, or take the row out")
        if identity == key and tuple(row.values()) == self.header:
            return _row_problem(self.path, line, "header repeated", "the header once, in the first line", "take the row out")
        first = self.line_of.get(identity)
        if first is not None:
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


def _header_problems(header, line, records, above: int, schema: Table, path: Path) -> list[Problem]:
    known = sum(name in schema.by_name for name in header)
    if known * 2 < len(schema.header) and (schema.key or schema.header[0]) not in header:
        later = next((first + 1 + above for first, _, cells in islice(records, HEADER_SOUGHT_IN) if set(schema.header) <= set(cells)), None)
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


