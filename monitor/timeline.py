"""What happened and what falls due: statements, events, deadlines, evidence and changes of status, each with its day.

A day is as exact as it was written: a year stays a year, and no day is made of it. What has no day that can be read is undated.
"""
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pandas as pd

from monitor import rewind, select
from monitor.cell_words import cell_words
from monitor.changes import BEGAN_WITH, UNDONE
from monitor.dataset import Dataset, Row, rows_of
from monitor.dates import Days, parse_date, source_day
from monitor.phrases.headline import status_words
from monitor.phrases.numbers import quantity
from monitor.phrases.overview import SETTLED
from monitor.schema import EVIDENCE, MENTIONS
from monitor.select import Choice
from monitor.values import BadValue, value_or_none
from monitor.words import say

KINDS = STATEMENT, EVENT, DEADLINE, EVIDENCE_GIVEN, STATUS = ("statement", "event", "deadline", "evidence", "status")
HELD = ("fulfilled", "partly_fulfilled")
JUDGED = ("evidence", "import", "correction")   # the reasons of the log that are news of a status
AHEAD, PASSED, SILENT, SETTLED_STATE = "ahead", "passed", "silent", "settled"
COLUMNS = ("day", "kind", "title", "what", "who", "url", "commitment_id", "source_id")


@dataclass(frozen=True)
class Entry:
    """One thing that happened or falls due.

    `day` is ISO, as exact as it is known (2026, 2026-03, 2026-03-04) and empty where there is none; `days` is what it may mean. `what` is a
    clause in words, `who` says it, `url` is where. It leads to its commitment, else to its source. `state` is that of a deadline:
    ahead, passed, silent (passed, and a search found no report) or settled.
    """

    kind: str
    day: str
    days: Days | None
    title: str
    what: str
    who: str = ""
    url: str = ""
    commitment_id: str = ""
    source_id: str = ""
    state: str = ""


