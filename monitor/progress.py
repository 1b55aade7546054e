"""Verdicts on targets: what the figures of each reporter show, or why they show nothing.

One verdict a reporter and scope that has two or more comparable figures: reported (not planned or estimated), latest vintage, the
target's unit, the indicator's states, and whole years. Nothing is filled in, converted or added up. `pace` holds the arithmetic.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitor import pace
from monitor.pace import Arrival, CannotTell, Method, Span
from monitor.targets import Figure, Target, latest_vintage
from monitor.values import parse_date

# Why a verdict is refused: the first of a reporter's reasons, in the order in which they are asked.
REASONS = (
    "no_number", "no_indicator", "no_direction", "no_statement_date", "no_figures",
    "not_reported", "other_parties", "unlike_units", "part_years", "one_figure", "unlike_scopes",
    "no_base", "no_later_figure", "lower_bound", "upper_bound", "base_past_target",
    "no_deadline", "deadline_before_base", "not_positive", "stale",
)
STALE_YEARS = 2


@dataclass(frozen=True)
class Deadline:
    """The end of the period by which a target is to be reached, and whether only the reader assumes it."""

    text: str
    at: Decimal
    assumed: bool


@dataclass(frozen=True)
class Refused:
    """A reporter whose figures allow no verdict."""

    reporter_id: str
    reporter: str
    scope: str
    reason: str


@dataclass(frozen=True)
class Verdict:
    """What the figures of one reporter and scope show. `points` run from the base to the newest figure.

    Share and arrival go by the newest figure, the two methods by `latest`, the last one up to the deadline. `labels` holds the
    labels of both methods, worst first; where there is none, `reason` says why.
    """

    base: Figure
    base_from_statement: bool
    latest: Figure
    points: tuple[Figure, ...]
    reached: bool | None
    first_reached: Figure | None
    share: Span | CannotTell
    arrival: Arrival | CannotTell
    linear: Method | CannotTell
    compound: Method | CannotTell
    labels: tuple[str, ...]
    reason: str

    @property
    def newest(self) -> Figure:
        return self.points[-1]

    @property
    def agree(self) -> bool:
        """Whether the methods that could be reckoned come to the same label."""
        return len(self.labels) < 2


@dataclass(frozen=True)
class Judgement:
    """Everything the figures show of one target. `standing` holds each reporter's figure for the newest year that has any."""

    target: Target
    deadline: Deadline | None
    today: date
    standing: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]
    refused: tuple[Refused, ...]
    reason: str

    @property
    def band(self) -> tuple[str, ...]:
        """All labels given, worst first: one label, a band where reporters or methods differ, or none."""
        given = {label for verdict in self.verdicts for label in verdict.labels}
        return tuple(label for label in pace.LABELS if label in given)

    @property
    def reached(self) -> tuple[bool | None, ...]:
        """Per figure of `standing`, whether it reaches the target."""
        return tuple(pace.is_reached(figure.span, self.target.goal, self.target.direction) for figure in self.standing)

    @property
    def shortfall(self) -> Span | None:
        """The distance still open by the figures of `standing` that certainly fall short: smallest to largest; None when none does."""
        if not self.standing:
            return None
        goal = self.target.goal.ends[0] if self.target.direction == "up" else self.target.goal.ends[-1]
        short = [abs(goal - end) for figure, reached in zip(self.standing, self.reached) if reached is False for end in figure.span.ends]
        return Span(min(short), max(short)) if short else None


