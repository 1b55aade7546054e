"""What the rules were not sure of, what fits nowhere, and what was read elsewhere: findings and figures that a person should look at."""
from collections.abc import Iterator, Sequence
from statistics import median

from monitor import dataset, quoting
from monitor.dataset import Row
from monitor.phrases import period_words, quantity
from monitor.review_item import Item, Looked, cell
from monitor.schema import COMMITMENTS, FIGURES, MENTIONS
from monitor.states import code_of
from monitor.targets import Figure, latest_vintage
from monitor.values import items
from monitor.words import say

BORDERLINE, ASSUMED = "borderline", "party assumed"
REPORTERS_NEEDED = 3
FAR = 2   # how many times the median, or how small a part of it, a figure may be


def flags(looked: Looked) -> Iterator[Item]:
    yield from _readings_of_names(looked)
    yield from _borderline(looked)
    yield from _parties(looked)
    yield from _far_figures(looked)


def elsewhere(looked: Looked) -> Iterator[Item]:
    """Statements read elsewhere that belong to no commitment."""
    for row in dataset.outside_statements(looked.data).to_dict("records"):
        yield Item("elsewhere", "outside", say("review_fault.outside"), MENTIONS.name, row["mention_id"], mention_id=row["mention_id"])


def _readings_of_names(looked: Looked) -> Iterator[Item]:
    """Passages of a commitment in which a name was read as another or nobody was named, until a person sets or keeps the parties."""
    for row in looked.commitments:
        for mention in looked.data.standing_mentions.get(row["commitment_id"], ()):
            for flag in items(mention["flags"]):
                fault, about = _doubt(flag)
                if fault and not _is_settled(looked, mention, flag):
                    said = say(f"review_fault.{fault}", **about)
                    yield Item("flags", fault, said, MENTIONS.name, mention["mention_id"], row["commitment_id"], mention["mention_id"],
                               "parties", flag, mention["parties"])


def _doubt(flag: str) -> tuple[str, dict[str, str]]:
    if flag == ASSUMED:
        return "assumed", {}
    return next((("slip", {"read": slip.read, "meant": slip.meant}) for slip in quoting.slips(flag)), ("", {}))


def _is_settled(looked: Looked, mention: Row, flag: str) -> bool:
    identity, mention_id = mention["commitment_id"], mention["mention_id"]
    return "parties" in items(mention["corrected"]) or looked.is_answered(identity, cell(mention_id, "parties"), flag, mention["parties"])


def _borderline(looked: Looked) -> Iterator[Item]:
    """Findings that open no row until a person says so."""
    rows = looked.data.mentions
    waiting = rows[(rows["commitment_id"] == "") & (rows["rejected"] == "") & rows["flags"].str.contains(BORDERLINE, regex=False)]
    for mention in waiting.to_dict("records"):
        if BORDERLINE in items(mention["flags"]):
            mention_id = mention["mention_id"]
            yield Item("flags", "borderline", say("review_fault.borderline"), MENTIONS.name, mention_id, mention_id=mention_id)


def _parties(looked: Looked) -> Iterator[Item]:
    """Parties that are no state and no grouping of the lists."""
    for row in looked.commitments:
        for party in items(row["parties"]):
            if code_of(party) is None and not looked.is_answered(row["commitment_id"], "parties", party, row["parties"]):
                yield Item("flags", "party", say("review_fault.party", party=party), COMMITMENTS.name, row["commitment_id"],
                           row["commitment_id"], "", "parties", party, row["parties"])


def _far_figures(looked: Looked) -> Iterator[Item]:
    """Reported figures over twice, or under half, the median of three reporters or more of one period and scope. A note answers it."""
    for figures in looked.data.figure_values.values():
        for alike in _comparable(figures):
            middle = median(figure.value for figure in alike)
            for figure in alike:
                if not figure.note.strip() and all(end * FAR < middle or end > middle * FAR for end in figure.span.ends):
                    yield _far(figure, quantity(middle, figure.unit), len(alike))


def _far(figure: Figure, middle: str, reporters: int) -> Item:
    amount = quantity(figure.value, figure.unit, figure.qualifier, figure.value_high)
    said = say("review_fault.far_figure", who=figure.reporter, amount=amount, period=period_words(figure.period), middle=middle,
               reporters=reporters)
    return Item("flags", "far_figure", said, FIGURES.name, figure.figure_id)


def _comparable(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The newest figure of each reporter for one period, scope and unit, where enough report it. Bounds and plans are left out."""
    groups: dict[tuple, dict[str, Figure]] = {}
    for figure in sorted(latest_vintage(list(figures)), key=lambda figure: (figure.published, figure.figure_id)):
        if figure.basis == "reported" and figure.end and figure.span.closed and figure.value > 0:
            place = (figure.start, figure.end, figure.scope, figure.unit, figure.pair)
            groups.setdefault(place, {})[figure.reporter_id] = figure
    yield from (list(group.values()) for group in groups.values() if len(group) >= REPORTERS_NEEDED)
