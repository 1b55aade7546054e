"""Rows that undertake the same made one, and a mention given a row of its own: the steps of it, from what the page shows."""
from collections.abc import Iterator

import pandas as pd

from monitor.asof import JUDGED
from monitor.dataset import Dataset
from monitor.derivation import is_judged
from monitor.edit_steps import Added, Change, Removed, Step
from monitor.schema import BY_NAME

MOVED_WHERE_FREE = ("indicator_id", "headline")
LINKS = ("part_of", "replaced_by")


def joining(data: Dataset, commitment_id: str, into: str) -> tuple[Step, ...]:
    """The steps that make the row a part of another: its mentions and evidence move, links to it are led on, and it goes.

    Its judgement goes along where nobody has judged the other row; else the other's stands. Its cells stay in the log.
    Raises KeyError for an id that is not there.
    """
    row, taker = data.row("commitments", commitment_id), data.row("commitments", into)
    if row is None or taker is None or commitment_id == into:
        raise KeyError(commitment_id if row is None else into)
    moved = [name for name in JUDGED if row[name] != taker[name]] if is_judged(row) and not is_judged(taker) else []
    moved += [name for name in MOVED_WHERE_FREE if row[name] and not taker[name]]
    return (
        *_moved("mentions", data.mentions, commitment_id, into),
        *_moved("evidence", data.evidence, commitment_id, into),
        *(Change("commitments", into, name, taker[name], row[name]) for name in moved),
        *_links_led_on(data, commitment_id, into),
        Removed("commitments", commitment_id, row),
    )


def parting(data: Dataset, mention_id: str, title: str) -> tuple[Step, ...]:
    """The steps that give a mention a row of its own. Raises KeyError for an id that is not there."""
    mention = data.row("mentions", mention_id)
    if mention is None:
        raise KeyError(mention_id)
    return (
        Change("mentions", mention_id, "commitment_id", mention["commitment_id"], mention_id),
        Added("commitments", {"commitment_id": mention_id, "title": title, "status": "not_checked"}),
    )


def _moved(table: str, frame: pd.DataFrame, commitment_id: str, into: str) -> Iterator[Change]:
    for identity in frame.loc[frame["commitment_id"] == commitment_id, BY_NAME[table].key]:
        yield Change(table, identity, "commitment_id", commitment_id, into)


def _links_led_on(data: Dataset, commitment_id: str, into: str) -> Iterator[Change]:
    for name in LINKS:
        for other in data.commitments.loc[data.commitments[name] == commitment_id, "commitment_id"]:
            yield Change("commitments", other, name, commitment_id, "" if other == into else into)
