"""The steps of an edit: cells, rows and decisions of a person, and what can stand against them."""
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.problems import Problem
from monitor.schema import BY_NAME


@dataclass(frozen=True)
class Change:
    """One cell of the row of an id: what the person saw in it and what it is to hold."""

    table: str
    id: str
    column: str
    base: str
    new: str


@dataclass(frozen=True)
class Added:
    """A new row; columns that are not named are empty."""

    table: str
    row: Mapping[str, str] = field(hash=False)

    @property
    def id(self) -> str:
        return self.row[BY_NAME[self.table].key]


@dataclass(frozen=True)
class Removed:
    """A row to be taken out; its cells stay in the log. `seen` holds what the person saw in it, as far as it matters."""

    table: str
    id: str
    seen: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class KeptApart:
    """A proposed join of a row with another that a person refuses; with `taken_back`, no longer."""

    commitment_id: str
    other: str
    taken_back: bool = False


@dataclass(frozen=True)
class Kept:
    """What stands in a cell is kept against what the rules read; with `taken_back`, no longer.

    `field` is a column of the commitment or `mentions/ID/COLUMN`.
    """

    commitment_id: str
    field: str
    reading: str
    kept: str
    taken_back: bool = False


Step = Change | Added | Removed | KeptApart | Kept


@dataclass(frozen=True)
class Edit:
    """What is saved at once. Without a reason each cell has that of its column (`history.REASONS`)."""

    steps: tuple[Step, ...]
    reason: str = ""
    evidence_url: str = ""
    note: str = ""

    def of(self, kind: type) -> list:
        """The steps of a kind, in order."""
        return [step for step in self.steps if isinstance(step, kind)]


@dataclass(frozen=True)
class Clash:
    """A cell that somebody else changed since the person saw it; who, when and via are empty where the log does not say."""

    change: Change
    theirs: str
    who: str
    when: str
    via: str = ""


class Clashing(Exception):
    """Cells that others changed since the person saw them."""

    def __init__(self, clashes: tuple[Clash, ...]):
        super().__init__(f"{len(clashes)} cells were changed by someone else since they were read")
        self.clashes = clashes


class BadEdit(ValueError):
    """An edit of which nothing was written, because it would break a table: the problems, with how to mend them."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems
