"""Which words of a changed document continue which words of the old one, told by the words alone: their places mean nothing there."""
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

ALIKE = 0.75
NEARLY_IDENTICAL = 0.95   # of the words beside the numbers, where the numbers differ

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+|#")


@dataclass(frozen=True)
class _Words:
    """The words of a quote in order, a number being "#", and its numbers."""

    numbers: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.words)


def continued(old: Sequence[str], new: Sequence[str], numbers_may_change: bool) -> dict[int, int]:
    """Which new quote continues which old one: {position in new: position in old}, for those that are each other's best match.

    Equal matches (a sentence that stands twice) go by the order of the texts.
    """
    before, after = [_words(quote) for quote in old], [_words(quote) for quote in new]
    pairs = _same_words(before, after)
    same = {before[i] for i in pairs.values()}   # no other match can be better for these words, wherever they stand again
    left = [i for i, words in enumerate(before) if words not in same], [j for j, words in enumerate(after) if words not in same]
    scores = {(i, j): score for i in left[0] for j in left[1] if (score := _score(before[i], after[j], numbers_may_change))}
    best_old, best_new = Counter(), Counter()
    for (i, j), score in scores.items():
        best_old[i], best_new[j] = max(best_old[i], score), max(best_new[j], score)
    taken = set()
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score == best_old[i] == best_new[j] and i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
    return pairs


def _words(quote: str) -> _Words:
    return _Words(tuple(_NUMBER.findall(quote)), tuple(_WORD.findall(_NUMBER.sub("#", quote).casefold())))


def _same_words(before: Sequence[_Words], after: Sequence[_Words]) -> dict[int, int]:
    """The pairs of the same words in the order of the texts; of a text set anew, with other line ends, these are nearly all."""
    places = defaultdict(list)
    for i in range(len(before) - 1, -1, -1):
        places[before[i]].append(i)
    return {j: places[words].pop() for j, words in enumerate(after) if words.words and places.get(words)}


def _score(a: _Words, b: _Words, numbers_may_change: bool) -> float:
    """How much of the words is the same, in their order; 0 where it is too little or the numbers forbid it."""
    needed = ALIKE
    if a.numbers != b.numbers:
        if not numbers_may_change:
            return 0
        needed = NEARLY_IDENTICAL
    total = len(a.words) + len(b.words)
    shorter = min(len(a.words), len(b.words))
    if not shorter or 2 * shorter < needed * total or 2 * (a.counts & b.counts).total() < needed * total:   # upper bounds, found quickly
        return 0
    ratio = SequenceMatcher(None, a.words, b.words, autojunk=False).ratio()
    return ratio if ratio >= needed else 0
