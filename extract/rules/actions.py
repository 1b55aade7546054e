"""What is undertaken: the actions of one predicate, one row each.

Coordinated verbs are actions of their own; coordinated objects of one verb are not. Two verbs that share an object
("negotiate and sign an agreement") are one action, and so is what a purpose clause coordinates ("to promote A and foster B").
"""
import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load, words
from extract.rules.actors import PEOPLE, PERSON, STATE
from extract.rules.phrases import ADVERB, one_of

BASE, GERUND, NOUN = "base", "gerund", "noun"
WORDS_OF_A_BARE_OBJECT = 2

_BE = re.compile(rf"(?:{ADVERB}\s){{0,2}}be\s+")
_HEAD = re.compile(rf"(?:(?:{ADVERB}|not)[,\s]+){{0,4}}(?P<verb>[a-z][a-z-]+)(?![\w’'])", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([^\s,;.]+)")
_INSERTION = r"(?:,\s[^,;:]{1,60},)?"   # "and, where possible, sign"
_BEFORE_GERUND = r"(?:in|on)\s+(?=[a-z]+ing\b)"
_LINK = rf"(?:(?:not\s+)?to\s+|{_BEFORE_GERUND})?"
_AS_WELL_AS = r"as\swell\sas\s+(?:to\s+)?"
_SEPARATOR = re.compile("|".join((
    rf"\s?,\s+(?:and|or){_INSERTION}\s+{_LINK}", rf"\s?,\s+{_AS_WELL_AS}", rf"\s+{_AS_WELL_AS}", r"\s?;\s+(?:and\s+)?(?:to\s+)?",
    rf"\s?,\s+(?:to\s+|{_BEFORE_GERUND})?", rf"\s+(?:and|&){_INSERTION}\s+{_LINK}")))
_OPENS_OBJECT = (STATE, PEOPLE, PERSON, "“", '"')
_BARE_TO = re.compile(r"\s?,\s+to\s+")
_LAST_INFINITIVE = re.compile(rf"\b(?:and|or){_INSERTION}\s+to\s+(?:\w+ly\s+)?[a-z]+")   # "to A, to B and to C"
_LABEL = r"\(?(?:[ivx]{1,4}|\d{1,2}|[a-h])\)"
_ENUMERATOR = re.compile(rf"(?:(?<=\s)|(?<=^))(?:{_LABEL})\s+")
_JOINED_GERUND = re.compile(r"\s+and\s+(?=[a-z]+ing\s)")
_LOOSE_END = re.compile(r"(?:[\s,;]|\band|\bor)+$")
_PURPOSE = re.compile(r"\S\s+to\s+(?:\w+ly\s+)?([a-z]+)\b")
_SHARED_OBJECT = re.compile(r"[a-z]+\s+\w+\s+(?:in|on|over|at|for|about|with|regarding)\b")
_OBJECTS_AFTER_COLON = re.compile(rf":\s*{_LABEL}\s+")
_BEFORE_VERB = re.compile(rf"\s{{0,3}}(?:,\s[^,;:.]{{1,80}},\s)?[\s,:]{{0,4}}(?:{_LABEL}\s+)?")
_OPENER = re.compile(rf"(?:not\s+)?(?:{ADVERB},?\s+){{0,4}}([a-z][a-z-]+)")
_RELATIVE = re.compile(
    r"\b(?:that|which|who)\s+(?:\w+ly\s+)?(?:will|would|are|is|have|has|can|could|may|should|help|need|create|promote|support"
    r"|\w+[^s\W]s)\b")


_NO_VERB = frozenset(
    "the a an its their our his her this that these those of in on for at to been has as or any all each more not no by from and with"
    .split())


@dataclass(frozen=True)
class Action:
    """One action at its place; `verb` is its verb or noun of action in small letters, `at` where that begins."""

    start: int
    end: int
    at: int
    verb: str


@cache
def _verbs() -> frozenset[str]:
    return frozenset(words("verbs", "action"))


@cache
def _ambiguous() -> dict[str, frozenset[str]]:
    return {word: frozenset(entry["next"]) for entry in load("verbs")["ambiguous"] for word in entry["words"]}


@cache
def _gerunds() -> dict[str, str]:
    """Gerunds of all verbs, each with its base form."""
    made: dict[str, str] = {}
    for verb in _verbs() | _ambiguous().keys():
        stem = verb[:-2] + "y" if verb.endswith("ie") else verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
        made[stem + "ing"] = verb
        if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
            made[verb + verb[-1] + "ing"] = verb
    return made


@cache
def _noun_of_action() -> re.Pattern[str]:
    known = one_of(words("nouns", "action"))
    by_ending = rf"(?!{one_of(words('nouns', 'no action'))}\b)[a-z]{{4,}}(?:tion|sion|ment|ance)"
    return re.compile(
        rf"(?:(?:the|an?|its|their|our|further|continued|joint|closer|greater|more)\s+){{0,3}}(?:(?!of\b|to\b)[\w-]+\s+){{0,2}}?"
        rf"(?P<verb>{known}|{by_ending})(?=\s+(?:of|in|to|with|between|on|for)\b|,|\.|$)", re.IGNORECASE)


@cache
def _next_noun() -> re.Pattern[str]:
    nouns = one_of(words("nouns", "action"))
    return re.compile(rf"(?:(?:the|an?|further|continued)\s+)?(?:[\w-]+\s+)?{nouns}\s+(?:of|in)\b", re.IGNORECASE)


def verb_at(text: str, at: int, end: int, after_to: bool = False) -> tuple[int, str] | None:
    """Place and base form of the verb that begins an action at `at`, adverbs before it let by; None when none stands there.

    A word that is a noun as well is a verb `after_to`, elsewhere only before an object.
    """
    match = _HEAD.match(text, at, end)
    word = match["verb"].lower() if match else ""
    return (match.start("verb"), word) if match and _is_verb(text, word, match.end("verb"), end, after_to) else None


def past_blanks(text: str, at: int, end: int) -> int:
    """Past white space, a phrase between commas ("will, under their laws, share") and an enumerator ("(i) ") after a cue."""
    return _BEFORE_VERB.match(text, at, end).end()


def opens_with_verb(text: str, at: int, end: int) -> bool:
    """Whether a word that may be a verb follows, known or not; adverbs before it let by."""
    match = _OPENER.match(text, past_blanks(text, at, end), end)
    return bool(match) and match.group(1) not in _NO_VERB


def _is_verb(text: str, word: str, after: int, end: int, after_to: bool) -> bool:
    if word not in _ambiguous():
        return word in _verbs()
    if after_to:
        return True
    following = _NEXT_WORD.match(text, after, end)
    if following is None:
        return False
    first = following.group(1).lower()
    return first in _ambiguous()[word] or first in words("verbs", "count") or first[0].isdigit() or first[0] in _OPENS_OBJECT


def gerund_at(text: str, at: int, end: int) -> tuple[int, str] | None:
    """Place of the gerund that begins an action at `at`, and its verb's base form."""
    match = _HEAD.match(text, at, end)
    verb = _gerunds().get(match["verb"].lower()) if match else None
    return (match.start("verb"), verb) if verb else None


def base_of_gerund(word: str) -> str | None:
    """The verb of "preparing"."""
    return _gerunds().get(word.lower())


def _progressive(text: str, at: int, end: int) -> tuple[int, str] | None:
    """The verb of "be amending" and "also be amending"."""
    be = _BE.match(text, at, end)
    return gerund_at(text, be.end(), end) if be else None


def noun_at(text: str, at: int, end: int) -> tuple[int, str] | None:
    """Place of a noun of action and that noun: "the establishment of"."""
    match = _noun_of_action().match(text, at, end)
    return (match.start("verb"), match["verb"].lower()) if match else None


_READERS = {BASE: verb_at, GERUND: gerund_at, NOUN: noun_at}


def actions_of(text: str, start: int, end: int, form: str) -> list[Action]:
    """The actions in [start, end), the first of which begins at `start` and is a verb, gerund or noun by `form`."""
    read = _READERS[form]
    first = verb_at(text, start, end, after_to=True) or _progressive(text, start, end) if form == BASE else read(text, start, end)
    actions = [Action(start, end, *(first or (start, "")))]
    are_infinitives = bool(_LAST_INFINITIVE.search(text, start, end))
    for separator in _SEPARATOR.finditer(text, start, end):
        if _BARE_TO.fullmatch(separator.group()) and not are_infinitives:
            continue
        at = _past_enumerator(text, separator.end(), end)
        is_after_to = separator.group().endswith("to ")
        found = verb_at(text, at, end, after_to=True) if is_after_to and form == BASE else read(text, at, end)
        if is_after_to and form == NOUN:
            found = found or gerund_at(text, at, end)
        if at > separator.end() and form == BASE:
            found = found or gerund_at(text, at, end)
        if found and text[found[0]].islower() and at > actions[-1].start and _divides(text, actions[-1], separator, form):
            actions[-1] = Action(actions[-1].start, separator.start(), actions[-1].at, actions[-1].verb)
            actions.append(Action(at, end, *found))
    return actions


def _past_enumerator(text: str, at: int, end: int) -> int:
    match = _ENUMERATOR.match(text, at, end)
    return match.end() if match else at


def _divides(text: str, action: Action, separator: re.Match[str], form: str) -> bool:
    """Whether a verb after the separator begins a new action, and not a second verb or a purpose of the one before."""
    before = text[action.at:separator.start()]
    if _is_enclosed(text[action.start:separator.start()]):
        return False
    if form == NOUN:
        return bool(_next_noun().match(text, separator.end()))
    if _is_list_of_objects(text[action.at:separator.end()]):
        return False
    is_plain = "," not in separator.group() and ";" not in separator.group()
    if len(before.split()) <= (WORDS_OF_A_BARE_OBJECT if is_plain else 1):
        return len(before.split()) > 1 and not _SHARED_OBJECT.match(text, separator.end())
    if ";" not in separator.group() and not separator.group().endswith("to ") and _RELATIVE.search(before):
        return False
    return not (is_plain and (form == BASE or separator.group().endswith("to ")) and _has_purpose(before))


def _is_list_of_objects(before: str) -> bool:
    """Whether a colon opened an enumeration of things: "cooperation in three areas: i) transport; ii) trade"."""
    colon = _OBJECTS_AFTER_COLON.search(before)
    return bool(colon) and verb_at(before, colon.end(), len(before)) is None and gerund_at(before, colon.end(), len(before)) is None


def _has_purpose(before: str) -> bool:
    """Whether "to" and a verb follow the action's own object; after a light construction that verb is the action itself."""
    for match in _PURPOSE.finditer(before):
        if match.group(1) in _verbs() or match.group(1) in _ambiguous():
            return not _light().match(before)
    return False


@cache
def _light() -> re.Pattern[str]:
    return re.compile(rf"{one_of(words('verbs', 'light'))}\b", re.IGNORECASE)


def _is_enclosed(before: str) -> bool:
    """Whether a quotation or a bracket is open at the end of `before`."""
    return before.count("(") > before.count(")") or before.count("“") > before.count("”") or before.count('"') % 2 == 1


def nouns_listed(text: str, start: int, end: int) -> list[Action]:
    """Items of an enumeration in one sentence: "1) assessments of markets, 2) reduction of emissions"."""
    marks = list(_ENUMERATOR.finditer(text, start, end))
    items: list[Action] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        stop = following.start() if following else end
        at, stop = mark.end(), _without_joint(text, mark.end(), stop)
        items += [Action(a.start, a.end, a.at, a.verb) for a in _item(text, at, stop)]
    return items


def _item(text: str, at: int, stop: int) -> list[Action]:
    joint = _JOINED_GERUND.search(text, at, stop)
    found = gerund_at(text, joint.end(), stop) if joint else None
    if found:
        return [Action(at, joint.start(), at, ""), Action(joint.end(), stop, *found)]
    return [Action(at, stop, *(gerund_at(text, at, stop) or noun_at(text, at, stop) or (at, "")))]


def _without_joint(text: str, at: int, stop: int) -> int:
    return at + len(_LOOSE_END.sub("", text[at:stop]))
