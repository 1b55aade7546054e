"""States that a machine translation has confused: the Chinese sign for Uzbekistan also begins Ukraine, Uganda and Uruguay.

The text keeps its words. A name is read as a party's when it is no party's, shares its initial with one party alone, and
stands where that party is expected: "China-Ukraine Committee" in a text that has the China-Uzbekistan Committee. A state
that the document really speaks of (a crisis, its capital, its neighbours) is left alone.
"""
import re
from collections.abc import Iterator

from extract.findings import Document
from monitor.states import StateMention, find_states

_JOINED = re.compile(r"\s?[-–—]\s?")
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s)?")
_NAMED_BODY = re.compile(r"\s+(\w+\s+\w+)")
_POSSESSIVE = re.compile(r"['’]s\s+\w+")
_OWN_AFFAIRS = r"(?:crisis|war|conflict|issue|situation|aggression|invasion|sovereignty)"


def readings(document: Document) -> dict[tuple[int, int], str]:
    """The party meant, by the place of the name that was written: {(3148, 3155): "Uzbekistan"}."""
    mentions = [mention for mention in find_states(document.text) if mention.form in ("name", "official")]
    title = {mention.name for mention in find_states(document.title + "\n" + document.text.split("\n", 1)[0])}
    found: dict[tuple[int, int], str] = {}
    for stranger in {mention.name for mention in mentions} - set(document.parties) - title:
        meant = [party for party in document.parties if party[0] == stranger[0]]
        if len(meant) == 1:
            found |= {place: meant[0] for place in _places(document, mentions, stranger, meant[0])}
    return dict(sorted(found.items()))


def _places(document: Document, mentions: list[StateMention], stranger: str, meant: str) -> set[tuple[int, int]]:
    others = set(document.parties) - {meant}
    pairs = list(_pairs(document.text, mentions))
    bodies = {body for first, second, body in pairs if body and meant in (first.name, second.name)}
    in_pairs = [(mention, body) for first, second, body in pairs for mention, other in ((first, second), (second, first))
                if mention.name == stranger and other.name in others]
    certain = {(mention.start, mention.end) for mention, body in in_pairs if body in bodies}
    if not certain or _is_spoken_of(document.text, stranger):
        return certain
    owners = {(mention.start, mention.end) for mention in mentions
              if mention.name == stranger and _POSSESSIVE.match(document.text, mention.end)}
    return certain | {(mention.start, mention.end) for mention, _ in in_pairs} | owners


def _pairs(text: str, mentions: list[StateMention]) -> Iterator[tuple[StateMention, StateMention, str | None]]:
    """Two states named as a pair, with the first two words of what the pair has: "China-Uzbekistan Foreign Ministers"."""
    for first, second in zip(mentions, mentions[1:], strict=False):
        joint = text[first.end:second.start]
        if _JOINED.fullmatch(joint):
            body = _NAMED_BODY.match(text, second.end)
            yield first, second, " ".join(body.group(1).lower().split()) if body else None
        elif _AND.fullmatch(joint) and _BETWEEN.search(text, max(0, first.start - 14), first.start):
            yield first, second, None


def _is_spoken_of(text: str, state: str) -> bool:
    name = re.escape(state)
    return bool(re.search(rf"\b{name}(?:['’]s)?\s{_OWN_AFFAIRS}|\b{_OWN_AFFAIRS}\s(?:in|on|against|over|of|around)\s{name}\b", text))
