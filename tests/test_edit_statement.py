"""The form for a statement read elsewhere: which fields it asks for, that a refusal keeps what was typed, and whom it is shown to."""
import pytest
from streamlit.testing.v1 import AppTest

from monitor.dataset import load
from tests.folders import a_row, make_folder
from tests.target_folder import open_page, text_of

HOSTILE = "<b>x</b> [a](javascript:alert(1)) $x$ :red[r]"
TALK = a_row("sources", source_id="talk", file="", sha256="", text_by="", title=HOSTILE, publisher="Daily", date="2025-09-02")
TITLE = "Add a statement read elsewhere"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    made = make_folder(tmp_path / "data", sources=[a_row("sources"), TALK])
    monkeypatch.setenv("MONITOR_DATA", str(made))
    return made


def the_form() -> None:
    import streamlit as st

    from monitor import dataset, store
    from pages.parts import edit_statement

    edit_statement.form(dataset.load(store.data_folder()), st.session_state.get("source", ""))


@pytest.fixture
def opened():
    return AppTest.from_function(the_form, default_timeout=30).run()


def labels(opened: AppTest) -> set[str]:
    return {field.label for field in (*opened.text_input, *opened.text_area, *opened.selectbox, *opened.multiselect)}


def field_of(opened: AppTest, label: str):
    return next(field for field in (*opened.text_input, *opened.text_area) if field.label == label)


def press(opened: AppTest) -> AppTest:
    next(button for button in opened.button if button.label == "Add the statement").click()
    return opened.run()


def choose(opened: AppTest, label: str, code: str) -> AppTest:
    next(choice for choice in (*opened.radio, *opened.selectbox) if choice.label == label).set_value(code)
    return opened.run()


def test_a_visitor_sees_no_form():
    assert TITLE not in [expander.label for expander in open_page("sources").expander]
    assert TITLE not in [expander.label for expander in open_page("sources", source="talk").expander]


def test_a_new_source_is_asked_for_with_the_usual_cells(opened):
    assert {"Title", "Published by", "Date of the text", "Address of the text", "Whom the text speaks for", "Deadline", "Belongs to"} <= labels(opened)
    chosen = {choice.label: choice.value for choice in opened.selectbox}
    assert (chosen["Language of the text"], chosen["Nature of the text"], chosen["Sort of text"]) == ("en", "paraphrase", "statement")


def test_of_a_source_that_is_there_only_the_statement_is_asked(opened):
    choose(opened, "Where it was read", "talk")
    assert "Date of the text" not in labels(opened) and "What it is about" in labels(opened)


def test_a_source_that_is_open_is_chosen():
    page = AppTest.from_function(the_form, default_timeout=30)
    page.session_state["source"] = "talk"
    assert next(choice for choice in page.run().selectbox if choice.label == "Where it was read").value == "talk"


def test_documents_are_no_choice_and_nothing_in_a_title_is_obeyed(opened):
    assert next(choice for choice in opened.selectbox if choice.label == "Where it was read").options == [
        "A source that is not here yet", f"{HOSTILE}, Daily, 2025-09-02"]


def test_a_report_is_asked_what_it_says_and_no_number(opened):
    choose(opened, "What it is", "progress")
    assert "What is reported" in labels(opened) and not {"Number", "Unit", "Deadline"} & labels(opened)


@pytest.mark.parametrize("row, asked", [("there", {"Belongs to"}), ("new", set()), ("none", set())])
def test_the_commitment_is_asked_as_it_was_chosen(opened, row, asked):
    choose(opened, "Which commitment it belongs to", row)
    assert labels(opened) & {"Belongs to"} == asked
    assert [field.label for field in opened.text_input].count("Title") == 1 + (row == "new")


def test_what_says_nothing_is_refused_and_what_was_typed_stays(opened, folder):
    field_of(opened, "Title").set_value(HOSTILE)
    field_of(opened, "Deadline").set_value("end of 2028")
    told = press(opened).error[0].value.replace("\\", "")
    assert "What it is about: a statement that says nothing" in told.replace("*", "") and "no commitment chosen" in told
    assert (field_of(opened, "Title").value, field_of(opened, "Deadline").value) == (HOSTILE, "end of 2028")
    assert len(load(folder).sources) == 2


def test_whoever_may_not_write_is_told_and_what_was_typed_stays(opened, folder):
    choose(opened, "Which commitment it belongs to", "none")
    field_of(opened, "Title").set_value("A talk")
    field_of(opened, "What it is about").set_value("Raise trade")
    assert press(opened).error[0].value.replace("\\", "").startswith("Nothing was written: you may not edit here")
    assert field_of(opened, "What it is about").value == "Raise trade" and len(load(folder).sources) == 2
    assert "Raise trade" not in text_of(opened)
