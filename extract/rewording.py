"""Which words of a changed document continue which words of the old one, told by the words alone: their places mean nothing there."""
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.75
NEARLY_IDENTICAL = 0.95   # of the words beside the numbers, where the numbers differ

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+|#")


@dataclass(frozen=True)
class _Words:
    numbers: tuple[str, ...]
    words: tuple[str, ...]


def continued(old: Sequence[str], new: Sequence[str], numbers_may_change: bool) -> dict[int, int]:
    """Which new quote continues which old one: {position in new: position in old}, for those that are each other's best match.

    Equal matches (a sentence that stands twice) go by the order of the texts.
    """
    before, after = [_words(quote) for quote in old], [_words(quote) for quote in new]
    scores = {(i, j): score for i, a in enumerate(before) for j, b in enumerate(after) if (score := _score(a, b, numbers_may_change))}
    best_old, best_new = Counter(), Counter()
    for (i, j), score in scores.items():
        best_old[i], best_new[j] = max(best_old[i], score), max(best_new[j], score)
    taken, pairs = set(), {}
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score == best_old[i] == best_new[j] and i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
    return pairs


def _words(quote: str) -> _Words:
    return _Words(tuple(_NUMBER.findall(quote)), tuple(_WORD.findall(_NUMBER.sub("#", quote).casefold())))


def _score(a: _Words, b: _Words, numbers_may_change: bool) -> float:
    """How much of the words is the same, in their order; 0 where it is too little or the numbers forbid it."""
    needed = ALIKE
    if a.numbers != b.numbers:
        if not numbers_may_change:
            return 0
        needed = NEARLY_IDENTICAL
    total = len(a.words) + len(b.words)
    if not total or 2 * sum((Counter(a.words) & Counter(b.words)).values()) < needed * total:   # an upper bound, found quickly
        return 0
    ratio = SequenceMatcher(None, a.words, b.words, autojunk=False).ratio()
    return ratio if ratio >= needed else 0
