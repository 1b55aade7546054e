"""The chart of a timeline: a lane a kind, a column for each day, month, quarter or year, a bar below for what is known by the year alone.

Heights are in pixels, so that a lane is as tall as its tallest column and the chart as tall as its lanes.
"""
import html
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import plotly.graph_objects as go

from monitor.charts.paints import Ink
from monitor.dates import Days
from monitor.timeline_marks import DAY, Axis, Lane, Mark
from monitor.timeline_words import mark_words
from monitor.words import names, say
from pages.parts.charts import FONT_PIXELS, HOVER, INVISIBLE, ONE_LINK, heard, layout, shown

LABEL, NUMBER, SPAN, GAP = 24, 15, 13, 12   # pixels of a lane: its name, the number over a column, the bars of years, the room below
TALLEST, ONE = 56, 7    # pixels of a column: the largest of a lane, and what one entry takes, at most and at least
TOP, BOTTOM = 20, 40
LONGEST_BY_MONTH = 760   # days of an axis that names its months
YEARS_NAMED = 9
ROOM_FOR_YEAR = 0.08   # of the axis: the year that it begins in is named where it takes as much


def timeline_chart(axis: Axis, ink: Ink, colour: str, address: Callable[[Mark], str], now: str, tab: str) -> go.Figure:
    """The marks of an axis. What is still open is drawn hollow.

    `address` says where a mark leads, `tab` in which tab that opens; `now` names the line of today.
    """
    floors, height = _floors(axis)
    figure = go.Figure(layout=layout(ink, height=height + TOP + BOTTOM, margin={"l": 0, "r": 0, "t": TOP, "b": BOTTOM}))
    ends = _place(axis.first), _place(axis.last + timedelta(days=1))
    _draw_time(figure, axis, ink, ends)
    figure.update_yaxes(visible=False, fixedrange=True, range=[0, height])
    figure.update_layout(barmode="overlay")
    for lane, floor in zip(axis.lanes, floors, strict=True):
        _draw_lane(figure, lane, floor, ink, colour)
    # All at once: each one that is added by itself makes Plotly check all those before it again.
    figure.update_layout(annotations=[
        _now_word(axis, ink, height, now), *(_lane_name(lane, top, ink) for lane, top in zip(axis.lanes, _tops(axis, floors))),
        *(_link_over(lane, mark, floor, ink, partial(_opening, address(mark), tab))
          for lane, floor in zip(axis.lanes, floors) for mark in lane.marks),
    ])
    return figure


def _floors(axis: Axis) -> tuple[list[float], float]:
    """The height of the line that each lane stands on, the first lane on top, and the height of all."""
    floors, depth = [], 0.0
    for lane in axis.lanes:
        floors.append(depth + _above(lane))
        depth = floors[-1] + _below(lane)
    return [depth - floor for floor in floors], depth


def _above(lane: Lane) -> float:
    return LABEL + NUMBER + max((_tall(lane, mark) for mark in lane.marks if not mark.is_span), default=-NUMBER)


def _below(lane: Lane) -> float:
    return (SPAN + 4 if any(mark.is_span for mark in lane.marks) else 0) + GAP


def _tops(axis: Axis, floors: list[float]) -> list[float]:
    return [floor + _above(lane) for lane, floor in zip(axis.lanes, floors, strict=True)]


def _tall(lane: Lane, mark: Mark) -> float:
    most = max(len(mark.entries) for mark in lane.marks if not mark.is_span)
    return max(ONE, len(mark.entries) * min(ONE, TALLEST / most))


def _place(day: date) -> float:
    """The beginning of a day on the axis, in days."""
    return float(day.toordinal())


def _extent(days: Days) -> tuple[float, float]:
    """The middle and the width of a time on the axis."""
    width = (days.last - days.first).days + 1.0
    return _place(days.first) + width / 2, width


