"""Progress reports: statements that a named undertaking has been done or is under way.

What is still to come, what an unnamed talk was about, and praise without an event report nothing.
"""
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.findings import Document, Progress
from extract.lexicon import load, words
from extract.rules.clauses import QUOTED, windows
from extract.rules.date_values import MONTH_NAMES, Day
from extract.rules.dates import find_dates
from extract.rules.pairs import Pairs
from extract.rules.phrases import one_of
from extract.rules.segments import FURNITURE, HEADING, ITEM, Block, Sentence
from extract.rules.wording import cut

BOUNDS = ("until", "by", "before", "within")
DONE, UNDER_WAY = "done", "under_way"
LONGEST_NAME = 110
LONGEST_ACTOR = 12
_END = re.compile(
    r"[;:]|,\s(?=(?:which|where|who|whose|thus|thereby|allowing|making|as|noting|with|while|but|\w+ing)\b)"
    r"|,?\s(?=and\s(?:the\s|an?\s)?(?:(?!that\b|which\b)[\w’'-]+\s){1,6}(?:is|are|was|were|has|have)\s(?!by\b))"   # "and Y was"
    r"|,?\s(?=and\s(?:\w+ed\s(?:to|that|its|their|the)|is\s|are\s|will\s|believe|believes|noted|stressed|express)\b)")
_COMPANY_FORM = r"(?:Ltd|Inc|LLC|Corp|PLC|GmbH)\b"   # "Incubator Co., Ltd." is one name
_COMMA = re.compile(rf",\s(?!{_COMPANY_FORM})")
_BREAK = re.compile(rf"[,;:—–]\s(?!{_COMPANY_FORM})|\sand\s(?=(?:the\s)?[A-Z]\w+\s(?:has|have|was|were)\b)|\bthat\s")
_FUTURE = re.compile(
    r"\b(?:will|shall|would|should|could|may|might|must|to be|is to|are to|going to|intend\w*|plan to|plans to|agreed|ready to|willing"
    r"|propos\w+|if|expected|hope\w*|call\w* for|as soon as possible|at an early date|in the near future|upcoming|forthcoming|not yet)\b")
_FRONTED = re.compile(r"(?:In|On|At|Last|This|One|Over|During|These|Recently|Today|Yesterday|Earlier)\b")
_INDEFINITE = re.compile(r"(?:an?|some|several|many|such|no|any|various)\b", re.IGNORECASE)
_PARENTHESES = re.compile(r"\s?\([^)]{0,60}\)")
_ASIDE = re.compile(
    r",\s(?:for (?:its|their) part|in (?:its|their) turn|in turn|together with [^,;]{1,40}|(?:which|who)\s[^;:]{1,160}?),"
    r"(?=\s(?:has|have|was|were|is|are)\b|\s?$)")
_PAST_PRAISE = re.compile(r"(?:ed|spoke|took|given)\b")
_WHEN_OR_WHERE = re.compile(
    r"\s(?:(?:in|at|since|during|until)(?=\s(?:[A-Z]|\d|the\srequest))"
    rf"|on(?=\s(?:\d|(?:{'|'.join(MONTH_NAMES)})\b))"
    r"|(?:today|yesterday|by\s(?=the\sPresident)|earlier\sthis|last\syear|this\syear)\b)")
_LEADING = re.compile(r"^(?:(?:the|a|an|its|their|our|this|on|of|in|to|with|newly|new)\s)+", re.IGNORECASE)
_UNNAMED = re.compile(r"\b(?:talks|meetings?|negotiations|discussions|conversations?|events?|visit)\b")
_NUMBERED = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)
_NAMED = re.compile(r"the\s|[\"“A-Z]")


@dataclass(frozen=True)
class _Report:
    start: int
    end: int
    says: str
    what: tuple[int, int]
    cue: str


