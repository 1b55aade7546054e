"""Every problem of a folder. Each case spoils one cell of a valid folder and must be told once, at its place."""
from pathlib import Path

import pytest

from monitor.check import check
from monitor.documents import sha256
from monitor.problems import ERROR, WARNING
from monitor.schema import COMMITMENTS, TABLES
from monitor.store import load
from monitor.table import from_text
from tests.folders import QUOTE, ROWS, TEXT, a_row, make_folder, text_with
from tests.test_table import BAD_TABLES

FIRST_ROW = 2


def found(folder: Path, level: str) -> list[tuple]:
    return [(problem.file, problem.row, problem.column, problem.rule) for problem in check(folder) if problem.level == level]


def with_cells(folder: Path, table: str, **cells: str) -> Path:
    return make_folder(folder, **{table: [a_row(table, **cells)]})


def test_a_valid_folder_has_no_problem(tmp_path):
    assert check(make_folder(tmp_path)) == ()


def test_empty_tables_have_no_problem(tmp_path):
    assert check(make_folder(tmp_path, **{name: [] for name in ROWS if name != "status_log"})) == ()


@pytest.mark.parametrize("table, cells, column, rule", [
    # a cell and its type
    ("commitments", {"status": "done"}, "status", "not in the list"),
    ("commitments", {"status": ""}, "status", "empty cell"),
    ("commitments", {"title": ""}, "title", "empty cell"),
    ("commitments", {"title": "  "}, "title", "empty cell"),
    ("commitments", {"status_date": "2030-02-30"}, "status_date", "no such date"),
    ("commitments", {"mentions": "many"}, "mentions", "not a number"),
    ("commitments", {"sector": "trade; money"}, "sector", "not in the list"),
    ("commitments", {"checked_on": "2026-11"}, "checked_on", "not a day"),
    ("mentions", {"rejected": "no"}, "rejected", "neither yes nor empty"),
    ("commitments", {"checked_on": "3/4/2026"}, "checked_on", "two readings: 4 March 2026 or 3 April 2026"),
    ("commitments", {"deadline": "Jun-30", "deadline_kind": "month"}, "deadline", "not a date: a month and either day or year"),
    ("commitments", {"deadline": "1/1/2030", "deadline_kind": "month"}, "deadline", "does not fit deadline_kind month"),   # was 2030-01
    ("status_log", {"when": "24/11/2026 10:00"}, "when", "not a time"),
    ("evidence", {"url": "javascript:alert(1)"}, "url", "not a safe address"),
    ("figures", {"value": "ten billion"}, "value", "not a number"),
    ("figures", {"period": "2023/2022"}, "period", "period runs backwards"),
    ("indicators", {"unit": "dollars"}, "unit", "unknown unit"),
    ("evidence", {"evidence_id": "forum-2024 "}, "evidence_id", "blank or invisible character in an id"),
    # a row in itself
    ("mentions", {"value": "20", "value_high": "10", "unit": "USD"}, "value_high", "below value 20"),
    ("mentions", {"value_high": "10", "unit": "USD"}, "value", "upper end without lower end"),
    ("commitments", {"value": "20"}, "unit", "number without unit"),
    ("commitments", {"deadline": "2030", "deadline_kind": "month"}, "deadline", "does not fit deadline_kind month"),
    ("commitments", {"deadline": "2030-06"}, "deadline", "does not fit deadline_kind none"),
    ("commitments", {"deadline_kind": "year"}, "deadline", "does not fit deadline_kind year"),
    ("commitments", {"corrected": "status"}, "corrected", "'status' is no column of the extractor"),
    ("mentions", {"corrected": "kind; mention_id"}, "corrected", "'mention_id' is no column of the extractor"),
    ("figures", {"period_start": "2022-12-31"}, "period_start", "outside the period 2023"),
    ("figures", {"period": "", "period_start": "2024-01-01"}, "period_end", "before period_start 2024-01-01"),
    ("sources", {"source_id": "1-js"}, "source_id", "no short name"),
    # a row against others
    ("mentions", {"commitment_id": "js-1-0000000x"}, "commitment_id", "no such id"),
    ("commitments", {"indicator_id": "trades"}, "indicator_id", "no such id"),
    ("commitments", {"part_of": "js-1-00000001"}, "part_of", "leads back to itself"),
    ("evidence", {"commitment_id": "x"}, "commitment_id", "no such id"),
    ("figures", {"replaces": "x"}, "replaces", "no such id"),
    ("figures", {"unit": "CNY"}, "unit", "not the unit of its indicator"),
    # a place in a document
    ("mentions", {"start": "1"}, "quote", f"the document reads otherwise from 1 to {len(QUOTE)}"),
    ("mentions", {"quote": QUOTE.upper()}, "quote", f"the document reads otherwise from 0 to {len(QUOTE)}"),
    ("mentions", {"start": "-5"}, "quote", f"the document reads otherwise from -5 to {len(QUOTE)}"),
    ("figures", {"end": "9999"}, "quote", f"the document reads otherwise from {TEXT.index('Trade')} to 9999"),
    ("sources", {"sha256": "0" * 64}, "sha256", "the document has changed"),
    ("sources", {"sha256": ""}, "sha256", "the document has not been read yet"),
    ("sources", {"file": "lost.txt"}, "file", "document cannot be read"),
    ("sources", {"file": "../data/sources.csv"}, "file", "document cannot be read"),
])
def test_an_error_is_told_at_its_place(tmp_path, table, cells, column, rule):
    folder = with_cells(tmp_path, table, **cells)
    told = found(folder, ERROR)
    assert (f"{table}.csv", FIRST_ROW, column, rule) in told
    others = {place for place in told if place[0] == f"{table}.csv"} - {(f"{table}.csv", FIRST_ROW, column, rule)}
    assert others == set(), "one fault, one message in the table"


