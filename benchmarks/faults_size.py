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
MOST_TO_READ, MOST_TO_SAVE = 1.0, 0.5   # seconds, for 100,000 rows
# What a save spends its time with: the step, and the function that does it, by where it is looked up.
STEPS = (("read", store, "load"), ("merge", edits, "merged"), ("texts", edits, "write_text"), ("texts", store, "write_text"),
         ("place", placing, "place"), ("fsync", os, "fsync"))


def measure(count: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as parent:
        folder = make_folder(Path(parent) / "data", count)
        linked = make_folder(Path(parent) / "linked", count, with_mentions=True)
        bare = _without_log(folder, Path(parent) / "bare")
        entries = len(store.load(folder).status_log.rows)
        pandas = _best("pandas", folder)
        pandas_writes = f"pandas reads and writes the table in {pandas['read'] + pandas['write']:.2f} s"
        outcomes = []
        for what, place, demand in (("the commitments", bare, MOST_TO_READ), (f"and a log of {entries:,}", folder, None)):
            told = _best("reading", place)
            total = told["read"] + told["check"]
            outcomes.append(_timed(f"read and check: {what}", count, total, demand, f"read {told['read']:.2f}, check {told['check']:.2f}",
                                   f"pandas reads the table in {pandas['read']:.2f} s"))
        for what, place, demand in ((f"log of {entries:,}", folder, MOST_TO_SAVE), ("and a mention each", linked, None)):
            for how in ("warm", "cold"):
                told = _best(how, place)
                steps = ", ".join(f"{name} {seconds:.2f}" for name, seconds in told.items() if name not in ("total", "wrong"))
                outcomes.append(_timed(f"save of one cell, {how}: {what}", count, told["total"], demand, steps, pandas_writes, told["wrong"]))
    return outcomes


def _timed(what: str, count: int, seconds: float, most: float | None, steps: str, baseline: str, wrong: str = "") -> Outcome:
    demanded = f"under {most} s" if most else "told only"
    return Outcome(what, f"{count:,} rows", f"{seconds:.2f} s ({steps}){wrong}", demanded, not wrong and (most is None or seconds < most), baseline)


def _without_log(folder: Path, target: Path) -> Path:
    made = make_folder(target, 0)
    store.save(made, {name: store.load(folder)[name].text for name in ("sources", "commitments")})
    return made


def _best(measurement: str, folder: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.faults_size", measurement, str(folder)]
    told = [json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout) for _ in range(ROUNDS)]
    return min(told, key=lambda figures: sum(value for value in figures.values() if isinstance(value, float)))


def of_reading(folder: Path) -> dict[str, float]:
    tables, read = _seconds(lambda: store.load(folder))
    problems, checked = _seconds(lambda: check.check_tables(tables))
    if errors := errors_of(problems):
        raise RuntimeError(f"the folder is not valid: {errors[0]}")
    return {"read": read, "check": checked}


def of_saving(folder: Path, is_warm: bool) -> dict:
    """The seconds of one save in all and by step; `wrong` says what is not as it must be afterwards."""
    count = len(store.load(folder).commitments.rows) if is_warm else sum(1 for _ in open(folder / "commitments.csv", "rb")) - 1
    number = sum(b"Told by" in line for line in open(folder / "commitments.csv", "rb"))
    numbered = NumberedEdit(number, count)
    spent = _watched()
    _, total = _seconds(lambda: edits.save(folder, numbered.edit, numbered.who, BEGUN))
    spent["place"] -= spent["fsync"]
    steps = dict(spent)
    made = store.load(folder)
    is_there = made.commitments.by_id[numbered.change.id]["note"] == numbered.change.new and not history.unrecorded(made.rows)
    return {**steps, "rest": total - sum(steps.values()), "total": total, "wrong": "" if is_there else "; the edit is not there"}


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
