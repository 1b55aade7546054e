"""The charts, as Plotly figures: values in, a figure out, nothing read and nothing computed that is not about drawing.

Time runs in years, and a whole number stands for the middle of that year: the figure of the year 2024 stands at 2024,
1 January 2024 at 2023.5.
"""
import html
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10
from textwrap import wrap

import plotly.graph_objects as go

from monitor.phrases.numbers import number, on_one_scale
from pages.parts.labels import spread

CONFIG = {"displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "scrollZoom": False, "doubleClick": False}
FONT_PIXELS = 13
HOVER = "%{customdata}<extra></extra>"
LINE_PIXELS = 17
LABEL_MARGIN = 136
LABEL_CHARACTERS = 20
GLYPHS = {
    "circle": "●", "square": "■", "hexagon": "⬢", "star-square": "✦",
    "diamond": "◆", "triangle-up": "▲", "pentagon": "⬟",
}


@dataclass(frozen=True)
class Ink:
    """The colours of one theme that every chart uses, as #RRGGBB."""

    text: str
    muted: str
    grid: str
    paper: str


INKS = {"light": Ink("#1E2429", "#5A5D5C", "#DEDAD0", "#FCFBF8"), "dark": Ink("#E8E6E1", "#A6ABAF", "#333A40", "#14181B")}


@dataclass(frozen=True)
class Mark:
    """One figure: `at` in years, `number` and `words` for its label and its hover.

    `reach` is up where the figure is "over" its value, down where it is "up to" it.
    """

    at: float
    value: float
    words: str
    number: str = ""
    part: bool = False
    reach: str = ""


@dataclass(frozen=True)
class Series:
    """The figures of one reporter in one scope, oldest first; `joined` draws a line through neighbouring years.

    `key` is (reporter, scope); `label` stands beside the last whole figure, empty for none.
    """

    name: str
    colour: str
    symbol: str
    joined: bool
    marks: tuple[Mark, ...]
    key: tuple[str, str]
    label: str = ""

    @property
    def last(self) -> Mark:
        """The newest figure that is no part-year, else the newest."""
        return next((mark for mark in reversed(self.marks) if not mark.part), self.marks[-1])


@dataclass(frozen=True)
class End:
    """One of two reporters that are compared: the name with its scope, the colour and the shape of its marks."""

    name: str
    colour: str
    symbol: str


@dataclass(frozen=True)
class Segment:
    """One part of the status bar: how many, the word, the background and the ink that reads on it."""

    number: int
    word: str
    background: str
    ink: str


@dataclass(frozen=True)
class Day:
    """A day on the time axis, in years, and what a hover says of it."""

    at: float
    words: str


@dataclass(frozen=True)
class Goal:
    """What is to be reached: a line across the chart, its label, and the days on which it was stated."""

    value: float
    label: str
    stated: tuple[Day, ...] = ()
    stated_label: str = ""


@dataclass(frozen=True)
class Path:
    """The straight way from one reporter's baseline to the goal that would have to be kept to arrive on time; ends are (years, value)."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str


def status_bar(segments: Sequence[Segment], ink: Ink) -> go.Figure:
    """All commitments in one bar, a segment a status: its number always, its word below where the segment is wide enough."""
    total = sum(segment.number for segment in segments)
    figure = go.Figure(layout=_layout(ink, height=84, margin={"l": 0, "r": 0, "t": 2, "b": 2}))
    start = 0
    for segment in segments:
        figure.add_bar(
            y=[""], x=[segment.number], orientation="h", name=segment.word, text=["<br>" + "<br>".join(label_lines(segment.word, 9))],
            textposition="inside", insidetextanchor="middle", textangle=0, textfont={"color": segment.ink, "size": FONT_PIXELS},
            marker={"color": segment.background, "line": {"color": ink.paper, "width": 2}},
            hovertemplate=f"{segment.number} {segment.word}<extra></extra>",
        )
        figure.add_annotation(x=start + segment.number / 2, y=1, yref="paper", yanchor="top", yshift=-4, text=f"<b>{segment.number}</b>",
                              showarrow=False, font={"color": segment.ink, "size": FONT_PIXELS + 1})
        start += segment.number
    figure.update_layout(barmode="stack", bargap=0, uniformtext={"minsize": FONT_PIXELS - 1, "mode": "hide"})
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, total])
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def target_chart(
    series: Sequence[Series], ink: Ink, goal: Goal | None = None, paths: Sequence[Path] = (), height: int = 430,
    from_zero: bool = True,
) -> go.Figure:
    """Reported figures by reporter over the years, with the goal, the ways to it and the days on which it was stated.

    Lines join neighbouring years only; part-years are hollow and joined to nothing; a figure that is "over" its value is
    open with a stem upwards. Values that are years themselves are drawn with `from_zero` off.
    """
    top, bottom = 24, 30
    figure = go.Figure(layout=_layout(ink, height=height, margin={"l": 66, "r": LABEL_MARGIN, "t": top, "b": bottom}))
    ticks, low, high = _scale(series, goal, from_zero)
    span = _years(series, goal, paths)
    _draw_axes(figure, ink, span, ticks, low, high)
    for path in paths:
        _draw_path(figure, path)
    if goal:
        _draw_goal(figure, goal, ink, foot=low + (high - low) * 0.022)
    for line in series:
        _draw_series(figure, line, ink, stem=(high - low) * 0.04)
    _label_ends(figure, series, goal, (low, high), height - top - bottom, in_margin=bool(paths))
    return figure


def gap_chart(rows: Sequence[tuple[str, float, float, str]], ends: tuple[End, End], ink: Ink) -> go.Figure:
    """Two reporters' figures for the same periods, oldest on top, with the gap written on the line between them.

    Each row is (period, first reporter's value, second reporter's value, the gap in words). The axis does not begin at 0.
    """
    figure = go.Figure(layout=_layout(ink, height=40 + 46 * len(rows), margin={"l": 60, "r": 16, "t": 8, "b": 26}))
    for place, (_, first, second, gap) in enumerate(rows):
        figure.add_scatter(x=[first, second], y=[place, place], mode="lines", line={"color": ink.muted, "width": 2}, hoverinfo="skip")
        figure.add_annotation(x=(first + second) / 2, y=place, text=shown(gap), showarrow=False, yshift=15,
                              font={"color": ink.text, "size": 12})
    for side, end in enumerate(ends):
        figure.add_scatter(
            x=[row[side + 1] for row in rows], y=list(range(len(rows))), mode="markers", name=shown(end.name),
            marker={"color": end.colour, "symbol": end.symbol, "size": 11},
            customdata=[shown(f"{row[0]}: {words_of(row[side + 1])}, {end.name}") for row in rows], hovertemplate=HOVER,
        )
    values = [value for row in rows for value in row[1:3]]
    low = max(0.0, min(values) - 0.6 * (max(values) - min(values)))
    ticks = [tick for tick in nice_ticks(max(values), wanted=8) if tick >= low]
    figure.update_xaxes(range=[low, max(values) + 0.1 * (max(values) - low)], tickvals=ticks, ticktext=axis_words(ticks),
                        showgrid=True, gridcolor=ink.grid, zeroline=False, fixedrange=True, tickfont={"color": ink.muted})
    figure.update_yaxes(range=[len(rows) - 0.5, -0.7], tickvals=list(range(len(rows))), ticktext=[f"{row[0]}  " for row in rows],
                        showgrid=False, zeroline=False, fixedrange=True, tickfont={"color": ink.text})
    return figure


def small_chart(series: Sequence[Series], ink: Ink) -> go.Figure:
    """One chart of many, without an axis for values: the shape of the series, its first and last year, its last value."""
    figure = go.Figure(layout=_layout(ink, height=112, margin={"l": 8, "r": 84, "t": 12, "b": 22}))
    highest = max(mark.value for line in series for mark in line.marks)
    lowest = min([0.0] + [mark.value for line in series for mark in line.marks])
    for line in series:
        _draw_series(figure, line, ink, stem=highest * 0.1, size=6)
    last = max((line.last for line in series), key=lambda mark: (not mark.part, mark.at, mark.value))
    figure.add_annotation(x=last.at, y=last.value, text=f"<b>{shown(last.number)}</b>", showarrow=False, xanchor="left", xshift=8,
                          font={"color": ink.text, "size": 12})
    first_year, last_year = _years(series, None, ())
    years = {floor(at + 0.5): at for at in (last_year, first_year)}
    figure.update_xaxes(range=[first_year - 0.3, last_year + 0.3], tickvals=list(years.values()), ticktext=[str(year) for year in years],
                        showgrid=False, zeroline=False, fixedrange=True, tickfont={"color": ink.muted, "size": 11},
                        showline=True, linecolor=ink.grid, tickangle=0)
    figure.update_yaxes(visible=False, fixedrange=True, range=[lowest - highest * 0.06, highest * 1.18])
    return figure


def nice_ticks(highest: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 up to `highest`, at most `wanted` steps of 1, 2, 2.5 or 5 times a power of ten."""
    if highest <= 0:
        return [0.0, 1.0]
    power = 10.0 ** floor(log10(highest / wanted))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if highest / (factor * power) <= wanted * 1.0001)
    return [number * step for number in range(int(highest / step + 1e-9) + 1)]


