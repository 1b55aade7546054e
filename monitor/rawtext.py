"""The bytes of a table's file as text, or the reason why they are no table. Nothing is converted: what is not UTF-8 stays marked."""
import re
from pathlib import Path

from monitor.problems import Problem

BYTE_ORDER_MARK = "\ufeff"
# Beginnings of files that are no table, whatever their name says: (bytes in lower case, what it is, how to mend it).
SIGNATURES = (
    (b"pk\x03\x04", "a spreadsheet or zip archive", "open it in the spreadsheet and save it as CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet", "open it in the spreadsheet and save it as CSV UTF-8"),
    (b"%pdf", "a PDF", "put the table back from the last good copy"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"version https://git-lfs", "a Git LFS pointer", "run git lfs pull"),
    (b"<", "a web page", "download the table itself; a sign-in page was saved in its place"),
    (b"{", "JSON", "put the table back from the last good copy"),
    (b"[", "JSON", "put the table back from the last good copy"),
)
CONFLICT_MARKS = ("<<<<<<< ", "=======", ">>>>>>> ")   # of git, at the beginning of a line
NOT_UTF8 = re.compile("[\udc80-\udcff]")
MEND_MISSING = "put it back from the last good copy, or make an empty table with `python -m monitor init`"
MEND_EMPTY = "put it back from the last good copy, or take it away and make an empty table with `python -m monitor init`"
A_TABLE = "a table in UTF-8 with the header in its first line"


def read_text(path: Path) -> tuple[str, Problem | None]:
    """The text of the file and None, or an empty text and the problem. Bytes that are not UTF-8 become lone surrogates."""
    data, problem = read_bytes(path)
    return ("", problem) if problem else text_of(data, path)


def text_of(data: bytes, path: Path) -> tuple[str, Problem | None]:
    """As `read_text`, for bytes already in memory; `path` is named in the problem."""
    problem = no_table(data, path)
    return ("", problem) if problem else (data.decode("utf-8", errors="surrogateescape"), None)


def lines_of(data: bytes) -> list[str]:
    """The lines with their ends. They are cut before they are decoded, which takes half the time of cutting the text."""
    return [line.decode("utf-8", errors="surrogateescape") for line in data.splitlines(keepends=True)]


def read_bytes(path: Path) -> tuple[bytes, Problem | None]:
    """The bytes of the file and None, or no bytes and the problem."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return b"", _whole_file(path, "missing file", MEND_MISSING)
    except OSError as error:
        mend = "check its permissions, and that no other program holds it"
        return b"", _whole_file(path, f"file cannot be read ({error.strerror})", mend)
    return data, None


def no_table(data: bytes, path: Path) -> Problem | None:
    """What the bytes are where they are no table at all; `path` is named in the problem."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return _whole_file(path, "empty file", MEND_EMPTY)
    if _is_utf16(data):
        return _whole_file(path, "UTF-16 in place of UTF-8", "save it as CSV UTF-8")
    beginning = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind, mend in SIGNATURES:
        if beginning.startswith(signature) and not beginning.startswith(b"<<<<<<< "):
            return _whole_file(path, f"{kind} in place of a table", mend)
    return None


def _is_utf16(data: bytes) -> bool:
    """True for a UTF-16 mark, or where every other byte of the beginning is zero, as in UTF-16 of Latin letters."""
    head = data[:200]
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or any(head[side::2].count(0) * 2 > len(head[side::2]) for side in (0, 1))


def _whole_file(path: Path, rule: str, mend: str) -> Problem:
    return Problem(path.name, None, "", "", "", rule, A_TABLE, mend)
