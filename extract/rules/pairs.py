"""Whose number it is: the states of a clause, else of its sentence, its paragraph, its document."""
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from extract.findings import Document
from extract.lexicon import words
from extract.rules.phrases import one_of
from extract.rules.segments import Block
from monitor.states import StateMention, find_states, spelled_as, states

Readings = Mapping[tuple[int, int], str]
SENTENCES_BEFORE = 6
NO_PARTNERS = ("organisation", "group")
_LINKED = re.compile(r"(?:including|which|whose|of which|up|down|reaching|accounting|with|worth|or|making|bringing)\b")
_PAIRED = re.compile(r"\b(?:with|between|and|to|from)\s(?:the\s)?$")
_HYPHENED = re.compile(r"\w\s?[-–]\s?$")
_ACTS = re.compile(r"['’]s\b|\s+(?:has|have|had|will|is|was|says|said|\w{3,20}ed|\w{3,20}s)\b|\s[^.]{0,80}?\shas\b")


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(words('figure_words', table))})\b", re.IGNORECASE)


class Pairs:
    """The states named in one document, with names that a translation confused read as the party that was meant."""

    def __init__(self, document: Document, readings: Readings):
        self.document = document
        self.readings = readings
        self.own_names = spelled_as(document.parties)
        self.mentions = [mention for mention in find_states(document.text) if self._counts(mention)]
        self.starts = [mention.start for mention in self.mentions]
        self.places: dict[str, list[int]] = {}

    def _counts(self, mention: StateMention) -> bool:
        """A capital counts only as an actor; an international body is no partner unless it is a party of the document."""
        if mention.code in self.own_names:
            return mention.form != "capital" or self._acts(mention)
        state = states()[mention.code]
        return mention.form != "capital" and not (state.is_grouping and state.kind in NO_PARTNERS)

    def _acts(self, mention: StateMention) -> bool:
        text = self.document.text
        before = text[max(0, mention.start - 12):mention.start]
        placed = re.search(r"\b(?:in|at|from|to|near|of|via|through)\s$", before)
        return not placed and bool(_ACTS.match(text, mention.end))

    def named(self, start: int, end: int) -> tuple[str, ...]:
        """The states named in `text[start:end]`, each once, in order; a region's own name gives way to states."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if low == high:
            return ()
        inside = [mention for mention in self.mentions[low:high] if mention.end <= end]
        own = [mention for mention in inside if not states()[mention.code].is_grouping or self._is_partner(mention)]
        return tuple(dict.fromkeys(self._name(mention) for mention in own or inside))

    def _is_partner(self, mention: StateMention) -> bool:
        """Whether a region stands beside states as one of a pair: 'trade with Central Asia'."""
        before = self.document.text[max(0, mention.start - 14):mention.start]
        in_a_name = states()[mention.code].kind == "continent"
        return mention.code in self.own_names or bool(_PAIRED.search(before) or (not in_a_name and _HYPHENED.search(before)))

    def _name(self, mention: StateMention) -> str:
        return self.readings.get((mention.start, mention.end)) or self.own_names.get(mention.code, mention.name)

    def _says(self, table: str, span: tuple[int, int]) -> bool:
        """Whether one of the table's words begins in the span."""
        if table not in self.places:
            self.places[table] = [match.start() for match in _words(table).finditer(self.document.text)]
        places = self.places[table]
        at = bisect_left(places, span[0])
        return at < len(places) and places[at] < span[1]

    def flags(self, start: int, end: int) -> tuple[str, ...]:
        """What was read as something else in `text[start:end]`."""
        text = self.document.text
        return tuple(dict.fromkeys(f"{text[a:b]} read as {name}" for (a, b), name in self.readings.items() if start <= a and b <= end))

    def of(self, spans: Sequence[tuple[int, int]], block: Block) -> tuple[str, ...]:
        """The pair, region or one state that a figure speaks of: `spans` are its clause, the part it stands in, and its sentence."""
        at = bisect_left(block.sentences, spans[-1][0], key=lambda sentence: sentence.start)
        before = [(earlier.start, earlier.end) for earlier in reversed(block.sentences[max(0, at - SENTENCES_BEFORE):at])]
        clause = spans[-1] if _LINKED.match(self.document.text, spans[0][0]) else spans[0]
        for span in (clause, *spans[1:], *before):
            names = self.named(*span)
            if len(names) == 1:
                return self._with_partner(names[0], (span, *spans) if span in before else (span,), (spans[-1], *before))
            if names:
                return names
            if self._says("both", span) and len(self.document.parties) == 2:
                return self.document.parties
        return self.document.parties

    def _with_partner(self, name: str, spans: Sequence[tuple[int, int]], wider: Iterable[tuple[int, int]]) -> tuple[str, ...]:
        """The one state alone, or with its partner where what is counted passes between two."""
        if name not in self.document.parties or not any(self._says("bilateral", span) for span in spans):
            return (name,)
        for start, end in wider:
            names = self.named(start, end)
            if name in names and len(names) == 2:
                return names
        return self.document.parties if len(self.document.parties) == 2 else (name,)
