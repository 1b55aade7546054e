"""A verdict can be redone from its printed text alone.

What is read here is the text, and what it is compared with is reckoned here anew: nothing of `pace` and `workings` is used.
"""
import math
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from monitor import dataset
from monitor.progress import judge
from monitor.verdict_text import report
from tests.test_verdicts import CUSTOMS, STATISTICS, a_figure, a_target

TODAY = date(2026, 11, 24)
EXACT = r"\((?P<exact>[^()]*)\)"
TARGET = re.compile(rf"  target: .* {EXACT}, direction (?P<direction>\w+)")
DEADLINE = re.compile(r"  deadline: \S+ \((?P<at>[\d.]+)\), .*")
REPORTER = re.compile(r"  \S.* \[(?P<id>[^\]]+)\]")
FIGURE = re.compile(rf"    (?P<role>base|between|latest|later|newest): .* {EXACT}, .* \((?P<at>[\d.]+)\), \S+(?:: .*)?")
HEADING = re.compile(r"    (?P<name>linear path|compound growth|share of the gap closed|year of arrival): (?P<told>.*)")
STEP = re.compile(
    r"      (?:(?P<end>lowest|highest) )?(?P<what>[a-z]+) = (?P<numbers>[^=]+) = (?P<result>never|-?[\d.]+)(?:: (?P<label>.+))?")
YEARS = re.compile(r"      the first whole year by then: (?P<years>.*); \d+ figures, .*")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
UNSIGNED = re.compile(r"\d+(?:\.\d+)?")
NEVER = Decimal("Infinity")
IN_FORMULAS = re.compile(r"[\d.()+\-*/^ ]|ln")


def interval(exact: str) -> tuple[Decimal, ...] | None:
    """The ends that a reader finds in the brackets; None for a bound that is open on one side."""
    return None if exact.startswith("at ") else tuple(map(Decimal, NUMBER.findall(exact.split(",")[0])))


def of_formula(numbers: str) -> Decimal:
    """The right side of a formula as a calculator takes it."""
    assert IN_FORMULAS.sub("", numbers) == "", numbers
    typed = UNSIGNED.sub(r"Decimal('\g<0>')", numbers).replace("^", "**")
    return eval(typed, {"__builtins__": {}}, {"Decimal": Decimal, "ln": Decimal.ln})


class Printed:
    """One target's text, taken apart: the target, the deadline, and for each reporter with figures what stands under its name."""

    def __init__(self, lines: list[str]):
        found = [match for line in lines if (match := TARGET.fullmatch(line))]
        self.goal = interval(found[0]["exact"])
        self.deadline = next((Decimal(match["at"]) for line in lines if (match := DEADLINE.fullmatch(line))), None)
        self.reporters: dict[str, dict] = {}
        heading = block = None
        for line in lines:
            if match := REPORTER.fullmatch(line):
                block = {"points": [], "steps": {}, "told": {}, "years": ""}
                self.reporters[f"{match['id']} {len(self.reporters)}"] = block
            elif block is None:
                continue
            elif match := FIGURE.fullmatch(line):
                block["points"].append((match["role"], Decimal(match["at"]), interval(match["exact"])))
            elif match := HEADING.fullmatch(line):
                heading = match["name"]
                block["told"][heading] = match["told"]
            elif match := STEP.fullmatch(line):
                block["steps"].setdefault((heading, match["what"]), []).append(match)
            elif match := YEARS.fullmatch(line):
                block["years"] = match["years"]


def redone(printed: Printed, block: dict) -> dict[tuple[str, str], list[Decimal]]:
    """What each printed result must be: the smallest and the largest over the ends of the intervals."""
    points = block["points"]
    (_, start, base), (_, end, newest) = points[0], points[-1]
    latest = [(at, ends) for role, at, ends in points if role == "latest"]
    results: dict[tuple[str, str], list[Decimal]] = {}

    def note(heading: str, what: str, value: Decimal) -> None:
        if not block["told"][heading].startswith("cannot tell"):
            results.setdefault((heading, what), []).append(value)

    for low, high, target in product(base or (), newest or (), printed.goal):
        if target != low:
            note("share of the gap closed", "share", (high - low) / (target - low))
    if latest and printed.deadline is not None:
        (now, ends), due = latest[0], printed.deadline
        for low, high, target in product(base or (), ends or (), printed.goal):
            if target != low and due > start:
                line = low + (target - low) * ((now - start) / (due - start))
                note("linear path", "required", line)
                note("linear path", "ratio", (high - low) / (line - low))
            if target != low and due > start and min(low, high, target) > 0:
                made, needed = (high / low) ** (1 / (now - start)) - 1, (target / low) ** (1 / (due - start)) - 1
                note("compound growth", "actual", made)
                note("compound growth", "required", needed)
                note("compound growth", "ratio", made / needed)
    if not block["told"]["year of arrival"].startswith("cannot tell"):
        results |= arrival(printed.goal, [(at, sum(ends) / len(ends)) for _, at, ends in points if ends], block)
    return results


