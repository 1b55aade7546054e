"""Whether a text is Markdown, told by what stands in it: plain text keeps its every character, so the signs are what it does not hold.

Dashes, numbers, single asterisks and lines ruled off are no signs: a plain text has them as well.
"""
import re
from itertools import islice

BOLD_WORDS = 4   # with so many a text is Markdown, whatever else is in it; transcripts set two or three stars about a name
_FIELD = r"(?:[\w-]+:(?:[ \t].*)?|[ \t]+.*|-[ \t].*|#.*)?\r?\n"
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?=[a-z_][\w-]*:)(?:" + _FIELD + r")*?---[ \t]*(?:\r?\n|$)")
_ROW_OF_DASHES = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*")
_ADDRESS = r"(?:https?://|mailto:|/|\.{0,2}/|#)[^\s()]{0,2000}(?:\([^\s()]{0,300}\)[^\s()]{0,300})?"
_LINK = re.compile(r"\[[^\[\]\n]{0,300}\]\(" + _ADDRESS + r"(?: \"[^\"\n]{0,200}\")?\)")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^\s()]{1,2000}\)")
_BOLD = re.compile(r"(?<![\w*\\])\*\*(?![\s*])[^*\n]{1,300}(?<![\s*\\])\*\*(?![\w*])")
_HEADING = re.compile(
    r"(?:^|\n[ \t]*\r?\n)"   # begins the text, or follows a blank line
    r"(?:#[ \t]+[^\s#][^\n]{0,300}(?=\n[ \t]*\r?\n|\s*$)"   # a single # opens comments, too; those go on in the next line
    r"|#{2,6}[ \t]+[^\s#])")
_FENCE = re.compile(r"^```[\w-]{0,20}[ \t]*\r?$", re.MULTILINE)


def front_matter(text: str) -> int:
    """The length of the fields between lines of dashes at the beginning of the text; 0 where there are none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def is_markdown(text: str) -> bool:
    """One sign that nothing else looks like, or several of those that a writer of plain text may set now and then."""
    if front_matter(text) or _LINK.search(text) or _PICTURE.search(text) or _has_table(text):
        return True
    begins_with_title = _HEADING.match(text.lstrip("\ufeff \t\r\n"))
    headings, fences, bold = (_times(pattern, text) for pattern in (_HEADING, _FENCE, _BOLD))
    return bool(begins_with_title) or headings >= 2 or fences >= 2 or bold >= BOLD_WORDS or bool(headings and bold)


def _times(pattern: re.Pattern[str], text: str) -> int:
    """How often the pattern is found, counted no further than it matters."""
    return sum(1 for _ in islice(pattern.finditer(text), BOLD_WORDS))


def _has_table(text: str) -> bool:
    """A row of dashes under a row of as many cells."""
    if "---" not in text or "|" not in text:
        return False
    lines = text.splitlines()
    return any("|" in under and _cells(under) == _cells(line) and _ROW_OF_DASHES.fullmatch(under)
               for line, under in zip(lines, lines[1:], strict=False) if "|" in line and "---" in under)


def _cells(line: str) -> int:
    return line.strip().strip("|").replace("\\|", "").count("|")
