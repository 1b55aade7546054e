"""The main task of each page by keyboard alone: every place is reached with Tab, and none of them holds whoever is there."""
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import CHART, MAIN, heading, settle, visit
from tests.e2e.test_addresses import TRADE, WORDS

pytestmark = pytest.mark.browser

MOST_STOPS = 160
HERE = """() => {
    const here = document.activeElement, heard = here.cloneNode(true);
    heard.querySelectorAll('[aria-hidden=true]').forEach(sign => sign.remove());
    return ['BODY', 'MAIN'].includes(here.tagName) ? '' : (here.ariaLabel || heard.textContent || here.placeholder).trim();
}"""
# A stop is seen by its outline, its shadow, the frame of the field around it, or the sign and the words over a mark of a chart.
IS_SEEN = """() => {
    const here = document.activeElement, style = getComputedStyle(here), mark = here.querySelector('tspan');
    if (mark && here.closest('svg')) return getComputedStyle(mark).fillOpacity === '1';
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""
BY_BORDER = ("INPUT", "TEXTAREA", "SPAN", "MAIN")   # fields: Streamlit frames what is around them


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until the keyboard stands on what is called so."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        passed.append(page.evaluate(HERE))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"no way by keyboard to {name!r}; passed {passed}")


def press(page: Page, *keys: str) -> None:
    """Press keys and wait for what comes of them: the script begins a moment later."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    settle(page)


@pytest.mark.parametrize("address", [
    "/", f"/targets?{TRADE}", "/timeline?event=deadline", "/commitments?sector=trade", WORDS, "/review?need=joins", "/method",
])
def test_every_stop_is_seen_and_none_is_a_trap(warm_server, visitor, address):
    page = visitor()
    visit(page, warm_server.address + address)
    unseen = []
    for stops in range(1, 400):
        page.keyboard.press("Tab")
        tag = page.evaluate("document.activeElement.tagName")
        if tag == "BODY" or stops > 1 and page.evaluate(HERE) == "Skip to main content":
            break
        if tag not in BY_BORDER and not page.evaluate(IS_SEEN):
            unseen.append(page.evaluate(HERE))
    else:
        raise AssertionError("the keyboard does not come to the end of the page")
    assert unseen == [] and stops > 12


def test_the_search_leads_from_any_page_to_what_is_found(warm_server, visitor):
    page = visitor()
    visit(page, warm_server.address)
    tab_to(page, "Search titles")
    page.keyboard.type("railway")
    press(page, "Enter")
    page.wait_for_url("**/commitments?q=railway")
    settle(page)
    tab_to(page, "China-Kyrgyzstan-Uzbekistan railway")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(heading(opened.value)).to_have_text("China-Kyrgyzstan-Uzbekistan railway")


def test_the_panel_to_share_is_entered_copied_from_and_left(warm_server, visitor):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    visit(page, f"{warm_server.address}/commitments?sector=trade")
    tab_to(page, "Share")
    press(page, "Enter")
    expect(page.get_by_text("Frame for another site")).to_be_visible()
    tab_to(page, "Copy to clipboard")
    press(page, "Enter")
    assert page.evaluate("navigator.clipboard.readText()") == f"{warm_server.address}/commitments?sector=trade"
    press(page, "Escape")
    expect(page.get_by_text("Frame for another site")).to_have_count(0)
    assert page.evaluate(HERE).startswith("Share")
    press(page, "Enter")
    tab_to(page, "Frame for another site")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE).startswith("Filters"), "after the panel comes what follows its button"


def test_filters_and_the_order_are_chosen_and_the_next_page_opened(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/commitments")
    tab_to(page, "Order")
    press(page, "ArrowDown", "ArrowDown", "Enter")
    page.wait_for_url("**sort=*")
    tab_to(page, "Next page")
    press(page, "Enter")
    page.wait_for_url("**page=2*")
    visit(page, f"{warm_server.address}/commitments")
    tab_to(page, "Filters")
    press(page, "Enter")
    tab_to(page, "Sector")
    page.keyboard.type("energy")
    press(page, "Enter")
    page.wait_for_url("**sector=energy*")


def test_an_indicator_and_a_year_are_chosen_and_a_figure_of_the_table_opened(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?indicator=project_portfolio")
    tab_to(page, "What is counted")
    page.keyboard.type("Trade between China and Uzbekistan")
    press(page, "Enter")
    page.wait_for_url(f"**{TRADE}*")
    tab_to(page, "none")
    press(page, "ArrowRight", "Space")
    page.wait_for_url("**by=2027*")
    tab_to(page, "to the table")
    press(page, "Enter")
    expect(page.get_by_role("heading", name=re.compile("who reports them$"))).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table') !== null && document.activeElement.href.startsWith('http')")


def test_a_mark_of_a_chart_says_what_it_is(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}&reporter=cn-customs")
    tab_to(page, "⬤ US$16.2 billion, 2025. General Administration of Customs of China")
    words = page.locator(f"{CHART} a:focus tspan tspan")
    assert words.bounding_box()["width"] > 100, "and shows it where the keyboard stands"


def test_a_document_is_jumped_through_and_a_kind_of_review_and_an_expander_are_opened(warm_server, visitor):
    page = visitor()
    visit(page, warm_server.address + WORDS)
    tab_to(page, "Jump to a finding")
    press(page, "Enter")
    tab_to(page, "Paragraph")
    place = page.evaluate("document.activeElement.hash")
    press(page, "Enter")
    expect(page.locator(f"{MAIN} {place}")).to_be_in_viewport()
    visit(page, f"{warm_server.address}/review")
    tab_to(page, "Status and reports differ")
    press(page, "ArrowRight", "Enter")
    page.wait_for_url("**need=*")
    visit(page, f"{warm_server.address}/method")
    tab_to(page, "When there is no verdict")
    press(page, "Enter")
    assert page.evaluate("document.activeElement.closest('details').open")
