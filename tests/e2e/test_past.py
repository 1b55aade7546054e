"""An earlier day, and what changed since a day, as visitors see them."""
import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from monitor import edits
from monitor.edits import Change, Edit
from monitor.vocabulary import STATUS_BY_CODE
from tests.conftest import ROOT
from tests.e2e.looking import MAIN, heading, rows, visit, words

pytestmark = pytest.mark.browser

LOG_BEGINS = min(row["when"] for row in rows(ROOT / "data", "status_log"))[:10]
DAY_BEFORE = (datetime.date.fromisoformat(LOG_BEGINS) - datetime.timedelta(days=1)).isoformat()
JUDGED = next(row for row in rows(ROOT / "data", "commitments") if row["status"] == "no_report")
PAGES = ("/", "/targets", "/commitments", f"/commitments?id={JUDGED['commitment_id']}", "/sources", "/review", "/method")
NOTICE = "[data-testid=stAlert]"
ON_RECORD = "Shown is what was on record on"
NOT_KNOWN = "no judgement of that day is known"
SERIOUS = ("serious", "critical")


def on_the_day(page: str, day: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}asof={day}"


@pytest.mark.parametrize("page_address", PAGES)
def test_every_page_says_which_day_it_shows_and_keeps_it(warm_server, visitor, page_address):
    page = visitor()
    visit(page, warm_server.address + on_the_day(page_address, LOG_BEGINS))
    notice = page.locator(NOTICE, has_text=ON_RECORD)
    expect(notice).to_have_count(1)
    assert NOT_KNOWN not in notice.inner_text()
    onward = page.locator(".st-key-navigation a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert onward and all(f"asof={LOG_BEGINS}" in href for href in onward)
    visit(page, warm_server.address + on_the_day(page_address, DAY_BEFORE))
    expect(page.locator(NOTICE, has_text=NOT_KNOWN)).to_have_count(1)


def test_a_status_of_yesterday_is_shown_under_yesterdays_address_only(start, scratch_data, visitor):
    today = datetime.datetime.now(datetime.UTC)
    steps = (Change("commitments", JUDGED["commitment_id"], "status", "no_report", "in_progress"),
             Change("commitments", JUDGED["commitment_id"], "note", JUDGED["note"], "A first step was reported."))
    edits.save(scratch_data, Edit(steps, note="Read today"), "MK", today)
    server = start(scratch_data)
    page = visitor()
    address = f"{server.address}/commitments?id={JUDGED['commitment_id']}"
    visit(page, address)
    expect(page.locator(MAIN)).to_contain_text(STATUS_BY_CODE["in_progress"].definition)
    visit(page, f"{address}&asof={today.date() - datetime.timedelta(days=1)}")
    expect(page.locator(MAIN)).to_contain_text(STATUS_BY_CODE["no_report"].definition)
    assert "A first step was reported." not in words(page)


def test_what_changed_since_a_day_is_a_click_away_and_leads_to_the_row(start, scratch_data, visitor):
    step = Change("commitments", JUDGED["commitment_id"], "note", JUDGED["note"], "Searched again.")
    edits.save(scratch_data, Edit((step,)), "MK", datetime.datetime.now(datetime.UTC))
    server = start(scratch_data)
    page = visitor()
    visit(page, server.address)
    page.get_by_role("link", name="7 days ago").click()
    page.wait_for_url("**since=*")
    expect(page.get_by_role("heading", name="Changed since")).to_be_visible()
    item = page.get_by_role("listitem").filter(has_text="Searched again.")
    expect(item).to_contain_text("by MK")
    page.goto(f"{server.address}/{item.get_by_role('link', name=JUDGED['title']).get_attribute('href')}")
    expect(heading(page)).to_have_text(JUDGED["title"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_changes_fit_a_phone_and_raise_no_serious_barrier(warm_server, visitor, theme):
    page = visitor(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme=theme)
    visit(page, f"{warm_server.address}/?since={LOG_BEGINS}")
    expect(page.get_by_role("heading", name="Changed since")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") <= 0
    found = Axe().run(page, context=MAIN).response["violations"]
    assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found if rule["impact"] in SERIOUS] == []