def judge(target: Target, figures: Iterable[Figure], today: date, by: int | None = None) -> Judgement:
    """The verdicts on a target. `by` is the reader's assumed deadline, the end of that year; a deadline that was stated goes before it."""
    deadline = _deadline(target, by)
    reason = _why_nothing_can_be_judged(target)
    current = latest_vintage([figure for figure in figures if figure.indicator_id == target.indicator_id])
    if not reason and not current:
        reason = "no_figures"
    if reason:
        return Judgement(target, deadline, today, (), (), (), reason)
    series, refused = _series(target, current)
    bases = {key: _base(target, points) for key, points in series.items()}
    statement_only = target.own_base is not None and not any(bases.values())
    verdicts = []
    for key, points in series.items():
        base = target.own_base if statement_only else bases[key]
        later = [point for point in points if base is not None and point.at > base.at]
        if not later:
            refused.append(_refusal(points[-1], "no_base" if base is None else "no_later_figure"))
            continue
        verdicts.append(_verdict(target, (base, *later), statement_only, deadline, today))
    return Judgement(target, deadline, today, _standing(target, current), tuple(verdicts), tuple(refused), "")


def comparable(target: Target) -> tuple[tuple[str, Callable[[Figure], bool]], ...]:
    """What a figure must be to count for the target, each with the reason of refusal when too few are."""
    return (
        ("not_reported", lambda figure: figure.basis == "reported"),
        ("other_parties", lambda figure: figure.pair == target.pair),
        ("unlike_units", lambda figure: figure.unit == target.unit),
        ("part_years", lambda figure: _counts_as_a_year(figure, target.nature)),
    )


def _why_nothing_can_be_judged(target: Target) -> str:
    if target.value is None:
        return "no_number"
    if not target.indicator_id:
        return "no_indicator"
    if target.direction not in ("up", "down"):
        return "no_direction"
    if target.stated is None:
        return "no_statement_date"
    return "" if target.parties <= target.pair else "other_parties"


def _deadline(target: Target, by: int | None) -> Deadline | None:
    if target.deadline:
        return Deadline(target.deadline, pace.in_years(parse_date(target.deadline).last), assumed=False)
    return None if by is None else Deadline(str(by), Decimal(by), assumed=True)


def _counts_as_a_year(figure: Figure, nature: str) -> bool:
    """A whole calendar year; of a stock, share and the like also a single day, for it stands for its day and for no part of a year."""
    if figure.end is None:
        return False
    return figure.year is not None or (nature not in ("flow", "growth") and figure.start == figure.end)


def _series(target: Target, figures: list[Figure]) -> tuple[dict[tuple[str, str], list[Figure]], list[Refused]]:
    """Comparable figures by reporter and scope, oldest first, and the reporters without two of one scope."""
    series: dict[tuple[str, str], list[Figure]] = {}
    refused = []
    for reporter_id in sorted({figure.reporter_id for figure in figures}):
        own = [figure for figure in figures if figure.reporter_id == reporter_id]
        kept, reason = _funnel(target, own)
        scopes = {scope: _one_a_period([figure for figure in kept if figure.scope == scope]) for scope in sorted({f.scope for f in kept})}
        usable = {(reporter_id, scope): points for scope, points in scopes.items() if len(points) > 1}
        series |= usable
        if not usable:
            refused.append(_refusal(own[-1], reason or ("unlike_scopes" if len(scopes) > 1 else "one_figure")))
    return series, refused


def _funnel(target: Target, figures: list[Figure]) -> tuple[list[Figure], str]:
    """The figures that count, and the first requirement that left too few of them."""
    rest, reason = figures, ""
    for requirement, holds in comparable(target):
        kept = [figure for figure in rest if holds(figure)]
        if not reason and len(kept) < min(2, len(rest)):
            reason = requirement
        rest = kept
    return rest, reason


def _one_a_period(figures: list[Figure]) -> list[Figure]:
    """Of several figures for one period that are not linked, the one published last."""
    newest = {figure.at: figure for figure in sorted(figures, key=lambda figure: (figure.published, figure.figure_id))}
    return [newest[at] for at in sorted(newest)]


def _base(target: Target, points: list[Figure]) -> Figure | None:
    """The figure for the year of the statement's own baseline, else the last at or before the statement."""
    if target.own_base is not None:
        same_year = [point for point in points if point.end.year == target.own_base.year]
        if same_year:
            return same_year[-1]
    before = [point for point in points if point.end <= target.stated]
    return before[-1] if before else None


