"""Whether two mentions undertake the same thing.

Wording misleads here: different commitments share more formula than restatements do. So a mention is taken apart into slots
(parties, kind, number, places, names, edition, direction of trade), the formulas are taken out of the rest, and slot is held
against slot. Slots that contradict each other keep two mentions apart, whatever their words. Sure links are made; likely ones
are proposed to a person.
"""
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.lexicon import load
from extract.rows import Row, items
from monitor.states import StateMention, find_states, states

SURE, LIKELY = "sure", "likely"

SHARE = 0.6             # of the words of both that likely mean one thing
NUMBER_SHARE = 0.5      # of the shorter one's words, where the numbers agree
MANY_WORDS, FEW_WORDS = 3, 2
TITLE_WORDS = 3
QUOTED_WORDS = 4        # a shorter name in quotation marks is mostly a slogan under which everything happens

EVENT, COOPERATION = "event", "cooperation"
OVER_ALL = ("region", "continent", "group")   # groupings that name a part of the world and no institution

_CAPITAL = r"[A-ZÀ-Þ][\w’'&]*"
_PROPER = rf"{_CAPITAL}(?:(?:-|\s|\s(?:of|and|on|for|the|de|in)\s(?:the\s)?){_CAPITAL})*"
_PLACE = rf"{_CAPITAL}(?:[\s-]{_CAPITAL})*"

WORD = re.compile(r"[^\W\d_][\w-]{2,}")
QUOTED = re.compile(r"[\"“]([^\"“”]{8,200})[\"”]")
NAME = re.compile(rf"(?<![\w’'-]){_PROPER}")
PLACES = re.compile(rf"\b(?:in|at|near|from|to|between|via|into)\s({_PLACE}(?:(?:,\s|\sand\s|,\sand\s){_PLACE})*)(?!\s(?:of|on|for)\s)")
ROUTE = re.compile(rf"(?<![\w-])({_CAPITAL})-({_CAPITAL})(?=\s[a-z])")
PERSON = re.compile(rf"\b(?:President|Premier|Prime Minister|Chancellor|King|Chairman|Mr\.?|Ms\.?|Minister)\s({_CAPITAL}(?:\s{_CAPITAL})*)")
MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
SPAN = re.compile(r"\b((?:19|20)\d\d)\s?-\s?((?:19|20)\d\d)\b")
GOODS_FLOW = re.compile(r"\b(export|import)(?:s|ing|ed)?\b", re.IGNORECASE)
COUNTERPART = {"export": re.compile(r"\b(?:in)?to\s(?:the\s)?$", re.IGNORECASE), "import": re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)}
ORDINALS = {word: number for number, word in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1)}
EDITION = re.compile(rf"\b(?:({'|'.join(ORDINALS)})|(\d{{1,3}})(?:st|nd|rd|th))\b(?!\s(?:part(?:y|ies)|countr|state|time|century))", re.IGNORECASE)


@dataclass(frozen=True)
class Subject:
    """What a mention is about, formulas taken out. An empty slot says nothing and contradicts nothing."""

    parties: frozenset[str]
    kind: str
    source: str
    number: tuple[str, str, str] | None
    indicator: str | None
    year: str
    parts: "Parts"

    @property
    def words(self) -> frozenset[str]:
        return self.parts.words

    @property
    def concepts(self) -> frozenset[str]:
        return self.parts.concepts


@dataclass(frozen=True)
class Parts:
    """What the words alone say. `flow` is where traded goods come from, or only whether they are exported or imported."""

    concepts: frozenset[str]
    states: frozenset[str]
    titles: frozenset[frozenset[str]]
    names: frozenset[frozenset[str]]
    persons: frozenset[frozenset[str]]
    places: frozenset[str]
    editions: frozenset[int]
    spans: frozenset[tuple[str, str]]
    flow: str
    words: frozenset[str]


