"""Parts of a sentence between its marks, with fronted phrases ("In 2023, ...") kept with what they open."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.rules.segments import Sentence

_MARK = re.compile(
    r"[,;:()]|\s[-–—]{1,2}\s?|(?<!\w)[–—](?=[A-Z])|\s(?:and|while|but)(?=\s(?:[A-Z]\w{1,20}|the|its|it|they)\s(?:has|was|is)\b)")
_OPEN_PAIR = re.compile(r"\b(?:between|both)\s[^,;]{1,60}$")
QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”")
_FRONTED = re.compile(
    r"(?:in|on|at|by|over|during|since|from|between|within|after|as of|for|last|this|according|thus|today|now"
    r"|currently|following|meanwhile)\b",
    re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|shall|reached|exceeded|exceeds|amounted|\w{2,20}ed)\b")
LONGEST_FRONTED = 90
LONGEST_SENTENCE = 1500


@dataclass(frozen=True)
class Part:
    """A part of a sentence, `text[start:end]`, without its marks and outer blanks."""

    start: int
    end: int


def windows(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, or pieces of one so long that it is really a list or a table, so that reading stays linear in length."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        text = sentence.text[start - sentence.start:start - sentence.start + LONGEST_SENTENCE]
        length = max(text.rfind(", "), text.rfind("; "), LONGEST_SENTENCE // 2)
        yield Sentence(start, start + length, text[:length])
        start += length
    yield Sentence(start, sentence.end, sentence.text[start - sentence.start:])


def parts(text: str, start: int, end: int, whole: Iterable[tuple[int, int]] = ()) -> list[Part]:
    """The parts of `text[start:end]`. A mark inside one of the `whole` spans (a date, a number) or a title in quotes parts nothing."""
    spans = [*whole, *((match.start(), match.end()) for match in QUOTED.finditer(text, start, end))]
    cuts = [match.span() for match in _MARK.finditer(text, start, end)
            if not any(a <= match.start() < b for a, b in spans) and not _joins_a_pair(text, start, match)]
    found, first = [], start
    for begin, finish in [*cuts, (end, end)]:
        part = _trimmed(text, first, begin)
        if part:
            found.append(part)
        first = finish
    return _with_fronted(text, found)


def _trimmed(text: str, start: int, end: int) -> Part | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip(" \t\n\u00a0.!?"))
    return Part(start, end) if start < end else None


def _joins_a_pair(text: str, start: int, mark: re.Match[str]) -> bool:
    return mark.group().strip() == "and" and bool(_OPEN_PAIR.search(text, max(start, mark.start() - 80), mark.start()))


def _with_fronted(text: str, found: list[Part]) -> list[Part]:
    fronted = 0
    while fronted < len(found) - 1 and _is_fronted(text[found[fronted].start:found[fronted].end]):
        fronted += 1
    return [Part(found[0].start, found[fronted].end), *found[fronted + 1:]] if fronted else found


def _is_fronted(words: str) -> bool:
    return len(words) <= LONGEST_FRONTED and bool(_FRONTED.match(words)) and not _FINITE.search(words)
