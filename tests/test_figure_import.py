"""Figures from a CSV: what becomes of each row and why, that nothing is written before the yes, and that nothing is written twice."""
import datetime
import re

import pytest

from monitor import figure_form, figure_import, history, ids, store
from monitor.check import check
from monitor.figure_form import FORM, LARGEST, MOST_LINES, REQUIRED, TEMPLATE
from monitor.figure_import import ADDED, CLASHES, REFUSED, REVISES, THERE, amount_words
from monitor.schema import FIGURES
from monitor.store import Conflict, StoreError
from tests.figure_files import OF_2024, OLD, UNDATED, a_line, bytes_of, csv_of, figures_folder
from tests.folders import set_cell

WHEN = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def folder(tmp_path):
    return figures_folder(tmp_path / "data")


def look(folder, content: bytes, name: str = "new.csv"):
    return figure_import.preview(content, name, store.load(folder))


def outcome_of(folder, **cells: str):
    (outcome,) = look(folder, csv_of(a_line(**cells))).outcomes
    return outcome


def bring(folder, content: bytes) -> figure_import.Preview:
    shown = look(folder, content)
    figure_import.apply(folder, shown, WHEN)
    return shown


def row_of(folder, figure_id: str) -> dict[str, str]:
    return store.load(folder).figures.by_id[figure_id]


# What becomes of a row

@pytest.mark.parametrize(("cells", "kind"), [
    ({}, ADDED),
    ({"reporter_id": "office", "period": "2025"}, ADDED),                             # who reports is part of what it is
    ({"scope": "goods and services", "period": "2025"}, ADDED),                       # so is what is counted in
    ({"basis": "estimate", "period": "2025"}, ADDED),
    ({"published": ""}, ADDED),                                                       # nothing to compare it with
    ({"pair": "China; Kazakhstan", "period": "2025"}, ADDED),
    ({"side": "third"}, ADDED),
    ({"pair": "Central Asia"}, ADDED),                                                # a grouping by its usual name
    ({"value": "1.8E+10"}, ADDED),                                                    # as a spreadsheet writes it
    ({"value": " 18000000000 ", "unit": "USD "}, ADDED),                              # blanks around a cell
    ({"period": "2025", "value": "16200000000"}, THERE),
    ({"period": "2025", "value": "16.2E9"}, THERE),                                   # the same number
    ({"period": "2025-01/2025-12", "value": "16200000000"}, THERE),                   # the same days
    ({"period": "2025", "value": "16200000000", "basis": "Reported"}, THERE),
    ({"period": "2025", "value": "16200000000", "url": "https://example.org/another"}, THERE),   # the same figure read elsewhere
    (OF_2024, REVISES),                                                               # published later
    (OF_2024 | {"published": "2025-02"}, REVISES),                                    # a month is later than a day before it
    (OF_2024 | {"value": "13700000000", "qualifier": "over"}, REVISES),               # another meaning is another number
    (OF_2024 | {"value": "13700000000", "value_high": "13800000000"}, REVISES),
    (OF_2024 | {"published": "", "replaces": OLD}, REVISES),                          # a person says so
    ({"period": "2025", "replaces": UNDATED}, REVISES),
    (OF_2024 | {"scope": "goods and services", "replaces": OLD}, REVISES),            # named by a person, in another scope
    (OF_2024 | {"published": ""}, CLASHES),
    (OF_2024 | {"published": "2025-01"}, CLASHES),                                    # the month of the day there
    (OF_2024 | {"published": "2025"}, CLASHES),
    (OF_2024 | {"published": "2025-01-20"}, CLASHES),                                 # the same day
    (OF_2024 | {"published": "2024-12-31"}, CLASHES),                                 # the row is the older one
    (OF_2024 | {"url": "https://example.org/trade/2024"}, CLASHES),                   # one address, two numbers
    (OF_2024 | {"published": "2024-12-31", "replaces": OLD}, CLASHES),                # what replaces cannot be older
    ({"period": "2025"}, CLASHES),                                                    # the one there has no day
    ({"period": "2025", "replaces": OLD}, REFUSED),                                   # a figure of another year
])
def test_what_becomes_of_a_row(folder, cells, kind):
    problems = check(folder)
    (outcome,) = bring(folder, csv_of(a_line(**cells))).outcomes
    assert outcome.kind == kind
    assert (outcome.written is not None) == (kind in (ADDED, REVISES))
    assert bool(outcome.problems) == (kind in (CLASHES, REFUSED))
    assert check(folder) == problems, "what is brought in gives the check nothing to say, not even of revisions"


