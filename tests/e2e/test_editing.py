"""The tables change on disk while the dashboard is open."""
import subprocess
import sys
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


KILLED_BETWEEN_ITS_FILES = """
import datetime, os, sys
from pathlib import Path
from monitor import edits
replace, made = os.replace, 0
def killed(*names):
    global made
    made += 1
    if made == 3:   # the journal, the table, and then the log
        os._exit(9)
    replace(*names)
os.replace = killed
edit = edits.Edit((edits.Change("commitments", sys.argv[2], "note", sys.argv[3], "Found before the light went out."),))
edits.save(Path(sys.argv[1]), edit, "MK", datetime.datetime.now(datetime.UTC))
"""


def test_what_a_crash_left_apart_is_brought_together_at_start_and_told(start, scratch_data, visitor):
    command = [sys.executable, "-c", KILLED_BETWEEN_ITS_FILES, str(scratch_data), COMMITMENT["commitment_id"], COMMITMENT["note"]]
    assert subprocess.run(command, cwd=ROOT).returncode == 9
    logged = len(rows(scratch_data, "status_log"))
    server = start(scratch_data, "--edit")
    page = visitor()
    visit(page, server.address)
    expect(page.locator(MAIN)).to_contain_text("a save of commitments.csv, status_log.csv was cut off and has been completed")
    assert [(e["field"], e["new"], e["who"]) for e in rows(scratch_data, "status_log")[logged:]] == [
        ("note", "Found before the light went out.", "MK")]
    assert list(scratch_data.glob(".saving-*")) == []


def test_a_read_only_server_leaves_what_a_crash_left_as_it_is(start, scratch_data, visitor):
    leftover = scratch_data / ".saving-commitments-x.tmp"
    leftover.write_text("half")
    page = visitor()
    visit(page, start(scratch_data).address)
    assert leftover.read_text() == "half"
