"""A PDF as text: its paragraphs in the order of its pages, without running heads and page numbers."""
import io
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import pypdf
from pypdf.errors import LimitReachedError, PdfReadError

from extract.readers import limits, paragraphs
from extract.readers.kinds import TAIL
from extract.readers.paragraphs import Line
from extract.readers.refusal import Refusal

FEWEST_CHARACTERS = 8   # a page, on average; a scan with a stamp or a page number has fewer
MOST_UNREADABLE = 0.2
FEWEST_PAGES = 4   # on fewer pages a running head stands on each, in the same place
HEADS_A_PAGE = 2
FEWEST_LINES = 4   # pages of fewer lines are titles, forms or slides, and do not tell what a running head is
SAME_PLACE = 3.0
SMALL = 0.95   # of the size of the running text
UNPROTECT = "save it without protection, for example by printing it to a new PDF"
_FIRST_NUMBER = re.compile(r"\b(\d{1,3})\b")
_LAST_NUMBER = re.compile(r"\b(\d{1,3})\b(?!.*\d)")
_PAGED = re.compile(r"\b(?:page|p\.)\s*\d|\b\d{1,3}\s*(?:/|of)\s*\d{1,3}\b|[|–—·•-]\s*\d{1,3}\W*$|^\W*\d{1,3}\s*[|–—·•-]|^\W*\d{1,3}\W*$",
                    re.IGNORECASE)
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
    pages = [_page(document, number) for number in range(count)]
    _check_words("".join(line.text for lines in pages for line in lines), count)
    return paragraphs.text_of(line for lines in without_heads(pages) for line in lines)


def _unlock(document: pypdf.PdfReader) -> None:
    """Open a PDF that anybody may read though not change; its password is empty."""
    if not document.is_encrypted:
        return
    if not document.decrypt(""):
        raise Refusal(f"a PDF protected by a password; {UNPROTECT}")


def _page(document: pypdf.PdfReader, number: int) -> list[Line]:
    """The lines of a page with anything in them, in the order in which they are written."""
    pieces: list[_Piece] = []

    def keep(text: str, page: Sequence[float], matrix: Sequence[float], _font: object, size: float) -> None:
        pieces.append(_Piece.placed(text, page, matrix, size))

    try:
        text = document.pages[number].extract_text(visitor_text=keep)
    except (MemoryError, LimitReachedError) as error:
        if isinstance(error, MemoryError):
            raise
        raise Refusal(f"page {number + 1} unpacks to more than is read; save its text as .txt") from error
    except Exception:   # pypdf lets errors of every kind through from a damaged page
        return _without_places(document, number)
    if "".join(piece.text for piece in pieces) != text:
        return _without_places(document, number)
    return _lines(pieces, number)


def _without_places(document: pypdf.PdfReader, number: int) -> list[Line]:
    """The lines of a page whose places pypdf cannot tell."""
    try:
        text = document.pages[number].extract_text()
    except MemoryError:
        raise
    except Exception as error:
        raise Refusal(f"a broken PDF: page {number + 1} cannot be read; download it again") from error
    return [Line(line.strip(), number) for line in text.split("\n") if line.strip()]


@dataclass(frozen=True)
class _Piece:
    """A piece of the text of a page, its place on the paper and the size of its letters."""

    text: str
    left: float
    height: float
    size: float

    @classmethod
    def placed(cls, text: str, page: Sequence[float], matrix: Sequence[float], size: float) -> "_Piece":
        """From the two matrices that a PDF has for it: that of the page and that of the text."""
        left = matrix[4] * page[0] + matrix[5] * page[2] + page[4]
        height = matrix[4] * page[1] + matrix[5] * page[3] + page[5]
        return cls(text, left, height, abs(size) * math.hypot(matrix[2], matrix[3]) * math.hypot(page[2], page[3]))


