"""Text made fit to be drawn, and measured with the very files that it is drawn with, so that it breaks at the same places everywhere."""
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from PIL import ImageFont

from monitor.pictures.paint import FONTS

UNITS = 1000   # letters are measured at this size, where rounding to whole pixels changes nothing that is seen
LONGEST = 5000
MOST_ACCENTS = 2
ELLIPSIS = "…"
SANS_FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"
SERIF_FAMILY = "'Source Serif 4', 'Source Serif Pro', Georgia, serif"


@dataclass(frozen=True)
class Face:
    """A typeface in one weight. `x_height`, in parts of the size, keeps text as wide where another typeface must stand in."""

    family: str
    file: str
    weight: int
    x_height: float


SANS = Face(SANS_FAMILY, "SourceSans3_400Regular.ttf", 400, 0.486)
BOLD = Face(SANS_FAMILY, "SourceSans3_600SemiBold.ttf", 600, 0.486)
SERIF = Face(SERIF_FAMILY, "SourceSerif4_400Regular.ttf", 400, 0.475)
HEADING = Face(SERIF_FAMILY, "SourceSerif4_600SemiBold.ttf", 600, 0.475)


def clean(text: str, longest: int = LONGEST) -> str:
    """Text on one line, without control and direction marks and heaps of accents, which would reach over its neighbours."""
    folded = " ".join(unicodedata.normalize("NFC", text[: 2 * longest]).split())
    kept = (sign for sign in folded if not unicodedata.category(sign).startswith("C"))
    runs = ((is_accent, list(run)) for is_accent, run in groupby(kept, lambda sign: unicodedata.category(sign) in ("Mn", "Me")))
    plain = "".join("".join(run[:MOST_ACCENTS] if is_accent else run) for is_accent, run in runs)
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + ELLIPSIS


def width(text: str, face: Face, size: float) -> float:
    """How wide a text is, in the unit of `size`. Kerning is left out, which makes it a little wider than it is drawn."""
    return sum(_advance(sign, face) for sign in text) * size


@lru_cache(maxsize=2000)
def wrap(text: str, face: Face, size: float, wide: float, lines: int) -> tuple[str, ...]:
    """A text in at most so many lines, none wider than `wide`; what does not fit ends in an ellipsis, a long word is broken."""
    done: list[str] = []
    line = ""
    for word in clean(text).split():
        tried = f"{line} {word}" if line else word
        if width(tried, face, size) <= wide:
            line = tried
            continue
        *full, rest = _broken(word, face, size, wide)
        done += [line, *full] if line else full
        line = rest
        if len(done) > lines:
            break
    done += [line] if line else []
    if len(done) <= lines:
        return tuple(done)
    return (*done[: lines - 1], cut(f"{done[lines - 1]} {done[lines]}", face, size, wide)) if lines else ()


def cut(text: str, face: Face, size: float, wide: float) -> str:
    """A text on one line that is no wider than `wide`, with an ellipsis where it had to be cut, after a whole word if there is one."""
    if width(text, face, size) <= wide:
        return text
    room = wide - width(ELLIPSIS, face, size)
    first = _broken(text, face, size, room)[0]
    whole = first if text[len(first):].startswith(" ") or " " not in first else first.rpartition(" ")[0]
    return whole.rstrip(" ,;:.") + ELLIPSIS


def _broken(word: str, face: Face, size: float, wide: float) -> list[str]:
    """A text in pieces that fit, broken between any two letters."""
    pieces, piece, filled = [], "", 0.0
    for sign in word:
        advance = _advance(sign, face) * size
        if piece and filled + advance > wide:
            pieces.append(piece)
            piece, filled = "", 0.0
        piece, filled = piece + sign, filled + advance
    return [*pieces, piece]


@lru_cache(maxsize=20_000)
def _advance(sign: str, face: Face) -> float:
    """The room of a sign in parts of the size; one that the typeface does not have is taken to be as wide as it will be elsewhere."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0.0
    is_wide = unicodedata.east_asian_width(sign) in ("W", "F")
    return max(_font(face).getlength(sign) / UNITS, 1.0 if is_wide else 0.0)


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / face.file, UNITS, layout_engine=ImageFont.Layout.BASIC)
