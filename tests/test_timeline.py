"""The timeline: which entries there are and on which day, what must not stand in it, and how they fall on an axis."""
import datetime

import pytest

from monitor import dataset
from monitor.dates import parse_date
from monitor.select import Choice
from monitor.timeline import COLUMNS, KINDS, Entry, as_rows, timeline
from monitor.timeline_digest import digest, years_before
from monitor.timeline_marks import axis_of
from monitor.words import say
from tests.folders import a_row, make_folder

TODAY = datetime.date(2026, 11, 25)
FORUM = "js-1-00000001"
BEGAN, LATER = "2026-11-01T08:00:00+00:00", "2026-11-20T23:30:00+00:00"


def a_folder(folder, **tables):
    return dataset.load(make_folder(folder, **{"sources": [a_row("sources", date="2024-01-24")], "evidence": []} | tables))


def told(data, *kinds, **choice):
    """Kind, day, title and what of the entries, in their order."""
    entries = timeline(data, Choice(**choice), TODAY).of(kinds)
    return [(entry.kind, entry.day, entry.title, entry.what) for entry in (*entries.dated, *entries.undated)]


def a_log(*entries):
    """A log that began on 1 November with an import, and what was entered later."""
    began = a_row("status_log", when=BEGAN, via="import", reason="import")
    return [began, *(a_row("status_log", **{"when": LATER} | entry) for entry in entries)]


# Statements, and the events that sources report

ELSEWHERE = {"source_id": "talk", "file": "", "sha256": "", "text_by": "", "title": "Raise trade", "publisher": "Daily",
             "date": "2025-09-02"}
SAID = {"mention_id": "talk-00000001", "source_id": "talk", "start": "", "end": "", "quote": "", "extractor": "hand"}


@pytest.mark.parametrize(("mentions", "source", "expected"), [
    ([a_row("mentions")], {}, ("2024-01-24", "Joint statement", "1 commitment")),
    ([a_row("mentions"), a_row("mentions", mention_id="js-1-00000002", start="9", end="12", quote="two")], {},
     ("2024-01-24", "Joint statement", "1 commitment")),                                  # two passages of one commitment
    ([a_row("mentions", type="progress")], {}, ("2024-01-24", "Joint statement", "no commitment")),
    ([a_row("mentions")], {"date": "", "event_date": "2024-01"}, ("2024-01", "Joint statement", "1 commitment")),   # no day is invented
    ([a_row("mentions", **SAID, value="20000000000", unit="USD", deadline_text="within five years")], ELSEWHERE,
     ("2025-09-02", "Raise trade", "US$20 billion, within five years")),
    ([a_row("mentions", **SAID | {"commitment_id": ""})], ELSEWHERE,
     ("2025-09-02", "Raise trade", "belongs to no commitment yet")),
])
def test_a_source_is_one_statement_and_says_how_many_commitments_it_states(tmp_path, mentions, source, expected):
    data = a_folder(tmp_path / "data", sources=[a_row("sources", **{"date": "2024-01-24"} | source)], mentions=mentions)
    assert told(data, "statement") == [("statement", *expected)]


def test_under_a_filter_a_statement_counts_what_fits(tmp_path):
    other = a_row("mentions", mention_id="js-1-00000002", start="9", end="12", quote="two", commitment_id="js-1-00000002")
    second = a_row("commitments", commitment_id="js-1-00000002", title="Meet twice", kind="cooperation")
    data = a_folder(tmp_path / "data", mentions=[a_row("mentions"), other], commitments=[a_row("commitments"), second])
    assert told(data, "statement")[0][3] == "2 commitments"
    assert told(data, "statement", kind=("event",))[0][3] == "1 of its 2 commitments"


def test_a_source_that_states_none_of_what_fits_is_left_out_under_a_filter(tmp_path):
    sources = [a_row("sources", date="2024-01-24"), a_row("sources", **ELSEWHERE)]
    data = a_folder(tmp_path / "data", sources=sources, mentions=[a_row("mentions"), a_row("mentions", **SAID | {"commitment_id": ""})])
    assert [entry[2] for entry in told(data, "statement")] == ["Raise trade", "Joint statement"]
    assert [entry[2] for entry in told(data, "statement", kind=("event",))] == ["Joint statement"]


@pytest.mark.parametrize(("source", "events"), [
    ({"date": "2024-01-26", "event_date": "2024-01-24"}, ["2024-01-24"]),
    ({"date": "2024-01-24", "event_date": "2024-01-24"}, []),        # said on the day of the event: one entry
    ({"date": "", "event_date": "2024-01-24"}, []),                  # the event's day is the statement's
])
def test_the_event_of_a_source_stands_apart_where_it_was_on_another_day(tmp_path, source, events):
    data = a_folder(tmp_path / "data", sources=[a_row("sources", **source)])
    assert [day for _, day, _, _ in told(data, "event")] == events


