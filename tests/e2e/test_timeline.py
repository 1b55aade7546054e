"""The timeline in a real browser: marks that open what they stand for, and the list by keyboard."""
import re

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.e2e.looking import CHART, MAIN, heading, rows, settle, visit

pytestmark = pytest.mark.browser

MARKS = f"{CHART} .annotation a"
DEADLINE = next(row for row in rows(ROOT / "data", "commitments") if len(row["deadline"]) == len("2024-01-25"))


def marks(page, beginning):
    """The marks whose address begins so."""
    return page.locator(f'{MARKS}[*|href^="{beginning}"]')


def test_a_mark_leads_to_its_commitment_by_a_click_and_by_keyboard(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/timeline?event=deadline&q={DEADLINE['title']}")
    mark = marks(page, "commitments?")
    expect(mark).to_have_count(1)
    mark.click()
    page.wait_for_url("**/commitments?*")
    settle(page)
    expect(heading(page)).to_have_text(DEADLINE["title"])
    page.go_back()
    page.wait_for_url("**/timeline?*")
    settle(page)
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments?*")
    settle(page)
    expect(heading(page)).to_have_text(DEADLINE["title"])


def test_a_mark_of_several_leads_to_the_place_of_the_list_that_tells_them(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/timeline?event=evidence")
    mark = marks(page, "timeline?event=evidence&page=2#").first
    month = mark.evaluate("link => link.href.baseVal.split('#')[1]")
    mark.click()
    page.wait_for_url(re.compile(f"page=2#{month}$"))
    settle(page)
    expect(page.locator(f"{MAIN} [id='{month}']")).to_be_in_viewport()


def test_the_pointer_over_a_mark_tells_what_it_is(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/timeline?event=deadline&q={DEADLINE['title']}")
    marks(page, "commitments?").hover()
    told = page.locator(f"{CHART} .hoverlayer .hovertext")
    told.wait_for()
    assert " ".join(told.text_content().split()).startswith("25 January 2024, Deadline.")


def test_the_keyboard_chooses_a_kind_skips_the_chart_and_opens_an_entry(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/timeline")
    page.get_by_role("button", name=re.compile(r"^Events \d+$")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**event=event*")
    settle(page)
    page.get_by_role("link", name="to the list").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("newest first$"))).to_be_in_viewport()
    entry = page.locator(f"{MAIN} li a").first
    title = entry.inner_text()
    entry.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    settle(opened.value)
    expect(heading(opened.value)).to_have_text(title)