@pytest.mark.parametrize(("cells", "column", "expected", "mend"), [
    ({"indicator_id": "trad"}, "indicator_id", "an id of indicators.csv", "perhaps trade?"),
    ({"indicator_id": ""}, "indicator_id", "a value in every row", "fill it in"),
    ({"value": "16,2"}, "value", "a plain number", "a comma may mean thousands or decimals"),
    ({"value": "about 18 billion"}, "value", "a plain number", "digits only"),
    ({"value": ""}, "value", "a value in every row", "fill it in"),
    ({"value": "=1+1"}, "value", "a plain number", "digits only"),                    # a formula
    ({"value_high": "17000000000"}, "value_high", "the upper end of the range", "put the larger number here"),
    ({"unit": "CNY"}, "unit", "USD", "nothing is converted"),                         # a currency is never converted
    ({"unit": "dollars"}, "unit", "an ISO 4217 code", "nothing is converted"),
    ({"unit": ""}, "unit", "a value in every row", "fill it in"),
    ({"qualifier": "roughly"}, "qualifier", "one of exactly, over", "take one word of the list"),
    ({"basis": "reprted"}, "basis", "one of reported", "perhaps reported?"),
    ({"reporter_id": ""}, "reporter_id", "a value in every row", "fill it in"),
    ({"reporter": " "}, "reporter", "a value in every row", "fill it in"),
    ({"reporter_class": ""}, "reporter_class", "a value in every row", "fill it in"),
    ({"period": ""}, "period", "a value in every row", "fill it in"),                 # a figure of a document may lack it
    ({"period": "Q1 2026"}, "period", "a year, month or day", "write the year first"),
    ({"period": "2026-06/2026-01"}, "period", "an end not before its beginning", "put the earlier date first"),
    ({"period_end": "2027-01-31"}, "period_end", "2026-01-01 to 2026-12-31", "correct one of the two cells"),
    ({"period_start": "2026-05-01", "period_end": "2026-04-01"}, "period_end", "the last day of the period", "put the later day here"),
    ({"period_start": "02.01.2026"}, "period_start", "a year, month or day", "write 2026-01-02 or 2026-02-01"),
    ({"side": "uz"}, "side", "the ISO code of a state", "perhaps UZ?"),
    ({"side": "Uzbekistan"}, "side", "the ISO code of a state", "perhaps UZ?"),
    ({"side": "XX"}, "side", "the ISO code of a state", "third"),
    ({"side": ""}, "side", "a value in every row", "fill it in"),
    ({"pair": "China; Uzbekistn"}, "pair", "usual English short names", "correct the name"),
    ({"pair": "China, Uzbekistan"}, "pair", "joined by '; '", "part states by a semicolon"),
    ({"pair": "China; Republic of Uzbekistan"}, "pair", "usual English short names", "write Uzbekistan"),
    ({"pair": "China;"}, "pair", "items joined by", "take out the semicolon"),
    ({"publisher": ""}, "publisher", "a value in every row", "fill it in"),
    ({"url": ""}, "url", "a value in every row", "fill it in"),
    ({"url": "www.example.org"}, "url", "one http:// or https:// address", "begin it with https://"),
    ({"url": "javascript:alert(1)"}, "url", "one http:// or https:// address", "begin it with https://"),
    ({"url": "ftp://example.org/a"}, "url", "one http:// or https:// address", "begin it with https://"),
    ({"published": "20.10.26"}, "published", "a year, month or day", "write the year first"),
    ({"published": "2026-02-30"}, "published", "a year, month or day", "the calendar has no such day"),
    ({"confidence": "sure"}, "confidence", "one of high, medium, low", "take one word of the list"),
    ({"confidence": ""}, "confidence", "a value in every row", "fill it in"),
    ({"replaces": "trade-2020-customs"}, "replaces", "the id of a row of figures.csv", "copy figure_id"),
    ({"replaces": "visitors-2024-customs"}, "replaces", "the same indicator, period and reporter", "name the figure"),
])
def test_a_refusal_names_line_column_what_was_found_what_is_expected_and_how_to_mend_it(folder, cells, column, expected, mend):
    outcome = outcome_of(folder, **cells)
    assert outcome.kind == REFUSED
    (problem,) = [problem for problem in outcome.problems if problem.column == column and expected in problem.expected]
    assert (problem.file, problem.row, problem.value) == ("new.csv", 2, cells[column].strip())
    assert mend in problem.mend