@pytest.mark.parametrize(("cells", "events"), [
    ({"status": "fulfilled", "status_date": "2024-05-13"}, [("event", "2024-05-13", "Hold a forum each year", "took place; fulfilled")]),
    ({"status": "fulfilled", "status_date": "2024"}, [("event", "2024", "Hold a forum each year", "took place; fulfilled")]),
    ({"status": "fulfilled", "status_date": "2024-05-13", "kind": "project"}, []),
    ({"status": "in_progress", "status_date": "2024-05-13"}, []),    # a step of it is no event
    ({"status": "fulfilled", "status_date": ""}, []),
    ({"status": "no_report", "deadline": "2024", "deadline_kind": "year"}, []),   # a deadline, and nobody says it was held
])
def test_a_commitment_is_an_event_only_where_it_took_place(tmp_path, cells, events):
    assert told(a_folder(tmp_path / "data", commitments=[a_row("commitments", **cells)]), "event") == events


# Deadlines

@pytest.mark.parametrize(("cells", "what", "state"), [
    ({"deadline": "2026"}, "not checked", "ahead"),                                   # the year is not over
    ({"deadline": "2026-11-25"}, "not checked", "ahead"),                             # nor is today
    ({"deadline": "2026-11-24"}, "date passed, not checked", "passed"),
    ({"deadline": "2026-10", "status": "no_report"}, "date passed, no report found", "silent"),
    ({"deadline": "2025", "status": "in_progress"}, "date passed, in progress", "passed"),
    ({"deadline": "2025", "status": "fulfilled"}, "fulfilled", "settled"),
    ({"deadline": "2027", "status": "dropped"}, "dropped", "settled"),
    ({"deadline": "2025", "status": "reached"}, "date passed, reached", "passed"),    # no status of the list: as typed
])
def test_a_deadline_says_whether_it_passed_and_whether_a_report_is_found(tmp_path, cells, what, state):
    data = a_folder(tmp_path / "data", commitments=[a_row("commitments", **cells)])
    [entry] = timeline(data, Choice(), TODAY).of(["deadline"]).dated
    assert (entry.day, entry.what, entry.state) == (cells["deadline"], what, state)


# Evidence

@pytest.mark.parametrize(("date", "published", "day"), [
    ("2025-03-04", "2025-03-05", "2025-03-04"),
    ("2025-03", "", "2025-03"),
    ("2025", "", "2025"),
    ("04/03/2025", "", "04/03/2025"),     # two readings: undated, as typed
    ("", "2025-03-05", ""),               # when it was published is not when it happened
])
def test_evidence_stands_on_its_own_day_as_exact_as_it_is(tmp_path, date, published, day):
    data = a_folder(tmp_path / "data", evidence=[a_row("evidence", date=date, published=published)])
    assert told(data, "evidence") == [("evidence", day, "Hold a forum each year", "supports: The forum was held.")]
    assert bool(timeline(data, Choice(), TODAY).undated) == (day in ("", "04/03/2025"))


# Changes of status

@pytest.mark.parametrize(("entry", "what"), [
    ({"old": "not_checked", "new": "fulfilled", "reason": "evidence"}, "fulfilled, before: not checked"),
    ({"old": "", "new": "fulfilled", "reason": "evidence"}, "fulfilled"),
    ({"old": "fulfilled", "new": "no_report", "reason": "correction"}, "correction: no report found, before: fulfilled"),
    ({"old": "not_checked", "new": "fulfilled", "reason": "import", "via": "import"}, "fulfilled, before: not checked"),   # a later import
    ({"old": "fulfilled", "new": "not_checked", "reason": "evidence", "note": say("undo.note", when="2026")},
     "taken back: not checked, before: fulfilled"),
])
def test_a_judgement_of_the_log_stands_on_its_day(tmp_path, entry, what):
    data = a_folder(tmp_path / "data", status_log=a_log(entry))
    assert told(data, "status") == [("status", "2026-11-20", "Hold a forum each year", what)]


@pytest.mark.parametrize("entry", [
    {"when": BEGAN, "via": "import", "reason": "import", "new": "fulfilled"},                  # what the log began with
    {"when": "2026-11-01T20:00:00+00:00", "via": "extract", "reason": "evidence", "new": "fulfilled"},
    {"reason": "recode", "new": "not_checked"},                                                # a row that was opened
    {"field": "status_date", "reason": "evidence", "new": "2024-05-13"},
    {"reason": "evidence", "new": "fulfilled", "commitment_id": "none-such"},
    {"reason": "correction", "via": "extract", "old": "fulfilled", "new": "no_report"},        # what the rules read beside a correction
])
def test_what_is_no_change_of_a_status_stands_on_no_day(tmp_path, entry):
    assert told(a_folder(tmp_path / "data", status_log=a_log(entry)), "status") == []


