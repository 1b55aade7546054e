"""Whether two mentions undertake the same thing.

Wording misleads here: different commitments share more formula than restatements do. So slot is held against slot
(extract/slots.py): parties, kind, number, places, names, edition, direction of trade, and the words that are left. Slots that
contradict each other keep two mentions apart, whatever their words. Sure links are made; likely ones are proposed to a person.
"""
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain

from extract.slots import EVENT, WORD, Subject, stem

SURE, LIKELY = "sure", "likely"

SHARE = 0.6             # of the words of both that likely mean one thing
NUMBER_SHARE = 0.5      # of the shorter one's words, where the numbers agree
MANY_WORDS, FEW_WORDS = 3, 2
TITLE_WORDS = 3
COOPERATION = "cooperation"


def relation(a: Subject, b: Subject) -> str | None:
    """SURE, LIKELY, or None where the two are kept apart; the same whichever comes first."""
    if _contradict(a, b):
        return None
    if a.number and b.number:
        return _numbers_relation(a, b)
    if a.parties == b.parties and a.number == b.number and _is_told(a) and _same_slots(a, b):
        return SURE
    return LIKELY if _likely_same_object(a, b) else None


def is_same(a: Subject, b: Subject) -> bool:
    """Sure: nothing contradicts, and the number's indicator or everything that is left of the words is the same."""
    return relation(a, b) == SURE


def is_likely(a: Subject, b: Subject) -> bool:
    """Likely or sure: nothing contradicts, and concept, name, number or most of the words is the same."""
    return relation(a, b) is not None


def changes_number(a: Subject, b: Subject) -> bool:
    """Whether they name unlike numbers, or only one of them a number."""
    return a.number != b.number


def _contradict(a: Subject, b: Subject) -> bool:
    one, other = a.parts, b.parts
    parties = a.parties | b.parties
    return (
        not _nested(a.parties, b.parties)
        or (a.kind == EVENT) != (b.kind == EVENT) and bool(a.kind and b.kind)
        or not _nested(one.states - parties, other.states - parties)
        or not _nested(one.places, other.places)
        or not _nested(one.hosts, other.hosts)
        or not _nested(one.editions, other.editions)
        or _flow_apart(one.flow, other.flow)
        or _differ_in_year(a, b)
        or bool(_unmatched(one.names, other.names) and _unmatched(other.names, one.names))
        or a.kind == EVENT and bool(_unmatched(one.persons, other.persons) and _unmatched(other.persons, one.persons))
    )


def _flow_apart(one: str, other: str) -> bool:
    """Whether goods go another way; a bare "export" may be of either side."""
    return bool(one and other) and one != other and one.startswith("from") == other.startswith("from")


def _differ_in_year(a: Subject, b: Subject) -> bool:
    """Of a series of events the year names one, unless they are counted; of a plan or a report, the years that are no deadline."""
    if EVENT in (a.kind, b.kind):
        return bool(a.year and b.year) and a.year != b.year and not a.parts.editions & b.parts.editions
    return not _nested(a.parts.years - {a.year}, b.parts.years - {b.year})


def _nested(a: frozenset, b: frozenset) -> bool:
    """Whether one says no more than the other, or nothing."""
    return a <= b or b <= a


def _unmatched(names: frozenset[frozenset[str]], others: frozenset[frozenset[str]]) -> bool:
    """Whether a name is left that no other is, in full or in part."""
    return any(not any(_nested(name, other) for other in others) for name in names)


def _numbers_relation(a: Subject, b: Subject) -> str | None:
    if a.number[2] != b.number[2] or a.indicator and b.indicator and a.indicator != b.indicator:
        return None
    is_known = a.indicator is not None and a.indicator == b.indicator
    if a.number == b.number:
        if is_known and a.parties == b.parties:
            return SURE
        return LIKELY if is_known or _overlap(a, b) > NUMBER_SHARE else None
    if a.source == b.source:   # two steps of one aim, which one document names side by side
        return None
    if is_known and a.parties == b.parties and _same_slots(a, b):
        return SURE
    return LIKELY if is_known and _overlap(a, b) > NUMBER_SHARE or _likely_same_object(a, b) else None


