"""What a cue takes: the actions of its predicate, read by the kind of the cue (`takes` in `lexicon/cues.toml`)."""
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from extract.lexicon import patterns, words
from extract.rules.actions import (
    BASE, GERUND, NOUN, Action, actions_of, base_of_gerund, gerund_at, noun_at, nouns_listed, opens_with_verb, past_blanks, verb_at,
)
from extract.rules.actors import Cast
from extract.rules.deadlines import deadline_in
from extract.rules.kinds import quantity_in
from extract.rules.phrases import one_of
from extract.rules.predicates import Predicate, is_impersonal, trimmed
from extract.rules.segments import Sentence
from extract.rules.verb_forms import base_of

MONEY_CUES = ("commit money", "announce money")
DEED_CUES = ("going to", "is to")   # "the text is to be signed" is a deed, with nobody named

_BE_DONE = re.compile(r"be\s+(?:\w+ly\s+)?(\w+)")
_BEING = re.compile(r"(?:be|have)\b(?!\s+\w+ing\b)")
_BE_PARTICIPLE = re.compile(r"(?<!will )(?<!would )(?<!to )\bbe\s+(?:\w+ly\s+)?(\w+(?:ed|en|held|made|built|set|put|sent))\b")
_WORD_AFTER = re.compile(r"(?<=[\w’'”\"),\ue000-\ue002])\s+(?=[a-z])")
_VISIT = re.compile(r"\bvisit\b")
_NEXT_EVENT = re.compile(r",?\s+and\s+(?=(?:the\s+)?(?:holding|hosting|convening)\b)")
_PRONOUN = re.compile(
    r"(?:it|there|he|she|you|which|this(?!\s(?:volume|figure|number|amount|level|indicator|share)))\b", re.IGNORECASE)
_TWO_THINGS = re.compile(r"\s+and\s+(?=(?:an?|the)\s+[\w\s-]{2,60}$|(?:an?|the)\s+(?:[A-Z]|joint|new|regional))")


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of((*words('nouns', 'event'), 'holding', 'hosting', 'convening'))}\b", re.IGNORECASE)


@cache
def _tool_verb() -> re.Pattern[str]:
    return re.compile(rf"{one_of(words('verbs', 'effect'))}\b", re.IGNORECASE)


