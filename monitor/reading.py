"""The tables, read once for all visitors and again when a file changes; the last good state while a file is broken."""
import datetime
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

from monitor import asof, check, dataset, history, store
from monitor.asof import OnRecord
from monitor.dataset import Dataset
from monitor.problems import ERROR, Problem
from monitor.values import BadValue, parse_day
from monitor.words import say

DAYS_KEPT = 8
FOLDERS_KEPT = 8
AHEAD_OF_UTC = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Reading:
    """What is shown.

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
    """Keeps one reading of a folder for all sessions and requests of the process."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._lock = Lock()
        self._last: Reading | None = None
        self._days: dict[tuple[tuple, datetime.date], OnRecord] = {}
        self._days_lock = Lock()
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

    def on_record(self, found: Reading, day: datetime.date) -> OnRecord:
        """What was on record on a day; the last few days asked for are kept, each reckoned once."""
        asked = found.fingerprint, day
        if record := self._days.get(asked):
            return record
        with self._days_lock:
            if asked not in self._days:
                kept = list(self._days.items())[1 - DAYS_KEPT:]
                self._days = dict(kept) | {asked: asof.on_record(found.data, day)}
            return self._days[asked]

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


@lru_cache(maxsize=FOLDERS_KEPT)
def reader_of(folder: Path) -> Reader:
    """The one reader of a folder in this process."""
    return Reader(folder)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def day_or_none(text: str) -> datetime.date | None:
    """The day that `asof` names; None where it is no day or has not begun anywhere yet."""
    try:
        day = parse_day(text)
    except BadValue:
        return None
    return day if day <= now().date() + AHEAD_OF_UTC else None
