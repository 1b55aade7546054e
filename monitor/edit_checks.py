"""What an edit would break. A fault that a row had before is not held against it."""
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from monitor.check import cell_fault
from monitor.consistency import rings, row_faults
from monitor.derivation import is_rejected
from monitor.edit_steps import Added, Change, Edit
from monitor.problems import ERROR, Problem
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE, SOURCES
from monitor.store import Tables
from monitor.table import Row, TableFile

Rows = Mapping[str, Mapping[str, Row]]


def problems_of(tables: Tables, rows: Rows, edit: Edit, changed: Collection[tuple[str, str]]) -> tuple[Problem, ...]:
    """The problems that the changed rows would bring in; `rows` holds the tables as they would become."""
    found: list[Problem] = []
    for table, identity in sorted(changed):
        row, before = rows[table].get(identity), tables[table].by_id.get(identity)
        if row is None:
            found += _still_referred_to(tables, rows, table, identity)
        else:
            found += _row_problems(tables, rows, table, row, before)
    return (*found, *_documents_twice(tables, rows, edit), *_rings(tables, rows, changed), *_statuses_without_reason(tables, rows, edit))


def _row_problems(tables: Tables, rows: Rows, name: str, row: Row, before: Row | None) -> Iterator[Problem]:
    table = tables[name]
    line = table.line_of.get(row[table.schema.key])
    told = set()   # columns whose cell cannot be read: that it does not fit the others follows
    for column in table.schema.columns:
        if before is not None and before[column.name] == row[column.name]:
            continue
        if fault := cell_fault(column, row[column.name]):
            told.add(column.name)
            yield table.problem(line, row, column.name, fault.rule, fault.expected, fault.mend)
        elif column.refers_to and row[column.name] and not _is_known(tables, rows, column.refers_to, row[column.name]):
            if not (column.name == "commitment_id" and is_rejected(row)):
                yield table.problem(line, row, column.name, "no such id", f"an id of {column.refers_to}.csv", "choose one that is there")
    known = {(fault.column, fault.rule) for fault in _faults(table, before)} if before is not None else set()
    yield from (fault for fault in _faults(table, row)
                if fault.level == ERROR and fault.column not in told and (fault.column, fault.rule) not in known)


def _is_known(tables: Tables, rows: Rows, name: str, identity: str) -> bool:
    return identity in (rows[name] if name in rows else tables[name].by_id)


def _faults(table: TableFile, row: Row) -> list[Problem]:
    return list(row_faults(replace(table, rows=(row,), lines=(table.line_of.get(row[table.schema.key]),))))


def _still_referred_to(tables: Tables, rows: Rows, name: str, identity: str) -> Iterator[Problem]:
    """Rows that would point to a row that goes: somebody may have added one since the page was drawn."""
    for other in rows:
        for column in BY_NAME[other].columns:
            if column.refers_to == name:
                for row in rows[other].values():
                    if row[column.name] == identity and not is_rejected(row):
                        table = tables[other]
                        yield table.problem(table.line_of.get(row[table.schema.key]), row, column.name, "its row would go",
                                            f"an id of {name}.csv", "read the page again: the row points to the one that would go")


def _documents_twice(tables: Tables, rows: Rows, edit: Edit) -> Iterator[Problem]:
    """New documents that are there already under another name: somebody may have added one since the page was drawn."""
    for step in edit.of(Added):
        same = step.table == SOURCES.name and step.row.get("file") and next(
            (row for row in rows[SOURCES.name].values() if row["sha256"] == step.row["sha256"] and row["source_id"] != step.id), None)
        if same:
            yield tables.sources.problem(None, rows[SOURCES.name][step.id], "", f"the same document is here already, as {same['title']!r}",
                                         "a document that is not here yet", "open the one that is here")


def _rings(tables: Tables, rows: Rows, changed: Collection[tuple[str, str]]) -> Iterator[Problem]:
    linked = {identity for table, identity in changed if table == COMMITMENTS.name and _is_linked_anew(tables, rows, identity)}
    if linked:
        held = tuple(rows[COMMITMENTS.name].values())
        table = replace(tables.commitments, rows=held, lines=tuple(tables.commitments.line_of.get(row["commitment_id"]) for row in held))
        yield from (fault for fault in rings(table) if fault.id in linked)


def _is_linked_anew(tables: Tables, rows: Rows, identity: str) -> bool:
    row, before = rows[COMMITMENTS.name].get(identity), tables.commitments.by_id.get(identity)
    return row is not None and any(row[name] and (before is None or before[name] != row[name]) for name in ("part_of", "replaced_by"))


def _statuses_without_reason(tables: Tables, rows: Rows, edit: Edit) -> Iterator[Problem]:
    """Changes of status that come with neither evidence nor a note."""
    if edit.note or edit.evidence_url:
        return
    cells = [step for step in edit.of(Change) if step.table == COMMITMENTS.name]
    explained = {step.id for step in cells if step.column in ("note", "evidence_url") and step.new}
    explained |= {step.row["commitment_id"] for step in edit.of(Added) if step.table == EVIDENCE.name}
    for step in cells:
        if step.column == "status" and step.id not in explained and step.id in rows[step.table]:
            row = rows[step.table][step.id]
            yield tables.commitments.problem(
                tables.commitments.line_of.get(step.id), row, "status", "a change of status without evidence or a note",
                "the address of the evidence, or a note that says why", "fill in one of the two")
