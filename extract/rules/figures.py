"""Reported figures: numbers that a text states as past or present fact, with what they count, whose they are and for when.

A goal, a promise, a forecast or the parameter of a rule is none. Counts of things need a verb that reports them.
"""
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.findings import Document, Figure, Quantity
from extract.lexicon import load, words
from extract.rules.assertion import AIM, FACT, MODAL, Cue, governing
from extract.rules.clauses import Part, parts, windows
from extract.rules.counted import COUNTED_UNITS, PEOPLE
from extract.rules.date_values import Day
from extract.rules.dates import DateMention, find_dates
from extract.rules.indicator_words import GROWTH, indicator_of
from extract.rules.pairs import Pairs
from extract.rules.periods import Earlier, period_of
from extract.rules.phrases import one_of
from extract.rules.quantities import DURATIONS, QuantityMention, find_quantities
from extract.rules.segments import FURNITURE, HEADING, Block, Sentence
from monitor.units import is_money, split_rate

SMALLEST_SPELLED_COUNT = 10
SMALLEST_TELLING_COUNT = 10_000
REACH_OF_TOPIC = 800
_JOINT_BEFORE = re.compile(r"(?:\b(?:and|or|to|from|worth|with|by|including|of which|against|while)\s)+$")
_UP_TO_SECOND = re.compile(r"[^.;]{0,40}?\bto\s")
_INCLUDED = re.compile(r"\b(?:including|of which|of whom|among them|and another|another)\s$")
_REPORTING_VERB = re.compile(
    r"\s(?:[a-z]{3,}ed|hosts?|covers?|employs?|counts?|includes?|serves?|unites?|trains?|accepts?|provides?|brings?|joins?"
    r"|signing\sof|exchange\sof)\s")
_RULE_AFTER = re.compile(r"\s(?:\w+\s){0,2}?(?:tariffs?|dut(?:y|ies)|levy|tax|interest)\b")


@dataclass(frozen=True)
class _Candidate:
    """A quantity with the stretch of its sentence that is about it, and the parts of the sentence to the left."""

    mention: QuantityMention
    start: int
    end: int
    part: Part
    left: tuple[Part, ...]
    following: QuantityMention | None


def find_figures(document: Document, blocks: Sequence[Block], readings: Mapping[tuple[int, int], str]) -> list[Figure]:
    """All reported figures in text order. `readings` are the names that a translation confused, by their place."""
    reader = _Reader(document, Pairs(document, readings))
    return [figure for block in blocks if block.kind not in (HEADING, FURNITURE) for figure in reader.block(block)]


