"""The colours of statuses, sides and charts on each theme, so that every page, chart and picture means the same by the same colour.

A colour never stands alone: the word of the status is printed with it. Each background has an ink that reads on it
with a contrast of at least 4.5 to 1, on either theme.
"""
from collections.abc import Sequence
from dataclasses import dataclass

WHITE = "#FFFFFF"
DARK_INK = "#1E2429"
LIGHT_INK = "#E8E6E1"


@dataclass(frozen=True)
class Paint:
    """A background and the ink that reads on it, both as #RRGGBB."""

    background: str
    ink: str


_BOTH_THEMES = {
    "unclear": Paint("#D8C8A0", DARK_INK),
    "superseded": Paint("#A9B4BC", DARK_INK),
    "dropped": Paint("#B84A14", WHITE),
    "fulfilled": Paint("#00795C", WHITE),
    "partly_fulfilled": Paint("#5FA58F", DARK_INK),
    "stalled": Paint("#B84A14", WHITE),
    "in_progress": Paint("#0072B2", WHITE),
    "not_started": Paint("#706C62", WHITE),
    "no_report": Paint("#B9B4A7", DARK_INK),
}
_STATUS_PAINTS = {
    "light": {**_BOTH_THEMES, "not_checked": Paint("#E4E0D6", DARK_INK), "not_assessed": Paint("#D3D9DD", DARK_INK)},
    "dark": {**_BOTH_THEMES, "not_checked": Paint("#3A4248", LIGHT_INK), "not_assessed": Paint("#4B555C", WHITE)},
}
_SIDE_COLOURS = {"light": ("#0072B2", "#C6531A", "#00795C", "#8250A8"), "dark": ("#56B4E9", "#E8855A", "#5FC4A0", "#C39BE0")}
_OTHER_SIDE = {"light": "#6B6A64", "dark": "#A6ABAF"}

UNKNOWN = Paint("#FFFFFF", DARK_INK)
HIGHLIGHT = {"light": Paint("#F6E7B4", DARK_INK), "dark": Paint("#5A4B12", "#F7F3E6")}
# Of what was found in a text, by its kind (`monitor.passages`).
FOUND = {
    "commitment": HIGHLIGHT,
    "figure": {"light": Paint("#CFE3EE", DARK_INK), "dark": Paint("#17465D", "#EAF4F8")},
    "progress": {"light": Paint("#D3E7D3", DARK_INK), "dark": Paint("#1F4D3A", "#EAF5EE")},
}
MARKED = {"light": Paint("#F0B429", DARK_INK), "dark": Paint("#8F6B00", WHITE)}   # the one that was asked for, among those highlighted


@dataclass(frozen=True)
class Ink:
    """The colours of one theme that every chart uses, as #RRGGBB."""

    text: str
    muted: str
    grid: str
    paper: str


ACCENTS = {"light": "#0B5C7A", "dark": "#6FB7D6"}   # of what stands for no side and no status
INKS = {"light": Ink("#1E2429", "#5A5D5C", "#DEDAD0", "#FCFBF8"), "dark": Ink("#E8E6E1", "#A6ABAF", "#333A40", "#14181B")}


def found_paint(kind: str, theme: str) -> Paint:
    """The colours of what was found in a text; a kind that is not in the vocabulary has those of a commitment."""
    return FOUND.get(kind, HIGHLIGHT)[theme]


def status_paint(code: str, theme: str) -> Paint:
    """The colours of a status on a theme. Raises KeyError for a status that is not in the vocabulary."""
    return _STATUS_PAINTS[theme][code]


def side_colours(sides: Sequence[str], theme: str) -> dict[str, str]:
    """One colour a state, by its place among `sides` (the pair in the order of the data package)."""
    return dict(zip(sides, _SIDE_COLOURS[theme], strict=False))


def side_colour(side: str, sides: Sequence[str], theme: str) -> str:
    """The colour of one side; grey for a third party, which charts tell apart by its marker."""
    return side_colours(sides, theme).get(side, _OTHER_SIDE[theme])
