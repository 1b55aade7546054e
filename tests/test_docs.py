"""The documentation is true: its commands exist and have help, its links lead somewhere, its lists are whole."""
import re
import subprocess
import sys
from decimal import Decimal
from functools import lru_cache

import pytest

from monitor import left_out, pace, progress
from monitor.words import say
from tests.conftest import ROOT
from tests.test_verdict_by_hand import STEP, near, of_formula

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
# `python -m monitor record`, `.venv/bin/python app.py --edit`: the program, then its words up to the end of the command.
COMMAND = re.compile(r"python3? (app\.py|-m (?:extract|monitor|tests\.e2e\.browser))((?: \"[^\"]*\"| [\w.\-/]+)*)")
OPTION = re.compile(r"--[a-z][a-z-]*")
LINK = re.compile(r"\]\(([^)#]+)\)")
TARGET = re.compile(r"\bmake ([a-z-]+)")
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "benchmarks/requirements.txt")
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)


def texts() -> dict[str, str]:
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}


def code_of(text: str) -> list[str]:
    """What stands in backticks or in an indented block."""
    return re.findall(r"^ {4,}(.+)$", text, re.MULTILINE) + re.findall(r"`([^`\n]+)`", text)


def commands() -> list[tuple[str, str, str]]:
    """(document, program, arguments) of every command line in the documents."""
    return sorted({(name, found[1], found[2].strip()) for name, text in texts().items() for code in code_of(text)
                   for found in COMMAND.finditer(code)})


@lru_cache(maxsize=None)
def help_of(*words: str) -> str:
    done = subprocess.run([sys.executable, *words, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_commands_are_found_in_the_documents():
    assert ("README.md", "-m extract", "--check") in commands()
    assert ("README.md", "-m monitor", "record") in commands()


@pytest.mark.parametrize("document, program, arguments", commands(), ids=lambda value: value.replace(" ", "_"))
def test_every_command_line_exists_and_has_help(document, program, arguments):
    words = program.split()
    first = arguments.split(" ")[0]
    if program == "-m monitor" and first:
        words.append(first)
    page = help_of(*words)
    assert {option for option in OPTION.findall(arguments) if option not in page} == set(), f"{document} uses an option that is not in the help"


def test_every_command_of_the_monitor_is_documented():
    listed = set(re.findall(r"^    ([a-z][a-z-]+)", help_of("-m", "monitor"), re.MULTILINE))
    assert listed
    assert {name for name in listed if not any(f"python -m monitor {name}" in text for text in texts().values())} == set()


@pytest.mark.parametrize("name", texts())
def test_links_lead_to_files(name):
    targets = [target for target in LINK.findall(texts()[name]) if "://" not in target]
    assert [target for target in targets if not ((ROOT / name).parent / target).exists()] == []


def test_every_make_target_that_is_named_exists():
    named = {target for text in texts().values() for code in code_of(text) for target in TARGET.findall(code)}
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= made


def test_the_readme_gives_the_two_commands(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "    git clone " in readme
    assert "    make run\n" in readme


def test_every_direct_dependency_is_explained_at_its_version(root):
    explained = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for file in REQUIREMENTS:
        direct = (root / file).read_text(encoding="utf-8").split("# Brought along")[0]
        assert PINNED.findall(direct)
        assert [f"{name} {version}" for name, version in PINNED.findall(direct) if f"| {name} {version} |" not in explained] == []


def test_every_requirement_is_pinned(root):
    lines = [line for file in REQUIREMENTS
             for line in (root / file).read_text(encoding="utf-8").splitlines() if line and not line.startswith(("#", "-r "))]
    assert [line for line in lines if not PINNED.match(line)] == []


@pytest.mark.parametrize(("section", "codes"), [
    ("reason", progress.REASONS), ("label", pace.LABELS), ("left_out", left_out.WHY),
], ids=["reason", "label", "left_out"])
def test_every_code_of_the_verdicts_has_its_row_with_its_words(root, section, codes):
    text = (root / "docs" / "verdicts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", text, re.MULTILINE)
    parameters = {"n": ""} if section == "left_out" else {}
    assert {(code, say(f"{section}.{code}", **parameters).strip()) for code in codes} - set(rows) == set()
    known = {*progress.REASONS, *pace.LABELS, *left_out.WHY, "band"}
    assert {code for code, _ in rows} - known == set()


def test_the_examples_of_the_verdicts_come_out(root):
    text = (root / "docs" / "verdicts.md").read_text(encoding="utf-8")
    steps = [match for line in text.splitlines() if (match := STEP.fullmatch(line))]
    assert {step["what"] for step in steps} == {"required", "ratio", "actual", "share", "pace", "slope", "year"}
    assert [step[0] for step in steps if not near(of_formula(step["numbers"]), Decimal(step["result"]), Decimal("1E-6"))] == []
