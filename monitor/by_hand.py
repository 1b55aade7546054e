"""A statement read elsewhere, entered by hand: the steps that bring it into the tables, and those that take it out again.

It is a source without a file and a mention whose extractor is `hand`. What is there already with the same cells is not added again,
so that saving twice adds one.
"""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor import ids
from monitor.dataset import Dataset, Row
from monitor.edit_steps import Added, BadEdit, Change, Removed, Step
from monitor.problems import Problem
from monitor.quoting import EXCERPT
from monitor.schema import MENTIONS, SOURCES, Table
from monitor.values import one_spelling
from monitor.vocabulary import BY_HAND

OF_A_SOURCE = ("title", "publisher", "date", "url", "language", "parties", "text_basis", "kind", "note")
OF_A_COMMITMENT = ("what", "quote", "kind", "strength", "parties", "sector", "value", "value_high", "unit", "qualifier", "deadline",
                   "deadline_text")
OF_A_REPORT = ("what", "quote", "says", "parties", "sector")
KINDS_BY_LENGTH = {4: "year", 7: "month", 10: "date"}   # of a deadline: 2030, 2030-06, 2030-06-30
TITLE_IN_ID = 30
ROW_THERE, ROW_NEW, NO_ROW = "there", "new", "none"


@dataclass(frozen=True)
class Statement:
    """What a person read. All cells are text.

    `source` is the id of a source that is there, or the cells OF_A_SOURCE of a new one; `said` holds `type` and the cells of the
    mention; `row` tells whether it belongs to the commitment `commitment_id`, to a new one of the name `title`, or to none.
    """

    source: str | Mapping[str, str]
    said: Mapping[str, str]
    row: str = NO_ROW
    commitment_id: str = ""
    title: str = ""


def adding(data: Dataset, statement: Statement) -> tuple[Step, ...]:
    """The steps that bring it in; none where it is there already. Raises BadEdit for a statement that says nothing, or belongs nowhere."""
    is_new = not isinstance(statement.source, str)
    source = _source(data, statement.source) if is_new else {"source_id": statement.source}
    mention = _mention(data, source["source_id"], statement)
    steps = [] if not is_new or data.row(SOURCES.name, source["source_id"]) else [Added(SOURCES.name, source)]
    if any(_says_the_same(row, mention) for row in _standing(data, source["source_id"])):
        return tuple(steps)
    steps.append(Added(MENTIONS.name, mention))
    if statement.row == ROW_NEW:
        row = {"commitment_id": mention["mention_id"], "title": statement.title.strip(), "status": "not_checked"}
        steps.append(Added("commitments", row))
    return tuple(steps)


def removing(data: Dataset, mention_id: str) -> tuple[Step, ...]:
    """The steps that take a statement out; its commitment goes with it where nothing else is left in it.

    Raises KeyError for what is no mention entered by hand.
    """
    mention = data.row(MENTIONS.name, mention_id)
    if mention is None or mention["extractor"] != BY_HAND:
        raise KeyError(mention_id)
    based = data.commitments.loc[data.commitments["basis_mention"] == mention_id, "commitment_id"]
    return (*(Change("commitments", identity, "basis_mention", mention_id, "") for identity in based),
            Removed(MENTIONS.name, mention_id, mention))


def removing_source(data: Dataset, source_id: str) -> tuple[Step, ...]:
    """The step that takes out a source that was entered by hand; none where a mention or a figure still names it."""
    source = data.row(SOURCES.name, source_id)
    is_named = any((table["source_id"] == source_id).any() for table in (data.mentions, data.figures))
    return () if source is None or source["file"] or is_named else (Removed(SOURCES.name, source_id, source),)


def _source(data: Dataset, given: Mapping[str, str]) -> Row:
    """The row of the source: the one that is there with the same cells, else a new one."""
    cells = _cells(SOURCES, given, OF_A_SOURCE) | {"rights": EXCERPT}
    for row in data.sources.to_dict("records"):
        if not row["file"] and all(row[name] == text for name, text in cells.items()):
            return row
    taken = frozenset(data.sources["source_id"])
    name = ids.slug(" ".join((cells["title"][:TITLE_IN_ID], cells["date"], cells["publisher"])))
    identity = name if name not in taken else ids.hashed(name, " ".join(cells.values()), taken)
    return dict.fromkeys(SOURCES.header, "") | cells | {"source_id": identity}


def _mention(data: Dataset, source_id: str, statement: Statement) -> Row:
    said = statement.said
    names = OF_A_COMMITMENT if said["type"] == "commitment" else OF_A_REPORT
    row = dict.fromkeys(MENTIONS.header, "") | _cells(MENTIONS, said, names) | {
        "source_id": source_id, "type": said["type"], "extractor": BY_HAND, "commitment_id": statement.commitment_id}
    if said["type"] == "commitment":
        row["deadline_kind"] = _deadline_kind(row)
    words = row["quote"] or " ".join((row["what"], row["value"], row["unit"], row["deadline"]))
    row["mention_id"] = ids.hashed(source_id, words, frozenset(data.mentions["mention_id"]))
    if statement.row == ROW_NEW:
        row["commitment_id"] = row["mention_id"]
    if problems := tuple(_missing(row, statement)):
        raise BadEdit(problems)
    return row


def _missing(row: Row, statement: Statement) -> Iterator[Problem]:
    """What no table asks for, but a statement must have to mean anything."""
    if not row["what"] and not row["quote"]:
        yield _problem(row, "what", "a statement that says nothing", "what it is about, or its exact words", "fill in one of the two")
    if statement.row == ROW_THERE and not statement.commitment_id:
        yield _problem(row, "commitment_id", "no commitment chosen", "one of those that are there",
                       "choose one, or say that it belongs to none yet")


def _problem(row: Row, column: str, rule: str, expected: str, mend: str) -> Problem:
    return Problem(MENTIONS.file, None, column, row["mention_id"], row[column], rule, expected, mend)


def _deadline_kind(row: Row) -> str:
    """The sort of deadline that fits its text; empty for a text that is no date, which is refused when it is saved."""
    if row["deadline"]:
        return KINDS_BY_LENGTH.get(len(row["deadline"]), "")
    return "vague" if row["deadline_text"] else "none"


def _cells(table: Table, given: Mapping[str, str], names: tuple[str, ...]) -> Row:
    """The cells in the spelling in which the tables are read, so that what is there already is recognised."""
    return {name: one_spelling(table.by_name[name], given.get(name, "").strip()) for name in names}


def _standing(data: Dataset, source_id: str) -> list[Row]:
    rows = data.mentions
    return rows[(rows["source_id"] == source_id) & (rows["extractor"] == BY_HAND) & (rows["rejected"] == "")].to_dict("records")


def _says_the_same(there: Row, mention: Row) -> bool:
    names = ("type", *OF_A_COMMITMENT, "says")
    return all(there[name] == mention[name] for name in names)
