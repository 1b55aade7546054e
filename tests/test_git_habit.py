"""What git does with the tables: the hook that refuses a broken commit, and files that arrive as they were. With real git."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import store
from monitor.check import check
from monitor.documents import sha256
from monitor.problems import ERROR
from tests.conftest import ROOT
from tests.folders import a_row, add_row, make_folder, set_cell

ID = "js-1-00000001"
BROKEN = f"commitments.csv:2:status: error: not in the list: found 'done' in '{ID}'; expected one of not_checked,"
WHO = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "a"), ("EMAIL", "a@example.org"))}
# Without what git tells its hooks, should the tests run in one, and without this machine's settings.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | WHO | {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def run(folder: Path, *words, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in words], cwd=folder, env=ENVIRONMENT | environment, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, check=False)


def git(folder: Path, *words) -> str:
    done = run(folder, "git", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, *words) -> subprocess.CompletedProcess:
    return run(folder, "git", "commit", "-qm", "a change", *words)


def commits(folder: Path) -> int:
    return int(git(folder, "rev-list", "--count", "HEAD"))


def with_git(folder: Path) -> Path:
    """The folder as a repository, all of it committed."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    assert commit(folder).returncode == 0
    return folder


@pytest.fixture
def repository(tmp_path) -> Path:
    """A clone of the program with a small data folder, its environment and the hook."""
    folder = tmp_path / "a clone"
    shutil.copytree(ROOT / "monitor", folder / "monitor", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".githooks", folder / ".githooks")
    shutil.copy(ROOT / ".gitattributes", folder)
    (folder / ".gitignore").write_text(".venv\n__pycache__/\n")
    (folder / ".venv").symlink_to(sys.prefix)
    make_folder(folder / "data")
    with_git(folder)
    git(folder, "config", "core.hooksPath", ".githooks")
    return folder


def test_a_commit_that_breaks_a_cell_is_refused_and_says_which(repository):
    set_cell(repository / "data", "commitments", ID, "status", "done")
    told = commit(repository, "-a")
    assert told.returncode == 1 and commits(repository) == 1
    assert told.stderr.startswith(BROKEN) and "take one word of the list" in told.stderr
    assert told.stderr.endswith("Not committed: mend what is said above, `git add` it and commit again.\n")


def test_a_sound_commit_passes_without_a_word(repository):
    set_cell(repository / "data", "commitments", ID, "status", "unclear")
    told = commit(repository, "-a")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "") and commits(repository) == 2


def test_what_is_staged_is_checked_and_not_what_lies_in_the_folder(repository):
    data = repository / "data"
    set_cell(data, "commitments", ID, "status", "unclear")
    git(repository, "add", "data")
    set_cell(data, "commitments", ID, "status", "done")
    assert commit(repository).returncode == 0, "staged is sound"
    git(repository, "add", "data")
    set_cell(data, "commitments", ID, "status", "unclear")
    assert commit(repository).stderr.startswith(BROKEN), "mended in the folder, and not staged"
    set_cell(data, "evidence", "forum-2024", "summary", "Held twice.")
    assert commit(repository, "data/evidence.csv").returncode == 0, "a commit of one file alone takes that file from the folder"


def test_a_document_that_is_not_as_it_was_read_is_refused(repository):
    (repository / "data" / "sources" / "js-1.txt").write_text("Other words.", encoding="utf-8")
    assert "sources.csv:2:sha256: error: the document has changed" in commit(repository, "-a").stderr


def test_a_commit_that_touches_no_table_does_not_even_start_python(repository):
    (repository / ".venv").unlink()
    (repository / "README.md").write_text("Words.")
    git(repository, "add", "README.md")
    assert commit(repository).returncode == 0


def test_without_an_environment_a_change_of_the_tables_is_refused_with_the_way_to_one(repository):
    (repository / ".venv").unlink()
    set_cell(repository / "data", "commitments", ID, "status", "unclear")
    told = commit(repository, "-a")
    assert told.returncode == 1 and f"without the environment {repository}/.venv; the README says" in told.stderr


def test_a_second_worktree_uses_the_environment_of_the_first(repository):
    git(repository, "worktree", "add", "-q", "../second")
    second = repository.parent / "second"
    set_cell(second / "data", "commitments", ID, "status", "done")
    assert commit(second, "-a").stderr.startswith(BROKEN)


def test_two_sound_branches_that_make_a_broken_table_are_not_merged(repository):
    data = repository / "data"
    for branch, identity in (("left", "a-first"), ("right", "z-last")):
        git(repository, "checkout", "-q", "-b", branch, "main")
        add_row(data, "indicators", a_row("indicators", indicator_id=identity))
        text = (data / "indicators.csv").read_text(encoding="utf-8").replace(identity, "twice")
        (data / "indicators.csv").write_text(text, encoding="utf-8")
        assert commit(repository, "-a").returncode == 0
    told = run(repository, "git", "merge", "-q", "-m", "both", "left")
    assert told.returncode != 0 and "indicators.csv:4:indicator_id: error: id of row 2 again in row 4" in told.stderr


def test_pre_commit_calls_the_same_hook_and_may_want_all_files_checked(repository):
    settings = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "entry: .githooks/pre-commit\n" in settings and "files: ^data/\n" in settings and "language: system\n" in settings
    set_cell(repository / "data", "commitments", ID, "status", "done")
    assert commit(repository, "-a", "--no-verify").returncode == 0
    assert run(repository, ".githooks/pre-commit").returncode == 0, "nothing is staged"
    assert run(repository, ".githooks/pre-commit", PRE_COMMIT="1").stderr.startswith(BROKEN)


def test_a_data_folder_in_a_repository_of_its_own_has_the_hook_in_one_line(repository, tmp_path):
    folder = with_git(make_folder(tmp_path / "data alone"))
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{repository}/.githooks/pre-commit' .\n", encoding="utf-8")
    hook.chmod(0o755)
    set_cell(folder, "commitments", ID, "status", "done")
    assert commit(folder, "-a").stderr.startswith(BROKEN)
    set_cell(folder, "commitments", ID, "status", "unclear")
    assert commit(folder, "-a").returncode == 0


def test_git_may_run_the_hooks():
    assert {path.name for path in (ROOT / ".githooks").iterdir() if os.access(path, os.X_OK)} == {"pre-commit", "pre-merge-commit"}


@pytest.mark.parametrize("setting", ["true", "input", "false"])
def test_a_clone_has_every_byte_of_the_documents_and_one_line_end_in_the_tables(tmp_path, setting):
    document = b"Words with one line end\r\nand with another\nand none at the end"
    folder = make_folder(tmp_path / "data", sources=[a_row("sources", sha256=sha256(document))], mentions=[], commitments=[], evidence=[],
                         figures=[])
    (folder / "sources" / "js-1.txt").write_bytes(document)
    (folder / "sources" / "table.csv").write_bytes(b"a,b\r\n1,2\r\n")
    table = folder / "sources.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))   # as a spreadsheet saves it
    git(folder, "init", "-q")
    git(folder, "config", "core.autocrlf", setting)
    git(folder, "add", "-A")
    assert commit(folder).returncode == 0
    git(tmp_path, "clone", "-q", "-c", f"core.autocrlf={setting}", "data", "clone")
    clone = tmp_path / "clone"
    assert (clone / "sources" / "js-1.txt").read_bytes() == document
    assert (clone / "sources" / "table.csv").read_bytes() == b"a,b\r\n1,2\r\n"
    assert b"\r" not in (clone / "sources.csv").read_bytes()
    assert [problem for problem in check(clone) if problem.level == ERROR] == []


def test_the_data_folder_says_of_its_files_what_a_new_one_says(tmp_path):
    new = make_folder(tmp_path)
    for name in (".gitignore", ".gitattributes"):
        assert (ROOT / "data" / name).read_bytes() == (new / name).read_bytes()


def test_two_branches_that_both_add_to_the_log_are_merged_with_both_entries(tmp_path):
    """Also where the entries have a line in common: git must not tear a cell of several lines apart."""
    folder = with_git(make_folder(tmp_path / "data"))
    for branch in ("left", "right"):
        git(folder, "checkout", "-q", "-b", branch, "main")
        add_row(folder, "status_log", a_row("status_log", commitment_id=ID, field="note", new=f"{branch} one\nthe same\n{branch} two"))
        assert commit(folder, "-a").returncode == 0
    git(folder, "merge", "-q", "-m", "both", "left")
    log = store.load(folder).status_log
    assert log.whole and [row["new"].split()[0] for row in log.rows] == ["right", "left"]
