"""A judgement as JSON: all inputs and results.

Numbers are text, for a Decimal is exact; a span is the list of its two ends, null where open.
"""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal

from monitor import pace, workings
from monitor.left_out import left_out
from monitor.pace import CannotTell, Method, Span
from monitor.progress import Judgement, Verdict, due
from monitor.targets import Figure
from monitor.verdict_text import base_rule
from monitor.workings import Step, exact


def as_json(judgement: Judgement, figures: Iterable[Figure], by: int | None = None) -> dict:
    """`figures` are those that were judged, `by` the year that the reader assumed."""
    target = judgement.target
    return {
        "commitment_id": target.commitment_id, "title": target.title, "indicator_id": target.indicator_id, "nature": target.nature,
        "direction": target.direction, "target": [_text(target.value), _text(target.value_high)], "unit": target.unit,
        "qualifier": target.qualifier, "stated": target.stated and target.stated.isoformat(),
        "stated_at": target.stated and exact(pace.in_years(target.stated)),
        "today": judgement.today.isoformat(), "today_at": exact(pace.in_years(judgement.today)),
        **_deadline_json(judgement, by), "own_base": target.own_base and _figure_json(target.own_base),
        "cannot_tell": judgement.reason, "verdict": list(judgement.band),
        "newest": [{**_figure_json(figure), "reached": reached} for figure, reached in zip(judgement.standing, judgement.reached)],
        "reporters": [_verdict_json(judgement, verdict) for verdict in judgement.verdicts],
        "refused": [{"reporter_id": entry.reporter_id, "reporter": entry.reporter, "scope": entry.scope, "cannot_tell": entry.reason}
                    for entry in judgement.refused],
        "left_out": {reporter_id: {reason: [figure.figure_id for figure in aside] for reason, aside in reasons.items()}
                     for reporter_id, reasons in left_out(judgement, figures).items()},
    }


def _deadline_json(judgement: Judgement, by: int | None) -> dict:
    deadline = judgement.deadline
    ignored = by is not None and deadline is not None and not deadline.assumed
    return {
        "deadline": deadline and deadline.text, "deadline_at": deadline and exact(deadline.at),
        "deadline_assumed": bool(deadline and deadline.assumed), "deadline_text": judgement.target.deadline_text,
        "figures_due_at": deadline and exact(due(judgement.target, deadline)), "assumed_year_ignored": by if ignored else None,
    }


def _verdict_json(judgement: Judgement, verdict: Verdict) -> dict:
    target, latest = judgement.target, verdict.latest
    return {
        "reporter_id": latest.reporter_id, "reporter": latest.reporter, "side": latest.side, "scope": latest.scope,
        "base": _figure_json(verdict.base), "base_from_statement": verdict.base_from_statement, "base_rule": base_rule(target, verdict),
        "latest": _figure_json(latest), "newest": _figure_json(verdict.newest), "points": [_figure_json(point) for point in verdict.points],
        "reached": verdict.reached, "first_reached": verdict.first_reached and verdict.first_reached.figure_id,
        "verdict": list(verdict.labels), "cannot_tell": verdict.reason, **_methods_json(judgement, verdict),
    }


def _methods_json(judgement: Judgement, verdict: Verdict) -> dict:
    goal, base, latest, newest = judgement.target.goal, verdict.base, verdict.latest, verdict.newest
    years = (base.at, latest.at, judgement.deadline.at) if judgement.deadline else None
    points = [(point.at, point.span) for point in verdict.points if point.span.closed]
    return {
        "linear": _result(verdict.linear, lambda found: _method_json(
            found, workings.linear_steps(base.span, latest.span, goal, years))),
        "compound": _result(verdict.compound, lambda found: _method_json(
            found, workings.compound_steps(base.span, latest.span, goal, years))),
        "share_of_gap_closed": _result(verdict.share, lambda span: {
            "formula": pace.SHARE, "result": _span(span), "workings": _steps(workings.share_steps(base.span, newest.span, goal))}),
        "arrival": _result(verdict.arrival, lambda found: {
            "formula": found.formula, "earliest": found.earliest, "latest": found.latest, "points": found.points,
            "rate": exact(found.rate), "crossings": [_text(time) for time in found.crossings],
            "workings": _steps(workings.arrival_steps(found, points, goal))}),
    }


def _method_json(found: Method, steps: list[Step]) -> dict:
    return {
        "formula": found.formula, "required": _span(found.required), "actual": _span(found.actual), "ratio": _span(found.ratio),
        "labels": list(found.labels), "workings": _steps(steps),
    }


def _result(result: object, form: Callable[[object], dict]) -> dict:
    return {"cannot_tell": result.reason} if isinstance(result, CannotTell) else form(result)


def _steps(steps: Iterable[Step]) -> list[dict]:
    return [{**asdict(step), "result": _text(step.result)} for step in steps]


def _figure_json(figure: Figure) -> dict:
    return {
        "figure_id": figure.figure_id, "reporter_id": figure.reporter_id, "period": figure.period, "at": exact(figure.at),
        "value": _text(figure.value), "value_high": _text(figure.value_high), "unit": figure.unit, "qualifier": figure.qualifier,
        "interval": _span(figure.span), "scope": figure.scope, "basis": figure.basis, "confidence": figure.confidence,
        "publisher": figure.publisher, "published": figure.published, "url": figure.url, "source_id": figure.source_id,
    }


def _span(span: Span) -> Sequence[str | None]:
    return [_text(span.low), _text(span.high)]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else exact(number)
