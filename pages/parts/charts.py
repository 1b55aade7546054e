"""The charts, as Plotly figures: values in, a figure out, nothing read and nothing computed that is not about drawing."""
import html
from collections.abc import Sequence
from math import floor
from textwrap import wrap

import plotly.graph_objects as go

from monitor.charts.axes import axis_words, nice_ticks, words_of
from monitor.charts.marks import GLYPHS, UNREPORTED, End, Mark, Segment, Series, with_gaps, years_of
from monitor.charts.paints import Ink
from monitor.safe_address import is_safe
from monitor.words import INSIDE
from pages.parts.markdown import escape

CONFIG = {"displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "scrollZoom": False, "doubleClick": False}
FONT_PIXELS = 13
HOVER = "%{customdata}<extra></extra>"
LINE_PIXELS = 17
FAINT = 0.5
NARROWEST, BAR_CHARACTERS = 9, 45   # of a word: in a narrow segment of the status bar, and in the whole of it on a phone
INVISIBLE = "rgba(0,0,0,0)"
ONE_LINK = "\u200b"   # of a text that is nothing but a link Plotly makes two, one more stop for the keyboard


def status_bar(segments: Sequence[Segment], ink: Ink) -> go.Figure:
    """All commitments in one bar, a segment a status: its number always, its word below where the segment is wide enough."""
    total = sum(segment.number for segment in segments)
    figure = go.Figure(layout=layout(ink, height=84, margin={"l": 0, "r": 0, "t": 2, "b": 2}))
    start = 0
    for segment in segments:
        lines = label_lines(segment.word, max(NARROWEST, BAR_CHARACTERS * segment.number // total))
        figure.add_bar(
            y=[""], x=[segment.number], orientation="h", name=segment.word, text=["<br>" + "<br>".join(lines)],
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


def gap_chart(rows: Sequence[tuple[str, float, float, str]], ends: tuple[End, End], ink: Ink) -> go.Figure:
    """Two reporters' figures for the same periods, oldest on top, with the gap written on the line between them.

    Each row is (period, first reporter's value, second reporter's value, the gap in words). The axis does not begin at 0.
    """
    figure = go.Figure(layout=layout(ink, height=40 + 46 * len(rows), margin={"l": 60, "r": 16, "t": 8, "b": 26}))
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
    figure = go.Figure(layout=layout(ink, height=112, margin={"l": 8, "r": 84, "t": 12, "b": 22}))
    highest = max(mark.value for line in series for mark in line.marks)
    lowest = min([0.0] + [mark.value for line in series for mark in line.marks])
    for line in series:
        draw_series(figure, line, ink, stem=highest * 0.1, size=6)
    last = max(((line.symbol != UNREPORTED, line.last) for line in series), key=lambda entry: (entry[0], _newest(entry[1])))[1]
    figure.add_annotation(x=last.at, y=last.value, text=f"<b>{shown(last.number)}</b>", showarrow=False, xanchor="left", xshift=8,
                          font={"color": ink.text, "size": 12})
    first_year, last_year = years_of(series)
    years = {floor(at + 0.5): at for at in (last_year, first_year)}
    figure.update_xaxes(range=[first_year - 0.3, last_year + 0.3], tickvals=list(years.values()), ticktext=[str(year) for year in years],
                        showgrid=False, zeroline=False, fixedrange=True, tickfont={"color": ink.muted, "size": 11},
                        showline=True, linecolor=ink.grid, tickangle=0)
    figure.update_yaxes(visible=False, fixedrange=True, range=[lowest - highest * 0.06, highest * 1.18])
    if lowest < 0:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=0, y1=0, line={"color": ink.grid, "width": 1})
    return figure


def _newest(mark: Mark) -> tuple[bool, float, float]:
    return not mark.part, mark.at, mark.value


def label_lines(label: str, width: int) -> list[str]:
    """A label in as many lines as it needs at `width` characters."""
    return wrap(label, width, break_long_words=False)


def shown(text: str) -> str:
    """Data on its way into a chart: Plotly reads a little HTML, which data must not speak."""
    return html.escape(text, quote=False)


def opening(text: str, href: str, colour: str) -> str:
    """Text of a chart, escaped already, that opens an address; as it stands where the address may not become a link.

    Plotly paints links blue unless their text brings a colour along.
    """
    inside = href.startswith(INSIDE)
    if not inside and not is_safe(href):
        return text
    target = "_self" if inside else "_blank"
    return f'<a href="{html.escape(href)}" target="{target}"><span style="color: {colour}">{text}</span></a>'


def heard(words: str) -> str:
    """Text of a chart, too small to be seen, that names a link over a mark for whoever hears the page."""
    return f' <span style="font-size: 0.01px">{shown(" ".join(words.split()))}</span>'


def layout(ink: Ink, height: int, margin: dict) -> dict:
    return {
        "height": height, "margin": {**margin, "pad": 0}, "showlegend": False, "dragmode": False, "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "font": {"color": ink.text, "size": FONT_PIXELS},
        "hoverlabel": {"bgcolor": ink.paper, "bordercolor": ink.muted, "font": {"color": ink.text, "size": FONT_PIXELS}, "align": "left"},
    }


def draw_series(figure: go.Figure, line: Series, ink: Ink, stem: float, size: int = 9) -> None:
    marks = line.marks
    if line.joined:
        at, values = with_gaps([mark for mark in marks if not mark.part])
        figure.add_scatter(x=at, y=values, mode="lines", connectgaps=False, hoverinfo="skip", line={"color": line.colour, "width": 2.2})
    figure.add_scatter(
        x=[mark.at for mark in marks], y=[mark.value for mark in marks], mode="markers", name=shown(line.name), cliponaxis=False,
        marker={
            "symbol": line.symbol, "opacity": FAINT if line.faint else 1, "size": [size - 3 if mark.part else size for mark in marks],
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


def key_entry(end: End) -> str:
    """Markdown that names a mark in its colour and shape."""
    return f':color[{GLYPHS[end.symbol]} {escape(end.name)}]{{foreground="{end.colour}"}}'
