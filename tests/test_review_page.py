"""The page /review as a reader's address opens it: what it lists, in which order, with which words, and that a reader has no buttons."""
import datetime
from threading import Event

import pytest

from monitor import dataset, permission, review
from monitor.phrases import day_words
from tests.folders import a_row, add_row, make_folder, set_cell
from tests.target_folder import FORUM, TARGET, open_page, target_folder, text_of, words_of

TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """One row that nobody checked, one searched without a note, and a statement read elsewhere."""
    monkeypatch.setenv("MONITOR_DATA", str(target_folder(tmp_path / "data")))
    set_cell(tmp_path / "data", "commitments", FORUM, "checked_on", TODAY.isoformat())
    return tmp_path / "data"


def headings(page):
    return [header.value.replace("\\", "") for header in page.header]


def cards(page):
    """The titles of the cards, in order."""
    return [title.value.replace("\\", "") for title in page.subheader]


def options(page):
    """The choice of reasons, as it is read."""
    return page.get("button_group")[0].proto


def test_it_stands_most_important_first():
    page = open_page("review")
    assert not page.exception
    assert page.title[0].value == "What needs a person"
    assert headings(page) == ["Status without its ground", "Not checked", "Read elsewhere"]
    assert cards(page) == [f"[Hold the forum of 2024](commitments?id={FORUM})", f"[Raise trade to 20 billion](commitments?id={TARGET})",
                           "Raise trade"]
    assert "3 entries need a person." in text_of(page)


def test_the_words_that_matter_stand_with_their_source_and_day():
    said = text_of(open_page("review", need="new"))
    assert "“The two sides will raise trade to 20 billion dollars at an early date”" in said
    assert "[Joint statement](sources?source=js-1&id=js-1-00000001), 24 January 2024, machine translation" in said


def test_what_is_wrong_is_said_in_a_sentence():
    said = words_of(open_page("review", need="definitions"))
    assert "“no report found” asks for a note: the reason, or how far was searched. There is none." in said


def test_a_reason_may_be_chosen_in_the_address():
    page = open_page("review", need="elsewhere")
    assert cards(page) == ["Raise trade"]
    assert headings(page) == ["Read elsewhere"]


def test_a_reason_that_nothing_has_is_said():
    page = open_page("review", need="joins")
    assert cards(page) == []
    assert "Nothing here needs a person for this reason." in text_of(page)


def test_a_reason_that_means_nothing_is_dropped_with_a_notice():
    page = open_page("review", need="everything")
    assert "Left out, because it means nothing here: need=everything." in text_of(page)
    assert len(cards(page)) == 3


def test_the_counts_are_those_of_the_rows(folder):
    entries = review.entries(review.items(dataset.load(folder), TODAY))
    labels = [option.content for option in options(open_page("review")).options]
    assert labels == ["Status without its ground (1)", "Not checked (1)", "Read elsewhere (1)"]
    assert review.counts(entries) == {"definitions": 1, "new": 1, "elsewhere": 1}


def test_filters_narrow_it_and_leave_out_what_belongs_to_no_commitment():
    page = open_page("review", status="not_checked")
    assert cards(page) == [f"[Raise trade to 20 billion](commitments?status=not_checked&id={TARGET})"]
    assert "What belongs to no commitment is listed only without filters." in text_of(page)


def test_a_proposed_join_shows_both_rows_side_by_side(folder):
    set_cell(folder, "commitments", FORUM, "review", f"join with {TARGET}?")
    said = text_of(open_page("review", need="joins"))
    assert f"[Hold the forum of 2024](commitments?id={FORUM})" in said and f"[Raise trade to 20 billion](commitments?id={TARGET})" in said
    assert "These two may undertake the same." in said


def test_a_reading_shows_what_is_kept_and_what_was_read(folder):
    set_cell(folder, "commitments", TARGET, "review", "value: the rules read 25000000000, kept 20000000000; "
             "kind: the rules read event, kept target")
    said = text_of(open_page("review", need="readings"))
    assert "Number: the rules now read something else than what is kept." in said
    assert "Kept: 20 billion" in said and "The rules read: 25 billion" in said
    assert "Kept: target" in said and "The rules read: event" in said


def test_a_figure_far_from_the_others_is_told_with_its_source(folder):
    for name, value in (("press", "90000000000"), ("ministry", "16000000000")):
        add_row(folder, "figures", a_row("figures", figure_id=f"trade-{name}", period="2025", period_start="2025-01-01",
                                         period_end="2025-12-31", value=value, reporter_id=name, reporter=name, scope="goods", source_id="",
                                         start="", end="", quote="", url=f"https://example.org/{name}"))
    page = open_page("review", need="flags")
    assert cards(page) == ["[Trade](targets?indicator=trade)"]
    assert "press reports US$90 billion for 2025; the middle of 3 reporters is US$16.2 billion" in text_of(page)
    assert "(<https://example.org/press>)" in text_of(page)


def test_a_reader_has_links_and_no_buttons():
    page = open_page("review")
    assert [button.label for button in page.button] == []
    assert not [field for field in page.text_input if "alias" in field.label]
    assert [link.proto.label for link in page.get("page_link") if "Open" in link.proto.label] == [":primary[Open]"] * 2


def test_the_switch_alone_gives_no_button_to_a_request_of_unknown_host(monkeypatch):
    """AppTest sends no headers, as a request without a host."""
    monkeypatch.setattr(permission, "_switched_on", Event())
    permission.allow_the_person_here()
    assert [button.label for button in open_page("review").button] == []


def test_an_earlier_day_is_that_days_state():
    page = open_page("review", asof="2024-06-30")
    said = text_of(page)
    assert "it stands now: no record of it is kept by day" in said
    assert cards(page) == [
        f"[Raise trade to 20 billion](commitments?asof=2024-06-30&id={TARGET})",
        f"[Hold the forum of 2024](commitments?asof=2024-06-30&id={FORUM})"], "both were stated by then; the statement read elsewhere came later"


def test_twenty_rows_a_page(tmp_path, monkeypatch):
    rows = [a_row("commitments", commitment_id=f"a-{place:02}", title=f"Row {place}") for place in range(45)]
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "many", commitments=rows, evidence=[], mentions=[])))
    assert [len(cards(open_page("review", page=str(number)))) for number in (1, 2, 3, 9)] == [20, 20, 5, 5]


def test_nothing_that_needs_a_person_is_said_with_the_day(tmp_path, monkeypatch):
    nothing = {table: [] for table in ("sources", "mentions", "commitments", "evidence", "figures", "indicators")}
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "new", **nothing)))
    page = open_page("review")
    assert not page.exception
    assert f"Nothing needs a person. {day_words(TODAY.isoformat())}." in text_of(page)


@pytest.mark.parametrize("table, identity, column, value", [
    ("commitments", TARGET, "status", "fulfiled"), ("commitments", TARGET, "deadline", "soon"), ("commitments", TARGET, "parties", ""),
    ("commitments", TARGET, "checked_on", "yesterday"), ("commitments", TARGET, "value", "many"),
    ("commitments", TARGET, "review", "value: the rules read lots, kept 20000000000"), ("mentions", TARGET, "flags", "x; ; borderline"),
    ("sources", "js-1", "date", "2024-99"), ("figures", "trade-2024-customs", "value", "lots"),
])
def test_no_cell_stops_the_page(folder, table, identity, column, value):
    set_cell(folder, table, identity, column, value)
    assert not open_page("review").exception
