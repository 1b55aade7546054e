"""The last thing that a person saved, and the edit that takes it back: an ordinary edit, that can clash like any other."""
import json
from collections.abc import Sequence
from dataclasses import dataclass

from monitor import history
from monitor.edit_steps import Added, Change, Edit, Kept, KeptApart, Removed, Step
from monitor.history import ADDED, JOIN_DECISION, READING_DECISION, REMOVED
from monitor.schema import BY_NAME
from monitor.table import Row
from monitor.vocabulary import DASHBOARD
from monitor.words import say


@dataclass(frozen=True)
class Last:
    """The entries of one save, in the order of the log; `steps` take them back."""

    when: str
    entries: tuple[Row, ...]
    steps: tuple[Step, ...]

    @property
    def edit(self) -> Edit:
        return Edit(self.steps, reason="correction", note=say("undo.note", when=self.when[:16].replace("T", " ")))


def last_of(log: Sequence[Row], who: str) -> Last | None:
    """What this person saved last in the dashboard; None where that is nothing."""
    end = next((place for place in range(len(log), 0, -1) if _is_of(log[place - 1], who)), None)
    if end is None:
        return None
    when = log[end - 1]["when"]
    start = end
    while start and _is_of(log[start - 1], who) and log[start - 1]["when"] == when:
        start -= 1
    entries = tuple(log[start:end])
    return Last(when, entries, _steps(entries))


def _is_of(entry: Row, who: str) -> bool:
    return entry["via"] == DASHBOARD and entry["who"] == who


def _steps(entries: Sequence[Row]) -> tuple[Step, ...]:
    came = {history.touched(entry)[:2] for entry in entries if "/" in entry["field"] and entry["new"] == ADDED}
    steps: list[Step] = []
    for entry in reversed(entries):
        table, identity, column = history.touched(entry)
        if table == JOIN_DECISION:
            steps.append(KeptApart(entry["commitment_id"], identity, taken_back=bool(entry["new"])))
        elif table == READING_DECISION:
            field, is_kept = entry["field"].partition("/")[2], entry["new"] != entry["old"]
            steps.append(Kept(entry["commitment_id"], field, entry["old"], entry["new"], taken_back=is_kept))
        elif not column:
            steps += _row_steps(table, identity, entry)
        elif (table, identity) not in came:
            steps.append(Change(table, identity, column, entry["new"], entry["old"]))
    return tuple(steps)


def _row_steps(table: str, identity: str, entry: Row) -> list[Step]:
    """The steps that bring back a row that went, take out one that came, or set the cells of one that was written anew."""
    if entry["new"] == REMOVED:
        return [Added(table, json.loads(entry["old"]))] if entry["old"] else []
    if not entry["old"]:
        return [Removed(table, identity, json.loads(entry["new"]) if entry["new"] != ADDED else {})]
    before, after = json.loads(entry["old"]), json.loads(entry["new"])
    names = [name for name in BY_NAME[table].header if before.get(name, "") != after.get(name, "")]
    return [Change(table, identity, name, after.get(name, ""), before.get(name, "")) for name in names]
