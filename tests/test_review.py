"""What needs a person: each kind is found, a sound neighbour is not, and what is answered is not asked again."""
import datetime
from dataclasses import replace
from datetime import date

import pytest

from monitor import dataset, edits, review, undo
from monitor.edit_steps import Change, Edit
from monitor.review_actions import BY_FAULT, actions
from tests.folders import QUOTE, a_row, make_folder, set_cell
from tests.target_folder import TARGET, target_folder

TODAY = date(2026, 11, 25)
WHEN = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
ROW, OTHER = "js-1-00000001", "js-1-00000005"
SOUND = {"strength": "firm", "status": "in_progress", "status_date": "2026-03", "checked_on": "2026-11-01",
         "evidence_url": "https://example.org/step", "first_stated": "2024-01-24", "last_stated": "2024-01-24"}
SEARCHED = {"status": "no_report", "status_date": "", "evidence_url": "", "note": "Searched in three languages."}


def found(folder, kind=None):
    """What is found in a folder, as (kind, fault); the items of one kind where it is named."""
    items = review.items(dataset.load(folder), TODAY)
    return [item for item in items if item.kind == kind] if kind else [(item.kind, item.fault) for item in items]


def folder_with(path, mention=None, more_mentions=(), evidence=(), log=(), **cells):
    """A folder with two commitments that need nobody, but for what is given: the cells and mention of the first, and more rows."""
    return make_folder(
        path, sources=[a_row("sources", date="2024-01-24")],
        mentions=[a_row("mentions", **mention or {}), by_hand(mention_id=OTHER, commitment_id=OTHER), *more_mentions],
        commitments=[a_row("commitments", **SOUND | cells), a_row("commitments", commitment_id=OTHER, **SOUND | {"title": "Another row"})],
        evidence=list(evidence), status_log=list(log),
    )


def by_hand(**cells):
    return a_row("mentions", **{"start": "", "end": "", "quote": "", "extractor": "hand", "what": "Hold a forum"} | cells)


def a_report(**cells):
    return a_row("mentions", **{"mention_id": "js-1-00000007", "start": "", "end": "", "quote": "", "type": "progress", "kind": "",
                                "strength": "", "deadline_kind": "", "commitment_id": ROW} | cells)


def evidence(**cells):
    return a_row("evidence", **{"date": "2026-06", "tag": "context"} | cells)


def test_a_sound_row_needs_nobody(tmp_path):
    assert found(folder_with(tmp_path)) == []


@pytest.mark.parametrize("note, cells, fault", [
    ("kind: the rules read target, kept event", {}, ("readings", "reading")),
    ("kind of js-1-00000001: the rules read target, kept event", {}, ("readings", "reading_of_mention")),
    ("deadline: the rules read 2027, kept nothing", {}, ("readings", "reading")),
    (f"join with {OTHER}?", {}, ("joins", "join")),
    ("not found again", {}, ("gone", "not_found_again")),
    ("no mention left", {}, ("gone", "no_mention_left")),
    ("ask the embassy", {}, ("flags", "note")),                          # a note that is none of the program's
    ("kind: the rules read event, kept target", {}, None),               # somebody has taken the reading since, in the file
    ("kind of js-1-00000099: the rules read target, kept event", {}, None),   # the mention is gone
    ("join with js-1-00000099?", {}, None),                              # the other row is gone
])
def test_notes_of_the_extractor(tmp_path, note, cells, fault):
    assert found(folder_with(tmp_path, review=note, **cells)) == ([fault] if fault else [])


def test_several_notes_of_one_row_are_several_items_in_one_entry(tmp_path):
    folder = folder_with(tmp_path, review=f"join with {OTHER}?; kind: the rules read target, kept event; not found again")
    items = review.items(dataset.load(folder), TODAY)
    assert [item.kind for item in items] == ["readings", "gone", "joins"], "most important first"
    assert [(entry.key, entry.kinds) for entry in review.entries(items)] == [(f"commitments/{ROW}", ("readings", "gone", "joins"))]


def test_a_reading_is_told_with_both_values(tmp_path):
    item, = found(folder_with(tmp_path, review="deadline: the rules read 2027, kept 2026"), "readings")
    assert (item.column, item.reading, item.kept) == ("deadline", "2027", ""), "kept is what stands in the cell now"


