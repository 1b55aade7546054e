"""Tables on their way to a spreadsheet and back: nothing runs, nothing is lost, and only what a person changed is a difference."""
import datetime
import itertools
import re
from dataclasses import replace

import pytest

from monitor import asof, dataset, edits, spreadsheet, store
from monitor.schema import COMMITMENTS, EVIDENCE
from monitor.spreadsheet import CHANGED, CLASHES, UNKNOWN, differences, edit_of, file_name, for_spreadsheet
from monitor.spreadsheet_cells import as_before, defused
from monitor.spreadsheet_file import AS_DOWNLOADED, LARGEST, MOST_LINES
from tests import libreoffice
from tests.conftest import ROOT
from tests.folders import set_cell
from tests.sheet_files import FORUM, SITTING, VISA, changed, csv_of, download, rows_of, sheet_folder

WHEN = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
NOTE = COMMITMENTS.by_name["note"]
HOSTILE = {   # 95 to 110 of the hostile inputs
    "formula": "=1+1", "plus": "+44 20 7946", "minus": "-1+2", "at": "@SUM(A1)", "tab": "\t=1+1", "carriage return": "\r=1+1",
    "line feed": "\n=1+1", "full width": "＝1+1", "small form": "﹢1", "zero width": "\u200b=1+1",
    "blank": "  =1+1", "no-break": "\u00a0=1+1",
    "dde": "=cmd|' /C calc'!A0", "link": '=HYPERLINK("http://example.org","click")', "web": '=WEBSERVICE("http://example.org")',
    "import": '=IMPORTXML("http://example.org","//a")', "quotes": '";=1+1;"', "semicolon": "a;=1+1",
    "second line": "a\n=1+1", "tabbed": "a\t@b",
}


@pytest.fixture
def folder(tmp_path):
    return sheet_folder(tmp_path / "data")


def taken(folder, content: bytes, name: str = "back.csv") -> spreadsheet.Taken:
    return differences(content, name, store.load(folder))


def found(back: spreadsheet.Taken) -> list[tuple]:
    return [(one.line, one.id, one.column, one.now, one.new, one.kind) for one in back.differences]


# The download

@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe_and_comes_back_as_it_was(text, folder):
    set_cell(folder, "commitments", FORUM, "note", text)
    before = (folder / "commitments.csv").read_bytes()
    content = download(folder)
    written = rows_of(content)[0]["note"]
    assert [part for part in re.split("[;\t\r\n]", written) if part.lstrip(" \u00a0\u200b").startswith(tuple("=+-@＝﹢"))] == []
    assert written != text and as_before(written) == text
    assert (folder / "commitments.csv").read_bytes() == before, "the store is never altered"
    assert found(taken(folder, content)) == []


def test_an_apostrophe_of_a_persons_own_is_kept_in_every_combination():
    texts = ["".join(signs) for length in range(6) for signs in itertools.product("'= ;\na", repeat=length)]
    assert [text for text in texts if as_before(defused(NOTE, text)) != text] == []


@pytest.mark.parametrize(("table", "column", "text", "expected"), [
    (COMMITMENTS, "value", "-5", "-5"),
    (COMMITMENTS, "value", "+2E+10", "+2E+10"),
    (COMMITMENTS, "value", "-5+cmd", "'-5+cmd"),   # no number, whatever its column
    (COMMITMENTS, "title", "-5", "'-5"),           # a text that looks like one
    (COMMITMENTS, "title", "a - b = c", "a - b = c"),
    (EVIDENCE, "url", "https://example.org/?a=-1;b=+2", "https://example.org/?a=-1;b=+2"),
    (EVIDENCE, "summary", "'quoted'", "'quoted'"),
    (EVIDENCE, "summary", "'=1", "''=1"),          # so that one apostrophe taken off leaves the person's own
])
def test_numbers_stay_numbers_and_other_texts_stay_as_they_are(table, column, text, expected):
    assert defused(table.by_name[column], text) == expected


def test_the_file_is_utf8_with_its_mark_commas_and_crlf(folder):
    content = download(folder)
    header, *_ = content.removeprefix(b"\xef\xbb\xbf").split(b"\r\n")
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n") and content.count(b"\n") == content.count(b"\r\n")
    assert header.decode().split(",") == [*COMMITMENTS.header, AS_DOWNLOADED]
    assert rows_of(content)[0]["note"] == SITTING


