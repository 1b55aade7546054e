"""The timeline, drawn: a lane a kind, a column for each slot of the axis, a bar below the line for what is known by the year alone."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor.charts.paints import ACCENTS
from monitor.dates import Days
from monitor.phrases import day_words
from monitor.pictures import svg
from monitor.pictures.bodies import Box, Drawn, Lanes, Look
from monitor.pictures.lettering import BOLD, SANS, cut, width
from monitor.timeline_marks import Axis, Lane, Mark
from monitor.timeline_words import mark_words
from monitor.words import say

NAME_SHARE = 0.2   # of the width, for the names of the lanes
LANE = 4.2   # the height of a lane, at most, in sizes of text
HEAD, FOOT = 1.6, 1.9
NUMBER, SPAN = 1.05, 0.55   # sizes of text for the number over the tallest column and for the bars below the line
DAYS_TO_NAME_YEARS = 730   # of an axis; a shorter one names its first and its last day


@dataclass(frozen=True)
class _Frame:
    """The box of the lanes and the days at its ends."""

    box: Box
    first: date
    last: date

    def x(self, day: date, through: bool = False) -> float:
        """Where a day begins, or ends."""
        days = (self.last - self.first).days + 1
        return self.box.left + ((day - self.first).days + through) / days * self.box.width


def lanes(body: Lanes, box: Box, look: Look) -> Drawn:
    """As high as its lanes, which share the height that there is."""
    size, axis = look.size, body.axis
    one = min(size * LANE, (box.height - size * (HEAD + FOOT)) / len(axis.lanes))
    names = box.width * NAME_SHARE
    frame = _Frame(Box(box.left + names, box.top + size * HEAD, box.width - names, one * len(axis.lanes)), axis.first, axis.last)
    markup = list(_time(frame, axis, look, body.now))
    for place, lane in enumerate(axis.lanes):
        foot = frame.box.top + (place + 1) * one - size * SPAN
        markup += _name(lane, box.left, foot, names - size, look)
        markup += _lane(frame, lane, foot, one - size * (NUMBER + SPAN + 0.2), look)
    return Drawn(markup, size * (HEAD + FOOT) + frame.box.height)


def _time(frame: _Frame, axis: Axis, look: Look, now: str) -> Iterator[str]:
    """The years, or the days at the ends of a short axis; the days to come on a tint, behind a line for today."""
    box, size, ink = frame.box, look.size, look.ink
    today = frame.x(axis.today)
    yield svg.rectangle(today, box.top, box.right - today, box.height, ink.grid, opacity=0.35)
    dotted = svg.dashes(size * 0.15, size * 0.2)
    yield svg.line((today, box.top - size * 0.2), (today, box.bottom), ink.muted, size * 0.08, stroke_dasharray=dotted)
    half = width(now, SANS, size * 0.92) / 2
    yield svg.text(min(max(today, box.left + half), box.right - half), box.top - size * 0.5, now, size * 0.92, ink.muted, anchor="middle")
    foot = box.bottom + size * 1.35
    if (axis.last - axis.first).days < DAYS_TO_NAME_YEARS:
        yield svg.text(box.left, foot, day_words(axis.first.isoformat()), size * 0.92, ink.muted)
        yield svg.text(box.right, foot, day_words(axis.last.isoformat()), size * 0.92, ink.muted, anchor="end")
        return
    years = range(axis.first.year, axis.last.year + 1)
    wide = box.width / len(years)
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000, 10_000) if step * wide >= width("2000", SANS, size * 0.92) + size * 0.6)
    for year in years:
        begins, ends = (min(max(day, axis.first), axis.last) for day in (date(year, 1, 1), date(year, 12, 31)))
        if year > years[0]:
            yield svg.line((frame.x(begins), box.top), (frame.x(begins), box.bottom + size * 0.35), ink.grid, size * 0.07)
        if year % every == 0:
            x = (frame.x(begins) + frame.x(ends, through=True)) / 2
            yield svg.text(x, foot, str(year), size * 0.92, ink.muted, anchor="middle")


def _name(lane: Lane, left: float, foot: float, room: float, look: Look) -> Iterator[str]:
    """The kind and how many entries it has."""
    size = look.size
    number = f"{lane.entries:,}"
    word = cut(say(f"timeline.kinds_{lane.kind}"), BOLD, size, room - width(number, SANS, size) - size * 0.4)
    yield svg.text(left, foot, word, size, look.ink.text, BOLD)
    yield svg.text(left + width(word, BOLD, size) + size * 0.4, foot, number, size, look.ink.muted)


def _lane(frame: _Frame, lane: Lane, foot: float, high: float, look: Look) -> Iterator[str]:
    """The columns on their line, the tallest with its number; hollow is what is still open."""
    size = look.size
    columns = [mark for mark in lane.marks if not mark.is_span]
    most = max((len(mark.entries) for mark in columns), default=1)
    yield svg.line((frame.box.left, foot), (frame.box.right, foot), look.ink.muted, size * 0.06)
    one = min(high / most, size * 0.6)
    for mark in lane.marks:
        tall = size * SPAN * 0.6 if mark.is_span else max(len(mark.entries) * one, 2.0)
        yield _bar(frame, mark, foot + size * 0.12 if mark.is_span else foot - tall, tall, look)
    tallest = next((mark for mark in columns if len(mark.entries) == most), None)
    if tallest and most > 1:
        x = sum(_ends(frame, tallest.days)) / 2
        yield svg.text(x, foot - most * one - size * 0.25, f"{most:,}", size * 0.85, look.ink.text, anchor="middle")


def _bar(frame: _Frame, mark: Mark, top: float, high: float, look: Look) -> str:
    accent, size = ACCENTS[look.theme], look.size
    left, right = _ends(frame, mark.days)
    fill = look.ink.paper if mark.is_open else accent
    told = svg.named("title", mark_words(mark))
    return svg.tag("g", told, svg.rectangle(left, top, max(right - left - 1.0, 2.0), high, fill, stroke=accent, stroke_width=size * 0.07))


def _ends(frame: _Frame, days: Days) -> tuple[float, float]:
    return frame.x(days.first), frame.x(days.last, through=True)