@pytest.mark.parametrize("cells, evidence_rows, fault", [
    ({"status": "fulfilled", "evidence_url": ""}, [], "evidence_url"),
    ({"status": "fulfilled", "status_date": "2023-12"}, [], "not_since"),
    ({"status": "fulfilled", "status_date": "2023-12"}, [evidence(tag="supports", date="2023", published="2024-02")], None),
    ({"status": "fulfilled", "status_date": "2024"}, [], None),                    # a year that holds the day of the statement
    ({"status": "fulfilled", "evidence_url": ""}, [evidence(date="2023-12-31")], "not_since"),
    ({"status": "fulfilled", "kind": "cooperation"}, [], "open_ended"),
    ({"status": "in_progress", "kind": "cooperation"}, [], None),
    ({"status": "in_progress", "status_date": ""}, [], "not_since"),
    ({"status": "in_progress", "evidence_url": ""}, [], "evidence_url"),
    ({"status": "not_started", "evidence_url": ""}, [], "evidence_url"),
    ({"status": "not_started"}, [], None),
    ({"status": "dropped", "evidence_url": ""}, [], "evidence_url"),
    ({"status": "superseded"}, [], "replaced_by"),
    ({"status": "superseded", "replaced_by": OTHER}, [], None),
    ({"status": "stalled", "status_date": ""}, [], "status_date"),
    ({"status": "not_assessed"}, [], "note"),
    ({**SEARCHED, "checked_on": ""}, [], "checked_on"),
    ({**SEARCHED, "note": ""}, [], "note"),
    (SEARCHED, [], None),
    ({"status": "not_checked"}, [], "searched"),
    ({"status": "fulfiled"}, [], None),                                            # no status at all: the head of the page tells it
])
def test_a_status_without_its_ground(tmp_path, cells, evidence_rows, fault):
    assert found(folder_with(tmp_path, evidence=evidence_rows, **cells)) == ([("definitions", fault)] if fault else [])


@pytest.mark.parametrize("says, cells, fault", [
    ("done", SEARCHED, "says_done"),
    ("done", {"status": "in_progress", "status_date": ""}, "says_done"),
    ("done", {"status": "in_progress"}, None),                                     # the report is older than the step it rests on
    ("done", {"status": "in_progress", "status_date": "2023", "kind": "cooperation"}, None),   # of an open-ended pledge it is a step
    ("done", {"status": "fulfilled"}, None),
    ("done", {"status": "not_checked", "checked_on": "", "evidence_url": "", "status_date": ""}, None),   # nobody has judged yet
    ("under_way", {"status": "not_started", "status_date": "2023-12"}, "says_under_way"),
    ("under_way", {"status": "in_progress", "status_date": ""}, None),
])
def test_a_report_that_says_otherwise(tmp_path, says, cells, fault):
    odds = found(folder_with(tmp_path, more_mentions=[a_report(says=says)], **cells), "odds")
    assert [item.fault for item in odds] == ([fault] if fault else [])


@pytest.mark.parametrize("row, cells, fault", [
    (evidence(tag="contradicts"), {}, "contradicted"),
    (evidence(tag="contradicts", date="2026-02"), {}, None),                       # older than the step the status rests on
    (evidence(tag="contradicts", date="2026"), {}, None),                          # perhaps older
    (evidence(tag="contradicts"), {"status": "unclear"}, None),                    # which says that sources differ
    (evidence(tag="contradicts", date=""), {}, None),                              # nobody can say which is newer
    (evidence(tag="supports"), SEARCHED, "supported"),
    (evidence(tag="supports", date="2023"), SEARCHED, None),                       # from before the statement
    (evidence(tag="context"), SEARCHED, None),
])
def test_evidence_that_speaks_otherwise(tmp_path, row, cells, fault):
    odds = found(folder_with(tmp_path, evidence=[row], **cells), "odds")
    assert [item.fault for item in odds] == ([fault] if fault else [])


