"""Reported figures brought in from a CSV: what each row would do, told before anything is written, and then the writing.

Of two unlike numbers of one figure (`monitor.vintages`) the one that was certainly published later revises the other, which stays in
the table. Where no day of publication decides it, a person does, by naming in `replaces` what the row revises.
"""
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path

from monitor import figure_form, history, ids, store, vintages
from monitor.figure_form import FORM, Entry
from monitor.phrases.numbers import COMMA_FROM, qualified, with_unit
from monitor.problems import Problem
from monitor.schema import FIGURES, STATUS_LOG
from monitor.store import Tables
from monitor.table import Row, write_text
from monitor.targets import Figure, read_figure
from monitor.values import BadValue, value_or_none
from monitor.vintages import Vintages, identity, is_later, number, published, subject
from monitor.words import say

ADDED, REVISES, THERE, CLASHES, REFUSED = "added", "revises", "there", "clashes", "refused"
KINDS = (ADDED, REVISES, THERE, CLASHES, REFUSED)
UNSETTLED = (CLASHES, REFUSED)
HASHED = ("indicator_id", "period", "reporter_id", "scope", "url")
NEIGHBOURS_TOLD = 3


@dataclass(frozen=True)
class Outcome:
    """What becomes of the row that begins on `line`. `kind` is one of KINDS; `typed` its cells as they stand in the file.

    `written` is the row of figures.csv that it makes, None where it makes none. `problems` say why it is not written and how
    to mend that; `note` says in words what else there is to know.
    """

    line: int
    kind: str
    typed: Row
    written: Row | None = None
    note: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What the file called `name` would do to the tables. `faults` keep it out as a whole; `told` names columns not taken."""

    name: str
    content: bytes = field(repr=False)
    outcomes: tuple[Outcome, ...] = ()
    faults: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def rows(self) -> list[Row]:
        """The rows that would be written."""
        return [outcome.written for outcome in self.outcomes if outcome.written is not None]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind that occurs, in the order of KINDS."""
        found = Counter(outcome.kind for outcome in self.outcomes)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @property
    def is_settled(self) -> bool:
        """Whether no row needs a person."""
        return not self.faults and not any(kind in self.counts for kind in UNSETTLED)


def preview(content: bytes, name: str, tables: Tables) -> Preview:
    """What bringing in these bytes would do. Raises nothing and writes nothing."""
    name = Path(name).name
    broken = [table.problems[0] for table in (tables.figures, tables.indicators, tables.status_log) if not table.whole]
    form = figure_form.Form(faults=tuple(broken)) if broken else figure_form.read(content, name, tables)
    outcomes = [Outcome(entry.line, REFUSED, entry.typed, problems=entry.problems) for entry in form.entries if entry.problems]
    outcomes += _compared([entry for entry in form.entries if not entry.problems], tables, name)
    return Preview(name, content, tuple(sorted(outcomes, key=lambda outcome: outcome.line)), form.faults, form.told)


def apply(folder: Path, shown: Preview, when: datetime.datetime, who: str = "") -> None:
    """Write the rows of a preview and their entries in the log, in one save; `when` must know its offset from UTC.

    Raises StoreError; a Conflict where the tables have changed so that a row would fare otherwise than was shown.
    """
    def edit(tables: Tables) -> Mapping[str, str]:
        if preview(shown.content, shown.name, tables) != shown:
            raise store.Conflict(tables.figures.path, "it has changed since the preview, and a row would fare otherwise: look again")
        if not shown.rows:
            return {}
        entries = history.stamped(map(_log_entry, shown.rows), when, who, "import")
        figures = write_text(tables.figures, [*tables.figures.rows, *shown.rows])
        return {FIGURES.name: figures, store.LOG: store.with_entries(tables, entries)}

    store.update(folder, edit)


def _log_entry(row: Row) -> Row:
    touched = {"field": f"{FIGURES.name}/{row['figure_id']}", "new": history.ADDED, "reason": "import"}
    return dict.fromkeys(STATUS_LOG.header, "") | touched


def amount_words(row: Mapping[str, str]) -> str:
    """The figure of a row, exact to the last digit: over US$8,920,000,000; as typed where it cannot be read."""
    try:
        return _exact(read_figure(dict.fromkeys(FIGURES.header, "") | row))
    except BadValue:
        return " ".join(text for name in ("value", "value_high", "unit") if (text := row.get(name, "")))


def written_words(shown: Preview) -> str:
    """What `apply` has written of a preview."""
    return say("figure_import.written", added=shown.counts.get(ADDED, 0), revising=shown.counts.get(REVISES, 0))


def _exact(figure: Figure) -> str:
    ends = [_digits(end) for end in (figure.value, figure.value_high) if end is not None]
    amount = say("number.range", low=ends[0], high=ends[1]) if len(ends) == 2 else ends[0]
    return qualified(with_unit(amount, figure.unit), figure.qualifier)


def _digits(value: Decimal) -> str:
    """Every digit of a number; a year stands without a comma."""
    text = f"{value:,f}" if abs(value) >= COMMA_FROM else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _readable(tables: Tables) -> Iterator[Figure]:
    """The figures there; one that cannot be read can be compared with none, and is told by the check."""
    for row in tables.figures.rows:
        try:
            yield read_figure(row)
        except BadValue:
            continue


