"""The subjects of a sentence's clauses: who they are, where they stand, and which of them a predicate belongs to."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load, words
from extract.rules.actors import PEOPLE, PERSON, STATE, Cast
from extract.rules.phrases import ADVERB, AUXILIARY, one_of
from extract.rules.segments import Block, Sentence
from monitor.units import currencies

ASSUMED = "party assumed"
LONGEST_TAIL = 140


@dataclass(frozen=True)
class Subject:
    """A subject at its place. `is_office` is false of a body that may only be a tool; `is_we` is true of "we" in a speech."""

    start: int
    end: int
    parties: tuple[str, ...]
    is_office: bool = True
    is_we: bool = False
    flags: tuple[str, ...] = ()


@cache
def _collective() -> re.Pattern[str]:
    said = one_of(words("actors", "collective"))
    return re.compile(rf"(?<![\w-])(?:the\s+|relevant\s+|all\s+)?(?P<words>{said})(?![\w-]|[’'](?!(?:ll|ve|re)\b))", re.IGNORECASE)


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(word for entry in load("actors")["collective"] if entry["name"] == name for word in entry["words"])


# An actor: a body, a state, a person or a capitalised name. Small words, verbs and first words of sentences are no part of a name.
_SMALL = (
    "of|to|and|in|for|with|that|which|is|are|was|were|will|by|on|at|from|as|or|has|have|had|be|been|not|would|should|the|between|under|into"
    "|through|over|about|against|among|during|including|towards?|than|within|across|its|their|our|his|her|via|per|upon|while|when|if|who"
    "|this|these"
)
_FIRST_WORD = (
    r"(?:The(?!\s[A-Z])|What|Which|Who|Whose|How|When|Where|Why"
    r"|This|These|That|In|On|At|It|A|An|For|As|By|To|If|We|I|He|She|They|There|Such|No|Its|Their|Our|Also|But"
    r"|And|However|Today|Yesterday|Now|Then|Here|Finally|First|Second|Third|Moreover|Furthermore|Meanwhile|Upon|Under)\b"
)
_VERB_FORM = r"(?-i:(?!(?!customs\b|affairs\b|sports\b)[a-z]+(?:[^s\W]s|ed)\b))"
_BEFORE_BODY = r"(?:(?:the|their|its|his|her|my|our|both|all|each|an?|other|some|several|\d+|two|three)\s+)?"
_BEFORE_STATE = r"(?:the\s+|the\sgovernments?\sof\s(?:the\s)?)?"
_PART_OF_NAME = rf"[A-Z{STATE}][\w{STATE}&.’'-]*"
_ARTICLE_OF_NAME = (
    rf"(?:[Tt]he\s(?=Kingdom\b|Sultanate\b|Emirate\b)|The\s(?=[A-Z{STATE}][\w{STATE}&.’'-]*(?:\s[A-Z]|-[A-Z])|[A-Z]{{2,}}\b))?"
)


@cache
def _unit() -> re.Pattern[str]:
    """A body with what stands before its head, a state, a person, or a capitalised name."""
    letter = rf"[{STATE}{PEOPLE}{PERSON}\w]"
    # Possessive: a dash could end a word in two ways otherwise, and each would be tried.
    modifier = rf"(?!(?:{_SMALL})\b){_VERB_FORM}{letter}(?:{letter}|[.&’'-])*+"
    heads = one_of((*words("actors", "body"), *words("actors", "company")))
    return re.compile(
        rf"(?P<body>{_BEFORE_BODY}(?:{modifier}[\s–-]){{0,6}}?(?P<head>{heads}))(?![\w’'–-])(?!\s(?:{heads})\b)"
        rf"|(?P<state>{_BEFORE_STATE}{STATE}+(?:\s?[–-]\s?{STATE}+){{0,3}})(?![{STATE}\w’'])(?!\s?[–-])"
        rf"|(?P<person>(?:the\s+)?{PERSON}+)(?![{PERSON}\w’'-])"
        rf"|(?P<name>(?-i:(?!{_FIRST_WORD}){_ARTICLE_OF_NAME}[A-Z{STATE}][\w&.’'-]*(?:\s{_PART_OF_NAME}){{0,4}}))(?![\w{STATE}-])",
        re.IGNORECASE)


_PRONOUN = re.compile(
    r"(?<![\w-])(?:it|he|she|(?:his|her|its)\s(?:country|government))(?![\w-]|[’'](?!ll\b))", re.IGNORECASE)
_POSSESSOR = re.compile(rf"{STATE}+[’']s\s(?:\w+\s){{1,3}}that\s$")   # "Germany's announcement that it"
_SPEAKER = re.compile(r"(?<![\w-])(?:I|(?:our|my)\s(?:country|side|government|republic))(?![\w-]|[’'](?!(?:ll|ve|m)\b))", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|both|we|it|he|she|they|i|our|my|each|either|all)\b", re.IGNORECASE)
_POSSESSIVE_OR_ALL = re.compile(r"(?:Our|Its|Their|His|Her|Each|Neither|Both|All|Some)\s")
_ARTICLE = re.compile(r"^(?:The|the|An?|an?)\s")
_THE = re.compile(r"^(?:The|the)\s")
_JOINT = re.compile(r"\s?,\s(?:and\s)?(?:the\s)?|\s(?:and|or|as\swell\sas|together\swith|along\swith)\s(?:the\s)?|\s?[–-]\s?")
_ENDS_LIST = re.compile(r"\b(?:and|or|well|with)\b|[–-]")
_COMMON_ENDING = re.compile(r"(?:tion|ment|ing|ity|ance|ence|ship|ness|s|ed|ly|re|th|de|er|ay|ow|rk)$")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")

# Where a subject may begin.
_CONJUNCTION = (
    r"\b(?:to\s(?:this|that)\send|for\s(?:this|that)\spurpose|in\sthis\s(?:regard|context)|in\saddition|whereas|although|and|but|that|while"
    r"|whereas|as|if|when|once|because|where|which|whom|so"
    r"|today|therefore|then|said|noted|announced|added|confirmed|stated|stressed|ago|now)\s"
)
_STARTS = re.compile(rf"(?:[,;:(—–“\"]\s?|--\s|{_CONJUNCTION})(?=\S)", re.IGNORECASE)
_DAY_OR_YEAR = r"(?:(?:[\w-]{1,12}\s){0,4}?(?:19|20)\d\d\s|\d{1,2}\s[A-Z][a-z]{2,8}\s|[A-Z][a-z]{2,8}\s\d{1,2},?\s)"
_DATED_FRONT = re.compile(rf"(?:In|By|During|From|Since|On|Until|As\sof)\s{_DAY_OR_YEAR}")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|between|by|for|to|with|from|in|among|on|under|within|against|across|through|than|around|into|like|both|including)\s"
    rf"(?:(?:[a-z-]{{1,20}}|{PEOPLE}+)\s){{0,2}}$", re.IGNORECASE)
_IN_A_PAIR = re.compile(
    rf"\b(?:between|of|among)\s[^,;:]{{1,80}}\sand\s$|\b(?:in|with|from|to|for|by)\s(?:[A-Z][^\s,;:]*|{STATE}+)\sand\s$")

# What follows a subject, or stands between it and its verb.
_VERB_AFTER = re.compile(
    rf"[*†]?(?:,\s[^,;:]{{1,80}},)?\s+(?:{ADVERB}\s+){{0,3}}(?:[a-z]+(?:ed|s)|will|shall|would|should|can|may|are|is|have|has|were|was"
    r"|had|agree|paid|held|spoke|made|met|took|set|undertook)\b(?<!countries)(?<!sides)(?<!as)")
_PLAIN_VERB_AFTER = re.compile(r"\s+(?!(?:of|and|or|in|for|on|at|from|with|to|by|between|as|than|per|who|that|which)\b)[a-z]+")
_PLACE = r"(?:\s(?:of|in|for|at|on)\s[^,;:()]{1,60}(?=,\s))?"
_ASIDE = r"(?:,\s(?:(?:which|who|whose)\s[^;:]{1,220}|(?:[^,;:]|,(?=\d)){1,80}),)?"
_ADVERBS = re.compile(
    rf"(?:[’'](?:(?:ll|ve|re|m)\b)?)?[*†]?(?:\s\([^()]{{1,40}}\))?{_PLACE}\s*{_ASIDE}"
    rf"(?:[\s,]{{1,4}}(?:{ADVERB}|have|has|are|is|then|who|in turn|for (?:its|their|his) part)(?=[\s,])){{0,4}}[\s,]*")
_TAIL = re.compile(r"\s(?:of|from|for|in|at|on|within|under|to|representing)\s[^;:()]*", re.IGNORECASE)
_JOINED_TO_OWN_VERB = re.compile(r"\s(?:\w+ed|is|are|was|were|has|have|held|made|took|met)\s[^,;:]*(?:,|\band)\s*(?:\w+ly\s)?$")
_VERB_WORD = rf"(?:will|shall|would|{AUXILIARY}|can|could|should|may|must|intends?|plans?|expects?|agrees?|proposes?|\w+ed)"
_OF_STATE = re.compile(rf"\s(?:of|from|for)\s(?:(?!{_VERB_WORD}\b)[^\s,;:.]++\s?){{1,9}}")
_WITHIN_RELATIVE = re.compile(r"\s(?:which|that)\s[^,;:]{1,120}\sand\s(?:\w+ly\s)?$")
_JOINED_PREDICATE = re.compile(rf"(?:,|;|\band|\bbut|\bor|\bas\swell\sas|\bthen|\.\s?,)\s+(?:{ADVERB},?\s+){{0,4}}$")


def subjects_of(cast: Cast, sentence: Sentence, block: Block, before: Subject | None) -> list[Subject]:
    """All subjects of the sentence in order; `before` is the last of the sentence before, whom a pronoun may mean."""
    found: list[Subject] = []
    for at in _candidates(cast, sentence):
        if found and at < found[-1].end:
            continue
        subject = _read(cast, sentence, block, at, next((known for known in reversed(found) if _may_be_meant(cast, known)), before))
        if subject:
            found.append(subject)
    return found


def _may_be_meant(cast: Cast, subject: Subject) -> bool:
    """Whether a pronoun further on may mean this subject: one party, or parties of the document."""
    return len(subject.parties) == 1 or set(subject.parties) <= set(cast.parties)


def _candidates(cast: Cast, sentence: Sentence) -> list[int]:
    """Where a subject may begin: at the sentence, after a boundary, and wherever a collective or a pronoun stands free."""
    low, high = sentence.start, sentence.end
    dated = _DATED_FRONT.match(cast.text, low, high)
    places = {low, *([dated.end()] if dated else [])} | {match.end() for match in _STARTS.finditer(cast.masked, low, high)}
    places |= {match.start() for match in _SPEAKER.finditer(cast.text, low, high)}
    for pattern in (_collective(), _PRONOUN):
        places |= {match.start() for match in pattern.finditer(cast.text, low, high) if _stands_free(cast, low, match)}
    return sorted(places)


def _stands_free(cast: Cast, low: int, match: re.Match[str]) -> bool:
    """Whether the words mean the parties inside a clause: no bare plural ("countries"), and no object of a preposition."""
    said = match.group().lower()
    if not _DEFINITE.match(said):
        return False
    return said in ("we", "they") or not _AFTER_PREPOSITION.search(cast.masked[max(low, match.start() - 60):match.start()])


def _read(cast: Cast, sentence: Sentence, block: Block, at: int, last: Subject | None) -> Subject | None:
    if _IN_A_PAIR.search(cast.masked, max(sentence.start, at - 100), at):
        return None
    units = list(_units(cast, sentence, block, at, last))
    if not units:
        return None
    parties = tuple(dict.fromkeys(party for unit in units for party in unit.parties))
    flags = tuple(dict.fromkeys(flag for unit in units for flag in unit.flags))
    return Subject(units[0].start, units[-1].end, parties, all(unit.is_office for unit in units), any(unit.is_we for unit in units), flags)


def _units(cast: Cast, sentence: Sentence, block: Block, at: int, last: Subject | None) -> Iterator[Subject]:
    """One actor, and those that a list joins to it."""
    unit = _one(cast, sentence, block, at, last)
    found, joints = [], ""
    while unit:
        found.append(unit)
        joint = _JOINT.match(cast.masked, unit.end, sentence.end)
        unit = _one(cast, sentence, block, joint.end(), None) if joint else None
        joints += joint.group() if joint and unit else ""
    yield from found if len(found) < 2 or _ENDS_LIST.search(joints) else found[-1:]


def _one(cast: Cast, sentence: Sentence, block: Block, at: int, last: Subject | None) -> Subject | None:
    collective = _collective().match(cast.text, at, sentence.end)
    if collective and collective["words"].lower() in words("actors", "quantifier"):
        body = _unit().match(cast.masked, at, sentence.end)
        collective = None if body and body["body"] else collective
    if collective:
        return _collective_subject(cast, sentence, block, collective, last)
    spoken = _SPEAKER.match(cast.text, at, sentence.end)
    if spoken:
        parties = cast.speaks_for(block)
        return Subject(at, spoken.end(), parties or cast.parties, flags=() if parties else (ASSUMED,))
    pronoun = _PRONOUN.match(cast.text, at, sentence.end)
    if pronoun:
        owner = _POSSESSOR.search(cast.masked, max(sentence.start, at - 80), at)
        if owner:
            return Subject(at, pronoun.end(), cast.states_in(owner.start(), owner.end()))
        return _meant(cast, at, pronoun.end(), last) if last else None
    match = _unit().match(cast.masked, at, sentence.end)
    return _named_subject(cast, sentence, match, last) if match else None


def _meant(cast: Cast, start: int, end: int, last: Subject) -> Subject | None:
    """Whom "it" or "he" means: the one party that was the subject before."""
    return Subject(start, end, last.parties, last.is_office) if len(last.parties) == 1 else None


def _collective_subject(cast: Cast, sentence: Sentence, block: Block, match: re.Match[str], last: Subject | None) -> Subject | None:
    said = " ".join(match["words"].lower().split())
    if said == "they":
        return Subject(match.start(), match.end(), last.parties if last and len(last.parties) > 1 else cast.parties)
    tail = _tail_end(cast, match.end(), sentence.end)
    named = cast.states_in(match.end(), tail)
    if said not in _words_of("we") and named:
        return Subject(match.start(), match.end(), named)
    is_two = said in _words_of("the two sides")
    parties = cast.pair_near(sentence.start, sentence.end, block) if is_two else cast.parties
    return Subject(match.start(), match.end(), parties, is_we=said == "we")


def _tail_end(cast: Cast, at: int, end: int) -> int:
    """The end of "of the Republic of X" after a head."""
    tail = _OF_STATE.match(cast.text, at, end)
    return tail.end() if tail else at


def _named_subject(cast: Cast, sentence: Sentence, match: re.Match[str], last: Subject | None) -> Subject | None:
    start, end = match.span()
    if match["body"]:
        return _body_subject(cast, sentence, match, last)
    if match["state"]:
        return Subject(start, end, cast.states_in(start, end))
    if match["person"]:
        leads = cast.leaders.get(cast.text[start:end].split()[-1])
        named = cast.states_in(start, end) or ((leads,) if leads else ())
        return Subject(start, end, named or cast.parties, flags=() if named else (ASSUMED,))
    return _company_subject(cast, start, end)


@cache
def _organs() -> dict[str, str]:
    return {word.lower(): entry["state"] for entry in load("actors")["organ"] for word in entry["words"]}


@cache
def _organ_at() -> re.Pattern[str]:
    return re.compile(rf"(?:the\s)?{one_of(_organs())}(?![\w-])", re.IGNORECASE)


def _is_named_body(said: str, head: str) -> bool:
    """Whether a school, hospital or museum is called by its own name: "Northmoor University", and not "the university"."""
    name = _THE.sub("", said).split()
    return head in words("actors", "named body") and len(name) > 1 and all(word[0].isupper() for word in name)


def _organ_of(cast: Cast, said: str) -> tuple[str, ...]:
    """The union or state whose organ is named without it: "the Commission" of the one union of a text, "the State Department"."""
    known = _organs().get(_THE.sub("", said).lower())
    if known and known != "union":
        return (cast.name_for(known),)
    unions = [party for party in cast.parties if cast.is_union(party)]
    return tuple(unions) if known and len(unions) == 1 else ()


def _body_subject(cast: Cast, sentence: Sentence, match: re.Match[str], last: Subject | None) -> Subject | None:
    start, end = match.span()
    head = " ".join(match["head"].lower().split())
    is_office = head not in words("actors", "tool")
    is_person = head in words("actors", "one person")
    if _is_named_body(cast.text[start:end], head) and not cast.text.startswith(" of ", end):
        return Subject(start, end, (_THE.sub("", cast.text[start:end]),), is_office)
    named = cast.states_in(start, end) or cast.states_in(end, _tail_end(cast, end, sentence.end))
    if named:
        return Subject(start, end, named, is_office)
    organ = _organ_at().match(cast.text, start, sentence.end)
    if organ and (owners := _organ_of(cast, organ.group())):
        return Subject(start, max(end, organ.end()), owners, is_office)
    if head in words("actors", "company") and head not in words("actors", "body"):
        is_known = last and not set(last.parties) & set(cast.parties) and cast.text[start:start + 4].lower() == "the "
        meant = last.parties if is_known else None
        return _company_subject(cast, start, end) or Subject(start, end, meant or cast.parties, flags=() if meant else (ASSUMED,))
    owners = cast.owners_of(head) or (cast.holders_of(cast.text[start:end]) if is_person else ())
    return Subject(start, end, owners or cast.parties, is_office, flags=(ASSUMED,) if is_person and not owners else ())


def _company_subject(cast: Cast, start: int, end: int) -> Subject | None:
    """A capitalised name that is no thing ("Lobito Corridor") and no common word at the head of a sentence."""
    said = cast.text[start:end]
    if _POSSESSIVE_OR_ALL.match(said):
        return None
    name = _ARTICLE.sub("", said)
    if name in currencies():
        return None
    if cast.realm(name):
        return Subject(start, end, cast.realm(name))
    known = _organ_of(cast, name)
    if known:
        return Subject(start, end, known)
    parts = name.split()
    if not parts or not parts[0][0].isupper() or parts[-1].lower().strip(".") in words("actors", "thing"):
        return None
    is_known = len(parts) > 1 or _CAPITAL_INSIDE.search(name) or (name.isupper() and len(name) > 1) or _is_odd(cast, name)
    return Subject(start, end, (name,)) if is_known else None


def _is_odd(cast: Cast, name: str) -> bool:
    """Whether a lone capitalised word is a name: written so inside a sentence, or without a common word's ending and nowhere small."""
    return name in cast.names_inside or not _COMMON_ENDING.search(name) and name.lower() not in cast.words_in_small


