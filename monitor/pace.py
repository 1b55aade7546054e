"""The arithmetic of progress towards a number: numbers in, numbers or a refusal out.

Times are years: the end of the year Y is Y, so a flow of the year 2025 and a stock of 31 December 2025 both stand at 2025.
"""
import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

# Worst first. The four in the middle are those of Eurostat and Open SDG; the others need no reckoning.
LABELS = ("missed", "away", "insufficient", "moderate", "significant", "late", "reached")
SIGNIFICANT = Decimal("0.95")
MODERATE = Decimal("0.6")

LINEAR = ("required = base + (target - base) * (latest year - base year) / (deadline - base year); "
          "ratio = (latest - base) / (required - base)")
COMPOUND = ("actual = (latest / base) ^ (1 / (latest year - base year)) - 1; "
            "required = (target / base) ^ (1 / (deadline - base year)) - 1; ratio = actual / required")
SHARE = "(newest - base) / (target - base)"
LINEAR_PACE = "newest year + (target - newest) / pace, pace = (newest - base) / (newest year - base year)"
LOG_PACE = "newest year + (ln target - ln newest) / slope, slope by least squares of ln value on the year"
POINTS_FOR_LOG = 4
LONGEST_WAIT = 1000
# From figures closer in time a yearly rate is their change raised to a high power: threefold in a month is half a million in a year.
YEARS_FOR_A_RATE = Decimal("0.5")
DAYS_KEPT = 10_000

Years = tuple[Decimal, Decimal, Decimal]


