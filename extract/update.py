"""All tables after a run over all documents: pure, rows in and rows out."""
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from extract import linking
from extract.findings import Commitment, Document, Figure, Finding
from extract.indicators import match_indicator, proposed_indicator
from extract.merge import merge_figures, merge_mentions
from extract.reporters import reporter_of
from extract.rows import Row
from extract.slots import Subject, subject
from extract.titles import title_of
from monitor import history
from monitor.dates import source_day
from monitor.derivation import is_judged, is_rejected, is_untouched, new_commitment, refreshed
from monitor.review_notes import join_proposed, reading_kept
from monitor.schema import COMMITMENTS, FIGURES, PEOPLE, SOURCES
from monitor.values import JOIN, items, one_spelling
from monitor.vocabulary import BY_HAND, CSV, DASHBOARD

Tables = dict[str, list[Row]]

BORDERLINE = "borderline"


@dataclass(frozen=True)
class Update:
    """The tables after the run and the log entries for what the machine proposed in people's columns."""

    tables: Tables
    log: list[Row]


def update(tables: Mapping[str, Sequence[Row]], texts: Mapping[str, str], find: Callable[[Document], Iterable[Finding]],
           extractor: str, when: str, changed: Mapping[str, str] | None = None) -> Update:
    """Read every text (by source id), bring its findings into the tables, and derive the commitments anew.

    `changed` names the documents that are no longer those which were read last, with the SHA-256 that they had then.
    """
    run = _Run({name: [dict(row) for row in rows] for name, rows in tables.items()}, extractor, when, changed or {})
    for source in tables["sources"]:
        text = texts.get(source["source_id"])
        if text is not None:
            run.read(source, text, list(find(document_of(source, text))))
    run.open_commitments()
    run.attach_reports()
    run.refresh_commitments()
    return Update(run.tables, run.log)


def document_of(source: Row, text: str) -> Document:
    """The text with what sources.csv knows of it; an undated report takes the date of its event."""
    parties = tuple(items(source["parties"]))
    return Document(text, source["title"], source_day(source) or None, parties)


