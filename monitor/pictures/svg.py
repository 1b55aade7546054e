"""A small writer of SVG: every text and every attribute is escaped here, every number rounded, so that the same view is the same file."""
from collections.abc import Iterable
from math import cos, pi, sin
from xml.sax.saxutils import escape, quoteattr

from monitor.pictures.lettering import SANS, Face, clean

Points = Iterable[tuple[float, float]]
CORNERS = {"hexagon": (6, 0.0), "pentagon": (5, -90.0), "triangle-up": (3, -90.0), "diamond": (4, 0.0), "square": (4, 45.0)}
LARGER = {"triangle-up": 1.25, "diamond": 1.2, "square": 1.2, "star-square": 1.35, "pentagon": 1.1, "hexagon": 1.1}
CIRCLE, STAR, CROSS = "circle", "star-square", "x-thin"
WAIST = 0.42   # of a star, in parts of its reach


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element. `inside` is markup that this module made; an attribute that is None is left out, `_` stands for `-`."""
    given = {key.replace("_", "-"): value for key, value in attributes.items() if value is not None}
    written = "".join(f" {key}={quoteattr(_value(value))}" for key, value in given.items())
    body = "".join(inside)
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def text(x: float, y: float, words: str, size: float, fill: str, face: Face = SANS, anchor: str | None = None) -> str:
    """A line of text that begins at x, or ends or is centred there, with its foot on y; nothing where it is empty."""
    written = clean(words)
    other = face.family != SANS.family
    return tag(
        "text", escape(written), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor,
        font_weight=face.weight if face.weight != SANS.weight else None, font_family=face.family if other else None,
        style=f"font-size-adjust:{face.x_height}" if other else None,
    ) if written else ""


def named(name: str, words: str, **attributes: object) -> str:
    """An element that holds nothing but words: a title, a description."""
    return tag(name, escape(clean(words)), **attributes)


def line(first: tuple[float, float], last: tuple[float, float], colour: str, wide: float, **attributes: object) -> str:
    return tag("line", x1=first[0], y1=first[1], x2=last[0], y2=last[1], stroke=colour, stroke_width=wide, **attributes)


def course(points: Points, colour: str, wide: float, dash: str | None = None) -> str:
    """A line through points."""
    drawn = {"fill": "none", "stroke": colour, "stroke_width": wide, "stroke_linejoin": "round", "stroke_dasharray": dash}
    return tag("polyline", points=_listed(points), **drawn)


def dashes(drawn: float, left_out: float) -> str:
    """The pattern of a broken line."""
    return f"{_value(drawn)} {_value(left_out)}"


def rectangle(x: float, y: float, wide: float, high: float, fill: str, **attributes: object) -> str:
    return tag("rect", x=x, y=y, width=wide, height=high, fill=fill, **attributes)


def symbol(name: str, x: float, y: float, reach: float, stroke: str, fill: str, wide: float, *inside: str) -> str:
    """A mark of one of the shapes of charts around a point; `reach` is half its size. Raises KeyError for a shape that is not known."""
    drawn = {"stroke": stroke, "stroke_width": wide, "fill": fill}
    if name == CIRCLE:
        return tag("circle", *inside, cx=x, cy=y, r=reach, **drawn)
    if name == CROSS:
        arms = f"M{_value(x - reach)} {_value(y - reach)}L{_value(x + reach)} {_value(y + reach)}"
        arms += f"M{_value(x - reach)} {_value(y + reach)}L{_value(x + reach)} {_value(y - reach)}"
        return tag("path", *inside, d=arms, **drawn)
    reach *= LARGER[name]
    if name == STAR:
        corners = [(reach if turn % 2 == 0 else reach * WAIST, turn * 45.0) for turn in range(8)]
    else:
        number, first = CORNERS[name]
        corners = [(reach, first + turn * 360 / number) for turn in range(number)]
    points = ((x + far * cos(angle * pi / 180), y + far * sin(angle * pi / 180)) for far, angle in corners)
    return tag("polygon", *inside, points=_listed(points), **drawn)


def _listed(points: Points) -> str:
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in points)


def _value(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")   # adding nothing takes the sign off a zero
