"""An editor changes many rows in the table below the list, in a real browser, beside others who do the same."""
import pytest
from playwright.sync_api import Page, expect

from monitor import store
from monitor.select import PAGE_LENGTH
from tests.conftest import ROOT
from tests.e2e.editing import alert, field, press, settle
from tests.e2e.looking import MAIN, rows, set_cell, visit
from tests.e2e.test_edit_forms import LOCKED, lines

pytestmark = pytest.mark.browser

TITLE = "Edit these rows as a table"
GRID = "[data-testid=data-grid-canvas]"
A_TYPIST = 10   # ms between two keys
TO_READ_IT = 150   # ms before an Enter: the grid keeps the old text where it follows within a few, and shows it
TRIES = 50
COLUMNS = ("title", "status", "status_date", "evidence_url", "note")   # from the left
ROWS = sorted(rows(ROOT / "data", "commitments"), key=lambda row: (row["title"].casefold(), row["commitment_id"]))[:PAGE_LENGTH]
BY_TITLE = "/commitments?sort=title"
STATUS, NOTE = COLUMNS.index("status"), COLUMNS.index("note")


@pytest.fixture
def server(start, scratch_data):
    return start(scratch_data, "--edit")


def cells(folder, place: int) -> dict[str, str]:
    return next(row for row in rows(folder, "commitments") if row["commitment_id"] == ROWS[place]["commitment_id"])


def open_table(page: Page, address: str) -> None:
    visit(page, address + BY_TITLE)
    page.locator(MAIN).get_by_text(TITLE).click()
    settle(page)
    expect(page.locator(GRID)).to_be_visible()


def stand_on(page: Page, row: int, column: int) -> None:
    """Go to a cell by keys. A grid that has only just come up may not take them yet."""
    cell = page.get_by_test_id(f"glide-cell-{column}-{row}")
    for _ in range(TRIES):
        page.locator(GRID).focus()
        for key in ["Control+Home"] + ["ArrowDown"] * row + ["ArrowRight"] * column:
            page.keyboard.press(key)
        page.wait_for_timeout(200)
        if cell.get_attribute("aria-selected") == "true":
            return
    raise AssertionError("the keys do not reach the cell")


def write(page: Page, text: str) -> None:
    """Open the cell that has the focus, and type over what is in it."""
    page.keyboard.press("Enter")
    expect(page.locator("#portal :is(input, textarea)").first).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text, delay=A_TYPIST)
    page.wait_for_timeout(TO_READ_IT)


def fill(page: Page, row: int, column: int, text: str) -> None:
    """Write a cell with the keyboard."""
    stand_on(page, row, column)
    write(page, text)
    page.keyboard.press("Enter")
    settle(page)


def save(page: Page, button: str) -> None:
    """Press the button by key: after a click outside, the grid of Streamlit takes no arrows before the next click into it."""
    page.get_by_role("button", name=button, exact=True).focus()
    settle(page)   # a field that is left is sent
    page.keyboard.press("Enter")
    settle(page)


def test_the_keyboard_alone_changes_two_rows_and_takes_it_back(server, visitor):
    page = visitor()
    visit(page, server.address + BY_TITLE)
    before, logged = lines(server.data), len(rows(server.data, "status_log"))
    _tab_to(page, TITLE)
    page.keyboard.press("Enter")
    settle(page)
    _tab_to(page, "", tag="CANVAS")
    for arrows, text in ((["ArrowDown", "ArrowRight"], "unclear"), (["ArrowRight"] * 3, "Searched again.")):
        for key in arrows:
            page.keyboard.press(key)
        write(page, text)
        page.keyboard.press("Enter")   # takes the cell, and goes to the one below
        settle(page)
    _tab_to(page, "", tag="INPUT", label="Why, for the log")
    page.keyboard.type("Read by two people.")
    _tab_to(page, "Save 2 changes")
    page.keyboard.press("Enter")
    expect(alert(page)).to_contain_text("Saved. 2 changes stand in the tables and in the log.")
    assert (cells(server.data, 1)["status"], cells(server.data, 2)["note"]) == ("unclear", "Searched again.")
    assert sum(a != b for a, b in zip(before, lines(server.data))) == 2
    assert {(e["field"], e["note"], e["via"]) for e in rows(server.data, "status_log")[logged:]} == {
        ("status", "Read by two people.", "dashboard"), ("note", "Read by two people.", "dashboard")}
    _tab_to(page, "Undo my last change")
    page.keyboard.press("Enter")
    expect(alert(page).filter(has_text="Taken back")).to_be_visible()
    assert lines(server.data) == before


