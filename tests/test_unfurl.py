"""What a link says of itself, what can be read without scripts, and who may show a page in a frame."""
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from threading import Event

import pytest
import streamlit
from starlette.responses import HTMLResponse, PlainTextResponse

from monitor import datapackage, embedding, permission
from monitor.check import check
from monitor.web.security import SecurityHeaders
from monitor.web.unfurl import Unfurl
from tests.asking import ask
from tests.folders import a_row, make_folder, set_cell

TRADE = "js-2024-01-24-09906dcc"
HTML = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
HOSTILE = "\"><script>alert(1)</script> & <b>'x'"


async def the_framework(scope, receive, send):
    """Answers like Streamlit: its HTML for every path but files."""
    answer = PlainTextResponse("a file") if scope["path"].endswith(".txt") else HTMLResponse(HTML, headers={"etag": '"of the file"'})
    await answer(scope, receive, send)


APP = SecurityHeaders(Unfurl(the_framework, html=HTML), html=HTML)


class Tags(HTMLParser):
    """The tags of a head, as a robot reads them."""

    def __init__(self, html: str):
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.scripts = 0
        self.title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "meta" and "content" in held:
            self.meta[held.get("property") or held.get("name")] = held["content"]
        if tag == "link":
            self.links[held["rel"]] = held["href"]
        self.scripts += tag == "script"


def tags(address: str, **headers: str) -> Tags:
    return Tags(ask(APP, address, **headers).body.decode())


@pytest.fixture(autouse=True)
def folder(scratch_data, monkeypatch) -> Path:
    monkeypatch.setenv("MONITOR_DATA", str(scratch_data))
    monkeypatch.setattr(permission, "_switched_on", Event())
    return scratch_data


def describe_set(folder: Path, **keys: object) -> None:
    path = folder / datapackage.FILE
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | keys), encoding="utf-8")


def test_a_link_to_the_target_says_how_it_stands():
    found = tags("/targets?by=2030&utm_source=mail", host="monitor.example.org")
    assert found.title == "Raise bilateral trade to 20 billion US dollars · What China and Uzbekistan promised each other"
    assert found.meta["og:title"] == "Raise bilateral trade to 20 billion US dollars"
    assert found.meta["og:description"].startswith("Not reached. 2025: US$16.2 billion (")
    assert found.meta["description"] == found.meta["og:description"]
    assert found.meta["og:image"] == "http://monitor.example.org/card/targets.png?by=2030"
    assert (found.meta["og:image:width"], found.meta["og:image:height"]) == ("1200", "630") and found.meta["og:image:alt"]
    assert found.meta["og:url"] == found.links["canonical"] == "http://monitor.example.org/targets?by=2030"
    assert found.links["alternate"] == "http://monitor.example.org/feed.xml?by=2030"
    assert found.meta["twitter:card"] == "summary_large_image" and found.meta["og:site_name"] and found.meta["og:type"] == "article"


def test_addresses_stand_below_the_public_address_of_the_set(folder):
    describe_set(folder, homepage="https://commitments.example.org/uz/")
    found = tags("/commitments?sector=trade", host="10.0.0.1:8501")
    assert found.links["canonical"] == "https://commitments.example.org/uz/commitments?sector=trade"
    assert found.meta["og:image"].startswith("https://commitments.example.org/uz/card/")


@pytest.mark.parametrize("address", ["/", "/nowhere", "/targets/more", "/admin?id=1", "/?status=nearly&page=0"])
def test_any_other_address_is_told_as_the_overview(address):
    assert tags(address).meta["og:title"] == "What China and Uzbekistan promised each other"
    assert tags(address).links["canonical"] == "http://127.0.0.1:8501/"


def test_the_rest_of_the_page_is_as_it_was():
    body = ask(APP, "/commitments").body.decode()
    assert body.count("<title>") == 1 and tags("/commitments").scripts == HTML.count("<script")
    assert 'id="root"' in body and "agent" not in body, "what points to an interface that is not served is gone"


def test_without_scripts_there_is_something_to_read():
    plain = re.search(r"<noscript>(.*?)</noscript>", ask(APP, "/targets").body.decode(), re.DOTALL)[1]
    assert "<h1>Raise bilateral trade" in plain and "Not reached. 2025:" in plain
    assert f"/api/figures.csv?indicator=trade_turnover&amp;id={TRADE}" in plain


