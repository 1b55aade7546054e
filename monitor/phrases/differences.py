"""Where reporters differ: the widest gaps between figures that should be the same, and the two statistics of one flow."""
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from monitor.dataset import Dataset, Row
from monitor.phrases.numbers import percent, period_words, quantity, whole_percent
from monitor.phrases.sentence import Sentence, joined, leading, linked, sentence
from monitor.phrases.target import side_by_side
from monitor.targets import Figure, latest_vintage
from monitor.words import say

# Natures whose figures mean the same thing whatever the day they were given on.
TIMELESS = ("cost", "length", "date")
ONE_STOCK = timedelta(days=366)
COMPARED_BASES = ("reported", "estimate")
SMALLEST_GAP = Decimal("0.01")
STATISTICS = ("statistics", "customs")
THIRD = "third"


@dataclass(frozen=True)
class Difference:
    """Two figures of different reporters for the same thing, the smaller first; `gap` is their distance over the larger."""

    indicator_id: str
    low: Figure
    high: Figure
    gap: Decimal
    sentence: Sentence


@dataclass(frozen=True)
class MirrorYear:
    """One year of one flow in the statistics of two states."""

    year: int
    first: Figure
    second: Figure
    difference: Decimal
    sentence: Sentence


def disagreements(data: Dataset, limit: int = 5) -> tuple[Difference, ...]:
    """The widest gap of each indicator, widest first.

    Compared are figures of different reporters, of one basis and unit, of the same scope or with one scope not stated, for the same
    period; costs, lengths and dates whatever their day; and a stock with one of the year before where it has moved against its direction,
    for growth is no disagreement. Open figures ("over 13") differ only from what they rule out.
    """
    found = []
    for indicator_id, figures in data.figure_values.items():
        indicator = data.row("indicators", indicator_id)
        widest = _widest(latest_vintage(list(figures)), indicator) if indicator else None
        if widest and _gap(*widest) >= SMALLEST_GAP:
            found.append(_difference(indicator, *widest))
    return tuple(sorted(found, key=lambda difference: (-difference.gap, difference.indicator_id))[:limit])


def mirror_gap(data: Dataset, indicator_id: str) -> tuple[MirrorYear, ...]:
    """Year by year the figures of the statistics or customs of two states, oldest first; each sentence names both scopes."""
    figures = sorted(data.figure_values.get(indicator_id, ()), key=lambda figure: (figure.published, figure.figure_id))
    official = [figure for figure in latest_vintage(figures) if _is_official(figure) and figure.year is not None]
    years = []
    for year in sorted({figure.year for figure in official}):
        by_side = {figure.side: figure for figure in official if figure.year == year}
        if len(by_side) == 2:
            first, second = (by_side[side] for side in sorted(by_side))
            if first.unit == second.unit:
                years.append(_mirror_year(year, first, second))
    return tuple(years)


def _is_official(figure: Figure) -> bool:
    return figure.reporter_class in STATISTICS and figure.side != THIRD and figure.basis == "reported"


def _widest(figures: list[Figure], indicator: Row) -> tuple[Figure, Figure] | None:
    candidates = sorted((figure for figure in figures if figure.basis in COMPARED_BASES and figure.end is not None),
                        key=lambda figure: (figure.end, figure.published, figure.figure_id))
    if indicator["nature"] in TIMELESS:
        candidates = list({(figure.reporter_id, figure.scope): figure for figure in candidates}.values())
    pairs = [(first, second) if first.value <= second.value else (second, first)
             for first, second in combinations(candidates, 2) if _alike(first, second) and _same_time(first, second, indicator)]
    return max(pairs, key=lambda pair: (_gap(*pair), pair[0].period, pair[0].figure_id, pair[1].figure_id), default=None)


def _alike(first: Figure, second: Figure) -> bool:
    if first.reporter_id == second.reporter_id or (first.basis, first.unit, first.pair) != (second.basis, second.unit, second.pair):
        return False
    return first.scope == second.scope or not first.scope or not second.scope


def _same_time(earlier: Figure, later: Figure, indicator: Row) -> bool:
    if indicator["nature"] in TIMELESS:
        return True
    if indicator["nature"] != "stock" or earlier.end == later.end:
        return (earlier.start, earlier.end) == (later.start, later.end)
    moved = later.value - earlier.value
    against = (indicator["direction"] == "up" and moved < 0) or (indicator["direction"] == "down" and moved > 0)
    return against and later.end - earlier.end <= ONE_STOCK


def _gap(low: Figure, high: Figure) -> Decimal:
    """The distance of the two intervals over the larger number; nought where they overlap or nothing is counted."""
    top, bottom = low.span.high, high.span.low
    if top is None or bottom is None or bottom <= top or high.value <= 0:
        return Decimal(0)
    return (bottom - top) / bottom


def _difference(indicator: Row, low: Figure, high: Figure) -> Difference:
    name = indicator["name"]
    amounts = [quantity(figure.value, figure.unit, figure.qualifier, figure.value_high, indicator["nature"]) for figure in (low, high)]
    one_period = low.period == high.period
    parts = [_said(figure, amount, with_period=not one_period) for figure, amount in zip((low, high), amounts)]
    about = say("differences.in_period", name=name, period=period_words(low.period)) if one_period else name
    about = leading(about, "targets", indicator=low.indicator_id)
    whole = sentence("differences.pair", about=about, counts=joined(parts, say("differences.between")), gap=_gap_words(low, high))
    return Difference(low.indicator_id, low, high, _gap(low, high), whole)


def _gap_words(low: Figure, high: Figure) -> str:
    if low.unit == "percent":
        return quantity(high.span.low - low.span.high, "percentage_points")
    return say("differences.of_the_larger", share=percent(_gap(low, high)))


def _said(figure: Figure, amount: str, with_period: bool) -> Sentence:
    details = [figure.reporter, figure.scope or say("differences.no_scope"), period_words(figure.period) if with_period else ""]
    return sentence("differences.count", amount=linked(amount, figure), details=", ".join(part for part in details if part))


def _mirror_year(year: int, first: Figure, second: Figure) -> MirrorYear:
    distance = abs(first.value - second.value)
    larger = max(first.value, second.value)
    parts = [_said(figure, amount, with_period=False) for figure, amount in zip((first, second), side_by_side((first, second)))]
    share = whole_percent(distance / larger if larger else Decimal(0))
    counts = joined(parts, say("differences.between"))
    whole = sentence("differences.mirror", year=year, distance=quantity(distance, first.unit), share=share, counts=counts)
    return MirrorYear(year, first, second, distance, whole)

