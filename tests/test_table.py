"""Reading a table and writing it again. Each file of tests/bad_tables/ is named for what is odd about it."""
import random
from pathlib import Path

import pytest

from monitor.rawtext import lines_of, text_of
from monitor.schema import COMMITMENTS, STATUS_LOG
from monitor.table import TableError, appended, blank, from_text, read, write_text
from tests.folders import a_row, text_with

BAD_TABLES = Path(__file__).parent / "bad_tables"
ALL = ("a-1", "a-2", "a-3")

# name: (rule begins with, row, column, ids that are still shown)
FAULTS = {
    "empty": ("empty file", None, "", ()),
    "blanks-only": ("empty file", None, "", ()),
    "all-zero-bytes": ("empty file", None, "", ()),
    "utf-16": ("UTF-16", None, "", ()),
    "utf-16-without-mark": ("UTF-16", None, "", ()),
    "spreadsheet": ("a spreadsheet", None, "", ()),
    "web-page": ("a web page", None, "", ()),
    "json": ("JSON", None, "", ()),
    "lfs-pointer": ("a Git LFS pointer", None, "", ()),
    "git-conflict": ("git conflict", 3, "", ("a-1", "a-3")),
    "noise": ("no header", 1, "", ()),
    "no-header": ("no header", 1, "", ()),
    "title-above-header": ("no header", 1, "", ()),
    "comment-above-header": ("no header", 1, "", ()),
    "missing-id-column": ("missing column", 1, "commitment_id", ()),
    "missing-column": ("missing column", 1, "checked_on", ALL),
    "renamed-column": ("missing column", 1, "status_date", ALL),
    "column-twice": ("column twice", 1, "status", ALL),
    "nameless-column": ("column 1 has no name", 1, "", ALL),
    "windows-1252": ("not UTF-8", 3, "title", ("a-1", "a-3")),
    "one-bad-byte": ("not UTF-8", 3, "note", ("a-1", "a-3")),
    "lone-surrogate": ("not UTF-8", 3, "note", ("a-1", "a-3")),
    "zero-byte-in-cell": ("zero byte", 3, "note", ("a-1", "a-3")),
    "daff-conflict": ("merge conflict in a cell", 3, "status", ("a-1", "a-3")),
    "unclosed-quote": ("broken quotes", 3, "", ("a-1", "a-3")),
    "stray-quote": ("broken quotes", 3, "", ("a-1", "a-3")),
    "bare-cr-unquoted": ("row too short", 3, "", ("a-1", "a-3")),
    "cut-mid-row": ("row too short", 4, "", ("a-1", "a-2")),
    "short-row": ("row too short", 3, "", ("a-1", "a-3")),
    "long-row": ("row too long", 3, "", ("a-1", "a-3")),
    "header-twice": ("header repeated", 3, "", ALL),
    "totals-row": ("row without id", 5, "commitment_id", ALL),
    "empty-id": ("row without id", 3, "commitment_id", ("a-1", "a-3")),
    "id-twice": ("id of row 2 again in row 4", 4, "commitment_id", ("a-1", "a-2")),
    "row-twice": ("id of row 2 again in row 5", 5, "commitment_id", ALL),
}
# Odd, but nothing is lost: read whole, and written again to the same bytes. What their cells hold is for `check`.
ODD = {
    "header-only": (), "byte-order-mark": ALL, "no-last-newline": ALL, "semicolons": ALL, "tabs": ALL, "separator-hint": ALL,
    "crlf": ALL, "cr-only": ALL, "mixed-line-ends": ALL, "all-quoted": ALL, "newline-in-cell": ALL, "bare-cr-in-cell": ALL,
    "blank-rows": ALL, "empty-columns-at-the-end": ALL, "unknown-column": ALL, "reordered-columns": ALL,
    "unsorted": ("a-3", "a-1", "a-2"), "words-for-nothing": ALL, "unknown-status": ALL, "no-such-date": ALL, "figure-no-number": ALL,
    "id-with-blank": ("a-1", "a-2 ", "a-3"), "id-cyrillic-twin": ("a-1", "a-2", "а-1"), "id-composed-twin": ("é-1", "e\u0301-1", "a-3"),
}


def read_bad(name: str):
    return read(BAD_TABLES / f"{name}.csv", COMMITMENTS)


def test_every_bad_table_is_tested():
    assert {path.stem for path in BAD_TABLES.glob("*.csv")} == FAULTS.keys() | ODD.keys()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_and_the_other_rows_are_shown(name):
    rule, row, column, shown = FAULTS[name]
    table = read_bad(name)
    problem = table.problems[0]
    assert (problem.file, problem.row, problem.column) == (f"{name}.csv", row, column)
    assert problem.rule.startswith(rule)
    assert problem.mend and problem.expected
    assert tuple(table.by_id) == shown


