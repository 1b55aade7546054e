"""What a mention is about: its slots, read from the row and from its words with the formulas of diplomacy taken out."""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extract.lexicon import load
from extract.rows import Row
from monitor.states import StateMention, find_states, states
from monitor.values import items

EVENT = "event"
QUOTED_WORDS = 4   # a shorter name in quotation marks is mostly a slogan under which everything happens
STATE, REGIONS = "state", ("region", "continent")   # a region is a part of the world and no institution

_CAPITAL = r"[A-ZÀ-Þ][\w’'&]*"
_PROPER = rf"{_CAPITAL}(?:(?:-|\s|\s(?:of|and|on|for|the|de)\s(?:the\s)?){_CAPITAL})*"
_PLACE = rf"{_CAPITAL}(?:[\s-]{_CAPITAL})*"

WORD = re.compile(r"[^\W\d_][\w-]{2,}")
QUOTED = re.compile(r"[\"“]([^\"“”]{8,200})[\"”]")
NAME = re.compile(rf"(?<![\w’'-]){_PROPER}")
PLACES = re.compile(rf"\b(?i:in|at|near|from|to|between|via|into)\s({_PLACE}(?:(?:,\s|\sand\s|,\sand\s){_PLACE})*)(?!\s(?:of|on|for)\s)")
ROUTE = re.compile(rf"(?<![\w-])({_CAPITAL})-({_CAPITAL})(?=\s[a-z])")
PERSON = re.compile(rf"\b(?:President|Premier|Prime Minister|Chancellor|King|Chairman|Mr\.?|Ms\.?|Minister)\s({_CAPITAL}(?:\s{_CAPITAL})*)")
MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*(?!\d|st\b|nd\b|rd\b|th\b)")
INSIDE = re.compile(r"\b(?:in|within|inside|territory of)\s(?:the\s)?$")
SLIP = re.compile(r"(.+) read as (.+)")   # a flag of the extractor: the state that a slip of the text means
GOODS_FLOW = re.compile(r"\b(export|import)(?:s|ing|ed)?\b", re.IGNORECASE)
TO, FROM = re.compile(r"\b(?:in)?to\s(?:the\s)?$"), re.compile(r"\bfrom\s(?:the\s)?$")
COUNTERPART = {"export": TO, "import": FROM}
ABBREVIATION = re.compile(r"\(\s?[A-Z][A-Za-z]*[A-Z]s?\s?\)")   # behind the name that it shortens
_ENDING = re.compile(r"(?:ications?|at(?:ions?|ing|es?|ed)|(?<=uc)tions?|(?<=al)ly|ings?|ions?|ies|ed|es|s|e|y)$")
_PLURAL = re.compile(r"(?<=\w{3})s$")
ORDINALS = {word: number for number, word in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1)}
EDITION = re.compile(
    rf"\b(?:({'|'.join(ORDINALS)})|(\d{{1,3}})(?:st|nd|rd|th))\b(?!\s(?:part(?:y|ies)|countr|state|time|century))", re.IGNORECASE)


@dataclass(frozen=True)
class Parts:
    """What the words alone say.

    `hosts` are the states in which it happens. `flow` is where goods come from, or only whether they are exported or imported.
    """

    concepts: frozenset[str]
    states: frozenset[str]
    titles: frozenset[frozenset[str]]
    names: frozenset[frozenset[str]]
    persons: frozenset[frozenset[str]]
    places: frozenset[str]
    hosts: frozenset[str]
    editions: frozenset[int]
    years: frozenset[str]
    numbers: frozenset[str]
    flow: str
    words: frozenset[str]


@dataclass(frozen=True)
class Subject:
    """What a mention is about, formulas taken out. An empty slot says nothing and contradicts nothing."""

    parties: frozenset[str]
    kind: str
    source: str
    number: tuple[str, str, str] | None
    indicator: str | None
    year: str
    parts: Parts

    @property
    def words(self) -> frozenset[str]:
        return self.parts.words

    @property
    def concepts(self) -> frozenset[str]:
        return self.parts.concepts


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
    if row["deadline_text"]:
        text = text.replace(row["deadline_text"], " ")
    for slip in filter(None, map(SLIP.fullmatch, items(row["flags"]))):
        text = text.replace(*slip.groups())
    parts = parts_of(text, parties)
    return Subject(
        parties=parties,
        kind=row["kind"],
        source=row["source_id"],
        number=(row["value"], row["value_high"], row["unit"]) if row["value"] else None,
        indicator=indicator,
        year=row["deadline"][:4] or (min(parts.years) if row["kind"] == EVENT and len(parts.years) == 1 else ""),
        parts=parts,
    )


