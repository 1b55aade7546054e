"""The table to edit: what it saves of what was typed, and that neither another's change nor another view of the list loses it."""
import pytest
from streamlit.testing.v1 import AppTest

from monitor.select import Choice
from pages.parts import saving
from pages.parts.edit_table import ABOUT, COLUMNS, Sheet
from tests.folders import a_row, make_folder, set_cell
from tests.target_folder import open_page, text_of

FIRST, SECOND, THIRD = "js-1-00000001", "js-1-00000002", "js-1-00000003"
TITLES = {FIRST: "Hold a forum", SECOND: "Open a school", THIRD: "<b>x</b> [a](javascript:alert(1)) $x$ :red[r]"}
VIEW, NARROWED = Choice(), Choice(status=("unclear",))


def a_sheet(**cells) -> Sheet:
    rows = {identity: {name: a_row("commitments", title=title, **cells)[name] for name in COLUMNS} for identity, title in TITLES.items()}
    return Sheet(VIEW, rows, rows, rows)


def changed(sheet: Sheet) -> list[tuple[str, str, str, str]]:
    return [(change.id, change.column, change.base, change.new) for change in sheet.changes]


# What it saves

@pytest.mark.parametrize("edited, expected", [
    ({}, []),
    ({1: {"note": "Read."}}, [(SECOND, "note", "", "Read.")]),
    ({"1": {"note": "Read."}}, [(SECOND, "note", "", "Read.")]),                       # the browser gives the place as text
    ({2: {"status": "unclear"}, 0: {"note": "Read."}}, [(FIRST, "note", "", "Read."), (THIRD, "status", "not_checked", "unclear")]),
    ({1: {"title": None}}, [(SECOND, "title", "Open a school", "")]),                  # a cell that was emptied
    ({1: {"note": "  Read. \n"}}, [(SECOND, "note", "", "Read.")]),
    ({1: {"title": "Open a school", "note": ""}}, []),                                 # typed, and put back
    ({1: {"commitment_id": "other", "value": "7", "kind": "project"}}, []),            # no column of people's
])
def test_only_the_cells_that_differ_are_changed_each_by_its_id(edited, expected):
    assert changed(a_sheet().with_edits(edited)) == expected


def test_edits_are_counted_from_what_the_grid_began_with():
    sheet = a_sheet().with_edits({0: {"note": "Read."}})
    assert changed(sheet.with_edits({0: {"note": "Read."}, 1: {"note": "Too."}})) == [(FIRST, "note", "", "Read."), (SECOND, "note", "", "Too.")]
    assert changed(sheet.with_edits({})) == []


def test_blanks_around_a_cell_of_the_file_are_no_change():
    assert changed(a_sheet(headline=" asked for ").with_edits({0: {"headline": "asked for"}})) == []


# On the page. The table asks nobody whether it may be drawn; whether its button may write is asked when it saves.

@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    rows = [a_row("commitments", commitment_id=identity, title=title, status="finished" if identity == THIRD else "not_checked")
            for identity, title in TITLES.items()]
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "data", commitments=rows)))
    return tmp_path / "data"


def the_table() -> None:
    import streamlit as st

    from monitor import dataset, store
    from pages.parts import edit_table

    data = dataset.load(store.data_folder())
    shown = st.session_state.get("shown", list(data.commitments["commitment_id"]))
    rows = {identity: {name: data.row("commitments", identity)[name] for name in edit_table.COLUMNS} for identity in shown}
    if st.session_state.get("is_drawn", True):
        edit_table.table(data, st.session_state.get("view", edit_table.Choice()), rows)


@pytest.fixture
def opened():
    return AppTest.from_function(the_table, default_timeout=30).run()


def grid(opened: AppTest):
    return opened.dataframe[0]


def key_of(opened: AppTest) -> str:
    return f"{ABOUT}#{opened.session_state[saving.ROUND + ABOUT]}"


def typed(opened: AppTest, edited: dict) -> AppTest:
    opened.session_state[key_of(opened)] = {"edited_rows": edited, "added_rows": [], "deleted_rows": []}
    return opened.run()