class Formulas:
    """Words that say nothing of the object, and the names under which one thing goes (extract/lexicon/formulas.toml)."""

    def __init__(self) -> None:
        entries = load("formulas")
        self.empty = frozenset(word for entry in entries["formula"] for word in entry["words"])
        self.concepts = tuple((entry["name"], _any_of(entry["phrases"], r"[\w-]*")) for entry in entries["concept"])
        self.aliases = tuple((entry["name"], _any_of(entry["phrases"], r"(?![\w-])")) for entry in entries["alias"])

    def unified(self, text: str) -> tuple[str, frozenset[str]]:
        """The text with one name for each thing, and the concepts it names."""
        concepts = set()
        for name, pattern in self.concepts:
            text, count = pattern.subn(_token(name), text)
            concepts |= {name} if count else set()
        for name, pattern in self.aliases:
            text = pattern.sub(name, text)
        return text, frozenset(concepts)


def _any_of(phrases: Iterable[str], end: str) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(_way, longest_first))}){end}")


def _way(phrase: str) -> str:
    words = re.escape(phrase).replace(r"\ ", r"\s+")
    return words if phrase.isupper() else f"(?i:{words})"


def _token(name: str) -> str:
    """A concept as one word in small letters, so that it is counted as one and taken for no name."""
    return re.sub(r"\W+", "-", name.lower())


FORMULAS = Formulas()


def subject(row: Row, indicator: str | None) -> Subject:
    """What a mention row is about; `indicator` is the id of what its number counts, where that is known."""
    parties = frozenset(items(row["parties"]))
    text = f"{row['quote']} {row['what']}"
    if row.get("deadline_text"):
        text = text.replace(row["deadline_text"], " ")
    return Subject(
        parties=parties,
        kind=row["kind"],
        source=row["source_id"],
        number=(row["value"], row["value_high"], row["unit"]) if row["value"] else None,
        indicator=indicator,
        year=row["deadline"][:4] if row["kind"] == EVENT else "",
        parts=parts_of(text, parties),
    )


@lru_cache(maxsize=50_000)   # a run asks thrice for each mention
def parts_of(text: str, parties: frozenset[str]) -> Parts:
    text, concepts = FORMULAS.unified(re.sub(r"[–—‐‑]", "-", text))
    found = find_states(text)
    flow = _flow(text, found, parties)
    bare = _without_states(PERSON.sub(" ", text), parties)
    bare = MONTH.sub(" ", bare)
    places = frozenset(_places(bare))
    titles = _word_sets(title for title in QUOTED.findall(bare) if len(title.split()) >= QUOTED_WORDS)
    return Parts(
        concepts=concepts,
        states=frozenset(mention.name for mention in found if mention.form != "capital" and states()[mention.code].kind == "state"),
        titles=titles,
        names=titles | _names(bare, places) | _institutions(found, parties),
        persons=frozenset(frozenset(name.lower().split()) for name in PERSON.findall(text)),
        places=places,
        editions=frozenset(ORDINALS.get(word.lower()) or int(number) for word, number in EDITION.findall(bare)),
        spans=frozenset(SPAN.findall(text)),
        flow=flow,
        words=_words(GOODS_FLOW.sub("goods-flow", bare)) - {stem(word) for place in places for word in WORD.findall(place)},
    )


def _without_states(text: str, parties: frozenset[str]) -> str:
    """Blanks for the names of states and groupings, but for capitals, which are places, and the parties in their own words."""
    for mention in find_states(text):
        if mention.form != "capital":
            text = text[:mention.start] + " " * (mention.end - mention.start) + text[mention.end:]
    for party in parties:
        text = text.replace(party, " ")
    return re.sub(r"\s[-’'](?:s\b)?", " ", text)


def _institutions(found: Iterable[StateMention], parties: frozenset[str]) -> frozenset[frozenset[str]]:
    named = {mention.name for mention in found if states()[mention.code].is_grouping and states()[mention.code].kind not in OVER_ALL}
    return frozenset(frozenset([name]) for name in named - parties)


def _places(text: str) -> set[str]:
    """Capitalised words after "in", "from" and the like, and both ends of a route."""
    lists = [re.split(r",\sand\s|,\s|\sand\s", listed) for listed in PLACES.findall(text)]
    routes = [pair for pair in ROUTE.findall(text)]
    return {" ".join(place.lower().split()) for places in [*lists, *routes] for place in places}