def actions_after(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    """The actions of the predicate that undertake something."""
    return [action for action in _READERS[predicate.cue.takes](cast, predicate, sentence) if counts(cast, predicate, action)]


def counts(cast: Cast, predicate: Predicate, action: Action) -> bool:
    """Whether the action is an undertaking, and no courtesy, principle, call on others, money spent, or effect of a tool."""
    cue, said = predicate.cue, cast.text[max(action.at, action.start):action.end]
    if action.start >= action.end or patterns("vetoes", "action").match(said):
        return False
    if cue.takes in ("any", "noun") and patterns("vetoes", "object").match(said):
        return False
    if patterns("vetoes", "third").search(cast.text, predicate.start, action.end):
        return False
    if cue.name in MONEY_CUES and patterns("structure", "spent").search(said):
        return False
    if cue.takes == "self" and patterns("vetoes", "supported").match(cast.text, predicate.cue_start):
        return False
    return not predicate.subject or predicate.subject.is_office or not _tool_verb().match(said)


def _verbs(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    at = past_blanks(cast.text, predicate.action, predicate.end)
    done = _BE_DONE.match(cast.text, at, predicate.end)
    if predicate.subject is None and predicate.cue.subject == "actor" and not is_impersonal(cast.text, predicate.cue_start):
        return _of_a_thing(cast, predicate, at, done)
    if done and predicate.cue.subject == "any":
        return [Action(predicate.start, predicate.end, predicate.start, _base_of(done.group(1)))]
    if not opens_with_verb(cast.masked, at, predicate.end) or _BEING.match(cast.text, at, predicate.end):
        return []
    return actions_of(cast.masked, at, predicate.end, BASE)


def _of_a_thing(cast: Cast, predicate: Predicate, at: int, done: re.Match[str] | None) -> list[Action]:
    """A thing as the subject: of a sum, share or capacity still to be reached, or of a deed that is to be done to it."""
    verb = patterns("structure", "reach").match(cast.text[at:predicate.end])
    if verb and quantity_in(cast.text, at, predicate.end):
        return [Action(at, predicate.end, at, "reach")]
    deed = base_of(done.group(1)) if done and predicate.cue.name in DEED_CUES else None
    return [Action(predicate.start, predicate.end, predicate.start, deed)] if deed else []


def _clause(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    at = predicate.action
    if cast.text.startswith("be ", at):
        done = _BE_DONE.match(cast.text, at, predicate.end)
        return [Action(at, predicate.end, at, _base_of(done.group(1)))] if done else []
    if cast.text.startswith("take place", at):
        return [Action(at, predicate.end, predicate.cue_start, "hold")]
    return actions_of(cast.masked, at, predicate.end, BASE) if verb_at(cast.masked, at, predicate.end) else []


def _subjunctive(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    """A clause whose verb stands bare after its subject: "that the text be signed", "that the two sides draw up a plan"."""
    at = past_blanks(cast.text, predicate.action, predicate.end)
    bare = _bare_verb(cast, at, predicate.end)
    be = _BE_PARTICIPLE.search(cast.text, at, predicate.end)
    if be and not (bare and bare[0] < be.start()):
        return [Action(at, predicate.end, at, _base_of(be.group(1)))]
    modal = patterns("structure", "modal").search(cast.text, at, predicate.end)
    if modal and not (bare and bare[0] < modal.start()):
        verb = verb_at(cast.masked, modal.end(), predicate.end, after_to=True)
        return [Action(at, predicate.end, modal.end(), verb[1] if verb else "")]
    return [Action(at, predicate.end, *bare)] if bare else []


def _bare_verb(cast: Cast, at: int, end: int) -> tuple[int, str] | None:
    for word in _WORD_AFTER.finditer(cast.text, at, min(end, at + 160)):
        found = verb_at(cast.masked, word.end(), end)
        if found and found[0] == word.end():
            return found
    return None


def _gerunds(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    at = past_blanks(cast.text, predicate.action, predicate.end)
    return actions_of(cast.masked, at, predicate.end, GERUND) if gerund_at(cast.masked, at, predicate.end) else []


def _nouns(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    at = past_blanks(cast.text, predicate.action, predicate.end)
    if predicate.cue.needs == "number" and not quantity_in(cast.text, predicate.cue_start, predicate.end):
        return []
    gerunds = _gerunds(cast, predicate, sentence)
    if gerunds:
        return gerunds
    if predicate.cue.needs == "number":
        return [Action(at, predicate.end, at, "purchase")]
    if predicate.cue.needs == "action noun" and not noun_at(cast.masked, at, predicate.end):
        event = _event().search(cast.text, at, min(predicate.end, at + 80))
        return [Action(at, predicate.end, at, "hold")] if event else []
    found = actions_of(cast.masked, at, predicate.end, NOUN)
    gerund = cast.text[predicate.cue_start:predicate.action].split()[-1]
    return [replace(found[0], verb=found[0].verb or base_of_gerund(gerund) or ""), *found[1:]]


def _any_form(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    if predicate.cue.needs == "goal number" and not quantity_in(cast.text, predicate.action, predicate.end):
        return []
    at = past_blanks(cast.text, predicate.action, predicate.end)
    if verb_at(cast.masked, at, predicate.end):
        return actions_of(cast.masked, at, predicate.end, BASE)
    return _nouns(cast, predicate, sentence)


def _own_verb(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    at, said = predicate.cue_start, cast.text[predicate.cue_start:predicate.action]
    found = actions_of(cast.masked, at, predicate.end, BASE)
    inner = verb_at(cast.masked, past_blanks(cast.text, predicate.action, predicate.end), predicate.end)
    if said.endswith("to") and inner:
        return [replace(found[0], at=inner[0], verb=inner[1]), *found[1:]]
    verb = "visit" if _VISIT.search(cast.text[at:found[0].end]) else said.split()[0].lower()
    return [replace(found[0], verb=verb), *found[1:]]


def _events(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    at = past_blanks(cast.text, predicate.action, predicate.end)
    joints = [match.span() for match in _NEXT_EVENT.finditer(cast.text, at, predicate.end)]
    spans = zip((at, *(end for _, end in joints)), (*(start for start, _ in joints), predicate.end), strict=True)
    return [Action(start, end, start, "hold") for start, end in spans if _is_to_come(cast, start, end)]


def _is_to_come(cast: Cast, start: int, end: int) -> bool:
    phrase = cast.text[start:end]
    if not _event().search(phrase) or patterns("structure", "happened").match(phrase):
        return False
    return bool(patterns("structure", "to come").search(phrase)) or deadline_in(cast.text, [(start, end)], cast.date).kind != "none"


def _passive(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    thing = cast.text[predicate.start:trimmed(cast.text, predicate.start, predicate.cue_start)]
    if not thing or _PRONOUN.match(thing) or patterns("vetoes", "passive").match(thing):
        return []
    end = max(predicate.end, predicate.action)
    joint = _TWO_THINGS.search(thing) if predicate.cue.name == "has been proposed" else None
    if joint:
        first_end, second = predicate.start + joint.start(), predicate.start + joint.end()
        return [Action(predicate.start, first_end, predicate.start, "establish"), Action(second, end, second, "establish")]
    participle = cast.text[predicate.cue_start:predicate.action].split()[-1]
    return [Action(predicate.start, end, predicate.start, _base_of(participle))]


def _listed(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Action]:
    return nouns_listed(cast.masked, predicate.action, trimmed(cast.text, predicate.action, sentence.end))


def _base_of(participle: str) -> str:
    """The verb of "signed" or "held"; what takes place is held."""
    return base_of(participle.lower()) or ("hold" if participle.lower() in ("place", "for") else "establish")


_READERS: dict[str, Callable[[Cast, Predicate, Sentence], list[Action]]] = {
    "verb": _verbs, "gerund": _gerunds, "noun": _nouns, "any": _any_form, "that": _clause, "self": _own_verb, "event": _events,
    "passive": _passive, "list": _listed, "subjunctive": _subjunctive,
}
