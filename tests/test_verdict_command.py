"""`python -m monitor verdict` as it is called: a child process, its exit code and what it prints."""
import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.folders import a_row, make_folder, set_cell

TARGET_ID = "js-1-00000001"
TARGET = {"kind": "target", "value": "20000000000", "unit": "USD", "qualifier": "exactly"}


def a_year(reporter: str, year: str, value: str, **cells: str) -> dict[str, str]:
    given = {"figure_id": f"{reporter}-{year}", "reporter_id": reporter, "reporter": reporter.title(), "scope": "goods", "period": year,
             "period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "value": value, "source_id": "", "start": "", "end": "",
             "quote": ""}
    return a_row("figures", **given | cells)


@pytest.fixture
def folder(tmp_path):
    return make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24")], indicators=[a_row("indicators", nature="flow")],
        mentions=[a_row("mentions", **TARGET, deadline_text="at an early date"),
                  a_row("mentions", mention_id="forum", commitment_id="forum")],
        commitments=[a_row("commitments", **TARGET, title="Raise trade", indicator_id="trade"),
                     a_row("commitments", commitment_id="forum", title="Hold a forum")],
        figures=[
            a_year("customs", "2022", "13.0e9"), a_year("customs", "2023", "13.9e9", figure_id="customs-first"),
            a_year("customs", "2023", "14.0e9", replaces="customs-first", confidence="high", published="2024-02-01",
                   url="https://example.org/customs/2023"),
            a_year("customs", "2025", "16.2e9"),
            a_year("customs", "2024", "6.0e9", figure_id="customs-early", period="2024-01/2024-06", period_end="2024-06-30"),
            a_year("press", "2025", "18e9", source_id="js-1", scope=""),
        ],
    )


def verdict(folder, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "monitor", "verdict", *arguments, "--data", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_every_input_formula_and_result_is_printed(folder):
    done = verdict(folder, "--by", "2028")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if not line.startswith("  years: ")] == [
        "js-1-00000001: Raise trade",
        "  target: US$20 billion (20000000000 USD), direction up",
        "  indicator: trade, flow; figures for whole calendar years count",
        "  stated: 2024-01-24 (2023.0656)",
        "  deadline: 2028 (2028), assumed by the reader; the documents give no date",
        "    in the documents' words: “at an early date”",
        "  Customs (goods) [customs]",
        "    base: US$14 billion (14000000000 USD), 2023 (2023), customs-2023: the last at or before the statement",
        "      reported, confidence high, published 2024-02-01, https://example.org/customs/2023",
        "    latest: US$16.2 billion (16200000000 USD), 2025 (2025), customs-2025",
        "      reported, confidence not given, published not given, no address",
        "    linear path: required = base + (target - base) * (latest year - base year) / (deadline - base year); "
        "ratio = (latest - base) / (required - base)",
        "      required = 14000000000 + (20000000000 - 14000000000) * (2025 - 2023) / (2028 - 2023) = 16400000000",
        "      ratio = (16200000000 - 14000000000) / (16400000000 - 14000000000) = 0.916666666667: moderate progress",
        "    compound growth: actual = (latest / base) ^ (1 / (latest year - base year)) - 1; "
        "required = (target / base) ^ (1 / (deadline - base year)) - 1; ratio = actual / required",
        "      actual = (16200000000 / 14000000000) ^ (1 / (2025 - 2023)) - 1 = 0.075705748401",
        "      required = (20000000000 / 14000000000) ^ (1 / (2028 - 2023)) - 1 = 0.0739409237858",
        "      ratio = 0.075705748401 / 0.0739409237858 = 1.02386803579: significant progress",
        "    share of the gap closed: (newest - base) / (target - base)",
        "      share = (16200000000 - 14000000000) / (20000000000 - 14000000000) = 0.366666666667",
        "    year of arrival: newest year + (target - newest) / pace, pace = (newest - base) / (newest year - base year)",
        "      pace = (16200000000 - 14000000000) / (2025 - 2023) = 1100000000",
        "      year = 2025 + (20000000000 - 16200000000) / 1100000000 = 2028.45454545",
        "      the first whole year by then: 2029; 2 figures, arithmetic, no forecast",
        "    verdict: moderate progress to significant progress",
        "  Press [press]",
        "    figure: US$18 billion (18000000000 USD), 2025 (2025), press-2025",
        "      reported, confidence not given, published not given, in the document js-1",
        "    cannot tell: one figure only",
        "  figures on which no verdict rests:",
        "    [customs] 1 replaced by a later one, 1 for no whole year, 1 older than the base",
        "    [press] 1 that would count, but allow no verdict",
        "  all reporters: moderate progress to significant progress",
    ]


