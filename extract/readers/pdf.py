"""A PDF as text: its pages in order, line by line, without running heads and page numbers."""
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

import pypdf
from pypdf.errors import LimitReachedError, PdfReadError

from extract.readers import limits
from extract.readers.kinds import TAIL
from extract.readers.refusal import Refusal

FEWEST_CHARACTERS = 8   # a page, on average; a scan with a stamp or a page number has fewer
MOST_UNREADABLE = 0.2
FEWEST_PAGES = 4   # on fewer pages a line that comes back is no running head yet
HEADS_A_PAGE = 2
FEWEST_LINES = 4   # a page of fewer lines is a title or a form, and loses none but its number
UNPROTECT = "save it without protection, for example by printing it to a new PDF"
_FIRST_NUMBER = re.compile(r"\b(\d{1,3})\b")
_LAST_NUMBER = re.compile(r"\b(\d{1,3})\b(?!.*\d)")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


def reader() -> str:
    return f"pypdf {version('pypdf')}"


def read(content: bytes) -> str:
    """The text of a PDF. Raises Refusal for one that is protected, cut, too long, or has no text in it."""
    if b"%%EOF" not in content.rstrip(b"\0\r\n\t ")[-TAIL:]:   # some writers fill the file up with zeros
        raise Refusal("a broken PDF: its end is missing; download it again")
    try:
        document = pypdf.PdfReader(io.BytesIO(content))
        _unlock(document)
        count = len(document.pages)
    except LimitReachedError as error:
        raise Refusal(f"a PDF with more in it than {limits.UNPACKED_BYTES // limits.MB} MB; save its text as .txt") from error
    except (PdfReadError, RecursionError, ValueError, KeyError, AttributeError, TypeError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal("a broken PDF; download it again") from error
    if count > limits.PAGES:
        raise Refusal(f"{count:,} pages, at most {limits.PAGES:,} are read; divide it into several files")
    pages = [_page(document, number).strip("\n").split("\n") for number in range(count)]
    _check_words("".join("".join(lines) for lines in pages), count)
    return "\n".join("\n".join(lines) for lines in without_heads(pages))


def _unlock(document: pypdf.PdfReader) -> None:
    """Open a PDF that anybody may read though not change; its password is empty."""
    if not document.is_encrypted:
        return
    if not document.decrypt(""):
        raise Refusal(f"a PDF protected by a password; {UNPROTECT}")


def _page(document: pypdf.PdfReader, number: int) -> str:
    try:
        return document.pages[number].extract_text()
    except MemoryError:
        raise
    except LimitReachedError as error:
        raise Refusal(f"page {number + 1} unpacks to more than is read; save its text as .txt") from error
    except Exception as error:   # pypdf lets errors of every kind through from a damaged page
        raise Refusal(f"a broken PDF: page {number + 1} cannot be read; download it again") from error


def _check_words(text: str, pages: int) -> None:
    letters = [char for char in text if not char.isspace()]
    if len(letters) < FEWEST_CHARACTERS * max(1, pages):
        raise Refusal("a PDF without a text layer; run OCR and save it as text or searchable PDF")
    unreadable = sum(char == "\ufffd" or unicodedata.category(char) in ("Co", "Cc", "Cn", "Cs") for char in letters)
    if unreadable > MOST_UNREADABLE * len(letters):
        raise Refusal("a PDF whose fonts do not say which letters they show; run OCR and save it as text or searchable PDF")


def without_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The lines of each page without a first or last one that stands on most pages, or is the page's number."""
    left = [[line.rstrip() for line in lines] for lines in pages]
    for side in (0, -1):
        for _ in range(HEADS_A_PAGE):
            readings = [_readings(_outermost(lines, side), number) for number, lines in enumerate(left, 1)]
            times = Counter(reading for of_page in readings for reading in of_page)
            heads = {reading for reading, count in times.items() if len(left) >= FEWEST_PAGES and count > len(left) / 2}
            left = [_without(lines, side) if _is_head(lines, of_page & heads) or _is_number(_outermost(lines, side), number) else lines
                    for number, (lines, of_page) in enumerate(zip(left, readings, strict=True), 1)]
    return left


def _outermost(lines: list[str], side: int) -> str:
    """The first (0) or last (-1) line with anything in it."""
    filled = [line.strip() for line in lines if line.strip()]
    return filled[side] if filled else ""


def _readings(line: str, number: int) -> set[str]:
    """The line as it stands, and as it would read on every page: its first or last number taken relative to the page's own."""
    def relative(found: re.Match[str]) -> str:
        return f"#{int(found.group(1)) - number}"

    return {line, _FIRST_NUMBER.sub(relative, line, count=1), _LAST_NUMBER.sub(relative, line, count=1)} - {""}


def _is_head(lines: list[str], on_most_pages: set[str]) -> bool:
    return bool(on_most_pages) and sum(bool(line.strip()) for line in lines) >= FEWEST_LINES


def _is_number(line: str, number: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(line)
    return bool(found) and int(found.group(1)) == number


def _without(lines: list[str], side: int) -> list[str]:
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return lines[filled[0] + 1:] if side == 0 else lines[:filled[-1]]
