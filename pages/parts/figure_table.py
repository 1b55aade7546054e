"""The figures of a chart as a table, each with who reports it and where it can be read."""
from collections.abc import Sequence

import pandas as pd

from monitor.phrases import day_words, period_words, quantity
from monitor.targets import Figure, latest_vintage
from monitor.words import say
from pages.parts.markdown import escape, link

REPORTED = "reported"


def figure_table(figures: Sequence[Figure], nature: str) -> pd.DataFrame:
    """One row a figure, newest period first, as Markdown; what is not simply reported, or was replaced later, says so."""
    current = {figure.figure_id for figure in latest_vintage(list(figures))}
    newest_first = sorted(figures, key=lambda figure: (str(figure.end or ""), figure.reporter, figure.figure_id), reverse=True)
    return pd.DataFrame([_row(figure, nature, figure.figure_id in current) for figure in newest_first])


def _row(figure: Figure, nature: str, current: bool) -> dict[str, str]:
    marks = [] if figure.basis == REPORTED else [say(f"basis.{figure.basis}")]
    marks += [] if current else [say("targets.replaced")]
    day = day_words(figure.published)
    return {
        say("targets.column_period"): escape(period_words(figure.period)),
        say("targets.column_figure"): f"**{escape(quantity(figure.value, figure.unit, figure.qualifier, figure.value_high, nature))}**"
        + escape("".join(f", {mark}" for mark in marks)),
        say("targets.column_reporter"): escape(f"{figure.reporter} ({figure.scope or say('differences.no_scope')})"),
        say("targets.column_address"): link(day or say("targets.open"), figure.url) if figure.url else escape(day),
    }
