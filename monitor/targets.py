"""The target and the figure as values, read from rows of commitments.csv, indicators.csv and figures.csv."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitor import pace
from monitor.pace import Span
from monitor.schema import COMMITMENTS, FIGURES, INDICATORS
from monitor.values import BadValue, parse, parse_period, value_or_none

PARSED = ("value", "value_high", "qualifier", "basis", "period_start", "period_end", "pair")


@dataclass(frozen=True)
class Figure:
    """One row of figures.csv, with its numbers and days parsed."""

    figure_id: str
    indicator_id: str
    period: str
    start: date | None
    end: date | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    qualifier: str
    basis: str
    scope: str
    reporter_id: str
    reporter: str
    reporter_class: str
    side: str
    pair: frozenset[str]
    publisher: str
    published: str
    url: str
    confidence: str
    source_id: str
    quote: str
    replaces: str
    note: str

    @property
    def in_document(self) -> bool:
        """Whether its words stand in a document of the set, where they can be opened."""
        return bool(self.source_id and self.quote)

    @property
    def span(self) -> Span:
        return pace.span_of(self.value, self.value_high, self.qualifier)

    @property
    def year(self) -> int | None:
        """The calendar year that the period fills; None for any other period."""
        if self.start is None or self.end is None:
            return None
        fills = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31) and self.start.year == self.end.year
        return self.end.year if fills else None

    @property
    def at(self) -> Decimal:
        """The end of the period on the scale of `pace.in_years`."""
        return pace.in_years(self.end)


@dataclass(frozen=True)
class Target:
    """A number to be reached, the indicator that measures it, and the statement that set it."""

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

    @property
    def goal(self) -> Span:
        """The number named: the target's own qualifier says how it is meant, the distance is measured to the number."""
        return Span(self.value, self.value if self.value_high is None else self.value_high)


def read_figure(row: Mapping[str, str]) -> Figure:
    """A row of figures.csv; days that are not given are those of the period. Raises BadValue where a cell cannot be read."""
    cells = {name: parse(FIGURES.by_name[name], row[name]) for name in PARSED}
    days = parse_period(row["period"]) if row["period"] else None
    if cells["value"] is None:
        raise BadValue("no value", "a number", "enter the figure, or take the row out")
    return Figure(
        figure_id=row["figure_id"], indicator_id=row["indicator_id"], period=row["period"],
        start=cells["period_start"] or (days and days.first), end=cells["period_end"] or (days and days.last),
        value=cells["value"], value_high=cells["value_high"], unit=row["unit"], qualifier=cells["qualifier"] or "exactly",
        basis=cells["basis"] or "", scope=row["scope"], reporter_id=row["reporter_id"], reporter=row["reporter"],
        reporter_class=row["reporter_class"], side=row["side"], pair=frozenset(cells["pair"]),
        publisher=row["publisher"], published=row["published"], url=row["url"], confidence=row["confidence"],
        source_id=row["source_id"], quote=row["quote"], replaces=row["replaces"], note=row["note"],
    )


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
    """The statement's own baseline: of the indicator's `figures`, the newest whole year before the statement that its own text gives."""
    own = [figure for figure in figures if (figure.source_id, figure.unit) == (source_id, unit)
           and figure.year is not None and figure.end <= stated]
    return max(own, key=lambda figure: (figure.end, figure.figure_id), default=None)


def latest_vintage(figures: list[Figure]) -> list[Figure]:
    """The figures without those that another one replaces."""
    replaced = {figure.replaces for figure in figures if figure.replaces}
    return [figure for figure in figures if figure.figure_id not in replaced]
