"""The tables change on disk while the dashboard is open."""
import time

import pytest
from playwright.sync_api import expect

from monitor.vocabulary import STATUS_BY_CODE
from tests.conftest import ROOT
from tests.e2e.looking import MAIN, rows, set_cell, visit, write_rows

pytestmark = pytest.mark.browser

WITHIN = 5_000
NEW, REASON = "dropped", "A party said that it will not be done."
COMMITMENT = next(row for row in rows(ROOT / "data", "commitments") if row["status"] != NEW)


def test_a_status_changed_on_disk_shows_in_the_open_page_within_five_seconds(fresh_server, visitor):
    page = visitor()
    visit(page, f"{fresh_server.address}/commitments?id={COMMITMENT['commitment_id']}")
    expect(page.locator(MAIN)).not_to_contain_text(STATUS_BY_CODE[NEW].definition)
    set_cell(fresh_server.data, "commitments", COMMITMENT["commitment_id"], status=NEW, note=REASON)
    expect(page.locator(MAIN)).to_contain_text(REASON, timeout=WITHIN)
    expect(page.locator(MAIN)).to_contain_text(STATUS_BY_CODE[NEW].definition)


def test_a_server_that_may_edit_enters_the_change_into_the_log(start, scratch_data, visitor):
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, server.address)
    before = len(rows(scratch_data, "status_log"))
    set_cell(scratch_data, "commitments", COMMITMENT["commitment_id"], status=NEW)
    deadline = time.monotonic() + WITHIN / 1000
    while len(rows(scratch_data, "status_log")) == before and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    entry = rows(scratch_data, "status_log")[before]
    assert (entry["commitment_id"], entry["field"], entry["old"], entry["new"], entry["via"]) == (
        COMMITMENT["commitment_id"], "status", COMMITMENT["status"], NEW, "csv")


def test_a_read_only_server_writes_nothing_when_the_tables_change(fresh_server, visitor):
    page = visitor()
    visit(page, fresh_server.address)
    log = (fresh_server.data / "status_log.csv").read_bytes()
    set_cell(fresh_server.data, "commitments", COMMITMENT["commitment_id"], status=NEW)
    edited = (fresh_server.data / "commitments.csv").read_bytes()
    visit(page, fresh_server.address)
    time.sleep(3)  # longer than the page takes to look for changes
    assert (fresh_server.data / "status_log.csv").read_bytes() == log
    assert (fresh_server.data / "commitments.csv").read_bytes() == edited


def test_a_broken_row_is_named_and_the_others_stay(fresh_server, visitor):
    page = visitor()
    visit(page, f"{fresh_server.address}/commitments")
    table = rows(fresh_server.data, "commitments")
    table[2]["status"] = "finished"
    write_rows(fresh_server.data, "commitments", table)
    broken = (fresh_server.data / "commitments.csv").read_bytes()
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("commitments.csv, row 4, column status", timeout=WITHIN)
    expect(notice).to_contain_text("finished")
    expect(page.locator(MAIN)).to_contain_text(table[0]["title"])
    assert (fresh_server.data / "commitments.csv").read_bytes() == broken
    table[2]["status"] = "unclear"
    write_rows(fresh_server.data, "commitments", table)
    expect(notice).to_have_count(0, timeout=WITHIN)


@pytest.mark.parametrize("file, content", [
    pytest.param("commitments.csv", b"", id="empty"),
    pytest.param("commitments.csv", b"commitment_id,title\nx,y\n", id="columns missing"),
    pytest.param("figures.csv", "figure_id,naïve\n".encode("latin-1"), id="not UTF-8"),
    pytest.param("evidence.csv", None, id="no such file"),
])
def test_a_table_that_is_broken_from_the_start_gives_a_page_with_a_notice(start, scratch_data, visitor, file, content):
    if content is None:
        (scratch_data / file).unlink()
    else:
        (scratch_data / file).write_bytes(content)
    server = start(scratch_data)
    page = visitor()
    visit(page, server.address)
    expect(page.get_by_role("alert")).to_contain_text(file)
    assert content is None or (scratch_data / file).read_bytes() == content
