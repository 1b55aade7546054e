"""Who reads with a phone, a keyboard or a screen reader gets the same."""
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.looking import visit
from tests.e2e.test_addresses import BARE, HEADLINE, WORDS

pytestmark = pytest.mark.browser

VIEWS = [*BARE, f"/commitments?id={HEADLINE['commitment_id']}", WORDS]
PHONE = {"width": 390, "height": 844}
# Barriers inside Streamlit's own widgets that nothing of ours can mend, as "rule: beginning of the element": none at present.
OF_STREAMLIT: tuple[str, ...] = ()
# A page has at most this many stops before its navigation: Streamlit's own menu, and a skip link.
STOPS_TO_NAVIGATION = 6
STOPS_TO_FIRST_ROW = 40
FOCUSED_LINK = "document.activeElement?.closest('a')?.getAttribute('href') ?? ''"


@pytest.mark.parametrize("address", VIEWS)
def test_a_phone_shows_it_without_scrolling_sideways(warm_server, visitor, address):
    page = visitor(viewport=PHONE, has_touch=True, is_mobile=True)
    visit(page, warm_server.address + address)
    wide = page.evaluate("""[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
        .map(element => element.scrollWidth - element.clientWidth)""")
    assert max(wide) <= 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", [*VIEWS, "/?since=2020-01-01", "/commitments?q=railway", "/commitments?q=zeppelin", "/?asof=2026-11-24"])
def test_axe_finds_no_barrier(warm_server, visitor, address, theme):
    page = visitor(color_scheme=theme)
    visit(page, warm_server.address + address)
    found = [f"{rule['id']}: {node['html']}" for rule in Axe().run(page).response["violations"] for node in rule["nodes"]]
    assert [barrier for barrier in found if not barrier.startswith(OF_STREAMLIT)] == []


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
