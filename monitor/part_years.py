"""Figures for a part of a year, and the same months of the year before: a part is compared with a like part, never with a year."""
import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitor.targets import Figure, latest_vintage

REPORTED = "reported"
COUNTED_OVER_TIME = ("flow", "growth", "share")


@dataclass(frozen=True)
class PartYear:
    """A figure for a part of a year and the same reporter's for the same days of the year before, None where there is none."""

    figure: Figure
    before: Figure | None

    @property
    def change(self) -> Decimal | None:
        """The change against the year before as a share of one; None where nothing can be said, as from an open figure."""
        if self.before is None or not (self.figure.span.closed and self.before.span.closed) or self.before.value <= 0:
            return None
        return (self.figure.value - self.before.value) / self.before.value


def is_part_year(figure: Figure, nature: str) -> bool:
    """Whether a figure counts what happened in a part of one calendar year. A rate ("flights a week") and a stock stand for their time."""
    if nature not in COUNTED_OVER_TIME or "/" in figure.unit or figure.start is None or figure.end is None:
        return False
    return figure.year is None and figure.start != figure.end and figure.start.year == figure.end.year


def part_years(figures: Iterable[Figure], nature: str) -> tuple[PartYear, ...]:
    """Every part-year of the latest vintage, newest first; its year before has the same reporter, scope, unit and basis."""
    parts = [figure for figure in latest_vintage(list(figures)) if is_part_year(figure, nature)]
    oldest_first = sorted(parts, key=lambda figure: (figure.end, figure.start, figure.published, figure.figure_id))
    known = {_identity(figure, figure.start, figure.end): figure for figure in oldest_first}
    return tuple(
        PartYear(figure, known.get(_identity(figure, *year_before(figure.start, figure.end)))) for figure in reversed(oldest_first)
    )


def newest_parts(figures: Iterable[Figure], nature: str) -> tuple[PartYear, ...]:
    """Of each reporter and scope the newest reported part of a year, where nobody has a whole year as late."""
    reported = [figure for figure in latest_vintage(list(figures)) if figure.basis == REPORTED]
    last_whole_year = max((figure.year for figure in reported if figure.year is not None), default=0)
    newest: dict[tuple[str, str], PartYear] = {}
    for part in part_years(reported, nature):
        newest.setdefault((part.figure.reporter_id, part.figure.scope), part)
    return tuple(part for part in newest.values() if part.figure.end.year > last_whole_year)


def year_before(first: date, last: date) -> tuple[date, date]:
    """The same days of the year before; a last day of February stays the last day of February."""
    return _year_earlier(first), _year_earlier(last)


def _year_earlier(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else day.day)


def _identity(figure: Figure, first: date, last: date) -> tuple:
    return figure.reporter_id, figure.scope, figure.unit, figure.basis, first, last
