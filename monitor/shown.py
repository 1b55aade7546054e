"""The rows that a view shows of a table or of the timeline: what the filters leave, all pages of it."""
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pandas as pd

from monitor import select, timeline
from monitor.dataset import Dataset, rows_of
from monitor.schema import BY_NAME, MACHINE, Column, Table
from monitor.values import BadValue, parse
from monitor.view import Pair, View, target_shown

NUMBERS = ("number", "integer")
TIMELINE = Table("timeline", "Timeline", "one thing that happened or falls due", None,
                 tuple(Column(name, "text", MACHINE, "") for name in timeline.COLUMNS))
SAFE_INTEGER = 2**53   # beyond it a reader of JSON may round


def rows(table: Table, view: View, data: Dataset, today: date) -> pd.DataFrame:
    """The rows of one of TABLES that the view shows, in the order of the table, commitments and timeline in that of the view.

    Findings that a person rejected are not shown. Raises KeyError for another table.
    """
    return _timeline(view, data, today) if table is TIMELINE else _OF_TABLE[table.name](view, data)


def reporters_named(pairs: Iterable[Pair], data: Dataset) -> tuple[str, ...]:
    """Those who report anything, of those whom an address names where it names no indicator."""
    known = set(data.figures["reporter_id"])
    return tuple(dict.fromkeys(value for name, value in pairs if name == "reporter" and value in known))


def as_json(table: Table, shown: pd.DataFrame) -> Iterator[str]:
    """Each row as a JSON object: every cell as its text, and in `numbers` the cells of number columns that JSON holds exactly."""
    counted = [column for column in table.columns if column.type in NUMBERS]
    for row in rows_of(shown.reindex(columns=table.header, fill_value="")):
        numbers = {column.name: number for column in counted if (number := _number(column, row[column.name])) is not None}
        yield json.dumps({**row, "numbers": numbers} if counted else row, ensure_ascii=False)


@lru_cache(maxsize=50_000)
def _number(column: Column, text: str) -> int | float | None:
    """The number of a cell, None for one that is empty, cannot be read, or would be rounded on the way."""
    try:
        value = parse(column, text)
    except BadValue:
        return None
    if value is None:
        return None
    if value == int(value):
        return int(value) if abs(value) < SAFE_INTEGER else None
    return float(value) if Decimal(repr(float(value))) == value else None


def _commitments(view: View, data: Dataset) -> pd.DataFrame:
    if view.id:
        return data.commitments[data.commitments["commitment_id"] == view.id]
    return select.choose(data.index, view.choice)


def _mentions(view: View, data: Dataset) -> pd.DataFrame:
    """Of one or more documents their findings, whatever became of them, unless something else is chosen too."""
    standing = data.mentions[data.mentions["rejected"] == ""]
    if view.choice.source:
        standing = standing[standing["source_id"].isin(view.choice.source)]
    wanted = _narrowed(view, data, besides=("source",))
    return standing if wanted is None else standing[standing["commitment_id"].isin(wanted)]


def _evidence(view: View, data: Dataset) -> pd.DataFrame:
    wanted = _narrowed(view, data)
    return data.evidence if wanted is None else data.evidence[data.evidence["commitment_id"].isin(wanted)]


def _status_log(view: View, data: Dataset) -> pd.DataFrame:
    """The entries about the commitments, their evidence and their mentions, from the day on that is chosen."""
    log = data.status_log
    kept = log["when"].str[:10] >= view.choice.since
    wanted = _narrowed(view, data, besides=("since",))
    if wanted is not None:
        kept &= select.touched(log, data.mentions, data.evidence).isin(wanted)
    return log[kept]


def _figures(view: View, data: Dataset) -> pd.DataFrame:
    """Those of the indicator or the commitment that is named, else of all that measure a commitment that fits the filters."""
    figures = data.figures
    if view.indicator or view.id:
        figures = figures[figures["indicator_id"] == target_shown(view, data)[0]]
    elif (wanted := _narrowed(view, data)) is not None:
        measured = data.commitments.loc[data.commitments["commitment_id"].isin(wanted), "indicator_id"]
        figures = figures[figures["indicator_id"].isin(set(measured) - {""})]
    return figures[figures["reporter_id"].isin(view.reporters)] if view.reporters else figures


def _timeline(view: View, data: Dataset, today: date) -> pd.DataFrame:
    """What the page of that name lists, in its order."""
    found = timeline.timeline(data, view.choice, view.asof or today).since(view.choice.since).of(view.events)
    return pd.DataFrame(timeline.as_rows(found.listed(view.asof or today)), columns=TIMELINE.header, dtype="str")


def _narrowed(view: View, data: Dataset, besides: Collection[str] = ()) -> frozenset[str] | None:
    """The commitments that are shown; None where all are, the filters in `besides` put aside."""
    if view.id:
        return frozenset([view.id])
    chosen = {name for name, _ in view.choice.as_parameters()} - {"sort", "page", *besides}
    return frozenset(_commitments(view, data)["commitment_id"]) if chosen else None


_OF_TABLE: Mapping[str, Callable[[View, Dataset], pd.DataFrame]] = {
    "commitments": _commitments, "mentions": _mentions, "figures": _figures, "evidence": _evidence, "status_log": _status_log,
}
TABLES = (*(BY_NAME[name] for name in _OF_TABLE), TIMELINE)
