"""Any past day is rebuilt from the log: each rule by itself, and a long history of random edits day by day."""
import datetime
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from monitor import dataset, edits, undo
from monitor.asof import on_record
from monitor.derivation import new_commitment, refreshed
from monitor.documents import sha256
from monitor.edits import Added, BadEdit, Change, Clashes, Edit, Removed
from monitor.history import log_entry, record, stamped
from monitor.rewind import Past, moments
from monitor.schema import BY_NAME
from monitor.store import LOG, Tables, load, update, with_entries
from monitor.table import write_text
from monitor.values import JOIN, items
from tests.folders import a_row, add_row, make_folder, set_cell

ID = "js-1-00000001"
OF_MENTION = f"mentions/{ID}"
EVIDENCE = {"evidence_id": "forum-2024", "commitment_id": ID, "tag": "supports", "summary": "The forum was held.",
            "url": "https://example.org/forum"}
THEN, LATER = True, False


def an_entry(name: str, old: str, new: str, via: str = "csv", reason: str = "evidence") -> dict[str, str]:
    owner = "" if "/" in name and not name.startswith("commitments/") else ID
    return log_entry(owner, name, old, new, reason) | {"via": via}


def row_on_the_day(table: str, now: dict[str, str] | None, *entries: tuple) -> dict[str, str] | None:
    """The one row of a table; each entry is preceded by whether it was made by then."""
    past = Past((an_entry(*entry), by_then) for by_then, *entry in entries)
    schema = BY_NAME[table]
    found = past.rows(schema, {now[schema.key]: now} if now else {})
    return next((then.row for then in found.values()), None)


KNOWN = (THEN, "title", "", "Hold a forum each year")


@pytest.mark.parametrize(("column", "entries", "held"), [
    pytest.param("status", [(THEN, "status", "", "fulfilled"), (LATER, "status", "fulfilled", "stalled")], "fulfilled", id="last by then"),
    pytest.param("status", [(LATER, "status", "no_report", "stalled"), (LATER, "status", "stalled", "dropped")], "no_report",
                 id="first after"),
    pytest.param("note", [], "", id="typed and not entered yet"),
    pytest.param("title", [], "Hold a forum each year", id="edited since, not entered yet"),
    pytest.param("status", [(THEN, "status", "", "fulfilled"), (LATER, "status", "x", "stalled"), (THEN, "status", "stalled", "dropped")],
                 "dropped", id="the order of the file, whatever the times"),
    pytest.param("kind", [], "event", id="the machine's, never set"),
    pytest.param("kind", [(THEN, "corrected", "", "kind"), (THEN, "kind", "event", "target")], "target", id="the machine's, set by then"),
    pytest.param("kind", [(LATER, "corrected", "", "kind"), (LATER, "kind", "project", "target", "dashboard")], "project",
                 id="the machine's, set later in the dashboard"),
    pytest.param("kind", [(THEN, "corrected", "", "kind"), (THEN, "kind", "", "target"), (THEN, "corrected", "kind", "")], "event",
                 id="the machine's again, the mark was taken off"),
    pytest.param("kind", [(LATER, "corrected", "", "kind"), (LATER, "kind", "", "target"),
                          (LATER, "kind", "project", "target", "extract", "correction")], "project",
                 id="set later in the file, the extractor says what it read beside it"),
    pytest.param("kind", [(THEN, "kind", "project", "event", "extract", "correction")], "event", id="what the rules read is no change"),
    pytest.param("status", [(THEN, "status", "", "fulfilled"), (THEN, "reading/status", "stalled", "fulfilled")], "fulfilled",
                 id="a decision is no change"),
    pytest.param("status", [(THEN, "status", "", "fulfilled"), (THEN, "statos", "", "x"), (THEN, "nowhere/row", "", "added")],
                 "fulfilled", id="what cannot be replayed is left out"),
])
def test_what_a_cell_held(column, entries, held):
    now = a_row("commitments", title="Edited", note="Typed", corrected="", status="stalled")
    assert row_on_the_day("commitments", now, KNOWN, *entries)[column] == held