def arrival(goal: tuple[Decimal, ...], points: list[tuple[Decimal, Decimal]], block: dict) -> dict[tuple[str, str], list[Decimal]]:
    (start, base), (now, newest) = points[0], points[-1]
    if "least squares" in block["told"]["year of arrival"]:
        n, x, y = len(points), [at for at, _ in points], [value.ln() for _, value in points]
        rate = (n * sum(a * b for a, b in zip(x, y)) - sum(x) * sum(y)) / (n * sum(a * a for a in x) - sum(x) ** 2)
        what, ways = "slope", [(target / newest).ln() for target in goal]
    else:
        what, rate, ways = "pace", (newest - base) / (now - start), [target - newest for target in goal]
    times = [now + way / rate if rate and 0 <= way / rate <= 1000 else NEVER for way in ways]
    return {("year of arrival", what): [rate], ("year of arrival", "year"): times}


def check(lines: list[str]) -> Counter:
    """Redo everything that is printed of a target; how often each formula was met."""
    printed, met = Printed(lines), Counter()
    for name, block in printed.reporters.items():
        if not block["points"]:
            continue
        expected = redone(printed, block)
        assert set(expected) == set(block["steps"]), name
        for (heading, what), steps in block["steps"].items():
            met[heading, what] += 1
            given = [NEVER if step["result"] == "never" else Decimal(step["result"]) for step in steps]
            ends = expected[heading, what]
            wanted = sorted({min(ends), max(ends)})
            assert len(given) == len(wanted) and all(map(near, given, wanted)), (name, what, given, wanted)
            for step, result in zip(steps, given):
                assert result == NEVER or near(of_formula(step["numbers"]), result), step[0]
                assert what != "ratio" or step["label"] == label(result), step[0]
        assert block["years"] == whole_years(expected.get(("year of arrival", "year"))), name
    return met


def near(one: Decimal, other: Decimal) -> bool:
    return one == other or abs(one - other) <= abs(other) * Decimal("1E-9")


def label(ratio: Decimal) -> str:
    if ratio < 0:
        return "moving away"
    if ratio < Decimal("0.6"):
        return "insufficient progress"
    return "moderate progress" if ratio < Decimal("0.95") else "significant progress"


def whole_years(times: list[Decimal] | None) -> str:
    if times is None:
        return ""
    years = sorted({math.ceil(time - Decimal("0.000001")) for time in times if time != NEVER})
    return " to ".join(map(str, years)) or "never"


TRADE = "js-2024-01-24-09906dcc"


@pytest.mark.parametrize("by", [None, 2027, 2028, 2030])
def test_the_verdicts_of_the_data_folder_are_redone_from_their_text(root, by):
    data = dataset.load(root / "data")
    met = Counter()
    for commitment_id in dataset.targets_of(data):
        judgement = dataset.judgement(data, commitment_id, TODAY, by)
        met += check(list(report(judgement, data.figure_values[judgement.target.indicator_id], by)))
    expected = {("share of the gap closed", "share"), ("year of arrival", "pace"), ("year of arrival", "year")}
    with_deadline = {("linear path", "required"), ("linear path", "ratio"),
                     *(("compound growth", what) for what in ("actual", "required", "ratio"))}
    assert set(met) >= expected | (with_deadline if by else set())
    trade = dataset.judgement(data, TRADE, TODAY, by)
    without = check(list(report(trade, data.figure_values[trade.target.indicator_id], by)))
    assert by or not set(without) & with_deadline, "our documents give the 20 billion no date"


FITTED = tuple(a_figure(str(year), value) for year, value in ((2022, "10"), (2023, "12"), (2024, "11"), (2025, "14")))
RANGES = (a_figure("2023", "10", value_high=Decimal(11)), a_figure("2024", "11.5"), a_figure("2025", "12", value_high=Decimal(14)))
DAYS = (a_figure("2024-01-24", "14"), a_figure("2025-06-30", "17"), a_figure("2026-05-01", "16"))


@pytest.mark.parametrize(("figures", "target", "by"), [
    ((*CUSTOMS, *STATISTICS), {}, 2028),
    (CUSTOMS, {}, 2024),                                                              # a newest figure later than the deadline
    (CUSTOMS, {"deadline": "2027-06"}, None),
    (FITTED, {"stated": date(2023, 1, 24)}, 2030),                                    # least squares
    (FITTED, {"stated": date(2023, 1, 24), "value_high": Decimal(25)}, 2030),         # to both ends of a target range
    (RANGES, {}, 2030),
    (RANGES, {"value_high": Decimal(25)}, 2028),
    (DAYS, {"nature": "stock"}, 2027),
    ([a_figure("2023", "-5"), a_figure("2025", "-2.5")], {"value": "5"}, 2028),       # signs in brackets
    ([a_figure("2023", "50"), a_figure("2025", "41.7")], {"direction": "down"}, 2028),
    ([a_figure("2023", "14"), a_figure("2025", "13")], {}, 2028),                     # a pace that leads away
    ([a_figure("2023", "19999999999"), a_figure("2025", "19999999999.5")], {"value": "20000000000"}, 2028),
])
def test_every_kind_of_figure_can_be_redone(figures, target, by):
    judgement = judge(a_target(**target), figures, TODAY, by)
    assert check(list(report(judgement, figures, by)))


def test_a_wrong_number_in_the_text_would_be_noticed():
    """The checks above bite."""
    lines = list(report(judge(a_target(), CUSTOMS, TODAY, 2028), CUSTOMS, 2028))
    spoilt = [line.replace("(16.4 - 14) = 0.916666666667", "(16.4 - 14) = 0.917") for line in lines]
    assert lines != spoilt
    with pytest.raises(AssertionError):
        check(spoilt)
