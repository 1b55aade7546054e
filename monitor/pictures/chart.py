"""The chart of a target, drawn: the same series, scale and labels as on the page."""
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from math import ceil

from monitor.charts.axes import tick_words, value_scale
from monitor.charts.labels import spread
from monitor.charts.marks import Goal, Mark, Path, Projection, Series, with_gaps, years_of
from monitor.pictures import svg
from monitor.pictures.bodies import Box, Chart, Drawn, Look
from monitor.pictures.lettering import BOLD, SANS, cut, width, wrap
from monitor.words import say

FAINT, LEADER = 0.5, 0.7
LINE = 1.25   # the height of a line of labels, in parts of the size of its text
LABEL_SHARE = {False: 0.26, True: 0.31}   # of the width, at most, for the labels at the ends; on a card
LABEL_LINES = 2
NAME = {False: 1.0, True: 0.88}   # the size of a name at the end of a line, in sizes of text; on a card
BELOW_AXIS = 1.4   # sizes of text that labels may reach below the axis, beside the years
BEYOND = 0.4   # years right of the last place, half the gap that a year has
ABOVE_TICKS = 0.04   # of the height is free above the highest number of the axis
FAR_LABEL = 1.6   # sizes of text between a mark and its label from which a thin line joins the two


@dataclass(frozen=True)
class _Frame:
    """The box of the lines and marks, and what stands where in it."""

    box: Box
    years: tuple[float, float]
    values: tuple[float, float]

    def x(self, at: float) -> float:
        return self.box.left + (at - self.years[0]) / (self.years[1] - self.years[0]) * self.box.width

    def y(self, value: float) -> float:
        return self.box.bottom - (value - self.values[0]) / (self.values[1] - self.values[0]) * self.box.height

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        return self.x(point[0]), self.y(point[1])


@dataclass(frozen=True)
class _Label:
    """The label of a series in lines: its last figure, then its name."""

    line: Series
    figure: str
    name: tuple[str, ...]
    wide: float
    high: float


def chart(body: Chart, box: Box, look: Look) -> Drawn:
    """All of the height is taken. A chart without a series is an empty axis with its goal, if it has one."""
    size = look.size
    ways = [point for way in (*body.paths, *body.projections) for point in way.points]
    if not any(line.marks for line in body.series):
        return Drawn((), 0)
    ticks, *ends = value_scale(body.series, body.goal, ways, body.from_zero)
    words = tick_words(ticks, body.goal, ends[1] - ends[0])
    head = max(size * 0.8, size * 2.5 - box.height * ABOVE_TICKS) if body.goal else size * 1.3
    labels, left_out = _labels(body.series, box.width * LABEL_SHARE[look.small], box.height - head - size * (1.9 - BELOW_AXIS), look)
    right = max((label.wide for label in labels), default=0.0)
    plot = Box(box.left, box.top + head, box.width - right - size * (0.7 if labels else 0.2), box.height - head - size * 1.9)
    frame = _Frame(plot, _span(body, ways, plot.width, max(width(word, SANS, size * 0.92) for word in words) + size), tuple(ends))
    return Drawn([
        *_axes(frame, look, ticks, words), *_goal(frame, look, body.goal),
        *_ways(frame, body.paths, size * 0.09, svg.dashes(size * 0.12, size * 0.22)),
        *_ways(frame, body.projections, size * 0.08, svg.dashes(size * 0.55, size * 0.35)),
        *chain.from_iterable(_series(frame, look, line) for line in sorted(body.series, key=lambda line: line.joined)),
        *_arrivals(frame, look, body), *_end_labels(frame, look, labels, body.goal, left_out),
    ], box.height)


def _span(body: Chart, ways: Sequence[tuple[float, float]], wide: float, words: float) -> tuple[float, float]:
    """The ends of the time axis: the numbers of the other axis stand within it, left of the first mark."""
    places = [at for at, _ in ways] + [way.at for way in body.projections if way.at is not None]
    first, last = years_of(body.series, places + [day.at for day in (body.goal.stated if body.goal else ())])
    right = last + BEYOND
    share = min(0.4, words / wide)
    return right - max((right - first) / (1 - share), right - first + 0.6), right


