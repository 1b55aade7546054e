"""Whether two mentions undertake the same thing.

Wording misleads here: different commitments share more formula than restatements do. So the formulas are taken out, and
what is left is compared: the number, the named instrument, the object. Sure links are made; likely ones are proposed to a person.
"""
import re
from dataclasses import dataclass

from extract.lexicon import load
from extract.rows import Row, items

LIKELY_SHARE = 0.6
LIKELY_WORDS = 3
NAME_WORDS = 4  # a shorter name in quotation marks is mostly a slogan under which everything happens
TITLE_WORDS = 3

WORD = re.compile(r"[^\W\d_][\w-]{2,}")
NAME = re.compile(r"[\"“]([^\"“”]{8,200})[\"”]")


@dataclass(frozen=True)
class Subject:
    """What a mention is about, formulas taken out."""

    parties: frozenset[str]
    number: tuple[str, str] | None
    indicator: str | None
    names: frozenset[str]
    concepts: frozenset[str]
    words: frozenset[str]


class Formulas:
    """Words that say nothing of the object, and phrases for one concept under different names (extract/lexicon/formulas.toml)."""

    def __init__(self) -> None:
        entries = load("formulas")
        self.empty = frozenset(word for entry in entries["formula"] for word in entry["words"])
        self.concepts = tuple(
            (entry["name"], re.compile(r"\b(?:" + "|".join(map(re.escape, entry["phrases"])) + r")", re.IGNORECASE))
            for entry in entries["concept"]
        )


FORMULAS = Formulas()


def subject(row: Row, indicator: str | None) -> Subject:
    """What a mention row is about; `indicator` is the id of what its number counts, where that is known."""
    text = f"{row['quote']} {row['what']}"
    parties = frozenset(items(row["parties"]))
    own_names = {word.lower() for party in parties for word in WORD.findall(party)}
    return Subject(
        parties=parties,
        number=(row["value"], row["unit"]) if row["value"] else None,
        indicator=indicator,
        names=frozenset(" ".join(name.lower().split()) for name in NAME.findall(text) if len(name.split()) >= NAME_WORDS),
        concepts=frozenset(name for name, pattern in FORMULAS.concepts if pattern.search(text)),
        words=frozenset(stem(word) for word in WORD.findall(text.lower()) if word not in FORMULAS.empty and word not in own_names),
    )


def stem(word: str) -> str:
    """The word without the endings that change with number and tense."""
    return re.sub(r"(?:ations?|ings?|ions?|ed|es|s|e)$", "", word) if len(word) > 5 else word


def is_same(a: Subject, b: Subject) -> bool:
    """Sure: the same parties name the same number of the same indicator, or the same words are left."""
    if a.parties != b.parties:
        return False
    if a.number and b.number:
        return a.number == b.number and a.indicator is not None and a.indicator == b.indicator
    return a.number == b.number and len(a.words) >= LIKELY_WORDS and a.words == b.words and a.names == b.names


def is_likely(a: Subject, b: Subject) -> bool:
    """Likely: a party in common and the same named instrument, the same number, or mostly the same words."""
    if not a.parties & b.parties or a.names and b.names and not a.names & b.names:
        return False
    if a.number and b.number:
        return a.number == b.number
    shared, either = len(a.words & b.words), len(a.words | b.words)
    return bool(a.names & b.names) or shared >= LIKELY_WORDS and shared >= LIKELY_SHARE * either


def reports_on(progress: Subject, commitment: Subject) -> bool:
    """Sure: a progress report names the very concept that the commitment names, and a party of it."""
    return bool(progress.parties & commitment.parties and progress.concepts & commitment.concepts)


def names_project(quote: str, what: str, title: str) -> bool:
    """Sure: a report uses every word of a project's title."""
    said = {stem(word) for word in WORD.findall(f"{quote} {what}".lower().replace("-", " ").replace("–", " "))}
    named = {stem(word) for word in WORD.findall(title.lower().replace("-", " ").replace("–", " "))}
    return len(named) >= TITLE_WORDS and named <= said
