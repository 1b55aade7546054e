"""A document as blocks and sentences with their places. The text itself is never altered: `text[s.start:s.end] == s.text`.

A block is a paragraph, a heading, an item of a list or page furniture. A line is a block, and so is a run of lines in a
file that is wrapped at the page width; an open line is joined to the line that carries its sentence on.
"""
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load, patterns
from monitor.states import find_states

PARAGRAPH, HEADING, ITEM, FURNITURE = "paragraph", "heading", "item", "furniture"
LONGEST_HEADING = 120
WRAPPED_WIDTH = (45, 120)
WRAPPED_SPREAD = 16
FEWEST_WRAPPED_LINES = 8
LETTERS = ("Q", "A")   # of question and answer

_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[.!?:;…][\"”’')\]*_]{0,4}\s*$")
_OPEN_END = re.compile(r"(?:\b(?:of|for|the|a|an|and|or|to|in|on|with|by|from|at|as|between|into|under|its|their|that|which)|-)\s*$")
_STOP = re.compile(r"[.!?…][\"”’')\]*_]{0,4}(?=\s+(?:///|[\"“‘'(\[*_]{0,3}[A-ZÀ-ÞА-Я0-9]))")
_WORD_BEFORE = re.compile(r"([\w.’'-]+)$")
_OPENERS = re.compile(
    r"\s+(?:The|This|These|That|It|They|We|He|She|In|On|At|For|But|And|Both|As|To|During|Under|Such|After|Over|Last)\b")
