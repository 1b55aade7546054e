"""The tables of a data folder read and saved: whole or not at all, by one writer at a time.

A save writes every table beside its file, flushes it to disk and puts it in place by a rename, all under a lock: a reader sees
the old file or the new one, and a save that was acknowledged survives a crash. Several tables are put in place one after
the other, the log last: what a killed save left out of the log is found again by `python -m monitor record`.
"""
import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import filelock

from monitor import documents, rawtext
from monitor.problems import Problem
from monitor.schema import BY_NAME, TABLES
from monitor.table import Row, TableError, TableFile, read, write_text

ENVIRONMENT = "MONITOR_DATA"
DEFAULT_FOLDER = "data"
LOCK_FILE = ".lock"
LOCK_SECONDS = 10
LEFTOVER = (".saving-", ".tmp")   # beginning and end of the name of a file that is being written
LOG = "status_log"


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


def load(folder: Path) -> Tables:
    """Every table of the folder. Raises nothing for bad tables: their problems stand in them."""
    return Tables(Path(folder), **{schema.name: read(Path(folder) / schema.file, schema) for schema in TABLES})


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


def update(folder: Path, edit: Callable[[Tables], Mapping[str, str]]) -> None:
    """Read the tables, write the texts that `edit` makes of them, and let nobody else write in between.

    Raises StoreError, also when a table that `edit` wants to write has faults to be mended first.
    """
    with locked(folder):
        tables = load(folder)
        try:
            texts = edit(tables)
        except TableError as error:
            raise StoreError(Path(folder), str(error)) from error
        _write_all(Path(folder), texts, {})


def with_entries(tables: Tables, entries: Iterable[Row]) -> str:
    """The text of the log with entries added at its end."""
    return write_text(tables.status_log, [*tables.status_log.rows, *entries])


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; leftovers of killed saves are swept away first. Raises StoreError. Not reentrant."""
    if not Path(folder).is_dir():
        raise StoreError(Path(folder), "there is no such folder; `python -m monitor init DIR` makes one")
    lock = filelock.FileLock(Path(folder) / LOCK_FILE, timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreError(Path(folder), f"another save has held {LOCK_FILE} for {LOCK_SECONDS} seconds") from error
    except OSError as error:
        raise StoreError(Path(folder), _cause(error)) from error
    try:
        _sweep(Path(folder))
        yield
    finally:
        lock.release()


def _sweep(folder: Path) -> None:
    beginning, end = LEFTOVER
    for place in (folder, folder / documents.FOLDER):
        for leftover in place.glob(f"{beginning}*{end}"):
            _remove(leftover)


def _write_all(folder: Path, texts: Mapping[str, str], stored: Mapping[str, str]) -> None:
    """Put in place what differs from the file there: texts of documents first, for the tables point into them; the log last."""
    wanted = {documents.path_of(folder, file): text for file, text in stored.items()}
    wanted |= {folder / BY_NAME[name].file: texts[name] for name in sorted(texts, key=lambda name: name == LOG)}
    order = {_real(path): text for path, text in wanted.items() if rawtext.read_text(path)[0] != text}
    ready: dict[Path, Path] = {}
    placed: list[Path] = []
    target = folder
    try:
        for target, text in order.items():
            ready[target] = _written_beside(target, text)
        for target in order:
            os.replace(ready[target], target)
            placed.append(target)
        for parent in {target.parent for target in order}:
            _sync_folder(parent)
    except (OSError, UnicodeEncodeError) as error:
        for unplaced in ready.keys() - set(placed):
            _remove(ready[unplaced])
        already = f"; already saved: {', '.join(path.stem for path in placed)}" if placed else ""
        raise StoreError(target, _cause(error) + already) from error


def _real(path: Path) -> Path:
    """The file itself; of a link, the file that it points to, so that the link stays."""
    return Path(os.path.realpath(path))


def _written_beside(target: Path, text: str) -> Path:
    """A file beside the target that holds the text, flushed to disk, with the target's permissions."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(None, "the file is read-only")
    beginning, end = LEFTOVER
    handle, name = tempfile.mkstemp(prefix=f"{beginning}{target.stem}-", suffix=end, dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(path, mode)
    except BaseException:
        _remove(path)
        raise
    return path


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):   # what cannot be removed now is swept by the next save
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make a rename last. Windows cannot open a folder and needs no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