def test_a_cell_of_which_nothing_says_what_it_held_is_named():
    entries = [(THEN, f"{OF_MENTION}/commitment_id", "", ID), (LATER, f"{OF_MENTION}/value", "", "20"),
               (LATER, f"{OF_MENTION}/corrected", "", "value")]
    past = Past((an_entry(*entry), by_then) for by_then, *entry in entries)
    then = past.rows(BY_NAME["mentions"], {ID: a_row("mentions", value="20", corrected="value")})[ID]
    assert (then.row["value"], then.row["corrected"], then.unknown) == ("20", "", {"value"})


def a_removal(table: str, row: dict[str, str]) -> tuple:
    return f"{table}/{row[BY_NAME[table].key]}", json.dumps({name: cell for name, cell in row.items() if cell}), "removed"


HAND = a_row("mentions", extractor="hand")
LATER_READING = json.dumps(EVIDENCE | {"summary": "It was put off."})


@pytest.mark.parametrize(("table", "now", "entries", "shown"), [
    ("commitments", a_row("commitments"), [(LATER, "title", "", "Hold it"), (LATER, "status", "", "not_checked")], None),   # opened later
    ("commitments", a_row("commitments"), [(LATER, "status", "not_checked", "stalled")], {"status": "not_checked"}),
    ("commitments", a_row("commitments"), [], None),                                                          # waits to be entered
    ("commitments", None, [KNOWN, (LATER, *a_removal("commitments", a_row("commitments", value="7")))],
     {"value": "7", "title": KNOWN[3]}),
    ("commitments", None, [KNOWN, (LATER, f"commitments/{ID}", "", "removed", "extract")], {"title": KNOWN[3], "value": ""}),
    ("commitments", None, [KNOWN, (THEN, f"commitments/{ID}", "", "removed")], None),
    ("commitments", a_row("commitments"), [KNOWN, (THEN, f"commitments/{ID}", "", "removed"), (LATER, "title", "", "Again")], None),
    ("mentions", a_row("mentions"), [], {"commitment_id": ""}),                                                # of the machine: as it stands
    ("mentions", a_row("mentions"), [(LATER, f"{OF_MENTION}/commitment_id", "", ID, "extract")], None),        # found later
    ("mentions", a_row("mentions"), [(LATER, f"{OF_MENTION}/commitment_id", "", ID)], {"commitment_id": ""}),  # a person opened it later
    ("mentions", a_row("mentions", type="progress"), [(LATER, f"{OF_MENTION}/commitment_id", "", ID, "extract")],
     {"commitment_id": ""}),
    ("mentions", HAND, [], None),
    ("mentions", HAND, [(LATER, OF_MENTION, "", "added")], None),
    ("mentions", HAND, [(THEN, OF_MENTION, "", "added")], {"commitment_id": ""}),
    ("mentions", None, [(THEN, OF_MENTION, "", "added"), (LATER, *a_removal("mentions", HAND))], {"quote": HAND["quote"]}),
    ("mentions", None, [(THEN, OF_MENTION, "", "added"), (LATER, OF_MENTION, "", "removed")], None),           # nothing has its cells
    ("mentions", None, [(THEN, OF_MENTION, "", "added"), (LATER, OF_MENTION, '{"rejected": "yes"}', "removed")], None),
    ("mentions", None, [(THEN, OF_MENTION, "", "added"), (LATER, OF_MENTION, '["', "removed")], None),
    ("evidence", a_row("evidence", summary="Typed"), [(THEN, "evidence/forum-2024", "", json.dumps(EVIDENCE))],
     {"summary": "The forum was held."}),
    ("evidence", a_row("evidence"), [], None),
    ("evidence", a_row("evidence"), [(LATER, "evidence/forum-2024", "", json.dumps(EVIDENCE))], None),
    ("evidence", a_row("evidence", summary="It was put off."), [(LATER, "evidence/forum-2024", json.dumps(EVIDENCE), LATER_READING)],
     {"summary": "The forum was held."}),
    ("evidence", None, [(THEN, "evidence/forum-2024", "", json.dumps(EVIDENCE)), (LATER, "evidence/forum-2024", "", "removed")],
     {"summary": "The forum was held."}),
    ("evidence", None, [(THEN, "evidence/forum-2024", "", json.dumps(EVIDENCE)), (THEN, "evidence/forum-2024", "", "removed")], None),
    ("figures", a_row("figures"), [], {"value": "10000000000"}),
    ("figures", a_row("figures"), [(LATER, "figures/js-1-00000002", "", "added", "import")], None),
    ("figures", a_row("figures"), [(THEN, "figures/js-1-00000002", "", "added", "import"),
                                   (LATER, "figures/js-1-00000002/note", "", "x")], {"note": ""}),
    ("sources", None, [(THEN, "sources/js-1", "", "added"), (LATER, *a_removal("sources", a_row("sources")))],
     {"title": "Joint statement"}),
])
def test_which_rows_stood_there(table, now, entries, shown):
    row = row_on_the_day(table, now, *entries)
    assert row is None if shown is None else shown.items() <= row.items()


