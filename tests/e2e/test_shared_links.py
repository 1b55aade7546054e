"""What a running server answers to those who are no browser, and to a browser without scripts or inside another site."""
import csv
import io
import json
import re
import urllib.error
import urllib.request
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import heading, visit

pytestmark = pytest.mark.browser

TRADE = "js-2024-01-24-09906dcc"
TARGET = "Raise bilateral trade to 20 billion US dollars"


def fetch(address: str, **headers: str):
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20)


def test_a_table_is_opened_as_anybody_would(warm_server):
    with fetch(f"{warm_server.address}/api/commitments.csv?sector=trade&utm=1") as answer:
        rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8-sig", newline="")))
        assert rows and all("trade" in row["sector"].split("; ") for row in rows)
        assert answer.headers["X-Left-Out"] == "utm=1" and answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with pytest.raises(urllib.error.HTTPError, match="304"):
        fetch(f"{warm_server.address}/api/commitments.csv?sector=trade&utm=1", **{"If-None-Match": answer.headers["ETag"]})


def test_the_feed_can_be_parsed(warm_server):
    with fetch(f"{warm_server.address}/feed.xml") as answer:
        assert ElementTree.parse(answer).getroot().tag.endswith("}feed")


def test_a_link_says_what_it_shows_before_any_script_runs(warm_server):
    with fetch(f"{warm_server.address}/targets?by=2030") as answer:
        html = answer.read().decode()
    assert f'<meta property="og:title" content="{TARGET}" />' in html
    assert re.search(r'<meta property="og:image" content="http://127\.0\.0\.1:\d+/card/targets\.png\?by=2030" />', html)


def test_the_page_still_draws_and_has_its_title(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?id={TRADE}")
    expect(heading(page)).to_have_text(TARGET)


def test_without_scripts_the_words_and_the_way_to_the_data_are_there(warm_server, visitor):
    page = visitor(java_script_enabled=False)
    page.goto(f"{warm_server.address}/commitments?id={TRADE}")
    expect(page.get_by_role("heading", name=TARGET)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("CSV"))).to_have_attribute("href", re.compile(rf"/api/commitments\.csv\?id={TRADE}$"))


class Foreign(BaseHTTPRequestHandler):
    """Another site, which shows a page of ours in a frame."""

    def __init__(self, framed: str, *args):
        self.framed = framed
        super().__init__(*args)

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(f'<iframe src="{self.framed}" width="800" height="600"></iframe>'.encode())

    def log_message(self, *args):
        return


@pytest.mark.parametrize(("allowed", "query"), [(True, "?embed=true"), (False, "")])
def test_another_site_frames_what_was_made_for_it_and_nothing_else(start, scratch_data, visitor, browser, allowed, query):
    description = scratch_data / "datapackage.json"
    framing = ThreadingHTTPServer(("127.0.0.1", 0), partial(Foreign, ""))
    origin = f"http://127.0.0.1:{framing.server_port}"
    description.write_text(json.dumps(json.loads(description.read_text(encoding="utf-8")) | {"embedding": [origin]}), encoding="utf-8")
    server = start(scratch_data)
    framing.RequestHandlerClass = partial(Foreign, f"{server.address}/targets{query}")
    Thread(target=framing.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    refused = []
    page.on("console", lambda line: refused.append(line.text) if "frame-ancestors" in line.text else None)
    page.goto(origin)
    if allowed:
        expect(page.frame_locator("iframe").get_by_role("heading", name=TARGET)).to_be_visible()
        assert refused == []
    else:
        page.wait_for_timeout(3_000)
        assert len(refused) == 1 and page.frame_locator("iframe").get_by_role("heading").count() == 0
    context.close()
    framing.shutdown()
