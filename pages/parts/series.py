"""Which figures a chart draws and how: figures in, the series of `charts` out."""
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from monitor.pace import Method
from monitor.phrases import MirrorYear, goal_words, period_words, quantity, who
from monitor.phrases.numbers import day_words, number, qualified
from monitor.progress import Judgement
from monitor.states import states
from monitor.targets import Figure, latest_vintage
from monitor.words import say
from pages.parts.charts import GLYPHS, Day, End, Goal, Mark, Path, Series
from pages.parts.markdown import escape

COUNTS = ("statistics", "customs")
OFFICES = ("government", "head_of_state_office", "embassy")
SYMBOLS = ("circle", "square", "hexagon", "star-square")
OFFICE, PRESS, OTHER = "diamond", "triangle-up", "pentagon"
DODGE = {OFFICE: 0.17, PRESS: -0.17, OTHER: 0.3}
NAMED_UNITS = ("USD", "items")
REACH = {"over": "up", "up_to": "down", "exactly": "", "about": "", "": ""}


def on_time_axis(day: date) -> float:
    """A day in years, where the middle of the year Y is Y."""
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year - 0.5 + (day.timetuple().tm_yday - 1) / length


def place(figure: Figure) -> float | None:
    """Where a figure stands on the time axis: the middle of its period; None where it names no period."""
    if figure.year is not None:
        return float(figure.year)
    if figure.start is None or figure.end is None:
        return None
    return (on_time_axis(figure.start) + on_time_axis(figure.end)) / 2


def series_of(figures: Sequence[Figure], colour_of: Callable[[str], str], sides: Sequence[str], nature: str = "") -> list[Series]:
    """One series a reporter and scope, of reported figures of the latest vintage, statistics first.

    A part-year is left out where the same reporter and scope has the whole year. `colour_of` gives the colour of a side;
    `sides` are the codes of the pair, which fix the shapes of its statistics.
    """
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in latest_vintage(list(figures)):
        if figure.basis == "reported" and place(figure) is not None:
            groups.setdefault((figure.reporter_id, figure.scope), []).append(figure)
    drawn = [_series(group, colour_of, sides, nature) for group in groups.values()]
    return sorted(drawn, key=lambda series: (not series.joined, series.name))


def symbol_of(reporter_class: str, side: str, sides: Sequence[str]) -> str:
    """Shape by the sort of reporter; statistics and customs have one shape a side, so that a grey print can be read."""
    if reporter_class in COUNTS:
        return SYMBOLS[sides.index(side) % len(SYMBOLS)] if side in sides else SYMBOLS[2]
    if reporter_class in OFFICES:
        return OFFICE
    return PRESS if reporter_class == "press" else OTHER


def short_name(figure: Figure) -> str:
    """The reporter as the end of a line names it: statistics by their state, everyone else in full."""
    if figure.reporter_class in COUNTS and figure.side in states():
        return say(f"charts.{figure.reporter_class}", state=states()[figure.side].name)
    return figure.reporter


def newest_year(series: Iterable[Series]) -> int | None:
    """The newest year for which a whole figure is drawn."""
    return max((round(mark.at) for line in series for mark in line.marks if not mark.part), default=None)


def labelled(series: Iterable[Series]) -> list[Series]:
    """The series with a label at the end of those that reach the newest year; the others are told by hover and table."""
    listed = list(series)
    newest = newest_year(listed)
    return [line if not line.last.part and round(line.last.at) == newest else replace(line, label="") for line in listed]


def has_course(series: Iterable[Series]) -> bool:
    """Whether one reporter has two whole figures of one scope, the least that shows a course."""
    return any(sum(not mark.part for mark in line.marks) > 1 for line in series)


def goal_of(judgement: Judgement, stated_on: Sequence[date]) -> Goal | None:
    """The line of a target, named with its deadline, and the days on which it was stated; None where its number cannot be read."""
    if judgement.target.value is None:
        return None
    label = say("charts.goal", amount=goal_words(judgement))
    if judgement.deadline:
        key = "charts.goal_assumed" if judgement.deadline.assumed else "charts.goal_by"
        label = say(key, amount=goal_words(judgement), deadline=period_words(judgement.deadline.text))
    days = tuple(Day(on_time_axis(day), say("charts.stated_on", day=day_words(day.isoformat()))) for day in stated_on)
    return Goal(float(judgement.target.goal.ends[0]), label, days, say("charts.stated", times=len(days)))