def test_no_id_and_no_mark_looks_like_a_number_or_a_date():
    cells = [row[name] for schema in (COMMITMENTS, EVIDENCE) for row in rows_of(download(ROOT / "data", schema))
             for name in (schema.key, AS_DOWNLOADED)]
    assert cells and all(cell[0].isalpha() for cell in cells)


@pytest.mark.parametrize(("descriptor", "is_earlier", "name"), [
    ({"name": "china-uzbekistan"}, False, "china-uzbekistan-evidence-2026-11-25.csv"),
    ({"name": "china-uzbekistan"}, True, "china-uzbekistan-evidence-as-of-2026-11-25.csv"),
    ({"name": "china-evidence"}, False, "china-evidence-2026-11-25.csv"),
    ({"title": "../A & B"}, False, "a-b-evidence-2026-11-25.csv"),
    ({}, False, "document-evidence-2026-11-25.csv"),
])
def test_the_name_says_data_set_table_and_day(descriptor, is_earlier, name):
    assert file_name(descriptor, "evidence", datetime.date(2026, 11, 25), is_earlier) == name


# What is no difference

def semicolons(content: bytes) -> bytes:
    return csv_of(rows_of(content), ";")


def reordered_with_extra(content: bytes) -> bytes:
    return csv_of([{"my column": "x", **dict(reversed(row.items()))} for row in rows_of(content)])


def without(*names: str):
    return lambda content: csv_of([{name: cell for name, cell in row.items() if name not in names} for row in rows_of(content)])


def respelled(**texts: str):
    """The file after a spreadsheet wrote some texts in the manner of its region."""
    def rewrite(content: bytes) -> bytes:
        return csv_of([{name: texts.get(cell, cell) for name, cell in row.items()} for row in rows_of(content)])
    return rewrite