@pytest.mark.parametrize("value, cells, fault", [
    ("10000000000", {"status": "not_started"}, "figures_reached"),                 # every count is above
    ("10000000000", {"status": "fulfilled"}, None),
    ("10000000000", {"status": "not_checked", "checked_on": "", "evidence_url": "", "status_date": ""}, None),
    ("17000000000", {"status": "not_started"}, None),                              # one count is above, one below
    ("17000000000", {"status": "fulfilled"}, None),
    ("20000000000", {"status": "fulfilled"}, "figures_not_reached"),
    ("20000000000", {"status": "in_progress"}, None),
    ("14000000000", {"status": "fulfilled"}, None),                                # reached
])
def test_figures_that_show_otherwise(tmp_path, value, cells, fault):
    data = dataset.load(target_folder(tmp_path))
    rows = data.commitments.to_dict("records")
    rows = [row | SOUND | {"value": value} | cells if row["commitment_id"] == TARGET else row for row in rows]
    changed = replace(data, commitments=data.commitments.from_records(rows, columns=list(data.commitments)).astype("str"))
    odds = [item for item in review.items(changed, TODAY) if item.kind == "odds"]
    assert [item.fault for item in odds] == ([fault] if fault else [])


@pytest.mark.parametrize("mention, cells, fault", [
    ({"flags": "Ukraine read as Uzbekistan"}, {}, "slip"),
    ({"flags": "Ukraine read as Uzbekistan", "corrected": "parties"}, {}, None),   # a person has set them
    ({"flags": "party assumed"}, {}, "assumed"),
    ({"flags": "borderline", "commitment_id": ""}, {}, "borderline"),
    ({"flags": "borderline"}, {}, None),                                           # a person has opened its row
    ({"flags": "borderline", "commitment_id": "", "rejected": "yes"}, {}, None),
    ({}, {"parties": "China; Ruritania"}, "party"),
    ({}, {"parties": "China; European Union"}, None),
    ({}, {"parties": "PRC; Republic of Uzbekistan"}, None),                        # by another of their names
])
def test_doubtful_readings(tmp_path, mention, cells, fault):
    flags = found(folder_with(tmp_path, mention, **cells), "flags")
    assert [item.fault for item in flags] == ([fault] if fault else [])


def figures(*values, **cells):
    return [a_row("figures", figure_id=f"trade-{place}", reporter_id=f"office-{place}", reporter=f"Office {place}", value=str(value),
                  source_id="", start="", end="", quote="", **cells if place == len(values) - 1 else {})
            for place, value in enumerate(values)]


@pytest.mark.parametrize("rows, far", [
    (figures(10, 11, 25), ["trade-2"]),
    (figures(10, 11, 4), ["trade-2"]),
    (figures(10, 11, 5), []),
    (figures(10, 11, 22), []),                                      # twice the middle, not more
    (figures(10, 25), []),                                          # of two nobody can say which is far
    (figures(10, 11, 25, scope="goods"), []),                       # counts something else
    (figures(10, 11, 25, period="2024", period_start="2024-01-01", period_end="2024-12-31"), []),
    (figures(10, 11, 25, basis="plan"), []),
    (figures(10, 11, 25, qualifier="up_to"), []),                   # a bound, which may well be high
    (figures(10, 11, 8, value_high="30"), []),                      # a range with the middle in it
    (figures(10, 11, 25, note="Counts transit too."), []),          # somebody has said why
    (figures(10, 11, 12, 25, replaces="trade-2"), ["trade-3"]),     # three are left
    (figures(10, 11, 25, replaces="trade-1"), []),                  # two are left
])
def test_a_figure_far_from_the_others(tmp_path, rows, far):
    folder = make_folder(tmp_path, figures=rows, commitments=[], mentions=[], evidence=[])
    assert [item.id for item in found(folder, "flags")] == far


@pytest.mark.parametrize("cells, fault", [
    ({"deadline": "2025", "deadline_kind": "year", "checked_on": "2025-06-01"}, "date_passed"),
    ({"deadline": "2025", "deadline_kind": "year", "checked_on": ""}, "date_passed"),
    ({"deadline": "2025", "deadline_kind": "year"}, None),                         # checked since
    ({"deadline": "2026", "deadline_kind": "year", "checked_on": "2026-10-01"}, None),   # not over yet
    ({"deadline": "2025", "deadline_kind": "year", "checked_on": "2026-10-01", **SEARCHED}, None),
    ({"deadline": "2026-10", "deadline_kind": "month", "checked_on": "2026-10-01", **SEARCHED}, "date_passed_no_report"),
    ({"deadline": "2025", "deadline_kind": "year", "checked_on": "2025-12-31", "status": "fulfilled"}, "stale"),   # done
    ({"checked_on": "2026-05-01"}, "stale"),
    ({"checked_on": "2026-05-29"}, None),                                          # 180 days ago
])
def test_dates(tmp_path, cells, fault):
    dates = found(folder_with(tmp_path, **cells), "dates")
    assert [item.fault for item in dates if item.fault != "stale" or fault == "stale"] == ([fault] if fault else [])


