"""python -m extract: read the documents, bring the tables up to date, check them, or measure the rules against gold."""
import argparse
import datetime
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extract import accuracy, files, gold, jobs, preview, score
from extract.find import EXTRACTOR, find
from extract.findings import Document, Finding
from extract.readers import limits
from extract.rows import Row, json_line
from extract.update import Tables, document_of, update
from monitor import store
from monitor.documents import UnreadableDocument
from monitor.problems import Problem
from monitor.schema import BY_NAME
from monitor.states import code_of
from monitor.table import TableFile, write_text
from monitor.values import BadValue, iso_date, items, parse

CELLS_READ = {"sources": ("date", "event_date"), "mentions": ("start", "end"), "figures": ("start", "end")}


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when all is well, 1 when something has to be mended, 2 when the call is wrong."""
    options = _parser().parse_args(arguments)
    if options.json:
        return print_findings(options)
    if options.score:
        return print_score(options)
    return bring_up_to_date(store.data_folder(options.data), options.check, options.jobs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extract", description=__doc__)
    parser.add_argument("--data", metavar="DIR", help="the data folder (default: MONITOR_DATA or data)")
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=1, help="read the documents with N processes (default: 1)")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--check", action="store_true",
                        help="change nothing; exit 1 if a run would, or if a span does not slice to its quote")
    action.add_argument("--json", metavar="FILE", type=Path, help="print the findings of one document, a JSON object a line")
    parser.add_argument("--preview", action="store_true", help="with --json: first what the document says of itself, and with each "
                        "finding what would become of it in the tables of DIR; nothing is written")
    parser.add_argument("--limited", action="store_true",
                        help="with --json: give up at limits of time and memory, and reach no network, as a page asks")
    action.add_argument("--score", metavar="GOLD_DIR", type=Path, help="measure the rules against gold: DOCUMENT.jsonl files")
    parser.add_argument("--date", type=_date, default=None, help="with --json: the document's date, an ISO day, month or year")
    parser.add_argument("--title", help="with --json: its title")
    parser.add_argument("--parties", help="with --json: its parties, joined by '; '")
    parser.add_argument("--documents", metavar="DIR", type=Path,
                        help="with --score: a folder of ID.txt; index.csv (id, title, date, parties, kind) there or beside the gold")
    parser.add_argument("--write", action="store_true",
                        help="with --score: keep the figures in accuracy.json, under the name of the gold folder")
    parser.add_argument("--unseen", action="store_true", help="with --write: whoever wrote the rules has not seen these answers")
    parser.add_argument("--about", metavar="TEXT", default="",
                        help="with --write: what the texts are and who marked them, for the method page")
    return parser


def _date(text: str) -> str:
    try:
        return iso_date(text)
    except BadValue as fault:
        raise argparse.ArgumentTypeError(f"{text!r}: expected {fault.expected}") from fault


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a number of processes, 1 or more")
    return int(text)


def print_findings(options: argparse.Namespace) -> int:
    if options.limited:
        limits.limit_resources()
        limits.forbid(*limits.NETWORK)
    for name in _parties(options.parties):
        if code_of(name) is None:
            print(f"--parties: {name!r} is in no list of states and groupings; it is taken as a body of that name", file=sys.stderr)
    try:
        for line in _lines(options):
            print(json.dumps(line, ensure_ascii=False))
    except UnreadableDocument as problem:
        print(problem, file=sys.stderr)
        return 1
    except MemoryError:
        print(f"{options.json.name}: {limits.TOO_MUCH_MEMORY}", file=sys.stderr)
        return 1
    return 0


def _lines(options: argparse.Namespace) -> Iterator[dict]:
    """What is told of one document. Raises UnreadableDocument."""
    if options.preview:
        given = {"title": options.title, "date": options.date, "parties": options.parties}
        said = {name: cell for name, cell in given.items() if cell is not None}
        return preview.lines(store.data_folder(options.data), options.json, said)
    document = Document(files.read_one(options.json), options.title or "", options.date, _parties(options.parties))
    return map(json_line, find(document))


def print_score(options: argparse.Namespace) -> int:
    if options.documents is None:
        print("--score needs --documents DIR: the folder of ID.txt and index.csv", file=sys.stderr)
        return 2
    folder = store.data_folder(options.data)
    try:
        cases = gold.read(options.score, options.documents)
        totals = score.score({case.id: case.gold for case in cases}, {case.id: case.found for case in cases})
        print(f"{EXTRACTOR} on {len(cases)} documents of {options.score}")
        print(*score.report(totals), sep="\n")
        if options.write:
            figures = accuracy.entry(cases, EXTRACTOR, not options.unseen, accuracy.own_texts(folder), options.about)
            accuracy.keep(folder, options.score.resolve().name, figures)
    except (gold.NoGold, accuracy.UnreadableFigures, UnreadableDocument) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _parties(text: str | None) -> tuple[str, ...]:
    return tuple(items(text or ""))


def bring_up_to_date(folder: Path, check_only: bool, number: int = 1) -> int:
    if not folder.is_dir():
        print(f"{folder}: no such folder; python -m monitor init {folder} makes one", file=sys.stderr)
        return 2
    tables = store.load(folder)
    faults = [*tables.problems, *_unreadable_cells(tables)]
    if faults:
        print(*faults, "Nothing was changed: mend the tables first.", sep="\n", file=sys.stderr)
        return 1
    found = _open_all(folder, tables.sources.rows, number)
    print(*found.problems, sep="\n", end="\n" if found.problems else "", file=sys.stderr)
    findings = _find_all(found, number)
    result = update({table.schema.name: table.rows for table in tables} | {"sources": found.sources}, found.texts,
                    findings.__getitem__, EXTRACTOR, _now(), found.changed)
    texts = {table.schema.name: write_text(table, result.tables[table.schema.name]) for table in tables}
    texts = {name: text for name, text in texts.items() if text != tables[name].text}
    if check_only:
        return _say_check(tables, texts, result.tables, found)
    if texts or found.stored:
        log = {store.LOG: store.with_entries(tables, result.log)} if texts else {}
        try:
            store.save(folder, texts | log, loaded=tables, stored=found.stored)
        except store.StoreError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{len(found.texts)} documents read by {EXTRACTOR}: {', '.join(sorted(texts)) or 'no table'} changed.")
    for source in found.sources:
        if source["source_id"] in found.texts and not source["parties"]:
            print(f"{source['source_id']}: its parties are not known; give them in sources.csv and run this again, for its figures wait.")
    return 1 if found.problems else 0


def _open_all(folder: Path, sources: Sequence[Row], number: int) -> files.Documents:
    """The documents with their texts. Threads do: what takes time is done by child processes."""
    with jobs.workers(number, are_threads=True) as apply:
        return files.read_all(folder, sources, lambda open_one, rows: jobs.each(apply, open_one, rows, "Opening documents"))


def _find_all(found: files.Documents, number: int) -> dict[Document, tuple[Finding, ...]]:
    """What the rules find in each document."""
    documents = [document_of(row, found.texts[row["source_id"]]) for row in found.sources if row["source_id"] in found.texts]
    with jobs.workers(number) as apply:
        return dict(zip(documents, jobs.each(apply, find, documents, "Reading documents"), strict=True))


def _unreadable_cells(tables: store.Tables) -> Iterator[Problem]:
    """The cells that a run has to read and cannot."""
    for name, columns in CELLS_READ.items():
        table = tables[name]
        for line, row in zip(table.lines, table.rows, strict=True):
            for column in columns:
                try:
                    parse(table.schema.by_name[column], row[column])
                except BadValue as fault:
                    yield table.problem(line, row, column, fault.rule, fault.expected, fault.mend)


def _say_check(tables: store.Tables, texts: Mapping[str, str], rows: Tables, found: files.Documents) -> int:
    """Every row that a run would change, and every span that no longer slices to its quote."""
    faults = [f"{name}.csv: {identity}: a run would change this row" for name in sorted(texts)
              for identity in _changed_ids(tables[name], rows[name])]
    faults += [f"{name}.csv: {row[BY_NAME[name].key]}: {row['source_id']}[{row['start']}:{row['end']}] is not the quote"
               for name in ("mentions", "figures") for row in tables[name].rows if not _slices(row, found.texts)]
    faults += [f"sources/{name}: a run would write this text" for name in sorted(found.stored)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(found.texts)} documents, {EXTRACTOR}: " + (f"{len(faults)} problems; `python -m extract` brings the tables up to date"
                                                          if faults else "the tables fit the documents"))
    return 1 if faults or found.problems else 0


def _changed_ids(table: TableFile, rows: Sequence[Row]) -> list[str]:
    key = table.schema.key or table.schema.header[0]
    old = {row[key]: row for row in table.rows}
    new = {row[key]: row for row in rows}
    return sorted(identity for identity in old.keys() | new.keys() if old.get(identity) != new.get(identity)) or ["order of rows"]


def _slices(row: Row, texts: Mapping[str, str]) -> bool:
    if not row["start"] or row["source_id"] not in texts:
        return True
    return texts[row["source_id"]][int(row["start"]):int(row["end"])] == row["quote"]


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


if __name__ == "__main__":
    sys.exit(main())