class Span(NamedTuple):
    """All numbers from `low` to `high`, both included; an end that is None is open. A tuple, for a verdict makes a dozen of them."""

    low: Decimal | None
    high: Decimal | None

    @property
    def closed(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The closed ends, once each: of a single number only that number."""
        if self.low is not None and self.low == self.high:
            return (self.low,)
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def middle(self) -> Decimal:
        ends = self.ends
        return ends[0] if len(ends) == 1 else sum(ends) / len(ends)


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A refusal. `reason` is one of `progress.REASONS`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Method:
    """What one method says: required and actual (a value, or a yearly growth rate), actual over required, and the labels of its ends."""

    name: str
    formula: str
    required: Span
    actual: Span
    ratio: Span
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The first years whose figures would reach the near and the far end of the target; None where the pace leads nowhere.

    `rate` is the mean yearly change or the slope; `crossings` are the very times, of the lower end of the target and of the upper.
    """

    earliest: int | None
    latest: int | None
    points: int
    formula: str
    rate: Decimal = Decimal(0)
    crossings: tuple[Decimal | None, ...] = ()


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


@lru_cache(maxsize=DAYS_KEPT)
def in_years(day: date) -> Decimal:
    """The day on the scale of years on which 31 December of the year Y is exactly Y."""
    days = 366 if calendar.isleap(day.year) else 365
    return Decimal(day.year - 1) + (Decimal(day.timetuple().tm_yday) / days).quantize(Decimal("0.0001"))


def is_reached(latest: Span, goal: Span, direction: str) -> bool | None:
    """Whether the near end of the target is reached; None where the interval of the figure leaves it open.

    Of a target range the near end counts: 12 of "12 to 13 billion" upwards, 13 downwards.
    """
    if direction == "up":
        if latest.low is not None and latest.low >= goal.low:
            return True
        return False if latest.high is not None and latest.high < goal.low else None
    if direction == "down":
        if latest.high is not None and latest.high <= goal.high:
            return True
        return False if latest.low is not None and latest.low > goal.high else None
    raise ValueError(f"direction {direction!r} is neither up nor down")


def label_of(ratio: Decimal) -> str:
    """Eurostat's classes for indicators with a number to reach, as Open SDG codes them (sdg-build, ProgressMeasure): 0.95, 0.6, 0."""
    if ratio >= SIGNIFICANT:
        return "significant"
    if ratio >= MODERATE:
        return "moderate"
    return "insufficient" if ratio >= 0 else "away"


def required_on_line(base: Decimal, target: Decimal, years: Years) -> Decimal:
    """Where the straight line from base to target stands at the latest year; `years` are of base, latest and deadline."""
    start, now, deadline = years
    return base + (target - base) * (now - start) / (deadline - start)


def ratio_on_line(base: Decimal, latest: Decimal, target: Decimal, years: Years) -> Decimal:
    """Progress made over progress required by now, in one division: a ratio of exactly 0.95 is not rounded below it."""
    start, now, deadline = years
    return (latest - base) * (deadline - start) / ((target - base) * (now - start))


def growth(first: Decimal, last: Decimal, years: Decimal) -> Decimal:
    """The yearly rate by which `first`, above zero, becomes `last`; twelve digits, for the last ones of a float differ by machine."""
    change = (last - first) / first
    logarithm = math.log1p(change) if change > -0.5 else math.log(last / first)   # each where it loses no digits
    return Decimal(f"{math.expm1(logarithm / float(years)):.11e}")


def linear_path(base: Span, latest: Span, goal: Span, years: Years) -> Method:
    """The straight line from base to target, read at the latest year.

    Source: the expected progress of UN ESCAP's Current Status Index, progress made over progress needed by now.
    """
    cases = list(product(base.ends, latest.ends, goal.ends))
    required = _around([required_on_line(low, target, years) for low, _, target in cases])
    ratio = _around([ratio_on_line(*case, years) for case in cases])
    return Method("linear", LINEAR, required, latest, ratio, _labels(ratio))


def compound_growth(base: Span, latest: Span, goal: Span, years: Years) -> Method | CannotTell:
    """Actual over required yearly growth. Needs numbers above zero and half a year between the figures.

    Source: Eurostat, Sustainable development in the European Union, annex on methods; Statistics Canada; sdg-build, ProgressMeasure.
    """
    if min(base.ends + latest.ends + goal.ends) <= 0:
        return CannotTell("not_positive")
    start, now, deadline = years
    if now - start < YEARS_FOR_A_RATE:
        return CannotTell("too_close")
    rates = [(growth(low, high, now - start), growth(low, target, deadline - start))
             for low, high, target in product(base.ends, latest.ends, goal.ends)]
    actual, required = (_around(list(side)) for side in zip(*rates))
    ratio = _around([made / needed for made, needed in rates])
    return Method("compound", COMPOUND, required, actual, ratio, _labels(ratio))


def share_of_gap(base: Decimal, newest: Decimal, target: Decimal) -> Decimal:
    return (newest - base) / (target - base)


def share_closed(base: Span, latest: Span, goal: Span) -> Span:
    """The part of the gap between base and target that is closed; below zero where the gap has widened. Source: as `linear_path`."""
    return _around([share_of_gap(*case) for case in product(base.ends, latest.ends, goal.ends)])


def arrival(points: Sequence[tuple[Decimal, Span]], goal: Span) -> Arrival:
    """When the target would be reached if the pace since the first point went on: arithmetic, no forecast.

    Up to three points: the mean yearly change from first to last. Four or more, all above zero: the growth rate fitted by least squares on
    the logarithm, from the last figure on (UN ESCAP's anticipated progress, without its weights). Of a range its middle counts.
    """
    middles = [(year, span.middle) for year, span in points]
    (start, base), (now, latest) = middles[0], middles[-1]
    if len(points) >= POINTS_FOR_LOG and min([*goal.ends, *(value for _, value in middles)]) > 0:
        covariance, variance = sums_of_squares(middles)
        formula, rate = LOG_PACE, Decimal(str(round(covariance / variance, 12)))
        distances = [Decimal(str(math.log(target / latest))) for target in goal.ends]
    else:
        formula, rate = LINEAR_PACE, (latest - base) / (now - start)
        distances = [target - latest for target in goal.ends]
    crossings = tuple(_crossing(now, distance, rate) for distance in distances)
    reached = sorted(_whole_year(time) for time in crossings if time is not None)
    return Arrival(
        earliest=reached[0] if reached else None,
        latest=reached[-1] if len(reached) == len(crossings) else None,
        points=len(points), formula=formula, rate=rate, crossings=crossings,
    )


@dataclass(frozen=True)
class Way:
    """(year, value) from the newest figure on at one pace; `arrives` where the last of them is the target."""

    points: tuple[tuple[Decimal, Decimal], ...]
    arrives: bool


def carried_on(newest: tuple[Decimal, Decimal], found: Arrival, goal: Span, years: int) -> Way:
    """The pace of an arrival drawn out year by year from the newest (year, value): up to the nearest end of the target that it meets.

    Or for so many years, where it meets none by then.
    """
    now, latest = newest

    def at(step: int) -> Decimal:
        if found.formula == LOG_PACE:
            return latest * Decimal(str(round(math.exp(float(found.rate) * step), 9)))
        return latest + found.rate * step

    met = min(((time, end) for time, end in zip(found.crossings, goal.ends, strict=True) if time is not None), default=None)
    if met is None or met[0] - now > years:
        return Way((newest, *((now + step, at(step)) for step in range(1, years + 1))), arrives=False)
    steps = range(1, math.ceil(met[0] - now))
    return Way((newest, *((now + step, at(step)) for step in steps), met), arrives=True)


def sums_of_squares(points: Sequence[tuple[Decimal, Decimal]]) -> tuple[float, float]:
    """Of (year - mean year) * (ln value - mean ln) and of (year - mean year)^2: the first over the second is the slope of ln value."""
    years, logarithms = [float(year) for year, _ in points], [math.log(value) for _, value in points]
    mean_year, mean_logarithm = sum(years) / len(years), sum(logarithms) / len(years)
    covariance = sum([(year - mean_year) * (logarithm - mean_logarithm) for year, logarithm in zip(years, logarithms)])
    return covariance, sum([(year - mean_year) ** 2 for year in years])


def _around(results: list[Decimal]) -> Span:
    """From the smallest to the largest of a formula's results at every combination of ends.

    Every formula here goes one way in each of its arguments, so between the ends lies nothing else: but for the compound ratio, which may
    leave them where it is above 1, and changes no label there.
    """
    return Span(min(results), max(results))


def _labels(ratio: Span) -> tuple[str, ...]:
    return tuple(dict.fromkeys([label_of(end) for end in ratio.ends]))


def _crossing(now: Decimal, distance: Decimal, rate: Decimal) -> Decimal | None:
    """When the distance is covered; None when the pace is nought, leads away or would take a thousand years."""
    if distance == 0:
        return now
    if rate == 0 or (distance > 0) != (rate > 0) or distance / rate > LONGEST_WAIT:
        return None
    return now + distance / rate


def _whole_year(time: Decimal) -> int:
    """The first whole year at or after a time; what a division left over counts as nothing."""
    return int(time.quantize(Decimal("0.000001")).to_integral_value(ROUND_CEILING))