FORMS = {
    "as it was": lambda content: content,
    "no byte order mark": lambda content: content[3:],
    "line feeds": lambda content: content.replace(b"\r\n", b"\n"),
    "carriage returns": lambda content: content.replace(b"\r\n", b"\r"),
    "semicolons": semicolons,
    "tabs": lambda content: csv_of(rows_of(content), "\t"),
    "a hint of the separator": lambda content: b"sep=;\r\n" + semicolons(content),
    "names that Excel puts above": lambda content: b",".join(b"Column%d" % n for n in range(1, 29)) + b"\r\n" + content[3:],
    "no line end at the end": lambda content: content.rstrip(),
    "reordered, with a column of one's own": reordered_with_extra,
    "columns missing": without("note", "value", "review"),
    "trailing empty columns": lambda content: content.replace(b"\r\n", b",,,\r\n"),
    "trailing empty rows": lambda content: content + b",,,,\r\n\r\n",
    "a row taken out": lambda content: csv_of(rows_of(content)[1:]),
    "rows sorted": lambda content: csv_of(rows_of(content)[::-1]),
    "dates of the United States": respelled(**{"2026-03-05": "3/5/2026", "2026-11-05": "11/5/2026", "2025-04": "Apr-25"}),
    "dates of Germany": respelled(**{"2026-03-05": "05.03.2026", "2026-11-05": "05.11.2026"}),
    "dates of China": respelled(**{"2026-03-05": "2026/3/5", "2026-11-05": "2026/11/5"}),
    "a long number": respelled(**{"21000000000": "2.1E+10"}),
    "a long number of Germany": respelled(**{"21000000000": "2,1E+10"}),
    "grouped digits": respelled(**{"21000000000": "21,000,000,000"}),
    "capitals": respelled(in_progress="IN_PROGRESS", USD=" USD ", **{"visas; tourism": "visas;tourism"}),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_change_of_form_alone_is_no_difference(folder, form):
    back = taken(folder, form(download(folder)))
    assert (back.faults, found(back), back.left, back.refused, back.added) == ((), [], (), (), ())


def test_what_was_rewritten_or_is_not_there_is_said(folder):
    content = respelled(**{"2026-03-05": "3/5/2026"})(csv_of([{"extra": "", **row} for row in rows_of(download(folder))[:2]]))
    told = " ".join(taken(folder, without("note")(content)).told)
    assert "no column note: it is not compared" in told and "no column extra: it is not taken" in told
    assert "1 row of commitments.csv is not in the file and stays" in told
    assert "1 cell is written otherwise than in the table and means the same" in told


def test_the_download_of_an_earlier_day_does_not_undo_what_came_after(folder):
    edits.save(folder, edits.Edit((edits.Change("commitments", FORUM, "status", "in_progress", "stalled"),), note="x"), "ann", WHEN)
    record = asof.on_record(dataset.load(folder), datetime.date(2026, 11, 20))
    content = for_spreadsheet(COMMITMENTS, record.data.commitments.to_dict("records"))
    rows = rows_of(content)
    assert found(taken(folder, content)) == []
    if rows:   # without a dated source nothing was on record
        assert rows[0]["status"] != "stalled"


# Differences

def test_cells_that_a_person_changed_are_told_one_by_one(folder):
    content = changed(changed(download(folder), 0, status="Stalled", note=""), 2, status_date="31/12/2025", part_of=FORUM)
    assert found(taken(folder, content)) == [
        (2, FORUM, "status", "in_progress", "stalled", CHANGED), (2, FORUM, "note", SITTING, "", CHANGED),
        (4, VISA, "status_date", "2025-04", "2025-12-31", CHANGED), (4, VISA, "part_of", "", FORUM, CHANGED),
    ]


@pytest.mark.parametrize(("here", "in_file", "kind"), [
    ("stalled", None, None),              # changed here alone: theirs stays
    ("stalled", "stalled", None),         # both the same
    ("stalled", "dropped", CLASHES),
    (None, "dropped", CHANGED),
])
def test_three_sides_of_a_cell(folder, here, in_file, kind):
    content = download(folder)
    if here:
        edits.save(folder, edits.Edit((edits.Change("commitments", FORUM, "status", "in_progress", here),), note="x"), "ann", WHEN)
    back = taken(folder, changed(content, 0, status=in_file) if in_file else content)
    assert [one.kind for one in back.differences] == ([kind] if kind else [])
    assert [told for told in back.told if "changed here since the download" in told] == (
        ["1 cell was changed here since the download, and stays as it is now."] if here and not in_file else [])
    if kind == CLASHES:
        (clash,) = back.differences
        assert (clash.base, clash.now, clash.new, clash.who, clash.when) == (
            "in_progress", "stalled", "dropped", "ann", "2026-11-25T09:00:00+00:00")


def test_a_clash_in_evidence_names_who_set_the_cell(folder):
    content = download(folder, EVIDENCE)
    edits.save(folder, edits.Edit((edits.Change("evidence", "forum-2024", "summary", "The forum was held.", "It met."),)), "bob", WHEN)
    (clash,) = taken(folder, changed(content, 0, summary="It was held.")).differences
    assert (clash.kind, clash.base, clash.now, clash.new, clash.who) == (CLASHES, "The forum was held.", "It met.", "It was held.", "bob")


@pytest.mark.parametrize("unmark", [without(AS_DOWNLOADED), lambda content: changed(content, 0, as_downloaded="?")])
def test_without_its_mark_nobody_knows_who_changed_a_cell(folder, unmark):
    content = unmark(changed(download(folder), 0, status="dropped"))
    assert [one.kind for one in taken(folder, content).differences] == [UNKNOWN]


def test_a_table_itself_may_come_back_too(folder):
    text = (folder / "commitments.csv").read_text(encoding="utf-8").replace(",in_progress,", ",dropped,")
    assert found(taken(folder, text.encode())) == [(2, FORUM, "status", "in_progress", "dropped", UNKNOWN)]


@pytest.mark.parametrize(("column", "text", "why"), [
    ("value", "7", "The program reads this"), ("kind", "no such", "The program reads this"), ("corrected", "kind", "named on the page"),
])
def test_the_machines_columns_are_told_and_not_taken(folder, column, text, why):
    back = taken(folder, changed(download(folder), 0, **{column: text}))
    assert [(one.line, one.column, one.text) for one in back.left] == [(2, column, text)] and why in back.left[0].why
    assert back.differences == () and back.refused == ()


def test_what_the_machine_refreshed_meanwhile_is_no_matter_of_the_file(folder):
    content = download(folder)
    set_cell(folder, "commitments", FORUM, "mentions", "2")
    back = taken(folder, content)
    assert (back.left, back.differences) == ((), ())


@pytest.mark.parametrize(("column", "text", "rule", "mend"), [
    ("status", "fulfiled", "not in the list", "perhaps fulfilled?"),
    ("checked_on", "2026-02-30", "no such date", "calendar"),
    ("checked_on", "soon", "not a", "write"),
    ("checked_on", "3/4/2026", "two readings", "write 2026-03-04 or 2026-04-03"),
    ("evidence_url", "www.example.org", "not a safe address", "begin it with https://"),
    ("part_of", "js-1-ffffffff", "no such id", "correct it"),
    ("title", "", "empty cell", "fill it in"),
    ("note", "S?ance ?ouverte?, ??", "question marks in place of letters", "CSV UTF-8"),   # saved in a code page
    ("note", "#NAME?", "an error of the spreadsheet", "type it again"),
    ("note", "########", "an error of the spreadsheet", "type it again"),
    ("note", "Err:509", "an error of the spreadsheet", "type it again"),
])
def test_a_bad_cell_is_refused_with_its_place_in_the_file(folder, column, text, rule, mend):
    content = changed(changed(download(folder), 0, **{column: text}), 2, title="Ease all visas")
    back = taken(folder, content)
    (problem,) = back.refused
    assert (problem.file, problem.row, problem.column, problem.id, problem.value) == ("back.csv", 2, column, FORUM, text)
    assert rule in problem.rule and mend in problem.mend and problem.expected
    assert [one.new for one in back.differences] == ["Ease all visas"], "the other rows are taken"


def test_letters_of_a_code_page_keep_their_row_out(folder):
    content = csv_of(rows_of(download(folder))).decode().replace("中国", "").encode("cp1252")
    back = taken(folder, content)
    assert [(problem.row, problem.column, problem.rule) for problem in back.refused] == [(2, "note", "not UTF-8")]


def test_rows_of_which_nobody_knows_where_they_belong_are_told(folder):
    rows = rows_of(download(folder))
    unknown = [rows[1] | {"commitment_id": identity} for identity in ("js-1-ffffffff", "")]
    content = csv_of([*rows, rows[0] | {"title": "Copied"}, *unknown])
    back = taken(folder, content)
    assert [(problem.row, problem.rule) for problem in back.refused] == [(2, "id twice in the file"), (5, "id twice in the file")]
    assert [(one.line, one.id) for one in back.left] == [(6, "js-1-ffffffff"), (7, "")]
    assert all("add the document or the statement" in one.why for one in back.left) and back.differences == ()


@pytest.mark.parametrize(("row", "rule"), [
    (b'x,"never closed\r\n', "broken quotes"),
    (b",".join([b"x"] * 40) + b"\r\n", "row too long: 40 cells"),
])
def test_a_row_that_cannot_be_divided_is_refused_and_the_others_are_taken(folder, row, rule):
    back = taken(folder, changed(download(folder), 0, status="dropped") + row)
    assert [(problem.row, problem.rule) for problem in back.refused] == [(5, rule)]
    assert [one.new for one in back.differences] == ["dropped"]


@pytest.mark.parametrize(("content", "rule"), [
    (b"PK\x03\x04x", "a spreadsheet or zip archive in place of a table"),
    ("commitment_id,title\r\nx,y".encode("utf-16"), "UTF-16 in place of UTF-8"),
    (b"", "empty file"),
    (b"a,b\r\n1,2\r\n", "no header"),
    (b"title,status,note\r\nx,dropped,\r\n", "missing column"),
    (b"commitment_id,title,title\r\nx,y,z\r\n", "column twice"),
    (b"mention_id,source_id,start,end,quote,commitment_id\r\n", "a table of mentions"),
    (b"commitment_id,title\r\n" + b"x,y\r\n" * (MOST_LINES + 1), f"{MOST_LINES + 2} lines"),
    (b"commitment_id,title\r\nx," + b"y" * LARGEST, "5 MB or more"),
    (b"commitment_id,title\r\n" + b'x,"y\r\n' * 30, "broken quotes"),
])
def test_a_file_that_is_no_such_table_is_kept_out_and_says_why(folder, content, rule):
    back = taken(folder, content, "../dir/odd.csv")
    assert back.faults and rule in back.faults[0].rule and back.faults[0].file == "odd.csv" and back.faults[0].mend
    assert back.differences == ()


def test_a_table_here_that_has_to_be_mended_first_is_named(folder):
    content = download(folder)
    (folder / "commitments.csv").write_text("commitment_id\nx\n", encoding="utf-8")
    assert taken(folder, content).faults[0].file == "commitments.csv"


def test_rows_are_numbered_as_in_the_file_whatever_stands_above_the_header(folder):
    back = taken(folder, b"Column1,Column2\r\n" + changed(changed(download(folder), 0, status="x"), 2, title="Ease all visas"))
    assert [problem.row for problem in back.refused] == [3] and [one.line for one in back.differences] == [5]


# Evidence

NEW = {"evidence_id": "", "commitment_id": VISA, "tag": "supports", "summary": "Visas ended.", "url": "https://example.org/visa",
       "date": "2026-06-01", AS_DOWNLOADED: ""}


def with_new(folder, *rows: dict[str, str]) -> bytes:
    old = rows_of(download(folder, EVIDENCE))
    return csv_of([*old, *(dict.fromkeys(old[0], "") | row for row in rows)])


def test_a_new_row_of_evidence_gets_an_id_and_is_never_added_twice(folder):
    content = with_new(folder, NEW, NEW | {"summary": "A second report."}, NEW)
    back = taken(folder, content)
    assert [one.line for one in back.left] == [6], "the third is the first again"
    assert [(new.line, new.row["evidence_id"].partition("-")[0], new.row["summary"]) for new in back.added] == [
        (4, "evidence", "Visas ended."), (5, "evidence", "A second report.")]
    edits.save(folder, edit_of(back, back.added, WHEN.date(), "ann"), "ann", WHEN)
    written = store.load(folder).evidence.by_id
    rows = [written[new.row["evidence_id"]] for new in back.added]
    assert [(row["added_on"], row["added_by"]) for row in rows] == [("2026-11-25", "ann")] * 2
    again = taken(folder, content)
    assert again.added == () and ["is there already" in one.why for one in again.left] == [True] * 3


@pytest.mark.parametrize(("row", "column", "rule"), [
    (NEW | {"url": ""}, "url", "empty cell"),
    (NEW | {"commitment_id": "js-1-ffffffff"}, "commitment_id", "no such id"),
    (NEW | {"tag": "supprts"}, "tag", "not in the list"),
    (NEW | {"evidence_id": "2026-06-01"}, "evidence_id", "an id that a spreadsheet takes for a number"),
    (NEW | {"evidence_id": "forum-2024"}, "evidence_id", "id twice in the file"),
])
def test_a_new_row_that_would_not_stand_is_refused(folder, row, column, rule):
    back = taken(folder, with_new(folder, row))
    assert (back.refused[-1].row, back.refused[-1].column) == (4, column) and rule in back.refused[-1].rule
    assert back.added == ()


def test_a_copied_row_with_its_id_emptied_is_a_new_one(folder):
    rows = rows_of(download(folder, EVIDENCE))
    back = taken(folder, csv_of([*rows, rows[0] | {"evidence_id": "", "summary": "Held again.", "url": "https://example.org/2"}]))
    assert [new.row["summary"] for new in back.added] == ["Held again."]


def test_a_row_that_was_taken_out_here_does_not_come_back_by_itself(folder):
    content = download(folder, EVIDENCE)
    edits.save(folder, edits.Edit((edits.Removed("evidence", "forum-2025"),)), "ann", WHEN)
    back = taken(folder, content)
    assert [(one.id, one.column) for one in back.left] == [("forum-2025", "")] and "taken out here" in back.left[0].why
    assert back.added == ()


def test_excel_leaves_out_the_separators_of_empty_columns_at_the_end(folder):
    """Some rows after the last one with a cell in the last column; so in new rows, which have no mark."""
    content = with_new(folder, NEW).rstrip(b"\r\n").rstrip(b",") + b"\r\n"
    back = taken(folder, content)
    assert [new.row["summary"] for new in back.added] == ["Visas ended."] and back.refused == ()


# Back into the tables

def test_what_is_chosen_is_written_and_then_there_is_no_difference(folder):
    content = changed(changed(download(folder), 0, status="stalled", status_date="2026-10-01"), 1, note="Looked into.")
    back = taken(folder, content)
    before = (folder / "commitments.csv").read_text(encoding="utf-8").splitlines()
    chosen = [one for one in back.differences if one.column != "status_date"]
    edit = edit_of(back, chosen, WHEN.date(), reason="evidence", note="From the list of the ministry.")
    entries = edits.save(folder, edit, "ann", WHEN)
    after = (folder / "commitments.csv").read_text(encoding="utf-8").splitlines()
    assert sum(one != other for one, other in zip(before, after)) == 2 and len(before) == len(after)
    assert [(entry["field"], entry["old"], entry["new"], entry["who"]) for entry in entries] == [
        ("status", "in_progress", "stalled", "ann"), ("note", "", "Looked into.", "ann")]
    assert [one.column for one in taken(folder, content).differences] == ["status_date"]


def test_a_cell_that_is_changed_between_the_look_and_the_yes_is_a_clash(folder):
    back = taken(folder, changed(download(folder), 0, status="stalled"))
    set_cell(folder, "commitments", FORUM, "status", "dropped")
    with pytest.raises(edits.Clashes):
        edits.save(folder, edit_of(back, back.differences, WHEN.date(), note="x"), "ann", WHEN)


# LibreOffice

with_libreoffice = pytest.mark.skipif(libreoffice.find() is None, reason=libreoffice.NONE_FOUND)


@with_libreoffice
@pytest.mark.parametrize("schema", [COMMITMENTS, EVIDENCE], ids=lambda schema: schema.name)
def test_libreoffice_with_the_documented_choices_changes_no_cell(schema):
    raw = (ROOT / "data" / schema.file).read_bytes()
    assert libreoffice.changed_cells(raw, libreoffice.round_trip(raw)) == []
    content = download(ROOT / "data", schema)
    back = libreoffice.round_trip(content)
    assert libreoffice.changed_cells(content, back) == []
    assert replace(taken(ROOT / "data", back), told=()) == spreadsheet.Taken("back.csv", schema.name)


@with_libreoffice
@pytest.mark.parametrize(("choices", "changes_the_table"), [
    (libreoffice.DOCUMENTED, False), (libreoffice.DEFAULTS, True), (libreoffice.WITH_SPECIAL_NUMBERS, True),
], ids=["documented", "defaults", "special numbers"])
def test_libreoffice_runs_what_stands_in_the_table_and_nothing_of_the_download(folder, choices, changes_the_table):
    for name, text in (("note", "=1+1"), ("checked_by", "007"), ("headline", '=HYPERLINK("http://example.org";"click")')):
        set_cell(folder, "commitments", FORUM, name, text)
    raw, content = (folder / "commitments.csv").read_bytes(), download(folder)
    assert bool(libreoffice.changed_cells(raw, libreoffice.round_trip(raw, choices))) == changes_the_table
    changes = libreoffice.changed_cells(content, libreoffice.round_trip(content, choices))
    assert [change[1:] for change in changes] == ([("checked_by", "007", "7")] if changes_the_table else [])


# docs/spreadsheets.md says so of the table itself, opened without the documented choices.
WITHOUT_CHOICES = {
    "2026-03-05": "2026-03-05", "2025-04": "2025-04", "21000000000": "21000000000", "a\nb": "a\nb", "007": "7", "1e3": "1000",
    "1.10": "1.1", "1234567890123456789": "1.23456789012346E+018", "=1+1": "2", "'=1+1": "'=1+1", "Mar-24": "Mar-24", "1/2": "1/2",
}
WITH_DETECTION = {"Mar-24": "03/24/2026", "1/2": "01/02/2026"}


@with_libreoffice
def test_what_libreoffice_makes_of_texts_without_the_documented_choices():
    content = b"\xef\xbb\xbf" + csv_of([{"text": text, "beside": "x"} for text in WITHOUT_CHOICES])
    for choices in (libreoffice.DEFAULTS, libreoffice.WITH_SPECIAL_NUMBERS):
        back = libreoffice.round_trip(content, choices)
        expected = WITHOUT_CHOICES | (WITH_DETECTION if choices.detect_special_numbers else {})
        year = str(datetime.date.today().year)
        assert [row["text"] for row in rows_of(back)] == [text.replace("/2026", f"/{year}") for text in expected.values()]
        assert not back.startswith(b"\xef\xbb\xbf") and b"\r" not in back


@with_libreoffice
@pytest.mark.parametrize("separator", ["59", "9"], ids=["semicolons", "tabs"])
def test_opened_with_another_separator_the_download_still_runs_nothing(folder, separator):
    set_cell(folder, "commitments", FORUM, "note", HOSTILE["quotes"] + HOSTILE["semicolon"] + HOSTILE["second line"] + HOSTILE["tabbed"])
    choices = replace(libreoffice.DEFAULTS, separator=separator)
    opened = libreoffice.round_trip(download(folder), choices).decode("utf-8-sig")
    assert "=1+1" in opened and "Err:" not in opened and "#NAME?" not in opened
    raw = libreoffice.round_trip((folder / "commitments.csv").read_bytes(), choices).decode("utf-8-sig")
    assert separator == "9" or "Err:" in raw or "=1+1" not in raw, "the table itself would run"
