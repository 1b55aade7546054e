"""One test for each rule by which an edit is brought into the tables."""
import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from extract.__main__ import main as extract_main
from monitor import edits, joins, undo
from monitor.check import check
from monitor.dataset import load as dataset_of
from monitor.edits import Added, BadEdit, Change, Clashes, Edit, Kept, KeptApart, Removed, chosen
from monitor.history import record, unrecorded
from monitor.store import StoreError, load
from tests.folders import a_row, add_row, make_folder, set_cell

DATA = Path(__file__).parent.parent / "data"

ID, OTHER = "js-1-00000001", "js-1-00000009"
NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
LATER = NOON + datetime.timedelta(hours=1)


@pytest.fixture
def folder(tmp_path):
    """Two commitments with a mention each, entered in the log; the second mention was typed by hand and has no place in the document."""
    made = make_folder(
        tmp_path / "data",
        mentions=[a_row("mentions"), a_row("mentions", mention_id=OTHER, commitment_id=OTHER, start="", end="", quote="Hold a yearly forum",
                                           kind="event", extractor="hand", what="Hold a yearly forum")],
        commitments=[a_row("commitments", strength="firm"),
                     a_row("commitments", strength="firm", commitment_id=OTHER, title="Yearly forum", review=f"join with {ID}?")],
    )
    record(made, NOON)
    return made


def cell(folder, table, identity, column):
    return load(folder)[table].by_id[identity][column]


def status(base="not_checked", new="in_progress", note="Seen in the news", identity=ID):
    return Edit((Change("commitments", identity, "status", base, new), Change("commitments", identity, "note", "", note)))


def saved(folder, edit, who="MK", when=LATER):
    """Save, and hold what every save must leave behind: a log that says all, and tables without a new fault."""
    entries = edits.save(folder, edit, who, when)
    assert unrecorded(load(folder).rows) == []
    assert [problem for problem in check(folder) if problem.level == "error"] == []
    return entries


# Cells

def test_a_cell_that_holds_what_was_seen_is_set_and_entered_in_the_log(folder):
    entries = saved(folder, status())
    assert cell(folder, "commitments", ID, "status") == "in_progress"
    assert [(e["field"], e["old"], e["new"], e["who"], e["via"], e["reason"]) for e in entries] == [
        ("status", "not_checked", "in_progress", "MK", "dashboard", "evidence"), ("note", "", "Seen in the news", "MK", "dashboard", "evidence")]


def test_one_cell_is_one_line_of_the_table_and_one_of_the_log(folder):
    before = {name: (folder / f"{name}.csv").read_bytes().splitlines() for name in ("commitments", "status_log", "mentions")}
    saved(folder, Edit((Change("commitments", ID, "title", "Hold a forum each year", "Hold a forum every year"),)))
    after = {name: (folder / f"{name}.csv").read_bytes().splitlines() for name in before}
    assert sum(a != b for a, b in zip(before["commitments"], after["commitments"])) == 1
    assert after["status_log"][:-1] == before["status_log"] and after["mentions"] == before["mentions"]


def test_different_cells_of_one_row_merge_silently(folder):
    saved(folder, status())
    saved(folder, Edit((Change("commitments", ID, "headline", "", "Asked for often"),)), who="AB")
    assert (cell(folder, "commitments", ID, "status"), cell(folder, "commitments", ID, "headline")) == ("in_progress", "Asked for often")


def test_a_cell_that_someone_else_changed_is_a_clash_and_nothing_is_written(folder):
    saved(folder, status())
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    with pytest.raises(Clashes) as raised:
        edits.save(folder, status(new="unclear", note="Sources differ"), "AB", LATER)
    assert [(c.change.column, c.change.base, c.change.new, c.theirs, c.who, c.when) for c in raised.value.clashes] == [
        ("status", "not_checked", "unclear", "in_progress", "MK", "2026-11-25T13:00:00+00:00"),
        ("note", "", "Sources differ", "Seen in the news", "MK", "2026-11-25T13:00:00+00:00")]
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_a_clash_with_an_edit_of_the_file_does_not_say_who(folder):
    set_cell(folder, "commitments", ID, "status", "unclear")
    with pytest.raises(Clashes) as raised:
        edits.save(folder, status(), "AB", LATER)
    assert [(c.theirs, c.who, c.when) for c in raised.value.clashes] == [("unclear", "", "")], "the log does not know of it yet"


