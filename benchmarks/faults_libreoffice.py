"""Tables opened and saved by LibreOffice without a screen: the table itself and the download made for it, with the documented choices.

Beside the tables of the data folder a larger one is tried, whose notes are the texts that spreadsheets like to take for something else.
Baseline: the same table opened with what LibreOffice chooses by itself.
"""
import tempfile
from pathlib import Path

from benchmarks.faults_folder import ROOT, Outcome, make_folder
from monitor import spreadsheet, store
from monitor.schema import COMMITMENTS, EVIDENCE, Table
from monitor.table import write_text
from tests import libreoffice

NOTES = ("007", "1e3", "1.10", "2E+10", "1,234.50", "50%", "12:30", "1/2", "Mar-24", "2025-04", "03/04/2030", "1234567890123456789", "TRUE",
         "NA", "=1+1", "+44 20 7946", "-1+2", "@SUM(A1)", "'=1+1", "a\nb", 'told "so"; twice, à suivre', " blanks ", "Ташкент", "中国")


def measure(rows: int) -> list[Outcome]:
    if libreoffice.find() is None:
        return [Outcome("LibreOffice round trip", "", f"SKIPPED: {libreoffice.NONE_FOUND}", "0", True)]
    with tempfile.TemporaryDirectory() as parent:
        hostile = _hostile(Path(parent) / "data", rows)
        tables = [(ROOT / "data", COMMITMENTS), (ROOT / "data", EVIDENCE), (hostile, COMMITMENTS)]
        itself = sum(len(_changed(folder, schema, libreoffice.DOCUMENTED)) for folder, schema in tables)
        by_default = sum(len(_changed(folder, schema, libreoffice.DEFAULTS)) for folder, schema in tables)
        in_all = sum(len(store.load(folder)[schema.name].rows) for folder, schema in tables)
        back = sum(_come_back(folder, schema) for folder, schema in tables)
    size = f"{len(tables)} tables, {in_all:,} rows"
    return [Outcome("LibreOffice: the table itself", size, f"{itself} cells changed", "0", itself == 0,
                    f"without the choices: {by_default:,} cells changed"),
            Outcome("LibreOffice: the download, taken back", size, f"{back} cells differ", "0", back == 0)]


def _hostile(folder: Path, rows: int) -> Path:
    made = make_folder(folder, rows)
    table = store.load(made).commitments
    places = [divmod(number, len(NOTES)) for number in range(rows)]
    noted = [row | {"note": NOTES[place], "headline": NOTES[turn % len(NOTES)]} for row, (turn, place) in zip(table.rows, places)]
    store.save(made, {"commitments": write_text(table, noted)})
    return made


def _changed(folder: Path, schema: Table, choices: libreoffice.Choices) -> list[tuple]:
    content = (folder / schema.file).read_bytes()
    return libreoffice.changed_cells(content, libreoffice.round_trip(content, choices))


def _come_back(folder: Path, schema: Table) -> int:
    """How many cells and rows of a download that came back are not taken for what went out."""
    tables = store.load(folder)
    back = libreoffice.round_trip(spreadsheet.for_spreadsheet(schema, tables[schema.name].rows))
    taken = spreadsheet.differences(back, "back.csv", tables)
    return sum(map(len, (taken.differences, taken.added, taken.left, taken.refused, taken.faults)))
