"""The one schema of the tables. The check, the writer, the data package and the data dictionary are made from it."""
from dataclasses import dataclass, field

from monitor import vocabulary as words

PEOPLE = "people"
MACHINE = "machine"

# What a cell may hold. "date" is an ISO day, month or year; "day" a full day; "moment" an ISO time with its offset;
# "list" holds items joined by "; ".
TYPES = ("text", "id", "date", "day", "moment", "period", "number", "integer", "choice", "list", "yes", "url", "unit")


@dataclass(frozen=True)
class Column:
    """One column: who writes it, what its cells may hold, and what it means."""

    name: str
    type: str
    owner: str
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True)
class Table:
    """One table of the data folder. Rows are sorted by the key; a log without a key keeps its order."""

    name: str
    title: str
    row: str
    key: str | None
    columns: tuple[Column, ...]
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def names(self, owner: str) -> tuple[str, ...]:
        """The names of the columns that `owner` writes, in table order."""
        return tuple(column.name for column in self.columns if column.owner == owner)


def _columns(owner: str, *rows: tuple) -> tuple[Column, ...]:
    return tuple(Column(name, type_, owner, description, **extra) for name, type_, description, extra in rows)


SOURCES = Table("sources", "Sources", "a document or an outside statement", "source_id", (
    *_columns(
        PEOPLE,
        ("source_id", "id", "Short name, begins with a letter; made once, never changed.", {"required": True}),
    ),
    *_columns(
        MACHINE,
        ("file", "text", "Name of the document in sources/; empty for a statement that was read elsewhere.", {}),
    ),
    *_columns(
        PEOPLE,
        ("title", "text", "Title of the document, or what the statement is about.", {"required": True}),
        ("publisher", "text", "Who published the text; empty where not known.", {}),
        ("kind", "text", "Sort of text: joint_statement, press_report, conference_report, statement and so on; empty where not known.", {}),
        ("date", "date", "Date of the text; empty where not known.", {}),
        ("event_date", "date", "Date of the event that the text reports.", {}),
        ("date_basis", "text", "How the dates are known.", {}),
        ("parties", "list", "States and bodies the document speaks for, by their usual English short names; empty where not known.", {}),
        ("language", "text", "Language of the text as stored, two letters.", {"required": True}),
        ("text_basis", "choice", "Nature of the text; empty where not known.", {"choices": words.TEXT_BASES}),
        ("rights", "choice", "What the public may be shown of the text.", {"required": True, "choices": words.RIGHTS}),
        ("url", "url", "Address of the text.", {}),
        ("note", "text", "What a reader should know of it.", {}),
    ),
    *_columns(
        MACHINE,
        ("sha256", "text", "SHA-256 of the file; spans are true for this version only.", {}),
        ("text_by", "text", "What made the file text, with its version; all but plain text has its text beside it as NAME.txt.", {}),
    ),
))

MENTIONS = Table("mentions", "Mentions", "one finding at one place", "mention_id", (
    *_columns(
        MACHINE,
        ("mention_id", "id", "Source id, dash, eight hex digits of the SHA-256 of the quote with white space folded.", {"required": True}),
        ("source_id", "id", "The document or outside statement.", {"required": True, "refers_to": "sources"}),
        ("start", "integer", "First character of the quote in the stored text, counted from 0.", {}),
        ("end", "integer", "Character after the last of the quote.", {}),
        ("quote", "text", "The exact words; empty for a statement entered by hand without its words.", {}),
        ("type", "choice", "What was found.", {"required": True, "choices": words.MENTION_TYPES}),
        ("kind", "choice", "Sort of commitment.", {"choices": words.KINDS}),
        ("strength", "choice", "How firmly it is undertaken.", {"choices": words.STRENGTHS}),
        ("parties", "list", "Who undertakes it.", {}),
        ("sector", "list", "Fields it belongs to.", {"choices": words.SECTORS}),
        ("value", "number", "The number named, multiplied out.", {}),
        ("value_high", "number", "Upper end of a range.", {}),
        ("unit", "unit", "ISO 4217 code for money, else a unit of the list; a rate adds /year, /month, /week or /day.", {}),
        ("qualifier", "choice", "How the number is meant.", {"choices": words.QUALIFIERS}),
        ("deadline", "date", "Day, month or year by which it is to be done.", {}),
        ("deadline_kind", "choice", "Sort of deadline.", {"choices": words.DEADLINE_KINDS}),
        ("deadline_text", "text", "The words of the deadline.", {}),
        ("says", "choice", "What a progress report says.", {"choices": words.SAYS}),
        ("what", "text", "What is reported on, or what a statement entered by hand is about.", {}),
        ("cue", "text", "The words of the document that make it a finding: 'are willing to', 'welcomed'.", {}),
        ("flags", "list", "What a reader should be warned of.", {}),
        ("extractor", "text", "Version of the extractor, or `hand`.", {"required": True}),
    ),
    *_columns(
        PEOPLE,
        ("commitment_id", "id", "The commitment it belongs to; empty for a report on nothing in the set.", {"refers_to": "commitments"}),
        ("rejected", "yes", "`yes` keeps a false finding out for good.", {}),
        ("corrected", "list", "Machine columns of this row that a person has set.", {}),
    ),
))

