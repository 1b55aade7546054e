"""A whole picture: a view between its title and its sources, to be taken along; and the card that a shared link shows."""
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from monitor.charts.marks import GLYPHS
from monitor.pictures import svg
from monitor.pictures.bodies import Bar, Body, Box, Caption, Chart, Drawn, Gap, Lanes, Look, Statement, Words
from monitor.pictures.chart import chart
from monitor.pictures.flat import bar, gap, statement, words
from monitor.pictures.lanes import lanes
from monitor.pictures.lettering import BOLD, HEADING, SANS, Face, clean, cut, width, wrap

WIDE, MARGIN, SIZE, NOTE = 1000.0, 40.0, 15.0, 13.5
CHART_HIGH, MOST_HIGH = 480.0, 900.0
CARD_WIDE, CARD_HIGH, CARD_MARGIN, CARD_SIZE = 1200.0, 630.0, 52.0, 26.0
CARD_TITLES = ((52.0, 1), (45.0, 1), (48.0, 2), (42.0, 3))   # sizes with their lines, the first that holds the title whole
CARD_LEAD, CARD_LEAD_LINES, CARD_NOTE = 29.0, 2, 23.0
LINE = 1.42
DRAW: Mapping[type, Callable[[Body, Box, Look], Drawn]] = {
    Chart: chart, Bar: bar, Gap: gap, Statement: statement, Words: words, Lanes: lanes,
}
# Of a body on a card, before its lead is shortened.
LEAST_HIGH = {Chart: 330.0, Bar: 250.0, Gap: 240.0, Statement: 250.0, Words: 60.0, Lanes: 330.0}
SHAPES = {glyph: name for name, glyph in GLYPHS.items()}
_SENTENCE_END = re.compile(r"(?<=[.!”]) (?=[A-Z“\d])")
_GLYPHS = re.compile(f"([{''.join(SHAPES)}])")


@dataclass
class _Column:
    """Lines set below each other; `foot` is where the next begins."""

    left: float
    foot: float
    width: float
    markup: list[str] = field(default_factory=list)

    def set(
        self, text: str, size: float, colour: str, face: Face = SANS, *, lines: int = 1, line: float = LINE, before: float = 0.0,
    ) -> None:
        """A text in at most so many lines, with room before it; nothing at all where it is empty."""
        broken = wrap(text, face, size, self.width, lines) if text and lines > 0 else ()
        self.foot += before if broken else 0
        for words_ in broken:
            self.markup += _line(self.left, self.foot + size * (line + 0.55) / 2, words_, size, colour, face)
            self.foot += size * line

    def put(self, drawn: Drawn) -> None:
        self.markup += drawn.markup
        self.foot += drawn.height


def picture(body: Body, caption: Caption, theme: str) -> str:
    """The view as SVG, 1,000 pixels wide and as high as it needs: title, lead and filters above, day, sources and address below.

    Raises KeyError for a theme that there is not.
    """
    look = Look(theme, SIZE)
    ink, column = look.ink, _Column(MARGIN, MARGIN - 10, WIDE - 2 * MARGIN)
    column.set(caption.site, SIZE, ink.muted)
    column.set(caption.title, 32.0, ink.text, HEADING, lines=4, line=1.22, before=4)
    column.set(caption.lead, 17.5, ink.text, lines=5, before=8)
    column.set(caption.filters, SIZE, ink.muted, lines=3, before=6)
    column.foot += 20
    column.set(getattr(body, "heading", ""), SIZE, ink.text, BOLD, lines=2)
    column.foot += 6 if isinstance(body, Bar) and body.heading else 0
    high = CHART_HIGH if isinstance(body, Chart) else MOST_HIGH
    column.put(DRAW[type(body)](body, Box(MARGIN, column.foot, column.width, high), look))
    column.set(getattr(body, "key", ""), NOTE, ink.muted, lines=6, before=12)
    column.foot += 18
    column.markup.append(svg.line((MARGIN, column.foot), (WIDE - MARGIN, column.foot), ink.grid, 1.0))
    column.set(caption.sources, NOTE, ink.muted, lines=6, before=9)
    column.set(" · ".join(part for part in (caption.day, caption.address) if part), NOTE, ink.muted, lines=4, before=3)
    return _document(column.markup, (WIDE, column.foot + MARGIN - 12), look, caption, body)


