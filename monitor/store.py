"""The tables of a data folder read and saved: whole or not at all, by one writer at a time.

A save writes every table beside its file, flushes it to disk and puts it in place by a rename, all under a lock: a reader sees
the old file or the new one, and a save that was acknowledged survives a crash. Several tables are put in place as one
(`monitor.placing`): what a killed save had begun is completed or swept away by whoever holds the lock next.
"""
import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import filelock

from monitor import datapackage, documents, migration, placing, rawtext
from monitor.problems import Problem
from monitor.schema import BY_NAME, TABLES
from monitor.table import Row, TableError, TableFile, appended, read

ENVIRONMENT = "MONITOR_DATA"
DEFAULT_FOLDER = "data"
LOCK_FILE = ".lock"
LOCK_SECONDS = 10
POLL_SECONDS = 0.005
LONGEST_PAUSE = 2   # seconds
LOG = "status_log"
logger = logging.getLogger(__name__)
_read_last: "Tables | None" = None
_last_turn = threading.local()   # of a thread: the folder whose lock it gave back last, when, and how long it had waited for it


class StoreError(Exception):
    """A save that did not take place, with the file and the cause. The tables on disk are whole: old or new."""

    def __init__(self, file: Path, cause: str):
        super().__init__(f"{file}: not saved: {cause}")
        self.file, self.cause = file, cause


class Conflict(StoreError):
    """A save refused because the file is no longer the one that was read."""


@dataclass(frozen=True)
class Tables:
    """The seven tables of a folder as they stood when they were read."""

    folder: Path
    sources: TableFile
    mentions: TableFile
    commitments: TableFile
    evidence: TableFile
    figures: TableFile
    indicators: TableFile
    status_log: TableFile

    def __getitem__(self, name: str) -> TableFile:
        if name not in BY_NAME:
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[TableFile]:
        return (self[schema.name] for schema in TABLES)

    @property
    def rows(self) -> dict[str, list[Row]]:
        """Copies of the rows by table, free to be changed."""
        return {table.schema.name: [dict(row) for row in table.rows] for table in self}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The structural problems of every table; `monitor.check` adds those of the cells."""
        return tuple(problem for table in self for problem in table.problems)


def data_folder(argument: str | os.PathLike | None = None) -> Path:
    """The data folder: the argument, else the environment's MONITOR_DATA, else `data`."""
    return Path(argument or os.environ.get(ENVIRONMENT) or DEFAULT_FOLDER)


def load(folder: Path, known: Tables | None = None) -> Tables:
    """Every table of the folder. Raises nothing for bad tables: their problems stand in them.

    With `known`, the tables of this folder as they were read before, only what has changed since is looked at.
    """
    tables = [read(Path(folder) / schema.file, schema, known and known[schema.name]) for schema in TABLES]
    if not all(table.whole for table in tables):
        tables = [migration.explained(table, datapackage.steps_to_come(folder)) for table in tables]
    return Tables(Path(folder), **{table.schema.name: table for table in tables})


def load_again(folder: Path) -> Tables:
    """As `load`, by way of what this process read of the folder last. The rows are shared: nobody may change them in place."""
    global _read_last
    last = _read_last
    _read_last = load(folder, last if last and last.folder == Path(folder) else None)
    return _read_last


def fingerprint(folder: Path) -> tuple:
    """What changes whenever a table does: size, time in nanoseconds and inode of each, None for one that is missing."""
    marks = []
    for schema in TABLES:
        try:
            status = (Path(folder) / schema.file).stat()
            marks.append((status.st_size, status.st_mtime_ns, status.st_ino))
        except FileNotFoundError:
            marks.append(None)
    return tuple(marks)


def save(folder: Path, texts: Mapping[str, str], loaded: Tables | None = None, stored: Mapping[str, str] | None = None) -> None:
    """Write the texts of the tables named, as one step, and before them the texts of documents (`stored`, by file name).

    With `loaded`, the tables from which the texts were made, a file that has changed since is a Conflict and nothing is
    written. Raises StoreError; an error after the first of several tables has been put in place says which were.
    """
    with locked(folder):
        for name in texts if loaded else ():
            if rawtext.read_text(loaded[name].path)[0] != loaded[name].text:
                raise Conflict(loaded[name].path, "it was changed by someone else since it was read")
        _write_all(Path(folder), texts, stored or {})


