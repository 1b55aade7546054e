"""The faults of benchmarks/faults.py at a small size: real processes, real files, and what the machine lets us break."""
import errno
import fcntl
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks import faults, faults_calls, faults_disk, faults_kills, faults_size, faults_writers
from benchmarks.faults_folder import BEGUN, ROOT, NumberedEdit, Outcome, errors_of, leftovers, make_folder, wrong_with
from monitor import edits, store
from monitor.check import check
from tests.folders import set_cell

ROWS = 5


def held(outcomes: list[Outcome]) -> None:
    missed = [outcome for outcome in outcomes if not outcome.held]
    assert not missed and outcomes, faults.table(missed)


def test_a_save_killed_anywhere_loses_nothing_and_leaves_nothing():
    found = faults_kills.of_saves(12, 200)
    assert [kill for kill in found if kill.wrong] == [] and len(found) == 12
    assert {kill.step for kill in found} & set(faults_kills.WRITING), "some kills fall into the part that writes"


def test_a_system_call_that_fails_and_a_kill_at_each_leave_old_or_new():
    if reason := faults_calls.why_not():
        pytest.skip(reason)
    held(faults_calls.measure(is_full=False))


def test_a_full_disk_and_a_read_only_one_change_no_byte():
    if faults_disk.way_to_mount() is None:
        pytest.skip("no disk can be mounted here")
    held(faults_disk.measure())


def test_eight_writers_lose_nothing():
    kept, wrong, told = faults_writers.writing(8)   # how long they wait is a matter of the machine
    assert (kept, wrong, [of_writer["refused"] for of_writer in told]) == (64, [], [[]] * 8)


def test_every_clash_is_shown_and_settled():
    held(faults_writers.of_clashes(12))


def test_the_large_folder_of_the_benchmark_is_valid_and_its_save_is_measured_whole(tmp_path):
    folder = make_folder(tmp_path / "data", ROWS, with_mentions=True)
    assert errors_of(check(folder)) == []
    command = [sys.executable, "-m", "benchmarks.faults_size", "cold", str(folder)]
    steps = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert steps.keys() == {"read", "merge", "texts", "place", "fsync", "rest", faults_size.PROCESSOR} and min(steps.values()) >= 0
    assert faults_size.of_reading(folder).keys() == {"read", "check", faults_size.PROCESSOR}


# The checks above pass on whatever they do not look at; here they look at a folder with one thing wrong.

def entry_lost(folder: Path) -> None:
    path = folder / "status_log.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def entry_doubled(folder: Path) -> None:
    path = folder / "status_log.csv"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])


def file_cut_off(folder: Path) -> None:
    path = folder / "commitments.csv"
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("spoil, told", [
    (lambda folder: set_cell(folder, "commitments", "js-00000000", "note", ""), "commitments.csv: 1 rows are not what was acknowledged"),
    (lambda folder: set_cell(folder, "commitments", "js-00000004", "note", "not acknowledged"), "commitments.csv: 1 rows are not"),
    (entry_lost, "status_log.csv: 1 entries are lost"),
    (entry_lost, "the log does not know of 1 cells"),
    (entry_doubled, "status_log.csv: 1 entries of edits that were not made, or twice"),
    (file_cut_off, "commitments.csv is not whole"),
    (lambda folder: set_cell(folder, "sources", "js", "title", "Another"), "sources.csv has changed"),
    (lambda folder: (folder / ".saving-x.tmp").touch(), "left behind: .saving-x.tmp"),
])
def test_what_is_wrong_with_a_folder_is_seen(tmp_path, spoil, told):
    folder = make_folder(tmp_path / "data", ROWS)
    before = store.load(folder)
    made = [NumberedEdit(number, ROWS) for number in range(3)]
    for numbered in made:
        edits.save(folder, numbered.edit, numbered.who, BEGUN)
    changes = [(numbered.who, numbered.change) for numbered in made]
    assert list(wrong_with(folder, before, changes)) == []
    spoil(folder)
    assert any(words.startswith(told) for words in wrong_with(folder, before, changes))


# What these faults brought to light

HOG = """
import sys, time
from monitor.store import locked
while True:
    with locked(sys.argv[1]):
        print("held", flush=True)
        time.sleep(0.02)
"""


def test_who_saves_again_and_again_lets_others_have_their_turn(tmp_path):
    folder = make_folder(tmp_path / "data", ROWS)
    hog = subprocess.Popen([sys.executable, "-c", HOG, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        hog.stdout.readline()
        begun = time.perf_counter()
        for _ in range(20):
            with store.locked(folder):
                pass
            time.sleep(0.02)
        assert time.perf_counter() - begun < 5, "it took the lock again before anybody could look"
    finally:
        hog.kill()
        hog.communicate()


def test_a_save_stands_where_the_lock_cannot_be_given_back(tmp_path, monkeypatch, caplog):
    folder = make_folder(tmp_path / "data", ROWS)
    first, second = NumberedEdit(0, ROWS), NumberedEdit(1, ROWS)
    flock, failures = fcntl.flock, [OSError(errno.EIO, os.strerror(errno.EIO))]

    def failing_once(handle: int, operation: int) -> None:
        if operation == fcntl.LOCK_UN and failures:
            raise failures.pop()
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", failing_once)
    assert edits.save(folder, first.edit, first.who, BEGUN)
    assert ".lock could not be given back (Input/output error)" in caplog.text
    assert edits.save(folder, second.edit, second.who, BEGUN), "it is not held any longer"


def test_a_folder_that_cannot_be_looked_at_is_an_error_of_the_save(tmp_path):
    with pytest.raises(store.StoreError, match="File name too long"):
        store.save(tmp_path / ("x" * 300), {"commitments": "x"})


def test_leftovers_are_looked_for_beside_documents_too(tmp_path):
    folder = make_folder(tmp_path / "data", ROWS)
    (folder / "sources" / ".saving-x.tmp").touch()
    assert leftovers(folder) == [".saving-x.tmp"]
