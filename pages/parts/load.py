"""The tables, read once for all visitors and again when a file changes; the last good state while a file is broken."""
import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import streamlit as st

from monitor import check, dataset, history, permission, store
from monitor.dataset import Dataset
from monitor.problems import ERROR, Problem

LOOK_EVERY_SECONDS = 2


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

    def _read(self, fingerprint: tuple) -> Reading:
        data = dataset.load(self.folder)
        broken = tuple(problem for problem in data.problems if problem.level == ERROR)
        if not broken:
            tables = store.load(self.folder)
            unread = tuple(problem for problem in check.check_tables(tables) if problem.level == ERROR)
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
    return reader.record() if permission.may_edit(st.context.headers) else reader.read()


def data() -> Dataset:
    """The tables that the pages show now."""
    return _reader(store.data_folder()).read().data


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def today() -> datetime.date:
    """The day from which ages and passed dates are counted."""
    return now().date()


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
