"""Processes that edit one folder at the same time, and two editors who want the same cell. Run as a child, this module is one writer.

Every writer has a column of its own, so that the eight of them write into neighbouring cells of the same rows. Waiting is the time from
asking for a save to its end, the turns of the others included.
"""
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from benchmarks.faults_folder import BEGUN, ROOT, Outcome, errors_of, identity, make_folder, percentile, title, wrong_with
from monitor import edits, store
from monitor.check import check
from monitor.edits import Change, Clash, Clashes, Edit, chosen

COLUMNS = ("title", "status", "status_date", "evidence_url", "note", "checked_on", "checked_by", "headline")
LONGEST_WAIT = 2.0   # seconds, at the 99th percentile
CELL = ("commitments", identity(0), "note")


def of_writers(each: int, each_without_lock: int) -> list[Outcome]:
    kept, wrong, told = writing(each)
    kept_without_lock, _, told_without = writing(each_without_lock, "without-lock")
    made = len(COLUMNS) * each_without_lock
    waits = [wait for of_writer in told for wait in of_writer["waits"]]
    refused = [words for of_writer in told for words in of_writer["refused"]]
    for words in (wrong + refused)[:10]:
        print(f"   WRONG: {words}")
    size = f"{len(COLUMNS)} writers x {each} edits, {each} rows"
    wanted = len(COLUMNS) * each
    middle, late = percentile(waits, 0.5), percentile(waits, 0.99)
    failed = sum(len(of_writer["refused"]) for of_writer in told_without)
    return [
        Outcome("edits of different cells at once", size, f"{kept:,} of {wanted:,} kept, {len(refused)} refused, {len(wrong)} faults",
                f"{wanted:,} kept", kept == wanted and not wrong and not refused,
                f"without the lock: {made - kept_without_lock - failed} of {made} lost without a word, {failed} failed"),
        Outcome("wait of a writer among eight", size, f"p50 {middle:.2f} s, p99 {late:.2f} s, longest {max(waits):.2f} s",
                f"p99 under {LONGEST_WAIT:.0f} s", late < LONGEST_WAIT),
    ]


def change_of(writer: int, number: int) -> Change:
    """A writer's change of a number: the cell of the writer's column in the row of that number."""
    day = (date(2026, 1, 1) + timedelta(days=number % 300)).isoformat()
    new = {"status": "unclear", "status_date": day, "checked_on": day, "evidence_url": f"https://example.org/{number}"}
    base = {"title": title(number), "status": "not_checked"}
    column = COLUMNS[writer]
    return Change("commitments", identity(number), column, base.get(column, ""), new.get(column, f"{column} {number}, by hand"))


def writing(each: int, *options: str) -> tuple[int, list[str], list[dict]]:
    """How many edits are in the table, what is wrong with the folder, and what each writer told."""
    with tempfile.TemporaryDirectory() as parent:
        folder = make_folder(Path(parent) / "data", each)
        before = store.load(folder)
        told = _run_writers(folder, each, *options)
        made = [(f"writer {writer}", change_of(writer, number)) for writer in range(len(COLUMNS)) for number in range(each)]
        now = store.load(folder).commitments.by_id
        kept = sum(now[change.id][change.column] == change.new for _, change in made)
        return kept, [*wrong_with(folder, before, made), *errors_of(check(folder))], told


def _run_writers(folder: Path, each: int, *options: str) -> list[dict]:
    writers = []
    for writer in range(len(COLUMNS)):
        command = [sys.executable, "-m", "benchmarks.faults_writers", str(folder), str(writer), str(each), *options]
        writers.append(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for writer in writers:
        writer.stdout.readline()   # it is ready
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return [json.loads(writer.communicate()[0]) for writer in writers]


def write(folder: Path, writer: int, each: int, is_without_lock: bool) -> None:
    """One writer: the same edits, with the lock or without it, from the moment at which all begin."""
    if is_without_lock:
        store.locked = _unlocked
    print("ready", flush=True)
    sys.stdin.readline()
    waits, refused = [], []
    for number in range(each):
        change = change_of(writer, number)
        begun = time.perf_counter()
        try:
            edits.save(folder, Edit((change,), note="Seen in the news" if change.column == "status" else ""), f"writer {writer}", BEGUN)
        except (store.StoreError, OSError) as error:
            refused.append(str(error))
        waits.append(time.perf_counter() - begun)
    print(json.dumps({"waits": waits, "refused": refused}))


@contextlib.contextmanager
def _unlocked(folder: Path) -> Iterator[tuple[str, ...]]:
    yield ()


def of_clashes(rounds: int) -> list[Outcome]:
    """Two editors set one cell from the same base, half of the rounds in two threads, as visitors of a server do, half in two processes."""
    with tempfile.TemporaryDirectory() as parent:
        folder = make_folder(Path(parent) / "data", 50)
        before = store.load(folder)
        made: list[tuple[str, Change]] = []
        shown = 0
        wrong = []
        with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2, get_context("spawn")) as processes:
            for number in range(rounds):
                of_round = _round(processes if number % 2 else threads, folder, number, made)
                shown += not of_round
                wrong += of_round
        wrong += [*wrong_with(folder, before, made), *errors_of(check(folder))]
    for words in wrong[:10]:
        print(f"   WRONG: {words}")
    result = f"{shown} shown with base, theirs and who, and settled; {len(wrong)} faults"
    return [Outcome("two editors, one cell", f"{rounds} clashes", result, f"{rounds} shown", shown == rounds and not wrong)]


def _round(pool: Executor, folder: Path, number: int, made: list[tuple[str, Change]]) -> list[str]:
    """Two saves at once; the one that is refused is saved once its editor has chosen. What went wrong; `made` takes what was saved."""
    base = made[-1][1].new if made else ""
    mine = {who: Change(*CELL, base, f"{who} {number}") for who in ("MK", "AB")}
    tried = {who: pool.submit(attempt, folder, change, who) for who, change in mine.items()}
    clashes = {who: answer.result() for who, answer in tried.items()}
    first = next((who for who, of_who in clashes.items() if not of_who), "")
    second = next((who for who, of_who in clashes.items() if of_who), "")
    if not first or not second:
        return [f"round {number}: {sum(map(bool, clashes.values()))} of the two were told of a clash"]
    made.append((first, mine[first]))
    (clash,) = clashes[second]
    seen = (clash.change, clash.theirs, clash.who, clash.when)
    if seen != (mine[second], mine[first].new, first, BEGUN.isoformat()):
        return [f"round {number}: the clash tells {seen}"]
    settled = chosen(Edit((mine[second],)), (clash,), {mine[second]})
    edits.save(folder, settled, second, BEGUN)
    made.append((second, settled.steps[0]))
    return []


def attempt(folder: Path, change: Change, who: str) -> tuple[Clash, ...]:
    """A save of one cell; the clashes that it met, none where it was saved."""
    try:
        edits.save(folder, Edit((change,)), who, BEGUN)
    except Clashes as error:
        return error.clashes
    return ()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] == ["without-lock"])