def update(folder: Path, edit: Callable[[Tables], Mapping[str, str]], added: Mapping[str, bytes] | None = None) -> None:
    """Read the tables, write the texts that `edit` makes of them, and let nobody else write in between.

    `edit` changes nothing in the tables that it is given (`load_again`). New documents (`added`, by file name) are put in place in
    the same step. Raises StoreError, also when a table that `edit` wants to write has faults to be mended first, and where another
    file has the name of a new document.
    """
    with locked(folder):
        tables = load_again(folder)
        try:
            texts = edit(tables)
        except TableError as error:
            raise StoreError(Path(folder), str(error)) from error
        for file, content in (added or {}).items():
            path = documents.path_of(Path(folder), file)
            if path.exists() and path.read_bytes() != content:
                raise StoreError(path, "another file has this name")
        _write_all(Path(folder), texts, added or {})


def with_entries(tables: Tables, entries: Iterable[Row]) -> str:
    """The text of the log with entries added at its end."""
    return appended(tables.status_log, entries)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[tuple[str, ...]]:
    """Hold the folder's lock, and give in words what was left of a save that was cut off: it is completed or swept away first.

    Raises StoreError. Not reentrant.
    """
    lock = filelock.FileLock(Path(folder) / LOCK_FILE, timeout=LOCK_SECONDS, poll_interval=POLL_SECONDS)
    begun = time.monotonic()
    try:
        if not Path(folder).is_dir():
            raise StoreError(Path(folder), "there is no such folder; `python -m monitor init DIR` makes one")
        _let_others_go_first(Path(folder))
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreError(Path(folder), f"another save has held {LOCK_FILE} for {LOCK_SECONDS} seconds") from error
    except OSError as error:
        raise StoreError(Path(folder), _cause(error)) from error
    waited = time.monotonic() - begun
    try:
        yield _brought_together(Path(folder))
    finally:
        _give_back(lock, Path(folder))
        _last_turn.told = (Path(folder), time.monotonic(), waited)


def _let_others_go_first(folder: Path) -> None:
    """Stay away from a lock that this thread has just had: for one look of those who wait, and most of the time that it waited itself.

    The lock goes to whoever looks first, not to whoever waits longest. Else one who saves again and again has it before anybody looks.
    """
    last, given_back, waited = getattr(_last_turn, "told", (None, 0.0, 0.0))
    if folder == last:
        pause = min(LONGEST_PAUSE, max(2 * POLL_SECONDS, 0.8 * waited))
        time.sleep(max(0.0, given_back + pause - time.monotonic()))


def _give_back(lock: filelock.BaseFileLock, folder: Path) -> None:
    """What was saved stays saved where the lock cannot be given back: it goes with its last reference, or with the process."""
    try:
        lock.release()
    except OSError as error:
        logger.warning("%s: %s could not be given back (%s)", folder, LOCK_FILE, _cause(error))


def _brought_together(folder: Path) -> tuple[str, ...]:
    """Complete a save that was cut off, and sweep what it left; told in the words returned and as a warning to whoever runs a command."""
    try:
        told = placing.complete(folder, [folder / documents.FOLDER])
    except (OSError, ValueError) as error:
        raise StoreError(folder / placing.JOURNAL, f"a save that was cut off could not be completed ({_cause(error)})") from error
    for words in told:
        logger.warning("%s: %s", folder, words)
    return told


def _write_all(folder: Path, texts: Mapping[str, str], stored: Mapping[str, str | bytes]) -> None:
    """Put in place what differs from the file there: documents and their texts first, for the tables point into them; the log last."""
    wanted: dict[Path, str | bytes] = {documents.path_of(folder, file): text for file, text in stored.items()}
    wanted |= {folder / BY_NAME[name].file: texts[name] for name in sorted(texts, key=lambda name: name == LOG)}
    put(folder, wanted)


def put(folder: Path, wanted: Mapping[Path, str | bytes]) -> None:
    """Put in place, as one step, what differs from the files there. For whoever holds the lock. Raises StoreError."""
    contents: dict[Path, bytes] = {}
    for path, text in wanted.items():
        try:
            content = text if isinstance(text, bytes) else text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise StoreError(path, str(error)) from error
        if rawtext.read_bytes(path)[0] != content:
            contents[_real(path)] = content
    try:
        placing.place(folder, contents)
    except placing.NotPlaced as error:
        left = f"; saved all the same, and completed by the next save: {', '.join(error.left)}" if error.left else ""
        raise StoreError(error.file, error.cause + left) from error


def _real(path: Path) -> Path:
    """The file itself; of a link, the file that it points to, so that the link stays."""
    return Path(os.path.realpath(path))


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
