"""The parts of a chart, as values that know nothing of how they are drawn.

Time runs in years, and a whole number stands for the middle of that year: the figure of the year 2024 stands at 2024,
1 January 2024 at 2023.5.
"""
from collections.abc import Sequence
from dataclasses import dataclass

UNREPORTED = "x-thin"
GLYPHS = {
    "circle": "●", "square": "■", "hexagon": "⬢", "star-square": "✦",
    "diamond": "◆", "triangle-up": "▲", "pentagon": "⬟", UNREPORTED: "×",
}


@dataclass(frozen=True)
class Mark:
    """One figure: `at` in years, `number` and `words` for its label and its hover.

    `reach` is up where the figure is "over" its value, down where it is "up to" it. `href` opens its source.
    """

    at: float
    value: float
    words: str
    number: str = ""
    part: bool = False
    reach: str = ""
    href: str = ""


@dataclass(frozen=True)
class Series:
    """The figures of one reporter in one scope, oldest first; `joined` draws a line through neighbouring years.

    `key` is (reporter, scope); `label` stands beside the last whole figure, empty for none; a `faint` series stands behind the others.
    """

    name: str
    colour: str
    symbol: str
    joined: bool
    marks: tuple[Mark, ...]
    key: tuple[str, str]
    label: str = ""
    faint: bool = False

    @property
    def last(self) -> Mark:
        """The newest figure that is no part-year, else the newest."""
        return next((mark for mark in reversed(self.marks) if not mark.part), self.marks[-1])


@dataclass(frozen=True)
class End:
    """One of two reporters that are compared: the name with its scope, the colour and the shape of its marks."""

    name: str
    colour: str
    symbol: str


@dataclass(frozen=True)
class Segment:
    """One part of the status bar: how many, the word, the background and the ink that reads on it."""

    number: int
    word: str
    background: str
    ink: str


@dataclass(frozen=True)
class Day:
    """A day on the time axis, in years, and what a hover says of it."""

    at: float
    words: str


@dataclass(frozen=True)
class Goal:
    """What is to be reached: a line across the chart, its label, which opens its words, and the days on which it was stated.

    A target that is a range has its `far` end, too.
    """

    value: float
    label: str
    stated: tuple[Day, ...] = ()
    href: str = ""
    far: float | None = None


@dataclass(frozen=True)
class Path:
    """The straight way from one reporter's baseline to the goal, to be kept to arrive on time; `points` are (years, value)."""

    points: tuple[tuple[float, float], ...]
    colour: str


@dataclass(frozen=True)
class Projection:
    """The pace of one reporter carried on from its newest figure; `label` is the year whose figure would meet the goal, `at` its place."""

    points: tuple[tuple[float, float], ...]
    colour: str
    at: float | None = None
    label: str = ""


def years_of(series: Sequence[Series], others: Sequence[float] = ()) -> tuple[float, float]:
    """The first and the last place on the time axis, `others` included."""
    at = [mark.at for line in series for mark in line.marks] + list(others)
    return min(at), max(at)


def with_gaps(marks: Sequence[Mark]) -> tuple[list[float], list[float | None]]:
    """The points of a line, with an empty one between figures more than a year apart."""
    at: list[float] = []
    values: list[float | None] = []
    for mark in marks:
        if at and mark.at - at[-1] > 1.01:
            at.append(mark.at)
            values.append(None)
        at.append(mark.at)
        values.append(mark.value)
    return at, values
