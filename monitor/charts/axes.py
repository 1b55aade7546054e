"""The numbers of an axis: round, few, and on one scale."""
from collections.abc import Sequence
from decimal import Decimal
from math import floor, log10

from monitor.charts.marks import Goal, Series
from monitor.phrases.numbers import number, on_one_scale

ROOM_FOR_LABEL = 0.05   # of the height, above and below the line of the goal


def value_scale(
    series: Sequence[Series], goal: Goal | None, drawn: Sequence[tuple[float, float]], from_zero: bool,
) -> tuple[list[float], float, float]:
    """The numbers of the vertical axis, its lower and its upper end."""
    values = [mark.value for line in series for mark in line.marks] + _ends_of(goal) + [value for _, value in drawn]
    lowest, highest = min(values), max(values)
    if from_zero and lowest >= 0:
        ticks = nice_ticks(highest)
        return ticks, 0.0, max(ticks[-1], highest) * 1.05
    step = nice_ticks(highest - lowest or 1.0)[1]
    ticks = [number * step for number in range(floor(lowest / step), floor(highest / step) + 2)]
    return ticks, ticks[0], ticks[-1]


def _ends_of(goal: Goal | None) -> list[float]:
    return [] if goal is None else [end for end in (goal.value, goal.far) if end is not None]


def tick_words(ticks: list[float], goal: Goal | None, height: float) -> list[str]:
    """The numbers of the axis; none where the goal's own label stands."""
    free = [tick for tick in ticks if goal is None or abs(tick - goal.value) >= height * ROOM_FOR_LABEL]
    words = dict(zip(free, axis_words(free), strict=True)) if free else {}
    return [words.get(tick, "") for tick in ticks]


def nice_ticks(highest: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 up to `highest`, at most `wanted` steps of 1, 2, 2.5 or 5 times a power of ten."""
    if highest <= 0:
        return [0.0, 1.0]
    power = 10.0 ** floor(log10(highest / wanted))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if highest / (factor * power) <= wanted * 1.0001)
    return [number * step for number in range(int(highest / step + 1e-9) + 1)]


def words_of(value: float) -> str:
    return number(Decimal(str(value)))


def axis_words(ticks: Sequence[float]) -> list[str]:
    """The numbers of an axis on one scale, its word with the last one only: 0, 5, 10, 15, 20 billion."""
    numbers, scale = on_one_scale([Decimal(str(tick)) for tick in ticks])
    return [*(f"{text} " for text in numbers[:-1]), f"{numbers[-1]} {scale} ".replace("  ", " ")]