def find_progress(document: Document, blocks: Sequence[Block], readings: Mapping[tuple[int, int], str]) -> list[Progress]:
    """All progress reports in text order. `readings` are the names that a translation confused, by their place."""
    pairs = Pairs(document, readings)
    found = []
    for block in blocks:
        if block.kind in (HEADING, FURNITURE):
            continue
        if block.kind == ITEM and block.lead_in and _signed_list().search(block.lead_in.text) and len(block.sentences) == 1:
            found.append(_listed(document, pairs, block))
            continue
        for sentence in (window for whole in block.sentences for window in windows(whole)):
            reports = sorted(_reports(document, sentence), key=lambda report: (report.start, -report.end))
            found += [_progress(document, pairs, report) for report in _without_overlap(reports)]
    return found


@cache
def _signed_list() -> re.Pattern[str]:
    """A lead-in or heading whose list is of documents signed: "The following documents were signed:", "AGREEMENTS SIGNED"."""
    nouns = one_of((*words("progress", "document"), "documents", "mous", "agreements/mous", "mou"))
    were_signed = r"(?:were\s|have\sbeen\s)?(?:signed|exchanged|concluded|adopted)"
    return re.compile(rf"\b{nouns}(?:\s\([^)]{{1,20}}\))?\s{were_signed}\b|signed\sthe\sfollowing", re.IGNORECASE)


def _listed(document: Document, pairs: Pairs, block: Block) -> Progress:
    """An item of a list of signed documents."""
    start = block.sentences[0].start
    quote = document.text[start:block.sentences[-1].end].rstrip(" .;,\n")
    end = start + len(quote)
    parties = pairs.named(start, end) or document.parties
    return Progress(start, end, quote, DONE, short_name(quote), parties, "signed", flags=pairs.flags(start, end))


def _without_overlap(reports: list[_Report]) -> Iterator[_Report]:
    end = -1
    for report in reports:
        if report.start >= end:
            end = report.end
            yield report


def _progress(document: Document, pairs: Pairs, report: _Report) -> Progress:
    parties = pairs.named(report.start, report.end) or document.parties
    name = short_name(document.text[report.what[0]:report.what[1]])
    return Progress(report.start, report.end, document.text[report.start:report.end], report.says, name, parties, report.cue,
                    flags=pairs.flags(report.start, report.end))


def _reports(document: Document, sentence: Sentence) -> Iterator[_Report]:
    for finder in (_welcomed, _acted, _was_done, _under_way, _documents):
        for report in finder(document, sentence):
            if not _is_to_come(document, report):
                yield report


def _is_to_come(document: Document, report: _Report) -> bool:
    """Whether a date in the report lies after the document."""
    today = Day.read(document.date)
    if today is None:
        return False
    return any(date.is_after(today) for date in find_dates(document.text, report.start, report.end, document.date)
               if date.direction not in BOUNDS and not date.relative and not (date.precision == "period" and not date.direction))


def _clause_end(text: str, at: int, end: int) -> int:
    """Where the clause that runs on from `at` ends; marks inside a title in quotes end nothing."""
    quoted = [match.span() for match in QUOTED.finditer(text, at, end)]
    for match in _END.finditer(text, at, end):
        if not any(a <= match.start() < b for a, b in quoted):
            return len(text[:match.start()].rstrip())
    return at + len(text[at:end].rstrip(" .!?\n\t"))


def _clause_start(text: str, start: int, at: int) -> int:
    """Where the clause of the verb at `at` begins: after the last mark outside parentheses, or before a fronted phrase."""
    flat = _flat(text[start:at])
    breaks = [match for match in _BREAK.finditer(flat) if len(flat) - match.end() > 1]
    begin = start + breaks[-1].end() if breaks else start
    return start if len(breaks) == 1 and _FRONTED.match(text, start) else begin


@cache
def _welcome_pattern() -> re.Pattern[str]:
    deeds = words("progress", "deed")
    return re.compile(
        rf"\b(?P<praise>{one_of(words('progress', 'praise'))})\s"
        rf"(?P<deed>(?:the\s)?(?:(?!need\b|importance\b|necessity\b)[a-z-]{{3,14}}\s){{0,3}}?(?P<noun>{one_of(deeds)})\s(?:of|by|to)\s)")