COMMITMENTS = Table("commitments", "Commitments", "one thing undertaken", "commitment_id", (
    *_columns(
        MACHINE,
        ("commitment_id", "id", "Id of its first mention.", {"required": True}),
    ),
    *_columns(
        PEOPLE,
        ("title", "text", "Short printable title, begins with the action.", {"required": True}),
        ("status", "choice", "What a person judges of it.", {"required": True, "choices": words.STATUS_CODES}),
        ("status_date", "date", "Date of the event that the status rests on.", {}),
        ("evidence_url", "url", "Address of the main evidence.", {}),
        ("note", "text", "Reason of the status and how far was searched.", {}),
        ("checked_on", "day", "Day of the last search for evidence.", {}),
        ("checked_by", "text", "Alias of who searched.", {}),
        ("indicator_id", "id", "The indicator that measures it.", {"refers_to": "indicators"}),
        ("basis_mention", "id", "The mention whose number and deadline count.", {"refers_to": "mentions"}),
        ("part_of", "id", "The umbrella commitment; sums skip parts.", {"refers_to": "commitments"}),
        ("replaced_by", "id", "The commitment that replaces it.", {"refers_to": "commitments"}),
        ("headline", "text", "Why it stands on the overview; empty where it does not.", {}),
        ("corrected", "list", "Machine columns of this row that a person has set.", {}),
    ),
    *_columns(
        MACHINE,
        ("kind", "choice", "Sort of commitment.", {"required": True, "choices": words.KINDS}),
        ("sector", "list", "Fields it belongs to.", {"choices": words.SECTORS}),
        ("parties", "list", "Who undertakes it.", {"required": True}),
        ("strength", "choice", "The strongest wording of its mentions.", {"choices": words.STRENGTHS}),
        ("value", "number", "The number to be reached.", {}),
        ("value_high", "number", "Upper end of a range.", {}),
        ("unit", "unit", "Unit of the number.", {}),
        ("qualifier", "choice", "How the number is meant.", {"choices": words.QUALIFIERS}),
        ("deadline", "date", "Day, month or year by which it is to be done.", {}),
        ("deadline_kind", "choice", "Sort of deadline.", {"required": True, "choices": words.DEADLINE_KINDS}),
        ("first_stated", "date", "Date of the first mention.", {}),
        ("last_stated", "date", "Date of the last mention.", {}),
        ("mentions", "integer", "Number of places where it is undertaken.", {"required": True}),
        ("review", "text", "What needs a person: proposed joins, changed machine values, rows not found again.", {}),
    ),
))

EVIDENCE = Table("evidence", "Evidence", "one piece of evidence", "evidence_id", _columns(
    PEOPLE,
    ("evidence_id", "id", "Short name, made once.", {"required": True}),
    ("commitment_id", "id", "The commitment it speaks to.", {"required": True, "refers_to": "commitments"}),
    ("date", "date", "Date of the event.", {}),
    ("tag", "choice", "What it does for the commitment.", {"required": True, "choices": words.EVIDENCE_TAGS}),
    ("summary", "text", "What was reported, in our words.", {"required": True}),
    ("publisher", "text", "Who published it.", {}),
    ("url", "url", "Address of the report.", {"required": True}),
    ("archive_url", "url", "Address of an archived copy.", {}),
    ("published", "date", "Date of the report.", {}),
    ("side", "text", "ISO code of the state it speaks for, or `third`.", {}),
    ("confidence", "choice", "How sure the entry is.", {"choices": words.CONFIDENCES}),
    ("added_on", "day", "Day of entry.", {}),
    ("added_by", "text", "Alias of who entered it.", {}),
))