class _Reader:
    """Reads the figures of one document."""

    def __init__(self, document: Document, pairs: Pairs):
        self.document, self.text, self.pairs = document, document.text, pairs
        self.today = Day.read(document.date)

    def block(self, block: Block) -> list[Figure]:
        """The figures of a paragraph; what one sentence leaves out, the figure before tells."""
        found: list[Figure] = []
        earlier: Earlier | None = None
        for sentence in (window for whole in block.sentences for window in windows(whole)):
            mentions = [m for m in find_quantities(self.text, sentence.start, sentence.end) if not _is_small_count(m)]
            if not mentions:
                continue
            dates = find_dates(self.text, sentence.start, sentence.end, self.document.date)
            for candidate in self._candidates(sentence, mentions, dates):
                figure = self._figure(candidate, sentence, block, dates, earlier)
                if figure:
                    found.append(figure)
                    period = earlier.period if earlier and self._starts_a_change(candidate) else figure.period
                    earlier = Earlier(figure.start, figure.indicator.removeprefix(GROWTH), figure.quantity.unit, period)
        return found

    def _candidates(self, sentence: Sentence, mentions: list[QuantityMention], dates: list[DateMention]) -> list[_Candidate]:
        whole = [(m.start, m.end) for m in mentions] + [(d.start, d.end) for d in dates]
        pieces = parts(self.text, sentence.start, sentence.end, whole)
        found = []
        for i, mention in enumerate(mentions):
            at = next((n for n, piece in enumerate(pieces) if piece.start <= mention.number_start < piece.end), None)
            if at is None:
                continue
            piece = pieces[at]
            start = self._cut(piece, mention) if i and mentions[i - 1].start >= piece.start else piece.start
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            end = self._cut(piece, following) if following and following.start < piece.end else piece.end
            found.append(_Candidate(mention, start, len(self.text[:end].rstrip()), piece, tuple(pieces[:at]), following))
        return found

    def _cut(self, piece: Part, mention: QuantityMention) -> int:
        """Where the stretch of a second number in one part begins: at the word that joins it."""
        low = max(piece.start, mention.start - 30)
        joint = _JOINT_BEFORE.search(self.text[low:mention.start])
        return low + joint.start() if joint else mention.start

    def _figure(self, it: _Candidate, sentence: Sentence, block: Block, dates: list[DateMention], earlier: Earlier | None) -> Figure | None:
        cue = governing(self.text, it.part, it.mention.number_start, it.mention.end, it.left) or self._cue_of_lead(block)
        before_change = self._is_before_change(it)
        if not before_change and not self._is_fact(it, cue, dates, earlier, sentence):
            return None
        quantity = self._quantity(it, earlier, sentence)
        period = self._period(it, cue, before_change, sentence, dates, earlier)
        return Figure(
            it.start, it.end, self.text[it.start:it.end],
            indicator_of(self.text, it.mention, (it.start, it.end), cue, earlier.indicator if earlier else self._topic(block, sentence)),
            self.pairs.of(((it.start, it.end), (it.part.start, it.part.end), (sentence.start, sentence.end)), block),
            quantity, period, reporter_of(sentence.text),
            cue.word if cue else "", self.pairs.flags(sentence.start, sentence.end))

    def _topic(self, block: Block, sentence: Sentence) -> str | None:
        """What the sentences before were about, for a figure of 'it'."""
        found = list(_topics().finditer(self.text, max(block.start, sentence.start - REACH_OF_TOPIC), sentence.start))
        return " ".join(found[-1].group().split()) if found else None

    def _quantity(self, it: _Candidate, earlier: Earlier | None, sentence: Sentence) -> Quantity:
        """Where the unit is not written beside the number, people are told by the words around."""
        quantity = it.mention.quantity
        if not it.mention.implied:
            return quantity
        same = earlier is not None and earlier.start >= sentence.start
        if earlier and same and (earlier.unit == PEOPLE or is_money(earlier.unit)):
            return replace(quantity, unit=earlier.unit)
        return replace(quantity, unit=PEOPLE) if _people().search(self.text, it.start, it.end) else quantity

    def _starts_a_change(self, it: _Candidate) -> bool:
        return bool(_baseline().search(self.text[max(it.part.start, it.mention.start - 30):it.mention.start]))

    def _is_before_change(self, it: _Candidate) -> bool:
        """Whether the number is the state from which a change starts: 'from 22 to 60 percent'."""
        if not self._starts_a_change(it) or it.following is None:
            return False
        same = it.following.quantity.unit == it.mention.quantity.unit
        return same and bool(_UP_TO_SECOND.fullmatch(self.text, it.mention.end, it.following.start))

    def _is_fact(self, it: _Candidate, cue: Cue | None, dates: list[DateMention], earlier: Earlier | None, sentence: Sentence) -> bool:
        unit, _ = split_rate(it.mention.quantity.unit)
        if unit in DURATIONS or any(pattern.match(self.text, it.mention.end) for pattern in (_RULE_AFTER, _ahead())):
            return False
        is_past = self._is_past(it, dates)
        if is_past is False or (cue and (cue.kind == AIM or (cue.kind == MODAL and not is_past))):
            return False
        return unit not in COUNTED_UNITS or self._is_counted(it, cue, earlier, sentence)

    def _cue_of_lead(self, block: Block) -> Cue | None:
        if block.lead_in is None:
            return None
        lead = Part(block.lead_in.start, block.lead_in.end)
        return governing(self.text, lead, lead.end, lead.end, ())

    def _is_past(self, it: _Candidate, dates: list[DateMention]) -> bool | None:
        """True when a date beside the number lies wholly before the document, False when it lies after, None when neither."""
        if self.today is None:
            return None
        near = [date for date in dates if it.part.start <= date.start < it.part.end and date.value and date.direction != "compared"]
        if any(date.of_future or date.is_after(self.today) for date in near):
            return False
        return True if near and all(date.is_before(self.today) for date in near) else None

    def _is_counted(self, it: _Candidate, cue: Cue | None, earlier: Earlier | None, sentence: Sentence) -> bool:
        """Whether a count is reported: by a verb, or as a part of the figure before it."""
        before = self.text[max(sentence.start, it.mention.start - 20):it.mention.start]
        if earlier and earlier.start >= sentence.start and _INCLUDED.search(before):
            return True
        value = it.mention.quantity.value
        if cue is not None or value >= SMALLEST_TELLING_COUNT:
            return True
        is_large = not it.mention.spelled and value >= SMALLEST_SPELLED_COUNT
        return is_large and bool(_REPORTING_VERB.search(self.text, it.part.start, it.mention.start))

    def _period(self, it: _Candidate, cue: Cue | None, before_change: bool, sentence: Sentence, dates: list[DateMention],
                earlier: Earlier | None) -> str | None:
        own = [date for date in dates if it.start <= date.start < it.end]
        if before_change and not own:
            return f"{self.today.year:04}" if self.today and cue and cue.kind != FACT else None
        span, number = (it.start, it.end), (it.mention.start, it.mention.end)
        return period_of(self.text, span, number, (sentence.start, sentence.end), dates, self.today, earlier, cue)


def _is_small_count(mention: QuantityMention) -> bool:
    """'Two projects': a count in words below ten is a way of speaking."""
    quantity = mention.quantity
    return mention.spelled and quantity.value < SMALLEST_SPELLED_COUNT and split_rate(quantity.unit)[0] in COUNTED_UNITS


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(words('counted', 'people'))}\b", re.IGNORECASE)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"\s(?:of\s)?{one_of(words('figure_words', 'ahead'))}(?![\w-])")


@cache
def _topics() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(words('figure_words', 'topic'))}\b", re.IGNORECASE)


@cache
def _baseline() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(words('figure_words', 'baseline'))}\s$", re.IGNORECASE)


@cache
def _reporters() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"].replace(" ", r"\s")) for entry in load("figure_words")["reporter"])


@lru_cache(maxsize=64)
def reporter_of(sentence: str) -> str | None:
    """Who gives the number, where the sentence says so: 'according to data from the State Committee' is the State Committee."""
    for pattern in _reporters():
        match = pattern.search(sentence)
        if match:
            return " ".join(match["name"].split()).rstrip(" .\"”")
    return None