def test_every_fault_of_a_row_is_told_in_the_order_of_the_columns(folder):
    problems = outcome_of(folder, value="x", side="XX", url="x", unit="CNY").problems
    assert [problem.column for problem in problems] == ["value", "unit", "side", "url"]


@pytest.mark.parametrize("column", figure_form.OF_DOCUMENTS)
def test_a_figure_tied_to_words_of_a_document_is_not_brought_in_this_way(folder, column):
    (outcome,) = look(folder, csv_of(a_line(), **{column: "7"})).outcomes
    assert (outcome.kind, outcome.problems[0].column) == (REFUSED, column)
    assert "python -m extract" in outcome.problems[0].mend


def test_empty_columns_of_a_document_do_no_harm(folder):
    shown = look(folder, csv_of(a_line(), **dict.fromkeys(figure_form.OF_DOCUMENTS, "")))
    assert (shown.counts, shown.told) == ({ADDED: 1}, ())


def test_the_days_of_the_period_are_derived_where_they_are_left_empty(folder):
    written = outcome_of(folder, period="2026-01/2026-06").written
    assert (written["period_start"], written["period_end"]) == ("2026-01-01", "2026-06-30")
    assert outcome_of(folder, period="2026-04", period_end="2026-04-15").written["period_end"] == "2026-04-15"


def test_dates_that_a_spreadsheet_wrote_anew_are_kept_in_iso(folder):
    written = outcome_of(folder, period="06/2026", period_end="30.6.2026", published="10/20/2026").written
    assert [written[name] for name in ("period", "period_start", "period_end", "published")] == [
        "2026-06", "2026-06-01", "2026-06-30", "2026-10-20"]


@pytest.mark.parametrize(("cells", "kind", "days"), [
    ({}, REVISES, ("2024-12-31", "2024-12-31")),                                      # as the figure there has them
    ({"period_start": "2024-12-31", "period_end": "2024-12-31"}, REVISES, ("2024-12-31", "2024-12-31")),
    ({"period_start": "2024-01-01"}, ADDED, ("2024-01-01", "2024-12-31")),            # other days, said in the file
    ({"scope": "all"}, ADDED, ("2024-01-01", "2024-12-31")),
    ({"scope": "all", "replaces": OLD}, REVISES, ("2024-12-31", "2024-12-31")),
])
def test_a_stock_of_a_year_is_compared_with_that_of_its_last_day(folder, cells, kind, days):
    set_cell(folder, "figures", OLD, "period_start", "2024-12-31")
    problems = check(folder)
    (outcome,) = bring(folder, csv_of(a_line(**OF_2024 | cells))).outcomes
    assert (outcome.kind, outcome.written["period_start"], outcome.written["period_end"]) == (kind, *days)
    assert check(folder) == problems


def test_the_id_is_that_of_the_first_import(folder):
    """docs/first-import.md: indicator, period, reporter, scope and address."""
    identity = outcome_of(folder).written["figure_id"]
    assert identity == ids.hashed("trade", "trade|2026|customs|goods|https://example.org/new")


def test_a_clash_says_what_is_there_and_how_a_person_settles_it(folder):
    (problem,) = outcome_of(folder, **OF_2024 | {"published": ""}).problems
    assert f"{OLD} (US$13,700,000,000, published 2025-01-20)" in problem.rule
    assert "fill in published" in problem.mend and f"put {OLD} into replaces" in problem.mend


def test_where_the_figure_there_has_no_day_only_naming_it_settles_a_clash(folder):
    (problem,) = outcome_of(folder, period="2025").problems
    assert "published" not in problem.mend and f"put {UNDATED} into replaces" in problem.mend


