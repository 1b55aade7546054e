"""The shipped tables as a spreadsheet may write them anew: nothing to mend, and the dashboard sees the same cells."""
import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import dataset
from monitor.check import check
from monitor.schema import SOURCES, STATUS_LOG, TABLES, Column
from tests.conftest import ROOT

TABLES_OF_PEOPLE = tuple(table for table in TABLES if table is not STATUS_LOG)
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def in_form_of(form: str) -> Callable[[Column, str], str]:
    """Days in the form of a country: `{y}/{m}/{d}`."""
    def written(column: Column, cell: str) -> str:
        match = DAY.fullmatch(cell) if column.type in ("date", "day") else None
        return form.format(y=match[1], m=int(match[2]), d=int(match[3])) if match else cell

    return written


def in_capitals(column: Column, cell: str) -> str:
    return cell.upper() if column.type in ("choice", "yes") else cell


def with_exponent(column: Column, cell: str) -> str:
    return f"{float(cell):.9E}" if column.type == "number" and cell else cell


def as_typed(column: Column, cell: str) -> str:
    return cell


def written_anew(folder: Path, cell: Callable[[Column, str], str], delimiter=",", line_end="\n", bom="", empty_columns=0) -> Path:
    shutil.copytree(ROOT / "data", folder)
    for table in TABLES_OF_PEOPLE:
        path = folder / table.file
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
        for row in (header, *([cell(table.by_name[name], typed) for name, typed in zip(header, row)] for row in rows)):
            writer.writerow([*row, *[""] * empty_columns])
        path.write_bytes((bom + text.getvalue()).encode())
    return folder


@pytest.mark.parametrize("cell, dialect", [
    (as_typed, {"delimiter": ";", "line_end": "\r\n", "bom": "\ufeff", "empty_columns": 3}),
    (as_typed, {"delimiter": "\t", "line_end": "\r"}),
    (in_form_of("{y}/{m}/{d}"), {}),
    (in_form_of("{y}-{m:02}-{d:02} 00:00:00"), {}),
    (in_capitals, {}),
    (with_exponent, {}),
], ids=["semicolons", "tabs", "slashes", "midnights", "capitals", "exponents"])
def test_a_table_that_a_spreadsheet_wrote_anew_says_the_same(tmp_path, cell, dialect):
    folder = written_anew(tmp_path / "data", cell, **dialect)
    assert (folder / SOURCES.file).read_bytes() != (ROOT / "data" / SOURCES.file).read_bytes() or cell is with_exponent
    assert check(folder) == ()
    before, after = dataset.load(ROOT / "data"), dataset.load(folder)
    for table in TABLES_OF_PEOPLE:
        assert getattr(before, table.name).equals(getattr(after, table.name)), table.name


@pytest.mark.parametrize("form", ["{m}/{d}/{y}", "{d:02}.{m:02}.{y}"])
def test_days_that_may_be_months_are_refused_one_by_one_and_the_others_are_read(tmp_path, form):
    folder = written_anew(tmp_path / "data", in_form_of(form))
    told = {(problem.file, problem.id, problem.column) for problem in check(folder) if problem.rule.startswith("two readings: ")}
    before, after = dataset.load(ROOT / "data"), dataset.load(folder)
    for table in TABLES_OF_PEOPLE:
        for column in table.columns:
            if column.type not in ("date", "day"):
                continue
            was_frame, now_frame = getattr(before, table.name), getattr(after, table.name)
            cells = zip(was_frame[table.key], was_frame[column.name], now_frame[column.name])
            unlike = {(table.file, identity, column.name) for identity, was, now in cells if was != now}
            assert unlike == {place for place in told if place[0] == table.file and place[2] == column.name}
    assert told
