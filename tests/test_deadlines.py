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


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_other_times_are_no_deadline(text, reason):
    assert deadline_in(text, [(0, len(text))], TODAY) == Deadline(), reason


def test_the_nearest_span_wins():
    text = "In 2030, they will meet by 2026"
    assert deadline_in(text, [(9, len(text)), (0, 9)], TODAY).date == "2026"


def test_without_the_document_date_a_relative_time_is_left_open():
    text = "meet next year"
    assert deadline_in(text, [(0, len(text))], None) == Deadline()
