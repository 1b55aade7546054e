"""What each status asks for: the one place of the rule, for the check of the tables and for the review page."""
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]

# By status, what must stand there: (column, what for). An entry in evidence.csv does for `evidence_url`. The first that lacks is told.
ASKED_BY_STATUS = {
    "not_assessed": (("note", "the reason in the note"),),
    "superseded": (("replaced_by", "the commitment that replaces it"),),
    "dropped": (("evidence_url", "who said that it will not be done"),),
    "fulfilled": (("evidence_url", "a source that shows it"),),
    "partly_fulfilled": (("evidence_url", "a source that shows the complete part"),),
    "stalled": (("status_date", "the day of the halt or of the last step"),),
    "in_progress": (("evidence_url", "a dated source that reports a step"),),
    "not_started": (("evidence_url", "a source that says it has not begun; silence never does"),),
    "no_report": (("checked_on", "the day of the search"), ("note", "how far was searched, in the note")),
}
SHOWN_SINCE_THE_STATEMENT = ("fulfilled", "in_progress")
ONLY_FOR_WHAT_CAN_END = ("fulfilled", "partly_fulfilled")
OPEN_ENDED = "cooperation"
# What a row can lack, by the column that lacks, and the other ways to break a definition.
CODES = ("note", "replaced_by", "evidence_url", "status_date", "checked_on", "searched", "not_since", "open_ended")


@dataclass(frozen=True)
class Breach:
    """A status that does not keep to its own definition: one of CODES, and the words for whoever edits the table."""

    code: str
    rule: str
    expected: str
    mend: str


def breaches(row: Row, status: str, kind: str, evidence: Sequence[Row]) -> Iterator[Breach]:
    """What a commitment's status lacks; `status` and `kind` in the spelling of their lists, `evidence` all rows about it."""
    for column, asked in ASKED_BY_STATUS.get(status, ()):
        if not row[column] and not (column == "evidence_url" and evidence):
            yield Breach(column, f"{status} without {column}", asked, f"fill in {column}, or choose another status")
            break
    else:
        if status in SHOWN_SINCE_THE_STATEMENT and not _is_shown_since(row, evidence):
            yield Breach("not_since", f"{status} without a source dated after the statement", f"a source of {row['first_stated']} or later",
                         "date the evidence, or choose another status")
    if status == "not_checked" and row["checked_on"]:
        yield Breach("searched", "not_checked with a day of search", "an empty checked_on", "choose the status that the search led to")
    if status in ONLY_FOR_WHAT_CAN_END and kind == OPEN_ENDED:
        yield Breach("open_ended", f"open-ended cooperation {status}", "at most in_progress", "choose in_progress, or correct the kind")


def is_before(day: str, other: str) -> bool:
    """Whether a day, month or year is certainly before another; one that holds the other is not."""
    shared = min(len(day), len(other))
    return day[:shared] < other[:shared]


def _is_shown_since(row: Row, evidence: Sequence[Row]) -> bool:
    """Whether a source is dated on the day of the first statement or later; where that day is not known, every source is."""
    stated = row["first_stated"]
    days = [day for entry in evidence if entry["tag"] != "contradicts" for day in (entry["date"], entry["published"])]
    days += [row["status_date"]] if row["evidence_url"] else []
    return not stated or any(day and not is_before(day, stated) for day in days)
