"""What a bare number counts: the noun phrase right after it, as people or as items."""
import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load
from extract.rules.date_values import MONTH_NAMES
from extract.rules.numbers import Number, is_year
from monitor.units import ITEMS

LONGEST_PHRASE = 6
PEOPLE = "people"
COUNTED_UNITS = (ITEMS, PEOPLE)
_WORD = re.compile(r"[ \t\u00a0]?(?:\n(?!\s*\n))?[ \t\u00a0]{0,2}([^\W\d_][\w.'’&/–-]*)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.]*)\s{1,2}$")
_RATES = {"weekly": "week", "daily": "day", "monthly": "month"}
_SOME_OF = re.compile(r"\sof\s(?:their|its|the|his|her|our|these|those)(?=\s)")


@dataclass(frozen=True)
class Counted:
    """The counted noun phrase: where it ends, its words, its unit (people or items), and the period of 'weekly flights'."""

    end: int
    noun: str
    unit: str
    per: str | None


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(word for entry in load("counted")[table] for word in entry["words"])


def _is_plural(word: str) -> bool:
    if word in _words("people") or word in _words("irregular"):
        return True
    if not word.islower() or len(word) <= 3 or word in _words("no_plural"):
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_name(text: str, number: Number) -> bool:
    """Whether the number is a year, or part of a name such as 'Order 14257'."""
    if number.marked:
        return False
    if not number.spelled and is_year(number.value):
        return True
    before = _WORD_BEFORE.search(text, max(0, number.start - 20), number.start)
    return before is not None and before[1].lower() in _words("label")


def _phrase(text: str, at: int, end: int) -> list[re.Match[str]]:
    """The words that may belong to one noun phrase, up to a mark, a preposition, a verb of being or a month."""
    words: list[re.Match[str]] = []
    while len(words) < LONGEST_PHRASE and (match := _WORD.match(text, at, end)):
        if match[1].strip(".").lower() in _words("stop") or match[1] in MONTH_NAMES:
            break
        words.append(match)
        at = match.end()
        if match[1].endswith(".") and "." not in match[1][:-1]:
            break
    return words


def counted_after(text: str, number: Number, end: int) -> Counted | None:
    """What the number counts, or None where no plural noun follows or the noun names actors, times or places."""
    if text[number.end:number.end + 1] in ("-", "/", ".") or _is_name(text, number):
        return None
    some = _SOME_OF.match(text, number.end, end)
    words = _phrase(text, some.end() if some else number.end, end)
    cores = [match[1].rstrip(".'’") for match in words]
    last = next((i for i, core in enumerate(cores) if _is_plural(core)), None)
    if last is None:
        return None
    while last + 1 < len(words) and _is_plural(cores[last + 1]) and words[last][1] == cores[last]:
        last += 1
    if cores[last] in _words("never"):
        return None
    finish = words[last].start(1) + len(cores[last])
    noun = " ".join(text[words[0].start(1):finish].split())
    rate = next((_RATES[core.lower()] for core in cores[:last] if core.lower() in _RATES), None)
    return Counted(finish, noun, PEOPLE if cores[last] in _words("people") else ITEMS, rate)
