"""Dates and periods in running text, resolved to ISO form against the document's date; nothing is invented.

What the words and the document's date do not settle stays None. Names that hold a year ("2030 Agenda") are no dates.
"""
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load, words
from extract.rules.date_values import Day, count, day_value, month, month_number, months, ordinal, shifted
from extract.rules.phrases import one_of

REACH_BEFORE = 34
BLANK = r"\s"
PARTS = {"end": "end", "close": "end", "late": "end", "beginning": "beginning", "start": "beginning", "early": "beginning",
         "middle": "middle", "mid": "middle"}


@dataclass(frozen=True)
class DateMention:
    """A date or period at its place, `text[start:end]`; the direction's word ("by", "since") stands before `start`, at `lead`.

    `value`: ISO day, month or year, or a period '2024-01/2024-07'; None where unknown.
    `precision`: day, week, month, quarter, half, season, year, period, now.
    `direction`: by, until, before, since, after, as of, within, compared (a baseline: 'than in 2017'), in, or '' for none.
    `part`: end, beginning or middle of what `value` names: 'the end of 2022' has the month 2022-12, 'early 2023' the year 2023.
    `relative` is true where the document's date was needed ('last year', 'March 1' without a year). `of_past` and `of_future`
    are spans that run up to or from the document's date ('over the past ten years', 'within five years').
    """

    start: int
    end: int
    lead: int
    value: str | None
    precision: str
    direction: str = ""
    part: str = ""
    relative: bool = False
    of_future: bool = False
    of_past: bool = False

    def is_before(self, day: Day) -> bool:
        """Whether all of it lies before a day, month or year; what overlaps it does not."""
        return self.value is not None and self._last() < str(day)[:len(self._last())]

    def is_after(self, day: Day) -> bool:
        """Whether its end lies after a day, month or year."""
        return self.value is not None and self._last() > str(day)[:len(self._last())]

    def _last(self) -> str:
        return self.value.rpartition("/")[2]


_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
          r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)")
_YEAR = r"(?:19|20)\d\d(?![\d\w]|[.,]\d|-[a-zA-Z])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d\w]|[.,]\d)"
_COUNT = r"(?:\d{1,3}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty))"
_REL_YEAR = (r"(?:(?:this|last|next|(?:the\s)?(?:current|coming|past|previous|preceding))"
             r"\s(?:fiscal\s|financial\s|calendar\s)?year|the\syear)")
_OF = r"\s(?:of\s|in\s)?"
_TO = r"\s?(?:-|–|—|to\b|through\b|until\b|till\b)\s?"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_AFTER_PREPOSITION = r"(?:(?<=[Ii]n\s)|(?<=[Bb]y\s)|(?<=of\s)|(?<=and\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=[Dd]uring\s)|(?<=for\s))"
_NAMES = r"(?:months|month|years|year|weeks|week|days|day|decades|decade)"