def _names(text: str, places: frozenset[str]) -> frozenset[frozenset[str]]:
    """Capitalised names, but for the first word of the text and for places."""
    rest = QUOTED.sub(" ", text)
    start = len(rest) - len(rest.lstrip())
    names = [match.group() for match in NAME.finditer(rest) if match.start() > start or " " in match.group()]
    return _word_sets(name for name in names if " ".join(name.lower().split()) not in places)


def _word_sets(names: Iterable[str]) -> frozenset[frozenset[str]]:
    """Names as sets of words: "Committee for Trade" is the "Trade Committee"."""
    return frozenset(filter(None, map(_words, names)))


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(SPAN.sub(" ", text).lower()) if word not in FORMULAS.empty and word not in ORDINALS)


def _flow(text: str, found: Iterable[StateMention], parties: frozenset[str]) -> str:
    """The state that traded goods come from: exports of one side to the other are the imports of the other from it."""
    ways = {word.lower() for word in GOODS_FLOW.findall(text)}
    if len(ways) != 1:
        return ""
    way = ways.pop()
    start = GOODS_FLOW.search(text).end()
    named = {mention.name for mention in found} | parties
    counterpart = next((mention.name for mention in found if mention.start >= start and COUNTERPART[way].search(text[:mention.start])), None)
    if counterpart is None:
        return way
    others = named - {counterpart}
    if way == "import":
        return f"from {counterpart}"
    return f"from {min(others)}" if len(others) == 1 else way


def stem(word: str) -> str:
    """The word without the endings that change with number and tense."""
    return re.sub(r"(?:ations?|ings?|ions?|ies|ed|es|s|e|y)$", "", word) if len(word) > 5 else re.sub(r"(?<=\w{3})s$", "", word)


def relation(a: Subject, b: Subject) -> str | None:
    """SURE, LIKELY, or None where the two are kept apart; the same whichever comes first."""
    if _contradict(a, b):
        return None
    if a.number and b.number:
        return _numbers_relation(a, b)
    if a.parties == b.parties and a.number == b.number and _is_told(a) and _same_slots(a, b):
        return SURE
    return LIKELY if _likely_same_object(a, b) else None


def is_same(a: Subject, b: Subject) -> bool:
    """Sure: nothing contradicts, and the number's indicator or everything that is left of the words is the same."""
    return relation(a, b) == SURE


def is_likely(a: Subject, b: Subject) -> bool:
    """Likely or sure: nothing contradicts, and concept, name, number or most of the words is the same."""
    return relation(a, b) is not None


def changes_number(a: Subject, b: Subject) -> bool:
    return a.number != b.number


def _contradict(a: Subject, b: Subject) -> bool:
    one, other = a.parts, b.parts
    parties = a.parties | b.parties
    return (
        not _nested(a.parties, b.parties)
        or (a.kind == EVENT) != (b.kind == EVENT) and bool(a.kind and b.kind)
        or not _nested(one.states - parties, other.states - parties)
        or not _nested(one.places, other.places)
        or not _nested(one.editions, other.editions)
        or not _nested(one.spans, other.spans)
        or bool(one.flow and other.flow) and one.flow != other.flow and one.flow.startswith("from") == other.flow.startswith("from")
        or bool(a.year and b.year) and a.year != b.year and not one.editions & other.editions
        or bool(_unmatched(one.names, other.names) and _unmatched(other.names, one.names))
        or a.kind == EVENT and bool(_unmatched(one.persons, other.persons) and _unmatched(other.persons, one.persons))
    )


def _nested(a: frozenset, b: frozenset) -> bool:
    """Whether one says no more than the other, or nothing."""
    return a <= b or b <= a


def _unmatched(names: frozenset[frozenset[str]], others: frozenset[frozenset[str]]) -> bool:
    """Whether a name is left that no other is, in full or in part."""
    return any(not any(_nested(name, other) for other in others) for name in names)


