"""Addresses inside the site. The filters go along from page to page; what belongs to one page stays behind.

A link of Streamlit's own (`go`) stays in the tab, one in Markdown (`inside`) opens another and wraps like text.
"""
from urllib.parse import parse_qs, urlencode

import streamlit as st

from pages.parts.markdown import escape

CARRIED = ("status", "kind", "sector", "party", "source", "strength", "q", "sort", "since", "asof")
HOME, SOURCES, TIMELINE = "overview", "sources", "timeline"
STANDING_ON = "standing_on"

Value = str | tuple[str, ...] | list[str] | None


def stand_on(page: str) -> None:
    """Say which page is drawn in this run."""
    st.session_state[STANDING_ON] = page


def parameters(**changes: Value) -> list[tuple[str, str]]:
    """The pairs of an address: the filters in force, with `changes`; None or empty takes one out.

    A document that is open on the page of sources is no filter of the pages it leads to.
    """
    is_open = st.session_state.get(STANDING_ON) == SOURCES
    names = [name for name in CARRIED if not (is_open and name == "source")]
    wanted: dict[str, Value] = {name: st.query_params.get_all(name) for name in names} | changes
    return [(name, item) for name, value in wanted.items() for item in ((value,) if isinstance(value, str) else value or ()) if item]


def pairs() -> list[tuple[str, str]]:
    """Every pair of the present address."""
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]


def address(page: str, /, **changes: Value) -> str:
    """The address of a page, such as `commitments`, relative to any other page."""
    query = urlencode(parameters(**changes))
    return ("./" if page == HOME else page) + (f"?{query}" if query else "")


def carried(href: str) -> str:
    """An address inside this site (`sources?source=js&id=...`) with the filters in force added to it."""
    page, _, query = href.partition("?")
    return address(page, **parse_qs(query))


def inside(text: str, page: str, **changes: Value) -> str:
    """Markdown of a link to a page; `text` is data and is escaped here."""
    return f"[{escape(text)}]({address(page, **changes)})"


def go(text: str, page: str, **changes: Value) -> None:
    """Draw a link to a page that stays in the tab; `text` is data and is escaped here."""
    st.page_link(f"{page}.py", label=escape(text), query_params=parameters(**changes) or None, help="")


def tab() -> str:
    """Where a link of a chart opens: in the same tab; from a frame of another site, which may not show a whole page, in a new one."""
    return "_blank" if st.context.is_embedded else "_self"


def lead(text: str, page: str, **changes: Value) -> None:
    """Draw a link as `go` does, in the colour of links: one that stands in a page, where a bare word would look like text."""
    st.page_link(f"{page}.py", label=f":primary[{escape(text)}]", query_params=parameters(**changes) or None, help="")


def settle_address() -> None:
    """Bring the browser's address in line with the view.

    Streamlit writes the address for a link to another page, but not for one to the page it stands on.
    """
    now = str(st.query_params)
    if st.session_state.setdefault("settled_address", now) != now:
        st.query_params.update({})
        st.session_state["settled_address"] = now
