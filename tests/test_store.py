"""Saves that are whole or not at all. Processes are killed and system calls fail for real where the machine lets them."""
import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor import placing, store
from monitor.schema import TABLES
from monitor.store import Conflict, StoreError, data_folder, fingerprint, load, locked, save, update
from monitor.table import write_text
from tests.folders import a_row, make_folder, set_cell, text_with

ROOT = Path(__file__).resolve().parents[1]
ID = "js-1-00000001"


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_folder(tmp_path / "data")


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob(".saving-*"))


def python(folder: Path, code: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("argument, environment, expected", [
    ("a", "b", "a"), (None, "b", "b"), ("", "b", "b"), (None, "", "data"), (None, None, "data"),
])
def test_the_data_folder(monkeypatch, argument, environment, expected):
    monkeypatch.delenv("MONITOR_DATA", raising=False)
    if environment is not None:
        monkeypatch.setenv("MONITOR_DATA", environment)
    assert data_folder(argument) == Path(expected)


def test_seven_tables_are_loaded(folder):
    tables = load(folder)
    assert [table.schema for table in tables] == list(TABLES)
    assert tables["commitments"] is tables.commitments and tables.problems == ()
    with pytest.raises(KeyError):
        tables["folder"]


def test_copies_of_rows_may_be_changed(folder):
    tables = load(folder)
    tables.rows["commitments"][0]["status"] = "fulfilled"
    assert tables.commitments.rows[0]["status"] == "not_checked"


def test_a_save_writes_what_it_was_given(folder):
    text = text_with("commitments", a_row("commitments", title="é\r\n😀"))
    save(folder, {"commitments": text})
    assert (folder / "commitments.csv").read_bytes() == text.encode()
    assert leftovers(folder) == []


def test_an_unchanged_table_is_not_touched(folder):
    before = fingerprint(folder)
    save(folder, {table.schema.name: table.text for table in load(folder)})
    assert fingerprint(folder) == before


def test_the_fingerprint_changes_with_every_save(folder):
    seen = {fingerprint(folder)}
    for title in ("aa", "bb", "cc"):
        set_cell(folder, "commitments", ID, "title", title)
        seen.add(fingerprint(folder))
    (folder / "evidence.csv").unlink()
    assert len(seen | {fingerprint(folder)}) == 5


def test_permissions_are_kept(folder):
    os.chmod(folder / "commitments.csv", 0o664)
    set_cell(folder, "commitments", ID, "title", "New")
    assert (folder / "commitments.csv").stat().st_mode & 0o777 == 0o664


def test_a_link_to_a_table_stays_a_link(folder, tmp_path):
    target = tmp_path / "elsewhere.csv"
    (folder / "commitments.csv").rename(target)
    (folder / "commitments.csv").symlink_to(target)
    set_cell(folder, "commitments", ID, "title", "New")
    assert (folder / "commitments.csv").is_symlink() and "New" in target.read_text()


def test_a_file_changed_since_it_was_read_is_a_conflict(folder):
    loaded = load(folder)
    set_cell(folder, "commitments", ID, "note", "of somebody else")
    mine = write_text(loaded.commitments, [a_row("commitments", note="mine")])
    with pytest.raises(Conflict, match="commitments.csv"):
        save(folder, {"evidence": text_with("evidence"), "commitments": mine}, loaded)
    assert load(folder).commitments.rows[0]["note"] == "of somebody else"
    assert len(load(folder).evidence.rows) == 1, "no table of a refused save is written"


def test_a_change_of_another_table_is_no_conflict(folder):
    loaded = load(folder)
    set_cell(folder, "evidence", "forum-2024", "summary", "Held twice.")
    save(folder, {"commitments": write_text(loaded.commitments, [])}, loaded)
    assert load(folder).commitments.rows == ()


def test_a_table_with_a_fault_is_not_written(folder):
    path = folder / "commitments.csv"
    path.write_bytes(path.read_bytes() + b"short,row\n")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="row too short"):
        update(folder, lambda tables: {"commitments": write_text(tables.commitments, tables.commitments.rows)})
    assert path.read_bytes() == before


def test_the_log_is_appended(folder):
    def enter(new: str) -> None:
        update(folder, lambda tables: {"status_log": store.with_entries(tables, [a_row("status_log", new=new)])})

    enter("a")
    before = (folder / "status_log.csv").read_bytes()
    enter("b")
    assert (folder / "status_log.csv").read_bytes().startswith(before)
    assert [row["new"] for row in load(folder).status_log.rows] == ["a", "b"]


