"""The commands that keep a data folder: init, check, record, and the data dictionary."""
import argparse
import datetime
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from monitor import datapackage, documents, history, migration, placing, store
from monitor.annotations import annotations
from monitor.check import check_tables
from monitor.dictionary import dictionary
from monitor.problems import ERROR, WARNING, Problem
from monitor.schema import TABLES
from monitor.table import blank

# What git must know of a data folder, whatever repository it lies in: without it documents would be given other line ends, and
# two branches that both add to the log would clash.
GIT_FILES = {
    ".gitignore": f"{store.LOCK_FILE}\n{'*'.join(placing.LEFTOVER)}\n{placing.JOURNAL}\n",
    ".gitattributes": f"*.csv text eol=lf\n{store.LOG}.csv merge=union\n{documents.FOLDER}/** -text\n",
}


def add_command(subparsers) -> None:
    init = subparsers.add_parser("init", help="make a new, empty data folder; what is there already is kept")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.set_defaults(run=run_init)

    checking = subparsers.add_parser("check", help="tell every problem of every table; exit 1 if any is an error")
    _add_data(checking)
    checking.add_argument("--format", choices=FORMATS, default="text", help="for people, as a JSON list, or as annotations of GitHub")
    checking.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json")
    checking.set_defaults(run=run_check)

    recording = subparsers.add_parser("record", help="enter edits made in the CSV files into status_log.csv")
    _add_data(recording)
    recording.add_argument("--who", default="", help="alias of who made the edits")
    recording.set_defaults(run=run_record)

    describing = subparsers.add_parser("dictionary", help="print the data dictionary")
    describing.set_defaults(run=run_dictionary)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help=f"the data folder (else ${store.ENVIRONMENT}, else {store.DEFAULT_FOLDER}/)")


def run_init(options: argparse.Namespace) -> int:
    made = init_folder(options.folder)
    print(f"{options.folder}: made {', '.join(made)}" if made else f"{options.folder}: nothing to do, all files are there")
    return 0


def init_folder(folder: Path) -> list[str]:
    """Make what is missing of a data folder and describe its tables anew; returns the names of the files written.

    Raises StoreError, and leaves every table that exists as it is.
    """
    description = folder / datapackage.FILE
    try:
        (folder / documents.FOLDER).mkdir(parents=True, exist_ok=True)
        old = description.read_text(encoding="utf-8") if description.exists() else None
        wanted = datapackage.new(folder.resolve().name, _version(folder)) if old is None else datapackage.refreshed(old)
        texts = {name: text for name, text in GIT_FILES.items() if not (folder / name).exists()}
        texts |= {datapackage.FILE: wanted} if wanted != old else {}
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, UnicodeDecodeError, datapackage.DescriptionError) as error:
        raise store.StoreError(folder, str(error)) from error
    missing = [schema for schema in TABLES if not (folder / schema.file).exists()]
    store.save(folder, {schema.name: blank(schema).text for schema in missing})
    return [*texts, *(schema.file for schema in missing)]


def _version(folder: Path) -> int:
    """Of a folder without description: its tables may be of any version, and migrating them anew does no harm."""
    return migration.FIRST if any((folder / schema.file).exists() for schema in TABLES) else migration.VERSION


def run_check(options: argparse.Namespace) -> int:
    tables = store.load(store.data_folder(options.data))
    problems = check_tables(tables)
    print("\n".join(FORMATS[options.format](tables, problems)))
    return 1 if any(problem.level == ERROR for problem in problems) else 0


def _as_text(_: store.Tables, problems: Sequence[Problem]) -> list[str]:
    return [*map(str, problems), *summary(problems)]


def _as_json(_: store.Tables, problems: Sequence[Problem]) -> list[str]:
    return [json.dumps([problem.as_json() for problem in problems], indent=2, ensure_ascii=False)]


def _for_github(tables: store.Tables, problems: Sequence[Problem]) -> list[str]:
    return [*annotations(tables, problems), *summary(problems)]


FORMATS = {"text": _as_text, "json": _as_json, "github": _for_github}


def summary(problems: Sequence[Problem]) -> list[str]:
    """How many problems there are of each level, and in which columns they stand when there are many."""
    levels = Counter(problem.level for problem in problems)
    places = Counter((problem.file, problem.column) for problem in problems)
    often = [f"  {count} in {file}:{column}" for (file, column), count in places.most_common(10) if count > 1]
    return [f"{levels[ERROR]} errors, {levels[WARNING]} warnings", *often]


def run_record(options: argparse.Namespace) -> int:
    entries = history.record(store.data_folder(options.data), datetime.datetime.now(datetime.UTC), options.who)
    for entry in entries:
        print(f"{entry['commitment_id'] or entry['field']}: {entry['field']}: {entry['old']!r} -> {entry['new']!r}")
    print(f"{len(entries)} entries added to {store.LOG}.csv")
    return 0


def run_dictionary(options: argparse.Namespace) -> int:
    sys.stdout.write(dictionary())
    return 0