def unsaved(opened: AppTest) -> list[tuple[str, str, str, str]]:
    return changed(opened.session_state[saving.SEEN + ABOUT])


def button(opened: AppTest, label: str):
    return next(button for button in opened.button if button.label == label)


def test_a_visitor_sees_no_table():
    assert "Edit these rows as a table" not in [expander.label for expander in open_page("commitments").expander]


def test_what_was_typed_is_told_with_its_row_and_nothing_in_it_is_obeyed(opened):
    assert not opened.info and button(opened, "Save changes")
    typed(opened, {0: {"note": "Read.", "status": "unclear"}, 2: {"note": "<i>y</i>"}})
    assert [line.removeprefix("- ") for line in text_of(opened).splitlines() if line.startswith("- ")] == [
        "Hold a forum: Status, Note", f"{TITLES[THIRD]}: Note"]
    assert "<b>" not in opened.markdown[-1].value.replace("\\<b\\>", "")
    assert button(opened, "Save 3 changes")


def test_a_save_that_is_refused_leaves_what_was_typed(opened):
    typed(opened, {0: {"note": "Read."}})
    button(opened, "Save 1 change").click().run()
    assert opened.error[0].value.replace("\\", "").startswith("Nothing was written: you may not edit here")
    assert unsaved(opened) == [(FIRST, "note", "", "Read.")]


def test_an_unknown_word_of_the_file_is_one_of_the_choices(opened):
    assert "finished" in grid(opened).proto.columns


def test_another_s_change_leaves_the_table_as_it_was_opened_and_is_told(opened, folder):
    drawn, key = grid(opened).proto.arrow_data.data, key_of(opened)
    set_cell(folder, "commitments", FIRST, "note", "Theirs.")
    opened.run()
    assert (grid(opened).proto.arrow_data.data, key_of(opened)) == (drawn, key), "nothing moves, even before a cell is typed"
    assert "Someone changed these rows" in opened.info[0].value
    typed(opened, {0: {"note": "Mine."}})
    assert unsaved(opened) == [(FIRST, "note", "", "Mine.")], "the base is what was seen"
    button(opened, "Start again from the list above").click().run()
    assert (unsaved(opened), opened.session_state[saving.SEEN + ABOUT].seen[FIRST]["note"]) == ([], "Theirs.")
    assert not opened.info


@pytest.mark.parametrize("view, shown", [(NARROWED, [SECOND]), (Choice(page=2), [THIRD, SECOND])])
def test_another_view_of_the_list_shows_its_rows_unless_something_is_unsaved(opened, view, shown):
    typed(opened, {0: {"note": "Mine."}})
    opened.session_state["view"], opened.session_state["shown"] = view, shown
    opened.run()
    assert list(opened.session_state[saving.SEEN + ABOUT].seen) == list(TITLES) and unsaved(opened) == [(FIRST, "note", "", "Mine.")]
    assert "rows in which you changed 1 cell" in opened.info[0].value
    button(opened, "Start again from the list above").click().run()
    assert list(opened.session_state[saving.SEEN + ABOUT].seen) == shown and not opened.info


def test_another_view_is_followed_where_nothing_was_typed(opened):
    opened.session_state["view"], opened.session_state["shown"] = NARROWED, [SECOND]
    opened.run()
    assert list(opened.session_state[saving.SEEN + ABOUT].seen) == [SECOND] and not opened.info


def test_whoever_comes_back_finds_what_was_typed(opened):
    typed(opened, {0: {"note": "Mine."}})
    opened.session_state["is_drawn"] = False
    opened.run()
    opened.session_state["is_drawn"] = True
    opened.run()
    assert unsaved(opened) == [(FIRST, "note", "", "Mine.")] and button(opened, "Save 1 change")
    typed(opened, {1: {"note": "Too."}})
    assert unsaved(opened) == [(FIRST, "note", "", "Mine."), (SECOND, "note", "", "Too.")]
    typed(opened, {0: {"note": None}})
    assert unsaved(opened) == [], "and can put it back"
