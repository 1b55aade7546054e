"""Commitments and evidence on their way to a spreadsheet and back: the download made for it, and what a file that returns would change.

Every row of a download carries a mark of each of its cells in its last column. So a file that returns tells, cell by cell, what was
changed in it from what somebody else has changed here meanwhile; where both did, a person chooses. Nothing is written here.
"""
import csv
import datetime
import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from monitor import ids, rawtext
from monitor.check import cell_fault
from monitor.edits import Added, Change, Edit
from monitor.problems import Problem
from monitor.schema import COMMITMENTS, EVIDENCE, PEOPLE, Column, Table
from monitor.spreadsheet_cells import damage, defused, is_marked, mark_of, marks_of, readings, spelled
from monitor.spreadsheet_file import AS_DOWNLOADED, Sheet, SheetRow, read
from monitor.spreadsheet_log import CellLog
from monitor.store import Tables
from monitor.table import Row, TableFile
from monitor.words import say

CHANGED, CLASHES, UNKNOWN = "changed", "clashes", "unknown"
# What a person sets of the machine's columns is set with its mark in `corrected`, both at once: not here.
NOT_HERE = "corrected"
SAME_EVIDENCE = ("commitment_id", "url", "summary")
LONGEST_PREFIX = 20


@dataclass(frozen=True)
class Difference:
    """A cell of the row that begins on `line` of the file: `new` in the file, `now` in the table.

    `kind` is CHANGED where it was changed in the file alone, CLASHES where somebody changed it here too since the download, and
    UNKNOWN where the file does not say what it was. Of a clash `base` is what it was at the download, empty where the log does not
    have it, and `who` and `when` say whose change stands there, where the log knows.
    """

    line: int
    table: str
    id: str
    column: str
    now: str
    new: str
    kind: str
    base: str = ""
    who: str = ""
    when: str = ""


@dataclass(frozen=True)
class NewRow:
    """A row of evidence that is not there yet; its id is made here unless the file has one."""

    line: int
    row: Row = field(hash=False)


@dataclass(frozen=True)
class Left:
    """What the file has and nobody takes: a cell, or a whole row where `column` is empty. `why` says so in words."""

    line: int
    id: str
    column: str
    text: str
    why: str


@dataclass(frozen=True)
class Taken:
    """What the file called `name` would change in a table. `faults` keep it out as a whole; `refused` are bad cells and rows."""

    name: str
    table: str
    differences: tuple[Difference, ...] = ()
    added: tuple[NewRow, ...] = ()
    left: tuple[Left, ...] = ()
    refused: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()