def test_after_a_clash_the_chosen_cells_are_set_and_the_others_stay(folder):
    saved(folder, status())
    mine = status(new="unclear", note="Sources differ")
    with pytest.raises(Clashes) as raised:
        edits.save(folder, mine, "AB", LATER)
    keep = {change for change in mine.of(Change) if change.column == "status"}
    with_note = replace(chosen(mine, raised.value.clashes, keep), note="Sources differ")
    saved(folder, with_note, who="AB")
    assert (cell(folder, "commitments", ID, "status"), cell(folder, "commitments", ID, "note")) == ("unclear", "Seen in the news")


def test_the_same_cell_set_to_the_same_text_by_two_is_no_clash(folder):
    saved(folder, status())
    assert saved(folder, status(), who="AB") == ()


@pytest.mark.parametrize("typed", ["Not_Checked", " not_checked"])
def test_another_spelling_in_the_file_is_no_clash(folder, typed):
    set_cell(folder, "commitments", ID, "status", typed)
    saved(folder, status())
    assert cell(folder, "commitments", ID, "status") == "in_progress"


def test_an_edit_found_in_the_same_row_of_the_file_is_entered_before(folder):
    set_cell(folder, "commitments", ID, "headline", "From the spreadsheet")
    saved(folder, status())
    assert [(e["field"], e["via"], e["who"]) for e in load(folder).status_log.rows[-3:]] == [
        ("headline", "csv", ""), ("status", "dashboard", "MK"), ("note", "dashboard", "MK")]


def test_reason_note_and_address_of_an_edit_stand_in_each_of_its_entries(folder):
    edit = Edit((Change("commitments", ID, "status", "not_checked", "unclear"),), "recode", "https://example.org/a", "Read again")
    assert [(e["reason"], e["evidence_url"], e["note"]) for e in saved(folder, edit)] == [("recode", "https://example.org/a", "Read again")]


# What is refused

@pytest.mark.parametrize("steps, column, said", [
    ([("commitments", ID, "status", "not_checked", "in_progress")], "status", "without evidence or a note"),
    ([("commitments", ID, "status", "not_checked", "done"), ("commitments", ID, "note", "", "x")], "status", "not in the list"),
    ([("commitments", ID, "status_date", "", "31 December")], "status_date", "not a date"),
    ([("commitments", ID, "title", "Hold a forum each year", "")], "title", "empty cell"),
    ([("commitments", ID, "evidence_url", "", "javascript:alert(1)")], "evidence_url", "not a safe address"),
    ([("commitments", ID, "part_of", "", "js-1-ffffffff")], "part_of", "no such id"),
    ([("commitments", ID, "part_of", "", ID)], "part_of", "leads back to itself"),
    ([("commitments", ID, "value", "", "5")], "unit", "number without unit"),
    ([("commitments", ID, "deadline", "", "2030")], "deadline", "does not fit deadline_kind"),
    ([("commitments", ID, "mentions", "1", "7")], "mentions", "not a column that people set"),   # counted by the program
    ([("commitments", ID, "commitment_id", ID, "x")], "commitment_id", "not a column that people set"),
    ([("commitments", "js-1-ffffffff", "note", "", "x")], "note", "no longer there"),
    ([("mentions", ID, "quote", a_row("mentions")["quote"], "x")], "quote", "not a column that people set"),   # words of a document
])
def test_an_edit_that_would_break_a_table_is_refused_whole(folder, steps, column, said):
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    with pytest.raises(BadEdit) as raised:
        edits.save(folder, Edit((Change("commitments", ID, "headline", "", "y"), *(Change(*step) for step in steps))), "MK", LATER)
    assert [problem.column for problem in raised.value.problems] == [column]
    assert said in raised.value.problems[0].rule and raised.value.problems[0].mend
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_a_fault_that_the_row_had_before_is_not_held_against_an_edit(folder):
    set_cell(folder, "commitments", ID, "deadline", "2030")   # does not fit deadline_kind none
    edits.save(folder, status(), "MK", LATER)
    assert cell(folder, "commitments", ID, "status") == "in_progress"


