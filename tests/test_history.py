"""The log: what is entered, what it replays to, and that nothing is entered twice or lost."""
import datetime
import json
import json
import random

import pytest

from monitor.history import fault, first_day, record, replay, row_json, stamped, state_on, unrecorded
from monitor.schema import COMMITMENTS, EVIDENCE, PEOPLE, STATUS_LOG
from monitor.store import StoreError, load, update
from monitor.table import write_text
from tests.folders import a_row, make_folder, set_cell

ID = "js-1-00000001"
NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


@pytest.fixture
def folder(tmp_path):
    """A folder whose first state is in the log."""
    made = make_folder(tmp_path / "data")
    record(made, NOON)
    return made


def entered(folder) -> list[tuple[str, ...]]:
    return [(entry["commitment_id"], entry["field"], entry["old"], entry["new"], entry["reason"]) for entry in record(folder, NOON)]


def drop_row(folder, table: str) -> None:
    update(folder, lambda tables: {table: write_text(tables[table], tables[table].rows[1:])})


def test_the_first_state_is_entered(tmp_path):
    evidence = row_json(a_row("evidence"))
    assert entered(make_folder(tmp_path)) == [
        ("", f"mentions/{ID}/commitment_id", "", ID, "recode"),
        (ID, "title", "", "Hold a forum each year", "recode"),
        (ID, "status", "", "not_checked", "recode"),
        ("", "evidence/forum-2024", "", evidence, "evidence"),
    ]
    assert list(json.loads(evidence)) == ["evidence_id", "commitment_id", "tag", "summary", "url"]


@pytest.mark.parametrize("table, identity, column, value, expected", [
    ("commitments", ID, "status", "fulfilled", (ID, "status", "not_checked", "fulfilled", "evidence")),
    ("commitments", ID, "status_date", "2026-05", (ID, "status_date", "", "2026-05", "evidence")),
    ("commitments", ID, "evidence_url", "https://example.org", (ID, "evidence_url", "", "https://example.org", "evidence")),
    ("commitments", ID, "checked_on", "2026-11-24", (ID, "checked_on", "", "2026-11-24", "evidence")),
    ("commitments", ID, "title", "Hold a forum", (ID, "title", "Hold a forum each year", "Hold a forum", "correction")),
    ("commitments", ID, "headline", "first", (ID, "headline", "", "first", "recode")),
    ("commitments", ID, "note", 'a, "b"\nc', (ID, "note", "", 'a, "b"\nc', "evidence")),
    ("mentions", ID, "rejected", "yes", ("", f"mentions/{ID}/rejected", "", "yes", "correction")),
    ("mentions", ID, "commitment_id", "", ("", f"mentions/{ID}/commitment_id", ID, "", "recode")),
    ("evidence", "forum-2024", "summary", "Held.",
     ("", "evidence/forum-2024", row_json(a_row("evidence")), row_json(a_row("evidence", summary="Held.")), "evidence")),
])
def test_an_edit_is_entered_once(folder, table, identity, column, value, expected):
    set_cell(folder, table, identity, column, value)
    assert entered(folder) == [expected]
    assert entered(folder) == []


@pytest.mark.parametrize("column, value", [("sector", "trade"), ("review", "not found again"), ("value", "5")])
def test_what_the_extractor_writes_is_not_entered(folder, column, value):
    set_cell(folder, "commitments", ID, column, value)
    assert entered(folder) == []


def test_a_machine_column_that_a_person_has_corrected_is_entered(folder):
    set_cell(folder, "commitments", ID, "kind", "deliverable")
    set_cell(folder, "commitments", ID, "corrected", "kind")
    assert entered(folder) == [(ID, "corrected", "", "kind", "correction"), (ID, "kind", "", "deliverable", "correction")]
    set_cell(folder, "commitments", ID, "kind", "project")
    assert entered(folder) == [(ID, "kind", "deliverable", "project", "correction")]


@pytest.mark.parametrize("table, expected", [
    ("commitments", (ID, f"commitments/{ID}", '{"title": "Hold a forum each year", "status": "not_checked"}', "removed", "recode")),
    ("mentions", ("", f"mentions/{ID}", json.dumps({"commitment_id": ID}), "removed", "recode")),
    ("evidence", ("", "evidence/forum-2024", row_json(a_row("evidence")), "removed", "evidence")),
])
def test_a_row_that_went_is_entered_once(folder, table, expected):
    drop_row(folder, table)
    assert entered(folder) == [expected]
    assert entered(folder) == []