def _is_event(noun: str) -> bool:
    return noun in next(entry["words"] for entry in load("progress")["deed"] if entry["name"] == "event")


def _welcomed(document: Document, sentence: Sentence) -> Iterator[_Report]:
    """'Both sides welcomed the signing of ...': the deed and what it was done to."""
    text = document.text
    match = _welcome_pattern().search(text, sentence.start, sentence.end)
    if match is None or _FUTURE.search(text, sentence.start, match.start()):
        return
    end = _clause_end(text, match.end(), sentence.end)
    if _FUTURE.search(text, match.end(), end) or (match["noun"] in ("results", "outcomes") and not _NAMED.match(text, match.end())):
        return
    in_past = bool(_PAST_PRAISE.search(match["praise"]))
    if _is_event(match["noun"]) and not in_past and not _has_past_date(document, match.start(), end):
        return
    yield _Report(match.start("deed"), end, DONE, (match.end("deed"), end), match["praise"])


def _has_past_date(document: Document, start: int, end: int) -> bool:
    today = Day.read(document.date)
    dates = find_dates(document.text, start, end, document.date)
    return any(date.value and (today is None or date.is_before(today)) for date in dates)


@cache
def _act_pattern() -> re.Pattern[str]:
    verbs = (*words("progress", "done"), *words("progress", "begun"))
    adverb = r"(?:already|also|successfully|recently|jointly|just|more\sthan|officially)"
    return re.compile(rf"\s(?:(?:has|have)\s)?(?:{adverb}\s){{0,2}}(?P<verb>{one_of(verbs)})\s(?=\S)")


@cache
def _vague_object() -> re.Pattern[str]:
    preposition = r"(?:by|in|on|at|to|for|with|from|between|and|as|during|that|under|within|of)\s"
    return re.compile(rf"(?:the\s)?{one_of(words('progress', 'vague_object'))}(?![\w-])|{preposition}")


def _acted(document: Document, sentence: Sentence) -> Iterator[_Report]:
    """'Russia held a migration amnesty': a named actor, a deed and its object."""
    text = document.text
    for match in _act_pattern().finditer(text, sentence.start, sentence.end):
        begin = _clause_start(text, sentence.start, match.start() + 1)
        subject_start = _subject_start(text, begin, match.start())
        subject = _ASIDE.sub("", _PARENTHESES.sub("", text[subject_start:match.end()]))[:-len(match.group())]
        if not _is_actor(subject) or _vague_object().match(text, match.end()):
            continue
        end = _clause_end(text, match.end(), sentence.end)
        yield _Report(begin, end, _says(match["verb"]), (match.end(), end), match["verb"])


def _flat(said: str) -> str:
    """The words with parentheses and asides ("for its part", "which ...") made of signs that part nothing."""
    return _ASIDE.sub(lambda match: "_" * len(match.group()), _PARENTHESES.sub(lambda match: "_" * len(match.group()), said))


def _subject_start(text: str, begin: int, at: int) -> int:
    begin += max((match.end() for match in _COMMA.finditer(_flat(text[begin:at]))), default=0)
    return begin + len("with ") if text.startswith("with ", begin) else begin


def _says(verb: str) -> str:
    return UNDER_WAY if verb in words("progress", "begun") else DONE


def _is_actor(subject: str) -> bool:
    """Whether every word of the subject is a name, a small word or a collective, and one at least is more than a small word."""
    found = [word.strip(",.'’\"“”") for word in subject.split()]
    named = [word for word in found if word[:1].isupper() and word.lower() not in ("the", "this", "it", "in", "on", "as")]
    collective = any(word.lower() in words("progress", "collective") for word in found)
    fitting = all(not word or word[0].isupper() or word.lower() in words("progress", "actor_word") for word in found)
    return 0 < len(found) <= LONGEST_ACTOR and bool(named or collective) and fitting