def paths_of(judgement: Judgement, colour_of: Callable[[str], str]) -> list[Path]:
    """Per verdict the straight way that its linear method asks for, in the colour of its reporter."""
    paths = []
    for verdict in judgement.verdicts:
        if isinstance(verdict.linear, Method):
            shift = 0.0 if verdict.base.year is not None else 0.5
            start = (place(verdict.base), float(verdict.base.value))
            end = (float(judgement.deadline.at) + shift, float(judgement.target.goal.ends[0]))
            paths.append(Path(start, end, colour_of(verdict.base.side)))
    return paths


def ends_of(mirror: Sequence[MirrorYear], colour_of: Callable[[str], str], sides: Sequence[str]) -> tuple[End, End]:
    """The two reporters of a mirror gap, as their newest year names them."""
    pair = (mirror[-1].first, mirror[-1].second)
    first, second = (End(who(figure), colour_of(figure.side), symbol_of(figure.reporter_class, figure.side, sides)) for figure in pair)
    return first, second


def gap_rows(mirror: Sequence[MirrorYear]) -> list[tuple[str, float, float, str]]:
    """The rows of `charts.gap_chart`."""
    return [(str(year.year), float(year.first.value), float(year.second.value), number(year.difference)) for year in mirror]


def counted(indicator: Mapping[str, str]) -> str:
    """What is counted and in which unit, as the title of a chart."""
    unit, _, per = indicator["unit"].partition("/")
    words = say(f"counted.{unit}") if unit in NAMED_UNITS else unit.replace("_", " ")
    words = say(f"per.{per}", words=words) if per else words
    return say("charts.title", name=indicator["name"], unit=words)


def message(title: str, series: Sequence[Series], goal: Goal | None) -> str:
    """What a chart says, for those who do not see it: who reports how much in the newest year, and the goal."""
    newest = newest_year(series)
    ends = "; ".join(f"{line.last.number}, {line.name}" for line in labelled(series) if line.label)
    told = say("charts.message", title=title, year=newest, ends=ends) if ends else say("charts.message_parts", title=title)
    return say("charts.message_goal", message=told, goal=goal.label) if goal else told


def key_entry(end: End) -> str:
    """Markdown that names a mark in its colour and shape."""
    return f':color[{GLYPHS[end.symbol]} {escape(end.name)}]{{foreground="{end.colour}"}}'


def _series(figures: list[Figure], colour_of: Callable[[str], str], sides: Sequence[str], nature: str) -> Series:
    whole = {figure.year for figure in figures if figure.year is not None}
    drawn = sorted((figure for figure in figures if not _is_part_of(figure, whole)), key=place)
    symbol = symbol_of(drawn[0].reporter_class, drawn[0].side, sides)
    return Series(
        name=drawn[0].reporter, colour=colour_of(drawn[0].side), symbol=symbol, joined=drawn[0].reporter_class in COUNTS,
        marks=tuple(_mark(figure, DODGE.get(symbol, 0.0), nature) for figure in drawn), key=(drawn[0].reporter_id, drawn[0].scope),
        label=short_name(drawn[0]),
    )


def _mark(figure: Figure, dodge: float, nature: str) -> Mark:
    """A whole year may stand anywhere within its year, so that marks of one year do not hide each other."""
    amount = quantity(figure.value, figure.unit, figure.qualifier, figure.value_high, nature)
    return Mark(
        at=place(figure) + (dodge if figure.year is not None else 0.0), value=float(figure.value),
        words=say("charts.mark", amount=amount, period=period_words(figure.period), who=who(figure)),
        number=qualified(number(figure.value), figure.qualifier), part=_is_part(figure), reach=REACH[figure.qualifier],
    )


def _is_part(figure: Figure) -> bool:
    return figure.year is None and figure.start != figure.end


def _is_part_of(figure: Figure, whole_years: set[int]) -> bool:
    return _is_part(figure) and figure.end.year in whole_years
