"""The figures of a chart as a table, each with who reports it, what it counts, and where it can be read."""
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from monitor.part_years import PartYear, part_years
from monitor.phrases import day_words, period_words, quantity, same_months
from monitor.phrases.sentence import linked
from monitor.states import states
from monitor.targets import Figure, latest_vintage
from monitor.words import say
from pages.parts.links import carried
from pages.parts.markdown import escape, in_markdown, link, under
from pages.parts.terms import term

REPORTED = "reported"


def newest_first(figures: Iterable[Figure]) -> list[Figure]:
    """By the end of the period; those without one last."""
    return sorted(figures, key=lambda figure: (str(figure.end or ""), figure.reporter, figure.figure_id), reverse=True)


def figure_table(shown: Sequence[Figure], figures: Sequence[Figure], nature: str) -> pd.DataFrame:
    """One row a figure of `shown`, as Markdown: period, number, who says so. `figures` holds all, with those that they revise."""
    current = {figure.figure_id for figure in latest_vintage(list(figures))}
    by_id = {figure.figure_id: figure for figure in figures}
    parts = {part.figure.figure_id: part for part in part_years(figures, nature)}
    return pd.DataFrame([
        {
            say("targets.column_period"): escape(period_words(figure.period) or say("targets.no_period")),
            say("targets.column_figure"): _number(figure, nature, _marks(figure, nature, figure.figure_id in current, by_id, parts)),
            say("targets.column_reporter"): _who(figure),
        }
        for figure in shown
    ])


def _number(figure: Figure, nature: str, marks: Sequence[str]) -> str:
    amount = quantity(figure.value, figure.unit, figure.qualifier, figure.value_high, nature)
    return under(f"**{in_markdown(linked(amount, figure).pieces, carried)}**", "; ".join(marks))


def _marks(figure: Figure, nature: str, is_current: bool, by_id: Mapping[str, Figure], parts: Mapping[str, PartYear]) -> list[str]:
    """What a reader must know of the number: no report, revised, revises another, and the same months of the year before."""
    marks = [] if figure.basis == REPORTED else [term("basis", figure.basis)]
    if not is_current:
        marks.append(say("targets.replaced"))
    earlier = by_id.get(figure.replaces)
    if earlier:
        marks.append(say("targets.revises", amount=quantity(earlier.value, earlier.unit, earlier.qualifier, earlier.value_high, nature)))
    part = parts.get(figure.figure_id)
    return [*marks, same_months(part)] if part and part.before else marks


def _who(figure: Figure) -> str:
    """Who reports it and where; below it for which side, what is counted, how sure the entry is, and the note."""
    day = day_words(figure.published)
    publisher = ", ".join(part for part in (figure.publisher or say("targets.source"), day) if part)
    where = link(publisher, figure.url) if figure.url else escape(publisher)
    about = [say("targets.side", side=_side(figure.side)), say("targets.scope", scope=figure.scope or say("targets.not_stated"))]
    if figure.confidence:
        about.append(say("targets.confidence", confidence=term("confidence", figure.confidence)))
    return under(under(f"{escape(figure.reporter)}: {where}", "; ".join(about)), figure.note)


def _side(code: str) -> str:
    if code in states():
        return states()[code].name
    return say("targets.third") if code == "third" else code or say("targets.not_stated")
