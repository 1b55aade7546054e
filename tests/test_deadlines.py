"""Deadlines in their forms, and times that are none."""
import pytest

from extract.findings import Deadline
from extract.rules.deadlines import deadline_in

TODAY = "2024-01-24"

FOUND = [
    ("open the bridge by May 14, 2025", Deadline("date", "2025-05-14", "by May 14, 2025")),
    ("hold the forum on January 25, 2024", Deadline("date", "2024-01-25", "on January 25, 2024")),  # the day after the document
    ("launch tenders in May 2024", Deadline("month", "2024-05", "in May 2024")),
    ("hold the meeting in Tashkent in 2024", Deadline("year", "2024", "in 2024")),  # the document's own year is not over
    ("raise trade by the end of 2030", Deadline("year", "2030", "by the end of 2030")),
    ("implement the Plan (2022-2026) signed on February 5, 2022", Deadline("year", "2026", "(2022-2026)")),  # a plan's last year
    ("build gas pipelines until 2030", Deadline("year", "2030", "until 2030")),
    ("buy goods in 2026 (prorated), 2027, and 2028", Deadline("year", "2028", "in 2026 (prorated), 2027, and 2028")),  # the last of several
    ("attend the summits in June and November", Deadline("month", "2024-11", "in June and November")),
    ("invest over the next five years", Deadline("year", "2029", "over the next five years")),
    ("receive the guest later this year", Deadline("year", "2024", "later this year")),
    ("complete the work as soon as possible", Deadline("vague", None, "as soon as possible")),
    ("visit at a time convenient to both parties", Deadline("vague", None, "at a time convenient to both parties")),
    ("finish soon, by 2025", Deadline("year", "2025", "by 2025")),  # a date goes before a vague phrase
]

NONE = [
    ("implement the plan signed on February 5, 2022", "the day of signing, before the document"),
    ("advance the United Nations 2030 Agenda", "a year in a name"),
    ("support the \"Uzbekistan-2030\" strategy", "a year in a name"),
    ("start work beginning in 2025", "when it starts"),
    ("exchange views in a timely manner", "manner"),
    ("provide help within its capacity", "condition"),
    ("suspend the duty for an initial period of 90 days", "how long it lasts"),
    ("amend Announcement No. 4 of 2025", "part of a name"),
    ("build on what was agreed last year", "the past"),
]


@pytest.mark.parametrize(("text", "deadline"), FOUND)
def test_a_deadline_is_found(text, deadline):
    assert deadline_in(text, [(0, len(text))], TODAY) == deadline


SPANS = [   # read on 22 September 2024
    ("sign the treaty in the second half of 2025", Deadline("year", "2025", "in the second half of 2025")),   # ends with the year
    ("sign the treaty in the first half of 2025", Deadline("month", "2025-06", "in the first half of 2025")),
    ("sign the treaty in the first half of next year", Deadline("month", "2025-06", "in the first half of next year")),
    ("finish the dam in the third quarter of 2025", Deadline("month", "2025-09", "in the third quarter of 2025")),
    ("build the road over three years", Deadline("year", "2027", "over three years")),
    ("build the road in three years", Deadline("year", "2027", "in three years")),
    ("train judges within two years", Deadline("year", "2026", "within two years")),
    ("train judges within three months", Deadline("month", "2024-12", "within three months")),
    ("send teachers from 2024 to 2027", Deadline("year", "2027", "from 2024 to 2027")),   # the last year of the span
    ("send teachers between 2024 and 2027", Deadline("year", "2027", "between 2024 and 2027")),
    ("hold the fair between April and June 2025", Deadline("month", "2025-06", "between April and June 2025")),
    ("hold the fair between October and December", Deadline("month", "2024-12", "between October and December")),
    ("open the line by the end of next month", Deadline("month", "2024-10", "by the end of next month")),
    ("open the line by the end of this month", Deadline("month", "2024-09", "by the end of this month")),
    ("finish the dam by the end of the year", Deadline("year", "2024", "by the end of the year")),
    ("finish the dam by the year 2028", Deadline("year", "2028", "by the year 2028")),
    ("finish the dam by the close of 2025", Deadline("year", "2025", "by the close of 2025")),
    ("the games will be held in 2030 in the Republic of India", Deadline("year", "2030", "in 2030")),   # "be held" is no date of the past
    ("the treaty is to be signed in 2025", Deadline("year", "2025", "in 2025")),
    ("carry out the plan for 2025-2029", Deadline("year", "2029", "for 2025-2029")),
    ("the year 2025 will be declared the Year of Tea", Deadline("year", "2025", "2025")),
    ("carry out the 2025-2029 plan", Deadline("year", "2029", "2025-2029")),   # a plan's span
    ("pay the sum over the period 2025–2029", Deadline("year", "2029", "over the period 2025–2029")),
    ("finish the dam in the course of 2025", Deadline("year", "2025", "in the course of 2025")),
    ("finish the dam in fiscal year 2026", Deadline("year", "2026", "in fiscal year 2026")),
    ("double trade by the end of the decade", Deadline("year", "2030", "by the end of the decade")),
    ("finish the dam before the next summit", Deadline("vague", None, "before the next summit")),
]

NO_SPAN = [
    ("lend the sum for five years", "how long it lasts"),
    ("two years ago", "the past"),
    ("over three years ago", "the past"),
    ("carry on the work from 2019 to 2022", "the past"),
    ("build on the treaty signed in 2023", "the past"),
    ("start the work from 2025", "when it starts"),
    ("apply the tariff as of 1 January 2026", "when it starts"),
]


@pytest.mark.parametrize(("text", "deadline"), SPANS)
def test_the_end_of_a_span_is_a_deadline(text, deadline):
    assert deadline_in(text, [(0, len(text))], "2024-09-22") == deadline


@pytest.mark.parametrize(("text", "reason"), NO_SPAN)
def test_other_spans_are_no_deadline(text, reason):
    assert deadline_in(text, [(0, len(text))], "2024-09-22") == Deadline(), reason


@pytest.mark.xfail(strict=True, reason="known miss")
@pytest.mark.parametrize(("text", "date", "reason"), [
    ("hold the fair between November and February", "2025-02", "a span over the turn of the year is taken for the last one"),
])
def test_known_misses(text, date, reason):
    assert deadline_in(text, [(0, len(text))], "2024-09-22").date == date, reason


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_other_times_are_no_deadline(text, reason):
    assert deadline_in(text, [(0, len(text))], TODAY) == Deadline(), reason


def test_the_nearest_span_wins():
    text = "In 2030, they will meet by 2026"
    assert deadline_in(text, [(9, len(text)), (0, 9)], TODAY).date == "2026"


def test_without_the_document_date_a_relative_time_is_left_open():
    text = "meet next year"
    assert deadline_in(text, [(0, len(text))], None) == Deadline()
