"""The stored documents, as text. Offsets are counted in the characters of this text: nothing in it is ever folded or trimmed.

A document that is plain UTF-8 text is its own text. The text of any other (a PDF, a page) was made once by `python -m extract`
and is stored beside it as NAME.txt; it is true while the document's SHA-256 is the one in sources.csv.
"""
import hashlib
from collections.abc import Mapping
from pathlib import Path

from monitor import ids

FOLDER = "sources"
PLAIN = "plain text"
STORED = ".txt"
LARGEST = 20_000_000


class UnreadableDocument(ValueError):
    """A document that cannot be read: which one, what was found, and how to mend it."""


def path_of(data: Path, file: str) -> Path:
    """Where a document lies. Raises UnreadableDocument for a name that leads out of the folder."""
    if not file or Path(file).name != file:
        raise UnreadableDocument(f"sources.csv: file {file[:60]!r}: expected the name of a file in {FOLDER}/; give it without folders")
    return data / FOLDER / file


def read_bytes(path: Path) -> bytes:
    """The bytes of a document. Raises UnreadableDocument where there is none, and for one that is too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableDocument(f"{path.name}: {size // 1_000_000} MB, at most {LARGEST // 1_000_000} MB are read; "
                                     "save its text as .txt, or divide it into several files")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path.name}: {error.strerror}; put the file in place or take its row out of sources.csv") from error


def decode(content: bytes, name: str) -> str:
    """The text of a document. Raises UnreadableDocument where the bytes are not UTF-8, with the place of the first bad one."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error


def is_own_text(source: Mapping[str, str]) -> bool:
    """Whether the document of a row of sources.csv is plain text, or has not been read yet."""
    return source["text_by"] in ("", PLAIN)


def stored_name(file: str) -> str:
    """The name of the file that holds the text of a document which is not plain text."""
    return file + STORED


def read_text(data: Path, source: Mapping[str, str]) -> str:
    """The text of the document of a row of sources.csv: the document itself, or the text stored beside it.

    Raises UnreadableDocument, also where the stored text is missing. Whether the document is still the one that was read
    says its SHA-256.
    """
    path = path_of(data, source["file"])
    if is_own_text(source):
        return decode(read_bytes(path), path.name)
    stored = path.with_name(stored_name(path.name))
    if not stored.is_file():
        raise UnreadableDocument(f"{path.name}: its text {stored.name} is missing; run python -m extract to read the document anew")
    return decode(read_bytes(stored), stored.name)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def words_digest(text: str) -> str:
    """What two texts have in common that differ in white space alone, such as a file and the same text pasted."""
    return sha256(ids.fold(text).encode("utf-8", errors="replace"))
