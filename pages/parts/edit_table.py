"""Rows of the list as a table to edit: people's columns alone, saved by id, and of them only the cells that were changed.

The grid of Streamlit keeps what is typed by the place of the row, and draws itself anew with every frame that it is given. So the
rows that it was opened with stay in the session, with what the person saw in them, until they are saved or given up: neither
another's change nor another page of the list moves a row under what is typed.
"""
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from monitor.cell_words import column_words
from monitor.dataset import Dataset
from monitor.edits import Change, Edit
from monitor.problems import shorten
from monitor.schema import COMMITMENTS, PEOPLE, Column
from monitor.select import Choice
from monitor.words import say
from pages.parts import saving
from pages.parts.drafts import LONGEST_CELL, Row, code_words, explained
from pages.parts.markdown import escape

ABOUT = "rows"
KEY = COMMITMENTS.key
COLUMNS = COMMITMENTS.names(PEOPLE)
REASONS = ("", "evidence", "correction", "recode")
WIDTHS = {"title": 190, "status": 150, "evidence_url": 220, "note": 320, "indicator_id": 200, "headline": 220}
USUAL_WIDTH = 140
ROWS_TOLD = 8
Rows = Mapping[str, Row]   # by id, in the order of the list


@dataclass(frozen=True)
class Sheet:
    """The table as it was opened for one view of the list.

    `seen` holds what the person saw in the tables, `drawn` what the grid began with, `typed` what stands in it now.
    """

    view: Choice
    seen: Rows
    drawn: Rows
    typed: Rows

    def with_edits(self, edited: Mapping[int | str, Mapping[str, str | None]]) -> "Sheet":
        """The sheet after edits of the grid, given by the place of the row; None stands for a cell that was emptied."""
        typed = {identity: dict(row) for identity, row in self.drawn.items()}
        places = list(typed)
        for place, cells in edited.items():
            typed[places[int(place)]] |= {name: (text or "").strip() for name, text in cells.items() if name in COLUMNS}
        return replace(self, typed=typed)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The cells in which the person wrote something else than they held."""
        return tuple(Change(COMMITMENTS.name, identity, name, row[name], self.typed[identity][name])
                     for identity, row in self.seen.items() for name in COLUMNS if self.typed[identity][name].strip() != row[name].strip())


def draw(data: Dataset, view: Choice, shown: list[Row]) -> None:
    """Draw the table of the rows `shown`, for whoever may edit. Whether a save may write is asked again when it is made."""
    if not saving.may_edit():
        return
    box = st.expander(say("edit_table.title"), key="edit_table", on_change="rerun")
    kept = st.session_state.get(saving.SEEN + ABOUT)
    if box.open:
        with box:
            table(data, view, {row[KEY]: {name: row[name] for name in COLUMNS} for row in shown})
    elif kept and kept.changes:
        explained(say("edit_table.unsaved", cells=len(kept.changes)))


def table(data: Dataset, view: Choice, now: Rows) -> None:
    """The table itself, over the rows that the list shows now."""
    saving.alias_field()
    explained(say("edit_table.lead"))
    sheet = _sheet(view, now)
    _notice(sheet, view, now)
    key = _grid_key()
    st.data_editor(_frame(sheet.drawn), key=key, hide_index=True, placeholder="", alt=say("edit_table.alt"), disabled=[KEY],
                   column_config=_columns(data, sheet))
    sheet = sheet.with_edits(st.session_state[key]["edited_rows"])
    st.session_state[saving.SEEN + ABOUT] = sheet
    st.text_input(say("edit.log_note"), key=f"{key}:note", help=say("edit_table.note_help"), max_chars=LONGEST_CELL)
    st.selectbox(say("edit.reason"), REASONS, key=f"{key}:reason",
                 format_func=lambda code: say(f"log_reason.{code}") if code else say("edit_table.usual_reason"))
    _changed(sheet)
    cells = len(sheet.changes)
    st.button(say("edit_table.save", cells=cells) if cells else say("edit_table.save_none"), key="edit_table:save",
              on_click=_save, args=(key,))
    saving.outcome(ABOUT, titled=True)
    saving.undo_button(data)


def _grid_key() -> str:
    return f"{ABOUT}#{st.session_state.get(saving.ROUND + ABOUT, 0)}"


def _sheet(view: Choice, now: Rows) -> Sheet:
    """The sheet that is open; one that was left with changes as it was left; else one of the rows that the list shows now."""
    sheet = st.session_state.get(saving.SEEN + ABOUT)
    is_drawn = _grid_key() in st.session_state
    has_changes = sheet is not None and bool(sheet.changes)
    if has_changes and not is_drawn:
        return _opened(replace(sheet, drawn=sheet.typed))
    if sheet is None or not has_changes and (not is_drawn or sheet.view != view):
        return _opened(Sheet(view, now, now, now))
    return sheet


def _opened(sheet: Sheet) -> Sheet:
    """The sheet in a new grid: under its old key a grid would bring along what was typed into other rows."""
    saving.begin_anew(ABOUT)
    st.session_state[saving.SEEN + ABOUT] = sheet
    return sheet


def _notice(sheet: Sheet, view: Choice, now: Rows) -> None:
    """Say that the list shows other rows or other cells than the table, and offer to begin anew."""
    is_same_view = sheet.view == view
    if saving.is_clashing(ABOUT) or is_same_view and sheet.seen == now:
        return
    told = say("edit_table.changed_meanwhile") if is_same_view else say("edit_table.other_rows", cells=len(sheet.changes))
    st.info(escape(told))
    st.button(say("edit_table.start_again"), key="edit_table:again", on_click=saving.begin_anew, args=(ABOUT,))


def _frame(rows: Rows) -> pd.DataFrame:
    """The rows as text, their ids as the index and, to be read and copied, in the last column."""
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS), dtype="str")
    return frame.assign(**{KEY: list(rows)})


def _columns(data: Dataset, sheet: Sheet) -> dict[str, object]:
    indicators = dict(zip(data.indicators["indicator_id"], data.indicators["name"]))
    words = {"status": dict.fromkeys(COMMITMENTS.by_name["status"].choices, ""), "indicator_id": indicators}
    columns = {name: _column(COMMITMENTS.by_name[name], sheet, words.get(name)) for name in COLUMNS}
    return columns | {KEY: st.column_config.TextColumn(say("edit_table.id"), width=USUAL_WIDTH, help=say("edit_table.id_help"))}


def _column(column: Column, sheet: Sheet, words: Mapping[str, str] | None) -> object:
    """How a column is edited: as text, or, where there are `words` for what it may hold, as a choice; what is in a cell is one of them."""
    look = {"label": column_words(column.name), "help": column.description, "width": WIDTHS.get(column.name, USUAL_WIDTH),
            "pinned": column.name == "title"}
    if words is None:
        return st.column_config.TextColumn(**look, max_chars=LONGEST_CELL)
    held = filter(None, (row[column.name] for row in sheet.drawn.values()))
    return st.column_config.SelectboxColumn(
        **look, options=list(dict.fromkeys((*words, *held))), required=column.required,
        format_func=lambda code: words.get(code) or code_words(COMMITMENTS.name, column.name, code))


def _changed(sheet: Sheet) -> None:
    """Which cells are to be saved: the grid does not mark them."""
    columns: dict[str, list[str]] = {}
    for change in sheet.changes:
        columns.setdefault(change.id, []).append(column_words(change.column))
    titles = {identity: shorten(sheet.seen[identity]["title"] or identity, saving.LONGEST_TITLE) for identity in columns}
    told = [say("edit_table.row", title=titles[identity], columns=", ".join(names)) for identity, names in columns.items()]
    if len(told) > ROWS_TOLD:
        told[ROWS_TOLD:] = [say("edit_table.more_rows", rows=len(told) - ROWS_TOLD)]
    if told:
        st.markdown("\n".join(f"- {escape(line)}" for line in told))


def _save(key: str) -> None:
    sheet = st.session_state[saving.SEEN + ABOUT].with_edits(st.session_state[key]["edited_rows"])
    edit = Edit(sheet.changes, reason=st.session_state[f"{key}:reason"], note=st.session_state[f"{key}:note"].strip())
    if saving.save(edit, ABOUT):
        saving.begin_anew(ABOUT)
