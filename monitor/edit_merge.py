"""An edit brought into the tables as they stand: what the rows become, and what the log says of it."""
from dataclasses import dataclass
from itertools import chain

from monitor import history
from monitor.derivation import DERIVED
from monitor.edit_checks import problems_of
from monitor.edit_consequences import Consequences
from monitor.edit_steps import Added, BadEdit, Change, Clash, Clashing, Edit, Kept, KeptApart, Removed
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE, MENTIONS, PEOPLE, SOURCES, Table
from monitor.store import Tables
from monitor.table import Row, TableError
from monitor.values import JOIN, is_same, items
from monitor.vocabulary import BY_HAND

TOUCHED_TABLES = (SOURCES, MENTIONS, COMMITMENTS, EVIDENCE)
READ_OF_MENTIONS = (
    "kind", "strength", "parties", "sector", "value", "value_high", "unit", "qualifier", "deadline", "deadline_kind", "deadline_text",
    "says", "what",
)
# The machine's columns that a person may set; their names then stand in `corrected`.
CORRECTABLE = {MENTIONS.name: READ_OF_MENTIONS, COMMITMENTS.name: DERIVED}


@dataclass(frozen=True)
class Merged:
    """The rows that change by table and id, None for one that goes; the edit's entries, and those of edits found in the same rows."""

    rows: dict[str, dict[str, Row | None]]
    entries: list[Row]
    pending: list[Row]


def merged(tables: Tables, edit: Edit) -> Merged:
    """Raises Clashing, BadEdit, and TableError for a table with faults that have to be mended first. Nothing is changed in place."""
    return _Merge(tables, edit).result()