@cache
def _passive_pattern() -> re.Pattern[str]:
    verbs = (*words("progress", "done"), *words("progress", "begun"))
    being = r"(?:was|were|(?:has|have)\s(?:already\s)?been)"
    return re.compile(rf"\s{being}\s(?:(?:[a-z]{{2,14}}ly|already|also)\s){{0,2}}(?P<verb>{one_of(verbs)})(?![\w-])")


def _was_done(document: Document, sentence: Sentence) -> Iterator[_Report]:
    """'The first forum of rectors was held': the subject must be a definite thing."""
    text = document.text
    for match in _passive_pattern().finditer(text, sentence.start, sentence.end):
        begin = _clause_start(text, sentence.start, match.start() + 1)
        subject_start = _subject_start(text, begin, match.start())
        subject = text[subject_start:match.start()]
        if not _is_definite(subject) or (_UNNAMED.search(subject) and not _NUMBERED.search(subject)):
            continue
        end = _clause_end(text, match.end(), sentence.end)
        yield _Report(begin, end, _says(match["verb"]), (subject_start, match.start()), match["verb"])


@cache
def _vague_subject() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words('progress', 'vague_subject'))})\b", re.IGNORECASE)


def _is_definite(subject: str) -> bool:
    return len(subject.split()) > 1 and not _INDEFINITE.match(subject) and not _vague_subject().match(subject)


@cache
def _under_way_pattern() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{entry['pattern']})".replace(" ", r"\s") for entry in load("progress")["under_way"]))


def _under_way(document: Document, sentence: Sentence) -> Iterator[_Report]:
    """'Practical work is underway on ...', 'Gazprom is implementing a general plan'."""
    text = document.text
    for match in _under_way_pattern().finditer(text, sentence.start, sentence.end):
        begin = _clause_start(text, sentence.start, match.start() - 3)
        subject = text[_subject_start(text, begin, match.start()):match.start()]
        if not subject.strip():
            begin = sentence.start
            subject = text[begin:match.start()].rstrip(", ")
        if not _is_definite(subject + " it"):
            continue
        end = _clause_end(text, match.end(), sentence.end)
        after = end - match.end() > 12
        yield _Report(begin, end, UNDER_WAY, (match.end(), end) if after else (begin, match.start()), match.group())


@cache
def _document_pattern() -> re.Pattern[str]:
    nouns = one_of(words("progress", "document"))
    return re.compile(
        rf"(?P<what>(?:[Tt]he|[Aa]n?)\s(?:(?!(?:the|that|an?)\s)[^\s,;.]{{1,30}}\s){{0,8}}?(?i:{nouns})(?:\s[^;.]{{0,220}}?)?),?\s"
        r"(?:newly\s|recently\s)?(?P<verb>signed|adopted|concluded|ratified)"
        r"\s(?:in\s(?=\d|[A-Z])|on\s(?=\d|[A-Z])|between\s|by\s|during\s|at\s|earlier\s|last\s|yesterday)")


def _documents(document: Document, sentence: Sentence) -> Iterator[_Report]:
    """'the Agreement on Visas signed in 2019', unless the sentence is about carrying it out."""
    text = document.text
    match = _document_pattern().search(text, sentence.start, sentence.end)
    if match and not _FUTURE.search(text, sentence.start, match.end()):
        yield _Report(match.start(), _clause_end(text, match.end(), sentence.end), DONE, match.span("what"), match["verb"])


def short_name(words_of_text: str) -> str:
    """The undertaking's name without articles, quotes, and when and where it took place."""
    name = " ".join(words_of_text.split())
    place = next((m.start() for m in _WHEN_OR_WHERE.finditer(name) if name.count('"', 0, m.start()) % 2 == 0), len(name))
    name = _LEADING.sub("", (name[:place] or name).strip(" ,."))
    name = cut(name, LONGEST_NAME)
    return name.strip("\"“”") if name.count("\"") % 2 or name[:1] + name[-1:] in ("\"\"", "“”") else name
