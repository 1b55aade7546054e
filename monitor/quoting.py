"""Quotes on their way out: with the reading of a translation slip in brackets, and no more of a text than may be shown."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.dataset import Passage
from monitor.values import JOIN
from monitor.words import say

FLAG = re.compile(r"(?P<read>\S.*) read as (?P<meant>\S.*)")
FULL, EXCERPT = "full", "excerpt"   # the rights: a text may be shown whole, or the words around its quotes
EXCERPT_LENGTH = 400
ELLIPSIS = "…"


@dataclass(frozen=True)
class Slip:
    """A word of a translation, and what it is read as."""

    read: str
    meant: str


@dataclass(frozen=True)
class Quoted:
    """A passage in three parts, ready to be shown: before the quote, the quote, and after it."""

    before: str
    quote: str
    after: str


def slips(flags: str) -> tuple[Slip, ...]:
    """The translation slips among the flags of a mention, each once."""
    matches = (FLAG.fullmatch(flag) for flag in dict.fromkeys(flags.split(JOIN)))
    return tuple(Slip(match["read"], match["meant"]) for match in matches if match)


def with_readings(text: str, found: Iterable[Slip]) -> str:
    """The text with the reading in brackets after each slip."""
    for slip in found:
        reading = say("commitment.slip", read=slip.read, meant=slip.meant)
        text = re.sub(rf"\b{re.escape(slip.read)}\b", lambda _, reading=reading: reading, text)
    return text


def quoted(passage: Passage, flags: str, rights: str) -> Quoted:
    """The passage around a quote, its slips read in brackets; cut to an excerpt where the text may not be shown in full."""
    before, after = passage.text[: passage.quote_start], passage.text[passage.quote_end :]
    if rights != FULL:
        before, after = excerpt(before, follows=False, leads=True), excerpt(after, follows=True, leads=False)
    found = slips(flags)
    return Quoted(*(with_readings(part, found) for part in (before, passage.text[passage.quote_start : passage.quote_end], after)))


def excerpt(text: str, follows: bool, leads: bool) -> str:
    """What an excerpt shows of words beside quotes: the first of those that follow one, the last of those that lead to one."""
    if len(text) <= EXCERPT_LENGTH * (follows + leads):
        return text
    return (_first_words(text) if follows else "") + (_last_words(text) if leads else "")


def _last_words(text: str) -> str:
    return text if len(text) <= EXCERPT_LENGTH else ELLIPSIS + text[-EXCERPT_LENGTH:].partition(" ")[2]


def _first_words(text: str) -> str:
    return text if len(text) <= EXCERPT_LENGTH else text[:EXCERPT_LENGTH].rpartition(" ")[0] + ELLIPSIS
