"""Whether the cells of a row, and rows of different tables, fit each other: places, numbers, dates, statuses and the log."""
import re
from collections.abc import Iterator
from itertools import chain

from monitor import documents, history
from monitor.problems import ERROR, WARNING, Problem
from monitor.revisions import revisions
from monitor.schema import MACHINE
from monitor.states import code_of
from monitor.store import Tables
from monitor.table import Row, TableFile
from monitor.values import value_or_none

SOURCE_ID = re.compile(r"[a-z][a-z0-9-]*")
DEADLINE_LENGTHS = {"date": 10, "month": 7, "year": 4, "vague": 0, "none": 0, "": 0}
# What each status asks for: (column, what must stand there). An entry in evidence.csv does for `evidence_url`.
ASKED_BY_STATUS = {
    "not_assessed": ("note", "the reason in the note"),
    "superseded": ("replaced_by", "the commitment that replaces it"),
    "dropped": ("evidence_url", "who said that it will not be done"),
    "fulfilled": ("evidence_url", "a source that shows it"),
    "partly_fulfilled": ("evidence_url", "a source that shows the complete part"),
    "stalled": ("status_date", "the day of the halt or of the last step"),
    "in_progress": ("evidence_url", "a dated source that reports a step"),
    "not_started": ("evidence_url", "a source that says it has not begun; silence never does"),
    "no_report": ("checked_on", "the day of the search"),
}


def inconsistencies(tables: Tables) -> Iterator[Problem]:
    """The problems that no cell shows by itself."""
    texts, faults = _texts(tables)
    return chain(
        faults, _source_ids(tables.sources), _parties(tables.sources),
        *(_spans(table, texts) for table in (tables.mentions, tables.figures)),
        *(_ranges(table) for table in (tables.mentions, tables.commitments, tables.figures)),
        *(_deadlines(table) for table in (tables.mentions, tables.commitments)),
        *(_corrected(table) for table in (tables.mentions, tables.commitments)),
        _statuses(tables), rings(tables.commitments), _rings(tables.figures, "replaces"),
        _units(tables), _periods(tables.figures), revisions(tables.figures), _log(tables.status_log),
    )


def row_faults(table: TableFile) -> Iterator[Problem]:
    """Cells of one row that do not fit each other, in each row of the table."""
    numbers = (_ranges(table), _deadlines(table)) if "value" in table.schema.by_name and "deadline" in table.schema.by_name else ()
    own = _parties(table) if table.schema.name == "sources" else ()
    return chain(*numbers, own, _corrected(table) if "corrected" in table.schema.by_name else ())


def rings(commitments: TableFile) -> Iterator[Problem]:
    """Commitments that are a part of themselves or replaced by themselves."""
    return _rings(commitments, "part_of", "replaced_by")


def _value(table: TableFile, row: Row, column: str):
    return value_or_none(table.schema.by_name[column], row[column])


def _values(table: TableFile, column: str) -> dict:
    """The value of every text that the column holds."""
    return {row[column]: _value(table, row, column) for row in {row[column]: row for row in table.rows}.values()}


def _located(table: TableFile) -> Iterator[tuple[int, Row]]:
    return zip(table.lines, table.rows)


def _texts(tables: Tables) -> tuple[dict[str, str], list[Problem]]:
    """The documents by source id, and what is wrong with their files."""
    texts, faults = {}, []
    for line, row in _located(tables.sources):
        if not row["file"]:
            continue
        try:
            content = documents.read_bytes(documents.path_of(tables.folder, row["file"]))
        except documents.UnreadableDocument as error:
            faults.append(_unreadable(tables.sources, line, row, error))
            continue
        if row["sha256"] != documents.sha256(content):
            rule = "the document has changed" if row["sha256"] else "the document has not been read yet"
            faults.append(tables.sources.problem(line, row, "sha256", rule, "the SHA-256 of the file",
                                                 "put the old text back, or run python -m extract to find its places anew"))
        try:
            texts[row["source_id"]] = documents.read_text(tables.folder, row)
        except documents.UnreadableDocument as error:
            if row["sha256"] == documents.sha256(content):   # else its new content may be no plain text; the run that it waits for tells
                faults.append(_unreadable(tables.sources, line, row, error))
    return texts, faults


def _unreadable(table: TableFile, line: int, row: Row, error: documents.UnreadableDocument) -> Problem:
    return table.problem(line, row, "file", "document cannot be read", "a document in sources/ that can be read", str(error))


def _source_ids(table: TableFile) -> Iterator[Problem]:
    for line, row in _located(table):
        if not SOURCE_ID.fullmatch(row["source_id"]):
            yield table.problem(line, row, "source_id", "no short name", "small letters, digits and dashes, a letter first", "rename it")


def _parties(table: TableFile) -> Iterator[Problem]:
    """Several parties in one: a comma between names that each are a state or grouping of their own."""
    for line, row in _located(table):
        for party in row["parties"].split(";"):
            names = [name.strip() for name in party.split(",")]
            if len(names) > 1 and code_of(party.strip()) is None and all(map(code_of, names)):
                yield table.problem(line, row, "parties", f"{party.strip()!r} is no one party", "parties joined by '; '",
                                    f"write {'; '.join(names)}")


