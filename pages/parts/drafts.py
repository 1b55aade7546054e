"""A form over some cells of a row: what the person saw when it was opened, and what was typed since.

The page draws itself anew when a table changes, with the form still open. So the cells that a form began with are kept in
the session: they are the base of the edit, and what others changed meanwhile is found when it is saved.
"""
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from monitor.cell_words import cell_words, column_words
from monitor.edits import Change
from monitor.schema import BY_NAME, Column
from monitor.values import JOIN, YES, items
from monitor.words import say
from pages.parts import saving
from pages.parts.markdown import escape, small

LONG_TEXTS = ("note", "summary", "headline", "what", "quote")
LONGEST_CELL = 4000
Row = Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """The form `about`; `seen` holds the cells that it began with, `now` what stands in them at present."""

    about: str
    seen: Row
    now: Row

    def key(self, column: str) -> str:
        """The key of a field; another after every save, for a browser holds on to what was typed under a key."""
        return f"{self.about}#{st.session_state.get(saving.ROUND + self.about, 0)}:{column}"

    def typed(self, column: str) -> str:
        """What stands in a field, as a cell holds it."""
        value = st.session_state.get(self.key(column), self.seen.get(column, ""))
        if isinstance(value, bool):
            return YES if value else ""
        return JOIN.join(value) if isinstance(value, list) else (value or "").strip()

    def changes(self, table: str, identity: str) -> tuple[Change, ...]:
        """The cells in which the person wrote something else than they held."""
        typed = {name: self.typed(name) for name in self.seen}
        return tuple(Change(table, identity, name, seen, typed[name]) for name, seen in self.seen.items() if typed[name] != seen.strip())

    def close(self) -> None:
        """Begin the form anew, from what stands then."""
        saving.begin_anew(self.about)


def draft(about: str, row: Row, columns: tuple[str, ...]) -> Draft:
    """The form over these cells of a row: as it was opened, or opened now."""
    now = {name: row.get(name, "") for name in columns}
    is_open = any(Draft(about, now, now).key(name) in st.session_state for name in columns)
    if not is_open or saving.SEEN + about not in st.session_state:
        st.session_state[saving.SEEN + about] = now
    return Draft(about, st.session_state[saving.SEEN + about], now)


def stale_notice(form: Draft) -> None:
    """Say that others changed the row while the form was open, and offer to begin anew."""
    if form.seen != form.now and not saving.is_clashing(form.about):
        st.info(escape(say("saving.changed_meanwhile")))
        st.button(say("saving.start_again"), key=f"again:{form.about}", on_click=form.close)


def field(form: Draft, table: str, name: str, options: Mapping[str, str] | None = None) -> None:
    """The field of one column. `options` gives the words of the ids that an id column may hold."""
    column = BY_NAME[table].by_name[name]
    label, key, seen = column_words(name, table), form.key(name), form.seen[name]
    if options is not None:
        ids = list(dict.fromkeys(("", *([seen] if seen else []), *options)))
        st.selectbox(label, ids, ids.index(seen), key=key, format_func=lambda code: options.get(code, code) or say("saving.empty"))
    elif column.type == "choice":
        codes = _choices(column, seen)
        st.selectbox(label, codes, codes.index(seen), key=key, format_func=lambda code: code_words(table, name, code))
    elif column.type == "list" and column.choices:
        held = items(seen)
        st.multiselect(label, list(dict.fromkeys((*column.choices, *held))), held, key=key,
                       format_func=lambda code: code_words(table, name, code))
    elif column.type == "yes":
        st.checkbox(label, bool(seen), key=key)
    elif name in LONG_TEXTS:
        st.text_area(label, seen, key=key, max_chars=LONGEST_CELL)
    else:
        st.text_input(label, seen, key=key, max_chars=LONGEST_CELL, placeholder=_example(column))


def _choices(column: Column, seen: str) -> list[str]:
    """The words of a column's list, the empty one where it may be empty, and what is in the cell if it is none of them."""
    codes = [*([] if column.required else [""]), *column.choices]
    return codes if seen in codes else [seen, *codes]


def code_words(table: str, name: str, code: str) -> str:
    """The word for a code of a column with a list."""
    return cell_words(None, BY_NAME[table], name, code, {}) or say("saving.empty")


def _example(column: Column) -> str | None:
    """How such a cell is written."""
    examples = {"date": "2026, 2026-11 or 2026-11-25", "day": "2026-11-25", "url": "https://", "number": "20000000000",
                "unit": "USD", "list": "China; Uzbekistan"}
    return examples.get(column.type)


def explained(words: str) -> None:
    """A line above a form that says what it is for."""
    st.markdown(small(escape(words)))