@pytest.mark.parametrize("name", FAULTS)
def test_a_table_with_a_fault_is_not_written(name):
    table = read_bad(name)
    with pytest.raises(TableError, match=f"{name}.csv"):
        write_text(table, table.rows)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_table_is_read_whole_and_keeps_its_bytes(name):
    table = read_bad(name)
    assert table.problems == ()
    assert tuple(table.by_id) == ODD[name]
    assert write_text(table, table.rows).encode() == (BAD_TABLES / f"{name}.csv").read_bytes()


def end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")):]


@pytest.mark.parametrize("name", [name for name in ODD if "a-2" in ODD[name]])
def test_one_cell_changes_one_line(name):
    table = read_bad(name)
    rows = [row | {"headline": "first, of all"} if row["commitment_id"] == "a-2" else row for row in table.rows]
    before, after = lines_of(table.text.encode()), lines_of(write_text(table, rows).encode())
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert end_of(changed[0][0]) == end_of(changed[0][1])
    assert list(from_text(write_text(table, rows), COMMITMENTS).rows) == rows


def test_a_missing_file_is_a_problem(tmp_path):
    table = read(tmp_path / "commitments.csv", COMMITMENTS)
    assert (table.problems[0].rule, table.problems[0].file, table.rows) == ("missing file", "commitments.csv", ())


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path):
    (tmp_path / "commitments.csv").mkdir()
    assert read(tmp_path / "commitments.csv", COMMITMENTS).problems[0].rule.startswith("file cannot be read")


MARKED = "<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> other\n"


@pytest.mark.parametrize("text, lines, shown", [
    ("{header}{a}" + MARKED.format(mine="", theirs="{b}") + "{c}", [3], ("a-1", "a-3")),                     # a row that only one side has
    ("{header}{a}<<<<<<< mine\n{b}||||||| base\n{b}=======\n{b}>>>>>>> other\n{c}", [3], ("a-1", "a-3")),   # git's third version
    ("{header}" + MARKED.format(mine="{a}", theirs="{a}") + MARKED.format(mine="{b}", theirs="{b}") + "{c}", [2, 7], ("a-3",)),
    (MARKED.format(mine="{header}", theirs="{header}") + "{a}{b}{c}", [1], ()),   # about the header: no row can be told
])
def test_rows_outside_a_git_conflict_are_shown(text, lines, shown):
    header, *rows = text_with("commitments", *(a_row("commitments", commitment_id=identity) for identity in ALL)).splitlines(keepends=True)
    table = from_text(text.format(header=header, a=rows[0], b=rows[1], c=rows[2]), COMMITMENTS)
    assert [(problem.rule, problem.row) for problem in table.problems] == [("git conflict", line) for line in lines]
    assert tuple(table.by_id) == shown


def test_a_conflict_about_the_header_is_no_web_page(tmp_path):
    path = tmp_path / "commitments.csv"
    path.write_text(MARKED.format(mine="a\n", theirs="b\n"), encoding="utf-8")
    assert [problem.rule for problem in read(path, COMMITMENTS).problems] == ["git conflict"]


def test_a_renamed_column_is_recognised():
    assert "'status date'" in read_bad("renamed-column").problems[0].mend


def test_the_header_below_a_title_is_found():
    assert "row 2" in read_bad("title-above-header").problems[0].mend


def test_both_rows_of_a_repeated_id_are_named():
    problem = read_bad("id-twice").problems[0]
    assert "row 2" in problem.rule and "row 4" in problem.rule and problem.id == "a-1"


def test_words_for_nothing_stay_words():
    assert [read_bad("words-for-nothing").by_id["a-2"][column] for column in ("checked_by", "note", "headline")] == ["NA", "null", "None"]


@pytest.mark.parametrize("identity", ["007", "1e3", "2024-01", "31/12/2030", "TRUE", "NA", "null", "../x", "=1+1", "-0", "1.10"])
def test_an_id_is_text_whatever_it_looks_like(identity):
    table = from_text(text_with("commitments", a_row("commitments", commitment_id=identity)), COMMITMENTS)
    assert tuple(table.by_id) == (identity,) and table.problems == ()


def test_lines_count_those_inside_cells():
    assert read_bad("newline-in-cell").lines == (2, 3, 5)


def test_a_hint_of_the_separator_counts_as_a_line():
    assert read_bad("separator-hint").lines == (3, 4, 5)


