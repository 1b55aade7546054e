"""The page of the timeline, run as a visitor's address opens it."""
import datetime
import html
import json
import re

import pytest

from monitor.folder_commands import init_folder
from monitor.history import record
from tests.folders import a_row, add_row, set_cell
from tests.target_folder import FORUM, TARGET, chart, open_page, target_folder, text_of, words_of

ANSWER = "The customs counted 16.2 billion [sic](https://bad.example)."


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    folder = target_folder(tmp_path / "data")
    add_row(folder, "evidence", a_row("evidence", evidence_id="customs-2025", commitment_id=TARGET, date="2025-03-04", summary=ANSWER,
                                      publisher="Customs", url="https://example.org/customs"))
    set_cell(folder, "evidence", "forum-2024", "commitment_id", FORUM)
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    return folder


def opened(**parameters):
    page = open_page("timeline", **parameters)
    assert not page.exception
    return page


def lanes(page):
    """The names of the lanes with their numbers, from top to bottom."""
    texts = [annotation["text"] for annotation in json.loads(chart(page).spec)["layout"]["annotations"]]
    return [re.sub(r"</?b>", "", text) for text in texts if text.startswith("<b>")]


def addresses(page):
    """Where the marks of the chart lead."""
    annotations = json.loads(chart(page).spec)["layout"]["annotations"]
    return [html.unescape(address) for annotation in annotations for address in re.findall('href="([^"]*)"', annotation["text"])]


def test_it_says_first_what_was_last_what_is_due_and_what_passed():
    said = words_of(opened())
    assert "Newest evidence 4 March 2025, 20 months ago: Raise trade to 20 billion." in said
    assert "No open deadline lies ahead." in said
    assert "2024: Hold the forum of 2024; date passed, no report found." in said
    assert "overdue" not in said


def test_it_lists_every_kind_under_its_month_newest_first():
    page = opened()
    headings = [heading.value.replace("\\", "") for heading in page.subheader]
    assert headings == ["September 2025", "March 2025", "January 2024", "2024, month not stated", "Undated"]
    said = words_of(page)
    assert "2 September · Statement · Raise trade: US$20 billion, within five years, belongs to no commitment yet." in said
    assert "24 January · Statement · Joint statement: 1 commitment." in said
    assert "- Deadline · Hold the forum of 2024: date passed, no report found." in said, "a year is listed as a year"
    assert "- Evidence · Hold the forum of 2024: supports: The forum was held. source." in said


def test_every_entry_leads_to_what_it_is_about_and_to_who_said_it():
    said = text_of(opened())
    assert f"[Raise trade to 20 billion](commitments?id={TARGET})" in said
    assert "[Joint statement](sources?source=js-1)" in said
    assert "[Customs](<https://example.org/customs>)" in said


def test_what_stands_in_a_cell_is_shown_and_not_obeyed():
    markdown = "\n".join(element.value for element in opened().markdown)
    assert "\\[sic\\]\\(https\\:" in markdown
    assert "[sic](" not in markdown


def test_the_chart_has_a_lane_a_kind_and_a_link_a_mark():
    page = opened()
    assert lanes(page) == ["Statements 2", "Deadlines 1 (hollow: still open)", "Evidence 1"]
    assert addresses(page) == ["sources?source=js-1", "sources?source=talk-2025", f"commitments?id={FORUM}", f"commitments?id={TARGET}"]
    assert chart(page).alt == "Statements: 2, 2024 to 2025. Deadlines: 1, 2024. Evidence: 1, 2025."


def test_a_mark_of_several_leads_to_where_the_list_tells_them(folder):
    for place in range(60):
        add_row(folder, "evidence", a_row("evidence", evidence_id=f"more-{place}", commitment_id=TARGET, date="2025-04-04"))
    add_row(folder, "evidence", a_row("evidence", evidence_id="more-march", commitment_id=TARGET, date="2025-03-05"))
    page = opened(event=["evidence"])
    assert addresses(page) == ["timeline?event=evidence&page=2#2025-03", "timeline?event=evidence#2025-04"]
    assert "Entries 1 to 50 of 63." in text_of(page)
    assert [heading.value for heading in opened(event=["evidence"], page="2").subheader] == ["April 2025", "March 2025", "Undated"]


def test_the_address_says_which_kinds_are_shown():
    page = opened(event=["deadline", "evidence"])
    assert page.pills(key="timeline_event").value == ["deadline", "evidence"]
    assert lanes(page) == ["Deadlines 1 (hollow: still open)", "Evidence 1"]
    assert "3 entries" in page.header[0].value


def test_a_kind_that_is_chosen_stands_in_the_address():
    page = opened(page="2")
    page.pills(key="timeline_event").set_value(["statement", "event"]).run()
    assert page.query_params["event"] == ["statement", "event"]
    assert "page" not in page.query_params
    assert lanes(page) == ["Statements 2"]


@pytest.mark.parametrize(("parameters", "named"), [
    ({"event": ["deadline", "miracle"]}, "event=miracle"),
    ({"event": "Deadline"}, "event=Deadline"),
    ({"since": "last year"}, "since=last year"),
])
def test_what_means_nothing_is_dropped_with_a_notice(parameters, named):
    assert f"Left out, because it means nothing here: {named}." in text_of(opened(**parameters))


def test_since_shows_what_happened_since_whatever_was_entered_when():
    page = opened(since="2025-03-01")
    assert lanes(page) == ["Statements 1", "Evidence 1"]
    assert [heading.value for heading in page.subheader] == ["September 2025", "March 2025"], "nothing undated"
    assert "2024: Hold the forum of 2024; date passed, no report found." in words_of(page), "what it says first is of all time"
    assert page.expander[0].label == "Filters"


def test_filters_narrow_it():
    page = opened(status="no_report")
    assert lanes(page) == ["Deadlines 1 (hollow: still open)"]
    assert page.expander[0].label == "Filters: 1 of 2 commitments"


@pytest.mark.parametrize(("parameters", "said"), [
    ({"q": "no such words"}, "Nothing fits these filters."),
    ({"event": "event"}, "There is nothing of the kinds that are chosen."),
    ({"since": "2026-11-01"}, "Nothing that fits is of that day or later."),
])
def test_it_says_why_there_is_nothing(parameters, said):
    page = opened(**parameters)
    assert page.info[-1].value.replace("\\", "").startswith(said)
    assert not page.get("plotly_chart")
    assert ("Passed or silent" in text_of(page)) == ("q" not in parameters), "no heading over nothing"


def test_it_says_since_when_no_status_has_changed(folder):
    record(folder, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC))
    assert "No change of status since the log of changes began on 1 November 2026." in text_of(opened(event="status"))
    set_cell(folder, "commitments", FORUM, "status", "fulfilled")
    record(folder, datetime.datetime(2026, 11, 5, tzinfo=datetime.UTC))
    page = opened(event="status")
    assert "No change of status" not in text_of(page)
    assert "5 November · Status · Hold the forum of 2024: fulfilled, before: no report found." in words_of(page)


def test_an_empty_folder_is_told_what_to_do(folder, tmp_path, monkeypatch):
    init_folder(tmp_path / "empty")
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "empty"))
    page = opened()
    assert "python -m extract" in page.info[0].value.replace("\\", "")


def test_an_earlier_day_shows_what_was_on_record_then():
    page = opened(asof="2025-01-31")
    assert lanes(page) == ["Statements 1", "Deadlines 1 (hollow: still open)"]
    annotations = json.loads(chart(page).spec)["layout"]["annotations"]
    assert annotations[0]["text"] == "31 January 2025", "no day but today is called today"
