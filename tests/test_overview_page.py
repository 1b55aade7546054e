"""The overview, run as a visitor's address opens it, and what it asks of the tables."""
import json
from dataclasses import replace

import pandas as pd
import pytest

from monitor import dataset, overview
from monitor.vocabulary import STATUS_CODES
from tests.folders import a_row, make_folder, set_cell
from tests.target_folder import FORUM, TARGET, chart, open_page, target_folder, text_of, words_of


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(target_folder(tmp_path / "data")))
    return tmp_path / "data"


def describe(folder, **entries):
    path = folder / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | entries), encoding="utf-8")


def test_it_stands_in_the_agreed_order():
    page = open_page("overview")
    said = text_of(page)
    parts = ("One document, 2024", "Raise trade to 20 billion", "2 commitments, by status", "Dates", "Where sources disagree",
             "Changed lately", "Known statements not in this set", "Using this")
    assert [part for part in parts if part not in said] == []
    assert [header.value.replace("\\", "") for header in page.header] == list(parts[2:])


def test_a_headline_card_says_how_it_stands_who_counts_and_the_deadline():
    said = words_of(open_page("overview"))
    assert "Not reached" in said
    assert "2025: US$16.2 billion (Customs of China, goods), 17.2 (Statistics of Uzbekistan, goods and services)." in said
    assert "Deadline: “at an early date”." in said


def test_only_rows_that_a_person_has_chosen_become_cards():
    subheaders = [subheader.value.replace("\\", "") for subheader in open_page("overview").subheader]
    assert subheaders == ["Raise trade to 20 billion"]


def test_the_bar_and_its_table_hold_the_same_numbers():
    page = open_page("overview")
    assert chart(page).alt == "1 no report found, 1 not checked"
    table = page.table[0].value
    assert list(table["Number"]) == ["**1**", "**1**"]
    assert table["Status"].tolist() == ["[no report found](commitments?status=no_report&kind=event)",
                                        "[not checked](commitments?status=not_checked&kind=target)"]


def test_two_sentences_keep_the_bar_from_being_misread():
    said = text_of(open_page("overview"))
    assert "1 of 1 passages come from one document" in said
    assert "0 of 2 commitments have no end that can be checked" in said


def test_a_date_that_has_passed_is_said_without_blame():
    said = text_of(open_page("overview"))
    assert "2024: Hold the forum of 2024; date passed, no report found." in said
    assert "overdue" not in said


def test_differences_name_both_reporters_and_their_scopes(folder):
    assert "Trade, 2025" not in words_of(open_page("overview")), "unlike scopes are no difference"
    set_cell(folder, "figures", "trade-2025-statistics", "scope", "goods")
    assert "Trade, 2025: US$16.2 billion (Customs of China, goods) and US$17.2 billion (Statistics of Uzbekistan, goods)" \
        in words_of(open_page("overview"))


def test_statements_read_elsewhere_are_counted_and_told():
    said = text_of(open_page("overview"))
    assert "1 statement was read elsewhere and entered by hand, not machine-checked." in said
    assert "2 September 2025: Raise trade, US$20 billion, within five years" in said


def test_filters_narrow_the_bar_and_say_so():
    page = open_page("overview", status="no_report")
    assert "1 of 2 commitments, by status" in text_of(page)
    assert chart(page).alt == "1 no report found"


def test_filters_that_leave_nothing_say_so():
    page = open_page("overview", q="no such words anywhere")
    assert "No commitment fits these filters." in text_of(page)
    assert not page.get("plotly_chart")


def test_licence_and_citation_come_from_the_description(folder):
    describe(folder, licenses=[{"name": "CC-BY-4.0", "path": "https://example.org/by"}], citation="Cite <b>us</b>", contact="Write to a@b.example.")
    said = text_of(open_page("overview"))
    assert "[CC-BY-4.0](<https://example.org/by>)" in said
    assert "Cite <b>us</b>" in said, "shown as it stands, never read as HTML"
    assert "Write to a@b.example." in said


def test_a_status_that_nobody_knows_is_counted_and_said(folder):
    set_cell(folder, "commitments", FORUM, "status", "fulfiled")
    page = open_page("overview")
    assert not page.exception
    assert chart(page).alt == "1 not checked, 1 unknown: “fulfiled”"


def test_a_new_empty_folder_is_no_error(tmp_path, monkeypatch):
    nothing = {table: [] for table in ("sources", "mentions", "commitments", "evidence", "figures", "indicators")}
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "new", **nothing)))
    page = open_page("overview")
    assert not page.exception
    assert "No documents yet." in text_of(page)


# What the overview asks of the tables

def test_headlines_follow_the_description_and_then_the_table(folder):
    set_cell(folder, "commitments", FORUM, "headline", "a meeting")
    assert overview.headlines(dataset.load(folder)) == (TARGET, FORUM)
    describe(folder, headline=[FORUM, "no-such-row"])
    assert overview.headlines(dataset.load(folder)) == (FORUM, TARGET)


def test_every_status_has_its_place_in_the_reading_order():
    assert sorted(overview.READING_ORDER) == sorted(STATUS_CODES)


def test_open_ended_pledges_in_progress_are_counted_by_their_own_word():
    rows = pd.DataFrame({"status": ["in_progress", "in_progress", "fulfilled"], "kind": ["cooperation", "project", "event"]})
    assert [(count.word, count.number, count.kinds) for count in overview.counts(rows)] == [
        ("fulfilled", 1, ("event",)), ("activity reported", 1, ("cooperation",)), ("in progress", 1, ("project",)),
    ]


def a_change(**cells):
    return a_row("status_log", **{"commitment_id": TARGET, "old": "not_checked", "new": "fulfilled", "reason": "evidence"} | cells)


@pytest.mark.parametrize("row, reasons", [
    (a_change(), ["evidence"]),
    (a_change(reason="recode"), ["recode"]),
    (a_change(reason="correction", field="value", old="10", new="20"), ["correction"]),
    (a_change(field="evidence/forum-2024", old="", new="added"), ["evidence"]),
    (a_change(old=""), []),                                      # a cell that was empty before: the row was only added
    (a_change(reason="import", field="evidence/x", old=""), []),
    (a_change(commitment_id=""), []),                            # a row of another table
])
def test_what_counts_as_a_change(folder, row, reasons):
    data = dataset.load(folder)
    log = pd.DataFrame([row]).astype("str")
    changed = overview.changed_lately(replace(data, status_log=log))
    assert [reason for reason, changes in changed.items() if changes] == reasons


def test_the_newest_change_comes_first_and_no_more_than_asked(folder):
    log = pd.DataFrame([a_change(when=f"2026-11-{day}T10:00:00+00:00") for day in (20, 22, 21)]).astype("str")
    changes = overview.changed_lately(replace(dataset.load(folder), status_log=log), limit=2)["evidence"]
    assert [change.when[:10] for change in changes] == ["2026-11-22", "2026-11-21"]
    assert changes[0].title == "Raise trade to 20 billion"