NEW_ROWS = [a_row("commitments", commitment_id="b-2"), a_row("commitments", commitment_id="b-1", title='a, "b"\nc\rd')]


def test_a_new_table_is_canonical():
    text = text_with("commitments", *NEW_ROWS)
    assert text.startswith(",".join(COMMITMENTS.header) + "\n") and "\r\n" not in text
    assert text.index("b-1") < text.index("b-2")
    assert '"a, ""b""\nc\rd"' in text
    assert text.count('"') == 6, "nothing is quoted that need not be"


@pytest.mark.parametrize("cell", [
    "a\rb", "a\nb", "a\r\nb", '"', '""', ",", ";", "\t", "'", "\\", "#",
    "\u2028", "\x0b", "\x1c",       # line ends to Python's splitlines, none to a table
    "\ufeff", " a ", "=1+1", "é", "😀", "<<<<<<< x",
])
def test_what_is_written_is_read_again(cell):
    row = a_row("commitments", note=cell, title=f"x{cell}")
    table = from_text(text_with("commitments", row), COMMITMENTS)
    assert table.problems == () and table.rows == (row,)


def test_a_row_changed_in_place_is_written():
    table = from_text(text_with("commitments", a_row("commitments")), COMMITMENTS)
    table.rows[0]["status"] = "fulfilled"
    assert "fulfilled" in write_text(table, table.rows)


def test_an_id_changed_in_place_goes_to_its_new_place():
    table = from_text(text_with("commitments", *NEW_ROWS), COMMITMENTS)
    table.rows[0]["commitment_id"] = "b-3"
    assert [row["commitment_id"] for row in from_text(write_text(table, table.rows), COMMITMENTS).rows] == ["b-2", "b-3"]


@pytest.mark.parametrize("changed", ["a-1", "a-2", "a-3"])
def test_blank_lines_and_line_ends_stay_where_they_are(changed):
    lines = text_with("commitments", *(a_row("commitments", commitment_id=identity, title="old") for identity in ALL)).splitlines()
    text = f"\n{lines[0]}\r\n{lines[1]}\n\n,,,\r\n{lines[2]}\r{lines[3]}"   # and the last line without its end
    table = from_text(text, COMMITMENTS)
    rows = [row | {"title": "new"} if row["commitment_id"] == changed else row for row in table.rows]
    assert write_text(table, rows) == text.replace(f"{changed},old", f"{changed},new")


def test_a_last_line_without_its_end_gets_one_when_it_is_no_longer_last():
    text = text_with("commitments", a_row("commitments", commitment_id="b-1")).rstrip("\n")
    table = from_text(text, COMMITMENTS)
    assert write_text(table, [*table.rows, a_row("commitments", commitment_id="b-2")]).startswith(text + "\nb-2")
    rows = [a_row("commitments", commitment_id="b-1", title="new"), a_row("commitments", commitment_id="b-2")]
    assert write_text(table, rows).count("\n") == 3


def test_rows_are_appended_to_a_log_without_a_look_at_the_rest():
    table = from_text(text_with("status_log", a_row("status_log", new='a, "b"')).rstrip("\n"), STATUS_LOG)
    row = a_row("status_log", new="c\nd")
    assert appended(table, [row, row]) == write_text(table, [*table.rows, row, row])
    assert appended(table, []) == table.text


@pytest.mark.parametrize("table, row, said", [
    (blank(COMMITMENTS), a_row("commitments"), "sorted by id"),
    (blank(STATUS_LOG), a_row("status_log") | {"ministry": "MFA"}, "no column ministry"),
    (from_text(text_with("status_log", a_row("status_log")) + "x\n", STATUS_LOG), a_row("status_log"), "row too short"),
])
def test_what_cannot_be_appended_is_refused(table, row, said):
    with pytest.raises(TableError, match=said):
        appended(table, [row])


def test_a_new_row_goes_to_its_place_in_a_sorted_table():
    table = read_bad("crlf")
    text = write_text(table, [*table.rows, a_row("commitments", commitment_id="a-11")])
    assert [row["commitment_id"] for row in from_text(text, COMMITMENTS).rows] == ["a-1", "a-11", "a-2", "a-3"]
    assert text.count("\r\n") == text.count("\n") == 5


def test_a_table_out_of_order_keeps_its_order_and_takes_new_rows_at_the_end():
    table = read_bad("unsorted")
    text = write_text(table, [*sorted(table.rows, key=lambda row: row["commitment_id"]), a_row("commitments", commitment_id="a-0")])
    assert text.startswith(table.text)
    assert [row["commitment_id"] for row in from_text(text, COMMITMENTS).rows] == ["a-3", "a-1", "a-2", "a-0"]


