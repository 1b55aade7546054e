"""Commitments: what named actors undertake, propose, or ask of each other, one row an action."""
import re
from collections.abc import Iterator, Mapping, Sequence

from extract.findings import Commitment, Deadline, Document
from extract.lexicon import patterns, words
from extract.rules.actions import Action
from extract.rules.actors import Cast
from extract.rules.cues import Cue
from extract.rules.dates import find_dates
from extract.rules.deadlines import deadline_in
from extract.rules.goals import counted_in, indicator_of
from extract.rules.kinds import TARGET, kind_of, quantity_in
from extract.rules.lists import Header, bare_item_of, heading_of, is_open, item_of, lead_in_of
from extract.rules.predicates import Predicate, predicates_of, trimmed
from extract.rules.sectors import sectors_of
from extract.rules.segments import FURNITURE, HEADING, ITEM, Block, Sentence
from extract.rules.speakers import is_outsider, states_heard
from extract.rules.subjects import Subject
from extract.rules.takes import actions_after, counts

SAME_AS_BEFORE = "this includes doing"   # a cue that carries on the undertaking of the sentence before
_REFERS_BACK = re.compile(r"\b(?:aforementioned|after taking|above(?:-mentioned)?|following these)\b", re.IGNORECASE)


def find_commitments(document: Document, blocks: Sequence[Block], readings: Mapping[tuple[int, int], str]) -> list[Commitment]:
    """All commitments of the document, whose `blocks` are those of `segment` and `readings` those of `slips.readings`."""
    reader = _Reader(document, readings)
    reader.cast.heard = states_heard(reader.cast, blocks)
    rows: list[Commitment] = []
    for block in blocks:
        if block.kind == HEADING:
            reader.note_heading(block)
        elif block.kind != FURNITURE:
            rows += reader.read(block)
    return rows


