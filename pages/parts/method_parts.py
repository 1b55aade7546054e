"""What the method page tells beside the definitions: a verdict step by step, and whom the figures come from."""
import re
from collections.abc import Sequence

import pandas as pd

from monitor import coverage
from monitor.coverage import Publisher
from monitor.dataset import Dataset
from monitor.phrases import goal_words, label_words, period_words, quantity, who
from monitor.phrases.numbers import whole_percent
from monitor.words import say
from monitor.worked_example import Example
from pages.parts.markdown import escape, strong, under

_LARGE = re.compile(r"(?<![\d.])\d{5,}")


def example_inputs(example: Example) -> str:
    """Markdown of the target, the two figures with their reporter, and the deadline."""
    target, base, latest = example.judgement.target, example.verdict.base, example.verdict.latest
    deadline = example.judgement.deadline
    lead = strong(
        "example.lead", goal=goal_words(example.judgement), title=target.title, who=who(latest),
        base=quantity(base.value, base.unit, base.qualifier, base.value_high), base_period=period_words(base.period),
        latest=quantity(latest.value, latest.unit, latest.qualifier, latest.value_high), latest_period=period_words(latest.period))
    until = say("example.assumed" if deadline.assumed else "example.stated", deadline=period_words(deadline.text))
    return f"{lead} {escape(until)} {escape(say('example.scale'))}"


def example_table(example: Example) -> pd.DataFrame:
    """The steps, one a row: the method with its formula, and the same with its numbers and what it comes to."""
    return pd.DataFrame([{
        say("example.column_formula"): under(f"**{escape(line.method)}**", line.formula),
        say("example.column_numbers"): f"{escape(_grouped(line.numbers))}  \n= **{escape(_grouped(line.result))}**",
    } for line in example.lines])


def _grouped(formula: str) -> str:
    """A formula with commas in its large numbers, so that their size is seen; years and decimals stay as they are."""
    return _LARGE.sub(lambda number: f"{int(number[0]):,}", formula)


def example_result(example: Example) -> str:
    """Markdown of what the two methods come to."""
    return strong("example.result", label=label_words(example.verdict.labels))


def coverage_words(data: Dataset, published: Sequence[Publisher]) -> str:
    """Markdown: how much was read at how many publishers, how much of it at one."""
    if not published:
        return escape(say("coverage.none"))
    figures, first = len(data.figures), published[0]
    told = [strong("coverage.lead", figures=figures, evidence=len(data.evidence), publishers=len(published))]
    if figures:
        about = {"percent": whole_percent(coverage.share(first.figures, figures)), "part": first.figures, "whole": figures}
        told.append(strong("coverage.most", name=first.name or say("coverage.not_stated"), **about))
    return " ".join(told)


def publishers_table(published: Sequence[Publisher], data: Dataset) -> pd.DataFrame:
    """A row a publisher: figures, their share of all figures, evidence."""
    return pd.DataFrame([{
        say("coverage.column_publisher"): escape(entry.name or say("coverage.not_stated")),
        say("coverage.column_figures"): str(entry.figures),
        say("coverage.column_share"): escape(whole_percent(coverage.share(entry.figures, len(data.figures)))),
        say("coverage.column_evidence"): str(entry.evidence),
    } for entry in published])

