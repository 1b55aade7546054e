"""Numbers with their units: money, shares, weights, power, people and whatever else is counted.

A number without a unit or a counted noun is no quantity. So years, ordinals, names ("Order 14257", "COVID-19") and
the actors of a statement ("the two sides") yield nothing.
"""
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extract.findings import Quantity
from extract.lexicon import load, patterns, words
from extract.rules.counted import counted_after
from extract.rules.numbers import GAP, Number, is_year, read_number, start_pattern
from extract.rules.phrases import one_of
from monitor.states import find_states
from monitor.units import ITEMS, currency_signs, currency_words, spellings

REACH_BEFORE = 40
BLANK = r"\s"
_SHARES = ("percent", "percentage_points")   # "8 percent a year" is a growth rate, and a rate already
DURATIONS = ("days", "years")
LONGEST_SIGN = max(map(len, currency_signs()))
_APPROXIMATIONS = words("amounts", "approximation")
_RANGE = re.compile(rf"{GAP}(?:[-–—]|to\b(?:\s{one_of(_APPROXIMATIONS)})?|and\b){GAP}")
_AFTER_FROM = re.compile(r"\bfrom(?:\s\w{1,20}){0,3}\s$", re.I)
_AFTER_BETWEEN = re.compile(r"\bbetween(?:\s\w{1,20}){0,2}\s$", re.I)
_NOT_FALL = re.compile(r"\bnot\s(?:be\s)?(?:reduc|fall|drop|go|lower|cut|decreas|sink|shrink)\w*\b[^.;]{0,60}$")   # "not fall below"
_PER_YEAR = rf"(?:per|a|an|each|every){GAP}(?P<per>annum|year|month|week|day)\b(?!\s(?:earlier|ago|before|later))"
_SLASH_YEAR = rf"/{GAP}(?P<slash>year|yr|month|week|day)\b"
_RATE = re.compile(rf"{GAP}(?:{_PER_YEAR}|{_SLASH_YEAR}|(?P<adverb>annually|yearly|monthly|weekly|daily)\b)", re.I)
_TO_NUMBER = re.compile(rf"{GAP}to\s(?:{one_of((*_APPROXIMATIONS, *words('amounts', 'bound')))}\s)?(?=\w)", re.I)
_RAISED_TO = re.compile(
    rf"{patterns('amounts', 'change').pattern}[^.;:]{{0,90}}?\b(?:to|from)\s(?:{one_of(words('amounts', 'goal'))}\s)?$", re.I)
_ALONE = re.compile(r"(?=[,;.)]|$|\s(?:to|by|from|in|until|with|as|and)\b|\s(?:a|per)\s(?:year|month|week|day)\b)")
_PER = re.compile(rf"{GAP}per{GAP}(?:annum|year|month|week|day)\b", re.I)
_PERIODS = {"annum": "year", "yr": "year", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}

@dataclass(frozen=True)
class QuantityMention:
    """A quantity at its place: `text[start:end]` runs from the qualifier or sign to the unit or counted noun.

    `number_start` is where the sign or number begins; `noun` are the counted words of people and items ('Kyrgyz students').
    `spelled` is true of 'twelve', and `implied` where the number is marked as an amount but its unit is not written beside it.
    """

    start: int
    end: int
    number_start: int
    quantity: Quantity
    noun: str = ""
    spelled: bool = False
    implied: bool = False


@dataclass(frozen=True)
class _Unit:
    end: int
    unit: str
    factor: Decimal = Decimal(1)
    per: str | None = None
    noun: str = ""
    implied: bool = False


