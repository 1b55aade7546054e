"""Files of reported figures as an analyst fills them in, and a data folder that they meet."""
import csv
import io
from pathlib import Path

from monitor.figure_form import FORM
from monitor.schema import TABLES
from tests.folders import a_row, make_folder
from tests.target_folder import figure

OLD, UNDATED = "trade-2024-customs", "trade-2025-customs"
LINE = {
    "indicator_id": "trade", "period": "2026", "value": "18000000000", "unit": "USD", "qualifier": "exactly", "basis": "reported",
    "scope": "goods", "reporter_id": "customs", "reporter": "Customs of China", "reporter_class": "customs", "side": "CN",
    "pair": "China; Uzbekistan", "publisher": "Customs", "url": "https://example.org/new", "published": "2027-01-18", "confidence": "high",
}
OF_2024 = {"period": "2024", "value": "13800000000", "url": "https://example.org/2024", "published": "2025-07-18"}   # revises OLD


def figures_folder(folder: Path) -> Path:
    """Trade of 2024, published in January 2025, and of 2025, without a day, and visitors of 2024; all by customs."""
    return make_folder(
        folder, indicators=[a_row("indicators", nature="flow"), a_row("indicators", indicator_id="visitors", unit="people")],
        figures=[figure("trade", "2024", 13_700_000_000, published="2025-01-20"), figure("trade", "2025", 16_200_000_000),
                 figure("visitors", "2024", 70_000, unit="people")],
    )


def a_line(**cells: str) -> dict[str, str]:
    """A row of a file: a new figure of 2026 with some cells set otherwise."""
    return LINE | cells


def csv_of(*rows: dict[str, str], delimiter: str = ",", **extra: str) -> bytes:
    """A file of the form with these rows; `extra` columns have one value in every row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [*FORM.header, *extra], restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | extra for row in rows)
    return text.getvalue().encode()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every table as it stands on disk."""
    return {table.file: (folder / table.file).read_bytes() for table in TABLES}
