"""Numbers as written: '1,234.5', '25 million', 'twenty-five', 'half a billion', 'a hundred'."""
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.lexicon import load
from extract.rules.phrases import one_of

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPECIAL = {"half a": Decimal("0.5"), "one and a half": Decimal("1.5"), "two and a half": Decimal("2.5")}
_HUNDREDS = {"a hundred": Decimal(100), "a dozen": Decimal(12)}
_VALUES = {
    **{word: Decimal(i) for i, word in enumerate(_ONES, 1)},
    **{word: Decimal(i) for i, word in enumerate(_TEENS, 10)},
    **{word: Decimal(10 * i) for i, word in enumerate(_TENS, 2)},
    **_SPECIAL, **_HUNDREDS,
}
BLANK = "[ ]"
THIN_SPACES = "\u00a0\u2009\u202f"
GAP = rf"[ \t{THIN_SPACES}]?(?:\n(?!\s{{0,9}}\n))?[ \t{THIN_SPACES}]?"
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:[ {THIN_SPACES}]\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?!\d))"

_MARK_OF_THOUSANDS = re.compile(rf"[, {THIN_SPACES}]")


@dataclass(frozen=True)
class Number:
    """A number at its place. `spelled` is true of words; `marked` of thousands marks or a magnitude, which no year or name has."""

    start: int
    end: int
    value: Decimal
    magnitude: Decimal | None
    spelled: bool
    marked: bool

    @property
    def total(self) -> Decimal:
        """The number multiplied out."""
        return self.value * (self.magnitude or 1)


def is_year(value: Decimal) -> bool:
    """Whether a bare number is taken for a year."""
    return _FIRST_YEAR <= value <= _LAST_YEAR and value == value.to_integral_value()


@cache
def _magnitudes() -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    words, glued = {}, {}
    for entry in load("magnitudes")["magnitude"]:
        words.update(dict.fromkeys(entry["words"], Decimal(entry["factor"])))
        glued.update(dict.fromkeys(entry["glued"], Decimal(entry["factor"])))
    return words, glued


@cache
def start_pattern() -> re.Pattern[str]:
    """Where a number may begin. Written without a leading boundary, so that the engine can skip to a likely first letter."""
    words = [*_ONES, *_TEENS, *_TENS, *_SPECIAL, *_HUNDREDS]
    return re.compile(r"\d|" + one_of([*words, *(word.capitalize() for word in words)], BLANK))


@cache
def _number_pattern() -> re.Pattern[str]:
    spelled = rf"(?:{one_of(_TENS)}(?:[- ]{one_of(_ONES)})?|{one_of([*_SPECIAL, *_HUNDREDS, *_TEENS, *_ONES], BLANK)})"
    words, glued = _magnitudes()
    return re.compile(
        rf"(?:(?P<digits>{_DIGITS})(?:(?P<glued>{one_of(glued)})(?!\w))?|(?P<spelled>(?i:{spelled}))(?P<hundred>\shundred)?(?![^\W_]))"
        rf"(?:(?:{GAP}|-)(?P<mag>(?i:{one_of(words, BLANK)}))(?![^\W_]))?")


def _spelled_value(words: str) -> Decimal:
    words = " ".join(words.lower().split())
    if words in _VALUES:
        return _VALUES[words]
    ten, one = re.split("[- ]", words)
    return _VALUES[ten] + _VALUES[one]


def _value_of(digits: str) -> Decimal:
    return Decimal(_MARK_OF_THOUSANDS.sub("", digits))


def _smaller_part(text: str, at: int, end: int, magnitude: Decimal) -> tuple[int, Decimal] | None:
    """The end and the value of what is added to a number: "128 million" of "1 billion 128 million", "300" of "6 thousand 300"."""
    rest = _number_pattern().match(text, at + 1, end) if magnitude >= 1000 and text[at:at + 1] == " " else None
    if rest is None or not rest["digits"] or not (rest["mag"] or len(rest["digits"]) == 3):
        return None
    value = _value_of(rest["digits"]) * (_magnitudes()[0][rest["mag"].lower()] if rest["mag"] else 1)
    return (rest.end(), value) if value < magnitude else None


def read_number(text: str, start: int, end: int, signed: bool) -> Number | None:
    """The number that begins at `start`, or None. Short magnitudes ("$5m") are read only behind a currency sign (`signed`)."""
    match = _number_pattern().match(text, start, end)
    if match is None or (match["glued"] and not signed):
        return None
    words, glued = _magnitudes()
    magnitude = words.get(match["mag"].lower()) if match["mag"] else glued.get(match["glued"])
    if match["spelled"]:
        value = _spelled_value(match["spelled"]) * (100 if match["hundred"] else 1)
    else:
        value = _value_of(match["digits"])
    finish = match.end()
    rest = _smaller_part(text, finish, end, magnitude) if magnitude else None
    if rest:
        value, finish = value + rest[1] / magnitude, rest[0]
    plain = match["spelled"] is None and match["digits"].replace(".", "", 1).isdigit()
    return Number(start, finish, value, magnitude, bool(match["spelled"]), magnitude is not None or not (plain or match["spelled"]))
