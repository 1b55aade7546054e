"""A judgement as lines of text from which it can be redone by hand: all inputs, every formula also with its numbers, and the results."""
from collections.abc import Iterable, Iterator
from decimal import Decimal

from monitor import pace, workings
from monitor.left_out import NO_SERIES, left_out
from monitor.pace import LOG_PACE, Arrival, CannotTell, Method, Span
from monitor.phrases import label_words, period_words, quantity, who
from monitor.progress import OVER_A_PERIOD, Judgement, Refused, Verdict, due
from monitor.targets import Figure, Target
from monitor.words import say
from monitor.workings import Step, exact


def report(judgement: Judgement, figures: Iterable[Figure], by: int | None = None) -> Iterator[str]:
    """The lines about one target. `figures` are those that were judged, `by` the year that the reader assumed."""
    target = judgement.target
    yield say("verdict.title", id=target.commitment_id, title=target.title)
    if judgement.reason:
        yield say("verdict.refused", reason=say(f"reason.{judgement.reason}"))
        return
    yield from _inputs(judgement, by)
    aside = left_out(judgement, figures)
    for verdict in judgement.verdicts:
        yield say("verdict.reporter", who=who(verdict.latest), id=verdict.latest.reporter_id)
        yield from _figure_lines(target, verdict)
        yield from _method_lines(judgement, verdict)
        yield from _result_lines(verdict)
    for refused in judgement.refused:
        yield say("verdict.reporter", who=refused.reporter, id=refused.reporter_id)
        for figure in aside.get(refused.reporter_id, {}).get(NO_SERIES, ()):
            yield from (say("verdict.figure", **_said(figure)), _details(figure))
        yield say("verdict.reporter_refused", reason=_refusal(refused))
    yield from _left_out_lines(aside)
    if judgement.band:
        yield say("verdict.band", band=label_words(judgement.band))


def base_rule(target: Target, verdict: Verdict) -> str:
    """Where the baseline came from: `statement`, `year` or `before`."""
    if verdict.base_from_statement:
        return "statement"
    is_of_that_year = target.own_base is not None and verdict.base.end.year == target.own_base.year
    return "year" if is_of_that_year else "before"


def number_words(value: Decimal, high: Decimal | None, unit: str, qualifier: str) -> str:
    """The exact number with its unit, and the interval that it stands for: "at least 10000000000 USD"."""
    span = pace.span_of(value, high, qualifier)
    if span.high is None:
        return say("verdict.at_least", number=exact(span.low), unit=unit)
    if span.low is None:
        return say("verdict.at_most", number=exact(span.high), unit=unit)
    number = " to ".join(map(exact, span.ends))
    return say("verdict.as_it_stands" if qualifier == "about" else "verdict.number", number=number, unit=unit)


def _inputs(judgement: Judgement, by: int | None) -> Iterator[str]:
    target = judgement.target
    counted = "verdict.years_count" if target.nature in OVER_A_PERIOD else "verdict.days_count"
    yield say("verdict.target", goal=quantity(target.value, target.unit, target.qualifier, target.value_high), direction=target.direction,
              exact=number_words(target.value, target.value_high, target.unit, "exactly"))
    yield say("verdict.indicator", indicator=target.indicator_id, nature=target.nature or say("verdict.no_nature"), counted=say(counted))
    yield say("verdict.stated", day=target.stated.isoformat(), at=exact(pace.in_years(target.stated)))
    if target.own_base is not None:
        yield say("verdict.own_base", **_said(target.own_base))
    yield from _deadline_lines(judgement, by)
    yield say("verdict.scale", today=judgement.today.isoformat(), at=exact(pace.in_years(judgement.today)))


def _deadline_lines(judgement: Judgement, by: int | None) -> Iterator[str]:
    deadline, words = judgement.deadline, judgement.target.deadline_text
    if deadline is None:
        yield say("verdict.no_deadline")
    else:
        key = "verdict.assumed" if deadline.assumed else "verdict.stated_deadline"
        yield say(key, deadline=deadline.text, at=exact(deadline.at))
    if words:
        yield say("verdict.deadline_words", words=words)
    if deadline is not None and not deadline.assumed and by is not None:
        yield say("verdict.by_ignored", year=by)
    if deadline is not None and due(judgement.target, deadline) != deadline.at:
        yield say("verdict.due", year=exact(due(judgement.target, deadline)))


def _figure_lines(target: Target, verdict: Verdict) -> Iterator[str]:
    """Every figure from the base to the newest, each with where it can be read."""
    for point in verdict.points:
        if point is verdict.base:
            yield say("verdict.base", rule=say(f"verdict.base_{base_rule(target, verdict)}"), **_said(point))
        else:
            yield say(_role(verdict, point), **_said(point))
        yield _details(point)


def _role(verdict: Verdict, point: Figure) -> str:
    if point.at < verdict.latest.at:
        return "verdict.between"
    if point is verdict.latest:
        return "verdict.latest" if point is verdict.newest else "verdict.latest_in_time"
    return "verdict.newest" if point is verdict.newest else "verdict.later"


def _said(figure: Figure) -> dict[str, str]:
    return {
        "value": quantity(figure.value, figure.unit, figure.qualifier, figure.value_high), "id": figure.figure_id,
        "exact": number_words(figure.value, figure.value_high, figure.unit, figure.qualifier), "period": period_words(figure.period),
        "at": exact(figure.at),
    }


def _details(figure: Figure) -> str:
    address = figure.url or (say("verdict.in_document", id=figure.source_id) if figure.source_id else say("verdict.no_address"))
    return say("verdict.details", basis=say(f"basis.{figure.basis}"), confidence=figure.confidence or say("verdict.not_given"),
               published=figure.published or say("verdict.not_given"), address=address)


def _method_lines(judgement: Judgement, verdict: Verdict) -> Iterator[str]:
    goal, base = judgement.target.goal, verdict.base
    years = (base.at, verdict.latest.at, judgement.deadline.at) if judgement.deadline else None
    for name, method, steps in (("linear", verdict.linear, workings.linear_steps), ("compound", verdict.compound, workings.compound_steps)):
        yield _heading(name, method, method.formula if isinstance(method, Method) else "")
        if isinstance(method, Method):
            yield from (_step(step) for step in steps(base.span, verdict.latest.span, goal, years))
    yield _heading("share", verdict.share, pace.SHARE)
    if isinstance(verdict.share, Span):
        yield from (_step(step) for step in workings.share_steps(base.span, verdict.newest.span, goal))
    yield _heading("arrival", verdict.arrival, verdict.arrival.formula if isinstance(verdict.arrival, Arrival) else "")
    if isinstance(verdict.arrival, Arrival):
        yield from _arrival_lines(verdict, goal)


def _heading(name: str, result: object, formula: str) -> str:
    told = say("verdict.cannot_tell", reason=say(f"reason.{result.reason}")) if isinstance(result, CannotTell) else formula
    return say("verdict.method", name=say(f"method_name.{name}"), formula=told)


def _step(step: Step) -> str:
    result = "verdict.never" if step.result is None else ""
    digits = workings.DIGITS_OF_AMOUNTS if step.what in ("required", "pace") else workings.DIGITS
    shown = say(result) if result else workings.shown(step.result, digits)
    what = say(f"verdict.{step.end}", what=step.what) if step.end else step.what
    if step.what == "ratio":
        return say("verdict.step_label", what=what, numbers=step.numbers, result=shown, label=say(f"label.{pace.label_of(step.result)}"))
    return say("verdict.step", what=what, numbers=step.numbers, result=shown)


def _arrival_lines(verdict: Verdict, goal: Span) -> Iterator[str]:
    arrival = verdict.arrival
    points = [(point.at, point.span) for point in verdict.points if point.span.closed]
    if arrival.formula == LOG_PACE:
        *each, (mean_year, _, mean_logarithm) = workings.logarithms(points)
        yield from (say("verdict.point", year=year, value=value, ln=ln) for year, value, ln in each)
        yield say("verdict.means", year=mean_year, ln=mean_logarithm)
    yield from (_step(step) for step in workings.arrival_steps(arrival, points, goal))
    years = list(dict.fromkeys(str(year) for year in (arrival.earliest, arrival.latest) if year is not None))
    yield say("verdict.arrival", years=" to ".join(years) if years else say("verdict.never"), points=arrival.points)


def _result_lines(verdict: Verdict) -> Iterator[str]:
    if verdict.first_reached is not None:
        yield say("verdict.first_reached", **_said(verdict.first_reached))
    if verdict.labels:
        yield say("verdict.result", result=label_words(verdict.labels))
    else:
        yield say("verdict.result", result=say("verdict.cannot_tell", reason=say(f"reason.{verdict.reason}")))


def _refusal(refused: Refused) -> str:
    reason = say(f"reason.{refused.reason}")
    is_of_one_scope = refused.scope and refused.reason in ("no_base", "no_later_figure")
    return say("verdict.of_scope", reason=reason, scope=refused.scope) if is_of_one_scope else reason


def _left_out_lines(aside: dict[str, dict[str, tuple[Figure, ...]]]) -> Iterator[str]:
    """One line a reporter: how many of its figures no verdict rests on, by reason."""
    if aside:
        yield say("verdict.left_out")
    for reporter_id, reasons in sorted(aside.items()):
        counts = ", ".join(say(f"left_out.{reason}", n=len(figures)) for reason, figures in reasons.items())
        yield say("verdict.left_out_of", id=reporter_id, counts=counts)
