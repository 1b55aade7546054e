"""Whatever stands in a cell is shown as typed and never run: in tables, cards, labels of charts, hovers, the log, previews and pictures.

`visitor` sees to it that no other host was asked and that the console stayed silent.
"""
import csv
import io
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import CHART, MAIN, rows, visit, words, write_rows

pytestmark = pytest.mark.browser

RUN = "window.itRan=1"
MARKUP = [
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}></svg>", f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    "<style>body{display:none}</style>", f"<a href='javascript:{RUN}'>press</a>", f"[press](javascript:{RUN})",
    "![call](https://example.net/home.png)", "<img src=https://example.net/home.png>", f"$\\href{{javascript:{RUN}}}{{x}}$", "$x$ and $y$",
    "%{customdata} %{x:.2f}<extra></extra>", "{0.__class__} {title}", "{{ 7*7 }} {% raw %}", ":red[loud] :material/home: :smile:",
    "**bold** _slanted_ `code` ~~gone~~", "# heading", "\x1b[31mred\x1b[0m".replace("\x1b", "␛"), "&lt;b&gt; &amp; <b>b</b>",
]
FORMULAS = [
    "=cmd|' /C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("https://example.net","x")', '=WEBSERVICE("https://example.net")',
    '=IMPORTXML("https://example.net","//a")', '";=1+1;"', "＝1+1", "=DDE(\"cmd\";\"/C calc\";\"x\")",
]
SIGNS = ["abc\u202egpj.exe", "\u200bzero", "e\u0301\u0301\u0301\u0301", "שלום عليكم", "👍🏽 ok"]
HOSTILE = [*MARKUP, *FORMULAS, *SIGNS]
LOUDEST = f"<img src=x onerror={RUN}> [p](javascript:{RUN}) $x$ %{{y}} =1+1"
UNSAFE = [
    "javascript:window.itRan=1", "JaVaScRiPt:window.itRan=1", "java\tscript:window.itRan=1", "data:text/html,<script>1</script>",
    "vbscript:x", "file:///etc/passwd", "//example.net/x", "https://user@example.net/", "https://a\u202eb.example/", "mailto:a@example.net",
]


@pytest.fixture
def spoiled(start, scratch_data):
    """A server on data of which every free text is hostile, and the commitment that has most of it."""
    commitments = rows(scratch_data, "commitments")
    target = next(row for row in commitments if row["headline"] and row["kind"] == "target" and row["value"])
    for place, row in enumerate(commitments):
        row["title"] = LOUDEST if row is target else HOSTILE[place % len(HOSTILE)]
    target |= {"note": LOUDEST, "checked_by": LOUDEST, "headline": LOUDEST}
    write_rows(scratch_data, "commitments", commitments)
    evidence = rows(scratch_data, "evidence")
    of_target = [dict(evidence[0], evidence_id=f"hostile-{place}", commitment_id=target["commitment_id"], summary=text, publisher=text,
                      url=UNSAFE[place % len(UNSAFE)], archive_url="") for place, text in enumerate(HOSTILE)]
    write_rows(scratch_data, "evidence", sorted([*evidence, *of_target], key=lambda row: row["evidence_id"]))
    figures = rows(scratch_data, "figures")
    for row in figures:
        if row["indicator_id"] == target["indicator_id"]:
            row |= {"reporter": f"{LOUDEST} {row['reporter_id']}", "scope": LOUDEST if row["scope"] else "", "note": FORMULAS[0]}
    write_rows(scratch_data, "figures", figures)
    for table, column in (("indicators", "name"), ("sources", "title"), ("sources", "publisher")):
        changed = rows(scratch_data, table)
        for place, row in enumerate(changed):
            row[column] = HOSTILE[place % len(HOSTILE)]
        write_rows(scratch_data, table, changed)
    log = rows(scratch_data, "status_log")
    log += [dict(log[-1], commitment_id=target["commitment_id"], field="note", old=text, new=text, reason="evidence", who=text[:40], note=text,
                 evidence_url=UNSAFE[0], via="dashboard") for text in HOSTILE]
    write_rows(scratch_data, "status_log", log)
    return start(scratch_data), target


def typed(text: str) -> str:
    """A text as a page shows it: on one line, without the marks that are not seen."""
    return " ".join(text.split())


def shown(page) -> str:
    return words(page).replace("\u2060", "")


def test_markup_in_cells_is_shown_as_typed_on_every_page_and_nothing_runs(spoiled, visitor):
    server, target = spoiled
    page = visitor()
    pages = {
        "/": [LOUDEST], f"/targets?indicator={target['indicator_id']}": [LOUDEST], "/commitments": HOSTILE[:10],
        f"/commitments?id={target['commitment_id']}": [LOUDEST, *HOSTILE], "/timeline": [], "/sources": [], "/review": [], "/method": [],
        "/?since=2020-01-01": [],
    }
    for address, expected in pages.items():
        visit(page, server.address + address)
        said = shown(page)
        assert [text for text in expected if typed(text) not in said] == [], address
        assert page.evaluate("window.itRan") is None, address
        assert page.locator(f"{MAIN} img[src*='example'], {MAIN} iframe, {MAIN} script").count() == 0, address
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        assert [href for href in hrefs if not href.startswith(("http:", "https:"))] == [], address


def test_the_log_and_the_hover_of_a_chart_show_it_as_typed(spoiled, visitor):
    server, target = spoiled
    page = visitor()
    visit(page, f"{server.address}/commitments?id={target['commitment_id']}")
    page.locator(".st-key-history summary").click()
    expect(page.locator(".st-key-history table")).to_be_visible()
    history = page.locator(".st-key-history").inner_text().replace("\u2060", "")
    assert [text for text in HOSTILE if typed(text) not in " ".join(history.split())] == []
    visit(page, f"{server.address}/targets?indicator={target['indicator_id']}")
    marks = page.locator(f"{CHART} .scatterlayer .points path")
    hovered = []
    for place in range(0, marks.count(), 5):
        marks.nth(place).hover(force=True)
        page.wait_for_timeout(150)
        hovered.append(page.locator(f"{CHART} .hoverlayer").first.text_content())
    assert any("<img src=x" in text and "%{y}" in text for text in hovered)
    labels = page.locator(f"{CHART} .annotation").all_text_contents()
    assert any("<img src=x" in text for text in labels)
    assert page.evaluate("window.itRan") is None


@pytest.mark.parametrize("address", ["/commitments?id={id}", "/targets?indicator={indicator}", "/?q={q}", "/commitments?q={q}&sector={q}"])
def test_a_preview_of_a_link_is_escaped(spoiled, address):
    server, target = spoiled
    where = address.format(id=target["commitment_id"], indicator=target["indicator_id"], q=quote(f'"><script>{RUN}</script>'))
    with urllib.request.urlopen(server.address + where, timeout=10) as answer:
        html = answer.read().decode()
    assert f"<script>{RUN}" not in html and "<img src=x" not in html


@pytest.mark.parametrize("table", ["commitments", "evidence", "figures", "status_log"])
def test_formulas_are_defused_in_every_table_that_is_downloaded(spoiled, table):
    server, _ = spoiled
    with urllib.request.urlopen(f"{server.address}/api/{table}.csv", timeout=10) as answer:
        cells = [cell for row in csv.reader(io.StringIO(answer.read().decode("utf-8-sig"))) for cell in row]
    texts = [cell for cell in cells if cell.lstrip("\u200b \t").startswith(("=", "+", "@", "＝"))]
    assert texts == []
    assert any(cell.startswith("'=") for cell in cells)
