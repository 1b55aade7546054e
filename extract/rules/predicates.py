"""Where a sentence undertakes something: a cue, its subject, and the stretch that holds its actions."""
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.lexicon import patterns
from extract.rules.actions import gerund_at, opens_with_verb, verb_at
from extract.rules.actors import Cast
from extract.rules.cues import Cue, cue_book, cues
from extract.rules.kinds import quantity_in
from extract.rules.phrases import ADVERB, AUXILIARY
from extract.rules.segments import Block, Sentence
from extract.rules.subjects import Subject, subject_of, subjects_of

LONGEST_SENTENCE = 2000
ANYWHERE = ("self", "event", "noun")
REACHING = ("will", "is to", "going to")   # cues that a thing may have as well, if a number is to be reached

# Before a cue.
_DESCRIBING_ADVERBS = re.compile(rf"(?:\s+{ADVERB}){{0,10}}\s*$")
_THAT = re.compile(r"\b(?:that|whom|which)\s+$")
_AGENT_OF_RELATIVE = re.compile(
    r"\b(?:in|by|under|to|on|with)\swhich\s+$"
    r"|,\s(?:(?:to|of|on|for|in|under|by|at|according\sto|during|through)\s)?(?:which|whom)\s+$")
_COORDINATED = re.compile(r"(?:,|\band)\s{1,3}(?:(?:also|actively)\s)?$")
_JOINED_CUE = re.compile(r"(?:,|,\s(?:and|but)|\band)\s+(?:\w+ly\s)?$")
_JOINED_TO_BELIEF = re.compile(r"(?:[,;.]|\band\b)[\s,]*(?:\w+ly\s*)?$")
_ENDS_BELIEF = re.compile(r"(?:[;.]|\b(?:and|but|while)\b)[\s,]*$")
_RELATIVE_WORD = re.compile(r"\b(?:which|that|who|whose|whom)\b")
_BOUNDARY = re.compile(r"[,;:.]\s")
_IN_THIS_CONTEXT = r"to\s(?:this|that)\send|for\s(?:this|that)\spurpose|in\sthis\s(?:regard|context)"
_NEW_CLAUSE = re.compile(
    rf"(?:[,;:.]|\b(?:and|but|while|whereas|although|that|where|which|whom|as|{_IN_THIS_CONTEXT}|therefore|moreover|also|then)\b)[\s\"“]*$",
    re.IGNORECASE)

# The clause of a thing, and what stands before it.
_FRONT = re.compile(r"[^,;:]{3,160}(?:,\s\d{4})?,\s", re.IGNORECASE)
_OPENS_WITH_ARTICLE = re.compile(r"(?:the|an?|these|its)\b", re.IGNORECASE)
_CLAUSE_BREAK = re.compile(r",\s(?:\w+\s){0,3}which\s|;\s(?:and\s)?|:\s|,\s(?:and|but|while)\s|\bthat\s")
_VERB_BEFORE_AND = re.compile(r"\b(?:is|are|was|were|has|have)\s[^,;:]{3,120}\sand\s$")
_FINITE_WORD = re.compile(r"\b(?:will|shall|is|are|was|were|has|have)\b")

# After a cue, up to the end of its actions.
_LIST_FOLLOWS = re.compile(r"\s*(?:\b(?:to|that|on|upon)\b)?\s*:?\s*$")
_AND_THAT = re.compile(r",?\sand\sthat\s+")
_JOINT_BEFORE_NEXT = re.compile(
    r"(?:\s{0,2}[,;]?\s{0,2}\b(?:and|but|while|whereas)|\s{0,2}[,;:—–])?\s{0,3}(?:also\s{0,2})?$", re.IGNORECASE)
_WITH_PARTICIPLE = r",\swith\s(?:[^\s,;]+\s){1,6}?[a-z]{3,}ing\b"
_PARTICIPLE = (
    r",\s(?!including|concerning|regarding|pending|following|during|involving)[a-z]{3,}ing\s(?:its|their|the|an?|our|about)\b"
)
_RESULT = re.compile(rf"{_WITH_PARTICIPLE}|{_PARTICIPLE}")
_ASIDE_IN_DASHES = re.compile(r"\s[–—]\s[^–—;.]{1,100}\s[–—]\s")
_NAMES_IN_DASH = re.compile(r"[A-Z][\w’'.-]*\s[–—]\s[A-Z]")
_AFTER_SEMICOLON = re.compile(r"[;:]\s+")
_JOINT_AFTER = re.compile(r"(?:and|or|to)\s+(?:to\s+)?")
_STATES_FACT = re.compile(rf"[^;]{{1,90}}?\b(?:{AUXILIARY}|reached|amounted|passed|rose|fell|will|would)\b")
_LABEL = re.compile(r"\(?\w{1,3}\)")
_CLOSING = " \t\n\r\u00a0,;:.!?)*_"
_JOINING = re.compile(r"\b(?:and|but|while|or|as|to|also|that|which)$")


