"""What kind of thing is undertaken: a target, an event, a deliverable, or a direction of cooperation."""
import re
from functools import cache
from itertools import islice

from extract.findings import Deadline, Quantity
from extract.lexicon import words
from extract.rules.actions import Action
from extract.rules.counted import COUNTED_UNITS
from extract.rules.phrases import one_of
from extract.rules.quantities import DURATIONS, QuantityMention, each_quantity

TARGET, EVENT, DELIVERABLE, COOPERATION = "target", "event", "deliverable", "cooperation"
CHECKED_THEN = ("date", "month")   # a direction of cooperation may have a year, but no day or month to be done by

_END_OF_PHRASE = (
    r"(?=\s(?:of|on|for|in|to|with|between|under|that|which|by|at|from|as|aimed|within|through|including|signed|among|during"
    r"|and\s\w+\s(?:the|its|their))\b|[,;:(.]|$)")
_NUMBER_OF = (
    r"(?:(?:the|an?|its|their|our|all|any|some|new|first|next|further|necessary|relevant|joint|rich|\d+"
    r"|(?:number|series|package|set|goals?|objectives?|target)\sof)\s){0,6}")
_AFTER_FROM = re.compile(r"\bfrom\s(?:the\s)?(?:\w+\s)?$", re.IGNORECASE)
_UP_TO_SECOND = re.compile(r"[^.;]{0,40}?\bto\s(?:\w+\s){0,2}$", re.IGNORECASE)
_HAPPENING = re.compile(r"(?:be\s)?(?:jointly\s)?(?:held|celebrated)\b|take\splace\b|(?:come|go)\s(?:together\b|to\s[A-Z])")
_FRACTION = re.compile(r"\bby\s(?:one\s|a\s)?(?:half|third|quarter)\b(?!\s(?:countr|part|state|side))")
_FIRST_WORDS = re.compile(r"(?:also\s|itself\s|jointly\s)?(?P<verb>[A-Za-z-]+)(?:,?\s(?P<particle>\w+))?")
_PREPOSITION = re.compile(r"(?:in|on|at|with|for|to|by|from|of|as|towards?|against)\s")
_AFTER_ARTICLE = re.compile(r"\b(?:an?|the|its|their|new)\s$")
_NOUN_FOLLOWS = re.compile(r"\s(?!(?:of|in|to|by|for|worth|per|from|a|and|on|between)\b)[\w-]+")
_TIME_OR_PLACE = r"(?:not\slater\sthan|no\slater\sthan|by|before|within|until|in|to|at|on)\s[^,;]{1,70}?"
_BEFORE_OBJECT = re.compile(rf"(?:,\s[^,]{{1,60}},|{_TIME_OR_PLACE})\s+(?=(?:an?|the|its|their)\s|[\"“])")
_AFTER_WITH = re.compile(r"\bwith\s[^,]{0,40}$")
_AGAIN = re.compile(
    r"(?:ing)?\s*(?:again|regularly|annually|next|every|each|twice|once|before|at\s(?:the|our|their)\snext|in\s[A-Z\d]"
    r"|in\sthe\s\w+\squarter|$)")
_END_OF_OBJECT = re.compile(r"\s(?:in|at|on|with|under|within|through|aimed|including|between|among|during|based)\s")
_SECOND_VERB = re.compile(r"\sto\s(?:\w+ly\s)?(\w+)\s")
_COORDINATED_VERB = re.compile(r"^(?:or|and)\s\w+\s")
_VERB_ITSELF = re.compile(r"^(?:\S+ly\s)?\S+\s?(?:(?:out|up|back|over)(?:\s|$))?")
_QUOTED = re.compile(r"[\"“][^\"“”]{3,300}[\"”]")
_NAME_INSIDE = re.compile(r"\s[A-Z][\w’'-]+\s(?:(?:of|and|on|for)\s)?[A-Z]")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(words("nouns", name))


@cache
def _nouns(*tables: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){one_of(word for table in tables for word in words('nouns', table))}(?![\w-])", re.IGNORECASE)


@cache
def _vague_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){one_of(words('nouns', 'vague'))}\W*$", re.IGNORECASE)


@cache
def _making() -> re.Pattern[str]:
    """The object after a noun of making: "the establishment and improvement of the ministerial mechanism"."""
    nouns = one_of(words("nouns", "making noun"))
    return re.compile(rf"[^,;]{{0,60}}?\b(?:preparations?\sfor\s(?:the\s)?)?{nouns}(?:\sand\s\w+)?(?:\sof|(?<=ing))\s", re.IGNORECASE)


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER_OF}(?P<object>.{{1,160}}?){_END_OF_PHRASE}", re.IGNORECASE | re.DOTALL)