@cache
def _units() -> tuple[re.Pattern[str], dict[str, _Unit]]:
    """One pattern for every unit and currency after a number, and what each spelling means; small letters for words of any case."""
    names = {spelling.text: spelling for spelling in spellings() if spelling.any_case}
    symbols = {spelling.text: spelling for spelling in spellings() if not spelling.any_case}
    meanings = {text.casefold(): _Unit(0, s.unit, s.factor, s.per) for text, s in names.items()}
    meanings |= {text.casefold(): _Unit(0, code) for text, code in currency_words().items()}
    exact = {text: _Unit(0, s.unit, s.factor, s.per) for text, s in symbols.items()}
    exact |= {sign: _Unit(0, code) for sign, code in currency_signs().items() if sign not in exact}
    either = rf"(?:(?P<word>(?i:{one_of(meanings, BLANK)}))|(?P<symbol>{one_of(exact, BLANK)}))"
    pattern = re.compile(rf"(?P<hyphen>-)?(?(hyphen)|{GAP}){either}(?![^\W\d_]|(?<=\w)\d)")
    return pattern, meanings | exact


@cache
def _qualifiers(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: entry["name"] for entry in load("qualifiers")["qualifier"] if entry["side"] == side for word in entry["words"]}
    ways = one_of(names, BLANK)
    if side == "before":
        fillers = one_of(words("qualifiers", "filler"), BLANK)
        return re.compile(rf"(?<![\w-])(?P<word>{ways})\s{{0,2}}(?:{fillers}\s){{0,2}}$", re.I), names
    return re.compile(rf"\s?(?P<word>{ways})(?!\w)", re.I), names


def _sign_before(text: str, at: int, start: int) -> tuple[int, str] | None:
    """Where the currency sign right before a number begins, and its code."""
    edge = at - 1 if at > start and text[at - 1] in " \u00a0" else at
    if text[max(start, edge - 1):edge] not in _ends_of_signs():
        return None
    for length in range(min(LONGEST_SIGN, edge - start), 0, -1):
        code = currency_signs().get(text[edge - length:edge])
        before = text[edge - length - 1:edge - length]
        if code and not (text[edge - length].isalpha() and before.isalpha()):
            return edge - length, code
    shared = _shared_signs().get(text[edge - 1:edge]) if edge > start else None
    code = _currency_of_state(text, at, shared) if shared else None
    return (edge - 1, code) if code else None


@cache
def _shared_signs() -> dict[str, tuple[str, ...]]:
    return {entry["pattern"]: tuple(entry["codes"]) for entry in load("amounts")["shared sign"]}


@cache
def _ends_of_signs() -> frozenset[str]:
    return frozenset(sign[-1] for sign in (*currency_signs(), *_shared_signs()))


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(one_of(currency_signs(), BLANK))


def _begins_a_number(text: str, at: int, start: int, signed: bool) -> bool:
    """Whether a number may begin here: not inside a word, a name like COVID-19, a larger number or a fraction."""
    if signed or at == start:
        return True
    before = text[at - 1]
    return not (before.isalnum() or before in "_-.,/:'’" or (before in "–—" and text[at - 2:at - 1].isalnum()))


def _unit_after(text: str, number: Number, end: int) -> _Unit | None:
    pattern, meanings = _units()
    money = _money_without_state(text, number, end)
    if money:
        return money
    match = pattern.match(text, number.end, end)
    if match:
        unit = meanings.get(match["symbol"]) or meanings[" ".join(match["word"].casefold().split())]
        rule_parameter = unit.unit in DURATIONS and (match["hyphen"] or text[match.end():match.end() + 1] == "-")
        return None if rule_parameter else _Unit(match.end(), unit.unit, unit.factor, unit.per)
    counted = counted_after(text, number, end)
    if counted:
        return _Unit(counted.end, counted.unit, per=counted.per, noun=counted.noun)
    is_amount = number.marked and text[number.end:number.end + 1] not in ("-", "/") or _PER.match(text, number.end, end)
    return _Unit(number.end, ITEMS, implied=True) if is_amount or _is_bare_goal(text, number, end) else None


def _is_bare_goal(text: str, number: Number, end: int) -> bool:
    """Whether a number without a unit is one to be reached: "raise the number of flights to at least 40"."""
    if number.spelled or is_year(number.value) or _last_word(text[max(0, number.start - 12):number.start]) not in _ends_before_a_goal():
        return False
    return bool(_ALONE.match(text, number.end, end) and _RAISED_TO.search(text, max(0, number.start - 110), number.start))


