"""What can be done about an item where it stands, each as an edit. What has no action is judged on the commitment's own page."""
from collections.abc import Callable
from dataclasses import dataclass

from monitor import joins
from monitor.dataset import Dataset
from monitor.derivation import DEADLINE, DERIVED, NUMBER
from monitor.edit_merge import CORRECTABLE
from monitor.edit_steps import Change, Edit, Kept, KeptApart, Removed, Step
from monitor.review_item import Item, cell
from monitor.review_notes import ReadingKept, parse_notes
from monitor.values import JOIN, YES, items

# Every action, by the name under which its words stand in the catalogue.
NAMES = ("accept", "keep", "reject", "keep_row", "remove_row", "keep_status", "join", "keep_apart", "keep_parties", "open")
GROUPS = (NUMBER, (*DEADLINE, "deadline_text"))


@dataclass(frozen=True)
class Action:
    """One of NAMES, and the edit that does it."""

    name: str
    edit: Edit


def actions(data: Dataset, item: Item) -> tuple[Action, ...]:
    """What can be done about an item, what is most likely meant first; empty where it takes more than a click."""
    made = BY_FAULT.get(item.fault)
    return tuple(Action(name, Edit(steps)) for name, steps in (made(data, item) if made else ()))


Steps = tuple[tuple[str, tuple[Step, ...]], ...]


def _reading(data: Dataset, item: Item) -> Steps:
    """Of a commitment's cell: to take the reading needs no mark; to keep a cell that nobody set yet needs one."""
    row = data.row("commitments", item.id)
    marked = items(row["corrected"])
    readings = _together(data, item)
    accept = tuple(Change("commitments", item.id, column, row[column], reading) for column, reading in readings.items())
    kept = tuple(Kept(item.id, column, reading, row[column]) for column, reading in readings.items())
    names = [*marked, *(column for column in readings if column not in marked)]
    mark = (Change("commitments", item.id, "corrected", row["corrected"], JOIN.join(names)),) if names != marked else ()
    return (*((("accept", accept),) if item.column in DERIVED else ()), ("keep", (*kept, *mark)))


def _reading_of_mention(data: Dataset, item: Item) -> Steps:
    mention = data.row("mentions", item.id)
    readings = _together(data, item)
    unmarked = JOIN.join(name for name in items(mention["corrected"]) if name not in readings)
    accept = (*(Change("mentions", item.id, column, mention[column], reading) for column, reading in readings.items()),
              Change("mentions", item.id, "corrected", mention["corrected"], unmarked))
    kept = tuple(Kept(item.commitment_id, cell(item.id, column), reading, mention[column]) for column, reading in readings.items())
    return (*((("accept", accept),) if item.column in CORRECTABLE["mentions"] else ()), ("keep", kept))


def _together(data: Dataset, item: Item) -> dict[str, str]:
    """What the rules read in the cell and in those without which it means nothing: a number and its unit, a date and its sort."""
    row = data.row("commitments", item.commitment_id)
    holder = data.row("mentions", item.mention_id) if item.mention_id else row
    group = next((columns for columns in GROUPS if item.column in columns), (item.column,))
    return {note.column: note.reading for note in parse_notes(row["review"]) if isinstance(note, ReadingKept)
            and note.mention_id == item.mention_id and note.column in group and holder[note.column] != note.reading}


def _not_found_again(data: Dataset, item: Item) -> Steps:
    mentions = data.standing_mentions.get(item.id, ())
    rejected = tuple(_rejection(mention["mention_id"]) for mention in mentions)
    return ("keep_row", (Kept(item.id, "review", item.reading, item.kept),)), *((("reject", rejected),) if rejected else ())


def _no_mention_left(data: Dataset, item: Item) -> Steps:
    kept = ("keep_row", (Kept(item.id, "review", item.reading, item.kept),))
    rows = data.commitments
    is_linked = item.id in {*data.evidence["commitment_id"], *rows["part_of"], *rows["replaced_by"]}
    return (kept,) if is_linked else (("remove_row", (Removed("commitments", item.id, data.row("commitments", item.id)),)), kept)


def _status(data: Dataset, item: Item) -> Steps:
    return (("keep_status", (Kept(item.id, "status", item.reading, item.kept),)),)


def _join(data: Dataset, item: Item) -> Steps:
    return ("join", joins.joining(data, item.id, item.other)), ("keep_apart", (KeptApart(item.id, item.other),))


def _parties(data: Dataset, item: Item) -> Steps:
    field = cell(item.id, "parties") if item.table == "mentions" else "parties"
    return (("keep_parties", (Kept(item.commitment_id, field, item.reading, item.kept),)),)


def _borderline(data: Dataset, item: Item) -> Steps:
    return ("reject", (_rejection(item.id),)), *_outside(data, item)


def _outside(data: Dataset, item: Item) -> Steps:
    """A finding that is given its own id opens a row."""
    return (("open", (Change("mentions", item.id, "commitment_id", "", item.id),)),)


def _rejection(mention_id: str) -> Change:
    return Change("mentions", mention_id, "rejected", "", YES)


BY_FAULT: dict[str, Callable[[Dataset, Item], Steps]] = {
    "reading": _reading, "reading_of_mention": _reading_of_mention, "not_found_again": _not_found_again,
    "no_mention_left": _no_mention_left, "says_done": _status, "says_under_way": _status, "contradicted": _status, "supported": _status,
    "figures_reached": _status, "figures_not_reached": _status, "join": _join, "slip": _parties, "assumed": _parties, "party": _parties,
    "borderline": _borderline, "outside": _outside,
}
