"""States and their groupings by every usual English name: short and official name, demonym, capital, abbreviation.

Codes are ISO 3166-1 alpha-2 for states and territories; a grouping has the code of its own row. The names stand in
`lists/states.csv`, `lists/groupings.csv` and `lists/not_states.csv` (places and titles that hold a state's name and mean no state).
"""
import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"
FORMS = ("name", "official", "demonym", "capital", "abbreviation", "grouping")
SHORTEST_SHOUTED = 5
_WORD_START = re.compile(r"(?<![^\W_])[A-ZÀ-Þs][^\W\d_]*")
_ABBREVIATION = re.compile(r"[A-Z.]+")
_MONEY_AFTER = r"(?![\w$€£¥])(?!\.?\s(?:dollars?|rubles?|roubles?|pounds?|yuan|yen|rupees?|francs?|crowns?|pesos?|won)\b)"
_LANGUAGE_AFTER = r"(?!-(?:speaking|language|teaching|medium)\b|\s(?:languages?|speakers?)\b)"


@dataclass(frozen=True)
class State:
    """A state or a grouping. `kind`: state, union, organisation, group, region or continent; `members` are codes, if listed."""

    code: str
    name: str
    official: str
    capital: str
    kind: str = "state"
    members: tuple[str, ...] = ()

    @property
    def is_grouping(self) -> bool:
        """Whether it is a union, an organisation, a group, a region or a continent and not a state."""
        return self.kind != "state"


@dataclass(frozen=True)
class StateMention:
    """One name in a text, `text[start:end]`; `form` is one of FORMS. A capital stands for its state only as an actor."""

    start: int
    end: int
    name: str
    code: str
    form: str


def _rows(file_name: str) -> list[dict[str, str]]:
    with open(LISTS / file_name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a list's cell, which are joined by a semicolon."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def states() -> dict[str, State]:
    """All states and groupings by code."""
    found = {row["code"]: State(row["code"], row["name"], row["official"], row["capital"]) for row in _rows("states.csv")}
    for row in _rows("groupings.csv"):
        found[row["code"]] = State(row["code"], row["name"], "", row["capital"], row["kind"], split_cell(row["members"]))
    return found


def _state_forms(row: dict[str, str]) -> list[tuple[str, str]]:
    forms = [(row["name"], "name"), (row["official"], "official"), (row["capital"], "capital")]
    forms += [(words, "demonym") for words in split_cell(row["demonyms"])]
    forms += [(words, "abbreviation" if _ABBREVIATION.fullmatch(words) else "name") for words in split_cell(row["aliases"])]
    return [(words, form) for words, form in forms if words]


def _grouping_forms(row: dict[str, str]) -> list[tuple[str, str]]:
    forms = [(words, "grouping") for words in (row["name"], *split_cell(row["aliases"]))]
    return forms + ([(row["capital"], "capital")] if row["capital"] else [])


@cache
def _forms() -> dict[str, tuple[str | None, str]]:
    """Every way to write a name: (code, form). Groupings come last and win: Brussels, as an actor, speaks for the Union."""
    forms: dict[str, tuple[str | None, str]] = {}
    for row in _rows("states.csv"):
        forms.update((words, (row["code"], form)) for words, form in _state_forms(row))
    for row in _rows("groupings.csv"):
        forms.update((words, (row["code"], form)) for words, form in _grouping_forms(row))
    forms.update((row["name"], (None, "name")) for row in _rows("not_states.csv"))
    shouted = {words.upper(): value for words, value in forms.items() if len(words) >= SHORTEST_SHOUTED}
    return shouted | forms


def _key(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


@cache
def _by_first_word() -> dict[str, list[str]]:
    by_word: dict[str, list[str]] = {}
    for words in _forms():
        by_word.setdefault(_WORD_START.match(words).group(), []).append(words)
    return by_word


@cache
def _pattern(first_word: str) -> re.Pattern[str] | None:
    """All forms that begin with this word, longest first; compiled when the word is first met."""
    forms = sorted(_by_first_word().get(first_word, ()), key=len, reverse=True)
    if not forms:
        return None
    ways = (re.escape(_key(words)).replace(r"\ ", r"\s{1,3}").replace("'", "['’]") for words in forms)
    return re.compile(f"(?:{'|'.join(ways)}){_MONEY_AFTER}{_LANGUAGE_AFTER}")


@lru_cache(maxsize=4)
def find_states(text: str) -> tuple[StateMention, ...]:
    """Every state and grouping named in the text, in order, longest name first, never inside a word.

    'China-Uzbekistan' yields both. 'US$' and 'US dollars' are money, 'English-speaking' is a language: they yield none.
    """
    mentions = []
    end = 0
    for word in _WORD_START.finditer(text):
        if word.start() < end:
            continue
        pattern = _pattern(word.group())
        match = pattern.match(text, word.start()) if pattern else None
        if match is None:
            continue
        end = match.end()
        code, form = _forms()[_key(match.group())]
        if code is not None:
            mentions.append(StateMention(match.start(), end, states()[code].name, code, form))
    return tuple(mentions)


@cache
def _codes() -> dict[str, str]:
    return {words.casefold(): code for words, (code, _) in _forms().items() if code}


def code_of(name: str) -> str | None:
    """The code of a state or grouping by any of its names, in any case; None when nobody bears that name."""
    return _codes().get(_key(name).removeprefix("the ").removeprefix("The ").casefold())


def spelled_as(names: tuple[str, ...]) -> dict[str, str]:
    """The names by the codes of those who bear them: a text that calls its party ASEAN or Turkey is answered in its own words."""
    return {code: name for name in names if (code := code_of(name))}


def name_of(code: str) -> str | None:
    """The usual English short name for a code; None when there is no such code."""
    state = states().get(code)
    return state.name if state else None


def is_grouping(code: str) -> bool:
    """Whether the code belongs to a grouping or region and not to a state."""
    return code in states() and states()[code].is_grouping
