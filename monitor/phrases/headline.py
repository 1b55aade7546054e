"""A commitment on a card: how it stands, as a sentence with reporters and dates, and the deadline in the documents' own words."""
from dataclasses import dataclass
from datetime import date

from monitor import dataset
from monitor.dataset import Dataset, Row
from monitor.phrases import target as target_words
from monitor.phrases.numbers import day_words, period_words
from monitor.phrases.sentence import Sentence, commitment_ground, evidence_ground, joined, linked, sentence
from monitor.schema import COMMITMENTS
from monitor.targets import Figure, latest_vintage
from monitor.values import value_or_none
from monitor.vocabulary import STATUS_BY_CODE, status_label
from monitor.words import say

CLAIMS_SHOWN = 4
STEPS_SHOWN = 2
STALE_DAYS = 180
DATE_PASSED, DATE_PASSED_NO_REPORT, STALE = "date_passed", "date_passed_no_report", "stale"


@dataclass(frozen=True)
class Headline:
    """The words of a card. `state` is a word or two, `facts` a sentence without it, `deadline` a sentence."""

    commitment_id: str
    title: str
    state: str
    facts: Sentence
    deadline: Sentence

    @property
    def whole(self) -> Sentence:
        """State, facts and deadline as one line of text."""
        parts = [part for part in (self.facts, self.deadline) if part.pieces]
        return joined([sentence("headline.state", state=self.state), *parts], between=" ")

    @property
    def quotable(self) -> Sentence:
        """The same behind what was undertaken, as a sentence that can stand alone."""
        return sentence("headline.quotable", title=self.title, whole=self.whole)


def headline(data: Dataset, commitment_id: str, today: date, by: int | None = None) -> Headline:
    """The card of a commitment: a target by its figures, a claimed sum as a claim, all else by status and evidence. Raises KeyError."""
    row = data.row("commitments", commitment_id)
    if row is None:
        raise KeyError(commitment_id)
    deadline = deadline_words(data, row)
    if row["kind"] == "target" and row["value"]:
        judgement = dataset.judgement(data, commitment_id, today, by)
        return Headline(commitment_id, row["title"], target_words.state(judgement), target_words.standing(judgement), deadline)
    claims = _claims(data, row)
    if claims:
        return Headline(commitment_id, row["title"], say("state.claim"), _claimed(claims), deadline)
    steps = _steps(data, row)
    if steps.pieces:
        return Headline(commitment_id, row["title"], _label(row), steps, deadline)
    return Headline(commitment_id, row["title"], state_words(row), _note(row), deadline)


def state_words(row: Row) -> str:
    """The status as it is shown, with a capital and the date of the event it rests on."""
    return say("state.dated", label=_label(row), day=day_words(row["status_date"])) if row["status_date"] else _label(row)


def deadline_words(data: Dataset, row: Row) -> Sentence:
    """The deadline as stated: the date, the documents' vague words, or that none is stated."""
    words = dataset.deadline_text(data, row["commitment_id"])
    if row["deadline"]:
        return sentence("headline.deadline", day=day_words(row["deadline"]))
    return sentence("headline.deadline_words", words=words) if words else sentence("headline.no_deadline")


def derived_marks(row: Row, today: date) -> tuple[str, ...]:
    """The words for what follows from the dates of a row."""
    return tuple(say("mark.stale", days=STALE_DAYS) if code == STALE else say(f"mark.{code}") for code in derived_codes(row, today))


def derived_codes(row: Row, today: date) -> tuple[str, ...]:
    """What follows from the dates of a row and is never stored: date passed, fulfilled late, already so when stated, stale."""
    codes = []
    dates = {name: value_or_none(COMMITMENTS.by_name[name], row[name]) for name in ("deadline", "status_date", "first_stated")}
    checked = value_or_none(COMMITMENTS.by_name["checked_on"], row["checked_on"])
    deadline, event, stated = dates["deadline"], dates["status_date"], dates["first_stated"]
    if deadline and deadline.last < today and row["status"] not in ("fulfilled", "superseded", "dropped"):
        codes.append(DATE_PASSED_NO_REPORT if row["status"] == "no_report" else DATE_PASSED)
    if row["status"] == "fulfilled" and event:
        if deadline and event.first > deadline.last:
            codes.append("fulfilled_late")
        if stated and event.last < stated.first:
            codes.append("already_so")
    if checked and (today - checked).days > STALE_DAYS:
        codes.append(STALE)
    return tuple(codes)


def status_words(row: Row) -> str:
    """The word of the status; one that is not in the vocabulary as it was typed."""
    return status_label(row["status"], row["kind"]) if row["status"] in STATUS_BY_CODE else row["status"]


def _label(row: Row) -> str:
    label = status_words(row)
    return label[:1].upper() + label[1:]


def _claims(data: Dataset, row: Row) -> list[Figure]:
    """The reported totals of a project that is itself a number, oldest first; empty for any other commitment."""
    if row["kind"] != "project" or not row["value"]:
        return []
    figures = latest_vintage(list(data.figure_values.get(row["indicator_id"], ())))
    claims = [figure for figure in figures if figure.end and figure.unit == row["unit"]]
    return sorted(claims, key=lambda figure: (figure.end, figure.figure_id))


def _claimed(claims: list[Figure]) -> Sentence:
    shown = claims[-CLAIMS_SHOWN:]
    parts = [
        sentence("headline.one_claim", amount=linked(amount, figure),
                 details=", ".join(part for part in (figure.reporter, figure.scope, period_words(figure.period)) if part))
        for figure, amount in zip(shown, target_words.side_by_side(shown))
    ]
    return sentence("headline.claimed", claims=joined(parts))


def _steps(data: Dataset, row: Row) -> Sentence:
    """The newest supporting evidence, that of the status date first."""
    evidence = dataset.evidence_of(data, row["commitment_id"])
    steps = evidence[evidence["tag"] == "supports"].to_dict("records")
    steps.sort(key=lambda step: step["date"] != row["status_date"])
    shown = steps[: 1 if row["status"] == "fulfilled" else STEPS_SHOWN]
    return joined((_step(step) for step in shown), between=" ")


def _step(step: Row) -> Sentence:
    about = {"summary": step["summary"].rstrip("."), "publisher": step["publisher"] or say("headline.publisher_not_known")}
    if not step["date"]:
        return sentence("headline.undated_step", [evidence_ground(step)], **about)
    return sentence("headline.step", [evidence_ground(step)], day=day_words(step["date"]), **about)


def _note(row: Row) -> Sentence:
    """The first sentence of the note, which gives the reason of the status."""
    first = row["note"].partition(". ")[0].rstrip(".")
    return sentence("headline.note", [commitment_ground(row)], note=first) if first else Sentence(())
