"""By when something is to be done. What the words and the document's date do not settle is no date."""
import re
from functools import cache, lru_cache

from extract.findings import Deadline
from extract.lexicon import words
from extract.rules.date_values import MONTH_NAMES, count
from extract.rules.dates import DateMention, find_dates
from extract.rules.phrases import one_of

BINDING = ("by", "until", "before", "within")
SETTING = ("in",)
NEVER = ("since", "compared", "as of", "after")
KINDS = {4: "year", 7: "month", 10: "date"}

_BEGINS = r"\b(?:start(?:ing|s|ed)?|begin(?:ning|s)?|began|commenc(?:ing|es?)|from|since|as\sof|effective|dated)"
_HAPPENED = r"(?<!\bbe\s)\b(?:signed|adopted|held|issued|launched|established|concluded)"
_START = re.compile(rf"(?:{_BEGINS}|{_HAPPENED})\s(?:in\s|on\s|from\s)?(?:the\s)?(?:early\s)?$", re.IGNORECASE)
_ON = re.compile(r"\b(?P<word>on|during|for|at|over|through|throughout|in)\s(?:the\s)?(?:\w+day,?\s)?$", re.IGNORECASE)
_NEXT_YEARS = re.compile(r"(?:\s\([^()]{1,20}\))?(?:(?:,\s|,?\sand\s)(?:20\d\d))+")
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(name[:3] for name in MONTH_NAMES)})")
_NEXT_MONTHS = re.compile(r"\sand\s(?P<month>[A-Z][a-z]+)\b")
_PLAN = re.compile(r"\s(?:[a-z]+\s){0,2}(?:plan|programme|program|strategy|roadmap|schedule)\b")
_FROM_TO = re.compile(r"(?:from|between)\b", re.IGNORECASE)
_PLAIN_SPAN = re.compile(
    r"(?<![\w-])(?:over|in|within)\s(?:a\speriod\sof\s)?(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\syears\b"
    r"(?!\sago)", re.IGNORECASE)


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){one_of(words('vague_deadlines', 'vague'))}(?![\w-])", re.IGNORECASE)


def deadline_in(text: str, spans: list[tuple[int, int]], document_date: str | None) -> Deadline:
    """The deadline that stands in one of the spans, the nearest first: a date if there is one, else a vague phrase."""
    for start, end in spans:
        dated = _dated(text, start, end, document_date)
        if dated:
            return dated
    for start, end in spans:
        lasting = _PLAIN_SPAN.search(text, start, end)
        if lasting and document_date:
            years = count(lasting["count"])
            return Deadline("year", f"{int(document_date[:4]) + years:04}", lasting.group()) if years else Deadline()
    for start, end in spans:
        vague = _vague().search(text, start, end)
        if vague:
            return Deadline("vague", None, vague.group())
    return Deadline()


@lru_cache(maxsize=64)   # the actions of one predicate share what stands before its subject
def _dated(text: str, start: int, end: int, document_date: str | None) -> Deadline | None:
    found = [mention for mention in find_dates(text, start, end, document_date) if _is_deadline(text, start, mention, document_date)]
    if not found:
        return None
    mention = next((mention for mention in found if mention.direction in BINDING), found[0])
    return _deadline(text, start, end, mention, document_date)


def _is_deadline(text: str, start: int, mention: DateMention, document_date: str | None) -> bool:
    if mention.value is None or mention.of_past or mention.precision == "now" or mention.direction in NEVER:
        return False
    if text[mention.lead:mention.start].lower().startswith("of ") or mention.relative and mention.value == document_date:
        return False
    last = mention.value.split("/")[-1]
    if document_date and last < document_date[:len(last)]:
        return False
    before = text[max(start, mention.lead - 30):mention.lead]
    if _START.search(before):
        return False
    is_span_of_plan = mention.precision == "period" and (
        text[mention.start - 1:mention.start] == "(" or bool(_PLAN.match(text, mention.end)))
    if mention.precision == "period" and _FROM_TO.match(text, mention.start):
        return True
    is_led = mention.direction in (*BINDING, *SETTING) or bool(_ON.search(text[max(start, mention.start - 24):mention.start]))
    return is_led or is_span_of_plan or mention.relative or bool(re.match(r"\swill\sbe\sdeclared", text[mention.end:mention.end + 20]))


def _deadline(text: str, start: int, end: int, mention: DateMention, document_date: str | None) -> Deadline:
    value, finish = mention.value.split("/")[-1], mention.end
    years = _NEXT_YEARS.match(text, mention.end, end) if len(value) == 4 else None
    if years:
        value, finish = years.group()[-4:], years.end()
    months = _NEXT_MONTHS.match(text, mention.end, end) if len(value) == 7 else None
    if months and (later := find_dates(text, months.start("month"), months.end(), document_date)) and later[0].value:
        value, finish = later[0].value, months.end()
    if mention.precision == "half" and value.endswith("-12"):   # the second half ends with the year, as "the end of 2025" does
        value = value[:4]
    if mention.part == "end" and not _MONTH_NAME.search(text, mention.start, mention.end):
        value = value[:4]
    lead = _lead(text, start, mention)
    if mention.precision == "period" and text[mention.start - 1:mention.start] == "(" and text[finish:finish + 1] == ")":
        lead, finish = mention.start - 1, finish + 1
    return Deadline(KINDS[len(value)], value, text[lead:finish])


def _lead(text: str, start: int, mention: DateMention) -> int:
    """Where the words of the deadline begin: with the preposition."""
    if mention.lead < mention.start:
        return mention.lead
    before = max(start, mention.start - 24)
    led = _ON.search(text[before:mention.start])
    return before + led.start() if led else mention.start