def words_of(value: float) -> str:
    return number(Decimal(str(value)))


def axis_words(ticks: Sequence[float]) -> list[str]:
    """The numbers of an axis on one scale, its word with the last one only: 0, 5, 10, 15, 20 billion."""
    numbers, scale = on_one_scale([Decimal(str(tick)) for tick in ticks])
    return [*(f"{text} " for text in numbers[:-1]), f"{numbers[-1]} {scale} ".replace("  ", " ")]


def label_lines(label: str, width: int = LABEL_CHARACTERS) -> list[str]:
    """A label in as many lines as it needs at `width` characters."""
    return wrap(label, width, break_long_words=False)


def shown(text: str) -> str:
    """Data on its way into a chart: Plotly reads a little HTML, which data must not speak."""
    return html.escape(text, quote=False)


def _layout(ink: Ink, height: int, margin: dict) -> dict:
    return {
        "height": height, "margin": {**margin, "pad": 0}, "showlegend": False, "dragmode": False, "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "font": {"color": ink.text, "size": FONT_PIXELS},
        "hoverlabel": {"bgcolor": ink.paper, "bordercolor": ink.muted, "font": {"color": ink.text, "size": FONT_PIXELS}, "align": "left"},
    }


def _draw_series(figure: go.Figure, line: Series, ink: Ink, stem: float, size: int = 9) -> None:
    marks = line.marks
    if line.joined:
        at, values = _with_gaps([mark for mark in marks if not mark.part])
        figure.add_scatter(x=at, y=values, mode="lines", connectgaps=False, hoverinfo="skip", line={"color": line.colour, "width": 2.2})
    figure.add_scatter(
        x=[mark.at for mark in marks], y=[mark.value for mark in marks], mode="markers", name=shown(line.name), cliponaxis=False,
        marker={
            "symbol": line.symbol, "opacity": 1, "size": [size - 3 if mark.part else size for mark in marks],
            "color": [ink.paper if mark.part or mark.reach else line.colour for mark in marks],
            "line": {"color": line.colour, "width": [1.2 if mark.part else 1.8 for mark in marks]},
        },
        error_y={
            "type": "data", "symmetric": False, "width": 0, "thickness": 1.8, "color": line.colour,
            "array": [stem if mark.reach == "up" else 0 for mark in marks],
            "arrayminus": [stem if mark.reach == "down" else 0 for mark in marks],
        },
        customdata=[shown(mark.words) for mark in marks], hovertemplate=HOVER,
    )