def test_leftovers_of_killed_saves_are_swept(folder):
    (folder / ".saving-commitments-x.tmp").write_text("half")
    (folder / ".~lock.commitments.csv#").write_text("LibreOffice")
    (folder / "commitments.csv.orig").write_text("backup")
    set_cell(folder, "commitments", ID, "title", "New")
    assert leftovers(folder) == []
    assert (folder / ".~lock.commitments.csv#").exists() and (folder / "commitments.csv.orig").exists()


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="nowhere.*no such folder"):
        save(tmp_path / "nowhere", {"commitments": "x"})
    assert not (tmp_path / "nowhere").exists()


def test_a_lock_held_by_another_is_waited_for_and_then_an_error(folder, monkeypatch):
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.2)
    holder = python(folder, "import sys, time; from monitor.store import locked\n"
                            "with locked(sys.argv[1]): print('held', flush=True); time.sleep(30)")
    assert holder.stdout.readline() == "held\n"
    try:
        with pytest.raises(StoreError, match="another save"):
            save(folder, {"commitments": "x"})
    finally:
        holder.kill()
        holder.wait()
    set_cell(folder, "commitments", ID, "title", "The lock of a dead process is free")


def cut_off(folder, monkeypatch, after: int, texts: dict[str, str]) -> None:
    """A save that is killed after so many renames: the journal's own is the first."""
    made, replace = 0, os.replace

    def killed(*arguments):
        nonlocal made
        made += 1
        if made > after:
            raise KeyboardInterrupt
        replace(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            save(folder, texts)


TWO = {"commitments": text_with("commitments", a_row("commitments", title="New")), "status_log": text_with("status_log", a_row("status_log"))}


@pytest.mark.parametrize("after", [1, 2])
def test_a_save_cut_off_between_its_files_is_completed_by_whoever_comes_next_and_told(folder, monkeypatch, caplog, after):
    cut_off(folder, monkeypatch, after, TWO)
    with locked(folder) as told:
        assert told == ("a save of commitments.csv, status_log.csv was cut off and has been completed",)
    assert {name: (folder / f"{name}.csv").read_text() for name in TWO} == TWO and leftovers(folder) == []
    assert "cut off" in caplog.text
    with locked(folder) as told:
        assert told == ()


def test_a_save_cut_off_before_its_journal_stands_did_not_take_place(folder, monkeypatch):
    before = {name: (folder / f"{name}.csv").read_text() for name in TWO}
    cut_off(folder, monkeypatch, 0, TWO)
    with locked(folder) as told:
        assert told == ()
    assert {name: (folder / f"{name}.csv").read_text() for name in TWO} == before and leftovers(folder) == []


@pytest.mark.parametrize("table", TWO)
def test_a_cut_off_save_is_not_completed_over_what_someone_wrote_since(folder, monkeypatch, table):
    cut_off(folder, monkeypatch, 1, TWO)
    path = folder / f"{table}.csv"
    theirs = path.read_text() + "\n"
    path.write_text(theirs)
    with locked(folder) as told:
        assert told == ("a save of commitments.csv, status_log.csv was cut off, and the files were changed since: they stay as they are",)
    assert path.read_text() == theirs and leftovers(folder) == []


def test_a_folder_that_was_moved_is_mended_where_it_is(folder, monkeypatch, tmp_path):
    cut_off(folder, monkeypatch, 1, TWO)
    moved = folder.rename(tmp_path / "moved")
    with locked(moved):
        assert {name: (moved / f"{name}.csv").read_text() for name in TWO} == TWO


def test_a_journal_that_cannot_be_read_stops_every_save_and_is_told(folder):
    (folder / placing.JOURNAL).write_text("{")
    with pytest.raises(StoreError, match="could not be completed"):
        save(folder, {"commitments": "x"})


# Each system call of a save in its turn, with what may go wrong there.
SYSTEM_CALLS = ((os, "fsync"), (os, "replace"), (os, "chmod"), (os, "fdopen"), (placing.tempfile, "mkstemp"), (os, "link"))
CALLS = [(module, name, error) for module, name in SYSTEM_CALLS
         for error in (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)]


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "ever-after"])
@pytest.mark.parametrize("module, name, error", CALLS, ids=[f"{name}-{errno.errorcode[error]}" for _, name, error in CALLS])
def test_a_failing_call_leaves_old_or_new_and_names_file_and_cause(folder, monkeypatch, module, name, error, for_ever):
    texts = {"commitments": text_with("commitments", a_row("commitments", title="New")), "evidence": text_with("evidence")}
    old = {table: (folder / f"{table}.csv").read_text() for table in texts}
    call, failures = getattr(module, name), 0
    for nth in range(1, 13):
        made = 0

        def failing(*arguments, **named):
            nonlocal made
            made += 1
            if made == nth or for_ever and made > nth:
                raise OSError(error, os.strerror(error))
            return call(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(module, name, failing)
            try:
                save(folder, texts)
                break
            except StoreError as told:
                failures += 1
                assert os.strerror(error) in str(told) and str(folder) in str(told)
        stands = {table: (folder / f"{table}.csv").read_text() for table in texts}
        assert for_ever or stands == old, "what failed once changed nothing"
        assert all(stands[table] in (old[table], texts[table]) for table in texts)
        save(folder, old)
        assert leftovers(folder) == []
    assert failures and {table: (folder / f"{table}.csv").read_text() for table in texts} == texts


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_an_error(folder):
    folder.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="Permission denied"):
            save(folder, {"commitments": "x"})
    finally:
        folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_file_is_an_error(folder):
    (folder / "commitments.csv").chmod(0o444)
    with pytest.raises(StoreError, match="read-only"):
        save(folder, {"commitments": "x"})


