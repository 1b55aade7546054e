"""What the tables rest on, and what they do not know: counted, so that a reader can weigh the rest."""
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from monitor import dataset, indicators
from monitor.dataset import Dataset
from monitor.phrases.numbers import count
from monitor.progress import Judgement
from monitor.words import Piece, pieces, say

TRANSLATIONS = ("machine_translation", "paraphrase")
VAGUE = "vague"
CODES = (
    "not_checked", "no_report", "unclear", "no_deadline", "no_verdict", "translated", "no_scope", "no_date_of_publication",
    "undated_evidence", "weak_evidence", "elsewhere",
)


@dataclass(frozen=True)
class Publisher:
    """Who published what the tables hold: how many figures and how many pieces of evidence were read there. An empty name is not stated."""

    name: str
    figures: int
    evidence: int


@dataclass(frozen=True)
class Unknown:
    """Something that is not known of `number` of `whole` rows; `more` is what its text under `unknown.CODE` tells besides."""

    code: str
    number: int
    whole: int
    more: str = ""


def publishers(data: Dataset) -> tuple[Publisher, ...]:
    """Everyone who published figures or evidence, those of most figures first."""
    figures, evidence = Counter(_published_by(data, data.figures)), Counter(_published_by(data, data.evidence))
    found = (Publisher(name, figures[name], evidence[name]) for name in figures | evidence)
    return tuple(sorted(found, key=lambda entry: (-entry.figures, -entry.evidence, entry.name)))


def share(part: int, whole: int) -> Decimal:
    """Part of the whole, from 0 to 1; 0 of nothing."""
    return Decimal(part) / whole if whole else Decimal(0)


def told(unknown: Unknown) -> tuple[Piece, ...]:
    """The sentence about it."""
    more = {"more": unknown.more} if unknown.more else {}
    return pieces(f"unknown.{unknown.code}", number=unknown.number, whole=unknown.whole, **more)


def unknowns(data: Dataset, today: date) -> tuple[Unknown, ...]:
    """What is not known, in the order of the pages; only what there is."""
    return tuple(entry for entry in (*_of_commitments(data), *_of_targets(data, today), *_of_reports(data)) if entry.number)


def _published_by(data: Dataset, rows: pd.DataFrame) -> list[str]:
    """The publisher of each row; that of its document, where the row leaves it to the document."""
    of_sources = dict(zip(data.sources["source_id"], data.sources["publisher"]))
    ids = rows["source_id"] if "source_id" in rows else pd.Series("", index=rows.index)
    return [publisher or of_sources.get(source_id, "") for publisher, source_id in zip(rows["publisher"], ids)]


def _of_commitments(data: Dataset) -> Iterator[Unknown]:
    rows = data.commitments
    whole = len(rows)
    yield Unknown("not_checked", int((rows["status"] == "not_checked").sum()), whole)
    yield Unknown("no_report", int((rows["status"] == "no_report").sum()), whole)
    yield Unknown("unclear", int((rows["status"] == "unclear").sum()), whole)
    yield Unknown("no_deadline", int((rows["deadline"] == "").sum()), whole, count(int((rows["deadline_kind"] == VAGUE).sum())))


def _of_targets(data: Dataset, today: date) -> Iterator[Unknown]:
    """Targets of which no verdict can be given, with the reason that is the most frequent."""
    known = indicators.targets_with_numbers(data)
    judged = [dataset.judgement(data, commitment_id, today) for commitment_id in known]
    reasons = Counter(_reason(judgement) for judgement in judged if not judgement.band)
    if reasons:
        yield Unknown("no_verdict", reasons.total(), len(known), say(f"reason.{reasons.most_common(1)[0][0]}"))


def _reason(judgement: Judgement) -> str:
    return judgement.reason or ("no_deadline" if judgement.deadline is None else judgement.refused[0].reason)


def _of_reports(data: Dataset) -> Iterator[Unknown]:
    documents = data.sources[data.sources["file"] != ""]
    yield Unknown("translated", int(documents["text_basis"].isin(TRANSLATIONS).sum()), len(documents))
    yield Unknown("no_scope", int((data.figures["scope"] == "").sum()), len(data.figures))
    yield Unknown("no_date_of_publication", int((data.figures["published"] == "").sum()), len(data.figures))
    yield Unknown("undated_evidence", int((data.evidence["date"] == "").sum()), len(data.evidence))
    yield Unknown("weak_evidence", int((data.evidence["confidence"] == "low").sum()), len(data.evidence))
    yield Unknown("elsewhere", len(dataset.outside_statements(data)), len(data.mentions))
