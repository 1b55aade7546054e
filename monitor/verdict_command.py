"""python -m monitor verdict: what the figures show of every target, with all inputs, formulas and results."""
import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from monitor import dataset, indicators, pace, store
from monitor.pace import Arrival, CannotTell, Method, Span
from monitor.phrases import goal_words, label_words, period_words, quantity, who
from monitor.progress import Judgement, Verdict
from monitor.targets import Figure
from monitor.words import say


def add_command(subparsers) -> None:
    parser = subparsers.add_parser("verdict", help="what the figures show of every target, with inputs and formulas")
    parser.add_argument("id", nargs="?", metavar="ID", help="one commitment; all targets when left out")
    parser.add_argument("--by", type=_year, metavar="YEAR", help="assume the end of this year as the deadline where none is stated")
    parser.add_argument("--reporter", metavar="R", help="only the figures of this reporter_id")
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    parser.add_argument("--data", metavar="DIR", help=f"the data folder (else ${store.ENVIRONMENT}, else {store.DEFAULT_FOLDER}/)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit code 2 for an id that is no target; refusals are answers and exit with 0."""
    data = dataset.load(store.data_folder(options.data))
    wanted = [options.id] if options.id else dataset.targets_of(data)
    fault = _fault(data, options.id)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    judgements = [dataset.judgement(data, commitment_id, date.today(), options.by) for commitment_id in wanted]
    if options.reporter:
        judgements = [indicators.only(judgement, (options.reporter,)) for judgement in judgements]
    if options.json:
        print(json.dumps([as_json(judgement) for judgement in judgements], indent=2, ensure_ascii=False))
    else:
        lines = [line for judgement in judgements for line in report(judgement)]
        print("\n".join(lines) if lines else say("verdict.no_targets", folder=data.folder))
    return 0


def report(judgement: Judgement) -> Iterator[str]:
    """The lines about one target."""
    target = judgement.target
    yield say("verdict.title", id=target.commitment_id, title=target.title)
    if judgement.reason:
        yield say("verdict.refused", reason=say(f"reason.{judgement.reason}"))
        return
    yield say("verdict.inputs", goal=goal_words(judgement), direction=target.direction, indicator=target.indicator_id,
              stated=target.stated.isoformat(), deadline=_deadline(judgement))
    for verdict in judgement.verdicts:
        yield from _reporter_lines(verdict)
    for refused in judgement.refused:
        yield say("verdict.reporter", who=refused.reporter, id=refused.reporter_id)
        yield say("verdict.reporter_refused", reason=say(f"reason.{refused.reason}"))
    if judgement.band:
        yield say("verdict.band", band=label_words(judgement.band))


def as_json(judgement: Judgement) -> dict:
    """All inputs and results; numbers as text, for a Decimal is exact; a span as the list of its two ends, null where open."""
    target, deadline = judgement.target, judgement.deadline
    return {
        "commitment_id": target.commitment_id, "title": target.title, "indicator_id": target.indicator_id, "direction": target.direction,
        "target": [_text(target.value), _text(target.value_high)], "unit": target.unit, "qualifier": target.qualifier,
        "stated": target.stated and target.stated.isoformat(), "today": judgement.today.isoformat(),
        "deadline": deadline and deadline.text, "deadline_assumed": bool(deadline and deadline.assumed),
        "deadline_text": target.deadline_text,
        "cannot_tell": judgement.reason, "verdict": list(judgement.band),
        "newest": [{**_figure_json(figure), "reached": reached} for figure, reached in zip(judgement.standing, judgement.reached)],
        "reporters": [_verdict_json(verdict) for verdict in judgement.verdicts],
        "refused": [{"reporter_id": entry.reporter_id, "reporter": entry.reporter, "cannot_tell": entry.reason}
                    for entry in judgement.refused],
    }


def _fault(data: dataset.Dataset, commitment_id: str | None) -> str:
    if commitment_id is None:
        return ""
    row = data.row("commitments", commitment_id)
    if row is None:
        return say("verdict.unknown_commitment", id=commitment_id, folder=data.folder)
    return "" if row["value"] else say("verdict.not_a_target", id=commitment_id)


def _deadline(judgement: Judgement) -> str:
    if judgement.deadline is None:
        return say("verdict.no_deadline")
    return say("verdict.assumed", deadline=judgement.deadline.text) if judgement.deadline.assumed else judgement.deadline.text


def _reporter_lines(verdict: Verdict) -> Iterator[str]:
    yield say("verdict.reporter", who=who(verdict.latest), id=verdict.latest.reporter_id)
    yield say("verdict.base_from_statement" if verdict.base_from_statement else "verdict.base", **_said(verdict.base))
    yield say("verdict.latest", **_said(verdict.latest))
    for name, method in (("linear", verdict.linear), ("compound", verdict.compound)):
        yield from _method_lines(say(f"method_name.{name}"), method, verdict.latest.unit)
    yield from _share_lines(verdict.share)
    yield from _arrival_lines(verdict.arrival)
    result = label_words(verdict.labels) if verdict.labels else say("verdict.cannot_tell", reason=say(f"reason.{verdict.reason}"))
    yield say("verdict.result", result=result)


def _said(figure: Figure) -> dict[str, str]:
    value = quantity(figure.value, figure.unit, figure.qualifier, figure.value_high)
    return {"value": value, "period": period_words(figure.period), "id": figure.figure_id}


def _method_lines(name: str, method: Method | CannotTell, unit: str) -> Iterator[str]:
    if isinstance(method, CannotTell):
        yield say("verdict.method_refused", name=name, reason=say(f"reason.{method.reason}"))
        return
    written = partial(_amounts, unit=unit) if method.name == "linear" else partial(_ends, form="+.2%")
    required, actual = written(method.required), written(method.actual)
    yield say("verdict.method", name=name, formula=method.formula)
    yield say("verdict.method_result", required=required, actual=actual, ratio=_ends(method.ratio, ".3f"), label=label_words(method.labels))


def _share_lines(share: Span | CannotTell) -> Iterator[str]:
    name = say("method_name.share")
    if isinstance(share, CannotTell):
        yield say("verdict.method_refused", name=name, reason=say(f"reason.{share.reason}"))
    else:
        yield say("verdict.share", name=name, formula=pace.SHARE, result=_ends(share, ".1%"))


def _arrival_lines(arrival: Arrival | CannotTell) -> Iterator[str]:
    name = say("method_name.arrival")
    if isinstance(arrival, CannotTell):
        yield say("verdict.method_refused", name=name, reason=say(f"reason.{arrival.reason}"))
        return
    years = list(dict.fromkeys(str(year) for year in (arrival.earliest, arrival.latest) if year is not None))
    result = " to ".join(years) if years else say("verdict.arrival_never")
    yield say("verdict.arrival", name=name, formula=arrival.formula, result=result, points=arrival.points)


def _amounts(span: Span, unit: str) -> str:
    return quantity(span.low, unit, high=span.high)


def _ends(span: Span, form: str) -> str:
    return " to ".join(dict.fromkeys(format(end, form) for end in span.ends))


def _verdict_json(verdict: Verdict) -> dict:
    return {
        "reporter_id": verdict.latest.reporter_id, "reporter": verdict.latest.reporter,
        "side": verdict.latest.side, "scope": verdict.latest.scope,
        "base": _figure_json(verdict.base), "base_from_statement": verdict.base_from_statement, "latest": _figure_json(verdict.latest),
        "points": [_figure_json(point) for point in verdict.points], "verdict": list(verdict.labels), "cannot_tell": verdict.reason,
        "linear": _method_json(verdict.linear), "compound": _method_json(verdict.compound),
        "share_of_gap_closed": _result_json(verdict.share, lambda span: {"formula": pace.SHARE, "result": _span(span)}),
        "arrival": _result_json(verdict.arrival, lambda arrival: {
            "formula": arrival.formula, "earliest": arrival.earliest, "latest": arrival.latest, "points": arrival.points}),
    }


def _method_json(method: Method | CannotTell) -> dict:
    return _result_json(method, lambda found: {
        "formula": found.formula, "required": _span(found.required), "actual": _span(found.actual), "ratio": _span(found.ratio),
        "labels": list(found.labels),
    })


def _result_json(result, form) -> dict:
    return {"cannot_tell": result.reason} if isinstance(result, CannotTell) else form(result)


def _figure_json(figure: Figure) -> dict:
    return {
        "figure_id": figure.figure_id, "reporter_id": figure.reporter_id, "period": figure.period, "value": _text(figure.value),
        "value_high": _text(figure.value_high), "unit": figure.unit, "qualifier": figure.qualifier, "scope": figure.scope,
        "url": figure.url,
    }


def _span(span: Span) -> Sequence[str | None]:
    return [_text(span.low), _text(span.high)]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _year(text: str) -> int:
    year = indicators.year_or_none(text)
    if year is None:
        raise argparse.ArgumentTypeError(say("verdict.bad_year", year=text, first=indicators.EARLIEST_YEAR, last=indicators.LATEST_YEAR))
    return year
