"""Numbers, dates and sentences of the interface, reckoned from the data; every sentence carries the rows it rests on."""
from monitor.phrases.differences import Difference, MirrorYear, disagreements, mirror_gap
from monitor.phrases.headline import Headline, deadline_words, derived_marks, headline, state_words, status_words
from monitor.phrases.numbers import ago, count, day_words, number, percent, period_words, quantity, until
from monitor.phrases.overview import DatedSentence, dates, newest_report, opening, reading_the_bar
from monitor.phrases.part_year import parts_of_years, same_months
from monitor.phrases.sentence import Ground, Sentence, joined, sentence
from monitor.phrases.target import (
    arrivals,
    cannot_tell,
    deadline_elsewhere,
    deadline_label,
    direction,
    gap_closed,
    goal_words,
    label_words,
    on_time,
    shortfall,
    side_by_side,
    standing,
    state,
    verdict_label,
    who,
)

__all__ = [
    "DatedSentence", "Difference", "Ground", "Headline", "MirrorYear", "Sentence", "ago", "arrivals", "cannot_tell", "count", "dates",
    "day_words", "deadline_elsewhere", "deadline_label", "deadline_words", "derived_marks", "direction", "disagreements", "gap_closed",
    "goal_words", "headline", "joined", "label_words", "mirror_gap", "newest_report", "number", "on_time", "opening", "parts_of_years",
    "percent", "period_words", "quantity", "reading_the_bar", "same_months", "sentence", "shortfall", "side_by_side", "standing",
    "state", "state_words", "status_words", "until", "verdict_label", "who",
]
