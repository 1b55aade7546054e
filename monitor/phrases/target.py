"""What the figures show of a target, sentence by sentence; each names who counts."""
from collections.abc import Iterable, Mapping

from monitor import pace
from monitor.pace import LOG_PACE, Arrival, Method, Span
from monitor.phrases.numbers import count, on_one_scale, percent, period_words, qualified, quantity, whole_percent, with_unit
from monitor.phrases.sentence import Sentence, figure_ground, joined, linked, sentence, source_ground
from monitor.progress import REASONS, Judgement, Refused, Verdict
from monitor.targets import Figure
from monitor.words import Piece, say

FARTHEST_YEAR = 2100


def who(figure: Figure) -> str:
    """The reporter, with the scope where one is stated."""
    return say("target.who_with_scope", reporter=figure.reporter, scope=figure.scope) if figure.scope else figure.reporter


def state(judgement: Judgement) -> str:
    """Whether the target is reached, in a word or two: by all who report the newest year, by none, or by some."""
    if judgement.reason or not judgement.standing:
        return say("state.cannot_tell")
    by_all = set(judgement.reached)
    if judgement.is_before_the_statement and True not in by_all:
        return say("state.no_figure_yet")
    if by_all == {True}:
        return say("state.reached")
    if True in by_all:
        return say("state.reached_by_some")
    return say("state.not_reached") if by_all == {False} else say("state.cannot_tell")


def standing(judgement: Judgement) -> Sentence:
    """The newest figures side by side: "2025: US$16.2 billion (customs), 17.2 (statistics)"; why not, where there are none."""
    if judgement.reason:
        return cannot_tell(judgement.reason)
    if not judgement.standing:
        return cannot_tell("no_figures" if not judgement.refused else judgement.refused[0].reason)
    figures = judgement.standing
    amounts = side_by_side(figures, judgement.target.nature)
    parts = [sentence("target.one_count", amount=linked(amount, figure), who=", ".join(filter(None, (figure.reporter, figure.scope))))
             for figure, amount in zip(figures, amounts)]
    return sentence("target.standing", period=period_words(_common_period(figures)), counts=joined(parts))


def side_by_side(figures: Iterable[Figure], nature: str = "") -> list[str]:
    """The figures on one scale, the first with unit and scale, the others bare: "US$16.2 billion", "17.2", "over 18"."""
    listed = list(figures)
    if len({figure.unit for figure in listed}) > 1 or nature == "date" or any(figure.value_high is not None for figure in listed):
        return [quantity(figure.value, figure.unit, figure.qualifier, figure.value_high, nature) for figure in listed]
    numbers, scale = on_one_scale([figure.value for figure in listed])
    first = with_unit(f"{numbers[0]} {scale}".strip(), listed[0].unit)
    return [qualified(words, figure.qualifier) for words, figure in zip([first, *numbers[1:]], listed)]


def shortfall(judgement: Judgement) -> Sentence | None:
    """How much is still open in the newest year, from the smallest count to the largest; None where no count falls short for certain."""
    short = judgement.shortfall
    if short is None or judgement.is_before_the_statement:
        return None
    figures = [figure for figure, reached in zip(judgement.standing, judgement.reached) if reached is False]
    grounds = [figure_ground(figure) for figure in figures]
    period = period_words(_common_period(figures))
    amount = quantity(short.low, judgement.target.unit, high=short.high)
    if len(figures) == 1:
        return sentence("target.short_by_one", grounds, amount=amount, period=period, who=who(figures[0]))
    return sentence("target.short_by_many", grounds, amount=amount, period=period)


def direction(judgement: Judgement) -> tuple[Sentence, ...]:
    """The changes between the last whole years, two at most, of each reporter with figures for neighbouring years."""
    found = []
    for verdict in judgement.verdicts:
        pairs = [(first, last) for first, last in zip(verdict.points, verdict.points[1:]) if last.at - first.at == 1][-2:]
        changes = [_change(first, last) for first, last in pairs if first.span.closed and last.span.closed and first.value > 0]
        if changes:
            found.append(sentence("target.direction", who=who(verdict.latest), changes=joined(changes)))
    return tuple(found)


def gap_closed(judgement: Judgement) -> tuple[Sentence, ...]:
    """Per reporter the share of the gap between base and target that is closed, or by how much it has grown."""
    return tuple(_gap(judgement, verdict, verdict.share) for verdict in judgement.verdicts if isinstance(verdict.share, Span))


def on_time(judgement: Judgement) -> tuple[Sentence, ...]:
    """First under which deadline and what all come to, then per reporter the verdict with its numbers, or "Cannot tell" and why."""
    if judgement.reason:
        return (cannot_tell(judgement.reason),)
    if judgement.deadline is None:
        return (_no_deadline(judgement),)
    deadline = period_words(judgement.deadline.text)
    said = sentence("target.assumed" if judgement.deadline.assumed else "target.stated_deadline", deadline=deadline)
    said = joined([said, _band(judgement) if judgement.band else cannot_tell(_reason(judgement)), *_count_in_time(judgement)], between=" ")
    return (said, *(_verdict(judgement, verdict) for verdict in judgement.verdicts), *_refusals(judgement.refused))


