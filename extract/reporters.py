"""Who reports a figure that a document states: the body it names, else the document's publisher or its parties."""
from dataclasses import dataclass

from extract.lexicon import load
from extract.rows import Row
from extract.rules.wording import cut
from monitor import ids
from monitor.states import find_states
from monitor.values import items

THIRD = "third"
OTHER = "other"
JOINT_STATEMENT = "joint_statement"
OF_KIND = {"press_report": "press", "conference_report": "press"}   # where neither the body nor the publisher says
LONGEST_NAME = 80


@dataclass(frozen=True)
class Reporter:
    """`side` is the ISO code of the one state it speaks for, or `third`; `class_` a word such as statistics, customs, press."""

    id: str
    name: str
    class_: str
    side: str


def reporter_of(named: str | None, source: Row) -> Reporter:
    """The reporter of a figure found in `source`, where `named` is the body that the sentence names, if it names one."""
    if named:
        return Reporter(ids.slug(named), named, _class_of(named) or OTHER, _side_of(named))
    if source["kind"] == JOINT_STATEMENT:
        name = "Joint statement of " + " and ".join(items(source["parties"]))
        return Reporter(ids.slug(name), name, JOINT_STATEMENT, THIRD)
    name = source["publisher"] or cut(source["title"], LONGEST_NAME)
    return Reporter(ids.slug(name), name, _class_of(name) or OF_KIND.get(source["kind"], OTHER), _side_of(name))


def _class_of(name: str) -> str | None:
    lowered = name.lower()
    for entry in load("reporters")["class"]:
        if any(word in lowered for word in entry["words"]):
            return entry["name"]
    return None


def _side_of(name: str) -> str:
    codes = {mention.code for mention in find_states(name)}
    return codes.pop() if len(codes) == 1 else THIRD
