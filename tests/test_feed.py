"""The feed: valid, stable, escaped, and under the filters of its address."""
import datetime
from pathlib import Path
from threading import Event
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from monitor import history, permission
from monitor.web.routes import ROUTES
from tests.asking import ask
from tests.folders import set_cell

ATOM = "{http://www.w3.org/2005/Atom}"
APP = Starlette(routes=ROUTES)
TRADE, VISA = "js-2024-01-24-09906dcc", "js-2024-01-24-fc71c640"
LATER = datetime.datetime(2026, 12, 1, 8, 0, tzinfo=datetime.UTC)
HOSTILE = "<b>]]>&\x0b"


@pytest.fixture(autouse=True)
def folder(scratch_data, monkeypatch) -> Path:
    monkeypatch.setenv("MONITOR_DATA", str(scratch_data))
    monkeypatch.setattr(permission, "_switched_on", Event())
    return scratch_data


def change(folder: Path, commitment_id: str, column: str, value: str, when: datetime.datetime = LATER) -> None:
    set_cell(folder, "commitments", commitment_id, column, value)
    history.record(folder, when)


def entries(address: str = "/feed.xml") -> list[dict[str, str]]:
    """Title, id, day and address of each entry."""
    root = ElementTree.fromstring(ask(APP, address).body)
    return [{"title": entry.findtext(f"{ATOM}title"), "id": entry.findtext(f"{ATOM}id"), "updated": entry.findtext(f"{ATOM}updated"),
             "href": entry.find(f"{ATOM}link").get("href"), "content": entry.findtext(f"{ATOM}content"),
             "group": entry.find(f"{ATOM}category").get("term")} for entry in root.iter(f"{ATOM}entry")]


def test_what_the_standard_asks_for_is_there():
    site = "http://monitor.example.org"
    root = ElementTree.fromstring(ask(APP, "/feed.xml?sector=trade", host=site.removeprefix("http://")).body)
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}id").startswith("urn:uuid:") and root.findtext(f"{ATOM}title")
    assert root.find(f"{ATOM}author/{ATOM}name").text
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{site}/feed.xml?sector=trade", "alternate": f"{site}/commitments?sector=trade"}
    for updated in (element.text for element in root.iter(f"{ATOM}updated")):
        assert datetime.datetime.fromisoformat(updated).tzinfo is not None
    identities = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(identities) == len(set(identities))


def test_it_is_sent_as_a_feed():
    assert ask(APP, "/feed.xml").headers["content-type"].startswith("application/atom+xml")


def test_a_judgement_comes_first_and_leads_to_its_row(folder):
    change(folder, TRADE, "status", "no_report")
    newest = entries()[0]
    assert newest["group"] == "judgement" and newest["updated"].startswith("2026-12-01T08:00:00")
    assert newest["href"].endswith(f"/commitments?id={TRADE}") and newest["title"].startswith("Judgement: ")
    assert "no report found" in newest["content"]


def test_a_correction_is_marked(folder):
    set_cell(folder, "commitments", TRADE, "sector", "mining")
    set_cell(folder, "commitments", TRADE, "corrected", "sector")
    history.record(folder, LATER)
    assert [entry["title"].partition(":")[0] for entry in entries("/feed.xml?since=2026-12-01")] == ["Correction"]


def test_ids_stay_when_the_title_and_the_address_change(folder):
    change(folder, TRADE, "status", "no_report")
    before = {entry["id"] for entry in entries()}
    change(folder, TRADE, "title", "Another title", LATER + datetime.timedelta(hours=1))
    after = {entry["id"] for entry in entries("/feed.xml?party=China&party=Uzbekistan")} | {entry["id"] for entry in entries()}
    assert before < after


def test_only_what_the_filters_leave(folder):
    change(folder, TRADE, "status", "no_report")
    change(folder, VISA, "status", "no_report")
    assert {entry["href"].rpartition("=")[2] for entry in entries(f"/feed.xml?id={VISA}&since=2026-12-01")} == {VISA}
    assert {entry["href"].rpartition("=")[2] for entry in entries("/feed.xml?sector=trade&since=2026-12-01")} == {TRADE}
    assert entries("/feed.xml?since=2026-12-02") == []


def test_markup_and_what_xml_cannot_hold_break_nothing(folder):
    change(folder, TRADE, "note", HOSTILE)
    answer = ask(APP, "/feed.xml")
    assert any("<b>]]>&" in (entry["content"] or "") for entry in entries()) and b"<b>" not in answer.body and b"\x0b" not in answer.body
