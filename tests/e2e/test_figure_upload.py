"""An editor brings in figures from a CSV on the targets page; a visitor cannot."""
import pytest
from playwright.sync_api import Page, expect

from monitor import store
from tests.e2e.looking import MAIN, rows, visit
from tests.figure_files import bytes_of, csv_of

pytestmark = pytest.mark.browser

TITLE, YES = "Add figures from a CSV", "Write 1 row"
LOCKED = (store.LOCK_SECONDS + 20) * 1000
OLD = "cn-loans-cdb-7a0c14e7"


def revision(data) -> dict[str, str]:
    """A figure of the folder with another number, as somebody finds it later."""
    row = next(row for row in rows(data, "figures") if row["figure_id"] == OLD)
    left_out = dict.fromkeys(("figure_id", "source_id", "start", "end", "quote"))
    changed = {"value": "123456789", "url": "https://example.org/revised", "published": "2026-11-20", "replaces": OLD}
    return {name: cell for name, cell in (row | changed).items() if name not in left_out}


def choose(page: Page, content: bytes) -> None:
    page.get_by_text(TITLE).click()
    page.locator("input[type=file]").set_input_files({"name": "new.csv", "mimeType": "text/csv", "buffer": content})


def test_an_editor_looks_over_a_file_says_yes_and_sees_the_figure(start, scratch_data, visitor):
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, f"{server.address}/targets?indicator=cn_loans_cdb")
    before = bytes_of(scratch_data)
    row = revision(scratch_data)
    choose(page, csv_of(row, row | {"value": "16,2", "period": "2025"}))
    expect(page.locator(MAIN)).to_contain_text("1 row revises an earlier figure, which stays in the table")
    expect(page.locator(MAIN)).to_contain_text("ambiguous number")
    assert bytes_of(scratch_data) == before, "nothing is written before the yes"
    page.get_by_role("button", name=YES).click()
    expect(page.locator(MAIN)).to_contain_text("Written to figures.csv: 0 new figures and 1 that revises an earlier one.")
    expect(page.get_by_role("button", name=YES)).to_have_count(0)
    expect(page.locator(MAIN)).to_contain_text("1 row is there already")
    expect(page.locator(MAIN)).to_contain_text("replaced by a later figure")
    (new,) = [row for row in rows(scratch_data, "figures") if row["replaces"] == OLD]
    assert (new["value"], rows(scratch_data, "status_log")[-1]["field"]) == ("123456789", f"figures/{new['figure_id']}")


def test_a_save_that_another_one_holds_up_is_told_and_the_preview_stays(start, scratch_data, visitor):
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, f"{server.address}/targets")
    choose(page, csv_of(revision(scratch_data)))
    before = bytes_of(scratch_data)
    with store.locked(scratch_data):
        page.get_by_role("button", name=YES).click()
        expect(page.get_by_role("alert")).to_contain_text("another save has held .lock", timeout=LOCKED)
    assert bytes_of(scratch_data) == before
    page.get_by_role("button", name=YES).click()
    expect(page.locator(MAIN)).to_contain_text("Written to figures.csv")


@pytest.mark.parametrize("switches, asked", [((), ""), (("--edit",), "?asof=2026-11-20")])
def test_whoever_may_not_edit_or_looks_at_an_earlier_day_sees_no_upload(start, scratch_data, visitor, switches, asked):
    page = visitor()
    visit(page, f"{start(scratch_data, *switches).address}/targets{asked}")
    expect(page.get_by_text(TITLE)).to_have_count(0)
