"""Whether a number in a sentence is stated as fact, and in which tense: the cues around it decide, the nearest first."""
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.lexicon import load, words
from extract.rules.clauses import Part
from extract.rules.phrases import one_of

FACT, MODAL, AIM = "fact", "modal", "aim"
PRESENT, PERFECT, PAST, NONE = "present", "perfect", "past", "none"
_PRESENT_WORDS = frozenset("is are has have operate study function work live".split())
_PAST_WORDS = frozenset(["was", "had"])
_AUXILIARY = re.compile(r"\b(?:has|have)(?:\s\w{1,14}){0,2}\s$")
_NOT_FINITE = re.compile(r"\b(?:to|will|would|shall|should|can|could|may|might|must)(?:\s(?:not|be|have|been|also|\w{1,14}ly)){0,3}\s$")
_AUXILIARY_AFTER = re.compile(r"\b(?:is|are|was|were|has|have|had|be|been|being)(?:\s\w{1,14}){0,2}\s$")


@dataclass(frozen=True)
class Cue:
    """A word that makes a number a fact or not: its kind (fact, modal, aim), its entry's name and its tense."""

    start: int
    end: int
    word: str
    kind: str
    name: str
    tense: str


@cache
def _cue_pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    kinds = {word: (kind, entry["name"]) for kind in (AIM, MODAL, FACT) for entry in load("figure_verbs")[kind] for word in entry["words"]}
    enabling = one_of(words("figure_verbs", "enabling"))
    return re.compile(rf"(?<![\w-])(?:(?P<enabled>{enabling}(?:\s\w{{1,20}}){{0,4}}?\sto\s\w+)|(?P<word>{one_of(kinds)}))(?![\w-])"), kinds


@lru_cache(maxsize=512)
def cues(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """Every cue in `text[start:end]`, in order. Written in small letters, so that 'May' and a 'Development Plan' are none."""
    pattern, kinds = _cue_pattern()
    found = []
    for match in pattern.finditer(text, start, end):
        word = " ".join((match["word"] or match["enabled"]).split())
        kind, name = kinds[word] if match["word"] else (FACT, "enabling")
        if kind == FACT and _NOT_FINITE.search(text[max(start, match.start() - 24):match.start()]):
            continue
        found.append(Cue(match.start(), match.end(), word, kind, name, _tense(text, match.start(), word, start)))
    return tuple(found)


def _tense(text: str, at: int, word: str, start: int) -> str:
    if word in ("has been", "have been") or _AUXILIARY.search(text[max(start, at - 34):at]):
        return PERFECT
    if word in _PAST_WORDS or (word not in _PRESENT_WORDS and not word.endswith("s") and not word.startswith("stands")):
        return PAST
    return PRESENT


def governing(text: str, part: Part, number_start: int, number_end: int, left: Sequence[Part]) -> Cue | None:
    """The cue that decides a number: the last before it in its part; a verb after it where the number opens the part;
    else the main cue of the nearest part to the left. None where the sentence has no cue.
    """
    said = cues(text, part.start, part.end)
    before = [cue for cue in said if cue.end <= number_start]
    if before:
        return before[-1]
    after = [cue for cue in said if cue.start >= number_end and cue.kind != AIM]
    if after:
        return _as_participle(text, after[0], part.start)
    for other in reversed(left):
        found = cues(text, other.start, other.end)
        if found:
            return found[0]
    return None


def _as_participle(text: str, cue: Cue, start: int) -> Cue:
    """'$200 million allocated for this' says nothing of when; in 'were allocated' the verb of being is a deed's."""
    if cue.word in ("was", "were"):
        return replace(cue, name="action")
    if cue.tense == PAST and cue.name == "action" and not _AUXILIARY_AFTER.search(text[max(start, cue.start - 34):cue.start]):
        return replace(cue, tense=NONE)
    return cue
