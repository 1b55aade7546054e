"""What was on record on a day: judgements as the log has them, documents dated and figures published by then."""
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from monitor import history
from monitor.dataset import Dataset, source_day
from monitor.schema import COMMITMENTS, SOURCES
from monitor.values import value_or_none

NOT_CHECKED = "not_checked"
# What a person judges; where the log does not reach back, nobody is known to have judged anything.
JUDGED = ("status", "status_date", "evidence_url", "note", "checked_on", "checked_by")


@dataclass(frozen=True)
class OnRecord:
    """The tables as of the end of `day`.

    Before `log_begins` no judgement is on record. `undated_figures` have no day of publication and are left out.
    """

    data: Dataset
    day: date
    log_begins: date | None
    undated_figures: int

    @property
    def before_log(self) -> bool:
        return self.log_begins is None or self.day < self.log_begins


def on_record(data: Dataset, day: date) -> OnRecord:
    """The tables as they stood at the end of a day. A month or a year counts when it is over; what has no date is left out."""
    log = data.status_log.to_dict("records")
    known_days = data.sources.apply(source_day, axis=1) if len(data.sources) else data.sources["date"]
    sources = data.sources[_by(known_days, day)]
    mentions = data.mentions[data.mentions["source_id"].isin(sources["source_id"])]
    evidence = data.evidence[_by(data.evidence["published"].where(data.evidence["published"] != "", data.evidence["date"]), day)]
    cut = replace(
        data, sources=sources, mentions=mentions, evidence=evidence, figures=data.figures[_by(data.figures["published"], day)],
        commitments=_judged(_stated(data.commitments, mentions, sources), history.state_on(log, day)),
        status_log=data.status_log[_by(data.status_log["when"].str[:10], day)],
    )
    return OnRecord(cut, day, history.first_day(log), int((data.figures["published"] == "").sum()))


def _by(days: pd.Series, day: date) -> pd.Series:
    """Whether each day, month or year was over by the end of `day`; False where there is none."""
    column = SOURCES.by_name["date"]
    over = {text: bool((days_of := value_or_none(column, text)) and days_of.last <= day) for text in days.unique()}
    return days.map(over).astype(bool)


def _stated(commitments: pd.DataFrame, mentions: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The commitments stated by then, with the days and the number of their mentions as they were."""
    standing = mentions[(mentions["commitment_id"] != "") & (mentions["rejected"] == "")]
    undertaken = standing[standing["type"] == "commitment"]
    reported_only = standing[~standing["commitment_id"].isin(undertaken["commitment_id"])]   # a project known from reports alone
    standing = pd.concat([undertaken, reported_only])
    days = {row["source_id"]: source_day(row) for row in sources.to_dict("records")}
    stated = standing["source_id"].map(days).astype("str").groupby(standing["commitment_id"])
    rows = commitments[commitments["commitment_id"].isin(standing["commitment_id"])]
    then = {"first_stated": stated.min(), "last_stated": stated.max(), "mentions": stated.size()}
    return rows.assign(**{name: rows["commitment_id"].map(found).astype("str") for name, found in then.items()})


def _judged(commitments: pd.DataFrame, known: dict[str, dict[str, str]] | None) -> pd.DataFrame:
    """The rows with the judgements that the log knows; people's other columns only where it names the row."""
    rows = []
    for row in commitments.to_dict("records"):
        judged = dict.fromkeys(JUDGED, "")
        if known and row["commitment_id"] in known:
            logged = known[row["commitment_id"]]
            judged |= {name: cell for name, cell in logged.items() if name in JUDGED or cell}
        rows.append(row | judged | {"status": judged["status"] or NOT_CHECKED})
    return pd.DataFrame.from_records(rows, columns=list(commitments) or list(COMMITMENTS.header)).astype("str")
