"""The chart of a target in a real browser: marks that open their source, a deadline that is typed, a phone's width."""
import pytest

from monitor import store
from tests.conftest import ROOT
from tests.e2e.looking import visit
from tests.e2e.test_addresses import TRADE
from tests.e2e.test_reading import PHONE

pytestmark = pytest.mark.browser

CHART = "[data-testid=stPlotlyChart]:has(.js-plotly-plot)"
LINKS = "links => links.map(link => link.getAttribute('xlink:href'))"


def test_every_mark_opens_the_source_of_its_figure(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}")
    opened = set(page.locator(CHART).first.locator("a").evaluate_all(LINKS))
    years = [row for row in store.load(ROOT / "data").figures.rows if row["indicator_id"] == "trade_turnover" and len(row["period"]) == 4
             and row["reporter_id"] == "cn-customs"]
    assert years and {row["url"] for row in years} <= opened


def test_the_pointer_over_a_mark_tells_what_it_is(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}&reporter=cn-customs")
    page.locator(CHART).first.locator("a", has_text="⬤").last.hover()
    hover = page.locator(CHART).first.locator(".hoverlayer .hovertext")
    hover.wait_for()
    assert " ".join(hover.text_content().split()) == "US$16.2 billion, 2025. General Administration of Customs of China (goods)"


def test_a_year_that_is_typed_redraws_the_way_and_stands_in_the_address(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}")
    box = page.get_by_label("Another year")
    box.fill("2041")
    box.press("Enter")
    page.wait_for_url("**by=2041*")
    page.get_by_text("by 2041, as you assume").wait_for()
    page.go_back()
    page.get_by_text("by 2041, as you assume").wait_for(state="detached")


def test_the_names_at_the_ends_of_lines_fit_on_a_phone(warm_server, visitor):
    page = visitor(viewport=PHONE)
    visit(page, f"{warm_server.address}/targets?{TRADE}&by=2030")
    chart = page.locator(CHART).first
    right = chart.bounding_box()["x"] + chart.bounding_box()["width"]
    names = [box for box in (text.bounding_box() for text in chart.locator(".annotation-text").all()) if box]
    assert len(names) > 3 and max(box["x"] + box["width"] for box in names) <= right + 1
