"""What stands around every page: the way to the other pages, and what a visitor must know of the data."""
from collections.abc import Mapping

import streamlit as st

from monitor.asof import OnRecord
from monitor.dataset import Dataset
from monitor.phrases import day_words
from monitor.problems import Problem
from monitor.reading import Reading
from monitor.view import HIDDEN, pairs_told
from monitor.words import say
from pages.parts import filters, links, load, share, signing_in
from pages.parts.markdown import escape, small

PROBLEMS_SHOWN = 3


def site_title(descriptor: Mapping[str, object]) -> str:
    """The name of this data set, as its description has it."""
    return str(descriptor.get("title") or say("frame.untitled"))


def top(names: tuple[str, ...], data: Dataset, page: str) -> None:
    """Links to the pages, with the filters in force; the search; the button to share; who is signed in, where people sign in."""
    ways, tools = st.columns([5, 2], vertical_alignment="center")
    with ways.container(horizontal=True, gap="small", vertical_alignment="center", key="navigation"):
        for name in names:
            links.go(say(f"frame.{name}"), name)
        signing_in.draw()
    with tools.container(horizontal=True, gap="small", vertical_alignment="center", horizontal_alignment="right", wrap=False, key="tools"):
        filters.search(data, page)
        with st.container(width="content"):
            share.button(data, page)


def day_shown(record: OnRecord | None) -> None:
    """Say that the pages show an earlier day, and what is not known of it."""
    if record is None:
        return
    told = [say("frame.asof", day=day_words(record.day.isoformat()))]
    if record.before_log:
        told.append(say("frame.asof_before_log"))
    if record.undated_figures:
        told.append(say("frame.asof_undated", figures=record.undated_figures))
    if record.unknown:
        told.append(say("frame.asof_unknown", cells=len(record.unknown)))
    st.info(escape(" ".join(told)))


def notices(reading: Reading, left_out: list[tuple[str, str]]) -> None:
    """What is broken, what is not in the log yet, and what of the address was dropped."""
    for told in load.cut_off():
        st.info(escape(told))
    if reading.broken:
        st.warning(_told(_broken(reading), reading.broken))
    elif reading.unread:
        st.warning(_told(say("frame.cells", cells=len(reading.unread)), reading.unread))
    if reading.not_recorded:
        st.warning(escape(say("frame.not_recorded", why=reading.not_recorded)))
    elif reading.pending:
        st.markdown(small(escape(say("frame.pending", edits=reading.pending))))
    if left_out:
        named = HIDDEN.sub("\N{REPLACEMENT CHARACTER}", ", ".join(pairs_told(left_out)))
        st.markdown(small(escape(say("frame.left_out", named=named))))


def _told(heading: str, problems: tuple[Problem, ...]) -> str:
    """Markdown of a heading and the first problems, each with its place and how to mend it."""
    lines = [escape(heading), "", *(f"- {escape(_place_and_remedy(problem))}" for problem in problems[:PROBLEMS_SHOWN])]
    if len(problems) > PROBLEMS_SHOWN:
        lines.append(f"- {escape(say('frame.more_problems', more=len(problems) - PROBLEMS_SHOWN))}")
    return "\n".join(lines)


def _broken(reading: Reading) -> str:
    files = ", ".join(dict.fromkeys(problem.file for problem in reading.broken))
    about = {"problems": len(reading.broken), "files": files, "when": f"{reading.since:%Y-%m-%d %H:%M} UTC"}
    return say("frame.broken", **about) if reading.was_whole else say("frame.broken_from_the_start", **about)


def _place_and_remedy(problem: Problem) -> str:
    place = [problem.file]
    if problem.row is not None:
        place.append(say("frame.row", row=problem.row))
    if problem.column:
        place.append(say("frame.column", column=problem.column))
    found = say("frame.found", rule=problem.rule, value=problem.value) if problem.value else problem.rule
    return say("frame.problem", place=", ".join(place), found=found, expected=problem.expected, mend=problem.mend)
