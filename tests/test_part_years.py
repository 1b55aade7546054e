"""Parts of a year: what is one, and which part of the year before it is compared with."""
from datetime import date
from decimal import Decimal

import pytest

from monitor.part_years import part_years, year_before
from monitor.phrases import parts_of_years, same_months
from tests.test_verdicts import a_figure


@pytest.mark.parametrize(("first", "last", "expected", "why"), [
    (date(2025, 1, 1), date(2025, 11, 30), (date(2024, 1, 1), date(2024, 11, 30)), "eleven months"),
    (date(2025, 1, 1), date(2025, 2, 28), (date(2024, 1, 1), date(2024, 2, 29)), "the end of February before a leap year"),
    (date(2024, 1, 1), date(2024, 2, 29), (date(2023, 1, 1), date(2023, 2, 28)), "the end of February in a leap year"),
    (date(2024, 1, 1), date(2024, 7, 3), (date(2023, 1, 1), date(2023, 7, 3)), "up to a day"),
])
def test_the_same_days_of_the_year_before(first, last, expected, why):
    assert year_before(first, last) == expected, why


HALF_24, HALF_25 = a_figure("2024-01/2024-06", "5"), a_figure("2025-01/2025-06", "6")


@pytest.mark.parametrize(("figures", "nature", "found", "why"), [
    ([HALF_24, HALF_25], "flow", [("2025-01/2025-06", "2024-01/2024-06"), ("2024-01/2024-06", None)], "newest first"),
    ([a_figure("2024", "10"), a_figure("2025", "11")], "flow", [], "whole years are no parts"),
    ([a_figure("2024-01/2024-05", "5"), HALF_25], "flow", [("2025-01/2025-06", None), ("2024-01/2024-05", None)], "other months"),
    ([a_figure("2024-01/2024-06", "5", scope="goods and services"), HALF_25], "flow",
     [("2025-01/2025-06", None), ("2024-01/2024-06", None)], "another scope"),
    ([a_figure("2024-01/2024-06", "5", reporter_id="office"), HALF_25], "flow",
     [("2025-01/2025-06", None), ("2024-01/2024-06", None)], "another reporter"),
    ([a_figure("2024-01/2024-06", "5", basis="estimate"), HALF_25], "flow",
     [("2025-01/2025-06", None), ("2024-01/2024-06", None)], "an estimate beside a report"),
    ([a_figure("2024-01/2024-06", "5", unit="CNY"), HALF_25], "flow",
     [("2025-01/2025-06", None), ("2024-01/2024-06", None)], "another currency"),
    ([HALF_24, a_figure("2024-01/2024-06", "5.2", figure_id="new", replaces=HALF_24.figure_id), HALF_25], "flow",
     [("2025-01/2025-06", "2024-01/2024-06"), ("2024-01/2024-06", None)], "the latest vintage"),
    ([a_figure("2024-06", "5"), a_figure("2025-06", "6")], "stock", [], "a stock stands for its month"),
    ([a_figure("2025-08", "61", unit="items/week")], "flow", [], "a rate stands for its time"),
    ([a_figure("2017/2023", "11")], "flow", [], "several years are no part of one"),
    ([a_figure("2025-03-17", "5")], "flow", [], "a day is an event"),
])
def test_parts_of_years(figures, nature, found, why):
    assert [(part.figure.period, part.before and part.before.period) for part in part_years(figures, nature)] == found, why


@pytest.mark.parametrize(("before", "now", "change"), [
    (a_figure("2024-01/2024-06", "5"), a_figure("2025-01/2025-06", "6"), Decimal("0.2")),
    (a_figure("2024-01/2024-06", "5", qualifier="over"), a_figure("2025-01/2025-06", "6"), None),
    (a_figure("2024-01/2024-06", "0"), a_figure("2025-01/2025-06", "6"), None),
])
def test_the_change_is_told_of_closed_numbers_above_zero(before, now, change):
    assert part_years([before, now], "flow")[0].change == change


@pytest.mark.parametrize(("unit", "values", "told"), [
    ("USD", ("11200000000", "14600000000"), "same months of 2024: US$11.2 billion, up 30 percent"),
    ("USD", ("8000000000", "6000000000"), "same months of 2024: US$8 billion, down 25 percent"),
    ("USD", ("8000000000", "8000000000"), "same months of 2024: US$8 billion, unchanged"),
    ("percent", ("18.1", "21.1"), "same months of 2024: 18.1 percent, up 3 percentage points"),   # never percent of percent
])
def test_the_comparison_in_words(unit, values, told):
    figures = [a_figure(f"{year}-01/{year}-06", value, unit=unit) for year, value in zip((2024, 2025), values)]
    assert same_months(part_years(figures, "flow")[0]) == told


@pytest.mark.parametrize(("figures", "told"), [
    ([HALF_24, HALF_25, a_figure("2024", "10")],
     ["January to June 2025: US$6, Customs (goods), against US$5 in the same months of 2024: up 20 percent."]),
    ([HALF_24, HALF_25, a_figure("2025", "13")], []),                     # the whole year says more
    ([HALF_24, a_figure("2025", "13", reporter_id="office")], []),        # old, and nothing to compare it with
    ([HALF_25], ["January to June 2025: US$6, Customs (goods); no figure for the same months of the year before."]),
    ([HALF_24, a_figure("2025-01/2025-06", "6", basis="plan")],
     ["January to June 2024: US$5, Customs (goods); no figure for the same months of the year before."]),
])
def test_the_newest_part_of_a_year_is_told(figures, told):
    assert [sentence.text for sentence in parts_of_years(figures, "flow")] == told
