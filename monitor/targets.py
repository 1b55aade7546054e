"""The target and the figure as values, read from rows of commitments.csv, indicators.csv and figures.csv."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from monitor import pace
from monitor.pace import Span
from monitor.schema import COMMITMENTS, FIGURES, INDICATORS
from monitor.values import BadValue, Days, parse, parse_period, value_or_none

TEXTS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of figures.csv: the cells that stay as they stand, then those that are parsed.

    `span` is its number as an interval, `at` the end of its period on the scale of `pace.in_years`, None where no day is known.
    """

    figure_id: str
    indicator_id: str
    period: str
    unit: str
    scope: str
    reporter_id: str
    reporter: str
    reporter_class: str
    side: str
    publisher: str
    published: str
    url: str
    confidence: str
    source_id: str
    quote: str
    replaces: str
    note: str
    start: date | None
    end: date | None
    value: Decimal
    value_high: Decimal | None
    qualifier: str
    basis: str
    pair: frozenset[str]
    span: Span = field(init=False, repr=False, compare=False)
    at: Decimal | None = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "span", pace.span_of(self.value, self.value_high, self.qualifier))
        object.__setattr__(self, "at", self.end and pace.in_years(self.end))

    @property
    def in_document(self) -> bool:
        """Whether its words stand in a document of the set, where they can be opened."""
        return bool(self.source_id and self.quote)

    @property
    def year(self) -> int | None:
        """The calendar year that the period fills; None for any other period."""
        if self.start is None or self.end is None:
            return None
        fills = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31) and self.start.year == self.end.year
        return self.end.year if fills else None


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached, the indicator that measures it, and the statement that set it.

    `goal` is the number named: the target's own qualifier says how it is meant, the distance is measured to the number.
    """

    commitment_id: str
    title: str
    indicator_id: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    qualifier: str
    direction: str
    nature: str
    parties: frozenset[str]
    pair: frozenset[str]
    stated: date | None
    deadline: str
    deadline_text: str
    own_base: Figure | None
    goal: Span = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "goal", Span(self.value, self.value if self.value_high is None else self.value_high))


NAMES = [entry.name for entry in fields(Figure)]
AS_THEY_STAND = itemgetter(*NAMES[:NAMES.index("start")])


def read_figure(row: Mapping[str, str]) -> Figure:
    """A row of figures.csv; days that are not given are those of the period. Raises BadValue where a cell cannot be read."""
    value = parse(FIGURES.by_name["value"], row["value"])
    if value is None:
        raise BadValue("no value", "a number", "enter the figure, or take the row out")
    days = _period(row["period"]) if row["period"] else None
    start = _cell("period_start", row["period_start"]) or (days and days.first)
    end = _cell("period_end", row["period_end"]) or (days and days.last)
    high, qualifier, basis = (_cell(name, row[name]) for name in ("value_high", "qualifier", "basis"))
    return Figure(*AS_THEY_STAND(row), start, end, value, high, qualifier or "exactly", basis or "", _states(row["pair"]))


# Many rows share few days, words and states: each text is parsed once.
@lru_cache(maxsize=TEXTS_KEPT)
def _cell(column: str, text: str):
    return parse(FIGURES.by_name[column], text)


@lru_cache(maxsize=TEXTS_KEPT)
def _period(text: str) -> Days:
    return parse_period(text)


@lru_cache(maxsize=TEXTS_KEPT)
def _states(text: str) -> frozenset[str]:
    return frozenset(parse(FIGURES.by_name["pair"], text))


def read_target(
    commitment: Mapping[str, str], indicator: Mapping[str, str] | None, stated: date | None, deadline_text: str, own_base: Figure | None,
) -> Target:
    """A row of commitments.csv with the row of its indicator and the day of the statement that set it.

    A cell that cannot be read counts as empty here; the check tells it.
    """
    cells = {name: value_or_none(COMMITMENTS.by_name[name], commitment[name]) for name in ("value", "value_high", "deadline", "parties")}
    pair = value_or_none(INDICATORS.by_name["pair"], indicator["pair"]) if indicator else ()
    return Target(
        commitment_id=commitment["commitment_id"], title=commitment["title"], indicator_id=commitment["indicator_id"],
        value=cells["value"], value_high=cells["value_high"], unit=commitment["unit"], qualifier=commitment["qualifier"],
        direction=indicator["direction"] if indicator else "none", nature=indicator["nature"] if indicator else "",
        parties=frozenset(cells["parties"]), pair=frozenset(pair),
        stated=stated, deadline=commitment["deadline"] if cells["deadline"] else "", deadline_text=deadline_text, own_base=own_base,
    )


def own_base(figures: Iterable[Figure], source_id: str, unit: str, stated: date) -> Figure | None:
    """The statement's own baseline: of the indicator's `figures`, the newest whole year before the statement that its own text reports."""
    own = [figure for figure in figures if (figure.source_id, figure.unit, figure.basis) == (source_id, unit, "reported")
           and figure.year is not None and figure.end <= stated]
    return max(own, key=lambda figure: (figure.end, figure.figure_id), default=None)


def latest_vintage(figures: list[Figure]) -> list[Figure]:
    """The figures without those that another one replaces."""
    replaced = {figure.replaces for figure in figures if figure.replaces}
    return [figure for figure in figures if figure.figure_id not in replaced]
