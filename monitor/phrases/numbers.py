"""Numbers, units, dates and spans of time in words."""
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from monitor.values import BadValue, iso_date, parse_date
from monitor.words import names, say

SCALES = (("trillion", Decimal(10) ** 12), ("billion", Decimal(10) ** 9), ("million", Decimal(10) ** 6))
COMMA_FROM = 10_000
DAYS_IN_MONTH = Decimal("30.4375")


def number(value: Decimal) -> str:
    """At most two decimals, millions and more in words: 16.2 billion, 74,304, 38.3."""
    numbers, scale = on_one_scale([value])
    return f"{numbers[0]} {scale}".strip()


def on_one_scale(values: Sequence[Decimal]) -> tuple[list[str], str]:
    """The numbers on the scale of the largest, and the word of that scale, empty below a million."""
    largest = max(abs(value) for value in values)
    for word, size in SCALES:
        if largest >= size:
            return [_plain(value / size) for value in values], say(f"scale.{word}")
    return [_plain(value) for value in values], ""


def quantity(value: Decimal, unit: str, qualifier: str = "exactly", high: Decimal | None = None, nature: str = "") -> str:
    """A number with its unit and how it is meant: "over US$60 billion", "12 to 13 percent"; a calendar year stands bare."""
    if nature == "date":
        return str(int(value))
    numbers, scale = on_one_scale([value] if high is None or high == value else [value, high])
    amount = say("number.range", low=numbers[0], high=numbers[1]) if len(numbers) == 2 else numbers[0]
    return qualified(with_unit(f"{amount} {scale}".strip(), unit), qualifier)


def qualified(words: str, qualifier: str) -> str:
    """The words with over, up to or about before them."""
    return words if qualifier in ("exactly", "") else say(f"qualifier.{qualifier}", words=words)


def with_unit(amount: str, unit: str) -> str:
    """The amount with the words of its unit. A currency without a sign of its own stands with its code."""
    base, _, per = unit.partition("/")
    if base in ("USD", "percent", "percentage_points", "cubic_metres", "items", ""):
        words = say(f"unit.{base or 'items'}", number=amount)
    elif len(base) == 3 and base.isupper() and base != "TEU":
        words = say("unit.currency", code=base, number=amount)
    else:
        words = say("unit.other", number=amount, unit=base)
    return say(f"per.{per}", words=words) if per else words


def percent(share: Decimal, places: int = 0) -> str:
    """A share of one as percent, with one decimal where it is under ten: 37 percent, 9.5 percent."""
    hundred = share * 100
    return say("unit.percent", number=_plain(hundred, max(places, 1) if abs(hundred) < 10 else places))


def whole_percent(share: Decimal) -> str:
    """A change reckoned from figures that were rounded before they were printed, which bear no decimals: 18 percent, under 1 percent."""
    rounded = round(share * 100)
    return say("unit.percent", number=rounded) if rounded else say("number.under_one_percent")


def count(number_: int) -> str:
    """A count in words up to twelve, in digits above."""
    words = names("number.counts")
    return words[number_] if 0 <= number_ < len(words) else f"{number_:,}"


def day_words(text: str) -> str:
    """An ISO year, month or day: 2026, March 2026, 3 March 2026; a text that is none of them as it stands."""
    try:
        iso = iso_date(text)
    except BadValue:
        return text
    first = parse_date(iso).first
    month = names("date.months")[first.month - 1]
    precision = iso.count("-")
    if precision == 0:
        return str(first.year)
    if precision == 1:
        return say("date.month", month=month, year=first.year)
    return say("date.day", day=first.day, month=month, year=first.year)


def period_words(text: str) -> str:
    """A period: 2025, March 2026, January to June 2025, 1 January to 2 August 2024, 2018 to 2020."""
    first, slash, last = text.partition("/")
    if not slash:
        return day_words(first)
    start = day_words(first)
    if first[:4] == last[:4] and start.endswith(f" {first[:4]}"):
        start = start.removesuffix(f" {first[:4]}")
    return say("date.period", first=start, last=day_words(last))


def ago(text: str, today: date) -> str:
    """How long the end of a day, month or year lies back: today, 3 days ago, 8 months ago, 2 years ago."""
    days = (today - parse_date(text).last).days
    if days <= 0:
        return say("date.today")
    return say("date.ago", span=span_words(days))


def until(text: str, today: date) -> str:
    """How far off the end of a day, month or year is: today, in 39 days, in 14 months."""
    days = (parse_date(text).last - today).days
    return say("date.today") if days == 0 else say("date.until", span=span_words(days))


def span_words(days: int) -> str:
    """Days up to 60, then whole months up to 24, then whole years; always rounded down."""
    if days <= 60:
        return say("date.days", days=days)
    months = int(days / DAYS_IN_MONTH)
    return say("date.month_count", months=months) if months < 24 else say("date.years", years=months // 12)


def _plain(value: Decimal, places: int = 2) -> str:
    rounded = round(value, 0 if abs(value) >= COMMA_FROM else places)
    text = f"{rounded:,f}" if abs(rounded) >= COMMA_FROM else f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
