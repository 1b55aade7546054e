"""The filters of every page. The address says what is chosen; a widget that is changed writes it there.

They are not bound with `bind="query-params"`: that puts the shown words and counts into the address ("Trade (12)"), which
would break with the next count, and leaves the address behind when a link is followed.
"""
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor import select, timeline
from monitor import view as views
from monitor.dataset import Dataset
from monitor.select import Choice
from monitor.words import say
from pages.parts import links, load, terms
from pages.parts.markdown import escape, strong

NARROWED_BY_WORDS = ("commitments", "timeline", "review")   # the pages that show what a search finds
PAGES = ("overview", "targets", "commitments", "timeline", "review")   # those on which a filter changes what is seen
SEARCHED = "searched"


def choice(data: Dataset) -> Choice:
    """What the reader has chosen, from the address."""
    return select.parse(views.sorted_out(links.pairs()).given, data.index)[0]


def left_out(data: Dataset) -> list[tuple[str, str]]:
    """The pairs of the address that mean nothing."""
    found = views.sorted_out(links.pairs())
    found.last("asof", lambda _: load.day_asked())
    found.every("event", timeline.KINDS.__contains__)
    return [*select.parse(found.given, data.index)[1], *found.dropped]


def draw(data: Dataset) -> None:
    """Draw the filters behind one button, with how many commitments they leave."""
    chosen = choice(data)
    if st.session_state.get(links.STANDING_ON) == links.TIMELINE:   # there `since` is about what happened, not about what was entered
        chosen = replace(chosen, since="")
    counts = select.options(data.index, chosen)
    total = len(data.commitments)
    label = say("filters.title")
    if chosen.narrows:
        label = say("filters.title_narrowed", shown=len(select.choose(data.index, chosen)), total=total)
    with st.expander(label, key="filters"):
        columns = st.columns(3)
        for place, name in enumerate(select.FACETS):
            with columns[place % 3]:
                _facet(data, name, getattr(chosen, name), counts[name])
        if chosen.narrows:
            st.button(say("filters.clear"), on_click=_clear)


def search(data: Dataset, page: str) -> None:
    """Draw the field that searches titles, quotes, evidence and notes; the results stand among the commitments."""
    st.session_state["filter_q"] = choice(data).q
    st.text_input(say("filters.q"), key="filter_q", type="search", placeholder=say("filters.search"), label_visibility="collapsed",
                  on_change=_search, args=(page,), max_chars=select.LONGEST_QUERY)


def lead_to_results() -> None:
    """Go where the results stand, if a search was made on another page."""
    query = st.session_state.pop(SEARCHED, "")
    if query:
        st.switch_page("commitments.py", query_params=links.parameters(q=query))


def found(data: Dataset, rows: pd.DataFrame) -> str:
    """Markdown that says how many commitments the filters leave."""
    total = len(data.commitments)
    if not choice(data).narrows:
        return escape(say("commitments.all", total=total, number=f"{total:,}"))
    return strong("commitments.some", shown=f"{len(rows):,}", total=f"{total:,}")


def label_of(data: Dataset, name: str, value: str) -> str:
    """The word shown for a value of a filter."""
    if name == "status":
        return terms.status_word(value, kind="")
    if name == "source":
        source = data.row("sources", value)
        return say("filters.source_option", title=source["title"], source_id=value) if source else value
    return value if name == "party" else terms.term(name, value)


def _facet(data: Dataset, name: str, chosen: tuple[str, ...], counts: dict[str, int]) -> None:
    key = f"filter_{name}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        say(f"filters.{name}"), list(counts), key=key, on_change=_write, args=(name,), placeholder=say("filters.any"),
        format_func=lambda value: say("filters.option", label=label_of(data, name, value), count=counts[value]),
    )


def _write(name: str) -> None:
    """Put a widget's value into the address. Another choice begins at its first page and at the whole list."""
    set_parameters(**{name: st.session_state[f"filter_{name}"], "page": None, "id": None})


def _search(page: str) -> None:
    if page in NARROWED_BY_WORDS or not st.session_state["filter_q"].strip():
        _write("q")
    elif not _is_look_at_files():
        st.session_state[SEARCHED] = st.session_state["filter_q"]


def _clear() -> None:
    set_parameters(**dict.fromkeys((*select.FACETS, "q", "since", "page", "id")))


def set_parameters(**changes: str | list[str] | None) -> None:
    """Change the address in one step; None or empty takes a parameter out. For the `on_change` of a widget.

    A look at the files (`load.watch`) brings along what the browser holds of every widget, which may be older than what the
    page has just set: nobody has touched a widget then, and nothing is changed.
    """
    if _is_look_at_files():
        return
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in changes}
    st.query_params.from_dict(kept | {name: value for name, value in changes.items() if value})


def _is_look_at_files() -> bool:
    return bool(get_script_run_ctx().fragment_ids_this_run)
