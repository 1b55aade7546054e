"""Who acts in a sentence: states, leaders, ministries, companies, "the two sides", and the parties that they stand for.

Names are masked by signs of the same length, so that a pattern can speak of "a state" and every place stays what it was.
"""
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from extract.findings import Document
from extract.lexicon import load, words
from extract.rules.segments import Block
from monitor.states import StateMention, find_states, states

STATE, PEOPLE, PERSON = "\ue000", "\ue001", "\ue002"
_NAME = r"(?:(?:von\sder|van\sder|van|al|bin|de|da)\s)?[A-ZÀ-Þ][\w’'.-]*"


@cache
def _titled_person() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in sorted(words("actors", "title"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{titles})(?:\s(?:of|for)\s(?:the\s)?(?:[A-Z][\w-]*\s(?:and\s|of\s)?){{0,5}}(?:the\s)?[{STATE}\s]{{0,60}}?)?[\s,]{{1,2}}"
        rf"(?P<name>{_NAME}(?:\s{_NAME}){{0,3}})(?:\s(?:of|from)\s(?:the\s)?[{STATE}]+)?")


@cache
def _known_leaders() -> dict[str, str]:
    return {name: entry["state"] for entry in load("actors")["leader"] for name in entry["words"]}


_JOINT_BODY = re.compile(rf"(?<!{STATE}){STATE}++(?:\s?[–-]\s?{STATE}++)++((?:\s[\w-]+){{1,5}})")


_NAME_INSIDE = re.compile(r"(?<=[a-z,]\s)([^\W\d_a-z][\w.’'-]*\w)")
_WORD_IN_SMALL = re.compile(r"(?<!\w)[a-z][\w-]*\w(?!\w)")


class Cast:
    """The actors of one document: its parties, its leaders by name, and names that a translation has confused."""

    def __init__(self, document: Document, readings: Mapping[tuple[int, int], str]):
        self.text = document.text
        self.parties = document.parties
        self.slips = readings
        self.mentions = find_states(document.text)
        self.leaders = _known_leaders() | dict(self._introduced())
        self.masked = self._mask()
        self._starts = [mention.start for mention in self.mentions]
        self._owners = self._named_bodies()

    def _state_name(self, mention: StateMention) -> str:
        return self.slips.get((mention.start, mention.end), mention.name)

    def _mask(self) -> str:
        signs = list(self.text)
        for mention in self.mentions:
            sign = PEOPLE if mention.form == "demonym" else STATE
            signs[mention.start:mention.end] = sign * (mention.end - mention.start)
        states_masked = "".join(signs)
        for match in _titled_person().finditer(states_masked):
            signs[match.start():match.end()] = PERSON * (match.end() - match.start())
        return "".join(signs)

    def _introduced(self) -> Iterator[tuple[str, str]]:
        """Surnames with the state that the text gives them: "President of the Republic of Uzbekistan Shavkat Mirziyoyev"."""
        signs = list(self.text)
        for mention in self.mentions:
            signs[mention.start:mention.end] = STATE * (mention.end - mention.start)
        for match in _titled_person().finditer("".join(signs)):
            named = [mention for mention in self.mentions if match.start() <= mention.start and mention.end <= match.end()]
            before = [mention for mention in self.mentions if 0 <= match.start() - mention.end <= 3]
            if named or before:
                yield match["name"].split()[-1], self._state_name((named or before)[0])

    def states_in(self, start: int, end: int) -> tuple[str, ...]:
        """The states named in [start, end), groupings of the document's parties resolved, each once."""
        names: list[str] = []
        for mention in self.mentions[bisect_left(self._starts, start):bisect_left(self._starts, end)]:
            if mention.end <= end:
                names += self._members(mention)
        return tuple(dict.fromkeys(names))

    def _members(self, mention: StateMention) -> list[str]:
        name = self._state_name(mention)
        if name in self.parties:
            return [name]
        members = [states()[code].name for code in states()[mention.code].members]
        own = [party for party in self.parties if party in members]
        return own or [name]

    def flags_in(self, start: int, end: int) -> tuple[str, ...]:
        """What was read as something else within [start, end)."""
        return tuple(dict.fromkeys(f"{self.text[s:e]} read as {meant}" for (s, e), meant in self.slips.items() if start <= s and e <= end))

    def pair_near(self, start: int, end: int, block: Block) -> tuple[str, ...]:
        """The parties; for "the two sides" of a document with more, the two that the passage names last before."""
        if len(self.parties) <= 2:
            return self.parties
        for low, high in ((start, end), (block.start, end), (block.start, block.end)):
            named = [name for name in self.states_in(low, high) if name in self.parties]
            if len(named) == 2:
                return tuple(named)
        return self.parties

    def speaks_for(self, block: Block) -> tuple[str, ...]:
        """The state of who speaks in a transcript; empty where nobody does or the state is not known."""
        if block.speaker is None:
            return ()
        named = [mention.name for mention in find_states(block.speaker)]
        known = self.leaders.get(block.speaker.split()[-1])
        return tuple(named[:1]) or ((known,) if known else ())

    @cached_property
    def names_inside(self) -> frozenset[str]:
        """Capitalised words that stand inside a sentence, after a word in small letters or a comma."""
        return frozenset(match.group(1) for match in _NAME_INSIDE.finditer(self.text))

    @cached_property
    def words_in_small(self) -> frozenset[str]:
        return frozenset(match.group() for match in _WORD_IN_SMALL.finditer(self.text))

    def owners_of(self, head: str) -> tuple[str, ...]:
        """The states of a body that the text once names in full: "the Task Force" of a text with the U.S.-EU Task Force."""
        return self._owners.get(head, ())

    def _named_bodies(self) -> dict[str, tuple[str, ...]]:
        """States by each of the words, and pairs of words, that follow their joint name."""
        owners: dict[str, tuple[str, ...]] = {}
        for match in _JOINT_BODY.finditer(self.masked):
            said = match.group(1).lower().split()
            for head in (*said, *(f"{one} {two}" for one, two in zip(said, said[1:], strict=False))):
                owners.setdefault(head, self.states_in(match.start(), match.end()))
        return owners
