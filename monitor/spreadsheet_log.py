"""What the log knows of a cell: the texts that it has held, and who set the one that stands there."""
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from monitor import history
from monitor.schema import EVIDENCE
from monitor.table import Row

Cell = tuple[str, str, str]   # table, id and column


class CellLog:
    """The entries of the log by cell, each as the texts before and after, who and when; and the rows that it names as a whole."""

    def __init__(self, log: Iterable[Row]):
        self.rows: set[tuple[str, str]] = set()
        self._cells: dict[Cell, list[tuple[str, str, str, str]]] = defaultdict(list)
        for entry in log:
            if history.fault(entry):
                continue
            table, identity, column = history.touched(entry)
            if column:
                self._cells[table, identity, column].append((entry["old"], entry["new"], entry["who"], entry["when"]))
                continue
            self.rows.add((table, identity))
            if table == EVIDENCE.name:
                self._take_row(identity, entry)

    def texts(self, cell: Cell) -> Iterator[str]:
        """What the cell has held, latest first."""
        for old, new, _, _ in reversed(self._cells[cell]):
            yield new
            yield old

    def last_change(self, cell: Cell, now: str) -> tuple[str, str]:
        """Who set the text that stands there and when; empty where the log does not have it."""
        if self._cells[cell] and self._cells[cell][-1][1] == now:
            return self._cells[cell][-1][2:]
        return "", ""

    def _take_row(self, identity: str, entry: Row) -> None:
        before, after = _cells_of(entry["old"]), _cells_of(entry["new"])
        for name in EVIDENCE.header:
            old, new = before.get(name, ""), after.get(name, "")
            if old != new:
                self._cells[EVIDENCE.name, identity, name].append((old, new, entry["who"], entry["when"]))


def _cells_of(text: str) -> Mapping[str, str]:
    """A row of evidence as the log holds it; without cells where it came or went."""
    return json.loads(text) if text.startswith("{") else {}