@pytest.mark.parametrize("settling", [{"published": "2025-07-18"}, {"replaces": OLD}])
def test_a_clash_is_written_once_it_is_settled(folder, settling):
    undated = OF_2024 | {"published": ""}
    assert outcome_of(folder, **undated).kind == CLASHES
    assert outcome_of(folder, **undated | settling).kind == REVISES


def test_what_is_there_is_said_with_the_columns_in_which_the_file_differs(folder):
    note = outcome_of(folder, period="2025", value="16200000000", note="Preliminary.").note
    assert UNDATED in note and "publisher, url, published, confidence, note;" in note
    bring(folder, csv_of(a_line(period_start="")))
    assert "other cells" not in outcome_of(folder, note="").note, "an empty cell says nothing"


def test_a_figure_of_the_same_address_is_mentioned_beside_a_new_one(folder):
    """A mistyped reporter or scope would make a second series of the same figure."""
    note = outcome_of(folder, period="2025", reporter_id="custom", url="https://example.org/trade/2025").note
    assert UNDATED in note and "US$16,200,000,000" in note


# Vintages

def test_a_revision_names_the_latest_vintage_and_the_earlier_ones_stay(folder):
    bring(folder, csv_of(a_line(**OF_2024)))
    (second,) = bring(folder, csv_of(a_line(**OF_2024 | {"value": "13900000000", "url": "https://example.org/b", "published": "2026-01-18",
                                                         "replaces": OLD}))).rows
    first = row_of(folder, second["replaces"])
    assert (first["value"], first["replaces"]) == ("13800000000", OLD), "the chain is one line, whichever vintage the row named"
    assert row_of(folder, OLD)["value"] == "13700000000"


def test_two_vintages_in_one_file_take_their_places_by_day_whatever_their_order(folder):
    later = a_line(value="2", url="https://example.org/b", published="2027-06-01")
    shown = look(folder, csv_of(later, a_line(value="1")))
    assert [outcome.kind for outcome in shown.outcomes] == [REVISES, ADDED]
    assert shown.outcomes[0].written["replaces"] == shown.outcomes[1].written["figure_id"]
    assert "row 3 of the file" in shown.outcomes[0].note


@pytest.mark.parametrize(("first", "second"), [
    ({"published": ""}, {"published": ""}),
    ({"published": "2027"}, {"published": "2027-06-01"}),
    ({"published": "2027-06-01"}, {"published": ""}),
])
def test_two_numbers_in_one_file_that_no_day_puts_in_order_are_both_left_out(folder, first, second):
    shown = look(folder, csv_of(a_line(**first), a_line(value="1", **second), a_line(period="2021")))
    assert [outcome.kind for outcome in shown.outcomes] == [CLASHES, CLASHES, ADDED]
    assert "row 3 of the file says US$1" in shown.outcomes[0].problems[0].rule
    assert "row 2 of the file says US$18,000,000,000" in shown.outcomes[1].problems[0].rule


def test_of_several_numbers_in_one_file_those_that_overlap_no_other_are_taken(folder):
    days = ("2027-01", "2027-03", "2027-04", "2027-04-09", "2028")
    shown = look(folder, csv_of(*(a_line(value=str(n), url=f"https://example.org/{n}", published=day) for n, day in enumerate(days))))
    assert [outcome.kind for outcome in shown.outcomes] == [ADDED, REVISES, CLASHES, CLASHES, REVISES]


def test_a_figure_given_twice_in_the_file_is_refused_the_second_time(folder):
    shown = look(folder, csv_of(a_line(), a_line(url="https://example.org/other")))
    assert [outcome.kind for outcome in shown.outcomes] == [ADDED, REFUSED]
    assert "row 2 of the file" in shown.outcomes[1].problems[0].rule


def test_an_older_vintage_that_is_brought_in_again_is_there_already(folder):
    bring(folder, csv_of(a_line(**OF_2024)))
    outcome = outcome_of(folder, period="2024", value="13700000000", published="2025-01-20", url="https://example.org/trade/2024")
    assert outcome.kind == THERE and "revised since" in outcome.note