def test_nothing_is_written_while_a_table_has_a_fault(folder):
    path = folder / "commitments.csv"
    path.write_text(path.read_text() + "js-1-0000000a,too short\n")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="row too short"):
        edits.save(folder, status(), "MK", LATER)
    assert path.read_bytes() == before


# Evidence

def test_evidence_is_added_changed_and_taken_out(folder):
    row = a_row("evidence", evidence_id="signed-2026", summary="Signed.")
    saved(folder, Edit((Added("evidence", row),)))
    saved(folder, Edit((Added("evidence", row),))), "the same button pressed twice adds one row"
    saved(folder, Edit((Change("evidence", "signed-2026", "summary", "Signed.", "Signed in Tashkent."),)))
    entries = saved(folder, Edit((Removed("evidence", "signed-2026", row | {"summary": "Signed in Tashkent."}),)))
    assert [(e["field"], e["new"]) for e in entries] == [("evidence/signed-2026", "removed")] and "Tashkent" in entries[0]["old"]
    assert "signed-2026" not in load(folder).evidence.by_id


def test_an_id_that_is_taken_is_refused(folder):
    with pytest.raises(BadEdit, match="id taken"):
        edits.save(folder, Edit((Added("evidence", a_row("evidence", summary="Another")),)), "MK", LATER)


def test_a_row_that_someone_else_changed_is_not_taken_out(folder):
    set_cell(folder, "evidence", "forum-2024", "summary", "The forum was held in May.")
    with pytest.raises(BadEdit, match="someone else has changed the row"):
        edits.save(folder, Edit((Removed("evidence", "forum-2024", a_row("evidence")),)), "MK", LATER)


# Corrections

def test_a_correction_names_its_column_and_keeps_the_old_value_in_the_log(folder):
    entries = saved(folder, Edit((Change("commitments", ID, "kind", "event", "cooperation"),)))
    assert (cell(folder, "commitments", ID, "kind"), cell(folder, "commitments", ID, "corrected")) == ("cooperation", "kind")
    assert ("kind", "event", "cooperation", "correction") in [(e["field"], e["old"], e["new"], e["reason"]) for e in entries]


def test_a_correction_to_what_stands_there_already_changes_nothing(folder):
    saved(folder, Edit((Change("mentions", ID, "kind", "project", "event"),)))
    assert cell(folder, "mentions", ID, "corrected") == "" and cell(folder, "commitments", ID, "corrected") == ""


def test_a_correction_back_to_what_the_documents_say_needs_no_mark(folder):
    saved(folder, Edit((Change("commitments", ID, "kind", "event", "cooperation"),)))
    entries = saved(folder, Edit((Change("commitments", ID, "kind", "cooperation", "event"),)))
    assert cell(folder, "commitments", ID, "corrected") == ""
    assert {e["field"] for e in entries} == {"kind", "corrected"}


def test_a_corrected_mention_carries_its_commitment_along(folder):
    saved(folder, Edit((Change("mentions", ID, "kind", "event", "deliverable"),)))
    assert cell(folder, "mentions", ID, "corrected") == "kind" and cell(folder, "commitments", ID, "kind") == "deliverable"


def test_under_a_judged_row_what_a_corrected_mention_says_is_proposed_and_not_applied(folder):
    saved(folder, status())
    saved(folder, Edit((Change("mentions", ID, "kind", "event", "deliverable"),)))
    assert cell(folder, "commitments", ID, "kind") == "event"
    assert cell(folder, "commitments", ID, "review") == "kind: the rules read deliverable, kept event"


