"""What was on record on a day.

Within the log: the rows and cells that the log has for the end of that day (`rewind`), and of those that it does not name the
ones that were dated or published by then. What it had by then was on record with or without a date.

Before the log begins nobody is known to have judged anything: shown are today's rows of documents dated by then, without
the judgements, and the evidence and figures published by then.

The machine's columns of a commitment are what its mentions of that day say, but for those that a person set, and those that stayed
as they were because the row was judged. `review` is empty, for what needs a person is not kept.
"""
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from monitor import rewind
from monitor.dataset import Dataset, frame_of, rows_of, source_day
from monitor.derivation import DEADLINE, DERIVED, NUMBER, counted_mentions, derived, is_judged
from monitor.rewind import Past, Then
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE, FIGURES, INDICATORS, MENTIONS, SOURCES, Table
from monitor.table import Row
from monitor.values import Days, items, value_or_none

NOT_CHECKED = "not_checked"
# What a person judges; where the log does not reach back, nobody is known to have judged anything.
JUDGED = ("status", "status_date", "evidence_url", "note", "checked_on", "checked_by")
STATED = ("first_stated", "last_stated")
DATED_BY: Mapping[str, Callable[[Row], str]] = {
    SOURCES.name: source_day,
    EVIDENCE.name: lambda row: row["published"] or row["date"],
    FIGURES.name: lambda row: row["published"],
}


@dataclass(frozen=True)
class OnRecord:
    """The tables as of the end of `day`.

    Before `log_begins` no judgement is on record. `undated_figures` have no day of publication, and the log does not say when
    they came: they are left out. `unknown` names the cells, by table, id and column, that may have held something else: nothing
    says what was there before a correction that was typed into the file, or what the extractor had left in a judged row.
    """

    data: Dataset
    day: date
    log_begins: date | None
    undated_figures: int
    unknown: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def before_log(self) -> bool:
        return self.log_begins is None or self.day < self.log_begins


def on_record(data: Dataset, day: date) -> OnRecord:
    """The tables as they stood at the end of a day in UTC. A month or a year counts when it is over, if only the date speaks for a row."""
    moments = rewind.moments(data.status_log["when"])
    by_then = moments < pd.Timestamp(day + timedelta(days=1), tz="UTC")
    begins = moments.min().date() if moments.notna().any() else None
    past = None
    if begins is not None and day >= begins:
        log = data.status_log.loc[moments.notna(), list(rewind.READ)]
        past = Past(zip(rows_of(log), by_then[log.index].tolist()))
    then = _Day(data, day, past)
    frames = {name: _frame(getattr(data, name), rows, BY_NAME[name]) for name, rows in then.tables().items()}
    cut = replace(data, **frames, status_log=data.status_log[by_then])
    return OnRecord(cut, day, begins, then.undated_figures, frozenset(then.unknown))


