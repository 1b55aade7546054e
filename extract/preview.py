"""What a document would bring into the tables, told before anything is written: what it says of itself, and its findings."""
import datetime
from collections.abc import Iterator
from pathlib import Path

from extract import files
from extract.document_kinds import kind_of
from extract.find import EXTRACTOR, find
from extract.readers import kinds
from extract.rows import Row, json_line
from extract.update import BORDERLINE, Update, document_of, update
from monitor import datapackage, documents, store
from monitor.review_notes import JoinProposed, parse_notes
from monitor.schema import SOURCES
from monitor.values import JOIN, items

JOINS, OPENS, REPEATS, WAITS, ALONE = "joins", "opens", "repeats", "waits", "alone"


def lines(folder: Path, path: Path, given: Row) -> Iterator[dict]:
    """First the document itself, then a line for each finding: the keys of `--json`, and what becomes of it.

    `given` holds cells of sources.csv; where it has no title or no parties, those that the text itself proposes are used, and
    for want of parties the pair of the folder. `fate` of a finding is `joins` (the row `row` of the folder), `opens` (a row of its
    own, which may be the same as those in `may_join`), `repeats` (another finding of this document), `waits` (for a person, or for
    the parties of the text) or `alone` (a report on nothing in the set). Raises UnreadableDocument.
    """
    content = documents.read_bytes(path)
    text = files.read_one(path)
    tables = store.load(folder)
    source = dict.fromkeys(SOURCES.header, "") | files.proposal(path.name, text, tables.sources.by_id)
    source |= {"parties": source["parties"] or JOIN.join(_pair(folder)), "kind": kind_of(source["title"])}
    proposed = {name: source[name] for name in ("title", "parties", "language", "kind", "rights")}
    yield {"type": "document", "format": kinds.kind_of(content), "characters": len(text), "words": documents.words_digest(text), **proposed}
    source |= given
    found = find(document_of(source, text))
    tried = _tried(tables, source, text, found) if not tables.problems else None
    for finding in found:
        line = json_line(finding)
        yield line | (_fate(tables, tried, source["source_id"], line) if tried else {})


def _pair(folder: Path) -> list[str]:
    try:
        return datapackage.read(folder).get("pair", [])
    except datapackage.DescriptionError:   # told by the check; here it only means that nothing is proposed
        return []


def _tried(tables: store.Tables, source: Row, text: str, found: tuple) -> Update:
    """The tables as a run over this document alone would leave them."""
    rows = tables.rows
    return update(rows | {"sources": [*rows["sources"], source]}, {source["source_id"]: text}, lambda _: found, EXTRACTOR,
                  datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))


def _fate(tables: store.Tables, tried: Update, source_id: str, line: dict) -> dict:
    """What becomes of a finding."""
    is_figure = line["type"] == "figure"
    name, column, known = ("figures", "indicator_id", tables.indicators) if is_figure else ("mentions", "commitment_id", tables.commitments)
    place = (source_id, str(line["start"]), str(line["end"]), "" if is_figure else line["type"])
    row = next((row for row in tried.tables[name]
                if (row["source_id"], row["start"], row["end"], row.get("type", "")) == place), None)
    if row is None or BORDERLINE in items(row.get("flags", "")):
        return {"fate": WAITS}
    target = row[column]
    if target in known.by_id:
        return {"fate": JOINS, "row": target}
    if not target:
        return {"fate": ALONE}
    if not is_figure and target != row["mention_id"]:
        return {"fate": REPEATS}
    return {"fate": OPENS, "may_join": [] if is_figure else [other for other in _proposed(tried, target) if other in known.by_id]}


def _proposed(tried: Update, commitment_id: str) -> list[str]:
    row = next(row for row in tried.tables["commitments"] if row["commitment_id"] == commitment_id)
    return [note.other for note in parse_notes(row["review"]) if isinstance(note, JoinProposed)]
