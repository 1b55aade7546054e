"""The log of changes: what people entered, replayed to any day, and what has not been entered yet.

An entry names what it touches in `field`:

| field | touches | old, new |
| --- | --- | --- |
| COLUMN, with commitment_id | a cell of that commitment | the cell before and after |
| TABLE/ROW/COLUMN | a cell of another table's row | the cell before and after |
| TABLE/ROW | a row that came or went | new is `added` or `removed` |
| evidence/ROW | a row of evidence | the columns that are not empty, as JSON; `removed` when it went |
| join/ROW, with commitment_id | a proposed join that a person kept apart | new is `kept apart`, or empty where that was taken back |
| reading/FIELD, with commitment_id | a cell kept against what the rules read | reading and what is kept; twice the reading if taken back |

The last two touch no cell. FIELD is one of the first two kinds. A removed row stands in `old` as JSON, as evidence does.

Followed are people's columns of commitments and mentions, the machine's columns that a row names in `corrected`, and every
column of evidence; of figures and indicators only that a proposed row went. A row of which the log knows nothing counts as one
with empty cells. Entries hold in the order of the file.
"""
import datetime
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from monitor import store
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE, FIGURES, INDICATORS, MENTIONS, PEOPLE, STATUS_LOG, Table
from monitor.table import Row, TableError
from monitor.values import BadValue, is_same, parse_moment
from monitor.vocabulary import BY_HAND, CSV, DASHBOARD, EXTRACT

State = dict[str, dict[str, Row]]   # by table, then by id: the cells that the log knows

ADDED, REMOVED = "added", "removed"
JOIN_DECISION, READING_DECISION = "join", "reading"
KEPT_APART = "kept apart"
FOLLOWED = (MENTIONS, COMMITMENTS, EVIDENCE)
PROPOSED = (FIGURES, INDICATORS)   # whose rows the extractor enters as added; only that one went is followed

# Why a cell of a known row changes: a judgement and the search it rests on, a mistake put right, or another way of filing
# the same. The cells of a row that is new to the log are filing, too.
REASONS = {
    **dict.fromkeys(("status", "status_date", "evidence_url", "note", "checked_on", "checked_by"), "evidence"),
    **dict.fromkeys(("title", "corrected", "rejected"), "correction"),
    **dict.fromkeys(("indicator_id", "basis_mention", "part_of", "replaced_by", "headline", "commitment_id"), "recode"),
}


def row_json(row: Row, schema: Table = EVIDENCE) -> str:
    """A row as the log holds it: the columns that are not empty, in the order of the schema."""
    return json.dumps({name: row[name] for name in schema.header if row[name]}, ensure_ascii=False)


def replay(log: Iterable[Row]) -> State:
    """What the log says of every row it names; entries that cannot be read are left out, and told by `check`."""
    state: State = {}
    for entry in log:
        if not fault(entry):
            _apply(entry, state)
    return state


def fault(entry: Row) -> str:
    """Why an entry cannot be replayed; empty for one that can."""
    table, identity, column = touched(entry)
    if table in (JOIN_DECISION, READING_DECISION):
        return ""
    if table not in BY_NAME:
        return f"there is no table {table!r}"
    if not identity:
        return "no id says which row it touches"
    if column and column not in BY_NAME[table].by_name:
        return f"{table} has no column {column!r}"
    if table == EVIDENCE.name and not column and entry["new"] not in (ADDED, REMOVED):
        return _json_fault(entry["new"])
    return "" if column or table == EVIDENCE.name or entry["new"] in (ADDED, REMOVED) else "a row is added or removed"


def _json_fault(text: str) -> str:
    try:
        cells = json.loads(text)
    except ValueError:
        return "the row is not JSON"
    is_row = isinstance(cells, dict) and all(name in EVIDENCE.by_name and isinstance(cell, str) for name, cell in cells.items())
    return "" if is_row else "the JSON is no row of evidence"


def touched(entry: Row) -> tuple[str, str, str]:
    """Table, id and column that an entry touches; the column is empty for a whole row."""
    return _touched(entry["field"], entry["commitment_id"])


