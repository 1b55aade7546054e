"""Which figures are vintages of one, and which of them stands: the latest, that no other replaces.

Two figures are vintages of one where indicator, days, reporter, scope, unit, basis and pair are the same.
"""
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from monitor.schema import FIGURES
from monitor.targets import Figure
from monitor.values import Days, parse_period, value_or_none


def published(figure: Figure) -> Days | None:
    """The day, month or year on which it was published; None where that is not known."""
    return value_or_none(FIGURES.by_name["published"], figure.published)


def is_later(one: Figure, other: Figure) -> bool:
    """Whether `one` was published after `other` beyond doubt: a day is not later than the month that it is in."""
    mine, others = published(one), published(other)
    return mine is not None and others is not None and mine.first > others.last


def subject(figure: Figure) -> tuple:
    """What nothing can revise: what is counted, who counts, and when."""
    return figure.indicator_id, figure.reporter_id, figure.start, figure.end


def identity(figure: Figure) -> tuple:
    """What two vintages share."""
    return *subject(figure), *_manner(figure)


def period(figure: Figure) -> Days | None:
    """The days of its period, within which its own days lie: a stock of a year may be that of the last day."""
    return parse_period(figure.period) if figure.period else None


def number(figure: Figure) -> tuple:
    """What makes two vintages differ: 14 billion is not "over 14 billion"."""
    return figure.value, figure.value_high, figure.qualifier


def newest(figures: Iterable[Figure]) -> Figure | None:
    """The one published last; those without a day count as oldest."""
    return max(figures, key=lambda figure: (_last_day(figure), figure.figure_id), default=None)


def _last_day(figure: Figure) -> datetime.date:
    days = published(figure)
    return days.last if days else datetime.date.min


def _manner(figure: Figure) -> tuple:
    return figure.scope, figure.unit.strip(), figure.basis, figure.pair


class Vintages:
    """Figures by what they share. It grows: a figure that is taken in and replaces another stands in its place."""

    def __init__(self, figures: Iterable[Figure]):
        self.by_id: dict[str, Figure] = {}
        self._successor: dict[str, str] = {}
        self._standing: dict[tuple, list[Figure]] = defaultdict(list)
        self._with_number: dict[tuple, Figure] = {}
        self._on_page: dict[tuple, list[Figure]] = defaultdict(list)
        self._days: dict[tuple, set[tuple]] = defaultdict(set)
        for figure in figures:
            self.take(figure)

    def take(self, figure: Figure) -> None:
        self.by_id[figure.figure_id] = figure
        if figure.replaces:
            self._successor[figure.replaces] = figure.figure_id
            self._withdraw(self.by_id.get(figure.replaces))
        if figure.figure_id not in self._successor:
            self._standing[identity(figure)].append(figure)
        self._with_number[identity(figure), number(figure)] = figure
        self._on_page[_page(figure)].append(figure)
        self._days[_series_at(figure)].add((figure.start, figure.end))

    def _withdraw(self, figure: Figure | None) -> None:
        standing = self._standing[identity(figure)] if figure else []
        if figure in standing:
            standing.remove(figure)

    def standing(self, figure: Figure) -> list[Figure]:
        """The vintages of the figure that none replaces: one, or several where nobody has said which is the latest."""
        return self._standing[identity(figure)]

    def of_same_number(self, figure: Figure) -> Figure | None:
        """A vintage of the figure with its very number, one that stands before one that was replaced."""
        same = [other for other in self.standing(figure) if number(other) == number(figure)]
        return same[0] if same else self._with_number.get((identity(figure), number(figure)))

    def latest_from(self, figure_id: str) -> Figure:
        """The figure with this id, or the last of those that replace it one after the other."""
        passed = {figure_id}
        while (following := self._successor.get(figure_id)) in self.by_id and following not in passed:
            passed.add(following)
            figure_id = following
        return self.by_id[figure_id]

    def days_for(self, figure: Figure) -> set[tuple]:
        """First and last day of the figures that differ from this one in their days and number alone, and have its period."""
        return self._days[_series_at(figure)]

    def on_same_page(self, figure: Figure) -> Iterator[Figure]:
        """Figures of other reporters or scopes that the same address gives for the indicator and period."""
        return (other for other in self._on_page[_page(figure)] if identity(other) != identity(figure))


def _page(figure: Figure) -> tuple:
    return figure.indicator_id, period(figure), figure.url


def _series_at(figure: Figure) -> tuple:
    return figure.indicator_id, figure.reporter_id, period(figure), *_manner(figure)
