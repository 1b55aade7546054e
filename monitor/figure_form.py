"""The form in which reported figures are brought in as a CSV: its columns, and what is wrong with a file and with its rows.

The cells are read by the reader of the tables and pass the checks that `python -m monitor check` makes. Nothing is converted.
"""
import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from monitor import rawtext, table
from monitor.check import check_tables
from monitor.indicators import NO_SIDE
from monitor.problems import ERROR, Problem
from monitor.schema import FIGURES, INDICATORS, TABLES, Column, Table
from monitor.states import code_of, name_of, states
from monitor.store import Tables
from monitor.table import Row, TableFile, blank
from monitor.values import one_spelling, value_or_none
from monitor.words import say

LARGEST = 5_000_000
MOST_LINES = 20_000
MADE_HERE = FIGURES.key
OF_DOCUMENTS = ("source_id", "start", "end", "quote")
# A figure found in a document has its words; one without must say when it was and where it can be read.
ALSO_REQUIRED = ("period", "publisher", "url", "confidence")
UNDER_CHECK = "candidates"   # a name that no table has, whatever the file is called
AS_TEMPLATE = "save the table as CSV UTF-8 with the columns that python -m monitor import-figures --template prints"


def _of_form(column: Column) -> Column:
    """`replaces` points to figures that are not of the file: whoever knows both compares them."""
    points_to = "" if column.refers_to == FIGURES.name else column.refers_to
    return replace(column, required=column.required or column.name in ALSO_REQUIRED, refers_to=points_to)


FORM = Table(FIGURES.name, "Figures to be brought in", "one reported figure", None,
             tuple(_of_form(column) for column in FIGURES.columns if column.name not in (MADE_HERE, *OF_DOCUMENTS)))
CANDIDATES = Table(FIGURES.name, FORM.title, FORM.row, FIGURES.key, (FIGURES.by_name[FIGURES.key], *FORM.columns))
REQUIRED = tuple(column.name for column in FORM.columns if column.required)
TEMPLATE = ",".join(FORM.header) + "\n"


@dataclass(frozen=True)
class Entry:
    """A row of the file that begins on `line` (the header is line 1), its cells as typed, empty where the row cannot be divided.

    `cells` are those of a row of figures.csv, still without its id: blanks around them taken off, dates in ISO, days that were left
    empty taken from the period. `problems` say why it cannot be one.
    """

    line: int
    typed: Row
    cells: Row
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Form:
    """A file as read. `faults` keep it out as a whole; `told` says in words which columns are not taken."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()


def read(content: bytes, name: str, tables: Tables) -> Form:
    """The rows of a file called `name`, checked against the indicators of the tables. Raises nothing."""
    path = Path(name)
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if len(content) > LARGEST or lines > MOST_LINES:
        size = f"{LARGEST // 1_000_000} MB or more" if len(content) > LARGEST else f"{lines} lines"
        limits = f"at most {LARGEST // 1_000_000} MB and {MOST_LINES} lines"
        return Form(faults=(Problem(path.name, None, "", "", "", size, limits, "divide it into several files"),))
    text, unreadable = rawtext.text_of(content, path)
    if unreadable:
        return Form(faults=(replace(unreadable, mend=AS_TEMPLATE),))
    file = table.from_text(text, FORM, path)
    # A column that may be empty may be missing, too.
    problems = [problem for problem in file.problems if problem.column in file.header or problem.column in ("", *REQUIRED)]
    undivided = [problem for problem in problems if not problem.column]
    if not _is_complete(file.header) or len(undivided) >= table.MOST_UNCLOSED:   # the reader gives up after so many
        return Form(faults=tuple(problems))
    entries = [Entry(problem.row, {}, {}, (problem,)) for problem in problems] + _entries(file, tables)
    return Form(tuple(sorted(entries, key=lambda entry: entry.line)), told=tuple(_told(file.header)))


def _is_complete(header: Sequence[str]) -> bool:
    return "" not in header and len(set(header)) == len(header) and set(REQUIRED) <= set(header)


def _told(header: Sequence[str]) -> Iterator[str]:
    """What becomes of columns that the form does not have. Those of a document's words are told row by row."""
    missing = [name for name in FORM.header if name not in header]
    for name in header:
        if name == MADE_HERE:
            yield say("figure_import.id_column", column=name)
        elif name not in FORM.by_name and name not in OF_DOCUMENTS:
            near = difflib.get_close_matches(name, missing, n=1, cutoff=0.7)
            yield say("figure_import.perhaps", column=name, near=near[0]) if near else say("figure_import.column", column=name)