def test_rows_that_nobody_checked_come_newest_first_and_those_of_the_overview_before(tmp_path):
    fresh = {"status": "not_checked"}
    rows = [a_row("commitments", commitment_id=name, last_stated=day, headline=headline, **fresh)
            for name, day, headline in (("a", "2024", ""), ("b", "2026-01", ""), ("c", "2019", "the one goal"), ("d", "2025", ""))]
    folder = make_folder(tmp_path, commitments=rows, evidence=[])
    assert [item.id for item in found(folder, "new")] == ["c", "b", "d", "a"]


def test_statements_read_elsewhere_wait_for_a_commitment(tmp_path):
    folder = target_folder(tmp_path)
    assert [(item.fault, item.id) for item in found(folder, "elsewhere")] == [("outside", "talk-2025-00000001")]
    edits.save(folder, Edit((Change("mentions", "talk-2025-00000001", "commitment_id", "", TARGET),)), "ann", WHEN)
    assert found(folder, "elsewhere") == []


def test_an_empty_folder_needs_nobody(tmp_path):
    nothing = {table: [] for table in ("sources", "mentions", "commitments", "evidence", "figures", "indicators")}
    assert found(make_folder(tmp_path, **nothing)) == []


def test_rows_are_counted_once_a_kind(tmp_path):
    folder = folder_with(tmp_path, review="kind: the rules read target, kept event; sector: the rules read trade, kept nothing")
    assert review.counts(review.entries(review.items(dataset.load(folder), TODAY))) == {"readings": 1}


# What a click does

DONE_FOLDERS = {
    "reading": {"review": "sector: the rules read trade, kept nothing", "corrected": "sector", "mention": {"sector": "trade"}},
    "reading_of_mention": {"deadline": "2026", "deadline_kind": "year",
                           "review": "deadline of js-1-00000001: the rules read 2027, kept 2026",
                           "mention": {"corrected": "deadline; deadline_kind", "deadline": "2026", "deadline_kind": "year"}},
    "not_found_again": {"review": "not found again", "mention": {"flags": "not found again"}},
    "no_mention_left": {"review": "no mention left", "mention": {"commitment_id": OTHER}, "mentions": "0", "first_stated": "",
                        "last_stated": ""},
    "says_done": {**SEARCHED, "more_mentions": [a_report(says="done")]},
    "says_under_way": {**SEARCHED, "more_mentions": [a_report(says="under_way")]},
    "contradicted": {"evidence": [evidence(tag="contradicts")]},
    "supported": {**SEARCHED, "evidence": [evidence(tag="supports")]},
    "join": {"review": f"join with {OTHER}?"},
    "slip": {"mention": {"flags": "Ukraine read as Uzbekistan"}},
    "assumed": {"mention": {"flags": "party assumed"}},
    "party": {"parties": "China; Ruritania", "mention": {"parties": "China; Ruritania"}},
    "borderline": {"more_mentions": [a_report(type="commitment", kind="event", quote=QUOTE, start="0", end=str(len(QUOTE)),
                                              flags="borderline", commitment_id="")]},
    "outside": None,
    "figures_reached": None,
    "figures_not_reached": None,
}
ONE_WAY = ("says_done", "says_under_way", "contradicted", "supported", "slip", "assumed", "party")
CLICKS = [(fault, place) for fault, given in DONE_FOLDERS.items() if given is not None for place in range(1 if fault in ONE_WAY else 2)]
# Whoever takes back that a reading was taken has set the cell against it. A note about a mention is written by the next run alone.
NOT_ASKED_AGAIN = (("reading", 0), ("reading_of_mention", 0), ("reading_of_mention", 1))


def test_every_fault_with_an_action_is_tried():
    assert set(DONE_FOLDERS) == set(BY_FAULT)


