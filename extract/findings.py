"""What a document yields. Each finding is a verbatim span: `text[start:end] == quote`; place takes no part in equality."""
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Document:
    """One text and what is known of it. `date` is an ISO day, month or year; the parties are usual English short names."""

    text: str
    title: str = ""
    date: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, multiplied out: 5 GW is 5000 MW. `raw` keeps the words it was read from."""

    value: Decimal
    unit: str
    qualifier: str = "exactly"
    value_high: Decimal | None = None
    raw: str = field(default="", compare=False)


@dataclass(frozen=True)
class Deadline:
    """When something is to be done: `kind` is date, month, year, vague or none; `text` are the document's words."""

    kind: str = "none"
    date: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Commitment:
    """An undertaking, a proposal or a call for future action, by named actors. `cue` are the words that undertake, `rule` their entry."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    quote: str
    kind: str
    strength: str
    parties: tuple[str, ...]
    cue: str
    quantity: Quantity | None = None
    deadline: Deadline = Deadline()
    sectors: tuple[str, ...] = ("general",)
    indicator: str | None = None
    flags: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True)
class Figure:
    """A quantity stated as past or present fact. `period` is a year, a month, a span of either, a day for a stock, or None."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    quote: str
    indicator: str
    pair: tuple[str, ...]
    quantity: Quantity
    period: str | None
    reporter: str | None = None
    cue: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """A statement that a named undertaking has been done or is under way."""

    start: int = field(compare=False)
    end: int = field(compare=False)
    quote: str
    says: str
    what: str
    parties: tuple[str, ...]
    cue: str
    sectors: tuple[str, ...] = ("general",)
    flags: tuple[str, ...] = ()


Finding = Commitment | Figure | Progress
