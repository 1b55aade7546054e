"""What kind of document a title speaks of, so that accuracy can be told for each kind. No finding depends on it."""
import re
from functools import cache

from extract.lexicon import load
from monitor.vocabulary import OTHER_DOCUMENT


def kind_of(title: str) -> str:
    """The first kind whose words stand in the title; the kind of all others where none do."""
    return next((name for name, pattern in _kinds() if pattern.search(title)), OTHER_DOCUMENT)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = load("document_kinds")["kind"]
    return tuple((entry["name"], re.compile(entry["pattern"].replace(" ", r"\s+"), re.IGNORECASE)) for entry in entries)