@pytest.mark.parametrize(("table", "row"), [
    ("mentions", {"rejected": "yes"}),                       # withdrawn: it counts nowhere
    ("commitments", {"deadline": "soon"}),                   # no date; the check tells it
    ("evidence", {"commitment_id": "none-such", "date": "2025"}),
])
def test_what_must_not_appear(tmp_path, table, row):
    data = a_folder(tmp_path / "data", **{table: [a_row(table, **row)]})
    assert told(data, "deadline", "evidence", "status", "event") == []


# Order and choice

DATES = ("2024", "2024-12", "2024-12-31", "2025-01-01", "2024-01-05", "2024-01")


def dated_folder(folder, dates=DATES):
    return a_folder(folder, evidence=[a_row("evidence", evidence_id=f"e{place}", date=date) for place, date in enumerate(dates)])


def test_the_newest_stand_first_and_what_is_less_exact_behind_the_days_of_its_time(tmp_path):
    days = [day for _, day, _, _ in told(dated_folder(tmp_path / "data"), "evidence")]
    assert days == ["2025-01-01", "2024-12-31", "2024-12", "2024-01-05", "2024-01", "2024"]


@pytest.mark.parametrize(("since", "left"), [
    ("2025-01-01", ["2025-01-01"]),
    ("2024-12-31", ["2025-01-01", "2024-12-31", "2024-12", "2024"]),   # what may be of that day stays
    ("2026-01-01", []),
])
def test_since_leaves_what_may_be_of_that_day_or_later_and_nothing_undated(tmp_path, since, left):
    found = timeline(dated_folder(tmp_path / "data", (*DATES, "")), Choice(), TODAY).of(["evidence"])
    assert len(found.undated) == 1
    assert [entry.day for entry in found.since(since).dated] == left
    assert found.since(since).undated == ()


def test_deadlines_to_come_are_read_first_soonest_first_and_the_undated_last(tmp_path):
    deadlines = {"a": "2030", "b": "2027-02-01", "c": "2020", "d": "2027"}
    commitments = [a_row("commitments", commitment_id=name, title=name, deadline=day) for name, day in deadlines.items()]
    data = a_folder(tmp_path / "data", commitments=commitments,
                    evidence=[a_row("evidence", commitment_id="a"), a_row("evidence", evidence_id="e2", commitment_id="a", date="2025")])
    read = timeline(data, Choice(), TODAY).listed(TODAY)
    assert [(entry.kind, entry.day) for entry in read] == [
        ("deadline", "2027-02-01"), ("deadline", "2027"), ("deadline", "2030"), ("evidence", "2025"), ("statement", "2024-01-24"),
        ("deadline", "2020"), ("evidence", ""),
    ]


def test_filters_and_kinds_narrow_together(tmp_path):
    second = a_row("commitments", commitment_id="b", title="Meet", sector="trade", deadline="2025")
    data = a_folder(tmp_path / "data", commitments=[a_row("commitments", deadline="2024"), second])
    assert [entry[2] for entry in told(data, "deadline", sector=("trade",))] == ["Meet"]
    assert timeline(data, Choice(), TODAY).counts() == {"statement": 1, "event": 0, "deadline": 2, "evidence": 0, "status": 0}
    assert told(data, "status", sector=("trade",)) == []


def test_an_empty_folder_has_an_empty_timeline(tmp_path):
    empty = {name: [] for name in ("sources", "mentions", "commitments", "evidence", "figures", "indicators")}
    found = timeline(a_folder(tmp_path / "data", **empty), Choice(), TODAY)
    assert (found.dated, found.undated, found.log_begins) == ((), (), None)
    assert axis_of(found.dated, TODAY) is None


def test_entries_go_into_a_file_as_plain_rows(tmp_path):
    rows = as_rows(timeline(a_folder(tmp_path / "data", evidence=[a_row("evidence", date="2025-03")]), Choice(), TODAY).dated)
    assert [tuple(row) for row in rows] == [COLUMNS, COLUMNS]
    assert rows[0] == {"day": "2025-03", "kind": "evidence", "title": "Hold a forum each year", "what": "supports: The forum was held.",
                       "who": "", "url": "https://example.org/forum", "commitment_id": FORUM, "source_id": ""}


# The axis

def an_entry(day, kind="evidence", state=""):
    return Entry(kind, day, parse_date(day), "title", "what", state=state)


def an_axis(*days):
    return axis_of([an_entry(day) for day in sorted(days, reverse=True)], TODAY)


