"""The tables as the dashboard and the exports use them: frames of text, and the joins between them.

Every cell is text and an empty cell is ''. A cell that means one thing in several spellings has one of them: "Yes" is yes, " USD" is
USD, 31/12/2030 is 2030-12-31.
"""
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from monitor import datapackage, documents, store, targets
from monitor.dates import source_day
from monitor.problems import Problem
from monitor.progress import Judgement, judge
from monitor.schema import SOURCES, TABLES, Column, Table
from monitor.select import Index, index_of, touched
from monitor.targets import Figure
from monitor.values import JOIN, ONE_SPELLING, BadValue, one_spelling, value_or_none
from monitor.vocabulary import BY_HAND

ROWS_AT_ONCE = 10_000
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
Row = dict[str, str]


@dataclass(frozen=True)
class Passage:
    """A paragraph of a document, `text` of the document from `start` to `end`, with the place of the quote inside `text`."""

    source_id: str
    start: int
    end: int
    text: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, eq=False)
class Dataset:
    """One reading of a data folder. `problems` are those that keep rows or files out; `python -m monitor check` tells the rest."""

    folder: Path
    sources: pd.DataFrame
    mentions: pd.DataFrame
    commitments: pd.DataFrame
    evidence: pd.DataFrame
    figures: pd.DataFrame
    indicators: pd.DataFrame
    status_log: pd.DataFrame
    descriptor: Mapping[str, object]
    problems: tuple[Problem, ...]

    @cached_property
    def index(self) -> Index:
        """What `monitor.select` needs of the tables."""
        return index_of(self.commitments, self.mentions, self.evidence, self.status_log, self.sources["source_id"])

    @cached_property
    def figure_values(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures that can be read, by indicator; those with a number or a day that cannot be are told by the check."""
        found: dict[str, list[Figure]] = {}
        for row in rows_of(self.figures):
            try:
                found.setdefault(row["indicator_id"], []).append(targets.read_figure(row))
            except BadValue:
                continue
        return {indicator_id: tuple(values) for indicator_id, values in found.items()}

    @cached_property
    def standing_mentions(self) -> Mapping[str, list[Row]]:
        """The rows of `mentions_of` by commitment: made once: a filter for each of a thousand targets takes fifty times as long."""
        mentions = self.mentions[(self.mentions["commitment_id"] != "") & (self.mentions["rejected"] == "")]
        found: dict[str, list[Row]] = {}
        for row in _in_order(self, mentions).to_dict("records"):
            found.setdefault(row["commitment_id"], []).append(row)
        return found

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, Row]]:
        keyed = [table for table in TABLES if table.key]
        return {table.name: {row[table.key]: row for row in rows_of(getattr(self, table.name))} for table in keyed}

    def prepare(self) -> None:
        """Make now what is made once of the tables, so that the first who asks need not wait for it."""
        for name in ("index", "figure_values", "standing_mentions", "_rows"):
            getattr(self, name)

    def row(self, table: str, key: str) -> Row | None:
        """The row of a table with this id, None where there is none."""
        return self._rows[table].get(key)


def load(folder: Path) -> Dataset:
    """Every table of the folder and its description. Bad rows and files stand in `problems`; nothing is raised for them."""
    return of_tables(store.load(folder))


def of_tables(tables: store.Tables) -> Dataset:
    """The same for tables that are read already."""
    folder = tables.folder
    frames = {table.name: frame_of(tables[table.name].rows, table) for table in TABLES}
    is_out = frames["commitments"]["commitment_id"].isin(_withdrawn(frames["mentions"]))
    frames["commitments"] = frames["commitments"][~is_out].reset_index(drop=True)
    try:
        descriptor = datapackage.read(folder)
        problems = tuple(datapackage.version_problems(descriptor, folder))
    except datapackage.DescriptionError:
        descriptor, problems = {}, tuple(datapackage.problems(folder))
    return Dataset(folder, **frames, descriptor=descriptor, problems=tables.problems + problems)


def _withdrawn(mentions: pd.DataFrame) -> frozenset[str]:
    """The ids of commitments all of whose findings a person rejected: they count nowhere, whatever their row says."""
    found = mentions[mentions["commitment_id"] != ""]
    standing = found[found["rejected"] == ""]["commitment_id"]
    return frozenset(found["commitment_id"]) - frozenset(standing)


def is_rejected(data: Dataset, commitment_id: str) -> bool:
    """Whether a person rejected every finding of this id, so that no commitment stands under it."""
    return commitment_id in _withdrawn(data.mentions)


def joined_into(data: Dataset, commitment_id: str) -> str | None:
    """The commitment that took the finding of this id over; None where the id is a commitment's own or nobody's."""
    finding = data.row("mentions", commitment_id)
    is_standing = finding is not None and finding["type"] == "commitment" and not finding["rejected"]
    taker = finding["commitment_id"] if is_standing else ""
    return taker if taker != commitment_id and data.row("commitments", taker) else None


def fingerprint(folder: Path) -> tuple:
    """What changes whenever a table or the description does; the key under which a reading may be kept."""
    path = Path(folder) / datapackage.FILE
    try:
        status = path.stat()
    except FileNotFoundError:
        return (*store.fingerprint(folder), None)
    return (*store.fingerprint(folder), (status.st_size, status.st_mtime_ns))


def text_of(data: Dataset, source_id: str) -> str | None:
    """The stored text of a document, character for character; None for a statement that was read elsewhere or a text that is missing."""
    source = data.row("sources", source_id)
    if source is None or not source["file"]:
        return None
    try:
        return documents.read_text(data.folder, source)
    except documents.UnreadableDocument:   # the extractor's check tells it; a page goes on without the text
        return None


def mentions_of(data: Dataset, commitment_id: str) -> pd.DataFrame:
    """The mentions that stand, with `day` and `by_hand`: those found in documents first, each part oldest first."""
    rows = data.mentions[(data.mentions["commitment_id"] == commitment_id) & (data.mentions["rejected"] == "")]
    return _in_order(data, rows)


def evidence_of(data: Dataset, commitment_id: str) -> pd.DataFrame:
    """The evidence, newest first; undated evidence last."""
    rows = data.evidence[data.evidence["commitment_id"] == commitment_id]
    return rows.sort_values(["date", "published", "evidence_id"], ascending=[False, False, True], kind="stable")


def figures_of(data: Dataset, indicator_id: str) -> pd.DataFrame:
    """The figures of an indicator, newest period first."""
    rows = data.figures[data.figures["indicator_id"] == indicator_id]
    return rows.sort_values(["period_end", "reporter_id", "figure_id"], ascending=[False, True, True], kind="stable")


def neighbours(data: Dataset, mention_id: str) -> pd.DataFrame:
    """The other mentions in the same paragraph of the document, in the order of the text."""
    passage = paragraph(data, mention_id)
    if passage is None:
        return data.mentions.iloc[0:0]
    rows = data.mentions[(data.mentions["source_id"] == passage.source_id) & (data.mentions["rejected"] == "")
                         & (data.mentions["mention_id"] != mention_id)]
    start = pd.to_numeric(rows["start"], errors="coerce")
    inside = rows[(start >= passage.start) & (start < passage.end)]
    return inside.loc[start[inside.index].sort_values(kind="stable").index]


def paragraph(data: Dataset, row_id: str, table: str = "mentions") -> Passage | None:
    """The paragraph around a mention, or around a figure where `table` says so.

    None where the document is missing or its text no longer has the quote at its place.
    """
    row = data.row(table, row_id)
    text = text_of(data, row["source_id"]) if row else None
    span = span_in(text, row) if text is not None else None
    if span is None:
        return None
    start, end = span
    first, last = paragraph_around(text, start, end)
    return Passage(row["source_id"], first, last, text[first:last], start - first, end - first)


def span_in(text: str, row: Mapping[str, str]) -> tuple[int, int] | None:
    """Start and end of the words of a mention or a figure; None where the text does not have its quote at its place."""
    if not row["quote"] or not row["start"].isdecimal() or not row["end"].isdecimal():
        return None
    start, end = int(row["start"]), int(row["end"])
    return (start, end) if text[start:end] == row["quote"] else None


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the paragraph that holds the span, without white space at its ends."""
    breaks = _breaks(text)
    first = max((after for _, after in breaks if after <= start), default=0)
    last = min((before for before, _ in breaks if before >= end), default=len(text))
    return _trimmed(text, first, last)


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every paragraph that holds more than white space, without that at its ends."""
    breaks = _breaks(text)
    firsts, lasts = [0, *(after for _, after in breaks)], [*(before for before, _ in breaks), len(text)]
    trimmed = (_trimmed(text, first, last) for first, last in zip(firsts, lasts))
    return tuple((first, last) for first, last in trimmed if first < last)


def _breaks(text: str) -> list[tuple[int, int]]:
    """Where paragraphs part: the blank lines, or the line ends of a text that has no blank line."""
    return [match.span() for match in BLANK_LINE.finditer(text)] or [match.span() for match in re.finditer("\n", text)]


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    inside = text[first:last]
    return first + len(inside) - len(inside.lstrip()), last - (len(inside) - len(inside.rstrip()))


def history_of(data: Dataset, commitment_id: str) -> pd.DataFrame:
    """The log entries about a commitment, its evidence and its mentions, newest first."""
    rows = data.status_log[touched(data.status_log, data.mentions, data.evidence) == commitment_id]
    return rows.iloc[::-1].sort_values("when", ascending=False, kind="stable")


def outside_statements(data: Dataset) -> pd.DataFrame:
    """Statements read elsewhere that belong to no commitment yet: hand-entered mentions of sources without a file, oldest first."""
    mentions = data.mentions
    rows = mentions[(mentions["extractor"] == BY_HAND) & (mentions["commitment_id"] == "") & (mentions["rejected"] == "")]
    without_file = data.sources.loc[data.sources["file"] == "", "source_id"]
    return _dated(data, rows[rows["source_id"].isin(without_file)]).sort_values(["day", "source_id"], kind="stable").drop(columns="_start")


def statements_like(data: Dataset, commitment_id: str) -> pd.DataFrame:
    """The outside statements of the same number and unit as a target, with at least one of its parties."""
    statements = outside_statements(data)
    target = data.row("commitments", commitment_id)
    if target is None or not target["value"]:
        return statements.iloc[0:0]
    same = statements[(statements["unit"] == target["unit"]) & (statements["value"] == target["value"])]
    parties = set(target["parties"].split(JOIN))
    return same[[bool(parties & set(named.split(JOIN))) for named in same["parties"]]]


def targets_of(data: Dataset) -> tuple[str, ...]:
    """The commitments of kind target, oldest first."""
    rows = data.commitments[data.commitments["kind"] == "target"].sort_values(["first_stated", "commitment_id"], kind="stable")
    return tuple(rows["commitment_id"])


def target_of(data: Dataset, commitment_id: str) -> targets.Target:
    """A commitment as a target. Raises KeyError for an id that is not in the table."""
    commitment = data.row("commitments", commitment_id)
    if commitment is None:
        raise KeyError(commitment_id)
    statement = _statement(data, commitment)
    day = value_or_none(SOURCES.by_name["date"], statement["day"]) if statement else None
    stated, own = (day.last, None) if day else (None, None)
    if stated:
        figures = data.figure_values.get(commitment["indicator_id"], ())
        own = targets.own_base(figures, statement["source_id"], commitment["unit"], stated)
    indicator = data.row("indicators", commitment["indicator_id"])
    return targets.read_target(commitment, indicator, stated, deadline_text(data, commitment_id), own)


def judgement(data: Dataset, commitment_id: str, today: date, by: int | None = None) -> Judgement:
    """What the figures show of a target; `by` is the deadline that the reader assumes. Raises KeyError as `target_of`."""
    target = target_of(data, commitment_id)
    return judge(target, data.figure_values.get(target.indicator_id, ()), today, by)


def deadline_text(data: Dataset, commitment_id: str) -> str:
    """The words of the deadline in the latest mention that has any."""
    rows = sorted(data.standing_mentions.get(commitment_id, ()), key=lambda row: row["day"])
    return next((row["deadline_text"] for row in reversed(rows) if row["deadline_text"]), "")


def _statement(data: Dataset, commitment: Row) -> Row | None:
    """The mention that sets the target: the one a person chose as its basis, else the first that names the number, documents first."""
    rows = data.standing_mentions.get(commitment["commitment_id"], ())
    chosen = [row for row in rows if row["mention_id"] == commitment["basis_mention"]]
    return next(iter(chosen or [row for row in rows if row["value"]]), None)


def _in_order(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    return _dated(data, rows).sort_values(["by_hand", "day", "source_id", "_start"], kind="stable").drop(columns="_start")


def _dated(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    days = {row["source_id"]: source_day(row) for row in data._rows["sources"].values()}
    return rows.assign(
        day=rows["source_id"].map(days).fillna("").astype("str"), by_hand=rows["extractor"] == BY_HAND, _start=_numbers(rows["start"]),
    )


def rows_of(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows as `to_dict("records")` gives them, in a fraction of its time and memory: some at a time, equal cells as one object."""
    names = list(frame)
    for first in range(0, len(frame), ROWS_AT_ONCE):
        part = frame.iloc[first:first + ROWS_AT_ONCE]
        for cells in zip(*(_texts(part[name]) for name in names)):
            yield dict(zip(names, cells))


def _texts(column: pd.Series) -> list[str]:
    places, texts = pd.factorize(column)
    distinct = texts.tolist()
    return [distinct[place] for place in places.tolist()]


def _numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce")


def frame_of(rows: tuple[Row, ...], table: Table) -> pd.DataFrame:
    frame = pd.DataFrame.from_records(rows, columns=list(rows[0]) if rows else list(table.header)).astype("str")
    for column in table.columns:
        if column.type in ONE_SPELLING:
            spellings = {text: one_spelling(column, text) for text in frame[column.name].unique()}
            if any(text != spelling for text, spelling in spellings.items()):
                frame[column.name] = frame[column.name].map(spellings)
    return frame
