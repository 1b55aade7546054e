"""What changed since a day: which entries are news, in which group they stand, and in which words."""
import datetime
import json
from dataclasses import replace

import pandas as pd
import pytest

from monitor import dataset, edits, undo
from monitor.changes import GROUPS, Cell, since
from monitor.dataset import rows_of
from monitor.edits import Added, Change, Edit, Removed
from monitor.history import log_entry, record
from monitor.select import Choice, choose
from monitor.store import load
from tests.folders import a_row, add_row, make_folder, set_cell

ID, OTHER = "js-1-00000001", "js-1-00000009"
BEGIN = "2026-11-01"
EVIDENCE = json.dumps({"evidence_id": "forum-2024", "commitment_id": ID, "tag": "supports", "summary": "The forum was held.", "url": "https://e.org"})


def at(day: str, hour: int = 10) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")


@pytest.fixture
def folder(tmp_path):
    """Two commitments of one document, all of it entered on the day on which the log begins."""
    folder = make_folder(
        tmp_path / "data",
        mentions=[a_row("mentions"), a_row("mentions", mention_id=OTHER, commitment_id=OTHER, quote="Trade reached", start="56", end="69")],
        commitments=[a_row("commitments"), a_row("commitments", commitment_id=OTHER, title="Raise trade")],
    )
    record(folder, at(BEGIN))
    return folder


def news(folder, day="2026-11-02", **about):
    """The groups that hold anything, with the items of each."""
    return {name: list(group.items) for name, group in since(dataset.load(folder), datetime.date.fromisoformat(day), 50, **about).groups.items()
            if group.total}


def save(folder, *steps, day="2026-11-05", who="MK", **about):
    edits.save(folder, Edit(steps, **about), who, at(day))


def change(column, old, new, identity=ID, table="commitments"):
    return Change(table, identity, column, old, new)


def entered(folder, name, old, new, reason="evidence", via="dashboard", owner=ID, **cells):
    """The groups of a single entry, made by hand after what the log has."""
    data = dataset.load(folder)
    entry = log_entry(owner, name, old, new, reason) | {"when": "2026-11-05T10:00:00+00:00", "who": "MK", "via": via} | cells
    log = pd.concat([data.status_log, pd.DataFrame([entry]).astype("str")], ignore_index=True)
    return [name for name, group in since(replace(data, status_log=log), datetime.date(2026, 11, 2), 5).groups.items() if group.total]


@pytest.mark.parametrize(("name", "old", "new", "about", "groups"), [
    ("status", "not_checked", "fulfilled", {}, ["judgement"]),
    ("status", "not_checked", "fulfilled", {"reason": "import", "via": "import"}, ["judgement"]),
    ("status", "not_checked", "fulfilled", {"reason": "correction"}, ["correction"]),
    ("status", "not_checked", "superseded", {"reason": "recode"}, ["recode"]),
    ("checked_on", "", "2026-11-05", {}, ["judgement"]),
    ("checked_by", "", "MK", {}, []),                                                       # who stands in the entry
    ("title", "Hold it", "Hold a forum", {"reason": "correction"}, ["correction"]),
    ("title", "Hold it", "Hold a forum", {"reason": "import", "via": "import"}, ["recode"]),
    ("title", "", "Hold a forum", {"reason": "recode", "via": "extract"}, ["added"]),
    ("part_of", "", OTHER, {"reason": "recode"}, ["recode"]),
    ("corrected", "", "value", {"reason": "correction"}, []),                               # the mark, not the cell
    ("value", "10", "20", {"reason": "correction"}, ["correction"]),
    ("value", "10", "20", {"reason": "correction", "via": "extract"}, []),                  # what the rules read beside a correction
    (f"join/{OTHER}", "", "kept apart", {"reason": "recode"}, []),
    ("reading/value", "10", "20", {"reason": "correction"}, []),
    (f"commitments/{ID}", "", "removed", {"reason": "recode"}, ["recode"]),                 # its statements belong elsewhere
    (f"commitments/{ID}", "", "removed", {"reason": "correction"}, ["correction"]),
    (f"mentions/{ID}/commitment_id", "", ID, {"reason": "recode", "via": "extract"}, ["added"]),
    (f"mentions/{ID}/commitment_id", OTHER, ID, {"reason": "recode"}, ["recode"]),
    (f"mentions/{ID}/rejected", "", "yes", {"reason": "correction"}, ["correction"]),
    (f"mentions/{ID}/kind", "event", "target", {"reason": "correction"}, ["correction"]),
    (f"mentions/{ID}", "", "added", {"reason": "recode"}, ["added"]),
    ("evidence/forum-2024", "", EVIDENCE, {}, ["evidence"]),
    ("evidence/forum-2024", EVIDENCE, EVIDENCE.replace("held", "opened"), {}, ["correction"]),
    ("evidence/forum-2024", EVIDENCE, "removed", {}, ["correction"]),
    ("figures/js-1-00000002", "", "added", {"reason": "import", "via": "import"}, ["added"]),
    ("sources/js-1", "", "added", {"reason": "recode"}, ["added"]),
    ("sources/js-1/sha256", "a", "b", {"reason": "recode", "via": "extract"}, []),
    ("indicators/trade", "", "added", {"reason": "recode", "via": "extract"}, []),          # its figures tell it
    ("no_such_column", "a", "b", {}, []),
    ("status", "not_checked", "fulfilled", {"when": "yesterday"}, []),                      # a time that nobody can read
])
def test_in_which_group_an_entry_stands(folder, name, old, new, about, groups):
    assert entered(folder, name, old, new, **about) == groups