@cache
def _ends_before_a_goal() -> frozenset[str]:
    return frozenset(("to", "from", *map(_last_word, words("amounts", "goal"))))


@cache
def _shared_names() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Names that several currencies bear ("dinars"), each with their codes; "dollars" alone are read as US dollars."""
    codes: dict[str, set[str]] = {}
    for name, code in currency_words().items():
        codes.setdefault(name.rpartition(" ")[2], set()).add(code)
    shared = {name: tuple(sorted(of)) for name, of in codes.items() if len(of) > 1 and name not in ("dollar", "dollars")}
    return re.compile(rf"{GAP}(?P<name>{one_of(shared, BLANK)})\b", re.I), shared


def _money_without_state(text: str, number: Number, end: int) -> _Unit | None:
    """"12 million dinars" of a text that speaks of Kuwait; None where no state that is named has such money."""
    pattern, codes = _shared_names()
    match = pattern.match(text, number.end, end)
    if match is None:
        return None
    code = _currency_of_state(text, number.start, codes[match["name"].lower()])
    return _Unit(match.end(), code) if code else None


def _currency_of_state(text: str, at: int, codes: tuple[str, ...]) -> str | None:
    """Of several currencies that of the state named last before `at`, else first after it; a code's first two letters are its state's."""
    by_state = {code[:2]: code for code in codes}
    named = [(mention.start, by_state[mention.code]) for mention in find_states(text) if mention.code in by_state]
    before = [code for start, code in named if start < at]
    return before[-1] if before else named[0][1] if named else None


def _with_rate(text: str, unit: _Unit, end: int) -> _Unit:
    match = _RATE.match(text, unit.end, end)
    if not match or unit.per or unit.unit in _SHARES:
        return unit
    word = (match["per"] or match["slash"] or match["adverb"]).lower()
    return _Unit(match.end(), unit.unit, unit.factor, _PERIODS.get(word, word), unit.noun, unit.implied)


def _second_of_range(text: str, first: Number, begin: int, start: int, end: int) -> tuple[Number, str | None] | None:
    """The upper end of '25-30 million' or 'between $5 and $7 billion', with the sign it repeats; None where no range is written.

    The first number begins, with its own sign, at `begin`.
    """
    joint = _RANGE.match(text, first.end, end)
    if not joint:
        return None
    sign = _sign().match(text, joint.end())
    second = read_number(text, sign.end() if sign else joint.end(), end, bool(sign))
    before = text[max(start, begin - REACH_BEFORE):begin]
    is_and = "and" in joint.group()
    if not first.marked and is_year(first.value) and second is not None and second.marked:   # "in 2021 to 583 thousand tonnes"
        return None
    if second is None or second.total <= first.value or is_and != bool(_AFTER_BETWEEN.search(before)):
        return None
    return second, currency_signs()[sign.group()] if sign else None


@cache
def _ends_of_qualifiers() -> frozenset[str]:
    return frozenset(map(_last_word, (*words("qualifiers", "qualifier"), *words("qualifiers", "filler"))))


def _last_word(said: str) -> str:
    return said.rstrip().rpartition(" ")[2].rpartition("\n")[2].strip("([\"“‘-–—").lower()


def _qualify(text: str, at: int, end_of_unit: int, start: int, end: int) -> tuple[int, int, str]:
    """Start and end of the whole phrase with its qualifier, and the qualifier's name."""
    low = max(start, at - REACH_BEFORE)
    before = text[low:at]
    pattern, names = _qualifiers("before")
    match = pattern.search(before) if _last_word(before) in _ends_of_qualifiers() else None
    if match:
        name = names[" ".join(match["word"].lower().split())]
        is_floor = name == "up_to" and _NOT_FALL.search(text, max(0, low + match.start() - 80), low + match.start())
        return low + match.start(), end_of_unit, "over" if is_floor else name
    pattern, names = _qualifiers("after")
    match = pattern.match(text, end_of_unit, end)
    if match:
        return at, match.end(), names[" ".join(match["word"].lower().split())]
    return at, end_of_unit, "exactly"