def _tab_to(page: Page, words: str, tag: str = "", label: str = "") -> None:
    """Press Tab until the element with these words, of this tag and label, has the focus."""
    for _ in range(160):
        page.keyboard.press("Tab")
        found, named, said = page.evaluate("""() => { const e = document.activeElement;
            return [e.tagName, e.getAttribute('aria-label') || '', e.innerText || ''] }""")
        is_there = said.removeprefix("keyboard_arrow_right").strip().startswith(words)   # before it the arrow of an expander
        if is_there and tag in ("", found) and label in named:
            return
    raise AssertionError(f"the keyboard does not reach {words or tag}")


def test_a_click_on_the_button_takes_the_cell_that_is_still_open(server, visitor):
    page = visitor()
    open_table(page, server.address)
    stand_on(page, 0, NOTE)
    write(page, "Still open.")
    page.get_by_role("button", name="Save changes").click()
    settle(page)
    expect(alert(page)).to_contain_text("Saved. 1 change")
    assert cells(server.data, 0)["note"] == "Still open."


def test_what_is_refused_is_named_by_its_row_and_stays_in_the_table(server, visitor):
    page = visitor()
    before = lines(server.data)
    open_table(page, server.address)
    fill(page, 1, STATUS, "stalled" if ROWS[1]["status"] != "stalled" else "unclear")
    fill(page, 2, COLUMNS.index("status_date"), "31/04/2026 or so")
    save(page, "Save 2 changes")
    expect(alert(page)).to_contain_text("Nothing was written")
    expect(alert(page)).to_contain_text(f"“{ROWS[1]['title']}”: Status")
    expect(alert(page)).to_contain_text("a change of status without evidence or a note")
    expect(alert(page)).to_contain_text(f"“{ROWS[2]['title']}”: Date of the event “31/04/2026 or so”")
    assert lines(server.data) == before
    expect(page.get_by_test_id("glide-cell-2-2")).to_contain_text("31/04/2026 or so")
    fill(page, 2, COLUMNS.index("status_date"), "2026-04")
    field(page, "Why, for the log").fill("A halt was reported.")
    save(page, "Save 2 changes")
    expect(alert(page)).to_contain_text("Saved. 2 changes")
    assert cells(server.data, 2)["status_date"] == "2026-04"


def test_another_s_save_moves_nothing_under_what_is_typed_and_a_clash_is_settled(server, visitor):
    page, other = visitor(), visitor()
    open_table(page, server.address)
    open_table(other, server.address)
    fill(page, 0, NOTE, "Half a sentence.")
    field(other, "Your alias, for the log").fill("AB")
    fill(other, 0, NOTE, "Theirs.")
    fill(other, 0, 0, "Zzz, the last title")   # the row leaves its place in the list
    save(other, "Save 2 changes")
    expect(alert(other)).to_contain_text("Saved. 2 changes")
    expect(page.locator(MAIN)).to_contain_text("Someone changed these rows since the table was opened", timeout=8_000)
    fill(page, 3, NOTE, "Mine alone.")
    save(page, "Save 2 changes")
    expect(alert(page).first).to_contain_text("Someone else changed 1 cell")
    for told in ("Now there", "Theirs.", "set by AB", "You wrote", "Half a sentence."):
        expect(page.locator(MAIN)).to_contain_text(told)
    assert cells(server.data, 3)["note"] == ROWS[3]["note"], "nothing is written before the choice"
    page.get_by_role("radiogroup", name="Note").get_by_text("Set mine").click()
    press(page, "Save what I chose")
    expect(alert(page).first).to_contain_text("Saved. 2 changes")
    assert [cells(server.data, place)["note"] for place in (0, 3)] == ["Half a sentence.", "Mine alone."]
    assert cells(server.data, 0)["title"] == "Zzz, the last title"


