"""What is known to begin with, brought in once from a folder of CSV files: titles, statuses, evidence, figures, statements.

The form of the files is described in docs/first-import.md. Every row and every cell that is set enters the log with via = import.
A row that fits nothing is refused and named; the others come in.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor import history, ids
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE
from monitor.vocabulary import BY_HAND

Row = dict[str, str]
Tables = dict[str, list[Row]]

FIRST = ("sources", "indicators")
JOIN = "; "


@dataclass
class Import:
    """The tables as they grow, the log entries, and the rows that were refused with the reason."""

    tables: Tables
    texts: Mapping[str, str]
    when: str
    log: list[Row] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, table: str, row: Row) -> None:
        schema = BY_NAME[table]
        cells = dict.fromkeys(schema.header, "") | {name: row[name] for name in schema.header if row.get(name)}
        self.tables[table].append(cells)
        self.note("", f"{table}/{row[schema.key]}", history.row_json(cells) if schema is EVIDENCE else history.ADDED)

    def note(self, commitment_id: str, name: str, new: str, old: str = "", url: str = "") -> None:
        self.log.append({"when": self.when, "who": "", "commitment_id": commitment_id, "field": name, "old": old, "new": new,
                         "reason": "import", "evidence_url": url, "note": "", "via": "import"})

    def ids(self, table: str) -> set[str]:
        key = BY_NAME[table].key
        return {row[key] for row in self.tables[table]}


def import_known(tables: Mapping[str, Sequence[Row]], incoming: Mapping[str, Sequence[Row]], texts: Mapping[str, str], when: str) -> Import:
    """Bring `incoming` (file name without ending: rows) into the tables. `texts` are the documents by source id.

    Before the first extraction only sources and indicators come in, since all else is tied to what the documents yield.
    """
    run = Import({name: [dict(row) for row in rows] for name, rows in tables.items()}, texts, when)
    for table in FIRST:
        for row in incoming.get(table, ()):
            _add_once(run, table, row)
    if not run.tables["mentions"]:
        return run
    for row in incoming.get("statements", ()):
        _add_statement(run, row)
    _add_figures(run, incoming.get("figures", ()))
    for row in incoming.get("commitments", ()):
        _set_commitment(run, row)
    for row in incoming.get("evidence", ()):
        _add_evidence(run, row)
    _point_to_main_evidence(run)
    return run


def _add_once(run: Import, table: str, row: Row) -> None:
    """Add a row, unless an earlier import brought the same one."""
    key = BY_NAME[table].key
    there = next((old for old in run.tables[table] if old[key] == row[key]), None)
    if there is None:
        run.add(table, row)
    elif any(row[name] and there.get(name) != row[name] for name in row if name in BY_NAME[table].by_name):
        run.refused.append(f"{table}: {row[key]} is in the table with other cells; rename one of the two")


def _add_statement(run: Import, row: Row) -> None:
    """A statement read elsewhere: a source without a file, and a mention entered by hand, without its words."""
    source_id = row["source_id"]
    is_new = source_id not in run.ids("sources")
    source = row | {"title": row["about"], "kind": "statement", "language": row.get("language") or "en", "rights": "excerpt"}
    _add_once(run, "sources", source)
    if not is_new:
        return
    content = " ".join([row["about"], row["value"], row["unit"], row["deadline"]])
    run.add("mentions", {
        "mention_id": ids.hashed(source_id, content, run.ids("mentions")), "source_id": source_id, "type": "commitment",
        "kind": "target" if row["value"] else "", "parties": row["parties"], "value": row["value"], "value_high": row["value_high"],
        "unit": row["unit"], "deadline": row["deadline"], "deadline_kind": _deadline_kind(row), "deadline_text": row["deadline_text"],
        "what": row["about"], "extractor": BY_HAND,
    })


def _deadline_kind(row: Row) -> str:
    if not row["deadline"]:
        return "vague" if row["deadline_text"] else "none"
    return {4: "year", 7: "month", 10: "date"}[len(row["deadline"])]


def _add_figures(run: Import, rows: Sequence[Row]) -> None:
    new_ids: Row = {}
    for row in rows:
        content = "|".join(row.get(name, "") for name in ("indicator_id", "period", "reporter_id", "scope", "url"))
        new_ids[row["figure_id"]] = ids.hashed(row["indicator_id"].replace("_", "-"), content, set(new_ids.values()))
    for row in rows:
        if row["indicator_id"] not in run.ids("indicators"):
            run.refused.append(f"figures: {row['figure_id']}: indicator {row['indicator_id']!r} is not in indicators.csv; add it there")
            continue
        _add_once(run, "figures", row | {"figure_id": new_ids[row["figure_id"]], "replaces": new_ids.get(row.get("replaces", ""), "")})


def _set_commitment(run: Import, row: Row) -> None:
    """People's columns of the commitment whose words are given; a project that is only reported on gets its row here."""
    commitment = _commitment_at(run, row["source_id"], row["quote"]) or _open_project(run, row)
    if commitment is None:
        run.refused.append(_no_finding("commitments", row["source_id"], row["quote"]))
        return
    searched = f"Reports read up to {row['reports_up_to']}." if row.get("reports_up_to") else ""
    people = {
        "title": row["title"], "status": row["status"], "status_date": row["status_date"], "checked_on": row["checked_on"],
        "note": " ".join(part for part in (row["reason"], row["note"], searched) if part), "headline": row["headline"],
        "indicator_id": row.get("indicator_id") or commitment["indicator_id"],
    }
    if _is_judged(commitment) and any(commitment[name] != value for name, value in people.items()):
        run.refused.append(f"commitments: {commitment['commitment_id']} has been judged since; edit it in commitments.csv")
        return
    if row["kind"] and row["kind"] != commitment["kind"]:
        run.note(commitment["commitment_id"], "kind", row["kind"], commitment["kind"])
        commitment["kind"] = row["kind"]
        people["corrected"] = "kind"
    for name, value in people.items():
        if value != commitment[name]:
            run.note(commitment["commitment_id"], name, value, commitment[name])
            commitment[name] = value
    if row.get("also_quote"):
        _join(run, commitment, row["also_source_id"], row["also_quote"])