def _axes(frame: _Frame, look: Look, ticks: Sequence[float], words: Sequence[str]) -> Iterator[str]:
    """The numbers stand on their lines; years are named as often as there is room."""
    box, size, ink = frame.box, look.size, look.ink
    for tick, word in zip(ticks, words, strict=True):
        if frame.y(tick) < box.bottom - 1:
            yield svg.line((box.left, frame.y(tick)), (box.right, frame.y(tick)), ink.grid, size * 0.07)
        yield svg.text(box.left, frame.y(tick) - size * 0.3, word, size * 0.92, ink.muted) if word else ""
    yield svg.line((box.left, box.bottom), (box.right, box.bottom), ink.muted, size * 0.08)
    first, last = ceil(frame.years[0]), int(frame.years[1])
    one = width("2000", SANS, size * 0.92) + size
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * (frame.x(1) - frame.x(0)) >= one)
    for year in range(first, last + 1):
        if year % every == 0 and frame.x(year) - one / 3 >= box.left:
            x = min(frame.x(year), box.right - one / 2 + size / 2)
            yield svg.text(x, box.bottom + size * 1.35, str(year), size * 0.92, ink.muted, anchor="middle")
        if every == 1 and year + 0.5 < frame.years[1]:
            yield svg.line((frame.x(year + 0.5), box.bottom), (frame.x(year + 0.5), box.bottom + size * 0.35), ink.grid, size * 0.08)


def _goal(frame: _Frame, look: Look, goal: Goal | None) -> Iterator[str]:
    """The line across, the other end of a range, and a tick on the axis for each day on which it was stated."""
    if goal is None:
        return
    box, size, ink = frame.box, look.size, look.ink
    if goal.far is not None:
        upper, lower = sorted((frame.y(goal.value), frame.y(goal.far)))
        yield svg.rectangle(box.left, upper, box.width, lower - upper, ink.muted, opacity=0.15)
    yield svg.line((box.left, frame.y(goal.value)), (box.right, frame.y(goal.value)), ink.text, size * 0.12,
                   stroke_dasharray=svg.dashes(size * 0.42, size * 0.28))
    for day in goal.stated:
        tick = svg.line((frame.x(day.at), box.bottom), (frame.x(day.at), box.bottom - size * 0.75), ink.text, size * 0.14)
        yield svg.tag("g", svg.named("title", day.words), tick)


def _ways(frame: _Frame, ways: Sequence[Path | Projection], wide: float, dash: str) -> Iterator[str]:
    for way in ways:
        yield svg.course(map(frame.place, way.points), way.colour, wide, dash)


def _series(frame: _Frame, look: Look, line: Series) -> Iterator[str]:
    size = look.size
    if line.joined:
        at, values = with_gaps([mark for mark in line.marks if not mark.part])
        for is_gap, run in groupby(zip(at, values, strict=True), lambda point: point[1] is None):
            points = [] if is_gap else [frame.place(point) for point in run]
            if len(points) > 1:
                yield svg.course(points, line.colour, size * 0.17)
    yield svg.tag("g", *(_mark(frame, look, line, mark) for mark in line.marks), opacity=FAINT if line.faint else None)


def _mark(frame: _Frame, look: Look, line: Series, mark: Mark) -> str:
    """Hollow where it is a part of a year or open to one side, with a stem to that side; its figure is told to whoever points at it."""
    size = look.size
    x, y = frame.place((mark.at, mark.value))
    stem = {"up": -1.1, "down": 1.1, "": 0.0}[mark.reach] * size
    hollow = mark.part or bool(mark.reach) or line.symbol == svg.CROSS
    drawn = svg.line((x, y), (x, y + stem), line.colour, size * 0.14) if stem else ""
    drawn += svg.symbol(line.symbol, x, y, size * (0.23 if mark.part else 0.33), line.colour,
                        look.ink.paper if hollow else line.colour, size * (0.1 if mark.part else 0.13))
    return svg.tag("g", svg.named("title", mark.words), drawn)


