"""The lines of printed pages as paragraphs: what goes on in the next line is joined, what begins anew stands after a blank line."""
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BETWEEN_PARAGRAPHS = "\n\n"
LIKE_SIZES = 0.08
LARGE = 1.1   # a heading's size, as a part of that of the running text
WIDE_GAP = 1.25   # between two paragraphs, as a part of the usual distance of lines
LOOSEST = 1.5   # distance of lines as a part of their size, where too few lines tell it
FULL = 0.93   # a line that cannot take the next word fills so much of the longest one; widths are estimates
FEWEST_TO_TELL = 3
INDENT = 0.8   # as a part of the size

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
SOFT_HYPHEN = "\u00ad"
# Parts of words with a hyphen: one that comes before it, one that comes after it.
BEFORE_HYPHEN = frozenset(
    "all anti cross ex far first full fourth half hard high ill key large long low medium mid multi near new newly non north "
    "one open post pre private public quasi second self semi short single small so socio south sub third three two well wide "
    "year zero".split())
AFTER_HYPHEN = frozenset(
    "aged backed based being bound building called centred century chain class cutting day driven effective efficient facing "
    "fold free friendly funded general generation going growing income intensive in keeping known led level like line long "
    "made making minded month of off old operated oriented out owned party past per performing person point political quality "
    "range ranking related resistant rich round saving scale selling sensitive sharing side sided sized skilled standing "
    "state supported term through tier time to track up week wide win year years".split())

_CLOSED = re.compile(r"[.!?:;…][\"”’')\]]{0,4}$")
_OPEN = re.compile(r"(?:,|\b(?:of|and|or|the|a|an|to|in|for|with|by|on|at|from|between|into|under|its|their|"
                   r"that|which|will|shall|H\.E|Mr|Ms|Dr))$")