def test_text_that_cannot_be_encoded_is_an_error(folder):
    before = (folder / "commitments.csv").read_bytes()
    with pytest.raises(StoreError, match="surrogates"):
        save(folder, {"commitments": "\udcff"})
    assert (folder / "commitments.csv").read_bytes() == before and leftovers(folder) == []


FULL_DISK = """
import resource, signal, sys
from monitor.store import StoreError, save
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    save(sys.argv[1], {"evidence": "short", "commitments": "x" * 2000})
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no limit on a file's size to set")
def test_a_full_disk_changes_no_table(folder):
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    saver = python(folder, FULL_DISK)
    assert "commitments.csv: not saved: File too large" in saver.communicate()[0]
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before and leftovers(folder) == []


SAVE_LOOP = """
import sys
from monitor.store import load, update
from monitor.table import write_text
def edit(tables, n):
    rows = tables.rows["commitments"]
    rows[0]["note"] = str(n)
    return {"commitments": write_text(tables.commitments, rows)}
n = int(load(sys.argv[1]).commitments.rows[0]["note"] or 0)
while True:
    n += 1
    update(sys.argv[1], lambda tables: edit(tables, n))
    print(n, flush=True)
"""


@pytest.mark.parametrize("delay", [0.003 * n for n in range(1, 11)])
def test_a_killed_save_loses_nothing_that_was_acknowledged(tmp_path, delay):
    folder = make_folder(tmp_path / "data", commitments=[a_row("commitments", commitment_id=f"a-{n:04}") for n in range(300)])
    saver = python(folder, SAVE_LOOP)
    saver.stdout.readline()
    time.sleep(delay)
    saver.send_signal(signal.SIGKILL)
    acknowledged = [1, *map(int, saver.stdout.read().split())][-1]
    saver.wait()
    table = load(folder).commitments
    assert table.whole and len(table.rows) == 300
    assert int(table.by_id["a-0000"]["note"]) in (acknowledged, acknowledged + 1)
    with locked(folder):
        assert leftovers(folder) == []


WRITER = """
import sys
from monitor.store import update
from monitor.table import write_text
who = sys.argv[2]
def edit(tables):
    rows = tables.rows["commitments"]
    row = next(row for row in rows if row["commitment_id"] == "a-" + who)
    row["note"] = str(int(row["note"] or 0) + 1)
    return {"commitments": write_text(tables.commitments, rows)}
for _ in range(25):
    update(sys.argv[1], edit)
"""


def test_four_writers_lose_no_edit(tmp_path):
    rows = [a_row("commitments", commitment_id=f"a-{n}") for n in range(4)]
    folder = make_folder(tmp_path / "data", commitments=rows)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(n)], cwd=ROOT) for n in range(4)]
    reads = 0
    while any(writer.poll() is None for writer in writers):
        assert load(folder).commitments.whole, "a reader never sees half a file"
        reads += 1
    assert [writer.returncode for writer in writers] == [0] * 4 and reads
    assert [row["note"] for row in load(folder).commitments.rows] == ["25"] * 4