_OPENS_LIST = re.compile(r"(?::[*_ ]{0,3}|\b(?:to|that|by|will|shall))\s*$")
_RUN_IN = re.compile(r"[A-Z][\w’'&-]*(?:,?\s[\w’'&-]+){0,4}\.\s{1,4}(?=[A-Z])")
_SENTENCE_WORDS = re.compile(r"\b(?:we|they|it|he|she|will|shall|is|are|was|were|has|have|had|\w+ed|\w{3,}s?\sto)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"[*_]{0,3}([^\W\d_][^:\n.!?;,]{0,90}?)[*_]{0,3}(?:\s\([^():\n]{2,40}\))?:[*_]{0,3}(?:\s{1,4}|$)")
_OF_ONESELF = re.compile(r"\b(?:I|we|our|my)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset("of the and for to in on de von van al bin".split())


@dataclass(frozen=True)
class Sentence:
    """`text` is the slice [start, end) of the document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Block:
    """`start` follows the label ("3.", a bullet); `lead_in` is the sentence with a colon that opened the list; `speaker` who talks."""

    start: int
    end: int
    kind: str
    sentences: tuple[Sentence, ...]
    label: str = ""
    lead_in: Sentence | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class _Label:
    pattern: re.Pattern[str]
    makes: str


def segment(text: str) -> tuple[Block, ...]:
    """All blocks of the text in order; furniture has no sentences."""
    blocks: list[Block] = []
    speakers: set[str] = set()
    speaker: str | None = None
    lead_in: Sentence | None = None
    outer = inner = ""   # the labels of the block that opened the list, and of the list's items
    ended = False
    for start, end in _spans(text):
        line = text[start:end]
        furniture = ended or _is_furniture(line)
        ended = ended or _ends_text(line)
        if furniture:
            blocks.append(Block(start, end, FURNITURE, ()))
            continue
        talks = _speaker(text, start, end, speakers)   # before the labels, for "PRIME MINISTER:" is no run-in heading
        label, makes = "", ""
        if talks is None:
            start, label, makes = _take_labels(text, start, end)
            talks = _speaker(text, start, end, speakers)
        if talks:
            speaker, start, lead_in = talks[0], talks[1], None
        sort = _sort_of_label(label)
        is_nested = inner == "number" and sort in ("letter", "bullet")
        if lead_in and (sort and sort == outer or inner and sort != inner and not is_nested):
            lead_in = None   # the numbering outside goes on, or something else follows the items
        inner = inner or sort if lead_in else ""
        kind = _kind(text, start, end, makes, not blocks, lead_in)
        sentences = tuple(_sentences(text, start, end))
        if kind == HEADING:
            lead_in = sentences[-1] if sentences and _heads_a_list(sentences[-1].text) else None
        blocks.append(Block(start, end, kind, sentences, label, lead_in, speaker))
        if sentences and _OPENS_LIST.search(sentences[-1].text):
            lead_in, outer, inner = sentences[-1], sort, ""
    return tuple(blocks)


@cache
def _list_headings() -> re.Pattern[str]:
    words = (word for entry in load("cues")["cue"] if entry.get("only") == "list heading" for word in entry["words"])
    ways = (r"\s+".join(f"(?:{part})" for part in word.split()) for word in words)
    return re.compile(rf"\W*(?:\w{{1,3}}[.)]\s)?(?:{'|'.join(ways)})\W*$", re.IGNORECASE)


def _heads_a_list(heading: str) -> bool:
    """Whether a heading undertakes or reports what stands below it: "ANNOUNCEMENTS", "Next steps", "AGREEMENTS SIGNED"."""
    return bool(_list_headings().match(heading) or patterns("structure", "signed heading").search(heading))


@cache
def _furniture() -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple(
        (re.compile(entry["pattern"].replace(" ", r"\s"), re.IGNORECASE), entry.get("rest", False)) for entry in load("layout")["furniture"]
    )


def _is_furniture(line: str) -> bool:
    return any(pattern.match(line.strip()) for pattern, _ in _furniture())


def _ends_text(line: str) -> bool:
    return any(rest and pattern.match(line.strip()) for pattern, rest in _furniture())


@cache
def _labels() -> tuple[_Label, ...]:
    return tuple(
        _Label(re.compile(entry["pattern"]), ITEM if entry.get("item") else HEADING if entry.get("heading") else "")
        for entry in load("layout")["label"]
    )


def _sort_of_label(label: str) -> str:
    """What a label is: a number, a letter or a bullet; empty for none."""
    mark = label.strip("( ")[:1]
    return "" if not mark else "number" if mark.isdigit() else "letter" if mark.isalpha() else "bullet"


def _take_labels(text: str, start: int, end: int) -> tuple[int, str, str]:
    """Where the running text begins, the labels before it, and the kind of block that they make."""
    first, makes, found = start, "", True
    while found:
        found = next((match for label in _labels() if (match := label.pattern.match(text, start, end))), None)
        if found:
            makes = makes or next(label.makes for label in _labels() if label.pattern is found.re)
            start = found.end()
    run_in = _RUN_IN.match(text, start, end) if makes == ITEM else None
    if run_in and not _SENTENCE_WORDS.search(run_in.group()):
        start = run_in.end()
    return start, text[first:start].strip(), makes


@cache
def _titles() -> re.Pattern[str]:
    words = [word for entry in load("layout")["title"] for word in entry["words"]]
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


def _speaker(text: str, start: int, end: int, known: set[str]) -> tuple[str, int] | None:
    """The name before a colon and where the speech begins, if it is a person's: titled, or introduced before."""
    match = _SPEAKER.match(text, start, end)
    if match is None:
        return None
    name = match.group(1).strip()
    words = name.split()
    if len(words) > 14 or not all(word[0].isupper() or word in _SMALL_WORDS for word in words):
        return None
    if not (_titles().search(name) or name in known or name in LETTERS or _is_state(name) and _OF_ONESELF.search(text, match.end(), end)):
        return None
    known.update({name, " ".join(words[-2:])})
    return name, match.end()


def _is_state(name: str) -> bool:
    """Whether the label is a state's name: "NORWAY: We will open an office"."""
    return any((state.start, state.end) == (0, len(name)) for state in find_states(name))


def _kind(text: str, start: int, end: int, makes: str, is_first: bool, lead_in: Sentence | None) -> str:
    line = text[start:end]
    words = line.split()
    if makes == HEADING or (line.isupper() and len(line) <= LONGEST_HEADING):
        return HEADING
    is_open = not _CLOSED.search(line) and not line.rstrip().endswith(",") and not _OPENS_LIST.search(line)
    if is_first and is_open and not makes:
        return HEADING
    if makes == ITEM:
        return ITEM
    if is_open and len(line) <= LONGEST_HEADING and words and not words[0][0].islower():
        return ITEM if lead_in and not _is_title_case(words) else HEADING
    return ITEM if lead_in and words and words[0][0].islower() else PARAGRAPH


def _is_title_case(words: list[str]) -> bool:
    long_words = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) > 0.6 * len(long_words)


def _spans(text: str) -> list[tuple[int, int]]:
    """The places of the blocks, blanks at both ends taken off."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text) if match.group().strip()]
    is_wrapped = _is_wrapped([text[start:end] for start, end in lines])
    spans: list[list[int]] = []
    for start, end in lines:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if spans and _goes_on(text, spans[-1], start, end, is_wrapped):
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return [(start, end) for start, end in spans]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the file breaks its lines at the page width: most lines are open and about as long as each other."""
    open_lengths = sorted(len(line) for line in lines if not _CLOSED.search(line))
    if len(lines) < FEWEST_WRAPPED_LINES or len(open_lengths) <= len(lines) / 2:
        return False
    middle = open_lengths[len(open_lengths) // 4:]
    return WRAPPED_WIDTH[0] <= statistics.median(open_lengths) <= WRAPPED_WIDTH[1] and middle[-1] - middle[0] <= WRAPPED_SPREAD


def _goes_on(text: str, before: list[int], start: int, end: int, is_wrapped: bool) -> bool:
    """Whether the line at [start, end) carries on the block before it."""
    gap = text[before[1]:start].count("\n")
    if any(label.makes and label.pattern.match(text, start, end) for label in _labels()):
        return False
    if is_wrapped and gap == 1:
        return True
    last = text[max(before[0], before[1] - 80):before[1]]
    if _CLOSED.search(last) or _is_furniture(text[before[0]:before[1]]):
        return False
    if last.endswith(","):
        return gap == 1 and text[start].islower()
    return text[start].islower() or bool(_OPEN_END.search(last))


@cache
def _abbreviations() -> dict[str, bool]:
    return {word: entry.get("may_end", False) for entry in load("layout")["abbreviation"] for word in entry["words"]}


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    first = start
    for match in _STOP.finditer(text, start, end):
        if not _ends_sentence(text, first, match):
            continue
        yield Sentence(first, match.end(), text[first:match.end()])
        first = match.end()
        first += len(text[first:first + 40]) - len(text[first:first + 40].lstrip())
    if first < end:
        yield Sentence(first, end, text[first:end])


def _ends_sentence(text: str, first: int, stop: re.Match[str]) -> bool:
    """A full stop ends no sentence after an abbreviation, an initial, or the blank of a machine translation (' . ,')."""
    if stop.group()[0] in "!?" or len(stop.group()) > 1 and stop.group()[-1] in "\"”":
        return True
    word = _WORD_BEFORE.search(text, max(first, stop.start() - 24), stop.start())
    if word is None:
        return text[stop.start() - 1] != " " or bool(_OPENERS.match(text, stop.end()))
    last = word.group(1).casefold()
    if last in _abbreviations():
        return _abbreviations()[last] and bool(_OPENERS.match(text, stop.end()))
    return not (len(word.group(1)) == 1 and word.group(1).isupper() and word.group(1) != "I")
