"""The sectors that a quote speaks of, by the words of `lexicon/sectors.toml`."""
import re
from functools import cache

from extract.lexicon import load

GENERAL = ("general",)


@cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["name"], _pattern(entry["words"])) for entry in load("sectors")["sector"])


def _pattern(words: list[str]) -> re.Pattern[str]:
    ways = (re.escape(word.strip()).replace(r"\ ", r"\s+") + (r"(?!\w)" if word.endswith(" ") else "") for word in words)
    return re.compile(r"(?<!\w)(?:" + "|".join(ways) + ")", re.IGNORECASE)


def sectors_of(quote: str) -> tuple[str, ...]:
    """All sectors whose words the quote holds, in the order of the vocabulary; `general` when it holds none."""
    return tuple(name for name, pattern in _sectors() if pattern.search(quote)) or GENERAL