@pytest.mark.parametrize("cells, rule", [
    ({"status": "not_assessed"}, "not_assessed without note"),
    ({"status": "superseded"}, "superseded without replaced_by"),
    ({"status": "dropped"}, "dropped without evidence_url"),
    ({"status": "fulfilled"}, "fulfilled without evidence_url"),
    ({"status": "partly_fulfilled"}, "partly_fulfilled without evidence_url"),
    ({"status": "stalled"}, "stalled without status_date"),
    ({"status": "in_progress"}, "in_progress without evidence_url"),
    ({"status": "not_started"}, "not_started without evidence_url"),
    ({"status": "no_report"}, "no_report without checked_on"),
    ({"status": "no_report", "checked_on": "2026-11-24"}, "no_report without note"),
    ({"status": "fulfilled", "evidence_url": "https://example.org", "first_stated": "2024-01-24", "status_date": "2023"},
     "fulfilled without a source dated after the statement"),
    ({"status": "in_progress", "evidence_url": "https://example.org", "first_stated": "2024-01-24"},
     "in_progress without a source dated after the statement"),
    ({"status": "not_checked", "checked_on": "2026-11-24"}, "not_checked with a day of search"),
    ({"status": "fulfilled", "kind": "cooperation", "evidence_url": "https://example.org"}, "open-ended cooperation fulfilled"),
    ({"status": "FULFILLED", "kind": "Cooperation", "evidence_url": "https://example.org"}, "open-ended cooperation fulfilled"),
])
def test_a_status_against_its_definition_is_a_warning(tmp_path, cells, rule):
    folder = make_folder(tmp_path, commitments=[a_row("commitments", **cells)], evidence=[])
    assert found(folder, WARNING) == [("commitments.csv", FIRST_ROW, "status", rule)]
    assert found(folder, ERROR) == []


