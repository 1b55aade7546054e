"""The sentences of the overview: what this is, how the bar must be read, and which dates are near or past."""
from dataclasses import dataclass
from datetime import date

import pandas as pd

from monitor.dataset import Dataset, Row, source_day
from monitor.phrases.headline import status_words
from monitor.phrases.numbers import ago, count, day_words, until
from monitor.phrases.sentence import Ground, Sentence, commitment_ground, evidence_ground, leading, sentence, source_ground
from monitor.schema import BY_NAME
from monitor.values import value_or_none
from monitor.vocabulary import BY_HAND

SETTLED = ("fulfilled", "superseded", "dropped", "not_assessed")
OPEN_ENDED = "cooperation"


@dataclass(frozen=True)
class DatedSentence:
    """A sentence about a deadline. `days` is how far off its last day is, below zero when it has passed."""

    commitment_id: str
    day: date
    days: int
    sentence: Sentence


def opening(data: Dataset, today: date) -> Sentence:
    """How many documents from when to when, the newest report's date and its age."""
    documents = [row for row in data.sources.to_dict("records") if row["file"]]
    days = sorted(source_day(row) for row in documents if source_day(row))
    newest = newest_report(data, today)
    grounds = [source_ground(row) for row in documents]
    if not days:
        return sentence("overview.no_documents")
    span = days[0][:4] if days[0][:4] == days[-1][:4] else f"{days[0][:4]}\u2013{days[-1][:4]}"
    number = count(len(documents))
    about = {"number": number[:1].upper() + number[1:], "documents": len(documents), "years": span}
    if newest is None:
        return sentence("overview.opening_without_reports", grounds, **about)
    return sentence("overview.opening", [*grounds, newest], day=day_words(newest.published), age=ago(newest.published, today), **about)


def newest_report(data: Dataset, today: date) -> Ground | None:
    """The piece of evidence or the figure published last, of those whose day, month or year is over.

    Where the publication of evidence is not dated, its event counts.
    """
    reports = [(row["published"] or row["date"], evidence_ground(row)) for row in data.evidence.to_dict("records")]
    reports += [(row["published"], Ground("figures", row["figure_id"], row["reporter"], row["period"], row["published"], row["url"]))
                for row in data.figures.to_dict("records")]
    column = BY_NAME["evidence"].by_name["published"]
    dated = [(days.first, day, ground) for day, ground in reports if (days := value_or_none(column, day)) and days.last <= today]
    if not dated:
        return None
    _, day, ground = max(dated, key=lambda entry: (entry[0], entry[2].id))
    return Ground(ground.table, ground.id, ground.said_by, ground.about, day, ground.url)


def reading_the_bar(data: Dataset) -> tuple[Sentence, ...]:
    """The two sentences that keep a reader from misreading the bar; none where there is nothing to read."""
    mentions = data.mentions
    passages = mentions[(mentions["type"] == "commitment") & (mentions["rejected"] == "") & (mentions["extractor"] != BY_HAND)]
    sentences = []
    if len(passages):
        sentences.append(_most_from_one(data, passages))
    if len(data.commitments):
        open_ended = int((data.commitments["kind"] == OPEN_ENDED).sum())
        sentences.append(sentence("overview.no_end", open_ended=open_ended, all=len(data.commitments)))
    return tuple(sentences)


def dates(data: Dataset, today: date) -> tuple[DatedSentence, ...]:
    """What ends, soonest first, then what has passed, last passed first; nothing that is settled."""
    found = []
    column = BY_NAME["commitments"].by_name["deadline"]
    for row in data.commitments.to_dict("records"):
        deadline = value_or_none(column, row["deadline"])
        if deadline and row["status"] not in SETTLED:
            days = (deadline.last - today).days
            found.append(DatedSentence(row["commitment_id"], deadline.last, days, _dated(row, days, today)))
    return tuple(sorted(found, key=lambda entry: (entry.days < 0, abs(entry.days), entry.commitment_id)))


def _most_from_one(data: Dataset, passages: pd.DataFrame) -> Sentence:
    counts = passages["source_id"].value_counts()
    source = data.row("sources", counts.index[0])
    about = {"most": int(counts.iloc[0]), "all": len(passages)}
    if source is None:
        return sentence("overview.one_unknown_document", title=counts.index[0], **about)
    return sentence("overview.one_document", [source_ground(source)], title=source["title"], day=day_words(source_day(source)), **about)


def _dated(row: Row, days: int, today: date) -> Sentence:
    grounds = [commitment_ground(row)]
    title = leading(row["title"], "commitments", id=row["commitment_id"])
    about = {"title": title, "day": day_words(row["deadline"]), "status": status_words(row)}
    if days < 0:
        return sentence("overview.date_passed", grounds, **about)
    return sentence("overview.date_ends", grounds, until=until(row["deadline"], today), **about)

