"""A short printable title made from a quote: begins with the action, ends on a whole word."""
import re

from extract.findings import Commitment
from extract.lexicon import load
from extract.rules.wording import cut
from monitor.ids import fold
from monitor.states import find_states

LONGEST = 90
HEAD_LENGTH = 200

HEADS = tuple(re.compile(entry["pattern"]) for entry in load("titles")["head"])
ARTICLE = re.compile(r"^(?:an?|the|its|their)\s+", re.IGNORECASE)
PASSIVE_END = re.compile(r"\s+(?:has|have|was|were|is|are)\s+(?:also\s+)?(?:been\s+)?proposed$")
HAPPENS = re.compile(r"(?:be\s(?:held|hosted|convened|celebrated)|take\splace)\b")   # says nothing without what does


def title_of(commitment: Commitment) -> str:
    """At most 90 characters of the quote, from its action on, without the subject, the cue and a dangling end."""
    quote = fold(commitment.quote)
    action = PASSIVE_END.sub("", _without_head(quote)) or quote
    action = ARTICLE.sub("", action)
    return cut(action[:1].upper() + action[1:], LONGEST)


def _without_head(quote: str) -> str:
    for head in HEADS:
        found = head.search(quote[:HEAD_LENGTH])
        if found and found.end() < len(quote):
            return quote if HAPPENS.match(quote, found.end()) else quote[found.end():]
    first = next(iter(find_states(quote[:HEAD_LENGTH])), None)
    return quote[first.end:].lstrip() if first and first.start == 0 and quote[first.end:first.end + 1] == " " else quote