def test_what_the_log_began_with_is_no_change(folder):
    assert news(folder, "2026-01-01") == {}
    assert since(dataset.load(folder), datetime.date(2026, 1, 1), 5).log_begins == datetime.date(2026, 11, 1)


def test_an_empty_log_says_so(tmp_path):
    found = since(dataset.load(make_folder(tmp_path / "data")), None, 5)
    assert found.log_begins is None and found.is_empty and tuple(found.groups) == GROUPS


def test_one_save_of_one_row_is_one_item_in_words(folder):
    save(folder, change("status", "not_checked", "in_progress"), change("note", "", "A first step."), change("checked_on", "", "2026-11-05"),
         change("evidence_url", "", "https://example.org/step"), note="Seen on the site")
    [item] = news(folder)["judgement"]
    assert (item.when[:10], item.who, item.title, item.page, item.key) == ("2026-11-05", "MK", "Hold a forum each year", "commitments", ID)
    assert set(item.cells) == {Cell("Status", "not checked", "in progress"), Cell("Note", "", "“A first step.”"),
                               Cell("Last searched on", "", "5 November 2026")}
    assert (item.note, item.evidence_url, item.is_undone) == ("Seen on the site", "https://example.org/step", False)


def test_two_people_or_two_saves_are_two_items_newest_first(folder):
    save(folder, change("status", "not_checked", "dropped"), note="Said so", who="MK")
    save(folder, change("status", "dropped", "unclear"), note="Said otherwise", who="AB")
    save(folder, change("status", "unclear", "dropped"), note="Said again", who="AB", day="2026-11-06")
    assert [(item.who, item.note) for item in news(folder)["judgement"]] == [("AB", "Said again"), ("AB", "Said otherwise"), ("MK", "Said so")]


@pytest.mark.parametrize(("day", "count"), [("2026-11-05", 2), ("2026-11-06", 1), ("2026-11-07", 0)])
def test_a_day_counts_from_its_beginning(folder, day, count):
    save(folder, change("status", "not_checked", "dropped"), note="Said so")
    save(folder, change("status", "dropped", "unclear"), note="Said otherwise", day="2026-11-06")
    assert len(news(folder, day).get("judgement", [])) == count


def test_ids_and_codes_are_words(folder):
    save(folder, change("part_of", "", OTHER), change("indicator_id", "", "trade"), change("basis_mention", "", ID))
    save(folder, change("sector", "", "trade; energy", table="mentions"), change("deadline_kind", "none", "vague", table="mentions"))
    found = news(folder)
    assert set(found["recode"][0].cells) == {Cell("Part of", "", "Raise trade"), Cell("Indicator that measures it", "", "Trade"),
                                             Cell("Mention whose number and deadline count", "", "Joint statement")}
    assert set(found["correction"][0].cells) == {Cell("Fields in “Joint statement”", "", "trade, energy"),
                                                 Cell("Sort of deadline in “Joint statement”", "none stated", "no date, only words")}


