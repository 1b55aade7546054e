"""Each system call of a save failed in its turn by strace, and the process killed at each. Run as a child, this module makes one save.

Two calls of `getppid` mark where the save begins and ends. The calls before it, of imports, are the same in each run: they are counted
once, and a failure that did not fall into the save is told as a fault of the case.
"""
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults_folder import BEGUN, ROOT, NumberedEdit, Outcome, bytes_of, make_folder, wrong_with
from monitor import edits, store

ROWS = 20
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
MARK = "getppid"
OF_FILES = "%file,%desc"
NOT_OF_FILES = ("mmap",)   # memory, though strace counts it among the calls with a descriptor
RENAMING, UNLINKING = ("rename", "renameat", "renameat2"), ("unlink", "unlinkat")   # each machine has its own
CLEANING = (*RENAMING, *UNLINKING)   # what takes back and sweeps after a failure
CHANGING = (*CLEANING, "write", "fsync", "fdatasync", "link", "linkat", "chmod", "fchmodat", "mkdir", "mkdirat", "flock")
ONCE, EVER_AFTER, TWICE, KILLED = "each system call of a save failed once", "each, and all of its kind after it", \
    "each, and what cleans up after it", "killed at each system call"
TRACED = re.compile(r"\d+ +(?P<call>\w+)\(")


@dataclass(frozen=True)
class Case:
    """The nth call of a kind that a process makes, counted from its start, and what befalls it.

    `cleaning` is another kind of call, of which all fail from its nth on; its name is empty where there is none.
    """

    call: str
    nth: int
    mode: str
    error: int = 0
    cleaning: tuple[str, int] = ("", 0)

    @property
    def injections(self) -> tuple[str, ...]:
        if self.mode == KILLED:
            return (f"{self.call}:signal=KILL:when={self.nth}",)
        error = f"error={errno.errorcode[self.error]}"
        first = f"{self.call}:{error}:when={self.nth}" + ("+" if self.mode == EVER_AFTER else "")
        name, nth = self.cleaning
        return (first, f"{name}:{error}:when={nth}+") if name else (first,)


@dataclass(frozen=True)
class Found:
    """What came of a case: saved, refused, another exception or killed; whether the tables were old or new; what was wrong."""

    case: Case
    came: str
    wrong: tuple[str, ...]


