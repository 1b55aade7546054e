"""The chart of a target: who reports what, the goal and when it was stated, the way that leads to it, and the pace carried on."""
from collections.abc import Iterator, Sequence
from itertools import chain

import plotly.graph_objects as go

from monitor.charts.axes import tick_words, value_scale
from monitor.charts.labels import spread
from monitor.charts.marks import GLYPHS, Goal, Mark, Path, Projection, Series, years_of
from monitor.charts.paints import Ink
from pages.parts.charts import (
    FONT_PIXELS,
    HOVER,
    INVISIBLE,
    LINE_PIXELS,
    ONE_LINK,
    draw_series,
    heard,
    label_lines,
    layout,
    opening,
    shown,
)

TOP, BOTTOM, LEFT = 40, 30, 6
ABOVE_ARRIVALS = 14
LABEL_MARGIN = 112
LABEL_CHARACTERS = 15


def target_chart(
    series: Sequence[Series], ink: Ink, goal: Goal | None = None, paths: Sequence[Path] = (), projections: Sequence[Projection] = (),
    height: int = 430, from_zero: bool = True,
) -> go.Figure:
    """Reported figures by reporter over the years, with the goal, the ways to it, the pace carried on and the days of its statements.

    Lines join neighbouring years only; part-years are hollow and joined to nothing; a figure that is "over" its value is
    open with a stem upwards. A mark opens its source. Values that are years themselves are drawn with `from_zero` off.
    """
    figure = go.Figure(layout=layout(ink, height=height, margin={"l": LEFT, "r": LABEL_MARGIN, "t": TOP, "b": BOTTOM}))
    drawn = [point for way in (*paths, *projections) for point in way.points]
    ticks, low, high = value_scale(series, goal, drawn, from_zero)
    arrivals = [way.at for way in projections if way.at is not None]
    first, last = years_of(series, [at for at, _ in drawn] + arrivals + [day.at for day in (goal.stated if goal else ())])
    _draw_axes(figure, ink, (first, last), goal, ticks, low, high)
    for way in paths:
        _draw_way(figure, way, width=1.3, dash="dot")
    for way in projections:
        _draw_way(figure, way, width=1.1, dash="8px,5px")
    foot = low + (high - low) * 0.022
    if goal:
        _draw_goal(figure, goal, ink, foot)
    for line in series:
        draw_series(figure, line, ink, stem=(high - low) * 0.04)
    # The links over the lines of statistics come last and so lie on top.
    marks = chain.from_iterable(line.marks for line in sorted(series, key=lambda line: line.joined))
    # All at once: each one that is added by itself makes Plotly check all those before it again.
    figure.update_layout(annotations=[
        *_arrivals([way for way in projections if way.label]), *_goal_label(goal, ink),
        *(_link_over(mark, ink) for mark in marks if mark.href),
        *_end_labels(series, goal, (low, high), height - TOP - BOTTOM),
    ])
    return figure


def _draw_axes(
    figure: go.Figure, ink: Ink, span: tuple[float, float], goal: Goal | None, ticks: list[float], low: float, high: float,
) -> None:
    """The numbers stand on their lines, inside the chart, so that a phone keeps its width for the figures."""
    figure.update_xaxes(
        range=[span[0] - max(0.6, 0.09 * (span[1] - span[0])), span[1] + 0.4], tickformat="d", tickangle=0, **_year_ticks(span),
        showgrid=False, zeroline=False, fixedrange=True, showline=True, linecolor=ink.muted, tickfont={"color": ink.muted}, ticks="",
        minor={"tick0": 0.5, "dtick": 1, "ticks": "outside", "ticklen": 5, "tickcolor": ink.grid, "showgrid": False},
    )
    figure.update_yaxes(
        range=[low, high], tickvals=ticks, ticktext=tick_words(ticks, goal, high - low), ticklabelposition="inside top",
        gridcolor=ink.grid, zeroline=low < 0, zerolinecolor=ink.muted, zerolinewidth=1, fixedrange=True,
        tickfont={"color": ink.muted, "size": 12},
    )


def _year_ticks(span: tuple[float, float]) -> dict:
    """Every year where there are few; else as many as the width allows, which only the browser knows."""
    return {"tick0": 0, "dtick": 1} if span[1] - span[0] < 5 else {"tickmode": "auto", "nticks": 0}


