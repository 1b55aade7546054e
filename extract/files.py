"""The documents of a data folder: what is there to read, and a proposed row for a file that sources.csv does not know."""
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.jobs import Mapper
from extract.languages import why_not_read
from extract.readers import Text, read
from extract.rows import Row
from monitor import documents, ids
from monitor.documents import PLAIN, UnreadableDocument
from monitor.schema import SOURCES
from monitor.states import find_states
from monitor.values import JOIN

TITLE_LENGTH = 200
EMPTY = " \t\r\n\f\ufeff\xa0"
# Names of files that are no documents, such as "~$statement.docx", which a word processor keeps while a document is open.
PASSED_OVER_BEGINNINGS, PASSED_OVER_ENDINGS, PASSED_OVER = (".", "~$", "~WR"), ("~",), ("thumbs.db", "ehthumbs.db", "desktop.ini")
TO_CHECK = "Row made by the program: check title, date, parties and the nature of the text."


@dataclass(frozen=True)
class Opened:
    """A document with its text. `is_stored`: the text stands in the data folder already, or needs no place of its own."""

    text: Text
    sha256: str
    is_stored: bool


@dataclass(frozen=True)
class Documents:
    """The rows of sources.csv with what the files say, the texts by source id, and the files that could not be read.

    `stored` are the texts still to be written beside their documents, by file name; `changed` holds, by source id, the SHA-256
    under which a document stands in sources.csv that is another one now.
    """

    sources: list[Row]
    texts: dict[str, str]
    problems: list[UnreadableDocument]
    stored: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)


def read_all(folder: Path, sources: Sequence[Row], opened_by: Mapper = map) -> Documents:
    """Every document that sources.csv names, and every other file in the documents' folder but texts stored by the program.

    `opened_by` applies a function to every row and gives the results in their order, like `map`.
    """
    rows = [dict(row) for row in sources]
    taken = {row["source_id"] for row in rows}
    rows += [dict.fromkeys(SOURCES.header, "") | {"file": name} for name in _new_files(folder, {row["file"] for row in rows})]
    found = Documents([], {}, [])
    filed = [row for row in rows if row["file"]]
    results = {id(row): result for row, result in zip(filed, opened_by(_Opener(folder), filed), strict=True)}
    for row in rows:
        result = results.get(id(row))
        if isinstance(result, Opened):
            result = _taken_in(row, result, found, taken)
        if isinstance(result, UnreadableDocument):
            found.problems.append(result)
    found.sources.extend(row for row in rows if row["source_id"])
    return found


def read_one(path: Path) -> str:
    """The text of one file, wherever it lies. Raises UnreadableDocument, also for a text that is not English."""
    text = read(_bytes_of(path), path.name).text
    _check_words(text, path.name)
    return text


def read_plain(path: Path) -> str:
    """The text of a file that is plain text whatever it looks like, because places in it are written down elsewhere.

    Raises UnreadableDocument, also for a text that is not English.
    """
    text = documents.decode(_bytes_of(path), path.name)
    _check_words(text, path.name)
    return text


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file that need not be a document of a data folder. Raises UnreadableDocument with the path as it was given."""
    if not path.is_file():
        raise UnreadableDocument(f"{path}: {'a folder, not a file; name a file in it' if path.is_dir() else 'no such file'}")
    return documents.read_bytes(path)


def _new_files(folder: Path, known: set[str]) -> list[str]:
    """The files that no row names. NAME.txt beside NAME is the text of NAME, also while NAME is away."""
    names = sorted(path.name for path in (folder / documents.FOLDER).glob("*") if path.is_file() and not _is_passed_over(path.name))
    originals = known | set(names)
    return [name for name in names if name not in known and not (
        name.endswith(documents.STORED) and name.removesuffix(documents.STORED) in originals)]


def _is_passed_over(name: str) -> bool:
    """Whether a file is none of a person's: hidden, or put there by a word processor, an editor or the system for its own use."""
    return name.startswith(PASSED_OVER_BEGINNINGS) or name.endswith(PASSED_OVER_ENDINGS) or name.lower() in PASSED_OVER


@dataclass(frozen=True)
class _Opener:
    """Opens the document of a row; a problem is a value, so that the other documents are opened all the same."""

    folder: Path

    def __call__(self, row: Row) -> Opened | UnreadableDocument:
        try:
            opened = _opened(self.folder, row)
            _check_words(opened.text.text, row["file"])
        except UnreadableDocument as problem:
            return problem
        return opened


def _opened(folder: Path, row: Row) -> Opened:
    """The document as it was read before while it is the same, else read anew. Raises UnreadableDocument."""
    path = documents.path_of(folder, row["file"])
    content = documents.read_bytes(path)
    sha256 = documents.sha256(content)
    is_there = row["text_by"] == PLAIN or path.with_name(documents.stored_name(path.name)).is_file()
    if sha256 == row["sha256"] and row["text_by"] and is_there:
        return Opened(Text(documents.read_text(folder, row), row["text_by"]), sha256, True)
    text = read(content, row["file"])
    return Opened(text, sha256, text.text_by == PLAIN)


def _check_words(text: str, file: str) -> None:
    """Raises UnreadableDocument for a text that is empty or not English."""
    if not text.strip(EMPTY):
        raise UnreadableDocument(f"{file}: no words in it; save the document again, or take the file away")
    reason = why_not_read(text)
    if reason:
        raise UnreadableDocument(f"{file}: {reason}")


def _taken_in(row: Row, opened: Opened, found: Documents, taken: set[str]) -> UnreadableDocument | None:
    """Enter a document into what was found, with a row proposed for a new one; the problem of one that is not taken."""
    text = opened.text.text
    if not row["source_id"]:
        fault = _not_new(row["file"], text, found.texts)
        if fault:
            return fault
        row |= proposal(row["file"], text, taken)
        taken.add(row["source_id"])
    elif row["sha256"] not in ("", opened.sha256):
        found.changed[row["source_id"]] = row["sha256"]
    row |= {"sha256": opened.sha256, "text_by": opened.text.text_by}
    found.texts[row["source_id"]] = text
    if not opened.is_stored:
        found.stored[documents.stored_name(row["file"])] = text
    return None


def _not_new(file: str, text: str, texts: Mapping[str, str]) -> UnreadableDocument | None:
    """Why a new file is not taken: it is a copy of a known one."""
    same = next((source_id for source_id, known in texts.items() if known == text), None)
    return UnreadableDocument(f"{file}: the same text as {same}; take one of the two files away") if same else None


def proposal(file: str, text: str, taken: Container[str]) -> Row:
    """What a file says of itself: its first line as title, and the states named in it as parties; no date is guessed."""
    stem = ids.slug(Path(file).stem)
    title = next((ids.fold(line) for line in text.splitlines() if line.strip()), file)[:TITLE_LENGTH]
    states = dict.fromkeys(mention.name for mention in find_states(title))
    return {
        "source_id": stem if stem not in taken else ids.hashed(stem, text, taken), "title": title, "parties": JOIN.join(states),
        "language": "en", "rights": "excerpt", "note": TO_CHECK,
    }
