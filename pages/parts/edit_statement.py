"""The form by which an editor enters a statement read elsewhere: where it was read, what it says, and which commitment it belongs to."""
from collections.abc import Mapping

import streamlit as st

from monitor import by_hand, passages
from monitor.by_hand import NO_ROW, OF_A_COMMITMENT, OF_A_REPORT, OF_A_SOURCE, ROW_NEW, ROW_THERE, Statement
from monitor.dataset import Dataset, source_day
from monitor.edits import BadEdit, Edit
from monitor.vocabulary import BY_HAND, DOCUMENT_KINDS, MENTION_TYPES
from monitor.words import catalogue, say
from pages.parts import edit_commitment, load, saving
from pages.parts.drafts import Draft, draft, explained, field
from pages.parts.markdown import escape

ABOUT, SOURCE, SAID, SOURCE_OUT = "statement", "statement:source", "statement:said", "statement:source_out"
NEW_SOURCE = ""
COMMITMENT = MENTION_TYPES[0]
USUAL = {"language": "en", "text_basis": "paraphrase", "kind": "statement"}
CELLS_SAID = tuple(dict.fromkeys((*OF_A_COMMITMENT, *OF_A_REPORT, "commitment_id", "title")))
LANGUAGE = "language."


def draw(data: Dataset, source_id: str = NEW_SOURCE) -> None:
    """Draw the form, for whoever may edit; beside a source that was entered by hand it is chosen, and its statements can be changed.

    Whether a save may write is asked again when it is made.
    """
    source = data.row("sources", source_id)
    if saving.may_edit() and not (source and source["file"]):
        with st.expander(say("edit_statement.title"), key=f"edit_statement:{source_id}"):
            saving.alias_field()
            form(data, source_id)
        if source:
            _statements(data, source_id)
        saving.undo_button(data)


def form(data: Dataset, source_id: str = NEW_SOURCE) -> None:
    """The form itself."""
    explained(say("edit_statement.lead"))
    sources = {NEW_SOURCE: say("edit_statement.new_source")} | _sources(data)
    chosen = st.selectbox(say("edit_statement.source"), list(sources), list(sources).index(source_id), key=f"{ABOUT}:which:{source_id}",
                          format_func=sources.get)
    left, right = st.columns(2)
    sort = left.radio(say("edit_statement.type"), MENTION_TYPES, key=f"{ABOUT}:type",
                      format_func=lambda code: say(f"edit_statement.{code}"))
    row = right.radio(say("edit_statement.row"), (ROW_THERE, ROW_NEW, NO_ROW), key=f"{ABOUT}:row",
                      format_func=lambda code: say(f"edit_statement.row_{code}"))
    source, said = draft(SOURCE, USUAL, OF_A_SOURCE), draft(SAID, {}, CELLS_SAID)
    with st.form(f"form:{ABOUT}"):
        if chosen == NEW_SOURCE:
            kinds = {code: say(f"document_kind.{code}") for code in DOCUMENT_KINDS}
            _fields(source, "sources", OF_A_SOURCE, say("edit_statement.where"), {"kind": kinds, "language": languages()})
        _fields(said, "mentions", OF_A_COMMITMENT if sort == COMMITMENT else OF_A_REPORT, say("edit_statement.says"), {})
        if row == ROW_THERE:
            field(said, "mentions", "commitment_id", edit_commitment.titles(data))
        elif row == ROW_NEW:
            field(said, "commitments", "title")
        st.form_submit_button(say("edit_statement.add"), on_click=_save, args=(source, said, chosen, sort, row))
    saving.outcome(ABOUT)


def _fields(drawn: Draft, table: str, names: tuple[str, ...], heading: str, options: Mapping[str, Mapping[str, str]]) -> None:
    """Fields in two columns, in the order in which they are read."""
    st.markdown(f"**{escape(heading)}**")
    for first in range(0, len(names), 2):
        for place, name in zip(st.columns(2), names[first:first + 2]):
            with place:
                field(drawn, table, name, options.get(name))


def _sources(data: Dataset) -> dict[str, str]:
    """What the sources without a file are called, newest first."""
    rows = sorted((row for row in data.sources.to_dict("records") if not row["file"]), key=source_day, reverse=True)
    return {row["source_id"]: ", ".join(filter(None, (row["title"], row["publisher"], source_day(row)))) for row in rows}


def languages() -> dict[str, str]:
    """The names of the languages by their codes."""
    keys = [key for key in catalogue() if key.startswith(LANGUAGE)]
    return {key.removeprefix(LANGUAGE): say(key) for key in keys}


def _save(source: Draft, said: Draft, chosen: str, sort: str, row: str) -> None:
    cells = {name: said.typed(name) for name in CELLS_SAID}
    statement = Statement(
        chosen or {name: source.typed(name) for name in OF_A_SOURCE}, cells | {"type": sort}, row,
        cells["commitment_id"] if row == ROW_THERE else "", cells["title"])
    try:
        steps = by_hand.adding(load.data(), statement)
    except BadEdit as error:
        st.session_state[saving.OUTCOME + ABOUT] = saving.Refused(error.problems)
        return
    if saving.save(Edit(steps), ABOUT):
        source.close()
        said.close()


# What stands in a source that was entered by hand

def _statements(data: Dataset, source_id: str) -> None:
    """The forms of its statements; and the button that takes the source out when it has none."""
    rows = [row for row in passages.statements(data).get(source_id, []) if row["extractor"] == BY_HAND]
    with st.expander(say("edit_statement.there"), key=f"edit_statements:{source_id}"):
        for row in rows:
            edit_commitment.mention_forms(data, row | {"day": source_day(data.row("sources", source_id))}, row["commitment_id"])
        steps = by_hand.removing_source(data, source_id)
        if steps:
            explained(say("edit_statement.none"))
            st.button(say("edit_statement.source_out"), on_click=saving.save, args=(Edit(steps), SOURCE_OUT))
        saving.outcome(SOURCE_OUT)
