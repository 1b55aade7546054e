"""The arithmetic of progress towards a number: numbers in, numbers or a refusal out.

Times are years: the end of the year Y is Y, so a flow of the year 2025 and a stock of 31 December 2025 both stand at 2025.
"""
import calendar
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import product

# Worst first. The four in the middle are those of Eurostat and Open SDG; the others need no reckoning.
LABELS = ("missed", "away", "insufficient", "moderate", "significant", "late", "reached")
SIGNIFICANT = Decimal("0.95")
MODERATE = Decimal("0.6")

LINEAR = ("required = base + (target - base) * (latest year - base year) / (deadline - base year); "
          "ratio = (latest - base) / (required - base)")
COMPOUND = ("actual = (latest / base) ^ (1 / (latest year - base year)) - 1; "
            "required = (target / base) ^ (1 / (deadline - base year)) - 1; ratio = actual / required")
SHARE = "(latest - base) / (target - base)"
LINEAR_PACE = "latest year + (target - latest) / pace, pace = (latest - base) / (latest year - base year)"
LOG_PACE = "latest year + (ln target - ln latest) / slope, slope by least squares of ln value on the year"
POINTS_FOR_LOG = 4
LONGEST_WAIT = 1000


@dataclass(frozen=True)
class Span:
    """All numbers from `low` to `high`, both included; an end that is None is open."""

    low: Decimal | None
    high: Decimal | None

    @property
    def closed(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The closed ends, once each: of a single number only that number."""
        return tuple(dict.fromkeys(end for end in (self.low, self.high) if end is not None))

    @property
    def middle(self) -> Decimal:
        return sum(self.ends, Decimal(0)) / len(self.ends)


@dataclass(frozen=True)
class CannotTell:
    """A refusal. `reason` is one of `progress.REASONS`."""

    reason: str


@dataclass(frozen=True)
class Method:
    """What one method says: required and actual (a value, or a yearly growth rate), actual over required, and the labels of its ends."""

    name: str
    formula: str
    required: Span
    actual: Span
    ratio: Span
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Arrival:
    """The first years whose figures would reach the near and the far end of the target; None where the pace leads nowhere."""

    earliest: int | None
    latest: int | None
    points: int
    formula: str


def exactly(number: Decimal) -> Span:
    return Span(number, number)


def span_of(value: Decimal, value_high: Decimal | None, qualifier: str) -> Span:
    """A reported number as an interval: `over` is open upwards, `up_to` downwards; `about` names no width and is taken as it stands."""
    high = value if value_high is None else value_high
    if qualifier == "over":
        return Span(value, None)
    if qualifier == "up_to":
        return Span(None, high)
    if qualifier in ("exactly", "about", ""):
        return Span(value, high)
    raise ValueError(f"qualifier {qualifier!r} is not one of exactly, over, up_to, about")


def in_years(day: date) -> Decimal:
    """The day on the scale of years on which 31 December of the year Y is exactly Y."""
    days = 366 if calendar.isleap(day.year) else 365
    return Decimal(day.year - 1) + (Decimal(day.timetuple().tm_yday) / days).quantize(Decimal("0.0001"))


def is_reached(latest: Span, goal: Span, direction: str) -> bool | None:
    """Whether the near end of the target is reached; None where the interval of the figure leaves it open.

    Of a target range the near end counts: 12 of "12 to 13 billion" upwards, 13 downwards.
    """
    if direction == "up":
        if latest.low is not None and latest.low >= goal.ends[0]:
            return True
        return False if latest.high is not None and latest.high < goal.ends[0] else None
    if direction == "down":
        if latest.high is not None and latest.high <= goal.ends[-1]:
            return True
        return False if latest.low is not None and latest.low > goal.ends[-1] else None
    raise ValueError(f"direction {direction!r} is neither up nor down")


def label_of(ratio: Decimal) -> str:
    """Eurostat's classes for indicators with a number to reach, as Open SDG codes them (sdg-build, ProgressMeasure): 0.95, 0.6, 0."""
    if ratio >= SIGNIFICANT:
        return "significant"
    if ratio >= MODERATE:
        return "moderate"
    return "insufficient" if ratio >= 0 else "away"


def linear_path(base: Span, latest: Span, goal: Span, years: tuple[Decimal, Decimal, Decimal]) -> Method:
    """The straight line from base to target, read at the latest year; `years` are of base, latest and deadline.

    Source: the expected progress of UN ESCAP's Current Status Index, progress made over progress needed by now.
    """
    start, now, deadline = years
    elapsed = (now - start) / (deadline - start)
    required = _over_ends(lambda low, target: low + (target - low) * elapsed, base, goal)
    ratio = _over_ends(lambda low, high, target: (high - low) / ((target - low) * elapsed), base, latest, goal)
    return Method("linear", LINEAR, required, latest, ratio, _labels(ratio))


def compound_growth(base: Span, latest: Span, goal: Span, years: tuple[Decimal, Decimal, Decimal]) -> Method | CannotTell:
    """Actual over required yearly growth. Needs numbers above zero.

    Source: Eurostat, Sustainable development in the European Union, annex on methods; Statistics Canada; sdg-build, ProgressMeasure.
    """
    if min(base.ends + latest.ends + goal.ends) <= 0:
        return CannotTell("not_positive")
    start, now, deadline = years

    def made(low: Decimal, high: Decimal) -> Decimal:
        return _growth(low, high, now - start)

    def needed(low: Decimal, target: Decimal) -> Decimal:
        return _growth(low, target, deadline - start)

    actual, required = _over_ends(made, base, latest), _over_ends(needed, base, goal)
    ratio = _over_ends(lambda low, high, target: made(low, high) / needed(low, target), base, latest, goal)
    return Method("compound", COMPOUND, required, actual, ratio, _labels(ratio))


def share_closed(base: Span, latest: Span, goal: Span) -> Span:
    """The part of the gap between base and target that is closed; below zero where the gap has widened. Source: as `linear_path`."""
    return _over_ends(lambda low, high, target: (high - low) / (target - low), base, latest, goal)


def arrival(points: Sequence[tuple[Decimal, Span]], goal: Span) -> Arrival:
    """When the target would be reached if the pace since the first point went on: arithmetic, no forecast.

    Up to three points: the mean yearly change from first to last. Four or more, all above zero: the growth rate fitted by least squares on
    the logarithm, from the last figure on (UN ESCAP's anticipated progress, without its weights).
    """
    middles = [(year, span.middle) for year, span in points]
    if _fits_growth(middles, goal):
        years, formula = _years_at_fitted_growth(middles, goal), LOG_PACE
    else:
        years, formula = _years_at_mean_change(middles, goal), LINEAR_PACE
    reached = sorted(year for year in years if year is not None)
    return Arrival(
        earliest=reached[0] if reached else None,
        latest=reached[-1] if len(reached) == len(years) else None,
        points=len(points),
        formula=formula,
    )


@dataclass(frozen=True)
class Way:
    """(year, value) from the last figure on at one pace; `arrives` where the last of them is the target."""

    points: tuple[tuple[Decimal, Decimal], ...]
    arrives: bool


def carried_on(points: Sequence[tuple[Decimal, Span]], goal: Span, years: int) -> Way:
    """The pace of `arrival` drawn out year by year: up to the near end of the target, or for so many years where that lies farther off."""
    middles = [(year, span.middle) for year, span in points]
    (start, base), (now, latest) = middles[0], middles[-1]
    near = goal.ends[0] if latest < goal.ends[0] else goal.ends[-1]
    if _fits_growth(middles, goal):
        slope = _least_squares_slope([float(year) for year, _ in middles], [math.log(value) for _, value in middles])
        wait = math.log(near / latest) / slope if slope else math.inf
        ahead = [latest * Decimal(str(round(math.exp(slope * step), 9))) for step in range(1, years + 1)]
    else:
        pace = (latest - base) / (now - start)
        wait = float((near - latest) / pace) if pace else math.inf
        ahead = [latest + pace * step for step in range(1, years + 1)]
    arrives = 0 <= wait <= years
    steps = [(now + step, value) for step, value in enumerate(ahead, start=1) if not arrives or step < wait]
    last = [(now + Decimal(str(round(wait, 4))), near)] if arrives else []
    return Way(((now, latest), *steps, *last), arrives)


def _fits_growth(points: list[tuple[Decimal, Decimal]], goal: Span) -> bool:
    """Whether the pace is a growth rate fitted to the points: to four or more, all above zero."""
    return len(points) >= POINTS_FOR_LOG and min(value for _, value in points) > 0 and min(goal.ends) > 0


def _over_ends(formula: Callable[..., Decimal], *spans: Span) -> Span:
    """The formula at every combination of ends; all formulas here are monotone in each argument, so nothing lies outside."""
    results = [formula(*ends) for ends in product(*(span.ends for span in spans))]
    return Span(min(results), max(results))


def _labels(ratio: Span) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label_of(end) for end in ratio.ends))


