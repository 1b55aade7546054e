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
from monitor.states import StateMention, code_of, find_states, spelled_as, states

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


@cache
def _office_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<office>{'|'.join(words('actors', 'office'))})\s(?:of|for)\s(?:the\s)?", re.IGNORECASE)


@cache
def _office_after() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)?\s(?P<office>{'|'.join(words('actors', 'office'))})\b", re.IGNORECASE)


_LABELLED = re.compile(
    r"^[^:\n]{0,40}\b(?:president|minister|premier|chancellor|secretary|king|mr|question)\b[^:\n.]{0,40}:\s",
    re.MULTILINE | re.IGNORECASE)
_VOICE = re.compile(
    r"(?:statement|remarks|speech|address|announcement|briefing|message|rendering|opening|intervention)\b[^,;]{0,40}?\b(?:by|of)\s"
    r"(?P<who>(?:the\s)?[^,;()]{3,80}?)(?=\s(?:at|on|to|after|following|during|with|in|and)\b|[,;()]|$)", re.IGNORECASE)
_JOINT_BODY = re.compile(rf"(?<!{STATE}){STATE}++(?:\s?[–-]\s?{STATE}++)++((?:\s[\w-]+){{1,5}})")
_NAME_INSIDE = re.compile(r"(?<=[a-z,]\s)([^\W\d_a-z][\w.’'-]*\w)")
_WORD_IN_SMALL = re.compile(r"(?<!\w)[a-z][\w-]*\w(?!\w)")


class Cast:
    """The actors of one document: its parties, its leaders by name, and names that a translation has confused."""

    def __init__(self, document: Document, readings: Mapping[tuple[int, int], str]):
        self.text, self.title, self.date = document.text, document.title, document.date
        self.parties = document.parties
        self.slips = readings
        self._own_names = spelled_as(document.parties)
        self.mentions = find_states(document.text)
        self.leaders = _known_leaders() | dict(self._introduced())
        self.masked = self._mask()
        self._starts = [mention.start for mention in self.mentions]
        self._owners = self._named_bodies()
        self._offices = self._held_offices(document.title)
        self.heard: dict[str, tuple[str, ...]] = {}   # what speakers.states_heard tells of labels without a state

    def _state_name(self, mention: StateMention) -> str:
        return self.slips.get((mention.start, mention.end)) or self._own_names.get(mention.code, mention.name)

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

    def names_party(self, start: int, end: int) -> bool:
        """Whether a party of the document is named itself in [start, end), and not by a grouping that it belongs to."""
        inside = self.mentions[bisect_left(self._starts, start):bisect_left(self._starts, end)]
        return any(self._state_name(mention) in self.parties for mention in inside)

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
        said = block.speaker or self.voice
        if said is None:
            return ()
        named = [self._own_names.get(mention.code, mention.name) for mention in find_states(said)]
        known = self.leaders.get(said.split()[-1])
        return tuple(named[:1]) or ((known,) if known else self.holders_of(said) or self.heard.get(said, ()))

    @cached_property
    def voice(self) -> str | None:
        """Who speaks in a speech without speakers' names, as its title has it: "Press Statement by the Prime Minister"."""
        found = None if any(_LABELLED.finditer(self.text)) else _VOICE.search(self.title)
        return found["who"] if found else None

    def holders_of(self, said: str) -> tuple[str, ...]:
        """The state whose office a text names elsewhere in full, or, of two parties, the one whose office is not named; else none.

        "The Vice President" of a text with the Prime Minister of Jamaica speaks for the other party.
        """
        office = next((office for office in words("actors", "office") if re.search(rf"\b{office}\b", said, re.IGNORECASE)), None)
        if office is None:
            return ()
        held = self._offices.get(office, ())
        if len(held) == 1:
            return held
        others = {state for name, holders in self._offices.items() if name != office for state in holders if len(holders) == 1}
        left = tuple(party for party in self.parties if party not in others)
        return left if not held and len(self.parties) == 2 and len(left) == 1 else ()

    def _held_offices(self, title: str) -> dict[str, tuple[str, ...]]:
        """States by the office that title or text give them: "the President of the Republic of Ghana", "the Ghanaian President"."""
        held: dict[str, dict[str, None]] = {}
        for text in (title, self.text):
            mentions = find_states(text)
            starts = [mention.start for mention in mentions]
            for match in _office_of().finditer(text):
                at = bisect_left(starts, match.end())
                if at < len(mentions) and mentions[at].start == match.end() and (name := self._state_name(mentions[at])) in self.parties:
                    held.setdefault(match["office"].lower(), {})[name] = None
            for mention in mentions:
                office = _office_after().match(text, mention.end)
                if office and mention.form in ("demonym", "name") and self._state_name(mention) in self.parties:
                    held.setdefault(office["office"].lower(), {})[self._state_name(mention)] = None
        return {office: tuple(names) for office, names in held.items()}

    @cached_property
    def names_inside(self) -> frozenset[str]:
        """Capitalised words that stand inside a sentence, after a word in small letters or a comma."""
        return frozenset(match.group(1) for match in _NAME_INSIDE.finditer(self.text))

    @cached_property
    def words_in_small(self) -> frozenset[str]:
        return frozenset(match.group() for match in _WORD_IN_SMALL.finditer(self.text))

    def name_for(self, name: str) -> str:
        """A state's name as this document's parties spell it."""
        return self._own_names.get(code_of(name) or "", name)

    @staticmethod
    def is_union(party: str) -> bool:
        """Whether a party is a union or organisation of states, which has a commission or a secretariat."""
        code = code_of(party)
        return code is not None and states()[code].kind in ("union", "organisation", "group")

    def realm(self, word: str) -> tuple[str, ...]:
        """The one party whose official name begins with the word: "the Kingdom" of a text with Saudi Arabia; else none."""
        named = [party for party in self.parties if (code := code_of(party)) and states()[code].official.startswith(word)]
        return tuple(named) if len(named) == 1 else ()

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
