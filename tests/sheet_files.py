"""Downloads for a spreadsheet as a person changes them there, and the folder that they are of."""
import csv
import io
from pathlib import Path

from monitor import dataset
from monitor.schema import COMMITMENTS, Table
from monitor.spreadsheet import for_spreadsheet
from tests.folders import a_row, make_folder

FORUM, TRADE, VISA = "js-1-00000001", "js-1-00000002", "js-1-00000003"
SITTING = "Séance «ouverte», 中国"


def sheet_folder(folder: Path) -> Path:
    """Three commitments and two pieces of evidence, with dates, long numbers and letters that spreadsheets rewrite."""
    return make_folder(
        folder,
        commitments=[
            a_row("commitments", status="in_progress", status_date="2026-03-05", note=SITTING, checked_on="2026-11-05"),
            a_row("commitments", commitment_id=TRADE, title="Raise trade", kind="target", value="21000000000", unit="USD",
                  deadline="2030-04", deadline_kind="month", part_of=FORUM),
            a_row("commitments", commitment_id=VISA, title="Ease visas", status_date="2025-04", sector="visas; tourism"),
        ],
        evidence=[
            a_row("evidence", date="2026-03-05", published="2026-03-07"), a_row("evidence", evidence_id="forum-2025", summary="Again."),
        ],
    )


def download(folder: Path, table: Table = COMMITMENTS) -> bytes:
    """The download of a whole table."""
    data = dataset.load(folder)
    return for_spreadsheet(table, getattr(data, table.name).to_dict("records"))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def csv_of(rows: list[dict[str, str]], delimiter: str = ",", line_end: str = "\r\n") -> bytes:
    """The rows with the columns of the first of them, as a spreadsheet saves them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=line_end, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def changed(content: bytes, place: int, **cells: str) -> bytes:
    """The file with some cells of one row as a person has set them."""
    rows = rows_of(content)
    rows[place] |= cells
    return csv_of(rows)