def _draw_time(figure: go.Figure, axis: Axis, ink: Ink, ends: tuple[float, float]) -> None:
    """Years, or months where there are few, with a thin line where each begins; the days to come on a tint, behind a line for today."""
    if axis.slot == DAY:
        ticks = {axis.first: _month_name(axis.first, f"{axis.first.day} "), axis.last: _month_name(axis.last, f"{axis.last.day} ")}
    elif ends[1] - ends[0] <= LONGEST_BY_MONTH:
        ticks = {day: _month_name(day) for day in _firsts(axis, months=3)}
    else:
        years = _firsts(axis, months=12)
        step = -(-len(years) // YEARS_NAMED)
        ticks = {day: str(day.year) for day in years[::step]}
        if not years or (years[0] - axis.first).days > ROOM_FOR_YEAR * (axis.last - axis.first).days:
            ticks[axis.first] = str(axis.first.year)
    figure.update_xaxes(
        range=list(ends), tickvals=[_place(day) for day in ticks], ticktext=[f" {text}" for text in ticks.values()], tickangle=0,
        ticklabelposition="outside right" if axis.slot != DAY else "outside", showgrid=True, gridcolor=ink.grid, zeroline=False,
        fixedrange=True, showline=True, linecolor=ink.muted, tickfont={"color": ink.muted}, ticks="outside", tickcolor=ink.muted, ticklen=4,
    )
    now = _place(axis.today) + 0.5
    figure.add_shape(type="rect", x0=now, x1=ends[1], yref="paper", y0=0, y1=1, line={"width": 0}, fillcolor=ink.grid, opacity=0.45,
                     layer="below")
    figure.add_shape(type="line", x0=now, x1=now, yref="paper", y0=0, y1=1, line={"color": ink.muted, "width": 1.2, "dash": "dot"},
                     layer="below")


def _firsts(axis: Axis, months: int) -> list[date]:
    """The first days of every year or quarter on the axis."""
    days = [date(year, month, 1) for year in range(axis.first.year, axis.last.year + 1) for month in range(1, 13, months)]
    return [day for day in days if axis.first <= day <= axis.last]


def _month_name(day: date, before: str = "") -> str:
    name = before + names("date.months")[day.month - 1][:3]
    return f"{name}<br> {day.year}" if before or day.month == 1 else name


def _draw_lane(figure: go.Figure, lane: Lane, floor: float, ink: Ink, colour: str) -> None:
    columns = [mark for mark in lane.marks if not mark.is_span]
    spans = [mark for mark in lane.marks if mark.is_span]
    figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=floor, y1=floor, line={"color": ink.muted, "width": 1})
    _draw_bars(figure, columns, floor, [_tall(lane, mark) for mark in columns], ink, colour)
    _draw_bars(figure, spans, floor - SPAN - 2, [float(SPAN)] * len(spans), ink, colour)


def _draw_bars(figure: go.Figure, marks: list[Mark], base: float, heights: list[float], ink: Ink, colour: str) -> None:
    extents = [_extent(mark.days) for mark in marks]
    inside = bool(marks) and marks[0].is_span
    figure.add_bar(
        x=[middle for middle, _ in extents], width=[width for _, width in extents], base=base, y=heights, cliponaxis=False,
        marker={"color": [ink.paper if mark.is_open else colour for mark in marks],
                "line": {"color": [colour if mark.is_open else ink.paper for mark in marks], "width": 1.4}},
        text=[f"{len(mark.entries):,}" if len(mark.entries) > 1 else "" for mark in marks], textangle=0, constraintext="none",
        textposition="inside" if inside else "outside", insidetextanchor="middle",
        textfont={"size": 10.5, "color": [(colour if mark.is_open else ink.paper) if inside else ink.text for mark in marks]},
        customdata=[shown(mark_words(mark)) for mark in marks], hovertemplate=HOVER,
    )


def _now_word(axis: Axis, ink: Ink, height: float, now: str) -> dict:
    late = (axis.today - axis.first) > (axis.last - axis.first) / 2
    return {"x": _place(axis.today) + 0.5, "y": height, "text": shown(now), "showarrow": False, "yanchor": "bottom",
            "xanchor": "right" if late else "left", "font": {"color": ink.muted, "size": 12}}


def _lane_name(lane: Lane, top: float, ink: Ink) -> dict:
    name = f"<b>{shown(say(f'timeline.kinds_{lane.kind}'))}</b> {lane.entries:,}"
    if any(mark.is_open for mark in lane.marks):
        name += f" {shown(say('timeline.hollow'))}"
    return {"xref": "paper", "x": 0, "y": top, "text": name, "showarrow": False, "xanchor": "left", "yanchor": "top",
            "font": {"color": ink.text, "size": FONT_PIXELS}, "bgcolor": ink.paper, "borderpad": 1}


def _link_over(lane: Lane, mark: Mark, floor: float, ink: Ink, opening: Callable[[str], str]) -> dict:
    """A link without ink over a mark: a click and the keyboard open what it stands for; the pointer over it tells what that is."""
    tall = SPAN if mark.is_span else max(18, _tall(lane, mark))
    sign = "███" if mark.is_span else "█"
    return {
        "x": _extent(mark.days)[0], "y": floor - 2 if mark.is_span else floor, "yanchor": "top" if mark.is_span else "bottom",
        "text": opening(sign + heard(mark_words(mark))) + ONE_LINK, "showarrow": False, "borderpad": 0,
        "font": {"color": INVISIBLE, "size": tall * 0.8}, "hovertext": shown(mark_words(mark)),
        "hoverlabel": {"bgcolor": ink.paper, "bordercolor": ink.muted, "font": {"color": ink.text}},
    }


def _opening(address: str, tab: str, text: str) -> str:
    """Text that opens an address inside this site. Plotly paints links blue unless their text brings a colour along."""
    return f'<a href="{html.escape(address)}" target="{tab}"><span style="color: {INVISIBLE}">{text}</span></a>'