# Leftmost wins, then the first of this list. A group is one capital letter: Y and Z years, M and N months, D and E days,
# R a relative word, C a count, U its unit, P a part.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso_day", r"(?P<Y>\d{4})-(?P<M>\d\d)-(?P<D>\d\d)(?!\d)"),
    ("day_range", rf"(?P<M>{_MONTH})\s(?P<D>{_DAY})(?:{_TO}|\sand\s)(?P<E>{_DAY})(?:,?\s(?P<Y>{_YEAR}))?"),
    ("day_range", rf"(?P<D>{_DAY})(?:{_TO}|\sand\s)(?P<E>{_DAY})\s(?P<M>{_MONTH})(?:,?\s(?P<Y>{_YEAR}))?"),
    ("month_range", rf"(?P<M>{_MONTH})(?:\s(?P<Y>{_YEAR}))?{_TO}(?P<N>{_MONTH})(?!\s\d{{1,2}}\b)(?:,?{_OF}(?P<Z>{_YEAR}|{_REL_YEAR}))?"),
    ("month_range", rf"[Bb]etween\s(?P<M>{_MONTH})(?:\s(?P<Y>{_YEAR}))?\sand\s(?P<N>{_MONTH})(?:,?{_OF}(?P<Z>{_YEAR}|{_REL_YEAR}))?"),
    ("day", rf"(?P<M>{_MONTH})\s(?P<D>{_DAY})(?:,?\s(?:of\s)?(?P<Y>{_YEAR}|{_REL_YEAR}))?"),
    ("day", rf"(?P<D>{_DAY})\s(?:of\s)?(?P<M>{_MONTH})(?:,?\s(?:of\s)?(?P<Y>{_YEAR}|{_REL_YEAR}))?"),
    ("part", rf"(?P<P>end|close|beginning|start|middle)\sof\s(?P<M>{_MONTH})(?:{_OF}(?P<Y>{_YEAR}|{_REL_YEAR}))?"),
    ("part", rf"(?P<P>end|close|beginning|start|middle)\sof\s(?P<Y>{_YEAR}|{_REL_YEAR})"),
    ("part", rf"(?P<P>early|mid|late)(?:\sin\s|[\s-])(?P<M>{_MONTH})(?:{_OF}(?P<Y>{_YEAR}|{_REL_YEAR}))?"),
    ("part", rf"(?P<P>early|mid|late|end)(?:\sin\s|[\s-])(?P<Y>{_YEAR}|this\syear|next\syear|last\syear)"),
    ("decade", r"(?:end|close)\sof\s(?:the|this)\s(?:current\s)?decade\b"),
    ("part", rf"year(?P<P>-end|'s\send|\send)(?:\s(?P<Y>{_YEAR}))?"),
    ("month", rf"(?P<M>{_MONTH}),?{_OF}(?P<Y>{_YEAR}|{_REL_YEAR})"),
    ("named_month", rf"(?P<R>[Tt]his|[Ll]ast|[Nn]ext)\s(?P<M>{_MONTH})(?![\w'’])"),
    ("named_month", rf"{_AFTER_PREPOSITION}(?P<M>{_MONTH})(?![\w'’])(?!\s[A-Z])"),
    ("first_months", rf"first\s(?P<C>{_COUNT})\smonths(?:{_OF}(?P<Y>{_YEAR}|{_REL_YEAR}))?"),
    ("half", rf"(?P<H>first|second|last)\shalf(?:{_OF}(?P<Y>{_YEAR}|{_REL_YEAR}))"),
    ("half", rf"H(?P<H>[12])\s(?P<Y>{_YEAR})"),
    ("quarter", rf"(?P<Q>first|second|third|fourth|last)\squarter(?:{_OF}(?P<Y>{_YEAR}|{_REL_YEAR}))"),
    ("quarter", rf"Q(?P<Q>[1-4])\s(?P<Y>{_YEAR})"),
    ("years", rf"(?:[Ff]rom\s)?(?P<Y>(?:19|20)\d\d){_TO}(?P<Z>(?:19|20)\d\d|\d\d)(?![\d\w]|[.,]\d)"),
    ("years", r"[Bb]etween\s(?P<Y>(?:19|20)\d\d)\sand\s(?P<Z>(?:19|20)\d\d)(?!\d)"),
    ("season", rf"(?P<R>[Tt]his|[Ll]ast|[Nn]ext)\s{_SEASON}\b|{_SEASON}\s(?:of\s)?(?P<Y>{_YEAR}(?!-\d)|{_REL_YEAR})"),
    ("season", rf"(?:(?<=[Ii]n\sthe\s)|(?<=[Bb]y\sthe\s)|(?<=[Bb]y\s)|(?<=[Ii]n\s)){_SEASON}\b"),
    ("span", rf"(?:[Ww]ithin\s(?:the\s(?:next\s|coming\s)?)?(?:a\s(?:period\sof\s)?)?"
             rf"|(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or)\s(?:a\speriod\sof\s)?the\s(?:next|coming|following)\s)"
             rf"(?P<C>{_COUNT})[\s-](?P<U>{_NAMES})\b"),
    ("past_span", rf"(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or|[Ww]ithin)\s(?:the\s)?(?:last|past|previous|recent)\s"
                  rf"(?P<C>{_COUNT})\s(?P<U>{_NAMES})\b"),
    ("ago", rf"(?P<C>{_COUNT}|[Oo]ne|[Tt]wo|[Tt]hree|a)\s(?P<U>years|year|months|month|decades|decade)\sago"),
    ("rel_year", r"(?P<W>[Ll]ater\s|[Ee]arlier\s)?"
                 r"(?P<R>[Tt]his|[Ll]ast|[Nn]ext|(?:[Tt]he\s)?(?:[Cc]urrent|[Cc]oming|[Pp]ast|[Pp]revious|[Pp]receding))"
                 r"\s(?:fiscal\s|financial\s|calendar\s)?year\b(?!-long|s)"),
    ("rel_month", r"(?:[Ee]nd\sof\s)?(?P<R>[Tt]his|[Ll]ast|[Nn]ext)\smonth\b"),
    ("rel_week", r"(?P<R>[Tt]his|[Ll]ast|[Nn]ext)\sweek\b"),
    ("rel_day", r"(?P<R>[Tt]oday|[Yy]esterday|[Tt]omorrow)\b"),
    ("now", r"(?:[Nn]ow|[Cc]urrently|[Pp]resently|[Aa]t\spresent|[Aa]t\sthe\smoment|[Tt]o\sdate|[Ss]o\sfar|[Tt]hese\sdays"
            r"|[Aa]s\sof\s(?:now|today))\b"),
    ("year", rf"(?:(?:fiscal|financial|calendar)\syear\s)?(?P<Y>{_YEAR})"),
)
_STEPS = {"this": 0, "current": 0, "the": 0, "last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
Groups = dict[str, str | None]
Found = tuple[str | None, str, bool]  # value, precision, relative


@cache
def _pattern() -> re.Pattern[str]:
    """All patterns in one, each group's name followed by its pattern's number."""
    ways = [re.sub(r"\(\?P<([A-Z])>", rf"(?P<\g<1>{i}>", f"(?P<_{i}>{pattern})") for i, (_, pattern) in enumerate(_PATTERNS)]
    return re.compile(r"(?<![\w$€£¥])(?<!\w[-–])(?<!\d[.,])(?=[A-Za-z0-9])(?:" + "|".join(ways) + ")")


def _step(said: str) -> int:
    kept = [word for word in said.lower().split() if word in _STEPS and word != "the"]
    return _STEPS[kept[0]] if kept else 0


def _year_of(said: str | None, today: Day | None) -> tuple[int | None, bool]:
    """The year that '2024', 'last year' or nothing at all means, and whether the document's date was needed for it."""
    if said and said.isdigit():
        return int(said), False
    return (None if today is None else today.year + _step(said or "")), True


def _iso_day(g: Groups, today: Day | None) -> Found:
    return day_value(int(g["Y"]), int(g["M"]), int(g["D"])), "day", False


def _day(g: Groups, today: Day | None) -> Found:
    year, relative = _year_of(g["Y"], today)
    number = int(re.sub(r"\D", "", g["D"]))
    return (day_value(year, month_number(g["M"]), number) if year else None), "day", relative


def _day_range(g: Groups, today: Day | None) -> Found:
    year, relative = _year_of(g["Y"], today)
    if year is None:
        return None, "period", True
    first, last = (day_value(year, month_number(g["M"]), int(re.sub(r"\D", "", g[key]))) for key in ("D", "E"))
    return (f"{first}/{last}" if first and last else None), "period", relative


def _month_range(g: Groups, today: Day | None) -> Found:
    last_year, relative = _year_of(g["Z"], today)
    if last_year is None:
        return None, "period", True
    first, last = month_number(g["M"]), month_number(g["N"])
    first_year = int(g["Y"]) if g["Y"] else last_year - (first > last)
    return f"{month(first_year, first)}/{month(last_year, last)}", "period", relative


def _month(g: Groups, today: Day | None) -> Found:
    year, relative = _year_of(g["Y"], today)
    return (month(year, month_number(g["M"])) if year else None), "month", relative


def _named_month(g: Groups, today: Day | None) -> Found:
    if today is None:
        return None, "month", True
    number = month_number(g["M"])
    which = (g["R"] or "this").lower()
    year = today.year
    if which == "last" and today.month and number >= today.month:
        year -= 1
    if which == "next" and today.month and number <= today.month:
        year += 1
    return month(year, number), "month", True


def _part(g: Groups, today: Day | None) -> Found:
    year, relative = _year_of(g["Y"], today)
    if year is None:
        return None, "month" if g["M"] else "year", True
    if g["M"]:
        return month(year, month_number(g["M"])), "month", relative
    return (month(year, 12), "month", relative) if _part_name(g) == "end" else (f"{year:04}", "year", relative)


def _decade(g: Groups, today: Day | None) -> Found:
    """A decade ends with the year that is a multiple of ten, as "by the end of the decade" is used of 2030."""
    return (f"{-(-today.year // 10) * 10:04}" if today else None), "year", True


def _part_name(g: Groups) -> str:
    said = g["P"].lower()
    return "end" if said.endswith("end") else PARTS[said]


def _within_year(first: Callable[[Groups], int], length: Callable[[Groups], int], precision: str) -> Callable[[Groups, Day | None], Found]:
    """Whole months of a year, such as a half or a quarter: where they begin and how many they are."""
    def resolve(g: Groups, today: Day | None) -> Found:
        year, relative = _year_of(g["Y"], today)
        start = first(g)
        return (months(year, start, start + length(g) - 1) if year else None), precision, relative
    return resolve


def _half_start(g: Groups) -> int:
    return 1 if g["H"] in ("first", "1") else 7


def _quarter_start(g: Groups) -> int:
    quarter = 4 if g["Q"] == "last" else int(g["Q"]) if g["Q"].isdigit() else ordinal(g["Q"])
    return 3 * quarter - 2


def _years(g: Groups, today: Day | None) -> Found:
    last = g["Z"] if len(g["Z"]) == 4 else g["Y"][:2] + g["Z"]
    return (f"{g['Y']}/{last}" if last > g["Y"] else None), "period", False


def _season(g: Groups, today: Day | None) -> Found:
    year, relative = _year_of(g["Y"] or g["R"], today)
    return (f"{year:04}" if year else None), "season", relative


def _span(g: Groups, today: Day | None) -> Found:
    unit = g["U"].lower().removesuffix("s").replace("decade", "year")
    return (shifted(today, count(g["C"]), g["U"]) if today else None), unit, True


def _past_span(g: Groups, today: Day | None) -> Found:
    start = shifted(today, -count(g["C"]), g["U"]) if today else None
    return (f"{start}/{str(today)[:len(start)]}" if start else None), "period", True


def _ago(g: Groups, today: Day | None) -> Found:
    return (shifted(today, -count(g["C"]), g["U"]) if today else None), g["U"].removesuffix("s"), True


def _rel_year(g: Groups, today: Day | None) -> Found:
    return (f"{today.year + _step(g['R']):04}" if today else None), "year", True


def _rel_month(g: Groups, today: Day | None) -> Found:
    return (month(today.year, today.month + _step(g["R"])) if today and today.month else None), "month", True


def _rel_week(g: Groups, today: Day | None) -> Found:
    return None, "week", True


def _rel_day(g: Groups, today: Day | None) -> Found:
    return (shifted(today, _DAYS[g["R"].lower()], "day") if today and today.day else None), "day", True


def _now(g: Groups, today: Day | None) -> Found:
    return (str(today) if today else None), "now", True


def _year(g: Groups, today: Day | None) -> Found:
    return g["Y"], "year", False


_RESOLVERS: dict[str, Callable[[Groups, Day | None], Found]] = {
    "iso_day": _iso_day, "day_range": _day_range, "month_range": _month_range, "day": _day, "part": _part, "month": _month,
    "named_month": _named_month, "decade": _decade, "years": _years, "season": _season, "span": _span, "past_span": _past_span, "ago": _ago,
    "rel_year": _rel_year, "rel_month": _rel_month, "rel_week": _rel_week, "rel_day": _rel_day, "now": _now, "year": _year,
    "first_months": _within_year(lambda g: 1, lambda g: count(g["C"]), "period"),
    "half": _within_year(_half_start, lambda g: 6, "half"),
    "quarter": _within_year(_quarter_start, lambda g: 3, "quarter"),
}


@cache
def _directions() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: entry["name"] for entry in load("dates")["direction"] for word in entry["words"]}
    return re.compile(rf"\b(?P<word>{one_of(names, BLANK)})\s(?:the\s(?:end|close)\sof\s)?(?:the\s|\()?(?:year\s)?$", re.I), names


