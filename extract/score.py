"""Precision, recall and F1 of findings against gold, and the share of matched rows with each field right.

Matching is one to one, best overlap first: commitments by half of the longer span, progress reports by half of the shorter,
figures where spans touch and values are equal. A finding that matches nothing and lies by half or more inside a borderline
span is left out of the count. A field is compared on matched rows where either side gives it.
"""
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIELDS = {
    "commitment": ("kind", "strength", "parties", "value", "unit", "deadline", "deadline_kind"),
    "figure": ("pair", "unit", "period", "qualifier"),
    "progress": ("says",),
}


@dataclass
class Score:
    """What was found of one type of finding, what was missed and what was too much; and the fields of the matched rows."""

    matched: int = 0
    missed_rows: list[dict] = field(default_factory=list)
    extra_rows: list[dict] = field(default_factory=list)
    right: Counter = field(default_factory=Counter)
    compared: Counter = field(default_factory=Counter)

    @property
    def missed(self) -> int:
        return len(self.missed_rows)

    @property
    def extra(self) -> int:
        return len(self.extra_rows)

    @property
    def precision(self) -> float | None:
        return _ratio(self.matched, self.matched + self.extra)

    @property
    def recall(self) -> float | None:
        return _ratio(self.matched, self.matched + self.missed)

    @property
    def f1(self) -> float | None:
        return _ratio(2 * self.matched, 2 * self.matched + self.extra + self.missed)

    def share_right(self, name: str) -> float | None:
        return _ratio(self.right[name], self.compared[name])


def load_lines(path: Path) -> list[dict]:
    """The findings of one JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(gold: Mapping[str, list[dict]], found: Mapping[str, list[dict]]) -> dict[str, Score]:
    """Scores by type over all documents of `gold`; a document without findings counts as found nothing."""
    totals = {type_: Score() for type_ in FIELDS}
    for document, rows in gold.items():
        unsure = [row for row in rows if row["type"] == "borderline"]
        for type_, total in totals.items():
            _count(total, type_, [row for row in rows if row["type"] == type_],
                   [row for row in found.get(document, []) if row["type"] == type_], unsure)
    return totals


def _count(total: Score, type_: str, gold: list[dict], found: list[dict], unsure: list[dict]) -> None:
    pairs = match(gold, found, WEIGHTS[type_])
    of_gold, of_found = {i for i, _ in pairs}, {j for _, j in pairs}
    total.matched += len(pairs)
    total.missed_rows += [row for i, row in enumerate(gold) if i not in of_gold]
    total.extra_rows += [row for j, row in enumerate(found) if j not in of_found
                         and not any(_shared(row, other) * 2 >= row["end"] - row["start"] for other in unsure)]
    for i, j in pairs:
        for name in FIELDS[type_]:
            a, b = _norm(gold[i].get(name)), _norm(found[j].get(name))
            if a is not None or b is not None:
                total.compared[name] += 1
                total.right[name] += _equal(a, b)


def match(gold: list[dict], found: list[dict], weight: Callable[[dict, dict], float]) -> list[tuple[int, int]]:
    """Pairs of positions, one to one, heaviest first."""
    candidates = sorted(((-weight(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)))
    used_gold, used_found, pairs = set(), set(), []
    for heaviness, i, j in candidates:
        if heaviness and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _by_longer(gold: dict, found: dict) -> float:
    share = _shared(gold, found) / max(gold["end"] - gold["start"], found["end"] - found["start"])
    return share if share >= 0.5 else 0


def _by_value(gold: dict, found: dict) -> float:
    return _shared(gold, found) if _equal(gold.get("value"), found.get("value")) else 0


def _by_shorter(gold: dict, found: dict) -> float:
    shared = _shared(gold, found)
    return shared if shared * 2 >= min(gold["end"] - gold["start"], found["end"] - found["start"]) else 0


WEIGHTS = {"commitment": _by_longer, "figure": _by_value, "progress": _by_shorter}


def _shared(a: dict, b: dict) -> int:
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _norm(value: object) -> object:
    if isinstance(value, str):
        return value.strip().lower() or None
    if isinstance(value, list):
        return sorted(_norm(item) for item in value) or None
    return value


def _equal(a: object, b: object) -> bool:
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-6 * max(1, abs(a))
    return a == b


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def report(totals: Mapping[str, Score]) -> Iterable[str]:
    """One line a type: precision, recall, F1, and the share of matched rows with each field right."""
    for type_, total in totals.items():
        fields = "  ".join(f"{name} {_shown(total.share_right(name))}" for name in FIELDS[type_])
        yield (f"{type_:10} precision {_shown(total.precision)} recall {_shown(total.recall)} F1 {_shown(total.f1)}  {fields}")


def _shown(share: float | None) -> str:
    return "  -  " if share is None else f"{share:.3f}"
