"""What changed when a commitment was stated again, between texts of like nature: a newspaper's paraphrase softens nothing."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COMPARED = {
    "value": ("value", "value_high", "unit", "qualifier"),
    "deadline": ("deadline", "deadline_text"),
    "strength": ("strength",),
}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """One thing that the later text says otherwise; `old` and `new` hold the cells compared, by column."""

    what: str
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


def _changes(earlier: Row, later: Row) -> list[Change]:
    found = []
    for what, columns in COMPARED.items():
        old, new = ({name: row[name] for name in columns} for row in (earlier, later))
        if old != new:
            found.append(Change(what, old, new))
    return found