def _compared(entries: Sequence[Entry], tables: Tables, name: str) -> Iterator[Outcome]:
    comparison = _Comparison(tables, name)
    entries = [comparison.with_days(entry) for entry in entries]
    figures = {entry.line: read_figure(entry.cells) for entry in entries}
    settled = {entry.line: outcome for entry in entries if (outcome := comparison.at_once(entry, figures[entry.line]))}
    left = [entry for entry in entries if entry.line not in settled]
    settled |= comparison.within_the_file(left, figures)
    # The earlier vintage first, so that the later one of the same file finds it.
    for entry in sorted(left, key=lambda entry: (_day_of_publication(figures[entry.line]), entry.line)):
        if entry.line not in settled:
            settled[entry.line] = comparison.take(entry, figures[entry.line])
    yield from settled.values()


def _day_of_publication(figure: Figure) -> datetime.date:
    days = published(figure)
    return days.first if days else datetime.date.max


class _Comparison:
    """The rows of one file against the figures there, and against those of the file that have been taken before."""

    def __init__(self, tables: Tables, name: str):
        self.file = name
        self.known = Vintages(_readable(tables))
        self.rows = dict(tables.figures.by_id)
        self.line_of: dict[str, int] = {}

    def with_days(self, entry: Entry) -> Entry:
        """The entry with the days that the figures there have for its period, where it leaves its own empty and theirs are all the same."""
        if entry.typed["period_start"].strip() or entry.typed["period_end"].strip():
            return entry
        figure = read_figure(entry.cells)
        named = self.known.by_id.get(figure.replaces)
        of_named = {(named.start, named.end)} if named and vintages.period(named) == vintages.period(figure) else set()
        days = of_named or self.known.days_for(figure)
        if len(days) != 1:
            return entry
        (first, last), = days
        return replace(entry, cells=entry.cells | {"period_start": first.isoformat(), "period_end": last.isoformat()})

    def at_once(self, entry: Entry, figure: Figure) -> Outcome | None:
        """What can be said of a row without regard to the others: it names no figure that it could revise, or it is there."""
        problem = self._misnamed(entry, figure)
        if problem:
            return Outcome(entry.line, REFUSED, entry.typed, problems=(problem,))
        there = self.known.of_same_number(figure)
        if there is None:
            return None
        standing = self.known.standing(figure)
        if standing and there not in standing and all(is_later(figure, other) for other in standing):
            return None   # revised once, and now back at its old number
        note = self._note_of_there(entry, there, there in standing)
        return Outcome(entry.line, THERE, entry.typed, note=note)

    def within_the_file(self, entries: Sequence[Entry], figures: Mapping[int, Figure]) -> dict[int, Outcome]:
        """Rows that say the same as another row, or another number without days of publication that put them in order."""
        found: dict[int, Outcome] = {}
        by_identity: dict[tuple, list[Entry]] = {}
        for entry in entries:
            by_identity.setdefault(identity(figures[entry.line]), []).append(entry)
        for group in by_identity.values():
            first: dict[tuple, Entry] = {}
            for entry in group:
                earlier = first.setdefault(number(figures[entry.line]), entry)
                if earlier is not entry:
                    found[entry.line] = Outcome(entry.line, REFUSED, entry.typed, problems=(self._twice(entry, earlier),))
            for entry, other in _unordered(list(first.values()), figures):
                said = _exact(figures[other.line])
                problem = self._problem(entry, "value", f"row {other.line} of the file says {said}",
                                        "one number, or days of publication that put the two in order",
                                        "fill in published in both, or take one of the two out")
                found[entry.line] = Outcome(entry.line, CLASHES, entry.typed, problems=(problem,))
        return found

    def take(self, entry: Entry, figure: Figure) -> Outcome:
        """What becomes of a row that is new, and is then there for the rows after it."""
        standing = self.known.standing(figure)
        named = self.known.latest_from(figure.replaces) if figure.replaces else None
        problem = self._misdated(entry, figure, standing, named) if named else None
        problem = problem or self._clash(entry, figure, [other for other in standing if other is not named])
        if problem:
            return Outcome(entry.line, CLASHES, entry.typed, problems=(problem,))
        revised = named or vintages.newest(standing)
        note = say("figure_import.replaces", figure=self._named(revised)) if revised else self._note_of_page(figure)
        row = self._row(entry.cells, revised)
        self.rows[row["figure_id"]], self.line_of[row["figure_id"]] = row, entry.line
        self.known.take(replace(figure, figure_id=row["figure_id"], replaces=row["replaces"]))
        return Outcome(entry.line, REVISES if revised else ADDED, entry.typed, row, note)

    def _row(self, cells: Row, revised: Figure | None) -> Row:
        prefix, content = cells["indicator_id"].replace("_", "-"), "|".join(cells[name] for name in HASHED)
        return cells | {FIGURES.key: ids.hashed(prefix, content, self.rows), "replaces": revised.figure_id if revised else ""}

    def _misnamed(self, entry: Entry, figure: Figure) -> Problem | None:
        """What is wrong with the id in `replaces`."""
        named = self.known.by_id.get(figure.replaces)
        if figure.replaces and named is None:
            return self._problem(entry, "replaces", "no such figure", "the id of a row of figures.csv",
                                 "copy figure_id of the figure that this one revises, or empty the cell")
        if named and subject(named) != subject(figure):
            return self._problem(entry, "replaces", "a figure of something else", "a figure of the same indicator, period and reporter",
                                 "name the figure that this one revises, or empty the cell")
        return None

    def _twice(self, entry: Entry, earlier: Entry) -> Problem:
        return self._problem(entry, "value", f"the same figure as in row {earlier.line} of the file", "each figure once",
                             "take one of the two rows out; where they count different things, say so in scope")

    def _misdated(self, entry: Entry, figure: Figure, standing: Sequence[Figure], named: Figure) -> Problem | None:
        """Why the row cannot take the place of the figure that it names."""
        if is_later(named, figure):
            return self._problem(entry, "replaces", f"published later: {self._named(named)}", "a figure that was published before",
                                 "correct published or replaces")
        if standing and named not in standing:
            own = vintages.newest(standing)
            return self._problem(entry, "replaces", f"another one has the scope, basis and pair of the row: {self._named(own)}",
                                 "the figure of the same scope, basis and pair", self._settle(own))
        return None

    def _clash(self, entry: Entry, figure: Figure, rivals: Sequence[Figure]) -> Problem | None:
        """Why it is not certain that the number of the row comes after those of the figures that stand there."""
        for rival in rivals:
            said, so_say = self._named(rival), self._settle(rival)
            if rival.url == figure.url:
                return self._problem(entry, "value", f"the same address says {said}", "one number at one address",
                                     f"if the page was changed, {so_say}; else correct the number or the address")
            if is_later(rival, figure):
                return self._problem(entry, "value", f"published later: {said}", "a figure newer than the one there",
                                     "nothing is lost: the later one stands; to keep this one too, enter it in figures.csv and put its id "
                                     f"into replaces of {rival.figure_id}")
            if not is_later(figure, rival):
                can_be_dated = published(rival) and not published(figure)
                way = f"fill in published, or {so_say}" if can_be_dated else so_say
                return self._problem(entry, "value", f"another number there: {said}", "days of publication that say which is later",
                                     f"if this one is later, {way}; else correct the row")
        return None

    def _settle(self, rival: Figure) -> str:
        """How a row says by itself that it revises the rival. One of the same file has no id yet."""
        if rival.figure_id in self.line_of:
            return "bring that row in first and put its id into replaces"
        return f"put {rival.figure_id} into replaces"

    def _named(self, figure: Figure) -> str:
        line = self.line_of.get(figure.figure_id)
        who = say("figure_import.row", row=line) if line else figure.figure_id
        about = {"figure": who, "amount": _exact(figure)}
        return say("figure_import.dated", day=figure.published, **about) if figure.published else say("figure_import.undated", **about)

    def _note_of_there(self, entry: Entry, there: Figure, stands: bool) -> str:
        row = self.rows[there.figure_id]
        differing = [name for name in FORM.header if name != "replaces" and entry.typed[name].strip() and not _same(name, entry.typed, row)]
        notes = [say("figure_import.there", id=there.figure_id) if stands else say("figure_import.there_revised", id=there.figure_id)]
        notes += [say("figure_import.differing", columns=", ".join(differing))] if differing else []
        return " ".join(notes)

    def _note_of_page(self, figure: Figure) -> str:
        beside = [self._named(other) for other in islice(self.known.on_same_page(figure), NEIGHBOURS_TOLD)]
        return say("figure_import.same_page", figures="; ".join(beside)) if beside else ""

    def _problem(self, entry: Entry, column: str, rule: str, expected: str, mend: str) -> Problem:
        return Problem(self.file, entry.line, column, "", entry.cells[column], rule, expected, mend)


def _same(name: str, cells: Row, row: Row) -> bool:
    """Whether the cells of two rows say the same, however they are spelled."""
    column, one, other = FORM.by_name[name], cells[name].strip(), row[name].strip()
    return one == other or column.type != "text" and value_or_none(column, one) == value_or_none(column, other)


def _unordered(entries: Sequence[Entry], figures: Mapping[int, Figure]) -> Iterator[tuple[Entry, Entry]]:
    """Rows that no day of publication puts before or after every other, each with one such other."""
    if len(entries) < 2:
        return
    undated = [entry for entry in entries if published(figures[entry.line]) is None]
    if undated:   # it may have come before or after any other
        yield from ((entry, next(other for other in (undated[0], *entries) if other is not entry)) for entry in entries)
        return
    ordered = sorted(entries, key=lambda entry: published(figures[entry.line]))
    last = ordered[0]
    for entry in ordered[1:]:
        if not is_later(figures[entry.line], figures[last.line]):
            yield from ((entry, last), (last, entry))
        last = max(last, entry, key=lambda one: published(figures[one.line]).last)
