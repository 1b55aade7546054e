"""An editor changes a commitment on its page, in a real browser, beside others who do the same."""
import pytest
from playwright.sync_api import expect

from monitor import store
from tests.conftest import ROOT
from tests.e2e.editing import alert, choose, field, open_forms, press, settle, tab, until
from tests.e2e.looking import MAIN, rows, set_cell, visit

pytestmark = pytest.mark.browser

ROW = next(row for row in rows(ROOT / "data", "commitments") if row["status"] == "no_report")
ID = ROW["commitment_id"]
PROPOSED = next(row for row in rows(ROOT / "data", "commitments") if row["review"].startswith("join with "))
LOCKED = (store.LOCK_SECONDS + 20) * 1000


def cells(folder, identity=ID):
    return next(row for row in rows(folder, "commitments") if row["commitment_id"] == identity)


def lines(folder, table="commitments"):
    return (folder / f"{table}.csv").read_bytes().splitlines()


@pytest.fixture
def server(start, scratch_data):
    return start(scratch_data, "--edit")


def test_a_status_is_changed_with_its_note_and_stands_in_one_line_and_the_log(server, visitor):
    page = visitor()
    before, logged = lines(server.data), len(rows(server.data, "status_log"))
    open_forms(page, server.address, ID, alias="MK")
    choose(page, "Status", "in progress")
    field(page, "Note").fill("A first shipment was reported.")
    press(page, "Save")
    expect(alert(page)).to_contain_text("Saved. 2 changes stand in the tables and in the log.")
    expect(page.locator(MAIN)).to_contain_text("activity reported" if ROW["kind"] == "cooperation" else "in progress")
    assert sum(a != b for a, b in zip(before, lines(server.data))) == 1
    assert [(e["field"], e["new"], e["who"], e["via"]) for e in rows(server.data, "status_log")[logged:]] == [
        ("status", "in_progress", "MK", "dashboard"), ("note", "A first shipment was reported.", "MK", "dashboard")]


def test_what_is_refused_is_named_and_stays_in_the_form(server, visitor):
    page = visitor()
    before = lines(server.data)
    open_forms(page, server.address, ID)
    field(page, "Date of the event").fill("31/04/2026 or so")
    choose(page, "Status", "in progress")
    press(page, "Save")
    expect(alert(page)).to_contain_text("Nothing was written")
    expect(alert(page)).to_contain_text("31/04/2026 or so")
    expect(alert(page)).to_contain_text("a change of status without evidence or a note")
    assert field(page, "Date of the event").input_value() == "31/04/2026 or so" and lines(server.data) == before


def test_two_people_on_one_cell_the_second_sees_both_and_chooses(server, visitor):
    first, second = visitor(), visitor()
    open_forms(first, server.address, ID, alias="MK")
    open_forms(second, server.address, ID, alias="AB")
    choose(second, "Status", "unclear")
    field(second, "Note").fill("Sources differ.")
    choose(first, "Status", "in progress")
    field(first, "Note").fill("A report was found.")
    press(first, "Save")
    expect(alert(first)).to_contain_text("Saved")
    expect(second.locator(MAIN)).to_contain_text("Someone changed this row since the form was opened", timeout=8_000)
    assert field(second, "Note").input_value() == "Sources differ.", "what was typed stays while the page is drawn anew"
    press(second, "Save")
    expect(alert(second).first).to_contain_text("Someone else changed 2 cells")
    for told in ("You saw", "no report found", "Now there", "in progress", "set by MK", "You wrote", "unclear"):
        expect(second.locator(MAIN)).to_contain_text(told)
    assert cells(server.data)["status"] == "in_progress", "nothing is written before the choice"
    second.get_by_role("radiogroup", name="Status").get_by_text("Set mine").click()
    second.get_by_role("radiogroup", name="Note").get_by_text("Keep what is there").click()
    press(second, "Save what I chose")
    expect(alert(second).first).to_contain_text("Saved")
    assert (cells(server.data)["status"], cells(server.data)["note"]) == ("unclear", "A report was found.")


def test_two_people_on_different_cells_of_a_row_both_stand(server, visitor):
    first, second = visitor(), visitor()
    open_forms(first, server.address, ID)
    open_forms(second, server.address, ID)
    field(second, "Date of the event").fill("2026-11")
    field(first, "Note").fill("Looked again.")
    press(first, "Save")
    expect(alert(first)).to_contain_text("Saved")
    press(second, "Save")
    expect(alert(second).first).to_contain_text("Saved")
    assert (cells(server.data)["note"], cells(server.data)["status_date"]) == ("Looked again.", "2026-11")


def test_an_edit_of_the_file_while_the_form_is_open_is_not_written_over(server, visitor):
    page = visitor()
    open_forms(page, server.address, ID)
    field(page, "Note").fill("Mine.")
    set_cell(server.data, "commitments", ID, note="From the spreadsheet.")
    press(page, "Save")
    expect(alert(page).first).to_contain_text("Someone else changed 1 cell")
    expect(page.locator(MAIN)).to_contain_text("From the spreadsheet.")