@pytest.mark.parametrize("cells", [
    {"status": "fulfilled", "evidence_url": "https://example.org"}, {"status": "not_started", "evidence_url": "https://example.org"},
    {"status": "no_report", "checked_on": "2026-11-24", "note": "Searched in English."}, {"status": "unclear"},
    {"status": "fulfilled", "evidence_url": "https://example.org", "first_stated": "2024-01-24", "status_date": "2024"}, {"status": "not_assessed", "note": "A formula."},
    {"status": "stalled", "status_date": "2024"}, {"status": "Not_Checked"},
])
def test_a_status_that_keeps_its_definition_is_none(tmp_path, cells):
    assert check(make_folder(tmp_path, commitments=[a_row("commitments", **cells)], evidence=[])) == ()


def test_a_row_of_evidence_is_evidence(tmp_path):
    assert check(with_cells(tmp_path, "commitments", status="fulfilled")) == ()


@pytest.mark.parametrize("table, cells", [
    ("commitments", {"value": "1E+10", "unit": "USD", "deadline": "2030-06", "deadline_kind": "month", "corrected": "deadline; kind"}),
    ("commitments", {"deadline_kind": "vague"}),
    # dates that a spreadsheet wrote anew
    ("commitments", {"status": "unclear", "status_date": "31/12/2024", "checked_on": "12/31/2024 0:00",
                     "deadline": "31.12.2030", "deadline_kind": "date"}),
    ("commitments", {"deadline": "06/2030", "deadline_kind": "month"}),
    ("commitments", {"status": "in_progress", "evidence_url": "https://example.org", "status_date": "31/12/2025",
                     "first_stated": "24/01/2024"}),
    ("figures", {"period": "12/2023", "period_start": "2023/12/1", "period_end": "31/12/2023"}),
    ("figures", {"value": "10,000,000,000.0", "period_start": "2023-04-01"}),   # a stock within its year
    ("figures", {"source_id": "", "start": "", "end": "", "quote": "", "url": "https://example.org"}),
    ("mentions", {"quote": "", "start": "", "end": "", "extractor": "hand"}),
    ("sources", {"file": "", "sha256": ""}),
])
def test_what_is_allowed(tmp_path, table, cells):
    assert check(with_cells(tmp_path, table, **cells)) == ()


def test_words_that_left_their_document_are_a_warning(tmp_path):
    folder = with_cells(tmp_path, "mentions", start="", end="")
    assert found(folder, WARNING) == [("mentions.csv", FIRST_ROW, "start", "words without a place")]


def test_the_mend_says_where_the_words_stand(tmp_path):
    told = [problem for problem in check(with_cells(tmp_path, "mentions", start="3", end="9")) if problem.column == "quote"]
    assert f"0 to {len(QUOTE)}" in told[0].mend


def test_a_document_with_windows_line_ends_keeps_its_places(tmp_path):
    folder = make_folder(tmp_path)
    text = TEXT.replace(". ", ".\r\n")
    (folder / "sources" / "js-1.txt").write_bytes(text.encode())
    start = text.index("Trade")
    figure = a_row("figures", start=str(start), end=str(start + len("Trade reached 10 billion dollars in 2023")))
    (folder / "figures.csv").write_text(text_with("figures", figure))
    (folder / "sources.csv").write_text(text_with("sources", a_row("sources", sha256=sha256(text.encode()))))
    assert check(folder) == ()


def test_a_ring_over_two_commitments(tmp_path):
    rows = [a_row("commitments", commitment_id=one, part_of=other) for one, other in (("a", "b"), ("b", "c"), ("c", "b"))]
    folder = make_folder(tmp_path, commitments=rows, mentions=[], evidence=[])
    assert [place[1] for place in found(folder, ERROR)] == [3, 4], "a leads into the ring, not back to itself"


@pytest.mark.parametrize("name, row, first", [("id-cyrillic-twin", 4, 2), ("id-composed-twin", 4, 3)])
def test_ids_that_look_alike_are_a_warning(tmp_path, name, row, first):
    rows = from_text((BAD_TABLES / f"{name}.csv").read_text(), COMMITMENTS).rows
    folder = make_folder(tmp_path, commitments=list(rows), mentions=[], evidence=[])
    warned = [problem for problem in check(folder) if problem.rule.startswith("looks like")]
    assert [(problem.row, problem.rule) for problem in warned] == [(row, f"looks like the id of row {first}")]


