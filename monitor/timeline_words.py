"""What the chart of a timeline says: of a mark, of all its lanes, and of what its columns stand for."""
from collections.abc import Iterator
from textwrap import shorten

from monitor.dates import Days
from monitor.phrases import day_words, period_words
from monitor.timeline_marks import Axis, Mark
from monitor.words import say

LONGEST_TITLE, LONGEST_WORDS, TITLES_TOLD = 60, 140, 3


def mark_words(mark: Mark) -> str:
    """What a mark stands for: its kind, its time and its first titles."""
    when, entries = time_words(mark.days), mark.entries
    if len(entries) == 1:
        entry = entries[0]
        told = shorten(f"{entry.title}: {entry.what}", LONGEST_WORDS, placeholder=" …")
        return say("timeline.mark", day=day_words(entry.day), kind=say(f"timeline.kind_{mark.kind}"), told=told)
    titles = list(dict.fromkeys(shorten(entry.title, LONGEST_TITLE, placeholder=" …") for entry in entries))
    return say("timeline.marks", when=when, entries=len(entries), kind=say(f"timeline.kinds_{mark.kind}"),
               titles="; ".join(titles[:TITLES_TOLD]) + (" …" if len(titles) > TITLES_TOLD else ""))


def key_of(axis: Axis, undated: int, opens: bool = True) -> str:
    """What the columns and the bars below them stand for, and how many entries are not drawn; `opens` is off where they lead nowhere."""
    told = [say(f"timeline.slot_{axis.slot}")]
    if any(mark.is_span for lane in axis.lanes for mark in lane.marks):
        told.append(say("timeline.spans"))
    if opens:
        told.append(say("timeline.leads"))
    return " ".join([*told, say("timeline.not_drawn", entries=undated)] if undated else told)


def message(axis: Axis) -> str:
    """What the chart says, in words."""
    return " ".join(_lanes_told(axis))


def _lanes_told(axis: Axis) -> Iterator[str]:
    """What each lane says: how many, when first and last, and when most."""
    for lane in axis.lanes:
        about = {"kind": say(f"timeline.kinds_{lane.kind}"), "entries": lane.entries}
        first, last = lane.marks[0].days.first.year, max(mark.days.last for mark in lane.marks).year
        when = str(first) if first == last else say("timeline.from_to", first=first, last=last)
        most = max(lane.marks, key=lambda mark: len(mark.entries))
        if len(most.entries) == 1:
            yield say("timeline.lane", when=when, **about)
        else:
            yield say("timeline.lane_with_most", when=when, most=time_words(most.days), number=len(most.entries), **about)


def time_words(days: Days) -> str:
    """A day, a month, a year or a quarter in words."""
    first, last = days.first.isoformat(), days.last.isoformat()
    if first == last:
        return day_words(first)
    if first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4]
    return day_words(first[:7]) if first[:7] == last[:7] else period_words(f"{first[:7]}/{last[:7]}")