def _with_gaps(marks: Sequence[Mark]) -> tuple[list[float], list[float | None]]:
    """The points of a line, with an empty one between figures more than a year apart."""
    at: list[float] = []
    values: list[float | None] = []
    for mark in marks:
        if at and mark.at - at[-1] > 1.01:
            at.append(mark.at)
            values.append(None)
        at.append(mark.at)
        values.append(mark.value)
    return at, values


def _scale(series: Sequence[Series], goal: Goal | None, from_zero: bool) -> tuple[list[float], float, float]:
    """The numbers of the vertical axis, its lower and its upper end."""
    values = [mark.value for line in series for mark in line.marks] + ([goal.value] if goal else [])
    lowest, highest = min(values), max(values)
    if from_zero and lowest >= 0:
        ticks = nice_ticks(highest)
        return ticks, 0.0, max(ticks[-1], highest) * 1.05
    step = nice_ticks(highest - lowest or 1.0)[1]
    ticks = [number * step for number in range(floor(lowest / step), floor(highest / step) + 2)]
    return ticks, ticks[0], ticks[-1]


def _years(series: Sequence[Series], goal: Goal | None, paths: Sequence[Path]) -> tuple[float, float]:
    at = [mark.at for line in series for mark in line.marks] + [path.end[0] for path in paths]
    at += [day.at for day in goal.stated] if goal else []
    return min(at), max(at)