def _arrivals(frame: _Frame, look: Look, body: Chart) -> Iterator[str]:
    """The years whose figures would meet the goal, each above its place, moved apart; and above them the words of the goal."""
    size = look.size
    ways = [way for way in body.projections if way.label and way.at is not None]
    wide = [width(way.label, BOLD, size * 0.92) + size * 0.5 for way in ways]
    centres = spread([frame.x(way.at) for way in ways], wide, frame.box.left, frame.box.right)
    for way, centre in zip(ways, centres, strict=True):
        foot = frame.y(way.points[-1][1]) - size * 0.4
        yield svg.text(centre, foot, way.label, size * 0.92, way.colour, BOLD, anchor="middle")
    if body.goal is not None:
        words = cut(body.goal.label, SANS, size, frame.box.width)
        first = min((centre - room / 2 for centre, room in zip(centres, wide, strict=True)), default=frame.box.right)
        lift = 0.45 if frame.box.left + width(words, SANS, size) < first else 1.55
        yield svg.text(frame.box.left, frame.y(body.goal.value) - size * lift, words, size, look.ink.text)


def _labels(series: Sequence[Series], room: float, high: float, look: Look) -> tuple[list[_Label], int]:
    """The labels that there is room for, statistics first, and how many are left out; names are cut before any is left out."""
    named = [line for line in series if line.label]
    for lines in range(LABEL_LINES, 0, -1):
        labels = [_label(line, room, look, lines) for line in named]
        if sum(label.high for label in labels) <= high:
            return labels, 0
    fit = int((high - look.size * LINE) // max(label.high for label in labels))
    return labels[:fit], len(labels) - fit


def _label(line: Series, room: float, look: Look, lines: int) -> _Label:
    size, small = look.size, look.size * NAME[look.small]
    figure = cut(line.last.number, BOLD, size, room - size)
    name = wrap(line.label, SANS, small, room, lines)
    wide = max([size + width(figure, BOLD, size), *(width(words, SANS, small) for words in name)])
    return _Label(line, figure, name, wide, (size + len(name) * small) * LINE + size * 0.25)


def _end_labels(frame: _Frame, look: Look, labels: Sequence[_Label], goal: Goal | None, left_out: int) -> Iterator[str]:
    """Each label at the height of its last figure, moved until none covers another, nor the line of a goal that none has reached."""
    size, box = look.size, frame.box
    low, left = box.bottom + size * (BELOW_AXIS - (LINE if left_out else 0)), box.right + size * 0.6
    small = size * NAME[look.small]
    total = sum(label.high for label in labels)
    below = goal is not None and all(label.line.last.value < goal.value for label in labels)
    top = frame.y(goal.value) + size * 0.15 if below else box.top
    top = min(top, low - total)
    places = [frame.y(label.line.last.value) for label in labels]
    wanted = [place + label.high / 2 - size * 0.66 for label, place in zip(labels, places, strict=True)]   # the figure beside its mark
    for label, place, centre in zip(labels, places, spread(wanted, [label.high for label in labels], top, low), strict=True):
        line, x = label.line, frame.x(label.line.last.at)
        foot = centre - label.high / 2 + size
        if left - x > size * FAR_LABEL or abs(place - foot + size * 0.34) > size * FAR_LABEL:
            yield svg.line((x + size * 0.5, place), (left - size * 0.3, foot - size * 0.34), line.colour, size * 0.05, opacity=LEADER)
        yield svg.symbol(line.symbol, left + size * 0.35, foot - size * 0.34, size * 0.3, line.colour, line.colour, size * 0.1)
        yield svg.text(left + size, foot, label.figure, size, line.colour, BOLD)
        for number, words in enumerate(label.name, 1):
            yield svg.text(left, foot + number * small * LINE, words, small, line.colour)
    if left_out:
        yield svg.text(left, low + size, say("picture.more_reporters", reporters=left_out), size, look.ink.muted)