@dataclass(frozen=True)
class Predicate:
    """A cue at its place. Its words begin at `start` (subject and fronted time taken along), its actions lie in [action, end).

    `said` are the document's own words of the cue: "are fully ready to".
    """

    cue: Cue
    start: int
    cue_start: int
    action: int
    end: int
    subject: Subject | None
    front: tuple[int, int] | None = None
    said: str = ""


def predicates_of(
    cast: Cast, sentence: Sentence, block: Block, before: Subject | None, given: Subject | None = None,
) -> tuple[list[Predicate], list[Subject]]:
    """The predicates of the sentence in order, without those that only describe, believe or recall; and its subjects.

    `given` is the subject of the lead-in of a list ("we:"), whose items begin with their verbs.
    """
    sentence = replace(sentence, end=min(sentence.end, sentence.start + LONGEST_SENTENCE))
    subjects = subjects_of(cast, sentence, block, before)
    if given and not (subjects and subjects[0].start == sentence.start):
        subjects.insert(0, replace(given, start=sentence.start, end=sentence.start))
    found: list[Predicate] = []
    inside = sentence.start
    for name, start, end in cue_book().find(cast.masked, sentence.start, sentence.end):
        cue = cues()[name]
        if start < inside and cue.takes != "passive" or found and start < found[-1].action:
            continue
        last = found[-1] if found else None
        predicate = _predicate(cast, sentence, subjects, cue, start, end, last)
        if predicate is None or not _is_free(cast, sentence, predicate, last):
            continue
        if cue.takes == "that":
            predicate = _inner(cast, predicate, sentence)
            inside = predicate.action if predicate else sentence.end
            if predicate is None:
                continue
        found.append(predicate)
        if cue.takes == "subjunctive":
            found += _said_again(cast, predicate, sentence)
    return _with_ends(cast, sentence, found), subjects


def _said_again(cast: Cast, predicate: Predicate, sentence: Sentence) -> list[Predicate]:
    """What a second "that" proposes: "suggested that A be done and that B be done"."""
    return [replace(predicate, start=match.end(), cue_start=match.end(), action=match.end())
            for match in _AND_THAT.finditer(cast.text, predicate.action, sentence.end)]


def _predicate(
    cast: Cast, sentence: Sentence, subjects: list[Subject], cue: Cue, start: int, end: int, last: Predicate | None,
) -> Predicate | None:
    if not _opens(cast, sentence, cue, end) or _is_described(cast, sentence, start):
        return None
    if "number" in cue.needs and quantity_in(cast.text, start, sentence.end) is None:
        return None
    if cue.subject == "named":
        named = cast.states_in(start, end)
        subject, is_direct = Subject(start, end, named) if named else None, False
    else:
        subject, is_direct = _subject_before(cast, sentence, subjects, start, last)
    if cue.subject == "any" and cue.takes == "passive":
        subject = None
    elif _is_believed(cast, sentence, cue, subject, is_direct, start) or not _may_act(cast, cue, subject, start):
        return None
    if subject and is_direct and _is_relative(cast, sentence, subject.start):
        return None
    has_own_start = subject is not None and cue.subject not in ("any", "named")
    first = (subject.start if is_direct else start) if has_own_start else _clause_start(cast, sentence, start)
    front = _front(cast, sentence, first)
    begin = front[0] if front and _is_time(cast.text, front[0]) else first
    return Predicate(cue, begin, start, end, sentence.end, subject, front, " ".join(cast.text[start:end].split()))


def _subject_before(
    cast: Cast, sentence: Sentence, subjects: list[Subject], start: int, last: Predicate | None,
) -> tuple[Subject | None, bool]:
    """The subject of a cue at `start`, that of a predicate it is joined to included, and whether it stands right before it."""
    subject, is_direct = subject_of(cast, subjects, sentence, start)
    if subject is None and last and last.subject and _is_joined(cast, last, start):
        return last.subject, is_direct
    return subject, is_direct


def _is_joined(cast: Cast, last: Predicate, start: int) -> bool:
    """Whether a cue at `start` is joined to the predicate before it, with no relative clause between."""
    is_joined = _JOINED_CUE.search(cast.text, max(last.action, start - 60), start)
    return bool(is_joined) and not _RELATIVE_WORD.search(cast.text, last.action, start)