@pytest.mark.parametrize("name, column, rule", [
    ("unknown-status", "status", "not in the list"), ("no-such-date", "status_date", "no such date"),
    ("figure-no-number", "value", "not a number"), ("id-with-blank", "commitment_id", "blank or invisible character in an id"),
])
def test_bad_cells_in_a_file(tmp_path, name, column, rule):
    folder = make_folder(tmp_path, mentions=[], evidence=[])
    (folder / "commitments.csv").write_bytes((BAD_TABLES / f"{name}.csv").read_bytes())
    assert [(place[2], place[3]) for place in found(folder, ERROR)] == [(column, rule)]
    assert len(load(folder).commitments.rows) == 3, "the row is shown, and its cell as typed"


def test_a_missing_table_is_told_once(tmp_path):
    folder = make_folder(tmp_path)
    (folder / "commitments.csv").unlink()
    assert found(folder, ERROR) == [("commitments.csv", None, "", "missing file")], "rows that point to it are not at fault"


@pytest.mark.parametrize("cells, fault", [
    ({"field": "nonsense"}, "no column 'nonsense'"),
    ({"field": "nowhere/x"}, "no table 'nowhere'"),
    ({"field": "status", "commitment_id": ""}, "no id"),
    ({"field": "evidence/x", "new": "{"}, "not JSON"),
    ({"field": "evidence/x", "new": '{"colour": "red"}'}, "no row of evidence"),
    ({"field": "mentions/x", "new": "changed"}, "added or removed"),
])
def test_a_log_entry_that_cannot_be_replayed_is_an_error(tmp_path, cells, fault):
    told = found(make_folder(tmp_path, status_log=[a_row("status_log", **cells)]), ERROR)
    assert [place[:3] for place in told] == [("status_log.csv", FIRST_ROW, "field")] and fault in told[0][3]


def test_forty_thousand_bad_cells_are_each_told(tmp_path):
    rows = [a_row("commitments", commitment_id=f"a-{n:05}", status="done", checked_on="3/4/2026") for n in range(20_000)]
    told = found(make_folder(tmp_path, commitments=rows, mentions=[], evidence=[]), ERROR)
    assert [(row, column) for _, row, column, _ in told] == [(n + 2, column) for n in range(20_000) for column in ("status", "checked_on")]


def test_problems_come_by_table_and_row(tmp_path):
    rows = [a_row("commitments", commitment_id=f"a-{n}", status="x", note="") for n in range(3)]
    told = check(make_folder(tmp_path, commitments=rows, sources=[a_row("sources", rights="none")], mentions=[], evidence=[]))
    assert [(problem.file, problem.row) for problem in told] == [("sources.csv", 2), *(("commitments.csv", n) for n in (2, 3, 4))]


def test_a_folder_that_is_not_there_lacks_every_table(tmp_path):
    told = found(tmp_path / "nowhere", ERROR)
    assert [place[0] for place in told] == [*(table.file for table in TABLES), "datapackage.json"]


def rules(folder) -> set[tuple[str, str]]:
    return {(problem.column, problem.mend) for problem in check(folder)}


def test_a_comma_between_two_parties_is_named(tmp_path):
    folder = make_folder(tmp_path / "data", sources=[a_row("sources", parties="Norway, Kenya")])
    assert ("parties", "write Norway; Kenya") in rules(folder)


def test_half_a_corrected_deadline_is_told_with_its_cure(tmp_path):
    folder = make_folder(tmp_path / "data", mentions=[a_row("mentions", deadline="2027", corrected="deadline")])
    assert any("corrected names only deadline: " in mend for _, mend in rules(folder))


def test_a_rejected_finding_needs_no_row(tmp_path):
    folder = make_folder(tmp_path / "data", mentions=[a_row("mentions", rejected="yes")], commitments=[], evidence=[])
    assert not any(column == "commitment_id" for column, _ in rules(folder))
