"""What is counted, from the reader's side: which indicators there are, which commitment each measures, what was said of it and when."""
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from monitor.dataset import Dataset, Row, mentions_of, statements_like
from monitor.progress import Judgement
from monitor.states import states
from monitor.targets import Figure
from monitor.values import BadValue, parse_date

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
NO_SIDE = "third"


def with_figures(data: Dataset) -> tuple[str, ...]:
    """The indicators that have figures: those of targets first, of headlines, of other commitments, then by how many figures there are."""
    rows = data.commitments[data.commitments["indicator_id"] != ""]
    of_targets = {row["indicator_id"] for row in rows.to_dict("records") if is_target(row)}
    of_headlines = set(rows.loc[rows["headline"] != "", "indicator_id"])
    measuring = set(rows["indicator_id"])
    known = [name for name in data.indicators["indicator_id"] if data.figure_values.get(name)]
    return tuple(sorted(known, key=lambda name: (
        name not in of_targets, name not in of_headlines, name not in measuring, -len(data.figure_values[name]), name)))


def measured_by(data: Dataset, indicator_id: str) -> list[Row]:
    """The commitments that the indicator measures: targets with a number first, then headlines, then the last stated."""
    rows = data.commitments[data.commitments["indicator_id"] == indicator_id].to_dict("records")
    newest_first = sorted(rows, key=lambda row: row["last_stated"], reverse=True)
    return sorted(newest_first, key=lambda row: (not is_target(row), row["headline"] == ""))


def is_target(row: Row) -> bool:
    """Whether a commitment is a number still to be reached; a project that is itself a sum is not."""
    return row["kind"] == "target" and row["value"] != ""


def said_of(data: Dataset, commitment_id: str) -> list[Row]:
    """Every mention of a commitment and every statement read elsewhere of the same number, oldest first, those without a day last."""
    rows = [*mentions_of(data, commitment_id).to_dict("records"), *statements_like(data, commitment_id).to_dict("records")]
    return sorted(rows, key=lambda row: (row["day"] == "", row["day"], row["by_hand"]))


def stated_on(statements: Iterable[Row]) -> tuple[date, ...]:
    """The days of statements, oldest first, each once; a month or a year counts from its first day."""
    days = set()
    for row in statements:
        try:
            days.add(parse_date(row["day"]).first)
        except BadValue:
            continue
    return tuple(sorted(days))


def reporters(figures: Iterable[Figure]) -> dict[str, str]:
    """Name by id of everyone who reports one of the figures, by name."""
    return dict(sorted({figure.reporter_id: figure.reporter for figure in figures}.items(), key=lambda entry: entry[1]))


def only(judgement: Judgement, reporter_ids: Collection[str]) -> Judgement:
    """The judgement with these reporters alone, all of them where none is named. What each shows stays as it is."""
    if not reporter_ids:
        return judgement
    return replace(
        judgement,
        standing=tuple(figure for figure in judgement.standing if figure.reporter_id in reporter_ids),
        verdicts=tuple(verdict for verdict in judgement.verdicts if verdict.latest.reporter_id in reporter_ids),
        refused=tuple(refused for refused in judgement.refused if refused.reporter_id in reporter_ids),
    )


def sides(data: Dataset) -> tuple[str, ...]:
    """The codes of the states that the folder is about, in the order of its description; else those that report most."""
    codes = {state.name: code for code, state in states().items()}
    named = tuple(codes[name] for name in data.descriptor.get("pair", ()) if name in codes)
    if named:
        return named
    speaking: pd.Series = data.figures.loc[~data.figures["side"].isin(["", NO_SIDE]), "side"]
    return tuple(sorted(speaking.value_counts().head(2).index))


def years_to_assume(today: date) -> tuple[int, ...]:
    """The deadlines on offer: the next two years, and the next year after them that ends in 0 or 5."""
    first = today.year + 1
    return first, first + 1, first + 2 + (-(first + 2)) % 5


def targets_with_numbers(data: Dataset) -> tuple[str, ...]:
    """The ids of the targets that name a number and whose indicator has figures, the last stated first."""
    rows = [row for row in data.commitments.to_dict("records") if is_target(row) and data.figure_values.get(row["indicator_id"])]
    return tuple(row["commitment_id"] for row in sorted(rows, key=lambda row: (row["last_stated"], row["commitment_id"]), reverse=True))


def indicator_of(data: Dataset, commitment_id: str) -> str | None:
    """The indicator with figures that measures a commitment."""
    row = data.row("commitments", commitment_id)
    return row["indicator_id"] if row and data.figure_values.get(row["indicator_id"]) else None


def target_chosen(data: Dataset, indicator_id: str, commitment_id: str) -> Row | None:
    """The commitment to be shown with an indicator: the one that is named, else the first that it measures."""
    measured = measured_by(data, indicator_id)
    return next((row for row in measured if row["commitment_id"] == commitment_id), measured[0] if measured else None)


def deadlines_elsewhere(statements: Iterable[Row]) -> list[Row]:
    """Of the statements read elsewhere those that name a deadline, oldest first."""
    return [row for row in statements if row["by_hand"] and row["deadline"]]


def year_or_none(text: str) -> int | None:
    """A year that a reader may assume as deadline, None for anything else."""
    if not text.isascii() or not text.isdecimal():
        return None
    return int(text) if EARLIEST_YEAR <= int(text) <= LATEST_YEAR else None