def test_a_newest_figure_later_than_the_deadline_stands_beside_the_one_that_counts(folder):
    set_cell(folder, "commitments", TARGET_ID, "deadline", "2024")
    set_cell(folder, "commitments", TARGET_ID, "deadline_kind", "year")
    set_cell(folder, "figures", "customs-early", "period", "2024")
    set_cell(folder, "figures", "customs-early", "period_end", "2024-12-31")
    lines = verdict(folder, "--by", "2030").stdout.splitlines()
    assert "  deadline: 2024 (2024), as stated" in lines
    assert "    the reader's year 2030 is not used, for a date is stated" in lines
    assert "    latest: US$6 billion (6000000000 USD), 2024 (2024), customs-early: the last up to the deadline" in lines
    assert "    newest: US$16.2 billion (16200000000 USD), 2025 (2025), customs-2025: later than the deadline" in lines
    assert "    verdict: not reached by the deadline" in lines


def test_the_statements_own_baseline_is_shown_and_whose_year_it_is(folder):
    set_cell(folder, "figures", "press-2025", "period", "2022")
    set_cell(folder, "figures", "press-2025", "period_start", "2022-01-01")
    set_cell(folder, "figures", "press-2025", "period_end", "2022-12-31")
    set_cell(folder, "figures", "press-2025", "qualifier", "over")
    lines = verdict(folder).stdout.splitlines()
    assert "  the statement's own baseline: over US$18 billion (at least 18000000000 USD), 2022 (2022), press-2025" in lines
    assert "    base: US$13 billion (13000000000 USD), 2022 (2022), customs-2022: for the year of the statement's own baseline" in lines


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
    assert found["refused"] == [{"reporter_id": "press", "reporter": "Press", "scope": "", "cannot_tell": "one_figure"}]
    assert [(figure["figure_id"], figure["reached"]) for figure in found["newest"]] == [("customs-2025", False), ("press-2025", False)]
    assert found["left_out"]["customs"] == {
        "replaced": ["customs-first"], "part_years": ["customs-early"], "before_base": ["customs-2022"],
    }
    assert (customs["base_rule"], [point["at"] for point in customs["points"]]) == ("before", ["2023", "2025"])
    assert {name: customs["base"][name] for name in ("published", "confidence", "basis", "url")} == {
        "published": "2024-02-01", "confidence": "high", "basis": "reported", "url": "https://example.org/customs/2023"}
    assert customs["linear"]["workings"][0] == {
        "what": "required", "numbers": "14000000000 + (20000000000 - 14000000000) * (2025 - 2023) / (2027 - 2023)",
        "result": "17000000000", "end": ""}
    assert customs["share_of_gap_closed"]["result"][0].startswith("0.36666666666666666666")      # all digits, not those of the text


def test_json_says_which_deadline_and_whose(folder):
    (found,) = json.loads(verdict(folder, "--json").stdout)
    assert (found["deadline"], found["deadline_assumed"], found["deadline_text"]) == (None, False, "at an early date")
    set_cell(folder, "commitments", TARGET_ID, "deadline", "2027-06")
    set_cell(folder, "commitments", TARGET_ID, "deadline_kind", "month")
    (found,) = json.loads(verdict(folder, "--json", "--by", "2030").stdout)
    assert (found["deadline"], found["deadline_at"], found["figures_due_at"], found["assumed_year_ignored"]) == (
        "2027-06", "2026.4959", "2026", 2030)


def test_one_reporter_only(folder):
    (found,) = json.loads(verdict(folder, "--json", "--reporter", "press").stdout)
    assert (found["reporters"], len(found["refused"]), len(found["newest"])) == ([], 1, 1)


@pytest.mark.parametrize(("arguments", "told"), [
    (("none-such",), "none-such: no such commitment"),
    (("JS-1-00000001",), "perhaps js-1-00000001?"),
    (("js-1-0000001",), "perhaps js-1-00000001?"),                     # a digit is missing
    (("--reporter", "nobody"), "nobody: reports nothing on any target; those who do: customs, press"),
    (("js-1-00000001", "--reporter", "Customs"), "Customs: reports nothing on js-1-00000001; those who do: customs, press"),
    (("forum",), "forum: no target"),
    (("--by", "soon"), "soon is not a year from 1900 to 2200"),
    (("--by", "99999"), "99999 is not a year from 1900 to 2200"),
])
def test_what_cannot_be_done_is_said_with_exit_code_2(folder, arguments, told):
    done = verdict(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr and "Traceback" not in done.stderr


def test_a_reader_who_leaves_early_gets_no_traceback(folder):
    command = [sys.executable, "-m", "monitor", "verdict", "--data", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdout.close()
        assert (running.stderr.read(), running.wait(timeout=60)) == ("", 1)


def test_a_folder_without_targets_says_so(tmp_path):
    done = verdict(make_folder(tmp_path / "data"))
    assert (done.returncode, done.stdout.strip()) == (0, f"no targets in {tmp_path / 'data'}")
