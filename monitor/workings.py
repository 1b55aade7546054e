"""The formulas of `pace` with the numbers filled in, so that a reader can redo a verdict with a calculator."""
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import product

from monitor import pace
from monitor.pace import LOG_PACE, Arrival, Span, Years

# Enough of a required amount that the ratio can be redone from it: a base and a target may differ in their last digit only.
DIGITS_OF_AMOUNTS = 20
DIGITS = 12
LOWEST, HIGHEST = "lowest", "highest"


@dataclass(frozen=True, slots=True)
class Step:
    """`numbers` is the right side of the formula for `what`, `result` what it comes to, None where it comes to nothing.

    `end` says of an interval which of its two ends this is, LOWEST or HIGHEST, and is empty where there is but one number.
    """

    what: str
    numbers: str
    result: Decimal | None
    end: str = ""


def exact(number: Decimal) -> str:
    """All digits, without an exponent and without noughts at the end: 16200000000."""
    return f"{number.normalize(Context(prec=100)):f}"


def shown(number: Decimal, digits: int = DIGITS) -> str:
    return exact(Context(prec=digits).plus(number))


def linear_steps(base: Span, latest: Span, goal: Span, years: Years) -> list[Step]:
    start, now, deadline = map(exact, years)
    required, ratios = [], []
    for low, high, target in product(base.ends, latest.ends, goal.ends):
        line = pace.required_on_line(low, target, years)
        required.append((f"{_in(low)} + ({_in(target)} - {_in(low)}) * ({now} - {start}) / ({deadline} - {start})", line))
        numbers = f"({_in(high)} - {_in(low)}) / ({_in(line, DIGITS_OF_AMOUNTS)} - {_in(low)})"
        ratios.append((numbers, pace.ratio_on_line(low, high, target, years)))
    return [*_ends("required", required), *_ends("ratio", ratios)]


def compound_steps(base: Span, latest: Span, goal: Span, years: Years) -> list[Step]:
    start, now, deadline = years
    actual, required, ratios = [], [], []
    for low, high, target in product(base.ends, latest.ends, goal.ends):
        made, needed = pace.growth(low, high, now - start), pace.growth(low, target, deadline - start)
        actual.append((f"({exact(high)} / {exact(low)}) ^ (1 / ({exact(now)} - {exact(start)})) - 1", made))
        required.append((f"({exact(target)} / {exact(low)}) ^ (1 / ({exact(deadline)} - {exact(start)})) - 1", needed))
        ratios.append((f"{_in(made)} / {_in(needed)}", made / needed))
    return [*_ends("actual", actual), *_ends("required", required), *_ends("ratio", ratios)]


def share_steps(base: Span, newest: Span, goal: Span) -> list[Step]:
    cases = product(base.ends, newest.ends, goal.ends)
    return _ends("share", [(f"({_in(high)} - {_in(low)}) / ({_in(target)} - {_in(low)})", pace.share_of_gap(low, high, target))
                           for low, high, target in cases])


def arrival_steps(arrival: Arrival, points: Sequence[tuple[Decimal, Span]], goal: Span) -> list[Step]:
    """The pace, then when the lower end of the target is reached, and the upper; `points` are those that the arrival was reckoned from."""
    middles = [(year, span.middle) for year, span in points]
    (start, base), (now, newest) = middles[0], middles[-1]
    rate = _in(arrival.rate, DIGITS_OF_AMOUNTS)
    if arrival.formula == LOG_PACE:
        covariance, variance = (_in(Decimal(str(found))) for found in pace.sums_of_squares(middles))
        first = Step("slope", f"{covariance} / {variance}", arrival.rate)
        numbers = [f"{exact(now)} + (ln({exact(target)}) - ln({exact(newest)})) / {rate}" for target in goal.ends]
    else:
        first = Step("pace", f"({_in(newest)} - {_in(base)}) / ({exact(now)} - {exact(start)})", arrival.rate)
        numbers = [f"{exact(now)} + ({_in(target)} - {_in(newest)}) / {rate}" for target in goal.ends]
    ends = [""] if len(numbers) == 1 else [LOWEST, HIGHEST]
    return [first, *(Step("year", *filled) for filled in zip(numbers, arrival.crossings, ends))]


def logarithms(points: Sequence[tuple[Decimal, Span]]) -> list[tuple[str, str, str]]:
    """Year, value and ln value of each point, and of all the mean year and the mean ln, with an empty value."""
    middles = [(year, span.middle) for year, span in points]
    found = [(exact(year), exact(value), _decimal(math.log(value))) for year, value in middles]
    mean_year = sum(float(year) for year, _ in middles) / len(middles)
    mean_logarithm = sum(math.log(value) for _, value in middles) / len(middles)
    return [*found, (_decimal(mean_year), "", _decimal(mean_logarithm))]


def _ends(what: str, cases: Iterable[tuple[str, Decimal]]) -> list[Step]:
    """The step of the smallest result and that of the largest; one where there is but one result."""
    ordered = sorted(cases, key=lambda case: case[1])
    (low_numbers, low), (high_numbers, high) = ordered[0], ordered[-1]
    if low == high:
        return [Step(what, low_numbers, low)]
    return [Step(what, low_numbers, low, LOWEST), Step(what, high_numbers, high, HIGHEST)]


def _in(number: Decimal, digits: int | None = None) -> str:
    """A number within a formula, in brackets where it has a sign."""
    text = exact(number) if digits is None else shown(number, digits)
    return f"({text})" if number < 0 else text


def _decimal(number: float) -> str:
    return shown(Decimal(str(number)))
