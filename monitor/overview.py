"""What the overview tells of the whole set: which rows stand on it, how many have which status."""
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from monitor.dataset import Dataset
from monitor.vocabulary import STATUS_BY_CODE, status_label
from monitor.words import say

# What came of it first, then what cannot be said, then what nobody has looked for.
READING_ORDER = (
    "fulfilled", "partly_fulfilled", "in_progress", "not_started", "stalled", "dropped", "superseded", "no_report",
    "unclear", "not_assessed", "not_checked",
)


@dataclass(frozen=True)
class Count:
    """How many commitments, of which kinds, are shown with one word. Open-ended pledges in progress have a word of their own."""

    code: str
    word: str
    number: int
    kinds: tuple[str, ...]


def headlines(data: Dataset) -> tuple[str, ...]:
    """The commitments that a person has put on the overview: first those that the data package lists, in its order, then by statement."""
    listed = data.descriptor.get("headline", ())
    rows = data.commitments[data.commitments["headline"] != ""]
    chosen = rows.sort_values(["first_stated", "commitment_id"], kind="stable")["commitment_id"].tolist()
    return tuple(dict.fromkeys([*(name for name in listed if name in chosen), *chosen]))


def counts(commitments: pd.DataFrame) -> tuple[Count, ...]:
    """Commitments by the word of their status, in reading order; a status that is not in the vocabulary is told as such, last."""
    found: dict[tuple[str, str], Counter] = {}
    for code, kind in zip(commitments["status"], commitments["kind"]):
        found.setdefault((code, _word(code, kind)), Counter())[kind] += 1
    place = {code: number for number, code in enumerate(READING_ORDER)}
    ordered = sorted(found.items(), key=lambda entry: (place.get(entry[0][0], len(place)), entry[0][1]))
    return tuple(Count(code, word, kinds.total(), tuple(sorted(kinds))) for (code, word), kinds in ordered)


def _word(code: str, kind: str) -> str:
    return status_label(code, kind) if code in STATUS_BY_CODE else say("frame.unknown", value=code)
