"""The worked example of the method page: the numbers of a verdict that can be redone by hand."""
from datetime import date

import pytest

from monitor import dataset
from monitor.worked_example import worked_example
from tests.folders import a_row, make_folder

TODAY = date(2026, 11, 25)
A_TARGET = a_row("commitments", kind="target", value="20", unit="USD", indicator_id="trade", first_stated="2024-01-15",
                 last_stated="2024-01-15", deadline_kind="none")


def figure(year: int, value: str, **cells: str) -> dict[str, str]:
    return a_row("figures", figure_id=f"f-{year}-{value}", period=str(year), period_start=f"{year}-01-01", period_end=f"{year}-12-31",
                 value=value, source_id="", start="", end="", quote="", url="https://example.org/f", **cells)


def example_of(tmp_path, figures, target=A_TARGET):
    source = a_row("sources", date="2024-01-15")
    mention = a_row("mentions", value="20", unit="USD", kind="target")
    return worked_example(dataset.load(make_folder(
        tmp_path / "data", sources=[source], mentions=[mention], commitments=[target], figures=figures)), TODAY)


def test_each_step_stands_with_its_formula_its_numbers_and_its_result(tmp_path):
    """By 2025, 2 of 7 years on the way from 10 to 20 had passed."""
    found = example_of(tmp_path, [figure(2023, "10"), figure(2025, "15")])
    steps = {(line.method, line.formula): (line.numbers, line.result) for line in found.lines}
    assert found.judgement.deadline.assumed and found.judgement.deadline.text == "2030"
    numbers, result = steps["linear path", "base + (target - base) * (latest year - base year) / (deadline - base year)"]
    assert numbers == "10 + (20 - 10) * (2025 - 2023) / (2030 - 2023)" and result.startswith("12.857")
    assert steps["linear path", "(latest - base) / (required - base)"][1] == "1.75: significant progress"
    assert steps["share of the gap closed", "(newest - base) / (target - base)"] == ("(15 - 10) / (20 - 10)", "0.5")
    assert steps["compound growth", "actual / required"][1].startswith("2.159")


@pytest.mark.parametrize(("figures", "target"), [
    ([figure(2023, "10")], A_TARGET),                                                        # one figure
    ([figure(2023, "10"), figure(2025, "15", qualifier="over")], A_TARGET),                 # open upwards: two numbers a step
    ([figure(2023, "10"), figure(2025, "15")], A_TARGET | {"value": ""}),                   # no target
    ([], A_TARGET),
])
def test_no_example_where_none_can_be_told_in_plain_numbers(tmp_path, figures, target):
    assert example_of(tmp_path, figures, target) is None
