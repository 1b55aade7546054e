"""Every problem of every table of a data folder: file, row, column, what was found, what is expected and how to mend it.

Here stand the rules that follow from the schema: what a cell may hold, which cells must not be empty, which ids must exist.
What a row must be in itself and against others stands in `monitor.consistency`.
"""
import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from monitor import datapackage
from monitor.consistency import inconsistencies
from monitor.derivation import is_rejected
from monitor.problems import WARNING, Problem
from monitor.schema import Column
from monitor.store import Tables, load
from monitor.table import Row, TableFile
from monitor.values import BadValue, parse

UNCHECKED_TYPES = ("text",)
NAMED_BY_PEOPLE = ("sources", "indicators")
# Cyrillic and Greek letters that look like a Latin one: two ids that differ in them alone look the same.
LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХУІЅЈасеорхуіѕјԁһοαυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXYISJaceopxyisjdhoauABEZHIKMNOPTYX")


def check(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the folder, by table and row."""
    return check_tables(load(folder))


def check_tables(tables: Tables) -> tuple[Problem, ...]:
    """Every problem of tables already read, of the documents they point to and of the folder's description."""
    found = list(tables.problems)
    for table in tables:
        found += _cells(table)
        found += _references(table, tables)
        found += _twins(table)
    found += inconsistencies(tables)
    found += datapackage.problems(tables.folder)
    order = {table.path.name: place for place, table in enumerate(tables)}
    return tuple(sorted(found, key=lambda problem: (order.get(problem.file, len(order)), problem.row or 0)))


def _cells(table: TableFile) -> Iterator[Problem]:
    """Cells that their column's type refuses. Each text is parsed once, however many rows hold it."""
    for column in table.schema.columns:
        if column.name not in table.header or column.type in UNCHECKED_TYPES and not column.required:
            continue
        bad = {text: fault for text in table.distinct[column.name] if (fault := cell_fault(column, text))}
        if bad:
            for line, row in zip(table.lines, table.rows):
                if fault := bad.get(row[column.name]):
                    yield table.problem(line, row, column.name, fault.rule, fault.expected, fault.mend)


def cell_fault(column: Column, text: str) -> BadValue | None:
    """Why a cell of this column may not hold this text; None where it may."""
    if column.required and not text.strip():
        return BadValue("empty cell", f"a value in every row ({column.description})", "fill it in")
    if column.type in UNCHECKED_TYPES:
        return None
    try:
        parse(column, text)
    except BadValue as fault:
        return fault
    return None


def _references(table: TableFile, tables: Tables) -> Iterator[Problem]:
    """Ids that no row has. A table with rows out of view is not held against those that point to it."""
    for column in table.schema.columns:
        named = table.distinct[column.name] - {""} if column.refers_to else set()
        if not named or not tables[column.refers_to].whole:
            continue
        known = tables[column.refers_to].by_id
        lost = named - known.keys()
        for line, row in zip(table.lines, table.rows) if lost else ():
            if row[column.name] in lost and not (column.name == "commitment_id" and is_rejected(row)):
                is_word = column.refers_to in NAMED_BY_PEOPLE   # an id that ends in a hash is never nearly right
                near = difflib.get_close_matches(row[column.name], known, n=1, cutoff=0.8) if is_word and len(lost) == 1 else []
                mend = f"perhaps {near[0]}?" if near else f"add the row to {column.refers_to}.csv, or correct the id"
                yield table.problem(line, row, column.name, "no such id", f"an id of {column.refers_to}.csv", mend)


def _twins(table: TableFile) -> Iterator[Problem]:
    """Ids that look like another id: other alphabets, and letters composed otherwise."""
    if table.schema.key is None or all(map(str.isascii, table.distinct[table.schema.key])):
        return
    seen: dict[str, str] = {}
    for identity, row in table.by_id.items():
        first = seen.setdefault(_look(identity), identity)
        if first != identity:
            line = table.line_of[identity]
            yield table.problem(line, row, table.schema.key, f"looks like the id of row {table.line_of[first]}",
                                "ids that differ to the eye", "type one of the two anew", WARNING)


def _look(identity: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", identity)).translate(LOOK_ALIKES)
