"""Which figures a chart draws and how: figures in, the series of a chart out."""
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from textwrap import shorten

from monitor import pace
from monitor.charts.marks import UNREPORTED, Day, End, Goal, Mark, Path, Projection, Series
from monitor.pace import Arrival, Method
from monitor.part_years import is_part_year, newest_parts
from monitor.phrases import MirrorYear, Sentence, goal_words, joined, period_words, quantity, sentence, who
from monitor.phrases.numbers import day_words, number, qualified
from monitor.phrases.sentence import figure_ground
from monitor.progress import Judgement, Verdict
from monitor.states import states
from monitor.targets import Figure, Target, latest_vintage
from monitor.words import INSIDE, say

COUNTS = ("statistics", "customs")
REPORTED = "reported"
LONGEST_SCOPE = 32
YEARS_AHEAD = 6
OFFICES = ("government", "head_of_state_office", "embassy")
SYMBOLS = ("circle", "square", "hexagon", "star-square")
OFFICE, PRESS, OTHER = "diamond", "triangle-up", "pentagon"
DODGE = {OFFICE: 0.17, PRESS: -0.17, OTHER: 0.3}
LONGEST_MIDDLE = timedelta(days=366)
NAMED_UNITS = ("USD", "items")
REACH = {"over": "up", "up_to": "down", "exactly": "", "about": "", "": ""}


def on_time_axis(day: date) -> float:
    """A day in years, where the middle of the year Y is Y."""
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year - 0.5 + (day.timetuple().tm_yday - 1) / length


def place(figure: Figure) -> float | None:
    """Where a figure stands on the time axis: the middle of its period, the end of one of several years; None where it names no period."""
    if figure.year is not None:
        return float(figure.year)
    if figure.start is None or figure.end is None:
        return None
    if figure.end - figure.start > LONGEST_MIDDLE:
        return on_time_axis(figure.end)
    return (on_time_axis(figure.start) + on_time_axis(figure.end)) / 2


def series_of(
    figures: Sequence[Figure], colour_of: Callable[[str], str], sides: Sequence[str], indicator: Mapping[str, str],
    opened: Callable[[str], str] = str,
) -> list[Series]:
    """One series a reporter and scope, of figures of the latest vintage in the indicator's unit, statistics first.

    What is planned, estimated or announced makes a series of its own. A part-year is drawn where it is newer than any whole year,
    with the same months of the year before. `colour_of` gives the colour of a side; `sides`
    are the codes of the pair, which fix the shapes of its statistics; `opened` makes an address of what a figure leads to.
    """
    groups: dict[tuple[str, str, bool], list[Figure]] = {}
    for figure in _drawn(figures, indicator):
        groups.setdefault((figure.reporter_id, figure.scope, figure.basis == REPORTED), []).append(figure)
    drawn = [_series(group, colour_of, sides, indicator["nature"], opened) for group in groups.values()]
    return sorted(drawn, key=lambda series: (not series.joined, series.symbol == UNREPORTED, series.name, series.key))


def _drawn(figures: Sequence[Figure], indicator: Mapping[str, str]) -> list[Figure]:
    """Those of the latest vintage, in the indicator's unit, with a place on the time axis; of parts of years only the newest reported."""
    current = [figure for figure in latest_vintage(list(figures)) if figure.unit == indicator["unit"] and place(figure) is not None]
    newest = newest_parts(current, indicator["nature"])
    parts = {figure.figure_id for part in newest for figure in (part.figure, part.before) if figure}
    return [figure for figure in current if figure.figure_id in parts or not is_part_year(figure, indicator["nature"])]


def not_drawn(figures: Sequence[Figure], indicator: Mapping[str, str]) -> Sentence | None:
    """Why figures stand in the table alone: a part of a year that is known or long past, no period, or another unit, which nobody converts.

    None where all are drawn.
    """
    without = sum(place(figure) is None for figure in figures)
    drawn = {figure.figure_id for figure in _drawn(figures, indicator)}
    past = [part for part in figures if is_part_year(part, indicator["nature"]) and part.figure_id not in drawn]
    other = sorted({figure.unit for figure in figures if figure.unit != indicator["unit"]})
    parts = [sentence("targets.past_parts", figures=len(past))] if past else []
    parts += [sentence("targets.without_period", figures=without)] if without else []
    if other:
        unlike = sum(figure.unit in other for figure in figures)
        parts.append(sentence("targets.other_units", figures=unlike, units=", ".join(other), unit=indicator["unit"]))
    return joined(parts, between=" ") if parts else None