class _Run:
    """One run over the tables; each step leaves `tables` whole."""

    def __init__(self, tables: Tables, extractor: str, when: str, changed: Mapping[str, str]):
        self.tables, self.extractor, self.when, self.changed = tables, extractor, when, changed
        self.log: list[Row] = []
        self.proposals: dict[str, Row] = {}
        self.indicator_of: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.ids = {row["mention_id"] for row in tables["mentions"]} | {row["figure_id"] for row in tables["figures"]}
        self.moved = _moved(tables["mentions"], tables["status_log"])
        self.told_apart = _told_apart(tables["commitments"], self.moved)
        self.decided = _decided(tables["status_log"])
        self.overruled = history.overruled(tables["status_log"])
        self.once_proposed = {row["field"] for row in tables["status_log"] if row["via"] == "extract"}

    def read(self, source: Row, text: str, findings: list[Finding]) -> None:
        """Merge one document's findings into mentions and figures."""
        if source["source_id"] in self.changed:
            self._note("", f"sources/{source['source_id']}/sha256", source["sha256"], self.changed[source["source_id"]])
        self._read_figures(source, text, [finding for finding in findings if isinstance(finding, Figure)])
        own = [row for row in self.tables["mentions"] if row["source_id"] == source["source_id"]]
        others = [row for row in self.tables["mentions"] if row["source_id"] != source["source_id"]]
        statements = [finding for finding in findings if not isinstance(finding, Figure)]
        merged = merge_mentions(own, statements, source["source_id"], text, self.extractor, self.ids, source["source_id"] in self.changed)
        self.tables["mentions"] = others + merged.rows
        self.proposals |= merged.proposals
        self._remember(merged.rows, statements)

    def _remember(self, rows: list[Row], findings: list[Finding]) -> None:
        by_place = {(str(finding.start), str(finding.end)): finding for finding in findings if isinstance(finding, Commitment)}
        for row in rows:
            finding = by_place.get((row["start"], row["end"]))
            if finding is None or row["type"] != "commitment":
                continue
            self.titles[row["mention_id"]] = title_of(finding)
            if finding.quantity:
                phrase = f"{finding.indicator or ''} {finding.quote}"
                found = match_indicator(phrase, finding.parties, finding.quantity.unit, self.tables["indicators"])
                self.indicator_of[row["mention_id"]] = found or ""

    def _read_figures(self, source: Row, text: str, figures: list[Figure]) -> None:
        own = [row for row in self.tables["figures"] if row["source_id"] == source["source_id"] and row["quote"]]
        others = [row for row in self.tables["figures"] if not (row["source_id"] == source["source_id"] and row["quote"])]
        kept, new = merge_figures(own, figures, source["source_id"], text, self.ids, source["source_id"] in self.changed)
        for cells, figure in new:
            if f"figures/{cells['figure_id']}" in self.once_proposed or not figure.pair:   # waits for the source's parties
                continue
            kept.append(self._new_figure(cells, figure, source))
            self._note("", f"figures/{cells['figure_id']}", "added")
        self.tables["figures"] = others + kept

    def _new_figure(self, cells: Row, figure: Figure, source: Row) -> Row:
        reporter = reporter_of(figure.reporter, source)
        return dict.fromkeys(FIGURES.header, "") | cells | {
            "indicator_id": self._indicator(figure), "reporter_id": reporter.id, "reporter": reporter.name,
            "reporter_class": reporter.class_, "side": reporter.side, "publisher": source["publisher"], "url": source["url"],
            "published": one_spelling(SOURCES.by_name["date"], source["date"]), "note": JOIN.join(figure.flags),
        }

    def _indicator(self, figure: Figure) -> str:
        known = match_indicator(figure.indicator, figure.pair, figure.quantity.unit, self.tables["indicators"])
        if known:
            return known
        taken = {row["indicator_id"] for row in self.tables["indicators"]}
        row = proposed_indicator(figure.indicator, figure.pair, figure.quantity.unit, taken)
        self.tables["indicators"].append(row)
        self._note("", f"indicators/{row['indicator_id']}", "added")
        return row["indicator_id"]

    def open_commitments(self) -> None:
        """Give every mention of a commitment its row: the one it surely repeats, else a new one."""
        commitments = {row["commitment_id"]: row for row in self.tables["commitments"]}
        known = defaultdict(list)
        for mention in self.tables["mentions"]:
            if mention["type"] == "commitment" and mention["commitment_id"] in commitments and not is_rejected(mention):
                said = self._subject(mention, commitments)
                known[linking.sure_key(said)].append((said, mention["commitment_id"]))
        for mention in self.tables["mentions"]:
            if not _wants_commitment(mention, commitments):
                continue
            mention_id, said = mention["mention_id"], self._subject(mention, commitments)
            alike = known[linking.sure_key(said)]
            same = None if self._parted(mention) else self._repeated(said, mention_id, alike, commitments)
            if same is None:
                title = self.titles.get(mention_id) or mention["what"] or mention["quote"]
                row = new_commitment(mention, title, self.indicator_of.get(mention_id, ""))
                commitments[mention_id] = row
                self._note_row(row)
            mention["commitment_id"] = same or mention_id
            alike.append((said, mention["commitment_id"]))
            self._note(mention["commitment_id"], f"mentions/{mention_id}/commitment_id", mention["commitment_id"])
        self.tables["commitments"] = list(commitments.values())

    def _repeated(self, said: Subject, mention_id: str, known: Iterable[tuple[Subject, str]], commitments: Mapping[str, Row]) -> str | None:
        """The commitment that a mention surely states again. Another number joins no row that a person has judged by its own."""
        alike = (row for row in known if linking.is_same(row[0], said) and not self._kept_apart(mention_id, row[1]))
        return next((commitment for other, commitment in alike
                     if not (linking.changes_number(other, said) and is_judged(commitments[commitment]))), None)

    def _parted(self, mention: Row) -> bool:
        """Whether a person has taken the mention out of a row, by giving it its own id or by emptying the cell."""
        mention_id = mention["mention_id"]
        return bool(mention["commitment_id"] or mention_id in self.moved) or any(
            field == f"mentions/{mention_id}/commitment_id" for field, _ in self.decided)

    def _subject(self, mention: Row, commitments: Mapping[str, Row]) -> Subject:
        indicator = self.indicator_of.get(mention["mention_id"]) or commitments.get(mention["commitment_id"], {}).get("indicator_id")
        return subject(mention, indicator or None)

    def attach_reports(self) -> None:
        """Attach a progress report to the commitment whose concept, or the project whose name, it uses."""
        commitments = {row["commitment_id"]: row for row in self.tables["commitments"]}
        undertaken = defaultdict(list)
        for row in self.tables["mentions"]:
            if row["type"] == "commitment" and row["commitment_id"] in commitments:
                said = self._subject(row, commitments)
                for concept in said.concepts:
                    undertaken[concept].append((row["commitment_id"], said))
        for mention in self.tables["mentions"]:
            if mention["type"] != "progress" or mention["commitment_id"] or is_rejected(mention) or self._parted(mention):
                continue
            report = subject(mention, None)
            alike = (pair for concept in report.concepts for pair in undertaken[concept])
            named = {commitment for commitment, said in alike if linking.reports_on(report, said)} | {
                row["commitment_id"] for row in commitments.values()
                if row["kind"] == "project" and linking.names_project(mention["quote"], mention["what"], row["title"])}
            if len(named) == 1:
                mention["commitment_id"] = named.pop()
                self._note(mention["commitment_id"], f"mentions/{mention['mention_id']}/commitment_id", mention["commitment_id"])

    def refresh_commitments(self) -> None:
        """Derive the machine's columns of every commitment, and drop empty rows that no person has touched."""
        dates = {row["source_id"]: source_day(row) for row in self.tables["sources"]}
        mentions = defaultdict(list)
        for mention in self.tables["mentions"]:
            mentions[mention["commitment_id"]].append(mention)
        cited = {row["commitment_id"] for row in self.tables["evidence"]}
        joins = self._likely_joins()
        rows = []
        for row in self.tables["commitments"]:
            own = mentions[row["commitment_id"]]
            if not own and is_untouched(row) and row["commitment_id"] not in cited:
                self._note(row["commitment_id"], f"commitments/{row['commitment_id']}", "removed")
                continue
            notes = [join_proposed(other) for other in joins.get(row["commitment_id"], [])]
            notes += [note for mention in own for note in self._readings_to_review(row["commitment_id"], mention)]
            rows.append(refreshed(row, own, dates, notes, partial(self._is_overruled_in, row)))
        self.tables["commitments"] = rows

    def _readings_to_review(self, commitment_id: str, mention: Row) -> Iterable[str]:
        for column, reading in self.proposals.get(mention["mention_id"], {}).items():
            field = f"mentions/{mention['mention_id']}/{column}"
            if not self._is_overruled(commitment_id, field, reading, mention[column]):
                yield reading_kept(column, reading, mention[column], mention["mention_id"])

    def _is_overruled_in(self, row: Row, column: str, reading: str) -> bool:
        return self._is_overruled(row["commitment_id"], column, reading, row[column])

    def _is_overruled(self, commitment_id: str, field: str, reading: str, kept: str) -> bool:
        """Whether a person set the cell against this reading. The first reading met beside a correction is the one it was made against."""
        readings = self.overruled[history.reading_key(commitment_id, field)]
        if not readings:
            readings.add(reading)
            self._note(commitment_id, field, kept, reading, "correction")
        return reading in readings

    def _likely_joins(self) -> dict[str, list[str]]:
        """For each commitment the earlier rows that likely undertake the same, where no person has kept them apart."""
        commitments = {row["commitment_id"]: row for row in self.tables["commitments"]}
        known = [(row["commitment_id"], self._subject(row, commitments)) for row in self.tables["mentions"]
                 if row["type"] == "commitment" and row["commitment_id"] in commitments and not is_rejected(row)
                 and row["extractor"] != BY_HAND]
        joins = defaultdict(list)
        for later, earlier in linking.likely_pairs([subject for _, subject in known]):
            commitment, other = known[later][0], known[earlier][0]
            if other != commitment and other not in joins[commitment] and not self._kept_apart(commitment, other):
                joins[commitment].append(other)
        return joins

    def _kept_apart(self, a: str, b: str) -> bool:
        """Whether a person has said of two rows that they are two: in the log, by moving a mention, or by a link between them."""
        return (f"join/{b}", a) in self.decided or (f"join/{a}", b) in self.decided or frozenset((a, b)) in self.told_apart

    def _note_row(self, row: Row) -> None:
        for name in COMMITMENTS.names(PEOPLE):
            if row[name]:
                self._note(row["commitment_id"], name, row[name])

    def _note(self, commitment_id: str, field: str, new: str, old: str = "", reason: str = "recode") -> None:
        self.log.append({"when": self.when, "who": "", "commitment_id": commitment_id, "field": field, "old": old, "new": new,
                         "reason": reason, "evidence_url": "", "note": "", "via": "extract"})