def _spans(table: TableFile, texts: dict[str, str]) -> Iterator[Problem]:
    """Rows of a document whose place does not hold their words."""
    for line, row in _located(table):
        text = texts.get(row["source_id"])
        if text is None or not row["quote"]:
            continue
        start, end = _value(table, row, "start"), _value(table, row, "end")
        if start is None or end is None:
            yield table.problem(line, row, "start", "words without a place", "start and end of the quote in the document",
                                "the words have left the document: put them as they stand there now into quote and run "
                                "python -m extract, or take the row out", WARNING)
        elif start < 0 or text[start:end] != row["quote"]:
            found = text.find(row["quote"])
            place = f"the words stand at {found} to {found + len(row['quote'])}" if found >= 0 else "the document does not hold them"
            yield table.problem(line, row, "quote", f"the document reads otherwise from {start} to {end}",
                                "the exact words of the place", place)


def _ranges(table: TableFile) -> Iterator[Problem]:
    for line, row in _located(table):
        if not row["value"] and not row["value_high"]:
            continue
        value, high = _value(table, row, "value"), _value(table, row, "value_high")
        if high is not None and value is not None and high < value:
            yield table.problem(line, row, "value_high", f"below value {row['value']}", "the upper end of the range",
                                "put the larger number here")
        if row["value_high"] and not row["value"]:
            yield table.problem(line, row, "value", "upper end without lower end", "the lower end of the range",
                                "fill in value, or empty value_high")
        if not row["unit"]:
            yield table.problem(line, row, "unit", "number without unit", "the unit of the number", "name the unit")


def _deadlines(table: TableFile) -> Iterator[Problem]:
    kinds = _values(table, "deadline_kind")
    for line, row in _located(table):
        kind = kinds[row["deadline_kind"]] or ""
        if len(row["deadline"].strip()) != DEADLINE_LENGTHS[kind]:
            named = {name.strip() for name in row.get("corrected", "").split(";")} & {"deadline", "deadline_kind"}
            mend = "correct one of the two cells"
            if len(named) == 1:
                mend = f"corrected names only {named.pop()}: correct both cells and name them both, deadline; deadline_kind"
            yield table.problem(line, row, "deadline", f"does not fit deadline_kind {kind or '(empty)'}",
                                "a day with date, a month with month, a year with year, else nothing", mend)


def _corrected(table: TableFile) -> Iterator[Problem]:
    correctable = set(table.schema.names(MACHINE)) - {table.schema.key}
    for line, row in _located(table):
        if row["corrected"]:
            for name in sorted(set(_value(table, row, "corrected")) - correctable):
                yield table.problem(line, row, "corrected", f"{name!r} is no column of the extractor", "columns that the extractor writes",
                                    "name the column as in the header, or take it out: people's columns need no mark")


def _statuses(tables: Tables) -> Iterator[Problem]:
    """Statuses that do not keep to their own definition."""
    table = tables.commitments
    cited = {row["commitment_id"] for row in tables.evidence.rows}
    statuses, kinds = _values(table, "status"), _values(table, "kind")
    for line, row in _located(table):
        status = statuses[row["status"]]
        column, asked = ASKED_BY_STATUS.get(status, ("", ""))
        if column and not row[column] and not (column == "evidence_url" and row["commitment_id"] in cited):
            yield table.problem(line, row, "status", f"{status} without {column}", asked,
                                f"fill in {column}, or choose another status", WARNING)
        if status == "not_checked" and row["checked_on"]:
            yield table.problem(line, row, "status", "not_checked with a day of search", "an empty checked_on",
                                "choose the status that the search led to", WARNING)
        if status in ("fulfilled", "partly_fulfilled") and kinds[row["kind"]] == "cooperation":
            yield table.problem(line, row, "status", f"open-ended cooperation {status}", "at most in_progress",
                                "choose in_progress, or correct the kind", WARNING)


def _rings(table: TableFile, *columns: str) -> Iterator[Problem]:
    """Rows that are, over one or more steps, a part of themselves or replaced by themselves."""
    for column in columns:
        for identity in _on_rings({row[table.schema.key]: row[column] for row in table.rows if row[column]}):
            line = table.line_of[identity]
            yield table.problem(line, table.by_id[identity], column, "leads back to itself", "a chain that ends",
                                "empty one of the cells of the ring")


def _on_rings(links: dict[str, str]) -> list[str]:
    """The ids from which the links lead back to the id itself. Every link is followed once."""
    found, followed = [], set()
    for step in links:
        path: dict[str, int] = {}
        while step in links and step not in followed:
            followed.add(step)
            path[step] = len(path)
            step = links[step]
        if step in path:
            found += list(path)[path[step]:]
    return found


def _units(tables: Tables) -> Iterator[Problem]:
    units = {row["indicator_id"]: row["unit"].strip() for row in tables.indicators.rows}
    for line, row in _located(tables.figures):
        expected = units.get(row["indicator_id"])
        if expected and row["unit"].strip() and row["unit"].strip() != expected:
            yield tables.figures.problem(line, row, "unit", "not the unit of its indicator", expected,
                                         "convert the figure, or give it an indicator of its own")


def _periods(table: TableFile) -> Iterator[Problem]:
    for line, row in _located(table):
        start, end, period = (_value(table, row, column) for column in ("period_start", "period_end", "period"))
        if start and end and end < start:
            yield table.problem(line, row, "period_end", f"before period_start {start}", "the last day of the period",
                                "put the later day here")
        for column, day in (("period_start", start), ("period_end", end)):
            if period and day and not period.first <= day <= period.last:
                yield table.problem(line, row, column, f"outside the period {row['period']}", f"{period.first} to {period.last}",
                                    "correct one of the two cells")


def _log(table: TableFile) -> Iterator[Problem]:
    for line, row in _located(table):
        fault = history.fault(row)
        if fault:
            yield table.problem(line, row, "field", f"entry cannot be replayed: {fault}", "an entry as the program writes them",
                                "the log is appended by the program: put the line back from the last good copy", ERROR)