def _entries(file: TableFile, tables: Tables) -> list[Entry]:
    read_rows = [(line, row, _cells(row)) for line, row in zip(file.lines, file.rows)]
    pairs = {row["indicator_id"]: value_or_none(INDICATORS.by_name["pair"], row["pair"]) for row in tables.indicators.rows}
    checked = _checked(file, [cells for _, _, cells in read_rows], tables)
    entries = []
    for line, typed, cells in read_rows:
        own = [*_words_of_document(file, line, typed), *_side(file, line, cells), *_pair(file, line, cells, pairs)]
        problems = sorted([*checked[line], *own], key=lambda problem: FIGURES.header.index(problem.column))
        entries.append(Entry(line, typed, cells, tuple(problems)))
    return entries


def _cells(typed: Row) -> Row:
    cells = dict.fromkeys(FIGURES.header, "") | {name: _spelled(name, typed[name].strip()) for name in FORM.header}
    period = value_or_none(FORM.by_name["period"], cells["period"])
    if period:
        cells["period_start"] = cells["period_start"] or period.first.isoformat()
        cells["period_end"] = cells["period_end"] or period.last.isoformat()
    return cells


def _spelled(name: str, text: str) -> str:
    """A date as ISO, however a spreadsheet wrote it; the other cells as typed."""
    column = FORM.by_name[name]
    return one_spelling(column, text) if column.type in ("date", "day", "period") else text


def _checked(file: TableFile, rows: Sequence[Row], tables: Tables) -> dict[int, list[Problem]]:
    """The errors that the check of the tables would find in the rows, were they figures of the folder, by line.

    Which of them revises which is not its business here, and so is what it warns of.
    """
    numbered = tuple(cells | {FIGURES.key: str(line), "replaces": ""} for line, cells in zip(file.lines, rows))
    candidates = replace(file, schema=CANDIDATES, path=Path(UNDER_CHECK), rows=numbered, problems=())
    empty = {schema.name: blank(schema) for schema in TABLES if schema not in (FIGURES, INDICATORS)}
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in check_tables(replace(tables, figures=candidates, **empty)):
        if problem.file == UNDER_CHECK and problem.level == ERROR:
            mend = f"{problem.mend}; {say('figure_import.not_converted')}" if problem.column == "unit" and problem.value else problem.mend
            found[problem.row].append(replace(problem, file=file.path.name, id="", mend=mend))
    return found


def _words_of_document(file: TableFile, line: int, typed: Row) -> Iterator[Problem]:
    for name in OF_DOCUMENTS:
        if typed.get(name, "").strip():
            yield Problem(file.path.name, line, name, "", typed[name], "place of a document's words", "an empty cell",
                          "python -m extract proposes the figures of documents, with their places; "
                          f"empty {', '.join(OF_DOCUMENTS)} to bring it in as reported at its address")


def _side(file: TableFile, line: int, cells: Row) -> Iterator[Problem]:
    side = cells["side"]
    if side and side != NO_SIDE and side not in states():
        near = code_of(side) or side.upper()
        mend = f"perhaps {near}?" if near in states() else f"write {NO_SIDE} for one that speaks for no state"
        yield file.problem(line, cells, "side", "unknown side", f"the ISO code of a state, such as UZ, or {NO_SIDE}", mend)


def _pair(file: TableFile, line: int, cells: Row, pairs: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """States by other names than those of the indicator and of the list: a verdict would take them for other parties."""
    for named in value_or_none(FORM.by_name["pair"], cells["pair"]):
        code = code_of(named)
        if code is None:
            yield file.problem(line, cells, "pair", f"{named!r} is no state", "usual English short names joined by '; '",
                               "correct the name, and part states by a semicolon")
        elif named not in (name_of(code), *pairs.get(cells["indicator_id"], ())):
            yield file.problem(line, cells, "pair", f"{named!r} is not the usual name", "usual English short names joined by '; '",
                               f"write {name_of(code)}")