def card(body: Body, caption: Caption) -> str:
    """The picture of a shared link as SVG, 1200 by 630, in letters that can be read at a third of that."""
    look = Look("light", CARD_SIZE, small=True)
    ink, column = look.ink, _Column(CARD_MARGIN, CARD_MARGIN - 20, CARD_WIDE - 2 * CARD_MARGIN)
    column.set(caption.site, 25.0, ink.muted)
    size, lines = next(((size, lines) for size, lines in CARD_TITLES if _fits(caption.title, size, column.width, lines)), CARD_TITLES[-1])
    column.set(caption.title, size, ink.text, HEADING, lines=lines, line=1.16, before=4)
    end = CARD_HIGH - CARD_MARGIN - 14
    spare = end - column.foot - LEAST_HIGH[type(body)] - 24
    most = min(CARD_LEAD_LINES, int(spare / (CARD_LEAD * 1.3)))
    column.set(_whole_sentences(caption.lead, CARD_LEAD, column.width, most), CARD_LEAD, ink.text, lines=most, line=1.3, before=8)
    column.foot += 14 if isinstance(body, Chart) else 24
    column.put(DRAW[type(body)](body, Box(CARD_MARGIN, column.foot, column.width, end - column.foot), look))
    column.markup += _card_foot(caption, look)
    return _document(column.markup, (CARD_WIDE, CARD_HIGH), look, caption, body)


def _card_foot(caption: Caption, look: Look) -> Iterator[str]:
    """What is chosen, else the sources, beside the day; below them a bar of ink, which sets the card off from the chat around it."""
    ink, foot = look.ink, CARD_HIGH - 26
    day = cut(caption.day, SANS, CARD_NOTE, CARD_WIDE / 2 - CARD_MARGIN)
    room = CARD_WIDE - 2 * CARD_MARGIN - width(day, SANS, CARD_NOTE) - 40
    yield svg.rectangle(0.0, CARD_HIGH - 8, CARD_WIDE, 8.0, ink.text)
    yield svg.text(CARD_MARGIN, foot, cut(caption.filters or caption.sources, SANS, CARD_NOTE, room), CARD_NOTE, ink.muted)
    yield svg.text(CARD_WIDE - CARD_MARGIN, foot, day, CARD_NOTE, ink.muted, anchor="end")


def _whole_sentences(text: str, size: float, wide: float, lines: int) -> str:
    """As many first sentences as fit; the first one, to be cut, where even that does not."""
    parts = _SENTENCE_END.split(clean(text))
    fitting = [number for number in range(1, len(parts) + 1) if len(wrap(" ".join(parts[:number]), SANS, size, wide, lines + 1)) <= lines]
    return " ".join(parts[: max(fitting, default=1)])


def _fits(text: str, size: float, wide: float, lines: int) -> bool:
    return len(wrap(text, HEADING, size, wide, lines + 1)) <= lines


def _line(x: float, y: float, words_: str, size: float, colour: str, face: Face) -> Iterator[str]:
    """A line of text; the signs that stand for the shapes of marks, which not every typeface has, are drawn as those shapes."""
    for run in _GLYPHS.split(words_):
        if run in SHAPES:
            yield svg.symbol(SHAPES[run], x + width(run, face, size) / 2, y - size * 0.34, size * 0.24, colour, colour, 1.0)
        elif run.strip():
            lead = run[: len(run) - len(run.lstrip())]
            yield svg.text(x + width(lead, face, size), y, run.strip(), size, colour, face)
        x += width(run, face, size)


def _document(markup: list[str], extent: tuple[float, float], look: Look, caption: Caption, body: Body) -> str:
    """The whole file: what it says stands in its title and its description, for those who do not see it."""
    wide, high = extent[0], float(round(extent[1]))
    told = " ".join(part for part in (caption.lead, body.message, caption.filters, caption.sources) if part)
    paper = svg.rectangle(0.0, 0.0, wide, high, look.ink.paper)
    root = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {int(wide)} {int(high)}", "width": wide, "height": high, "role": "img"}
    letters = {"font_family": SANS.family, "style": f"font-size-adjust:{SANS.x_height}"}
    return svg.tag("svg", svg.named("title", caption.title), svg.named("desc", told), paper, *markup, **root, **letters) + "\n"
