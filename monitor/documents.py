"""The stored documents, as text. Offsets are counted in the characters of this text: nothing in it is ever folded or trimmed."""
import hashlib
from pathlib import Path

FOLDER = "sources"


class UnreadableDocument(ValueError):
    """A document that cannot be read: which one, what was found, and how to mend it."""


def path_of(data: Path, file: str) -> Path:
    """Where a document lies. Raises UnreadableDocument for a name that leads out of the folder."""
    if not file or Path(file).name != file:
        raise UnreadableDocument(f"sources.csv: file {file[:60]!r}: expected the name of a file in {FOLDER}/; give it without folders")
    return data / FOLDER / file


def read_bytes(path: Path) -> bytes:
    """The bytes of a document. Raises UnreadableDocument where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path.name}: {error.strerror}; put the file in place or take its row out of sources.csv") from error


def decode(content: bytes, name: str) -> str:
    """The text of a document. Raises UnreadableDocument where the bytes are not UTF-8, with the place of the first bad one."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error


def read_text(data: Path, file: str) -> str:
    """The text of a document of the data folder. Raises UnreadableDocument."""
    return decode(read_bytes(path_of(data, file)), file)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
