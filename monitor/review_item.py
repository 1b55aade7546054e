"""One thing that needs a person, and what people have answered already."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitor.dataset import Dataset, Row
from monitor.history import READING_DECISION
from monitor.phrases import day_words
from monitor.values import BadValue

# Most important first: what is shown may be wrong or is not borne out; what only a person can decide; what is to be looked up.
KINDS = ("readings", "gone", "definitions", "odds", "joins", "flags", "dates", "new", "elsewhere")

Answers = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True)
class Item:
    """What is wrong with one row, said in a sentence.

    `table` and `id` name the row, `commitment_id` the commitment that it belongs to, empty where it belongs to none. `mention_id` is
    the passage whose words matter, where it is not that of the whole commitment. `column`, `reading` and `kept` are the cell in
    question, what speaks against it and what stands in it; `other` is the other row of a proposed join, or a row of evidence.
    """

    kind: str
    fault: str
    said: str
    table: str
    id: str
    commitment_id: str = ""
    mention_id: str = ""
    column: str = ""
    reading: str = ""
    kept: str = ""
    other: str = ""


@dataclass(frozen=True)
class Looked:
    """A reading of the tables on a day, with what the rules of the review ask of it again and again."""

    data: Dataset
    today: date

    @cached_property
    def commitments(self) -> tuple[Row, ...]:
        return tuple(self.data.row("commitments", identity) for identity in self.data.commitments["commitment_id"])

    @cached_property
    def evidence(self) -> Mapping[str, list[Row]]:
        """The rows of evidence by commitment."""
        found: dict[str, list[Row]] = {}
        for identity in self.data.evidence["evidence_id"]:
            row = self.data.row("evidence", identity)
            found.setdefault(row["commitment_id"], []).append(row)
        return found

    @cached_property
    def _answers(self) -> Answers:
        return answers(self.data.status_log[self.data.status_log["field"].str.startswith(f"{READING_DECISION}/")].to_dict("records"))

    def is_answered(self, commitment_id: str, field: str, reading: str, kept: str) -> bool:
        """Whether a person has said that what stands in a cell is kept against this reading, and it is still what stands there."""
        return self._answers.get((commitment_id, field, reading)) == kept


def answers(log: Iterable[Row]) -> Answers:
    """What people kept against what: by commitment, field and reading, as the log has it last."""
    kept = {}
    for entry in log:
        kept[entry["commitment_id"], entry["field"].partition("/")[2], entry["old"]] = entry["new"]
    return {key: new for key, new in kept.items() if new != key[2]}   # both alike: it was taken back


def cell(mention_id: str, column: str) -> str:
    """How the log names a cell of a mention."""
    return f"mentions/{mention_id}/{column}"


def in_words(day: str) -> str:
    """A date in words; as typed where it cannot be read."""
    try:
        return day_words(day)
    except BadValue:
        return day
