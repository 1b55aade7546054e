"""Who reads with a phone, a keyboard or a screen reader gets the same."""
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.looking import MAIN, settle, visit
from tests.e2e.test_addresses import BARE, HEADLINE, TRADE, WORDS

pytestmark = pytest.mark.browser

VIEWS = [*BARE, f"/commitments?id={HEADLINE['commitment_id']}", WORDS, "/commitments?q=railway", "/timeline?event=evidence&since=2025-01-01"]
PHONE = {"width": 390, "height": 844}
# Barriers inside Streamlit's own widgets that nothing of ours can mend, as "rule: beginning of the element".
OF_STREAMLIT = (
    # The place to drop a file is named though it is none of its own; what is pressed is the button in it, which has a name and a stop.
    'presentation-role-conflict: <section role="presentation" tabindex="-1" data-testid="stFileUploaderDropzone"',
)
# A page has at most this many stops before its navigation: Streamlit's own menu, and a skip link.
STOPS_TO_NAVIGATION = 6
STOPS_TO_FIRST_ROW = 40
WIDER = """[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .map(element => element.scrollWidth - element.clientWidth)"""
FOCUSED_LINK = "document.activeElement?.closest('a')?.getAttribute('href') ?? ''"


def barriers(page):
    found = [f"{rule['id']}: {node['html']}" for rule in Axe().run(page).response["violations"] for node in rule["nodes"]]
    return [barrier for barrier in found if not barrier.startswith(OF_STREAMLIT)]


def test_a_phone_shows_every_page_without_scrolling_sideways(warm_server, visitor):
    page, wider = visitor(viewport=PHONE, has_touch=True, is_mobile=True), {}
    for address in VIEWS:
        visit(page, warm_server.address + address)
        wider[address] = max(page.evaluate(WIDER))
    assert {address: pixels for address, pixels in wider.items() if pixels > 0} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_barrier_on_any_page(warm_server, visitor, theme):
    page, found = visitor(color_scheme=theme), {}
    for address in (*VIEWS, "/?since=2020-01-01", "/commitments?q=zeppelin", "/?asof=2026-11-24"):
        visit(page, warm_server.address + address)
        found[address] = barriers(page)
    assert {address: what for address, what in found.items() if what} == {}


def share(page):
    page.locator(".st-key-share button").first.click()
    expect(page.get_by_text("Frame for another site")).to_be_visible()
    page.get_by_text("Frame for another site").click()


def filters(page):
    page.locator(".st-key-filters summary").click()


def history(page):
    page.locator(".st-key-history summary").click()
    expect(page.locator(".st-key-history table")).to_be_visible()


def to_quote(page):
    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(page.get_by_text("Rests on:")).to_be_visible()


OPENED = {
    "/": (share, to_quote), "/commitments": (share, filters), f"/targets?{TRADE}": (share, filters), "/timeline": (share, filters),
    f"/commitments?id={HEADLINE['commitment_id']}": (share, history),
}
LOOKS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE, "has_touch": True, "is_mobile": True}]


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "phone"])
def test_what_is_opened_has_no_barrier_either_and_fits(warm_server, visitor, look):
    page, found = visitor(**look), {}
    for address, how in ((address, how) for address, every in OPENED.items() for how in every):
        visit(page, warm_server.address + address)
        how(page)
        settle(page)
        found[address, how.__name__] = [*barriers(page), *(pixels for pixels in page.evaluate(WIDER) if pixels > 0)]
    assert {place: what for place, what in found.items() if what} == {}


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "phone"])
def test_the_forms_of_an_editor_have_no_barrier(start, scratch_data, visitor, look):
    server = start(scratch_data, "--edit", "--who", "tester")
    page = visitor(**look)
    for address, opened in {f"/commitments?id={HEADLINE['commitment_id']}": "Edit", "/sources": "Add a document"}.items():
        visit(page, server.address + address)
        page.locator(MAIN).get_by_text(opened, exact=True).first.click()
        settle(page)
        assert barriers(page) == [], address
        assert max(page.evaluate(WIDER)) <= 0, address


def test_the_keyboard_reaches_the_navigation_and_the_first_row(warm_server, visitor):
    page = visitor()
    visit(page, warm_server.address + "/commitments")
    stops = []
    for _ in range(STOPS_TO_FIRST_ROW):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED_LINK))
    assert any(stop.startswith("targets") for stop in stops[:STOPS_TO_NAVIGATION])
    assert any("id=" in stop for stop in stops)


def test_enter_on_a_navigation_link_opens_the_page(warm_server, visitor):
    page = visitor()
    visit(page, warm_server.address)
    page.locator(".st-key-navigation a", has_text="Commitments").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments*")