def test_a_save_that_fails_says_so_and_the_edit_stays_on_the_screen(server, visitor):
    page = visitor()
    open_forms(page, server.address, ID)
    field(page, "Note").fill("Typed with care.")
    with store.locked(server.data):
        page.get_by_role("button", name="Save", exact=True).locator("visible=true").first.click()
        expect(alert(page)).to_contain_text("another save has held .lock", timeout=LOCKED)
    assert field(page, "Note").input_value() == "Typed with care." and cells(server.data)["note"] == ROW["note"]
    press(page, "Save")
    expect(alert(page)).to_contain_text("Saved")
    assert cells(server.data)["note"] == "Typed with care."


def test_the_keyboard_alone_changes_a_status_and_takes_it_back(server, visitor):
    page = visitor()
    visit(page, f"{server.address}/commitments?id={ID}")
    _tab_to(page, "Edit")
    page.keyboard.press("Enter")
    settle(page)
    _tab_to(page, "Status", role="combobox")
    page.keyboard.type("unclear")
    page.keyboard.press("Enter")
    _tab_to(page, "Note", role="textbox")
    page.keyboard.press("Control+A")
    page.keyboard.type("Read again.")
    _tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(alert(page)).to_contain_text("Saved")
    assert (cells(server.data)["status"], cells(server.data)["note"]) == ("unclear", "Read again.")
    settle(page)
    _tab_to(page, "Undo my last change")
    page.keyboard.press("Enter")
    expect(alert(page).filter(has_text="Taken back")).to_be_visible()
    expect(alert(page)).to_have_count(1)   # neither that it was saved, nor that someone changed the row
    assert cells(server.data) == ROW


def _tab_to(page, name, role=None):
    """Press Tab until the element of this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => { const e = document.activeElement;
            return [e.getAttribute('role') || {INPUT: 'textbox', TEXTAREA: 'textbox'}[e.tagName] || e.tagName.toLowerCase(),
                    e.getAttribute('aria-label') || e.innerText || ''] }""")
        words = found[1].removeprefix("keyboard_arrow_right").strip()   # the arrow of an expander is a letter of the icons' typeface
        if words.startswith(name) and role in (None, found[0]):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_evidence_a_correction_and_a_join_and_each_is_taken_back(server, visitor):
    page = visitor()
    tables = {name: (server.data / f"{name}.csv").read_bytes() for name in ("commitments", "mentions", "evidence")}
    identity = PROPOSED["commitment_id"]
    open_forms(page, server.address, identity, alias="MK")

    def undone():
        page.get_by_role("button", name="Undo my last change").click()
        until(page, lambda: {name: (server.data / f"{name}.csv").read_bytes() for name in tables} == tables)
        settle(page)

    tab(page, "Evidence")
    field(page, "What was reported, in our words").fill("A plan was signed.")
    field(page, "Address of the report").fill("https://example.org/plan")
    field(page, "Published by").fill("Daily")
    press(page, "Save")
    expect(page.locator(f"{MAIN} a[href='https://example.org/plan']").first).to_be_visible()
    undone()
    tab(page, "What was read")
    choose(page, "Kind", "project" if PROPOSED["kind"] != "project" else "deliverable")
    press(page, "Save")
    until(page, lambda: cells(server.data, identity)["corrected"] == "kind")
    undone()
    tab(page, "Join")
    press(page, "Keep apart")
    until(page, lambda: cells(server.data, identity)["review"] == "")
    undone()
    tab(page, "Join")
    press(page, "Join with it")
    expect(page.locator(MAIN)).to_contain_text(next(
        row["title"] for row in rows(server.data, "commitments") if PROPOSED["review"] == f"join with {row['commitment_id']}?"))
    assert identity not in {row["commitment_id"] for row in rows(server.data, "commitments")}
    page.locator(MAIN).get_by_text("Edit", exact=True).click()
    undone()


def test_a_rejected_finding_leaves_the_page_and_can_stand_again(server, visitor):
    page = visitor()
    open_forms(page, server.address, ID)
    tab(page, "Mentions")
    press(page, "Reject as a false finding")
    expect(page.locator(MAIN)).to_contain_text("rejected")
    press(page, "Let this finding stand again")
    expect(page.locator(MAIN)).to_contain_text(ROW["title"])
    assert next(row for row in rows(server.data, "mentions") if row["mention_id"] == ID)["rejected"] == ""


@pytest.mark.parametrize("switches, asked", [((), ""), (("--edit",), "&asof=2026-11-24")])
def test_whoever_may_not_edit_or_looks_at_an_earlier_day_sees_no_form(start, scratch_data, visitor, switches, asked):
    page = visitor()
    visit(page, f"{start(scratch_data, *switches).address}/commitments?id={ID}{asked}")
    expect(page.locator(MAIN).get_by_text("Edit", exact=True)).to_have_count(0)
