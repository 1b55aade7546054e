"""The documents of a data folder: what is there to read, and a proposed row for a file that sources.csv does not know."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.rows import JOIN, Row
from monitor import documents, ids
from monitor.documents import UnreadableDocument
from monitor.schema import SOURCES
from monitor.states import find_states

TEXT_BY = "plain text"
READABLE = (".txt", ".md")
TITLE_LENGTH = 200
TO_CHECK = "Row made by the program: check title, date, parties and the nature of the text."


@dataclass(frozen=True)
class Documents:
    """The rows of sources.csv with what the files say, the texts by source id, and the files that could not be read."""

    sources: list[Row]
    texts: dict[str, str]
    problems: list[UnreadableDocument]


def read_all(folder: Path, sources: Sequence[Row]) -> Documents:
    """Every document that sources.csv names, and every other text file in the documents' folder."""
    rows, texts, problems = [dict(row) for row in sources], {}, []
    known = {row["file"] for row in rows}
    taken = {row["source_id"] for row in rows}
    for path in sorted((folder / documents.FOLDER).glob("*")):
        if path.is_file() and path.name not in known and not path.name.startswith("."):
            rows.append(dict.fromkeys(SOURCES.header, "") | {"file": path.name})
    for row in rows:
        if not row["file"]:
            continue
        try:
            path = documents.path_of(folder, row["file"])
            content = documents.read_bytes(path)
            text = _text(path, content, texts) if not row["source_id"] else documents.decode(content, row["file"])
        except UnreadableDocument as problem:
            problems.append(problem)
            continue
        if not row["source_id"]:
            row |= _proposal(row["file"], text, taken)
            taken.add(row["source_id"])
        row |= {"sha256": documents.sha256(content), "text_by": row["text_by"] or TEXT_BY}
        texts[row["source_id"]] = text
    return Documents([row for row in rows if row["source_id"]], texts, problems)


def read_one(path: Path) -> str:
    """The text of one file, wherever it lies. Raises UnreadableDocument."""
    return documents.decode(documents.read_bytes(path), path.name)


def _text(path: Path, content: bytes, texts: Mapping[str, str]) -> str:
    """The text of a new file. Raises UnreadableDocument for one of another kind, one without words, and a copy of a known one."""
    if path.suffix not in READABLE:
        raise UnreadableDocument(f"{path.name}: {path.suffix or 'a file without ending'} is not read; save it as .txt in UTF-8")
    text = documents.decode(content, path.name)
    if not text.strip():
        raise UnreadableDocument(f"{path.name}: no words in it; save the document again, or take the file away")
    same = next((source_id for source_id, known in texts.items() if known == text), None)
    if same:
        raise UnreadableDocument(f"{path.name}: the same text as {same}; take one of the two files away")
    return text


def _proposal(file: str, text: str, taken: set[str]) -> Row:
    """What a file says of itself: its first line as title, and the states named in it as parties; no date is guessed."""
    stem = ids.slug(Path(file).stem)
    title = next((ids.fold(line) for line in text.splitlines() if line.strip()), file)[:TITLE_LENGTH]
    states = dict.fromkeys(mention.name for mention in find_states(title))
    return {
        "source_id": stem if stem not in taken else ids.hashed(stem, text, taken), "title": title, "parties": JOIN.join(states),
        "language": "en", "rights": "excerpt", "note": TO_CHECK,
    }
