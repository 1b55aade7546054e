"""Verdicts on targets: what the figures of each reporter show, or why they show nothing.

One verdict a reporter and scope that has two or more comparable figures: reported (not planned or estimated), latest vintage, the
target's unit, the indicator's states, and whole years. Nothing is filled in, converted or added up. `pace` holds the arithmetic;
docs/verdicts.md tells what all of it means.
"""
from collections.abc import Iterable, Sequence
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
    "no_deadline", "deadline_before_base", "no_figure_for_deadline", "stale", "not_positive", "too_close", "already_reached",
)
# What a figure must be to count for a target, by the reason why one that is not does not count.
REQUIREMENTS = ("not_reported", "other_parties", "unlike_units", "part_years")
STALE_YEARS = 2
# Natures of which a figure counts what happens over its period: half a year's says nothing of a year's, and a day's nothing at all.
OVER_A_PERIOD = ("flow", "growth", "")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of the period by which a target is to be reached, and whether only the reader assumes it."""

    text: str
    at: Decimal
    assumed: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A reporter whose figures allow no verdict."""

    reporter_id: str
    reporter: str
    scope: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the figures of one reporter and scope show. `points` run from the base to the newest figure.

    Share and arrival go by the newest figure, the two methods by `latest`, the last one up to the deadline. `labels` holds, worst first,
    that the target is reached, late or missed, or else the labels of both methods; where there is none, `reason` says why.
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything the figures show of one target.

    `standing` holds each reporter's figure for the newest year that has any, not later than a deadline that has passed.
    """

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
    def is_before_the_statement(self) -> bool:
        """Whether the newest figures are about a time before the target was stated, so that nothing is known of it yet."""
        return bool(self.standing) and all(figure.end <= self.target.stated for figure in self.standing)

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
    counting = [figure for figure in current if not why_left_out(target, figure)]
    series = _series(counting)
    refused = _without_series(target, current, series)
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
    return Judgement(target, deadline, today, _standing(counting, deadline, today), tuple(verdicts), tuple(refused), "")


def why_left_out(target: Target, figure: Figure) -> str:
    """The first of `REQUIREMENTS` that a figure does not meet; empty where it counts for the target."""
    if figure.basis != "reported":
        return "not_reported"
    if figure.pair != target.pair:
        return "other_parties"
    if figure.unit != target.unit:
        return "unlike_units"
    return "" if _counts_as_a_year(figure, target.nature) else "part_years"


def due(target: Target, deadline: Deadline) -> Decimal:
    """When the figure ends that shows whether a deadline was kept: of a yearly flow the last whole year up to it, else the day itself."""
    return Decimal(int(deadline.at)) if target.nature in OVER_A_PERIOD else deadline.at


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
    return figure.year is not None or (nature not in OVER_A_PERIOD and figure.start == figure.end)


def _series(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """The figures that count by reporter and scope, one a period, oldest first, where there are two or more."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.reporter_id, figure.scope), []).append(figure)
    series = {key: _one_a_period(found[key]) for key in sorted(found)}
    return {key: points for key, points in series.items() if len(points) > 1}


def _without_series(target: Target, figures: Iterable[Figure], series: Iterable[tuple[str, str]]) -> list[Refused]:
    """The reporters that have no two comparable figures of one scope, each with why."""
    usable = {reporter_id for reporter_id, _ in series}
    others: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.reporter_id not in usable:
            others.setdefault(figure.reporter_id, []).append(figure)
    return [_refusal(own[-1], _too_few(target, own)) for _, own in sorted(others.items())]


def _too_few(target: Target, figures: list[Figure]) -> str:
    """The first requirement that leaves fewer than two of a reporter's figures, else what keeps those that count from being a series."""
    faults = [why_left_out(target, figure) for figure in figures]
    left = len(figures)
    for requirement in REQUIREMENTS:
        before, left = left, left - faults.count(requirement)
        if left < min(2, before):
            return requirement
    scopes = {figure.scope for figure, fault in zip(figures, faults) if not fault}
    return "unlike_scopes" if len(scopes) > 1 else "one_figure"


def _one_a_period(figures: Iterable[Figure]) -> list[Figure]:
    """Oldest first; of several figures for one period that are not linked, the one published last."""
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


def _standing(figures: list[Figure], deadline: Deadline | None, today: date) -> tuple[Figure, ...]:
    if not figures:
        return ()
    is_over = deadline is not None and deadline.at < pace.in_years(today)
    by_then = [figure for figure in figures if is_over and figure.at <= deadline.at] or figures
    newest = max(figure.end.year for figure in by_then)
    last = {}
    for figure in sorted((f for f in by_then if f.end.year == newest), key=lambda f: (f.end, f.published, f.figure_id)):
        last[figure.reporter_id, figure.scope] = figure
    return tuple(sorted(last.values(), key=lambda figure: (figure.value, figure.figure_id)))


