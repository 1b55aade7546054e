"""A part of a year in words, beside the same months of the year before."""
from collections.abc import Sequence

from monitor.part_years import PartYear, newest_parts
from monitor.phrases.numbers import period_words, quantity, whole_percent
from monitor.phrases.sentence import Sentence, linked, sentence
from monitor.phrases.target import who
from monitor.targets import Figure
from monitor.words import say


def parts_of_years(figures: Sequence[Figure], nature: str) -> tuple[Sentence, ...]:
    """What is known beyond the last whole year, newest first, each beside the same months of the year before."""
    return tuple(_told(part) for part in newest_parts(figures, nature))


def same_months(part: PartYear) -> str:
    """The comparison alone: "same months of 2024: US$11.2 billion, up 30.4 percent"; empty where there is none."""
    if part.before is None:
        return ""
    return say("part_year.same_months", year=part.before.end.year, amount=_amount(part.before), change=_change(part))


def _told(part: PartYear) -> Sentence:
    about = {"period": period_words(part.figure.period), "amount": linked(_amount(part.figure), part.figure), "who": who(part.figure)}
    if part.before is None:
        return sentence("part_year.alone", **about)
    return sentence("part_year.compared", year=part.before.end.year, before=linked(_amount(part.before), part.before), change=_change(part),
                    **about)


def _amount(figure: Figure) -> str:
    return quantity(figure.value, figure.unit, figure.qualifier, figure.value_high)


def _change(part: PartYear) -> str:
    """How much more or less; of percent in points, for a percentage of a percentage says something else."""
    if part.change is None:
        return say("part_year.open")
    if part.change == 0:
        return say("part_year.same")
    distance = part.figure.value - part.before.value
    in_points = part.figure.unit == "percent"
    amount = quantity(abs(distance), "percentage_points") if in_points else whole_percent(abs(part.change))
    return say("part_year.up" if distance > 0 else "part_year.down", amount=amount)