def for_spreadsheet(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as a CSV for Excel and LibreOffice that may come back: as `as_csv` has it, with the mark of each row."""
    return _written([*table.header, AS_DOWNLOADED], ([*_cells(table, row), mark_of(table, row)] for row in rows))


def as_csv(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as a CSV for anybody: UTF-8 with its mark, CRLF, commas, the columns of the table, nothing that runs in a spreadsheet."""
    return _written(table.header, (_cells(table, row) for row in rows))


def _cells(table: Table, row: Mapping[str, str]) -> list[str]:
    return [defused(column, row[column.name]) for column in table.columns]


def _written(header: Iterable[str], lines: Iterable[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    text.write(rawtext.BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8", errors="replace")


def file_name(descriptor: Mapping[str, object], table: str, day: datetime.date, is_earlier: bool) -> str:
    """The name of a download: the data set, the table and the day; `is_earlier` where it is not the present state."""
    key = "spreadsheet.file_as_of" if is_earlier else "spreadsheet.file"
    name = ids.slug(str(descriptor.get("name") or descriptor.get("title") or ""))
    return say(key, name=name.removesuffix(f"-{table}"), table=table, day=day.isoformat())


def differences(content: bytes, name: str, tables: Tables) -> Taken:
    """What taking these bytes back would change, cell by cell. Raises nothing and writes nothing."""
    name = Path(name).name
    sheet = read(content, name)
    table = tables[sheet.schema.name]
    broken = [other.problems[0] for other in (table, tables.commitments, tables.status_log) if not other.whole]
    if sheet.faults or broken:
        return Taken(name, sheet.schema.name, faults=sheet.faults or tuple(broken[:1]))
    return _Comparison(name, sheet, table, tables).taken()


def edit_of(
    taken: Taken, chosen: Collection[Difference | NewRow], day: datetime.date, who: str = "", reason: str = "", note: str = "",
) -> Edit:
    """The chosen ones as an edit, in the order of the file.

    Rows of evidence that do not say when they were added, and by whom, were added on `day` by `who`.
    """
    wanted = set(chosen)
    added = {"added_on": day.isoformat(), "added_by": who}
    steps = [Change(one.table, one.id, one.column, one.now, one.new) for one in taken.differences if one in wanted]
    rows = [new.row | {name: new.row[name] or cell for name, cell in added.items()} for new in taken.added if new in wanted]
    return Edit((*steps, *(Added(EVIDENCE.name, row) for row in rows)), reason=reason, note=note)


class _Comparison:
    """The rows of a file against those of the table."""

    def __init__(self, name: str, sheet: Sheet, table: TableFile, tables: Tables):
        self.name, self.sheet, self.table, self.tables, self.schema = name, sheet, table, tables, sheet.schema
        self.takes = [name for name in self.schema.names(PEOPLE) if name not in (NOT_HERE, self.schema.key)]
        self.found: list[Difference] = []
        self.added: list[NewRow] = []
        self.left: list[Left] = []
        self.refused: list[Problem] = list(sheet.refused)
        self.rewritten = self.theirs = 0

    @cached_property
    def log(self) -> CellLog:
        return CellLog(self.tables.status_log.rows)

    def taken(self) -> Taken:
        lines_of = Counter(row.cells[self.schema.key].strip() for row in self.sheet.rows)
        for row in self.sheet.rows:
            identity = row.cells[self.schema.key].strip()
            if identity and lines_of[identity] > 1:
                self._refuse(row, self.schema.key, "id twice in the file", "each id once", self._way_to_add())
            elif identity in self.table.by_id:
                self._compare(row, self.table.by_id[identity])
            elif self.schema is EVIDENCE:
                self._take_new(row, identity)
            else:
                self.left.append(Left(row.line, identity, "", row.cells.get("title", ""), say("spreadsheet.no_new_commitment")))
        return Taken(self.name, self.schema.name, tuple(self.found), tuple(self.added), tuple(self.left),
                     tuple(sorted(self.refused, key=lambda problem: problem.row or 0)), told=(*self.sheet.told, *self._told(lines_of)))

    def _told(self, present: Collection[str]) -> Iterator[str]:
        """What there is to know of rows and cells that are no difference."""
        if absent := len(self.table.by_id.keys() - set(present)):
            yield say("spreadsheet.absent", count=absent, table=self.table.path.name)
        if self.theirs:
            yield say("spreadsheet.theirs", count=self.theirs)
        if self.rewritten:
            yield say("spreadsheet.rewritten", count=self.rewritten)

    def _compare(self, row: SheetRow, there: Row) -> None:
        marks = marks_of(self.schema, row.mark)
        for column in self.schema.columns:
            text = row.cells.get(column.name)
            if text is None or column.name == self.schema.key or text == there[column.name]:
                continue
            now, read_as = spelled(column, there[column.name]), list(readings(column, text))
            mark = marks.get(column.name, "")
            if now in read_as:
                self.rewritten += 1
            elif not is_marked(mark, now) and any(is_marked(mark, reading) for reading in read_as):
                self.theirs += 1
            elif column.name not in self.takes:
                why = "spreadsheet.corrected" if column.name == NOT_HERE else "spreadsheet.machine"
                self.left.append(Left(row.line, there[self.schema.key], column.name, text, say(why)))
            elif problem := self._fault(row, column, text, there[column.name]):
                self.refused.append(problem)
            else:
                self._differ(row, column, read_as[0], there, mark)

    def _differ(self, row: SheetRow, column: Column, new: str, there: Row, mark: str) -> None:
        cell, now = (self.schema.name, there[self.schema.key], column.name), there[column.name]
        kind = UNKNOWN if not mark else CHANGED if is_marked(mark, spelled(column, now)) else CLASHES
        base, who, when = "", "", ""
        if kind == CLASHES:
            base = next((text for text in self.log.texts(cell) if is_marked(mark, spelled(column, text))), "")
            who, when = self.log.last_change(cell, now)
        self.found.append(Difference(row.line, *cell, now, new, kind, base, who, when))

    def _fault(self, row: SheetRow, column: Column, text: str, now: str) -> Problem | None:
        if harm := damage(text, now):
            return self._problem(row, column.name, harm, "what was typed there", "type it again, and save as CSV UTF-8")
        if fault := cell_fault(column, text):
            return self._problem(row, column.name, fault.rule, fault.expected, fault.mend)
        identity = text.strip()
        others = self.tables[column.refers_to] if column.refers_to and identity else None
        if others and others.whole and identity not in others.by_id:
            return self._problem(row, column.name, "no such id", f"an id of {others.path.name}", "correct it, or empty the cell")
        return None

    def _take_new(self, row: SheetRow, identity: str) -> None:
        if identity and (EVIDENCE.name, identity) in self.log.rows:
            self.left.append(Left(row.line, identity, "", row.cells.get("summary", ""), say("spreadsheet.gone")))
            return
        cells = dict.fromkeys(EVIDENCE.header, "") | {
            name: spelled(EVIDENCE.by_name[name], text) for name, text in row.cells.items()}
        known = chain(self.table.rows, (new.row for new in self.added))
        there = next((other for other in known if all(other[name] == cells[name] for name in SAME_EVIDENCE)), None)
        if there is not None and not identity:
            known_as = there["evidence_id"]
            self.left.append(Left(row.line, known_as, "", cells["summary"], say("spreadsheet.there", id=known_as)))
            return
        cells["evidence_id"] = identity or self._made_id(cells)
        problems = [problem for column in EVIDENCE.columns if (problem := self._fault(row, column, cells[column.name], ""))]
        if not cells["evidence_id"][:1].isalpha():
            problems.append(self._problem(row, "evidence_id", "an id that a spreadsheet takes for a number or a date", "a letter first",
                                          "begin it with a letter, or empty the cell: an id is made"))
        self.refused += problems
        if not problems:
            self.added.append(NewRow(row.line, cells))

    def _made_id(self, cells: Row) -> str:
        taken = self.table.by_id.keys() | {new.row["evidence_id"] for new in self.added}
        prefix = ids.slug(cells["publisher"] or EVIDENCE.name, LONGEST_PREFIX)
        return ids.hashed(prefix, " ".join(cells[name] for name in SAME_EVIDENCE), taken)

    def _way_to_add(self) -> str:
        one = "keep one of the rows"
        return f"{one}; to add another one, empty its id: an id is made" if self.schema is EVIDENCE else one

    def _refuse(self, row: SheetRow, column: str, rule: str, expected: str, mend: str) -> None:
        self.refused.append(self._problem(row, column, rule, expected, mend))

    def _problem(self, row: SheetRow, column: str, rule: str, expected: str, mend: str) -> Problem:
        return Problem(self.name, row.line, column, row.cells[self.schema.key], row.cells.get(column, ""), rule, expected, mend)
