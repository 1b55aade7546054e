"""`python -m monitor verdict` as it is called: a child process, its exit code and what it prints."""
import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.folders import a_row, make_folder

TARGET = {"kind": "target", "value": "20000000000", "unit": "USD", "qualifier": "exactly"}


def a_year(reporter: str, year: str, value: str) -> dict[str, str]:
    return a_row("figures", figure_id=f"{reporter}-{year}", reporter_id=reporter, reporter=reporter.title(), scope="goods", period=year,
                 period_start=f"{year}-01-01", period_end=f"{year}-12-31", value=value, source_id="", start="", end="", quote="")


@pytest.fixture
def folder(tmp_path):
    return make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24")], indicators=[a_row("indicators", nature="flow")],
        mentions=[a_row("mentions", **TARGET), a_row("mentions", mention_id="forum", commitment_id="forum")],
        commitments=[a_row("commitments", **TARGET, title="Raise trade", indicator_id="trade"),
                     a_row("commitments", commitment_id="forum", title="Hold a forum")],
        figures=[a_year("customs", "2023", "14.0e9"), a_year("customs", "2025", "16.2e9"), a_year("press", "2025", "18e9")],
    )


def verdict(folder, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "monitor", "verdict", *arguments, "--data", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_every_input_formula_and_result_is_printed(folder):
    done = verdict(folder, "--by", "2028")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "js-1-00000001: Raise trade",
        "  target US$20 billion, direction up, indicator trade, stated 2024-01-24, deadline 2028 (assumed)",
        "  Customs (goods) [customs]",
        "    base US$14 billion (2023, customs-2023)",
        "    latest US$16.2 billion (2025, customs-2025)",
        "    linear path: required = base + (target - base) * (latest year - base year) / (deadline - base year); "
        "ratio = (latest - base) / (required - base)",
        "      required US$16.4 billion, actual US$16.2 billion, ratio 0.917: moderate progress",
        "    compound growth: actual = (latest / base) ^ (1 / (latest year - base year)) - 1; "
        "required = (target / base) ^ (1 / (deadline - base year)) - 1; ratio = actual / required",
        "      required +7.39%, actual +7.57%, ratio 1.024: significant progress",
        "    share of the gap closed: (latest - base) / (target - base) = 36.7%",
        "    year of arrival: latest year + (target - latest) / pace, pace = (latest - base) / (latest year - base year) = 2029 "
        "(2 points, arithmetic, no forecast)",
        "    verdict: moderate progress to significant progress",
        "  Press [press]",
        "    cannot tell: one figure only",
        "  all reporters: moderate progress to significant progress",
    ]


def test_without_a_deadline_it_cannot_tell(folder):
    lines = verdict(folder, "js-1-00000001").stdout.splitlines()
    assert "    verdict: cannot tell: no deadline is stated" in lines
    assert not any(line.startswith("  all reporters") for line in lines)


def test_json_holds_exact_numbers_and_reasons(folder):
    (found,) = json.loads(verdict(folder, "--json", "--by", "2027").stdout)
    assert (found["target"], found["deadline"], found["deadline_assumed"]) == (["20000000000", None], "2027", True)
    assert found["verdict"] == ["moderate"]
    (customs,) = found["reporters"]
    assert customs["linear"]["required"] == ["17000000000", "17000000000"]
    assert customs["arrival"]["earliest"] == 2029
    assert found["refused"] == [{"reporter_id": "press", "reporter": "Press", "cannot_tell": "one_figure"}]
    assert [(figure["figure_id"], figure["reached"]) for figure in found["newest"]] == [("customs-2025", False), ("press-2025", False)]


def test_one_reporter_only(folder):
    (found,) = json.loads(verdict(folder, "--json", "--reporter", "press").stdout)
    assert (found["reporters"], len(found["refused"]), len(found["newest"])) == ([], 1, 1)


@pytest.mark.parametrize(("arguments", "told"), [
    (("none-such",), "none-such: no such commitment"),
    (("forum",), "forum: no target"),
    (("--by", "soon"), "soon is not a year from 1900 to 2200"),
    (("--by", "99999"), "99999 is not a year from 1900 to 2200"),
])
def test_what_cannot_be_done_is_said_with_exit_code_2(folder, arguments, told):
    done = verdict(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr and "Traceback" not in done.stderr


def test_a_folder_without_targets_says_so(tmp_path):
    done = verdict(make_folder(tmp_path / "data"))
    assert (done.returncode, done.stdout.strip()) == (0, f"no targets in {tmp_path / 'data'}")
