"""A timeline as a list: what is to come, what was, by year and month, each entry a line with its links; and what it says in ten seconds."""
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import streamlit as st

from monitor import select
from monitor.phrases import until
from monitor.timeline import AHEAD, EVENT, EVIDENCE_GIVEN, STATUS, Entry, is_ahead
from monitor.timeline_digest import Digest
from monitor.timeline_marks import Mark
from monitor.words import say
from pages.parts import links, terms
from pages.parts.markdown import escape, link, strong

TOLD = 3
AHEAD_PLACE, UNDATED_PLACE = "ahead", "undated"


def place_of(entry: Entry, today: datetime.date) -> str:
    """The heading that an entry stands under, and its anchor: to come, a month, a year where the month is not known, or undated."""
    if not entry.days:
        return UNDATED_PLACE
    return AHEAD_PLACE if is_ahead(entry, today) else entry.day[:len("2026-03")]


def leads_to(entry: Entry) -> str:
    """The address of what an entry is about: its commitment, else its source."""
    page, name, key = _target(entry)
    return links.address(page, **{name: key, "since": None})


@dataclass(frozen=True)
class Place:
    """Where the marks of a chart lead: one entry to what it is about, several to where the list begins to tell them."""

    listed: tuple[Entry, ...]
    today: datetime.date
    events: list[str]

    @cached_property
    def _number_of(self) -> dict[int, int]:
        return {id(entry): number for number, entry in enumerate(self.listed)}

    def address(self, mark: Mark) -> str:
        if len(mark.entries) == 1:
            return leads_to(mark.entries[0])
        first = min(mark.entries, key=lambda entry: self._number_of[id(entry)])
        page = self._number_of[id(first)] // select.PAGE_LENGTH + 1
        address = links.address("timeline", event=self.events, page=str(page) if page > 1 else None)
        return f"{address}#{place_of(first, self.today)}"


def pages_of(listed: tuple[Entry, ...], wanted: int) -> tuple[int, int]:
    """The number of the page that is shown, the last one where there are fewer, and how many there are."""
    pages = max(1, -(-len(listed) // select.PAGE_LENGTH))
    return min(wanted, pages), pages


def draw(entries: Iterable[Entry], today: datetime.date) -> None:
    """Draw entries in their order, a heading for each month, year or sort of time."""
    for place, together in groupby(entries, key=lambda entry: place_of(entry, today)):
        st.subheader(escape(_heading(place)), anchor=place)
        st.markdown("\n".join(f"- {line(entry, place, today)}" for entry in together))


def line(entry: Entry, place: str, today: datetime.date) -> str:
    """Markdown of one entry under its heading: when, what kind, about what, what of it, by whom."""
    when = _when(entry, place, today)
    parts = [f"**{escape(when)}**"] if when else []
    parts.append(escape(say(f"timeline.kind_{entry.kind}")))
    told = f"{_title(entry)}: {escape(entry.what.rstrip('.'))}."
    return f"{' · '.join([*parts, told])}{_source(entry)}"


def _when(entry: Entry, place: str, today: datetime.date) -> str:
    if place == UNDATED_PLACE:
        return terms.unknown(entry.day) if entry.day else ""
    if place == AHEAD_PLACE:
        return say("timeline.by_until", by=_by(entry), until=until(entry.day, today))
    if len(entry.day) == len("2026-03"):
        return say("timeline.day_not_stated")
    return terms.day(entry.day).removesuffix(f" {entry.day[:4]}") if "-" in entry.day else ""


def _by(entry: Entry) -> str:
    """By when a deadline is to be met: a day, or the end of a month or a year."""
    return say("timeline.by_day" if len(entry.day) == len("2026-03-04") else "timeline.by_end", day=terms.day(entry.day))


def _heading(place: str) -> str:
    if place in (AHEAD_PLACE, UNDATED_PLACE):
        return say(f"timeline.heading_{place}")
    return terms.day(place) if "-" in place else say("timeline.heading_year", year=place)


def _target(entry: Entry) -> tuple[str, str, str]:
    return ("commitments", "id", entry.commitment_id) if entry.commitment_id else ("sources", "source", entry.source_id)


def _title(entry: Entry) -> str:
    page, name, key = _target(entry)
    return links.inside(entry.title, page, **{name: key, "since": None})


def _source(entry: Entry) -> str:
    """Markdown of who says it, linked to where; of a commitment's own words nothing."""
    if not entry.url and entry.kind in (EVENT, EVIDENCE_GIVEN, STATUS) and entry.who:
        return f" {escape(entry.who)}."
    if entry.url:
        return f" {link(entry.who or say('timeline.source'), entry.url)}."
    return ""


def digest(told: Digest, today: datetime.date) -> None:
    """What was reported lately, what falls due, what passed without a word: three short columns, one below the other on a phone."""
    with st.grid(3, min_column_width=270, gap="medium"):
        with st.container():
            _told("timeline.lately", [*_lately(told, today)])
        with st.container():
            _told("timeline.due", _deadlines(told.ahead, today) or [escape(say("timeline.none_due"))])
        with st.container():
            _told("timeline.silent", [*_deadlines((*told.silent, *told.passed), today), *_silence(told)])


def _told(key: str, lines: list[str]) -> None:
    st.markdown("  \n".join([f"**{escape(say(key))}**", *lines]))


def _lately(told: Digest, today: datetime.date) -> Iterable[str]:
    if not told.newest:
        yield escape(say("timeline.no_report_yet"))
        return
    day = told.newest[0].day
    titles = list(dict.fromkeys(map(_title, told.newest)))
    more = f"; {escape(say('timeline.and_more', more=len(titles) - TOLD))}" if len(titles) > TOLD else ""
    yield f"{strong('timeline.newest', day=terms.day(day), age=terms.age(day, today))} {'; '.join(titles[:TOLD])}{more}."
    yield strong("timeline.pace", last=told.last_year, before=told.year_before)


def _deadlines(entries: tuple[Entry, ...], today: datetime.date) -> list[str]:
    lines = [f"**{escape(_deadline(entry, today))}**: {_title(entry)}; {escape(entry.what)}." for entry in entries[:TOLD]]
    return [*lines, escape(say("timeline.more", more=len(entries) - TOLD))] if len(entries) > TOLD else lines


def _deadline(entry: Entry, today: datetime.date) -> str:
    if entry.state != AHEAD:
        return terms.day(entry.day)
    by = say("timeline.by_until", by=_by(entry), until=until(entry.day, today))
    return by[:1].upper() + by[1:]


def _silence(told: Digest) -> Iterable[str]:
    if told.no_report:
        yield links.inside(say("timeline.no_report", commitments=told.no_report), "commitments", status="no_report", since=None)
    if told.not_checked:
        yield links.inside(say("timeline.not_checked", commitments=told.not_checked), "commitments", status="not_checked", since=None)
