"""Links that nobody would make by hand: each answers, on the page and as data, and nothing of it runs, leads away or stops the server."""
from pathlib import Path
from threading import Event
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from streamlit.testing.v1 import AppTest

from monitor import permission
from monitor.web.routes import ROUTES
from monitor.web.security import SecurityHeaders
from monitor.web.unfurl import Unfurl
from tests.asking import ask
from tests.conftest import ROOT
from tests.test_unfurl import HTML, the_framework

APP = SecurityHeaders(Unfurl(Starlette(routes=[*ROUTES, Mount("/", the_framework)]), html=HTML), html=HTML)
LINKS = [
    "status=fulfilled&status=fulfilled&status=dropped&status=nearly",             # repeated
    "&".join(f"status=s{number}" for number in range(2_000)),                     # without end
    "id=1&id=2&id=../../etc/passwd&id=%2e%2e%2f",
    f"q={'a' * 20_000}",                                                          # huge
    f"by={'9' * 5_000}",
    f"{'x' * 3_000}=1",
    "page=-1", "page=0", "page=1e9", "page=99999999999999999999", "by=-2030", "by=2030.5", "page=%D9%A3",
    "q=%ff%fe%00", "party=%c3%28", "%ff=%ff",                                     # no UTF-8, or no text
    "q=(a%2B)%2B%24%5B", "q=.*&party=.*&indicator=%5E.*%24",                      # patterns
    "role=admin&edit=true&who=root&token=1", "editor=1&is_admin=yes",             # who would like to be somebody
    "next=https://evil.example&redirect=//evil.example&url=javascript:alert(1)",  # who would like to lead away
    "asof=0000-00-00&since=9999-99-99&asof=2024-02-30",
    "q=%3Cscript%3Ealert(1)%3C/script%3E&sort=__class__&indicator=%7B%7B7*7%7D%7D",
    "embed=true&embed=false&embed_options=x&q=a%0d%0aSet-Cookie:%20x=1",
    "reporter=%27%20OR%201=1--&source=%00&need=constructor",
    ";;;&&&===&=&a", "q=%E2%80%AEabc%E2%81%A6&party=%EF%BB%BFChina",
]
PAGES = ("", "targets", "commitments", "timeline", "sources", "review", "method")
DATA = ("api/commitments.csv", "api/mentions.json", "api/figures.csv", "api/evidence.json", "api/status_log.csv", "api/data.zip", "feed.xml",
        "cite/targets.ris")


@pytest.fixture(autouse=True)
def folder(scratch_data, monkeypatch) -> Path:
    monkeypatch.setenv("MONITOR_DATA", str(scratch_data))
    monkeypatch.setattr(permission, "_switched_on", Event())
    return scratch_data


@pytest.mark.parametrize("link", LINKS, ids=lambda link: ascii(link[:40]))
def test_every_address_answers(link, caplog):
    for path in (*PAGES, *DATA):
        answer = ask(APP, f"/{path}?{link}")
        assert answer.status == 200, path
        assert "location" not in answer.headers and "set-cookie" not in answer.headers
        assert len(answer.headers.get("x-left-out", "")) < 6_000
        if path in PAGES:
            assert answer.body.count(b"<script") == HTML.count("<script") and b"evil.example" not in answer.body
            assert b"og:title" in answer.body
    assert [record.message for record in caplog.records] == []


@pytest.mark.parametrize("link", [link for link in LINKS if len(link) < 2_000], ids=lambda link: ascii(link[:40]))
def test_every_page_is_drawn(link):
    for page in ("overview", "targets", "commitments", "timeline"):
        app = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=30)
        for name, value in parse_qsl(link, keep_blank_values=True):
            app.query_params[name] = [*app.query_params.get(name, []), value]
        drawn = app.switch_page(f"{page}.py").run()
        assert not drawn.exception, page
