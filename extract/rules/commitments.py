"""Commitments: what named actors undertake, propose, or ask of each other, one row an action."""
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.findings import Commitment, Deadline, Document
from extract.lexicon import patterns, words
from extract.rules import actions as acting
from extract.rules.actions import Action, actions_of
from extract.rules.actors import Cast
from extract.rules.cues import Cue, cue_book, cues
from extract.rules.dates import find_dates
from extract.rules.deadlines import deadline_in
from extract.rules.goals import counted_in, indicator_of
from extract.rules.kinds import TARGET, kind_of, quantity_in
from extract.rules.phrases import one_of
from extract.rules.predicates import Predicate, end_of, is_impersonal, predicates_of, trimmed
from extract.rules.sectors import sectors_of
from extract.rules.segments import FURNITURE, HEADING, ITEM, Block, Sentence
from extract.rules.subjects import ASSUMED, Subject
from extract.rules.verb_forms import base_of


@dataclass(frozen=True)
class _Header:
    """A lead-in that undertakes what its list names; without a predicate it names only who does ("we:")."""

    sentence: Sentence
    predicate: Predicate | None
    deadline: Deadline
    subject: Subject | None = None


class _Reader:
    """One document read sentence by sentence, with what one sentence hands on to the next."""

    def __init__(self, document: Document, readings: Mapping[tuple[int, int], str]):
        self.document = document
        self.text = document.text
        self.cast = Cast(document, readings)
        self.headers: dict[int, _Header] = {}
        self.last: Predicate | None = None
        self.subject: Subject | None = None
        self.counted: str | None = None

    def read(self, block: Block) -> Iterator[Commitment]:
        header = self.headers.get(block.lead_in.start) if block.lead_in else None
        for number, sentence in enumerate(block.sentences):
            found = list(self._sentence(sentence, block, header))
            if not found and number == 0 and header and header.predicate:
                found = list(self._item(sentence, block, header))
            if not found and number == 0 and not header and block.kind == ITEM:
                found = list(self._bare_item(sentence, block))
            yield from found

    def note_heading(self, block: Block) -> None:
        """A heading may undertake what its list names ("ANNOUNCEMENTS"), and says whom "it" means below ("What will the EU do?")."""
        for sentence in block.sentences:
            named = [party for party in self.cast.states_in(sentence.start, sentence.end) if party in self.document.parties]
            if len(named) == 1:
                self.subject = Subject(sentence.start, sentence.start, tuple(named))
            found = next((cue for cue in map(_named_cue, cue_book().find(self.text, sentence.start, sentence.end)) if cue.only == "list heading"), None)
            if found:
                predicate = Predicate(found, sentence.start, sentence.start, sentence.end, sentence.end, None, said=sentence.text)
                self.headers[sentence.start] = _Header(sentence, predicate, Deadline())

    def _sentence(self, sentence: Sentence, block: Block, header: _Header | None) -> Iterator[Commitment]:
        yield from self._rows_of(sentence, block, header)
        self.counted = counted_in(self.text, sentence.start, sentence.end) or self.counted

    def _rows_of(self, sentence: Sentence, block: Block, header: _Header | None) -> Iterator[Commitment]:
        predicates, subjects = predicates_of(self.cast, sentence, block, self.subject, header.subject if header else None)
        self.subject = subjects[0] if subjects else None
        if sentence.text.rstrip().endswith((":", " to", " that", " by", " will", " shall")) and (predicates or subjects):
            self._note_header(sentence, predicates, subjects)
            return
        for predicate in predicates:
            if self._is_past(predicate, sentence):
                continue
            actions = list(self._actions(predicate, sentence))
            if actions and predicate.cue.subject != "before":
                self.last = predicate
            for number, action in enumerate(actions):
                yield self._row(predicate, action, number == 0, block, header)

    def _note_header(self, sentence: Sentence, predicates: list[Predicate], subjects: list[Subject]) -> None:
        deadline = deadline_in(self.text, [(sentence.start, sentence.end)], self.document.date)
        if predicates:
            self.headers[sentence.start] = _Header(sentence, predicates[-1], deadline)
        elif _ONLY_WHO.match(self.text, subjects[-1].end, sentence.end):
            self.headers[sentence.start] = _Header(sentence, None, deadline, subjects[-1])

    def _is_past(self, predicate: Predicate, sentence: Sentence) -> bool:
        """Whether a time at the head of the sentence lies behind the document: what was undertaken then is history."""
        today = self.document.date
        if not today:
            return False
        for mention in find_dates(self.text, sentence.start, min(predicate.cue_start, sentence.start + 60), today):
            last = mention.value and mention.value.split("/")[-1]
            if last and mention.start - sentence.start < 12 and last[:4] < today[:4]:
                return True
        return False

    def _actions(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        found = _READERS[predicate.cue.takes](self, predicate, sentence)
        return [action for action in found if self._counts(predicate, action)]

    def _counts(self, predicate: Predicate, action: Action) -> bool:
        said = self.text[max(action.at, action.start):action.end]
        if patterns("vetoes", "action").match(said):
            return False
        if predicate.cue.takes in ("any", "noun") and patterns("vetoes", "object").match(said):
            return False
        if patterns("vetoes", "third").search(self.text, predicate.start, action.end):
            return False
        if predicate.cue.name in ("commit money", "announce money") and _SINCE.search(said):
            return False
        if predicate.cue.takes == "self" and patterns("vetoes", "supported").match(self.text, predicate.cue_start):
            return False
        if predicate.subject and not predicate.subject.is_office and _tool_verb().match(said):
            return False
        return action.start < action.end

    def verbs(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        at = acting.past_blanks(self.text, predicate.action, predicate.end)
        done = _BE_DONE.match(self.text, at, predicate.end)
        if predicate.subject is None and predicate.cue.subject == "actor" and not is_impersonal(self.text, predicate.cue_start):
            reached = self._number_to_reach(predicate, at)
            is_deed = done and not reached and predicate.cue.name in ("going to", "is to") and base_of(done.group(1))
            return [Action(predicate.start, predicate.end, predicate.start, base_of(done.group(1)))] if is_deed else reached
        if done and predicate.cue.subject == "any":
            return [Action(predicate.start, predicate.end, predicate.start, _base_of(done.group(1)))]
        if not acting.opens_with_verb(self.cast.masked, at, predicate.end) or _BEING.match(self.text, at, predicate.end):
            return []
        return actions_of(self.cast.masked, at, predicate.end, acting.BASE)

    def _number_to_reach(self, predicate: Predicate, at: int) -> list[Action]:
        """A thing as the subject of a sum, share or capacity still to be reached."""
        verb = patterns("structure", "reach").match(self.text[at:predicate.end])
        return [Action(at, predicate.end, at, "reach")] if verb and quantity_in(self.text, at, predicate.end) else []

    def clause(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        at = predicate.action
        if self.text.startswith("be ", at):
            done = _BE_DONE.match(self.text, at, predicate.end)
            return [Action(at, predicate.end, at, _base_of(done.group(1)))] if done else []
        if self.text.startswith("take place", at):
            return [Action(at, predicate.end, predicate.cue_start, "hold")]
        return actions_of(self.cast.masked, at, predicate.end, acting.BASE) if acting.verb_at(self.cast.masked, at, predicate.end) else []

    def subjunctive(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        """A clause whose verb stands bare after its subject: "that the text be signed", "that the two sides draw up a plan"."""
        at = acting.past_blanks(self.text, predicate.action, predicate.end)
        be = _BE_PARTICIPLE.search(self.text, at, predicate.end)
        bare = next((found for word in _WORD_AFTER.finditer(self.text, at, min(predicate.end, at + 160))
                     if (found := acting.verb_at(self.cast.masked, word.end(), predicate.end)) and found[0] == word.end()), None)
        modal = patterns("structure", "modal").search(self.text, at, predicate.end)
        if be and not (bare and bare[0] < be.start()):
            return [Action(at, predicate.end, at, _base_of(be.group(1)))]
        if modal and not (bare and bare[0] < modal.start()):
            return [Action(at, predicate.end, modal.end(), (acting.verb_at(self.cast.masked, modal.end(), predicate.end, True) or (0, ""))[1])]
        return [Action(at, predicate.end, *bare)] if bare else []

    def gerunds(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        at = acting.past_blanks(self.text, predicate.action, predicate.end)
        if acting.gerund_at(self.cast.masked, at, predicate.end) is None:
            return []
        return actions_of(self.cast.masked, at, predicate.end, acting.GERUND)

    def nouns(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        at = acting.past_blanks(self.text, predicate.action, predicate.end)
        if predicate.cue.needs == "number" and not quantity_in(self.text, predicate.cue_start, predicate.end):
            return []
        gerunds = self.gerunds(predicate, sentence)
        if gerunds:
            return gerunds
        if predicate.cue.needs == "number":
            return [Action(at, predicate.end, at, "purchase")]
        if predicate.cue.needs == "action noun" and not acting.noun_at(self.cast.masked, at, predicate.end):
            event = _EVENT.search(self.text, at, min(predicate.end, at + 80))
            return [Action(at, predicate.end, at, "hold")] if event else []
        found = actions_of(self.cast.masked, at, predicate.end, acting.NOUN)
        last_word = self.text[predicate.cue_start:predicate.action].split()[-1]
        return [replace(found[0], verb=found[0].verb or acting.base_of_gerund(last_word) or ""), *found[1:]]

    def any_form(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        if predicate.cue.needs == "goal number" and not quantity_in(self.text, predicate.action, predicate.end):
            return []
        at = acting.past_blanks(self.text, predicate.action, predicate.end)
        if acting.verb_at(self.cast.masked, at, predicate.end):
            return actions_of(self.cast.masked, at, predicate.end, acting.BASE)
        return self.nouns(predicate, sentence)

    def self_verb(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        at = predicate.cue_start
        found = actions_of(self.cast.masked, at, predicate.end, acting.BASE)
        inner = acting.verb_at(self.cast.masked, acting.past_blanks(self.text, predicate.action, predicate.end), predicate.end)
        if self.text[at:predicate.action].endswith("to") and inner:
            return [replace(found[0], at=inner[0], verb=inner[1]), *found[1:]]
        is_visit = re.search(r"\bvisit\b", self.text[at:found[0].end])
        verb = "visit" if is_visit else self.text[at:predicate.action].split()[0].lower()
        return [replace(found[0], verb=verb), *found[1:]]

    def events(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        at = acting.past_blanks(self.text, predicate.action, predicate.end)
        parts = re.compile(r",?\s+and\s+(?=(?:the\s+)?(?:holding|hosting|convening)\b)")
        starts, stops = [at], []
        for match in parts.finditer(self.text, at, predicate.end):
            stops.append(match.start())
            starts.append(match.end())
        spans = zip(starts, [*stops, predicate.end], strict=True)
        return [Action(start, end, start, "hold") for start, end in spans if self._is_to_come(start, end)]

    def _is_to_come(self, start: int, end: int) -> bool:
        phrase = self.text[start:end]
        if not _EVENT.search(phrase) or patterns("structure", "happened").match(phrase):
            return False
        if patterns("structure", "to come").search(phrase):
            return True
        return deadline_in(self.text, [(start, end)], self.document.date).kind != "none"

    def passive(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        stop = trimmed(self.text, predicate.start, predicate.cue_start)
        thing = self.text[predicate.start:stop]
        if not thing or _PRONOUN.match(thing) or patterns("vetoes", "passive").match(thing):
            return []
        verb = _base_of(self.text[predicate.cue_start:predicate.action].split()[-1])
        end = max(predicate.end, predicate.action)
        joint = _TWO_THINGS.search(thing)
        if joint and predicate.cue.name == "has been proposed":
            middle, second = predicate.start + joint.start(), predicate.start + joint.end()
            return [Action(predicate.start, middle, predicate.start, "establish"), Action(second, end, second, "establish")]
        return [Action(predicate.start, end, predicate.start, verb)]

    def listed(self, predicate: Predicate, sentence: Sentence) -> list[Action]:
        return acting.nouns_listed(self.cast.masked, predicate.action, trimmed(self.text, predicate.action, sentence.end))

    def _item(self, sentence: Sentence, block: Block, header: _Header) -> Iterator[Commitment]:
        """A row of a list under a lead-in: a bare verb, or whatever a bullet names."""
        end = end_of(self.cast, sentence.start, sentence.end)
        at = self._verb_of_item(sentence.start, end)
        if at is not None:
            form = acting.BASE if acting.verb_at(self.cast.masked, at, end) else acting.GERUND
            found = actions_of(self.cast.masked, at, end, form)
        elif block.kind == ITEM and not _FINITE.match(self.text[sentence.start:end]):
            found = [Action(sentence.start, end, sentence.start, "")]
        else:
            return
        predicate = replace(header.predicate, start=found[0].start, action=found[0].start, end=end)
        for action in found:
            if self._counts(predicate, action):
                yield self._row(predicate, action, False, block, header)

    def _bare_item(self, sentence: Sentence, block: Block) -> Iterator[Commitment]:
        """An item of a list of outcomes that is no sentence: "To establish a vocational training centre"."""
        end = trimmed(self.text, sentence.start, sentence.end)
        to = re.compile(r"To\s").match(self.text, sentence.start, end)
        if to is None or acting.verb_at(self.cast.masked, to.end(), end, after_to=True) is None or re.search(r",\s(?:the|we|it|both)\b", sentence.text):
            return
        found = actions_of(self.cast.masked, to.end(), end, acting.BASE)
        predicate = Predicate(cues()["headline"], sentence.start, sentence.start, to.end(), end, None, said="To")
        for number, action in enumerate(found):
            if self._counts(predicate, action):
                yield self._row(predicate, action, number == 0, block, None)

    def _verb_of_item(self, start: int, end: int) -> int | None:
        """Where the item's verb begins: after "to", and a fronted phrase let by: "Guided by the principles of A and B, strengthen trust"."""
        to = re.compile(r"(?:[Tt]o|that)\s+").match(self.text, start, end)
        if to and self.text[start:start + 2].lower() == "to":
            return to.end() if acting.verb_at(self.cast.masked, to.end(), end, after_to=True) else None
        if to:
            modal = patterns("structure", "modal").search(self.text, start, end)
            return modal.end() if modal and acting.verb_at(self.cast.masked, modal.end(), end, after_to=True) else None
        reads = (acting.verb_at, acting.gerund_at)
        if any(read(self.cast.masked, start, end) for read in reads):
            return start
        if not re.match(r"(?:Guided|Based|In|With|Recogni[sz]ing|To|For|Within|Acting|Taking|On|As)\b", self.text[start:start + 14]):
            return None
        places = (match.end() for match in re.compile(r",\s+").finditer(self.text, start, end))
        return next((at for at in places if acting.verb_at(self.cast.masked, at, end)), None)

    def _row(self, predicate: Predicate, action: Action, is_first: bool, block: Block, header: _Header | None) -> Commitment:
        start = predicate.start if is_first else action.start
        end = trimmed(self.text, start, action.end)
        number = quantity_in(self.text, action.at, end)
        if number is None and predicate.subject is None:
            number = quantity_in(self.text, min(start, action.start), end)
        spans = [(start, end)] + ([predicate.front] if predicate.front else [])
        if predicate.cue.takes == "list":
            spans.append((predicate.start, predicate.action))
        deadline = deadline_in(self.text, spans, self.document.date)
        if deadline.kind == "none" and header and not _REFERS_BACK.search(self.text[max(0, predicate.start - 120):end]):
            deadline = header.deadline
        kind, quantity = kind_of(self.text, action, number, deadline)
        quote = self.text[start:end]
        subject = "" if predicate.subject else self.text[predicate.start:predicate.cue_start]
        indicator = indicator_of(self.text, action.at, end, subject, number, self.counted) if kind == TARGET and number else None
        return Commitment(
            start, end, quote, kind, self._strength(predicate.cue, action, is_first), self._parties(predicate, action, block), predicate.said,
            quantity, deadline, sectors_of(quote), indicator, self._flags(predicate, start, end), predicate.cue.name)

    def _strength(self, cue: Cue, action: Action, is_first: bool) -> str:
        if cue.name == "this includes doing" and self.last:
            return self.last.cue.strength
        return "intent" if cue.name == "will" and is_first and action.verb in words("verbs", "softener") else cue.strength

    def _means_own(self, predicate: Predicate, action: Action) -> bool:
        """Whether "we" in a speech is the speaker's state: it gives something, or does it for its partners, and not together."""
        if patterns("structure", "own partners").search(self.text, predicate.start, predicate.end):
            return True
        return action.verb in words("verbs", "giving") and not patterns("structure", "together").search(self.text, predicate.start, action.end)

    def _parties(self, predicate: Predicate, action: Action, block: Block) -> tuple[str, ...]:
        if predicate.cue.name == "this includes doing" and self.last and self.last.subject:
            return self.last.subject.parties
        if predicate.subject and predicate.subject.is_we and self._means_own(predicate, action):
            return self.cast.speaks_for(block) or predicate.subject.parties
        return predicate.subject.parties if predicate.subject else self.document.parties

    def _flags(self, predicate: Predicate, start: int, end: int) -> tuple[str, ...]:
        own = predicate.subject.flags if predicate.subject else ()
        doubt = (predicate.cue.flag,) if predicate.cue.flag else ()
        return (*self.cast.flags_in(start, end), *own, *doubt)


_READERS = {
    "verb": _Reader.verbs, "gerund": _Reader.gerunds, "noun": _Reader.nouns, "any": _Reader.any_form, "that": _Reader.clause,
    "self": _Reader.self_verb, "event": _Reader.events, "passive": _Reader.passive, "list": _Reader.listed, "subjunctive": _Reader.subjunctive,
}
_FINITE = re.compile(r"[^;:]{1,120}?\b(?:is|are|was|were|has|have|had|[a-z]{3,}ed (?:the|an?|by|in|\d))\b")
_SINCE = re.compile(r"\b(?:since|so far|to date|over the (?:last|past)|last year|in (?:19|20)\d\d and)\b")
_ONLY_WHO = re.compile(r"\s*(?:,[^,:]{1,60},)?\s*(?:(?:also|therefore|hereby|further|will|shall|both|jointly|today)\s*){0,3}:?\s*$")
_PRONOUN = re.compile(r"(?:it|there|he|she|you|which|this(?!\s(?:volume|figure|number|amount|level|indicator|share)))\b", re.IGNORECASE)
_BEING = re.compile(r"(?:be|have)\b(?!\s+\w+ing\b)")
_BE_PARTICIPLE = re.compile(r"(?<!will )(?<!would )(?<!to )\bbe\s+(?:\w+ly\s+)?(\w+(?:ed|en|held|made|built|set|put|sent))\b")
_WORD_AFTER = re.compile(r"(?<=[\w’'”\"),\ue000-\ue002])\s+(?=[a-z])")
_BE_DONE = re.compile(r"be\s+(?:\w+ly\s+)?(\w+)")
_EVENT = re.compile(rf"\b{one_of((*words('nouns', 'event'), 'holding', 'hosting', 'convening'))}\b", re.IGNORECASE)
_TWO_THINGS = re.compile(r"\s+and\s+(?=(?:an?|the)\s+[\w\s-]{2,60}$|(?:an?|the)\s+(?:[A-Z]|joint|new|regional))")
_REFERS_BACK = re.compile(r"\b(?:aforementioned|after taking|above(?:-mentioned)?|following these)\b", re.IGNORECASE)


def _named_cue(found: tuple[str, int, int]) -> Cue:
    return cues()[found[0]]


def _base_of(participle: str) -> str:
    """The verb of "signed" or "held"; what takes place is held."""
    return base_of(participle.lower()) or ("hold" if participle.lower() in ("place", "for") else "establish")


@cache
def _tool_verb() -> re.Pattern[str]:
    return re.compile(rf"{one_of(words('verbs', 'effect'))}\b", re.IGNORECASE)


def find_commitments(document: Document, blocks: Sequence[Block], readings: Mapping[tuple[int, int], str]) -> list[Commitment]:
    """All commitments of the document, whose `blocks` are those of `segment` and `readings` those of `slips.readings`."""
    reader = _Reader(document, readings)
    rows: list[Commitment] = []
    for block in blocks:
        if block.kind == HEADING:
            reader.note_heading(block)
        elif block.kind != FURNITURE:
            rows += reader.read(block)
    return rows