def test_a_row_that_came_back_is_entered_again(folder):
    drop_row(folder, "evidence")
    record(folder, NOON)
    update(folder, lambda tables: {"evidence": write_text(tables.evidence, [a_row("evidence")])})
    assert entered(folder) == [("", "evidence/forum-2024", "", row_json(a_row("evidence")), "evidence")]


def test_a_mention_entered_by_hand_is_entered_as_added(folder):
    by_hand = a_row("mentions", mention_id="x-1", extractor="hand", commitment_id="")
    update(folder, lambda tables: {"mentions": write_text(tables.mentions, [*tables.mentions.rows, by_hand])})
    assert entered(folder) == [("", "mentions/x-1", "", "added", "recode")]
    assert entered(folder) == []


def test_a_status_change_carries_its_address(folder):
    set_cell(folder, "commitments", ID, "evidence_url", "https://example.org/done")
    set_cell(folder, "commitments", ID, "status", "fulfilled")
    assert {entry["field"]: entry["evidence_url"] for entry in record(folder, NOON)} == {
        "status": "https://example.org/done", "evidence_url": ""}


def test_who_when_and_how_are_written(folder):
    set_cell(folder, "commitments", ID, "status", "unclear")
    tashkent = datetime.timezone(datetime.timedelta(hours=5))
    record(folder, datetime.datetime(2026, 11, 25, 3, 30, tzinfo=tashkent), who="aziza", via="dashboard")
    last = load(folder).status_log.rows[-1]
    assert (last["when"], last["who"], last["via"]) == ("2026-11-24T22:30:00+00:00", "aziza", "dashboard")


def test_a_time_without_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        stamped([], datetime.datetime(2026, 11, 24), "", "csv")


@pytest.mark.parametrize("table", ["mentions", "commitments", "evidence", "status_log"])
def test_nothing_is_entered_while_a_table_has_a_fault(folder, table):
    before = (folder / "status_log.csv").read_bytes()
    set_cell(folder, "commitments", ID, "status", "unclear")
    whole = (folder / f"{table}.csv").read_bytes()
    (folder / f"{table}.csv").write_bytes(whole + b"short\n")
    with pytest.raises(StoreError, match=f"{table}.csv:"):
        record(folder, NOON)
    (folder / f"{table}.csv").write_bytes(whole)
    assert (folder / "status_log.csv").read_bytes() == before
    assert len(entered(folder)) == 1, "the edit waited"


def test_old_lines_of_the_log_stay_as_they_are(folder):
    before = (folder / "status_log.csv").read_bytes()
    set_cell(folder, "commitments", ID, "status", "unclear")
    record(folder, NOON)
    assert (folder / "status_log.csv").read_bytes().startswith(before)


def test_an_edit_saved_without_its_entry_is_found_by_the_next_record(folder):
    """A save that was killed between the table and the log."""
    set_cell(folder, "commitments", ID, "status", "unclear")
    assert [entry["field"] for entry in unrecorded(load(folder).rows)] == ["status"]


@pytest.mark.parametrize("cells, state", [
    ({"field": "status", "new": "unclear"}, {"commitments": {ID: {"status": "unclear"}}}),
    ({"field": "mentions/m-1/rejected", "new": "yes"}, {"mentions": {"m-1": {"rejected": "yes"}}}),
    ({"field": "mentions/a/b/rejected", "new": "yes"}, {"mentions": {"a/b": {"rejected": "yes"}}}),   # an id may hold a slash
    ({"field": "figures/f-1", "new": "added"}, {"figures": {"f-1": {}}}),
    ({"field": "evidence/e-1", "new": '{"summary": "x"}'}, {"evidence": {"e-1": {"summary": "x"}}}),
    ({"field": "evidence/e-1", "new": "added"}, {"evidence": {"e-1": {}}}),
    ({"field": "commitments/x", "new": "removed"}, {"commitments": {}}),
    ({"field": "reading/value", "old": "7", "new": "5"}, {"commitments": {ID: {"value": "5"}}}),   # what stays is known to the log
    ({"field": "reading/mentions/m-1/kind", "new": "event"}, {"mentions": {"m-1": {"kind": "event"}}}),
    ({"field": "nonsense", "new": "x"}, {}),
    ({"field": "evidence/e-1", "new": "{"}, {}),
])
def test_replay_of_one_entry(cells, state):
    entry = a_row("status_log", **cells)
    assert replay([entry]) == state
    assert bool(fault(entry)) == (state == {})


