"""The closed vocabularies of the tables. Order matters: the first status that fits wins."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """One status: the word in the table, the word on the screen, its definition and the test against its neighbour."""

    code: str
    label: str
    definition: str
    test: str


STATUSES = (
    Status("not_checked", "not checked", "Nobody has yet searched for evidence.", "No day of a search is entered."),
    Status("not_assessed", "not assessed", "Recorded, not assessed: a formula of political position.", "Reason in the note."),
    Status("unclear", "unclear",
           "The words do not say what would count as done, or sources of equal weight contradict each other.",
           "Two people cannot name one observation that would settle it."),
    Status("superseded", "superseded", "A later statement by the same parties replaces the number, date or object.",
           "The successor is linked."),
    Status("dropped", "dropped", "A party has said that it will not be done, or a formal act rules it out.", "Someone said so."),
    Status("fulfilled", "fulfilled",
           "After the statement, the thing named exists, took place or was reported reached, in a source dated after the event.",
           "One can point to it; open-ended pledges never qualify."),
    Status("partly_fulfilled", "partly fulfilled", "Of a divisible pledge one named part is complete and another is not.",
           "Name the complete part."),
    Status("stalled", "stalled",
           "Steps were reported, but a source says that work halted, or the last step is over 24 months old.",
           "A dated halt, or date arithmetic."),
    Status("in_progress", "in progress", "Since the statement a dated source reports a step of this very action.",
           "Someone holding only the quote would call it part of the action; the highest status of an open-ended pledge, "
           "shown there as \"activity reported\"."),
    Status("not_started", "not started", "A dated source says that the action has not begun.", "A source says it; silence never does."),
    Status("no_report", "no report found", "We searched and found nothing on this action; when, in which languages and how far is noted.",
           "The search is written down."),
)

STATUS_CODES = tuple(status.code for status in STATUSES)
STATUS_BY_CODE = {status.code: status for status in STATUSES}

KINDS = ("target", "project", "deliverable", "event", "cooperation")
STRENGTHS = ("firm", "intent", "proposal")
MENTION_TYPES = ("commitment", "progress")
DEADLINE_KINDS = ("date", "month", "year", "vague", "none")
QUALIFIERS = ("exactly", "over", "up_to", "about")
SAYS = ("done", "under_way")
SECTORS = (
    "politics", "trade", "investment", "industry", "energy", "mining", "transport", "digital", "science", "agriculture",
    "environment", "health", "education", "culture", "tourism", "visas", "local", "security", "regional", "multilateral",
    "development", "legal", "general",
)
OTHER_DOCUMENT = "other"
DOCUMENT_KINDS = (
    "joint_statement", "communique", "agreement", "fact_sheet", "transcript", "conference_report", "press_report", "statement",
    OTHER_DOCUMENT,
)
TEXT_BASES = ("official", "official_translation", "machine_translation", "paraphrase")
RIGHTS = ("full", "excerpt")
EVIDENCE_TAGS = ("supports", "contradicts", "context")
CONFIDENCES = ("high", "medium", "low")
FIGURE_BASES = ("reported", "estimate", "plan", "announced")
NATURES = ("flow", "stock", "share", "growth", "quota", "cost", "date", "length")
DIRECTIONS = ("up", "down", "none")
LOG_REASONS = ("evidence", "correction", "recode", "import")
DASHBOARD, CSV, EXTRACT, IMPORT = LOG_WAYS = ("dashboard", "csv", "extract", "import")
BY_HAND = "hand"   # the extractor of a mention that a person entered


def status_label(code: str, kind: str) -> str:
    """The word shown for a status: an open-ended pledge in progress is shown as activity, for it never ends."""
    if code == "in_progress" and kind == "cooperation":
        return "activity reported"
    return STATUS_BY_CODE[code].label


def status_definition(code: str, kind: str) -> str:
    """The definition shown beside the word of a status; that of activity names the pledge that it can be said of."""
    definition = STATUS_BY_CODE[code].definition
    is_activity = status_label(code, kind) != STATUS_BY_CODE[code].label
    return f"An open-ended pledge. {definition}" if is_activity else definition
