"""Where the words of a search stand: stretches of the texts of a commitment, and what else is found outside of all commitments.

Which commitments are found is decided by `monitor.select`; this tells why each of them was.
"""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor import dataset, quoting
from monitor.dataset import Dataset, Row

QUOTE, HAND, EVIDENCE, NOTE = "quote", "hand", "evidence", "note"
SOURCE, STATEMENT, INDICATOR = "source", "statement", "indicator"
AROUND = 90       # characters shown before and after the first word
MOST_WORDS = 12
CUT = "…"


@dataclass(frozen=True)
class Hit:
    """A stretch of a text in which words of the search stand: `where` it was read, and the (start, end) of each word in `text`."""

    where: str
    text: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """Something found outside of the commitments: what it is, its id and its name."""

    what: str
    key: str
    name: str


def hits(data: Dataset, commitment_ids: Iterable[str], query: str, most: int = 2) -> dict[str, tuple[Hit, ...]]:
    """Per commitment up to `most` stretches, those with most words of the search first; none where its title has all of them."""
    words = _words(query)
    wanted = list(commitment_ids)
    evidence: dict[str, list[Row]] = {}
    for row in dataset.rows_of(data.evidence[data.evidence["commitment_id"].isin(wanted)]) if words else ():
        evidence.setdefault(row["commitment_id"], []).append(row)
    return {name: _hits(data, name, evidence.get(name, ()), words, most) for name in wanted}


def elsewhere(data: Dataset, query: str, most: int = 30) -> tuple[Found, ...]:
    """Documents, statements that belong to no commitment, and what is counted, whose own words hold every word of the search."""
    words = _words(query)
    if not words:
        return ()
    found = (entry for entry, text in _outside(data) if all(word.search(text) for word in words))
    return tuple(entry for entry, _ in zip(found, range(most)))


def marked(text: str, places: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether it is a word of the search."""
    at = 0
    for start, end in places:
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _words(query: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(re.escape(word), re.IGNORECASE) for word in query.split()[:MOST_WORDS])


def _hits(data: Dataset, commitment_id: str, evidence: Iterable[Row], words: tuple[re.Pattern[str], ...], most: int) -> tuple[Hit, ...]:
    row = data.row("commitments", commitment_id)
    if row is None or all(word.search(row["title"]) for word in words):
        return ()
    found = [(sum(bool(word.search(text)) for word in words), where, text) for where, text in _texts(data, row, evidence)]
    best = sorted((entry for entry in found if entry[0]), key=lambda entry: -entry[0])
    return tuple(_hit(where, text, words) for _, where, text in best[:most])


def _texts(data: Dataset, row: Row, evidence: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for mention in data.standing_mentions.get(row["commitment_id"], ()):
        if mention["quote"]:
            yield QUOTE, quoting.with_readings(mention["quote"], quoting.slips(mention["flags"]))
        elif mention["what"]:
            yield HAND, mention["what"]
    for item in evidence:
        yield EVIDENCE, f"{item['summary']} ({item['publisher']})" if item["publisher"] else item["summary"]
    if row["note"]:
        yield NOTE, row["note"]


def _hit(where: str, text: str, words: tuple[re.Pattern[str], ...]) -> Hit:
    """The text around its first word of the search, cut between words."""
    folded = " ".join(text.split())
    first = min((match.start() for word in words if (match := word.search(folded))), default=0)
    start, end = max(0, first - AROUND), min(len(folded), first + AROUND)
    if start:
        start = folded.find(" ", start, first) + 1 or start
    if end < len(folded):
        last = folded.rfind(" ", first, end)
        end = last if last > first else end
    shown = (CUT if start else "") + folded[start:end] + (CUT if end < len(folded) else "")
    return Hit(where, shown, _places(shown, words))


def _places(text: str, words: tuple[re.Pattern[str], ...]) -> tuple[tuple[int, int], ...]:
    """Where the words stand, in order; those that touch or overlap are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(match.span() for word in words for match in word.finditer(text)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _outside(data: Dataset) -> Iterator[tuple[Found, str]]:
    for row in dataset.rows_of(data.sources):
        if row["file"]:
            yield Found(SOURCE, row["source_id"], row["title"]), f"{row['title']} {row['publisher']}"
    for row in dataset.rows_of(data.indicators):
        if row["indicator_id"] in data.figure_values:
            yield Found(INDICATOR, row["indicator_id"], row["name"]), f"{row['name']} {row['aliases']} {row['description']}"
    for row in dataset.rows_of(dataset.outside_statements(data)):
        yield Found(STATEMENT, row["source_id"], row["what"] or row["quote"]), f"{row['what']} {row['quote']}"