@pytest.mark.parametrize("cells", [
    {"field": "join/x", "new": "kept apart"}, {"field": "join/x", "old": "kept apart"},
    {"field": "reading/value", "old": "7", "new": "7"},   # taken back: the cell may be the machine's again
])
def test_a_decision_touches_no_cell(cells):
    entry = a_row("status_log", **cells)
    assert replay([entry]) == {} and not fault(entry)


DAYS = ("2026-01-10", "2026-02-10", "2026-03-10")
LOG = [
    a_row("status_log", when=f"{DAYS[0]}T23:30:00+00:00", new="not_checked"),
    a_row("status_log", when=f"{DAYS[1]}T23:30:00-05:00", new="in_progress"),   # the next day in UTC
    a_row("status_log", when=f"{DAYS[2]}T00:00:00+00:00", field=f"commitments/{ID}", new="removed"),
]


@pytest.mark.parametrize("day, status", [
    ("2026-01-09", None), ("2026-01-10", "not_checked"), ("2026-02-10", "not_checked"), ("2026-02-11", "in_progress"),
    ("2026-03-09", "in_progress"),
])
def test_the_state_on_a_past_day(day, status):
    state = state_on(LOG, datetime.date.fromisoformat(day))
    assert (state and state[ID]["status"]) == status
    assert state is None or tuple(state[ID]) == COMMITMENTS.names(PEOPLE)


def test_a_removed_commitment_is_gone_from_its_day_on():
    assert state_on(LOG, datetime.date(2026, 3, 10)) == {}


def test_the_first_day_of_the_log():
    assert first_day(LOG) == datetime.date(2026, 1, 10)
    assert first_day([]) is None and state_on([], datetime.date(2026, 1, 1)) is None


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_edited_the_log_replays_to_the_tables(tmp_path, seed):
    """Random edits, additions and removals; after each record the log says what the tables say, and a second adds nothing."""
    chance = random.Random(seed)
    folder = make_folder(tmp_path / "data")

    def shuffled(schema, rows):
        for row in rows:
            row[chance.choice(schema.names(PEOPLE)[1:])] = chance.choice(["", "x", "y, \"z\"", "a\nb", "kind"])
        kept = [row for row in rows if chance.random() > 0.2]
        taken = {row[schema.key] for row in kept}
        new = f"n-{chance.randrange(5)}"
        return kept if new in taken else [*kept, a_row(schema.name, **{schema.key: new})]

    for _ in range(8):
        update(folder, lambda tables: {schema.name: write_text(tables[schema.name], shuffled(schema, tables.rows[schema.name]))
                                       for schema in (COMMITMENTS, EVIDENCE)})
        record(folder, NOON)
        tables = load(folder)
        assert unrecorded(tables.rows) == []
        state = state_on(tables[STATUS_LOG.name].rows, NOON.date())
        assert state == {row["commitment_id"]: {name: row[name] for name in COMMITMENTS.names(PEOPLE)} for row in tables.commitments.rows}


@pytest.mark.parametrize("table, identity", [("figures", "js-1-00000002"), ("indicators", "trade")])
def test_a_proposed_row_deleted_by_hand_is_entered_once(folder, table, identity):
    added = {**dict.fromkeys(STATUS_LOG.header, ""), "field": f"{table}/{identity}", "new": "added", "reason": "recode",
             "when": NOON.isoformat(), "via": "extract"}
    update(folder, lambda tables: {"status_log": write_text(tables["status_log"], [*tables["status_log"].rows, added])})
    drop_row(folder, table)
    assert entered(folder) == [("", f"{table}/{identity}", "", "removed", "recode")]
    assert entered(folder) == []


@pytest.mark.parametrize("table, identity, column, typed", [
    ("commitments", ID, "checked_on", "24/11/2026"), ("commitments", ID, "status", "NOT_CHECKED"), ("evidence", "forum-2024", "tag", " Supports"),
])
def test_another_spelling_of_the_same_is_no_change(folder, table, identity, column, typed):
    """A spreadsheet rewrites dates; a person types a capital."""
    if column == "checked_on":
        set_cell(folder, table, identity, column, "2026-11-24")
        record(folder, NOON)
    set_cell(folder, table, identity, column, typed)
    assert entered(folder) == []