class _Reader:
    """One document read sentence by sentence, with what one sentence hands on to the next."""

    def __init__(self, document: Document, readings: Mapping[tuple[int, int], str]):
        self.document = document
        self.text = document.text
        self.cast = Cast(document, readings)
        self.headers: dict[int, Header] = {}   # by the place of the sentence that opened the list
        self.last: Predicate | None = None
        self.subject: Subject | None = None
        self.counted: str | None = None

    def note_heading(self, block: Block) -> None:
        """A heading may undertake what its list names ("ANNOUNCEMENTS"), and says whom "it" means below ("What will the EU do?")."""
        for sentence in block.sentences:
            named = [party for party in self.cast.states_in(sentence.start, sentence.end) if party in self.document.parties]
            if len(named) == 1:
                self.subject = Subject(sentence.start, sentence.start, tuple(named))
            self._note_header(heading_of(self.cast, sentence))

    def read(self, block: Block) -> Iterator[Commitment]:
        header = self.headers.get(block.lead_in.start) if block.lead_in else None
        for number, sentence in enumerate(block.sentences):
            found = list(self._sentence(sentence, block, header))
            self.counted = counted_in(self.text, sentence.start, sentence.end) or self.counted
            yield from found or (self._item(sentence, block, header) if number == 0 else ())

    def _sentence(self, sentence: Sentence, block: Block, header: Header | None) -> Iterator[Commitment]:
        predicates, subjects = predicates_of(self.cast, sentence, block, self.subject, header.subject if header else None)
        self.subject = subjects[0] if subjects else None
        if is_open(sentence) and (predicates or subjects):
            self._note_header(lead_in_of(self.cast, sentence, predicates, subjects))
            return
        for predicate in predicates:
            if self._is_past(predicate, sentence):
                continue
            actions = actions_after(self.cast, predicate, sentence)
            if actions and predicate.cue.subject != "before":
                self.last = predicate
            if block.speaker and predicate.subject and predicate.subject.parties == self.document.parties and is_outsider(block.speaker):
                continue
            for number, action in enumerate(actions):
                yield self._row(predicate, action, number == 0, block, header)

    def _note_header(self, header: Header | None) -> None:
        if header:
            self.headers[header.sentence.start] = header

    def _item(self, sentence: Sentence, block: Block, header: Header | None) -> Iterator[Commitment]:
        """The rows of an item that is no sentence: of a list that a lead-in opened, or of a list of outcomes."""
        if header:
            item = item_of(self.cast, sentence, block, header) if header.predicate else None
        else:
            item = bare_item_of(self.cast, sentence) if block.kind == ITEM else None
        if item is None:
            return
        predicate, actions = item
        for number, action in enumerate(actions):
            if counts(self.cast, predicate, action):
                yield self._row(predicate, action, number == 0 and header is None, block, header)

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

    def _row(self, predicate: Predicate, action: Action, is_first: bool, block: Block, header: Header | None) -> Commitment:
        start = predicate.start if is_first else action.start
        end = trimmed(self.text, start, action.end)
        quote = self.text[start:end]
        number = quantity_in(self.text, action.at, end)
        if number is None and predicate.subject is None:
            number = quantity_in(self.text, min(start, action.start), end)
        deadline = self._deadline(predicate, start, end, header)
        kind, quantity = kind_of(self.text, action, number, deadline)
        subject = "" if predicate.subject else self.text[predicate.start:predicate.cue_start]
        indicator = indicator_of(self.text, action.at, end, subject, number, self.counted) if kind == TARGET and number else None
        return Commitment(
            start, end, quote, kind, self._strength(predicate.cue, action, is_first), self._parties(predicate, action, block),
            predicate.said, quantity, deadline, sectors_of(quote), indicator,
            self._flags(predicate, start, end), predicate.cue.name)

    def _deadline(self, predicate: Predicate, start: int, end: int, header: Header | None) -> Deadline:
        spans = [(start, end)] + ([predicate.front] if predicate.front else [])
        if predicate.cue.takes == "list":
            spans.append((predicate.start, predicate.action))
        deadline = deadline_in(self.text, spans, self.document.date)
        is_of_list = deadline.kind == "none" and header and not _REFERS_BACK.search(self.text[max(0, predicate.start - 120):end])
        return header.deadline if is_of_list else deadline

    def _strength(self, cue: Cue, action: Action, is_first: bool) -> str:
        if cue.name == SAME_AS_BEFORE and self.last:
            return self.last.cue.strength
        return "intent" if cue.name == "will" and is_first and action.verb in words("verbs", "softener") else cue.strength

    def _parties(self, predicate: Predicate, action: Action, block: Block) -> tuple[str, ...]:
        if predicate.cue.name == SAME_AS_BEFORE and self.last and self.last.subject:
            return self.last.subject.parties
        if predicate.subject and predicate.subject.is_we and self._means_own(predicate, action, block):
            return self.cast.speaks_for(block) or predicate.subject.parties
        return predicate.subject.parties if predicate.subject else self.document.parties

    def _names_the_other(self, predicate: Predicate, action: Action, block: Block) -> bool:
        """Whether the deed names another party and not the speaker's: "we will share with Georgia" is without Georgia."""
        own = set(self.cast.speaks_for(block))
        named = set(self.cast.states_in(predicate.cue_start, action.end)) & set(self.document.parties)
        return bool(own and named) and not named & own

    def _means_own(self, predicate: Predicate, action: Action, block: Block) -> bool:
        """Whether "we" in a speech is the speaker's state: it gives something, or does it for its partners, and not together."""
        if patterns("structure", "own partners").search(self.text, predicate.start, predicate.end):
            return True
        if patterns("structure", "together").search(self.text, predicate.start, action.end):
            return False
        return action.verb in words("verbs", "giving") or self._names_the_other(predicate, action, block)

    def _flags(self, predicate: Predicate, start: int, end: int) -> tuple[str, ...]:
        own = predicate.subject.flags if predicate.subject else ()
        doubt = (predicate.cue.flag,) if predicate.cue.flag else ()
        return (*self.cast.flags_in(start, end), *own, *doubt)