_BULLET = re.compile(r"^[•▪●◦‣∙·■□►➢✓○\uf0a7\uf0b7\uf0d8]\s*")
_MARK = re.compile(r"(?:[-–—]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5}|[IVXLC]{1,5}|[A-Z])[.)])(?:\s+(?=\S)|$)")
_BEFORE_MARK = re.compile(r"(?:[,;:.]|\b(?:and|or))$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD, _FIRST_WORD = re.compile(r"([\w-]*[^\W_])[-\u2010]$"), re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"[\w-]*[-\u2010\u00ad]\n\w+")
_NARROW, _WIDE = frozenset("iIljtfr.,:;'’|!()[]/- "), frozenset("mwMW—%@")


@dataclass(frozen=True)
class Line:
    """A line of a page (counted from 0): where it begins, upwards and from the left, and the size of its letters; None where unknown."""

    text: str
    page: int
    left: float | None = None
    height: float | None = None
    size: float | None = None


def text_of(lines: Iterable[Line]) -> str:
    """The paragraphs of a document, its lines given in their order and without running heads."""
    lines = [Line(text, line.page, line.left, line.height, line.size) for line in lines if (text := _resolved(line.text))]
    words = _words("\n".join(line.text for line in lines))
    page = _Page(lines)
    paragraphs: list[str] = []
    for at, line in enumerate(lines):
        if at and page.goes_on(at):
            paragraphs[-1] = _joined(paragraphs[-1], line.text, words)
        else:
            paragraphs.append(line.text)
    return BETWEEN_PARAGRAPHS.join(_BULLET.sub("- ", paragraph.removesuffix(SOFT_HYPHEN), count=1) for paragraph in paragraphs)


def _resolved(text: str) -> str:
    """A line with plain letters; of soft hyphens only one at its end is left."""
    text = text.translate(LIGATURES).strip()
    text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
    return text


def _words(text: str) -> Counter[str]:
    """How often each word stands in the text, the halves of broken ones not counted."""
    return Counter(found.group().lower() for found in _WORD.finditer(_BROKEN.sub(" ", text)))


def _joined(before: str, after: str, words: Counter[str]) -> str:
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + after
    left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if left and right:
        return (before if _keeps_hyphen(left.group(1), right.group(), words) else before[:-1]) + after
    return before + after if re.search(r"\w[–—/-]$", before) else f"{before} {after}"


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool:
    """Whether a word broken at its hyphen is written with it: as elsewhere in the document, else by its parts."""
    if not right.islower() or not left.replace("-", "").isalpha() or left.isupper():
        return True
    left = left.lower()
    whole, parted = words[left + right], words[f"{left}-{right}"]
    if whole or parted:
        return parted > whole
    return "-" in left or left in BEFORE_HYPHEN or right in AFTER_HYPHEN or bool(words[left] and words[right])


class _Page:
    """What the lines of a document have in common, and whether one carries on the one before it."""

    def __init__(self, lines: Sequence[Line]):
        self.lines = lines
        self.leading = _leadings(lines)
        self.body = Counter(line.size for line in lines for _ in line.text if line.size).most_common(1)
        self.widths = [_width(line.text) for line in lines]
        self.longest = _longest(lines, self.widths)

    def goes_on(self, at: int) -> bool:
        """Whether line `at` carries on the paragraph of the line before it."""
        before, after = self.lines[at - 1], self.lines[at]
        if _BULLET.match(after.text):
            return False
        if _MARK.fullmatch(before.text) or _BULLET.fullmatch(before.text) or before.text.endswith(SOFT_HYPHEN):
            return True
        if not _alike(before, after) or self._is_apart(before, after):
            return False
        is_full = self._is_full(at - 1)
        if _MARK.match(after.text) and (_BEFORE_MARK.search(before.text) or not is_full):
            return False
        if _CLOSED.search(before.text):
            return is_full and not self._is_indented(at)
        return is_full or bool(_OPEN.search(before.text)) or before.text.endswith("-") or after.text[0].islower() or self._is_large(after)

    def _is_apart(self, before: Line, after: Line) -> bool:
        distance = _distance(before, after)
        return distance is not None and distance > WIDE_GAP * self.leading.get(_rounded(before.size), distance)

    def _is_full(self, at: int) -> bool:
        """Whether the first word of the next line would have found no room in this one."""
        word = self.lines[at + 1].text.split(" ", 1)[0]
        return self.widths[at] + _width(f" {word}") > FULL * self.longest[at]

    def _is_indented(self, at: int) -> bool:
        """Whether the line begins further to the right; behind the mark of an item that is how the item goes on."""
        before, after = self.lines[at - 1], self.lines[at]
        if before.left is None or after.left is None or after.size is None or before.page != after.page or _MARK.match(before.text):
            return False
        return 0 < (_distance(before, after) or 0) and after.left > before.left + INDENT * after.size

    def _is_large(self, line: Line) -> bool:
        return bool(self.body and line.size) and line.size > LARGE * self.body[0][0]


def _width(text: str) -> float:
    """About how long a line is, in letters of usual width."""
    return sum(0.55 if char in _NARROW else 1.5 if char in _WIDE else 1.25 if char.isupper() else 1.0 for char in text)


def _rounded(size: float | None) -> float | None:
    return None if size is None else round(size * 2) / 2


def _alike(a: Line, b: Line) -> bool:
    return a.size is None or b.size is None or abs(a.size - b.size) <= LIKE_SIZES * max(a.size, b.size)


def _distance(before: Line, after: Line) -> float | None:
    """How far the line stands under the one before it; None on another page, in another column, and where places are unknown."""
    if before.page != after.page or before.height is None or after.height is None:
        return None
    distance = before.height - after.height
    return distance if distance > 0 else None


def _leadings(lines: Sequence[Line]) -> dict[float | None, float]:
    """The usual distance of lines, by the size of their letters: the smallest that is no exception."""
    distances = defaultdict(list)
    for before, after in zip(lines, lines[1:], strict=False):
        distance = _distance(before, after)
        if distance is not None and _alike(before, after) and distance >= LIKE_SIZES * 10 * (before.size or 0):
            distances[_rounded(before.size)].append(round(distance, 1))
    found = {}
    for size, of_size in distances.items():
        times = Counter(of_size)
        usual = min((distance for distance, count in times.items() if count >= len(of_size) / 10), default=min(of_size))
        few = len(of_size) < FEWEST_TO_TELL and size
        found[size] = min(usual, LOOSEST * size) if few else usual
    return found


def _longest(lines: Sequence[Line], widths: Sequence[float]) -> list[float]:
    """For each line the longest one on its page with letters of its size."""
    on_page: dict[tuple, float] = defaultdict(float)
    for line, width in zip(lines, widths, strict=True):
        on_page[line.page, _rounded(line.size)] = max(width, on_page[line.page, _rounded(line.size)])
    return [on_page[line.page, _rounded(line.size)] for line in lines]