def symbol_of(reporter_class: str, side: str, sides: Sequence[str]) -> str:
    """Shape by the sort of reporter; statistics and customs have one shape a side, so that a grey print can be read."""
    if reporter_class in COUNTS:
        return SYMBOLS[sides.index(side) % len(SYMBOLS)] if side in sides else SYMBOLS[2]
    if reporter_class in OFFICES:
        return OFFICE
    return PRESS if reporter_class == "press" else OTHER


def short_name(figure: Figure) -> str:
    """The reporter as the end of a line names it: statistics by their state, everyone else in full; with what is counted."""
    is_count = figure.reporter_class in COUNTS and figure.side in states()
    name = say(f"charts.{figure.reporter_class}", state=states()[figure.side].name) if is_count else figure.reporter
    return f"{name}, {shorten(figure.scope, LONGEST_SCOPE, placeholder='…')}" if figure.scope else name


def newest_year(series: Iterable[Series]) -> int | None:
    """The newest year for which a whole reported figure is drawn."""
    return max((round(mark.at) for line in series if line.symbol != UNREPORTED for mark in line.marks if not mark.part), default=None)


def labelled(series: Iterable[Series]) -> list[Series]:
    """The series with a label at the end of those that reach the newest year; the others are faint, and told by hover and table."""
    listed = list(series)
    newest = newest_year(listed)
    return [line if _reaches(line, newest) else replace(line, label="", faint=not line.joined) for line in listed]


def has_course(series: Iterable[Series]) -> bool:
    """Whether there are figures for two whole times, of one sort (reported, or planned and announced): the least that shows a course."""
    times: dict[bool, set[float]] = {}
    for line in series:
        times.setdefault(line.symbol == UNREPORTED, set()).update(round(mark.at, 1) for mark in line.marks if not mark.part)
    return any(len(places) > 1 for places in times.values())


def goal_of(judgement: Judgement, stated_on: Sequence[date], href: str = "") -> Goal | None:
    """The line of a target, named with its deadline, and the days on which it was stated; None where its number cannot be read.

    `href` opens the words that set it.
    """
    if judgement.target.value is None:
        return None
    label = say("charts.goal", amount=goal_words(judgement))
    if judgement.deadline:
        key = "charts.goal_assumed" if judgement.deadline.assumed else "charts.goal_by"
        label = say(key, amount=goal_words(judgement), deadline=period_words(judgement.deadline.text))
    days = tuple(Day(on_time_axis(day), say("charts.stated_on", day=day_words(day.isoformat()))) for day in stated_on)
    far = next((float(end) for end in judgement.target.goal.ends if float(end) != _near(judgement.target)), None)
    return Goal(_near(judgement.target), label, days, href, far)


def drawn_verdicts(judgement: Judgement) -> list[Verdict]:
    """Whose way and pace are drawn: the statistics, or everyone where no statistics give a verdict."""
    counts = [verdict for verdict in judgement.verdicts if verdict.latest.reporter_class in COUNTS]
    return counts or list(judgement.verdicts)


def paths_of(judgement: Judgement, colour_of: Callable[[str], str]) -> list[Path]:
    """Per verdict that is drawn the straight way that its linear method asks for, in the colour of its reporter."""
    return [
        Path(((place(verdict.base), float(verdict.base.value)), _end(verdict, judgement)), colour_of(verdict.base.side))
        for verdict in drawn_verdicts(judgement) if isinstance(verdict.linear, Method)
    ]


def projections_of(judgement: Judgement, colour_of: Callable[[str], str]) -> list[Projection]:
    """Per verdict that is drawn the pace of its year of arrival carried on to the goal, or for some years where that is far off."""
    found = []
    for verdict in drawn_verdicts(judgement):
        if not isinstance(verdict.arrival, Arrival) or verdict.reached:
            continue
        newest = (verdict.newest.at, verdict.newest.span.middle)
        way = pace.carried_on(newest, verdict.arrival, judgement.target.goal, YEARS_AHEAD)
        points = tuple((float(at) + _shift(verdict.newest), float(value)) for at, value in way.points)
        arrives = verdict.arrival.earliest if way.arrives else None
        found.append(Projection(points, colour_of(verdict.newest.side), arrives and arrives + _shift(verdict.newest), str(arrives or "")))
    return found


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


