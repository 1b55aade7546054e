"""Saves killed at random moments, and what the next one finds. Run as a child, this module edits a folder until it is killed.

Half of the kills fall anywhere in the loop of edits; the other half are aimed at the part of a save that writes: the parent waits until
it sees a file being written, and then for a random part of the time that writing takes. What is left behind tells how far the save was.
"""
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults_folder import BEGUN, ROOT, NumberedEdit, Outcome, leftovers, make_folder, wrong_with
from monitor import edits, placing, store

SEED = 20261125
STEPS = ("between two saves", "reading and merging", "writing the texts", "journal stands, nothing in place", "between table and log",
         "all in place, journal stands", "sweeping", "saved, not yet acknowledged")
WRITING = STEPS[2:7]


@dataclass(frozen=True)
class Kill:
    """Where a kill fell, what the next save told of it, and what was wrong afterwards."""

    step: str
    told: tuple[str, ...]
    wrong: tuple[str, ...]


def measure(kills: int, rows: int, naive_kills: int) -> list[Outcome]:
    found = of_saves(kills, rows)
    corrupt, lost = of_naive_saves(naive_kills, rows)
    steps = Counter(kill.step for kill in found)
    inside = sum(steps[step] for step in WRITING)
    print("   killed while " + "; ".join(f"{step}: {steps[step]}" for step in STEPS))
    print(f"   completed by the next save: {sum(bool(kill.told) for kill in found)}")
    wrong = [words for kill in found for words in kill.wrong]
    for words in wrong[:10]:
        print(f"   WRONG: {words}")
    bad = sum(bool(kill.wrong) for kill in found)
    return [Outcome("kill -9 in the middle of saves", f"{kills:,} kills, {rows:,} rows, {inside:,} in the part that writes",
                    f"{bad} folders with anything unreadable, lost, doubled, apart or left behind", "0", not wrong and inside >= kills // 4,
                    f"plain open and write: {corrupt} corrupt, {lost} with lost edits, in {naive_kills} kills")]


def of_saves(kills: int, rows: int, seed: int = SEED) -> list[Kill]:
    """Kill a process that saves, again and again in one folder, and look after each."""
    chance = random.Random(seed)
    found, made = [], 0
    with tempfile.TemporaryDirectory() as parent:
        folder = make_folder(Path(parent) / "data", rows)
        before = store.load(folder)
        cycle, writing = _times_of_saves(folder, rows)
        made = _next_number(folder)
        for number in range(kills):
            child = _Child(folder, made, rows)
            if number % 2:
                child.wait_for_leftovers(folder)
                child.kill_after(chance.uniform(0, 1.2) * writing)
            else:
                child.kill_after(chance.uniform(0, 2) * cycle)
            step = _step(folder)
            with store.locked(folder) as told:
                pass
            made = _next_number(folder)
            if made not in (child.saved + 1, child.begun + 1):
                found.append(Kill(step, told, (f"{child.saved + 1} edits were acknowledged, {made} are there",)))
                return found
            changes = [(edit.who, edit.change) for edit in (NumberedEdit(n, rows) for n in range(made))]
            found.append(Kill(_told_apart(step, child, made), told, tuple(wrong_with(folder, before, changes))))
    return found


class _Child:
    """A process that edits; it tells before and after each save. `begun` and `saved` are the last numbers told of."""

    def __init__(self, folder: Path, first: int, rows: int, *options: str):
        command = [sys.executable, "-m", "benchmarks.faults_kills", str(folder), str(first), str(rows), *options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.begun = self.saved = first - 1
        self._hear()   # its first save has begun

    def _hear(self) -> bool:
        """One line of what the process tells; False when there is no more."""
        word, _, number = self.process.stdout.readline().partition(" ")
        if word == "begun":
            self.begun = int(number)
        elif word == "saved":
            self.saved = int(number)
        return bool(word)

    def wait_for_leftovers(self, folder: Path) -> None:
        while self.process.poll() is None and not leftovers(folder):
            continue

    def kill_after(self, seconds: float) -> None:
        time.sleep(seconds)
        if self.process.poll() is not None:
            raise RuntimeError(f"the process that edits ended by itself, with {self.process.returncode}")
        self.process.kill()
        while self._hear():
            continue
        self.process.wait()
        self.process.stdout.close()


def _times_of_saves(folder: Path, rows: int) -> tuple[float, float]:
    """How long an edit takes with all that belongs to it, and how long files are being written meanwhile."""
    child = _Child(folder, 0, rows)
    first, begun = child.saved, time.perf_counter()
    seen = looks = 0
    while time.perf_counter() - begun < 1.5:
        looks += 1
        seen += bool(leftovers(folder))
    child.kill_after(0)
    with store.locked(folder):
        cycle = 1.5 / max(1, child.saved - first)
    return cycle, cycle * seen / looks


def _next_number(folder: Path) -> int:
    """The number of the next edit, as far as the log goes."""
    return sum(entry["field"] == "note" for entry in store.load(folder).status_log.rows)


def _step(folder: Path) -> str:
    """How far a killed save was, by what it left; empty where it left nothing."""
    journal = folder / placing.JOURNAL
    if journal.exists():
        moves = json.loads(journal.read_text(encoding="utf-8"))
        in_place = sum(not (folder / move["written"]).exists() for move in moves)
        return STEPS[3] if in_place == 0 else STEPS[4] if in_place < len(moves) else STEPS[5]
    return STEPS[2] if leftovers(folder) else ""


def _told_apart(step: str, child: _Child, made: int) -> str:
    """The step, where what was left does not tell it alone."""
    is_there = made > child.saved + 1
    if child.begun == child.saved:
        return STEPS[0]
    if step == STEPS[2] and is_there:
        return STEPS[6]
    return step or (STEPS[7] if is_there else STEPS[1])


def of_naive_saves(kills: int, rows: int, seed: int = SEED) -> tuple[int, int]:
    """The same with a table that is opened and written: how many kills left it corrupt, and how many whole with acknowledged edits lost."""
    chance = random.Random(seed)
    corrupt = lost = 0
    with tempfile.TemporaryDirectory() as parent:
        whole, folder = make_folder(Path(parent) / "whole", rows), Path(parent) / "data"
        for _ in range(kills):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder)
            child = _Child(folder, 0, rows, "naive")
            child.kill_after(chance.uniform(0, 0.3))
            with open(folder / "commitments.csv", encoding="utf-8", newline="") as file:
                notes = [row["note"] for row in csv.DictReader(file)]
            if len(notes) != rows or None in notes:
                corrupt += 1
            elif any(NumberedEdit(n, rows).change.new not in notes for n in range(child.saved + 1)):
                lost += 1
    return corrupt, lost


def edit_for_ever(folder: Path, number: int, rows: int) -> None:
    while True:
        numbered = NumberedEdit(number, rows)
        os.write(1, f"begun {number}\n".encode())
        edits.save(folder, numbered.edit, numbered.who, BEGUN)
        os.write(1, f"saved {number}\n".encode())
        number += 1


def edit_naively_for_ever(folder: Path, number: int, rows: int) -> None:
    """What a tool does that opens the file and writes it."""
    path = folder / "commitments.csv"
    while True:
        os.write(1, f"begun {number}\n".encode())
        change = NumberedEdit(number, rows).change
        with open(path, encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        table[number % rows]["note"] = change.new
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
        os.write(1, f"saved {number}\n".encode())
        number += 1


if __name__ == "__main__":
    work = edit_naively_for_ever if sys.argv[4:] == ["naive"] else edit_for_ever
    work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