def _standing(target: Target, figures: list[Figure]) -> tuple[Figure, ...]:
    usable = [figure for figure in figures if all(holds(figure) for _, holds in comparable(target))]
    if not usable:
        return ()
    newest = max(figure.end.year for figure in usable)
    last = {}
    for figure in sorted((f for f in usable if f.end.year == newest), key=lambda f: (f.end, f.published, f.figure_id)):
        last[figure.reporter_id, figure.scope] = figure
    return tuple(sorted(last.values(), key=lambda figure: (figure.value, figure.figure_id)))


def _verdict(target: Target, points: tuple[Figure, ...], from_statement: bool, deadline: Deadline | None, today: date) -> Verdict:
    base, newest = points[0], points[-1]
    in_time = [point for point in points[1:] if deadline is None or point.at <= deadline.at]
    latest = in_time[-1] if in_time else newest
    first = next((point for point in points if pace.is_reached(point.span, target.goal, target.direction)), None)
    linear, compound = _on_time(target, base, latest, deadline, today)
    labels = _labels(first, base, latest, deadline, (linear, compound))
    no_pace = _why_no_pace(target, base, newest)
    return Verdict(
        base=base, base_from_statement=from_statement, latest=latest, points=points,
        reached=pace.is_reached(newest.span, target.goal, target.direction), first_reached=first,
        share=CannotTell(no_pace) if no_pace else pace.share_closed(base.span, newest.span, target.goal),
        arrival=CannotTell(no_pace) if no_pace else _arrival(points, target),
        linear=linear, compound=compound, labels=labels, reason="" if labels else _first_reason(linear, compound),
    )


def _why_no_pace(target: Target, base: Figure, latest: Figure) -> str:
    for figure in (base, latest):
        if figure.span.high is None:
            return "lower_bound"
        if figure.span.low is None:
            return "upper_bound"
    return "" if pace.is_reached(base.span, target.goal, target.direction) is False else "base_past_target"


def _arrival(points: tuple[Figure, ...], target: Target) -> Arrival:
    """From closed figures only: an open one between the first and the last gives no number to fit."""
    return pace.arrival([(point.at, point.span) for point in points if point.span.closed], target.goal)


def _on_time(
    target: Target, base: Figure, latest: Figure, deadline: Deadline | None, today: date,
) -> tuple[Method | CannotTell, Method | CannotTell]:
    reason = _why_no_pace(target, base, latest) or _why_not_on_time(base, latest, deadline, today)
    if reason:
        return CannotTell(reason), CannotTell(reason)
    years = (base.at, latest.at, deadline.at)
    numbers = (base.span, latest.span, target.goal, years)
    return pace.linear_path(*numbers), pace.compound_growth(*numbers)


def _why_not_on_time(base: Figure, latest: Figure, deadline: Deadline | None, today: date) -> str:
    if deadline is None:
        return "no_deadline"
    if deadline.at <= base.at:
        return "deadline_before_base"
    return "stale" if _is_stale(latest, deadline, today) else ""


def _is_stale(latest: Figure, deadline: Deadline, today: date) -> bool:
    """Nothing from the last two years, or nothing for the end of a deadline that has passed."""
    now = pace.in_years(today)
    return latest.at < deadline.at and (deadline.at < now or now - latest.at > STALE_YEARS)


def _labels(
    first: Figure | None, base: Figure, latest: Figure, deadline: Deadline | None, methods: tuple[Method | CannotTell, ...],
) -> tuple[str, ...]:
    if first is not None:
        return ("reached",) if deadline is None or first.at <= deadline.at else ("late",)
    if deadline is not None and base.at < deadline.at <= latest.at and latest.span.closed:
        return ("missed",)
    given = {label for method in methods if isinstance(method, Method) for label in method.labels}
    return tuple(label for label in pace.LABELS if label in given)


def _first_reason(*results: object) -> str:
    return next(result.reason for result in results if isinstance(result, CannotTell))


def _refusal(figure: Figure, reason: str) -> Refused:
    return Refused(figure.reporter_id, figure.reporter, figure.scope, reason)