@pytest.mark.parametrize(("text", "expected"), [
    ("2026-11-24T23:30:00+00:00", "2026-11-24T23:30"), ("2026-11-25T04:30:00+05:00", "2026-11-24T23:30"),
    ("2026-11-24T23:30Z", "2026-11-24T23:30"),
    ("2026-11-24", None), ("2026-13-24T23:30:00+00:00", None), ("2026-11-24T23:30:00", None), ("", None),
])
def test_the_times_of_a_log(text, expected):
    found = moments(pd.Series(["2026-01-01T00:00:00.5+00:00", text], dtype="str"))[1]
    assert (None if found is pd.NaT else f"{found:%Y-%m-%dT%H:%M}") == expected


# A long history

FIRST = datetime.date(2026, 3, 1)
DAYS, EDITS_A_DAY = 30, 7
LINES = [f"The two sides will raise trade in goods number {number} to {number + 10} million dollars by {2027 + number}." for number in range(8)]
TEXT = "\n".join(LINES) + "\n"
NOT_KEPT = ["review"]
KEYED = ("sources", "mentions", "commitments", "evidence", "figures", "indicators")
TYPED = {"title": "Title {}", "note": "Note {}", "headline": "Reason {}", "checked_by": "P{}", "evidence_url": "https://example.org/{}"}


def a_long_folder(folder: Path) -> Path:
    """Two documents with four mentions each, every mention a commitment, nothing entered in the log yet."""
    sources = [a_row("sources", source_id=name, file=f"{name}.txt", sha256=sha256(TEXT.encode()), date=day)
               for name, day in (("js-1", "2024-01-24"), ("js-2", "2025-06-01"))]
    mentions = []
    for number, line in enumerate(LINES):
        source, start = f"js-{1 + number % 2}", TEXT.index(line)
        identity = f"{source}-0000000{number}"
        mentions.append(a_row(
            "mentions", mention_id=identity, source_id=source, start=str(start), end=str(start + len(line)), quote=line, kind="target",
            value=f"{number + 10}000000", unit="USD", qualifier="exactly", deadline=str(2027 + number), deadline_kind="year",
            sector="trade", commitment_id=identity))
    dates = {row["source_id"]: row["date"] for row in sources}
    commitments = [refreshed(new_commitment(row, row["quote"], ""), [row], dates, [], lambda column, reading: False) for row in mentions]
    make_folder(folder, sources=sources, mentions=mentions, commitments=commitments, evidence=[], figures=[a_row("figures", published="2025-06-01")])
    for name in ("js-1", "js-2"):
        (folder / "sources" / f"{name}.txt").write_bytes(TEXT.encode())
    return folder


