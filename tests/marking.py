"""Commitments of a short text, and the text with each of them in square brackets, as the tables of cases show them."""
from extract.find import find
from extract.findings import Commitment, Document

PAIR = ("China", "Uzbekistan")


def found(text: str, parties: tuple[str, ...] = PAIR, date: str | None = "2024-01-24", title: str = "") -> list[Commitment]:
    return [finding for finding in find(Document(text, title, date, parties)) if isinstance(finding, Commitment)]


def marked(text: str, parties: tuple[str, ...] = PAIR, title: str = "") -> str:
    """The text with each commitment in square brackets."""
    for row in sorted(found(text, parties, title=title), key=lambda row: -row.start):
        text = f"{text[:row.start]}[{row.quote}]{text[row.end:]}"
    return text


def plain(expected: str) -> str:
    """A case without its brackets: the text that is read."""
    return expected.replace("[", "").replace("]", "")
