"""What changed since a day, for readers: what was added, new evidence, new judgement, corrections, and what was filed otherwise.

The entries that one person made of one row in one save are one item. Left out are what the log began with; what the extractor read
beside a correction, and the decisions that were made of it, for they changed nothing; marks in `corrected`; and indicators.
"""
import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from textwrap import shorten

import pandas as pd

from monitor import history, rewind
from monitor.cell_words import cell_words, column_words
from monitor.dataset import Dataset, rows_of
from monitor.history import ADDED, REMOVED
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE, FIGURES, INDICATORS, MENTIONS, SOURCES, Table
from monitor.table import Row
from monitor.words import say

GROUPS = ("added", "evidence", "judgement", "correction", "recode")
BEGAN_WITH = ("extract", "import")
NO_NEWS = ("corrected", "checked_by", "sha256", "text_by")
LOOKED_AT = 5_000   # entries, where no day is named
LONGEST_NAME, LONGEST_TEXT = 70, 160
UNDONE = say("undo.note", when="").partition(":")[0]
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Cell:
    """One cell in words: what it is, and what it held before and after; empty for an empty cell."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Item:
    """What one person changed of one row in one save.

    `page` and `key` lead to it: the commitment of an id, the figures of an indicator, the document of a source; `key` is empty where
    there is nothing to lead to. `what` says what came or went, `cells` what was set. `row` is its id even where the row went, `via` the
    way by which the change came: with when, who and page these tell it from any other of its group.
    """

    when: str
    who: str
    title: str
    page: str
    key: str
    what: tuple[str, ...]
    cells: tuple[Cell, ...]
    note: str
    evidence_url: str
    row: str
    via: str

    @property
    def is_undone(self) -> bool:
        """Whether it takes an earlier change back."""
        return self.note.startswith(UNDONE)


@dataclass(frozen=True)
class Group:
    """The newest items, newest first, and how many there are."""

    total: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Changes:
    """The groups by their names, in the order of GROUPS, and the day on which the log begins; None for an empty log."""

    groups: Mapping[str, Group]
    log_begins: datetime.date | None

    @property
    def is_empty(self) -> bool:
        return not any(group.total for group in self.groups.values())


def since(data: Dataset, day: datetime.date | None, limit: int, about: Collection[str] | None = None) -> Changes:
    """The changes from the beginning of a day in UTC on, None for those among the last entries; of the commitments in `about`, if given."""
    moments = rewind.moments(data.status_log["when"])
    begins = moments.min()
    if pd.isna(begins):
        return Changes({name: Group(0, ()) for name in GROUPS}, None)
    log = data.status_log
    of_first_day = (moments < begins.normalize() + pd.Timedelta(days=1)) & log["via"].isin(BEGAN_WITH)
    wanted = moments.notna() & ~of_first_day & (moments != begins)
    if day is not None:
        wanted &= moments >= pd.Timestamp(day, tz="UTC")
    newest_first = moments[wanted].iloc[::-1].sort_values(ascending=False, kind="stable").index
    groups = _Sorter(data, about).sorted(log.loc[newest_first if day else newest_first[:LOOKED_AT]])
    found = {name: Group(len(saves), tuple(map(partial(_item, data), saves[:limit]))) for name, saves in groups.items()}
    return Changes(found, begins.date())


@dataclass(frozen=True)
class Save:
    """The entries of one item, newest first, each with what it touches; `page` and `key` as in an item."""

    page: str
    key: str
    entries: list[tuple[Place, Row]]


class _Sorter:
    """Entries sorted into groups and saves."""

    def __init__(self, data: Dataset, about: Collection[str] | None):
        self.data, self.about = data, about
        self.places: dict[tuple[str, str], Place | None] = {}

    def sorted(self, log: pd.DataFrame) -> dict[str, list[Save]]:
        entries = [(place, entry) for entry in rows_of(log) if (place := self._place(entry)) is not None]
        opened = {(entry["when"], place[1]) for place, entry in entries if place[0] == COMMITMENTS.name and _opens(place[2], entry)}
        found: dict[str, dict[tuple, Save]] = {name: {} for name in GROUPS}
        for place, entry in entries:
            page, key = self._leads_to(place, entry)
            if self.about is not None and (page != COMMITMENTS.name or key not in self.about):
                continue
            saves = found["added" if (entry["when"], key) in opened else _group(place, entry)]
            about = entry["when"], entry["who"], entry["via"], page, key
            save = saves.get(about)
            if save is None:
                save = saves[about] = Save(page, key, [])
            save.entries.append((place, entry))
        return {name: list(saves.values()) for name, saves in found.items()}

    def _place(self, entry: Row) -> Place | None:
        """What an entry touches; None where that is no news."""
        if rewind.is_reading(entry):
            return None
        asked = entry["field"], entry["commitment_id"]
        if asked not in self.places:
            table, identity, column = history.touched(entry)
            is_news = table in BY_NAME and table != INDICATORS.name and column not in NO_NEWS
            self.places[asked] = (table, identity, column) if is_news and not history.fault(entry) else None
        return self.places[asked]

    def _leads_to(self, place: Place, entry: Row) -> tuple[str, str]:
        table, identity, column = place
        if table == COMMITMENTS.name:
            return table, identity
        if table == SOURCES.name:
            return "sources", identity
        if table == FIGURES.name:
            return "targets", self._of(table, identity, entry).get("indicator_id", "")
        if entry["commitment_id"]:
            return COMMITMENTS.name, entry["commitment_id"]
        owner = entry["new"] or entry["old"] if column == "commitment_id" else self._of(table, identity, entry).get("commitment_id", "")
        if table == MENTIONS.name and not self.data.row(COMMITMENTS.name, owner):
            return "sources", self._of(table, identity, entry).get("source_id", "")
        return COMMITMENTS.name, owner

    def _of(self, table: str, identity: str, entry: Row) -> Row:
        return self.data.row(table, identity) or rewind.row_in(entry["old"]) or rewind.row_in(entry["new"]) or {}


def of_entry(data: Dataset, entry: Row) -> tuple[Cell, ...]:
    """One entry of the log in words, as the history of a row tells it: cells, or a sentence in `field` with nothing beside it."""
    place = history.touched(entry)
    if place[0] == history.JOIN_DECISION:
        other = cell_words(data, COMMITMENTS, "part_of", place[1], {})
        return (Cell(say("changes.join_refused" if entry["new"] else "changes.join_open", title=other), "", ""),)
    if place[0] == history.READING_DECISION:
        read = of_entry(data, entry | {"field": entry["field"].partition("/")[2]})
        return tuple(Cell(say("changes.kept_against", field=cell.field), cell.old, cell.new) for cell in read)
    if history.fault(entry):
        return (Cell(entry["field"], entry["old"], entry["new"]),)
    save = Save(COMMITMENTS.name, entry["commitment_id"], [(place, entry)])
    what = tuple(Cell(words, "", "") for words in _came_and_went(data, save, save.entries, opened=False))
    return what or tuple(_cells(data, place, entry)) or (Cell(column_words(place[2] or place[0]), entry["old"], entry["new"]),)


def _opens(column: str, entry: Row) -> bool:
    return column == "title" and not entry["old"] or not column and entry["new"] == ADDED


def _group(place: Place, entry: Row) -> str:
    table, _, column = place
    if not column and not entry["old"] and entry["new"] != REMOVED:
        return "evidence" if table == EVIDENCE.name else "added"
    if table == COMMITMENTS.name and entry["reason"] != "correction":
        is_brought_in = entry["reason"] == "import" and history.REASONS.get(column) == "evidence"
        return "judgement" if entry["reason"] == "evidence" or is_brought_in else "recode"
    if table == MENTIONS.name and column == "commitment_id" and entry["reason"] != "correction":
        return "recode" if entry["old"] else "added"
    return "correction"


def _item(data: Dataset, save: Save) -> Item:
    newest = save.entries[0][1]
    in_order = save.entries[::-1]
    opened = any(place[0] == COMMITMENTS.name and _opens(place[2], entry) for place, entry in in_order)
    what = _came_and_went(data, save, in_order, opened)
    cells = () if opened else tuple(cell for place, entry in in_order for cell in _cells(data, place, entry))
    row, title = _named(data, save, in_order)
    urls = (entry["evidence_url"] or (entry["new"] if place[2] == "evidence_url" else "") for place, entry in save.entries)
    url = next(filter(None, urls), "")
    key = save.key if row else ""
    title = shorten(title, LONGEST_TEXT, placeholder=" …")
    return Item(newest["when"], newest["who"], title, save.page, key, tuple(dict.fromkeys(what)), cells, newest["note"], url, save.key,
                newest["via"])


def _named(data: Dataset, save: Save, entries: list[tuple[Place, Row]]) -> tuple[Row | None, str]:
    """The row that an item leads to, None where it went, and its title."""
    table, name = {"sources": (SOURCES, "title"), "targets": (INDICATORS, "name")}.get(save.page, (COMMITMENTS, "title"))
    row = data.row(table.name, save.key)
    if row:
        return row, row[name]
    kept = next((found for _, entry in entries for text in (entry["old"], entry["new"]) if (found := rewind.row_in(text))), {})
    found = (_title_in_log(data, save.key) if table is COMMITMENTS else "", kept.get(name, ""), kept.get("what", ""), save.key)
    return None, next(filter(None, found), say("changes.unnamed"))


def _title_in_log(data: Dataset, commitment_id: str) -> str:
    """The last title of a commitment that is no longer there."""
    log = data.status_log
    titles = log["new"][(log["commitment_id"] == commitment_id) & (log["field"] == "title")] if commitment_id else log["new"].iloc[0:0]
    return titles.iloc[-1] if len(titles) else ""


def _came_and_went(data: Dataset, save: Save, entries: list[tuple[Place, Row]], opened: bool) -> Iterator[str]:
    if opened:
        yield say("changes.new_commitment")
    figures = sum(place[0] == FIGURES.name and entry["new"] == ADDED for place, entry in entries)
    if figures:
        yield say("changes.new_figures", count=figures)
    for place, entry in entries:
        table, identity, column = place
        if table == MENTIONS.name and column == "commitment_id":
            if not opened:
                yield _moved(data, identity, entry)
        elif table == MENTIONS.name and column == "rejected":
            yield say("changes.rejected" if entry["new"] else "changes.not_rejected", words=_said(data, identity))
        elif table == EVIDENCE.name and entry["new"] == REMOVED:
            yield say("changes.evidence_gone", summary=(rewind.row_in(entry["old"]) or {}).get("summary", identity))
        elif not column and entry["new"] == REMOVED:
            yield say(f"changes.gone_{table}")
        elif table == EVIDENCE.name and not column and not entry["old"]:
            yield _evidence_words(rewind.row_in(entry["new"]) or data.row(table, identity) or {})
        elif table == SOURCES.name and not column:
            yield say("changes.new_source")
        elif table == MENTIONS.name and not column and not opened:
            yield say("changes.new_statement")


def _evidence_words(row: Row) -> str:
    tag = cell_words(None, EVIDENCE, "tag", row.get("tag", ""), row)
    return say("changes.new_evidence", tag=tag, summary=row.get("summary", ""))


def _moved(data: Dataset, mention_id: str, entry: Row) -> str:
    """What became of a statement that was given to a commitment, taken from it, or both."""
    about = {"title": _document(data, mention_id)}
    if not entry["old"]:
        return say("changes.new_mention", **about)
    other = (data.row(COMMITMENTS.name, entry["old"]) or {}).get("title") or _title_in_log(data, entry["old"]) or entry["old"]
    return say("changes.moved", other=other, **about) if entry["new"] else say("changes.parted", **about)


def _said(data: Dataset, mention_id: str) -> str:
    mention = data.row("mentions", mention_id)
    return shorten(mention["quote"] or mention["what"], LONGEST_NAME, placeholder=" …") if mention else mention_id


def _document(data: Dataset, mention_id: str) -> str:
    mention = data.row("mentions", mention_id)
    source = data.row("sources", mention["source_id"]) if mention else None
    return shorten(source["title"], LONGEST_NAME, placeholder=" …") if source else mention_id


def _cells(data: Dataset, place: Place, entry: Row) -> Iterator[Cell]:
    """The cells that an entry sets; those of a row of evidence that was written anew one by one."""
    table, identity, column = place
    schema = BY_NAME[table]
    is_told = table == MENTIONS.name and column in ("rejected", "commitment_id") or column == "evidence_url" and entry["new"]
    if column and not is_told:
        row = data.row(table, identity) or {}
        old, new = (_held(data, schema, column, entry[side], row) for side in ("old", "new"))
        field = column_words(column)
        yield Cell(say("changes.in_document", field=field, title=_document(data, identity)) if schema is MENTIONS else field, old, new)
    elif not column and schema is EVIDENCE and entry["old"] and entry["new"] != REMOVED:
        before, after = rewind.row_in(entry["old"]) or {}, rewind.row_in(entry["new"]) or {}
        for name in schema.header:
            if before.get(name, "") != after.get(name, ""):
                yield Cell(column_words(name), *(_held(data, schema, name, row.get(name, ""), row) for row in (before, after)))


def _held(data: Dataset, schema: Table, name: str, text: str, row: Row) -> str:
    """What a cell held: in words, and what people wrote freely in quotation marks, cut where it is long."""
    if schema.by_name[name].type != "text":
        return cell_words(data, schema, name, text, row)
    return say("changes.quoted", text=shorten(text, LONGEST_TEXT, placeholder=" …")) if text else ""
