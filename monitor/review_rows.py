"""What a commitment's own row asks of a person: notes of the extractor, a status without its ground, dates, and that nobody looked."""
from collections.abc import Iterator

from monitor import review_notes, status_rules
from monitor.dataset import Row
from monitor.derivation import is_judged
from monitor.phrases import status_words
from monitor.phrases.headline import DATE_PASSED, DATE_PASSED_NO_REPORT, STALE, STALE_DAYS, derived_codes
from monitor.review_item import Item, Looked, cell, in_words
from monitor.review_notes import Gone, JoinProposed, ReadingKept, Unread
from monitor.schema import COMMITMENTS
from monitor.values import value_or_none
from monitor.words import catalogue, say

GONE_FAULTS = {review_notes.NOT_FOUND_AGAIN: "not_found_again", review_notes.NO_MENTION_LEFT: "no_mention_left"}
ROW_STAYS = "kept"   # what a person says of a row whose words are gone


def notes(looked: Looked) -> Iterator[Item]:
    """What the extractor has noted in `review`, unless a person has answered it since."""
    for row in looked.commitments:
        for note in review_notes.parse_notes(row["review"]):
            item = _of_note(looked, row, note)
            if item is not None:
                yield item


def _of_note(looked: Looked, row: Row, note: review_notes.Note) -> Item | None:
    identity = row["commitment_id"]
    place = {"table": COMMITMENTS.name, "id": identity, "commitment_id": identity}
    if isinstance(note, ReadingKept):
        return _reading(looked, row, note)
    if isinstance(note, JoinProposed):
        other = looked.data.row("commitments", note.other)
        return Item("joins", "join", say("review_fault.join"), other=note.other, **place) if other else None
    if isinstance(note, Gone):
        if looked.is_answered(identity, "review", note.text, ROW_STAYS):
            return None
        fault = GONE_FAULTS[note.text]
        return Item("gone", fault, say(f"review_fault.{fault}"), column="review", reading=note.text, kept=ROW_STAYS, **place)
    if isinstance(note, Unread):
        return Item("flags", "note", say("review_fault.note", note=note.text), **place)
    raise TypeError(note)


def _reading(looked: Looked, row: Row, note: ReadingKept) -> Item | None:
    """A reading that differs from the cell as it stands now; None where the two agree by now or a person has kept the cell."""
    identity, mention_id = row["commitment_id"], note.mention_id
    holder = looked.data.row("mentions", mention_id) if mention_id else row
    if holder is None or note.column not in holder:
        return None
    kept = holder[note.column]
    field = cell(mention_id, note.column) if mention_id else note.column
    if kept == note.reading or looked.is_answered(identity, field, note.reading, kept):
        return None
    fault = "reading_of_mention" if mention_id else "reading"
    said = say(f"review_fault.{fault}", column=column_words(note.column))
    return Item("readings", fault, said, "mentions" if mention_id else "commitments", mention_id or identity, identity, mention_id,
                note.column, note.reading, kept)


def column_words(column: str) -> str:
    """The name of a column; as it stands in the table where it has no other."""
    return say(f"column.{column}") if f"column.{column}" in catalogue() else column


def definitions(looked: Looked) -> Iterator[Item]:
    """Statuses that do not keep to their own definition."""
    for row in looked.commitments:
        identity = row["commitment_id"]
        for breach in status_rules.breaches(row, row["status"], row["kind"], looked.evidence.get(identity, ())):
            said = say(f"review_breach.{breach.code}", status=status_words(row))
            yield Item("definitions", breach.code, said, COMMITMENTS.name, identity, identity, column="status", kept=row["status"])


def dates(looked: Looked) -> Iterator[Item]:
    """Dates that passed without a look since, and rows that nobody has looked at for long."""
    for row in looked.commitments:
        for fault, about in _dated(looked, row):
            yield Item("dates", fault, say(f"review_fault.{fault}", **about), COMMITMENTS.name, row["commitment_id"], row["commitment_id"])


def _dated(looked: Looked, row: Row) -> Iterator[tuple[str, dict[str, object]]]:
    """The faults that follow from dates, with the words of their sentences. A check after the date has answered it."""
    codes = derived_codes(row, looked.today)
    if DATE_PASSED in codes or DATE_PASSED_NO_REPORT in codes:
        deadline, checked = (value_or_none(COMMITMENTS.by_name[name], row[name]) for name in ("deadline", "checked_on"))
        if checked is None or checked <= deadline.last:
            day = {"day": in_words(row["deadline"])}
            yield (DATE_PASSED, day | {"status": status_words(row)}) if DATE_PASSED in codes else (DATE_PASSED_NO_REPORT, day)
    if STALE in codes:
        yield STALE, {"day": in_words(row["checked_on"]), "days": STALE_DAYS}


def new(looked: Looked) -> Iterator[Item]:
    """Rows that nobody has searched for."""
    for row in looked.commitments:
        if not is_judged(row):
            identity = row["commitment_id"]
            yield Item("new", "not_checked", say("review_fault.not_checked"), COMMITMENTS.name, identity, identity)
