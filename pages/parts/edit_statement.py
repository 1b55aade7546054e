"""A statement read elsewhere, entered by hand: where it was read, what it says, and the commitment that it belongs to."""
import streamlit as st

from monitor import by_hand
from monitor.by_hand import NO_ROW, OF_A_COMMITMENT, OF_A_REPORT, OF_A_SOURCE, ROW_NEW, ROW_THERE, Statement
from monitor.dataset import Dataset
from monitor.edits import BadEdit, Edit
from monitor.vocabulary import MENTION_TYPES
from monitor.words import say
from pages.parts import saving
from pages.parts.drafts import Draft, draft, explained, field

ABOUT, NEW = "statement", ""
BELONGS = (ROW_NEW, ROW_THERE, NO_ROW)
LONGEST_TITLE = 200


def draw(data: Dataset, source_id: str = "") -> None:
    """Draw the form, for whoever may edit; with the source chosen that is open."""
    if not saving.may_edit():
        return
    with st.expander(say("statement.title"), key=f"{ABOUT}:{source_id}"):
        explained(say("statement.lead"))
        saving.alias_field()
        _form(data, source_id)
        saving.outcome(ABOUT)
    saving.undo_button(data)


def _form(data: Dataset, source_id: str) -> None:
    """First what decides which fields there are, then the fields."""
    elsewhere = data.sources[data.sources["file"] == ""].sort_values("title", key=lambda titles: titles.str.casefold())
    names = {NEW: say("statement.new_source")} | dict(zip(elsewhere["source_id"], elsewhere["title"]))
    at = list(names).index(source_id) if source_id in names else 0
    source = st.selectbox(say("statement.source"), list(names), at, key=f"{ABOUT}:source:{source_id}", format_func=names.get)
    type_ = st.radio(say("statement.type"), MENTION_TYPES, key=f"{ABOUT}:type", horizontal=True,
                     format_func=lambda code: say(f"statement.type_{code}"))
    belongs = st.radio(say("statement.belongs"), BELONGS, key=f"{ABOUT}:belongs", horizontal=True,
                       format_func=lambda code: say(f"statement.belongs_{code}"))
    read = draft(f"{ABOUT}:read", {"language": "en"}, OF_A_SOURCE)
    said = draft(f"{ABOUT}:said", {}, OF_A_COMMITMENT if type_ == "commitment" else OF_A_REPORT)
    with st.form(f"form:{ABOUT}"):
        if source == NEW:
            st.markdown(f"**{say('statement.where')}**")
            for name in OF_A_SOURCE:
                field(read, "sources", name)
        st.markdown(f"**{say('statement.what')}**")
        for name in said.seen:
            field(said, "mentions", name)
        if belongs == ROW_NEW:
            st.text_input(say("statement.row_title"), key=said.key("row_title"), max_chars=LONGEST_TITLE)
        elif belongs == ROW_THERE:
            rows = data.commitments.sort_values("title", key=lambda titles: titles.str.casefold())
            titles = dict(zip(rows["commitment_id"], rows["title"]))
            st.selectbox(say("statement.row"), list(titles), index=None, key=said.key("row"), format_func=titles.get,
                         placeholder=say("edit.choose_row"))
        st.form_submit_button(say("edit.save"), type="primary", on_click=_save, args=(data, source, type_, belongs, read, said))


def _save(data: Dataset, source: str, type_: str, belongs: str, read: Draft, said: Draft) -> None:
    where = source or {name: read.typed(name) for name in read.seen}
    cells = {name: said.typed(name) for name in said.seen} | {"type": type_}
    row = st.session_state.get(said.key("row")) or ""
    title = (st.session_state.get(said.key("row_title")) or "").strip() or cells["what"]
    statement = Statement(where, cells, belongs, row if belongs == ROW_THERE else "", title if belongs == ROW_NEW else "")
    try:
        steps = by_hand.adding(data, statement)
    except BadEdit as error:
        saving.refuse(error, ABOUT)
        return
    if saving.save(Edit(steps), ABOUT):
        read.close()
        said.close()


def take_out_button(data: Dataset, mention_id: str, about: str) -> None:
    """The button that takes a statement entered by hand out of the tables."""
    st.button(say("statement.take_out"), key=f"take_out:{mention_id}", on_click=_take_out, args=(data, mention_id, about))


def _take_out(data: Dataset, mention_id: str, about: str) -> None:
    saving.save(Edit(by_hand.removing(data, mention_id)), about)