def test_another_page_of_the_list_and_another_page_of_the_site_lose_nothing(server, visitor):
    page = visitor()
    open_table(page, server.address)
    fill(page, 0, NOTE, "Typed with care.")
    page.get_by_role("button", name="Page 2").click()
    expect(page.locator(MAIN)).to_contain_text("rows in which you changed 1 cell")
    page.locator(".st-key-navigation a", has_text="Method").click()
    expect(page.locator(f"{MAIN} h1")).to_contain_text("How this is made")
    page.locator(".st-key-navigation a", has_text="Commitments").click()
    expect(page.locator(MAIN)).to_contain_text("The table holds 1 change that is not saved yet.")
    page.locator(MAIN).get_by_text(TITLE).click()
    expect(page.get_by_test_id(f"glide-cell-{NOTE}-0")).to_contain_text("Typed with care.")
    save(page, "Save 1 change")
    expect(alert(page)).to_contain_text("Saved. 1 change")
    assert cells(server.data, 0)["note"] == "Typed with care."


def test_a_save_that_fails_says_so_and_the_edit_stays_in_the_table(server, visitor):
    page = visitor()
    open_table(page, server.address)
    fill(page, 0, NOTE, "Typed with care.")
    with store.locked(server.data):
        page.get_by_role("button", name="Save 1 change").click()
        expect(alert(page)).to_contain_text("another save has held .lock", timeout=LOCKED)
    expect(page.get_by_test_id(f"glide-cell-{NOTE}-0")).to_contain_text("Typed with care.")
    save(page, "Save 1 change")
    expect(alert(page)).to_contain_text("Saved. 1 change")
    assert cells(server.data, 0)["note"] == "Typed with care."


def test_a_word_of_the_file_that_nobody_knows_is_shown_and_mended(server, visitor):
    set_cell(server.data, "commitments", ROWS[1]["commitment_id"], status="finished")
    page = visitor()
    open_table(page, server.address)
    expect(page.get_by_test_id(f"glide-cell-{STATUS}-1")).to_contain_text("finished")
    fill(page, 1, STATUS, "unclear")
    field(page, "Why, for the log").fill("It was mistyped.")
    save(page, "Save 1 change")
    expect(alert(page).filter(has_text="Saved. 1 change")).to_be_visible()
    assert cells(server.data, 1)["status"] == "unclear"


def test_the_tools_of_the_table_offer_no_file(server, visitor):
    """Formulas in a file of Streamlit's own making would not be defused."""
    page = visitor()
    open_table(page, server.address)
    page.locator("[data-testid=stDataFrame]").hover()
    tools = [tool.get_attribute("aria-label") for tool in page.locator("[data-testid=stElementToolbarButton] button").all()]
    assert tools and not [tool for tool in tools if "ownload" in tool or "CSV" in tool]


@pytest.mark.parametrize("switches, asked", [((), ""), (("--edit",), "&asof=2026-11-24")])
def test_whoever_may_not_edit_or_looks_at_an_earlier_day_sees_no_table(start, scratch_data, visitor, switches, asked):
    page = visitor()
    visit(page, start(scratch_data, *switches).address + BY_TITLE + asked)
    expect(page.locator(MAIN).get_by_text(TITLE)).to_have_count(0)
