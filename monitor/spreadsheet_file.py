"""A file that comes back from a spreadsheet: its rows as far as they can be told apart, and what is wrong with the rest."""
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from monitor import rawtext, table
from monitor.problems import Problem
from monitor.schema import COMMITMENTS, EVIDENCE, TABLES, Table
from monitor.spreadsheet_cells import as_before
from monitor.table import Row, TableFile
from monitor.words import say

AS_DOWNLOADED = "as_downloaded"
TAKEN = (COMMITMENTS, EVIDENCE)
LARGEST = 5_000_000
MOST_LINES = 20_000
ENOUGH_TO_KNOW_A_TABLE = 2   # columns
HEADER_SOUGHT_IN = 5   # lines
TOO_SHORT = "row too short"


@dataclass(frozen=True)
class SheetRow:
    """A row that begins on `line` of the file (the header is line 1): the cells of the table's columns that it has, and its mark."""

    line: int
    cells: Row
    mark: str


@dataclass(frozen=True)
class Sheet:
    """A file as read. `faults` keep it out as a whole, `refused` single rows; `told` says in words which columns are not compared."""

    schema: Table = COMMITMENTS
    rows: tuple[SheetRow, ...] = ()
    refused: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()


def read(content: bytes, name: str) -> Sheet:
    """The rows of a file called `name`. Raises nothing."""
    path = Path(name)
    text, unreadable = rawtext.text_of(content, path)
    if unreadable := _too_large(content, path) or unreadable:
        return Sheet(faults=(unreadable,))
    schema, above = _table_in(text)
    if schema not in TAKEN:
        return Sheet(faults=(Problem(path.name, 1 + above, "", "", "", f"a table of {schema.name}", "a table of commitments or of evidence",
                                     "choose a download of one of the two"),))
    sheet = _sheet("".join(_lines(text)[above:]), schema, path)
    return replace(
        sheet, rows=tuple(replace(row, line=row.line + above) for row in sheet.rows), refused=_lower(sheet.refused, above),
        faults=_lower(sheet.faults, above),
    )


def _sheet(text: str, schema: Table, path: Path) -> Sheet:
    """The table in a text that begins with its header."""
    # Without a key, rows that have no id or the id of another one are rows, too: they are judged one by one.
    file = table.from_text(text, replace(schema, key=None), path)
    problems = [problem for problem in file.problems if not _is_missing(problem, file, schema)]
    unclosed = [problem for problem in problems if problem.rule == "broken quotes"]
    if schema.key not in file.header and _known(file.header, schema) >= ENOUGH_TO_KNOW_A_TABLE:
        problems = [Problem(path.name, 1, schema.key, "", "", "missing column", f"the column {schema.key!r}: rows are found by it",
                            "copy the column from a download, and never take it out")]
    if not _is_complete(file.header, schema) or len(unclosed) >= table.MOST_UNCLOSED:   # the reader gives up after so many
        return Sheet(schema, faults=tuple(problems))
    rows = [*_whole_rows(file), *_short_rows(file, text)]
    refused = [problem for problem in problems if not problem.rule.startswith(TOO_SHORT)]
    return Sheet(schema, tuple(sorted(rows, key=lambda row: row.line)), tuple(refused), told=tuple(_told(file, schema)))


def _lower(problems: Iterable[Problem], lines: int) -> tuple[Problem, ...]:
    return tuple(replace(problem, row=problem.row and problem.row + lines) for problem in problems)


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="").readlines()


def _too_large(content: bytes, path: Path) -> Problem | None:
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if len(content) <= LARGEST and lines <= MOST_LINES:
        return None
    megabytes = LARGEST // 1_000_000
    size = f"{megabytes} MB or more" if len(content) > LARGEST else f"{lines} lines"
    return Problem(path.name, None, "", "", "", size, f"at most {megabytes} MB and {MOST_LINES} lines", "divide it into several files")


def _table_in(text: str) -> tuple[Table, int]:
    """The table that has most of the columns, and how many lines stand above its header.

    A hint of the separator may, and the names Column1, Column2 and so on, which Excel gives where it is told to detect no types.
    """
    for above, line in enumerate(_lines(text)[:HEADER_SOUGHT_IN]):
        known = {schema.name: _known(table.from_text(line, schema).header, schema) for schema in TABLES}
        most = max(known.values())
        if most >= ENOUGH_TO_KNOW_A_TABLE:
            return next(schema for schema in (*TAKEN, *TABLES) if known[schema.name] == most), above
    return COMMITMENTS, 0


def _known(header: Iterable[str], schema: Table) -> int:
    return len(set(header) & set(schema.header))


def _is_complete(header: Sequence[str], schema: Table) -> bool:
    return "" not in header and len(set(header)) == len(header) and schema.key in header


def _is_missing(problem: Problem, file: TableFile, schema: Table) -> bool:
    """Whether it is a column that need not be there."""
    return problem.column in schema.by_name and problem.column not in file.header and problem.column != schema.key


def _whole_rows(file: TableFile) -> Iterator[SheetRow]:
    return (_row(line, row, file) for line, row in zip(file.lines, file.rows))


def _short_rows(file: TableFile, text: str) -> Iterator[SheetRow]:
    """Rows without the empty cells at their end: Excel may leave out the separators of columns that are empty from there on."""
    lines = _lines(text)
    for problem in file.problems:
        if problem.rule.startswith(TOO_SHORT):
            cells = next(csv.reader(lines[problem.row - 1:], delimiter=file.dialect.delimiter))
            yield _row(problem.row, dict(zip(file.header, cells)), file)


def _row(line: int, row: Row, file: TableFile) -> SheetRow:
    """The row with the apostrophes taken off that a download of ours puts on."""
    is_ours = AS_DOWNLOADED in file.header
    cells = {name: row[name] for name in file.header if name in file.schema.by_name and name in row}
    texts = {name: as_before(cell) for name, cell in cells.items()} if is_ours else cells
    return SheetRow(line, texts, row.get(AS_DOWNLOADED, "").strip())


def _told(file: TableFile, schema: Table) -> Iterator[str]:
    missing = [name for name in schema.header if name not in file.header]
    unknown = [name for name in file.header if name not in schema.by_name and name != AS_DOWNLOADED]
    if missing:
        yield say("spreadsheet.missing", columns=", ".join(missing), count=len(missing))
    if unknown:
        yield say("spreadsheet.unknown", columns=", ".join(unknown), count=len(unknown))
    if AS_DOWNLOADED not in file.header:
        yield say("spreadsheet.unmarked", column=AS_DOWNLOADED)