def _touched(field: str, commitment_id: str) -> tuple[str, str, str]:
    table, slash, rest = field.partition("/")
    if not slash:
        return COMMITMENTS.name, commitment_id, field
    identity, slash, column = rest.rpartition("/")
    if slash and table in BY_NAME and column in BY_NAME[table].by_name:
        return table, identity, column
    return table, rest, ""


def _apply(entry: Row, state: State) -> None:
    table, identity, column = touched(entry)
    if table == JOIN_DECISION:
        return
    if table == READING_DECISION:
        _know_what_is_kept(entry, state)
        return
    rows = state.setdefault(table, {})
    if column:
        rows.setdefault(identity, {})[column] = entry["new"]
    elif entry["new"] == REMOVED:
        rows.pop(identity, None)
    elif table == EVIDENCE.name and entry["new"] != ADDED:
        rows[identity] = json.loads(entry["new"])
    else:
        rows.setdefault(identity, {})


def _know_what_is_kept(entry: Row, state: State) -> None:
    """A machine's cell of which a person said that it stays holds what the entry says, though nobody changed it."""
    table, identity, column = _touched(entry["field"].partition("/")[2], entry["commitment_id"])
    if entry["new"] != entry["old"] and table in BY_NAME and column in BY_NAME[table].by_name:
        state.setdefault(table, {}).setdefault(identity, {})[column] = entry["new"]