def _numbers_relation(a: Subject, b: Subject) -> str | None:
    if a.number[2] != b.number[2] or a.indicator and b.indicator and a.indicator != b.indicator:
        return None
    is_known = a.indicator is not None and a.indicator == b.indicator
    if a.number == b.number:
        if is_known and a.parties == b.parties:
            return SURE
        return LIKELY if is_known or _overlap(a, b) > NUMBER_SHARE else None
    if a.source == b.source:   # two steps of one aim, which one document names side by side
        return None
    if is_known and a.parties == b.parties and _same_slots(a, b):
        return SURE
    return LIKELY if is_known and _overlap(a, b) > NUMBER_SHARE or _likely_same_object(a, b) else None


def _overlap(a: Subject, b: Subject) -> float:
    """The shared words as a part of the fewer; where one mention names no object, it may be the other's."""
    fewer = min(len(a.words), len(b.words))
    return len(a.words & b.words) / fewer if fewer else 1.0


def _same_slots(a: Subject, b: Subject) -> bool:
    one, other = a.parts, b.parts
    return (
        (one.words, one.places, one.editions, one.spans, one.flow) == (other.words, other.places, other.editions, other.spans, other.flow)
        and not (_unmatched(one.names, other.names) and other.names or _unmatched(other.names, one.names) and one.names)
        and (a.year == b.year or not (a.year and b.year))
    )


def _is_told(a: Subject) -> bool:
    """Whether enough is left beside the formulas to know the thing by; a word or two of cooperation name a field, no thing."""
    return bool(a.concepts) or len(a.words) >= (MANY_WORDS if a.kind == COOPERATION else FEW_WORDS)


def _likely_same_object(a: Subject, b: Subject) -> bool:
    if a.concepts & b.concepts:
        return True
    if len(a.parties ^ b.parties) and min(len(a.parties), len(b.parties)) > 1:   # a group and a few of it: other papers
        return False
    if a.parts.titles & b.parts.titles or any(len(name) >= TITLE_WORDS for name in a.parts.names & b.parts.names):
        return True
    shared, either = len(a.words & b.words), len(a.words | b.words)
    if a.source == b.source:   # a text seldom says a thing twice; like words in it are mostly a list of different things
        return shared >= MANY_WORDS and shared >= SHARE * either
    if a.words == b.words:
        return bool(shared or a.parts.names and a.parts.names == b.parts.names)
    is_part = shared >= MANY_WORDS and _nested(a.words, b.words) and COOPERATION not in (a.kind, b.kind)
    return is_part or shared >= FEW_WORDS and shared >= SHARE * either


def sure_key(a: Subject) -> Hashable:
    """What two mentions share when one surely repeats the other."""
    return a.indicator if a.number and a.indicator else a.words


def likely_pairs(subjects: Sequence[Subject]) -> Iterator[tuple[int, int]]:
    """Every pair (later, earlier) of places in the list where one likely repeats the other."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for at, later in enumerate(subjects):
        keys = _likely_keys(later)
        for earlier in sorted({i for key in keys for i in index[key]}):
            if is_likely(subjects[earlier], later):
                yield at, earlier
        for key in keys:
            index[key].append(at)


def _likely_keys(a: Subject) -> set[Hashable]:
    """Of these two mentions share one at least when one likely repeats the other."""
    return {*a.words, *a.parts.names, *([a.number, a.indicator] if a.number else [])} - {None}


def reports_on(progress: Subject, commitment: Subject) -> bool:
    """Sure: a progress report names the very concept that the commitment names, a party of it, and no state that is not its own."""
    parties, one, other = progress.parties | commitment.parties, progress.parts, commitment.parts
    is_of_both = progress.parties & commitment.parties and one.concepts & other.concepts
    return bool(is_of_both) and _nested(one.states - parties, other.states - parties)


def names_project(quote: str, what: str, title: str) -> bool:
    """Sure: a report uses every word of a project's title."""
    said = {stem(word) for word in WORD.findall(f"{quote} {what}".lower().replace("-", " ").replace("–", " "))}
    named = {stem(word) for word in WORD.findall(title.lower().replace("-", " ").replace("–", " "))}
    return len(named) >= TITLE_WORDS and named <= said
