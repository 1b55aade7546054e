"""Rows and small data folders for tests, valid unless a test makes them otherwise."""
from pathlib import Path

from monitor.documents import FOLDER, sha256
from monitor.folder_commands import init_folder
from monitor.schema import BY_NAME
from monitor.store import Tables, save, update
from monitor.table import Row, blank, write_text

TEXT = "The two sides agreed to hold a forum each year. Trade reached 10 billion dollars in 2023.\n"
QUOTE = "The two sides agreed to hold a forum each year"
FIGURE_QUOTE = "Trade reached 10 billion dollars in 2023"

ROWS = {
    "sources": {"source_id": "js-1", "file": "js-1.txt", "title": "Joint statement", "language": "en", "rights": "full",
                "sha256": sha256(TEXT.encode()), "text_by": "plain text"},
    "mentions": {"mention_id": "js-1-00000001", "source_id": "js-1", "start": "0", "end": str(len(QUOTE)), "quote": QUOTE,
                 "type": "commitment", "kind": "event", "strength": "firm", "parties": "China; Uzbekistan", "deadline_kind": "none",
                 "extractor": "1", "commitment_id": "js-1-00000001"},
    "commitments": {"commitment_id": "js-1-00000001", "title": "Hold a forum each year", "status": "not_checked", "kind": "event",
                    "parties": "China; Uzbekistan", "deadline_kind": "none", "mentions": "1"},
    "evidence": {"evidence_id": "forum-2024", "commitment_id": "js-1-00000001", "tag": "supports", "summary": "The forum was held.",
                 "url": "https://example.org/forum"},
    "figures": {"figure_id": "js-1-00000002", "indicator_id": "trade", "period": "2023", "period_start": "2023-01-01",
                "period_end": "2023-12-31", "value": "10000000000", "unit": "USD", "qualifier": "exactly", "basis": "reported",
                "reporter_id": "js", "reporter": "Joint statement", "reporter_class": "government", "side": "third",
                "pair": "China; Uzbekistan", "source_id": "js-1", "start": str(TEXT.index(FIGURE_QUOTE)),
                "end": str(TEXT.index(FIGURE_QUOTE) + len(FIGURE_QUOTE)), "quote": FIGURE_QUOTE},
    "indicators": {"indicator_id": "trade", "name": "Trade", "unit": "USD", "direction": "up", "pair": "China; Uzbekistan"},
    "status_log": {"when": "2026-11-24T10:00:00+00:00", "commitment_id": "js-1-00000001", "field": "status", "new": "not_checked",
                   "reason": "recode", "via": "csv"},
}


def a_row(table: str, **cells: str) -> Row:
    """A whole row of a table: the valid one above with some cells set otherwise."""
    return dict.fromkeys(BY_NAME[table].header, "") | ROWS[table] | cells


def text_with(table: str, *rows: Row) -> str:
    return write_text(blank(BY_NAME[table]), rows)


def make_folder(folder: Path, **tables: list[Row]) -> Path:
    """A data folder with one document, one row in each table but the log, and the rows given in place of a table's own."""
    init_folder(folder)
    (folder / FOLDER / "js-1.txt").write_bytes(TEXT.encode())
    rows = {name: [a_row(name)] for name in ROWS if name != "status_log"} | tables
    save(folder, {name: text_with(name, *of_table) for name, of_table in rows.items()})
    return folder


def set_cell(folder: Path, table: str, identity: str, column: str, value: str) -> None:
    """One cell set as an editor of the CSV would, without a word in the log."""
    def edit(tables: Tables) -> dict[str, str]:
        rows = tables.rows[table]
        next(row for row in rows if row[BY_NAME[table].key] == identity)[column] = value
        return {table: write_text(tables[table], rows)}

    update(folder, edit)


def add_row(folder: Path, table: str, row: Row) -> None:
    """One row added as an editor of the CSV would, without a word in the log."""
    update(folder, lambda tables: {table: write_text(tables[table], [*tables.rows[table], row])})