def _moved(mentions: Iterable[Row], log: Iterable[Row]) -> dict[str, tuple[str, set[str]]]:
    """The mentions that a person has moved: the row of each, its own where the cell is empty, and the rows that the log gave it before."""
    former = defaultdict(set)
    for entry in log:
        table, _, rest = entry["field"].partition("/")
        mention_id, _, column = rest.rpartition("/")
        if table == "mentions" and column == "commitment_id":
            former[mention_id] |= {entry["old"], entry["new"]} - {""}
    places = ((row["mention_id"], row["commitment_id"], former[row["mention_id"]] - {row["commitment_id"]}) for row in mentions)
    return {mention_id: (now or mention_id, before) for mention_id, now, before in places if before}


def _decided(log: Iterable[Row]) -> set[tuple[str, str]]:
    """What people said, as field and commitment: cells that they set, and joins that they refused and did not take back."""
    said: set[tuple[str, str]] = set()
    for row in log:
        if row["via"] in (CSV, DASHBOARD):
            is_taken_back = row["field"].startswith(f"{history.JOIN_DECISION}/") and not row["new"]
            (said.discard if is_taken_back else said.add)((row["field"], row["commitment_id"]))
    return said


def _told_apart(commitments: Iterable[Row], moved: Mapping[str, tuple[str, set[str]]]) -> set[frozenset[str]]:
    """Pairs of rows that a person has told apart: a mention was moved from one to the other, or one names the other."""
    pairs = {frozenset((now, before)) for now, rows in moved.values() for before in rows}
    return pairs | {frozenset((row["commitment_id"], other)) for row in commitments
                    for column in ("part_of", "replaced_by") for other in items(row[column])}


def _wants_commitment(mention: Row, commitments: Mapping[str, Row]) -> bool:
    """A mention without a row, unless it is a borderline case: a person opens that by giving it its own id."""
    if mention["type"] != "commitment" or is_rejected(mention) or not mention["quote"]:
        return False
    if not mention["commitment_id"]:
        return BORDERLINE not in items(mention["flags"])
    return mention["commitment_id"] == mention["mention_id"] and mention["mention_id"] not in commitments