def _mention(text: str, number: Number, unit: _Unit, at: int, start: int, end: int, high: Number | None = None) -> QuantityMention:
    begin, finish, qualifier = _qualify(text, at, unit.end, start, end)
    magnitude = number.magnitude or (high.magnitude if high else None) or Decimal(1)
    value = number.value * magnitude * unit.factor
    name = f"{unit.unit}/{unit.per}" if unit.per else unit.unit
    quantity = Quantity(value, name, qualifier, high.total * unit.factor if high else None, text[begin:finish])
    return QuantityMention(begin, finish, at, quantity, unit.noun, number.spelled, unit.implied)


def _read(text: str, at: int, start: int, end: int) -> tuple[int, list[QuantityMention]]:
    """What begins with the number at `at`: where to read on, and its mentions (two for 'from 22 to 60 percent')."""
    sign = _sign_before(text, at, start)
    number = read_number(text, at, end, sign is not None)
    if number is None or not _begins_a_number(text, at, start, sign is not None):
        return at + 1, []
    begin = sign[0] if sign else at
    ranged = _second_of_range(text, number, begin, start, end)
    high, high_code = ranged if ranged else (None, None)
    last = high or number
    code = (sign[1] if sign else None) or high_code
    unit = _Unit(last.end, code) if code else _unit_after(text, last, end)
    if unit is None:
        return number.end, []
    unit = _with_rate(text, unit, end)
    is_from = bool(_AFTER_FROM.search(text[max(start, begin - REACH_BEFORE):begin]))
    if is_from and not high:
        return _with_goal(text, number, unit, begin, start, end)
    if high and is_from:
        low_unit = _Unit(number.end, unit.unit, unit.factor, unit.per, unit.noun)
        low = number if number.magnitude else Number(number.start, number.end, number.value, high.magnitude, number.spelled, True)
        return high.start, [_mention(text, low, low_unit, begin, start, end)]
    if number.spelled and number.value == 1 and not number.magnitude:
        return number.end, []
    return unit.end, [_mention(text, number, unit, begin, start, end, high)]


def _with_goal(text: str, number: Number, unit: _Unit, begin: int, start: int, end: int) -> tuple[int, list[QuantityMention]]:
    """'from eight harbours to at least fifteen': the second number counts what the first does, where it has no unit of its own."""
    first = _mention(text, number, unit, begin, start, end)
    to = _TO_NUMBER.match(text, unit.end, end)
    second = read_number(text, to.end(), end, False) if to else None
    if second is None or _unit_after(text, second, end) or is_year(second.value) and not second.marked:
        return unit.end, [first]
    goal = _with_rate(text, _Unit(second.end, unit.unit, unit.factor, unit.per, unit.noun), end)
    return goal.end, [first, _mention(text, second, goal, second.start, start, end)]


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[QuantityMention]:
    """Every quantity in `text[start:end]`, in order and without overlap; offsets count from the start of `text`.

    Values are `Decimal`, multiplied out and converted: '5 GW' is 5000 MW, '$25-30 million' has 30000000 as its upper end.
    """
    return list(each_quantity(text, start, len(text) if end is None else end))


def each_quantity(text: str, start: int, end: int) -> Iterator[QuantityMention]:
    """What `find_quantities` finds, one by one, for who needs only the first."""
    starts, at = _starts(text), start
    for place in starts[bisect_left(starts, start):bisect_left(starts, end)]:
        if place < at:
            continue
        at, mentions = _read(text, place, start, end)
        if text[place].isdigit() and not mentions:
            at = max(at, _end_of_digits(text, place, end))
        yield from mentions


@lru_cache(maxsize=4)
def _starts(text: str) -> tuple[int, ...]:
    """Every place where a number may begin: a document is asked for its sentences one by one, and again by each reader."""
    return tuple(match.start() for match in start_pattern().finditer(text)
                 if match.group().isdigit() or not text[match.start() - 1:match.start()].isalpha())


def _end_of_digits(text: str, at: int, end: int) -> int:
    while at < end and text[at].isdigit():
        at += 1
    return at
