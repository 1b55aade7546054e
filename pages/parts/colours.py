"""The colours of `monitor/charts/paints.py` on the theme of the reader's browser, and text painted with them."""
from collections.abc import Sequence

import streamlit as st

from monitor.charts import paints
from monitor.charts.paints import UNKNOWN, Paint
from monitor.vocabulary import STATUS_CODES
from pages.parts.markdown import escape
from pages.parts.terms import status_word


def theme_type() -> str:
    """`light` or `dark`, as the reader's browser draws this page; light where the browser has not said yet."""
    return "dark" if st.context.theme.type == "dark" else "light"


def found_paint(kind: str) -> Paint:
    """The colours of what was found in a text, by its kind."""
    return paints.found_paint(kind, theme_type())


def status_paint(code: str) -> Paint:
    """The colours of a status. Raises KeyError for a status that is not in the vocabulary."""
    return paints.status_paint(code, theme_type())


def side_colour(side: str, sides: Sequence[str]) -> str:
    """The colour of one side of the pair `sides`; grey for a third party."""
    return paints.side_colour(side, sides, theme_type())


def painted(text: str, paint: Paint, strong: bool = False) -> str:
    """Markdown that shows `text`, which is data and is escaped here, on its paint; what is to be strong has no white space at its ends."""
    shown = f"**{escape(text)}**" if strong else escape(text)
    return f':color[{shown}]{{foreground="{paint.ink}" background="{paint.background}"}}'


def status_badge(code: str, kind: str) -> str:
    """Markdown that shows the word of a status on its colour; one that is not in the vocabulary stands on white, as typed."""
    return painted(status_word(code, kind), status_paint(code) if code in STATUS_CODES else UNKNOWN)
