"""For which state a speaker of a transcript talks whose label names none: told by how the speech refers to the two parties."""
import re
from collections import Counter
from collections.abc import Sequence

from extract.lexicon import words
from extract.rules.actors import PEOPLE, STATE, Cast
from extract.rules.segments import Block

PLAIN, WEIGHTY = 1, 3

_PARTNER = r"(?:partners?|friends?|colleagues?|guests?|neighbou?rs?|allies|ally|counterparts?)"
_OF_THE_OTHER = (
    re.compile(rf"\b(?:give|help|support|assist|thank|offer|provide|invite|supply)\s(?:the\s)?{STATE}+", re.IGNORECASE),
    re.compile(rf"{STATE}+\s(?:is|remains|has\sbeen)\s(?:one\sof\s)?(?:our|an?)\s(?:[\w-]+\s){{0,3}}{_PARTNER}\b"),
    re.compile(rf"\bour\s{PEOPLE}+\s{_PARTNER}\b"),
)
_OF_ONES_OWN = (
    re.compile(rf"\b(?:we|us|here)\sin\s{STATE}+", re.IGNORECASE),
    re.compile(rf"\b(?:my|our)\s(?:country|homeland|people),\s{STATE}+"),
    re.compile(rf"\bwelcome\b[^.!?]{{0,60}}\s(?:to|in)\s{STATE}+", re.IGNORECASE),
)
_ACTS = re.compile(rf"{STATE}+\s(?:will|shall|has|is\sready|stands\sready|intends|is\sprepared)\b")


def states_heard(cast: Cast, blocks: Sequence[Block]) -> dict[str, tuple[str, ...]]:
    """The party that each speaker talks for, by label; only of a document of two parties, and only where its words tell."""
    if len(cast.parties) != 2:
        return {}
    told: dict[str, Counter[str]] = {}
    for block in blocks:
        if block.speaker and not is_outsider(block.speaker):
            told.setdefault(block.speaker, Counter()).update(_evidence(cast, block))
    heard = {label: (count.most_common(1)[0][0],) for label, count in told.items() if _is_clear(count)}
    silent = [label for label in told if label not in heard]
    if len(told) == 2 and len(heard) == 1:   # two speakers of two parties: who is left speaks for the other
        known = next(iter(heard.values()))
        heard[silent[0]] = tuple(party for party in cast.parties if party not in known)
    return heard


def is_outsider(label: str) -> bool:
    """Whether the label is a moderator's or a journalist's, who undertake nothing."""
    return any(re.search(rf"\b{word}\b", label, re.IGNORECASE) for word in words("layout", "outsider"))


def _is_clear(count: Counter[str]) -> bool:
    ranked = count.most_common(2)
    return bool(ranked) and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])


def _evidence(cast: Cast, block: Block) -> Counter[str]:
    one, other = cast.parties
    opposite = {one: other, other: one}
    found: Counter[str] = Counter()
    for pattern in _OF_THE_OTHER:
        for named in _named(cast, pattern, block):
            found[opposite[named]] += WEIGHTY
    for pattern in _OF_ONES_OWN:
        for named in _named(cast, pattern, block):
            found[named] += WEIGHTY
    for named in _named(cast, _ACTS, block):
        found[named] += PLAIN
    return found


def _named(cast: Cast, pattern: re.Pattern[str], block: Block) -> list[str]:
    """The one party that each match names."""
    named = [cast.states_in(match.start(), match.end()) for match in pattern.finditer(cast.masked, block.start, block.end)]
    return [states[0] for states in named if len(states) == 1 and states[0] in cast.parties]
