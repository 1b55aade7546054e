"""What changed when a commitment was stated again, between texts of like nature: a newspaper's paraphrase softens nothing."""
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from monitor.vocabulary import STRENGTHS

ADDED, DROPPED, CHANGED = "added", "dropped", "changed"
RAISED, LOWERED = "raised", "lowered"
LATER, EARLIER = "later", "earlier"
FIRMER, WEAKER = "firmer", "weaker"
NUMBER = ("value", "value_high", "unit", "qualifier")
DEADLINE = ("deadline", "deadline_text")
FIRMNESS = ("strength", "cue")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """One thing that the later text says otherwise: what (value, deadline, strength), which way, and the cells of both texts.

    `how`: added, dropped or changed; a number of one unit is raised or lowered, a date moved later or earlier, the wording firmer
    or weaker.
    """

    what: str
    how: str
    old: Row
    new: Row


@dataclass(frozen=True)
class Comparison:
    """A mention against the last one before it in a text of the same nature."""

    earlier: Row
    changes: tuple[Change, ...]


def comparison(mention: Row, mentions: Sequence[Row], nature: Mapping[str, str]) -> Comparison | None:
    """What changed against the text before; None where no earlier commitment stands in a text of the same nature.

    Rows are mentions with `day`; `nature` is the text_basis by source id, and a source without one is like no other. Mentions
    of one source are one text.
    """
    own = nature.get(mention["source_id"])
    before = [
        row for row in mentions
        if row["type"] == mention["type"] == "commitment" and row["source_id"] != mention["source_id"] and row["day"] < mention["day"]
        and own and nature.get(row["source_id"]) == own
    ]
    if not before:
        return None
    earlier = max(before, key=lambda row: row["day"])
    return Comparison(earlier, tuple(_changes(earlier, mention)))


def _changes(earlier: Row, later: Row) -> Iterator[Change]:
    ways = (("value", NUMBER, _way_of_numbers), ("deadline", DEADLINE, _way_of_dates), ("strength", FIRMNESS, _way_of_strengths))
    for what, columns, way in ways:
        old, new = ({name: row[name] for name in columns} for row in (earlier, later))
        how = way(old, new)
        if how:
            yield Change(what, how, old, new)


def _way_of_numbers(old: Row, new: Row) -> str | None:
    if old == new:
        return None
    if not old["value"] or not new["value"]:
        return DROPPED if old["value"] else ADDED
    if any(old[name] != new[name] for name in ("unit", "qualifier", "value_high")):
        return CHANGED
    try:
        return RAISED if Decimal(new["value"]) > Decimal(old["value"]) else LOWERED
    except InvalidOperation:   # a cell that a person is mending
        return CHANGED


def _way_of_dates(old: Row, new: Row) -> str | None:
    """A date against none is added or dropped even where vague words stand beside it; two vague phrases are told apart by their words."""
    if old == new:
        return None
    if old["deadline"] and new["deadline"]:
        return _way_between(old["deadline"], new["deadline"])
    if bool(old["deadline"]) != bool(new["deadline"]):
        return DROPPED if old["deadline"] else ADDED
    if not old["deadline_text"] or not new["deadline_text"]:
        return DROPPED if old["deadline_text"] else ADDED
    return CHANGED


def _way_between(old: str, new: str) -> str | None:
    """The same date in other words is no change; a day within the year that was named before makes it more exact, not earlier or later."""
    if old == new:
        return None
    if old.startswith(new) or new.startswith(old):
        return CHANGED
    return LATER if new > old else EARLIER


def _way_of_strengths(old: Row, new: Row) -> str | None:
    if old["strength"] == new["strength"]:
        return None
    if old["strength"] not in STRENGTHS or new["strength"] not in STRENGTHS:
        return CHANGED
    return FIRMER if STRENGTHS.index(new["strength"]) < STRENGTHS.index(old["strength"]) else WEAKER
