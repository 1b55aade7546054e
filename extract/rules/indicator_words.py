"""What a figure counts, in the text's own words: the counted noun, the subject or object of its verb, or what the figure before counted."""
import re
from functools import cache

from extract.lexicon import words
from extract.rules.assertion import Cue
from extract.rules.phrases import one_of
from extract.rules.quantities import QuantityMention
from monitor.units import is_money

GROWTH = "growth of "
LONGEST = 120
_DETERMINER = re.compile(r"(?:(?:the|a|an|this|these|that|its|their|our|both|overall|and|but|with|which is|another)\s)+", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(?:in|at|by|over|during|since|for|of|from|as of)\s(?:the\s)?[^,]{0,60}?(?:\d{4}|years?|months?|half|quarter|period|decade)"
    r"|last year|this year|this \w+|today|now|currently|at present)\s*,?\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:\s(?:now|already|also|still|will|would|has|have|had|been|is|are|was|were|to|by|of|at|from|for|alone|only|all|that"
    r"|[a-z]{2,14}ly))+$")
_SAYING = re.compile(
    r"^.*\b(?:said|says|noted|stressed|emphasi[sz]ed|stated|added|adding|noting|announced|informed|reported|recalled|believe)\b.*?\bthat\s")
_VERB = re.compile(r"\s(?:has|have|is|are|was|were)\s.*$", re.DOTALL)
_BETWEEN = re.compile(r"\s(?:between|among)\s.*$", re.DOTALL)
_PRONOUN = re.compile(
    r"(?:it|they|which|who|this|that|these|and|we|i|he|she|with|having|another|by|up|down"
    r"|(?:figure|volume|amount|number|indicator|metric|current volume|two figures|figures)(?:\sof\swhich)?)?",
    re.IGNORECASE)
_WORD = r"[^\W\d][\w'’&-]*"
_OF = re.compile(
    rf"\s(?:worth\s)?(?:of|in)\s(?:the\s)?({_WORD}(?:\s(?!(?:in|for|to|from|with|and|by|of|between|at|on|that|which)\b){_WORD}){{0,4}})")
_NAMED_SUM = re.compile(
    r"[\s-]((?:[^\W\d][\w'’&-]*\s){0,3}?"
    r"(?:agreement|loan|programme|program|project|fund|package|deal|contract|investment|order|grant|portfolio|plant|facility))\b")
_INCREASE_OF = re.compile(r"\b(?:increase|growth|rise|decline|decrease|drop|fall|reduction|up|down)(?:\s(?:of|by))?\s$")
_MORE = re.compile(r"\s(?:more|less|higher|lower|up|down|increase|decrease|growth|rise|decline|year-on-year|year on year)\b")


def indicator_of(text: str, mention: QuantityMention, span: tuple[int, int], cue: Cue | None, before: str | None) -> str:
    """A noun phrase; `before` is what the figure before counted, for 'it', 'which' and growth without a subject."""
    if mention.noun:
        return mention.noun
    worth = _worth().search(text[max(span[0], mention.start - 26):mention.start])
    if worth:
        named = _cleaned(text[span[0]:max(span[0], mention.start - 26) + worth.start()])
        return f"value of {named or before or 'what is named'}"
    subject, counted = _subject(text, mention, span, cue), _counted(text, mention, span)
    if mention.quantity.unit == "percent":
        return _ratio(text, mention, cue, subject, counted, before)
    if cue and cue.name == "action" and span[0] <= cue.start < span[1]:
        return counted or _amount(text, mention, span, cue, subject)
    if mention.quantity.unit == "people" and not subject:
        return "people"
    return subject or counted or before or _words_around(text, mention, span)


def _ratio(text: str, mention: QuantityMention, cue: Cue | None, subject: str, counted: str, before: str | None) -> str:
    """A share ('share of Russian gas in gas imports') or a growth rate ('growth of bilateral trade')."""
    if cue and cue.word in words("figure_words", "share") and counted:
        return f"share of {subject} in {counted}" if subject else f"share in {counted}"
    changed = _changed(text, mention, cue)
    name = changed or subject or before or counted or _words_around(text, mention, (max(0, mention.start - LONGEST), mention.end))
    if _INCREASE_OF.search(text[max(0, mention.start - 20):mention.start]):
        return GROWTH + (before or name)
    by = text[max(0, mention.start - 12):mention.start].rstrip().endswith(("by", "by another", "by only"))
    return GROWTH + name if _MORE.match(text, mention.end) or by else name


def _changed(text: str, mention: QuantityMention, cue: Cue | None) -> str:
    """The object of a verb of change: 'reduced its demand of natural gas by 19 percent'."""
    if cue is None or cue.name != "change" or cue.end >= mention.start:
        return ""
    return _cleaned(text[cue.end:mention.start])


def _amount(text: str, mention: QuantityMention, span: tuple[int, int], cue: Cue, subject: str) -> str:
    if not is_money(mention.quantity.unit):
        return subject or (_deed(text, cue, span) if cue.start > mention.start else _words_around(text, mention, span))
    if cue.start > mention.start:
        return "amount " + _deed(text, cue, span)
    return f"amount {cue.word} by {subject}" if subject else f"amount {cue.word}"


def _deed(text: str, cue: Cue, span: tuple[int, int]) -> str:
    return re.sub(r"^(?:was|were|has been|have been)\s", "", " ".join(text[cue.start:span[1]].split()))[:LONGEST]


def _subject(text: str, mention: QuantityMention, span: tuple[int, int], cue: Cue | None) -> str:
    """The words before the verb, without what stands in front of a comma, articles and what follows 'between'; '' for a pronoun."""
    if cue is None or not span[0] <= cue.start < mention.number_start:
        return ""
    return _cleaned(text[span[0]:cue.start].rpartition(",")[2])


def _cleaned(said: str) -> str:
    said = " ".join(said.split())
    said = _TIME.sub("", said, count=1) if _TIME.match(said) else said
    said = _VERB.sub("", _SAYING.sub("", said))
    said = _TAIL.sub("", " " + _BETWEEN.sub("", said)).strip(" ,\"“”")
    said = _DETERMINER.sub("", said, count=1) if _DETERMINER.match(said) else said
    return "" if _PRONOUN.fullmatch(said) or len(said) > LONGEST else said


def _counted(text: str, mention: QuantityMention, span: tuple[int, int]) -> str:
    match = _OF.match(text, mention.end, span[1]) or _NAMED_SUM.match(text, mention.end, span[1])
    return " ".join(match.group(1).split()) if match else ""


@cache
def _worth() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(words('figure_words', 'worth'))}\s$")


def _words_around(text: str, mention: QuantityMention, span: tuple[int, int]) -> str:
    said = _cleaned(text[span[0]:mention.start]) or " ".join(text[mention.end:span[1]].split()[:8])
    return said or mention.quantity.unit
