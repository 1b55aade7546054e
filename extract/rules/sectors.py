"""The sectors that a quote speaks of, by the words of `lexicon/sectors.toml`."""
import re
from functools import cache

from extract.lexicon import load

GENERAL = ("general",)
_WORD_START = re.compile(r"(?<!\w)\w.")


@cache
def _by_first_letters() -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """(words, sector, whether they must end there) by their first two letters."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for entry in load("sectors")["sector"]:
        for words in entry["words"]:
            found.setdefault(words[:2], []).append((words.rstrip(), entry["name"], words.endswith(" ")))
    return {letters: tuple(entries) for letters, entries in found.items()}


@cache
def _order() -> tuple[str, ...]:
    return tuple(entry["name"] for entry in load("sectors")["sector"])


def sectors_of(quote: str) -> tuple[str, ...]:
    """All sectors whose words the quote holds, in the order of the vocabulary; `general` when it holds none."""
    said = " ".join(quote.lower().split())
    named = {sector for match in _WORD_START.finditer(said)
             for words, sector, ends in _by_first_letters().get(match.group(), ())
             if said.startswith(words, match.start()) and not (ends and said[match.start() + len(words):][:1].isalnum())}
    return tuple(sector for sector in _order() if sector in named) or GENERAL
