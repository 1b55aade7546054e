"""Lists: a lead-in or a heading that undertakes what its items name, and items that undertake by themselves."""
import re
from dataclasses import dataclass, replace

from extract.findings import Deadline
from extract.lexicon import patterns
from extract.rules.actions import BASE, GERUND, Action, actions_of, gerund_at, verb_at
from extract.rules.actors import Cast
from extract.rules.cues import cue_book, cues
from extract.rules.deadlines import deadline_in
from extract.rules.phrases import AUXILIARY
from extract.rules.predicates import Predicate, end_of, trimmed
from extract.rules.segments import ITEM, Block, Sentence
from extract.rules.subjects import Subject

Found = tuple[Predicate, list[Action]]
OPEN_ENDS = (":", " to", " that", " by", " will", " shall")

_ONLY_WHO = re.compile(
    r"\s*+(?:,[^,:]{1,60},)?\s*+(?:(?:also|therefore|hereby|further|will|shall|both|jointly|today)\s*+){0,3}:?\s*$")
_SAYS_OF_ITSELF = re.compile(
    rf"[^;:]{{1,120}}?\b(?:{AUXILIARY}|[a-z]{{3,}}ed (?:the|an?|by|in|\d)"
    r"|(?:sides|parties|countries|leaders|ministers|they|we) (?:also )?(?:noted|welcomed|stressed|discussed|reviewed|agreed|recalled))\b")
_TO_OR_THAT = re.compile(r"(?:[Tt]o|that)\s+")
_TO = re.compile(r"To\s")
_NEW_SUBJECT = re.compile(r",\s(?:the|we|it|both)\b")
_FRONTED = re.compile(r"(?:Guided|Based|In|With|Recogni[sz]ing|To|For|Within|Acting|Taking|On|As)\b")
_AFTER_COMMA = re.compile(r",\s+")


@dataclass(frozen=True)
class Header:
    """A lead-in that undertakes what its list names; without a predicate it names only who does ("we:")."""

    sentence: Sentence
    predicate: Predicate | None
    deadline: Deadline
    subject: Subject | None = None


def is_open(sentence: Sentence) -> bool:
    """Whether the sentence breaks off before its list."""
    return sentence.text.rstrip().endswith(OPEN_ENDS)


def heading_of(cast: Cast, sentence: Sentence) -> Header | None:
    """A heading that undertakes what stands below it: "ANNOUNCEMENTS"."""
    found = (cues()[name] for name, _, _ in cue_book().find(cast.text, sentence.start, sentence.end))
    cue = next((cue for cue in found if cue.only == "list heading"), None)
    if cue is None:
        return None
    predicate = Predicate(cue, sentence.start, sentence.start, sentence.end, sentence.end, None, said=sentence.text)
    return Header(sentence, predicate, Deadline())


def lead_in_of(cast: Cast, sentence: Sentence, predicates: list[Predicate], subjects: list[Subject]) -> Header | None:
    """What an open sentence hands on to its list: its last predicate, or only who acts."""
    deadline = deadline_in(cast.text, [(sentence.start, sentence.end)], cast.date)
    if predicates:
        return Header(sentence, predicates[-1], deadline)
    if subjects and _ONLY_WHO.match(cast.text, subjects[-1].end, sentence.end):
        return Header(sentence, None, deadline, subjects[-1])
    return None


def item_of(cast: Cast, sentence: Sentence, block: Block, header: Header) -> Found | None:
    """An item under a lead-in that undertakes: a bare verb, or whatever a bullet names."""
    end = end_of(cast, sentence.start, sentence.end)
    at = _verb_of_item(cast, sentence.start, end)
    if at is not None:
        found = actions_of(cast.masked, at, end, BASE if verb_at(cast.masked, at, end) else GERUND)
    elif block.kind == ITEM and not _SAYS_OF_ITSELF.match(cast.text[sentence.start:end]):
        found = [Action(sentence.start, end, sentence.start, "")]
    else:
        return None
    return replace(header.predicate, start=found[0].start, action=found[0].start, end=end), found


def bare_item_of(cast: Cast, sentence: Sentence) -> Found | None:
    """An item of a list of outcomes that is no sentence: "To establish a vocational training centre"."""
    end = trimmed(cast.text, sentence.start, sentence.end)
    to = _TO.match(cast.text, sentence.start, end)
    if to is None or verb_at(cast.masked, to.end(), end, after_to=True) is None or _NEW_SUBJECT.search(sentence.text):
        return None
    predicate = Predicate(cues()["headline"], sentence.start, sentence.start, to.end(), end, None, said="To")
    return predicate, actions_of(cast.masked, to.end(), end, BASE)


def _verb_of_item(cast: Cast, start: int, end: int) -> int | None:
    """Where the item's verb begins: after "to", and a fronted phrase let by: "Guided by the principles of A and B, strengthen trust"."""
    opener = _TO_OR_THAT.match(cast.text, start, end)
    if opener:
        modal = patterns("structure", "modal").search(cast.text, start, end) if cast.text.startswith("that", start) else opener
        return modal.end() if modal and verb_at(cast.masked, modal.end(), end, after_to=True) else None
    if verb_at(cast.masked, start, end) or gerund_at(cast.masked, start, end):
        return start
    if not _FRONTED.match(cast.text[start:start + 14]):
        return None
    places = (match.end() for match in _AFTER_COMMA.finditer(cast.text, start, end))
    return next((at for at in places if verb_at(cast.masked, at, end)), None)