def _verdict(target: Target, points: tuple[Figure, ...], from_statement: bool, deadline: Deadline | None, today: date) -> Verdict:
    base, newest = points[0], points[-1]
    reached = [pace.is_reached(point.span, target.goal, target.direction) for point in points]
    in_time = [point for point in points[1:] if deadline is None or point.at <= deadline.at]
    latest = in_time[-1] if in_time else newest
    first = _first_reached(points, reached)
    no_pace = _why_no_pace(base, newest, reached[0])
    not_on_time = _why_not_on_time(target, base, in_time, deadline, today)
    unlike = no_pace if latest is newest else _why_no_pace(base, latest, reached[0])
    linear, compound = _on_time(target, base, latest, deadline, unlike or not_on_time)
    labels = _settled(target, first, in_time, deadline, not_on_time, today) or _labels(linear, compound)
    return Verdict(
        base=base, base_from_statement=from_statement, latest=latest, points=points, reached=reached[-1], first_reached=first,
        share=CannotTell(no_pace) if no_pace else pace.share_closed(base.span, newest.span, target.goal),
        arrival=CannotTell(no_pace or "already_reached") if no_pace or reached[-1] else _arrival(points, target),
        linear=linear, compound=compound, labels=labels, reason="" if labels else _first_reason(linear, compound),
    )


def _first_reached(points: Sequence[Figure], reached: Sequence[bool | None]) -> Figure | None:
    """The first figure that reaches the target. A base that met it already counts only if the next figure meets it too:

    else a ceiling that was kept on the day of the statement and broken ever since would be "reached".
    """
    held = reached if reached[1] else [False, *reached[1:]]
    return next((point for point, is_there in zip(points, held) if is_there), None)


def _why_no_pace(base: Figure, latest: Figure, base_reached: bool | None) -> str:
    for figure in (base, latest):
        if figure.span.high is None:
            return "lower_bound"
        if figure.span.low is None:
            return "upper_bound"
    return "" if base_reached is False else "base_past_target"


def _arrival(points: tuple[Figure, ...], target: Target) -> Arrival:
    """From closed figures only: an open one between the first and the last gives no number to fit."""
    return pace.arrival([(point.at, point.span) for point in points if point.span.closed], target.goal)


def _on_time(
    target: Target, base: Figure, latest: Figure, deadline: Deadline | None, reason: str,
) -> tuple[Method | CannotTell, Method | CannotTell]:
    if reason:
        return CannotTell(reason), CannotTell(reason)
    numbers = (base.span, latest.span, target.goal, (base.at, latest.at, deadline.at))
    return pace.linear_path(*numbers), pace.compound_growth(*numbers)


def _why_not_on_time(target: Target, base: Figure, in_time: Sequence[Figure], deadline: Deadline | None, today: date) -> str:
    if deadline is None:
        return "no_deadline"
    if deadline.at <= max(base.at, pace.in_years(target.stated)):
        return "deadline_before_base"
    if not in_time:
        return "no_figure_for_deadline"
    if in_time[-1].at >= due(target, deadline):
        return ""
    now = pace.in_years(today)
    if deadline.at < now:
        return "no_figure_for_deadline"
    return "stale" if now - in_time[-1].at > STALE_YEARS else ""


def _settled(
    target: Target, first: Figure | None, in_time: Sequence[Figure], deadline: Deadline | None, not_on_time: str, today: date,
) -> tuple[str, ...]:
    """What needs no pace: reached, late or missed; both ends of what is possible where no figure decides it; nothing while it is open."""
    if not_on_time in ("no_deadline", "deadline_before_base"):
        return ("reached",) if first else ()
    if first and first.at <= deadline.at:
        return ("reached",)
    last = in_time[-1] if in_time and in_time[-1].at >= due(target, deadline) else None
    kept = pace.is_reached(last.span, target.goal, target.direction) if last else None
    if first:
        return ("late",) if kept is False else ("late", "reached")
    if last is None or (last.at < deadline.at and pace.in_years(today) < deadline.at):   # the last whole year is in, the deadline is not
        return ()
    if kept is False:
        return ("missed",)
    return ("missed", "reached") if last.span.closed else ()


def _labels(*methods: Method | CannotTell) -> tuple[str, ...]:
    given = {label for method in methods if isinstance(method, Method) for label in method.labels}
    return tuple(label for label in pace.LABELS if label in given)


def _first_reason(*results: object) -> str:
    return next(result.reason for result in results if isinstance(result, CannotTell))


def _refusal(figure: Figure, reason: str) -> Refused:
    return Refused(figure.reporter_id, figure.reporter, figure.scope, reason)
