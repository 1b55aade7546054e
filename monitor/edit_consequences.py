"""What follows for commitments when a person moves, rejects or corrects mentions: the same as a run of the extractor would make of it.

The rules, one test each (tests/test_edits.py): a mention given its own id opens a row; a row that its mentions
left goes when nobody has written in it; the machine's columns follow the mentions that are left; a correction that says what
the mentions say needs no mark; what a person decided is no longer proposed in `review`.
"""
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from monitor import history
from monitor.dates import source_day
from monitor.derivation import DERIVED, counted_mentions, derived, is_rejected, is_untouched, new_commitment, refreshed
from monitor.edit_steps import Added, Change, Edit, Kept, KeptApart
from monitor.review_notes import JoinProposed, ReadingKept, join_proposed, parse_notes
from monitor.schema import COMMITMENTS, MENTIONS
from monitor.store import Tables
from monitor.table import Row
from monitor.values import JOIN, items

BASIS = "basis_mention"


class Consequences:
    """The commitments that an edit touches, derived anew. `rows` holds the tables after the edit's own steps."""

    def __init__(self, tables: Tables, rows: Mapping[str, Mapping[str, Row]], edit: Edit, changed: frozenset[tuple[str, str]]):
        self.tables, self.rows, self.edit = tables, rows, edit
        touched = frozenset(self._wanted(changed))
        self.wanted = touched | frozenset(self._proposed_to_join(touched)) if touched else touched
        self.mentions: dict[str, list[Row]] = defaultdict(list)
        if self.wanted:
            for mention in rows[MENTIONS.name].values():
                if mention["commitment_id"] in self.wanted:
                    self.mentions[mention["commitment_id"]].append(mention)
            self.dates = {row["source_id"]: source_day(row) for row in rows["sources"].values()}
            self.overruled = history.overruled(entry for entry in tables.status_log.rows if self._is_about_wanted(entry))

    def commitments(self) -> Iterator[tuple[str, Row | None]]:
        """Each commitment that follows anew; None for a row that goes."""
        for identity in sorted(self.wanted):
            row = self.rows[COMMITMENTS.name].get(identity)
            own = self.mentions[identity]
            if row is None:
                row = self._opened(identity, own)
            if row is None:
                continue
            yield identity, None if not own and self._is_left_by_all(row) else self._derived(row, own)

    def _wanted(self, changed: Iterable[tuple[str, str]]) -> Iterator[str]:
        for table, identity in changed:
            if table == MENTIONS.name:
                for row in (self.tables.mentions.by_id.get(identity), self.rows[table].get(identity)):
                    if row is not None and row["commitment_id"]:
                        yield row["commitment_id"]
        for step in self.edit.steps:
            if isinstance(step, Change) and step.table == COMMITMENTS.name and step.column in (*DERIVED, BASIS, "corrected"):
                yield step.id
            elif isinstance(step, Added) and step.table == COMMITMENTS.name:
                yield step.id
            elif isinstance(step, KeptApart | Kept):
                yield step.commitment_id

    def _proposed_to_join(self, touched: Collection[str]) -> Iterator[str]:
        """The rows of which `review` proposes to join them with one that is touched."""
        for identity, row in self.rows[COMMITMENTS.name].items():
            if row["review"] and any(isinstance(note, JoinProposed) and note.other in touched for note in parse_notes(row["review"])):
                yield identity

    def _stands(self, commitment_id: str) -> bool:
        """Whether a row is there with a finding that nobody rejected; of rows that this edit does not touch, that it is there."""
        is_there = commitment_id in self.rows[COMMITMENTS.name]
        return is_there and (commitment_id not in self.wanted or bool(counted_mentions(self.mentions[commitment_id], self.dates)))

    def _is_about_wanted(self, entry: Row) -> bool:
        return entry["commitment_id"] in self.wanted or entry["field"].startswith((f"{MENTIONS.name}/", f"{history.READING_DECISION}/"))

    def _opened(self, identity: str, own: list[Row]) -> Row | None:
        first = next((mention for mention in own if mention["mention_id"] == identity and not is_rejected(mention)), None)
        return None if first is None else new_commitment(first, first["what"] or first["quote"], "")

    def _is_left_by_all(self, row: Row) -> bool:
        """Whether a row had mentions and has lost them, and neither a judgement nor evidence is left to keep it."""
        identity = row["commitment_id"]
        is_cited = any(evidence["commitment_id"] == identity for evidence in self.rows["evidence"].values())
        had_mentions = any(mention["commitment_id"] == identity for mention in self.tables.mentions.rows)
        return had_mentions and is_untouched(row) and not is_cited

    def _derived(self, row: Row, own: list[Row]) -> Row:
        counted = counted_mentions(own, self.dates)
        if counted:
            row = self._without_needless_marks(row, derived(counted, row[BASIS]))
        return refreshed(row, own, self.dates, list(self._notes_left(row)), partial(self._is_overruled, row["commitment_id"]))

    def _without_needless_marks(self, row: Row, reading: Row) -> Row:
        set_now = {step.column for step in self.edit.of(Change) if (step.table, step.id) == (COMMITMENTS.name, row["commitment_id"])}
        if "corrected" in set_now:
            return row
        kept = [name for name in items(row["corrected"]) if not (name in set_now and reading.get(name) == row[name])]
        return row | {"corrected": JOIN.join(kept)} if kept != items(row["corrected"]) else row

    def _notes_left(self, row: Row) -> Iterator[str]:
        """The notes of `review` that `refreshed` does not make anew and that this edit does not answer."""
        apart = {(step.commitment_id, step.other) for step in self.edit.of(KeptApart) if not step.taken_back}
        answered = {(step.table, step.id, step.column) for step in self.edit.of(Change)}
        decided = {step.field for step in self.edit.of(Kept) if not step.taken_back}
        for note in parse_notes(row["review"]):
            if isinstance(note, JoinProposed):
                pair = {(row["commitment_id"], note.other), (note.other, row["commitment_id"])}
                if self._stands(row["commitment_id"]) and self._stands(note.other) and not pair & apart:
                    yield note.text
            elif isinstance(note, ReadingKept) and note.mention_id:
                field = f"{MENTIONS.name}/{note.mention_id}/{note.column}"
                touched = (MENTIONS.name, note.mention_id, note.column), (MENTIONS.name, note.mention_id, "corrected")
                if field not in decided and not answered & set(touched):
                    yield note.text
        yield from (join_proposed(step.other) for step in self.edit.of(KeptApart)
                    if step.taken_back and step.commitment_id == row["commitment_id"])

    def _is_overruled(self, commitment_id: str, column: str, reading: str) -> bool:
        """Whether a person set or kept the cell against this reading, now or before."""
        for step in self.edit.of(Kept):
            if (step.commitment_id, step.field, step.reading) == (commitment_id, column, reading):
                return not step.taken_back
        known = self.overruled.get(history.reading_key(commitment_id, column), frozenset())
        is_set_now = any((step.table, step.id, step.column) == (COMMITMENTS.name, commitment_id, column) for step in self.edit.of(Change))
        return is_set_now or reading in known