@pytest.mark.parametrize("column", ["title", "note"])
def test_what_stands_in_a_cell_stays_text(folder, column):
    before = tags("/").scripts
    set_cell(folder, "commitments", TRADE, column, HOSTILE)
    found = tags(f"/commitments?id={TRADE}&q=%22%3E%3Cscript%3E")
    assert found.scripts == before and "script" not in found.links["canonical"].partition("?q=")[0]
    assert column != "title" or found.meta["og:title"] == HOSTILE


def test_a_name_of_the_set_stays_text_too(folder):
    describe_set(folder, title=HOSTILE)
    assert tags("/method").meta["og:site_name"] == HOSTILE and tags("/method").scripts == HTML.count("<script")


def test_the_page_is_asked_for_each_time_and_a_file_is_left_alone():
    page = ask(APP, "/targets", if_none_match='"of the file"')
    assert page.status == 200 and "etag" not in page.headers and int(page.headers["content-length"]) == len(page.body)
    assert ask(APP, "/notes.txt").body == b"a file" and ask(APP, "/targets", method="POST").body.decode() == HTML
    head = ask(APP, "/targets", method="HEAD")
    assert head.body == b"" and head.headers["content-length"] == page.headers["content-length"]


def test_words_follow_the_tables(folder):
    address = f"/commitments?id={TRADE}"
    assert tags(address).meta["og:title"] != "Another title"
    set_cell(folder, "commitments", TRADE, "title", "Another title")
    assert tags(address).meta["og:title"] == "Another title"


def test_a_set_that_cannot_be_read_keeps_no_page_back(folder):
    (folder / "commitments.csv").unlink()
    assert tags("/targets").title == "Commitment monitor"


def test_what_a_person_typed_wrong_keeps_no_page_back(tmp_path, monkeypatch):
    odd = make_folder(tmp_path / "odd", commitments=[a_row("commitments", headline="yes", deadline="soon", kind="target", value="many")])
    monkeypatch.setenv("MONITOR_DATA", str(odd))
    for address in ("/", "/targets", "/commitments", "/commitments?id=js-1-00000001", "/timeline", "/sources"):
        assert tags(address).title


# Frames

def ancestors(address: str) -> str:
    policy = ask(APP, address).headers["content-security-policy"]
    return next(rule for rule in policy.split("; ") if rule.startswith("frame-ancestors"))


@pytest.mark.parametrize(("listed", "address", "expected"), [
    (None, "/targets?embed=true", "'self'"),
    (["https://example.org", "http://localhost:8080"], "/targets?embed=true&by=2030", "'self' https://example.org http://localhost:8080"),
    (["https://example.org"], "/targets", "'self'"),                                 # made for no frame
    (["https://example.org"], "/targets?embed=1&q=embed=true", "'self'"),
    (["https://example.org"], "/api/commitments.csv?embed=true", "'self'"),
    (["*"], "/?embed=true", "'self' *"),
    (["https://a.example; script-src *", "https://b.example/", "javascript:x", 7, "https://c.example"], "/?embed=true",
     "'self' https://c.example"),
    ("https://example.org", "/?embed=true", "'self'"),                               # no list
])
def test_who_may_frame_a_page(folder, listed, address, expected):
    describe_set(folder, embedding=listed)
    assert ancestors(address) == f"frame-ancestors {expected}"


def test_nobody_else_frames_a_page_while_the_person_here_edits(folder):
    describe_set(folder, embedding=["*"])
    permission.allow_the_person_here()
    assert ancestors("/?embed=true") == "frame-ancestors 'self'"


@pytest.mark.parametrize(("listed", "mend"), [
    (["https://Example.org"], "write https://example.org, with nothing after the host and in small letters"),
    (["https://example.org/page"], "write https://example.org, with nothing after the host and in small letters"),
    (["example.org"], "begin it with https://"), ("https://example.org", "write it as ['https://example.org']"),
    (["https://x.example"] * 51, 'shorten it, or write ["*"]'),
])
def test_an_origin_that_lets_nobody_in_is_told_by_the_check(folder, listed, mend):
    describe_set(folder, embedding=listed)
    assert [problem.mend for problem in check(folder) if problem.column == embedding.KEY] == [mend]


def test_a_public_address_that_is_none_is_told_by_the_check(folder):
    describe_set(folder, homepage="javascript:alert(1)")
    assert [problem.mend for problem in check(folder) if problem.column == "homepage"] == ["begin it with https://"]
    assert tags("/").links["canonical"] == "http://127.0.0.1:8501/"


def test_good_origins_are_no_problem(folder):
    before = check(folder)
    describe_set(folder, embedding=["https://example.org", "*"], homepage="https://example.org/uz")
    assert check(folder) == before
