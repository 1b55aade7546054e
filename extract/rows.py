"""Findings as rows of text: the machine's columns of mentions.csv and figures.csv, and the keys of a JSON line."""
import calendar
import datetime
import re
from decimal import Decimal

from extract.findings import Commitment, Figure, Finding, Progress, Quantity
from monitor.values import JOIN

Row = dict[str, str]

MENTION_TYPE = {Commitment: "commitment", Progress: "progress"}


def number_text(value: Decimal | None) -> str:
    """A plain number without exponent or needless zeros; empty for None."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def mention_cells(source_id: str, finding: Commitment | Progress, extractor: str) -> Row:
    """The machine's columns of a mention, but for its id."""
    cells = {
        "source_id": source_id, "start": str(finding.start), "end": str(finding.end), "quote": finding.quote,
        "type": MENTION_TYPE[type(finding)], "parties": JOIN.join(sorted(finding.parties)), "sector": JOIN.join(finding.sectors),
        "cue": finding.cue, "flags": JOIN.join(finding.flags), "extractor": extractor,
        "kind": "", "strength": "", "deadline": "", "deadline_kind": "", "deadline_text": "", "says": "", "what": "",
        **quantity_cells(None),
    }
    if isinstance(finding, Commitment):
        cells |= {
            "kind": finding.kind, "strength": finding.strength, "deadline": finding.deadline.date or "",
            "deadline_kind": finding.deadline.kind, "deadline_text": finding.deadline.text or "",
            **quantity_cells(finding.quantity),
        }
    else:
        cells |= {"says": finding.says, "what": finding.what}
    return cells


def quantity_cells(quantity: Quantity | None) -> Row:
    if quantity is None:
        return {"value": "", "value_high": "", "unit": "", "qualifier": ""}
    return {
        "value": number_text(quantity.value), "value_high": number_text(quantity.value_high),
        "unit": quantity.unit, "qualifier": quantity.qualifier,
    }


def figure_cells(source_id: str, figure: Figure) -> Row:
    """What a document's own words say of a reported figure: place, words, number and period."""
    start, end = period_days(figure.period)
    return {
        "source_id": source_id, "start": str(figure.start), "end": str(figure.end), "quote": figure.quote,
        "pair": JOIN.join(sorted(figure.pair)), "period": figure.period or "", "period_start": start, "period_end": end,
        "basis": "reported", **quantity_cells(figure.quantity),
    }


def period_days(period: str | None) -> tuple[str, str]:
    """First and last day of a period such as 2024, 2024-01/2024-06 or 2018/2020; two empty texts for None."""
    if period is None:
        return "", ""
    first, _, last = period.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(date: str) -> str:
    return date + {4: "-01-01", 7: "-01", 10: ""}[len(date)]


def _last_day(date: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}", date):
        year, month = map(int, date.split("-"))
        return datetime.date(year, month, calendar.monthrange(year, month)[1]).isoformat()
    return date + {4: "-12-31", 10: ""}[len(date)]


def json_line(finding: Finding) -> dict:
    """One finding under the keys and types of the coding guide, with the rule, the sectors and the flags beside them."""
    line = {"start": finding.start, "end": finding.end, "quote": finding.quote}
    if isinstance(finding, Figure):
        return {"type": "figure", **line, "indicator": finding.indicator, "pair": list(finding.pair), **_json_quantity(finding.quantity),
                "period": finding.period, "reporter": finding.reporter, "cue": finding.cue, "flags": list(finding.flags)}
    shared = {"parties": list(finding.parties), "sector": list(finding.sectors), "cue": finding.cue, "flags": list(finding.flags)}
    if isinstance(finding, Progress):
        return {"type": "progress", **line, "says": finding.says, "what": finding.what, **shared}
    shared["rule"] = finding.rule
    return {"type": "commitment", **line, "kind": finding.kind, "strength": finding.strength, **_json_quantity(finding.quantity),
            "deadline": finding.deadline.date, "deadline_kind": finding.deadline.kind, "deadline_text": finding.deadline.text, **shared}


def _json_quantity(quantity: Quantity | None) -> dict:
    if quantity is None:
        return {"value": None, "value_high": None, "unit": None, "qualifier": None}
    return {"value": _json_number(quantity.value), "value_high": _json_number(quantity.value_high),
            "unit": quantity.unit, "qualifier": quantity.qualifier}


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