@dataclass
class History:
    """Edits in the dashboard and in the files, at random; `done` counts those that were taken, by their name."""

    folder: Path
    chance: random.Random
    now: datetime.datetime = datetime.datetime.combine(FIRST, datetime.time(8), datetime.UTC)
    done: dict[str, int] = field(default_factory=dict)
    made: int = 0

    def day(self) -> None:
        for _ in range(EDITS_A_DAY):
            self.now += datetime.timedelta(minutes=self.chance.randrange(1, 100))
            self.made += 1
            step = self.chance.choice((
                self.judge, self.judge, self.type_in_the_file, self.type_in_the_file, self.correct, self.correct_in_the_file,
                self.reject, self.join, self.add_evidence, self.change_evidence, self.remove_evidence, self.add_statement,
                self.remove_statement, self.add_figure, self.take_back,
            ))
            try:
                if step():
                    self.done[step.__name__] = self.done.get(step.__name__, 0) + 1
            except (BadEdit, Clashes):
                continue   # the tables refuse it, and nothing is written
        self.now = datetime.datetime.combine(self.now.date() + datetime.timedelta(days=1), datetime.time(8), datetime.UTC)

    def rows(self, table: str) -> dict[str, dict[str, str]]:
        return load(self.folder)[table].by_id

    def pick(self, table: str) -> dict[str, str]:
        return self.chance.choice(list(self.rows(table).values()) or [{}])

    def save(self, *steps, **about) -> bool:
        return bool(edits.save(self.folder, Edit(steps, **about), self.chance.choice(("MK", "AB")), self.now))

    def enter(self) -> bool:
        return bool(record(self.folder, self.now))

    def judge(self) -> bool:
        row, status = self.pick("commitments"), self.chance.choice(("fulfilled", "in_progress", "no_report", "stalled", "dropped"))
        cells = {"status": status, "note": f"Seen {self.made}", "checked_on": f"{self.now:%Y-%m-%d}"}
        return self.save(*(Change("commitments", row["commitment_id"], name, row[name], cell) for name, cell in cells.items()), note="Seen")

    def type_in_the_file(self) -> bool:
        row, name = self.pick("commitments"), self.chance.choice(list(TYPED))
        set_cell(self.folder, "commitments", row["commitment_id"], name, TYPED[name].format(self.made))
        return self.enter()

    def correct(self) -> bool:
        table = self.chance.choice(("mentions", "commitments"))
        row, name = self.pick(table), self.chance.choice(("value", "sector", "strength"))
        new = {"value": f"{self.made}000000", "sector": self.chance.choice(("energy", "trade")),
               "strength": self.chance.choice(("firm", "intent"))}
        return self.save(Change(table, row[BY_NAME[table].key], name, row[name], new[name]))

    def correct_in_the_file(self) -> bool:
        """As a person does it, and as the extractor enters at its next run what it reads there."""
        row = self.pick("commitments")
        marks = items(row["corrected"])
        if "sector" in marks:
            return False
        set_cell(self.folder, "commitments", row["commitment_id"], "sector", "mining")
        set_cell(self.folder, "commitments", row["commitment_id"], "corrected", JOIN.join([*marks, "sector"]))
        entered = self.enter()
        reading = stamped([log_entry(row["commitment_id"], "sector", row["sector"], "mining", "correction")], self.now, "", "extract")
        update(self.folder, lambda tables: {LOG: with_entries(tables, reading)})
        return entered

    def reject(self) -> bool:
        row = self.pick("mentions")
        return self.save(Change("mentions", row["mention_id"], "rejected", row["rejected"], "" if row["rejected"] else "yes"))

    def join(self) -> bool:
        row, other = self.pick("mentions"), self.pick("commitments")
        target = self.chance.choice((row["mention_id"], other["commitment_id"]))
        return self.save(Change("mentions", row["mention_id"], "commitment_id", row["commitment_id"], target))

    def add_evidence(self) -> bool:
        about = self.pick("commitments")["commitment_id"]
        cells = {"evidence_id": f"e{self.made}", "commitment_id": about, "published": f"{self.now:%Y-%m-%d}"}
        if self.chance.random() < 0.5:
            return self.save(Added("evidence", a_row("evidence", **cells)))
        add_row(self.folder, "evidence", a_row("evidence", **cells))
        return self.enter()

    def change_evidence(self) -> bool:
        row = self.pick("evidence")
        return bool(row) and self.save(Change("evidence", row["evidence_id"], "summary", row["summary"], f"Summary {self.made}"))

    def remove_evidence(self) -> bool:
        row = self.pick("evidence")
        return bool(row) and self.save(Removed("evidence", row["evidence_id"]))

    def add_statement(self) -> bool:
        name = f"said-{self.made}"
        about = self.chance.choice((f"{name}-1", self.pick("commitments")["commitment_id"]))
        said = {"mention_id": f"{name}-1", "source_id": name, "start": "", "end": "", "quote": "", "what": f"Raise it {self.made}",
                "extractor": "hand", "value": f"{self.made}", "unit": "USD", "commitment_id": about}
        source = a_row("sources", source_id=name, file="", sha256="", text_by="", title=f"Said {self.made}",
                       date=f"{self.now:%Y-%m-%d}")
        return self.save(Added("sources", source), Added("mentions", a_row("mentions", **said)))

    def remove_statement(self) -> bool:
        said = [row for row in self.rows("mentions").values() if row["extractor"] == "hand"]
        return bool(said) and self.save(Removed("mentions", self.chance.choice(said)["mention_id"]))

    def add_figure(self) -> bool:
        row = a_row("figures", figure_id=f"trade-{self.made}", source_id="", start="", end="", quote="", published=f"{self.now:%Y-%m-%d}")
        entry = log_entry("", f"figures/{row['figure_id']}", "", "added", "import")

        def edit(tables: Tables) -> dict[str, str]:
            figures = write_text(tables.figures, [*tables.figures.rows, row])
            return {"figures": figures, LOG: with_entries(tables, stamped([entry], self.now, "MK", "import"))}

        update(self.folder, edit)
        return True

    def take_back(self) -> bool:
        who = self.chance.choice(("MK", "AB"))
        last = undo.last_of(load(self.folder).status_log.rows, who)
        return last is not None and bool(edits.save(self.folder, last.edit, who, self.now))