def unrecorded(rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Entries for every difference between the tables and what their log says; when, who and via are still empty."""
    state = replay(rows[STATUS_LOG.name])
    entries = []
    for schema in FOLLOWED:
        known = state.get(schema.name, {})
        present = {row[schema.key]: row for row in rows[schema.name]}
        for identity, row in present.items():
            entries += changes(schema, row, known.get(identity))
        entries += [removal(schema, identity, known[identity]) for identity in known if identity not in present]
    for schema in PROPOSED:
        present = {row[schema.key] for row in rows.get(schema.name, ())}
        entries += [removal(schema, identity, {}) for identity in state.get(schema.name, {}) if identity not in present]
    return entries


def unrecorded_of(wanted: Collection[tuple[str, str]], rows: Mapping[str, Mapping[str, Row]], log: Iterable[Row]) -> list[Row]:
    """As `unrecorded`, for the rows named by table and id alone; `rows` gives the rows of each table by id."""
    ids = {identity for _, identity in wanted}
    with_slash = [identity for identity in ids if "/" in identity]
    state = replay(
        entry for entry in log if entry["commitment_id"] in ids
        or "/" in entry["field"] and (not ids.isdisjoint(entry["field"].split("/")) or any(name in entry["field"] for name in with_slash))
    )
    entries = []
    for schema in FOLLOWED:
        for identity in sorted(identity for table, identity in wanted if table == schema.name):
            row, known = rows[schema.name].get(identity), state.get(schema.name, {}).get(identity)
            if row is not None:
                entries += changes(schema, row, known)
            elif known is not None:
                entries.append(removal(schema, identity, known))
    return entries


def changes(schema: Table, row: Row, known: Row | None) -> list[Row]:
    """Entries for what differs between a row and what is known of it; None where nothing is. When, who and via are empty."""
    if schema is EVIDENCE:
        return _evidence_changes(row, known)
    entries = []
    if schema is MENTIONS and known is None and row["extractor"] == BY_HAND:
        entries.append(log_entry("", f"{schema.name}/{row[schema.key]}", "", ADDED, "recode"))
    for name in _followed_columns(schema, row):
        before = (known or {}).get(name, "")
        if not is_same(schema.by_name[name], row[name], before):
            entries.append(cell_entry(schema, row, name, before, REASONS.get(name, "correction") if known else "recode"))
    return entries


def _followed_columns(schema: Table, row: Row) -> list[str]:
    corrected = [name.strip() for name in row["corrected"].split(";")]
    return [*schema.names(PEOPLE), *(name for name in schema.header if name in corrected and name not in schema.names(PEOPLE))]


def cell_entry(schema: Table, row: Row, name: str, before: str, reason: str) -> Row:
    """The entry for one cell of a row."""
    is_commitment = schema is COMMITMENTS
    return log_entry(
        row["commitment_id"] if is_commitment else "", name if is_commitment else f"{schema.name}/{row[schema.key]}/{name}",
        before, row[name], reason, row["evidence_url"] if name == "status" else "",
    )


def _evidence_changes(row: Row, known: Row | None) -> list[Row]:
    before = "" if known is None else row_json(dict.fromkeys(EVIDENCE.header, "") | known)
    if known is not None and all(is_same(column, row[column.name], known.get(column.name, "")) for column in EVIDENCE.columns):
        return []
    return [log_entry("", f"{EVIDENCE.name}/{row['evidence_id']}", before, row_json(row), "evidence", row["url"])]


def removal(schema: Table, identity: str, known: Row) -> Row:
    """The entry for a row that went, with what is known of it."""
    before = row_json(dict.fromkeys(schema.header, "") | known, schema) if known else ""
    commitment = identity if schema is COMMITMENTS else ""
    return log_entry(commitment, f"{schema.name}/{identity}", before, REMOVED, "evidence" if schema is EVIDENCE else "recode")


def log_entry(commitment_id: str, name: str, old: str, new: str, reason: str, evidence_url: str = "") -> Row:
    """An entry without when, who and via."""
    return dict.fromkeys(STATUS_LOG.header, "") | {
        "commitment_id": commitment_id, "field": name, "old": old, "new": new, "reason": reason, "evidence_url": evidence_url,
    }


def overruled(log: Iterable[Row]) -> defaultdict[tuple[str, str], set[str]]:
    """For each cell, by `reading_key`, the readings of the machine against which a person set it or kept what stood there."""
    readings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in log:
        if entry["field"].startswith(f"{READING_DECISION}/"):
            known = readings[reading_key(entry["commitment_id"], entry["field"].partition("/")[2])]
            (known.add if entry["new"] != entry["old"] else known.discard)(entry["old"])
        elif entry["old"] or (entry["reason"] == "correction" and entry["via"] in (EXTRACT, DASHBOARD)):   # it may have read nothing
            readings[reading_key(entry["commitment_id"], entry["field"])].add(entry["old"])
    return readings


def reading_key(commitment_id: str, field: str) -> tuple[str, str]:
    """A cell by commitment and column; that of another table by its field alone, which names the row."""
    return ("" if "/" in field else commitment_id), field


def stamped(entries: Iterable[Row], when: datetime.datetime, who: str, via: str) -> list[Row]:
    """The entries with when (in UTC, to the second), who and via filled in. `when` must know its offset."""
    if when.tzinfo is None:
        raise ValueError("the time of an entry needs its offset from UTC")
    moment = when.astimezone(datetime.UTC).isoformat(timespec="seconds")
    return [entry | {"when": moment, "who": who, "via": via} for entry in entries]


def record(folder: Path, when: datetime.datetime, who: str = "", via: str = CSV) -> list[Row]:
    """Enter what the log does not say yet, and return the new entries. Raises StoreError when a table has faults to mend first."""
    entries: list[Row] = []

    def edit(tables: store.Tables) -> dict[str, str]:
        for schema in FOLLOWED + PROPOSED:
            if not tables[schema.name].whole:
                raise TableError(f"edits are entered once this is mended: {tables[schema.name].problems[0]}")
        entries.extend(stamped(unrecorded(tables.rows), when, who, via))
        return {store.LOG: store.with_entries(tables, entries)} if entries else {}

    store.update(folder, edit)
    return entries


def first_day(log: Iterable[Row]) -> datetime.date | None:
    """The day on which the log begins, in UTC; None for an empty one."""
    return min((day for day in map(_day, log) if day), default=None)


def state_on(log: Sequence[Row], day: datetime.date) -> dict[str, Row] | None:
    """People's columns of every commitment as they stood at the end of a day in UTC, by id; None before the log begins."""
    begun = first_day(log)
    if begun is None or day < begun:
        return None
    known = replay(entry for entry in log if (on := _day(entry)) and on <= day).get(COMMITMENTS.name, {})
    return {identity: {name: cells.get(name, "") for name in COMMITMENTS.names(PEOPLE)} for identity, cells in known.items()}


def _day(entry: Row) -> datetime.date | None:
    try:
        return parse_moment(entry["when"]).astimezone(datetime.UTC).date()
    except BadValue:
        return None