def _growth(first: Decimal, last: Decimal, years: Decimal) -> Decimal:
    return Decimal(str(round(math.pow(last / first, 1 / float(years)) - 1, 9)))


def _years_at_mean_change(points: list[tuple[Decimal, Decimal]], goal: Span) -> list[int | None]:
    (start, base), (now, latest) = points[0], points[-1]
    pace = (latest - base) / (now - start)
    return [_year_when(now, target - latest, pace) for target in goal.ends]


def _years_at_fitted_growth(points: list[tuple[Decimal, Decimal]], goal: Span) -> list[int | None]:
    now, latest = points[-1]
    slope = _least_squares_slope([float(year) for year, _ in points], [math.log(value) for _, value in points])
    return [_year_when(now, Decimal(str(math.log(target / latest))), Decimal(str(slope))) for target in goal.ends]


def _year_when(now: Decimal, distance: Decimal, pace: Decimal) -> int | None:
    """The first whole year at or after the crossing; None when the pace is nought, leads away or would take a thousand years."""
    if distance == 0:
        return math.ceil(now)
    if pace == 0 or (distance > 0) != (pace > 0) or distance / pace > LONGEST_WAIT:
        return None
    return int((now + distance / pace).quantize(Decimal("0.000001")).to_integral_value(ROUND_CEILING))


def _least_squares_slope(x: list[float], y: list[float]) -> float:
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    covariance = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    return round(covariance / math.fsum((a - mean_x) ** 2 for a in x), 12)