def taken_back(folder):
    log = dataset.load(folder).status_log.to_dict("records")
    edits.save(folder, undo.last_of(log, "ann").edit, "ann", WHEN + datetime.timedelta(minutes=1))


@pytest.mark.parametrize("fault, place", CLICKS, ids=[f"{fault}-{place}" for fault, place in CLICKS])
def test_a_click_answers_the_item_and_can_be_taken_back(tmp_path, fault, place):
    folder = folder_with(tmp_path, **DONE_FOLDERS[fault])
    before = dataset.load(folder)
    asked = review.items(before, TODAY)
    item = next(item for item in asked if item.fault == fault)
    edits.save(folder, actions(before, item)[place].edit, "ann", WHEN)
    assert fault not in [found_fault for _, found_fault in found(folder)]
    taken_back(folder)
    after = dataset.load(folder)
    for table in ("mentions", "commitments", "evidence"):
        people_see = [name for name in getattr(before, table) if name != "review"]
        assert getattr(after, table)[people_see].equals(getattr(before, table)[people_see])
    if (fault, place) not in NOT_ASKED_AGAIN:
        assert review.items(after, TODAY) == asked


@pytest.mark.parametrize("value, status", [("10000000000", "not_started"), ("20000000000", "fulfilled")])
def test_a_status_that_is_kept_in_view_of_the_figures_is_not_asked_again_until_it_changes(tmp_path, value, status):
    folder = target_folder(tmp_path)
    set_judged(folder, value=value, status=status)
    item, = found(folder, "odds")
    action, = actions(dataset.load(folder), item)
    edits.save(folder, action.edit, "ann", WHEN)
    assert found(folder, "odds") == []
    other = "not_started" if status == "fulfilled" else "stalled"
    edits.save(folder, Edit((Change("commitments", TARGET, "status", status, other),), note="Looked again."), "ann", WHEN)
    assert [item.fault for item in found(folder, "odds")] == ([item.fault] if status == "not_started" else [])


def set_judged(folder, **cells):
    for name, cell in (SOUND | cells).items():
        set_cell(folder, "commitments", TARGET, name, cell)


def test_what_the_rules_read_is_taken_and_the_mark_goes(tmp_path):
    folder = folder_with(tmp_path, **DONE_FOLDERS["reading_of_mention"])
    data = dataset.load(folder)
    accept = actions(data, found(folder, "readings")[0])[0]
    assert accept.name == "accept"
    edits.save(folder, accept.edit, "ann", WHEN)
    mention = dataset.load(folder).row("mentions", ROW)
    assert (mention["deadline"], mention["corrected"]) == ("2027", "deadline_kind")


def test_what_is_kept_on_a_judged_row_is_marked_as_a_persons(tmp_path):
    folder = folder_with(tmp_path, mention={"sector": "trade"}, sector="energy", review="sector: the rules read trade, kept energy")
    data = dataset.load(folder)
    keep = next(action for action in actions(data, found(folder, "readings")[0]) if action.name == "keep")
    edits.save(folder, keep.edit, "ann", WHEN)
    row = dataset.load(folder).row("commitments", ROW)
    assert (row["sector"], row["corrected"], row["review"]) == ("energy", "sector", "")


@pytest.mark.parametrize("name, deadline, marks", [("accept", ("2027-03", "month"), ""), ("keep", ("", "none"), "deadline; deadline_kind")])
def test_cells_that_mean_something_only_together_are_answered_together(tmp_path, name, deadline, marks):
    folder = folder_with(tmp_path, mention={"deadline": "2027-03", "deadline_kind": "month"},
                         review="deadline: the rules read 2027-03, kept nothing; deadline_kind: the rules read month, kept none")
    action = next(action for action in actions(dataset.load(folder), found(folder, "readings")[0]) if action.name == name)
    edits.save(folder, action.edit, "ann", WHEN)
    row = dataset.load(folder).row("commitments", ROW)
    assert ((row["deadline"], row["deadline_kind"]), row["corrected"]) == (deadline, marks)
    assert found(folder, "readings") == []


def test_a_column_that_nobody_may_set_can_only_be_kept(tmp_path):
    folder = folder_with(tmp_path, mention={"corrected": "cue"}, review="cue of js-1-00000001: the rules read agreed, kept nothing")
    item, = found(folder, "readings")
    assert [action.name for action in actions(dataset.load(folder), item)] == ["keep"]
