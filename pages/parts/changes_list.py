"""What changed since a day, or lately, as lists that lead to the rows; and the ways to ask for it."""
import datetime

import pandas as pd
import streamlit as st

from monitor import changes
from monitor.changes import Cell, Changes, Group, Item
from monitor.dataset import Dataset
from monitor.select import Choice
from monitor.words import say
from pages.parts import filters, links, load, terms
from pages.parts.markdown import escape, link, small

SHOWN, SHOWN_LATELY = 50, 4
KEPT = 16
APART = "recode"
FIELD = "changes_since"
EARLIEST = datetime.date(2000, 1, 1)
AGO = {"week": 7, "month": 30}


def since(data: Dataset, choice: Choice, shown: pd.DataFrame, today: datetime.date) -> None:
    """All that changed since the day that is chosen, group by group; of the commitments that fit the filters, where there are others."""
    day = datetime.date.fromisoformat(choice.since)
    narrowed = Choice(since=choice.since, sort=choice.sort, page=choice.page) != choice
    about = frozenset(shown["commitment_id"]) if narrowed else None
    found = _found(load.reading().fingerprint, load.day_asked(), day, SHOWN, about, data)
    first, asked = terms.day(choice.since), load.day_asked()
    st.header(escape(say("changes.between", first=first, last=terms.day(asked.isoformat())) if asked else say("changes.since", day=first)))
    _ways(today, choice.since)
    if found.log_begins is None:
        st.markdown(escape(say("changes.no_log")))
        return
    if found.is_empty:
        st.markdown(escape(say("changes.none_chosen" if narrowed else "changes.none_since", day=first)))
    for name, group in found.groups.items():
        if group.total and name != APART:
            st.subheader(escape(_counted(name, group)), anchor=False)
            _listed(group)
    if found.groups[APART].total:
        with st.expander(_counted(APART, found.groups[APART]), key="filed_otherwise"):
            _listed(found.groups[APART])
    if found.log_begins >= day:
        st.markdown(small(escape(say("changes.log_begins", day=terms.day(found.log_begins.isoformat())))))


def lately(data: Dataset, today: datetime.date) -> None:
    """The newest changes of each group, and the ways to all since a day."""
    st.header(say("changes.lately"))
    found = _found(load.reading().fingerprint, load.day_asked(), None, SHOWN_LATELY, None, data)
    told = {name: group for name, group in found.groups.items() if group.total and name != APART}
    for name, group in told.items():
        st.markdown(f"**{escape(say(f'changes.{name}'))}**")
        st.markdown("\n".join(f"- {line(item)}" for item in group.items))
    if not told:
        st.markdown(escape(say("changes.none_lately")))
    _ways(today, "")


def line(item: Item) -> str:
    """Markdown of one item: when, which row, what, by whom, why."""
    told = [*map(escape, item.what), *(escape(_cell(cell)) for cell in item.cells)]
    if item.who:
        told.append(escape(say("changes.by", who=item.who)))
    if item.evidence_url:
        told.append(link(say("changes.main_evidence"), item.evidence_url))
    note = f" {small(escape(item.note if item.is_undone else say('changes.note', note=item.note)))}" if item.note else ""
    return f"{escape(terms.day(item.when[:10]))}: {_title(item)}; {'; '.join(told)}.{note}"


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _found(fingerprint: tuple, asof: datetime.date | None, day: datetime.date | None, limit: int, about: frozenset[str] | None,
           _data: Dataset) -> Changes:
    return changes.since(_data, day, limit, about)


def _title(item: Item) -> str:
    names = {"commitments": "id", "targets": "indicator", "sources": "source"}
    return links.inside(item.title, item.page, **{names[item.page]: item.key, "since": None}) if item.key else escape(item.title)


def _cell(cell: Cell) -> str:
    old, new = (text or say("changes.empty") for text in (cell.old, cell.new))
    return say("changes.cell_before", field=cell.field, new=new, old=old) if cell.old else say("changes.cell", field=cell.field, new=new)


def _counted(name: str, group: Group) -> str:
    return say("changes.counted", group=say(f"changes.{name}"), total=group.total)


def _listed(group: Group) -> None:
    st.markdown("\n".join(f"- {line(item)}" for item in group.items))
    if group.total > len(group.items):
        st.markdown(small(escape(say("changes.more", more=group.total - len(group.items)))))


def _ways(today: datetime.date, chosen: str) -> None:
    """Links to what changed in the last days, and a field for any other day."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="since_ways"):
        st.markdown(small(escape(say("changes.see"))), width="content")
        for name, days in AGO.items():
            links.go(say(f"changes.{name}"), links.HOME, since=(today - datetime.timedelta(days=days)).isoformat())
        st.markdown(small(escape(say("changes.or"))), width="content")
        day = st.session_state[FIELD] = datetime.date.fromisoformat(chosen) if chosen else None
        earliest, latest = min(EARLIEST, day or EARLIEST), max(today, day or today)
        st.date_input(say("changes.day"), key=FIELD, label_visibility="collapsed", format="YYYY-MM-DD", min_value=earliest,
                      max_value=latest, on_change=_choose, width=150)
        if chosen:
            links.go(say("changes.everything"), links.HOME, since=None)


def _choose() -> None:
    day = st.session_state[FIELD]
    filters.set_parameters(since=day.isoformat() if day else None, page=None)