def _draw_axes(figure: go.Figure, ink: Ink, span: tuple[float, float], ticks: list[float], low: float, high: float) -> None:
    figure.update_xaxes(
        range=[span[0] - 0.4, span[1] + 0.4], tickformat="d", tickangle=0, **_year_ticks(span), showgrid=False, zeroline=False,
        fixedrange=True, showline=True, linecolor=ink.muted, tickfont={"color": ink.muted}, ticks="",
        minor={"tick0": 0.5, "dtick": 1, "ticks": "outside", "ticklen": 5, "tickcolor": ink.grid, "showgrid": False},
    )
    figure.update_yaxes(range=[low, high], tickvals=ticks, ticktext=axis_words(ticks), gridcolor=ink.grid,
                        zeroline=low < 0, zerolinecolor=ink.muted, zerolinewidth=1, fixedrange=True, tickfont={"color": ink.muted})


def _year_ticks(span: tuple[float, float]) -> dict:
    """Every year where there are few; else as many as the width allows, which only the browser knows."""
    return {"tick0": 0, "dtick": 1} if span[1] - span[0] < 5 else {"tickmode": "auto", "nticks": 0}


def _draw_goal(figure: go.Figure, goal: Goal, ink: Ink, foot: float) -> None:
    figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=goal.value, y1=goal.value,
                     line={"color": ink.text, "width": 1.6, "dash": "dash"})
    figure.add_annotation(xref="paper", x=0, y=goal.value, text=shown(goal.label), showarrow=False, xanchor="left", yanchor="bottom",
                          font={"color": ink.text, "size": FONT_PIXELS})
    if goal.stated:
        _draw_statements(figure, goal, ink, foot)


def _draw_statements(figure: go.Figure, goal: Goal, ink: Ink, foot: float) -> None:
    """A tick a day on the time axis, and one label above them."""
    figure.add_scatter(
        x=[day.at for day in goal.stated], y=[foot] * len(goal.stated), mode="markers", name=goal.stated_label,
        marker={"symbol": "line-ns", "size": 11, "line": {"color": ink.text, "width": 1.8}},
        customdata=[shown(day.words) for day in goal.stated], hovertemplate=HOVER,
    )
    figure.add_annotation(x=max(day.at for day in goal.stated), y=foot, text=shown(goal.stated_label), showarrow=False,
                          xanchor="right", xshift=4, yshift=14, font={"color": ink.muted, "size": 12})


def _draw_path(figure: go.Figure, path: Path) -> None:
    figure.add_scatter(x=[path.start[0], path.end[0]], y=[path.start[1], path.end[1]], mode="lines", hoverinfo="skip",
                       line={"color": path.colour, "width": 1.3, "dash": "dot"})


def _label_ends(figure: go.Figure, series: Sequence[Series], goal: Goal | None, ends: tuple[float, float], pixels: int,
                in_margin: bool) -> None:
    """The name of each labelled series beside its last figure, or in the margin.

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
        figure.add_annotation(
            **({"xref": "paper", "x": 1} if in_margin else {"x": line.last.at}), y=line.last.value, text=text, showarrow=False,
            xanchor="left", align="left", xshift=6 if in_margin else 9, yshift=centre - place,
            font={"color": line.colour, "size": FONT_PIXELS},
        )


def _label_text(line: Series) -> str:
    first = f"{GLYPHS[line.symbol]} {line.last.number} "
    lines = label_lines(first + line.label)
    bold = f"<b>{shown(first.rstrip())}</b>{shown(lines[0].removeprefix(first.rstrip()))}"
    return "<br>".join([bold, *(shown(text) for text in lines[1:])])