def test_what_is_kept_against_a_reading_is_not_asked_again(folder):
    saved(folder, status())
    saved(folder, Edit((Change("mentions", ID, "kind", "event", "deliverable"),)))
    saved(folder, Edit((Kept(ID, "kind", "deliverable", "event"), Change("commitments", ID, "corrected", "", "kind"))))
    assert (cell(folder, "commitments", ID, "review"), cell(folder, "commitments", ID, "corrected")) == ("", "kind")


def test_a_reading_that_is_accepted_needs_no_mark(folder):
    saved(folder, status())
    saved(folder, Edit((Change("mentions", ID, "kind", "event", "deliverable"),)))
    saved(folder, Edit((Change("commitments", ID, "kind", "event", "deliverable"),)))
    assert (cell(folder, "commitments", ID, "review"), cell(folder, "commitments", ID, "corrected")) == ("", "")


# Joining, parting, rejecting

def test_a_joined_row_goes_and_its_mention_and_evidence_move(folder):
    add_row(folder, "evidence", a_row("evidence", evidence_id="other-1", commitment_id=OTHER))
    record(folder, NOON)
    saved(folder, Edit(joins.joining(dataset_of(folder), OTHER, ID)))
    assert OTHER not in load(folder).commitments.by_id
    assert cell(folder, "mentions", OTHER, "commitment_id") == ID and cell(folder, "evidence", "other-1", "commitment_id") == ID
    assert cell(folder, "commitments", ID, "mentions") == "2"


def test_the_judgement_of_a_joined_row_goes_along_where_the_other_has_none(folder):
    saved(folder, status(identity=OTHER))
    saved(folder, Edit(joins.joining(dataset_of(folder), OTHER, ID)))
    assert (cell(folder, "commitments", ID, "status"), cell(folder, "commitments", ID, "note")) == ("in_progress", "Seen in the news")


def test_the_judgement_of_the_row_that_takes_stays(folder):
    saved(folder, status())
    saved(folder, status(new="unclear", note="Not this one", identity=OTHER))
    entries = saved(folder, Edit(joins.joining(dataset_of(folder), OTHER, ID)))
    assert cell(folder, "commitments", ID, "note") == "Seen in the news"
    assert any("Not this one" in entry["old"] for entry in entries), "the words of the row that went stay in the log"


def test_a_row_that_someone_else_judged_meanwhile_is_not_joined_away(folder):
    seen = dataset_of(folder)
    saved(folder, status(identity=OTHER))
    with pytest.raises(BadEdit, match="someone else has changed the row"):
        edits.save(folder, Edit(joins.joining(seen, OTHER, ID)), "AB", LATER)


def test_links_to_a_joined_row_are_led_on(folder):
    add_row(folder, "mentions", a_row("mentions", mention_id="js-1-0000000a", commitment_id="js-1-0000000a", extractor="hand", start="",
                                      end="", quote="", what="A forum of 2027"))
    add_row(folder, "commitments", a_row("commitments", commitment_id="js-1-0000000a", title="A forum of 2027", part_of=OTHER, strength="firm"))
    record(folder, NOON)
    saved(folder, Edit(joins.joining(dataset_of(folder), OTHER, ID)))
    assert cell(folder, "commitments", "js-1-0000000a", "part_of") == ID


def test_a_parted_mention_has_a_row_of_its_own_again(folder):
    saved(folder, Edit(joins.joining(dataset_of(folder), OTHER, ID)))
    saved(folder, Edit(joins.parting(dataset_of(folder), OTHER, "Another forum")))
    assert cell(folder, "commitments", OTHER, "title") == "Another forum" and cell(folder, "commitments", OTHER, "kind") == "event"
    assert cell(folder, "commitments", ID, "mentions") == "1"


def test_a_join_that_is_refused_is_no_longer_proposed(folder):
    entries = saved(folder, Edit((KeptApart(OTHER, ID),)))
    assert [(e["field"], e["new"]) for e in entries] == [(f"join/{ID}", "kept apart")]
    assert cell(folder, "commitments", OTHER, "review") == ""


def test_a_rejected_finding_leaves_its_row_without_a_mention(folder):
    saved(folder, Edit((Change("mentions", ID, "rejected", "", "yes"),)))
    assert cell(folder, "commitments", ID, "mentions") == "0" and cell(folder, "commitments", ID, "review") == "no mention left"
    assert dataset_of(folder).row("commitments", ID) is None, "it counts nowhere"


