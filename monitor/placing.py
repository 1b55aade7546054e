"""Several files put in place as one: all of them, or none, whatever is killed or fails in between.

Each text is written beside its file and flushed. A journal then names every file with what it held and what it is to hold;
from that moment on the save counts. The files are put in place by renames, and the journal goes. A save that is killed before
the journal stands leaves the old files; one that is killed after it is completed by `complete`, whoever comes next. A call
that fails takes back what was in place already, from links to the old files.
"""
import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

LEFTOVER = (".saving-", ".tmp")   # beginning and end of the name of a file that is being written
JOURNAL = ".saving-journal.json"
WITHOUT_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class NotPlaced(Exception):
    """A file that could not be put in place, and why. `left` names files that stay new, because taking them back failed as well."""

    def __init__(self, file: Path, cause: str, left: tuple[str, ...] = ()):
        super().__init__(f"{file}: {cause}")
        self.file, self.cause, self.left = file, cause, left


@dataclass(frozen=True)
class _Move:
    """One file of a save: its path and that of its new text, from the folder; the SHA-256 of its bytes before (empty: none) and after."""

    target: str
    written: str
    before: str
    after: str


def place(folder: Path, contents: Mapping[Path, bytes]) -> None:
    """Put the contents in place of those of the files, in their order.

    Raises NotPlaced; every file then holds what it held, but for those that `left` names.
    """
    written: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    target = folder
    try:
        moves = []
        for target, content in contents.items():
            written[target] = _written_beside(target, content)
            kept[target] = _kept_beside(target)
            names = (os.path.relpath(path, folder) for path in (target, written[target]))   # the folder may be moved before this is read
            moves.append(_Move(*names, _digest_of(target), _digest(content)))
        _write_journal(folder, moves)
        _sync_folders([folder / JOURNAL, *contents])
        for target, path in written.items():
            os.replace(path, target)
        _sync_folders(contents)
    except OSError as error:
        left = _taken_back(kept)
        if not left:
            _remove_all((*written.values(), folder / JOURNAL, *kept.values()))   # in this order: without its texts a journal does nothing
        raise NotPlaced(target, _cause(error), left) from error
    _remove(folder / JOURNAL)
    _remove_all(kept.values())


def complete(folder: Path, others: Iterable[Path] = ()) -> tuple[str, ...]:
    """Finish the save that a journal tells of, sweep away what killed saves left there and in the other folders, and tell of it.

    Where a file is neither what it was nor what it was to become, somebody changed it since: then nothing more is put in place.
    Raises OSError.
    """
    told: tuple[str, ...] = ()
    journal = folder / JOURNAL
    if journal.exists():
        moves = [_Move(**move) for move in json.loads(journal.read_text(encoding="utf-8"))]
        told = _completed(folder, moves)
        _sync_folders(folder / move.target for move in moves)
        journal.unlink()
    for swept in (folder, *others):
        _remove_all(swept.glob("*".join(LEFTOVER)))
    return told


def _completed(folder: Path, moves: list[_Move]) -> tuple[str, ...]:
    names = ", ".join(Path(move.target).name for move in moves)
    states = [_digest_of(folder / move.target) for move in moves]
    is_known = all(state in (move.before, move.after) for state, move in zip(states, moves))
    open_moves = [move for state, move in zip(states, moves) if state != move.after]
    if not is_known or any(_digest_of(folder / move.written) != move.after for move in open_moves):
        return (f"a save of {names} was cut off, and the files were changed since: they stay as they are",)
    for move in open_moves:
        os.replace(folder / move.written, folder / move.target)
    return (f"a save of {names} was cut off and has been completed",) if open_moves else ()


def _write_journal(folder: Path, moves: list[_Move]) -> None:
    content = json.dumps([asdict(move) for move in moves], indent=1).encode("utf-8")
    path = _written_beside(folder / JOURNAL, content)
    try:
        os.replace(path, folder / JOURNAL)
    except OSError:
        _remove(path)
        raise


def _written_beside(target: Path, content: bytes) -> Path:
    """A file beside the target that holds the content, flushed to disk, with the target's permissions."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    if target.exists():
        _must_be_writable(target)
    beginning, end = LEFTOVER
    handle, name = tempfile.mkstemp(prefix=f"{beginning}{target.stem}-", suffix=end, dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(path, mode)
    except BaseException:
        _remove(path)
        raise
    return path


def _must_be_writable(target: Path) -> None:
    """A rename would go over a read-only file as well. Raises OSError."""
    try:
        os.close(os.open(target, os.O_WRONLY))
    except PermissionError as error:
        raise PermissionError(error.errno, "the file is read-only") from error


def _kept_beside(target: Path) -> Path | None:
    """A second name of the file as it is, so that it can come back; a copy where the disk knows no links. None where there is no file."""
    if not target.exists():
        return None
    beginning, end = LEFTOVER
    path = target.parent / f"{beginning}{target.stem}-{os.getpid()}-old{end}"
    _remove(path)
    try:
        os.link(target, path)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        shutil.copy2(target, path)
    return path


def _taken_back(kept: Mapping[Path, Path | None]) -> tuple[str, ...]:
    """Bring the old files back; the names of those that could not be."""
    left = []
    for target, old in kept.items():
        try:
            if old is None:
                target.unlink(missing_ok=True)
            elif not target.exists() or not os.path.samefile(old, target):
                os.replace(old, target)
        except OSError:
            left.append(target.name)
    return tuple(left)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str:
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return ""


def _remove_all(paths: Iterable[Path | None]) -> None:
    for path in paths:
        if path is not None:
            _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):   # what cannot be removed now is swept by the next save
        path.unlink()


def _sync_folders(files: Iterable[Path]) -> None:
    """Make renames last. Windows cannot open a folder and needs no such step."""
    for folder in {file.parent for file in files} if os.name == "posix" else ():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
