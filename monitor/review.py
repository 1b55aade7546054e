"""What needs a person, most important first. Pure: a reading of the tables and a day in, items out.

| kind | what needs a person |
| --- | --- |
| readings | the rules read another value than the one kept in a judged or corrected cell |
| gone | a row whose words no document yields any more, or that has no passage left |
| definitions | a status that does not keep to its own definition |
| odds | a status at odds with a report, with evidence or with the figures |
| joins | a proposed join: join, or keep apart |
| flags | slips of translation, borderline findings, parties that fit nowhere, figures far from the others |
| dates | a date that passed with no look since, a row not looked at for long |
| new | a row that nobody has searched for |
| elsewhere | a statement read elsewhere that belongs to no commitment |
"""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from monitor.dataset import Dataset, Row, source_day
from monitor.review_flags import elsewhere, flags
from monitor.review_item import KINDS, Item, Looked
from monitor.review_odds import odds
from monitor.review_rows import dates, definitions, new, notes

__all__ = ["KINDS", "Entry", "Item", "counts", "entries", "items", "words_of"]


@dataclass(frozen=True)
class Entry:
    """A row with everything about it that needs a person, most important first."""

    table: str
    id: str
    items: tuple[Item, ...]

    @property
    def key(self) -> str:
        return f"{self.table}/{self.id}"

    @property
    def commitment_id(self) -> str:
        """The commitment it is about; empty where it belongs to none."""
        return self.items[0].commitment_id

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.kind for item in self.items))


def items(data: Dataset, today: date) -> tuple[Item, ...]:
    """Everything that needs a person: by kind, rows of the overview first, then what was stated last."""
    looked = Looked(data, today)
    found = [*notes(looked), *definitions(looked), *odds(looked), *flags(looked), *dates(looked), *new(looked), *elsewhere(looked)]
    place = {kind: number for number, kind in enumerate(KINDS)}
    stated = _Order(data)
    found.sort(key=lambda item: item.id)
    found.sort(key=stated.day, reverse=True)
    return tuple(sorted(found, key=lambda item: (place[item.kind], not stated.is_headline(item))))


def entries(found: Iterable[Item]) -> tuple[Entry, ...]:
    """The items by row, each row at the place of its most important item: those about one commitment stand together."""
    grouped: dict[tuple[str, str], list[Item]] = {}
    for item in found:
        key = ("commitments", item.commitment_id) if item.commitment_id else (item.table, item.id)
        grouped.setdefault(key, []).append(item)
    return tuple(Entry(*key, tuple(own)) for key, own in grouped.items())


def counts(found: Iterable[Entry]) -> dict[str, int]:
    """How many rows need a person for each kind of reason, in the order of KINDS; kinds without any are left out."""
    kinds = [kind for entry in found for kind in entry.kinds]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}


def words_of(data: Dataset, item: Item) -> Row | None:
    """The mention whose words matter: the item's own, else the basis of the commitment, else where it was first undertaken."""
    if item.mention_id:
        return data.row("mentions", item.mention_id)
    return main_mention(data, item.commitment_id)


def main_mention(data: Dataset, commitment_id: str) -> Row | None:
    """The mention that stands for a commitment; None where it has none."""
    row, standing = data.row("commitments", commitment_id), data.standing_mentions.get(commitment_id, ())
    basis = [mention for mention in standing if row and mention["mention_id"] == row["basis_mention"]]
    undertaken = [mention for mention in standing if mention["type"] == "commitment"]
    return next(iter(basis or undertaken or standing), None)


class _Order:
    """What decides which of several rows of a kind comes first."""

    def __init__(self, data: Dataset):
        self.data = data

    def is_headline(self, item: Item) -> bool:
        row = self.data.row("commitments", item.commitment_id)
        return bool(row and row["headline"])

    def day(self, item: Item) -> str:
        """The day of the last statement; of a row without a commitment that of its source or its period."""
        row = self.data.row("commitments", item.commitment_id)
        if row:
            return row["last_stated"]
        own = self.data.row(item.table, item.id)
        source = self.data.row("sources", own["source_id"]) if own and own["source_id"] else None
        return source_day(source) if source else (own or {}).get("period_end", "")
