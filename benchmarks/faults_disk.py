"""Saves on a small disk that fills up, and on one that is mounted read-only. Run as a child, this module has mounts of its own.

The disk is a tmpfs that only the child sees (`unshare`), so nothing has to be taken down afterwards. It is filled until no page is left
free, then until one is, two, and so on to the first save that passes: the disk is full at each step of a save in its turn.
"""
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults_folder import BEGUN, ROOT, NumberedEdit, Outcome, bytes_of, make_folder, wrong_with
from monitor import edits, store

ROWS = 200
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
DISK = 400 * PAGE
READ_ONLY_SAVES = 20
WAYS_TO_MOUNT = (["unshare", "--mount"], ["unshare", "--mount", "--user", "--map-root-user"])


def way_to_mount() -> list[str] | None:
    """What to put before a command that is to mount a disk of its own; None where this machine does not let us."""
    with tempfile.TemporaryDirectory() as parent:
        for way in WAYS_TO_MOUNT if shutil.which("unshare") else ():
            tried = subprocess.run([*way, "mount", "-t", "tmpfs", "tmpfs", parent], capture_output=True)
            if tried.returncode == 0:
                return way
    return None


def measure() -> list[Outcome]:
    way = way_to_mount()
    if way is None:
        return [Outcome("full disk, read-only disk", "", "SKIPPED: no disk can be mounted here", "0", True)]
    with tempfile.TemporaryDirectory() as parent:
        command = [*way, sys.executable, "-m", "benchmarks.faults_disk", parent]
        told = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)
    outcomes = []
    for what, cases in told.items():
        wrong = [words for case in cases for words in case["wrong"]]
        for words in wrong[:10]:
            print(f"   WRONG: {words}")
        refused = sum(case["came"] == "refused" for case in cases)
        bad = sum(bool(case["wrong"]) for case in cases)
        outcomes.append(Outcome(what, f"{len(cases)} saves", f"{bad} with changed bytes, no cause, or left behind ({refused} refused)", "0",
                                not wrong and refused > 0))
    return outcomes


def on_full_disk(folder: Path) -> Iterator[dict]:
    """A save for each number of free pages, from none to the first with which it passes."""
    filler = folder.parent / "filler"
    came = ""
    for pages in range(DISK // PAGE):
        if came == "saved":
            return
        with _filled(filler, pages):
            came, wrong = _tried(folder, errno.ENOSPC)
        yield {"came": came, "wrong": wrong + _wrong_with_the_next(folder)}


class _filled:
    """The disk with all but so many pages taken."""

    def __init__(self, filler: Path, pages: int):
        self.filler, self.pages = filler, pages

    def __enter__(self) -> None:
        free = os.statvfs(self.filler.parent)
        self.filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - self.pages * PAGE)))

    def __exit__(self, *_: object) -> None:
        self.filler.unlink()


def on_read_only_disk(folder: Path) -> Iterator[dict]:
    for _ in range(READ_ONLY_SAVES):
        _remount(folder.parent, "ro")
        came, wrong = _tried(folder, errno.EROFS)
        _remount(folder.parent, "rw")
        yield {"came": came, "wrong": wrong + _wrong_with_the_next(folder)}


def _tried(folder: Path, error: int) -> tuple[str, list[str]]:
    """What came of one save, and what is wrong with it: a refusal changes no byte and tells file and cause."""
    old = bytes_of(folder)
    numbered = _next(folder)
    try:
        edits.save(folder, numbered.edit, numbered.who, BEGUN)
    except store.StoreError as told:
        words = str(told)
        wrong = [] if str(folder) in words and os.strerror(error) in words else [f"the message does not name file and cause: {words}"]
        return "refused", wrong + ([f"refused, and bytes changed: {words}"] if bytes_of(folder) != old else [])
    return "saved", []


def _wrong_with_the_next(folder: Path) -> list[str]:
    """The next save works, and all edits so far are there once."""
    before = store.load(folder)
    numbered = _next(folder)
    edits.save(folder, numbered.edit, numbered.who, BEGUN)
    return list(wrong_with(folder, before, [(numbered.who, numbered.change)]))


def _next(folder: Path) -> NumberedEdit:
    return NumberedEdit(sum(bool(row["note"]) for row in store.load(folder).commitments.rows), ROWS)


def _remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def main(disk: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=True)
    folder = make_folder(disk / "data", ROWS)
    print(json.dumps({"full disk, by free pages": list(on_full_disk(folder)), "disk mounted read-only": list(on_read_only_disk(folder))}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