def test_what_came_and_went_is_told(folder):
    save(folder, Added("evidence", a_row("evidence", evidence_id="new", summary="A second forum.")))
    save(folder, change("summary", "A second forum.", "A third forum.", "new", "evidence"), day="2026-11-06")
    save(folder, Removed("evidence", "new"), day="2026-11-07")
    save(folder, change("rejected", "", "yes", OTHER, "mentions"), day="2026-11-08")
    found = news(folder)
    assert found["evidence"][0].what == ("supports: “A second forum.”",)
    rejected, gone, changed = found["correction"]
    assert gone.what == ("evidence was taken out: “A third forum.”",)
    assert changed.cells == (Cell("What was reported, in our words", "“A second forum.”", "“A third forum.”"),)
    assert (rejected.what, rejected.page, rejected.key) == (("a finding is rejected as false: “Trade reached”",), "sources", "js-1")


def test_a_new_commitment_tells_nothing_else_of_its_cells(folder):
    source = a_row("sources", source_id="said", file="", sha256="", text_by="", title="Said at a forum")
    mention = a_row("mentions", mention_id="said-1", source_id="said", commitment_id="said-1", extractor="hand", what="Open ten centres",
                    start="", end="", quote="")
    save(folder, Added("sources", source), Added("mentions", mention))
    assert [(item.title, item.page, item.what, item.cells) for item in news(folder)["added"]] == [
        ("Open ten centres", "commitments", ("new commitment",), ()), ("Said at a forum", "sources", ("new source",), ())]


def test_statements_that_are_joined_and_parted(folder):
    save(folder, change("commitment_id", OTHER, ID, OTHER, "mentions"))
    told = [(item.title, item.key, item.what) for item in news(folder)["recode"]]
    assert sorted(told) == [
        ("Hold a forum each year", ID, ("the statement in “Joint statement” belongs here, before: to “Raise trade”",)),
        ("Raise trade", "", ("the row was taken out",)),     # nobody had written in it
    ]


def test_an_undo_is_shown_as_such(folder):
    save(folder, change("status", "not_checked", "dropped"), note="Said so")
    edits.save(folder, undo.last_of(load(folder).status_log.rows, "MK").edit, "MK", at("2026-11-06"))
    [item] = news(folder)["correction"]
    assert item.is_undone and item.cells == (Cell("Status", "dropped", "not checked"),)


def test_figures_of_one_save_are_one_item_that_leads_to_them(folder):
    data = dataset.load(folder)
    rows = [a_row("figures", figure_id=f"f{number}") for number in range(3)]
    log = [log_entry("", f"figures/{row['figure_id']}", "", "added", "import") | {"when": "2026-11-05T10:00:00+00:00", "via": "import"} for row in rows]
    frames = {"figures": pd.DataFrame(rows).astype("str"), "status_log": pd.DataFrame([*rows_of(data.status_log), *log]).astype("str")}
    [item] = since(replace(data, **frames), datetime.date(2026, 11, 2), 5).groups["added"].items
    assert (item.title, item.page, item.key, item.what) == ("Trade", "targets", "trade", ("3 new figures",))


def test_only_so_many_are_told_in_full_and_the_rest_counted(folder):
    for number in range(5):
        save(folder, change("note", f"{number - 1}" if number else "", f"{number}"), day=f"2026-11-0{number + 3}")
    group = since(dataset.load(folder), datetime.date(2026, 11, 2), 2).groups["judgement"]
    assert (group.total, [item.cells[0].new for item in group.items]) == (5, ["“4”", "“3”"])


def test_of_some_commitments_alone(folder):
    save(folder, change("note", "", "One"))
    save(folder, change("note", "", "Two", OTHER))
    assert [item.key for item in news(folder, about=frozenset({OTHER}))["judgement"]] == [OTHER]


def test_an_edit_in_the_file_is_told_without_a_name(folder):
    set_cell(folder, "commitments", ID, "note", "Typed")
    add_row(folder, "evidence", a_row("evidence", evidence_id="typed"))
    record(folder, at("2026-11-05"))
    found = news(folder)
    assert [(item.who, item.title) for name in ("evidence", "judgement") for item in found[name]] == [("", "Hold a forum each year")] * 2


def test_the_list_narrows_to_the_same_rows(folder):
    """What the rules read and what was decided of it is no change for the filter either."""
    data = dataset.load(folder)
    entries = [log_entry(ID, "value", "10", "20", "correction") | {"via": "extract"}, log_entry(ID, f"join/{OTHER}", "", "kept apart", "recode"),
               log_entry(OTHER, "note", "", "Seen", "evidence")]
    log = pd.DataFrame([*rows_of(data.status_log), *(entry | {"when": "2026-11-05T10:00:00+00:00"} for entry in entries)]).astype("str")
    rows = choose(replace(data, status_log=log).index, Choice(since="2026-11-02"))
    assert rows["commitment_id"].tolist() == [OTHER]
