"""python -m monitor import: bring in what is known to begin with (docs/first-import.md)."""
import argparse
import csv
import datetime
import sys
from pathlib import Path

from monitor import documents, store
from monitor.imports import FIRST, Row, import_known
from monitor.table import write_text

FILES = (*FIRST, "statements", "figures", "commitments", "evidence")


def add_command(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("import", help="bring in titles, statuses, evidence, figures and statements from a folder of CSV files")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--data", metavar="DIR", help="the data folder (default: MONITOR_DATA or data)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when the tables have faults or a row was refused; rows that fit come in all the same."""
    tables = store.load(store.data_folder(options.data))
    if tables.problems:
        print(*tables.problems, "Nothing was imported: mend the tables first.", sep="\n", file=sys.stderr)
        return 1
    known = [f"{name}.csv" for name in FILES]
    if not any((options.folder / name).is_file() for name in known):
        print(f"{options.folder}: nothing to import; give a folder with one of {', '.join(known)}", file=sys.stderr)
        return 1
    try:
        incoming = {name: _rows(options.folder / f"{name}.csv") for name in FILES}
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.folder}: {error}; give a folder of CSV files in UTF-8", file=sys.stderr)
        return 1
    try:
        texts = {row["source_id"]: documents.read_text(tables.folder, row) for row in tables.sources.rows if row["file"]}
    except documents.UnreadableDocument as problem:
        print(problem, "Nothing was imported.", sep="\n", file=sys.stderr)
        return 1
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    result = import_known({table.schema.name: table.rows for table in tables}, incoming, texts, now)
    changed = {table.schema.name: write_text(table, result.tables[table.schema.name]) for table in tables if table.schema.key}
    store.save(tables.folder, changed | {store.LOG: store.with_entries(tables, result.log)}, loaded=tables)
    print(*result.refused, sep="\n", end="\n" if result.refused else "", file=sys.stderr)
    print(f"{len(result.log)} changes entered, {len(result.refused)} rows refused.")
    if not tables.mentions.rows:
        print("Sources and indicators are in. Run `python -m extract`, then this command again for the rest.")
    return 1 if result.refused else 0


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]
