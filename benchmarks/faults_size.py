"""How long reading, checking and saving take in a large folder. Run as a child, this module measures one thing and prints it as JSON.

Each figure is the best of three processes. Warm is a process that has read the tables before, as a server has; cold is a new one, its
imports not counted. Baseline: pandas reads the largest table and writes it, without a check, a lock, a log or an fsync.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults_folder import BEGUN, ROOT, NumberedEdit, Outcome, errors_of, make_folder
from monitor import check, edits, history, placing, store

ROUNDS = 3
PROCESSOR = "of processor"   # beside the steps: where it is much less than their sum, others kept the machine busy
MOST_TO_READ, MOST_TO_SAVE = 1.0, 0.5   # seconds, for 100,000 rows
# What a save spends its time with: the step, and the function that does it, by where it is looked up.
STEPS = (("read", store, "load_again"), ("merge", edits, "merged"), ("texts", edits, "rewritten"), ("texts", store, "with_entries"),
         ("place", placing, "place"), ("fsync", os, "fsync"))


def measure(count: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as parent:
        folder = make_folder(Path(parent) / "data", count)
        linked = make_folder(Path(parent) / "linked", count, with_mentions=True)
        bare = _without_log(folder, Path(parent) / "bare")
        entries = len(store.load(folder).status_log.rows)
        pandas = _best("pandas", folder)
        pandas_writes = f"pandas reads and writes the table in {pandas['read'] + pandas['write']:.2f} s"
        pandas_reads = f"pandas reads the table in {pandas['read']:.2f} s"
        size = f"{count:,} rows"
        return [
            _timed("read and check: the commitments", size, _best("reading", bare), MOST_TO_READ, pandas_reads),
            _timed(f"read and check: and a log of {entries:,}", size, _best("reading", folder), None, pandas_reads),
            _timed(f"save of one cell, warm: log of {entries:,}", size, _best("warm", folder), MOST_TO_SAVE, pandas_writes),
            _timed(f"save of one cell, cold: log of {entries:,}", size, _best("cold", folder), MOST_TO_SAVE, pandas_writes),
            _timed("save of one cell, warm: and a mention each", size, _best("warm", linked), None, pandas_writes),
            _timed("save of one cell, cold: and a mention each", size, _best("cold", linked), None, pandas_writes),
        ]


def _timed(what: str, size: str, steps: dict[str, float], most: float | None, baseline: str) -> Outcome:
    total = _total(steps)
    told = ", ".join(f"{name} {seconds:.2f}" for name, seconds in steps.items())
    demanded = f"under {most} s" if most else "told only"
    return Outcome(what, size, f"{total:.2f} s ({told})", demanded, most is None or total < most, baseline)


def _total(steps: dict[str, float]) -> float:
    return sum(seconds for name, seconds in steps.items() if name != PROCESSOR)


def _without_log(folder: Path, target: Path) -> Path:
    made = make_folder(target, 0)
    store.save(made, {name: store.load(folder)[name].text for name in ("sources", "commitments")})
    return made


def _best(measurement: str, folder: Path) -> dict[str, float]:
    """The seconds by step of the quickest run."""
    command = [sys.executable, "-m", "benchmarks.faults_size", measurement, str(folder)]
    told = [json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout) for _ in range(ROUNDS)]
    return min(told, key=_total)


def of_reading(folder: Path) -> dict[str, float]:
    begun = time.process_time()
    tables, read = _seconds(lambda: store.load(folder))
    problems, checked = _seconds(lambda: check.check_tables(tables))
    of_processor = time.process_time() - begun
    if errors := errors_of(problems):
        raise RuntimeError(f"the folder is not valid: {errors[0]}")
    return {"read": read, "check": checked, PROCESSOR: of_processor}


def of_saving(folder: Path, is_warm: bool) -> dict[str, float]:
    """The seconds of one save by step; the next note of the numbered ones. Raises RuntimeError where the edit is not there afterwards."""
    numbered = _next(folder)
    if is_warm:
        store.load_again(folder)
    spent = _watched()
    begun = time.process_time()
    _, total = _seconds(lambda: edits.save(folder, numbered.edit, numbered.who, BEGUN))
    of_processor = time.process_time() - begun
    spent["place"] -= spent["fsync"]
    steps = spent | {"rest": total - sum(spent.values()), PROCESSOR: of_processor}
    made = store.load(folder)
    if made.commitments.by_id[numbered.change.id]["note"] != numbered.change.new or history.unrecorded(made.rows):
        raise RuntimeError("the edit is not in the table and in the log")
    return steps


def _next(folder: Path) -> NumberedEdit:
    """The first edit that is not in the table, found without reading it as the program does."""
    lines = (folder / "commitments.csv").read_bytes().splitlines()
    return NumberedEdit(sum(b"Told by" in line for line in lines), len(lines) - 1)


def _watched() -> defaultdict[str, float]:
    """The seconds that each step takes from now on."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(step: str, work: Callable) -> Callable:
        def run(*arguments, **named):
            begun = time.perf_counter()
            try:
                return work(*arguments, **named)
            finally:
                spent[step] += time.perf_counter() - begun
        return run

    for step, place, name in STEPS:
        setattr(place, name, timed(step, getattr(place, name)))
    return spent


def of_pandas(folder: Path) -> dict[str, float]:
    import pandas as pd   # only here: its import is not to slow down the others

    path = folder / "commitments.csv"
    table, read = _seconds(lambda: pd.read_csv(path, dtype=str, keep_default_na=False))
    _, write = _seconds(lambda: table.to_csv(folder / "by-pandas.csv", index=False))
    (folder / "by-pandas.csv").unlink()
    return {"read": read, "write": write}


def _seconds(work: Callable[[], object]) -> tuple:
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


MEASUREMENTS = {"reading": of_reading, "warm": lambda folder: of_saving(folder, True), "cold": lambda folder: of_saving(folder, False),
                "pandas": of_pandas}

if __name__ == "__main__":
    print(json.dumps(MEASUREMENTS[sys.argv[1]](Path(sys.argv[2]))))
