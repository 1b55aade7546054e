"""All targets as a table: what was to be reached, by when, how it stands, and what the figures say of its time."""
from collections.abc import Sequence

import pandas as pd

from monitor import phrases
from monitor.progress import Judgement
from monitor.words import say
from pages.parts import cards, links
from pages.parts.markdown import escape


def target_table(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """One row a target, as Markdown, in the order given."""
    return pd.DataFrame([_row(judgement) for judgement in judgements])


def _row(judgement: Judgement) -> dict[str, str]:
    target = judgement.target
    return {
        say("targets.column_target"): links.inside(target.title, "targets", indicator=target.indicator_id, id=target.commitment_id),
        say("targets.column_deadline"): escape(phrases.deadline_label(judgement)),
        say("targets.column_stands"): f"{escape(phrases.state(judgement))}. {cards.prose(phrases.standing(judgement))}",
        say("targets.column_verdict"): cards.prose(phrases.verdict_label(judgement)),
    }
