"""What a picture shows between its title and its sources, as values; and what is printed around it."""
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.charts.marks import End, Goal, Path, Projection, Segment, Series
from monitor.charts.paints import INKS, Ink, Paint
from monitor.timeline_marks import Axis


@dataclass(frozen=True)
class Caption:
    """What is printed around a picture: plain text, empty where there is nothing to say."""

    site: str
    title: str
    lead: str = ""
    filters: str = ""
    day: str = ""
    sources: str = ""
    address: str = ""


@dataclass(frozen=True)
class Chart:
    """Reported figures over the years, as `pages.parts.target_chart` draws them; `key` tells what its marks and lines mean."""

    heading: str
    series: Sequence[Series]
    goal: Goal | None = None
    paths: Sequence[Path] = ()
    projections: Sequence[Projection] = ()
    from_zero: bool = True
    key: str = ""
    message: str = ""


@dataclass(frozen=True)
class Entry:
    """A commitment on one line: its title, how it stands, and the colour of its status."""

    title: str
    state: str
    colour: str


@dataclass(frozen=True)
class Bar:
    """Commitments in one bar, a segment a status, and the first of them by name; `more` is how many others there are."""

    segments: Sequence[Segment]
    entries: Sequence[Entry] = ()
    more: int = 0
    heading: str = ""

    @property
    def message(self) -> str:
        return ", ".join(f"{segment.number} {segment.word}" for segment in self.segments)


@dataclass(frozen=True)
class Gap:
    """Two reporters' figures for the same periods: (period, first value, second value, the gap in words), oldest first."""

    rows: Sequence[tuple[str, float, float, str]]
    ends: tuple[End, End]
    key: str = ""
    message: str = ""


@dataclass(frozen=True)
class Statement:
    """A commitment in its words: its status, the quote, and below it who, in which document, when, in what sort of text."""

    word: str
    paint: Paint
    quote: str
    said: Sequence[str] = ()

    @property
    def message(self) -> str:
        return f"{self.word}. “{self.quote}” {', '.join(self.said)}"


@dataclass(frozen=True)
class Words:
    """A page without a chart: its sentences."""

    sentences: Sequence[str]

    @property
    def message(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True)
class Lanes:
    """What happened and what falls due, on one axis with a lane for each kind; `now` names the line of today."""

    axis: Axis
    now: str
    heading: str = ""
    key: str = ""
    message: str = ""


Body = Chart | Bar | Gap | Statement | Words | Lanes


@dataclass(frozen=True)
class Look:
    """How it is drawn: the theme, the size of its text in pixels, and whether it is a card, on which there is room for little."""

    theme: str
    size: float
    small: bool = False

    @property
    def ink(self) -> Ink:
        return INKS[self.theme]


@dataclass(frozen=True)
class Box:
    """The room that a body may take, in pixels from the upper left corner of the picture."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Drawn:
    """Markup, and how much of the height it took."""

    markup: Sequence[str]
    height: float
