"""What is drawn without a time axis: the bar of statuses, the gap of two statistics, a commitment in its words, sentences."""
from collections.abc import Iterator, Sequence

from monitor.charts.axes import axis_words, nice_ticks, words_of
from monitor.charts.marks import Segment
from monitor.pictures import svg
from monitor.pictures.bodies import Bar, Box, Drawn, Gap, Look, Statement, Words
from monitor.pictures.lettering import BOLD, SANS, SERIF, clean, cut, width, wrap
from monitor.words import say

LINE = 1.42   # the height of a line of running text, in parts of its size
BAR = 3.4   # the height of the bar, in sizes of text
WORD_LINES = 2
QUOTE = {False: (1.45,), True: (2.0, 1.7, 1.45, 1.25, 1.0)}   # sizes of a quote, in sizes of text; on a card
WORDS = (1.5, 1.3, 1.15)   # the sizes of sentences on a card
ENTRY = 1.6   # the height of the line of a commitment
STATE_SHARE = 0.42   # of the width, at most, for how a commitment stands
ROW = 3.1   # the height of a row of the gap


def bar(body: Bar, box: Box, look: Look) -> Drawn:
    """A segment a status, its number and, where it is wide enough, its word inside; the other words below, each with its colour."""
    total = sum(segment.number for segment in body.segments)
    if not total:
        return Drawn((), 0)
    size, markup, narrow, left = look.size, [], [], box.left
    high = size * BAR * (1.2 if look.small else 1)
    for segment in body.segments:
        wide = segment.number / total * box.width
        lines = _word_lines(segment, wide - size * 0.9, size)
        inside = _in_segment(segment, lines, Box(left, box.top, wide, high), size)
        markup.append(svg.tag("g", svg.named("title", f"{segment.number} {segment.word}"),
                              svg.rectangle(left, box.top, max(wide - 2.0, 0.5), high, segment.background), *inside))
        narrow += [] if lines else [segment]
        left += wide
    room = Box(box.left, box.top + high + size * 0.5, box.width, box.height - high - size * 0.5)
    key = _listed(narrow, room, look)
    top = room.top + key.height + size * (0.9 if body.entries else 0)
    entries = _entries(body, Box(box.left, top, box.width, box.bottom - top), look)
    return Drawn((*markup, *key.markup, *entries.markup), top + entries.height - box.top)


def _entries(body: Bar, box: Box, look: Look) -> Drawn:
    """The commitments that there is height for, a line each, and how many are left."""
    size, ink, high = look.size, look.ink, look.size * ENTRY
    fitting = max(0, min(len(body.entries), int(box.height / high)))
    if fitting + (1 if body.more else 0) > int(box.height / high) or fitting < len(body.entries):
        fitting = max(0, fitting - 1)
    markup: list[str] = []
    for place, entry in enumerate(body.entries[:fitting]):
        foot = box.top + (place + 0.75) * high
        state = cut(entry.state, SANS, size, box.width * STATE_SHARE)
        right = width(state, SANS, size)
        title = cut(entry.title, SANS, size, box.width - right - size * 2.5)
        markup += [svg.rectangle(box.left, foot - size * 0.78, size * 0.85, size * 0.85, entry.colour),
                   svg.text(box.left + size * 1.3, foot, title, size, ink.text),
                   svg.text(box.right, foot, state, size, ink.muted, anchor="end")]
    left = len(body.entries) - fitting + body.more
    if left and fitting:
        more = say("picture.more_commitments", commitments=left)
        markup.append(svg.text(box.left + size * 1.3, box.top + (fitting + 0.75) * high, more, size, ink.muted))
    return Drawn(markup, (fitting + (1 if left and fitting else 0)) * high)


def _word_lines(segment: Segment, room: float, size: float) -> tuple[str, ...]:
    """The word of a status in the lines that it takes within its segment; none where it does not fit whole."""
    if any(width(word, SANS, size) > room for word in segment.word.split()):
        return ()
    lines = wrap(segment.word, SANS, size, room, WORD_LINES + 1)
    return lines if len(lines) <= WORD_LINES else ()


