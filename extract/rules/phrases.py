"""Phrases of the word lists as patterns: "<be> willing|ready to" finds "are also fully ready to".

`a|b` are alternatives, `...` stands for up to ten words, `!word` must not follow, <name> for one of a list's words, and a blank
for white space in which up to three adverbs may stand.
"""
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

ADVERB = (
    r"(?:also|at least|more than|further|now|again|both|all|therefore|thus|then|still|together|once again|today|in turn|too|as well"
    r"|always|not only|but also|hereby|never|constantly|already|just|even|in particular|in principle|in addition|unanimously|each|ever"
    r"|soon|first|thereby"
    r"|(?!(?:supply|apply|rely|reply|family|assembly|early|only|comply|multiply|july|italy|ally|imply)\b)[a-z]{2,20}ly)"
)
_LIGHT_ADVERB = (
    r"(?:(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|here|yesterday|just|[a-z]{2,20}ly|also|further|now|again|both|all|then"
    r"|still|together|today|hereby|therefore|in\s(?:turn|principle))"
)
GAP = rf"\s+(?:{_LIGHT_ADVERB},?\s+){{0,3}}"
AUXILIARY = "is|are|was|were|has|have|had"
_SOME_WORDS = r"\s+(?:[^\s;:.]+\s+){1,10}?"
_ADJECTIVES = r"(?:[\w-]+,?\s+){0,3}?"
_WORD = re.compile(r"(?<![\w-])[^\W\d_][\w-]*")

Parts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Phrase:
    """A phrase of the entry `name`; `first` are the words it may begin with, in small letters."""

    name: str
    source: str
    first: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first holds one of the first words."""
        return re.compile(self.source, re.IGNORECASE)


def read_phrase(name: str, phrase: str, parts: Parts, adjectives_after: frozenset[str] = frozenset()) -> Phrase:
    """The phrase as a pattern. Raises ValueError for a part that no list defines."""
    source, separator = "", ""
    for token in phrase.split():
        if token == "...":
            separator = _SOME_WORDS
            continue
        if token.startswith("!"):
            source += rf"(?!\s+{re.escape(token[1:])}\b)"
            continue
        source += separator + _token(token, parts)
        separator = GAP + _ADJECTIVES if token.strip("<>") in adjectives_after else GAP
    first = _alternatives(phrase.split()[0], parts)
    return Phrase(name, source + r"(?![\w-])", frozenset(word.split()[0].casefold() for word in first))


def _token(token: str, parts: Parts) -> str:
    return "(?:" + "|".join(re.escape(word) for word in _alternatives(token, parts)) + ")"


def _alternatives(token: str, parts: Parts) -> Sequence[str]:
    if token.startswith("<"):
        if token.strip("<>") not in parts:
            raise ValueError(f"no list is called {token}; known lists: {', '.join(sorted(parts))}")
        return parts[token.strip("<>")]
    return token.split("|")


class PhraseBook:
    """Many phrases, looked up by their first word."""

    def __init__(self, phrases: Iterable[Phrase]):
        self._by_word: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for word in phrase.first:
                self._by_word.setdefault(word, []).append(phrase)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Name and place of every phrase, in order and the longest first where several begin; phrases may overlap."""
        for word in _WORD.finditer(text, start, end):
            phrases = self._by_word.get(word.group().casefold())
            if phrases is None:
                continue
            found = [(match.end(), phrase.name) for phrase in phrases if (match := phrase.pattern.match(text, word.start(), end))]
            for finish, name in sorted(found, key=lambda item: -item[0]):
                yield name, word.start(), finish


def one_of(words: Iterable[str], blank: str = r"\s+") -> str:
    """A pattern for any of the words, the longest first, with any white space (`blank`) between their parts."""
    return "(?:" + _tree(sorted(set(words), key=lambda word: (-len(word), word)), blank) + ")"


def _tree(words: Sequence[str], blank: str) -> str:
    """The words as alternatives that part at their first letters: the engine tries each alternative in turn, so few are better.

    Letters in both cases are not told apart by a pattern that ignores case: their words stand side by side.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word)
    if len({letter.lower() for letter in by_letter}) < len(by_letter):
        return "|".join(_escaped(word, blank) for word in words)
    return "|".join(_branch(*item, blank) for item in sorted(by_letter.items(), key=lambda item: not item[0]))


def _branch(letter: str, words: Sequence[str], blank: str) -> str:
    if len(words) == 1:
        return _escaped(words[0], blank)
    return f"{_escaped(letter, blank)}(?:{_tree([word[1:] for word in words], blank)})"


def _escaped(word: str, blank: str) -> str:
    return re.escape(word).replace(r"\ ", blank)