def _is_judged(commitment: Row) -> bool:
    return commitment["status"] != "not_checked" or bool(commitment["note"] or commitment["checked_on"])


def _no_finding(row: str, source_id: str, quote: str) -> str:
    return f"{row}: no finding of {source_id} holds the words {quote[:60]!r}; give words that the document has"


def _join(run: Import, commitment: Row, source_id: str, quote: str) -> None:
    mention = _mention_at(run, source_id, quote)
    if mention is None:
        run.refused.append(_no_finding("commitments", source_id, quote))
        return
    if mention["commitment_id"] != commitment["commitment_id"]:
        joined, before = commitment["commitment_id"], mention["commitment_id"]
        run.note(joined, f"mentions/{mention['mention_id']}/commitment_id", joined, before)
        mention["commitment_id"] = commitment["commitment_id"]


def _commitment_at(run: Import, source_id: str, quote: str) -> Row | None:
    mention = _mention_at(run, source_id, quote)
    wanted = mention["commitment_id"] if mention else ""
    return next((row for row in run.tables["commitments"] if row["commitment_id"] == wanted), None)


def _mention_at(run: Import, source_id: str, quote: str) -> Row | None:
    """The mention with these very words, else the one of the document that overlaps them most."""
    own = [row for row in run.tables["mentions"] if row["source_id"] == source_id and row["start"]]
    same = [row for row in own if row["quote"] == quote]
    if same:
        return same[0]
    start = run.texts.get(source_id, "").find(quote)
    if start < 0:
        return None
    shared = [(min(int(row["end"]), start + len(quote)) - max(int(row["start"]), start), row["mention_id"], row) for row in own]
    best = max(shared, default=(0, "", None), key=lambda item: item[:2])
    return best[2] if best[0] > 0 else None


def _open_project(run: Import, row: Row) -> Row | None:
    """A row of kind project for something that documents only report on, opened on its progress report or on its bare words."""
    start = run.texts.get(row["source_id"], "").find(row["quote"])
    if row["kind"] != "project" or start < 0:
        return None
    mention = _mention_at(run, row["source_id"], row["quote"])
    if mention is None:
        figure = next((f for f in run.tables["figures"] if f["source_id"] == row["source_id"] and f["quote"] == row["quote"]), {})
        mention_id = ids.hashed(row["source_id"], row["quote"], run.ids("mentions"))
        source = next(source for source in run.tables["sources"] if source["source_id"] == row["source_id"])
        run.add("mentions", {
            "mention_id": mention_id, "source_id": row["source_id"], "start": str(start), "end": str(start + len(row["quote"])),
            "quote": row["quote"], "type": "commitment", "kind": "project", "parties": figure.get("pair") or source["parties"],
            "sector": row.get("sector", ""), **{name: figure.get(name, "") for name in ("value", "value_high", "unit", "qualifier")},
            "deadline_kind": "none", "extractor": BY_HAND,
        })
        mention = run.tables["mentions"][-1]
        row["indicator_id"] = row.get("indicator_id") or figure.get("indicator_id", "")
    mention["commitment_id"] = mention["mention_id"]
    run.note(mention["mention_id"], f"mentions/{mention['mention_id']}/commitment_id", mention["mention_id"])
    commitment = dict.fromkeys(COMMITMENTS.header, "") | {
        "commitment_id": mention["mention_id"], "status": "not_checked", "kind": "project", "deadline_kind": "none", "mentions": "",
    }
    run.tables["commitments"].append(commitment)
    return commitment


def _add_evidence(run: Import, row: Row) -> None:
    commitment = _commitment_at(run, row["source_id"], row["quote"])
    if commitment is None:
        run.refused.append(_no_finding(f"evidence: {row['evidence_id']}", row["source_id"], row["quote"]))
        return
    _add_once(run, "evidence", row | {"commitment_id": commitment["commitment_id"], "added_on": run.when[:10]})


def _point_to_main_evidence(run: Import) -> None:
    """The address of the one supporting report of the day that a status rests on; none where there are several or none."""
    for commitment in run.tables["commitments"]:
        day, commitment_id = commitment["status_date"], commitment["commitment_id"]
        urls = {row["url"] for row in run.tables["evidence"]
                if row["commitment_id"] == commitment_id and row["tag"] == "supports" and row["date"] == day}
        if day and len(urls) == 1 and not commitment["evidence_url"]:
            commitment["evidence_url"] = urls.pop()
            run.note(commitment_id, "evidence_url", commitment["evidence_url"])
