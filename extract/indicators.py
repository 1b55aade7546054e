"""Which indicator a phrase of a document means, and a proposed row where none fits."""
from collections.abc import Iterable

from extract.rows import Row
from monitor import ids
from monitor.values import JOIN, items


def match_indicator(phrase: str, pair: Iterable[str], unit: str, indicators: Iterable[Row]) -> str | None:
    """The indicator of the same states and unit whose name or alias has the longest part in common with `phrase`; None where none has."""
    said, states = _folded(phrase), set(pair)
    best: tuple[int, str] | None = None
    for row in indicators:
        if row["unit"] != unit or set(items(row["pair"])) != states:
            continue
        names = map(_folded, [row["name"], *items(row["aliases"])])
        lengths = [len(name) for name in names if name and (name in said or said in name)]
        if lengths and (best is None or max(lengths) > best[0]):
            best = max(lengths), row["indicator_id"]
    return best[1] if best else None


def proposed_indicator(phrase: str, pair: Iterable[str], unit: str, taken: set[str]) -> Row:
    """A row for something counted that no indicator covers yet; its nature is left for a person to say."""
    states = list(pair)
    stem = ids.slug(" ".join([phrase, *states])).replace("-", "_")
    indicator_id = stem if stem not in taken else ids.hashed(stem, unit, taken).replace("-", "_")
    name = f"{phrase[:1].upper()}{phrase[1:]}, {' and '.join(states)}" if states else phrase
    return {"indicator_id": indicator_id, "name": name, "unit": unit, "nature": "", "direction": "none",
            "pair": JOIN.join(states), "aliases": phrase, "description": ""}


def _folded(text: str) -> str:
    return ids.fold(text).lower()