def test_an_older_vintage_of_another_basis_is_there_already_too(folder):
    (estimate,) = bring(folder, csv_of(a_line(basis="estimate"))).rows
    bring(folder, csv_of(a_line(value="1", url="https://example.org/b", replaces=estimate["figure_id"])))
    assert outcome_of(folder, basis="estimate").kind == THERE


def test_a_number_that_comes_back_later_is_a_revision(folder):
    bring(folder, csv_of(a_line(**OF_2024)))
    outcome = outcome_of(folder, period="2024", value="13700000000", published="2026-01-20", url="https://example.org/c")
    assert (outcome.kind, row_of(folder, outcome.written["replaces"])["value"]) == (REVISES, "13800000000")


def test_what_replaces_a_figure_of_another_scope_may_not_pass_over_one_of_its_own(folder):
    (other,) = bring(folder, csv_of(a_line(scope="all", published=""))).rows
    (own,) = bring(folder, csv_of(a_line(value="1"))).rows
    outcome = outcome_of(folder, value="2", published="2028-01-01", url="https://example.org/d", replaces=other["figure_id"])
    assert outcome.kind == CLASHES and f"put {own['figure_id']} into replaces" in outcome.problems[0].mend


def test_a_ring_of_figures_in_the_table_does_not_hang_it(folder):
    set_cell(folder, "figures", OLD, "replaces", UNDATED)
    set_cell(folder, "figures", UNDATED, "replaces", OLD)
    assert outcome_of(folder, **OF_2024 | {"replaces": OLD}).kind == REVISES


# The file as a whole

@pytest.mark.parametrize(("content", "said"), [
    (b"", "empty file"),
    (b"\n\n", "empty file"),
    (b"PK\x03\x04rest", "a spreadsheet or zip archive"),                       # an .xlsx that was renamed
    (b"\xd0\xcf\x11\xe0rest", "an old spreadsheet"),
    (b"<!DOCTYPE html><html></html>", "a web page"),
    (b"%PDF-1.7", "a PDF"),
    (csv_of(a_line()).decode().encode("utf-16"), "UTF-16"),
    (csv_of(a_line()).decode().encode("utf-16-le"), "UTF-16"),
    (b"\0" * 5000, "empty file"),
    (b"x" * (LARGEST + 1), "5 MB or more"),
    (csv_of(*[a_line()] * MOST_LINES), "20001 lines"),
    (b"\r" * (MOST_LINES + 1), "20001 lines"),
    (b"a,b\n1,2\n", "no header"),
    (csv_of(a_line()).replace(b"indicator_id", b"Indicator"), "missing column"),
    (csv_of(a_line(), value="1"), "column twice"),
    (csv_of(a_line()).replace(b"value_high", b""), "has no name"),
    (TEMPLATE.encode() + b'a,"b\n' * 30, "broken quotes"),                     # the reader gives up after twenty
])
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(folder, content, said):
    shown = look(folder, content)
    assert said in shown.faults[0].rule
    assert (shown.outcomes, shown.rows, shown.is_settled) == ((), [], False)
    assert shown.faults[0].expected and shown.faults[0].mend


def test_a_header_without_required_columns_is_refused_with_the_list(folder):
    faults = look(folder, b"indicator_id,value,unit,publishr\ntrade,1,USD,x\n").faults
    assert [problem.column for problem in faults] == [name for name in REQUIRED if name not in ("indicator_id", "value", "unit")]
    assert {problem.mend for problem in faults if problem.column == "publisher"} == {"rename the column 'publishr' to 'publisher'"}


def test_columns_that_may_be_empty_may_be_missing(folder):
    rows = csv_of(a_line()).decode().splitlines()
    lines = [dict(zip(rows[0].split(","), row.split(","))) for row in rows[1:]]
    text = ",".join(REQUIRED) + "\n" + "\n".join(",".join(line[name] for name in REQUIRED) for line in lines)
    assert look(folder, text.encode()).counts == {ADDED: 1}


def test_columns_that_are_not_taken_are_told(folder):
    shown = look(folder, csv_of(a_line(), figure_id="mine", Comment="x").replace(b"published", b"publishd"))
    assert shown.counts == {ADDED: 1}
    assert [line.split(":")[0] for line in shown.told] == [
        "The column publishd is not taken", "The column figure_id is not taken", "The column Comment is not taken"]
    assert "Perhaps published?" in shown.told[0]
    assert shown.rows[0]["figure_id"] != "mine"