def _may_act(cast: Cast, cue: Cue, subject: Subject | None, start: int) -> bool:
    """Whether the cue has the subject that it needs; a thing may still reach a number, and "it was proposed" needs nobody."""
    if subject or cue.subject in ("any", "before") or cue.subject == "actor" and cue.name in REACHING:
        return True
    return cue.subject == "actor" and is_impersonal(cast.text, start)


def _opens(cast: Cast, sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether what follows the cue can be what it takes."""
    if cue.takes == "verb":
        return opens_with_verb(cast.masked, at, sentence.end) or not cast.text[at:sentence.end].strip(" :")   # a list follows
    return cue.takes != "gerund" or gerund_at(cast.masked, at + 1, sentence.end) is not None


def is_impersonal(text: str, cue_start: int) -> bool:
    """Whether the cue is "it was proposed" and the like, with nobody named."""
    return text[cue_start:cue_start + 3].lower() == "it "


def _is_described(cast: Cast, sentence: Sentence, start: int) -> bool:
    """Whether a relative pronoun, "this" or the like is the subject."""
    low = max(sentence.start, start - 40)
    return bool(patterns("vetoes", "relative").search(_DESCRIBING_ADVERBS.sub("", cast.text[low:start])))


def _is_relative(cast: Cast, sentence: Sentence, at: int) -> bool:
    """Whether "that" before the subject follows a noun ("the first country that the leader will visit") and no verb of saying."""
    low = max(sentence.start, at - 50)
    if not _THAT.search(cast.text, low, at) or _AGENT_OF_RELATIVE.search(cast.text, low, at):
        return False
    return not patterns("structure", "saying").search(cast.text[max(sentence.start, at - 90):at])


@lru_cache(maxsize=64)
def _beliefs(sentence: str) -> tuple[int, ...]:
    """Where the clauses of opinion begin."""
    return tuple(match.end() for match in patterns("vetoes", "belief").finditer(sentence))


def _is_believed(cast: Cast, sentence: Sentence, cue: Cue, subject: Subject | None, is_direct: bool, start: int) -> bool:
    """Whether the cue lies in a clause of opinion; a new subject after "and", or a verb joined to the opinion's own, ends it."""
    beliefs = [end for end in _beliefs(sentence.text[:LONGEST_SENTENCE]) if sentence.start + end <= start]
    if not beliefs:
        return False
    last = sentence.start + beliefs[-1]
    if is_direct and subject is not None and subject.start > last:
        return not _ENDS_BELIEF.search(cast.text, max(last, subject.start - 24), subject.start)
    if cue.only == "coordinated" or cast.text[start:start + 5].lower().startswith(("will", "shall")):
        return True
    return not _JOINED_TO_BELIEF.search(cast.text, max(last, start - 24), start)


def _clause_start(cast: Cast, sentence: Sentence, at: int) -> int:
    """The start of the clause whose subject, a thing, ends at `at`."""
    first = sentence.start
    front = _FRONT.match(cast.text, first, at)
    if front and not _is_time(cast.text, first) and not _OPENS_WITH_ARTICLE.match(cast.text, first):
        first = front.end()
    if _VERB_BEFORE_AND.search(cast.text, first, at):
        return at
    breaks = (match.end() for match in _CLAUSE_BREAK.finditer(cast.text, first, at))
    return next((start for start in breaks if at - start > 3 and "," not in cast.text[start:at]), first)


def _is_time(text: str, at: int) -> bool:
    return bool(patterns("structure", "front").match(text[at:at + 40]))


def _front(cast: Cast, sentence: Sentence, first: int) -> tuple[int, int] | None:
    """The place of what stands before the subject in the sentence, if it is one fronted phrase."""
    if first - sentence.start < 3 or first - sentence.start > 200:
        return None
    between = cast.text[sentence.start:first]
    if _FINITE_WORD.search(between):
        return None
    return (sentence.start, first) if _is_time(between, 0) or between.rstrip().endswith(",") else None


def _is_free(cast: Cast, sentence: Sentence, new: Predicate, last: Predicate | None) -> bool:
    """Whether the cue opens a predicate of its own and is no part of the action before it."""
    if not _in_place(cast, sentence, new):
        return False
    if last is None or new.cue.only == "headline":
        return last is None
    between = cast.text[last.action:new.start]
    if new.subject is None or new.cue.subject == "any":
        return bool(_BOUNDARY.search(between + " "))
    is_own = new.start < new.cue_start and new.start > last.action
    if is_own:
        return bool(_NEW_CLAUSE.search(between))
    return new.cue.takes not in ANYWHERE or last.cue.takes in ANYWHERE or cast.text[new.cue_start:].split(None, 1)[0].endswith(("s", "ed"))


def _in_place(cast: Cast, sentence: Sentence, new: Predicate) -> bool:
    """Whether the predicate stands where alone its cue counts."""
    match new.cue.only:
        case "":
            return True
        case "headline":
            subject = new.subject
            return subject is not None and subject.start == sentence.start and new.cue_start - subject.end == 1
        case "list heading":
            return False
        case "partner":
            return cast.names_party(new.cue_start, new.action)
        case "the two":
            subject = new.subject
            return subject is not None and bool(patterns("structure", "the two").match(cast.text, subject.start, subject.end))
        case "lead-in":
            return bool(_LIST_FOLLOWS.match(cast.text, new.action, sentence.end))
        case "reported":
            return bool(patterns("structure", "reported").search(cast.text, sentence.start, new.cue_start))
        case "coordinated":
            return bool(_COORDINATED.search(cast.text, max(sentence.start, new.cue_start - 24), new.cue_start))
    raise ValueError(f"cues.toml, {new.cue.name!r}: nothing reads only = {new.cue.only!r}")


def _inner(cast: Cast, predicate: Predicate, sentence: Sentence) -> Predicate | None:
    """The predicate with its actions after the modal of its that-clause; None when the clause states something else."""
    stop = cast.text.find(";", predicate.action, sentence.end)
    stop = min(predicate.action + 240, stop if stop > 0 else sentence.end)
    modal = patterns("structure", "modal").search(cast.text, predicate.action, stop)
    return replace(predicate, action=modal.end()) if modal else None


def _with_ends(cast: Cast, sentence: Sentence, found: list[Predicate]) -> list[Predicate]:
    ended = []
    for predicate, following in zip(found, [*found[1:], None], strict=False):
        stop = sentence.end
        if following and following.start > predicate.action:
            stop = following.start - len(_JOINT_BEFORE_NEXT.search(cast.text[predicate.action:following.start]).group())
        ended.append(replace(predicate, end=_before_result(cast, predicate, end_of(cast, predicate.action, stop))))
    if sentence.text.endswith(":") or found and not cast.text[found[-1].action:sentence.end].strip():
        return ended
    return [predicate for predicate in ended if predicate.end > predicate.action or predicate.cue.takes in ("passive", "list")]


def _before_result(cast: Cast, predicate: Predicate, stop: int) -> int:
    """`stop`, or the place before a participle that says what comes of the action: "continue the initiative, increasing its budget"."""
    result = _RESULT.search(cast.masked, predicate.action, stop) if predicate.cue.takes in ("verb", "passive", "that") else None
    return result.start() if result and " in " not in cast.text[predicate.action:result.start()][-12:] else stop


def end_of(cast: Cast, start: int, stop: int) -> int:
    """The end of the predicate's actions: before results, purposes, and predicates of another sort."""
    asides = [match.span() for match in _ASIDE_IN_DASHES.finditer(cast.masked, start, stop)]
    for table in ("ending", "finite"):
        for match in patterns("vetoes", table).finditer(cast.masked, start, stop):
            begun = cast.text.rfind(" ", start, match.start()) + 1
            if not any(low <= match.start() < high for low, high in asides) and not _NAMES_IN_DASH.match(cast.text, begun):
                stop = match.start()
                break
    for mark in _AFTER_SEMICOLON.finditer(cast.masked, start, stop):
        if opens_clause(cast, mark.end(), stop):
            stop = mark.start()
            break
    return trimmed(cast.text, start, stop)


def opens_clause(cast: Cast, at: int, stop: int) -> bool:
    """Whether a clause of its own follows a semicolon, and not one more verb or item: "...; 28,400 tons passed through the hub"."""
    joint = _JOINT_AFTER.match(cast.masked, at, stop)
    at = joint.end() if joint else at
    if verb_at(cast.masked, at, stop, after_to=True) or gerund_at(cast.masked, at, stop):
        return False
    return bool(_STATES_FACT.match(cast.masked, at, stop)) and not _LABEL.match(cast.text[at:at + 6])


def trimmed(text: str, start: int, stop: int) -> int:
    """`stop` moved before closing punctuation, quotation marks without a partner, and joining words."""
    piece, before = text[start:stop].rstrip(_CLOSING), None
    while piece != before:
        before = piece
        piece = piece[:match.start()].rstrip(_CLOSING) if (match := _JOINING.search(piece, max(0, len(piece) - 8))) else piece
        if piece.endswith(("”", '"', "’")) and _unpaired(piece):
            piece = piece[:-1].rstrip(_CLOSING)
    has_bracket = text[start + len(piece):start + len(piece) + 1] == ")" and piece.count("(") > piece.count(")")
    return start + len(piece) + has_bracket


def _unpaired(piece: str) -> bool:
    return piece.count("”") > piece.count("“") if piece.endswith("”") else piece.count('"') % 2 == 1
