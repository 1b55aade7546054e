"""What happened and what falls due: statements, events, deadlines, evidence and changes of status on one axis and as a list."""
import datetime
from dataclasses import replace

import streamlit as st

from monitor import select, timeline_digest, timeline_words
from monitor.charts.paints import ACCENTS, INKS
from monitor.dataset import Dataset
from monitor.select import Choice
from monitor.timeline import KINDS, Timeline, timeline
from monitor.timeline_marks import axis_of
from monitor.words import say
from pages.parts import charts, colours, filters, links, load, terms, timeline_chart, timeline_list
from pages.parts.markdown import escape, small

EVENT, SINCE = "timeline_event", "timeline_since"
EARLIEST = datetime.date(1900, 1, 1)
YEARS = (1, 3)
KEPT = 16


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def entries_of(fingerprint: tuple, asof: datetime.date | None, choice: Choice, today: datetime.date, _data: Dataset) -> Timeline:
    """The timeline, reckoned once for all who look at the same choice."""
    return timeline(_data, choice, today)


def choose_events() -> None:
    filters.set_parameters(event=st.session_state[EVENT], page=None)


def choose_since() -> None:
    day = st.session_state[SINCE]
    filters.set_parameters(since=day.isoformat() if day else None, page=None)


def choose_page() -> None:
    filters.set_parameters(page=str(st.session_state["page_number"]))


def since_ways(chosen: str, today: datetime.date) -> None:
    """Links to the last years, a field for any other day, and the way back to all."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="timeline_ways"):
        st.markdown(small(escape(say("timeline.since"))), width="content")
        for years in YEARS:
            day = timeline_digest.years_before(today, years)
            links.go(say("timeline.years", years=years), "timeline", since=day.isoformat(), event=events)
        day = st.session_state[SINCE] = datetime.date.fromisoformat(chosen) if chosen else None
        st.date_input(say("timeline.since_day"), key=SINCE, label_visibility="collapsed", format="YYYY-MM-DD", on_change=choose_since,
                      min_value=min(EARLIEST, day or EARLIEST), max_value=max(today, day or today), width=150)
        if chosen:
            links.go(say("timeline.everything"), "timeline", since=None, event=events)
        if listed:
            st.markdown(small(f"[{escape(say('timeline.to_list'))}](#list)"), width="content")


def silent_log() -> None:
    """Say why there is no change of status, where there is none."""
    if whole.log_begins and not whole.counts()["status"]:
        st.markdown(small(escape(say("timeline.no_status", day=terms.day(whole.log_begins.isoformat())))))


# Load and choose

data, today = load.data(), load.today()
choice = filters.choice(data)
events = [kind for kind in dict.fromkeys(st.query_params.get_all("event")) if kind in KINDS]
fitting = replace(choice, since="", sort="", page=1)
whole = entries_of(load.reading().fingerprint, load.day_asked(), fitting, today, data)
since = whole.since(choice.since)
shown = since.of(events)
listed = shown.listed(today)

# What it says in ten seconds, or why there is nothing to say

st.title(say("timeline.title"), anchor=False)
if data.commitments.empty and data.sources.empty:
    st.info(escape(say("timeline.empty")))
    st.stop()
if whole.dated or whole.undated:
    statuses = select.choose(data.index, fitting)["status"]
    timeline_list.digest(timeline_digest.digest(whole, statuses, today), today)

# The ways to see less

counts = since.counts()
st.session_state[EVENT] = events
st.pills(say("timeline.event"), list(KINDS), selection_mode="multi", key=EVENT, on_change=choose_events,
         format_func=lambda kind: say("timeline.option", kind=say(f"timeline.kinds_{kind}"), count=f"{counts[kind]:,}"))
since_ways(choice.since, today)
if not listed:
    of_other_kinds = since.dated or since.undated
    if "status" in events:
        silent_log()
    st.info(escape(say("timeline.none_of_kinds" if of_other_kinds else "timeline.none_since" if choice.since else "timeline.none")))
    st.stop()

# The axis

axis = axis_of(shown.dated, today)
if axis:
    place = timeline_list.Place(listed, today, events)
    theme = colours.theme_type()
    now = terms.day(today.isoformat()) if load.day_asked() else say("timeline.today")
    figure = timeline_chart.timeline_chart(axis, INKS[theme], ACCENTS[theme], place.address, now, links.tab())
    st.plotly_chart(figure, config=charts.CONFIG, key="timeline_chart", alt=timeline_words.message(axis))
    st.markdown(small(escape(timeline_words.key_of(axis, len(shown.undated)))))
silent_log()

# The list

number, pages = timeline_list.pages_of(listed, choice.page)
first = (number - 1) * select.PAGE_LENGTH
part = listed[first:first + select.PAGE_LENGTH]
st.header(escape(say("timeline.list", entries=len(listed), number=f"{len(listed):,}")), anchor="list")
if pages > 1:
    st.markdown(escape(say("timeline.part", first=first + 1, last=first + len(part), entries=f"{len(listed):,}")))
timeline_list.draw(part, today)
if pages > 1:
    st.session_state["page_number"] = number
    st.pagination(pages, key="page_number", on_change=choose_page)
