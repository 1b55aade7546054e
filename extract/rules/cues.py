"""The cues of `lexicon/cues.toml`: words that open an undertaking, and what they say of it."""
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load, words
from extract.rules.phrases import Phrase, PhraseBook, read_phrase
from extract.rules.verb_forms import participle

VERBS_OF_DEEDS = ("making", "act", "settling", "carrying out", "counting", "meeting")
TAKES = ("verb", "gerund", "noun", "any", "that", "self", "event", "passive", "list", "subjunctive")


@dataclass(frozen=True)
class Cue:
    """One entry: `needs` names what the action must hold, `only` the place where the cue counts."""

    name: str
    takes: str
    strength: str
    subject: str = "actor"
    needs: str = ""
    only: str = ""
    flag: str = ""


@cache
def cues() -> dict[str, Cue]:
    """All cues by name. Raises ValueError for a cue that takes what no rule reads."""
    found = {entry["name"]: Cue(**{key: value for key, value in entry.items() if key not in ("words", "example", "counter")})
             for entry in load("cues")["cue"]}
    for cue in found.values():
        if cue.takes not in TAKES:
            raise ValueError(f"cues.toml, {cue.name!r}: takes is {cue.takes!r}, not one of {', '.join(TAKES)}")
    return found


def phrases_of(entry: dict) -> list[Phrase]:
    """The phrases of one entry of the file."""
    parts = {part["name"]: _words_of(part) for part in load("cues")["part"]}
    adjectives_after = frozenset(part["name"] for part in load("cues")["part"] if part.get("adjectives"))
    return [read_phrase(entry["name"], phrase, parts, adjectives_after) for phrase in entry["words"]]


def _words_of(part: dict) -> list[str]:
    """The words of a part; with `participles` those of the verbs that make, settle, count or carry out, too."""
    if not part.get("participles"):
        return part["words"]
    verbs = {verb for table in VERBS_OF_DEEDS for verb in words("nouns", table) if " " not in verb}
    return list(dict.fromkeys([*part["words"], *(participle(verb) for verb in sorted(verbs))]))


@cache
def cue_book() -> PhraseBook:
    """All phrases of all cues."""
    return PhraseBook(phrase for entry in load("cues")["cue"] for phrase in phrases_of(entry))
