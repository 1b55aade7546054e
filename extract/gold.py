"""A gold set: documents, what readers marked in them, and what the rules find in them."""
import csv
from dataclasses import dataclass
from pathlib import Path

from extract import files
from extract.document_kinds import kind_of
from extract.find import find
from extract.findings import Document
from extract.rows import json_line
from extract.score import load_lines
from monitor.values import items

INDEX = "index.csv"


class NoGold(ValueError):
    """A gold set that cannot be read: what was looked for and where."""


@dataclass(frozen=True)
class Case:
    """One document of a gold set. `gold` and `found` hold findings under the keys of the coding guide."""

    id: str
    kind: str
    text: str
    gold: list[dict]
    found: list[dict]


def read(gold: Path, documents: Path) -> list[Case]:
    """The documents of the index that have gold. Raises NoGold, and UnreadableDocument for a text that cannot be read."""
    cases = []
    for row in _index(gold, documents):
        marked = gold / f"{row['id']}.jsonl"
        if marked.exists():
            text = files.read_plain(documents / f"{row['id']}.txt")
            kind = (row.get("kind") or "").strip() or kind_of(row["title"])
            document = Document(text, row["title"], row["date"] or None, tuple(items(row["parties"])))
            cases.append(Case(row["id"], kind, text, load_lines(marked), [json_line(finding) for finding in find(document)]))
    if not cases:
        raise NoGold(f"{gold}: no DOCUMENT.jsonl of a document that {INDEX} names")
    return cases


def _index(gold: Path, documents: Path) -> list[dict[str, str]]:
    path = next((folder / INDEX for folder in (documents, gold) if (folder / INDEX).exists()), None)
    if path is None:
        raise NoGold(f"neither {documents} nor {gold} holds {INDEX} (id, title, date, parties; kind where it is known)")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