@pytest.mark.parametrize("make", [
    lambda data: Edit(joins.joining(data, *proposed(data))),
    lambda data: Edit((KeptApart(*proposed(data)),)),
    lambda data: Edit((Change("mentions", proposed(data)[0], "rejected", "", "yes"),)),
], ids=["joined", "kept apart", "rejected"])
def test_after_an_edit_a_run_of_the_extractor_has_nothing_to_add(tmp_path, make, capsys):
    folder = shutil.copytree(DATA, tmp_path / "data")
    edits.save(folder, make(dataset_of(folder)), "MK", LATER)
    assert extract_main(["--check", "--data", str(folder)]) == 0, capsys.readouterr().out


def proposed(data):
    """A row of the repository's data that is proposed for a join, and the other row."""
    row = next(row for row in data.commitments.to_dict("records") if row["review"].startswith("join with "))
    return row["commitment_id"], row["review"].removeprefix("join with ").removesuffix("?")


# Taking back

@pytest.mark.parametrize("make", [
    lambda data: status(),
    lambda data: Edit((Change("commitments", ID, "kind", "event", "cooperation"),)),
    lambda data: Edit((Added("evidence", a_row("evidence", evidence_id="e-2")),)),
    lambda data: Edit((Removed("evidence", "forum-2024", a_row("evidence")),)),
    lambda data: Edit((Change("evidence", "forum-2024", "summary", "The forum was held.", "Held twice."),)),
    lambda data: Edit((Change("mentions", ID, "kind", "event", "deliverable"),)),
    lambda data: Edit(joins.joining(data, OTHER, ID)),
    lambda data: Edit((KeptApart(OTHER, ID),)),
], ids=["status", "correction", "evidence", "evidence-out", "evidence-cell", "mention", "join", "apart"])
def test_an_undone_edit_leaves_the_tables_as_they_were(folder, make):
    before = {name: (folder / f"{name}.csv").read_bytes() for name in ("sources", "mentions", "commitments", "evidence")}
    saved(folder, make(dataset_of(folder)))
    assert {name: (folder / f"{name}.csv").read_bytes() for name in before} != before or make.__name__
    last = undo.last_of(load(folder).status_log.rows, "MK")
    saved(folder, last.edit, when=LATER + datetime.timedelta(minutes=1))
    assert {name: (folder / f"{name}.csv").read_bytes() for name in before} == before


def test_a_rejection_is_undone_and_the_proposal_of_a_join_waits_for_the_extractor(folder):
    saved(folder, Edit((Change("mentions", ID, "rejected", "", "yes"),)))
    saved(folder, undo.last_of(load(folder).status_log.rows, "MK").edit, when=LATER + datetime.timedelta(minutes=1))
    assert (cell(folder, "mentions", ID, "rejected"), cell(folder, "commitments", ID, "mentions")) == ("", "1")
    assert cell(folder, "commitments", OTHER, "review") == "", "only the extractor compares rows"


def test_undo_is_of_the_same_person(folder):
    saved(folder, status(), who="MK")
    saved(folder, Edit((Change("commitments", ID, "headline", "", "y"),)), who="AB", when=LATER + datetime.timedelta(minutes=1))
    assert [e["field"] for e in undo.last_of(load(folder).status_log.rows, "MK").entries] == ["status", "note"]
    assert undo.last_of(load(folder).status_log.rows, "XY") is None


def test_what_someone_else_changed_since_is_not_undone_unseen(folder):
    saved(folder, status(), who="MK")
    saved(folder, Edit((Change("commitments", ID, "note", "Seen in the news", "Seen twice"),)), who="AB", when=LATER)
    with pytest.raises(Clashes) as raised:
        edits.save(folder, undo.last_of(load(folder).status_log.rows, "MK").edit, "MK", LATER)
    assert [(c.change.column, c.theirs, c.who) for c in raised.value.clashes] == [("note", "Seen twice", "AB")]