class _Day:
    """The rows of one day; `past` is None before the log begins."""

    def __init__(self, data: Dataset, day: date, past: Past | None):
        self.day, self.past = day, past
        self.now = {schema.name: {row[schema.key]: row for row in rows_of(getattr(data, schema.name))}
                    for schema in (SOURCES, MENTIONS, COMMITMENTS, EVIDENCE, FIGURES, INDICATORS)}
        self.undated_figures = 0
        self.unknown: set[tuple[str, str, str]] = set()
        self._days: dict[str, Days | None] = {}

    def tables(self) -> dict[str, list[Row]]:
        """The rows of every table but the log."""
        sources = self._dated(SOURCES)
        mentions = self._rows(MENTIONS)
        stated = {identity: then for identity, then in mentions.items() if then.row["source_id"] in sources}
        for identity, found in stated.items():
            self._not_known(MENTIONS, identity, found.unknown)
        figures = self._dated(FIGURES)
        self.undated_figures = sum(not row["published"] for identity, row in self.now[FIGURES.name].items() if identity not in figures)
        return {
            SOURCES.name: list(sources.values()), MENTIONS.name: [then.row for then in stated.values()],
            COMMITMENTS.name: list(self._commitments(mentions, sources)), EVIDENCE.name: list(self._dated(EVIDENCE).values()),
            FIGURES.name: list(figures.values()), INDICATORS.name: [then.row for then in self._rows(INDICATORS).values()],
        }

    def _rows(self, schema: Table) -> dict[str, Then]:
        now = self.now[schema.name]
        return self.past.rows(schema, now) if self.past else {identity: Then(row) for identity, row in now.items()}

    def _dated(self, schema: Table) -> dict[str, Row]:
        day_of = DATED_BY[schema.name]
        return {identity: then.row for identity, then in self._rows(schema).items()
                if self._by_then(day_of(then.row), bool(self.past and self.past.has_entered(schema, identity)))}

    def _by_then(self, text: str, is_entered: bool) -> bool:
        """Whether a day, month or year was over; of a row that had been entered by then, whether it had begun."""
        if text not in self._days:
            self._days[text] = value_or_none(SOURCES.by_name["date"], text)
        days = self._days[text]
        if days is None:
            return is_entered
        return (days.first if is_entered else days.last) <= self.day

    def _commitments(self, mentions: Mapping[str, Then], sources: Mapping[str, Row]) -> Iterator[Row]:
        """The rows stated by then, each with what its mentions of that day say; those without any where the log or their date has them."""
        then = _Mentions((found.row for found in mentions.values()), sources)
        now = _Mentions(self.now[MENTIONS.name].values(), self.now[SOURCES.name])
        for identity, found in self._rows(COMMITMENTS).items():
            present = self.now[COMMITMENTS.name].get(identity)
            row = self._judged(found.row, present)
            counted = then.counted(identity)
            if counted:
                is_as_today = present and counted == now.counted(identity) and (not self.past or _is_set_like(row, present))
                machine, unknown = ({}, ()) if is_as_today else _following(row, found, counted, present)
                unclear = {name for mention in counted for name in mentions[mention["mention_id"]].unknown}
                self._not_known(COMMITMENTS, identity, {*unknown, *unclear & machine.keys()})
                yield row | machine | then.stated(counted)
            elif identity not in then.own and (self.past or self._by_then(row["first_stated"], is_entered=False)):
                yield row | self._without_mentions(identity, found, present, now)

    def _without_mentions(self, identity: str, found: Then, present: Row | None, now: "_Mentions") -> Row:
        """What the machine's columns hold of a row that had no mention then: what they hold today, which is not sure if it ever had one."""
        is_own = identity in self.now[MENTIONS.name] or (self.past and self.past.names(MENTIONS, identity))
        if not is_own and identity not in now.own:
            return {}
        self._not_known(COMMITMENTS, identity, STATED)
        if present is None or not _stayed_judged(found.row, found.later):
            self._not_known(COMMITMENTS, identity, DERIVED)
        machine = derived(now.own[identity], "") if present is None and identity in now.own else {}
        return machine | {"mentions": "0"}

    def _not_known(self, schema: Table, identity: str, columns: Iterable[str]) -> None:
        if self.past:   # before the log begins nothing is
            self.unknown.update((schema.name, identity, name) for name in columns)

    def _judged(self, row: Row, present: Row | None) -> Row:
        if not self.past:
            row = row | dict.fromkeys(JUDGED, "")
        title = row["title"] or (present["title"] if present else "")
        return row | {"title": title, "status": row["status"] or NOT_CHECKED, "review": ""}


class _Mentions:
    """Mentions by the commitment they belong to; those of the `sources` count."""

    def __init__(self, rows: Iterable[Row], sources: Mapping[str, Row]):
        self.dates = {identity: source_day(source) for identity, source in sources.items()}
        self.own: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row["commitment_id"]:
                self.own[row["commitment_id"]].append(row)

    def counted(self, commitment_id: str) -> list[Row]:
        own = self.own.get(commitment_id, ())
        return counted_mentions([row for row in own if row["source_id"] in self.dates], self.dates)

    def stated(self, counted: list[Row]) -> Row:
        """The first and the last day and the number of mentions, oldest first."""
        days = [day for mention in counted if (day := self.dates[mention["source_id"]])]
        return {"first_stated": min(days, default=""), "last_stated": max(days, default=""), "mentions": str(len(counted))}


def _following(row: Row, found: Then, counted: list[Row], present: Row | None) -> tuple[Row, Iterable[str]]:
    """What the machine's columns held that follow the mentions, and the names of those where that is not sure.

    They follow them but where a person set them, and stay as they are while the row is judged.
    """
    reading = derived(counted, row["basis_mention"])
    free = [name for name in DERIVED if name not in items(row["corrected"])]
    if not is_judged(row):
        return {name: reading[name] for name in free}, ()
    if present and not row["basis_mention"] and not present["basis_mention"] and _stayed_judged(row, found.later):
        free = [name for name in free if name in found.unknown]
    cells = {name: row[name] if name in found.told else reading[name] for name in free}
    return cells, [name for name in free if not present or not cells[name] == reading[name] == present[name]]


def _is_set_like(row: Row, present: Row) -> bool:
    """Whether people have set a row so that the same mentions say the same in it."""
    return is_judged(row) == is_judged(present) and all(row[name] == present[name] for name in ("corrected", "basis_mention"))


def _stayed_judged(row: Row, later: Iterable[Row]) -> bool:
    """Whether a person had judged the row and it has been judged ever since, so that the machine's columns were kept as they were."""
    judged = is_judged(row)
    for entry in later:
        if entry["field"] in ("status", "checked_on"):
            row = row | {entry["field"]: entry["new"]}
            judged = judged and is_judged(row)
    return judged


def _frame(now: pd.DataFrame, rows: list[Row], schema: Table) -> pd.DataFrame:
    """The rows with the columns of today's table and in its order: by id where it is sorted."""
    ids = now[schema.key]
    if ids.is_monotonic_increasing:
        rows = sorted(rows, key=lambda row: row[schema.key])
    names = list(now)
    return frame_of([{name: row.get(name, "") for name in names} for row in rows], schema) if rows else now.iloc[0:0]
