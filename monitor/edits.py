"""What a person changes in the dashboard, merged into the tables as they stand when it is saved.

Every cell names what the person saw in it (`base`). A cell that still holds that text, or holds the new one already, is
taken; any other is a clash, and nothing is written before the person has chosen. Rows and cells that others changed
meanwhile stay as they made them.
"""
import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from monitor import history, store
from monitor.edit_merge import merged
from monitor.edit_steps import Added, BadEdit, Change, Clash, Clashing, Edit, Kept, KeptApart, Removed, Step
from monitor.table import Row, rewritten
from monitor.vocabulary import CSV, DASHBOARD

__all__ = ["Added", "BadEdit", "Change", "Clash", "Clashes", "Edit", "Kept", "KeptApart", "Removed", "Step", "chosen", "save"]


class Clashes(store.StoreError):
    """An edit of which nothing was written, because others changed the same cells."""

    def __init__(self, folder: Path, clashes: tuple[Clash, ...]):
        super().__init__(folder, f"{len(clashes)} cells were changed by someone else since they were read")
        self.clashes = clashes


def save(folder: Path, edit: Edit, who: str, when: datetime.datetime, via: str = DASHBOARD,
         added: Mapping[str, bytes] | None = None) -> tuple[Row, ...]:
    """Bring an edit into the tables and the log in one step, and return the entries that it made in the log.

    New documents (`added`, by file name) whose rows the edit adds are put in place in the same step. Edits found in the same
    rows of the files, which the log does not have yet, are entered before it. Raises Clashes, BadEdit and StoreError; then nothing
    was written.
    """
    made: list[Row] = []

    def texts(tables: store.Tables) -> dict[str, str]:
        try:
            result = merged(tables, edit)
        except Clashing as error:
            raise Clashes(Path(folder), error.clashes) from error
        own = history.stamped(result.entries, when, who, via)
        made.extend(own)
        log = [*history.stamped(result.pending, when, "", CSV), *own]
        written = {name: rewritten(tables[name], rows) for name, rows in result.rows.items()}
        return written | ({store.LOG: store.with_entries(tables, log)} if log else {})

    store.update(folder, texts, added)
    return tuple(made)


def chosen(edit: Edit, clashes: tuple[Clash, ...], mine: set[Change]) -> Edit:
    """The edit after a person has chosen: of the clashing cells those in `mine` are set over what the others wrote, the rest dropped."""
    theirs = {clash.change: clash.theirs for clash in clashes}
    steps = []
    for step in edit.steps:
        if step in theirs and step in mine:
            steps.append(replace(step, base=theirs[step]))
        elif step not in theirs:
            steps.append(step)
    return replace(edit, steps=tuple(steps))
