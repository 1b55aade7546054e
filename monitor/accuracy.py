"""`accuracy.json`: how well the rules read, measured against documents that readers marked by hand.

`python -m extract --score GOLD_DIR --documents DIR --write` writes it. Nothing is raised for a file that is missing or broken:
`fault` says what is wrong, and what can be read of it is there.
"""
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = "accuracy.json"
TYPES = ("commitment", "figure", "progress")
FIELDS = (
    "kind", "strength", "parties", "pair", "value", "unit", "qualifier", "period", "deadline", "deadline_kind", "says",
)
FAULTS = ABSENT, NOT_JSON, NO_SETS, BAD_SETS = ("absent", "not_json", "no_sets", "bad_sets")
RULES = "rules-"
Tally = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Field:
    """How often a field was right on the rows that were found."""

    name: str
    right: int
    compared: int


@dataclass(frozen=True)
class Counts:
    """Of one type of finding: marked by readers and found, marked and missed, found and not marked."""

    matched: int
    missed: int
    extra: int
    fields: tuple[Field, ...] = ()

    @property
    def marked(self) -> int:
        return self.matched + self.missed

    @property
    def found(self) -> int:
        return self.matched + self.extra

    @property
    def recall(self) -> float | None:
        return self.matched / self.marked if self.marked else None

    @property
    def precision(self) -> float | None:
        return self.matched / self.found if self.found else None

    @property
    def f1(self) -> float | None:
        return 2 * self.matched / (self.marked + self.found) if self.marked + self.found else None


@dataclass(frozen=True)
class Group:
    """The documents of one kind."""

    kind: str
    documents: int
    counts: Mapping[str, Counts]


@dataclass(frozen=True)
class Quote:
    """A passage of a document of the data folder that was missed or found too much; `cue` is the rule that found it."""

    document: str
    type: str
    quote: str
    cue: str = ""


@dataclass(frozen=True)
class GoldSet:
    """One measurement. `seen` says whether whoever wrote the rules had seen the answers, `about` what the texts are."""

    name: str
    extractor: str
    seen: bool
    documents: int
    own_documents: int
    counts: Mapping[str, Counts]
    kinds: tuple[Group, ...]
    missed: Mapping[str, Mapping[str, Tally]]
    extra: Mapping[str, Tally]
    missed_quotes: tuple[Quote, ...]
    extra_quotes: tuple[Quote, ...]
    about: str = ""

    @property
    def rows(self) -> int:
        """How many findings the readers marked."""
        return sum(counts.marked for counts in self.counts.values())


@dataclass(frozen=True)
class Accuracy:
    """All measurements that can be read, those of unseen documents first. `fault` is one of FAULTS, `named` what it is about."""

    sets: tuple[GoldSet, ...] = ()
    fault: str = ""
    named: tuple[str, ...] = ()


def read(folder: Path) -> Accuracy:
    """The measurements kept in a data folder."""
    try:
        kept = json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Accuracy(fault=ABSENT)
    except (OSError, ValueError, RecursionError):
        return Accuracy(fault=NOT_JSON)
    if not isinstance(kept, dict):
        return Accuracy(fault=NO_SETS)
    sets, bad = [], []
    for name, entry in kept.items():
        try:
            sets.append(_set(name, entry))
        except (KeyError, TypeError, ValueError, AttributeError):
            bad.append(name.encode("utf-8", "replace").decode("utf-8"))
    sets.sort(key=lambda gold: (gold.seen, gold.name))
    return Accuracy(tuple(sets), BAD_SETS if bad else "" if sets else ABSENT, tuple(bad))


def rules_version(extractors: Iterable[str]) -> str:
    """The version of the rules that most mentions come from; empty where none comes from rules. `hand` is no version."""
    counted = Counter(name for name in extractors if name.startswith(RULES))
    return min(counted, key=lambda name: (-counted[name], name), default="")


def _set(name: str, entry: Mapping) -> GoldSet:
    quotes = entry.get("quotes", {})
    return GoldSet(
        name=_text(name), extractor=_text(entry["extractor"]), seen=_yes(entry.get("seen", True)), documents=_count(entry["documents"]),
        own_documents=_count(entry.get("own_documents", 0)), counts=_counts(entry),
        kinds=tuple(Group(_text(kind), _count(group["documents"]), _counts(group)) for kind, group in entry.get("kinds", {}).items()),
        missed={type_: {by: _tally(tally) for by, tally in tallies.items()} for type_, tallies in entry.get("missed", {}).items()},
        extra={type_: _tally(tallies.get("cue", {})) for type_, tallies in entry.get("extra", {}).items()},
        missed_quotes=_quotes(quotes.get("missed", [])), extra_quotes=_quotes(quotes.get("extra", [])),
        about=_text(entry.get("about", "")),
    )


def _counts(entry: Mapping) -> dict[str, Counts]:
    return {type_: Counts(
        *(_count(entry[type_][name]) for name in ("matched", "missed", "extra")),
        tuple(_field(name, field) for name, field in entry[type_].get("fields", {}).items()),
    ) for type_ in TYPES}


def _field(name: object, field: Mapping) -> Field:
    return Field(_text(name), _count(field["right"]), _count(field["compared"]))


def _quotes(entries: Iterable[Mapping]) -> tuple[Quote, ...]:
    return tuple(Quote(*(_text(entry[name]) for name in ("document", "type", "quote")), _text(entry.get("cue", ""))) for entry in entries)


def _tally(tally: Mapping) -> Tally:
    return tuple((_text(name), _count(number)) for name, number in tally.items())


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    value.encode("utf-8")   # half a character, which JSON can hold and no page can show, is a ValueError too
    return value


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value
