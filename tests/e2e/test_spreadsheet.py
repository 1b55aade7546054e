"""A table goes to a spreadsheet and comes back, in a real browser, while others change it too."""
import pytest
from playwright.sync_api import Page, expect

from monitor.spreadsheet_file import AS_DOWNLOADED
from tests import libreoffice
from tests.e2e.looking import IDLE, MAIN, rows, set_cell, visit
from tests.sheet_files import changed, csv_of, rows_of

pytestmark = pytest.mark.browser

TITLE = "For a spreadsheet"


def downloaded(page: Page, address: str, name: str) -> tuple[str, bytes]:
    """The name of a download and its bytes."""
    visit(page, address)
    page.get_by_text(TITLE, exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def choose(page: Page, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": "back.csv", "mimeType": "text/csv", "buffer": content})


def write(page: Page, label: str) -> None:
    page.wait_for_timeout(300)
    expect(page.locator(IDLE)).to_be_visible()
    page.get_by_role("button", name=label, exact=True).click()


def test_an_editor_takes_back_a_changed_download_and_writes_what_is_ticked(start, scratch_data, visitor):
    page = visitor()
    name, content = downloaded(page, f"{start(scratch_data, '--edit').address}/commitments?kind=target", "commitments")
    assert name.startswith("china-uzbekistan-commitments-20") and len(rows_of(content)) < len(rows(scratch_data, "commitments"))
    first, second = rows_of(content)[:2]
    before = (scratch_data / "commitments.csv").read_bytes().splitlines()
    back = changed(changed(content, 0, note="Read again.", status="stalled"), 1, headline="=1+1")
    choose(page, libreoffice.round_trip(back) if libreoffice.find() else back)
    expect(page.locator(MAIN)).to_contain_text("3 cells were changed in the file. Ticked.")
    page.get_by_role("checkbox", name="status").locator("xpath=ancestor::label").click()
    write(page, "Write 2 cells")
    expect(page.locator(MAIN)).to_contain_text("Saved. 2 changes stand in the tables and in the log.")
    after = (scratch_data / "commitments.csv").read_bytes().splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 2
    now = {row["commitment_id"]: row for row in rows(scratch_data, "commitments")}
    assert now[first["commitment_id"]] | {AS_DOWNLOADED: first[AS_DOWNLOADED]} == first | {"note": "Read again."}
    assert now[second["commitment_id"]]["headline"] == "=1+1"
    assert [row["field"] for row in rows(scratch_data, "status_log")[-2:]] == ["note", "headline"]
    expect(page.locator(MAIN)).to_contain_text("1 cell was changed in the file. Ticked.")


def test_a_change_of_status_without_a_word_is_refused_with_its_row_and_then_written_with_one(start, scratch_data, visitor):
    page = visitor()
    _, content = downloaded(page, f"{start(scratch_data, '--edit').address}/commitments", "commitments")
    place, row = next((place, row) for place, row in enumerate(rows_of(content)) if row["status"] == "no_report")
    choose(page, changed(content, place, status="stalled", status_date="2026-10-01"))
    write(page, "Write 2 cells")
    expect(page.get_by_role("alert")).to_contain_text(f"Row {place + 2}, {row['title']}: status")
    expect(page.get_by_role("alert")).to_contain_text("a change of status without evidence or a note")
    page.get_by_role("textbox", name="Note for the log").fill("From the list of the ministry.")
    page.keyboard.press("Tab")
    write(page, "Write 2 cells")
    expect(page.locator(MAIN)).to_contain_text("Saved. 2 changes stand")
    assert rows(scratch_data, "status_log")[-1]["note"] == "From the list of the ministry."


def test_what_others_changed_since_the_download_stays_and_a_clash_waits_for_a_choice(start, scratch_data, visitor):
    page = visitor()
    _, content = downloaded(page, f"{start(scratch_data, '--edit').address}/commitments", "commitments")
    first, second = (row["commitment_id"] for row in rows_of(content)[:2])
    set_cell(scratch_data, "commitments", first, note="Theirs.")
    set_cell(scratch_data, "commitments", second, headline="Theirs.")
    choose(page, changed(content, 0, note="Mine.", headline="Mine."))
    expect(page.locator(MAIN)).to_contain_text("1 cell was changed in the file and here, too. Not ticked: choose.")
    expect(page.locator(MAIN)).to_contain_text("1 cell was changed here since the download, and stays as it is now.")
    expect(page.get_by_role("checkbox", name="note")).not_to_be_checked()
    write(page, "Write 1 cell")
    expect(page.locator(MAIN)).to_contain_text("Saved. 1 change stands")
    now = {row["commitment_id"]: row for row in rows(scratch_data, "commitments")}
    assert [(now[first]["note"], now[first]["headline"]), now[second]["headline"]] == [("Theirs.", "Mine."), "Theirs."]


def test_new_evidence_comes_in_with_an_id(start, scratch_data, visitor):
    page = visitor()
    name, content = downloaded(page, f"{start(scratch_data, '--edit').address}/commitments", "evidence")
    assert name.startswith("china-uzbekistan-commitments-evidence-20")
    old = rows_of(content)
    new = {"commitment_id": old[0]["commitment_id"], "tag": "context", "summary": "A talk.", "url": "https://example.org/talk"}
    choose(page, csv_of([*old, dict.fromkeys(old[0], "") | new]))
    write(page, "Write 0 cells and add 1 row")
    expect(page.locator(MAIN)).to_contain_text("Saved. 1 change stands")
    (added,) = [row for row in rows(scratch_data, "evidence") if row["url"] == new["url"]]
    assert added["evidence_id"].startswith("evidence-") and added["added_on"] and added["summary"] == "A talk."


@pytest.mark.parametrize("switches, asked", [((), ""), (("--edit",), "?asof=2026-11-25")])
def test_whoever_may_not_edit_or_looks_at_an_earlier_day_downloads_and_uploads_nothing(start, scratch_data, visitor, switches, asked):
    page = visitor()
    name, _ = downloaded(page, f"{start(scratch_data, *switches).address}/commitments{asked}", "evidence")
    assert ("as-of-2026-11-25" in name) == bool(asked)
    expect(page.locator("input[type=file]")).to_have_count(0)
