"""What `review` of commitments.csv holds: one note or more, joined by "; ", each written and read here alone.

| note | says |
| --- | --- |
| join with ROW? | the row likely undertakes the same as another |
| COLUMN: the rules read X, kept Y | the documents say something else than the cell, which a person set or judged by |
| COLUMN of MENTION: the rules read X, kept Y | the same of a mention's cell |
| not found again | no document yields any of its mentions any more |
| no mention left | every mention was moved away or rejected |

An empty X or Y is written `nothing`.
"""
import re
from dataclasses import dataclass

NOTHING = "nothing"
NOT_FOUND_AGAIN = "not found again"
NO_MENTION_LEFT = "no mention left"
_NOTE_BEGINS = re.compile(
    rf"(?:^|; )(?=join with \S+\?|[a-z_]+(?: of \S+)?: the rules read |{NOT_FOUND_AGAIN}(?:;|$)|{NO_MENTION_LEFT}(?:;|$))")
_JOIN = re.compile(r"join with (\S+)\?")
_READING = re.compile(r"([a-z_]+)(?: of (\S+))?: the rules read (.*), kept (.*)", re.DOTALL)


@dataclass(frozen=True)
class JoinProposed:
    """The row likely undertakes the same as `other`."""

    text: str
    other: str


@dataclass(frozen=True)
class ReadingKept:
    """The rules read `reading` where the cell of `column` holds `kept`; of a mention where `mention_id` names one."""

    text: str
    column: str
    mention_id: str
    reading: str
    kept: str


@dataclass(frozen=True)
class Gone:
    """NOT_FOUND_AGAIN or NO_MENTION_LEFT."""

    text: str


@dataclass(frozen=True)
class Unread:
    """A note that is none of the program's: somebody wrote it by hand."""

    text: str


Note = JoinProposed | ReadingKept | Gone | Unread


def join_proposed(other: str) -> str:
    return f"join with {other}?"


def reading_kept(column: str, reading: str, kept: str, mention_id: str = "") -> str:
    place = f"{column} of {mention_id}" if mention_id else column
    return f"{place}: the rules read {reading or NOTHING}, kept {kept or NOTHING}"


def parse_notes(cell: str) -> list[Note]:
    """The notes of a cell, in order. Values may hold a semicolon: a note ends where the next one begins."""
    starts = [match.end() for match in _NOTE_BEGINS.finditer(cell)]
    bounds = [0, *(start for start in starts if start > 0), len(cell)]
    texts = (cell[first:last].removesuffix("; ").strip() for first, last in zip(bounds, bounds[1:]))
    return [_note(text) for text in texts if text]


def _note(text: str) -> Note:
    if text in (NOT_FOUND_AGAIN, NO_MENTION_LEFT):
        return Gone(text)
    if join := _JOIN.fullmatch(text):
        return JoinProposed(text, join[1])
    if reading := _READING.fullmatch(text):
        column, mention_id, read, kept = (group or "" for group in reading.groups())
        return ReadingKept(text, column, mention_id, "" if read == NOTHING else read, "" if kept == NOTHING else kept)
    return Unread(text)
