"""Whether the cells of a row, and rows of different tables, fit each other: places, numbers, dates, statuses and the log."""
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import itemgetter

from monitor import documents, history, status_rules
from monitor.problems import ERROR, WARNING, Problem
from monitor.revisions import revisions
from monitor.schema import MACHINE
from monitor.states import code_of
from monitor.store import Tables
from monitor.table import Row, TableFile
from monitor.values import one_spelling, value_or_none

SOURCE_ID = re.compile(r"[a-z][a-z0-9-]*")
DEADLINE_LENGTHS = {"date": 10, "month": 7, "year": 4, "vague": 0, "none": 0, "": 0}


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
    return {text: value_or_none(table.schema.by_name[column], text) for text in table.distinct[column]}


def _located(table: TableFile) -> Iterator[tuple[int, Row]]:
    return zip(table.lines, table.rows)


def _filled(table: TableFile, *columns: str) -> Iterator[tuple[int, Row]]:
    """The rows that have something in one of the columns."""
    used = [column for column in columns if any(table.distinct[column])]
    if not used:
        return iter(())
    cells_of = itemgetter(*used)
    empty = cells_of(dict.fromkeys(used, ""))
    return ((line, row) for line, row in _located(table) if cells_of(row) != empty)


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
    for line, row in _filled(table, "value", "value_high"):
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
    pairs = {(row["deadline"], row["deadline_kind"]) for row in table.rows}
    unfit = {pair for pair in pairs if not _fit(table, *pair)}
    for line, row in _located(table) if unfit else ():
        if (row["deadline"], row["deadline_kind"]) in unfit:
            kind = _value(table, row, "deadline_kind")
            named = {name.strip() for name in row.get("corrected", "").split(";")} & {"deadline", "deadline_kind"}
            mend = "correct one of the two cells"
            if len(named) == 1:
                mend = f"corrected names only {named.pop()}: correct both cells and name them both, deadline; deadline_kind"
            yield table.problem(line, row, "deadline", f"does not fit deadline_kind {kind or '(empty)'}",
                                "a day with date, a month with month, a year with year, else nothing", mend)


def _fit(table: TableFile, deadline: str, kind: str) -> bool:
    """Whether a deadline is as exact as its kind says. One that cannot be read has been told already."""
    column = table.schema.by_name["deadline"]
    is_read = value_or_none(column, deadline) is not None or not deadline.strip()
    expected = DEADLINE_LENGTHS[value_or_none(table.schema.by_name["deadline_kind"], kind) or ""]
    return not is_read or len(one_spelling(column, deadline)) == expected


def _corrected(table: TableFile) -> Iterator[Problem]:
    correctable = set(table.schema.names(MACHINE)) - {table.schema.key}
    for line, row in _filled(table, "corrected"):
        for name in sorted(set(_value(table, row, "corrected")) - correctable):
            yield table.problem(line, row, "corrected", f"{name!r} is no column of the extractor", "columns that the extractor writes",
                                "name the column as in the header, or take it out: people's columns need no mark")


def _statuses(tables: Tables) -> Iterator[Problem]:
    """Statuses that do not keep to their own definition."""
    table = tables.commitments
    evidence: dict[str, list[Row]] = {}
    for row in _with_iso_dates(tables.evidence):
        evidence.setdefault(row["commitment_id"], []).append(row)
    statuses, kinds = _values(table, "status"), _values(table, "kind")
    for line, row, dated in zip(table.lines, table.rows, _with_iso_dates(table)):
        own = evidence.get(row["commitment_id"], ())
        for breach in status_rules.breaches(dated, statuses[row["status"]], kinds[row["kind"]], own):
            yield table.problem(line, row, "status", breach.rule, breach.expected, breach.mend, WARNING)


def _with_iso_dates(table: TableFile) -> Iterable[Row]:
    """The rows, their dates in ISO where they were typed otherwise and can be read."""
    columns = [column for column in table.schema.columns if column.type in ("date", "day")]
    iso = {column.name: {text: one_spelling(column, text) for text in table.distinct[column.name]} for column in columns}
    unlike = {name: spellings for name, spellings in iso.items() if any(text != spelling for text, spelling in spellings.items())}
    return (row | {name: spellings[row[name]] for name, spellings in unlike.items()} for row in table.rows) if unlike else table.rows


def _rings(table: TableFile, *columns: str) -> Iterator[Problem]:
    """Rows that are, over one or more steps, a part of themselves or replaced by themselves."""
    for column in columns:
        for identity in _on_rings({row[table.schema.key]: row[column] for _, row in _filled(table, column)}):
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
