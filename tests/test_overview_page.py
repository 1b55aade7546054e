"""The overview, run as a visitor's address opens it, and what it asks of the tables."""
import datetime
import json
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from monitor import dataset, edits, history, overview
from monitor.edits import Added, Change, Edit
from monitor.vocabulary import STATUS_CODES
from tests.folders import a_row, make_folder, set_cell
from monitor.words import say
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
    assert [header.value.replace("\\", "") for header in page.header] == [say("overview.headlines"), *parts[2:]]


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
    assert f"2024: [Hold the forum of 2024](commitments?id={FORUM}); date passed, no report found." in said
    assert "overdue" not in said


def test_differences_name_both_reporters_and_their_scopes(folder):
    assert "Trade, 2025" not in words_of(open_page("overview")), "unlike scopes are no difference"
    set_cell(folder, "figures", "trade-2025-statistics", "scope", "goods")
    assert "Trade, 2025: US$16.2 billion (Customs of China, goods) and US$17.2 billion (Statistics of Uzbekistan, goods)" \
        in words_of(open_page("overview"))


def test_activity_has_a_meaning_of_its_own(folder):
    for row, kind in ((TARGET, "target"), (FORUM, "cooperation")):
        set_cell(folder, "commitments", row, "status", "in_progress")
        set_cell(folder, "commitments", row, "kind", kind)
    meanings = dict(zip(*(open_page("overview").table[0].value[column] for column in ("Status", "Meaning"))))
    assert {word.split("]")[0].strip("["): meaning.startswith("An open\\-ended pledge") for word, meaning in meanings.items()} == {
        "in progress": False, "activity reported": True}


def test_statements_read_elsewhere_are_counted_and_told(folder):
    set_cell(folder, "sources", "talk-2025", "note", "Said by the minister.")
    said = text_of(open_page("overview"))
    assert "1 statement was read elsewhere and entered by hand, not machine-checked. It belongs to no commitment yet." in said
    assert "Said by the minister." in said, "the note tells who said it"
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
    assert page.info[0].value.replace("\\", "") == say("overview.begin")
    assert [header.value for header in page.header] == [], "no heading stands over nothing"


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


# What changed

SINCE = "2026-11-02"


@pytest.fixture
def changed(folder):
    """The forum is judged, with evidence, after the day on which the log begins."""
    history.record(folder, at("2026-11-01"))
    steps = (Change("commitments", FORUM, "status", "no_report", "fulfilled"), Change("commitments", FORUM, "note", "", "It was held."))
    edits.save(folder, Edit(steps, note="Read <b>today</b>"), "MK", at("2026-11-05"))
    evidence = a_row("evidence", evidence_id="new", commitment_id=FORUM, published="2026-11-04")
    edits.save(folder, Edit((Added("evidence", evidence),)), "MK", at("2026-11-05"))
    return folder


def at(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T10:00:00+00:00")


def test_the_newest_changes_stand_on_the_overview_in_words(changed):
    said = words_of(open_page("overview"))
    assert "5 November 2026: Hold the forum of 2024; Status: fulfilled, before: no report found; Note: “It was held.”; by MK. " in said
    assert "“Read <b>today</b>”" in said, "shown as it stands, never read as HTML"
    assert "supports: “The forum was held.”; by MK; evidence." in said


def test_nothing_since_the_log_began_is_said():
    assert "Nothing since the log of changes began." in text_of(open_page("overview"))


def test_a_day_in_the_address_shows_all_that_changed_since(changed):
    page = open_page("overview", since=SINCE)
    headings = [element.value.replace("\\", "") for element in (*page.header, *page.subheader)]
    assert "Changed since 2 November 2026" in headings and "New evidence (1)" in headings and "New judgement (1)" in headings
    assert "Changed lately" not in headings
    assert "1 of 2 commitments, by status" in headings
    assert f"(commitments?id={FORUM})" in text_of(page), "a link to the row leaves the day behind"


@pytest.mark.parametrize(("parameters", "said"), [
    ({"since": "2026-11-06"}, "Nothing changed since 6 November 2026."),
    ({"since": SINCE, "status": "not_checked"}, "Nothing changed since 2 November 2026 in what fits the filters."),
    ({"since": "2026-10-01"}, "The log of changes begins on 1 November 2026; what this set began with is not listed."),
    ({"since": "lately"}, "Left out, because it means nothing here: since=lately."),
    ({"since": SINCE, "asof": "2026-11-04"}, "Nothing changed since 2 November 2026."),
    ({"since": "1905-01-01"}, "Changed since 1 January 1905"),
    ({"since": "2999-01-01"}, "Nothing changed since 1 January 2999."),
])
def test_what_a_day_in_the_address_leads_to(changed, parameters, said):
    page = open_page("overview", **parameters)
    assert not page.exception
    assert said in text_of(page)


def test_between_two_days(changed):
    said = text_of(open_page("overview", since=SINCE, asof="2026-11-05"))
    assert "Changed from 2 November 2026 to 5 November 2026" in said and "New judgement (1)" in said


def test_a_folder_without_a_log_says_so():
    assert "There is no log of changes yet." in text_of(open_page("overview", since=SINCE))


def test_the_ways_to_earlier_days_are_counted_from_the_day_shown(changed):
    page = open_page("overview", asof="2026-11-20")
    assert [dict(pairs) for pairs in map(linked_pairs, page.get("page_link")) if "since" in dict(pairs)] == [
        {"since": "2026-11-13", "asof": "2026-11-20"}, {"since": "2026-10-21", "asof": "2026-11-20"}]


def linked_pairs(element) -> list[tuple[str, str]]:
    return parse_qsl(element.proto.query_string)


def test_a_day_that_is_picked_stands_in_the_address(changed):
    page = open_page("overview")
    page.date_input[0].set_value(datetime.date(2026, 11, 3)).run()
    assert page.query_params["since"] == "2026-11-03"
    assert "New judgement (1)" in text_of(page)
