"""What the parts of benchmarks.faults share: a data folder of any size, numbered edits, and what must hold of the folder after them."""
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor import documents, history, placing, store
from monitor.edits import Change, Edit
from monitor.folder_commands import init_folder
from monitor.problems import ERROR
from monitor.schema import BY_NAME, TABLES
from monitor.table import Row, blank, write_text

ROOT = Path(__file__).resolve().parents[1]
BEGUN = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
EDITORS = ("MK", "AB", "Élodie", "Ж. К.")
SOURCE = {"source_id": "js", "title": "Joint statement", "language": "en", "rights": "full"}
COMMITMENT = {"status": "not_checked", "kind": "event", "parties": "China; Uzbekistan", "deadline_kind": "none", "mentions": "1"}
MENTION = {"source_id": "js", "type": "commitment", "kind": "event", "strength": "firm", "parties": "China; Uzbekistan",
           "deadline_kind": "none", "extractor": "rules 1", "quote": "The two sides will hold a forum of business people each year"}


@dataclass(frozen=True)
class Outcome:
    """One line of the table at the end; `held` tells whether the demand was met."""

    what: str
    size: str
    result: str
    demanded: str
    held: bool
    baseline: str = ""


def identity(number: int) -> str:
    return f"js-{number:08}"


def title(number: int) -> str:
    return f"Hold a forum of business people, round {number}"


def make_folder(folder: Path, count: int, with_mentions: bool = False) -> Path:
    """A valid folder of so many commitments, entered in the log with two entries each; with a mention each if asked, and its entry."""
    init_folder(folder)
    numbers = range(count)
    rows = {"sources": [SOURCE],
            "commitments": [COMMITMENT | {"commitment_id": identity(n), "title": title(n)} for n in numbers]}
    if with_mentions:
        rows["mentions"] = [MENTION | {"mention_id": identity(n), "commitment_id": identity(n)} for n in numbers]
    store.save(folder, {name: _text(name, of_table) for name, of_table in rows.items()})
    history.record(folder, BEGUN)
    return folder


def _text(name: str, rows: Iterable[Row]) -> str:
    schema = BY_NAME[name]
    return write_text(blank(schema), [dict.fromkeys(schema.header, "") | row for row in rows])


@dataclass(frozen=True)
class NumberedEdit:
    """The edit of a number: the next commitment's note, by the next editor. Each number leaves a text of its own."""

    number: int
    count: int

    @property
    def who(self) -> str:
        return EDITORS[self.number % len(EDITORS)]

    @property
    def change(self) -> Change:
        before = self.number - self.count
        base = _note(before) if before >= 0 else ""
        return Change("commitments", identity(self.number % self.count), "note", base, _note(self.number))

    @property
    def edit(self) -> Edit:
        return Edit((self.change,))


def _note(number: int) -> str:
    return f'{number}. Told by "the press", among others; à suivre'


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The bytes of every table by its file name."""
    return {schema.file: (folder / schema.file).read_bytes() for schema in TABLES}


def leftovers(folder: Path) -> list[str]:
    """The names of what saves leave behind when they are cut off."""
    places = (folder, folder / documents.FOLDER)
    return sorted(path.name for place in places for path in place.iterdir() if path.name.startswith(placing.LEFTOVER[0]))


def wrong_with(folder: Path, before: store.Tables, changes: list[tuple[str, Change]]) -> Iterator[str]:
    """What is not as it must be in a folder in which these changes, with who made them, and nothing else came to what was there before."""
    tables = store.load(folder)
    for table in tables:
        yield from (f"{table.path.name} is not whole: {problem}" for problem in table.problems[:1])
        if table.schema.name not in ("commitments", store.LOG) and table.text != before[table.schema.name].text:
            yield f"{table.path.name} has changed"
    wanted = {key: dict(row) for key, row in before.commitments.by_id.items()}
    for _, change in changes:
        wanted[change.id][change.column] = change.new
    astray = [key for key in wanted.keys() | tables.commitments.by_id if wanted.get(key) != tables.commitments.by_id.get(key)]
    if astray:
        yield f"commitments.csv: {len(astray)} rows are not what was acknowledged, first {sorted(astray)[0]}"
    yield from _wrong_with_log(tables, before, changes)
    if entries := history.unrecorded(tables.rows):
        yield f"the log does not know of {len(entries)} cells"
    yield from (f"left behind: {name}" for name in leftovers(folder))


def _wrong_with_log(tables: store.Tables, before: store.Tables, changes: list[tuple[str, Change]]) -> Iterator[str]:
    old, now = before.status_log.rows, tables.status_log.rows
    if now[:len(old)] != old:
        yield "status_log.csv: entries from before have changed"
    told = Counter((entry["who"], entry["commitment_id"], entry["field"], entry["old"], entry["new"]) for entry in now[len(old):])
    wanted = Counter((who, change.id, change.column, change.base, change.new) for who, change in changes)
    if lost := (wanted - told).total():
        yield f"status_log.csv: {lost} entries are lost"
    if strange := (told - wanted).total():
        yield f"status_log.csv: {strange} entries of edits that were not made, or twice"


def errors_of(problems: Iterable) -> list[str]:
    return [str(problem) for problem in problems if problem.level == ERROR]


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