FIGURES = Table("figures", "Reported figures", "one reported figure", "figure_id", _columns(
    PEOPLE,
    ("figure_id", "id", "Source id and hash of the quote; without a document, indicator and hash of what it reports.", {"required": True}),
    ("indicator_id", "id", "What is counted.", {"required": True, "refers_to": "indicators"}),
    ("period_start", "day", "First day of the period.", {}),
    ("period_end", "day", "Last day of the period.", {}),
    ("period", "period", "The period as one word: 2024, 2024-01/2024-06, or a day for a stock.", {}),
    ("value", "number", "The figure, multiplied out.", {"required": True}),
    ("value_high", "number", "Upper end of a range.", {}),
    ("unit", "unit", "Unit of the figure.", {"required": True}),
    ("qualifier", "choice", "How the figure is meant.", {"required": True, "choices": words.QUALIFIERS}),
    ("basis", "choice", "Whether it is reported, estimated, planned or announced.", {"required": True, "choices": words.FIGURE_BASES}),
    ("scope", "text", "What is counted in: goods, or goods and services, and so on.", {}),
    ("reporter_id", "id", "Short name of who reports it.", {"required": True}),
    ("reporter", "text", "Who reports it.", {"required": True}),
    ("reporter_class", "text", "statistics, customs, government, head_of_state_office, embassy, press and so on.", {"required": True}),
    ("side", "text", "ISO code of the state it speaks for, or `third`.", {"required": True}),
    ("pair", "list", "The states it is about.", {"required": True}),
    ("source_id", "id", "The document it was found in.", {"refers_to": "sources"}),
    ("start", "integer", "First character of the quote in the stored text.", {}),
    ("end", "integer", "Character after the last of the quote.", {}),
    ("quote", "text", "The exact words.", {}),
    ("publisher", "text", "Who published it.", {}),
    ("url", "url", "Address of the report.", {}),
    ("published", "date", "Date of the report.", {}),
    ("confidence", "choice", "How sure the entry is.", {"choices": words.CONFIDENCES}),
    ("replaces", "id", "The earlier figure that this one revises.", {"refers_to": "figures"}),
    ("note", "text", "What a reader should know of it.", {}),
))

INDICATORS = Table("indicators", "Indicators", "what is counted, in one unit", "indicator_id", _columns(
    PEOPLE,
    ("indicator_id", "id", "Short name, made once.", {"required": True}),
    ("name", "text", "What is counted.", {"required": True}),
    ("unit", "unit", "Unit of its figures.", {"required": True}),
    ("nature", "choice", "Whether it is a flow, a stock and so on; empty where nobody has said.", {"choices": words.NATURES}),
    ("direction", "choice", "Which way is meant to be better.", {"required": True, "choices": words.DIRECTIONS}),
    ("pair", "list", "The states it is about.", {"required": True}),
    ("aliases", "list", "Phrases by which documents name it.", {}),
    ("description", "text", "What is counted and what is not.", {}),
))

STATUS_LOG = Table("status_log", "Log of changes", "one change", None, _columns(
    MACHINE,
    ("when", "moment", "When the change was entered.", {"required": True}),
    ("who", "text", "Alias of who made it; empty where not known.", {}),
    ("commitment_id", "id", "The commitment it touches; empty for a row of another table.", {}),
    ("field", "text", "The column; TABLE/ROW for a row that came or went, TABLE/ROW/COLUMN for a cell of another table; join/ROW or "
     "reading/FIELD for a decision.", {"required": True}),
    ("old", "text", "The value before.", {}),
    ("new", "text", "The value after.", {}),
    ("reason", "choice", "Why.", {"required": True, "choices": words.LOG_REASONS}),
    ("evidence_url", "url", "Address of the evidence.", {}),
    ("note", "text", "Said in words.", {}),
    ("via", "choice", "How it came in.", {"required": True, "choices": words.LOG_WAYS}),
))

TABLES = (SOURCES, MENTIONS, COMMITMENTS, EVIDENCE, FIGURES, INDICATORS, STATUS_LOG)
BY_NAME = {table.name: table for table in TABLES}