def quantity_in(text: str, start: int, end: int) -> QuantityMention | None:
    """The number that an action is to reach, or that a measure fixes; lengths of time are neither."""
    amounts = (mention for mention in each_quantity(text, start, end) if mention.quantity.unit not in DURATIONS)
    found = list(islice(amounts, 2))
    if len(found) < 2:
        return found[0] if found else None
    is_from = _AFTER_FROM.search(text[max(start, found[0].start - 12):found[0].start])
    return found[1] if is_from and _UP_TO_SECOND.match(text[found[0].end:found[1].start]) else found[0]


def kind_of(text: str, action: Action, mention: QuantityMention | None, deadline: Deadline) -> tuple[str, Quantity | None]:
    """The kind of the action, and its quantity where one belongs to the kind."""
    phrase = text[action.at:action.end]
    verb = _verb_of(action.verb, phrase)
    if mention and _nouns("tariff").search(phrase):
        return DELIVERABLE, mention.quantity
    if mention and _is_goal(text, action, mention):
        return TARGET, mention.quantity
    if verb in _table("multiplying") or _FRACTION.search(phrase):
        return TARGET, None
    if verb == "continue":
        return COOPERATION, None
    if _is_event(verb, phrase):
        return EVENT, None
    return (DELIVERABLE if deadline.kind in CHECKED_THEN or _is_deliverable(verb, phrase) else COOPERATION), None


def _verb_of(verb: str, phrase: str) -> str:
    """The verb with the particle that makes it another ("draw up"); of an action that was not told by its verb, the first word."""
    opening = _FIRST_WORDS.match(phrase)
    if not opening:
        return verb
    verb = verb or opening["verb"].lower()
    whole = f"{verb} {opening['particle']}"
    return whole if whole in _table("act") else verb


def _is_goal(text: str, action: Action, mention: QuantityMention) -> bool:
    """Whether the number is to be reached: a sum, share or amount, or a count of things in figures."""
    is_counted = mention.quantity.unit in COUNTED_UNITS
    if is_counted and (mention.spelled or action.verb not in _table("counting")):
        return False
    return not _is_attribute(text, action, mention)


def _is_attribute(text: str, action: Action, mention: QuantityMention) -> bool:
    """Whether the number only describes a thing: "a $400 million center", "a fund with a capital of $500 million"."""
    before = text[action.at:mention.start]
    if _AFTER_ARTICLE.search(before) and _NOUN_FOLLOWS.match(text, mention.end):
        return True
    return action.verb in _table("making") and bool(_AFTER_WITH.search(before))


def _is_event(verb: str, phrase: str) -> bool:
    if verb not in _table("meeting"):
        return False
    rest = phrase[len(verb):] if phrase.lower().startswith(verb) else phrase
    if verb == "visit" or verb == "travel" and " to " in phrase or _HAPPENING.match(phrase):
        return True
    object_ = _END_OF_OBJECT.split(rest, maxsplit=1)[0]
    return verb == "meet" and bool(_AGAIN.match(object_)) or bool(_nouns("event").search(object_))


def _is_deliverable(verb: str, phrase: str) -> bool:
    """Whether the verb, or a noun of making after it, has a checkable thing as its object."""
    if verb in _table("settling"):
        return True
    if verb in _table("act") and _is_seen_to_be_done(_after_verb(verb, phrase)):
        return True
    if verb in _table("carrying out"):
        named = _QUOTED.search(phrase[:80]) or _NAME_INSIDE.search(phrase[:60])
        return bool(named and _nouns("instrument").search(phrase))
    if verb in _table("making") and _is_thing(_after_verb(verb, phrase)):
        return True
    made = _making().match(phrase) if verb in _table("making") | _table("helping") else None
    if made:
        return _is_thing(phrase[made.end():])
    if verb not in _table("helping"):
        return False
    later = _SECOND_VERB.search(phrase)
    return bool(later) and later.group(1) in _table("making") and _is_thing(_COORDINATED_VERB.sub("", phrase[later.end():]))


def _after_verb(verb: str, phrase: str) -> str:
    """What follows the verb, without a time, a place or an aside that stands before the object: "create in Termez a joint center"."""
    rest = _VERB_ITSELF.sub("", phrase, count=1)
    return _BEFORE_OBJECT.sub("", rest, count=1) if _BEFORE_OBJECT.match(rest) else rest


def _is_seen_to_be_done(rest: str) -> bool:
    """Whether an act has an object, and one with an end: "appoint contact points", and not "open prospects for cooperation"."""
    match = None if _PREPOSITION.match(rest) else _object().match(rest)
    return bool(match) and not _vague_at_end().search(match["object"])


def _is_thing(rest: str) -> bool:
    quoted = _QUOTED.match(rest)
    if quoted:
        return bool(_nouns("instrument", "institution").search(quoted.group()))
    match = None if _PREPOSITION.match(rest) else _object().match(rest)
    things = _nouns("instrument", "institution", "facility", "measure", "event")
    return bool(match) and bool(things.search(match["object"])) and not _vague_at_end().search(match["object"])