def key_of(
    series: Iterable[Series], judgement: Judgement | None, paths: Sequence[Path], projections: Sequence[Projection], stated: int,
    opens: bool = True,
) -> str:
    """What the marks and lines of this chart mean; only those that it has. `opens` is off where a mark leads nowhere."""
    drawn = list(series)
    symbols = {line.symbol for line in drawn}
    marks = [mark for line in drawn for mark in line.marks]
    told = [
        ("charts.key_lines", any(line.joined for line in drawn)), ("charts.key_offices", OFFICE in symbols),
        ("charts.key_press", PRESS in symbols), ("charts.key_others", OTHER in symbols), ("charts.key_unreported", UNREPORTED in symbols),
        ("charts.key_over", any(mark.reach for mark in marks)), ("charts.key_part", any(mark.part for mark in marks)),
    ]
    words = [say(key) for key, is_there in told if is_there]
    if projections:
        whose = say("charts.of_all" if len(drawn_verdicts(judgement)) == len(judgement.verdicts) else "charts.of_statistics")
        words.append(say("charts.key_projection", whose=whose))
    if paths:
        words.append(say("charts.key_path", deadline=period_words(judgement.deadline.text)))
    if stated:
        words.append(say("charts.key_stated", days=stated))
    if opens:
        words.append(say("charts.key_open"))
    return " ".join(words)


def message(title: str, series: Sequence[Series], goal: Goal | None) -> str:
    """What a chart says, for those who do not see it: who reports how much in the newest year, and the goal."""
    newest = newest_year(series)
    ends = "; ".join(f"{line.last.number}, {line.name}" for line in labelled(series) if line.label)
    told = say("charts.message", title=title, year=newest, ends=ends) if ends else say("charts.message_parts", title=title)
    return say("charts.message_goal", message=told, goal=goal.label) if goal else told


def _series(
    figures: list[Figure], colour_of: Callable[[str], str], sides: Sequence[str], nature: str, opened: Callable[[str], str],
) -> Series:
    drawn = sorted(figures, key=place)
    first = drawn[0]
    is_reported = first.basis == REPORTED
    symbol = symbol_of(first.reporter_class, first.side, sides) if is_reported else UNREPORTED
    return Series(
        name=first.reporter, colour=colour_of(first.side), symbol=symbol, joined=is_reported and first.reporter_class in COUNTS,
        marks=tuple(_mark(figure, DODGE.get(symbol, 0.0), nature, opened) for figure in drawn), key=(first.reporter_id, first.scope),
        label=short_name(first),
    )


def _mark(figure: Figure, dodge: float, nature: str, opened: Callable[[str], str]) -> Mark:
    """A whole year may stand anywhere within its year, so that marks of one year do not hide each other."""
    amount = quantity(figure.value, figure.unit, figure.qualifier, figure.value_high, nature)
    basis = "" if figure.basis == REPORTED else say(f"basis.{figure.basis}")
    key = "charts.mark_not_reported" if basis else "charts.mark"
    href = figure_ground(figure).href
    return Mark(
        at=place(figure) + (dodge if figure.year is not None else 0.0), value=float(figure.value),
        words=say(key, amount=amount, period=period_words(figure.period), who=who(figure), **({"basis": basis} if basis else {})),
        number=qualified(number(figure.value), figure.qualifier), part=is_part_year(figure, nature), reach=REACH[figure.qualifier],
        href=opened(href) if href.startswith(INSIDE) else href,
    )


def _reaches(line: Series, newest: int | None) -> bool:
    return line.symbol != UNREPORTED and not line.last.part and round(line.last.at) == newest


def _near(target: Target) -> float:
    """The end of the target that is reached first."""
    return float(target.goal.ends[-1] if target.direction == "down" else target.goal.ends[0])


def _end(verdict: Verdict, judgement: Judgement) -> tuple[float, float]:
    return float(judgement.deadline.at) + _shift(verdict.base), _near(judgement.target)


def _shift(figure: Figure) -> float:
    """From the scale of verdicts, where a year stands at its end, to that of the chart, where it stands at its middle."""
    return 0.0 if figure.year is not None else 0.5
