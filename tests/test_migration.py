"""Folders of older versions, brought up to the present one. Those of tests/old_folders/ were made when their version was the present."""
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import datapackage, history, migration, store
from monitor.check import check
from monitor.dataset import load
from monitor.migration import NewColumn, Step, brought_up
from monitor.problems import ERROR
from monitor.schema import BY_NAME, COMMITMENTS, FIGURES, PEOPLE, TABLES, Table
from monitor.table import Row, TableError, blank, from_text, write_text
from tests.conftest import ROOT
from tests.folders import a_row, make_folder, text_with

OLD_FOLDERS = sorted((ROOT / "tests" / "old_folders").iterdir())
ID = "js-1-00000001"
HEADLINE = (Step("headlines come", (NewColumn("commitments", "headline"),)),)
every_old_folder = pytest.mark.parametrize("old", OLD_FOLDERS, ids=lambda path: path.name)


def monitor(program: Path, *arguments) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "monitor", *map(str, arguments)], cwd=program, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, check=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def describe(folder: Path, **properties) -> None:
    path = folder / datapackage.FILE
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | properties), encoding="utf-8")


# One table

def older(schema: Table, *rows: Row, without: tuple[str, ...]) -> str:
    """A table as it was written before the columns came."""
    then = replace(schema, columns=tuple(column for column in schema.columns if column.name not in without))
    return write_text(blank(then), [{name: row[name] for name in then.header} for row in rows])


ROWS = (a_row("commitments", commitment_id="a-1", parties="China"),
        a_row("commitments", commitment_id="a-2", parties="China", note="Said so."))
PLAIN, OLD = text_with("commitments", *ROWS), older(COMMITMENTS, *ROWS, without=("headline",))


@pytest.mark.parametrize("change", [
    lambda text: text,
    lambda text: text.replace(",", ";"),
    lambda text: text.replace(",", "\t"),
    lambda text: "sep=,\n" + text,
    lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    lambda text: "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in text.splitlines()),   # all quoted
    lambda text: "\n".join([text.split("\n")[0], text.split("\n")[2], text.split("\n")[1], ""]),   # not sorted
    lambda text: "".join(f"{line},{number}\n" for number, line in enumerate(text.splitlines())),   # one of people's own at the end
    lambda text: "".join(f"{number},{line}\n" for number, line in enumerate(text.splitlines())),   # and at the beginning
], ids=["plain", "semicolons", "tabs", "hint", "from a spreadsheet", "quoted", "unsorted", "own column", "own column first"])
def test_a_table_gets_the_column_in_its_place_and_stays_what_it_was(change):
    table = from_text(change(OLD), COMMITMENTS)
    assert [problem.column for problem in table.problems] == ["headline"]
    assert brought_up(table, HEADLINE) == change(PLAIN)


def test_every_cell_stays_whatever_it_holds():
    cells = ['a, "b"', " blanks ", "two\nlines", "bare\rcr", "\r\n", "NA", "=1+1", "Ü 中 \u200b", "'", ";", '"']
    rows = [a_row("commitments", commitment_id=f"a-{number:02}", note=cell) for number, cell in enumerate(cells)]
    old = from_text(older(COMMITMENTS, *rows, without=("headline",)), COMMITMENTS)
    assert brought_up(old, HEADLINE) == text_with("commitments", *rows)


def test_a_column_is_filled_from_its_row_and_a_later_one_from_an_earlier():
    steps = (Step("periods come", (NewColumn("figures", "period", lambda row: row["period_start"][:4]),)),
             Step("notes come", (NewColumn("figures", "note", lambda row: f"of {row['period']}"),)))
    row = a_row("figures", period="2023", note="of 2023")
    old = from_text(older(FIGURES, row, without=("period", "note")), FIGURES)
    assert brought_up(old, steps) == text_with("figures", row)


@pytest.mark.parametrize("spoil, fault", [
    (lambda text: text + "short\n", "row too short"),
    (lambda text: text + text.splitlines()[1] + "\n", "id of row 2 again"),
    (lambda text: text.replace("status,", "statos,", 1), "missing column"),
    (lambda text: "", "no header"),
])
def test_a_table_with_another_fault_is_refused(spoil, fault):
    with pytest.raises(TableError, match=rf"mend this first: commitments.csv:.*{fault}"):
        brought_up(from_text(spoil(OLD), COMMITMENTS), HEADLINE)


