"""The one door from the pages to the tables: an edit is saved here, or it is said why not.

What comes of a save is kept in the session under a short name (`about`) and drawn beside the form that made it. Until a clash
is settled its edit is kept, too: the person chooses cell by cell.
"""
from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from monitor import changes, edits, store, undo
from monitor.cell_words import cell_words, column_words
from monitor.dataset import Dataset
from monitor.edits import BadEdit, Change, Clash, Clashes, Edit
from monitor.history import ADDED, REMOVED, touched
from monitor.problems import Problem, shorten
from monitor.schema import BY_NAME, SOURCES
from monitor.vocabulary import CSV
from monitor.words import say
from pages.parts import load, problem_words, signing_in
from pages.parts.markdown import escape, under

ALIAS, OUTCOME, CLASH, UNDO = "alias", "outcome:", "clash:", "undo"
SEEN, ROUND = "seen:", "round:"   # of a form: the cells that it began with, and how often it began
THEIRS, MINE = "theirs", "mine"
LONGEST_SHOWN = 400
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Saved:
    """The edit stands in the tables; `changes` entries tell of it in the log."""

    changes: int


@dataclass(frozen=True)
class NotSaved:
    """Nothing was written; `cause` says why."""

    cause: str


@dataclass(frozen=True)
class Refused:
    """Nothing was written, because the edit would break a table."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Clashed:
    """Nothing was written, because others changed the same cells."""

    edit: Edit
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class NoneLeft:
    """The person left every clashing cell to the others, and the edit had no other."""


def may_edit() -> bool:
    """Whether forms are drawn: this visitor may edit, and the page shows the present day."""
    return load.day_asked() is None and signing_in.editor() is not None


def who() -> str:
    """The alias under which this visitor's changes stand in the log."""
    return _given_alias() or st.session_state.get(ALIAS, "").strip()


def alias_field(about: str = "") -> None:
    """Where the person at this machine says under which name the changes stand; nothing where that is settled.

    `about` tells apart the fields of several forms on a page.
    """
    if _given_alias():
        return
    key = f"alias_typed:{about}"
    st.session_state[key] = who()
    st.text_input(say("saving.alias"), key=key, help=say("saving.alias_help"), max_chars=40,
                  on_change=lambda: st.session_state.update({ALIAS: st.session_state[key]}))


def _given_alias() -> str:
    editor = signing_in.editor()
    return editor.alias if editor else ""


def save(edit: Edit, about: str, added: Mapping[str, bytes] | None = None) -> bool:
    """Save an edit, if this visitor may, and keep what came of it for `outcome`. Called in a callback, before the page is drawn.

    `added` holds new documents, by file name, whose rows the edit adds.
    """
    if not may_edit():
        result = NotSaved(say("saving.may_not"))
    else:
        result = _written(edit, added)
    st.session_state[OUTCOME + about] = result
    return isinstance(result, Saved)


def _written(edit: Edit, added: Mapping[str, bytes] | None) -> Saved | NotSaved | Refused | Clashed:
    try:
        return Saved(len(edits.save(store.data_folder(), edit, who(), load.now(), added=added)))
    except Clashes as error:
        return Clashed(edit, error.clashes)
    except BadEdit as error:
        return Refused(error.problems)
    except store.StoreError as error:
        return NotSaved(say("saving.failed", cause=f"{error.file.name}: {error.cause}"))


def outcome(about: str, titled: bool = False) -> None:
    """Draw what came of the last save under this name; the form of a clash where there is one.

    `titled` is for a form over several rows: each refusal then tells by its title which row it is about.
    """
    match st.session_state.get(OUTCOME + about):
        case Saved(changes):
            said = say("saving.taken_back") if about == UNDO else say("saving.saved", cells=changes)
            st.success(escape(said if changes else say("saving.nothing")))
        case NotSaved(cause):
            st.error(escape(cause))
        case Refused(problems):
            told = (f"{_row(problem)} {_told(problem)}" if titled else _told(problem) for problem in problems)
            st.error("\n".join([escape(say("saving.refused")), "", *(f"- {line}" for line in told)]))
        case Clashed(edit, clashes):
            _clash_form(about, edit, clashes)
        case NoneLeft():
            st.info(escape(say("saving.none_taken")))
        case None:
            return


def is_clashing(about: str) -> bool:
    """Whether the last save under this name waits for the person to choose."""
    return isinstance(st.session_state.get(OUTCOME + about), Clashed)


def begin_anew(about: str) -> None:
    """Let the form of this name begin from what stands now: in another round its fields have other keys."""
    st.session_state[ROUND + about] = st.session_state.get(ROUND + about, 0) + 1
    st.session_state.pop(SEEN + about, None)


def _row(problem: Problem) -> str:
    """Markdown of the row that a problem is about."""
    return escape(say("saving.in_row", row=shorten(title_of(load.data(), _table(problem), problem.id), LONGEST_TITLE)))


def _table(problem: Problem) -> str:
    return problem.file.removesuffix(".csv")


def _told(problem: Problem) -> str:
    return problem_words.told(problem, column_words(problem.column, _table(problem)) if problem.column else "")