def state(data: dataset.Dataset) -> dict[tuple[str, str, str], str]:
    """Every cell that a past day must bring back, by table, id and column."""
    found = {}
    for name in KEYED:
        for row in dataset.rows_of(getattr(data, name).drop(columns=NOT_KEPT, errors="ignore")):
            found |= {(name, row[BY_NAME[name].key], column): cell for column, cell in row.items()}
    return found


@pytest.mark.parametrize("seed", range(3))
def test_every_day_of_a_long_history_is_rebuilt_as_it_was(tmp_path, seed):
    folder = a_long_folder(tmp_path / "data")
    history = History(folder, random.Random(seed))
    history.enter()
    kept = {}
    for _ in range(DAYS):
        day = history.now.date()
        history.day()
        kept[day] = state(dataset.load(folder))
    assert sum(history.done.values()) >= 150 and len(history.done) >= 12, history.done
    data = dataset.load(folder)
    not_sure = 0
    for day, expected in kept.items():
        record = on_record(data, day)
        found = state(record.data)
        assert found.keys() == expected.keys(), day
        differing = {place for place, cell in expected.items() if found[place] != cell}
        assert {place: (expected[place], found[place]) for place in differing - record.unknown} == {}, day
        not_sure += len(record.unknown)
    assert not_sure < 0.04 * sum(map(len, kept.values())), "what is not sure is the exception"