def test_a_column_that_is_there_already_is_kept():
    """People may have had one of that name; and a second run finds it."""
    table = from_text(PLAIN, COMMITMENTS)
    assert brought_up(table, HEADLINE) == PLAIN and migration.columns_of(HEADLINE, table) == []


def test_a_missing_column_that_a_step_adds_is_mended_by_the_migration(tmp_path):
    table = from_text(older(COMMITMENTS, *ROWS, without=("headline", "note")), COMMITMENTS, tmp_path / "commitments.csv")
    mends = {problem.column: problem.mend for problem in migration.explained(table, HEADLINE).problems if problem.rule == "missing column"}
    assert mends["headline"] == f"run python -m monitor migrate --data {tmp_path}; it adds the column and keeps what people wrote"
    assert mends["note"].startswith("add the column")


# Folders that were made by older versions

def test_there_is_a_folder_of_every_version():
    assert [int(path.name) for path in OLD_FOLDERS] == list(range(migration.FIRST, migration.VERSION + 1))


def test_every_column_of_the_schema_came_with_a_version():
    """Whoever adds a column adds a step and a folder: docs/schema-changes.md."""
    headers = {table.schema.name: table.header for table in store.load(OLD_FOLDERS[-1])}
    assert headers == {schema.name: schema.header for schema in TABLES}


def taken_for_edits(steps: tuple[Step, ...]) -> list[str]:
    """Columns whose filled cells `record` would enter as edits of people."""
    filled = [column for step in steps for column in step.columns if column.fill is not NewColumn("", "").fill]
    return [column.name for column in filled if BY_NAME[column.table] in history.FOLLOWED
            and BY_NAME[column.table].by_name[column.name].owner == PEOPLE]


def test_no_step_fills_what_the_log_would_take_for_an_edit_of_people():
    assert taken_for_edits(migration.STEPS) == []
    filled = (NewColumn("commitments", "note", str), NewColumn("commitments", "review", str), NewColumn("figures", "scope", str))
    assert taken_for_edits((Step("all are filled", filled), *HEADLINE)) == ["note"], "the rule sees what it forbids"


@every_old_folder
def test_an_old_folder_is_brought_up_and_loses_nothing(tmp_path, old):
    folder = shutil.copytree(old, tmp_path / "data")
    before, rows = contents(folder), store.load(folder).rows
    planned = monitor(ROOT, "migrate", "--check", "--data", folder)
    assert contents(folder) == before
    done = monitor(ROOT, "migrate", "--data", folder)
    after = contents(folder)
    assert (done.returncode, done.stdout) == (0, planned.stdout) and planned.returncode == (after != before)
    assert [problem for problem in check(folder) if problem.level == ERROR] == []
    for table in store.load(folder):
        was = [{name: cell for name, cell in row.items() if cell} for row in rows[table.schema.name]]
        assert [{name: row[name] for name in cells} for cells, row in zip(was, table.rows, strict=True)] == was
    assert after["status_log.csv"] == before["status_log.csv"] and history.unrecorded(store.load(folder).rows) == []
    assert {name for name in before if name.startswith("sources/") and after[name] != before[name]} == set()
    assert json.loads(after[datapackage.FILE])["schemaVersion"] == migration.VERSION
    told = monitor(ROOT, "migrate", "--data", folder)
    assert (told.returncode, told.stdout) == (0, f"{folder}: version {migration.VERSION}, nothing to do\n")
    assert contents(folder) == after


# A folder that is older or newer than the program: the program gets a column, as docs/schema-changes.md says

@pytest.fixture
def newer_program(tmp_path) -> Path:
    """The program with one column more in the schema and the step that adds it, both as the document has them."""
    program = tmp_path / "program"
    shutil.copytree(ROOT / "monitor", program / "monitor", ignore=shutil.ignore_patterns("__pycache__"))
    document = (ROOT / "docs" / "schema-changes.md").read_text(encoding="utf-8")
    column, step = re.findall(r"^       (\(.+,|Step\(.+,)$", document, re.MULTILINE)
    insert(program / "monitor" / "schema.py", column, before='        ("corrected", "list"', after="COMMITMENTS = ")
    insert(program / "monitor" / "migration.py", f"STEPS += ({step})", before="VERSION = ")
    return program


def insert(path: Path, line: str, before: str, after: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    at = text.index(before, text.index(after))
    path.write_text(f"{text[:at]}{' ' * (len(before) - len(before.lstrip()))}{line}\n{text[at:]}", encoding="utf-8")


@pytest.fixture
def folder(tmp_path) -> Path:
    """With a column of people's own."""
    folder = make_folder(tmp_path / "data")
    path = folder / "commitments.csv"
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header},mine\n{row},own words\n", encoding="utf-8")
    history.record(folder, history.datetime.datetime(2026, 11, 25, tzinfo=history.datetime.UTC))
    return folder