def _overlap(a: Subject, b: Subject) -> float:
    """The shared words as a part of the fewer; where one mention names no object, it may be the other's."""
    fewer = min(len(a.words), len(b.words))
    return len(a.words & b.words) / fewer if fewer else 1.0


def _same_slots(a: Subject, b: Subject) -> bool:
    one, other = a.parts, b.parts
    return (
        (one.words, one.places, one.hosts) == (other.words, other.places, other.hosts)
        and (one.editions, one.flow) == (other.editions, other.flow)
        and _nested(one.states, other.states)
        and (a.number is not None or one.numbers == other.numbers)
        and (a.kind != EVENT or a.year == b.year or not (a.year and b.year))
    )


def _is_told(a: Subject) -> bool:
    """Whether enough is left beside the formulas to know the thing by; a word or two of cooperation name a field, no thing."""
    return bool(a.concepts) or len(a.words) >= (MANY_WORDS if a.kind == COOPERATION else FEW_WORDS)


def _likely_same_object(a: Subject, b: Subject) -> bool:
    if a.concepts & b.concepts:
        return True
    if len(a.parties ^ b.parties) and min(len(a.parties), len(b.parties)) > 1:   # a group and a few of it: other papers
        return False
    if a.parts.titles & b.parts.titles or any(len(name) >= TITLE_WORDS for name in a.parts.names & b.parts.names):
        return True
    shared, either = len(a.words & b.words), len(a.words | b.words)
    if a.source == b.source:   # a text seldom says a thing twice; like words in it are mostly a list of different things
        return shared >= MANY_WORDS and shared >= SHARE * either
    if a.words == b.words:
        return bool(shared or a.parts.names and a.parts.names == b.parts.names)
    is_part = shared >= MANY_WORDS and _nested(a.words, b.words) and COOPERATION not in (a.kind, b.kind)
    return is_part or shared >= FEW_WORDS and shared >= SHARE * either


def sure_key(a: Subject) -> Hashable:
    """What two mentions share when one surely repeats the other."""
    return a.indicator if a.number and a.indicator else a.words


def likely_pairs(subjects: Sequence[Subject]) -> Iterator[tuple[int, int]]:
    """Every pair (later, earlier) of places in the list where one likely repeats the other."""
    indexes: dict[frozenset[str], dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, later in enumerate(subjects):
        near = {i for parties, index in indexes.items() if _nested(parties, later.parties) for i in _near(later, index)}
        yield from ((at, i) for i in sorted(near) if is_likely(subjects[i], later))
        for key in later.words | _strong_keys(later):
            indexes[later.parties][key].append(at)


def _near(a: Subject, index: Mapping[Hashable, list[int]]) -> set[int]:
    """The places of those that share two words, the only word, or what is as good as two: none else can be likely."""
    shared = Counter(chain.from_iterable(index.get(word, ()) for word in a.words))
    enough = min(FEW_WORDS, len(a.words))
    return {i for i, count in shared.items() if count >= enough} | {i for key in _strong_keys(a) for i in index.get(key, ())}


def _strong_keys(a: Subject) -> set[Hashable]:
    return {*(("concept", name) for name in a.concepts), *a.parts.names, *([a.number, a.indicator] if a.number else [])} - {None}


def reports_on(progress: Subject, commitment: Subject) -> bool:
    """Sure: a progress report names the very concept that the commitment names, a party of it, and no state that is not its own."""
    parties, one, other = progress.parties | commitment.parties, progress.parts, commitment.parts
    is_of_both = progress.parties & commitment.parties and one.concepts & other.concepts
    return bool(is_of_both) and _nested(one.states - parties, other.states - parties)


def names_project(quote: str, what: str, title: str) -> bool:
    """Sure: a report uses every word of a project's title."""
    said = {stem(word) for word in WORD.findall(f"{quote} {what}".lower().replace("-", " ").replace("–", " "))}
    named = {stem(word) for word in WORD.findall(title.lower().replace("-", " ").replace("–", " "))}
    return len(named) >= TITLE_WORDS and named <= said
