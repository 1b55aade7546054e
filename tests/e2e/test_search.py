"""One search on every page: it leads to the results, says where the words stand, and goes along."""
import pytest
from playwright.sync_api import expect

from tests.e2e.looking import MAIN, heading, settle, visit, words

pytestmark = pytest.mark.browser

FIELD = ".st-key-filter_q input"


@pytest.mark.parametrize(("start_on", "lands_on"), [
    ("/", "/commitments?q=railway"),
    ("/targets?by=2030&sector=transport", "/commitments?sector=transport&q=railway"),   # the filters in force stay
    ("/sources?source=js-2024-01-24", "/commitments?q=railway"),                         # the open document is no filter
    ("/method", "/commitments?q=railway"),
    ("/timeline", "/timeline?q=railway"),                                                # shows itself what is found
    ("/commitments?page=2", "/commitments?q=railway"),
])
def test_a_search_leads_to_what_is_found(warm_server, visitor, start_on, lands_on):
    page = visitor()
    visit(page, warm_server.address + start_on)
    page.locator(FIELD).fill("railway")
    page.locator(FIELD).press("Enter")
    page.wait_for_url(f"**{lands_on}")
    settle(page)
    expect(page.locator(FIELD)).to_have_value("railway")
    if lands_on.startswith("/commitments"):
        expect(heading(page)).to_have_text("Commitments")
        expect(page.locator(f"{MAIN} table strong", has_text="railway").first).to_be_visible()
        assert "In the evidence:" in words(page)


def test_the_way_back_takes_a_search_back(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/commitments")
    everything = page.locator(f"{MAIN} table").inner_text()
    page.locator(FIELD).fill("zeppelin")
    page.locator(FIELD).press("Enter")
    expect(page.locator(MAIN)).to_contain_text("No commitment has “zeppelin”")
    page.go_back()
    page.wait_for_url("**/commitments")
    expect(page.locator(FIELD)).to_have_value("")
    settle(page)
    assert page.locator(f"{MAIN} table").inner_text() == everything