def arrivals(judgement: Judgement) -> tuple[Sentence, ...]:
    """Per reporter the year in which the target would be reached at the present pace: arithmetic, no forecast."""
    return tuple(_arrival(judgement, verdict, verdict.arrival) for verdict in judgement.verdicts
                 if isinstance(verdict.arrival, Arrival) and not verdict.reached)


def cannot_tell(reason: str) -> Sentence:
    return sentence("target.cannot_tell", reason=say(f"reason.{reason}"))


def verdict_label(judgement: Judgement) -> Sentence:
    """The verdict in a word, a band, or "Cannot tell" and why."""
    first = min((verdict.first_reached.end.year for verdict in judgement.verdicts if verdict.first_reached), default=None)
    if judgement.band == ("reached",):
        return sentence("target.label_reached", label=label_words(judgement.band), first=first)
    if judgement.band:
        return sentence("target.label", label=label_words(judgement.band))
    return cannot_tell(_reason(judgement))


def deadline_label(judgement: Judgement) -> str:
    """The deadline in a few words: stated, assumed by the reader, in vague words only, or none."""
    if judgement.deadline is None:
        words = judgement.target.deadline_text
        return say("target.deadline_words", words=words) if words else say("target.deadline_none")
    key = "target.deadline_assumed" if judgement.deadline.assumed else "target.deadline_stated"
    return say(key, deadline=period_words(judgement.deadline.text))


def deadline_elsewhere(statement: Mapping[str, str], source: Mapping[str, str]) -> Sentence:
    """That a statement read elsewhere names a deadline, in which words, when and by whose report."""
    where = Sentence((Piece(source["publisher"] or source["title"], href=source["url"]),), (source_ground(source),))
    return sentence("target.deadline_elsewhere", words=statement["deadline_text"] or period_words(statement["deadline"]), where=where,
                    day=period_words(statement["day"]), deadline=period_words(statement["deadline"]))


def goal_words(judgement: Judgement) -> str:
    target = judgement.target
    return quantity(target.value, target.unit, target.qualifier, target.value_high)


def label_words(labels: tuple[str, ...]) -> str:
    """One label, or the worst and the best of several."""
    ends = [say(f"label.{label}") for label in dict.fromkeys((labels[0], labels[-1]))]
    return ends[0] if len(ends) == 1 else say("label.band", worst=ends[0], best=ends[1])


def _reason(judgement: Judgement) -> str:
    """Why nothing can be told: of the reporters' reasons that of the one whose figures went farthest."""
    reasons = [entry.reason for entry in (*judgement.verdicts, *judgement.refused)]
    return judgement.reason or max(reasons, key=REASONS.index)


def _band(judgement: Judgement) -> Sentence:
    """What all verdicts come to: one label, or the band from the worst to the best."""
    grounds = [figure_ground(figure) for verdict in judgement.verdicts if verdict.labels for figure in (verdict.base, verdict.latest)]
    return sentence("target.band" if len(judgement.band) > 1 else "target.one_label", grounds, label=label_words(judgement.band))


def _no_deadline(judgement: Judgement) -> Sentence:
    words = judgement.target.deadline_text
    return sentence("target.no_date_but_words", words=words) if words else sentence("target.no_date")


def _verdict(judgement: Judgement, verdict: Verdict) -> Sentence:
    grounds = [figure_ground(verdict.base), figure_ground(verdict.latest)]
    about = {"who": who(verdict.latest), "period": period_words(verdict.latest.period)}
    newest = verdict.latest
    latest = linked(quantity(newest.value, newest.unit, newest.qualifier, newest.value_high), newest)
    if not verdict.labels:
        return sentence("target.reporter_cannot_tell", grounds, who=about["who"], reason=say(f"reason.{verdict.reason}"))
    label = label_words(verdict.labels)
    if verdict.first_reached is not None:
        first = period_words(verdict.first_reached.period)
        return sentence("target.verdict_reached", [*grounds, figure_ground(verdict.first_reached)], label=label, first=first, latest=latest,
                        **about)
    if "missed" in verdict.labels or not isinstance(verdict.linear, Method):
        return sentence("target.verdict_bare", grounds, label=label, latest=latest, **about)
    parts = {"path": _path(judgement, verdict), "growth": _growth(judgement, verdict), "pace": _in_time(judgement, verdict)}
    own = sentence("target.base_from_statement") if verdict.base_from_statement else Sentence(())
    return sentence("target.verdict", grounds, label=label, latest=latest, own=own, **parts, **about)


