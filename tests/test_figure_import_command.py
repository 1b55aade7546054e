"""`python -m monitor import-figures` as it is called: a child process, what it prints, asks and writes, and its exit code."""
import json
import os
import subprocess
import sys

import pytest

from monitor import store
from monitor.figure_form import LARGEST, TEMPLATE
from tests.conftest import ROOT
from tests.figure_files import OF_2024, OLD, a_line, bytes_of, csv_of, figures_folder

COMMAND = [sys.executable, "-m", "monitor", "import-figures"]
FINE = csv_of(a_line(), a_line(**OF_2024))
MIXED = csv_of(a_line(), a_line(value="16,2"), a_line(**OF_2024 | {"published": ""}))


@pytest.fixture
def folder(tmp_path):
    return figures_folder(tmp_path / "data")


def run(folder, *arguments: str, content: bytes | None = None, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess:
    if content is not None:
        (folder.parent / "new.csv").write_bytes(content)
        arguments = (str(folder.parent / "new.csv"), *arguments)
    command = [*COMMAND, *arguments, "--data", str(folder)]
    return subprocess.run(command, cwd=ROOT, stdin=stdin, capture_output=True, text=True, timeout=60, check=False)


def answered(folder, content: bytes, answer: bytes, *arguments: str) -> subprocess.CompletedProcess:
    """Run at a terminal on which somebody types."""
    pty = pytest.importorskip("pty", reason="Windows has no such terminal")
    ours, theirs = pty.openpty()
    try:
        os.write(ours, answer)
        return run(folder, *arguments, content=content, stdin=theirs)
    finally:
        os.close(ours)
        os.close(theirs)


def figures(folder) -> int:
    return len(store.load(folder).figures.rows)


def test_the_preview_names_every_row_and_what_becomes_of_it(folder):
    done = run(folder, content=MIXED)
    lines = done.stdout.splitlines()
    assert lines[0] == "new.csv: 3 rows."
    assert lines[1:3] == ["1 row is new and will be added:", "  row 2: trade, 2026, Customs of China (goods): US$18,000,000,000"]
    assert lines[3:5] == ["1 row clashes with another number and is not written until you settle it:",
                          "  row 4: trade, 2024, Customs of China (goods): US$13,800,000,000"]
    assert lines[5].startswith(f"    new.csv:4:value: error: another number there: {OLD} (US$13,700,000,000, published 2025-01-20)")
    assert lines[6:8] == ["1 row is refused:", "  row 3: trade, 2026, Customs of China (goods): 16,2 USD"]
    assert lines[8].startswith("    new.csv:3:value: error: ambiguous number: found '16,2'; expected a plain number")


@pytest.mark.parametrize(("content", "code"), [(FINE, 0), (MIXED, 1), (TEMPLATE.encode(), 0)])
def test_without_a_terminal_and_without_yes_nothing_is_written_and_that_is_said(folder, content, code):
    before = bytes_of(folder)
    done = run(folder, content=content)
    assert (done.returncode, bytes_of(folder)) == (code, before)
    said = "there is no terminal to ask on" if content != TEMPLATE.encode() else "Nothing to write."
    assert said in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(("content", "code", "added"), [(FINE, 0, 2), (MIXED, 1, 1)])
def test_yes_writes_the_rows_that_are_fine(folder, content, code, added):
    before = figures(folder)
    done = run(folder, "--yes", content=content)
    assert (done.returncode, done.stderr, figures(folder)) == (code, "", before + added)
    assert done.stdout.splitlines()[-1].startswith("Written to figures.csv: 1 new figure and")


def test_a_second_run_says_already_there_and_writes_nothing(folder):
    run(folder, "--yes", content=FINE)
    before = bytes_of(folder)
    done = run(folder, "--yes", content=FINE)
    assert (done.returncode, bytes_of(folder)) == (0, before)
    assert "2 rows are there already:" in done.stdout and done.stdout.splitlines()[-1] == "Nothing to write."


@pytest.mark.parametrize(("answer", "added"), [(b"y\n", 2), (b"YES\n", 2), (b"n\n", 0), (b"\n", 0), (b"yess\n", 0), (b"\x04", 0)])
def test_at_a_terminal_only_a_yes_writes(folder, answer, added):
    before = figures(folder)
    done = answered(folder, FINE, answer)
    assert (done.returncode, figures(folder)) == (0, before + added)
    assert "Write 2 rows? [y/N]" in done.stdout
    assert ("Written to" if added else "Nothing was written.") in done.stdout


def test_json_holds_all_and_asks_nothing(folder):
    before = bytes_of(folder)
    done = answered(folder, MIXED, b"y\n", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, bytes_of(folder)) == (1, before)
    assert (found["file"], found["counts"], found["written"]) == ("new.csv", {"added": 1, "clashes": 1, "refused": 1}, False)
    assert [(row["row"], row["outcome"]) for row in found["rows"]] == [(2, "added"), (3, "refused"), (4, "clashes")]
    assert found["rows"][1]["problems"][0]["column"] == "value" and found["rows"][1]["cells"]["value"] == "16,2"


def test_json_with_yes_writes(folder):
    found = json.loads(run(folder, "--json", "--yes", content=FINE).stdout)
    assert found["written"] and figures(folder) == 5
    assert {row["figure"]["figure_id"] for row in found["rows"]} <= set(store.load(folder).figures.by_id)


@pytest.mark.parametrize(("content", "told"), [
    (b"PK\x03\x04", "a spreadsheet or zip archive"),
    (b"x" * (LARGEST + 10), "5 MB or more"),
    (b"a,b\n1,2\n", "no header"),
])
def test_a_file_that_cannot_be_read_gives_exit_code_2(folder, content, told):
    before = bytes_of(folder)
    done = run(folder, "--yes", content=content)
    assert (done.returncode, done.stdout, bytes_of(folder)) == (2, "", before)
    assert f"new.csv: error: {told}" in done.stderr.replace("new.csv:1:", "new.csv:") and "Traceback" not in done.stderr
    assert run(folder, "--json", content=content).returncode == 2


@pytest.mark.parametrize(("arguments", "told"), [
    ((), "Which file?"),
    (("no-such.csv",), "no-such.csv cannot be read: No such file or directory."),
    (("tests",), "tests cannot be read: Is a directory."),
])
def test_what_cannot_be_done_is_said_in_one_line_with_exit_code_2(folder, arguments, told):
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told in done.stderr


def test_a_folder_without_tables_is_named(tmp_path):
    done = run(tmp_path / "nowhere", content=FINE)
    assert done.returncode == 2 and "figures.csv: error: missing file" in done.stderr


def test_a_save_that_cannot_take_place_gives_exit_code_2(folder):
    with store.locked(folder):
        done = run(folder, "--yes", content=FINE)
    assert done.returncode == 2 and "another save has held .lock" in done.stderr
    assert figures(folder) == 3


def test_a_terminal_is_not_obeyed_from_a_cell(folder):
    done = run(folder, content=csv_of(a_line(reporter="\x1b[31mred\x07", indicator_id="trade\x1b]0;x")))
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout


def test_the_template_is_offered_and_is_itself_a_file_that_can_be_read(folder):
    done = subprocess.run([*COMMAND, "--template"], cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert done.stdout.replace(b"\r\n", b"\n") == TEMPLATE.encode()
