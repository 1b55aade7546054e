"""The tables, read once for all visitors and again when a file changes; the last good state while a file is broken."""
import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import streamlit as st

from monitor import asof, check, dataset, history, store
from monitor.asof import OnRecord
from monitor.dataset import Dataset
from monitor.problems import ERROR, Problem
from monitor.values import BadValue, parse_day
from monitor.words import say
from pages.parts import signing_in

LOOK_EVERY_SECONDS = 2
DAYS_KEPT = 8
AHEAD_OF_UTC = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Reading:
    """What the pages show.

    `broken` holds what is wrong with the files as they stand, and `since` when that was first seen; `data` is then the last
    state that was whole, or, where there was none (`was_whole`), what can be read. `unread` holds the cells that are shown as
    typed, because they are not what their column holds. `pending` counts the edits that the log does not have, and
    `not_recorded` says why they could not be entered.
    """

    fingerprint: tuple
    data: Dataset
    broken: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()
    since: datetime.datetime | None = None
    was_whole: bool = True
    pending: int = 0
    not_recorded: str = ""


class Reader:
    """Keeps one reading of a folder for all sessions of the process."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._lock = Lock()
        self._last: Reading | None = None
        self.cut_off: tuple[str, ...] = ()

    def read(self) -> Reading:
        """The reading of the files as they stand now; while another session reads them, the one before."""
        if not self._lock.acquire(blocking=self._last is None):
            return self._last
        try:
            fingerprint = dataset.fingerprint(self.folder)
            if self._last is None or self._last.fingerprint != fingerprint:
                self._last = self._read(fingerprint)
            return self._last
        finally:
            self._lock.release()

    def record(self) -> Reading:
        """Enter pending edits into the log, and read again."""
        reading = self.read()
        if not reading.pending or reading.broken or reading.not_recorded:
            return reading
        try:
            history.record(self.folder, now())
        except store.StoreError as error:
            with self._lock:
                self._last = replace(reading, not_recorded=str(error))
        return self.read()

    def bring_together(self) -> tuple[str, ...]:
        """Complete or sweep away a save that was cut off, enter edits found in the files, and tell of it in words."""
        try:
            with store.locked(self.folder) as told:
                self.cut_off = tuple(say("frame.cut_off", what=what) for what in told)
        except store.StoreError as error:
            return (say("frame.not_recorded", why=error),)
        pending = self.read().pending
        reading = self.record()
        if reading.not_recorded:
            return (*self.cut_off, say("frame.not_recorded", why=reading.not_recorded))
        return (*self.cut_off, say("frame.entered", edits=pending)) if pending and not reading.pending else self.cut_off

    def _read(self, fingerprint: tuple) -> Reading:
        tables = store.load_again(self.folder)
        data = dataset.of_tables(tables)
        broken = tuple(problem for problem in data.problems if problem.level == ERROR)
        if not broken:
            unread = tuple(problem for problem in check.check_tables(tables) if problem.level == ERROR and problem.row is not None)
            return Reading(fingerprint, data, unread=unread, pending=len(history.unrecorded(tables.rows)))
        since = self._last and self._last.since or now()
        if self._last is None or not self._last.was_whole:
            return Reading(fingerprint, data, broken, since=since, was_whole=False)
        return replace(self._last, fingerprint=fingerprint, broken=broken, since=since)


@st.cache_resource(show_spinner=False)
def _reader(folder: Path) -> Reader:
    return Reader(folder)


def reading() -> Reading:
    """What the pages show now. Edits found in the files are entered into the log if whoever looks may edit."""
    reader = _reader(store.data_folder())
    return reader.record() if signing_in.editor() else reader.read()


def bring_together() -> tuple[str, ...]:
    """What a server that writes does before its first visitor; what it did, in words."""
    return _reader(store.data_folder()).bring_together()


def cut_off() -> tuple[str, ...]:
    """What was left of a save that was cut off when this server started, in words; empty for most starts."""
    return _reader(store.data_folder()).cut_off


def data() -> Dataset:
    """The tables that the pages show: those of now, or what was on record on the day that the address names."""
    found = _reader(store.data_folder()).read()
    record = record_of(found)
    return record.data if record else found.data


def record_of(found: Reading) -> OnRecord | None:
    """What was on record on the day that the address names in `asof`; None where it names none."""
    day = day_asked()
    return _on_record(found.fingerprint, day, found.data) if day else None


def day_asked() -> datetime.date | None:
    """The day named in `asof`; None where there is none, it is no day, or it has not begun anywhere yet."""
    try:
        day = parse_day(st.query_params.get("asof", ""))
    except BadValue:
        return None
    return day if day <= now().date() + AHEAD_OF_UTC else None


@st.cache_resource(show_spinner=False, max_entries=DAYS_KEPT)
def _on_record(fingerprint: tuple, day: datetime.date, _data: Dataset) -> OnRecord:
    return asof.on_record(_data, day)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def today() -> datetime.date:
    """The day from which ages and passed dates are counted: the one that the address names, else the present one."""
    return day_asked() or now().date()


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def watch(shown: tuple) -> None:
    """Draw the page again when the tables are no longer those of the fingerprint `shown`."""
    if dataset.fingerprint(store.data_folder()) != shown:
        st.rerun()


def warm_up() -> None:
    """Import what the pages import and read the tables, so that the first visitor need not wait."""
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401

    _reader(store.data_folder()).read()
