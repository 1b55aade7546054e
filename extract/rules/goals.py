"""What a target counts, in the text's own words: "scale of bilateral trade" of "increase the scale of bilateral trade to US$20 billion"."""
import re
from functools import cache

from extract.lexicon import words
from extract.rules.phrases import one_of
from extract.rules.quantities import QuantityMention, each_quantity

LONGEST = 120
_LINKS = frozenset(
    "to by of at up reaching worth about over around valued nearly be will is are a an additional the with from expected total in".split())
_DETERMINER = re.compile(r"(?:(?:the|an?|its|their|our|this|that|these|those|each|all|both)\s)+", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:this|that|these|the|it|them|its|their)?\s?(?:metric|figure|indicator|number|volume|level|amount|mark|it|them|this|that|one)?",
    re.IGNORECASE)
_AFTER = re.compile(
    r"\s(?:(?:per|a)\s(?:year|annum|month)\s)?(?:worth\s)?(?:of|in|for)\s(?P<noun>[^,;:()]{3,100}?)"
    r"(?=\s(?:in|by|to|from|through|until|over|with|between|at)\s|[,;:()]|$)")
_AWAY = re.compile(r"\s(?:between|among|over|during|in\s(?:the\s)?\d|by\s\d|until|through|per)\b.*$", re.DOTALL)
_SAID_VERB = re.compile(r"\s(?:has|have|had|is|are|was|were|will|now|\w{3,20}ed|reach(?:es)?|stands?|totals?|exceeds?|grew|rose|fell)\s")


@cache
def _verb() -> re.Pattern[str]:
    """The last verb of action before a number, in its base form or as a gerund."""
    verbs = (*words("verbs", "action"), *words("verbs", "ambiguous"))
    stems = one_of(verb.removesuffix("e") for verb in verbs if len(verb) > 2)
    return re.compile(rf"(?<![\w-])(?<!the\s)(?<!a\s){stems}(?:e|\w?ing)?(?:\s(?:up|out))?\s+(?:(?:goal|target)s?\sof\s)?", re.IGNORECASE)


def indicator_of(text: str, start: int, end: int, subject: str, mention: QuantityMention, before: str | None) -> str | None:
    """The noun phrase whose number is to be reached in [start, end); `subject` are the words before the cue of a thing.

    `before` is what the sentence before counted: it is meant by a pronoun ("this metric"). None where no words say it.
    """
    object_ = _object(text[start:mention.start])
    if object_ is not None and _PRONOUN.fullmatch(object_):
        return before or _after(text, mention, end) or _cleaned(subject)
    return mention.noun or _cleaned(object_ or "") or _after(text, mention, end) or _cleaned(subject)


def _object(said: str) -> str | None:
    """What stands between the last verb and the number; None when nothing does."""
    verbs = list(_verb().finditer(said))
    kept = (said[verbs[-1].end():] if verbs else said).rstrip(" ,\n").split()
    while kept and kept[-1].lower() in _LINKS:
        kept.pop()
    return " ".join(kept) or None


def _after(text: str, mention: QuantityMention, end: int) -> str | None:
    match = _AFTER.match(text, mention.end, end)
    return _cleaned(match["noun"]) if match else None


def _cleaned(said: str) -> str | None:
    said = _AWAY.sub("", " " + " ".join(said.split())).strip(" ,.\"“”")
    said = _DETERMINER.sub("", said, count=1) if _DETERMINER.match(said) else said
    return None if not said or len(said) > LONGEST or _PRONOUN.fullmatch(said) else said


def counted_in(text: str, start: int, end: int) -> str | None:
    """What the first quantity of a sentence counts: its subject, a fronted phrase let by; None without a quantity."""
    first = next(each_quantity(text, start, end), None)
    if first is None:
        return None
    said = text[start:first.start]
    verb = _SAID_VERB.search(said)
    return _cleaned((said[:verb.start()] if verb else said).rpartition(",")[2])