@pytest.mark.parametrize(("days", "slot", "first", "last"), [
    (["2026-11-20"], "day", "2026-11-20", "2026-11-25"),
    (["2026-09-03"], "month", "2026-09-01", "2026-11-30"),
    (["2026-09-03", "2027"], "month", "2026-09-01", "2027-12-31"),
    (["2022-05-03"], "quarter", "2022-04-01", "2026-12-31"),
    (["1998-05-03"], "year", "1998-01-01", "2026-12-31"),
])
def test_the_axis_is_cut_into_as_few_pieces_as_can_be_told_apart(days, slot, first, last):
    axis = an_axis(*days)
    assert (axis.slot, axis.first.isoformat(), axis.last.isoformat()) == (slot, first, last)


@pytest.mark.parametrize(("days", "marks"), [
    (["2022-05-03", "2022-06-30"], [("2022-04-01", "2022-06-30", 2, False)]),     # one quarter
    (["2022-05-03", "2022-07-01"], [("2022-04-01", "2022-06-30", 1, False), ("2022-07-01", "2022-09-30", 1, False)]),
    (["2022-05"], [("2022-04-01", "2022-06-30", 1, False)]),                      # a month lies within its quarter
    (["2022-01-03", "2022"], [("2022-01-01", "2022-03-31", 1, False), ("2022-01-01", "2022-12-31", 1, True)]),   # a year is a span
    (["2026-11", "2026-11-20"], [("2026-11-01", "2026-11-30", 1, True), ("2026-11-20", "2026-11-20", 1, False)]),
])
def test_what_falls_together_is_one_mark_and_what_is_less_exact_is_a_span(days, marks):
    [lane] = an_axis(*days).lanes
    assert [(mark.days.first.isoformat(), mark.days.last.isoformat(), len(mark.entries), mark.is_span) for mark in lane.marks] == marks
    assert lane.entries == len(days)


def test_a_lane_is_drawn_for_each_kind_that_has_entries_in_their_order():
    axis = axis_of([an_entry("2026-03-01", kind) for kind in reversed(KINDS) if kind != "event"], TODAY)
    assert [lane.kind for lane in axis.lanes] == ["statement", "deadline", "evidence", "status"]


@pytest.mark.parametrize(("states", "is_open"), [(["settled"], False), (["settled", "silent"], True), (["ahead"], True)])
def test_a_mark_is_open_while_one_of_its_deadlines_is(states, is_open):
    [lane] = axis_of([an_entry("2026-03-01", "deadline", state) for state in states], TODAY).lanes
    assert lane.marks[0].is_open is is_open


# In ten seconds

def test_the_digest_says_what_was_last_what_is_due_and_what_passed(tmp_path):
    rows = {"a": ("2026", "not_checked"), "b": ("2024", "no_report"), "c": ("2025", "in_progress"), "d": ("2024", "fulfilled"),
            "e": ("", "no_report")}
    commitments = [a_row("commitments", commitment_id=name, title=name, deadline=day, status=status)
                   for name, (day, status) in rows.items()]
    days = ("2026-11-01", "2026-11-01", "2026-11-26", "2025-11-26", "2025-11-25", "2025", "2024-11-26", "2024-11-25")
    evidence = [a_row("evidence", evidence_id=f"e{place}", commitment_id="a", date=day) for place, day in enumerate(days)]
    data = a_folder(tmp_path / "data", commitments=commitments, evidence=evidence)
    found = digest(timeline(data, Choice(), TODAY), data.commitments["status"], TODAY)
    assert [entry.day for entry in found.newest] == ["2026-11-01", "2026-11-01"], "not what lies in the future"
    assert (found.last_year, found.year_before) == (3, 2), "a year that reaches into both is counted in neither"
    assert [[entry.title for entry in entries] for entries in (found.ahead, found.silent, found.passed)] == [["a"], ["b"], ["c"]]
    assert (found.no_report, found.not_checked) == (2, 1)


@pytest.mark.parametrize(("day", "before"), [("2026-11-25", "2025-11-25"), ("2024-02-29", "2023-02-28")])
def test_a_year_before_a_leap_day_is_a_day_of_the_calendar(day, before):
    assert years_before(datetime.date.fromisoformat(day), 1).isoformat() == before


def test_ten_thousand_entries_are_quick(tmp_path):
    data = dated_folder(tmp_path / "data", [f"202{place % 6}-{place % 12 + 1:02}-{place % 28 + 1:02}" for place in range(10_000)])
    choice = Choice()
    timeline(data, choice, TODAY)
    begins = datetime.datetime.now()
    found = timeline(data, choice, TODAY)
    axis_of(found.dated, TODAY)
    assert len(found.dated) == 10_001
    assert datetime.datetime.now() - begins < datetime.timedelta(seconds=2), "0.2 s where nothing else runs"
