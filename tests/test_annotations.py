"""Problems as annotations of GitHub, and the workflow that prints them."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import store
from monitor.annotations import annotations
from monitor.check import check_tables
from tests.conftest import ROOT, copy_data
from tests.folders import a_row, make_folder, set_cell

WORKFLOWS = ROOT / ".github" / "workflows"
ANNOTATION = re.compile(r"::(error|warning) file=([^,]+)(?:,line=(\d+))?(?:,col=(\d+))?::(.+)")
ID = "js-1-00000001"


def told(folder: Path) -> list[tuple[str, ...]]:
    """(level, file, line, column, message) of each annotation."""
    tables = store.load(folder)
    return [ANNOTATION.fullmatch(line).groups() for line in annotations(tables, check_tables(tables))]


def text_at(path: Path, line: str, column: str) -> str:
    """What stands in the file at that place, as an editor counts."""
    return path.read_text(encoding="utf-8").split("\n")[int(line) - 1][int(column) - 1:]


@pytest.mark.parametrize("cells", [
    {},
    {"title": 'A title, with "quotes" and commas'},
    {"note": "three\nlines, of\na note"},              # the cell stands two lines below the first of its row
    {"title": "Ünïcode 中文"},                          # characters are counted, not bytes
])
def test_an_annotation_stands_at_its_cell(tmp_path, monkeypatch, cells):
    folder = make_folder(tmp_path / "data", commitments=[a_row("commitments", status_date="someday", **cells)])
    monkeypatch.chdir(tmp_path)
    (level, file, line, column, message), = told(folder)
    assert (level, file) == ("error", "data/commitments.csv")
    assert text_at(tmp_path / file, line, column).startswith("someday,")
    assert message.startswith("commitments.csv:2:status_date: error: not a date: found 'someday'")


@pytest.mark.parametrize("dialect", [(",", ";"), (",", "\t"), ("\n", "\r\n")])
def test_in_other_dialects_too(tmp_path, dialect):
    folder = make_folder(tmp_path, commitments=[a_row("commitments", status_date="someday", parties="China", note="plain")])
    path = folder / "commitments.csv"
    path.write_bytes(path.read_bytes().replace(*(mark.encode() for mark in dialect)))
    (_, _, line, column, _), = told(folder)
    assert text_at(path, line, column).startswith("someday")


def test_a_row_and_a_file_have_no_column(tmp_path):
    folder = make_folder(tmp_path)
    with open(folder / "commitments.csv", "a", encoding="utf-8") as file:
        file.write("short\n")
    (folder / "evidence.csv").write_bytes(b"")
    (folder / "datapackage.json").unlink()
    places = [(Path(file).name, line, column) for _, file, line, column, _ in told(folder)]
    assert places == [("commitments.csv", "3", None), ("evidence.csv", None, None), ("datapackage.json", None, None)]


def test_what_a_cell_holds_gives_no_orders_to_the_run(tmp_path):
    """GitHub takes a line that begins with two colons for a command, and % for an escape."""
    folder = make_folder(tmp_path / "a, b: 100%", commitments=[a_row("commitments", status="5%\n::stop-commands::x\r")])
    tables = store.load(folder)
    line, = annotations(tables, check_tables(tables))
    assert "\n" not in line and "\r" not in line
    assert "a%2C b%3A 100%25/commitments.csv,line=2,col=" in line
    assert r"found '5%25\n::stop-commands::x\r' in" in line


def test_warnings_are_told_as_such(tmp_path):
    set_cell(make_folder(tmp_path), "commitments", ID, "status", "no_report")
    assert [level for level, *_ in told(tmp_path)] == ["warning"]


# The workflow

def steps(name: str) -> list[str]:
    """The commands of a workflow, in their order."""
    return re.findall(r"^      (?:- |  )run: (.+)$", (WORKFLOWS / name).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def checkout(tmp_path) -> Path:
    for name in ("monitor", "extract"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    copy_data(tmp_path / "data")
    return tmp_path


def run_step(checkout: Path, command: str) -> subprocess.CompletedProcess:
    """One step as the runner does it, with `python` as the interpreter of these tests."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {name: value for name, value in os.environ.items() if name != store.ENVIRONMENT} | {"PATH": path}
    return subprocess.run(["bash", "-e", "-c", command], cwd=checkout, env=environment, capture_output=True, text=True, encoding="utf-8",
                          timeout=120, check=False)


def test_the_tables_of_the_repository_pass_every_step(checkout):
    assert [run_step(checkout, command).returncode for command in steps("tables.yml")[1:]] == [0, 0]


def test_a_pull_request_that_breaks_a_cell_is_told_which(checkout):
    row = store.load(checkout / "data").commitments.rows[10]
    set_cell(checkout / "data", "commitments", row["commitment_id"], "status", "done")
    done = run_step(checkout, steps("tables.yml")[1])
    level, file, line, column, message = ANNOTATION.match(done.stdout).groups()
    assert (done.returncode, level, file, line) == (1, "error", "data/commitments.csv", "12")
    assert text_at(checkout / file, line, column).startswith("done,")
    assert "found 'done'" in message and row["commitment_id"] in message


def test_a_pull_request_that_changes_the_words_of_a_document_is_told_so(checkout):
    quote = store.load(checkout / "data").mentions.rows[0]["quote"]
    path = next(path for path in (checkout / "data" / "sources").iterdir() if quote in path.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace(quote, "Nothing"), encoding="utf-8")
    done = run_step(checkout, steps("tables.yml")[2])
    assert done.returncode == 1 and "is not the quote" in done.stdout


def test_the_first_step_installs_what_is_pinned_and_nothing_else():
    assert steps("tables.yml")[0] == "python -m pip install --quiet -r requirements.txt" and len(steps("tables.yml")) == 3


@pytest.mark.parametrize("name", sorted(path.name for path in WORKFLOWS.iterdir()))
def test_a_workflow_may_only_read_and_uses_actions_of_a_named_version(name):
    text = (WORKFLOWS / name).read_text(encoding="utf-8")
    assert "\npermissions:\n  contents: read\n" in text and "secrets." not in text and "pull_request_target" not in text
    used = re.findall(r"uses: (.+)", text)
    assert used and [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


def test_the_tables_are_checked_where_a_pull_request_touches_them():
    assert '\n  pull_request:\n    paths: ["data/**"]\n' in (WORKFLOWS / "tables.yml").read_text(encoding="utf-8")