def why_not() -> str:
    """Why system calls cannot be failed on this machine; empty where they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(_strace(os.devnull, MARK, (f"{MARK}:error=EIO:when=1",)) + ["true"], capture_output=True, text=True)
    return f"strace cannot trace here: {tried.stderr.strip()}" if tried.returncode else ""


def measure(is_full: bool) -> list[Outcome]:
    if reason := why_not():
        return [Outcome("system calls of a save failed in turn", "", f"SKIPPED: {reason}", "0", True)]
    calls, found = of_every_call(is_full)
    print("   calls of a save: " + ", ".join(f"{name} {count}" for name, count in calls.most_common()))
    for item in [item for item in found if item.wrong][:20]:
        print(f"   WRONG: {item.case}: {item.came}: {'; '.join(item.wrong)}")
    outcomes = []
    for mode in (ONCE, EVER_AFTER, TWICE, KILLED):
        of_mode = [item for item in found if item.case.mode == mode]
        came = ", ".join(f"{name} {count}" for name, count in Counter(item.came for item in of_mode).most_common())
        bad = sum(bool(item.wrong) for item in of_mode)
        outcomes.append(Outcome(mode, f"{len(of_mode)} cases", f"{bad} with changed bytes, no cause, or left behind ({came})", "0",
                                bool(of_mode) and not bad))
    return outcomes


def of_every_call(is_full: bool) -> tuple[Counter, list[Found]]:
    """How many calls of each kind a save makes, and what came of each case."""
    with tempfile.TemporaryDirectory() as parent:
        trial = _Trial(Path(parent))
        before, inside = trial.calls()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return Counter(inside), list(pool.map(trial.found, cases(before, inside, is_full)))


def cases(before: Counter, inside: list[str], is_full: bool) -> Iterator[Case]:
    """Every call of a save with every error and in every mode; or, much fewer, errors and modes in turn."""
    made = before.copy()
    cleaning = sorted({*CLEANING} & {*inside})
    for place, call in enumerate(inside):
        made[call] += 1
        nth = made[call]
        twice = [Case(call, nth, TWICE, ERRORS[place % len(ERRORS)], (name, made[name] + 1)) for name in cleaning if name != call]
        if is_full:
            yield from (Case(call, nth, mode, error) for error in ERRORS for mode in (ONCE, EVER_AFTER))
            yield from twice
            yield Case(call, nth, KILLED)
        elif call in CHANGING or place % 8 == 0:
            yield Case(call, nth, ONCE, ERRORS[place % len(ERRORS)])
            if call == "fsync":
                yield from twice
            if call in ("fsync", *RENAMING):
                yield Case(call, nth, EVER_AFTER, ERRORS[place % len(ERRORS)])
            if call in CLEANING or place % 32 == 0:
                yield Case(call, nth, KILLED)


class _Trial:
    """Cases tried on copies of one folder; `old` and `new` are the bytes of the tables without the edit and with it."""

    def __init__(self, parent: Path):
        self.parent = parent
        self.template = make_folder(parent / "template", ROWS)
        self.before = store.load(self.template)
        self.first, self.second = NumberedEdit(0, ROWS), NumberedEdit(1, ROWS)
        self.old = bytes_of(self.template)
        saved = shutil.copytree(self.template, parent / "saved")
        edits.save(saved, self.first.edit, self.first.who, BEGUN)
        self.new = bytes_of(saved)

    def calls(self) -> tuple[Counter, list[str]]:
        """How many calls of each kind the process makes before the save, and the calls within it in their order."""
        folder = shutil.copytree(self.template, self.parent / "counted")
        lines = self._run(folder, OF_FILES, ())[1]
        begin, end = _marks(lines)
        return Counter(map(_call, lines[:begin])), [call for call in map(_call, lines[begin + 1:end]) if call and call not in NOT_OF_FILES]

    def found(self, case: Case) -> Found:
        folder = self.parent / "-".join(map(str, (case.call, case.nth, case.error, *case.cleaning, case.mode.replace(" ", "-"))))
        shutil.copytree(self.template, folder)
        told, lines = self._run(folder, ",".join(injection.partition(":")[0] for injection in case.injections), case.injections)
        came = told.get("came", "killed" if case.mode == KILLED else "no word")
        result = Found(case, came, tuple(self._wrong(case, folder, told, lines)))
        shutil.rmtree(folder)
        return result

    def _run(self, folder: Path, traced: str, injections: tuple[str, ...]) -> tuple[dict, list[str]]:
        """What the saving process told, and the calls that it made, by strace."""
        log = folder.with_suffix(".strace")
        command = [*_strace(log, f"{traced},{MARK}", injections), sys.executable, "-m", "benchmarks.faults_calls", str(folder)]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        log.unlink()
        if not any(_call(line) == MARK for line in lines):
            raise RuntimeError(f"strace saw no save: {told.stderr}")
        return json.loads(told.stdout or "{}"), lines

    def _wrong(self, case: Case, folder: Path, told: dict, lines: list[str]) -> Iterator[str]:
        marks = [*_marks(lines), len(lines)]
        struck = [place for place, line in enumerate(lines) if "INJECTED" in line or "killed by SIGKILL" in line]
        if not struck or not marks[0] < struck[0] <= marks[1]:
            yield "the call was not reached within the save"
        came = told.get("came", "")
        now = bytes_of(folder)
        if came == "saved" and now != self.new:
            yield "told as saved, and is not"
        elif came == "refused":
            if case.mode == ONCE and now != self.old:
                yield f"refused, and bytes changed: {told['message']}"
            if str(folder) not in told["message"] or os.strerror(case.error) not in told["message"]:
                yield f"the message does not name file and cause: {told['message']}"
        elif came not in ("saved", "refused") and case.mode != KILLED:
            yield f"an exception that no page expects: {told}"
        yield from self._wrong_with_the_next(folder)

    def _wrong_with_the_next(self, folder: Path) -> Iterator[str]:
        """What is wrong once the next save has come by: it must find all old or all new, and work."""
        with store.locked(folder):
            stands = bytes_of(folder)
        if stands not in (self.old, self.new):
            yield "neither old nor new after the next start"
        edits.save(folder, self.second.edit, self.second.who, BEGUN)
        made = [self.first, self.second] if stands == self.new else [self.second]
        yield from wrong_with(folder, self.before, [(edit.who, edit.change) for edit in made])


def _strace(log: Path | str, traced: str, injections: tuple[str, ...]) -> list[str]:
    injected = [f"--inject={injection}" for injection in injections]
    is_kill = any("signal=" in injection for injection in injections)   # the filter in the kernel, else the quicker way, swallows it
    return ["strace", "-f", *([] if is_kill else ["--seccomp-bpf"]), "-qq", "-o", str(log), "-e", f"trace={traced}", *injected]


def _marks(lines: list[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if _call(line) == MARK]


def _call(line: str) -> str:
    found = TRACED.match(line)
    return found["call"] if found else ""


def save_once(folder: Path) -> None:
    """One save between two marks; what came of it is told by a call that no save makes."""
    numbered = NumberedEdit(0, ROWS)
    os.getppid()
    try:
        edits.save(folder, numbered.edit, numbered.who, BEGUN)
        told = {"came": "saved"}
    except store.StoreError as error:
        told = {"came": "refused", "message": str(error)}
    except Exception as error:   # whatever it is, the parent counts it as a fault
        told = {"came": type(error).__name__, "message": str(error)}
    os.getppid()
    os.writev(1, [json.dumps(told).encode()])
    os._exit(0)


if __name__ == "__main__":
    save_once(Path(sys.argv[1]))
