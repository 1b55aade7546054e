"""The one catalogue of the words of the interface, read from words.toml. A word that is missing makes a noise.

A text may hold `{name}`, a parameter; `{name:one/many}`, the first word where the parameter is 1 and the second otherwise; and `**...**`,
what is to be set in bold.
"""
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).with_name("words.toml")
STRONG = "**"
INSIDE = ("sources?", "commitments?", "targets?")   # how an address begins that leads to a page of this site


class MissingWord(KeyError):
    """A key that the catalogue does not have, or a parameter that a text and its caller do not share."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Piece:
    """A stretch of text, plain or strong; `href` is where it leads: an address of another site, or one that begins like one of INSIDE."""

    text: str
    strong: bool = False
    href: str = ""


@cache
def catalogue() -> Mapping[str, str | tuple[str, ...]]:
    """Every text by its dotted key; lists of names as tuples."""
    sections = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return {
        f"{section}.{key}": tuple(text) if isinstance(text, list) else text
        for section, texts in sections.items() for key, text in texts.items()
    }


def say(key: str, **parameters: object) -> str:
    """The text of `key` with its parameters filled in, without marks. Raises MissingWord."""
    return plain(pieces(key, **parameters))


def names(key: str) -> tuple[str, ...]:
    """A list of the catalogue, such as the months. Raises MissingWord."""
    found = _find(key)
    if isinstance(found, str):
        raise MissingWord(f"{key} is a text, not a list of names")
    return found


def pieces(key: str, **parameters: object) -> tuple[Piece, ...]:
    """The text of `key` as plain and strong pieces; a parameter that is itself a tuple of pieces is spliced in. Raises MissingWord."""
    text = _find(key)
    if not isinstance(text, str):
        raise MissingWord(f"{key} is a list of names, not a text")
    if parameters_of(text) != set(parameters):
        raise MissingWord(f"{key} takes {sorted(parameters_of(text))}, was given {sorted(parameters)}")
    parts: list[Piece] = []
    for place, segment in enumerate(text.split(STRONG)):
        parts += _fill(segment, parameters, strong=place % 2 == 1)
    return join(parts)


def parameters_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def join(parts: list[Piece] | tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same text in as few pieces as can be."""
    joined: list[Piece] = []
    for part in parts:
        if joined and (joined[-1].strong, joined[-1].href) == (part.strong, part.href):
            joined[-1] = replace(joined[-1], text=joined[-1].text + part.text)
        elif part.text:
            joined.append(part)
    return tuple(joined)


def plain(parts: tuple[Piece, ...]) -> str:
    return "".join(part.text for part in parts)


def _find(key: str) -> str | tuple[str, ...]:
    if key not in catalogue():
        raise MissingWord(f"{key} is not in {CATALOGUE.name}")
    return catalogue()[key]


def _fill(segment: str, parameters: Mapping[str, object], strong: bool) -> list[Piece]:
    parts = []
    for literal, name, forms, _ in string.Formatter().parse(segment):
        parts.append(Piece(literal, strong))
        if name is None:
            continue
        value = parameters[name]
        if forms:
            one, many = forms.split("/")
            parts.append(Piece(one if value == 1 else many, strong))
        elif isinstance(value, tuple):
            parts += [replace(part, strong=strong or part.strong) for part in value]
        else:
            parts.append(Piece(str(value), strong))
    return parts
