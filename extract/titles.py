"""A short printable title made from a quote: begins with the action, ends on a whole word."""
import re

from extract.findings import Commitment
from extract.lexicon import load
from monitor.ids import fold
from monitor.states import find_states

LONGEST = 90
HEAD_LENGTH = 200

HEADS = tuple(re.compile(entry["pattern"]) for entry in load("titles")["head"])
ARTICLE = re.compile(r"^(?:an?|the|its|their)\s+", re.IGNORECASE)
PASSIVE_END = re.compile(r"\s+(?:has|have|was|were|is|are)\s+(?:also\s+)?(?:been\s+)?proposed$")
UNCLOSED_NAME = re.compile(r"(?<=\s)(?:“[^”]*|(?<!\S)\"[^\"]*)$")
LOOSE_END = " ,;:(–-"
LINKING_WORDS = frozenset("a an and as at by for from in into of on or the their its to with between which that".split())


def title_of(commitment: Commitment) -> str:
    """At most 90 characters of the quote, from its action on, without the subject, the cue and a dangling end."""
    quote = fold(commitment.quote)
    action = PASSIVE_END.sub("", _without_head(quote)) or quote
    action = ARTICLE.sub("", action)
    return action[:1].upper() + _cut(action)[1:]


def _without_head(quote: str) -> str:
    for head in HEADS:
        found = head.search(quote[:HEAD_LENGTH])
        if found and found.end() < len(quote):
            return quote[found.end():]
    first = next(iter(find_states(quote[:HEAD_LENGTH])), None)
    return quote[first.end:].lstrip() if first and first.start == 0 and quote[first.end:first.end + 1] == " " else quote


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    whole_words = text[:LONGEST + 1].rpartition(" ")[0] or text[:LONGEST]
    words = UNCLOSED_NAME.sub("", whole_words).rstrip(LOOSE_END).split(" ")
    while len(words) > 1 and words[-1] in LINKING_WORDS:
        words.pop()
    return " ".join(words).rstrip(LOOSE_END)