def _lines(pieces: Sequence[_Piece], number: int) -> list[Line]:
    lines = [Line("", number)]
    for piece in pieces:
        for at, text in enumerate(piece.text.split("\n")):
            if at:
                lines.append(Line("", number))
            if text.strip() and not lines[-1].text.strip():
                lines[-1] = Line(text, number, piece.left, piece.height, piece.size)
            else:
                lines[-1] = replace(lines[-1], text=lines[-1].text + text)
    return [replace(line, text=line.text.strip()) for line in lines if line.text.strip()]


def _check_words(text: str, pages: int) -> None:
    letters = [char for char in text if not char.isspace()]
    if len(letters) < FEWEST_CHARACTERS * max(1, pages):
        raise Refusal("a PDF without a text layer; run OCR and save it as text or searchable PDF")
    unreadable = sum(char == "\ufffd" or unicodedata.category(char) in ("Co", "Cc", "Cn", "Cs") for char in letters)
    if unreadable > MOST_UNREADABLE * len(letters):
        raise Refusal("a PDF whose fonts do not say which letters they show; run OCR and save it as text or searchable PDF")


def without_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without a first or last one that stands on most pages, or is the page's number."""
    left = [list(lines) for lines in pages]
    sizes = Counter(line.size for lines in pages for line in lines for _ in line.text if line.size)
    small = SMALL * sizes.most_common(1)[0][0] if sizes else 0.0
    for side in (0, -1):
        for _ in range(HEADS_A_PAGE):
            readings = [_readings(lines[side], number, len(pages), small) if lines else set() for number, lines in enumerate(left, 1)]
            heads = _heads(left, readings, side)
            left = [_without(lines, side) if lines and (
                        _is_head(lines, side, of_page, heads) or _is_number(lines[side].text, number)) else lines
                    for number, (lines, of_page) in enumerate(zip(left, readings, strict=True), 1)]
    return left


def _heads(pages: Sequence[list[Line]], readings: Sequence[set[str]], side: int) -> dict[str, list[Line]]:
    """The running heads by how they read on every page, with the lines that show them on pages of running text."""
    found: dict[str, list[Line]] = {}
    for reading, times in Counter(reading for of_page in readings for reading in of_page).items():
        shown = [lines[side] for lines, of_page in zip(pages, readings, strict=True) if reading in of_page]
        is_head = times > len(pages) / 2 if len(pages) >= FEWEST_PAGES else times == len(pages) > 1 and all(
            _same_place(line, shown[0]) for line in shown)
        of_text = [lines[side] for lines, of_page in zip(pages, readings, strict=True) if reading in of_page and len(lines) >= FEWEST_LINES]
        if is_head and of_text:
            found[reading] = of_text
    return found


def _readings(line: Line, number: int, pages: int, small: float) -> set[str]:
    """The line as it stands, and as it would read on every page: its first or last number taken relative to the page's own.

    On few pages a number counts only where it is plainly the page's: else items and headings would be taken for running heads.
    """
    def relative(found: re.Match[str]) -> str:
        return f"#{int(found.group(1)) - number}"

    text = line.text
    if pages < FEWEST_PAGES and not (_PAGED.search(text) or (line.size or 0) < small):
        return {text}
    return {text, _FIRST_NUMBER.sub(relative, text, count=1), _LAST_NUMBER.sub(relative, text, count=1)}


def _is_head(lines: list[Line], side: int, of_page: set[str], heads: dict[str, list[Line]]) -> bool:
    """Whether the outermost line is a running head; on a page of few lines only in the place that heads have."""
    shown = [line for reading in of_page & heads.keys() for line in heads[reading]]
    return bool(shown) and (len(lines) >= FEWEST_LINES or any(_same_place(lines[side], line) for line in shown))


def _same_place(a: Line, b: Line) -> bool:
    if a.height is None or b.height is None or a.size is None or b.size is None:
        return False
    return abs(a.height - b.height) <= SAME_PLACE and abs(a.size - b.size) <= 1


def _is_number(line: str, number: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(line)
    return bool(found) and int(found.group(1)) == number


def _without(lines: list[Line], side: int) -> list[Line]:
    return lines[1:] if side == 0 else lines[:-1]