@lru_cache(maxsize=50_000)   # a run asks thrice for each mention
def parts_of(text: str, parties: frozenset[str]) -> Parts:
    """Everything that the text alone tells, read from it once."""
    text, concepts = FORMULAS.unified(re.sub(r"[–—‐‑]", "-", ABBREVIATION.sub(" ", text)))
    found = find_states(text)
    named = [mention for mention in found if mention.form != "capital" and states()[mention.code].kind == STATE]
    bare = MONTH.sub(" ", _without_states(PERSON.sub(" ", text), parties))
    places = frozenset(_places(bare))
    titles = _word_sets(title for title in QUOTED.findall(bare) if len(title.split()) >= QUOTED_WORDS)
    return Parts(
        concepts=concepts,
        states=frozenset(mention.name for mention in named),
        titles=titles,
        names=titles | _names(bare, places) | _institutions(found, parties),
        persons=frozenset(frozenset(name.lower().split()) for name in PERSON.findall(text)),
        places=places,
        hosts=frozenset(mention.name for mention in named if mention.form != "demonym" and INSIDE.search(text[:mention.start])),
        editions=frozenset(ORDINALS.get(word.lower()) or int(number) for word, number in EDITION.findall(bare)),
        years=frozenset(YEAR.findall(bare)),
        numbers=frozenset(NUMBER.findall(YEAR.sub(" ", bare))),
        flow=_flow(text, found, parties),
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
    named = {mention.name for mention in found if states()[mention.code].kind not in (STATE, *REGIONS)}
    return frozenset(frozenset([name]) for name in named - parties)


def _places(text: str) -> set[str]:
    """Capitalised words after "in", "from" and the like, and both ends of a route."""
    lists = [re.split(r",\sand\s|,\s|\sand\s", listed) for listed in PLACES.findall(text)]
    return {_folded(place) for places in [*lists, *ROUTE.findall(text)] for place in places}


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def _names(text: str, places: frozenset[str]) -> frozenset[frozenset[str]]:
    """Capitalised names, but for the first word of the text and for places."""
    rest = QUOTED.sub(" ", text)
    start = len(rest) - len(rest.lstrip())
    names = [match.group() for match in NAME.finditer(rest) if match.start() > start or " " in match.group()]
    return _word_sets(name for name in names if _folded(name) not in places)


def _word_sets(names: Iterable[str]) -> frozenset[frozenset[str]]:
    """Names as sets of words: "Committee for Trade" is the "Trade Committee"."""
    return frozenset(filter(None, map(_words, names)))


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text.lower()) if word not in FORMULAS.empty and word not in ORDINALS)


def _flow(text: str, found: Iterable[StateMention], parties: frozenset[str]) -> str:
    """The state that traded goods come from: exports of one side to the other are the imports of the other from it."""
    origins = [mention.name for mention in found if FROM.search(text[:mention.start])]
    if origins and any(TO.search(text[:mention.start]) for mention in found):
        return f"from {origins[0]}"
    ways = {word.lower() for word in GOODS_FLOW.findall(text)}
    if len(ways) != 1:
        return ""
    way = ways.pop()
    start = GOODS_FLOW.search(text).end()
    named = {mention.name for mention in found} | parties
    behind = (mention for mention in found if mention.start >= start)
    counterpart = next((mention.name for mention in behind if COUNTERPART[way].search(text[:mention.start])), None)
    if counterpart is None:
        return way
    others = named - {counterpart}
    if way == "import":
        return f"from {counterpart}"
    return f"from {min(others)}" if len(others) == 1 else way


def stem(word: str) -> str:
    """The word without the endings that change with number, tense and class."""
    return _ENDING.sub("", word) if len(word) > 5 else _PLURAL.sub("", word)
