"""The period of a reported figure: its own date, that of its sentence, that of the figure before, or the document's year."""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import words
from extract.rules.assertion import PAST, Cue
from extract.rules.date_values import Day
from extract.rules.dates import DateMention
from extract.rules.phrases import one_of

_EXACTLY_NOW = re.compile(r"now|today|as of", re.IGNORECASE)
_SAME_PERIOD = re.compile(r"\bsame period\b")
_ALONE_BEFORE = re.compile(r"[,(]\s?$")
_ALONE_AFTER = re.compile(r"[,.;)!]|$")
FRONT = 70
Span = tuple[int, int]


@dataclass(frozen=True)
class Earlier:
    """The figure before in the same paragraph: where it began, what it counted, its unit and its period."""

    start: int
    indicator: str
    unit: str
    period: str | None


@cache
def _phrases(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){one_of(words('figure_words', table))}(?![\w-])", re.IGNORECASE)


def period_of(text: str, part: Span, number: Span, sentence: Span, dates: Sequence[DateMention], today: Day | None,
              earlier: Earlier | None, cue: Cue | None) -> str | None:
    """An ISO day, month, year or period, or None where the text does not say. `dates` are those of the sentence."""
    usable = [date for date in dates if date.direction != "compared" and not date.of_future and date.precision != "week"]
    own = [date for date in usable if part[0] <= date.start < part[1]]
    if own:
        return written(text, min(own, key=lambda date: _distance(date, number)), today)
    if _phrases("open_start").search(text, *part):
        return None
    loose = [date for date in usable if _stands_alone(text, date, sentence)]
    if loose:
        return written(text, loose[-1], today)
    same_sentence = earlier if earlier and earlier.start >= sentence[0] else None
    if same_sentence:
        return same_sentence.period
    fronted = [date for date in usable if date.lead < min(sentence[0] + FRONT, part[0])]
    if fronted:
        return written(text, fronted[-1], today)
    if earlier and _SAME_PERIOD.search(text, *part):
        return earlier.period
    return _compared(dates) or _by_tense(text, part, today, earlier, cue)


def _stands_alone(text: str, date: DateMention, sentence: Span) -> bool:
    """Whether commas set the date off, so that it is about the whole sentence: 'by 21 percent, or $9.3 billion, in 2024'."""
    before = text[max(sentence[0], date.lead - 3):date.lead]
    return bool(_ALONE_BEFORE.search(before) and _ALONE_AFTER.match(text, date.end, sentence[1]))


def _distance(date: DateMention, number: Span) -> int:
    return date.start - number[1] if date.start >= number[1] else number[0] - date.end


def _compared(dates: Sequence[DateMention]) -> str | None:
    """'25 percent more than in 2017': the year after the one it is compared with."""
    years = [date.value for date in dates if date.direction == "compared" and date.value and len(date.value) == 4]
    return str(int(years[-1]) + 1) if years else None


def _by_tense(text: str, part: Span, today: Day | None, earlier: Earlier | None, cue: Cue | None) -> str | None:
    if earlier and earlier.period and _phrases("anaphora").match(text, part[0]) or (earlier and _refers_back(text, part)):
        return earlier.period
    if cue is not None and cue.tense == PAST:
        if earlier and (cue.name != "action" or not _is_day(earlier.period)):
            return earlier.period
        if cue.name == "level":
            return None
    return f"{today.year:04}" if today else None


def _is_day(period: str | None) -> bool:
    return period is not None and len(period) == 10


def _refers_back(text: str, part: Span) -> bool:
    return bool(re.search(r"\b(?:these|those)\s", text[part[0]:part[1]], re.IGNORECASE))


def written(text: str, date: DateMention, today: Day | None) -> str | None:
    """A date as a period: 'since 2011' runs to the document's year, 'at present' is the document's year, 'now' its day."""
    if date.precision == "now" and not _EXACTLY_NOW.match(text, date.start):
        return f"{today.year:04}" if today else None
    if date.value is None or date.direction != "since" or "/" in date.value or today is None:
        return date.value
    last = str(today)[:len(date.value)]
    return f"{date.value}/{last}" if last > date.value and len(last) == len(date.value) else date.value
