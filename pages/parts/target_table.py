"""All targets as a table: what was to be reached, by when, how it stands, and what the figures say of its time."""
from collections.abc import Sequence

import pandas as pd

from monitor import phrases
from monitor.progress import Judgement
from monitor.words import say
from pages.parts import cards, links
from pages.parts.markdown import escape, under


def target_table(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """One row a target, as Markdown, in the order given."""
    return pd.DataFrame([_row(judgement) for judgement in judgements])


def _row(judgement: Judgement) -> dict[str, str]:
    """Two columns, so that a phone shows both whole: the target with its date, and how it stands with whether it is on time."""
    target = judgement.target
    title = links.inside(target.title, "targets", indicator=target.indicator_id, id=target.commitment_id)
    stands = f"**{escape(phrases.state(judgement))}.** {cards.prose(phrases.standing(judgement))}"
    on_time = f"{escape(say('targets.column_verdict'))} {cards.prose(phrases.verdict_label(judgement))}"
    return {
        say("targets.column_target"): under(title, say("targets.by_when", deadline=phrases.deadline_label(judgement))),
        say("targets.column_stands"): f"{stands}  \n{on_time}",
    }