def _in_segment(segment: Segment, lines: Sequence[str], box: Box, size: float) -> Iterator[str]:
    """The number, where it fits, and the lines of the word below it."""
    number, left = str(segment.number), box.left + size * 0.45
    if width(number, BOLD, size * 1.3) > box.width - size * 0.6:
        return
    foot = box.top + (box.height - size * 1.3 - len(lines) * size * 1.1) / 2 + size * 1.05
    yield svg.text(left, foot, number, size * 1.3, segment.ink, BOLD)
    for place, words in enumerate(lines, 1):
        yield svg.text(left, foot + place * size * 1.12, words, size, segment.ink)


def _listed(segments: Sequence[Segment], box: Box, look: Look) -> Drawn:
    """Colour, number and word of each, set as running text in as many lines as there is height for."""
    size, markup = look.size, []
    x, foot = box.left, box.top + size * 1.1
    for place, segment in enumerate(segments):
        number = str(segment.number)
        room = box.width - size * 1.6 - width(number, BOLD, size)
        word = cut(segment.word, SANS, size, room)
        wide = size * 1.6 + width(number, BOLD, size) + width(word, SANS, size)
        if x > box.left and x + wide > box.right:
            x, foot = box.left, foot + size * LINE
        if foot > box.bottom:
            more = say("picture.more_words", number=len(segments) - place)
            markup.append(svg.text(box.right, foot - size * LINE, more, size, look.ink.muted, anchor="end"))
            break
        markup.append(svg.rectangle(x, foot - size * 0.78, size * 0.85, size * 0.85, segment.background))
        markup.append(svg.text(x + size * 1.15, foot, number, size, look.ink.text, BOLD))
        markup.append(svg.text(x + size * 1.4 + width(number, BOLD, size), foot, word, size, look.ink.text))
        x += wide + size * 1.3
    return Drawn(markup, foot - box.top + size * 0.4 if segments else 0.0)


def gap(body: Gap, box: Box, look: Look) -> Drawn:
    """A row a period, oldest on top: the two figures, the line between them and the gap in words. The axis does not begin at 0."""
    size, ink = look.size, look.ink
    head = size * LINE * len(body.ends) + size * 0.6
    fitting = max(1, int((box.height - head - size * 2) / (size * ROW)))
    rows = body.rows[-fitting:]
    values = [value for row in rows for value in row[1:3]]
    if not values:
        return Drawn((), 0)
    low = max(0.0, min(values) - 0.6 * (max(values) - min(values)))
    high = max(values) + 0.1 * (max(values) - low) or 1.0
    beside = max(width(words, BOLD, size) for row in rows for words in axis_words(row[1:3])) + size
    left = box.left + max(width(row[0], BOLD, size) for row in rows) + beside + size
    bottom = box.top + head + len(rows) * size * ROW

    def place(value: float) -> float:
        return left + (value - low) / (high - low or 1.0) * (box.right - left - beside)

    markup = list(_ends(body, box, look))
    ticks = [tick for tick in nice_ticks(max(values), wanted=8) if low <= tick <= high]
    for tick, words in zip(ticks, axis_words(ticks), strict=True) if ticks else ():
        markup.append(svg.line((place(tick), box.top + head), (place(tick), bottom), ink.grid, size * 0.07))
        markup.append(svg.text(place(tick), bottom + size * 1.3, words.strip(), size * 0.92, ink.muted, anchor="middle"))
    for number, row in enumerate(rows):
        middle = box.top + head + (number + 0.6) * size * ROW
        markup += _gap_row(row, body, look, middle, box.left, [place(value) for value in row[1:3]])
    return Drawn(markup, bottom + size * 1.9 - box.top)


def _ends(body: Gap, box: Box, look: Look) -> Iterator[str]:
    """The names of the two reporters, each with its mark."""
    size = look.size
    for place, end in enumerate(body.ends):
        foot = box.top + size + place * size * LINE
        yield svg.symbol(end.symbol, box.left + size * 0.4, foot - size * 0.34, size * 0.33, end.colour, end.colour, size * 0.1)
        yield svg.text(box.left + size * 1.2, foot, cut(end.name, SANS, size, box.width - size * 1.2), size, end.colour)


