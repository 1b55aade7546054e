"""Which figures of a target's indicator no verdict rests on, and why not."""
from collections.abc import Iterable, Mapping

from monitor.progress import REQUIREMENTS, Judgement, Verdict, why_left_out
from monitor.targets import Figure, latest_vintage

NO_SERIES = "no_series"
WHY = ("replaced", *REQUIREMENTS, "same_period", "before_base", NO_SERIES)


def left_out(judgement: Judgement, figures: Iterable[Figure]) -> dict[str, dict[str, tuple[Figure, ...]]]:
    """By reporter_id and reason, in the order of `WHY`. `figures` are those that were judged; nothing where the target cannot be."""
    if judgement.reason:
        return {}
    listed = [figure for figure in figures if figure.indicator_id == judgement.target.indicator_id]
    current = {figure.figure_id for figure in latest_vintage(listed)}
    verdicts = {(verdict.latest.reporter_id, verdict.latest.scope): verdict for verdict in judgement.verdicts}
    found: dict[str, dict[str, list[Figure]]] = {}
    for figure in listed:
        reason = "replaced" if figure.figure_id not in current else _why(judgement, verdicts, figure)
        if reason:
            found.setdefault(figure.reporter_id, {}).setdefault(reason, []).append(figure)
    return {reporter_id: {reason: tuple(reasons[reason]) for reason in WHY if reason in reasons} for reporter_id, reasons in found.items()}


def _why(judgement: Judgement, verdicts: Mapping[tuple[str, str], Verdict], figure: Figure) -> str:
    fault = why_left_out(judgement.target, figure)
    if fault:
        return fault
    verdict = verdicts.get((figure.reporter_id, figure.scope))
    if verdict is None:
        return NO_SERIES
    if figure in verdict.points:
        return ""
    return "same_period" if figure.at in {point.at for point in verdict.points} else "before_base"