def test_a_row_added_after_a_last_line_without_its_end():
    table = read_bad("no-last-newline")
    text = write_text(table, [*table.rows, a_row("commitments", commitment_id="a-4")])
    assert len(from_text(text, COMMITMENTS).rows) == 4


def test_a_row_left_out_is_gone():
    table = read_bad("unknown-column")
    assert [row["commitment_id"] for row in from_text(write_text(table, table.rows[1:]), COMMITMENTS).rows] == ["a-2", "a-3"]


def test_unknown_columns_are_empty_in_new_rows():
    table = read_bad("unknown-column")
    text = write_text(table, [*table.rows, a_row("commitments", commitment_id="a-4")])
    assert [row["ministry"] for row in from_text(text, COMMITMENTS).rows] == ["MFA", "MFA", "MFA", ""]
    assert table.unknown == ("ministry",)


@pytest.mark.parametrize("rows", [
    [a_row("commitments", commitment_id="")], [a_row("commitments"), a_row("commitments")], [a_row("commitments") | {"ministry": "MFA"}],
])
def test_rows_that_do_not_fit_are_refused(rows):
    with pytest.raises(TableError):
        write_text(blank(COMMITMENTS), rows)


def test_a_row_without_a_column_is_refused():
    with pytest.raises(KeyError, match="title"):
        write_text(blank(COMMITMENTS), [{"commitment_id": "a-1"}])


def test_a_log_keeps_its_order_and_takes_the_same_row_twice():
    rows = [a_row("status_log", new="b"), a_row("status_log", new="a"), a_row("status_log", new="a")]
    table = from_text(text_with("status_log", *rows), STATUS_LOG)
    assert list(table.rows) == rows
    assert write_text(table, [*table.rows, a_row("status_log", new="c")]).startswith(table.text)


@pytest.mark.parametrize("length", [200_000, 5_000_000])
def test_long_cells_are_kept(length):
    row = a_row("commitments", note="x" * length)
    assert from_text(text_with("commitments", row), COMMITMENTS).rows == (row,)


def test_two_hundred_thousand_rows_are_read_and_appended_to():
    header, line = text_with("status_log", a_row("status_log")).splitlines(keepends=True)
    table = from_text(header + line * 200_000, STATUS_LOG)
    assert table.whole and len(table.rows) == 200_000 and table.lines[-1] == 200_001
    assert appended(table, [a_row("status_log")]) == table.text + line


def test_tens_of_thousands_of_broken_rows_are_each_told_at_once():
    """A search from each of them to the end of the file would take minutes."""
    rows = [f'a-{n:05},"x" y\n' if n % 2 else f"a-{n:05},short\n" for n in range(40_000)]
    table = from_text(",".join(COMMITMENTS.header) + "\n" + "".join(rows), COMMITMENTS)
    assert [problem.row for problem in table.problems] == list(range(2, 40_002))
    assert {problem.rule for problem in table.problems} == {"broken quotes", "row too short: 2 cells"}


def test_two_thousand_columns_are_kept():
    extra = [f"extra{n}" for n in range(2000)]
    text = ",".join([*COMMITMENTS.header, *extra]) + "\n" + ",".join(["x"] * (len(COMMITMENTS.header) + 2000)) + "\n"
    assert from_text(text, COMMITMENTS).unknown == tuple(extra)


def test_many_unclosed_quotes_are_told_and_not_searched_for_each():
    text = ",".join(COMMITMENTS.header) + "\n" + '"""\n' * 20_000
    table = from_text(text, COMMITMENTS)
    assert not table.whole and table.rows == ()


@pytest.mark.parametrize("seed", range(10))
def test_no_bytes_raise_and_what_is_whole_keeps_them(seed):
    """Bytes of a good table changed, cut, doubled and moved at random."""
    chance = random.Random(seed)
    good = text_with("commitments", *NEW_ROWS).encode()
    wild = b'",;\t\r\n\0\xff\xef\xbb\xbf(<=> a'
    for _ in range(200):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(data))
            piece = bytes([chance.choice(wild)]) * chance.randrange(3) or data[at:at + chance.randrange(40)]
            data[at:at + chance.randrange(8)] = piece
        text, problem = text_of(bytes(data), Path("commitments.csv"))
        if problem:
            continue
        table = from_text(text, COMMITMENTS)
        if table.whole:
            assert write_text(table, table.rows).encode() == bytes(data)
        else:
            assert all(problem.file == "commitments.csv" and problem.row and problem.mend for problem in table.problems)