def _gap_row(row: tuple[str, float, float, str], body: Gap, look: Look, middle: float, left: float, at: Sequence[float]) -> Iterator[str]:
    size, ink = look.size, look.ink
    yield svg.text(left, middle + size * 0.35, row[0], size, ink.text, BOLD)
    yield svg.line((at[0], middle), (at[1], middle), ink.muted, size * 0.14)
    yield svg.text(sum(at) / 2, middle - size * 0.75, row[3], size, ink.text, anchor="middle")
    for place, (end, x, value, figure) in enumerate(zip(body.ends, at, row[1:3], axis_words(row[1:3]), strict=True)):
        told = svg.named("title", f"{row[0]}: {words_of(value)}, {end.name}")
        outwards, anchor = (-size * 0.75, "end") if (x, place) == min(zip(at, range(2))) else (size * 0.75, None)
        yield svg.tag("g", told, svg.symbol(end.symbol, x, middle, size * 0.42, end.colour, end.colour, size * 0.1))
        yield svg.text(x + outwards, middle + size * 0.35, figure, size, end.colour, BOLD, anchor)


def statement(body: Statement, box: Box, look: Look) -> Drawn:
    """The word of the status on its colour, the quote beside a rule, and who said it."""
    size, ink = look.size, look.ink
    word = cut(body.word, BOLD, size, box.width - size * 1.2)
    markup = [svg.rectangle(box.left, box.top, width(word, BOLD, size) + size * 1.2, size * 1.9, body.paint.background, rx=size * 0.2),
              svg.text(box.left + size * 0.6, box.top + size * 1.3, word, size, body.paint.ink, BOLD)]
    said = [line for words in body.said[: 2 if look.small else None] for line in wrap(words, SANS, size, box.width, 1 if look.small else 2)]
    top = box.top + size * 2.7
    room = box.bottom - top - len(said) * size * LINE - size * 0.5
    large, lines = _quote(body.quote, box.width - size * 1.4, room, [size * share for share in QUOTE[look.small]])
    end = top + len(lines) * large * LINE
    if lines:
        markup.append(svg.rectangle(box.left, top, size * 0.22, end - top, body.paint.background))
    markup += [svg.text(box.left + size * 1.2, top + (place + 0.76) * large * LINE, words, large, ink.text, SERIF)
               for place, words in enumerate(lines)]
    end += size * 0.5 if lines else 0
    markup += [svg.text(box.left, end + (place + 0.8) * size * LINE, words, size, ink.muted) for place, words in enumerate(said)]
    return Drawn(markup, end + len(said) * size * LINE - box.top)


def _quote(quote: str, wide: float, high: float, sizes: Sequence[float]) -> tuple[float, tuple[str, ...]]:
    """The quote in its marks: the largest of the sizes in which it fits whole, else the smallest, cut."""
    marked = f"“{clean(quote)}”" if clean(quote) else ""
    for size in sizes:
        most = max(1, int(high / (size * LINE)))
        lines = wrap(marked, SERIF, size, wide, most + 1)
        if len(lines) <= most:
            return size, lines
    return size, wrap(marked, SERIF, size, wide, most)


def words(body: Words, box: Box, look: Look) -> Drawn:
    """Sentences, a paragraph each, as many as there is height for."""
    size, markup, top = look.size, [], box.top
    if look.small:
        size = next((size * share for share in WORDS if _high(body, box.width, size * share) <= box.height), size)
    for sentence in body.sentences:
        room = int((box.bottom - top) / (size * LINE))
        lines = wrap(sentence, SANS, size, box.width, room) if room > 0 else ()
        markup += [svg.text(box.left, top + (place + 0.76) * size * LINE, line, size, look.ink.text) for place, line in enumerate(lines)]
        top += len(lines) * size * LINE + (size * 0.5 if lines else 0)
    return Drawn(markup, max(0.0, top - box.top))


def _high(body: Words, wide: float, size: float) -> float:
    return sum((len(wrap(sentence, SANS, size, wide, 99)) * LINE + 0.5) * size for sentence in body.sentences)
