"""A document that somebody adds in the dashboard: its row in sources.csv, the name of its file, and what speaks against it."""
from collections.abc import Iterator, Mapping

from monitor import dataset, documents, ids
from monitor.check import cell_fault
from monitor.dataset import Dataset
from monitor.problems import Problem
from monitor.schema import SOURCES
from monitor.table import Row
from monitor.values import one_spelling

OF_A_DOCUMENT = (
    "title", "publisher", "date", "event_date", "date_basis", "kind", "parties", "language", "text_basis", "rights", "url", "note",
)
ENDINGS = {"plain": ".txt", "utf-16": ".txt", "markdown": ".md", "html": ".html", "pdf": ".pdf", "zip": ".docx"}
TITLE_IN_ID = 40


def cells_of(typed: Mapping[str, str]) -> Row:
    """The cells that a person typed, in the spelling in which the tables are read."""
    return {name: one_spelling(SOURCES.by_name[name], ids.fold(typed.get(name, "").replace("\0", " "))) for name in OF_A_DOCUMENT}


def faults(cells: Mapping[str, str]) -> Iterator[Problem]:
    """What no cell of sources.csv may hold."""
    for name in OF_A_DOCUMENT:
        if fault := cell_fault(SOURCES.by_name[name], cells[name]):
            yield Problem(SOURCES.file, None, name, "", cells[name], fault.rule, fault.expected, fault.mend)


def read_by(cells: Mapping[str, str]) -> Row:
    """The cells that decide what is found in a text; an undated report is read by the day of its event."""
    return {"title": cells["title"], "date": cells["date"] or cells["event_date"], "parties": cells["parties"]}


def row_of(data: Dataset, cells: Row, content: bytes, form: str) -> Row:
    """The row of sources.csv for a document of this form, one of ENDINGS, under a name of our own that nothing has yet."""
    title = " ".join(_whole_words(cells["title"]))
    name = ids.slug(" ".join(filter(None, (title, cells["date"] or cells["event_date"]))), limit=TITLE_IN_ID + 20)
    sha256 = documents.sha256(content)
    if not _is_free(data, name, ENDINGS[form]):
        name = ids.hashed(name, sha256, {row["source_id"] for row in data.sources.to_dict("records")})
    return dict.fromkeys(SOURCES.header, "") | cells | {"source_id": name, "file": name + ENDINGS[form], "sha256": sha256}


def same_text(data: Dataset, content: bytes, words: str) -> Row | None:
    """The document that is there with the same bytes, or with the same words whatever its form; `words` is their digest."""
    sha256 = documents.sha256(content)
    for row in _documents(data):
        if row["sha256"] == sha256:
            return row
        text = dataset.text_of(data, row["source_id"])
        if text is not None and documents.words_digest(text) == words:
            return row
    return None


def same_title(data: Dataset, title: str) -> list[Row]:
    """The documents that are there under the same title."""
    return [row for row in _documents(data) if _plain(row["title"]) == _plain(title)]


def _documents(data: Dataset) -> list[Row]:
    return [row for row in data.sources.to_dict("records") if row["file"]]


def _plain(title: str) -> str:
    return ids.fold(title).casefold()


def _whole_words(title: str) -> Iterator[str]:
    """The first words of a title, as many as an id has room for."""
    room = TITLE_IN_ID
    for word in title.split():
        room -= len(word) + 1
        if room < 0:
            return
        yield word


def _is_free(data: Dataset, name: str, ending: str) -> bool:
    """Whether neither a row nor a file has the name, nor the text that is stored beside it."""
    files = (documents.path_of(data.folder, file) for file in (name + ending, documents.stored_name(name + ending)))
    return not any(row["source_id"] == name for row in data.sources.to_dict("records")) and not any(file.exists() for file in files)