@pytest.mark.parametrize("content", [
    csv_of(a_line(), delimiter=";"),
    csv_of(a_line(), delimiter="\t"),
    b"\xef\xbb\xbf" + csv_of(a_line()),
    b"\xef\xbb\xbfsep=;\r\n" + csv_of(a_line(), delimiter=";").replace(b"\n", b"\r\n"),   # as a German Excel saves it
    csv_of(a_line()).rstrip(b"\n"),
    csv_of(a_line()) + b",,,,\n\n",                                                       # empty rows at the end
])
def test_what_spreadsheets_write_is_read(folder, content):
    assert look(folder, content).counts == {ADDED: 1}


@pytest.mark.parametrize(("spoil", "rule"), [
    (lambda row: row + b",extra,cells", "row too long"),
    (lambda row: row.split(b",", 3)[3], "row too short"),
    (lambda row: row.replace(b"Customs of China", b"Cus\0toms"), "zero byte"),
    (lambda row: row.replace(b"Customs of China", b"Ombudsma\xf1"), "not UTF-8"),
    (lambda row: row.replace(b"Customs of China", b'"Customs" of China'), "broken quotes"),
    (lambda row: row.replace(b"Customs of China", b'"Customs of China'), "broken quotes"),   # never closed
])
def test_a_row_that_cannot_be_divided_into_cells_is_refused_and_the_others_come_in(folder, spoil, rule):
    head, row, rest = csv_of(a_line(), a_line(period="2021")).split(b"\n", 2)
    shown = look(folder, b"\n".join([head, spoil(row), rest]))
    assert shown.counts == {ADDED: 1, REFUSED: 1}
    refused = shown.outcomes[0]
    assert (refused.line, refused.kind) == (2, REFUSED) and rule in refused.problems[0].rule


def test_the_line_is_that_of_the_file_also_after_a_cell_of_several_lines(folder):
    shown = look(folder, csv_of(a_line(note="one\ntwo\nthree"), a_line(value="x")))
    assert [outcome.line for outcome in shown.outcomes] == [2, 5]


def test_nothing_is_compared_with_tables_that_are_broken(folder):
    (folder / "indicators.csv").write_text("indicator_id\n", encoding="utf-8")
    assert [fault.file for fault in look(folder, csv_of(a_line())).faults] == ["indicators.csv"]


def test_a_figure_there_that_cannot_be_read_stops_nothing(folder):
    set_cell(folder, "figures", OLD, "value", "many")
    assert outcome_of(folder, **OF_2024).kind == ADDED


def test_the_name_of_another_table_confuses_nobody(folder):
    assert look(folder, csv_of(a_line(value="x")), "indicators.csv").counts == {REFUSED: 1}


# The yes

def test_nothing_is_written_before_the_yes(folder):
    before = bytes_of(folder)
    assert look(folder, csv_of(a_line(), a_line(**OF_2024))).rows
    assert bytes_of(folder) == before


def test_the_yes_adds_rows_and_entries_in_one_save_and_touches_nothing_else(folder):
    before = bytes_of(folder)
    shown = bring(folder, csv_of(a_line(note='=HYPERLINK("https://example.org")'), a_line(**OF_2024), a_line(value="x")))
    after = bytes_of(folder)
    assert {name for name in before if before[name] != after[name]} == {"figures.csv", "status_log.csv"}
    assert after["status_log.csv"].startswith(before["status_log.csv"])
    lines = after["figures.csv"].decode().splitlines()
    assert set(before["figures.csv"].decode().splitlines()) < set(lines) and lines[1:] == sorted(lines[1:])
    tables = store.load(folder)
    assert [tables.figures.by_id[row["figure_id"]] for row in shown.rows] == shown.rows
    assert [(entry["field"], entry["new"], entry["reason"], entry["via"], entry["when"]) for entry in tables.status_log.rows] == [
        (f"figures/{row['figure_id']}", "added", "import", "import", "2026-11-24T09:30:00+00:00") for row in shown.rows]


