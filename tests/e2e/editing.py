"""How a test edits in the dashboard: opens the forms of a commitment, types into them and saves."""
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.looking import IDLE, MAIN, visit

FORMS = "Edit"
PATIENCE_SECONDS = 20


def open_forms(page: Page, address: str, commitment_id: str, alias: str = "") -> None:
    """Open the page of a commitment and its forms; say who edits."""
    visit(page, f"{address}/commitments?id={commitment_id}")
    page.locator(MAIN).get_by_text(FORMS, exact=True).click()
    if alias:
        field(page, "Your alias, for the log").fill(alias)
        page.keyboard.press("Tab")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run after a click or a key: it begins a moment later."""
    page.wait_for_timeout(300)
    expect(page.locator(IDLE)).to_be_visible()


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait for what a click leads to outside of the page; it is answered when the script comes round to it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        page.wait_for_timeout(100)


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label, exact=True).locator("visible=true").first


def choose(page: Page, label: str, word: str) -> None:
    """Choose a word in a list."""
    box = page.get_by_role("combobox", name=label, exact=True).locator("visible=true").first
    box.scroll_into_view_if_needed()   # a list that is scrolled closes
    settle(page)
    box.click()
    page.get_by_role("option", name=word, exact=True).click()


def press(page: Page, name: str) -> None:
    """Press the first visible button of this name, and wait for what comes of it."""
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
    settle(page)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    settle(page)


def alert(page: Page) -> Locator:
    """What a page says at once: a refusal, a warning, or that all is well."""
    return page.locator("[data-testid=stAlert]")
