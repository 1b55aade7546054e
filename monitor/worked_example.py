"""One verdict of the data set, reckoned before the reader's eyes: every step with its formula, its numbers and its result."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor import dataset, indicators, overview, pace, workings
from monitor.dataset import Dataset
from monitor.pace import Method
from monitor.progress import Judgement, Verdict
from monitor.words import say


@dataclass(frozen=True)
class Line:
    """One step: which method it belongs to, the formula in words, the same with its numbers, and what it comes to."""

    method: str
    formula: str
    numbers: str
    result: str


@dataclass(frozen=True)
class Example:
    """The target and the reporter that the example is about, and its steps."""

    judgement: Judgement
    verdict: Verdict
    lines: tuple[Line, ...]


def worked_example(data: Dataset, today: date) -> Example | None:
    """The first target, headlines first, of which both methods give a number without a range; for one without a date a year is assumed.

    None where there is no such target.
    """
    known = indicators.targets_with_numbers(data)
    for commitment_id in dict.fromkeys((*(name for name in overview.headlines(data) if name in known), *known)):
        judgement = dataset.judgement(data, commitment_id, today, indicators.years_to_assume(today)[-1])
        for verdict in judgement.verdicts:
            if _is_plain(judgement, verdict):
                return Example(judgement, verdict, tuple(_lines(judgement, verdict)))
    return None


def _is_plain(judgement: Judgement, verdict: Verdict) -> bool:
    """Whether every step comes to one number: no figure is open, none a range."""
    ends = (verdict.base.span, verdict.latest.span, judgement.target.goal)
    return verdict.latest is verdict.newest and isinstance(verdict.linear, Method) and isinstance(verdict.compound, Method) and all(
        span.closed and span.low == span.high for span in ends)


def _lines(judgement: Judgement, verdict: Verdict) -> Iterator[Line]:
    base, latest, goal = verdict.base.span, verdict.latest.span, judgement.target.goal
    years = (verdict.base.at, verdict.latest.at, judgement.deadline.at)
    methods = (
        ("linear", verdict.linear.formula, workings.linear_steps(base, latest, goal, years)),
        ("compound", verdict.compound.formula, workings.compound_steps(base, latest, goal, years)),
        ("share", pace.SHARE, workings.share_steps(base, latest, goal)),
    )
    for name, formula, steps in methods:
        formulas = dict(part.split(" = ", 1) for part in formula.split("; ") if " = " in part)
        for step in steps:
            yield Line(say(f"method_name.{name}"), formulas.get(step.what, formula), step.numbers, _result(name, step))


def _result(method: str, step: workings.Step) -> str:
    shown = workings.shown(step.result, 4 if step.what in ("ratio", "share", "actual") or method == "compound" else workings.DIGITS)
    return say("example.result_label", result=shown, label=say(f"label.{pace.label_of(step.result)}")) if step.what == "ratio" else shown