@dataclass(frozen=True)
class Timeline:
    """The dated entries, newest first, and the undated; `log_begins` is the day before which no change of status is known."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    log_begins: date | None

    def of(self, kinds: Collection[str]) -> "Timeline":
        """The entries of some kinds; of all where none is named."""
        if not kinds:
            return self
        dated, undated = (tuple(entry for entry in entries if entry.kind in kinds) for entries in (self.dated, self.undated))
        return replace(self, dated=dated, undated=undated)

    def since(self, day: str) -> "Timeline":
        """What may be of a day or later, so nothing undated; everything where the day is empty."""
        if not day:
            return self
        first = date.fromisoformat(day)
        return replace(self, dated=tuple(entry for entry in self.dated if entry.days.last >= first), undated=())

    def listed(self, today: date) -> tuple[Entry, ...]:
        """As they are read: deadlines to come, soonest first; the others, newest first; the undated."""
        ahead = sorted((entry for entry in self.dated if is_ahead(entry, today)), key=lambda entry: (entry.days.last, entry.days.first))
        return (*ahead, *(entry for entry in self.dated if not is_ahead(entry, today)), *self.undated)

    def counts(self) -> dict[str, int]:
        """How many entries of each kind, in the order of KINDS."""
        counted = dict.fromkeys(KINDS, 0)
        for entry in (*self.dated, *self.undated):
            counted[entry.kind] += 1
        return counted


def is_ahead(entry: Entry, today: date) -> bool:
    """Whether it is a deadline whose last day is still to come."""
    return entry.kind == DEADLINE and entry.days.last >= today


def timeline(data: Dataset, choice: Choice, today: date) -> Timeline:
    """The entries of the commitments that fit the choice; its `since`, which asks the log of changes, is left to `Timeline.since`.

    Sources that state none of the commitments stand in it only where nothing is filtered out.
    """
    chosen = replace(choice, since="")
    rows = list(rows_of(select.choose(data.index, chosen)))
    wanted = {row["commitment_id"]: row for row in rows}
    found = (
        *_statements(data, wanted, is_whole=not chosen.narrows), *_events(rows), *_deadlines(rows, today), *_evidence(data, wanted),
        *_status_changes(data, wanted),
    )
    # ISO texts in falling order: within a month its days, then what is known by the month alone; within a year likewise.
    dated = sorted((entry for entry in found if entry.days), key=lambda entry: entry.day, reverse=True)
    begins = rewind.moments(data.status_log["when"]).min()
    undated = tuple(entry for entry in found if not entry.days)
    return Timeline(tuple(dated), undated, None if pd.isna(begins) else begins.date())


def as_rows(entries: Iterable[Entry]) -> list[dict[str, str]]:
    """The entries as plain rows with the columns of COLUMNS, for a file."""
    return [{name: getattr(entry, name) for name in COLUMNS} for entry in entries]


@cache
def _days(text: str) -> Days | None:
    try:
        return parse_date(text) if text else None
    except BadValue:   # the check tells it
        return None


def _statements(data: Dataset, wanted: Mapping[str, Row], is_whole: bool) -> Iterator[Entry]:
    """One a source. The event that a source reports is an entry of its own where it was on another day."""
    said: dict[str, list[Row]] = {}
    for mention in rows_of(data.mentions):
        if mention["type"] == "commitment" and not mention["rejected"]:
            said.setdefault(mention["source_id"], []).append(mention)
    for source in rows_of(data.sources):
        mentions = said.get(source["source_id"], [])
        every = {mention["commitment_id"] for mention in mentions} - {""}
        stated = every & wanted.keys()
        if not stated and not is_whole:
            continue
        what = _counted(len(stated), len(every)) if source["file"] else _said_elsewhere(mentions, bool(every))
        about = {"title": source["title"], "who": source["publisher"], "url": source["url"], "source_id": source["source_id"]}
        if not source["file"] and len(stated) == 1:
            about["commitment_id"] = next(iter(stated))
        yield _entry(STATEMENT, source_day(source), what=what, **about)
        if source["event_date"] and source["event_date"] != source_day(source):
            yield _entry(EVENT, source["event_date"], what=say("timeline.source_event"), **about)


def _counted(stated: int, every: int) -> str:
    if not every:
        return say("timeline.states_none")
    return say("timeline.states", count=every) if stated == every else say("timeline.states_some", count=stated, every=every)


def _said_elsewhere(mentions: list[Row], has_commitment: bool) -> str:
    """The number and the deadline of a statement that has no document here, and whether it belongs to a commitment."""
    parts = []
    for mention in mentions[:1]:
        value, high = (value_or_none(MENTIONS.by_name[name], mention[name]) for name in ("value", "value_high"))
        if value is not None:
            parts.append(quantity(value, mention["unit"], mention["qualifier"] or "exactly", high))
        parts.append(mention["deadline_text"])
    parts.append("" if has_commitment else say("timeline.unattached"))
    return ", ".join(filter(None, parts)) or say("timeline.states", count=1)


def _events(rows: Iterable[Row]) -> Iterator[Entry]:
    """Events that took place, on the day of what their status rests on."""
    for row in rows:
        if row["kind"] == EVENT and row["status"] in HELD and _days(row["status_date"]):
            yield _entry(EVENT, row["status_date"], row["title"], say("timeline.held", status=status_words(row)), url=row["evidence_url"],
                         commitment_id=row["commitment_id"])


def _deadlines(rows: Iterable[Row], today: date) -> Iterator[Entry]:
    for row in rows:
        if days := _days(row["deadline"]):
            state = _state(row["status"], days, today)
            key = "timeline.date_passed" if state in (PASSED, SILENT) else "timeline.stands"
            yield _entry(DEADLINE, row["deadline"], row["title"], say(key, status=status_words(row)), who=row["parties"],
                         commitment_id=row["commitment_id"], state=state)


def _state(status: str, days: Days, today: date) -> str:
    if status in SETTLED:
        return SETTLED_STATE
    if days.last >= today:
        return AHEAD
    return SILENT if status == "no_report" else PASSED


def _evidence(data: Dataset, wanted: Mapping[str, Row]) -> Iterator[Entry]:
    for row in rows_of(data.evidence):
        commitment = wanted.get(row["commitment_id"])
        if commitment:
            what = say("timeline.evidence_says", tag=cell_words(data, EVIDENCE, "tag", row["tag"], row), summary=row["summary"])
            yield _entry(EVIDENCE_GIVEN, row["date"], commitment["title"], what, row["publisher"], row["url"], row["commitment_id"])


def _status_changes(data: Dataset, wanted: Mapping[str, Row]) -> Iterator[Entry]:
    """Judgements of the log, and its corrections as such; not what the log began with, nor what was only filed otherwise."""
    log = data.status_log
    moments = rewind.moments(log["when"])
    begins = moments.min()
    if pd.isna(begins):
        return
    began = (moments < begins.normalize() + pd.Timedelta(days=1)) & log["via"].isin(BEGAN_WITH)
    entries = log[(log["field"] == "status") & log["reason"].isin(JUDGED) & moments.notna() & ~began]
    for entry, moment in zip(rows_of(entries), moments[entries.index]):
        commitment = wanted.get(entry["commitment_id"])
        if commitment and not rewind.is_reading(entry):
            new, old = (status_words(commitment | {"status": entry[side]}) for side in ("new", "old"))
            what = say("timeline.status_before", new=new, old=old) if old else new
            yield _entry(STATUS, moment.date().isoformat(), commitment["title"], _named(entry, what), entry["who"], entry["evidence_url"],
                         entry["commitment_id"])


def _named(entry: Row, what: str) -> str:
    """The change, said to be a correction or taken back where it is."""
    if entry["note"].startswith(UNDONE):
        return say("timeline.taken_back", what=what)
    return say("timeline.correction", what=what) if entry["reason"] == "correction" else what


def _entry(kind: str, day: str, title: str, what: str, who: str = "", url: str = "", commitment_id: str = "", source_id: str = "",
           state: str = "") -> Entry:
    return Entry(kind, day, _days(day), title, what, who, url, commitment_id, source_id, state)