class _Merge:
    """Rows gathered step by step. `rows` holds what becomes of each table, `tables` what it was."""

    def __init__(self, tables: Tables, edit: Edit):
        self.tables, self.edit = tables, edit
        for schema in (*TOUCHED_TABLES, tables.status_log.schema):
            if not tables[schema.name].whole:
                raise TableError(f"edits wait until this is mended: {tables[schema.name].problems[0]}")
        self.rows = {schema.name: dict(tables[schema.name].by_id) for schema in TOUCHED_TABLES}
        self.changed: set[tuple[str, str]] = set()
        self.clashes: list[Clash] = []

    def result(self) -> Merged:
        for step in self.edit.of(Added):
            self._add(step)
        for step in self.edit.of(Change):
            self._change(step)
        if self.clashes:
            raise Clashing(tuple(self.clashes))
        for step in self.edit.of(Change):
            self._mark(step)
        for step in self.edit.of(Removed):
            self._remove(step)
        consequences = Consequences(self.tables, self.rows, self.edit, frozenset(self.changed))
        for identity, row in consequences.commitments():
            self._set(COMMITMENTS.name, identity, row)
        self.changed = {key for key in self.changed if self._before(*key) != self.rows[key[0]].get(key[1])}
        if problems := problems_of(self.tables, self.rows, self.edit, self.changed):
            raise BadEdit(problems)
        return Merged(
            self._changed_rows(),
            [self._completed(entry) for entry in chain(self._entries(), self._decisions())],
            history.unrecorded_of(self.changed, {table.schema.name: table.by_id for table in self._keyed()}, self.tables.status_log.rows),
        )

    def _changed_rows(self) -> dict[str, dict[str, Row | None]]:
        found: dict[str, dict[str, Row | None]] = {}
        for table, identity in sorted(self.changed):
            found.setdefault(table, {})[identity] = self.rows[table].get(identity)
        return found

    def _keyed(self):
        return [self.tables[schema.name] for schema in TOUCHED_TABLES]

    def _before(self, table: str, identity: str) -> Row | None:
        return self.tables[table].by_id.get(identity)

    def _set(self, table: str, identity: str, row: Row | None) -> None:
        if row is None:
            self.rows[table].pop(identity, None)
        else:
            self.rows[table][identity] = row
        self.changed.add((table, identity))

    def _add(self, step: Added) -> None:
        row = dict.fromkeys(self.tables[step.table].header, "") | dict(step.row)
        there = self.rows[step.table].get(step.id)
        if there is not None and there != row:
            table = self.tables[step.table]
            line = table.line_of[step.id]
            raise BadEdit((table.problem(line, row, table.schema.key, "id taken", "an id of its own", "choose another id"),))
        self._set(step.table, step.id, row)

    def _remove(self, step: Removed) -> None:
        schema, row = BY_NAME[step.table], self._before(step.table, step.id)
        if row is None:
            return
        shown = [name for name in schema.names(PEOPLE) if name in step.seen]
        unseen = [name for name in shown if not is_same(schema.by_name[name], row[name], step.seen[name])]
        if unseen:
            table = self.tables[step.table]
            raise BadEdit(tuple(table.problem(
                table.line_of[step.id], row, name, "someone else has changed the row that would go", step.seen[name] or "an empty cell",
                "read the page again, and see whether the row is still to go") for name in unseen))
        self._set(step.table, step.id, None)

    def _change(self, step: Change) -> None:
        schema = BY_NAME[step.table]
        row = self.rows[step.table].get(step.id)
        if row is None or not _may_set(step.table, step.column):
            raise BadEdit((_no_such_cell(self.tables, step, row),))
        column, now = schema.by_name[step.column], row[step.column]
        if is_same(column, now, step.new):
            return
        if not is_same(column, now, step.base):
            self.clashes.append(Clash(step, now, *self._last_change(step)))
            return
        self._set(step.table, step.id, row | {step.column: step.new})

    def _last_change(self, step: Change) -> tuple[str, str, str]:
        """Who last changed a cell, when and by which way, as far as the log has what now stands in it."""
        now = self.rows[step.table][step.id][step.column]
        place = (step.table, step.id, step.column)
        for entry in reversed(self.tables.status_log.rows):
            if step.id in entry["commitment_id"] + entry["field"] and history.touched(entry) == place:
                return (entry["who"], entry["when"], entry["via"]) if entry["new"] == now else ("", "", "")
        return "", "", ""

    def _mark(self, step: Change) -> None:
        """Name a machine's column that a person set in `corrected`, unless the person says in the same edit what stands there."""
        row, before = self.rows[step.table][step.id], self._before(step.table, step.id)
        if before is not None and before[step.column] == row[step.column]:
            return   # it held this already
        says_it = any(other.column == "corrected" and (other.table, other.id) == (step.table, step.id) for other in self.edit.of(Change))
        if step.column not in CORRECTABLE.get(step.table, ()) or says_it or row.get("extractor") == BY_HAND:
            return
        named = items(row["corrected"])
        if step.column not in named:
            self._set(step.table, step.id, row | {"corrected": JOIN.join([*named, step.column])})

    def _entries(self) -> list[Row]:
        found = []
        for schema in TOUCHED_TABLES:
            for identity in sorted(identity for table, identity in self.changed if table == schema.name):
                before, row = self._before(schema.name, identity), self.rows[schema.name].get(identity)
                if row is None:
                    found.append(history.removal(schema, identity, before))
                    continue
                if before is None and schema in (SOURCES, COMMITMENTS):
                    owner = identity if schema is COMMITMENTS else ""
                    found.append(history.log_entry(owner, f"{schema.name}/{identity}", "", history.ADDED, "recode"))
                if schema is not SOURCES:
                    found += history.changes(schema, row, before)
                if before is not None:
                    found += self._marks_taken_off(schema, row, before)
        return found

    def _marks_taken_off(self, schema: Table, row: Row, before: Row) -> list[Row]:
        """Entries for the machine's columns that a person set to what the documents say, so that they need no mark."""
        followed = (*schema.names(PEOPLE), *items(row.get("corrected", "")))
        return [history.cell_entry(schema, row, step.column, before[step.column], "correction") for step in self.edit.of(Change)
                if (step.table, step.id) == (schema.name, row[schema.key]) and step.column not in followed
                and before[step.column] != row[step.column]]

    def _decisions(self) -> list[Row]:
        joins = [history.log_entry(
            step.commitment_id, f"{history.JOIN_DECISION}/{step.other}", history.KEPT_APART if step.taken_back else "",
            "" if step.taken_back else history.KEPT_APART, "recode") for step in self.edit.of(KeptApart)]
        readings = [history.log_entry(
            step.commitment_id, f"{history.READING_DECISION}/{step.field}", step.reading,
            step.reading if step.taken_back else step.kept, "correction") for step in self.edit.of(Kept)]
        return joins + readings

    def _completed(self, entry: Row) -> Row:
        """The entry with the edit's reason, evidence and note; what corrects the machine stays a correction."""
        is_correction = entry["reason"] == "correction"
        return entry | {
            "reason": entry["reason"] if is_correction or not self.edit.reason else self.edit.reason,
            "evidence_url": entry["evidence_url"] or self.edit.evidence_url, "note": self.edit.note,
        }


def _may_set(table: str, column: str) -> bool:
    schema = BY_NAME[table]
    if table == SOURCES.name or column == schema.key or column not in schema.by_name:
        return False
    return column in schema.names(PEOPLE) or column in CORRECTABLE.get(table, ())


def _no_such_cell(tables: Tables, step: Change, row: Row | None):
    table = tables[step.table]
    blank = dict.fromkeys(table.header, "") | {table.schema.key: step.id, step.column: step.new}
    rule = "the row is no longer there" if row is None else "not a column that people set"
    return table.problem(None, blank, step.column, rule, "a cell of people's columns in a row that is there", "read the page again")
