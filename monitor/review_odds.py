"""Where what a person judges is at odds with what a source says, with how evidence is tagged, or with what the figures show.

Nothing is settled here: a person may keep the status, and is not asked again about the same report while it stands.
"""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from monitor import dataset
from monitor.dataset import Row
from monitor.phrases import status_words
from monitor.progress import Judgement
from monitor.review_item import Item, Looked, in_words
from monitor.schema import COMMITMENTS
from monitor.status_rules import OPEN_ENDED, is_before
from monitor.words import say

# By what a report says, the statuses that say otherwise. Of an open-ended pledge one thing done is a step, not the end.
UNLIKE = {"done": ("not_started", "no_report", "stalled", "dropped", "in_progress"),
          "under_way": ("not_started", "no_report", "stalled", "dropped")}
SAYS_IT_GOES_ON = ("fulfilled", "partly_fulfilled", "in_progress")
SAYS_NOTHING_IS_KNOWN = ("no_report", "not_started")
SAYS_NOT_REACHED = ("not_started", "no_report", "stalled", "dropped", "in_progress", "partly_fulfilled")
REACHED, NOT_REACHED = "figures_reached", "figures_not_reached"


@dataclass(frozen=True)
class Found:
    """What speaks against a status: the fault, its name in the log, the passage or evidence that does, words for the sentence."""

    fault: str
    against: str
    mention_id: str = ""
    evidence_id: str = ""
    about: Mapping[str, object] = field(default_factory=dict)


def odds(looked: Looked) -> Iterator[Item]:
    """Statuses at odds with reports, evidence or figures, in that order in each row."""
    for row in looked.commitments:
        identity, status = row["commitment_id"], row["status"]
        for found in (*_reports(looked, row), *_evidence(looked, row), *_figures(looked, row)):
            if not looked.is_answered(identity, "status", found.against, status):
                said = say(f"review_fault.{found.fault}", status=status_words(row), **found.about)
                yield Item("odds", found.fault, said, COMMITMENTS.name, identity, identity, found.mention_id, column="status",
                           reading=found.against, kept=status, other=found.evidence_id)


def _reports(looked: Looked, row: Row) -> Iterator[Found]:
    """Reports in the documents that are not older than the event the status rests on."""
    for mention in looked.data.standing_mentions.get(row["commitment_id"], ()):
        said = mention["says"] if mention["type"] == "progress" else ""
        if row["status"] not in UNLIKE.get(said, ()) or (row["kind"] == OPEN_ENDED and row["status"] == "in_progress"):
            continue
        if not (row["status_date"] and is_before(mention["day"], row["status_date"])):
            yield Found(f"says_{said}", f"{mention['mention_id']}: {said}", mention["mention_id"])


def _evidence(looked: Looked, row: Row) -> Iterator[Found]:
    """Dated evidence that is newer than what the status rests on, or that is on record where the status says that nothing is known."""
    for entry in looked.evidence.get(row["commitment_id"], ()):
        day = entry["date"] or entry["published"]
        is_newer = not row["status_date"] or is_before(row["status_date"], day)
        is_against = entry["tag"] == "contradicts" and row["status"] in SAYS_IT_GOES_ON and is_newer
        is_for = entry["tag"] == "supports" and row["status"] in SAYS_NOTHING_IS_KNOWN and not is_before(day, row["first_stated"])
        if day and (is_against or is_for):
            fault = "contradicted" if is_against else "supported"
            about = {"summary": entry["summary"], "day": in_words(day)}
            yield Found(fault, f"evidence {entry['evidence_id']}", evidence_id=entry["evidence_id"], about=about)


def _figures(looked: Looked, row: Row) -> Iterator[Found]:
    """A number that all figures reach though the status says otherwise; one called fulfilled that none ever reached."""
    if row["kind"] != "target" or row["status"] not in (*SAYS_NOT_REACHED, "fulfilled"):
        return
    judged = dataset.judgement(looked.data, row["commitment_id"], looked.today)
    if not judged.standing or judged.is_before_the_statement:
        return
    if row["status"] != "fulfilled" and all(judged.reached):
        yield Found(REACHED, REACHED, about={"figures": len(judged.standing)})
    if row["status"] == "fulfilled" and _never_reached(judged):
        yield Found(NOT_REACHED, NOT_REACHED)


def _never_reached(judged: Judgement) -> bool:
    return all(reached is False for reached in judged.reached) and not any(verdict.first_reached for verdict in judged.verdicts)
