"""`python -m monitor migrate`: a folder of an older version brought up to the present one."""
import argparse
from collections.abc import Sequence
from pathlib import Path

from monitor import datapackage, migration, store
from monitor.table import TableError


def add_command(subparsers) -> None:
    command = subparsers.add_parser("migrate", help="bring a folder of an older version up to the present one")
    command.add_argument("--data", metavar="DIR", help=f"the data folder (else ${store.ENVIRONMENT}, else {store.DEFAULT_FOLDER}/)")
    command.add_argument("--check", action="store_true", help="change nothing; say what would be done, and exit 1 if anything would")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    folder = store.data_folder(options.data)
    told = migrate(folder, only_tell=options.check)
    print(*told or [f"{folder}: version {migration.VERSION}, nothing to do"], sep="\n")
    return 1 if told and options.check else 0


def migrate(folder: Path, only_tell: bool = False) -> list[str]:
    """Bring the folder up to the present version, in one save; what was done in words, nothing where nothing was to be done.

    Raises StoreError, also for a folder that is newer than the program and for one whose tables have faults to be mended first.
    """
    with store.locked(folder):
        tables = store.load(folder)
        description = folder / datapackage.FILE
        try:
            old = description.read_text(encoding="utf-8")
            new = datapackage.refreshed(old, migration.VERSION)
        except (OSError, UnicodeDecodeError, datapackage.DescriptionError) as error:
            raise store.StoreError(description, str(error)) from error
        is_described = new == old
        steps = datapackage.steps_to_come(folder)
        try:
            texts = {table.path: migration.brought_up(table, steps) for table in tables}
        except TableError as error:
            raise store.StoreError(folder, str(error)) from error
        if not only_tell:
            store.put(folder, texts | ({} if is_described else {description: new}))
        told = [] if is_described else [f"{datapackage.FILE}: describes the tables as version {migration.VERSION}"]
        return [*_told(tables, steps), *told]


def _told(tables: store.Tables, steps: Sequence[migration.Step]) -> list[str]:
    first = migration.VERSION - len(steps) + 1
    told = [f"version {number}: {step.does}" for number, step in enumerate(steps, first)]
    return told + [f"{table.path.name}: {column.name} is added" for table in tables for column in migration.columns_of(steps, table)]
