"""What was on record on a day."""
from datetime import date

import pytest

from monitor.asof import on_record
from monitor.dataset import load
from tests.folders import a_row, make_folder


def a_change(when: str, field: str, new: str, old: str = "") -> dict[str, str]:
    return a_row("status_log", when=when, field=field, old=old, new=new)


@pytest.fixture
def data(tmp_path):
    return load(make_folder(
        tmp_path / "data",
        sources=[a_row("sources", date="2024-01-24"),
                 a_row("sources", source_id="later", file="later.txt", date="", event_date="2025-09-02"),
                 a_row("sources", source_id="undated", file="undated.txt")],
        mentions=[a_row("mentions"), a_row("mentions", mention_id="m2", source_id="later"),
                  a_row("mentions", mention_id="m3", source_id="later", commitment_id="new")],
        commitments=[a_row("commitments", title="Hold it", status="fulfilled", note="It was held.", checked_on="2026-03-01", mentions="2"),
                     a_row("commitments", commitment_id="new")],
        evidence=[a_row("evidence", published="2025-01-10"), a_row("evidence", evidence_id="by-event", date="2025-03"),
                  a_row("evidence", evidence_id="undated")],
        figures=[a_row("figures", published="2024-03-01"), a_row("figures", figure_id="month", published="2025-02"),
                 a_row("figures", figure_id="undated")],
        status_log=[
            a_change("2025-01-01T10:00:00+00:00", "title", "Hold the forum"),
            a_change("2025-02-01T10:00:00+00:00", "status", "in_progress"),
            a_change("2026-03-01T10:00:00+00:00", "status", "fulfilled", "in_progress"),
            a_change("2026-03-01T10:00:00+00:00", "note", "It was held."),
        ],
    ))


@pytest.mark.parametrize(("day", "status", "note", "title", "commitments", "mentions"), [
    (date(2026, 3, 1), "fulfilled", "It was held.", "Hold the forum", 2, "2"),
    (date(2026, 2, 28), "in_progress", "", "Hold the forum", 2, "2"),
    (date(2025, 2, 1), "in_progress", "", "Hold the forum", 1, "1"),     # the second document was not there yet
    (date(2025, 1, 31), "not_checked", "", "Hold the forum", 1, "1"),
    (date(2024, 6, 1), "not_checked", "", "Hold it", 1, "1"),            # before the log begins
])
def test_judgements_are_those_of_the_day(data, day, status, note, title, commitments, mentions):
    found = on_record(data, day).data
    row = found.row("commitments", "js-1-00000001")
    assert (row["status"], row["note"], row["title"], row["mentions"]) == (status, note, title, mentions)
    assert len(found.commitments) == commitments


@pytest.mark.parametrize(("day", "before"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_it_says_when_the_log_begins(data, day, before):
    record = on_record(data, day)
    assert (record.log_begins, record.before_log) == (date(2025, 1, 1), before)


def test_a_folder_without_a_log_has_no_judgement_on_record(tmp_path):
    record = on_record(load(make_folder(tmp_path / "data", sources=[a_row("sources", date="2024-01-24")])), date(2026, 1, 1))
    assert (record.before_log, record.log_begins, record.data.commitments["status"].tolist()) == (True, None, ["not_checked"])


@pytest.mark.parametrize(("day", "sources", "figures", "evidence"), [
    (date(2024, 1, 23), [], [], []),
    (date(2024, 3, 1), ["js-1"], ["js-1-00000002"], []),
    (date(2025, 2, 27), ["js-1"], ["js-1-00000002"], ["forum-2024"]),                   # the month is not over
    (date(2025, 3, 31), ["js-1"], ["js-1-00000002", "month"], ["forum-2024", "by-event"]),
    (date(2026, 11, 24), ["js-1", "later"], ["js-1-00000002", "month"], ["forum-2024", "by-event"]),
])
def test_documents_figures_and_evidence_of_the_day(data, day, sources, figures, evidence):
    record = on_record(data, day)
    found = record.data
    assert sorted(found.sources["source_id"]) == sources
    assert sorted(found.figures["figure_id"]) == figures
    assert sorted(found.evidence["evidence_id"]) == sorted(evidence)
    assert record.undated_figures == 1


def test_the_days_of_a_commitment_are_those_known_then(data):
    early, late = (on_record(data, day).data.row("commitments", "js-1-00000001") for day in (date(2025, 1, 1), date(2026, 1, 1)))
    assert (early["first_stated"], early["last_stated"], late["last_stated"]) == ("2024-01-24", "2024-01-24", "2025-09-02")


def test_reports_count_as_mentions_only_of_what_nobody_undertook(tmp_path):
    report = {"source_id": "js-1", "type": "progress"}
    data = load(make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24")],
        commitments=[a_row("commitments"), a_row("commitments", commitment_id="railway")],
        mentions=[a_row("mentions"), a_row("mentions", mention_id="m2", **report),
                  *(a_row("mentions", mention_id=name, commitment_id="railway", **report) for name in ("m3", "m4"))],
    ))
    found = on_record(data, date(2026, 1, 1)).data
    assert {row["commitment_id"]: row["mentions"] for row in found.commitments.to_dict("records")} == {"js-1-00000001": "1", "railway": "2"}


def test_the_log_itself_ends_on_the_day(data):
    assert on_record(data, date(2025, 12, 31)).data.status_log["new"].tolist() == ["Hold the forum", "in_progress"]


def test_the_filters_work_on_what_was_on_record(data):
    assert on_record(data, date(2026, 2, 28)).data.index.facets["status"].values == ("in_progress", "not_checked")
