"""The words for what stands in a cell: in plain words where it can be read, as typed and called unknown where it cannot.

A table that a person edits may hold anything; what is wrong with it is told at the head of the page, and no page stops for it.
"""
import datetime
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from monitor import vocabulary
from monitor.phrases.headline import derived_marks
from monitor.phrases.numbers import ago, day_words, quantity
from monitor.schema import BY_NAME
from monitor.values import JOIN, BadValue, value_or_none
from monitor.words import catalogue, say

LISTS = {
    "kind": vocabulary.KINDS, "strength": vocabulary.STRENGTHS, "sector": vocabulary.SECTORS, "text_basis": vocabulary.TEXT_BASES,
    "tag": vocabulary.EVIDENCE_TAGS, "basis": vocabulary.FIGURE_BASES, "deadline_kind": vocabulary.DEADLINE_KINDS,
    "says": vocabulary.SAYS, "confidence": vocabulary.CONFIDENCES,
}
Row = Mapping[str, str]
_DATE = BY_NAME["commitments"].by_name["checked_on"]
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def term(name: str, code: str) -> str:
    """The word for a code of a vocabulary; empty for an empty cell."""
    if not code:
        return ""
    return say(f"{name}.{code}") if code in LISTS[name] else unknown(code)


def terms(name: str, cell: str) -> str:
    """The words for a cell of several codes."""
    return ", ".join(term(name, code) for code in cell.split(JOIN) if code)


def names(cell: str) -> str:
    """A cell of several names, as a list in a sentence has it."""
    return cell.replace(JOIN, ", ")


def language(code: str) -> str:
    """The name of a language; the code of one that has no name here."""
    key = f"language.{code}"
    return say(f"language.{code}") if key in catalogue() else code


def status_word(code: str, kind: str) -> str:
    """The word for a status."""
    return vocabulary.status_label(code, kind) if code in vocabulary.STATUS_BY_CODE else unknown(code)


def unknown(text: str) -> str:
    return say("frame.unknown", value=text)


def day(text: str) -> str:
    """A date in words; empty for an empty cell."""
    try:
        return day_words(text)
    except BadValue:
        return unknown(text)


def in_prose(text: str) -> str:
    """A text of ours with its days in words: "Reports read up to 21 March 2026."."""
    return _DAY.sub(lambda found: day_words(found[0]) if value_or_none(_DATE, found[0]) else found[0], text)


def age(text: str, today: datetime.date) -> str:
    """How long ago a date was; empty where it cannot be read."""
    try:
        return ago(text, today)
    except BadValue:
        return ""


def amount(row: Row) -> str:
    """The number of a row with its unit; empty for an empty cell."""
    if not row["value"]:
        return ""
    if row["qualifier"] not in ("", *vocabulary.QUALIFIERS):
        return unknown(f"{row['qualifier']} {row['value']} {row['unit']}")
    try:
        high = Decimal(row["value_high"]) if row["value_high"] else None
        return quantity(Decimal(row["value"]), row["unit"], row["qualifier"] or "exactly", high)
    except InvalidOperation:
        return unknown(f"{row['value']} {row['unit']}")


def marks(row: Row, today: datetime.date) -> tuple[str, ...]:
    """What follows from the dates of a commitment; nothing where one of them cannot be read."""
    try:
        return derived_marks(row, today)
    except BadValue:
        return ()