# Two people on one cell

def _clash_form(about: str, edit: Edit, clashes: tuple[Clash, ...]) -> None:
    """Base, mine and theirs of each cell, with who and when; a choice for each, and the button that saves what was chosen."""
    st.warning(escape(say("saving.clash", cells=len(clashes))))
    data = load.data()
    with st.form(f"{CLASH}{about}", border=True):
        for number, clash in enumerate(clashes):
            column = column_words(clash.change.column)
            row = title_of(data, clash.change.table, clash.change.id)
            st.markdown(f"**{escape(say('saving.clash_cell', column=column, row=row))}**")
            sides = {
                say("saving.clash_base"): _shown(data, clash.change, clash.change.base),
                say("saving.clash_theirs"): under(_shown(data, clash.change, clash.theirs), _by(clash)),
                say("saving.clash_mine"): _shown(data, clash.change, clash.change.new),
            }
            st.table(sides, border="horizontal")
            st.radio(column, (THEIRS, MINE), index=None, horizontal=True, key=f"{CLASH}{about}:{number}", label_visibility="collapsed",
                     format_func=lambda side: say("saving.keep_theirs") if side == THEIRS else say("saving.set_mine"))
        st.form_submit_button(say("saving.choose"), on_click=_choose, args=(about, edit, clashes))


def _choose(about: str, edit: Edit, clashes: tuple[Clash, ...]) -> None:
    choices = [st.session_state.get(f"{CLASH}{about}:{number}") for number in range(len(clashes))]
    if None in choices:
        st.toast(say("saving.choose_all"))
        return
    mine = {clash.change for clash, choice in zip(clashes, choices) if choice == MINE}
    settled = edits.chosen(edit, clashes, mine)
    if not settled.steps:
        st.session_state[OUTCOME + about] = NoneLeft()
        begin_anew(about)
    elif save(_explained(edit, settled), about):
        begin_anew(about)


def _explained(edit: Edit, settled: Edit) -> Edit:
    """The settled edit; a note that the person wrote and then left to the other's stays in the log as the reason of the rest."""
    notes = [step.new for step in edit.of(Change) if step.column == "note" and step.new]
    return settled if settled.note or not notes else replace(settled, note=notes[0])


def _shown(data: Dataset, change: Change, text: str) -> str:
    """What the cell of a change would say with this text, as Markdown."""
    row = data.row(change.table, change.id) or {}
    words = cell_words(data, BY_NAME[change.table], change.column, text, row)
    return escape(shorten(words, LONGEST_SHOWN) if words else say("saving.empty"))


def _by(clash: Clash) -> str:
    when = clash.when[:16].replace("T", " ")
    if not when:
        return say("saving.clash_in_file")
    if clash.via == CSV:
        return say("saving.clash_in_file_then", when=when)
    return say("saving.clash_by", who=clash.who, when=when) if clash.who else say("saving.clash_by_unknown", when=when)


def title_of(data: Dataset, table: str, identity: str) -> str:
    """What a row is called on the screen."""
    row = data.row(table, identity)
    names = {"commitments": "title", "evidence": "summary", "mentions": "quote", "sources": "title"}
    return (row or {}).get(names[table]) or identity


# Taking back

def undo_button(data: Dataset) -> None:
    """The button that takes back what this person saved last; nothing where that is nothing."""
    last = undo.last_of(data.status_log.to_dict("records"), who())
    if last and not _adds_document(data, last):
        st.button(say("saving.undo", what=_undone(data, last)), key=UNDO, on_click=_take_back, args=(last,))
    outcome(UNDO)


def _adds_document(data: Dataset, last: undo.Last) -> bool:
    """Whether the save brought in a document: its file and its findings do not go with its row."""
    came = (touched(entry) for entry in last.entries if entry["new"] == ADDED)
    return any(table == SOURCES.name and (data.row(table, identity) or {}).get("file") for table, identity, _ in came)


def _take_back(last: undo.Last) -> None:
    """Take the save back; the forms about its rows begin anew, for nobody else has changed them."""
    if not save(last.edit, UNDO):
        return
    ids = {touched(entry)[1] for entry in last.entries}
    for about in [key.removeprefix(SEEN) for key in st.session_state if isinstance(key, str) and key.startswith(SEEN)]:
        if not ids.isdisjoint(about.split(":")):
            begin_anew(about)
            st.session_state.pop(OUTCOME + about, None)


def _undone(data: Dataset, last: undo.Last) -> str:
    """What the button takes back, by the entry that tells most of it: a row that went, else the first."""
    entry = next((entry for entry in last.entries if entry["new"] == REMOVED), last.entries[0])
    table, identity, column = touched(entry)
    told = changes.of_entry(data, entry)[0].field
    is_cell = table in BY_NAME and column and not (table == "mentions" and column in ("commitment_id", "rejected"))
    first = say("saving.undone_cell", column=told, title=title_of(data, table, identity)) if is_cell else told
    more = len(last.entries) - 1
    return say("saving.undo_more", what=first, more=more) if more else first