def _draw_goal(figure: go.Figure, goal: Goal, ink: Ink, foot: float) -> None:
    """The line, the other end of a range, and a tick on the time axis for each day on which it was stated."""
    figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=goal.value, y1=goal.value,
                     line={"color": ink.text, "width": 1.6, "dash": "dash"})
    if goal.far is not None:
        figure.add_shape(type="rect", xref="paper", x0=0, x1=1, y0=goal.value, y1=goal.far, line={"width": 0}, fillcolor=ink.muted,
                         opacity=0.15, layer="below")
    figure.add_scatter(
        x=[day.at for day in goal.stated], y=[foot] * len(goal.stated), mode="markers",
        marker={"symbol": "line-ns", "size": 11, "line": {"color": ink.text, "width": 1.8}},
        customdata=[shown(day.words) for day in goal.stated], hovertemplate=HOVER,
    )


def _goal_label(goal: Goal | None, ink: Ink) -> Iterator[dict]:
    if goal is not None:
        text = opening(shown(goal.label), goal.href, ink.text) + (ONE_LINK if goal.href else "")
        yield {"xref": "paper", "x": 0, "y": goal.value, "text": text, "showarrow": False,
               "xanchor": "left", "yanchor": "bottom", "yshift": ABOVE_ARRIVALS, "font": {"color": ink.text, "size": FONT_PIXELS}}


def _draw_way(figure: go.Figure, way: Path | Projection, width: float, dash: str) -> None:
    figure.add_scatter(x=[at for at, _ in way.points], y=[value for _, value in way.points], mode="lines", hoverinfo="skip",
                       line={"color": way.colour, "width": width, "dash": dash})


def _arrivals(ways: list[Projection]) -> Iterator[dict]:
    """The years whose figures would meet the goal at the pace carried on, each above its place on the axis."""
    for way in ways:
        yield {"x": way.at, "y": way.points[-1][1], "text": f"<b>{shown(way.label)}</b>", "showarrow": False, "yanchor": "bottom",
               "yshift": 1, "font": {"color": way.colour, "size": 12}}


def _link_over(mark: Mark, ink: Ink) -> dict:
    """A link without ink over a mark: a click opens its source, and so does the keyboard; the pointer over it tells what it is."""
    return {
        "x": mark.at, "y": mark.value, "text": opening("⬤" + heard(mark.words), mark.href, INVISIBLE) + ONE_LINK, "showarrow": False,
        "font": {"color": INVISIBLE, "size": 9}, "hovertext": shown(mark.words),
        "hoverlabel": {"bgcolor": ink.paper, "bordercolor": ink.muted, "font": {"color": ink.text}},
    }


def _end_labels(series: Sequence[Series], goal: Goal | None, ends: tuple[float, float], pixels: int) -> Iterator[dict]:
    """The name of each labelled series in the margin, at the height of its last figure.

    Names are moved until none covers another, nor the line of a goal that none has reached.
    """
    named = [line for line in series if line.label]
    texts = [_label_text(line) for line in named]
    scale = pixels / (ends[1] - ends[0])
    places = [(line.last.value - ends[0]) * scale for line in named]
    below_goal = goal is not None and all(line.last.value < goal.value for line in named)
    highest = (goal.value - ends[0]) * scale - 3 if below_goal else pixels
    centres = spread(places, [(text.count("<br>") + 1) * LINE_PIXELS + 2 for text in texts], low=0, high=highest)
    for line, text, place, centre in zip(named, texts, places, centres, strict=True):
        yield {
            "xref": "paper", "x": 1, "y": line.last.value, "text": text, "showarrow": False, "xanchor": "left", "align": "left",
            "xshift": 4, "yshift": centre - place, "font": {"color": line.colour, "size": FONT_PIXELS},
        }


def _label_text(line: Series) -> str:
    """The glyph and the last figure in bold, which open its source, and the name below."""
    first = f"{GLYPHS[line.symbol]} {line.last.number}"
    names = [shown(text) for text in label_lines(line.label, LABEL_CHARACTERS)]
    return "<br>".join([opening(f"<b>{shown(first)}</b>", line.last.href, line.colour), *names])