@cache
def _names_of_years() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = (one_of(words("dates", table)) for table in ("name_before", "name_after"))
    return re.compile(rf"(?:\b{before}[\s-]|[A-Za-z]-)$"), re.compile(rf"\s{after}\b")


def _is_name(text: str, start: int, end: int) -> bool:
    before, after = _names_of_years()
    return bool(before.search(text[max(0, start - REACH_BEFORE):start]) or after.match(text, end))


def _direction(text: str, at: int, start: int) -> tuple[int, str]:
    """Where the direction's word begins and its name; the date's own start and '' where none is written."""
    low = max(start, at - REACH_BEFORE)
    pattern, names = _directions()
    match = pattern.search(text[low:at])
    return (low + match.start(), names[" ".join(match["word"].lower().split())]) if match else (at, "")


def _mention(text: str, match: re.Match[str], start: int, today: Day | None) -> DateMention:
    number = next(i for i in range(len(_PATTERNS)) if match.group(f"_{i}") is not None)
    kind = _PATTERNS[number][0]
    g = dict.fromkeys("YMDENZPCHQRUW") | {key[0]: value for key, value in match.groupdict().items() if key == f"{key[0]}{number}"}
    value, precision, relative = _RESOLVERS[kind](g, today)
    lead, direction = (match.start(), "within") if kind == "span" else _direction(text, match.start(), start)
    if kind in ("year", "rel_year") and text.startswith("over ", lead):
        direction = "compared"
    return DateMention(match.start(), match.end(), lead, value, precision, direction, _part_name(g) if kind == "part" else "", relative,
                       of_future=kind == "span", of_past=kind == "past_span")


def find_dates(text: str, start: int = 0, end: int | None = None, document_date: str | None = None) -> list[DateMention]:
    """Every date and period in `text[start:end]`, in order and without overlap; offsets count from the start of `text`.

    `document_date` is an ISO day, month or year, against which 'last year' and 'September 2' are resolved, or None.
    A date without a year takes the document's year and is marked `relative`. Raises ValueError for another form of date.
    """
    end = len(text) if end is None else end
    today = Day.read(document_date)
    found = []
    for match in _pattern().finditer(text, start, end):
        if not _is_name(text, match.start(), match.end()):
            found.append(_mention(text, match, start, today))
    return found
