"""An editor works down the review page, by keyboard and by mouse; a reader of an earlier day only looks."""
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import MAIN, rows, set_cell, settle, visit

pytestmark = pytest.mark.browser

PROPOSAL = "js-2024-01-24-66d7d7f4"
INTO = "js-2024-01-24-481b8a63"


def press(page: Page, name: str) -> None:
    """A button reached and pressed without a mouse."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_join_is_made_and_taken_back_by_keyboard_alone(start, scratch_data, visitor):
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, f"{server.address}/review?need=joins")
    before = rows(scratch_data, "commitments")
    press(page, "Join")
    expect(page.locator(MAIN)).to_contain_text("Joined: Exchange views")
    expect(page.locator(MAIN)).to_contain_text("Nothing here needs a person for this reason.")
    assert PROPOSAL not in [row["commitment_id"] for row in rows(scratch_data, "commitments")]
    assert next(row for row in rows(scratch_data, "mentions") if row["mention_id"] == PROPOSAL)["commitment_id"] == INTO
    page.get_by_role("button", name="Undo my last change").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Join", exact=True)).to_be_visible()
    assert rows(scratch_data, "commitments") == before


def test_what_is_kept_apart_is_gone_and_the_list_goes_on(start, scratch_data, visitor):
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, f"{server.address}/review")
    page.get_by_role("button", name="Keep apart").click()
    expect(page.locator(MAIN)).to_contain_text("Kept apart: Exchange views")
    expect(page.locator(MAIN)).not_to_contain_text("Perhaps the same")
    visit(page, f"{server.address}/review")
    expect(page.locator(MAIN)).not_to_contain_text("Perhaps the same")


def test_a_click_writes_nothing_over_what_somebody_else_has_changed(start, scratch_data, visitor):
    """The page looks at the files every two seconds; what changed within them is met here."""
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, f"{server.address}/review?need=flags")
    finding = next(row for row in rows(scratch_data, "mentions") if row["flags"] == "borderline")
    button = page.get_by_role("button", name="Open a row for it").first
    expect(button).to_be_visible()
    set_cell(scratch_data, "mentions", finding["mention_id"], commitment_id=INTO)
    button.click()
    expect(page.locator(MAIN).get_by_role("button", name="Open a row for it")).to_have_count(2)
    assert next(row for row in rows(scratch_data, "mentions") if row["mention_id"] == finding["mention_id"])["commitment_id"] == INTO


def test_an_earlier_day_has_no_actions(start, scratch_data, visitor):
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, f"{server.address}/review?asof=2026-11-24")
    settle(page)
    expect(page.get_by_role("button", name="Keep apart")).to_have_count(0)
    expect(page.get_by_role("button", name="Open a row for it")).to_have_count(0)
    expect(page.locator(MAIN)).to_contain_text("need a person")