def subject_of(cast: Cast, subjects: list[Subject], sentence: Sentence, at: int) -> tuple[Subject | None, bool]:
    """Who does what stands at `at`, and whether the subject stands right before it; (None, False) for a thing.

    A predicate that a comma or "and" joins to an earlier one has that one's subject, over a broken sentence too.
    """
    earlier = [subject for subject in subjects if subject.end <= at]
    for subject in reversed(earlier):
        if _stands_before(cast, subject, at):
            return subject, True
    if not earlier or not _JOINED_PREDICATE.search(cast.text, max(sentence.start, at - 60), at):
        return None, False
    subject = next((subject for subject in reversed(earlier) if subject.is_we or _has_verb(cast, subject)), None)
    if subject and _WITHIN_RELATIVE.search(cast.text, subject.end, at):
        return None, False
    return subject, False


def _has_verb(cast: Cast, subject: Subject) -> bool:
    """Whether a verb follows the subject, so that a second one may be joined to it."""
    if _VERB_AFTER.match(cast.masked, subject.end):
        return True
    return bool(_PLAIN_VERB_AFTER.match(cast.masked, subject.end)) and not _JOINT.match(cast.masked, subject.end)


def _stands_before(cast: Cast, subject: Subject, at: int) -> bool:
    if at - subject.end > LONGEST_TAIL:
        return False
    if _ADVERBS.fullmatch(cast.text, subject.end, at):
        return True
    between = cast.text[subject.end:at]
    return bool(_TAIL.fullmatch(between)) and "," not in between.rstrip(" ,") and not _JOINED_TO_OWN_VERB.search(between)