def test_an_older_folder_is_told_and_brought_up(newer_program, folder):
    new = migration.VERSION + 1
    told = monitor(newer_program, "check", "--data", folder)
    command = f"run python -m monitor migrate --data {folder}; it"
    assert told.returncode == 1 and told.stdout.splitlines() == [
        "commitments.csv:1:theme: error: missing column: expected the column 'theme'; "
        f"to mend: {command} adds the column and keeps what people wrote",
        f"datapackage.json:schemaVersion: error: tables older than the program: found '{new - 1}'; expected version {new}; "
        f"to mend: {command} keeps what people wrote",
        "2 errors, 0 warnings"]
    before = contents(folder)
    lines = [f"version {new}: commitments can be grouped by theme", "commitments.csv: theme is added",
             f"datapackage.json: describes the tables as version {new}"]
    planned = monitor(newer_program, "migrate", "--check", "--data", folder)
    assert (planned.returncode, planned.stdout.splitlines(), contents(folder)) == (1, lines, before)
    done = monitor(newer_program, "migrate", "--data", folder)
    assert (done.returncode, done.stdout.splitlines()) == (0, lines)
    after = contents(folder)
    assert {name for name in after if after[name] != before[name]} == {"commitments.csv", "datapackage.json"}
    assert after["commitments.csv"].decode().startswith(before["commitments.csv"].decode().split(",corrected", 1)[0] + ",theme,corrected,")
    assert after["commitments.csv"].endswith(b",own words\n")
    assert monitor(newer_program, "check", "--data", folder).stdout == "0 errors, 0 warnings\n"
    assert monitor(newer_program, "record", "--data", folder).stdout == "0 entries added to status_log.csv\n"
    assert monitor(newer_program, "migrate", "--data", folder).stdout == f"{folder}: version {new}, nothing to do\n"
    assert contents(folder) == after


def test_a_folder_that_is_newer_than_the_program_is_refused_and_said_to_be(newer_program, folder):
    monitor(newer_program, "migrate", "--data", folder)
    before = contents(folder)
    for command in (("migrate", "--data"), ("migrate", "--check", "--data"), ("init",)):
        told = monitor(ROOT, *command, folder)
        assert told.returncode == 2 and "bring the program up to date" in told.stderr and "Traceback" not in told.stderr
    assert contents(folder) == before
    assert "tables newer than the program: found" in monitor(ROOT, "check", "--data", folder).stdout
    assert [problem.column for problem in load(folder).problems] == ["schemaVersion"], "the dashboard says so"


@pytest.mark.parametrize("version", [0, -1, "1", 1.5, None, [1]])
def test_what_is_no_version_is_told_and_refused(folder, version):
    describe(folder, schemaVersion=version)
    problem, = datapackage.problems(folder)
    assert (problem.column, problem.level) == ("schemaVersion", ERROR)
    with pytest.raises(datapackage.DescriptionError, match="schemaVersion"):
        datapackage.refreshed((folder / datapackage.FILE).read_text(encoding="utf-8"))


def test_a_folder_with_a_fault_is_not_migrated(newer_program, folder):
    with open(folder / "evidence.csv", "a", encoding="utf-8") as file:
        file.write("short\n")
    before = contents(folder)
    told = monitor(newer_program, "migrate", "--data", folder)
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert "mend this first: evidence.csv:3: error: row too short" in told.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("content", [None, b"{", b"\xff"])
def test_without_a_description_nothing_is_migrated(folder, content):
    (folder / datapackage.FILE).unlink() if content is None else (folder / datapackage.FILE).write_bytes(content)
    before = contents(folder)
    told = monitor(ROOT, "migrate", "--data", folder)
    assert told.returncode == 2 and "datapackage.json" in told.stderr and "Traceback" not in told.stderr and contents(folder) == before


def test_a_description_made_anew_supposes_the_oldest_tables(newer_program, folder):
    (folder / datapackage.FILE).unlink()
    assert monitor(newer_program, "init", folder).returncode == 0
    assert datapackage.version_of(datapackage.read(folder)) == migration.FIRST
    assert monitor(newer_program, "migrate", "--data", folder).returncode == 0
    assert monitor(newer_program, "check", "--data", folder).returncode == 0