def test_what_was_brought_in_passes_the_check_and_leaves_nothing_to_record(folder):
    history.record(folder, WHEN)
    problems = check(folder)
    bring(folder, csv_of(a_line(note='"quoted", with\r\na line'), a_line(**OF_2024), a_line(period="2021", value_high="19e9")))
    assert check(folder) == problems
    assert history.record(folder, WHEN) == []


def test_a_second_import_of_the_same_file_changes_not_one_byte(folder):
    again = OF_2024 | {"value": "1", "published": "2026-01-01", "url": "https://example.org/x"}
    content = csv_of(a_line(), a_line(**OF_2024), a_line(**again))
    assert bring(folder, content).counts == {ADDED: 1, REVISES: 2}
    before = bytes_of(folder)
    assert bring(folder, content).counts == {THERE: 3}
    assert bytes_of(folder) == before


def test_a_change_between_preview_and_yes_that_makes_a_row_fare_otherwise_stops_all(folder):
    shown = look(folder, csv_of(a_line(), a_line(**OF_2024)))
    set_cell(folder, "figures", OLD, "published", "2025-12-31")
    before = bytes_of(folder)
    with pytest.raises(Conflict, match="changed since the preview"):
        figure_import.apply(folder, shown, WHEN)
    assert bytes_of(folder) == before


def test_a_change_between_preview_and_yes_that_touches_no_row_stops_nothing(folder):
    shown = look(folder, csv_of(a_line()))
    set_cell(folder, "figures", OLD, "note", "Preliminary.")
    figure_import.apply(folder, shown, WHEN)
    assert row_of(folder, OLD)["note"] == "Preliminary."
    assert row_of(folder, shown.rows[0]["figure_id"]) == shown.rows[0]


def test_two_who_say_yes_to_the_same_preview_write_it_once(folder):
    shown = look(folder, csv_of(a_line()))
    figure_import.apply(folder, shown, WHEN)
    with pytest.raises(Conflict):
        figure_import.apply(folder, shown, WHEN)


def test_a_table_that_broke_after_the_preview_is_not_written(folder):
    shown = look(folder, csv_of(a_line()))
    (folder / "status_log.csv").write_text("when\n", encoding="utf-8")
    before = bytes_of(folder)
    with pytest.raises(StoreError):
        figure_import.apply(folder, shown, WHEN)
    assert bytes_of(folder) == before


def test_columns_of_ones_own_in_the_table_are_kept(folder):
    path = folder / "figures.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{head},mine", *(f"{row},kept" for row in rows)]) + "\n", encoding="utf-8")
    bring(folder, csv_of(a_line()))
    assert [row["mine"] for row in store.load(folder).figures.rows].count("kept") == 3


# Words

@pytest.mark.parametrize(("cells", "said"), [
    ({"value": "17246400000"}, "US$17,246,400,000"),                                  # every digit: the preview is what is checked
    ({"value": "17246400000", "qualifier": "over"}, "over US$17,246,400,000"),
    ({"value": "12.50", "value_high": "13", "unit": "percent"}, "12.5 to 13 percent"),
    ({"value": "2027", "unit": "items"}, "2027"),
    ({"value": "5.1E9", "unit": "CNY"}, "CNY 5,100,000,000"),
    ({"value": "16,2", "unit": "CNY"}, "16,2 CNY"),                                   # as typed
    ({"value": "", "unit": ""}, ""),
])
def test_an_amount_is_said_to_the_last_digit(cells, said):
    assert amount_words(a_line(**cells)) == said


def test_the_documentation_lists_the_columns_of_the_form_and_those_that_must_be_filled_in(root):
    text = (root / "docs" / "import-figures.md").read_text(encoding="utf-8")
    table = text.partition("| column | what to write |")[2].partition("\n\n")[0]
    named = re.findall(r"(\*\*)?\b([a-z]+(?:_[a-z]+)*)\b(?:\*\*)?", " ".join(line.split("|")[1] for line in table.splitlines()[2:]))
    assert tuple(name for _, name in named) == FORM.header
    assert tuple(name for bold, name in named if bold) == REQUIRED


def test_the_template_is_the_table_without_what_the_program_makes_and_without_places_of_words():
    left_out = {"figure_id", "source_id", "start", "end", "quote"}
    assert TEMPLATE == ",".join(name for name in FIGURES.header if name not in left_out) + "\n"
