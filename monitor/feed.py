"""What changed as an Atom feed: new commitments, evidence and judgements, and corrections, marked as such.

What was filed otherwise is no news and left out. Ids are made of what an entry is about, so they stay whatever the address.
Source: RFC 4287.
"""
import re
from collections.abc import Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from monitor import changes, describe, select
from monitor.changes import Item
from monitor.dataset import Dataset
from monitor.select import Choice
from monitor.view import COMMITMENTS, SOURCES, TARGETS, View, address
from monitor.words import say

ATOM = "http://www.w3.org/2005/Atom"
TOLD = ("added", "evidence", "judgement", "correction")
MOST_ENTRIES = 100
# What XML 1.0 cannot hold, escaped or not.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = "1970-01-01T00:00:00+00:00"


def feed(view: View, data: Dataset, base: str, own_address: str, today: date) -> bytes:
    """The newest changes in what the view's filters leave, newest first; `own_address` is that of the feed itself."""
    told = describe.describe(view, data, today)
    entries = sorted(_entries(view, data), key=lambda entry: entry[1].when, reverse=True)[:MOST_ENTRIES]
    root = ElementTree.Element("feed", xmlns=ATOM)
    _text(root, "title", say("feed.title_filtered", site=told.site, filters=told.filtered) if told.filters else told.site)
    _text(root, "subtitle", say("feed.about"))
    _text(root, "id", _id(data, "feed", *(f"{name}={value}" for name, value in view.parameters)))
    _text(root, "updated", entries[0][1].when if entries else _last_change(data))
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=own_address)
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=address(view, base))
    _text(ElementTree.SubElement(root, "author"), "name", told.site)
    for group, item in entries:
        _entry(root, group, item, data, base)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entries(view: View, data: Dataset) -> Iterator[tuple[str, Item]]:
    day = date.fromisoformat(view.choice.since) if view.choice.since else None
    narrowed = Choice(since=view.choice.since, sort=view.choice.sort, page=view.choice.page) != view.choice
    about = frozenset([view.id]) if view.id else None
    if about is None and narrowed:
        about = frozenset(select.choose(data.index, view.choice)["commitment_id"])
    found = changes.since(data, day, MOST_ENTRIES, about)
    return ((name, item) for name in TOLD for item in found.groups[name].items)


def _entry(root: ElementTree.Element, group: str, item: Item, data: Dataset, base: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _text(entry, "title", say("feed.entry", group=say(f"feed.{group}"), title=item.title))
    _text(entry, "id", _id(data, group, item.when, item.who, item.via, item.page, item.row, "" if item.row else item.title))
    _text(entry, "updated", item.when)
    ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=address(_leads_to(item), base))
    ElementTree.SubElement(entry, "category", term=group, label=say(f"changes.{group}"))
    if item.who:
        _text(ElementTree.SubElement(entry, "author"), "name", item.who)
    _text(entry, "content", "\n".join(_told(item)) or item.title)


def _leads_to(item: Item) -> View:
    """The row, or the overview where it is no longer there."""
    if item.page == COMMITMENTS:
        return View(COMMITMENTS, id=item.key)
    if not item.key:
        return View()
    return View(SOURCES, Choice(source=(item.key,))) if item.page == SOURCES else View(TARGETS, indicator=item.key)


def _told(item: Item) -> Iterator[str]:
    """What came, what went, what was set and why, a line each."""
    yield from item.what
    for cell in item.cells:
        old, new = (text or say("changes.empty") for text in (cell.old, cell.new))
        about = {"field": cell.field, "new": new}
        yield say("changes.cell_before", old=old, **about) if cell.old else say("changes.cell", **about)
    if item.note:
        yield say("changes.note", note=item.note)
    if item.evidence_url:
        yield item.evidence_url


def _id(data: Dataset, *parts: str) -> str:
    """An id that these parts of this data set have for ever, and no others."""
    return uuid5(NAMESPACE_URL, "\n".join([str(data.descriptor.get("name") or ""), *parts])).urn


def _last_change(data: Dataset) -> str:
    day = describe.data_day(data)
    return f"{day.isoformat()}T00:00:00+00:00" if day else NEVER


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = NOT_IN_XML.sub("\ufffd", text)