def _count_in_time(judgement: Judgement) -> list[Sentence]:
    """By how many of those whose pace can be told the target would be reached in time; nothing where one of them has reached it."""
    paces = [verdict.arrival for verdict in judgement.verdicts if isinstance(verdict.arrival, Arrival) and verdict.first_reached is None]
    if len(paces) < 2 or judgement.deadline.at <= pace.in_years(judgement.today):
        return []
    in_time = sum(arrival.earliest is not None and arrival.earliest <= judgement.deadline.at for arrival in paces)
    return [sentence("target.in_time", number=count(in_time), all=count(len(paces)))]


def _path(judgement: Judgement, verdict: Verdict) -> Sentence:
    """What the straight line asks for; where the methods differ, with what it comes to."""
    about = {"deadline": period_words(judgement.deadline.text), "required": _amount(verdict.linear.required, judgement.target.unit)}
    if verdict.agree:
        return sentence("target.path", **about)
    return sentence("target.path_alone", label=label_words(verdict.linear.labels), **about)


def _growth(judgement: Judgement, verdict: Verdict) -> Sentence:
    """The growth there was and the growth there would have to be, both from the base; where the methods differ, with what it comes to."""
    if not isinstance(verdict.compound, Method):
        return sentence("target.no_growth", reason=say(f"reason.{verdict.compound.reason}"))
    about = {"actual": _share(verdict.compound.actual, 1), "required": _share(verdict.compound.required, 1),
             "since": period_words(verdict.base.period), "deadline": period_words(judgement.deadline.text)}
    if verdict.agree:
        return sentence("target.growth", **about)
    return sentence("target.growth_alone", label=label_words(verdict.compound.labels), **about)


def _in_time(judgement: Judgement, verdict: Verdict) -> Sentence:
    """Whether the year of arrival lies within the deadline."""
    if not isinstance(verdict.arrival, Arrival):
        return Sentence(())
    year = verdict.arrival.earliest
    if year is None:
        return sentence("target.pace_never")
    return sentence("target.pace_in_time" if year <= judgement.deadline.at else "target.pace_too_late", year=year)


def _refusals(refused: Iterable[Refused]) -> list[Sentence]:
    """One sentence a reason, with all reporters of whom it is true."""
    reporters: dict[str, list[str]] = {}
    for entry in refused:
        reporters.setdefault(entry.reason, []).append(entry.reporter)
    return [sentence("target.reporter_cannot_tell", who=", ".join(dict.fromkeys(names)), reason=say(f"reason.{reason}"))
            for reason, names in reporters.items()]


def _gap(judgement: Judgement, verdict: Verdict, share: Span) -> Sentence:
    grounds = [figure_ground(verdict.base), figure_ground(verdict.newest)]
    ends = (verdict.base, verdict.newest)
    low, high = (linked(amount, figure) for amount, figure in zip(side_by_side(ends), ends))
    about = {"who": who(verdict.latest), "since": period_words(verdict.base.period), "base": low, "latest": high,
             "goal": goal_words(judgement)}
    if share.high < 0:
        return sentence("target.gap_grown", grounds, share=_share(Span(-share.high, -share.low)), **about)
    return sentence("target.gap_closed", grounds, share=_share(share), **about)


def _arrival(judgement: Judgement, verdict: Verdict, arrival: Arrival) -> Sentence:
    grounds = [figure_ground(figure) for figure in verdict.points]
    by = say("target.fitted_growth") if arrival.formula == LOG_PACE else say("target.mean_change")
    about = {"who": who(verdict.latest), "pace": by, "since": period_words(verdict.base.period), "goal": goal_words(judgement)}
    if arrival.earliest is None:
        return sentence("target.never", grounds, points=count(arrival.points), **about)
    if arrival.earliest > FARTHEST_YEAR:
        year = say("target.after_year", year=FARTHEST_YEAR)
    elif arrival.latest is None or arrival.latest == arrival.earliest:
        year = str(arrival.earliest)
    else:
        year = say("number.range", low=arrival.earliest, high=arrival.latest)
    return sentence("target.arrival", grounds, year=year, points=count(arrival.points), **about)


def _change(first: Figure, last: Figure) -> Sentence:
    change = (last.value - first.value) / first.value
    grounds = [figure_ground(first), figure_ground(last)]
    if change == 0:
        return sentence("target.same", grounds, period=period_words(last.period))
    key = "target.rose" if change > 0 else "target.fell"
    return sentence(key, grounds, change=whole_percent(abs(change)), period=period_words(last.period))


def _common_period(figures: Iterable[Figure]) -> str:
    """The period that all share, else the year they lie in."""
    periods = {figure.period for figure in figures}
    return periods.pop() if len(periods) == 1 else max(periods)[:4]


def _amount(span: Span, unit: str) -> str:
    return quantity(span.low, unit, high=span.high)


def _share(span: Span, places: int = 0) -> str:
    low, high = percent(span.low, places), percent(span.high, places)
    return low if low == high else say("number.range", low=low, high=high)

