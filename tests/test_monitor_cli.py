"""The commands as a person runs them: `python -m monitor ...`."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.schema import TABLES
from monitor.store import load
from tests.folders import make_folder, set_cell

ROOT = Path(__file__).resolve().parents[1]
ID = "js-1-00000001"


def monitor(*arguments, **environment) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "monitor", *map(str, arguments)], cwd=ROOT, env=os.environ | environment,
                          capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_folder(tmp_path / "data")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_init_makes_a_folder_that_has_no_problem(tmp_path):
    made = monitor("init", tmp_path / "deep" / "new")
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "deep" / "new"
    others = {".gitattributes", ".gitignore", ".lock", "datapackage.json", "sources"}
    assert {path.name for path in folder.iterdir()} == others | {table.file for table in TABLES}
    assert all(table.text == ",".join(table.header) + "\n" for table in load(folder))
    checked = monitor("check", "--data", folder)
    assert (checked.returncode, checked.stdout) == (0, "0 errors, 0 warnings\n")


def test_init_again_keeps_everything_and_adds_what_is_missing(folder):
    descriptor = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps(descriptor | {"citation": "Cite us", "resources": []}))
    (folder / "evidence.csv").unlink()
    before = contents(folder)
    told = monitor("init", folder)
    assert told.returncode == 0 and told.stdout.endswith("made datapackage.json, evidence.csv\n")
    after = contents(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"datapackage.json", "evidence.csv"}
    assert json.loads(after["datapackage.json"]) == descriptor | {"citation": "Cite us"}
    assert "nothing to do" in monitor("init", folder).stdout


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]"])
def test_init_does_not_write_over_a_description_it_cannot_read(folder, content):
    (folder / "datapackage.json").write_bytes(content)
    before = contents(folder)
    told = monitor("init", folder)
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert contents(folder) == before


def test_init_names_what_stands_in_its_way(tmp_path):
    (tmp_path / "file").write_text("")
    told = monitor("init", tmp_path / "file")
    assert told.returncode == 2 and str(tmp_path / "file") in told.stderr and "Traceback" not in told.stderr


def test_check_tells_every_error_and_exits_with_one(folder):
    set_cell(folder, "commitments", ID, "status", "done")
    set_cell(folder, "figures", "js-1-00000002", "value", "ten")
    told = monitor("check", "--data", folder)
    lines = told.stdout.splitlines()
    assert told.returncode == 1 and "Traceback" not in told.stderr
    assert lines[0].startswith(f"commitments.csv:2:status: error: not in the list: found 'done' in '{ID}'; expected one of not_checked,")
    assert lines[1].startswith("figures.csv:2:value: error: not a number: found 'ten'")
    assert lines[2] == "2 errors, 0 warnings"


def test_a_warning_is_no_error(folder):
    set_cell(folder, "commitments", ID, "status", "no_report")
    told = monitor("check", "--data", folder)
    assert told.returncode == 0 and told.stdout.endswith("0 errors, 1 warnings\n")


def test_check_as_json(folder):
    assert json.loads(monitor("check", "--json", "--data", folder).stdout) == []
    set_cell(folder, "commitments", ID, "status", "done")
    told = monitor("check", "--json", "--data", folder)
    problem, = json.loads(told.stdout)
    assert told.returncode == 1
    assert {key: problem[key] for key in ("file", "row", "column", "id", "value", "level")} == {
        "file": "commitments.csv", "row": 2, "column": "status", "id": ID, "value": "done", "level": "error"}
    assert problem["rule"] and problem["expected"] and problem["mend"]


def test_check_changes_nothing(folder):
    (folder / "evidence.csv").write_bytes(b"\xff\xfe broken")
    before = contents(folder)
    monitor("check", "--data", folder)
    assert contents(folder) == before


def test_the_environment_names_the_folder_and_the_argument_wins(folder, tmp_path):
    assert monitor("check", MONITOR_DATA=str(folder)).returncode == 0
    assert monitor("check", "--data", tmp_path / "nowhere", MONITOR_DATA=str(folder)).returncode == 1


def test_record_enters_edits_once(folder):
    assert monitor("record", "--data", folder).returncode == 0
    set_cell(folder, "commitments", ID, "status", "unclear")
    told = monitor("record", "--data", folder, "--who", "aziza")
    assert told.stdout == f"{ID}: status: 'not_checked' -> 'unclear'\n1 entries added to status_log.csv\n"
    last = load(folder).status_log.rows[-1]
    assert (last["who"], last["via"], last["field"], last["new"]) == ("aziza", "csv", "status", "unclear")
    assert monitor("record", "--data", folder).stdout == "0 entries added to status_log.csv\n"
    assert monitor("check", "--data", folder).returncode == 0


def test_record_refuses_a_table_with_a_fault(folder):
    with open(folder / "commitments.csv", "a", encoding="utf-8") as file:
        file.write("short\n")
    before = contents(folder)
    told = monitor("record", "--data", folder)
    assert told.returncode == 2 and "commitments.csv:3: error: row too short" in told.stderr and "Traceback" not in told.stderr
    assert contents(folder) == before


def test_record_in_no_folder(tmp_path):
    told = monitor("record", "--data", tmp_path / "nowhere")
    assert told.returncode == 2 and "no such folder" in told.stderr and not (tmp_path / "nowhere").exists()


def test_dictionary_is_printed():
    assert monitor("dictionary").stdout == (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("init",), ("check", "extra")])
def test_wrong_words_get_the_usage(arguments):
    told = monitor(*arguments)
    assert told.returncode == 2 and told.stderr.startswith("usage: python -m monitor")


@pytest.mark.parametrize("command", ["init", "check", "record", "dictionary", "import", "verdict"])
def test_every_command_has_help(command):
    assert f"usage: python -m monitor {command}" in monitor(command, "--help").stdout
