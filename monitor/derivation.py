"""The machine's columns of a commitment: what its mentions say, brought together without touching people's columns.

The rules, one test each (tests/test_derivation.py): number and deadline come from the latest mention that states
them, unless a person named one in `basis_mention`; the strongest wording counts; a column in `corrected` is kept, and
`review` says so when the rules come to read something that the person has not overruled; on a row that a person has judged,
a machine value that would change is kept and said in `review`.
"""
from collections.abc import Callable, Mapping, Sequence

from monitor.review_notes import NO_MENTION_LEFT, NOT_FOUND_AGAIN, reading_kept
from monitor.schema import COMMITMENTS, PEOPLE
from monitor.table import Row
from monitor.values import JOIN, YES, items
from monitor.vocabulary import KINDS, STRENGTHS

NUMBER = ("value", "value_high", "unit", "qualifier")
DEADLINE = ("deadline", "deadline_kind")
DERIVED = ("kind", "sector", "parties", "strength", *NUMBER, *DEADLINE)


def is_rejected(mention: Row) -> bool:
    """A person has called the finding false."""
    return mention.get("rejected", "").strip().lower() == YES


def is_judged(row: Row) -> bool:
    """A person has set a status or searched for evidence."""
    return row["status"].strip().lower() != "not_checked" or bool(row["checked_on"])


def is_untouched(row: Row) -> bool:
    """No person has written more than the machine proposed."""
    people = set(COMMITMENTS.names(PEOPLE)) - {"title", "status", "indicator_id"}
    return not is_judged(row) and not any(row[name] for name in people)


def refreshed(row: Row, mentions: Sequence[Row], dates: Mapping[str, str], notes: Sequence[str],
              is_overruled: Callable[[str, str], bool]) -> Row:
    """The commitment as its mentions have it now.

    `dates` gives each source's date, `notes` what else needs a person; `is_overruled(column, reading)` tells whether the
    person who set a column did so against this very reading, which is then not said again.
    """
    counted = counted_mentions(mentions, dates)
    if not counted:
        return row | {"mentions": "0", "review": JOIN.join([*notes, NO_MENTION_LEFT])}
    reading = derived(counted, row["basis_mention"])
    corrected = set(items(row["corrected"]))
    by_choice = set(NUMBER + DEADLINE) if row["basis_mention"] else set()
    review = list(notes)
    cells = dict(row)
    for name in DERIVED:
        if row[name] == reading[name]:
            continue
        if name in corrected:
            review += [] if is_overruled(name, reading[name]) else [reading_kept(name, reading[name], row[name])]
        elif is_judged(row) and name not in by_choice and row["mentions"]:
            review.append(reading_kept(name, reading[name], row[name]))
        else:
            cells[name] = reading[name]
    if all(NOT_FOUND_AGAIN in items(mention["flags"]) for mention in counted):
        review.append(NOT_FOUND_AGAIN)
    stated = [_stated(mention, dates) for mention in counted if _stated(mention, dates)]
    return cells | {
        "first_stated": min(stated, default=""), "last_stated": max(stated, default=""),
        "mentions": str(len(counted)), "review": JOIN.join(review),
    }


def counted_mentions(mentions: Sequence[Row], dates: Mapping[str, str]) -> list[Row]:
    """The places where it is undertaken, oldest first; for a project known from reports alone, the reports."""
    kept = [mention for mention in mentions if not is_rejected(mention)]
    undertaken = [mention for mention in kept if mention["type"] == "commitment"]
    return sorted(undertaken or kept, key=lambda mention: (_stated(mention, dates), mention["mention_id"]))


def _stated(mention: Row, dates: Mapping[str, str]) -> str:
    """The date of the mention's source; empty where it has none, or where a person took the source out of its table."""
    return dates.get(mention["source_id"], "")


def derived(mentions: Sequence[Row], basis: str) -> Row:
    """What mentions that count say, oldest first, in the columns DERIVED; `basis` may name the one whose number and deadline count."""
    named = [mention for mention in mentions if mention["mention_id"] == basis]
    latest_first = named or list(reversed(mentions))
    number = next((mention for mention in latest_first if mention["value"]), latest_first[0])
    deadline = next((mention for mention in latest_first if mention["deadline_kind"] not in ("", "none")), latest_first[0])
    return {
        "kind": _first_of(KINDS, mentions, "kind") or "project",
        "strength": _first_of(STRENGTHS, mentions, "strength"),
        "sector": _union(mentions, "sector"), "parties": _union(mentions, "parties"),
        **{name: number[name] for name in NUMBER},
        "deadline": deadline["deadline"], "deadline_kind": deadline["deadline_kind"] or "none",
    }


def _first_of(order: Sequence[str], mentions: Sequence[Row], name: str) -> str:
    stated = {mention[name] for mention in mentions}
    return next((value for value in order if value in stated), "")


def _union(mentions: Sequence[Row], name: str) -> str:
    union = dict.fromkeys(item for mention in mentions for item in items(mention[name]))
    return JOIN.join(union)


def new_commitment(mention: Row, title: str, indicator_id: str) -> Row:
    """An empty commitment opened by its first mention, whose id it takes; `refreshed` fills the machine's columns."""
    empty = dict.fromkeys(COMMITMENTS.header, "")
    return empty | {"commitment_id": mention["mention_id"], "title": title, "status": "not_checked", "indicator_id": indicator_id}
